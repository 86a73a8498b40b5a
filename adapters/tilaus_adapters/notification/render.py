"""Messages in words: a mail (subject, plain text, HTML), or one or two sentences for a chat.

One folder of templates for each channel, in it one for each audience, in it one template for each
kind of message: `mail/customer/reminder.j2`. A template says its words once, in English, and
gettext puts them in the language of whoever reads; how a paragraph or a list of items looks is in
`mail/_parts.txt` and `mail/_parts.html`, of which `format` names the one to use. What customers
wrote is made one printable line (`line`), and is escaped in HTML.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import jinja2

from tilaus.ports.notification import Message
from tilaus.record import record
from tilaus_adapters.languages import Language, Languages
from tilaus_adapters.notification.facts import facts_of
from tilaus_adapters.translated import speak

WIDTH = 78
"""How long a line of a mail's text is at most, unless one word is longer."""

LONGEST = 300
"""How long the short words of a message are at most, in characters."""

BRIEF = 40
"""To how many characters a short message cuts the name of a service or of the shop."""


@record
class Rendered:
    """A message in words; the subject is one line."""

    subject: str
    text: str
    html: str


class Templates:
    """The words of a shop: its own templates and words, and for all others those that ship.

    Args:
        own: a folder laid out as the shipped one: what is in it is used instead. In
            `fi/mail/customer/` are templates for one language only, in `locales` words; see
            `tilaus_adapters.languages`. A template of its own may extend the one that ships, by
            the name `shipped/mail/customer/reminder.j2`.
    """

    def __init__(self, own: Path | None = None) -> None:
        ships = jinja2.PackageLoader("tilaus_adapters.notification")
        loaders: list[jinja2.BaseLoader] = [ships, jinja2.PrefixLoader({"shipped": ships})]
        if own is not None:
            loaders.insert(0, jinja2.FileSystemLoader(own))
        self.languages: Languages = Languages(None if own is None else own / "locales")
        self._loader = jinja2.ChoiceLoader(loaders)
        self._made: dict[tuple[str, bool], jinja2.Environment] = {}

    def render(self, message: Message) -> Rendered:
        """Put a message in the words of a mail; the same message gives the same words.

        Raises:
            jinja2.TemplateError: there is no template for its kind, or it cannot be used.
            ValueError: the words of its language cannot be read.
        """
        language = self.language_of(message)
        facts = facts_of(message, language)
        whole = self._template("mail", message, language).render(facts, format="txt")
        first, _, text = whole.lstrip().partition("\n")
        subject = one_line(first)
        template = self._template("mail", message, language, is_html=True)
        html = template.render(facts, format="html", subject=subject)
        return Rendered(subject, _tidy(text), html.lstrip())

    def short(self, message: Message) -> str:
        """Put a message in one or two sentences: at most 300 characters, without any link.

        Raises:
            jinja2.TemplateError: as `render`. ValueError: likewise.
        """
        language = self.language_of(message)
        template = self._template("short", message, language)
        return textwrap.shorten(
            one_line(template.render(facts_of(message, language))), LONGEST, placeholder=" …"
        )

    def language_of(self, message: Message) -> Language:
        """Return the language of whoever reads a message: the customer's, or that of staff."""
        house, customer = message.policy.house, message.order.customer
        is_for_customer = message.audience == "customer"
        return self.languages.choose(customer.language if is_for_customer else house.staff_language)

    def _template(
        self, channel: str, message: Message, language: Language, *, is_html: bool = False
    ) -> jinja2.Template:
        name = f"{channel}/{message.audience}/{message.kind}.j2"
        environment = self._environment(language, is_html=is_html)
        return environment.select_template([f"{language.code}/{name}", name])

    def _environment(self, language: Language, *, is_html: bool) -> jinja2.Environment:
        """Return the templates in one language: its words are compiled into the environment."""
        key = f"{language.code} {language.locale}", is_html
        if key not in self._made:
            self._made[key] = _environment(self._loader, language, is_html=is_html)
        return self._made[key]


def _environment(
    loader: jinja2.BaseLoader, language: Language, *, is_html: bool
) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=loader,
        auto_reload=False,
        autoescape=jinja2.select_autoescape(default=is_html),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"line": one_line, "wrap": wrapped, "brief": brief, "in_groups": in_groups}
    made.globals["columns"] = columns
    speak(made, language)
    return made


def from_settings(settings: Mapping[str, str]) -> Templates:
    """Return the templates of the folder that `TILAUS_TEMPLATES` names, or those that ship.

    Raises:
        ValueError: there is no such folder.
    """
    named = settings.get("TILAUS_TEMPLATES", "")
    if not named:
        return shipped()
    if not Path(named).is_dir():
        found = f"cannot use the templates in {named[:200]!r}: there is no such folder"
        raise ValueError(f"{found}; TILAUS_TEMPLATES names the folder of the shop's own")
    return Templates(Path(named))


@cache
def shipped() -> Templates:
    """Return the templates that ship, without any of a shop's own."""
    return Templates()


def one_line(value: object) -> str:
    """Write a value as one line of printable characters, with single spaces."""
    text = str(value)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def wrapped(text: str) -> str:
    """Break a paragraph into lines; an amount and its currency stay on one line."""
    lines, room = list[list[str]](), 0
    for word in re.sub(r"[ \t\r\n]+", " ", text).strip(" ").split(" "):
        room -= len(word) + 1
        if room < 0:
            lines.append([])
            room = WIDTH - len(word)
        lines[-1].append(word)
    return "\n".join(" ".join(line) for line in lines)


def brief(value: object) -> str:
    """Write a value as one line, cut to a few characters: a short message has not room for all."""
    text = one_line(value)
    return text if len(text) <= BRIEF else text[: BRIEF - 1].rstrip() + "…"


def in_groups(text: str) -> str:
    """Write a reference as people read it: four characters at a time, on one line."""
    return "\N{NO-BREAK SPACE}".join(text[n : n + 4] for n in range(0, len(text), 4))


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Write rows of cells below each other, each column as wide as its widest cell."""
    lines = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (zip(row, widths, strict=True) for row in lines)
    return "\n".join("  " + "  ".join(f"{c:{w}}" for c, w in row).rstrip() for row in padded)


def _tidy(text: str) -> str:
    """Take out the blank lines that the templates' own lines leave, and unusual spaces."""
    plain = re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text)
    lines = "\n".join(line.rstrip() for line in plain.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
