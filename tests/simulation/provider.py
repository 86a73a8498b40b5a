"""A payment provider that lies: it takes money, loses its answers, and forgets old keys.

It keeps its own truth, and tells whoever listens what it really executed: who was charged and paid
back, under which key, and for which effect of the journal.
"""

from collections.abc import Callable

from tests.simulation.post import Post
from tests.simulation.schedule import Schedule

from tilaus.commands import PROCESSOR, PaymentReported, RefundReported
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Abilities, PaymentAsk
from tilaus.record import record
from tilaus_adapters.payment.habits import HABITS, Totals

LIES = ("before", "after", "error", "busy", "late", "refuse")
"""No answer, and nothing done; no answer, and all done; the answer 500, and all done; too many
requests; no answer, and done some time later; no."""

PROMPT_LIES = ("before", "after", "error", "busy", "refuse")
"""Of a provider that remembers no key: a call that came late would be done again."""

BUSY_S = 30.0
LATE_S = (0.5, 40.0, 300.0)
BACK_S = (10.0, 1_000.0, 200_000.0)
"""After how long a bank sends a refund back."""


@record
class Executed:
    """Something that the provider or the server really did. `row` is the effect, 0 if nobody's."""

    what: str
    order_id: str
    about: str
    key: str
    row: int


class Account:
    """A payment as the provider has it; amounts in minor units."""

    def __init__(self, ask: PaymentAsk, name: str, state: str) -> None:
        self.ask, self.name, self.state = ask, name, state
        self.captured = 0
        self.refunds: dict[str, Paid] = {}


class Paid:
    """Money that was sent back: `submitted`, `succeeded` or `failed`."""

    def __init__(self, ask: PaymentAsk, name: str, state: str) -> None:
        self.ask, self.name, self.state = ask, name, state


