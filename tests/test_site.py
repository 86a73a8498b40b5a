"""The site: every page is reached from its navigation, and it asks no other host for anything."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from docs.offline import foreign
from docs.operations import TABLES, database_page, metrics_page

DOCS = Path(__file__).parents[1] / "docs"
TREES = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def entries() -> list[str]:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    lines = [line for tree in TREES.findall(index) for line in tree.splitlines()]
    return [line for line in lines if line and not line.startswith(":")]


def test_every_page_is_in_the_navigation() -> None:
    pages = {p.relative_to(DOCS).with_suffix("").as_posix() for p in DOCS.rglob("*.md")}
    ours = {page for page in pages if not page.startswith("api/")} - {"index"}
    assert {p for p in ours if not any(fnmatch(p, entry) for entry in entries())} == set()


def test_the_navigation_names_no_page_that_is_not_there() -> None:
    made = {"api/index"}
    named = {entry for entry in entries() if "*" not in entry} - made
    assert {entry for entry in named if not (DOCS / f"{entry}.md").exists()} == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<script src="https://elsewhere.example/a.js"></script>', 1),
        ('<link rel="stylesheet" href="//elsewhere.example/a.css">', 1),
        ('<img src="http://elsewhere.example/a.png">', 1),
        ('<img src="../_images/a.svg"><script src="_static/a.js"></script>', 0),
        ('<a href="https://elsewhere.example/">a link is followed by a person</a>', 0),
        ('<link rel="canonical" href="https://elsewhere.example/">', 0),
    ],
)
def test_what_a_page_loads_from_another_host_is_found(text: str, found: int) -> None:
    assert len(foreign(text)) == found


def test_every_table_of_the_database_is_told_and_none_is_left_over() -> None:
    told = [line.removeprefix("## ") for line in database_page() if line.startswith("## ")]
    assert told == list(TABLES)


def test_every_number_has_a_name_a_kind_and_a_meaning() -> None:
    rows = [line for line in metrics_page() if line.startswith("| `tilaus_")]
    assert len(rows) == len({row.split("|")[1] for row in rows}) >= 19
    for row in rows:
        name, kind, _, unit, meaning, told_by = (cell.strip() for cell in row.split("|")[1:-1])
        assert kind in ("counter", "gauge", "histogram")
        assert all((name, unit, meaning, told_by))
