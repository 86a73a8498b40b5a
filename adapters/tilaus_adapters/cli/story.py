"""The story of the shop's help page, step by step, at fixed times and under fixed keys.

Another customer, order 50000, already has likes on their way to the page for which order 50001
wants some too. Each step may be begun any number of times: what it did it does not do again.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Literal

from tilaus.commands import Actor, Advance, AnswerCustomer, Command, Line, Tender
from tilaus.order import Customer
from tilaus.policy import Policy, Service
from tilaus.ports.storage import RequestKey
from tilaus.record import record
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters.cli.reply import WorldError
from tilaus_adapters.delivery.sandbox import Habit
from tilaus_adapters.interop.order_file import OrderFile, example, read_order
from tilaus_adapters.payment.sandbox import SandboxPayments

OTHER, ORDER = 50000, 50001
"""The other customer's order, and the order that the story is about."""

FIRST = RequestKey("demo", "place-50000")
"""The request by which a shop is known as the story's."""

PRIVATE = "3"
"""The item whose target turns out to be a private profile."""

POLICY = Policy(
    first_order_number=OTHER,
    services=(
        Service("YouTube views", "url", ("youtube.com", "youtu.be"), "the address of a video on YouTube is expected"),
        Service("Instagram likes", "url", ("instagram.com",), "the address of a post on Instagram is expected"),
        Service("Facebook followers", "url", ("facebook.com",), "the address of a public page on Facebook is expected"),
    ),
)  # fmt: skip

HABITS = {
    "YouTube views": Habit(steps=4, step_s=3600),
    "Instagram likes": Habit(steps=2, step_s=3600),
    "Facebook followers": Habit(start_after_s=1800, stops_after=0, ends="failed", reason="customer_error"),
}  # fmt: skip
"""How the sandbox's server delivers in the story."""


@record
class Step:
    """One step: when, what is told, and what is done, which is nothing where time just passes.

    `shows` is shown before it is done: `refusal` what staff hear who complete too early, `quote`
    what a refund would send. `key` names what is asked of the shop, if anything.
    """

    at: datetime
    title: str
    act: Callable[[Shop], None] | None = None
    shows: Literal["", "refusal", "quote"] = ""


def other_order() -> OrderFile:
    """Return the other customer's order: a guest, the same service, the same target."""
    likes = read_order(example()).items[1]
    line = Line(likes.service, likes.target, 300, likes.unit_minor)
    return OrderFile("EUR", Customer("guest@other.example"), (line,), (Tender("paypal"),))


def _place(key: str, order: Callable[[], OrderFile]) -> Callable[[Shop], None]:
    def place(shop: Shop) -> None:
        file = order()
        parts = file.customer, file.items, file.payments, file.charges
        request = RequestKey("demo", key)
        _granted(shop.place(*parts, currency=file.currency, request=request))

    return place


def _pay(number: int) -> Callable[[Shop], None]:
    def pay(shop: Shop) -> None:
        order, provider = shop.order(number), shop.payments["sandbox"]
        if order is None or not isinstance(provider, SandboxPayments):
            raise WorldError(f"cannot go on: order {number} is not there")
        for opened in provider.totals(order.id):
            if opened.state == "open":
                provider.pay(opened.reference)

    return pay


def _ask(number: int, key: str, command: Command) -> Callable[[Shop], None]:
    return lambda shop: _granted(shop.handle(number, command, RequestKey("demo", key)))


def _granted(answer: object) -> None:
    if isinstance(answer, Refusal):
        raise WorldError(f"the story cannot go on: {answer.sentence}")


def _at(time: str) -> datetime:
    return datetime.fromisoformat(f"2026-01-05T{time}").replace(tzinfo=UTC)


STAFF, CUSTOMER = Actor("staff"), Actor("customer", "customer-1")
_HOLD = Advance("hold", reason="is the profile of item 3 meant to be private?", by=STAFF)
_RESUME = Advance("resume", reason="it is, and will stay so", by=STAFF)
_COMPLETE = Advance("complete", by=STAFF)
_BACK = AnswerCustomer(PRIVATE, "original", by=CUSTOMER)

TOO_EARLY = _COMPLETE
"""What staff ask for before every item is finished."""

OWED = RefundRequest((RefundLine(PRIVATE),))
"""What is quoted to the customer."""

# fmt: off
STEPS: Sequence[Step] = (
    Step(_at("09:00"), "Another customer, a guest, orders likes for a page.",                    _place("place-50000", other_order)),
    Step(_at("09:05"), "The guest pays with PayPal, and delivery begins.",                       _pay(OTHER)),
    Step(_at("09:30"), "A registered customer orders views, likes for the same page, followers.", _place("place-50001", lambda: read_order(example()))),
    Step(_at("09:32"), "The customer pays by card. The likes have to wait for the guest's.",     _pay(ORDER)),
    Step(_at("10:10"), "Time passes. The server finds the profile for the followers private.",   None),
    Step(_at("10:40"), "Staff park the order while they ask in the chat.",                       _ask(ORDER, "hold", _HOLD)),
    Step(_at("10:55"), "The customer has answered in the chat: the order goes on.",              _ask(ORDER, "resume", _RESUME)),
    Step(_at("11:10"), "The guest's likes are delivered, so the waiting ones start by themselves.", None),
    Step(_at("11:15"), "Staff complete the guest's order, and try it with the other too early.", _ask(OTHER, "complete-50000", _COMPLETE), "refusal"),
    Step(_at("12:00"), "The customer sees both ways for the money, and chooses the card.",       _ask(ORDER, "answer", _BACK), "quote"),
    Step(_at("13:15"), "Time passes. The likes are delivered.",                                  None),
    Step(_at("13:40"), "Time passes. The views are delivered.",                                  None),
    Step(_at("13:45"), "Every item is finished: staff complete the order.",                      _ask(ORDER, "complete-50001", _COMPLETE)),
)
# fmt: on
