"""Which command a trigger becomes that a person names, and what goes with it.

Most triggers are rows of the lifecycle tables and need nothing but a reason: they become
`Advance`. What needs more stands in `WAYS`. A provider's or server's word (`--role processor`,
`--role server`) becomes the message that the trigger stands for.
"""

from collections.abc import Callable, Mapping, Set
from typing import cast

from tilaus import commands as c
from tilaus.lifecycles import Lifecycles
from tilaus.order import Destination
from tilaus.record import record


@record
class Wish:
    """What was asked for, in a person's words. What was not given is empty, or None.

    `token` is not a person's: a new secret for the tracking link, from the shop's `new_token`.
    """

    trigger: str
    machine: str
    about: str
    by: c.Actor
    reason: str = ""
    target: str = ""
    to: str = ""
    choice: str = ""
    state: str = ""
    method: str = ""
    reference: str = ""
    units: int | None = None
    amount_minor: int | None = None
    token: str = ""


@record
class Way:
    """A trigger that is more than a row: what it needs, what it may take, what it becomes."""

    needs: str
    takes: str
    make: Callable[[Wish], c.Command]
    what: str


def _destination(wish: Wish) -> Destination | None:
    return cast(Destination, wish.to) if wish.to else None


def _payment(message: str) -> Callable[[Wish], c.Command]:
    def report(w: Wish) -> c.Command:
        captured, reference = w.amount_minor or 0, w.reference
        return c.PaymentReported(
            w.about, message, captured, reference=reference, reason=w.reason, by=w.by
        )

    return report


def _item(message: str) -> Callable[[Wish], c.Command]:
    return lambda w: c.DeliveryReported(w.about, message, w.units, reason=w.reason, by=w.by)


def _refund(message: str) -> Callable[[Wish], c.Command]:
    def report(w: Wish) -> c.Command:
        amount, reference = w.amount_minor, w.reference
        return c.RefundReported(w.about, message, amount, reference, w.reason, by=w.by)

    return report


def _force(w: Wish) -> c.Command:
    return c.Force(w.state, w.reason, w.machine, w.about, by=w.by)


# fmt: off
WAYS: Mapping[tuple[str, str], Way] = {
    # of        trigger       needs                takes        becomes
    ("order",   "cancel"):  Way("",                "reason to", lambda w: c.CancelOrder(w.reason, _destination(w), by=w.by), "call the order off; what was paid for and not delivered goes back --to"),
    ("order",   "pay"):     Way("method",          "",          lambda w: c.AddPayment(w.method, by=w.by), "pay what is missing with another --method"),
    ("order",   "note"):    Way("reason",          "",          lambda w: c.AddNote(w.reason, by=w.by), "write the --reason into the history"),
    ("order",   "renew-tracking"): Way("",         "",          lambda w: c.RenewTracking(w.token, by=w.by), "give the tracking link a new secret; the former link opens nothing any more"),
    ("order",   "revoke-tracking"): Way("",        "",          lambda w: c.RenewTracking("", by=w.by), "revoke the tracking link, until it is renewed"),
    ("order",   "erase"):   Way("",                "",          lambda w: c.Erase(by=w.by), "erase the customer's personal data (manager)"),
    ("order",   "tick"):    Way("",                "",          lambda w: c.Tick(by=w.by), "let deadlines that are due take effect (clock)"),
    ("order",   "force"):   Way("state reason",    "",          _force, "put it into a --state by hand (manager)"),
    ("item",    "progress"): Way("units",          "",          _item("progress"), "so many --units are delivered now, in all"),
    ("item",    "retry"):   Way("",                "target",    lambda w: c.RetryItem(w.about, w.target, by=w.by), "try it again, at a new --target if one is given"),
    ("item",    "ask"):     Way("",                "",          lambda w: c.AskCustomer(w.about, by=w.by), "ask the customer (again) how to handle it"),
    ("item",    "answer"):  Way("choice",          "target",    lambda w: c.AnswerCustomer(w.about, w.choice, w.target, by=w.by), "the customer's --choice: retry, wallet or original"),
    ("item",    "force"):   Way("state reason",    "",          _force, "put it into a --state by hand (manager)"),
    ("payment", "capture"): Way("amount",          "reference", _payment("captured"), "so much money arrived, in all (--amount)"),
    ("payment", "observe"): Way("amount reference", "",         lambda w: c.RefundObserved(w.about, w.reference, w.amount_minor or 0, by=w.by), "the provider sent --amount back by itself"),
    ("payment", "return"):  Way("",                "reason",    lambda w: c.ReturnPayment(w.about, w.reason, by=w.by), "send money back that the order does not need, as it was paid"),
    ("payment", "force"):   Way("state reason",    "",          _force, "put it into a --state by hand (manager)"),
    ("refund",  "succeed"): Way("",                "reference", _refund("succeeded"), "the money went back"),
    ("refund",  "force"):   Way("state reason",    "",          _force, "put it into a --state by hand (manager)"),
    ("parked",  "resolve"): Way("reason",          "",          lambda w: c.ResolveParked(w.about, w.reason, by=w.by), "take it off the list; the --reason says what was done"),
}
# fmt: on

