"""Who goes on: actors that stop at every boundary, a virtual clock, and chance from a seed.

An actor is a greenlet, so the real and synchronous code of the shop can be stopped in the middle of
a call and another one goes on meanwhile. There is one thread; who goes on, what goes wrong and what
time it is follow from the seed alone. A dead actor never goes on: what it was doing is unwound, as
by `GreenletExit`, and whatever its unwinding asks of the world is refused and told.
"""

import math
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import blake2b
from random import Random

from greenlet import GreenletExit, getcurrent, greenlet  # type: ignore[import-untyped]
from tests.simulation.plan import Plan

from tilaus.testing.orders import START

STEP_S = 0.01
"""How far the clock moves at every step, in virtual seconds."""

HESITATIONS_S = (0.05, 0.4, 3.0)

MOST_STEPS = 15_000
LONGEST_S = 200 * 86_400.0
"""More steps than this, or more virtual time, are a world that never comes to rest."""


class Restless(Exception):  # noqa: N818 - it is an outcome of a history
    """The world did not come to rest."""


class Actor:
    """Somebody who acts: its loop `run` is begun anew after each death.

    Attributes:
        at: the virtual second at which it goes on; infinite while it waits to be nudged.
        is_idle: it waits for work, and a nudge wakes it.
        is_mortal: faults may kill and pause it.
        skew_s: by how much its own clock is wrong.
        row: `seq` of the effect that it works on; 0 while it works on none.
    """

    def __init__(
        self, name: str, run: Callable[[], None], hub: greenlet, skew_s: float, *, mortal: bool
    ) -> None:
        self.name, self.skew_s, self.is_mortal = name, skew_s, mortal
        self._run, self._hub = run, hub
        self.at = 0.0
        self.row = 0
        self.is_idle = self.is_dead = self.has_swallowed = False
        # Whoever starts an actor must not be where it returns to: that is always the hub.
        self.greenlet = greenlet(self._body, hub)

    def _body(self) -> None:
        self._run()
        self.has_swallowed = self.is_dead

    def revive(self, at: float) -> None:
        """Begin again from the start, as a new process does."""
        self.greenlet, self.at, self.row = greenlet(self._body, self._hub), at, 0
        self.is_idle = self.is_dead = self.has_swallowed = False


