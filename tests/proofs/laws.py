"""What is proven of `share` once, and then taken for granted wherever the code calls it.

Each law speaks of one call and of another one. `test_share` proves each of the real function, by
running it; `share_by_law` is the stand-in of which only they are known, with which the rules of
refunds are proven: so z3 needs no products of unknown numbers, at which it is weak.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import z3
from tests.proofs.symbolic import Call, Path, Sample

from tilaus.money import share

Law = Callable[..., Any]


# fmt: off
LAWS: Mapping[str, Law] = {
    # total, part, whole, owed; and the same of the other call
    "of no whole nothing is owed":
        lambda t, p, w, s, t2, p2, w2, s2: z3.Implies(w == 0, s == 0),
    "no part owes nothing":
        lambda t, p, w, s, t2, p2, w2, s2: z3.Implies(z3.And(w >= 0, p == 0), s == 0),
    "the whole owes the total":
        lambda t, p, w, s, t2, p2, w2, s2: z3.Implies(z3.And(w > 0, p == w), s == t),
    "what is owed lies between nothing and the total":
        lambda t, p, w, s, t2, p2, w2, s2:
            z3.Implies(z3.And(t >= 0, p >= 0, p <= w), z3.And(s >= 0, s <= t)),
    "a greater part never owes less":
        lambda t, p, w, s, t2, p2, w2, s2:
            z3.Implies(z3.And(t >= 0, w >= 0, t == t2, w == w2, p <= p2), s <= s2),
    "of a greater total never less is owed":
        lambda t, p, w, s, t2, p2, w2, s2:
            z3.Implies(z3.And(p >= 0, w >= 0, p == p2, w == w2, t <= t2), s <= s2),
    "of a total greater by an amount at most that amount more is owed":
        lambda t, p, w, s, t2, p2, w2, s2:
            z3.Implies(z3.And(p >= 0, p <= w, p == p2, w == w2, t <= t2), s2 - s <= t2 - t),
    "of a total within the whole a part never owes more than itself":
        lambda t, p, w, s, t2, p2, w2, s2:
            z3.Implies(z3.And(t >= 0, t <= w, p >= 0, p <= w), s <= p),
    "of a total within the whole a part greater by an amount owes at most that amount more":
        lambda t, p, w, s, t2, p2, w2, s2:
            z3.Implies(z3.And(t >= 0, t <= w, t == t2, w == w2, p <= p2), s2 - s <= p2 - p),
}
# fmt: on


def of(call: Call, other: Call) -> Iterable[Any]:
    """Return the laws of two calls, each way round; of calls about other sums there are none.

    More would be true, but nothing needs it, and the prover would have to look at it.
    """
    for law in LAWS.values():
        if call is other:
            yield law(*call.given, call.result, *call.given, call.result)
        elif sum(a.eq(b) for a, b in zip(call.given, other.given, strict=True)) == 2:
            yield law(*call.given, call.result, *other.given, other.result)
            yield law(*other.given, other.result, *call.given, call.result)


def share_by_law(path: Path | Sample) -> Callable[..., Any]:
    """Return what stands for `share` on a path: a function of which only the laws are known."""
    return path.assumed(share, of)
