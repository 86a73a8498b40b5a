"""Payments that were made before the shop came here: nobody answers for them but staff.

An imported order was paid at a provider that another shop system asked. What is left to do there is
done by hand, and told here: a refund with `tilaus order do NUMBER succeed --refund ID`, money that
arrives with `tilaus order do NUMBER capture --payment 1 --amount 12.00`.
"""

from math import inf

from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Abilities, PaymentAsk


class ImportedPayments:
    """Leave everything to staff; see `tilaus.ports.payment.PaymentProvider`.

    Stateless: every call may be repeated, and `look_up` never knows anything.

    Attributes:
        abilities: no call does anything, so none can be done twice.
    """

    abilities: Abilities = Abilities(inf, captures_part=True)

    def create(self, ask: PaymentAsk) -> Outcome:
        """Wait until staff say that the money arrived."""
        return Outcome("pending", "opened")

    def capture(self, ask: PaymentAsk) -> Outcome:
        """Refuse: whatever was authorised, it was not by us."""
        found = "it was authorised in another shop system: capture it there, then say so here"
        return Outcome("refused", "failed", reason=found)

    def void(self, ask: PaymentAsk) -> Outcome:
        """Give up waiting. Money that comes nevertheless is reported by staff, as late money."""
        return Outcome("done", "voided")

    def refund(self, ask: PaymentAsk) -> Outcome:
        """Leave it to staff, who send it where it was paid and report that they did."""
        return Outcome("pending", "submitted")

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        return None
