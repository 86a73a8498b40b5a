"""What the desk's forms are answered: every command that they can send, in every state, by all."""

import html
from collections.abc import Iterator, Mapping
from typing import Any

from httpx2 import Response
from tests.adapters.web.conftest import HERE
from tests.adapters.web.roles.people import STATES, WHO, Asker, Bench, made

from tilaus.commands import Actor, Command, ResolveEffect
from tilaus.decide import Decision
from tilaus.decide.journal import WAYS as EFFECT_WAYS
from tilaus.order import Order
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus_adapters.triggers import WAYS, Wish, command, way_of
from tilaus_adapters.web.desk.bulk import WAYS as BULK_WAYS
from tilaus_adapters.web.desk.order import STATUS
from tilaus_adapters.web.desk.refunds import DESTINATIONS

MACHINES = ("order", "item", "payment", "refund", "parked")

DESK = ("staff", "manager")
"""The columns of those whose forms are read at all."""

CHOSEN: Mapping[str, tuple[str, ...]] = {
    "choice": ("retry", "wallet", "original"),
    "method": ("card",),
}
"""What is chosen in a field, one after the other; for a state it is one that the part is not in."""

FORCED: Mapping[str, str] = {
    "order": "completed",
    "item": "completed",
    "payment": "captured",
    "refund": "succeeded",
}


def senders(state: str) -> tuple[str, ...]:
    """Return whose forms are sent about orders in a state.

    Whoever may not send any is turned away before the order is read: one state is enough to see it.
    """
    return WHO if state == next(iter(STATES)) else DESK


@record
class Tried:
    """One form that somebody sent, and what came of it.

    Attributes:
        offer: what was asked for, `item.retry`; with what was chosen, `item.answer wallet`.
        cell: what the table says: the status, and the code of the refusal or what was done.
        was: the status of the part that it is about, before; `then` is the one afterwards.
        is_new: whether the order is another one afterwards.
    """

    state: str
    offer: str
    who: str
    cell: str
    was: str
    then: str
    is_new: bool


class Sender:
    """Send forms about orders in one state; an order that something was done to is used no more."""

    def __init__(self, bench: Bench, state: str) -> None:
        self.bench, self.state = bench, state
        self.order, other = made(bench, state), made(bench, state)
        self.askers = {who: bench.asker(who, self.order, other) for who in senders(state)}
        self.order = bench.world.order(self.order)

    def post(self, who: str, path: str, form: Mapping[str, str]) -> Response:
        """Send a form below the order's page, or to a path."""
        asker: Asker = self.askers[who]
        own = {"csrf": asker.csrf, "key": self.bench.site.shop.new_id()}
        own["version"] = str(self.order.version)
        where = path if path.startswith("/") else f"/desk/orders/{self.order.number}/{path}"
        data = {**own, **{name: value for name, value in form.items() if value}}
        return asker.client.post(where, data=data, headers={"origin": HERE})

    def tried(self, offer: str, who: str, cell: str, machine: str, about: str) -> Tried:
        """Note what came of a form."""
        before, after = self.order, self.bench.world.order(self.order)
        was, then = (_status(order, machine, about) for order in (before, after))
        is_new = after != before
        if is_new:
            self.order = made(self.bench, self.state)
        return Tried(self.state, offer, who, cell, was, then, is_new)

    def part(self, machine: str) -> str:
        """Return the id of the part that a form is about: of items the second; empty of orders."""
        if machine == "order":
            return ""
        parts = self.parts(machine)
        return parts[-1].id if parts else "1"

    def parts(self, machine: str) -> Any:
        """Return the parts of a machine."""
        order = self.order
        return order.parked if machine == "parked" else getattr(order, f"{machine}s")


def _status(order: Order, machine: str, about: str) -> str:
    if machine in ("order", "parked"):
        return order.status
    part = getattr(order, machine)(about)
    return "" if part is None else str(part.status)


def all_of(bench: Bench) -> Iterator[Tried]:
    """Send everything, in every state, as everybody."""
    for state in STATES:
        sender = Sender(bench, state)
        for machine in MACHINES:
            for trigger in _triggers(bench, machine):
                yield from _deeds(sender, machine, trigger)
        yield from _effects(sender)
        yield from _refunds(sender)
        yield from _bulk(sender)


def _triggers(bench: Bench, machine: str) -> list[str]:
    """Name everything that could be asked of a machine, also what is not for people at all."""
    rows = (
        () if machine == "parked" else sorted(bench.site.shop.policy.lifecycles[machine].triggers)
    )
    ways = [trigger for of, trigger in WAYS if of == machine]
    return list(dict.fromkeys((*rows, *ways, "fly")))


def _deeds(sender: Sender, machine: str, trigger: str) -> Iterator[Tried]:
    needs = way_of(machine, trigger).needs.split()
    chosen = next((name for name in needs if name in CHOSEN), "")
    for value in CHOSEN.get(chosen, ("",)):
        for who in sender.askers:
            given = _given(sender, machine, needs) | ({chosen: value} if chosen else {})
            offer = f"{machine}.{trigger} {value}".strip()
            yield _deed(sender, offer, who, (machine, trigger), given)


