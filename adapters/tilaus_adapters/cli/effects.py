"""`tilaus effect list|retry|done|void`: what the world was asked for, and what hangs of it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from tilaus.commands import Actor, ResolveEffect
from tilaus.decide.journal import WAYS
from tilaus.money import currency
from tilaus.policy import Policy
from tilaus.ports.storage import JournalRow
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters import documents
from tilaus_adapters.cli.changes import Key, changed, request_key
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Role, unknown
from tilaus_adapters.cli.reply import Reply, UsageError, refused
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened

OPEN = frozenset({"ready", "unknown", "dead"})

STATES: Mapping[str, frozenset[str] | None] = {
    "open": OPEN,
    "ready": frozenset({"ready"}),
    "unknown": frozenset({"unknown"}),
    "dead": frozenset({"dead"}),
    "done": frozenset({"done"}),
    "refused": frozenset({"refused"}),
    "void": frozenset({"void"}),
    "all": None,
}
"""Which effects a list may show, by the word on the command line."""

Text = Annotated[str, Parameter(show_default=False)]
Named = Annotated[
    str,
    Parameter(
        allow_leading_hyphen=True,
        show_default=False,
        help="Its key, as `tilaus effect list` shows it.",
    ),
]
OfOrder = Annotated[
    int | None, Parameter(show_default=False, help="Instead of a key: the order's number ...")
]
Name = Annotated[
    str, Parameter(show_default=False, help="... and what was asked for, as in send_refund ...")
]
About = Annotated[
    str, Parameter(show_default=False, help="... and the item, payment or refund, if several are.")
]
Reason = Annotated[str, Parameter(help="What was seen, and where; it stays in the history.")]
Person = Annotated[str, Parameter(show_default=False, help="Who says so, for the history.")]


def list_(
    *,
    state: Annotated[
        Literal["open", "ready", "unknown", "dead", "done", "refused", "void", "all"],
        Parameter(help="Which: what has not ended, or what is in this state."),
    ] = "open",
    order: Annotated[
        int | None, Parameter(show_default=False, help="Only of the order with this number.")
    ] = None,
    limit: Annotated[int, Parameter(help="At most so many, oldest first; 1 to 100000.")] = 100,
    options: Options = DEFAULTS,
) -> Reply:
    """List what was asked of the world: what waits, what hangs, what was given up.

    A dead effect blocks the calls, or the messages, of its order until somebody says what is to
    become of it.
    """
    if not 1 <= limit <= 100_000:
        raise UsageError(f"cannot list {limit} effects: --limit is 1 to 100000")
    with opened(options) as shop:
        found = None if order is None else shop.order(order)
        if order is not None and found is None:
            return refused(unknown(order))
        rows = shop.store.effects(None if found is None else found.id, STATES[state])
        listed = list(_listed(shop, rows[:limit]))
    doc = {"effects": listed, "more": max(0, len(rows) - limit)}
    return Reply(doc, partial(_show, doc, state))


def _listed(shop: Shop, rows: Iterable[JournalRow]) -> Iterable[dict[str, Any]]:
    numbers: dict[str, int | None] = {}
    for row in rows:
        if row.order_id not in numbers:
            order = shop.order(row.order_id)
            numbers[row.order_id] = None if order is None else order.number
        yield {
            "order": numbers[row.order_id],
            **documents.effect(row),
            "via": row.effect.via,
            "first_attempt_at": documents.moment(row.first_attempt_at),
        }


def _show(doc: dict[str, Any], state: str, screen: Screen) -> None:
    found = doc["effects"]
    if not found:
        nothing = {"open": "nothing waits and nothing hangs", "all": "no effects yet"}
        screen.say(nothing.get(state, f"no effect is {state}"))
        return
    heads = ["order", "effect", "of", "by", "state", "tries", "due", "why", "key"]
    screen.table(heads, [_row(e) for e in found], right=["order", "tries"])
    more = f", and {doc['more']} more" if doc["more"] else ""
    screen.say(count(len(found), "effect") + more)
    if any(e["state"] == "dead" for e in found):
        screen.say("given up: tilaus effect retry, done or void KEY --reason ...")


def _row(e: dict[str, Any]) -> list[Any]:
    tried = e["name"], e["about"], e["via"], e["state"], e["attempts"]
    return [e["order"], *tried, e["run_at"][:19], e["outcome"], e["key"]]


def retry(
    effect: Named = "",
    /,
    *,
    reason: Reason,
    order: OfOrder = None,
    name: Name = "",
    about: About = "",
    role: Role = "staff",
    by: Person = "",
    key: Key = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Try an effect again now, under the key that it always had; staff and managers may.

    One that was tried before is looked up at the other side first, and asked for only where that
    knows nothing of it. One that was given up gets one more try.
    """
    wish = Wish("retry", effect, reason, order, name, about, Actor(role, by))
    return _resolve(wish, key, options)


