"""Languages: the words of messages and pages, and how each writes money, numbers and dates.

A language is one folder, `locales/LANG/LC_MESSAGES/tilaus.po`: a gettext catalogue, read as it is
by Babel when somebody asks for the language. What a catalogue does not translate stays English,
which is the source. A shop's own folder, laid out the same, adds languages and overrides words.
"""

import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import NumberPattern, format_decimal, parse_pattern

from tilaus.money import Currency

SOURCE = "en"
"""The language in which everything is written first; whoever asks for an unknown one reads it."""

_PLAIN = {SOURCE: "en_001"}
"""Formats where only the language is known. Plain English is the world's, not one country's."""

_ASKED = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}")
"""What may name a language (BCP 47, the plain part of it). A customer's wish is hostile."""

MOMENT = ("format", "%(day)s, %(time)s %(zone)s")
"""How a day and the time of day are written together, as context and text."""

Words = Mapping[tuple[str, str], str | tuple[str, ...]]
"""Translations by context and source text: one text, or one for each plural form."""


class Language:
    """The words of one language and the formats of one place: `fi`, or `en` as written in `en_US`.

    Args:
        code: the folder's name.
        locale: how numbers and dates are written.
        words: translations; what is missing stays as it is.
        plural: returns which of a text's plural forms a number takes.
    """

    def __init__(
        self, code: str, locale: Locale, words: Words, plural: Callable[[int], int]
    ) -> None:
        self.code: str = code
        self.locale: Locale = locale
        self._words, self._plural = words, plural

    @property
    def tag(self) -> str:
        """Return the language's tag for HTML (BCP 47): `fi`, `pt-BR`."""
        return self.code.replace("_", "-")

    def gettext(self, text: str) -> str:
        """Translate a text that needs no context."""
        return self.pgettext("", text)

    def pgettext(self, context: str, text: str) -> str:
        """Translate a text that means this only in its context."""
        found = self._words.get((context, text), text)
        return found if isinstance(found, str) else found[0]

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Translate a text that depends on a number."""
        return self.npgettext("", one, many, number)

    def npgettext(self, context: str, one: str, many: str, number: int) -> str:
        """Translate a text that depends on a number, and means this only in its context."""
        found = self._words.get((context, one))
        if isinstance(found, tuple):
            return found[self._plural(number)]
        return one if number == 1 else many

    def money(self, minor: int, currency: Currency) -> str:
        """Write an amount of minor units, with as many decimals as the currency has (ISO 4217)."""
        return _money(minor, currency.code, currency.exponent, self.locale)

    def number(self, number: int) -> str:
        """Write a count, its digits in groups. Numbers that name something are never grouped."""
        return _number(number, self.locale)

    def day(self, at: datetime, zone: tzinfo = UTC) -> str:
        """Write the day of a time in a zone: `12 January 2026`."""
        return _day(at.astimezone(zone).date(), self.locale)

    def moment(self, at: datetime, zone: tzinfo = UTC) -> str:
        """Write a time to the minute, with the name of its zone."""
        local = at.astimezone(zone)
        parts = {
            "day": self.day(at, zone),
            "time": format_time(local, "short", locale=self.locale),
            "zone": local.tzname() or "",
        }
        return self.pgettext(*MOMENT) % parts

    def listed(self, texts: Sequence[str]) -> str:
        """Join texts with commas and an `and`; empty for none."""
        return format_list(list(texts), locale=self.locale)


class Languages:
    """The languages that ship, and those of a shop's own folder.

    Args:
        own: a folder with `LANG/LC_MESSAGES/tilaus.po`. Its words count where both have them; a
            language that ships need only have those that differ.
    """

    def __init__(self, own: Path | None = None) -> None:
        folders: list[Traversable] = [resources.files("tilaus_adapters") / "locales"]
        folders += [own] if own is not None and own.is_dir() else []
        self._files: dict[str, list[Traversable]] = {}
        for folder in folders:
            for entry in folder.iterdir():
                file = entry / "LC_MESSAGES" / "tilaus.po"
                if file.is_file():
                    self._files.setdefault(entry.name, []).append(file)
        self._folded = {code.casefold(): code for code in (SOURCE, *self._files)}
        self._made: dict[tuple[str, str], Language] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of all languages, the source first."""
        return (SOURCE, *sorted(self._files.keys() - {SOURCE}))

    def choose(self, asked: str) -> Language:
        """Return the language that is asked for, as `fi`, `fi-FI` or `FI`; else the source.

        Raises:
            ValueError: its catalogue cannot be read.
        """
        code = self._code(asked)
        locale = _locale(asked, code)
        key = code, str(locale)
        if key not in self._made:
            self._made[key] = self._language(code, locale)
        return self._made[key]

    def knows(self, asked: str) -> bool:
        """Tell whether the language is one of `codes`, with or without a country."""
        return self._code(asked) != SOURCE or asked.casefold()[:2] == SOURCE

    def file(self, code: str) -> Traversable | None:
        """Return the catalogue of a language, the shop's own where there is one; None for none."""
        return next(reversed(self._files.get(code, [])), None)

    def _code(self, asked: str) -> str:
        if not _ASKED.fullmatch(asked):
            return SOURCE
        folded = asked.replace("-", "_").casefold()
        names = (folded, folded.partition("_")[0])
        return next((self._folded[name] for name in names if name in self._folded), SOURCE)

    def _language(self, code: str, locale: Locale) -> Language:
        words: dict[tuple[str, str], str | tuple[str, ...]] = {}
        plural: Callable[[int], int] = _germanic
        for file in self._files.get(code, ()):
            catalogue = read_catalogue(file, code)
            words |= translations(catalogue)
            plural = gettext.c2py(catalogue.plural_expr)
        return Language(code, locale, words, plural)


