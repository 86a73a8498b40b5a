"""What a command gives back: one document for programs, one view for people, and an exit code.

Commands print nothing themselves, so that `--json` prints exactly one document and nothing else.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus_adapters import documents

if TYPE_CHECKING:
    from tilaus_adapters.cli.screen import Screen

DONE, REFUSED, USAGE, BROKEN = 0, 1, 2, 3
"""Exit codes: done; refused, nothing changed; asked for wrongly; the world is broken."""


@record
class Reply:
    """The answer of one command.

    Attributes:
        doc: what `--json` prints; plain values, keys that stay.
        show: shows the same to a person.
        code: the exit code.
    """

    doc: Any
    show: "Callable[[Screen], None]"
    code: int = DONE


class UsageError(Exception):
    """The command was asked for wrongly; nothing was tried."""


class WorldError(Exception):
    """Something that the command stands on is missing or broken: a file, a server, the policy."""


def refused(refusal: Refusal) -> Reply:
    """Reply with a refusal: its sentence, and every fact behind it."""
    return Reply(refusal_doc(refusal), lambda screen: screen.complain(refusal.sentence), REFUSED)


def refusal_doc(refusal: Refusal) -> dict[str, Any]:
    """Return a refusal for programs."""
    return {"error": "refused", **documents.refusal(refusal)}
