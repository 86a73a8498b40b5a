"""`tilaus token`: which programs may use the API."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import REFUSED, Reply
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.users import web_shop

if TYPE_CHECKING:
    from tilaus_adapters.web.tokens import ApiTokens

Name = Annotated[str, Parameter(help="The token's name; the history says it.")]


def add(
    name: Name,
    /,
    *,
    scope: Annotated[
        tuple[str, ...],
        Parameter(
            negative="",
            show_default=False,
            help="read, place, or act:ROLE (act:staff, act:customer ...); as often as needed.",
        ),
    ] = ("read",),
    days: Annotated[
        int | None, Parameter(show_default=False, help="It ends after so many days.")
    ] = None,
    options: Options = DEFAULTS,
) -> Reply:
    """Make a token and print it: this once, because only its hash is kept."""
    with _tokens(options) as tokens:
        try:
            secret = tokens.add(name, scope, days)
        except ValueError as error:
            return _refused(str(error))
    doc = {"name": name, "scopes": sorted(set(scope)), "token": secret}
    return Reply(doc, partial(_show_new, doc))


def list_(*, options: Options = DEFAULTS) -> Reply:
    """List the tokens that count, without their secrets."""
    with _tokens(options) as tokens:
        docs = [
            {
                "name": token.name,
                "scopes": sorted(token.scopes),
                "made_at": token.made_at.isoformat(),
                "expires_at": token.expires_at and token.expires_at.isoformat(),
            }
            for token in tokens.tokens()
        ]
    return Reply({"tokens": docs}, partial(_show, docs))


def revoke(name: Name, /, *, options: Options = DEFAULTS) -> Reply:
    """End a token at once."""
    with _tokens(options) as tokens:
        if not tokens.revoke(name):
            return _refused(f"cannot revoke the token {name[:80]!r}: there is none of that name")
    return Reply(
        {"outcome": "revoked", "name": name}, lambda screen: screen.say(f"{name}: revoked")
    )


@contextmanager
def _tokens(options: Options) -> "Iterator[ApiTokens]":
    with web_shop(options) as shop:
        from tilaus_adapters.web.tokens import ApiTokens

        yield ApiTokens(shop.store, shop.clock)


def _refused(sentence: str) -> Reply:
    doc = {"error": "refused", "code": "malformed", "sentence": sentence}
    return Reply(doc, lambda screen: screen.complain(sentence), REFUSED)


def _show_new(doc: dict[str, Any], screen: Screen) -> None:
    screen.say(doc["token"])
    screen.say(f"{doc['name']}: {', '.join(doc['scopes'])}; keep it, nobody can be told it again")


def _show(docs: list[dict[str, Any]], screen: Screen) -> None:
    if not docs:
        screen.say("no program may use the API yet; make a token with: tilaus token add NAME")
        return
    rows = [
        [doc["name"], " ".join(doc["scopes"]), doc["made_at"][:10], (doc["expires_at"] or "")[:10]]
        for doc in docs
    ]
    screen.table(["name", "scopes", "since", "until"], rows)