def _germanic(number: int) -> int:
    return int(number != 1)


def _locale(asked: str, code: str) -> Locale:
    """Return the formats: the country's where one is asked for with the language."""
    wishes = [asked.replace("-", "_"), _PLAIN.get(code, code)]
    same = wishes[0].casefold().startswith(f"{code.casefold()}_")
    for wish in wishes if same else wishes[1:]:
        try:
            return Locale.parse(wish)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_PLAIN[SOURCE])


@lru_cache(4096)
def _money(minor: int, code: str, exponent: int, locale: Locale) -> str:
    # A mail names the same amounts several times, in its text and on its page.
    pattern, value = _money_pattern(str(locale), exponent), Decimal(minor).scaleb(-exponent)
    return str(pattern.apply(value, locale, currency=code, currency_digits=False))


@lru_cache(4096)
def _number(number: int, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


@lru_cache(4096)
def _day(day: date, locale: Locale) -> str:
    return format_date(day, "long", locale=locale)


@cache
def _money_pattern(locale: str, exponent: int) -> NumberPattern:
    """Return how a place writes money, with the decimals of the currency and not of the place."""
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    decimals = f"0.{'0' * exponent}" if exponent else "0"
    return parse_pattern(re.sub(r"0\.0+", decimals, pattern))


def read_catalogue(file: Traversable, code: str) -> Catalog:
    """Read a catalogue.

    Raises:
        ValueError: it is no catalogue; the sentence names the file and the line.
    """
    try:
        with file.open("rb") as stream:
            return read_po(stream, locale=code, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, UnknownLocaleError) as error:
        found = f"cannot read the words of {code!r}: {file}: {error}"
        raise ValueError(f"{found}; write it as `tilaus message words` does") from None


def translations(catalogue: Catalog) -> Words:
    """Return what a catalogue translates; what is marked as fuzzy or is empty is left out."""
    found: dict[tuple[str, str], str | tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        source = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string or ""
        whole = said if isinstance(said, str) else tuple(said)
        if whole and all(whole):
            found[message.context or "", source] = whole
    return found


def zone_of(name: str) -> tzinfo:
    """Return a time zone by its name; `UTC` is known even where a machine knows no zones."""
    return UTC if name == "UTC" else ZoneInfo(name)


@cache
def shipped_languages() -> Languages:
    """Return the languages that ship, without any of a shop's own."""
    return Languages()