class Provider:
    """The provider's world; each worker calls it through the port of payments."""

    def __init__(self, schedule: Schedule, post: Post) -> None:
        self._schedule, self._post = schedule, post
        self.abilities = Abilities(schedule.plan.lifetime_s / 2)
        self.accounts: dict[tuple[str, str], Account] = {}
        self.on_executed: Callable[[Executed], object] = lambda done: None
        self.on_refund_back: Callable[[str, str], object] = lambda order_id, refund: None
        self._answers: dict[str, Outcome] = {}
        self._seen: dict[str, float] = {}
        self._row = 0

    # ------------------------------------------------------------------ the port

    def create(self, ask: PaymentAsk) -> Outcome:
        return self._asked("create", ask, self._create)

    def capture(self, ask: PaymentAsk) -> Outcome:
        return self._asked("capture", ask, self._capture)

    def void(self, ask: PaymentAsk) -> Outcome:
        return self._asked("void", ask, self._void)

    def refund(self, ask: PaymentAsk) -> Outcome:
        return self._asked("refund", ask, self._refund)

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        """Find by what the call was about, which is kept for ever, other than the key."""
        self._schedule.boundary(f"look up {ask.key}")
        self._schedule.counts["looked up"] += 1
        if self._is_down():
            raise ConnectionError("the provider cannot be reached")
        if self._schedule.fault("lie", self._schedule.plan.lie / 2):
            raise TimeoutError("no answer to the look-up")
        found = self._answers.get(ask.key)
        self._schedule.boundary(f"looked up {ask.key}: {found.state if found else None}")
        return found

    def _asked(
        self, what: str, ask: PaymentAsk, act: Callable[[PaymentAsk, str], Outcome]
    ) -> Outcome:
        schedule = self._schedule
        schedule.boundary(f"{what} {ask.key}")
        if self._is_down():
            schedule.counts["provider down"] += 1
            raise ConnectionError("the provider cannot be reached")
        lie = ""
        if schedule.fault("lie", schedule.plan.lie):
            lie = schedule.chance.choice(LIES if self.abilities.remembers_s else PROMPT_LIES)
            schedule.counts[f"lie: {lie}"] += 1
        if lie == "before":
            raise TimeoutError("no answer")
        if lie == "busy":
            return Outcome("unknown", reason="too many requests", retry_after_s=BUSY_S)
        row = schedule.current.row if schedule.current else 0
        if lie == "late":
            self._later(lambda: self._execute(what, ask, act, "", row))
            raise TimeoutError("no answer yet")
        answer = self._execute(what, ask, act, lie, row)
        schedule.boundary(f"{what} answers {answer.state}{f', {lie}' if lie else ''}")
        if lie == "after":
            raise TimeoutError("no answer")
        return Outcome("unknown", reason="error 500") if lie == "error" else answer

    def _is_down(self) -> bool:
        schedule = self._schedule
        since_s = schedule.now - schedule.plan.down_from_s
        return not schedule.is_honest and 0 <= since_s < schedule.plan.down_s

    def _later(self, act: Callable[[], object]) -> None:
        late_s = self._schedule.chance.choice(LATE_S)
        self._schedule.start("the network", lambda: _once(act), after_s=late_s, mortal=False)

    def _execute(
        self,
        what: str,
        ask: PaymentAsk,
        act: Callable[[PaymentAsk, str], Outcome],
        lie: str,
        row: int,
    ) -> Outcome:
        """Do it once for each key, as long as the key is remembered; then it is done again."""
        is_known = ask.key in self._seen
        if is_known and self._schedule.now - self._seen[ask.key] < self._schedule.plan.lifetime_s:
            return self._answers[ask.key]
        self._row = row
        answer = act(ask, lie)
        self._seen[ask.key] = self._schedule.now
        self._answers[ask.key] = answer
        return answer

    def _did(self, what: str, ask: PaymentAsk) -> None:
        about = ask.refund or ask.payment
        self.on_executed(Executed(what, ask.order_id, about, ask.key, self._row))

    def _create(self, ask: PaymentAsk, lie: str) -> Outcome:
        if lie == "refuse":
            return Outcome("refused", "failed", reason="the provider does not take it")
        place = ask.order_id, ask.payment
        if place in self.accounts and self.accounts[place].state == "voided":
            return Outcome("refused", "failed", reason="it was given up before")
        name = f"pay_{len(self.accounts) + 1}"
        self.accounts.setdefault(place, Account(ask, name, "open"))
        self._did("create", ask)
        return Outcome("pending", "opened", name, f"https://pay.example/{name}")

    def _capture(self, ask: PaymentAsk, lie: str) -> Outcome:
        account = self.accounts.get((ask.order_id, ask.payment))
        if account is None or not (account.captured or account.state == "authorised"):
            return Outcome("refused", "failed", reason="the authorisation is gone")
        if not account.captured and lie == "refuse":
            self._move(account, "failed", "failed")
            return Outcome("refused", "failed", reason="the bank does not give it")
        if not account.captured:
            account.captured = account.ask.amount_minor
            self._did("capture", ask)
            self._move(account, "captured", "captured")
        return Outcome("done", "captured", account.name, amount_minor=account.captured)

    def _void(self, ask: PaymentAsk, lie: str) -> Outcome:
        place = ask.order_id, ask.payment
        account = self.accounts.setdefault(place, Account(ask, "", "open"))
        if account.captured:
            return Outcome("done", "captured", account.name, amount_minor=account.captured)
        if account.state != "voided":
            account.state = "voided"
            self._did("void", ask)
        return Outcome("done", "voided", account.name)

    def _refund(self, ask: PaymentAsk, lie: str) -> Outcome:
        account = self.accounts.get((ask.order_id, ask.payment))
        if lie == "refuse" or account is None or account.state != "captured":
            return Outcome("refused", "failed", reason="the provider does not send it")
        name = f"ref_{sum(len(a.refunds) for a in self.accounts.values()) + 1}"
        paid = account.refunds[name] = Paid(ask, name, "submitted")
        self._did("refund", ask)
        self._end(paid)
        message = HABITS.get(ask.method, HABITS["card"]).refunded
        is_over = message == "succeeded"
        told = message, name, "", ask.amount_minor
        return Outcome("done" if is_over else "pending", *told)

    def _end(self, paid: Paid) -> None:
        """Let the bank send it; now and then it comes back later."""
        chance, slow_s = self._schedule.chance, 0.0
        if HABITS.get(paid.ask.method, HABITS["card"]).refunded == "submitted":
            slow_s = chance.choice((0.0, 50.0, 100_000.0))
        self._tell_refund(paid, "succeeded", slow_s)
        if self._schedule.fault("refund comes back", self._schedule.plan.lie):
            self._tell_refund(paid, "failed", slow_s + chance.choice(BACK_S))

    def _tell_refund(self, paid: Paid, state: str, after_s: float) -> None:
        ask = paid.ask

        def happen() -> None:
            paid.state = state
            about = ask.refund, state, ask.amount_minor, paid.name, ""
            told = RefundReported(*about, ask.attempt, by=PROCESSOR)
            self._post.tell(ask.order_id, told)
            if state == "failed":
                self.on_refund_back(ask.order_id, ask.refund)

        if after_s:
            self._schedule.start("the bank", lambda: _once(happen), after_s=after_s, mortal=False)
        else:
            happen()

    # ------------------------------------------------------------------ what customers do

    def pay(self, order_id: str, payment: str) -> bool:
        """Let the customer pay what is open; False where nothing is."""
        account = self.accounts.get((order_id, payment))
        if account is None or account.state not in ("open", "failed"):
            return False
        if HABITS.get(account.ask.method, HABITS["card"]).paid == "authorised":
            self._move(account, "authorised", "authorised")
        else:
            account.captured = account.ask.amount_minor
            self._move(account, "captured", "captured")
        return True

    def pay_late(self, order_id: str, payment: str) -> None:
        """Let money arrive for a payment that was given up."""
        account = self.accounts.get((order_id, payment))
        if account is not None and account.state == "voided" and account.name:
            account.captured = account.ask.amount_minor
            self._move(account, "captured", "captured")

    def decline(self, order_id: str, payment: str) -> None:
        """Let the customer's bank decline what is open."""
        account = self.accounts.get((order_id, payment))
        if account is not None and account.state == "open":
            self._move(account, "failed", "failed")

    def _move(self, account: Account, state: str, message: str) -> None:
        account.state = state
        ask, captured = account.ask, account.captured if message == "captured" else 0
        told = PaymentReported(
            ask.payment, message, captured, ask.currency, account.name, by=PROCESSOR
        )
        self._post.tell(ask.order_id, told)

    # ------------------------------------------------------------------ what is true

    def totals(self, order_id: str) -> tuple[Totals, ...]:
        """Return what really became of the payments of an order."""
        return tuple(
            Totals(
                account.name,
                payment,
                account.state,
                account.captured,
                sum(p.ask.amount_minor for p in account.refunds.values() if p.state == "succeeded"),
            )
            for (id, payment), account in self.accounts.items()
            if id == order_id
        )


def _once(act: Callable[[], object]) -> None:
    act()
