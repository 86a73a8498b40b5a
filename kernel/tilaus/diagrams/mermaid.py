"""A lifecycle as a Mermaid state diagram (https://mermaid.js.org/syntax/stateDiagram.html)."""

import re

from tilaus.diagrams.legend import arrows, sentences
from tilaus.lifecycle import Lifecycle

_SPECIAL = re.compile(r"[^\w .,()/'=!-]")
# fmt: off
_WORDS = frozenset({
    "accdescr", "acctitle", "as", "class", "classdef", "click", "default", "direction", "end", "fork",
    "hide", "href", "join", "choice", "note", "root", "scale", "state", "style", "title",
})
# fmt: on
"""What the language keeps for itself; in any case of letters."""


def draw(lifecycle: Lifecycle) -> str:
    """Draw a lifecycle as text that Mermaid reads; what the letters mean follows as comments.

    Deterministic: equal tables give equal texts. States in which the work has ended are drawn with
    a thick line, and those that nothing leaves lead to the final mark.
    """
    names = _names(lifecycle)
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_text(s.label)}" as {names[s.name]}' for s in lifecycle.states.values()]
    born = [s.name for s in lifecycle.states.values() if s.kind == "initial"]
    lines += [f"    [*] --> {names[name]}" for name in born]
    lines += [
        f"    {names[a.source]} --> {names[a.target]}: {_text(a.title)}" for a in arrows(lifecycle)
    ]
    ends = [name for name in lifecycle.states if not lifecycle.rows(name)]
    lines += [f"    {names[name]} --> [*]" for name in ends]
    over = ",".join(names[name] for name in lifecycle.states if lifecycle.is_over(name))
    lines += ["    classDef over stroke-width:3px", f"    class {over} over"] if over else []
    lines += [f"    %% {_comment(sentence)}" for sentence in sentences(lifecycle)]
    return "\n".join(lines) + "\n"


def _names(lifecycle: Lifecycle) -> dict[str, str]:
    """Name the states so that none is a word of the language, and no two are the same."""
    names: dict[str, str] = {}
    for name in lifecycle.states:
        safe = name
        while safe.lower() in _WORDS or (safe != name and safe in lifecycle.states):
            safe += "_"
        names[name] = safe
    return names


def _text(text: str) -> str:
    """Write what Mermaid would take for its own as numbered characters."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", text)


def _comment(text: str) -> str:
    return " ".join(text.split()).replace("{", "(").replace("}", ")")
