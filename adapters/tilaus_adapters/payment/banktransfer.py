"""Bank transfers: the customer writes a reference on one, and staff watch the account.

No machine answers for the bank, so nothing is kept here. Staff report what they see: money that
arrived with `tilaus bank confirm` or `tilaus bank match` (see `banktransfer_booking`), a refund
that they sent with `tilaus bank sent`.
"""

from math import inf

from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Abilities, PaymentAsk
from tilaus_adapters.payment.banktransfer_reference import creditor_reference


class BankTransfer:
    """Wait for transfers, and let staff send them; see `tilaus.ports.payment.PaymentProvider`.

    Stateless: every call may be repeated, and `look_up` never knows anything.

    Attributes:
        abilities: no call does anything, so none can be done twice.
    """

    abilities: Abilities = Abilities(inf, captures_part=True)

    def create(self, ask: PaymentAsk) -> Outcome:
        """Wait for a transfer with the creditor reference that is made of the order's number."""
        return Outcome("pending", "opened", creditor_reference(ask.number))

    def capture(self, ask: PaymentAsk) -> Outcome:
        """Refuse: a bank promises nothing that could be taken."""
        return Outcome("refused", "failed", reason="a bank transfer is captured when staff see it")

    def void(self, ask: PaymentAsk) -> Outcome:
        """Give up waiting. Money that comes nevertheless is reported by staff, as late money."""
        return Outcome("done", "voided")

    def refund(self, ask: PaymentAsk) -> Outcome:
        """Leave it to staff, who send it by hand and report that they did."""
        return Outcome("pending", "submitted")

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        return None
