"""How a picture looks: its measures, its colours by the kind of a state, dark and light.

Nothing is told by colour alone: the kind stands in words in each box, an ended state has a double
frame, a way back is dashed, and what was taken is thick, with the numbers of its steps.
"""

from collections.abc import Mapping

MARGIN, HEADING, TEXT, SMALL, LINE, LEGEND = 16.0, 28.0, 13.0, 11.0, 17.0, 28.0
"""In points: around the picture; of the heading; of texts; of small ones; from line to line; of the
column with the letters. Graphviz keeps room for texts of 14, so a wider font fits too."""

# fmt: off
LIGHT: Mapping[str, str] = {
    "paper": "#ffffff", "ink": "#1f2328", "soft": "#57606a", "line": "#57606a", "path": "#0550ae",
    "initial": "#f3f4f6", "waiting": "#fdf3d0", "active": "#ddeeff", "held": "#f3e3f7",
    "finished": "#dcf5e3", "failed": "#fde4e1", "closed": "#e4e6ea",
}
DARK: Mapping[str, str] = {
    "paper": "#15181d", "ink": "#e6e8eb", "soft": "#a3abb5", "line": "#98a1ab", "path": "#79b8ff",
    "initial": "#262b32", "waiting": "#3d3413", "active": "#15324f", "held": "#3c2545",
    "finished": "#173a24", "failed": "#4a211e", "closed": "#2f343b",
}
# fmt: on

_RULES = """\
{id} { VARIABLES font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
@media (prefers-color-scheme: dark) { {id} { DARK } }
{id} .paper { fill: var(--paper); }
{id} text { font-size: 13px; fill: var(--ink); }
{id} .heading { font-weight: 600; font-size: 15px; }
{id} .label { text-anchor: middle; paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
{id} .caption, {id} .name { text-anchor: middle; }
{id} .name { font-size: 11px; fill: var(--soft); }
{id} .letter { font-weight: 600; }
{id} .birth { fill: var(--line); }
{id} .arrow path { fill: none; stroke: var(--line); stroke-width: 1.2px; }
{id} .arrow polygon { fill: var(--line); }
{id} .back path { stroke-dasharray: 5 3; }
{id} .undeclared path, {id} .undeclared rect { stroke-dasharray: 1.5 3; }
{id} .box rect { fill: var(--paper); stroke: var(--line); stroke-width: 1.2px; }
KINDS
{id} .followed .arrow:not(.taken) { opacity: 0.45; }
{id} .followed .label:not(.taken) { fill: var(--soft); }
{id} .taken path { stroke: var(--path); stroke-width: 2.6px; }
{id} .taken polygon { fill: var(--path); }
{id} .label.taken { fill: var(--path); }
{id} .visited rect { stroke: var(--path); stroke-width: 2.2px; }
{id} .now rect { stroke-width: 3.2px; }
"""


def style(name: str) -> str:
    """Return the style sheet of the picture whose id is `name`; it touches nothing outside it."""
    kinds = (f"{{id}} .{kind} rect {{ fill: var(--{kind}); }}" for kind in list(LIGHT)[5:])
    rules = _RULES.replace("KINDS", "\n".join(kinds))
    rules = rules.replace("VARIABLES", _variables(LIGHT)).replace("DARK", _variables(DARK))
    return rules.replace("{id}", f"#{name}")


def _variables(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


_NARROW, _WIDE = frozenset("fijlrtI.,:;'|!()[]/- "), frozenset("mwMW@%OQ")


def text_width(text: str, size: float) -> float:
    """Estimate how wide a text is in points, in a font whose letters are wide (DejaVu Sans)."""
    shares = (0.39 if c in _NARROW else 0.9 if c in _WIDE else 0.62 for c in text)
    return size * sum(shares)
