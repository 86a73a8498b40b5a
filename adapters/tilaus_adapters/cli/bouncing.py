"""`tilaus message bounced`: put a mail that came back on the staff's list."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.refusals import Refusal
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import REFUSED, Reply, UsageError, refused
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.notification.bounce import MOST_BYTES, Bounce, NoBounceError, read, report


def bounced(
    file: Annotated[
        str,
        Parameter(
            allow_leading_hyphen=True,
            help="The mail that says so, as it came, or - for standard input.",
        ),
    ],
    /,
    *,
    options: Options = DEFAULTS,
) -> Reply:
    """Put a message whose mail came back on the staff's list.

    Reads a delivery status mail (RFC 3464), finds order and message by the Message-ID of ours, and
    lists it as undelivered. A mail server may be told to hand every mail to the address from which
    the shop writes to this command. The same mail a second time changes nothing; anything else than
    such a mail changes nothing and ends with 1.
    """
    raw = _read(file)
    try:
        bounce = read(raw)
        with opened(options) as shop:
            receipt = report(shop, bounce)
    except NoBounceError as error:
        return _nothing(f"cannot use this mail: {error}")
    if isinstance(receipt, Refusal):
        return refused(receipt)
    doc = {
        "outcome": receipt.outcome,
        "order": bounce.number,
        "status": bounce.status,
        "words": bounce.words,
    }
    return Reply(doc, partial(_show, receipt.outcome, bounce))


def _read(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(file).open("rb") as opened_file:
            return opened_file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot read {file[:200]}: {why}") from None


def _nothing(sentence: str) -> Reply:
    doc: dict[str, Any] = {"error": "refused", "code": "no_bounce", "sentence": sentence}
    return Reply(doc, lambda screen: screen.complain(sentence), REFUSED)


def _show(outcome: str, bounce: Bounce, screen: Screen) -> None:
    if outcome == "duplicate":
        screen.say(f"order {bounce.number}: known already, nothing changed")
        return
    told = f"{bounce.status} {bounce.words}"
    screen.say(f"order {bounce.number}: a message came back, and staff have it to see to: {told}")