def _given(sender: Sender, machine: str, needs: list[str]) -> dict[str, str]:
    """Fill in what a trigger needs, and a reason."""
    facts = {"units": "100", "amount": "1.00", "reference": "ref-1", "state": FORCED.get(machine)}
    if machine == "payment" and sender.order.payments:
        facts["amount"] = f"{sender.order.payments[-1].amount_minor / 100:.2f}"
    return {name: value for name in needs if (value := facts.get(name))}


def _deed(
    sender: Sender, offer: str, who: str, what: tuple[str, str], given: Mapping[str, str]
) -> Tried:
    machine, trigger = what
    about, reason = sender.part(machine), {"reason": "as was seen"}
    takes = {*way_of(machine, trigger).needs.split(), *way_of(machine, trigger).takes.split()}
    given = {**given, **(reason if "reason" in takes else {})}
    form = {"machine": machine, "about": about, "trigger": trigger, **given}
    expected = _expected(sender, who, what, about, given)
    answer = sender.post(who, "do", form)
    return sender.tried(offer, who, _cell(answer, expected), machine, about)


def _expected(
    sender: Sender, who: str, what: tuple[str, str], about: str, given: Mapping[str, str]
) -> Decision | Refusal | None:
    """Return what the kernel itself answers to those whose form is read."""
    if who not in DESK:
        return None
    shop, extras = sender.bench.site.shop, dict(given)
    amount, units = extras.pop("amount", None), extras.pop("units", None)
    wish = Wish(
        what[1],
        what[0],
        about,
        Actor(who, who),
        **extras,
        units=None if units is None else int(units),
        amount_minor=None if amount is None else sender.order.currency.parse(amount),
        token="t" * 20,
    )
    asked: Command = command(wish, shop.policy.lifecycles)
    return shop.decide(shop.store.load(sender.order.number), asked)


def _cell(answer: Response, expected: Decision | Refusal | None) -> str:
    """Say what came of a form; a refusal must be the kernel's, and stand on the page.

    Raises:
        AssertionError: the page answers something else than the kernel.
    """
    if answer.status_code == 303:
        is_sent_away = answer.headers["location"].startswith("/desk/sign-in")
        assert is_sent_away or not isinstance(expected, Refusal), expected
        return "303 sign in" if is_sent_away else "303 done"
    if answer.status_code == 403 and expected is None:
        return "403"
    assert isinstance(expected, Refusal), (answer.status_code, expected)
    assert answer.status_code == STATUS.get(expected.code, 422)
    assert expected.found in html.unescape(answer.text)
    return f"{answer.status_code} {expected.code}"


def _effects(sender: Sender) -> Iterator[Tried]:
    """Say of the newest effect of the order's journal what is to become of it."""
    shop = sender.bench.site.shop
    for what in EFFECT_WAYS:
        for who in sender.askers:
            key = shop.store.effects(sender.order.id)[-1].effect.key
            expected = None
            if who in DESK:
                asked = ResolveEffect(key, what, "as was seen", by=Actor(who, who))
                expected = _decided(sender, asked)
            form = {"effect": key, "trigger": what, "reason": "as was seen"}
            cell = _cell(sender.post(who, "effects", form), expected)
            yield sender.tried(f"effect.{what}", who, cell, "order", "")


def _decided(sender: Sender, asked: ResolveEffect) -> Refusal | None:
    """Return the refusal of a settlement; what is granted is left for the page to do."""
    twin = Bench()
    order = made(twin, sender.state)
    key = twin.site.shop.store.effects(order.id)[-1].effect.key
    answer = twin.site.shop.resolve_effect(
        order.id, ResolveEffect(key, asked.what, asked.reason, by=asked.by)
    )
    return answer if isinstance(answer, Refusal) else None


def _refunds(sender: Sender) -> Iterator[Tried]:
    """Press a button of the refund dialog, after its quote was shown."""
    for to in DESTINATIONS:
        for who in sender.askers:
            form = {"by": "all", "reason": "as was seen"}
            quoted = sender.post(who, "refund/quote", form)
            shown = {} if quoted.status_code != 200 else marks(quoted.text)
            answer = sender.post(who, "refund", {**form, **shown, "press": to})
            where = answer.headers.get("location", "")
            said = "sign in" if where.startswith("/desk/sign-in") else "done" if where else ""
            cell = f"{answer.status_code} {said}".strip()
            yield sender.tried(f"refund all to {to}", who, cell, "order", "")


def marks(page: str) -> dict[str, str]:
    """Return what the quotes of a dialog promised, by the name of the field."""
    found: dict[str, str] = {}
    for part in page.split('name="shown-')[1:]:
        name, _, rest = part.partition('" value="')
        found[f"shown-{name}"] = html.unescape(rest.partition('"')[0])
    return found


def _bulk(sender: Sender) -> Iterator[Tried]:
    """Do the same to several orders: here to one."""
    for way in BULK_WAYS:
        for who in sender.askers:
            ticked = f"{sender.order.number}:{sender.order.version}"
            form = {"do": way, "reason": "as was seen", "order": ticked}
            answer = sender.post(who, "/desk/orders/bulk", form)
            found = [t for t in ("done", "same", "refused") if f'"result-{t}"' in answer.text]
            to = ["sign in"] if answer.status_code == 303 else []
            cell = " ".join([str(answer.status_code), *found, *to])
            yield sender.tried(f"several {way}", who, cell, "order", "")
