"""What the documents say is true: code in them runs, and what is drawn is what runs."""

import ast
import os
import re
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests import reading
from tilaus.diagrams import mermaid
from tilaus.lifecycles import ORDER

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


API = ROOT / "docs" / "api"
"""What `make docs` writes from the docstrings; it is no page of ours."""

PAGES = sorted(
    page
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    if not page.is_relative_to(API)
)
WALKED = [page for page in PAGES if reading.is_walked(page.read_text(encoding="utf-8"))]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(language: str) -> list[str]:
    return [text for found, text in BLOCK.findall(README) if found == language]


def test_the_quick_start_runs_and_prints_what_a_refund_would_send(tmp_path: Path) -> None:
    (code,) = blocks("python")
    environment = {"PATH": os.environ["PATH"], "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # Two at 15.00 and a card's fee of 2.9 % and 0.25: all of it goes back to the card.
    assert done.stdout.splitlines()[-2:] == ["3112", "done"]


def test_the_quick_start_has_at_most_12_lines() -> None:
    (code,) = blocks("python")
    assert len([line for line in code.splitlines() if line.strip()]) <= 12


def test_the_order_machine_in_the_readme_is_the_one_that_runs() -> None:
    (drawn,) = blocks("mermaid")
    lines = mermaid.draw(ORDER).splitlines()
    assert drawn.splitlines() == [line for line in lines if not line.lstrip().startswith("%%")]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing, f"{name(page)} links to what is not there: {', '.join(missing)}"


def test_every_page_of_the_docs_is_led_to_by_another() -> None:
    led_to = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if (page.parent / link).resolve() != page
    }
    docs = [page for page in PAGES if page.parent != ROOT and page != ROOT / "docs" / "index.md"]
    assert [name(page) for page in docs if page.resolve() not in led_to] == []


@pytest.mark.parametrize("page", WALKED, ids=name)
def test_whoever_follows_a_page_sees_what_it_shows(page: Path, tmp_path: Path) -> None:
    for given in reading.walk(page.read_text(encoding="utf-8"), tmp_path):
        assert given.is_as_shown, (
            f"{name(page)}: $ {given.command}\nshown:\n{given.shown}\n"
            f"printed, with exit code {given.code}:\n{given.printed}"
        )


@pytest.mark.parametrize(
    ("shown", "printed", "is_refused", "code", "is_as_shown"),
    [
        ("5 passed in 0.10s", "5 passed in 12.34s", False, 0, True),
        ("5 passed in 0.10s", "4 passed in 0.10s", False, 0, False),
        ("at https://shop.example/t/...", "at https://shop.example/t/Zx1", False, 0, True),
        ("...\nthe end", "once\nupon\nthe end", False, 0, True),
        ("no", "no", False, 1, False),
        ("no", "no", True, 1, True),
        ("yes", "yes", True, 0, False),
    ],
)
def test_what_is_shown_is_compared_but_for_what_differs_from_run_to_run(
    shown: str, printed: str, is_refused: bool, code: int, is_as_shown: bool
) -> None:
    given = reading.Given("tilaus", f"{shown}\n", f"{printed}\n", is_refused, code)
    assert given.is_as_shown == is_as_shown


def test_all_python_of_the_pages_is_python_and_what_it_imports_is_there() -> None:
    missing = []
    for page in PAGES:
        for block in reading.blocks(page.read_text(encoding="utf-8")):
            if block.language == "python":
                missing += [f"{name(page)}: {found}" for found in unknown_imports(block.text)]
    assert missing == []


def unknown_imports(code: str) -> list[str]:
    """Return what a block imports and is not there; modules of the page itself do not count."""
    froms = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]
    named = [(node.module or "", [alias.name for alias in node.names]) for node in froms]
    ours = [(module, names) for module, names in named if module.startswith("tilaus")]
    return [
        f"{module}.{one}"
        for module, names in ours
        for one in names
        if not hasattr(import_module(module), one) and find_spec(f"{module}.{one}") is None
    ]
