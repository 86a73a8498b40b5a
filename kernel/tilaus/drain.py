"""Do what was asked of the world: claim a lane, call its port, commit what came of it.

The call runs with no transaction open. Its outcome, the change that follows from it and the effects
of that change are one transaction, fenced by the lane's token. An outcome that nobody knows is
looked up before anything is asked again, and always under the same key (Law 6).
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from zlib import crc32

from tilaus.commands import (
    CLOCK,
    PROCESSOR,
    SERVER,
    SYSTEM,
    Command,
    DeliveryReported,
    PaymentReported,
    RefundReported,
    ReportUndelivered,
    Tick,
    TurnGranted,
)
from tilaus.decide import Decision
from tilaus.decide.lifecycle import under_another
from tilaus.decide.staff import due_at
from tilaus.effects import carrier
from tilaus.order import PAYABLE, Item, Order, Payment, Refund
from tilaus.ports.delivery import Job
from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk
from tilaus.ports.storage import (
    Claim,
    Conflict,
    EffectState,
    Fenced,
    JournalRow,
    Settlement,
    Stored,
)
from tilaus.record import record, replace
from tilaus.refusals import Refusal
from tilaus.shop import MAX_TRIES, Shop
from tilaus.table import OVER

LEASE_S = 60.0
"""How long a worker may take for one effect before another may take the lane."""

MAX_ATTEMPTS = 15
FIRST_DELAY_S = 1.0
LONGEST_DELAY_S = 3600.0

SLOWEST = timedelta(seconds=LONGEST_DELAY_S)
"""How long a deadline that changed nothing waits before it is looked at again."""


@record
class Call:
    """One effect as a call: how to ask, how to look up, and which command the answer becomes."""

    ask: Callable[[], Outcome]
    look_up: Callable[[], Outcome | None]
    reply: Callable[[Outcome], Command | None]


def work_once(shop: Shop, lease_s: float = LEASE_S) -> bool:
    """Do one due thing, an effect or a deadline; False where nothing is due."""
    claim = shop.store.claim(shop.clock(), lease_s)
    if claim is not None:
        work(shop, claim)
    return claim is not None


def work(shop: Shop, claim: Claim) -> Settlement | None:
    """Do what a claim is for; quietly give way to a worker that took the lane over.

    Returns:
        How the effect was settled; None for a deadline, and where another worker has the lane now.
    """
    with suppress(Fenced):
        if claim.row is None:
            return _settle(shop, claim, Tick(by=CLOCK), None)
        return _do(shop, claim, claim.row)
    return None


def drain(shop: Shop, limit: int = 1_000_000) -> int:
    """Do everything that is due; return how many effects and deadlines were handled.

    A lane that fails stays under its lease and does not stop the others (F18).

    Raises:
        ExceptionGroup: what went wrong in such lanes, after everything else was done.
    """
    failures: list[Exception] = []
    done = 0
    while done < limit and (claim := shop.store.claim(shop.clock(), LEASE_S)) is not None:
        try:
            work(shop, claim)
        except Exception as error:  # noqa: BLE001 - each lane fails for itself
            failures.append(error)
        done += 1
    if failures:
        raise ExceptionGroup("some lanes could not be worked on", failures)
    return done


class OtherLifecycle(Exception):  # noqa: N818 - nothing is wrong with the effect
    """An order lives under another lifecycle: its work waits in the journal until it is switched.

    The lane stays under its lease, so nothing is called, nothing is counted as an attempt, nothing
    is given up; whoever works hears of it again when the lease has ended.
    """


def _do(shop: Shop, claim: Claim, row: JournalRow) -> Settlement | None:
    order = shop.store.load(claim.order_id).order
    if order is None:
        raise LookupError(f"effect {row.effect.key} is about an order that is not there")
    if refusal := under_another(order, shop.policy):
        raise OtherLifecycle(refusal.sentence)
    if row.effect.name == "grant_turn":
        command = TurnGranted(row.effect.about, by=SYSTEM)
        return _settle(shop, claim, command, _settlement(shop, row, "done", ""))
    call = _call(shop, order, row)
    if call is None:
        return _settle(shop, claim, None, _settlement(shop, row, "void", "not needed any more"))
    return _end(shop, claim, row, call, _outcome(call, row))


def _outcome(call: Call, row: JournalRow) -> Outcome:
    """Ask, or look up first where an earlier attempt may have reached the other side.

    An adapter that raises has not said what happened: the outcome is unknown.
    """
    try:
        known = call.look_up() if row.attempts else None
        return call.ask() if known is None else known
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the outcome is not known
        return Outcome("unknown", reason=f"{type(error).__name__}: {error}"[:500])


def _end(
    shop: Shop, claim: Claim, row: JournalRow, call: Call, outcome: Outcome
) -> Settlement | None:
    state = _ENDS.get(outcome.state)
    if state is not None:
        settlement = _settlement(shop, row, state, outcome.reason)
        return _settle(shop, claim, call.reply(outcome), settlement)
    if row.attempts + 1 < MAX_ATTEMPTS:
        wait = outcome.retry_after_s or delay_s(row.effect.key, row.attempts)
        again = _settlement(shop, row, "unknown", outcome.reason, wait)
        return _settle(shop, claim, None, again)
    state = "refused" if row.effect.is_message else "dead"
    given_up = _settlement(shop, row, state, outcome.reason)
    return _settle(shop, claim, _give_up(row, outcome.reason), given_up)


_ENDS: Mapping[str, EffectState] = {"done": "done", "pending": "done", "refused": "refused"}
"""How an attempt leaves the journal; an outcome that is not here is asked about again."""

_IMPLIED: Mapping[str, str] = {"refused": "failed"}
"""The message that an outcome amounts to where the adapter names none."""


def _message(outcome: Outcome) -> str:
    return outcome.message or _IMPLIED.get(outcome.state, "")


def delay_s(key: str, attempts: int) -> float:
    """Return the seconds before the next attempt: doubling, with a jitter made from the key."""
    longest: float = min(LONGEST_DELAY_S, FIRST_DELAY_S * 2**attempts)
    jitter = crc32(f"{key}/{attempts}".encode()) % 1000 / 1000
    return longest * (0.5 + jitter / 2)


def _settlement(
    shop: Shop, row: JournalRow, state: EffectState, outcome: str, wait_s: float = 0.0
) -> Settlement:
    return Settlement(row.seq, state, shop.clock() + timedelta(seconds=wait_s), outcome)


def _settle(
    shop: Shop, claim: Claim, command: Command | None, settlement: Settlement | None
) -> Settlement | None:
    """Commit the end of an attempt with the change that follows from it; return how it ended."""
    for _ in range(MAX_TRIES):
        stored = shop.store.load(claim.order_id)
        decided, ended = _followed(shop, stored, command, settlement)
        later = _not_before(shop, decided)
        try:
            shop.commit(stored, decided, fence=claim.token, settlement=ended, not_before=later)
        except Conflict:
            continue
        return ended
    raise Conflict(f"order {claim.order_id} changed {MAX_TRIES} times in a row")


def _not_before(shop: Shop, decision: Decision) -> datetime | None:
    """Put off a deadline that is due and changed nothing, or it would be claimed again at once."""
    now, due = shop.clock(), due_at(decision.order, shop.policy)
    is_stuck = due is not None and due <= now and not decision.events
    return now + SLOWEST if is_stuck else None


def _followed(
    shop: Shop, stored: Stored, command: Command | None, settlement: Settlement | None
) -> tuple[Decision, Settlement | None]:
    """Decide what follows; a follow-up that is refused kills the effect, for staff to see."""
    if stored.order is None:
        raise LookupError("the order of a claim is not there")
    nothing = Decision(stored.order, (), (), ())
    if command is None:
        return nothing, settlement
    decided = shop.decide(stored, command)
    if not isinstance(decided, Refusal):
        return decided, settlement
    if decided.code == "other_lifecycle":
        # It was switched while the call ran. The call is repeated under its key, and answered then.
        raise OtherLifecycle(decided.sentence)
    if settlement is None:
        return nothing, None
    return nothing, Settlement(settlement.seq, "dead", settlement.run_at, decided.sentence)


def _give_up(row: JournalRow, why: str) -> Command | None:
    """Put it on the staff's list; an alert that cannot be sent stays in the journal only."""
    if row.effect.name.startswith("alert:"):
        return None
    return ReportUndelivered(row.effect.name, row.effect.about, why, by=SYSTEM)


