"""What must be true of a shop after all that was broken was mended, besides `World.check`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tests.faults.around import Seen, operation

from tilaus.ports.storage import ENDED, JournalRow

Lane = tuple[str, bool]


def open_effects(journal: Iterable[JournalRow]) -> Iterator[str]:
    """Find what was asked of the world and was never done: it is lost."""
    for row in journal:
        if row.state not in ENDED:
            yield f"lost: {row.effect.key} is {row.state} after {row.attempts} attempts"


def mails(journal: Iterable[JournalRow], received: Counter[str], copies: int) -> Iterator[str]:
    """Compare the mails that came with those that were asked for; `copies` too many may come."""
    asked = {row.effect.key: row.state for row in journal if row.effect.is_message}
    yield from (f"nobody asked for the mail {key}" for key in received.keys() - asked.keys())
    for key, state in asked.items():
        if state == "done" and not received[key]:
            yield f"lost: the mail {key}"
    if received.total() - len(received) > copies:
        extra = received.total() - len(received)
        yield f"{extra} mails came once more, and at most {copies} may"


def lanes(journal: Iterable[JournalRow], calls: Iterable[Seen]) -> Iterator[str]:
    """Find what was first tried before something that stands before it in its lane.

    Whoever took over from a worker that was paused may be followed by that worker's own call: the
    same key again, which the other side knows. So the first call with each key counts. Where who
    took over found nothing left to do, the call of who was paused is the only one, at any time.
    """
    wanted: dict[Lane, list[tuple[str, str]]] = defaultdict(list)
    void: dict[Lane, list[tuple[str, str]]] = defaultdict(list)
    for row in sorted(journal, key=lambda row: row.seq):
        if row.effect.name != "grant_turn":
            lane = row.order_id, row.effect.is_message
            rows = void if row.state == "void" else wanted
            rows[lane].append((operation(row.effect), row.effect.about))
    made: dict[Lane, list[tuple[str, str]]] = defaultdict(list)
    known: set[str] = set()
    for seen in calls:
        if seen.key not in known:
            known.add(seen.key)
            lane = seen.order_id, ":" in seen.operation
            made[lane].append((seen.operation, seen.about))
    for lane, calls_made in made.items():
        needed = wanted[lane]
        sequence = [call for call in calls_made if call in needed or call not in void[lane]]
        if late := _first_out_of_order(needed, sequence):
            yield f"out of order in {lane}: {late} of {sequence}; the journal says {needed}"


def _first_out_of_order(
    wanted: Sequence[tuple[str, str]], made: Sequence[tuple[str, str]]
) -> tuple[str, str] | None:
    rest = iter(wanted)
    return next((call for call in made if call not in rest), None)
