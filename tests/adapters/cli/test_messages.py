"""`tilaus message`: what is told can be seen before anybody is told it."""

from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus.effects import MESSAGES
from tilaus_adapters.cli import messages


@pytest.fixture
def placed(run: Run) -> Run:
    """Return the command beside a shop with the example's order, placed and not paid."""
    run("init")
    Path("order.json").write_text(run("order", "place", "--example").out, encoding="utf-8")
    assert run("order", "place", "order.json").code == 0
    assert run("worker", "--once").code == 0
    return run


def test_the_list_names_every_message_and_who_gets_it_when(run: Run) -> None:
    assert messages.WHEN.keys() == set(MESSAGES)
    rows = run("message", "list", "--json").doc["messages"]
    assert len(rows) == len(messages.WHEN)
    assert {"kind", "audience", "when"} == set(rows[0])
    assert "payment-awaited" in run("message", "list").out


def test_a_message_is_shown_as_text_page_and_in_short(placed: Run) -> None:
    text = placed("message", "preview", "50001", "order-received").out
    assert text.startswith("We received your order 50001\n\nHello")
    assert placed("message", "preview", "50001", "order-received", "--html").out.startswith(
        "<!doctype html>"
    )
    short = placed("message", "preview", "50001", "order-received", "--short").out
    assert short == "Tilaus demo shop: We received your order 50001. Total: €27.00.\n"
    doc = placed("message", "preview", "50001", "order-received", "--json").doc
    assert (doc["kind"], doc["audience"], doc["language"]) == ("order-received", "customer", "en")
    assert doc["short"] == short.strip()


@pytest.mark.parametrize(("lang", "subject"), [
    ("fi", "Saimme tilauksesi 50001"),
    ("fi-FI", "Saimme tilauksesi 50001"),
    ("sv", "Vi har tagit emot din beställning 50001"),
])  # fmt: skip
def test_a_message_is_shown_in_a_language(placed: Run, lang: str, subject: str) -> None:
    shown = placed("message", "preview", "50001", "order-received", "--lang", lang).out
    assert shown.splitlines()[0] == subject


def test_a_message_to_staff_is_shown_where_both_are_told_the_kind(placed: Run) -> None:
    alert = placed("message", "preview", "50001", "item-cancelled", "--staff", "--lang", "fi").out
    assert alert.startswith("Tilaus 50001: tuote 1 peruutettu")
    told = placed("message", "preview", "50001", "item-cancelled").out
    assert told.startswith("YouTube views of order 50001 could not be delivered")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("50001", "love-letter"), 2, "cannot preview 'love-letter': kinds are order-received,"),
        (
            ("50001", "order-received", "--staff"),
            2,
            "cannot preview 'order-received': kinds are item-cancelled,",
        ),
        (
            ("50001", "order-received", "--lang", "tlh"),
            2,
            "cannot preview in 'tlh': languages are en, fi, sv",
        ),
        (("50009", "order-received"), 1, "cannot find order 50009: there is none of that number"),
        (
            ("50001", "refund-sent"),
            1,
            "cannot preview refund-sent of order 50001: the order has no refund",
        ),
        (
            ("50001", "order-received", "--html", "--short"),
            2,
            "cannot preview both: write either --html or --short",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_cure(
    placed: Run, words: tuple[str, ...], code: int, sentence: str
) -> None:
    done = placed("message", "preview", *words)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(sentence)


def test_own_templates_and_words_are_used(
    placed: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TILAUS_TEMPLATES", str(tmp_path / "mine"))
    nowhere = placed("message", "preview", "50001", "order-received")
    assert (nowhere.code, "there is no such folder" in nowhere.err) == (3, True)
    template = tmp_path / "mine" / "short" / "customer" / "order-received.j2"
    template.parent.mkdir(parents=True)
    template.write_text("Got {{ order.number }}.", encoding="utf-8")
    assert placed("message", "preview", "50001", "order-received", "--short").out == "Got 50001.\n"


def test_a_translator_gets_a_catalogue_and_keeps_what_was_translated(run: Run) -> None:
    file = Path("mine/locales/et/LC_MESSAGES/tilaus.po")
    assert run("message", "words", "et", "--output", str(file)).code == 0
    text = file.read_text(encoding="utf-8")
    done = text.replace('msgid "Total"\nmsgstr ""', 'msgid "Total"\nmsgstr "Kokku"')
    file.write_text(done, encoding="utf-8")
    assert run("message", "words", "et", "--output", str(file)).code == 0
    assert file.read_text(encoding="utf-8") == done != text
    assert 'msgstr "Yhteensä"' in run("message", "words", "fi").out
    nobody = run("message", "words", "xx_nonsense")
    assert (nobody.code, "there is no such language" in nobody.err) == (2, True)
