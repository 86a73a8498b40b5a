"""The glossary has every word in three languages, and they are those that people read."""

from itertools import pairwise, takewhile
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "adapters" / "tilaus_adapters" / "locales"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
][1:]

READ = {
    "authorise": ("payment", "Authorised"),
    "call off": ("desk", "Call the order off"),
    "cancel": ("order", "Cancelled"),
    "capture": ("payment", "The money is promised and not taken yet."),
    "charge back": ("payment", "Charged back"),
    "complete": ("desk", "Complete"),
    "customer": ("", "Customer"),
    "decline": ("payment", "Declined"),
    "deliver": ("item", "Delivered."),
    "delivery server": ("desk", "delivery server"),
    "desk": ("", "Desk"),
    "dispute": ("payment", "Disputed"),
    "erase": ("desk", "Erase personal data"),
    "expire": ("payment", "Expired"),
    "fee": ("", "Processing fee"),
    "finished": ("order", "Completed"),
    "force": ("desk", "Force a status"),
    "guest": ("desk", "guest"),
    "hold": ("desk", "Put on hold"),
    "item": ("desk", "Items"),
    "lifecycle": (
        "desk",
        "This goes round the lifecycle's rules. Only the promises about money still hold.",
    ),
    "machine": ("", "Machines"),
    "order": ("part", "Order"),
    "park": ("desk", "Put aside"),
    "payment": ("part", "Payment"),
    "provider": ("desk", "payment provider"),
    "quote": ("", "Quote"),
    "refund": ("part", "Refund"),
    "resume": ("desk", "Resume"),
    "role": ("", "Role"),
    "state": ("", "State"),
    "target": (
        "desk",
        "Cannot be undone. Name, mail address and targets are removed for good.",
    ),
    "tracking link": ("desk", "Make a new tracking link"),
    "void": ("payment", "Voided"),
    "wallet": ("method", "your wallet"),
    "withdraw": ("desk", "Withdraw"),
}
"""Where a word of the glossary is read: the context and the English text of the catalogues."""

SAME = 3
"""So many letters at the beginning make two words forms of one: both languages bend their ends."""


def test_every_word_has_a_meaning_and_is_said_in_finnish_and_swedish() -> None:
    assert [row[0] for row in ROWS if len(row) != 4 or not all(row)] == []


def test_words_are_listed_once_and_in_the_order_of_the_alphabet() -> None:
    words = [row[0] for row in ROWS]
    assert [(one, next) for one, next in pairwise(words) if one >= next] == []


@pytest.mark.parametrize(("code", "column"), [("fi", 2), ("sv", 3)])
def test_no_word_of_a_language_stands_for_two(code: str, column: int) -> None:
    said = [row[column] for row in ROWS]
    assert [word for word in said if said.count(word) > 1] == [], code


@pytest.mark.parametrize(("code", "column"), [("fi", 2), ("sv", 3)])
def test_a_word_is_the_one_that_people_read(code: str, column: int) -> None:
    with (LOCALES / code / "LC_MESSAGES" / "tilaus.po").open("rb") as file:
        catalogue = read_po(file)
    told = {row[0]: row[column] for row in ROWS}
    other = []
    for word, (context, text) in READ.items():
        entry = catalogue.get(text, context or None)
        read = "" if entry is None else str(entry.string)
        if not any(is_form(part, seen) for part in words(told[word]) for seen in words(read)):
            other.append(f"{word}: {told[word]}; people read: {read}")
    assert other == []


def words(text: str) -> list[str]:
    return [part for part in text.lower().replace("(", " ").split() if len(part) >= SAME]


def is_form(one: str, other: str) -> bool:
    """Tell whether two words begin with the same letters."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return len([*alike]) >= SAME