_ROW = Way("", "reason", lambda w: c.Advance(w.trigger, w.machine, w.about, w.reason, by=w.by), "")

_REPORTS: Mapping[str, Callable[[str], Callable[[Wish], c.Command]]] = {
    "payment": _payment,
    "item": _item,
    "refund": _refund,
}

EXTRAS = ("reason", "target", "to", "choice", "state", "method", "reference", "units", "amount")
"""What goes with some triggers and not with others."""


class Misfit(ValueError):  # noqa: N818 - it says what is wrong with the wish, not with us
    """Something that a trigger needs is missing, or something was given that does not go with it.

    Attributes:
        what: what was asked for, as a phrase that goes on "cannot ...".
        missing: names of `EXTRAS` that it needs.
        odd: names of `EXTRAS` that do not go with it.
        takes: names of `EXTRAS` that do.
    """

    def __init__(self, what: str, missing: Set[str], odd: Set[str], takes: Set[str]) -> None:
        self.what: str = what
        self.missing: Set[str] = missing
        self.odd: Set[str] = odd
        self.takes: Set[str] = takes
        super().__init__(self.sentence())

    def sentence(self, prefix: str = "") -> str:
        """Say it; `prefix` stands before every name, as the two hyphens of an option do."""
        if self.missing:
            return f"cannot {self.what}: give {_named(self.missing, prefix)}"
        verb = "does" if len(self.odd) == 1 else "do"
        takes = _named(self.takes, prefix) or "nothing"
        return (
            f"cannot {self.what}: {_named(self.odd, prefix)} {verb} not go with it; "
            f"it takes {takes}"
        )


def way_of(machine: str, trigger: str) -> Way:
    """Return what a trigger needs and becomes, in the mouth of a person."""
    return WAYS.get((machine, trigger), _ROW)


def command(wish: Wish, lifecycles: Lifecycles) -> c.Command:
    """Turn what was asked for into the command that it means.

    Raises:
        Misfit: something that the trigger needs is missing, or something does not go with it.
    """
    way = _message(wish, lifecycles) or way_of(wish.machine, wish.trigger)
    given = {name for name in EXTRAS if _value(wish, name) not in ("", None)}
    missing = set(way.needs.split()) - given
    odd = given - set(way.needs.split()) - set(way.takes.split())
    if missing or odd:
        what = f"{wish.trigger} {wish.machine} {wish.about}".strip()
        raise Misfit(what, missing, odd, {*way.needs.split(), *way.takes.split()})
    return way.make(wish)


def _message(wish: Wish, lifecycles: Lifecycles) -> Way | None:
    """Find the message that the trigger stands for in the mouth of a provider or server."""
    if wish.by.role not in ("processor", "server") or wish.machine not in _REPORTS:
        return None
    messages = lifecycles[wish.machine].messages
    found = next((m for m, trigger in messages.items() if trigger == wish.trigger), None)
    takes = "reason reference amount" if wish.machine != "item" else "reason units"
    return None if found is None else Way("", takes, _REPORTS[wish.machine](found), "")


def _value(wish: Wish, name: str) -> object:
    return wish.amount_minor if name == "amount" else getattr(wish, name)


def _named(names: Set[str], prefix: str) -> str:
    return " and ".join(f"{prefix}{name}" for name in EXTRAS if name in names)
