"""What a member of staff may do with an order now, and why not the rest.

Nothing here knows the rules: everything that staff could ever ask for is put to the decider, as it
would be when the button is pressed. What it grants is open; what it refuses is shown with why.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tilaus.commands import Actor
from tilaus.decide import Decision
from tilaus.events import MessageParked
from tilaus.guards import Failure
from tilaus.order import Item, Order, Parked, Payment, Refund
from tilaus.policy import Policy
from tilaus.ports.storage import Stored
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters import desk_words as words
from tilaus_adapters.languages import Language
from tilaus_adapters.triggers import WAYS, Misfit, Wish, command, way_of

DESK = frozenset({"staff", "manager"})
"""The roles that people at the desk have."""

_ELSEWHERE = frozenset({("order", "tick")})
"""Ways that are a program's: no person lets time pass."""

Part = Order | Item | Payment | Refund | Parked


@record
class Offer:
    """One thing that could be done with a part of an order.

    Attributes:
        fields: names of `tilaus_adapters.triggers.EXTRAS` that its form asks for.
        needs: those of them without which it is refused.
        leads_to: the label of the state that it leads to; empty where that is not known before.
        is_open: whether the decider would grant it now; `why_not` says what it said otherwise.
    """

    machine: str
    about: str
    trigger: str
    label: str
    warning: str
    is_grave: bool
    fields: tuple[str, ...]
    needs: frozenset[str]
    is_open: bool
    why_not: str = ""
    leads_to: str = ""

    @property
    def id(self) -> str:
        """Return its name on the page: `order.hold`, `item.2.retry`."""
        return ".".join(part for part in (self.machine, self.about, self.trigger) if part)

    @property
    def is_plain(self) -> bool:
        """Tell whether it can be done by one press: it asks for nothing and warns of nothing."""
        return not self.fields and not self.warning


@record
class Desk:
    """Who asks, of which shop, in which language."""

    shop: Shop
    by: Actor
    language: Language

    @property
    def policy(self) -> Policy:
        """Return the shop's rules."""
        return self.shop.policy


Offers = Mapping[tuple[str, str], tuple[Offer, ...]]
"""Offers by machine and id of the part; the order's own id is empty here."""


def offers(desk: Desk, stored: Stored) -> Offers:
    """List everything that may be done with each part of an order, and what may not."""
    order = stored.order
    if order is None:
        return {}
    return {
        (machine, "" if machine == "order" else part.id): tuple(
            _offer(desk, stored, machine, part, trigger)
            for trigger in _triggers(desk.policy, machine)
        )
        for machine, part in _parts(order)
    }


def _parts(order: Order) -> Iterator[tuple[str, Any]]:
    yield "order", order
    for machine, parts in (
        ("item", order.items),
        ("payment", order.payments),
        ("refund", order.refunds),
        ("parked", order.parked),
    ):
        for part in parts:
            yield machine, part


def _triggers(policy: Policy, machine: str) -> tuple[str, ...]:
    """Name what staff may ever ask of a machine: the rows that are theirs, and the other ways."""
    rows: list[str] = []
    if machine != "parked":
        lifecycle = policy.lifecycles[machine]
        rows = [
            row.trigger
            for state in lifecycle.states
            for row in lifecycle.rows(state)
            if policy.roles_of(machine, row) & DESK
        ]
    ways = [t for m, t in WAYS if m == machine and (m, t) not in _ELSEWHERE]
    return tuple(dict.fromkeys((*rows, *ways)))


def _offer(desk: Desk, stored: Stored, machine: str, part: Any, trigger: str) -> Offer:
    about = "" if machine == "order" else part.id
    way, deed = way_of(machine, trigger), words.deed(machine, trigger)
    granted = probe(desk, stored, machine, part, trigger)
    is_open = isinstance(granted, Decision) and _does_something(granted)
    needs = {*way.needs.split(), *(["reason"] if deed.needs_reason else [])}
    return Offer(
        machine,
        about,
        trigger,
        words.said(desk.language, deed.label),
        words.said(desk.language, deed.warning),
        deed.is_grave,
        tuple(dict.fromkeys((*way.needs.split(), *way.takes.split()))),
        frozenset(needs),
        is_open,
        "" if is_open else _why_not(desk, stored, machine, part, granted),
        _leads_to(desk, machine, part, granted) if is_open else "",
    )