class Schedule:
    """The actors, the clock and the faults of one history.

    Args:
        seed: decides who goes on. The faults have a stream of their own, so that leaving one out
            draws the same others.
        without: of the faults, counted from 1, those that are left out.
        trace: called with every step, for a person who reads along.
    """

    def __init__(
        self,
        seed: int,
        plan: Plan,
        without: frozenset[int] = frozenset(),
        trace: Callable[[str], None] | None = None,
    ) -> None:
        self.plan = plan
        self.chance = Random(seed)
        self._luck = Random(~seed)
        self._without, self._tell = without, trace
        self.now = 0.0
        self.steps = 0
        self.drawn = 0
        self.is_honest = False
        self.counts: Counter[str] = Counter()
        self.violations: list[str] = []
        self.actors: list[Actor] = []
        self.current: Actor | None = None
        self._hub = getcurrent()
        self._hash = blake2b(digest_size=8)

    @property
    def trace_hash(self) -> str:
        """Return a fingerprint of every step so far."""
        return self._hash.hexdigest()

    def clock(self) -> datetime:
        """Return the time as the present actor's own clock has it."""
        return START + timedelta(seconds=self.now + (self.current.skew_s if self.current else 0))

    def seconds(self) -> float:
        """Return the time by which leases run, in seconds since 1970: the store's own clock."""
        return START.timestamp() + self.now

    def note(self, text: str) -> None:
        """Put something into the trace."""
        line = f"{self.now:.2f} {self.current.name if self.current else '-'} {text}"
        self._hash.update(line.encode())
        if self._tell is not None:
            self._tell(line)

    def violated(self, promise: str, found: str) -> None:
        """Write down a broken promise."""
        self.note(f"VIOLATION {promise}: {found}")
        self.violations.append(f"{promise}: {found}")

    # ------------------------------------------------------------------ what actors call

    def start(
        self,
        name: str,
        run: Callable[[], None],
        *,
        after_s: float = 0.0,
        skew_s: float = 0.0,
        mortal: bool = True,
    ) -> Actor:
        """Let somebody act from now on, or so many seconds from now."""
        actor = Actor(name, run, self._hub, skew_s, mortal=mortal)
        actor.at = self.now + after_s
        self.actors.append(actor)
        return actor

    def boundary(self, where: str) -> None:
        """Stop here: others may go on, this actor may be paused or die."""
        actor = self.current
        if actor is None or getcurrent() is not actor.greenlet:
            return
        if actor.is_dead:
            if not self.is_over:
                self.violated("the dead do nothing", f"{actor.name} went on to {where}")
            raise GreenletExit
        self.note(where)
        if actor.is_mortal and not self.is_honest and self.drawn < self.plan.most_faults:
            self._strike(actor)
        self._hub.switch()

    def sleep(self, seconds: float) -> None:
        """Go on after so many virtual seconds."""
        actor = self._present()
        actor.at = self.now + seconds
        self._hub.switch()

    def hesitate(self) -> None:
        """Let others go on for a while, as long as it takes to do a few things."""
        if self.current is not None and self.chance.random() < self.plan.hesitate:
            self.sleep(self.chance.choice(HESITATIONS_S))

    def rest(self, until: float) -> None:
        """Wait until a virtual second (infinite: for ever), or until somebody nudges."""
        actor = self._present()
        actor.at, actor.is_idle = until, True
        self._hub.switch()
        actor.is_idle = False

    def nudge(self) -> None:
        """Wake who waits for work; a nudge may be lost."""
        for actor in self.actors:
            if actor.is_idle and (self.is_honest or self.chance.random() >= self.plan.lost_nudge):
                actor.at = min(actor.at, self.now)

    def _present(self) -> Actor:
        if self.current is None:
            raise RuntimeError("nobody acts")
        return self.current

    # ------------------------------------------------------------------ what goes wrong

    def fault(self, kind: str, rate: float) -> bool:
        """Draw whether a fault happens here; at most so many in one history."""
        if rate <= 0 or self.is_honest or self.drawn >= self.plan.most_faults:
            return False
        if self._luck.random() >= rate:
            return False
        self.drawn += 1
        if self.drawn in self._without:
            return False
        self.counts[kind] += 1
        self.note(f"FAULT {self.drawn}: {kind}")
        return True

    def pick(self, options: tuple[float, ...]) -> float:
        """Draw one of some lengths of time."""
        return self._luck.choice(options)

    def _strike(self, actor: Actor) -> None:
        if self.fault("outage", self.plan.outage):
            self._outage(actor)
        if self.fault("kill", self.plan.kill):
            self._die(actor, self.pick(self.plan.downtimes))
        if self.fault("pause", self.plan.pause):
            actor.at = self.now + self.pick(self.plan.pauses)

    def _outage(self, actor: Actor) -> None:
        """Let every mortal die at once, and come back after longer than a key is remembered."""
        back_s = self.plan.outage_s
        for other in self.actors:
            if (other is not actor and other.is_mortal and other.at != math.inf) or (
                other is not actor and other.is_idle
            ):
                self._end(other, self.now + back_s)
        self._die(actor, back_s)

    def _die(self, actor: Actor, downtime_s: float) -> None:
        actor.is_dead = True
        actor.at = self.now + downtime_s
        raise GreenletExit

    def _end(self, other: Actor, back_at: float) -> None:
        """Kill somebody who stands at a boundary of its own."""
        other.is_dead = True
        if other.greenlet:
            self._unwind(other)
        other.revive(back_at)

    def _unwind(self, actor: Actor) -> None:
        mine, self.current = self.current, actor
        here = getcurrent()
        actor.greenlet.parent = here
        actor.greenlet.throw(GreenletExit)
        self.current = mine

    # ------------------------------------------------------------------ how it goes on

    is_over = False

    def run(self) -> None:
        """Go on until everybody waits for ever.

        Raises:
            Restless: that does not happen.
        """
        last: Actor | None = None
        while True:
            ready = [actor for actor in self.actors if actor.at <= self.now]
            if not ready:
                soonest = min((actor.at for actor in self.actors), default=math.inf)
                if soonest == math.inf:
                    return
                if soonest > LONGEST_S:
                    raise Restless(f"somebody waits for {soonest / 86_400:.0f} days")
                self.now = soonest
                continue
            if last not in ready or self.chance.random() >= self.plan.sticky:
                last = ready[int(self.chance.random() * len(ready))]
            self._step(last)

    def _step(self, actor: Actor) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise Restless(f"{MOST_STEPS} steps")
        self.now += STEP_S
        self.current = actor
        actor.greenlet.switch()
        self.current = None
        if actor.has_swallowed:
            self.violated("the dead do nothing", f"{actor.name} outlived its end")
        if actor.is_dead:
            actor.revive(actor.at)
        elif actor.greenlet.dead:
            self.actors.remove(actor)

    def close(self) -> None:
        """Unwind everybody who is left; what they ask of the world meanwhile is refused."""
        self.is_over = True
        for actor in self.actors:
            actor.is_dead = True
            if actor.greenlet:
                self._unwind(actor)
