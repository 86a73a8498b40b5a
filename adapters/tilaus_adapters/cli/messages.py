"""`tilaus message`: what customers and staff are told, when, and in which words."""

import os
import webbrowser
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Protocol

from cyclopts import Parameter

from tilaus.effects import MESSAGES
from tilaus.evolve import replay
from tilaus.order import Order
from tilaus.ports.notification import Message
from tilaus.ports.storage import JournalRow
from tilaus.record import replace
from tilaus.refusals import Refusal, Refused
from tilaus.shop import Shop
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Number, unknown
from tilaus_adapters.cli.reply import Reply, UsageError, WorldError, refused
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.notification import catalogue
from tilaus_adapters.notification.render import Templates, from_settings

Flag: Parameter = Parameter(negative="", show_default=False)

# fmt: off
WHEN: Mapping[str, str] = {
    "tell:order-received":    "an order is placed",
    "tell:payment-awaited":   "the provider is ready to take the money; not once it was paid",
    "tell:payment-confirmed": "all of the money arrived",
    "tell:item-on-hold":      "an item waits for another with its service and target",
    "tell:instance-awaited":  "another customer's order waits for an item; once for each attempt",
    "tell:item-cancelled":    "an item could not be delivered, or was given up",
    "tell:reminder":          "a customer did not answer in time, or staff ask again",
    "tell:refund-requested":  "money is to go back",
    "tell:refund-sent":       "the provider sent it",
    "tell:order-completed":   "every item is finished and the order is completed",
    "tell:order-cancelled":   "an order ends before it was paid",
    "tell:order-refunded":    "the whole payment went back",
    "tell:payment-disputed":  "the payer disputes the payment",
    "tell:tracking-link":     "somebody who knows number and address asks for the link again",
    "alert:item-cancelled":   "an item could not be delivered, or was given up",
    "alert:refund-failed":    "the provider refused a refund, or the bank sent it back",
    "alert:payment-disputed": "a dispute begins or is decided",
    "alert:message-parked":   "a message contradicts what is known, or something cannot be done",
    "alert:money-parked":     "money arrives that the order does not need, and the policy parks it",
    "alert:no-answer":        "a customer is silent and the policy leaves it to staff",
    "alert:server-silent":    "the server that has an item says nothing new for too long",
    "alert:webhook-disabled": "an endpoint takes nothing for too long, or wants nothing more",
}
# fmt: on
"""When each message is sent."""


def list_(*, options: Options = DEFAULTS) -> Reply:
    """List the messages: their kinds, who gets them, and when."""
    rows = [
        {"kind": kind, "audience": "customer" if name == "tell" else "staff", "when": when}
        for effect, when in WHEN.items()
        for name, _, kind in (effect.partition(":"),)
    ]
    cells = [[row["kind"], row["audience"], row["when"]] for row in rows]
    return Reply({"messages": rows}, partial(_show_kinds, cells))


def _show_kinds(cells: list[list[str]], screen: Screen) -> None:
    screen.table(["kind", "to", "when"], cells)


