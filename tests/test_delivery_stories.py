"""What is told and what becomes of items that are not delivered, through the whole shop, on every
store: each message counted, each amount to the cent."""

from collections import Counter

import pytest

from tests.world import STAFF, World
from tilaus.commands import Advance, AnswerCustomer, CancelOrder, Line, RequestRefund
from tilaus.order import Customer, Destination, Order
from tilaus.policy import Policy
from tilaus.ports.storage import JournalRow, Store
from tilaus.refunds import WHOLE, RefundLine, RefundRequest
from tilaus.refusals import Refusal
from tilaus.shop import Receipt
from tilaus.testing.orders import FOLLOWERS, GUEST, LIKES, MEMBER, VIEWS
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.links import AnswerLinks
from tilaus_adapters.notification.render import shipped

SECRET = "a secret of more than 32 characters"
RIGHT = "https://facebook.com/2"
OTHER = Customer("other@example.org", id="member-2", name="Another Member")


def with_links(world: World) -> AnswerLinks:
    links = AnswerLinks([SECRET], world.shop.policy)
    world.shop.links = links
    return links


def counted(world: World, order: Order, audience: str = "customer") -> dict[str, int]:
    """Count what was told about an order, by kind."""
    return dict(Counter(world.told(order, audience)))


def token(world: World, order: Order, choice: str) -> str:
    """Return the token of the link in the last message that asked about an order."""
    mails = [m for m in world.mail.messages if m.order.id == order.id and m.answer_urls]
    return mails[-1].answer_urls[choice].rpartition("/")[2]


def cancelled_at_the_server(world: World, customer: Customer) -> Order:
    """Place order 50001, of which the server cannot deliver the followers."""
    world.delivery.behave(FOLLOWERS.service, HABITS["customer_error"], FOLLOWERS.target)
    order = world.place(VIEWS, LIKES, FOLLOWERS, customer=customer)
    world.pay(order)
    world.settle()
    assert world.statuses(order) == ("completed", "completed", "cancelled")
    return order


BEFORE = {"order-received": 1, "payment-confirmed": 1, "item-cancelled": 1}
BACK = {"refund-requested": 1, "refund-sent": 1}


def told_besides(world: World, order: Order) -> dict[str, int]:
    """Count what a customer was told besides how to pay."""
    return {kind: n for kind, n in counted(world, order).items() if kind != "payment-awaited"}


# --------------------------------------------------------------------------- the question


def test_each_cancelled_item_alerts_staff_once_and_asks_the_customer_once(world: World) -> None:
    for service in (VIEWS, LIKES, FOLLOWERS):
        world.delivery.behave(service.service, HABITS["server_problem"])
    world.delivery.on_next("message", "double", "DeliveryReported", times=6)
    world.mail.on_next("lose")
    order = world.place(VIEWS, LIKES, FOLLOWERS)
    world.pay(order)
    world.settle()
    world.advance(hours=1)
    world.settle()
    world.delivery.outside.resend()
    world.settle()
    for audience in ("customer", "staff"):
        mails = {
            m.key: m.about
            for m in world.mail.messages
            if (m.audience, m.kind) == (audience, "item-cancelled")
        }
        assert sorted(mails.values()) == ["1", "2", "3"]
    world.check()


def test_a_guests_answer_by_link_tries_again_at_the_new_target(world: World) -> None:
    links = with_links(world)
    order = cancelled_at_the_server(world, GUEST)
    answer = links.answer(world.shop, token(world, order, "retry"), RIGHT)
    assert isinstance(answer, Receipt)
    world.settle()
    assert world.statuses(order) == ("completed", "completed", "completed")
    assert world.order(order).items[2].target == RIGHT
    assert told_besides(world, order) == BEFORE
    assert counted(world, order, "staff") == {"item-cancelled": 1}
    world.advance(days=30)
    world.settle()
    assert told_besides(world, order) == BEFORE, "an answered question has no deadline"
    world.check()


def test_a_guests_answer_by_link_sends_the_money_back_once(world: World) -> None:
    links = with_links(world)
    order = cancelled_at_the_server(world, GUEST)
    answers = [links.answer(world.shop, token(world, order, "original")) for _ in range(3)]
    assert [a.outcome for a in answers if isinstance(a, Receipt)] == [
        *("done", "duplicate", "duplicate")
    ]
    assert isinstance(links.answer(world.shop, token(world, order, "retry"), RIGHT), Refusal)
    world.settle()
    assert world.statuses(order)[2] == "refunded"
    assert world.order(order).refunded_minor == 521
    assert told_besides(world, order) == BEFORE | BACK
    world.check()


