"""What may be drawn: lifecycles that ship, changed ones, sound ones of any words, marks on them."""

from itertools import pairwise
from pathlib import Path

from hypothesis import strategies as st

from tilaus.diagrams import Marks
from tilaus.events import Moved
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import SHIPPED
from tilaus.policy_file import load_policy
from tilaus.table import KINDS, State
from tilaus.table import transition as row

MACHINES = ("order", "item", "payment", "refund")
EXAMPLES = sorted((Path(__file__).parent.parent / "examples" / "lifecycles").glob("*.toml"))


def known() -> dict[str, Lifecycle]:
    """Return the lifecycles that ship, and those that the shipped examples change, by a name."""
    found = {machine: SHIPPED[machine] for machine in MACHINES}
    for file in EXAMPLES:
        lifecycles = load_policy(file.read_text(encoding="utf-8")).lifecycles
        for machine in MACHINES:
            if lifecycles[machine] != SHIPPED[machine]:
                found[f"{file.stem}: {machine}"] = lifecycles[machine]
    return found


# Words that a language keeps for itself, in any case of letters, and names that look like signs.
WORDS = (
    *(
        "state",
        "State",
        "end",
        "End",
        "note",
        "class",
        "classDef",
        "direction",
        "as",
        "hide",
        "click",
    ),
    *(
        "scale",
        "fork",
        "join",
        "choice",
        "style",
        "default",
        "title",
        "accTitle",
        "accDescr",
        "href",
    ),
    *(
        "root",
        "graph",
        "digraph",
        "subgraph",
        "node",
        "edge",
        "strict",
        "TB",
        "LR",
        "left",
        "right",
    ),
    *(
        "of",
        "width",
        "over",
        "now",
        "visited",
        "__",
        "_",
        "x",
        "o",
        "end_",
        "tilä",
        "läpi",
        "状態",
        "ª",
    ),
)
SIGNS = "\"\\|;:#<>{}[]()%&*`'-=_~^$@!?/+,. \n\r\t\x00\x07\x1b\u2028\ud800äß状😀"
TEXTS = st.text(st.sampled_from(SIGNS + "abcXYZ019") | st.characters(), max_size=12)
LABELS = TEXTS.filter(bool)


@st.composite
def lifecycles(draw: st.DrawFn) -> Lifecycle:
    """Draw a sound lifecycle of any shape, with any words in it: a chain, and more rows across."""
    names = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=7, unique=True))
    kinds = [draw(st.sampled_from([k for k in KINDS if k != "initial"])) for _ in names[1:]]
    states = [State(names[0], "initial", draw(LABELS), draw(TEXTS))]
    states += [
        State(n, k, draw(LABELS), draw(TEXTS)) for n, k in zip(names[1:-1], kinds, strict=False)
    ]
    states += [State(names[-1], "finished", draw(LABELS), draw(TEXTS))]
    ends = list(pairwise(names))
    ends += draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=8))
    rows = [
        row(f"{n} {draw(TEXTS)}", a, b, by="staff", reopens=True, note=draw(TEXTS))
        for n, (a, b) in enumerate(ends)
    ]
    return Lifecycle(draw(TEXTS), states, rows)


@st.composite
def marks(draw: st.DrawFn, lifecycle: Lifecycle) -> Marks:
    """Draw a path through a lifecycle, or past it, and counts of states that it may not have."""
    states = st.sampled_from([*lifecycle.states, "gone", "a b", "end"]) | TEXTS.filter(bool)
    triggers = st.sampled_from([*lifecycle.triggers, "force"]) | TEXTS
    move = st.builds(
        lambda trigger, a, b, forced: Moved("x", "", trigger, a, b, "active", "", forced),
        *(triggers, states, states, st.booleans()),
    )
    path = tuple(draw(st.lists(move, max_size=9)))
    counts = draw(st.none() | st.dictionaries(states, st.integers(0, 10**9), max_size=3))
    return Marks(path[-1].target if path else "", path, counts)
