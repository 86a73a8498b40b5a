"""What a command that changes an order replies: the order as it is now, and what is left to do."""

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.storage import RequestKey
from tilaus.refusals import Refusal
from tilaus.shop import Receipt, Shop
from tilaus_adapters import documents
from tilaus_adapters.cli import views
from tilaus_adapters.cli.reply import Reply, refused
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.working import WAITING

Key = Annotated[
    str, Parameter(help="Names this request: a second one with the same key changes nothing.")
]


def request_key(key: str) -> RequestKey | None:
    """Return the request that `--key` names, or None where none was given."""
    return RequestKey("cli", key) if key else None


def changed(shop: Shop, receipt: Receipt | Refusal) -> Reply:
    """Reply to a command that was granted or refused."""
    if isinstance(receipt, Refusal):
        return refused(receipt)
    order = receipt.order
    waiting = len(shop.store.effects(order.id, WAITING))
    doc = {
        "outcome": receipt.outcome,
        "order": documents.order(order, shop.policy),
        "effects_waiting": waiting,
    }
    return Reply(doc, partial(_show, order, shop.policy, receipt.outcome, waiting))


def _show(order: Order, policy: Policy, outcome: str, waiting: int, screen: Screen) -> None:
    if outcome == "duplicate":
        screen.say(f"this was asked before: nothing changed in order {order.number}")
    views.order(order, policy, screen)
    if waiting:
        screen.say(f"{count(waiting, 'effect')} to be done by: tilaus worker --once")