def test_a_silent_guest_gets_the_money_back_the_way_it_was_paid_after_the_policys_days(
    world: World,
) -> None:
    order = cancelled_at_the_server(world, GUEST)
    world.advance(days=6, hours=23)
    world.settle()
    assert world.order(order).refunds == ()
    world.advance(hours=1)
    world.settle()
    (refund,) = world.order(order).refunds
    assert (refund.to, refund.amount_minor, refund.kind) == ("original", 521, "finished")
    assert told_besides(world, order) == BEFORE | BACK
    assert counted(world, order, "staff") == {"item-cancelled": 1}
    world.check()


# fmt: off
SILENT = [
    # silence_registered  where it went  what the customer was told after the reminder  staff
    ("wallet",            "wallet",      BACK,  {"item-cancelled": 1}),
    ("original",          "original",    BACK,  {"item-cancelled": 1}),
    ("staff",             "",            {},    {"item-cancelled": 1, "no-answer": 1}),
]
# fmt: on


@pytest.mark.parametrize(("rule", "to", "after", "staff"), SILENT, ids=[s[0] for s in SILENT])
def test_a_silent_member_is_reminded_once_and_then_the_policy_decides(
    store: Store, rule: str, to: str, after: dict[str, int], staff: dict[str, int]
) -> None:
    world = World(store, policy=Policy(silence_registered=rule))  # type: ignore[arg-type]
    order = cancelled_at_the_server(world, MEMBER)
    world.advance(days=7)
    world.settle()
    assert told_besides(world, order) == BEFORE | {"reminder": 1}
    assert world.order(order).refunds == ()
    world.advance(days=6, hours=23)
    world.settle()
    assert world.order(order).refunds == ()
    world.advance(hours=1)
    world.settle()
    world.advance(days=30)
    world.settle()
    assert [refund.to for refund in world.order(order).refunds] == ([to] if to else [])
    assert told_besides(world, order) == BEFORE | {"reminder": 1} | after
    assert counted(world, order, "staff") == staff
    world.check()


def test_staff_hear_once_of_a_server_that_says_nothing(store: Store) -> None:
    world = World(store, policy=Policy(silent_server_hours=24))
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    order = world.place(VIEWS)
    world.pay(order)
    world.settle()
    world.live(hours=23)
    assert counted(world, order, "staff") == {}
    world.live(hours=50)
    assert counted(world, order, "staff") == {"server-silent": 1}
    world.handle(order, Advance("cancel", "item", "1", by=STAFF))
    world.live(hours=50)
    assert counted(world, order, "staff") == {"server-silent": 1, "item-cancelled": 1}
    world.check()


def test_a_server_that_works_is_not_called_silent(store: Store) -> None:
    world = World(store, policy=Policy(silent_server_hours=2))
    world.delivery.behave(VIEWS.service, HABITS["gradual"])
    order = world.place(VIEWS)
    world.pay(order)
    world.live(hours=48)
    assert world.statuses(order) == ("completed",)
    assert counted(world, order, "staff") == {}
    world.check()


# ------------------------------------------------------------------------- half delivered

HALF = Line("half", "https://example.org/half", 7, 33, discount_minor=10)
"""2.21 for seven units, of which the server delivers three: 4/7 of 221 are 126.28..., so 1.26."""

# fmt: off
PARTS: list[tuple[str, Destination, int, int]] = [
    # paid with        to          the four units  then the rest, of goodwill
    ("card",          "original", 144,            108),  # 126 + 18 and 95 + 13 of the fee of 0.31
    ("google_pay",    "original", 144,            108),
    ("paypal",        "original", 126,             95),
    ("bank_transfer", "original", 126,             95),
    ("card",          "wallet",   126,             95),
    ("google_pay",    "wallet",   126,             95),
    ("paypal",        "wallet",   126,             95),
    ("bank_transfer", "wallet",   126,             95),
]
# fmt: on