def _call(shop: Shop, order: Order, row: JournalRow) -> Call | None:
    """Turn an effect into a call, or None where nothing is left to be asked."""
    name, _, kind = row.effect.name.partition(":")
    if name in ("tell", "alert"):
        return _say(shop, order, row, name, kind)
    return _CALLS[name](shop, order, row.effect.about)


def _say(shop: Shop, order: Order, row: JournalRow, name: str, kind: str) -> Call | None:
    house = shop.policy.house
    to = order.customer.email if name == "tell" else house.staff_mail
    if not to:
        return None
    message = Message(
        key=row.effect.key,
        audience="customer" if name == "tell" else "staff",
        kind=kind,
        to=to,
        order=order,
        policy=shop.policy,
        at=shop.clock(),
        about=row.effect.about,
        tracking_url=f"{house.url}/t/{order.token}",
    )
    return Call(partial(shop.notifier.send, message), _nobody_knows, partial(_told, row))


def _nobody_knows() -> None:
    """Nobody can be asked whether a mail went out: it is sent again, with the same Message-ID."""


def _told(row: JournalRow, outcome: Outcome) -> Command | None:
    return _give_up(row, outcome.reason) if _message(outcome) else None


def _payment_ask(order: Order, payment: Payment, what: str) -> PaymentAsk:
    return PaymentAsk(
        key=f"{order.id}/payment/{payment.id}/{what}",
        order_id=order.id,
        number=order.number,
        payment=payment.id,
        method=payment.method,
        amount_minor=payment.amount_minor,
        currency=order.currency.code,
        reference=payment.reference,
        customer_id=order.customer.id,
        email=order.customer.email,
    )


