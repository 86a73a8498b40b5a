"""A story through a whole shop, in steps that may be told again: each is done once, or was done.

Whoever tells it may be killed at any moment; who comes after tells it from the beginning, in a
process that knows nothing but what is in the store and in the world outside.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests.faults.parties import QUICK, STUCK, WRONG, Party
from tests.world import STAFF

from tilaus.commands import Advance, AnswerCustomer, Command, Line, Tender
from tilaus.drain import LEASE_S
from tilaus.order import Order
from tilaus.ports.storage import RequestKey
from tilaus.shop import Receipt
from tilaus.testing.orders import MEMBER, START, Clock

Step = Callable[["Telling"], None]


class Telling(Party):
    """One attempt at a story, by a process that may die of it."""

    def tell(self, steps: tuple[Step, ...]) -> None:
        """Tell the story, from its beginning to its end."""
        for step in steps:
            self.world.advance(seconds=1)
            step(self)
            self.world.settle()

    @property
    def order(self) -> Order:
        """Return the order of the story as it is now."""
        (found,) = self.world.orders()
        return found

    def ask(self, name: str, command: Command) -> None:
        """Let staff ask for something under the name of the step."""
        answer = self.world.shop.handle(self.order.id, command, RequestKey("story", name))
        if not isinstance(answer, Receipt):
            raise AssertionError(f"{name} was refused: {answer.sentence}")

    # ---------------------------------------------------------------------- how it must end

    def end(self) -> object:
        """Return all of the end that does not depend on ids and times."""
        order = self.order
        return (
            order.status,
            tuple((item.status, item.delivered) for item in order.items),
            tuple((p.method, p.status, p.captured_minor) for p in order.payments),
            tuple((r.payment, r.to, r.status, r.amount_minor) for r in order.refunds),
            self.world.wallet.balance(MEMBER.id),
            sorted((row.effect.name, row.effect.about) for row in self.world.store.effects()),
        )


def top_up(telling: Telling) -> None:
    telling.world.wallet.top_up(MEMBER.id, 400, "first")


def place_split(telling: Telling) -> None:
    quick, stuck = Line(QUICK, "https://a.example", 100, 3), Line(STUCK, "https://b.example", 9, 50)
    _place(telling, quick, stuck)


def place_wrong(telling: Telling) -> None:
    _place(telling, Line(WRONG, "https://c.example", 10, 7), tenders=(Tender("paypal"),))


def _place(
    telling: Telling,
    *lines: Line,
    tenders: tuple[Tender, ...] = (Tender("wallet", 400), Tender("card")),
) -> None:
    telling.world.place(*lines, tenders=tenders, request=RequestKey("story", "place"))


def pay(telling: Telling) -> None:
    """Let the customer pay what is open at the provider; a second time nothing is."""
    for totals in telling.world.payments.totals(telling.order.id):
        if totals.state == "open":
            telling.world.payments.pay(totals.reference)


def cancel(telling: Telling) -> None:
    telling.ask("cancel", Advance("cancel", "item", "2", "server_problem", by=STAFF))


def answer_second(telling: Telling) -> None:
    telling.ask("answer", AnswerCustomer("2", "original", by=STAFF))


def answer_first(telling: Telling) -> None:
    telling.ask("answer", AnswerCustomer("1", "original", by=STAFF))


STORIES: Mapping[str, tuple[Step, ...]] = {
    "long": (top_up, place_split, pay, cancel, answer_second),
    "short": (place_wrong, pay, answer_first),
}
"""`long`: two items, paid from the wallet and with a card, which is captured after it was
authorised; one is delivered, one cancelled and stopped, its money goes back both ways. `short`: one
item that fails, paid with PayPal, refunded."""

LEASES_END = timedelta(seconds=LEASE_S + 1)


def beginning() -> Clock:
    """Return the clock of a story that begins."""
    return Clock(START)