def done(
    effect: Named = "",
    /,
    *,
    reason: Reason,
    order: OfOrder = None,
    name: Name = "",
    about: About = "",
    amount: Annotated[
        Text, Parameter(help="Of a payment or refund: how much, if not all that was asked.")
    ] = "",
    reference: Annotated[Text, Parameter(help="The provider's name for it.")] = "",
    pay_url: Annotated[Text, Parameter(help="Of a payment: where the customer can pay.")] = "",
    role: Role = "staff",
    by: Person = "",
    key: Key = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Say that it happened: somebody saw it at the other side; managers may.

    What follows is what the other side's own answer would lead to: the refund succeeded, the money
    is captured, the item is accepted.
    """
    facts = {"amount": amount, "reference": reference, "pay_url": pay_url}
    wish = Wish("done", effect, reason, order, name, about, Actor(role, by), **facts)
    return _resolve(wish, key, options)


def void(
    effect: Named = "",
    /,
    *,
    reason: Reason,
    order: OfOrder = None,
    name: Name = "",
    about: About = "",
    role: Role = "staff",
    by: Person = "",
    key: Key = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Say that it must not happen any more; managers may.

    What else was asked for the order goes on. The order itself stays as it is: go on with `tilaus
    order allowed`.
    """
    wish = Wish("void", effect, reason, order, name, about, Actor(role, by))
    return _resolve(wish, key, options)


@record
class Wish:
    """What stood on the command line. What was not given is empty, or None."""

    what: str
    effect: str
    reason: str
    order: int | None
    name: str
    about: str
    by: Actor
    amount: str = ""
    reference: str = ""
    pay_url: str = ""


def _resolve(wish: Wish, key: str, options: Options) -> Reply:
    if bool(wish.effect) == (wish.order is not None):
        raise UsageError(f"cannot {wish.what} an effect: name its key, or --order and --name")
    with opened(options) as shop:
        found = _key(shop, wish)
        if isinstance(found, Refusal):
            return refused(found)
        order_id = found.partition("/")[0]
        command = ResolveEffect(
            found,
            wish.what,
            wish.reason,
            _minor(wish.amount, shop.policy),
            wish.reference,
            wish.pay_url,
            by=wish.by,
        )
        return changed(shop, shop.resolve_effect(order_id, command, request_key(key)))


def _minor(text: str, policy: Policy) -> int | None:
    try:
        return currency(policy.currency).parse(text) if text else None
    except ValueError as error:
        raise UsageError(str(error)) from None


def _key(shop: Shop, wish: Wish) -> str | Refusal:
    """Return the key that is meant: as it was given, or of the one open effect of that name."""
    if wish.order is None:
        return wish.effect
    order = shop.order(wish.order)
    if order is None:
        return unknown(wish.order)
    rows = shop.store.effects(order.id, OPEN)
    fitting = [row for row in rows if _is_meant(row, wish)]
    if len(fitting) == 1:
        return fitting[0].effect.key
    named = f"{wish.name or 'an effect'} {wish.about}".strip()
    asked = WAYS[wish.what].wish.format(f"{named} of order {wish.order}")
    here = f"order {wish.order} has {_how_many(fitting)} open"
    keys = tuple(row.effect.key for row in fitting or rows)
    return Refusal("unknown_effect", asked, here, keys)


def _is_meant(row: JournalRow, wish: Wish) -> bool:
    return wish.name in ("", row.effect.name) and wish.about in ("", row.effect.about)


def _how_many(fitting: Sequence[JournalRow]) -> str:
    return f"{len(fitting)} such effects" if fitting else "no such effect"
