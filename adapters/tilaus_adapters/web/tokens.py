"""Tokens of programs that use the API: who they are and what they may do.

    tokens = ApiTokens(store, clock)
    secret = tokens.add("storefront", {"read", "place"})      # shown once, kept as a hash only

A scope is `read` (see orders), `place` (place orders and pay), or `act:ROLE` (do what the tables
allow that role): what a program does is recorded under that role and the token's name.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from fastapi import HTTPException, Request

from tilaus.ports.shelf import MAX_DOCS, Doc, Shelf
from tilaus.record import record
from tilaus.table import ROLES
from tilaus_adapters.web.site import site_of

KIND = "api-token"
PREFIX = "tilaus_"
"""How each token begins, so that whoever finds one in a file knows what it is."""

ACTING = tuple(role for role in ROLES if role not in ("system", "clock"))
"""The roles in which a program may act; the kernel itself is nobody's role."""

SCOPES = ("read", "place", *(f"act:{role}" for role in ACTING))

MAX_DAYS = 3650

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


@record
class ApiToken:
    """A token, without its secret. `id` is its hash, `name` stands in the history."""

    id: str
    name: str
    scopes: frozenset[str]
    made_at: datetime
    expires_at: datetime | None = None

    def may(self, scope: str) -> bool:
        """Tell whether the token has a scope."""
        return scope in self.scopes


class ApiTokens:
    """The tokens of a shop."""

    def __init__(self, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self._shelf, self._clock = shelf, clock

    def add(self, name: str, scopes: Iterable[str], days: int | None = None) -> str:
        """Make a token and return its secret, which nobody can be told again.

        Args:
            days: after so many days it ends, 1 to 3,650; None for never.

        Raises:
            ValueError: the name is none or taken, a scope is not known, or `days` out of range.
        """
        wanted, wish = frozenset(scopes), f"cannot make the token {name[:80]!r}"
        if not _NAME.fullmatch(name):
            raise ValueError(f"{wish}: a name is lower-case letters, digits and . _ -, up to 60")
        if not wanted or wanted - set(SCOPES):
            odd = ", ".join(sorted(wanted - set(SCOPES))) or "none"
            raise ValueError(f"{wish}: its scopes are {odd[:80]}; there are {', '.join(SCOPES)}")
        if days is not None and not 1 <= days <= MAX_DAYS:
            raise ValueError(f"{wish}: it cannot last {days} days; use 1 to {MAX_DAYS}")
        if any(token.name == name for token in self.tokens()):
            raise ValueError(f"{wish}: there is one of that name; revoke it first")
        secret, now = PREFIX + secrets.token_urlsafe(32), self._clock()
        told = {"name": name, "scopes": sorted(wanted), "made_at": now.isoformat()}
        until = None if days is None else now + timedelta(days=days)
        self._shelf.put_doc(Doc(KIND, _id(secret), json.dumps(told), 1, until), now)
        return secret

    def tokens(self) -> Sequence[ApiToken]:
        """List the tokens that count, by name."""
        found: list[ApiToken] = []
        after = ""
        while page := self._shelf.docs(KIND, self._clock(), MAX_DOCS, after):
            found += map(_token, page)
            after = page[-1].id
        return sorted(found, key=lambda token: token.name)

    def revoke(self, name: str) -> bool:
        """End the token of a name at once; False where there is none."""
        mine = [token for token in self.tokens() if token.name == name]
        for token in mine:
            self._shelf.drop_doc(KIND, token.id)
        return bool(mine)

    def find(self, secret: str) -> ApiToken | None:
        """Return the token with this secret, or None."""
        found = self._shelf.doc(KIND, _id(secret), self._clock()) if secret else None
        return None if found is None else _token(found)


def _id(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _token(doc: Doc) -> ApiToken:
    told = json.loads(doc.text)
    made_at = datetime.fromisoformat(told["made_at"])
    return ApiToken(doc.id, told["name"], frozenset(told["scopes"]), made_at, doc.expires_at)


def bearer(request: Request) -> ApiToken:
    """Return the token of a request (RFC 6750); others are refused, whatever they sent."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    accounts = site_of(request).accounts
    tokens = ApiTokens(accounts.shelf, accounts.clock)
    found = tokens.find(secret.strip()) if scheme.casefold() == "bearer" else None
    if found is None:
        cure = "send a token: Authorization: Bearer tilaus_...; `tilaus token add` makes one"
        raise HTTPException(401, cure, {"WWW-Authenticate": 'Bearer realm="tilaus"'})
    return found
