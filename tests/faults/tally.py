"""What was tried at points of a story, and what came of it."""

from collections.abc import Callable

from tests.faults.boundaries import Hook
from tests.faults.story import Step, Telling

from tilaus.ports.outcome import Outcome
from tilaus.record import record

MOST_TOLD = 10
"""So many faults are told in words; more would hide the first."""


@record
class Tally:
    """What was tried: points, the different states that they leave, and what was found wrong."""

    points: int = 0
    states: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        faults = self.faults + other.faults
        return Tally(self.points + other.points, self.states + other.states, faults)


def nothing(point: str) -> None:
    """Let a point go by."""


def told_to_the_end(telling: Telling, steps: tuple[Step, ...]) -> list[str]:
    """Tell the story; return why it could not be told."""
    try:
        telling.tell(steps)
    except Exception as error:  # noqa: BLE001 - it is what is looked for
        return [f"the story stops: {type(error).__name__}: {error}"]
    return []


def around(hook: Hook) -> Callable[[str, Callable[[], Outcome]], Outcome]:
    """Tell a hook of the points before and after each call of a port."""

    def call(what: str, run: Callable[[], Outcome]) -> Outcome:
        hook(f"before the call {what}")
        outcome = run()
        hook(f"after the call {what}")
        return outcome

    return call


def told(store: str, story: str, what: str, tally: Tally, seconds: float) -> str:
    """Say in lines what was tried and what came of it."""
    tried = f"{tally.points:,} {what}, which leave {tally.states:,} states"
    lines = [f"{store}, {story} story: {tried}: {len(tally.faults)} faults ({seconds:.0f} s)"]
    lines += [f"FAULT {fault}" for fault in tally.faults[:MOST_TOLD]]
    return "".join(f"{line}\n" for line in lines)
