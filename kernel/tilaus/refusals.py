"""Refusals: named outcomes, in the order in which they are looked for.

The first code that applies is the one that is answered, so that the same wish always gets the same
refusal. A refusal is a value with facts; its sentence is derived from them (Law 8).
"""

from collections.abc import Mapping

from tilaus.guards import Failure
from tilaus.record import record

CODES: Mapping[str, str] = {
    "malformed": "a value is missing, of the wrong type or out of range",
    "unknown_order": "there is no such order",
    "not_placed": "the order was not placed yet, or was placed already",
    "version_conflict": "somebody else changed the order since it was read",
    "lane_held": "a worker is busy with the order at this moment",
    "other_lifecycle": "the order lives under another lifecycle than the policy's: switch it first",
    "stranded": "the policy's lifecycles have no place for a part of the order",
    "unknown_part": "the order has no such item, payment, refund or parked entry",
    "unknown_effect": "the order's journal has no such effect",
    "not_permitted": "this role may not ask for that",
    "unknown_trigger": "the machine has no such trigger",
    "no_transition": "nothing of that name leads out of the present state",
    "guard_failed": "a condition of the transition does not hold",
    "effect_ended": "the effect has ended already, otherwise",
    "wrong_target": "the target is not of the form that the service declares",
    "unknown_method": "the shop takes no such way to pay",
    "currency_mismatch": "amounts of another currency",
    "tenders_mismatch": "the payments do not add up to what the order costs",
    "already_paid": "nothing is left to be paid",
    "no_question": "no question about the item is open",
    "item_open": "the item is still being worked on: cancel it first",
    "duplicate_line": "the same item or charge is named twice in one refund request",
    "exceeds_units": "more units than were bought and not refunded yet",
    "nothing_to_refund": "nothing is left to be refunded of what was named",
    "exceeds_refundable": "more than is left to be refunded",
    "exceeds_captured": "more than the payments hold",
    "destination_closed": "the refund rules do not allow this destination",
    "not_over": "the order is still being worked on",
    "invariant_broken": "the change would break a promise about money, and was refused whole",
}
"""Every refusal code with its meaning, in the order in which a command looks for them; what is
looked for in a refund request, and in which order, `tilaus.refunds.quote` says."""


PASSING = frozenset({"version_conflict", "lane_held", "other_lifecycle"})
"""Codes after which the same wish may be granted later: whoever sends messages repeats them."""


@record
class Refusal:
    """A wish was not granted, and nothing changed.

    Attributes:
        code: one of `CODES`.
        wish: what was asked for, as a phrase that goes on "cannot ...".
        found: what stood in the way, as a phrase.
        possible: what could be done instead, each as a phrase; often the triggers open now.
        failed: every guard that did not hold, with the facts that it saw.
        facts: numbers and names behind the phrases, for programs.
    """

    code: str
    wish: str
    found: str
    possible: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    facts: Mapping[str, int | str] = {}

    @property
    def sentence(self) -> str:
        """Say it: what could not be done, what was found, what would be possible."""
        instead = f"; possible now: {', '.join(self.possible)}" if self.possible else ""
        return f"cannot {self.wish}: {self.found}{instead}"

    def __str__(self) -> str:
        return self.sentence


class Refused(Exception):  # noqa: N818 - it is an outcome, not an error
    """Carries a refusal out of the kernel's inner functions; `decide` turns it into a value."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal: Refusal = refusal
        super().__init__(refusal.sentence)


def refuse(
    code: str,
    wish: str,
    found: str,
    *possible: str,
    failed: tuple[Failure, ...] = (),
    **facts: int | str,
) -> Refused:
    """Make a refusal that can be raised."""
    return Refused(Refusal(code, wish, found, possible, failed, facts))
