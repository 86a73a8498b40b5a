"""Bars as SVG: the same figures give the same file, readable without colour, script or font.

The length of a bar is the logarithm of its figure where the figures are far apart, so that the
shortest can be seen; the scale is told beneath.
"""

from collections.abc import Sequence
from html import escape
from math import log10

Bars = Sequence[tuple[str, float]]

WIDTH, NAMES, VALUES = 760, 250, 110
"""Of the drawing, and room for names before a bar and its figure after it."""

ROW, BAR, TOP, BOTTOM = 26, 16, 34, 26

APART = 50.0
"""The longest bar so many times the shortest: then logarithms are drawn."""


def plot(title: str, unit: str, bars: Bars) -> str:
    """Return a drawing of figures, each above 0, from top to bottom."""
    figures = [figure for _, figure in bars]
    is_log = max(figures) > APART * min(figures)
    height = TOP + ROW * len(bars) + BOTTOM
    rows = [
        _row(TOP + ROW * n, name, figure, _length(figure, figures, is_log=is_log))
        for n, (name, figure) in enumerate(bars)
    ]
    scale = f"{unit}, logarithmic" if is_log else unit
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    letters = 'font-family="sans-serif" font-size="13"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {letters}>',
            f"<title>{escape(title)}, {escape(scale)}</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            f'<text x="8" y="20" font-weight="bold" fill="#1a1a1a">{escape(title)}</text>',
            *rows,
            f'<text x="{NAMES}" y="{height - 8}" fill="#4a4a4a">{escape(scale)}</text>',
            "</svg>",
            "",
        ]
    )


def _length(figure: float, figures: Sequence[float], *, is_log: bool) -> float:
    room = WIDTH - NAMES - VALUES
    if is_log:
        low = min(figures) / 2
        return room * log10(figure / low) / log10(max(figures) / low)
    return room * figure / max(figures)


def _row(top: int, name: str, figure: float, length: float) -> str:
    line = top + BAR - 3
    ours = "#0b5394" if name.startswith("tilaus") else "#8a8a8a"
    return (
        f'<text x="{NAMES - 8}" y="{line}" text-anchor="end" fill="#1a1a1a">{escape(name)}</text>'
        f'<rect x="{NAMES}" y="{top}" width="{length:.1f}" height="{BAR}" fill="{ours}"/>'
        f'<text x="{NAMES + length + 6:.1f}" y="{line}" fill="#1a1a1a">{shown(figure)}</text>'
    )


def shown(figure: float) -> str:
    """Return a figure with about three digits that count."""
    if figure >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"