def _does_something(granted: Decision) -> bool:
    """Tell whether it changes anything but to put itself aside as a contradiction."""
    return any(not isinstance(found.event, MessageParked) for found in granted.events)


def probe(desk: Desk, stored: Stored, machine: str, part: Any, trigger: str) -> Decision | Refusal:
    """Ask the decider what it would answer; nothing is written.

    What a person would fill in is filled in with something that fits: of several things that would,
    the first that is granted. What is refused is refused for all of them.
    """
    refused: Refusal | None = None
    for wish in _samples(desk, machine, part, trigger):
        try:
            answer = desk.shop.decide(stored, command(wish, desk.policy.lifecycles))
        except Misfit as misfit:
            answer = Refusal("malformed", trigger, str(misfit))
        if isinstance(answer, Decision):
            return answer
        refused = refused or answer
    return refused or Refusal("malformed", trigger, "nothing could be filled in")


def _samples(desk: Desk, machine: str, part: Any, trigger: str) -> Iterator[Wish]:
    """Yield wishes that a person could have: each field that it needs with something in it."""
    facts: dict[str, Any] = {
        "reason": "-",
        "reference": "-",
        "units": part.quantity if isinstance(part, Item) else 1,
    }
    needs = way_of(machine, trigger).needs.split()
    given = {name: facts[name] for name in needs if name in facts}
    if "amount" in needs:
        given["amount_minor"] = getattr(part, "amount_minor", 1)
    about, secret = "" if machine == "order" else part.id, desk.shop.new_token()
    tried = [n for n in needs if n in ("method", "choice", "state")]
    for value in _tries(desk.policy, machine, part, tried[0]) if tried else ("",):
        chosen: dict[str, Any] = {tried[0]: value} if tried else {}
        yield Wish(trigger, machine, about, desk.by, token=secret, **given, **chosen)


def _tries(policy: Policy, machine: str, part: Any, name: str) -> tuple[str, ...]:
    """Return what could be chosen in a field."""
    if name == "method":
        return tuple(method.name for method in policy.methods)
    if name == "choice":
        return ("retry", "original", "wallet")
    states = policy.lifecycles[machine].states if machine != "parked" else {}
    return tuple(state for state in states if state != part.status)


def _leads_to(desk: Desk, machine: str, part: Any, granted: Decision | Refusal) -> str:
    """Return the label of the state in which the part would be; empty where it stays the same."""
    if not isinstance(granted, Decision) or machine == "parked":
        return ""
    after = granted.order if machine == "order" else getattr(granted.order, machine)(part.id)
    if after is None or after.status == part.status:
        return ""
    lifecycle = desk.policy.lifecycles[machine]
    return desk.language.pgettext(machine, lifecycle.label(after.status))


def _why_not(
    desk: Desk, stored: Stored, machine: str, part: Any, granted: Decision | Refusal
) -> str:
    if isinstance(granted, Decision):
        return words.said(desk.language, "it would change nothing")
    if granted.failed and stored.order is not None and machine != "parked":
        clauses = (clause(desk, stored.order, machine, f) for f in granted.failed)
        return "; ".join(dict.fromkeys(clauses))
    return words.why_not(desk.language, granted)


def clause(desk: Desk, order: Order, machine: str, failure: Failure) -> str:
    """Say which condition does not hold, in the words of its facts, and what they are now."""
    facts = desk.policy.lifecycles[machine].facts
    seen = []
    for name, value in failure.facts.items():
        seen.append(f"{facts[name].note}: {_shown(desk, order, facts[name].kind, value)}")
    return f"{', '.join(seen)} ({failure.guard})" if seen else failure.guard


def _shown(desk: Desk, order: Order, kind: str, value: int) -> str:
    """Write the value of a fact; a yes or no is no number to any formatter."""
    if kind == "yes_no":
        return words.said(desk.language, "yes" if value else "no")
    if kind == "amount":
        return desk.language.money(value, order.currency)
    return desk.language.number(value)
