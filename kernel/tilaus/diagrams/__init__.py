"""Diagrams: from a lifecycle to text, one module each, and the text needs nothing but the table.

What is drawn besides the table (one order's own path, how many are in each state) is `Marks`.
"""

from collections.abc import Mapping
from typing import Protocol

from tilaus.diagrams import dot, mermaid, table
from tilaus.diagrams.figure import UNMARKED, Marks
from tilaus.lifecycle import Lifecycle

__all__ = ["FORMATS", "UNMARKED", "Draw", "Marks"]


class Draw(Protocol):
    """How every format is drawn."""

    def __call__(self, lifecycle: Lifecycle, marks: Marks = UNMARKED) -> str:
        """Draw a lifecycle, and what is marked on it, as text."""
        ...


FORMATS: Mapping[str, Draw] = {
    "mermaid": mermaid.draw,
    "dot": dot.draw,
    "table": table.draw,
}
"""Every format by name."""
