"""Do what was asked of the world: claim a lane, call its port, commit what came of it.

The call runs with no transaction open. Its outcome, the change that follows from it and the effects
of that change are one transaction, fenced by the lane's token. An outcome that nobody knows is
looked up before anything is asked again, and always under the same key (Law 6).
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from zlib import crc32

from tilaus.calls import Call, call_of, given_up
from tilaus.commands import CLOCK, SYSTEM, Command, Tick, TurnGranted
from tilaus.decide import Decision
from tilaus.decide.lifecycle import under_another
from tilaus.decide.staff import due_at
from tilaus.ports.outcome import Outcome
from tilaus.ports.storage import (
    Claim,
    Conflict,
    EffectState,
    Fenced,
    JournalRow,
    Settlement,
    Stored,
)
from tilaus.refusals import Refusal
from tilaus.shop import MAX_TRIES, Shop

LEASE_S = 60.0
"""How long a worker may take for one effect before another may take the lane."""

MAX_ATTEMPTS = 15
FIRST_DELAY_S = 1.0
LONGEST_DELAY_S = 3600.0

SLOWEST = timedelta(seconds=LONGEST_DELAY_S)
"""How long a deadline that changed nothing waits before it is looked at again."""


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
    stored = shop.store.load(claim.order_id)
    if stored.order is None:
        raise LookupError(f"effect {row.effect.key} is about an order that is not there")
    if refusal := under_another(stored.order, shop.policy):
        raise OtherLifecycle(refusal.sentence)
    if row.effect.name == "grant_turn":
        granted = TurnGranted(row.effect.about, by=SYSTEM)
        return _settle(shop, claim, granted, _settlement(shop, row, "done", ""), stored)
    call = call_of(shop, stored.order, row)
    if call is None:
        ended = _settlement(shop, row, "void", "not needed any more")
        return _settle(shop, claim, None, ended, stored)
    command, ended = _end(shop, row, call, _outcome(call, row, shop.clock()))
    return _settle(shop, claim, command, ended, stored)


def _outcome(call: Call, row: JournalRow, at: datetime) -> Outcome:
    """Ask, or look up first where an earlier attempt may have reached the other side.

    A worker that died left no trace of its attempt: the key covers that for as long as the other
    side remembers it, and afterwards it is looked up. An adapter that raises has not said what
    happened: the outcome is unknown.
    """
    waited_s = (at - row.run_at).total_seconds()
    try:
        known = call.look_up() if row.attempts or waited_s >= call.remembers_s else None
        return call.ask() if known is None else known
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the outcome is not known
        return Outcome("unknown", reason=f"{type(error).__name__}: {error}"[:500])


def _end(
    shop: Shop, row: JournalRow, call: Call, outcome: Outcome
) -> tuple[Command | None, Settlement]:
    """Return what follows from an attempt, and how it leaves the journal."""
    state = _ENDS.get(outcome.state)
    if state is not None:
        return call.reply(outcome), _settlement(shop, row, state, outcome.reason)
    if row.attempts + 1 < MAX_ATTEMPTS:
        wait = outcome.retry_after_s or delay_s(row.effect.key, row.attempts)
        return None, _settlement(shop, row, "unknown", outcome.reason, wait)
    state = "refused" if row.effect.is_message else "dead"
    return given_up(row, outcome.reason), _settlement(shop, row, state, outcome.reason)


_ENDS: Mapping[str, EffectState] = {"done": "done", "pending": "done", "refused": "refused"}
"""How an attempt leaves the journal; an outcome that is not here is asked about again."""


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
    shop: Shop,
    claim: Claim,
    command: Command | None,
    settlement: Settlement | None,
    seen: Stored | None = None,
) -> Settlement | None:
    """Commit the end of an attempt with the change that follows from it; return how it ended.

    Args:
        seen: the order as it was before the call. What is decided on it stands where the order is
            still the same when it is written. A decision that changes nothing would be written all
            the same, so it is made on the order as it is now.
    """
    for _ in range(MAX_TRIES):
        stored = seen or shop.store.load(claim.order_id)
        decided, ended = _followed(shop, stored, command, settlement)
        if seen is not None and command is not None and not decided.events:
            seen = None
            continue
        seen = None
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
