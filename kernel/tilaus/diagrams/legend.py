"""The edges of a diagram, each with a letter, and the sentence that a letter stands for.

Rows that differ only in their sources were written as one, so they share a letter and a sentence.
"""

from tilaus.lifecycle import Lifecycle
from tilaus.record import record
from tilaus.table import HISTORY, Transition, origins


@record
class Edge:
    """What one letter stands for: rows that do the same from several sources."""

    letter: str
    rows: tuple[Transition, ...]

    @property
    def trigger(self) -> str:
        """Return the trigger, which all of its rows have."""
        return self.rows[0].trigger

    @property
    def is_way_back(self) -> bool:
        """Tell whether it leads back to where its source was entered from."""
        return self.rows[0].target == HISTORY


def edges(lifecycle: Lifecycle) -> tuple[Edge, ...]:
    """Return the lettered edges of a lifecycle, in the order of its table."""
    groups: dict[object, list[Transition]] = {}
    for row in lifecycle.transitions:
        groups.setdefault(_alike(row), []).append(row)
    return tuple(Edge(_letter(n), tuple(rows)) for n, rows in enumerate(groups.values()))


def sentences(lifecycle: Lifecycle) -> list[str]:
    """Say what each letter stands for: from where to where, who may, when, what follows."""
    return [f"{edge.letter}: {printable(sentence(lifecycle, edge))}" for edge in edges(lifecycle)]


def printable(text: str) -> str:
    """Write a text in one line, with a space for each character that cannot be printed.

    No language of diagrams bears them: a zero byte ends a text for Graphviz, XML has no such signs.
    """
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _alike(row: Transition) -> object:
    target = "=" if row.target == row.source else row.target
    asked = row.trigger, target, row.guard, row.by, row.automatic
    return *asked, row.effects, row.reopens, row.note


def _letter(n: int) -> str:
    """Number with letters: A to Z, then AA, AB and so on."""
    first = _letter(n // 26 - 1) if n >= 26 else ""
    return first + chr(ord("A") + n % 26)


def sentence(lifecycle: Lifecycle, edge: Edge) -> str:
    """Say what one letter stands for; see `sentences`."""
    row = edge.rows[0]
    sources = " or ".join(r.source for r in edge.rows)
    parts = [f"{row.trigger}, from {sources} to {_target(lifecycle, edge)}", f"by {_people(row)}"]
    parts += [f"if {row.guard.text}"] if row.guard.text else []
    parts += [_automatic(row)] if row.is_automatic else []
    parts += [f"asks for {', '.join(row.effects)}"] if row.effects else []
    return "; ".join(parts) + "." + (f" {row.note}" if row.note else "")


def _target(lifecycle: Lifecycle, edge: Edge) -> str:
    row = edge.rows[0]
    if edge.is_way_back:
        places = (origins(lifecycle.transitions, r.source) for r in edge.rows)
        known = dict.fromkeys(place for back in places for place in back)
        return f"where it came from ({' or '.join(known)})"
    return "itself" if row.target == row.source else row.target


def _people(row: Transition) -> str:
    return " or ".join(sorted(row.by))


def _automatic(row: Transition) -> str:
    when = row.automatic.text if row.automatic else ""
    return f"automatic if {when} too" if when else "automatic"
