"""A payment provider for play money, which misbehaves on demand.

    sandbox = SandboxPayments()
    sandbox.on_next("refund", "timeout_after_success", "card")

makes the next refund to a card go through and leave the shop without an answer.
"""

import json
from collections.abc import Callable, Mapping
from math import inf
from pathlib import Path

from tilaus.codec import dump, load
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Abilities, PaymentAsk, Returned, Standing
from tilaus_adapters.payment.habits import HABITS, Habit
from tilaus_adapters.payment.play_money import PlayMoney, reference

TIMEOUTS = ("timeout_before_success", "timeout_after_success")

BEHAVIOURS: Mapping[str, tuple[str, ...]] = {
    "create": ("refuse", "busy", *TIMEOUTS),
    "capture": ("refuse", "busy", *TIMEOUTS),
    "void": ("busy", *TIMEOUTS),
    "refund": ("refuse", "late", "busy", *TIMEOUTS),
    "look_up": ("busy", "timeout_before_success"),
}
"""What each call can be scripted to do, beside messages (`tilaus_adapters.outside.MESSAGES`):
`refuse` says no; `late` accepts a refund that is sent when `settle_refund` is called; `busy` does
nothing and says when to try again; a time-out is raised before or after the thing was done."""

BUSY_S = 30.0

STANDS: Mapping[str, tuple[str, ...]] = {
    "open": ("opened",),
    "authorised": ("authorised",),
    "captured": ("captured",),
    "failed": ("failed",),
    "expired": ("expired",),
    "voided": ("voided",),
    "disputed": ("captured", "disputed"),
    "charged_back": ("captured", "dispute_lost"),
}
"""The messages that a state of the provider's world amounts to."""


class SandboxPayments(PlayMoney):
    """A provider for play money; see `tilaus.ports.payment.PaymentProvider`.

    What a call was answered is kept under its key: asked again it does nothing and says the same.

    Args:
        path: the SQLite file of the provider's world, or `:memory:`.
        habits: by the name of the way to pay; an unnamed one behaves as `card` does.

    Attributes:
        abilities: what was answered is kept for ever.
    """

    abilities: Abilities = Abilities(inf, mode="test")

    def __init__(self, path: str | Path = ":memory:", habits: Mapping[str, Habit] = HABITS) -> None:
        super().__init__(path, habits, BEHAVIOURS)

    def create(self, ask: PaymentAsk) -> Outcome:
        return self._answer("create", ask, self._create)

    def capture(self, ask: PaymentAsk) -> Outcome:
        return self._answer("capture", ask, self._capture)

    def void(self, ask: PaymentAsk) -> Outcome:
        return self._answer("void", ask, self._void)

    def refund(self, ask: PaymentAsk) -> Outcome:
        return self._answer("refund", ask, self._refund)

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        behaviour = self.outside.scripted("look_up", ask.method)
        return _interrupted(behaviour) if behaviour else self._known(ask.key)

    def standing(self, ask: PaymentAsk) -> Standing | None:
        behaviour = self.outside.scripted("look_up", ask.method)
        if behaviour:
            raise TimeoutError("no answer")
        with self.outside.transaction() as db:
            paid = self._find(_name(ask))
            if paid is None:
                return None
            rows = db.execute(
                "SELECT r.*, attempt FROM refunds r LEFT JOIN attempts USING (reference)"
                " WHERE paid = ? ORDER BY r.rowid",
                (_name(ask),),
            )
            refunds = tuple(
                Returned(r["reference"], r["amount"], r["state"], r["refund"], r["attempt"] or 1)
                for r in rows.fetchall()
            )
        about = _name(ask), paid["currency"], STANDS[paid["state"]], paid["captured"]
        return Standing(*about, refunds)

    def _known(self, key: str) -> Outcome | None:
        with self.outside.transaction() as db:
            row = db.execute("SELECT outcome FROM answers WHERE key = ?", (key,)).fetchone()
            return None if row is None else load(json.loads(row["outcome"]), Outcome)

    def _answer(
        self, operation: str, ask: PaymentAsk, act: Callable[[PaymentAsk, str], Outcome]
    ) -> Outcome:
        """Answer as the first time, or act and keep the answer, in one transaction."""
        behaviour = self.outside.scripted(operation, ask.method)
        if behaviour in ("busy", "timeout_before_success"):
            return _interrupted(behaviour)
        with self.outside.transaction() as db:
            answer = self._known(ask.key)
            if answer is None:
                answer = act(ask, behaviour)
                kept = ask.key, json.dumps(dump(answer))
                db.execute("INSERT INTO answers(key, outcome) VALUES (?, ?)", kept)
        if behaviour == "timeout_after_success":
            raise TimeoutError(f"no answer to {ask.key}")
        return answer

    def _create(self, ask: PaymentAsk, behaviour: str) -> Outcome:
        name = _name(ask)
        if behaviour == "refuse":
            return _refused("the provider does not take this payment")
        if self._find(name) is not None:
            return _refused("the payment was given up before it was opened")
        self._open(name, ask, "open")
        return Outcome("pending", "opened", name, f"https://pay.sandbox.example/{name}")

    def _capture(self, ask: PaymentAsk, behaviour: str) -> Outcome:
        name = _name(ask)
        paid = self._find(name)
        if paid is not None and paid["captured"]:
            return Outcome("done", "captured", name, amount_minor=paid["captured"])
        if paid is None or paid["state"] != "authorised":
            return _refused("the authorisation is gone")
        if behaviour == "refuse":
            self.decline(name)
            return _refused("the bank did not give what it had promised")
        self._act("pay", name, ask.amount_minor)
        return Outcome("done", "captured", name, amount_minor=ask.amount_minor)

    def _void(self, ask: PaymentAsk, behaviour: str) -> Outcome:
        name = _name(ask)
        paid = self._find(name)
        if paid is not None and paid["captured"]:
            return Outcome("done", "captured", name, amount_minor=paid["captured"])
        if paid is None:
            self._open(name, ask, "voided")  # It must not be opened by a call that is late.
        with self.outside.transaction() as db:
            db.execute("UPDATE payments SET state = 'voided' WHERE reference = ?", (name,))
        return Outcome("done", "voided", name)

    def _refund(self, ask: PaymentAsk, behaviour: str) -> Outcome:
        paid = self._find(_name(ask))
        why = self._why_no_refund(paid, ask.amount_minor)
        if why or behaviour == "refuse":
            return _refused(why or "the provider does not send this refund")
        name, state = reference("ref", ask.key), "submitted" if behaviour == "late" else "succeeded"
        row = name, _name(ask), ask.refund, ask.amount_minor, state
        with self.outside.transaction() as db:
            db.execute("INSERT INTO refunds VALUES (?, ?, ?, ?, ?)", row)
            db.execute("INSERT INTO attempts VALUES (?, ?)", (name, ask.attempt))
        if state == "succeeded":
            self._tell_refund(name)
        if state == self.habit(ask.method).refunded == "succeeded":
            return Outcome("done", "succeeded", name, amount_minor=ask.amount_minor)
        return Outcome("pending", "submitted", name, amount_minor=ask.amount_minor)


def _name(ask: PaymentAsk) -> str:
    return reference("pay", f"{ask.order_id}/{ask.payment}")


def _interrupted(behaviour: str) -> Outcome:
    if behaviour == "busy":
        return Outcome("unknown", reason="too many requests", retry_after_s=BUSY_S)
    raise TimeoutError("no answer")


def _refused(why: str) -> Outcome:
    return Outcome("refused", "failed", reason=why)
