"""The catalogues that ship are whole: nothing missing, guessed, left over, or with other holes."""

import re
from importlib import resources
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tilaus_adapters.languages import read_catalogue, shipped_languages
from tilaus_adapters.notification.catalogue import texts, updated

SHIPPED = [code for code in shipped_languages().codes if code != "en"]
LOCALES = resources.files("tilaus_adapters") / "locales"

Key = tuple[str | None, str]


def key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def catalogue(code: str) -> dict[Key, Message]:
    file = LOCALES / code / "LC_MESSAGES" / "tilaus.po"
    return {key(message): message for message in read_catalogue(file, code) if message.id}


def forms_of(message: Message) -> list[str]:
    said = message.string or ""
    return [said] if isinstance(said, str) else list(said)


def holes(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s", text))


WANTED = {key(message): message for message in texts() if message.id}


def test_finnish_and_swedish_ship() -> None:
    assert SHIPPED == ["fi", "sv"]
    assert len(WANTED) > 150


@pytest.mark.parametrize("code", SHIPPED)
def test_nothing_is_missing_and_nothing_is_left_over(code: str) -> None:
    assert catalogue(code).keys() == WANTED.keys()


@pytest.mark.parametrize("code", SHIPPED)
def test_everything_is_translated_and_nothing_is_guessed(code: str) -> None:
    for message in catalogue(code).values():
        assert all(form.strip() for form in forms_of(message)), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("code", SHIPPED)
def test_a_translation_has_the_holes_of_its_source(code: str) -> None:
    for message in catalogue(code).values():
        source = message.id if isinstance(message.id, str) else message.id[1]
        for form in forms_of(message):
            assert holes(form) == holes(source), form
            assert form.count("%") == len(holes(form)), form


@pytest.mark.parametrize("code", SHIPPED)
def test_a_plural_has_every_form_of_its_language(code: str) -> None:
    for message in catalogue(code).values():
        if not isinstance(message.id, str):
            assert isinstance(message.string, tuple | list)
            assert len(message.string) == 2


@pytest.mark.parametrize("code", SHIPPED)
def test_a_catalogue_is_as_the_command_writes_it_and_names_nobody(code: str) -> None:
    file = LOCALES / code / "LC_MESSAGES" / "tilaus.po"
    text = file.read_text(encoding="utf-8")
    assert text == updated(code, file)
    assert not re.search(r"Translator|Team|Date|Bugs|@\w+\.", text)


def test_a_new_language_begins_empty(tmp_path: Path) -> None:
    file = tmp_path / "tilaus.po"
    file.write_text(updated("cs"), encoding="utf-8")
    assert "nplurals=3" in file.read_text(encoding="utf-8")
    assert not any(any(forms_of(m)) for m in read_catalogue(file, "cs") if m.id)


def test_what_was_translated_is_kept_and_what_nobody_says_any_more_goes(tmp_path: Path) -> None:
    file = tmp_path / "tilaus.po"
    file.write_text(
        'msgid "Total"\nmsgstr "Summe"\n\nmsgid "gone"\nmsgstr "weg"\n', encoding="utf-8"
    )
    text = updated("de", file)
    assert 'msgid "Total"\nmsgstr "Summe"' in text
    assert "weg" not in text


def test_a_language_that_nobody_speaks_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no such language; use an ISO 639 code"):
        updated("xx_nonsense")
