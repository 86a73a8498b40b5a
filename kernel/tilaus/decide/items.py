"""Items: messages from the server that delivers, turns, retries, questions and answers."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tilaus import events as e
from tilaus.commands import (
    AnswerCustomer,
    AskCustomer,
    DeliveryReported,
    RetryItem,
    TurnGranted,
)
from tilaus.decide.draft import Draft
from tilaus.decide.refunds import send_owed
from tilaus.order import Destination, Item, Question
from tilaus.refusals import refuse
from tilaus.table import OVER, Answer, Transition
from tilaus.targets import check_target, instance


def reported(draft: Draft, command: DeliveryReported) -> None:
    """Answer a message about an item: a row of its table, or duplicate, park, refuse."""
    wish = f"take the message {command.message!r} about item {command.item}"
    item: Item = draft.subject("item", command.item, wish)
    lifecycle = draft.policy.lifecycles.item
    if command.message not in lifecycle.messages:
        raise refuse("malformed", wish, "there is no such message", *lifecycle.messages)
    draft.permit_message("item", command.message, wish)
    if why := _implausible(item, command):
        draft.park("item", item.id, command.message, why, "alert:message-parked")
        return
    seen = draft.facts("item", item.id, command.delivered or 0)
    found = lifecycle.answer(item.status, command.message, seen)
    if isinstance(found, Answer):
        draft.answer("item", item.id, found, command.reason)
    else:
        _accept(draft, item, command, found)


def _implausible(item: Item, command: DeliveryReported) -> str:
    if command.attempt not in (None, item.attempt):
        return f"it speaks of attempt {command.attempt}, the present one is {item.attempt}"
    if command.delivered is not None and not 0 <= command.delivered <= item.quantity:
        return f"it reports {command.delivered} delivered of {item.quantity}"
    if command.message == "delivered" and command.delivered not in (None, item.quantity):
        return f"it says delivered, and counts {command.delivered} of {item.quantity}"
    return ""


def _accept(draft: Draft, item: Item, command: DeliveryReported, row: Transition) -> None:
    draft.permit_row("item", item.id, row, command.delivered or 0)
    if command.delivered is not None and command.delivered > item.delivered:
        draft.emit(e.Progressed(item.id, command.delivered))
    if row.target != item.status:
        draft.take("item", item.id, row, command.reason or _reason(row))
    if draft.subject("item", item.id).kind not in OVER:
        draft.await_server(item.id)


def _reason(row: Transition) -> str:
    return "server_problem" if "server" in row.by and row.effects else ""


def granted(draft: Draft, command: TurnGranted) -> None:
    """Look at a waiting item again: its instance is free, and it is the first in the queue."""
    draft.permit("turn", f"give item {command.item} its turn")
    draft.subject("item", command.item)
    draft.touch("item", command.item)


def retry(draft: Draft, command: RetryItem) -> None:
    """Try a cancelled item again, at a new target where one is given."""
    item: Item = draft.subject("item", command.item, f"retry item {command.item}")
    draft.step("item", item.id, "retry")
    _retarget(draft, item, command.target)
    draft.move("item", item.id, "retry")


def _retarget(draft: Draft, item: Item, target: str) -> None:
    if target and target != item.target:
        service = draft.policy.service(item.service)
        check_target(service, target)
        draft.emit(e.Retargeted(item.id, target.strip(), instance(service, target)))


def ask(draft: Draft, command: AskCustomer) -> None:
    """Ask the customer, or ask again; the deadline for an answer starts anew."""
    wish = f"ask about item {command.item}"
    draft.permit("ask", wish)
    item: Item = draft.subject("item", command.item, wish)
    if item.kind != "failed":
        raise refuse("no_question", wish, f"item {item.id} is {item.status}, not cancelled")
    draft.emit(e.Asked(item.id, Question(draft.at, draft.at + draft.policy.silence())))
    draft.effect("tell:reminder", item.id)


def answered(draft: Draft, command: AnswerCustomer) -> None:
    """Do what the customer wants: try again, or send the money to the wallet or back."""
    wish = f"answer about item {command.item}"
    draft.permit("answer", wish)
    item: Item = draft.subject("item", command.item, wish)
    if item.question is None:
        raise refuse("no_question", wish, f"no question about item {item.id} is open")
    if command.choice not in CHOICES:
        found = f"{command.choice[:40]!r} is no choice"
        raise refuse("malformed", wish, found, *CHOICES)
    draft.emit(e.Answered(item.id, command.choice))
    CHOICES[command.choice](draft, item, command.target)


def _try_again(draft: Draft, item: Item, target: str) -> None:
    _retarget(draft, item, target)
    draft.move("item", item.id, "retry", own=True)


def _send(to: Destination, draft: Draft, item: Item, target: str) -> None:
    if not send_owed(draft, [item], to, "the customer's answer"):
        wish = f"refund item {item.id}"
        raise refuse("nothing_to_refund", wish, "nothing is left to refund of it")


CHOICES: Mapping[str, Callable[[Draft, Item, str], None]] = {
    "retry": _try_again,
    "wallet": partial(_send, "wallet"),
    "original": partial(_send, "original"),
}
"""What a customer may answer about a cancelled item."""

HANDLERS: Mapping[type[Any], Callable[[Draft, Any], None]] = {
    DeliveryReported: reported,
    TurnGranted: granted,
    RetryItem: retry,
    AskCustomer: ask,
    AnswerCustomer: answered,
}
