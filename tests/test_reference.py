"""The pages of docs/reference that follow from the code are what the code says."""

import re
from pathlib import Path

from docs.generate import CURES, REFERENCE, pages, quote_codes, stale

from tilaus.lifecycles import SHIPPED
from tilaus.policy import Policy
from tilaus.refusals import CODES

INDEX = (REFERENCE / "README.md").read_text(encoding="utf-8")


def test_no_page_is_stale() -> None:
    found = stale(pages())
    assert not found, f"stale: {', '.join(found)}; run make docs-reference"


def test_a_page_that_was_changed_or_is_missing_or_left_over_is_found(tmp_path: Path) -> None:
    made = {"a.md": "1\n", "machines/b.svg": "2\n", "machines/c.md": "3\n"}
    (tmp_path / "machines").mkdir()
    (tmp_path / "a.md").write_text("0\n", encoding="utf-8")
    (tmp_path / "machines" / "b.svg").write_text("2\n", encoding="utf-8")
    (tmp_path / "machines" / "d.md").write_text("4\n", encoding="utf-8")
    assert stale(made, tmp_path) == ["a.md", "machines/c.md", "machines/d.md"]


def test_making_them_twice_gives_the_same() -> None:
    assert pages() == pages()


def test_the_index_leads_to_every_page() -> None:
    there = {p.relative_to(REFERENCE).as_posix() for p in REFERENCE.rglob("*.md")} - {"README.md"}
    assert there == {*re.findall(r"\]\(([^)]+)\)", INDEX)}


def test_every_refusal_has_a_cure_and_no_cure_is_left_over() -> None:
    assert list(CURES) == list(CODES)
    assert {code for code, _ in quote_codes()} <= CODES.keys()
    assert len(quote_codes()) == 10


def test_every_message_in_every_state_has_its_line() -> None:
    lines = pages()["messages.md"].splitlines()
    for machine in ("item", "payment", "refund"):
        lifecycle = SHIPPED[machine]
        for state in lifecycle.states:
            for message in lifecycle.messages:
                (line,) = {line for line in lines if line.startswith(f"| {state} | {message} |")}
                answer = lifecycle.answers.get((state, message))
                assert answer is None or line.endswith(f"| **{answer.answer}** |")


def test_every_rule_of_the_policy_has_its_example() -> None:
    page = pages()["refund-rules.md"]
    for rule in Policy().refund_rules:
        assert f"| `{rule.paid_with}` | {rule.to} |" in page
    # 30.00 by card: 2.9 % and 0.25 on top; one unit of three takes a third of the fee with it.
    assert "| 31.12 EUR | 31.12 EUR (of it the fee's 1.12 EUR) | 10.37 EUR" in page
