"""Pages as HTML: templates in the reader's language, with the shop's name, zone and formats.

What a template says stands in `{% trans %}`, in English; the catalogues translate it, as they do
for mails. Nothing in a page is a script or a style of its own: the policy for content
(`tilaus_adapters.web.headers`) runs none, so what a customer wrote can never become one.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, tzinfo
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2
from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from tilaus.money import Currency
from tilaus.policy import Policy
from tilaus_adapters import wording
from tilaus_adapters.languages import Language, Languages, zone_of
from tilaus_adapters.translated import speak

STATIC = Path(__file__).parent / "static"

MOST_ASKED = 10
"""How many languages of a browser's wish are looked at."""

CONFIG = {"allowEval": False, "includeIndicatorStyles": False, "selfRequestsOnly": True}
"""How htmx works under the policy for content."""


class Pages:
    """The pages of a shop.

    Args:
        languages: in which they are.
        policy: the shop's rules; its house is on every page.
    """

    def __init__(self, languages: Languages, policy: Policy) -> None:
        self._languages, self._policy = languages, policy
        self._zone: tzinfo = zone_of(policy.house.time_zone)
        self._made: dict[str, jinja2.Environment] = {}

    def render(
        self,
        request: Request,
        template: str,
        status: int = 200,
        *,
        language: str | None = None,
        **facts: Any,
    ) -> HTMLResponse:
        """Make a page.

        Args:
            language: whose words it has, such as the customer's; the browser's wish where none is
                named, and on the desk the staff's.

        Raises:
            jinja2.TemplateError: the template is not there, or wants a fact that is missing.
        """
        chosen = self.language(request, language)
        session = getattr(request.state, "session", None)
        page = (
            self._environment(chosen)
            .get_template(template)
            .render(
                request=request,
                session=session,
                path=request.url.path,
                csrf_field=partial(_csrf_field, session),
                **facts,
            )
        )
        return HTMLResponse(page, status, {"Content-Language": chosen.tag})

    def language(self, request: Request, asked: str | None = None) -> Language:
        """Return the language of a page; see `render`."""
        if asked:
            return self._languages.choose(asked)
        if request.url.path.startswith("/desk"):
            return self._languages.choose(self._policy.house.staff_language)
        return self._languages.choose(self._wished(request.headers.get("accept-language", "")))

    def _wished(self, header: str) -> str:
        """Return the first of a browser's languages that there is (RFC 9110, 12.5.4)."""
        wishes = [_wish(part) for part in header[:1000].split(",")[:MOST_ASKED]]
        for _, tag in sorted(wishes, key=lambda wish: -wish[0]):
            if self._languages.knows(tag):
                return tag
        return ""

    def _environment(self, language: Language) -> jinja2.Environment:
        key = f"{language.code} {language.locale}"
        if key not in self._made:
            self._made[key] = self._environment_of(language)
        return self._made[key]

    def _environment_of(self, language: Language) -> jinja2.Environment:
        made = jinja2.Environment(
            loader=jinja2.PackageLoader("tilaus_adapters.web"),
            auto_reload=False,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        speak(made, language)
        made.globals |= {
            "house": self._policy.house,
            "policy": self._policy,
            "htmx_config": json.dumps(CONFIG),
            "static": static,
            "contacts": contacts(self._policy),
            **self._formats(language),
        }
        return made

    def _formats(self, language: Language) -> dict[str, Any]:
        """Return how the reader writes things."""

        def time(at: datetime) -> Markup:
            return _time(at, language.moment(at, self._zone))

        def date(at: datetime) -> Markup:
            return _time(at, language.day(at, self._zone))

        def money(minor: int, currency: Currency) -> str:
            return language.money(minor, currency)

        return {
            "money": money,
            "moment": time,
            "day": date,
            "number": language.number,
            "listed": language.listed,
            "word": partial(wording.word, language),
            "label": partial(wording.label, language),
            "note": partial(wording.note, language),
        }


def _csrf_field(session: Any) -> Markup:
    """Return the hidden field that every form of the desk carries; empty where nobody is known."""
    token = "" if session is None else session.csrf
    return Markup('<input type="hidden" name="csrf" value="{}">').format(token)


def _time(at: datetime, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), words)


def _wish(part: str) -> tuple[float, str]:
    """Read one language of a wish: how much it is wanted, and its tag."""
    tag, _, quality = part.partition(";")
    try:
        return float(quality.strip().removeprefix("q=") or 1), tag.strip()
    except ValueError:
        return 0.0, ""


def contacts(policy: Policy) -> list[tuple[str, str, str]]:
    """Return how the shop can be reached: the kind of way, its address, and a link or nothing."""
    house = policy.house
    mail = house.reply_to or house.mail_from
    ways: Mapping[str, tuple[str, str]] = {
        "chat": (house.chat, house.chat),
        "messenger": (house.messenger, house.messenger),
        "phone": (house.phone, f"tel:{house.phone.replace(' ', '')}"),
        "mail": (mail, f"mailto:{mail}"),
    }
    allowed = ("https://", "http://", "tel:", "mailto:")
    return [
        (kind, shown, link if link.startswith(allowed) else "")
        for kind, (shown, link) in ways.items()
        if shown
    ]


@cache
def static(name: str) -> str:
    """Return the address of a static file; another one as soon as the file is another."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
