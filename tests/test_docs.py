"""What the documents say is true: code in them runs, and what is drawn is what runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tilaus.diagrams import mermaid
from tilaus.lifecycles import ORDER

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCK.findall(README) if name == language]


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


@pytest.mark.parametrize(
    "page",
    sorted(
        p.relative_to(ROOT).as_posix() for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    ),
)
def test_every_link_of_a_page_leads_to_a_file(page: str) -> None:
    folder = (ROOT / page).parent
    links = LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    missing = [link for link in links if not (folder / link).exists()]
    assert not missing, f"{page} links to what is not there: {', '.join(missing)}"
