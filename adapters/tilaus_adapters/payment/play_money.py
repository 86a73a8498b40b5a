"""Play money: payments and refunds in a file, and what customers and banks do with them.

It is a world of its own, as real providers are: what happened stays so when the shop dies, and
`totals` says afterwards what really was captured and sent back. Every movement of money is told by
a message, also the one that was answered before, so a shop hears of most things twice.
"""

import sqlite3
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from tilaus.commands import PROCESSOR, PaymentReported, RefundObserved, RefundReported
from tilaus.ports.payment import PaymentAsk
from tilaus.ports.report import Report
from tilaus_adapters.outside import Outside
from tilaus_adapters.payment.habits import ACTS, HABITS, SCHEMA, Habit, Totals


def reference(kind: str, name: str) -> str:
    """Make the provider's name for something: the same for the same thing, and short."""
    return f"{kind}_{sha256(name.encode()).hexdigest()[:16]}"


class PlayMoney:
    """The provider's world: who paid, who was paid back. Safe to use from several processes.

    Args:
        path: the SQLite file, or `:memory:`.
        habits: by the name of the way to pay; an unnamed one behaves as `card` does.
        behaviours: what the calls of a port can be scripted to do, by call.
    """

    def __init__(
        self,
        path: str | Path,
        habits: Mapping[str, Habit],
        behaviours: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.outside: Outside = Outside(path, "sandbox-payments", SCHEMA, behaviours)
        self._habits = habits

    def close(self) -> None:
        """Close the file; a second time changes nothing."""
        self.outside.close()

    def on_next(self, operation: str, behaviour: str, about: str = "", times: int = 1) -> None:
        """Script the next calls; see `tilaus_adapters.outside.Outside.on_next`."""
        self.outside.on_next(operation, behaviour, about, times)

    def messages(self) -> tuple[Report, ...]:
        """Return the messages that nobody acknowledged; asked again, the same ones again."""
        return self.outside.messages()

    def acknowledge(self, report: Report) -> None:
        """Take a message off the list, in all its copies; a second time changes nothing."""
        self.outside.acknowledge(report)

    def habit(self, method: str) -> Habit:
        """Return what the provider does for a way to pay."""
        return self._habits.get(method, HABITS["card"])

    def pay(self, payment: str, minor: int | None = None) -> Report:
        """Let the customer pay: `minor` units more, or all that is missing where it is None.

        Raises:
            ValueError: there is no such payment, or it cannot be paid (any more), or not as much.
        """
        with self.outside.transaction():
            paid = self._need("pay", payment)
            if minor is None and self.habit(paid["method"]).paid == "authorised":
                return self._act("authorise", payment)
            missing = paid["amount"] - paid["captured"]
            more = missing if minor is None else minor
            if not 0 < more <= missing:
                raise ValueError(f"cannot pay {more} of {payment}: {missing} are missing")
            return self._act("pay", payment, paid["captured"] + more)

    def pay_late(self, payment: str) -> Report:
        """Let money arrive for a payment that was given up: the customer's bank was slow.

        Raises:
            ValueError: the payment is not one that was given up.
        """
        with self.outside.transaction():
            return self._act("pay late", payment, self._need("pay late", payment)["amount"])

    def authorise(self, payment: str) -> Report:
        """Promise the money; raises ValueError where the payment cannot be paid."""
        return self._act("authorise", payment)

    def decline(self, payment: str) -> Report:
        """Let the customer's bank decline; raises ValueError where nothing is open."""
        return self._act("decline", payment)

    def expire(self, payment: str) -> Report:
        """Give up waiting; raises ValueError where nothing is open."""
        return self._act("expire", payment)

    def dispute(self, payment: str) -> Report:
        """Let the payer dispute; raises ValueError where nothing was captured."""
        return self._act("dispute", payment)

    def win_dispute(self, payment: str) -> Report:
        """Decide a dispute for the shop; raises ValueError where there is none."""
        return self._act("win dispute", payment)

    def lose_dispute(self, payment: str) -> Report:
        """Charge the payment back; raises ValueError where nothing was captured."""
        with self.outside.transaction() as db:
            told = self._act("lose dispute", payment)
            gone = self._given(payment, "succeeded"), payment
            db.execute("UPDATE payments SET captured = ? WHERE reference = ?", gone)
            return told

    def refund_in_dashboard(self, payment: str, minor: int) -> Report:
        """Send `minor` > 0 units back that the shop did not ask for.

        Raises:
            ValueError: there is no such payment, or it cannot give as much.
        """
        with self.outside.transaction() as db:
            paid = self._find(payment)
            why = self._why_no_refund(paid, minor)
            if why or paid is None:
                raise ValueError(f"cannot refund {minor} of {payment}: {why}")
            count = db.execute("SELECT count(*) FROM refunds").fetchone()[0]
            name = reference("ref", f"dashboard/{count}")
            db.execute(
                "INSERT INTO refunds VALUES (?, ?, '', ?, 'succeeded')", (name, payment, minor)
            )
            return self._tell_refund(name)

    def settle_refund(self, refund: str) -> Report:
        """Send a refund that a script made late; raises ValueError where it is not under way."""
        return self._end_refund(refund, "submitted", "succeeded")

    def fail_refund(self, refund: str) -> Report:
        """Let the customer's bank send a refund back; raises ValueError where it failed before."""
        return self._end_refund(refund, "submitted succeeded", "failed")

    def totals(self, order_id: str) -> tuple[Totals, ...]:
        """Return what really became of the payments of an order, in the order of their opening."""
        with self.outside.transaction() as db:
            found = db.execute(
                "SELECT * FROM payments WHERE order_id = ? ORDER BY rowid", (order_id,)
            )
            return tuple(
                Totals(
                    paid["reference"],
                    paid["payment"],
                    paid["state"],
                    paid["captured"],
                    self._given(paid["reference"], "succeeded"),
                )
                for paid in found.fetchall()
            )

    def _open(self, name: str, ask: PaymentAsk, state: str) -> None:
        with self.outside.transaction() as db:
            row = name, ask.order_id, ask.payment, ask.method, ask.amount_minor, ask.currency, state
            db.execute("INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?, 0)", row)

    def _act(self, act: str, payment: str, captured: int | None = None) -> Report:
        _, target, message = ACTS[act]
        with self.outside.transaction() as db:
            paid = self._need(act, payment)
            total = paid["captured"] if captured is None else captured
            new = target, total, payment
            db.execute("UPDATE payments SET state = ?, captured = ? WHERE reference = ?", new)
            about = paid["payment"], message, captured or 0, paid["currency"], payment
            return self.outside.report(paid["order_id"], PaymentReported(*about, by=PROCESSOR))

    def _end_refund(self, refund: str, sources: str, target: str) -> Report:
        with self.outside.transaction() as db:
            row = db.execute("SELECT * FROM refunds WHERE reference = ?", (refund,)).fetchone()
            if row is None or row["state"] not in sources.split():
                found = "there is none" if row is None else f"it is {row['state']}"
                raise ValueError(f"cannot end refund {refund}: {found}")
            db.execute("UPDATE refunds SET state = ? WHERE reference = ?", (target, refund))
            return self._tell_refund(refund)

    def _tell_refund(self, refund: str) -> Report:
        """Tell how a refund stands; of one that was not asked for all that is known is its sum."""
        with self.outside.transaction() as db:
            row = db.execute("SELECT * FROM refunds WHERE reference = ?", (refund,)).fetchone()
            paid = db.execute(
                "SELECT * FROM payments WHERE reference = ?", (row["paid"],)
            ).fetchone()
            about = row["refund"], row["state"], row["amount"], refund, ""
            told: RefundReported | RefundObserved = RefundReported(
                *about, self._attempt(refund), by=PROCESSOR
            )
            if not row["refund"]:
                told = RefundObserved(paid["payment"], refund, row["amount"], by=PROCESSOR)
            return self.outside.report(paid["order_id"], told)

    def _attempt(self, refund: str) -> int | None:
        """Return which attempt at a refund this one was; None where nobody wrote it down."""
        with self.outside.transaction() as db:
            found = db.execute("SELECT attempt FROM attempts WHERE reference = ?", (refund,))
            row = found.fetchone()
            return None if row is None else int(row["attempt"])

    def _find(self, payment: str) -> sqlite3.Row | None:
        with self.outside.transaction() as db:
            found = db.execute("SELECT * FROM payments WHERE reference = ?", (payment,))
            row: sqlite3.Row | None = found.fetchone()
            return row

    def _need(self, act: str, payment: str) -> sqlite3.Row:
        paid, sources = self._find(payment), ACTS[act][0]
        if paid is None or paid["state"] not in sources.split():
            found = (
                "there is no such payment" if paid is None else f"the payment is {paid['state']}"
            )
            raise ValueError(f"cannot {act} {payment!r}: {found}; possible from: {sources}")
        return paid

    def _given(self, payment: str, *states: str) -> int:
        with self.outside.transaction() as db:
            rows = db.execute("SELECT amount, state FROM refunds WHERE paid = ?", (payment,))
            return sum(row["amount"] for row in rows.fetchall() if row["state"] in states)

    def _why_no_refund(self, paid: sqlite3.Row | None, minor: int) -> str:
        if paid is None:
            return "there is no such payment"
        if paid["state"] != "captured":
            return f"the payment is {paid['state']}"
        left = paid["captured"] - self._given(paid["reference"], "submitted", "succeeded")
        return "" if 0 < minor <= left else f"{left} of {paid['captured']} captured are left"