@pytest.mark.parametrize(
    ("method", "to", "part", "rest"), PARTS, ids=[f"{p[0]}-{p[1]}" for p in PARTS]
)
def test_what_was_not_delivered_goes_back_by_units_to_the_cent(
    world: World, method: str, to: Destination, part: int, rest: int
) -> None:
    world.delivery.behave(HALF.service, HABITS["half"])
    order = world.place(HALF, customer=MEMBER, method=method)
    world.pay(order)
    world.live(hours=2)
    item = world.order(order).items[0]
    assert (item.status, item.delivered, item.reason) == ("cancelled", 3, "server_problem")

    world.handle(order, AnswerCustomer("1", to, by=STAFF))
    world.settle()
    world.send_refunds_by_hand(order)
    world.settle()
    (refund,) = world.order(order).refunds
    assert (refund.amount_minor, refund.covers[0].units) == (part, 4)
    assert world.statuses(order) == ("refunded",)

    world.handle(order, RequestRefund(WHOLE, to, "goodwill", by=STAFF))
    world.settle()
    world.send_refunds_by_hand(order)
    world.settle()
    assert [r.amount_minor for r in world.order(order).refunds] == [part, rest]
    assert sum(r.base_minor for r in world.order(order).refunds) == 221
    if to == "wallet":
        assert world.store.balance(f"wallet:{MEMBER.id}") == -221
    world.check()


def test_units_that_were_delivered_are_not_refunded_as_undelivered(world: World) -> None:
    world.delivery.behave(HALF.service, HABITS["half"])
    order = world.place(HALF)
    world.pay(order)
    world.live(hours=2)
    too_many = RequestRefund(RefundRequest((RefundLine("1", units=8),)), "original", by=STAFF)
    assert world.refusal(order, too_many).code == "exceeds_units"
    for units in (1, 2, 1):
        one = RequestRefund(RefundRequest((RefundLine("1", units=units),)), "original", by=STAFF)
        world.handle(order, one)
        world.settle()
    assert [r.base_minor for r in world.order(order).refunds] == [32, 63, 31]
    assert world.statuses(order) == ("refunded",)
    world.check()


def test_what_is_tried_again_is_only_what_is_missing(world: World) -> None:
    world.delivery.behave(HALF.service, HABITS["half"])
    order = world.place(HALF)
    world.pay(order)
    world.live(hours=2)
    world.delivery.behave(HALF.service, HABITS["at_once"])
    world.handle(order, AnswerCustomer("1", "retry", by=STAFF))
    world.settle()
    assert world.delivery.delivered(f"{order.id}/item/1/1") == 3
    assert world.delivery.delivered(f"{order.id}/item/1/2") == 4
    assert world.statuses(order) == ("completed",)
    world.check()


# ------------------------------------------------------------- one instance, two customers


def two_customers(world: World, customer: Customer) -> tuple[Order, Order]:
    """Let two customers order the same for the same target; the first's delivery runs."""
    world.delivery.behave(VIEWS.service, HABITS["gradual"])
    first, second = world.place(VIEWS, customer=MEMBER), world.place(VIEWS, customer=customer)
    world.pay(first)
    world.settle()
    world.pay(second)
    world.settle()
    assert (world.statuses(first), world.statuses(second)) == (("processing",), ("on_hold",))
    both = {"order-received": 1, "payment-confirmed": 1}
    assert told_besides(world, first) == both | {"instance-awaited": 1}
    assert told_besides(world, second) == both | {"item-on-hold": 1}
    return first, second


def check_both_were_told_once(world: World, first: Order, second: Order) -> None:
    """Check that each customer was told once why one item waits for the other, and nothing else."""
    assert (counted(world, first)["instance-awaited"], counted(world, second)["item-on-hold"]) == (
        *(1, 1),
    )
    assert "item-on-hold" not in counted(world, first)
    assert "instance-awaited" not in counted(world, second)
    (mail,) = (m for m in world.mail.messages if m.kind == "instance-awaited")
    for words in (shipped().render(mail).text, shipped().short(mail)):
        assert second.customer.email not in words
        assert (second.customer.name or second.token) not in words
        assert str(second.number) not in words


