"""Diagrams: from a lifecycle to text, one module each, and the text needs nothing but the table."""

from collections.abc import Callable, Mapping

from tilaus.diagrams import dot, mermaid, table
from tilaus.lifecycle import Lifecycle

FORMATS: Mapping[str, Callable[[Lifecycle], str]] = {
    "mermaid": mermaid.draw,
    "dot": dot.draw,
    "table": table.draw,
}
"""Every format by name."""