def _payment_call(
    shop: Shop, order: Order, about: str, what: str, kinds: frozenset[str]
) -> Call | None:
    payment = order.payment(about)
    if payment is None or payment.kind not in kinds:
        return None
    provider = shop.payments[payment.provider]
    ask = _payment_ask(order, payment, what)
    reply = partial(_payment_reply, payment)
    return Call(partial(getattr(provider, what), ask), partial(provider.look_up, ask), reply)


def _payment_reply(payment: Payment, outcome: Outcome) -> Command | None:
    if not _message(outcome):
        return None
    return PaymentReported(
        payment.id,
        _message(outcome),
        outcome.amount_minor or 0,
        reference=outcome.reference,
        pay_url=outcome.pay_url,
        reason=outcome.reason,
        by=PROCESSOR,
    )


def _refund_call(shop: Shop, order: Order, about: str) -> Call | None:
    refund = order.refund(about)
    if refund is None or refund.kind != "initial":
        return None
    payment = order.payment(refund.payment)
    if payment is None:
        raise LookupError(refund.payment)
    provider = shop.payments[carrier(order, "send_refund", about)]
    ask = replace(
        _payment_ask(order, payment, "refund"),
        key=f"{order.id}/refund/{refund.id}/{refund.attempt}",
        amount_minor=refund.amount_minor,
        refund=refund.id,
        to=refund.to,
    )
    reply = partial(_refund_reply, refund)
    return Call(partial(provider.refund, ask), partial(provider.look_up, ask), reply)


def _refund_reply(refund: Refund, outcome: Outcome) -> Command | None:
    if not _message(outcome):
        return None
    return RefundReported(
        refund.id,
        _message(outcome),
        outcome.amount_minor,
        outcome.reference,
        outcome.reason,
        by=PROCESSOR,
    )


def _job(order: Order, item: Item) -> Job:
    return Job(
        key=f"{order.id}/item/{item.id}/{item.attempt}",
        order_id=order.id,
        number=order.number,
        item=item.id,
        attempt=item.attempt,
        service=item.service,
        target=item.target,
        quantity=item.quantity - item.delivered,
        delivered=item.delivered,
    )


def _hand_over_call(shop: Shop, order: Order, about: str) -> Call | None:
    item = order.item(about)
    if item is None or not item.handed_over or item.kind in OVER:
        return None
    job, server = _job(order, item), shop.delivery
    reply = partial(_delivery_reply, item)
    return Call(partial(server.hand_over, job), partial(server.look_up, job), reply)


def _stop_call(shop: Shop, order: Order, about: str) -> Call | None:
    item = order.item(about)
    if item is None or not item.handed_over:
        return None
    job, reply = _job(order, item), partial(_delivery_reply, item)
    return Call(partial(shop.delivery.stop, job), lambda: None, reply)


def _delivery_reply(item: Item, outcome: Outcome) -> Command | None:
    if not _message(outcome):
        return None
    return DeliveryReported(
        item.id,
        _message(outcome),
        outcome.delivered,
        item.attempt,
        outcome.reason,
        by=SERVER,
    )


_OPEN, _WAITING = frozenset({"initial"}), frozenset({"waiting"})
_GIVEN_UP = frozenset({"failed"}) | PAYABLE

_CALLS: Mapping[str, Callable[[Shop, Order, str], Call | None]] = {
    "create_payment": lambda s, o, about: _payment_call(s, o, about, "create", _OPEN),
    "capture_payment": lambda s, o, about: _payment_call(s, o, about, "capture", _WAITING),
    "void_payment": lambda s, o, about: _payment_call(s, o, about, "void", _GIVEN_UP),
    "send_refund": _refund_call,
    "hand_over": _hand_over_call,
    "stop_delivery": _stop_call,
}
"""How each effect that is not a message becomes a call of a port."""
