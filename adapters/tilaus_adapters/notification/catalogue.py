"""Catalogues for translators: every text that messages say, as a gettext `.po` file.

The texts come from the templates and from `tilaus_adapters.wording`. A catalogue that is brought up
to date keeps what is translated and still used; what is new is empty, nothing is guessed.
"""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from tilaus.lifecycles import MACHINES, SHIPPED, Lifecycles
from tilaus_adapters import wording
from tilaus_adapters.languages import read_catalogue

_KEYWORDS = ["gettext", "ngettext", "pgettext", "npgettext"]
_OPTIONS = {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}

PACKAGES = ("tilaus_adapters.notification", "tilaus_adapters.web")
"""Where there are templates: of messages, and of pages. Nothing of them is imported."""

HEAD = """\
msgid ""
msgstr ""
"Language: {code}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
"""All that a reader of the file needs; it says nothing of people, machines and times."""


def texts(lifecycles: Lifecycles = SHIPPED) -> Catalog:
    """Return every text that is to be translated, with the template in which it stands."""
    made = Catalog()
    for context, text in wording.sources(lifecycles):
        made.add(text, context=context, locations=[(_table(context), 0)])
    for package in PACKAGES:
        for name, file in _walk(resources.files(package) / "templates", ""):
            words = babel_extract(BytesIO(file.read_bytes()), _KEYWORDS, (), _OPTIONS)
            for _, function, found, _ in words:
                _add(made, function, found or "", name)
    return made


def _table(context: str) -> str:
    return f"tilaus/lifecycles/{context}.py" if context in MACHINES else "tilaus_adapters"


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{path}/{entry.name}".lstrip("/")
        if entry.is_dir():
            yield from _walk(entry, name)
        else:
            yield name, entry


def _add(
    catalogue: Catalog, function: str, found: str | tuple[str | None, ...], template: str
) -> None:
    """Add a text as its function takes it: perhaps a context first, perhaps a plural after it."""
    words = [found] if isinstance(found, str) else [w for w in found if w is not None]
    context = words.pop(0) if function in ("pgettext", "npgettext") else None
    if not words:  # A variable names it: its words stand in a table.
        return
    is_plural = function in ("ngettext", "npgettext")
    text = (words[0], words[1]) if is_plural else words[0]
    catalogue.add(text, context=context, locations=[(template, 0)])


def updated(code: str, old: Traversable | None = None, lifecycles: Lifecycles = SHIPPED) -> str:
    """Return the catalogue of a language as text: today's texts, with the translations of `old`.

    Raises:
        ValueError: there is no such language, or the old catalogue cannot be read.
    """
    try:
        made = Catalog(locale=Locale.parse(code))
    except (UnknownLocaleError, ValueError):
        found = f"cannot write words of {code[:20]!r}: there is no such language"
        raise ValueError(f"{found}; use an ISO 639 code such as de, et or pt_BR") from None
    known = None if old is None else read_catalogue(old, code)
    for message in texts(lifecycles):
        if message.id:
            before = known.get(message.id, message.context) if known else None
            said = before.string if before is not None and not before.fuzzy else None
            places = sorted(set(message.locations))
            made.add(message.id, said, places, context=message.context)
    written = BytesIO()
    write_po(written, made, width=98, omit_header=True, include_lineno=False)
    head = HEAD.format(code=code, plural=made.plural_forms)
    return head + written.getvalue().decode().strip("\n") + "\n"
