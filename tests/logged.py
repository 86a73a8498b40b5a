"""All that is logged in a block, by whomever, at the level of debugging; and the forms of a secret.

with everything_logged() as log:
    ...
assert leaks(log.text, [secret]) == []
"""

import base64
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import quote


class Log(logging.Handler):
    """Keep each record: its words, and what they were made of.

    Args:
        without: how the names of loggers begin that belong to the other side, such as a test's own
            mail server.
    """

    def __init__(self, without: tuple[str, ...] = ()) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
        self.names: set[str] = set()
        self._without, self._lines = without, list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, and the name of its logger."""
        if not record.name.startswith(self._without):
            self.names.add(record.name)
            self._lines += [self.format(record), repr(record.args)]

    @property
    def text(self) -> str:
        """Return all that was logged."""
        return "\n".join(self._lines)


@contextmanager
def everything_logged(*without: str) -> Iterator[Log]:
    """Let every logger say all that it has to say, also those that keep it from the root."""
    log, root = Log(without), logging.getLogger()
    found = [each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    before = {each: (each.level, each.disabled) for each in (root, *found)}
    deaf = [each for each in found if not each.propagate]
    for each in before:
        each.setLevel(logging.DEBUG)
        each.disabled = False
    for each in (root, *deaf):
        each.addHandler(log)
    try:
        yield log
    finally:
        for each in (root, *deaf):
            each.removeHandler(log)
        for each, (level, is_disabled) in before.items():
            each.setLevel(level)
            each.disabled = is_disabled


def leaks(text: str, secrets: Iterable[str]) -> list[str]:
    """Return the secrets that a text holds, in whatever form they would be written."""
    return [secret for secret in secrets if any(form in text for form in _forms(secret))]


def _forms(secret: str) -> set[str]:
    """Return how a secret may be written: as it is, in an address, and in base64.

    In base64 it looks different by what stands before it: there are three ways, and of each the
    characters at the ends belong to its neighbours too.
    """
    raw = secret.encode()
    shifted = (base64.b64encode(b" " * n + raw).decode()[(0, 2, 3)[n] :] for n in range(3))
    within = {text.rstrip("=")[:-1] for text in shifted}
    return {secret, quote(secret, safe=""), raw.hex(), *within}