def preview(
    number: Number,
    kind: Annotated[str, Parameter(help="What is told, as `tilaus message list` names it.")],
    /,
    *,
    lang: Annotated[
        str, Parameter(help="The language, for example fi or fi-FI; else that of the reader.")
    ] = "",
    html: Annotated[bool, Flag, Parameter(help="The page instead of the text.")] = False,
    short: Annotated[bool, Flag, Parameter(help="The words for chats and messengers.")] = False,
    staff: Annotated[
        bool, Flag, Parameter(help="What staff are told, where both are told this kind.")
    ] = False,
    open_: Annotated[
        bool, Flag, Parameter(name="--open", help="Open the page in the browser.")
    ] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Show a message about an order in words, as it is or would be sent; nothing is sent.

    Where it was sent, the order is shown as it was then. Own templates lie in TILAUS_TEMPLATES.
    """
    if html and short:
        raise UsageError("cannot preview both: write either --html or --short")
    effect = _effect(kind, staff=staff)
    templates = _templates()
    if lang and not templates.languages.knows(lang):
        known = ", ".join(templates.languages.codes)
        raise UsageError(f"cannot preview in {lang[:40]!r}: languages are {known}")
    with opened(options) as shop:
        order = shop.order(number)
        if order is None:
            return refused(unknown(number))
        try:
            message = _message(shop, order, effect)
        except Refused as error:
            return refused(error.refusal)
    return _shown(templates, _in(message, lang), html=html or open_, short=short, opens=open_)


def _effect(kind: str, *, staff: bool) -> str:
    names = [f"alert:{kind}"] if staff else [f"tell:{kind}", f"alert:{kind}"]
    found = next((name for name in names if name in MESSAGES), None)
    if found is None:
        audience = ("alert:",) if staff else ("tell:", "alert:")
        known = dict.fromkeys(n.partition(":")[2] for n in MESSAGES if n.startswith(audience))
        raise UsageError(f"cannot preview {kind[:40]!r}: kinds are {', '.join(known)}")
    return found


def _templates() -> Templates:
    try:
        return from_settings(os.environ)
    except ValueError as error:
        raise WorldError(str(error)) from None


def _message(shop: Shop, order: Order, effect: str) -> Message:
    """Make the message as the shop made it last, or as it would now."""
    rows = [row for row in shop.store.effects(order.id) if row.effect.name == effect]
    name, _, kind = effect.partition(":")
    house = shop.policy.house
    now = shop.clock()
    seen, about, at = (
        as_it_was(shop, rows[-1]) if rows else (order, _about(shop, order, effect), now)
    )
    return Message(
        key=rows[-1].effect.key if rows else f"{order.id}/preview/{effect}",
        audience="customer" if name == "tell" else "staff",
        kind=kind,
        to=order.customer.email if name == "tell" else house.staff_mail,
        order=seen,
        policy=shop.policy,
        at=at,
        about=about,
        tracking_url=f"{house.url}/t/{order.token}",
        answer_urls=_answers(shop, seen, kind, about) if name == "tell" else {},
    )


def _answers(shop: Shop, order: Order, kind: str, item: str) -> Mapping[str, str]:
    """Return the links by which the customer may answer, where the shop makes them."""
    asks = kind in ("item-cancelled", "reminder")
    found = order.item(item) if asks and shop.links is not None else None
    if shop.links is None or found is None or found.question is None:
        return {}
    return shop.links(order, item)


def as_it_was(shop: Shop, row: JournalRow) -> tuple[Order, str, datetime]:
    """Return the order as it was when a message was asked for, what it is about, and when.

    One that another order's change asked for has no event of its own: as it was when it was sent.
    """
    version = row.effect.key.removeprefix(f"{row.order_id}/").partition("/")[0]
    told = shop.store.history(row.order_id)
    before = [recorded for recorded in told if recorded.at <= row.run_at]
    known = told[: int(version)] if version.isdecimal() else before
    return replay(r.event for r in known), row.effect.about, known[-1].at


class _Part(Protocol):
    """An item, a payment or a refund."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...


def _about(shop: Shop, order: Order, effect: str) -> str:
    """Choose what a message would be about that was never sent: the first thing that fits it.

    Raises:
        Refused: the order has nothing of that kind.
    """
    kind = effect.partition(":")[2]
    machine, wanted = _ABOUT.get(kind, ("order", ""))
    if kind == "webhook-disabled":
        return next((webhook.name for webhook in shop.policy.webhooks), "example")
    if machine == "order":
        return ""
    parts: tuple[_Part, ...] = getattr(order, f"{machine}s")
    if not parts:
        found = f"the order has no {machine}"
        wish = f"preview {kind} of order {order.number}"
        raise Refused(Refusal("unknown_part", wish, found, ("another order",)))
    return next((part.id for part in parts if part.kind == wanted), parts[0].id)


_ABOUT: Mapping[str, tuple[str, str]] = {
    "payment-awaited": ("payment", "initial"),
    "payment-disputed": ("payment", "held"),
    "money-parked": ("payment", "finished"),
    "item-on-hold": ("item", "waiting"),
    "instance-awaited": ("item", "active"),
    "item-cancelled": ("item", "failed"),
    "reminder": ("item", "failed"),
    "no-answer": ("item", "failed"),
    "server-silent": ("item", "active"),
    "refund-requested": ("refund", "initial"),
    "refund-sent": ("refund", "finished"),
    "refund-failed": ("refund", "failed"),
}
"""Which part of an order a kind is about, and of which kind that is at best."""


def _in(message: Message, lang: str) -> Message:
    """Return the message for a reader of a language."""
    if not lang:
        return message
    customer = replace(message.order.customer, language=lang)
    house = replace(message.policy.house, staff_language=lang)
    return replace(
        message,
        order=replace(message.order, customer=customer),
        policy=replace(message.policy, house=house),
    )


def _shown(
    templates: Templates, message: Message, *, html: bool, short: bool, opens: bool
) -> Reply:
    said, words = templates.render(message), templates.short(message)
    doc = {
        "order": message.order.number,
        "kind": message.kind,
        "audience": message.audience,
        "to": message.to,
        "language": templates.language_of(message).code,
        "subject": said.subject,
        "text": said.text,
        "html": said.html,
        "short": words,
    }
    if opens:
        path = _page(said.html)
        webbrowser.open(path.as_uri())
        return Reply(doc | {"file": str(path)}, lambda screen: screen.say(f"opened {path}"))
    text = f"{words}\n" if short else said.html if html else f"{said.subject}\n\n{said.text}"
    return Reply(doc, lambda screen: screen.raw(text))


def _page(html: str) -> Path:
    """Write a page where a browser finds it after this process has ended."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", prefix="tilaus-message-", suffix=".html", delete=False
    ) as file:
        file.write(html)
    return Path(file.name)


def words(
    language: Annotated[str, Parameter(help="The language, for example et or pt_BR.")],
    /,
    *,
    output: Annotated[
        Path | None, Parameter(help="Write it there; what is translated there already is kept.")
    ] = None,
    options: Options = DEFAULTS,
) -> Reply:
    """Print the catalogue of a language for its translator: all texts, and what is translated.

    The file goes to LANG/LC_MESSAGES/tilaus.po in the folder locales of the shop's own templates.
    """
    templates = _templates()
    old = output if output is not None and output.exists() else templates.languages.file(language)
    try:
        text = catalogue.updated(language, old)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if output is None:
        return Reply({"language": language, "catalogue": text}, lambda screen: screen.raw(text))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8")
    doc = {"language": language, "file": str(output)}
    return Reply(doc, partial(_written, output))


def _written(output: Path, screen: Screen) -> None:
    screen.say(f"{output}: written; translate what is empty, then look: tilaus message preview")
