"""`tilaus user`: who may use the desk."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from tilaus.shop import Shop
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import REFUSED, Reply, UsageError, WorldError
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.wiring import opened

if TYPE_CHECKING:
    from tilaus_adapters.web.accounts import Account, Accounts

Name = Annotated[str, Parameter(help="The account's name; the history says it.")]
Role = Literal["staff", "manager"]

LONGEST_LINE = 10_000
"""How much of the input is read for a password, in characters."""


def add(
    name: Name,
    /,
    *,
    role: Annotated[Role, Parameter(help="Managers may force states too.")] = "staff",
    options: Options = DEFAULTS,
) -> Reply:
    """Add an account for the desk. The password is asked for, or is one line of the input.

    It has at least 12 characters and is not among those that are guessed first.
    """
    with _accounts(options) as accounts:
        if accounts.user(name) is not None:
            return _refused(f"cannot add the account {name!r}: there is one of that name already")
        try:
            return _told("added", accounts.add(name, _password(), role))
        except ValueError as error:
            return _refused(str(error))


def list_(*, options: Options = DEFAULTS) -> Reply:
    """List the accounts of the desk."""
    with _accounts(options) as accounts:
        docs = [_doc(account) for account in accounts.users()]
    return Reply({"users": docs}, partial(_show, docs))


def password(name: Name, /, *, options: Options = DEFAULTS) -> Reply:
    """Give an account another password: asked for, or one line of the input.

    All its sessions end, and wrong tries of before are forgotten.
    """
    with _accounts(options) as accounts:
        if accounts.user(name) is None:
            return _refused(f"cannot change the account {name!r}: there is none")
        try:
            return _told("password changed", accounts.set_password(name, _password()))
        except ValueError as error:
            return _refused(str(error))


def role(
    name: Name,
    to: Annotated[Role, Parameter(help="What it is from now on.")],
    /,
    *,
    options: Options = DEFAULTS,
) -> Reply:
    """Give an account another role; its sessions end at once."""
    with _accounts(options) as accounts:
        try:
            return _told("role changed", accounts.set_role(name, to))
        except ValueError as error:
            return _refused(str(error))


def disable(
    name: Name,
    /,
    *,
    enable: Annotated[bool, Parameter(negative="", help="Let it sign in again.")] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Let nobody sign in with an account any more; its sessions end at once."""
    with _accounts(options) as accounts:
        try:
            changed = accounts.disable(name, is_disabled=not enable)
        except ValueError as error:
            return _refused(str(error))
        return _told("enabled" if enable else "disabled", changed)


def sign_out(name: Name, /, *, options: Options = DEFAULTS) -> Reply:
    """End all sessions of an account."""
    with _accounts(options) as accounts:
        try:
            return _told("signed out everywhere", accounts.sign_out_everywhere(name))
        except ValueError as error:
            return _refused(str(error))


@contextmanager
def web_shop(options: Options) -> Iterator[Shop]:
    """Open a shop whose pages need the extra `web`; raises WorldError where it is not there."""
    try:
        import argon2  # noqa: F401 - whether it is there
        import fastapi  # noqa: F401
    except ModuleNotFoundError as error:
        found = f"cannot use accounts: {error.name} is not installed"
        raise WorldError(f"{found}. Install it with: pip install 'tilaus[web]'") from None
    with opened(options) as shop:
        yield shop


@contextmanager
def _accounts(options: Options) -> "Iterator[Accounts]":
    with web_shop(options) as shop:
        from tilaus_adapters.web.accounts import Accounts

        yield Accounts(shop.store, shop.clock)


def _password() -> str:
    """Ask for a password, twice on a terminal; else it is one line of the input."""
    try:
        typed = _asked() if sys.stdin.isatty() else sys.stdin.readline(LONGEST_LINE)
        typed.encode()
    except EOFError:
        typed = ""
    except UnicodeError:
        raise UsageError(
            "cannot set a password: it is not UTF-8 text; a browser sends that"
        ) from None
    if not typed:
        raise UsageError("cannot set a password: write it on the standard input, as one line")
    return typed.removesuffix("\n").removesuffix("\r")


def _asked() -> str:
    first = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != first:
        raise UsageError("cannot set the password: it was not typed twice alike; try again")
    return f"{first}\n"


def _doc(account: "Account") -> dict[str, Any]:
    return {
        "name": account.name,
        "role": account.role,
        "is_disabled": account.is_disabled,
        "made_at": account.made_at.isoformat(),
    }


def _told(outcome: str, account: "Account") -> Reply:
    doc = {"outcome": outcome, **_doc(account)}
    sentence = f"{account.name} ({account.role}): {outcome}"
    return Reply(doc, lambda screen: screen.say(sentence))


def _refused(sentence: str) -> Reply:
    doc = {"error": "refused", "code": "malformed", "sentence": sentence}
    return Reply(doc, lambda screen: screen.complain(sentence), REFUSED)


def _show(docs: list[dict[str, Any]], screen: Screen) -> None:
    if not docs:
        screen.say("nobody may use the desk yet; add somebody with: tilaus user add NAME")
        return
    rows = [
        [doc["name"], doc["role"], "disabled" if doc["is_disabled"] else "", doc["made_at"][:10]]
        for doc in docs
    ]
    screen.table(["name", "role", "", "since"], rows)
