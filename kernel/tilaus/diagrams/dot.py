"""A lifecycle in the DOT language of Graphviz (https://graphviz.org/doc/info/lang.html)."""

from tilaus.diagrams.legend import arrows, sentences
from tilaus.lifecycle import Lifecycle


def draw(lifecycle: Lifecycle) -> str:
    """Draw a lifecycle as text that Graphviz reads; what the letters mean follows as comments.

    Deterministic: equal tables give equal texts. States in which the work has ended have a double
    line; a way back, to where a state was entered from, is dashed.
    """
    lines = [f"digraph {_quoted(lifecycle.name)} {{", "    rankdir=LR"]
    lines += ["    node [shape=box, style=rounded]", '    "[*]" [shape=point, label=""]']
    for state in lifecycle.states.values():
        line = ", peripheries=2" if state.is_over else ""
        lines.append(f"    {_quoted(state.name)} [label={_quoted(state.label)}{line}]")
    born = [s.name for s in lifecycle.states.values() if s.kind == "initial"]
    lines += [f'    "[*]" -> {_quoted(name)}' for name in born]
    for arrow in arrows(lifecycle):
        line = ", style=dashed" if arrow.is_way_back else ""
        ends = f"{_quoted(arrow.source)} -> {_quoted(arrow.target)}"
        lines.append(f"    {ends} [label={_quoted(arrow.title)}{line}]")
    lines += [f"    // {' '.join(sentence.split())}" for sentence in sentences(lifecycle)]
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    """Write a quoted string; backslashes are escaped too, because labels give them a meaning."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(escaped.split("\n")) + '"'
