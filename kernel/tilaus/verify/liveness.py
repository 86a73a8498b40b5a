"""What must happen in the end: promises about whole runs, judged on the graph of a world.

A run may go on for ever without anything good in it, if nothing makes it. *Fairness* says what is
assumed of the world: time passes, providers and servers answer, staff do what leads forward. Strong
fairness: what is possible again and again happens again and again. Weak fairness: what stays
possible happens in the end. A promise is broken by a *trap*: a set of states in which a fair run
can stay for ever (M. Y. Vardi, P. Wolper: automata-theoretic verification; E. A. Emerson, C.-L.
Lei: modalities for model checking, for the removal of states that fairness leaves).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tilaus.order import LIVE, Order
from tilaus.policy import Policy
from tilaus.record import record, replace
from tilaus.table import OVER
from tilaus.verify.components import components
from tilaus.verify.explore import OUTSIDE, Breach, Findings, Search
from tilaus.verify.model import Bounds
from tilaus.verify.replaying import Stage

FAIRNESS: Mapping[str, str] = {
    "time": "deadlines pass, and a waiting item is told of its turn",
    "PaymentReported": "the provider says what becomes of a payment, and decides a dispute",
    "RefundReported": "the provider says whether a refund was sent, and one that is asked for "
    "again and again is sent in the end",
    "DeliveryReported": "the server says what becomes of an item",
    "staff": "staff do what leads forward (resume, complete, try a failed refund again), and call "
    "off what would stay parked",
}
"""What is assumed of the world; each of them for every payment, refund, item and row by itself."""

Edges = Sequence[Sequence[tuple[int, str]]]


@record
class Promise:
    """Once an order is `begun`, it is `kept` in the end. `sentence` says it for people."""

    sentence: str
    begun: Callable[[Order], bool]
    kept: Callable[[Order], bool]


@record
class Judgement:
    """What became of a promise.

    Attributes:
        can: whether from every state in which it began a state in which it is kept can be reached.
        strong: whether every strongly fair run keeps it.
        weak: whether every weakly fair run does, too.
        story: where `can` or `strong` is False, a shortest way into the trap.
    """

    sentence: str
    can: bool
    strong: bool
    weak: bool
    begun: int
    story: Breach | None = None


def promises(bounds: Bounds) -> Iterator[Promise]:
    """Yield the promises about the first order of a world; the others are like it."""
    yield Promise(
        "an order that was paid ends", lambda o: _is_paid(o) and o.kind not in OVER, _has_ended
    )
    for n in range(bounds.items):
        yield Promise(f"item {n + 1}, waiting, starts or ends", _waits(n), _waits_no_more(n))
    for n in range(bounds.refunds):
        yield Promise(f"refund {n + 1}, requested, is sent or fails", _flies(n), _has_landed(n))


def _is_paid(order: Order) -> bool:
    return order.captured_minor >= order.due_minor > 0


def _has_ended(order: Order) -> bool:
    return order.kind in OVER


def _waits(n: int) -> Callable[[Order], bool]:
    return lambda o: o.items[n].kind == "waiting"


def _waits_no_more(n: int) -> Callable[[Order], bool]:
    return lambda o: o.items[n].handed_over or o.items[n].kind in OVER


def _flies(n: int) -> Callable[[Order], bool]:
    return lambda o: len(o.refunds) > n and o.refunds[n].kind in LIVE


def _has_landed(n: int) -> Callable[[Order], bool]:
    return lambda o: len(o.refunds) > n and o.refunds[n].kind not in LIVE


def judge(
    bounds: Bounds,
    policy: Policy,
    *,
    limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Findings, tuple[Judgement, ...]]:
    """Explore a world without merging, and judge every promise about whole runs in it.

    Where the exploration did not come to its end nothing is judged: half a graph proves nothing.
    A promise that no order ever begins is left out.
    """
    search = Search(bounds, policy, limit, progress, is_merging=False, keeps_graph=True)
    found = search.run()
    if not found.is_complete or found.breaches:
        return found, ()
    judged = (_judged(search, promise) for promise in promises(bounds))
    return found, tuple(each for each in judged if each.begun)


def is_trapped(stage: Stage, sentence: str, bounds: Bounds) -> bool:
    """Tell whether from where a story ended a fair run may stay for ever without keeping it."""
    start = stage.orders, stage.claims
    search = Search(bounds, stage.policy, is_merging=False, keeps_graph=True, start=start)
    search.run()
    named = [promise for promise in promises(bounds) if promise.sentence == sentence]
    found = [_judged(search, replace(promise, begun=lambda order: True)) for promise in named]
    return any(not judged.can or not judged.strong for judged in found)


def _judged(search: Search, promise: Promise) -> Judgement:
    orders = search.alone.orders
    begun_by, kept_by = ([test(o) for o in orders] for test in (promise.begun, promise.kept))
    firsts = [world.orders[0] if world.orders else -1 for world in search.worlds]
    kept = {n for n, first in enumerate(firsts) if first >= 0 and kept_by[first]}
    begun = [n for n, first in enumerate(firsts) if first >= 0 and begun_by[first]]
    pending = _pending(search.edges, begun, kept)
    stuck = pending - _reaching(search.edges, pending, kept)
    strong = _trap(search.edges, pending, is_strong=True)
    weak = _trap(search.edges, pending, is_strong=False)
    bad = min(stuck or strong, default=None)
    story = None if bad is None else Breach(promise.sentence, search.story(bad))
    return Judgement(promise.sentence, not stuck, not strong, not weak, len(begun), story)


def _pending(edges: Edges, begun: Iterable[int], kept: set[int]) -> set[int]:
    """Return the states in which the promise was begun and is not kept yet."""
    seen = {n for n in begun if n not in kept}
    new = list(seen)
    while new:
        for after, _ in edges[new.pop()]:
            if after != OUTSIDE and after not in kept and after not in seen:
                seen.add(after)
                new.append(after)
    return seen


def _reaching(edges: Edges, pending: set[int], kept: set[int]) -> set[int]:
    """Return the pending states from which it can still be kept; what is outside counts as so."""
    back: dict[int, list[int]] = {}
    new: list[int] = []
    for n in pending:
        for after, _ in edges[n]:
            if after == OUTSIDE or after in kept:
                new.append(n)
            else:
                back.setdefault(after, []).append(n)
    seen = set(new)
    while new:
        for before in back.get(new.pop(), ()):
            if before not in seen:
                seen.add(before)
                new.append(before)
    return seen


def _trap(edges: Edges, pending: set[int], *, is_strong: bool) -> set[int]:
    """Return the states of a trap, empty where fairness leaves none."""
    parts = [pending]
    while parts:
        for found in components(sorted(parts.pop()), lambda n: (a for a, _ in edges[n])):
            possible, taken = _fair(edges, found)
            left = [name for name in possible if name not in taken]
            if not is_strong:
                left = [name for name in left if len(possible[name]) == len(found)]
            if not left:
                return found
            rest = found.difference(*(possible[name] for name in left)) if is_strong else set()
            if rest:
                parts.append(rest)
    return set()


def _fair(edges: Edges, part: set[int]) -> tuple[dict[str, set[int]], set[str]]:
    """Return where each action of fairness is possible in a part, and which stay inside it."""
    possible: dict[str, set[int]] = {}
    taken: set[str] = set()
    for n in part:
        for after, name in edges[n]:
            if name:
                possible.setdefault(name, set()).add(n)
                if after in part:
                    taken.add(name)
    return possible, taken
