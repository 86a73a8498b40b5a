"""Somebody at the desk: reads pages as a browser does, fills in their forms and sends them."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from httpx2 import Response as Answer
from starlette.responses import Response
from starlette.testclient import TestClient
from tests.adapters.web.conftest import asking

from tilaus_adapters.web.sessions import begin
from tilaus_adapters.web.site import Site

PASSWORD = "correct horse battery staple"


class Form:
    """A form of a page: where it goes, and what it would send if nothing was filled in."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.fields: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self.presses: list[tuple[str, str]] = []

    def value(self, name: str) -> str:
        """Return what a field holds; empty where there is none."""
        return (self.fields.get(name) or [""])[0]

    @property
    def offer(self) -> str:
        """Return which offer it is of: `order.hold`, `item.2.retry`."""
        parts = (self.value(name) for name in ("machine", "about", "trigger"))
        return ".".join(part for part in parts if part)


class Page(HTMLParser):
    """A page: its forms, and all its text."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.status, self.html = answer.status_code, answer.text
        self.forms: list[Form] = []
        self.tags: set[str] = set()
        self.text = ""
        self._form: Form | None = None
        self._area = self._select = ""
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        if tag == "form":
            self._form = Form(found.get("action") or "")
            self.forms.append(self._form)
        if self._form is None or "disabled" in found:
            return
        name, value = found.get("name") or self._select, found.get("value") or ""
        if found.get("name"):
            self._form.names.add(name)
        if tag == "button" and found.get("name"):
            self._form.presses.append((name, value))
        elif tag == "textarea":
            self._area, self._form.fields[name] = name, [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and (name not in self._form.fields or "selected" in found):
            self._form.fields[name] = [value]
        elif tag == "input" and name and _is_sent(found):
            self._form.fields.setdefault(name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._area and self._form is not None:
            self._form.fields[self._area] = [data]

    @property
    def words(self) -> str:
        """Return the text with single spaces."""
        return " ".join(self.text.split())

    def form(self, offer: str) -> Form:
        """Return the form of an offer, or the one that goes to an address."""
        return next(form for form in self.forms if offer in (form.offer, form.action))

    @property
    def offers(self) -> set[str]:
        """Name what the page lets its reader do."""
        return {form.offer for form in self.forms if form.action.endswith("/do")}


def _is_sent(found: Mapping[str, str | None]) -> bool:
    return found.get("type") not in ("radio", "checkbox") or "checked" in found


class Person:
    """Somebody who is signed in at the desk, under a name and in a role."""

    def __init__(self, site: Site, name: str, role: str) -> None:
        self.name, self.role = name, role
        self.client: TestClient = asking(site)
        self._site, self._account = site, site.accounts.add(name, PASSWORD, role)
        self.sign_in()

    def sign_in(self) -> None:
        """Begin a session; one ends by itself after hours in which nothing was asked."""
        answer = Response()
        begin(self._site, self._account, answer)
        cookie = answer.headers["set-cookie"].partition(";")[0]
        self.client.cookies.clear()
        self.client.cookies.set(*cookie.split("=", 1))

    def get(self, path: str) -> Page:
        """Look at a page."""
        return Page(self.client.get(path))

    def send(self, form: Form, **filled: Any) -> Page:
        """Fill a form in and send it; where it leads to another page, look at that."""
        answer = self.post(form, **filled)
        if answer.status_code == 303:
            answer = self.client.get(answer.headers["location"])
        return Page(answer)

    def post(self, form: Form, **filled: Any) -> Answer:
        """Fill a form in and send it, and return the answer itself."""
        data = {**form.fields, **filled}
        return self.client.post(form.action, data=data)
