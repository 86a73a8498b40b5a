"""Languages: whoever asks is understood, and each writes money, numbers and dates its own way."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tilaus.lifecycles import SHIPPED
from tilaus.money import currency
from tilaus_adapters import wording
from tilaus_adapters.languages import Languages, shipped_languages

MORNING = datetime(2026, 1, 6, 9, 0, tzinfo=UTC)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("asked", "code", "locale"),
    [
        ("fi", "fi", "fi"),
        ("fi-FI", "fi", "fi_FI"),
        ("FI_fi", "fi", "fi_FI"),
        ("sv-FI", "sv", "sv_FI"),
        ("en", "en", "en_001"),
        ("en-US", "en", "en_US"),
        ("en-XX", "en", "en_001"),
        ("fi-ZZZZZZZZ", "fi", "fi"),
        ("tlh", "en", "en_001"),
        ("", "en", "en_001"),
        ("../../../etc", "en", "en_001"),
        ("\x00", "en", "en_001"),
        ("f" * 100_000, "en", "en_001"),
    ],
)
def test_a_language_is_chosen_by_what_the_reader_asked_for(
    asked: str, code: str, locale: str
) -> None:
    found = shipped_languages().choose(asked)
    assert (found.code, str(found.locale)) == (code, locale)


@pytest.mark.parametrize(
    ("asked", "minor", "code", "written"),
    [
        ("fi", 1250, "EUR", f"12,50{NBSP}€"),
        ("sv", 123_450, "EUR", f"1{NBSP}234,50{NBSP}€"),
        ("en", -1250, "EUR", "-€12.50"),
        ("en-US", 1250, "USD", "$12.50"),
        ("fi", 500, "JPY", f"500{NBSP}¥"),
        ("fi", 1250, "KWD", f"1,250{NBSP}KWD"),
        ("fi", 1250, "IQD", f"1,250{NBSP}IQD"),
        ("en", 10**15, "EUR", "€10,000,000,000,000.00"),
    ],
)
def test_money_has_the_decimals_of_its_currency(
    asked: str, minor: int, code: str, written: str
) -> None:
    assert shipped_languages().choose(asked).money(minor, currency(code)) == written


@pytest.mark.parametrize(
    ("asked", "zone", "written"),
    [
        ("en", "UTC", "6 January 2026, 9:00\N{NARROW NO-BREAK SPACE}am UTC"),
        ("fi", "Europe/Helsinki", "6. tammikuuta 2026 klo 11.00 EET"),
        ("sv", "Europe/Helsinki", "6 januari 2026 kl. 11:00 EET"),
    ],
)
def test_a_moment_is_written_with_its_zone(asked: str, zone: str, written: str) -> None:
    assert shipped_languages().choose(asked).moment(MORNING, ZoneInfo(zone)) == written


def own(folder: Path, code: str, text: str) -> Languages:
    file = folder / code / "LC_MESSAGES" / "tilaus.po"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return Languages(folder)


def test_adding_a_language_is_one_folder(tmp_path: Path) -> None:
    words = 'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n==0 ? 2 : 1);\\n"\n'
    words += '\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n'
    languages = own(tmp_path, "lt", words)
    assert languages.codes == ("en", "fi", "lt", "sv")
    found = languages.choose("lt-LT")
    assert [found.ngettext("one", "many", n) for n in (1, 2, 0)] == ["a", "b", "c"]
    assert found.gettext("Total") == "Total"


def test_a_shop_may_change_one_word_and_keep_the_others(tmp_path: Path) -> None:
    languages = own(tmp_path, "fi", 'msgid "Total"\nmsgstr "Summa"\n')
    found = languages.choose("fi")
    assert (found.gettext("Total"), found.gettext("Processing fee")) == ("Summa", "Käsittelykulu")
    assert shipped_languages().choose("fi").gettext("Total") == "Yhteensä"


def test_what_is_fuzzy_or_empty_stays_english(tmp_path: Path) -> None:
    words = '#, fuzzy\nmsgid "Total"\nmsgstr "guessed"\n\nmsgid "Hello,"\nmsgstr ""\n'
    found = own(tmp_path, "de", words).choose("de")
    assert (found.gettext("Total"), found.gettext("Hello,")) == ("Total", "Hello,")


def test_a_catalogue_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    languages = own(tmp_path, "de", 'msgid "Total"\nnonsense\n')
    with pytest.raises(ValueError, match=r"cannot read the words of 'de'.*tilaus message words"):
        languages.choose("de")


@pytest.mark.parametrize("code", ["fi", "sv"])
def test_every_label_note_and_reason_is_said_in_the_language(code: str) -> None:
    language = shipped_languages().choose(code)
    same = {"PayPal", "Google Pay", "Chat", "Status"}
    left = [
        text
        for context, text in wording.sources(SHIPPED)
        if language.pgettext(context, text) == text and text not in same
    ]
    assert left == []


def test_a_name_that_nobody_translated_is_shown_as_it_is() -> None:
    language = shipped_languages().choose("fi")
    assert wording.word(language, "method", "gift_card") == "gift card"
    assert wording.word(language, "reason", "the profile is gone") == "the profile is gone"
