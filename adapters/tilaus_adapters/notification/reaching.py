"""Chats, messengers and SMS through Apprise: one address, one text, and what came of it.

An address is Apprise's kind of URL, and holds the password or token of its service: it is never
shown, and never logged.
"""

import contextvars
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from typing import Any

from tilaus.ports.outcome import Outcome

IS_INSTALLED = find_spec("apprise") is not None

LONGEST_S = 10.0
"""How long one address may take, in seconds."""

_TALKATIVE = ("apprise", "urllib3", "urllib3.connectionpool", "requests")
"""Loggers that write addresses with all that is in them, at the level of debugging."""

_is_reaching: contextvars.ContextVar[bool] = contextvars.ContextVar("is_reaching", default=False)


def check_installed(what: str) -> None:
    """Make sure that Apprise is here.

    Raises:
        ImportError: it is not; says what could not be done, and how to install it.
    """
    if not IS_INSTALLED:
        cure = 'install it with: pip install "tilaus[alerts]"'
        raise ImportError(f"cannot {what}: the package apprise is not installed; {cure}")


def check_address(url: str) -> None:
    """Make sure that Apprise understands an address.

    Raises:
        ValueError: it does not; the text shows no more of the address than what comes before `://`.
    """
    with _silence():
        if not _opened().add(url):
            scheme = url.partition("://")[0][:20]
            cure = "see https://appriseit.com for how addresses are written"
            raise ValueError(
                f"cannot use an address {scheme}://...: Apprise knows none such; {cure}"
            )


def named(url: str) -> str:
    """Return what stands for an address where it must not be read: 12 characters."""
    return sha256(url.encode()).hexdigest()[:12]


def reach(url: str, title: str, text: str, timeout_s: float = LONGEST_S) -> Outcome:
    """Send a text to one address.

    Returns:
        `done` where the service took it, `refused` where Apprise does not know such an address,
        otherwise `unknown`: no service tells whether "no" means never.
    """
    with _silence():
        one = _opened()
        if not one.add(url):
            return Outcome("refused", reason="Apprise knows no such address")
        result = one.notify(body=text, title=title, body_format="text", timeout=timeout_s)
    if result:
        return Outcome("done")
    # What a service said may repeat the address, and so is not told.
    scheme = url.partition("://")[0][:20]
    status = getattr(result, "status", "failure")
    said = getattr(status, "name", str(status)).lower()
    return Outcome("unknown", reason=f"the service behind {scheme}:// did not take it: {said}")


@cache
def _library() -> Any:
    """Import Apprise: it is slow, and only there where the extra is installed.

    It reads all its services when it reads the first address, some of which import what Python
    declares old: nobody here can mend that, so nobody is warned.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from apprise import Apprise

        Apprise().add("json://127.0.0.1/")
    return Apprise


def _opened() -> Any:
    return _library()()


class _Secrets(logging.Filter):
    """Drop what is logged while an address is used: it may hold the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not _is_reaching.get()


_SECRETS = _Secrets()


@contextmanager
def _silence() -> Iterator[None]:
    for name in _TALKATIVE:
        logging.getLogger(name).addFilter(_SECRETS)  # A second time it changes nothing.
    before = _is_reaching.set(True)
    try:
        yield
    finally:
        _is_reaching.reset(before)
