"""The vocabulary of a lifecycle table: states, transitions, facts, and answers to messages."""

from collections.abc import Iterable, Mapping

from tilaus.guards import Formula, parse
from tilaus.record import record

KINDS: Mapping[str, str] = {
    "initial": "where it is born",
    "waiting": "cannot go on until something outside happens",
    "active": "is being worked on",
    "held": "parked: a person or the other side of a dispute must resolve it",
    "finished": "ended as it was meant to",
    "failed": "ended otherwise: called off, given up, declined",
    "closed": "ended, and nothing may follow",
}
"""What the rules of the kernel look at, never a state's name; so a shop can add states."""

OVER = frozenset({"finished", "failed", "closed"})
"""The kinds of a state in which the work has ended."""

ROLES: Mapping[str, str] = {
    "customer": "the registered customer whose order it is",
    "guest": "the customer without an account, known by the tracking link",
    "staff": "an employee of the shop",
    "manager": "an employee with the right to force and to erase",
    "processor": "a payment provider, by its signed messages and answers",
    "server": "the one who delivers the items",
    "clock": "a deadline that passed",
    "system": "the kernel itself: an automatic transition",
}

HISTORY = "(before)"
"""A target that stands for the state from which the current one was entered (a history state)."""

ANSWERS: Mapping[str, str] = {
    "duplicate": "already known: recorded as a duplicate, nothing changes",
    "park": "contradicts what is known: kept for a person, staff are alerted",
    "refuse": "cannot be true of this state: refused, the sender is told",
}


@record
class State:
    """A state: `name` (snake_case), `kind` (see `KINDS`), and the words that customers read."""

    name: str
    kind: str
    label: str
    note: str = ""

    @property
    def is_over(self) -> bool:
        """Tell whether the work has ended in this state."""
        return self.kind in OVER


@record
class Transition:
    """A row of the table.

    `automatic` is the formula under which the kernel takes the row by itself as soon as `guard`
    holds as well; None means never. `reopens` declares that leaving an ended state is intended.
    """

    trigger: str
    source: str
    target: str
    guard: Formula
    by: frozenset[str]
    automatic: Formula | None = None
    effects: tuple[str, ...] = ()
    reopens: bool = False
    note: str = ""

    @property
    def is_automatic(self) -> bool:
        """Tell whether the kernel may take this row by itself."""
        return self.automatic is not None


@record
class Fact:
    """A fact that guards may read; `kind` is `yes_no`, `number` or `amount` (minor units)."""

    name: str
    kind: str
    note: str


@record
class Answer:
    """What happens to a message that no transition of the state accepts: see `ANSWERS`."""

    state: str
    message: str
    answer: str
    note: str = ""


def transition(
    trigger: str,
    source: str,
    target: str,
    guard: str = "",
    *,
    by: str,
    automatic: str | None = None,
    effects: str = "",
    reopens: bool = False,
    note: str = "",
) -> list[Transition]:
    """Write a row of a table, one for each of the sources (names separated by spaces).

    Args:
        by: roles separated by spaces.
        automatic: the formula under which the kernel takes the row itself; "" means always.
        effects: names of effects separated by spaces, see `tilaus.effects.EFFECTS`.

    Raises:
        GuardError: a formula cannot be read.
    """
    return [
        Transition(
            trigger,
            state,
            state if target == "=" else target,
            parse(guard),
            frozenset(by.split()),
            None if automatic is None else parse(automatic),
            tuple(effects.split()),
            reopens,
            note,
        )
        for state in source.split()
    ]


def origins(rows: Iterable[Transition], state: str) -> tuple[str, ...]:
    """Return where a history row of `state` leads back to: where it is entered from.

    Not to a state in which the work had ended: what was reopened goes on, or ends anew.
    """
    entries = (row for row in rows if row.target == state and not row.reopens)
    found = (row.source for row in entries if row.source != state)
    return tuple(dict.fromkeys(found))


def answer_grid(text: str) -> list[Answer]:
    """Read a grid of answers: messages across, states down, `-` where a row always accepts.

    `d` is duplicate, `p` is park, `r` is refuse.

    Raises:
        ValueError: a line has not as many cells as there are messages, or an unknown letter.
    """
    words = {"d": "duplicate", "p": "park", "r": "refuse"}
    head, *lines = [line.split() for line in text.strip().splitlines()]
    found = []
    for state, *cells in lines:
        if len(cells) != len(head) or set(cells) - {*words, "-"}:
            raise ValueError(
                f"answers of state {state}: {len(head)} cells of d, p, r or - expected"
            )
        found += [
            Answer(state, message, words[cell])
            for message, cell in zip(head, cells, strict=True)
            if cell != "-"
        ]
    return found