@pytest.mark.parametrize("customer", [OTHER, GUEST], ids=["a member", "a guest"])
def test_it_starts_by_itself_when_the_first_completes(world: World, customer: Customer) -> None:
    first, second = two_customers(world, customer)
    world.live(hours=3)
    assert world.statuses(second) == ("on_hold",)
    world.live(hours=1)
    assert (world.statuses(first), world.statuses(second)) == (("completed",), ("processing",))
    world.live(hours=4)
    assert world.statuses(second) == ("completed",)
    check_both_were_told_once(world, first, second)
    world.check()


def _by_staff(world: World, order: Order) -> None:
    world.handle(order, Advance("cancel", "item", "1", "wrong link", by=STAFF))


def _with_its_order(world: World, order: Order) -> None:
    world.handle(order, CancelOrder("changed their mind", by=STAFF))


@pytest.mark.parametrize("ending", [_by_staff, _with_its_order], ids=["by staff", "with its order"])
def test_it_starts_by_itself_when_the_first_is_cancelled(world: World, ending: object) -> None:
    first, second = two_customers(world, GUEST)
    assert callable(ending)
    ending(world, first)
    world.settle()
    assert world.statuses(second) == ("processing",)
    assert world.statuses(first)[0] in ("cancelled", "refunded")
    if ending is _by_staff:
        assert counted(world, first)["item-cancelled"] == 1
    world.live(hours=5)
    assert world.statuses(second) == ("completed",)
    check_both_were_told_once(world, first, second)
    world.check()


def test_it_starts_by_itself_when_the_server_gives_the_first_up(world: World) -> None:
    world.delivery.behave(VIEWS.service, HABITS["half"])
    first, second = world.place(VIEWS, customer=MEMBER), world.place(VIEWS, customer=GUEST)
    world.pay(first)
    world.settle()
    world.pay(second)
    world.settle()
    world.delivery.behave(VIEWS.service, HABITS["at_once"])
    world.live(hours=1)
    assert world.statuses(first) == ("cancelled",)
    assert world.order(first).items[0].reason == "server_problem"
    assert world.statuses(second) == ("completed",)
    assert counted(world, first)["item-cancelled"] == 1
    check_both_were_told_once(world, first, second)
    world.check()


def test_a_third_customer_comes_after_the_second(world: World) -> None:
    first, second = two_customers(world, OTHER)
    third = world.place(VIEWS, customer=GUEST)
    world.pay(third)
    world.settle()
    assert counted(world, first)["instance-awaited"] == 1
    _by_staff(world, first)
    world.settle()
    assert (world.statuses(second), world.statuses(third)) == (("processing",), ("on_hold",))
    assert (counted(world, second)["instance-awaited"], counted(world, third)["item-on-hold"]) == (
        *(1, 1),
    )
    world.live(hours=9)
    assert (world.statuses(second), world.statuses(third)) == (("completed",), ("completed",))
    notices = [m.order.id for m in world.mail.messages if m.kind == "instance-awaited"]
    assert notices == [first.id, second.id]
    world.check()


def test_nobody_is_told_that_an_order_of_their_own_waits_for_another(world: World) -> None:
    world.delivery.behave(VIEWS.service, HABITS["gradual"])
    orders = [world.place(VIEWS, customer=MEMBER) for _ in range(2)]
    for order in orders:
        world.pay(order)
    world.live(hours=9)
    assert [world.statuses(order) for order in orders] == [("completed",)] * 2
    kinds = [m.kind for m in world.mail.messages]
    assert (kinds.count("item-on-hold"), kinds.count("instance-awaited")) == (1, 0)
    world.check()


def test_who_has_no_item_left_that_others_wait_for_is_not_told_that_they_did(world: World) -> None:
    world.delivery.behave(VIEWS.service, HABITS["gradual"])
    first = world.place(VIEWS, customer=MEMBER)
    world.pay(first)
    world.settle()
    second = world.place(VIEWS, customer=GUEST, method="bank_transfer")
    world.pay(second)
    (row,) = notices(world, first)
    assert (row.state, row.effect.about) == ("ready", "1")
    _by_staff(world, first)
    world.settle()
    assert "instance-awaited" not in counted(world, first)
    assert [(r.state, r.outcome) for r in notices(world, first)] == [
        ("void", "not needed any more")
    ]
    world.check()


def notices(world: World, order: Order) -> list[JournalRow]:
    """Return what the journal asks for about others that wait for an order's items."""
    rows = world.store.effects(order.id)
    return [row for row in rows if row.effect.name == "tell:instance-awaited"]
