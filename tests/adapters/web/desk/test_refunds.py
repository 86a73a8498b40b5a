"""The refund dialog: what is sent is what was shown, to the minor unit, once."""

from collections.abc import Callable

import pytest
from tests.adapters.web.desk.browsing import Form, Page, Person
from tests.world import STAFF, World

from tilaus.commands import AddNote, RequestRefund
from tilaus.order import Destination, Order
from tilaus.refunds import WHOLE, Quote, RefundLine, RefundRequest
from tilaus.testing.orders import GUEST

Paid = Callable[..., Order]

DIALOG = "/desk/orders/50001/refund"

# fmt: off
ASKED = [
    # what is filled in                              what it asks for
    ({"by": "units", "item-3": "40"},                RefundRequest((RefundLine("3", units=40),))),
    ({"by": "units", "item-2": "7", "item-3": "1"},  RefundRequest((RefundLine("2", units=7), RefundLine("3", units=1)))),
    ({"by": "amount", "amount": "3.33"},             RefundRequest(amount_minor=333)),
    ({"by": "amount", "amount": "3,33"},             RefundRequest(amount_minor=333)),
    ({"by": "amount", "amount": "1.01", "of": "3"},  RefundRequest((RefundLine("3", amount_minor=101),))),
]
# fmt: on


def quoted(person: Person, **filled: str) -> Form:
    """Open the dialog, fill it in and ask for the quote."""
    fresh = {"item-3": ""}
    page = person.send(person.get(DIALOG).form(DIALOG), **{**fresh, **filled}, press="quote")
    return page.form(DIALOG)


@pytest.mark.parametrize("to", ["wallet", "original"])
@pytest.mark.parametrize(("filled", "meant"), ASKED)
def test_what_is_sent_is_what_was_quoted(
    world: World,
    staff: Person,
    paid: Paid,
    filled: dict[str, str],
    meant: RefundRequest,
    to: Destination,
) -> None:
    paid()
    promised = world.shop.quote(50001, meant, to)
    assert isinstance(promised, Quote)
    form = quoted(staff, **filled)
    amount = f"€{promised.amount_minor / 100:.2f}"
    assert ("press", to) in form.presses
    page = staff.send(form, press=to)
    assert page.status == 200
    assert "Done" in page.words
    (refund,) = world.order(50001).refunds
    assert (refund.to, refund.amount_minor) == (to, promised.amount_minor)
    assert refund.fee_returned_minor == promised.fee_returned_minor
    assert refund.covers == promised.parts[0].covers
    assert amount in page.words
    world.settle()
    world.check()


def test_both_destinations_stand_beside_each_other_with_amount_fee_and_date(
    world: World, staff: Person, paid: Paid
) -> None:
    paid()
    words = staff.get(f"{DIALOG}?item=3").words
    wallet, original = words[words.index("To the wallet") :].split("As it was paid", 1)
    assert "€5.00" in wallet
    assert "at once" in wallet
    assert "€0.21" in wallet
    assert "€5.21" in original
    assert "12 January 2026" in original


def test_the_dialog_opens_with_what_is_owed_of_the_item(staff: Person, paid: Paid) -> None:
    paid()
    form = staff.get(f"{DIALOG}?item=3").form(DIALOG)
    assert (form.value("by"), form.value("item-3")) == ("units", "100")


def test_all_that_is_left_of_an_order_goes_back(world: World, staff: Person, paid: Paid) -> None:
    paid()
    world.live(hours=5)
    staff.sign_in()
    promised = world.shop.quote(50001, WHOLE, "original")
    assert isinstance(promised, Quote)
    staff.send(quoted(staff, by="all"), press="original")
    world.settle()
    assert world.order(50001).refunded_minor == promised.amount_minor == 1980
    assert world.order(50001).status == "refunded"
    world.check()


def test_a_guest_has_no_wallet_and_the_dialog_says_so(staff: Person, paid: Paid) -> None:
    paid(customer=GUEST)
    page = staff.get(DIALOG)
    assert "Not possible: a guest has no wallet" in page.words
    assert [to for _, to in page.form(DIALOG).presses] == ["quote", "original"]


def test_a_guests_money_never_goes_to_a_wallet_whatever_is_pressed(
    world: World, staff: Person, paid: Paid
) -> None:
    paid(customer=GUEST)
    page = staff.send(staff.get(DIALOG).form(DIALOG), press="wallet")
    assert page.status == 422
    assert world.order(50001).refunds == ()


def test_what_was_not_shown_is_not_sent(world: World, staff: Person, paid: Paid) -> None:
    paid()
    form = quoted(staff, by="units", **{"item-3": "40"})
    page = staff.send(form, press="original", **{"item-3": "41"})
    assert page.status == 409
    assert "Nothing was sent: the quote has changed" in page.words
    assert world.order(50001).refunds == ()
    assert staff.send(page.form(DIALOG), press="original").status == 200
    assert world.order(50001).refunds[0].base_minor == 41 * 5


def test_a_quote_whose_date_has_passed_on_is_shown_anew(
    world: World, staff: Person, paid: Paid
) -> None:
    paid()
    form = staff.get(DIALOG).form(DIALOG)
    for _ in range(3):  # The session goes on as long as something is asked for.
        world.advance(hours=7)
        staff.get("/desk")
    page = staff.send(form, press="original")
    assert page.status == 409
    assert "the quote has changed" in page.words
    assert "13 January 2026" in page.words
    assert world.order(50001).refunds == ()


def test_a_refund_of_somebody_else_meanwhile_is_shown_and_nothing_is_sent(
    world: World, staff: Person, boss: Person, paid: Paid
) -> None:
    paid()
    mine = staff.get(DIALOG).form(DIALOG)
    boss.send(boss.get(DIALOG).form(DIALOG), press="wallet", reason="asked by phone")
    page = staff.send(mine, press="original")
    assert page.status == 409
    assert "the order has changed since you opened this" in page.words
    assert "bella (manager)" in page.words
    assert "to wallet, requested" in page.words
    assert [r.to for r in world.order(50001).refunds] == ["wallet"]


def test_a_dialog_that_is_sent_twice_sends_the_money_once(
    world: World, staff: Person, paid: Paid
) -> None:
    paid()
    form = staff.get(DIALOG).form(DIALOG)
    first, second = staff.send(form, press="wallet"), staff.send(form, press="wallet")
    assert (first.status, second.status) == (200, 200)
    assert len(world.order(50001).refunds) == 1
    world.settle()
    world.check()


def test_the_quotes_alone_are_sent_while_the_dialog_is_filled_in(staff: Person, paid: Paid) -> None:
    paid()
    form = staff.get(DIALOG).form(DIALOG)
    form.action = f"{DIALOG}/quote"
    part = Page(staff.post(form, **{"item-3": "40"}))
    assert "html" not in part.tags
    assert "€2.00" in part.words
    assert "€2.08" in part.words


# fmt: off
WRONG = [
    ({"by": "units", "item-3": "101"},             "101 units asked for, 100 of 100 are left"),
    ({"by": "units", "item-3": "-1"},              "'-1' is no whole number"),
    ({"by": "units", "item-3": "1e9"},             "'1e9' is no whole number"),
    ({"by": "amount", "amount": "0"},              "0 is no amount to refund"),
    ({"by": "amount", "amount": "-5"},             "-5 is no amount to refund"),
    ({"by": "amount", "amount": "1.001"},          "cannot read"),
    ({"by": "amount", "amount": "99.00"},          "99.00 EUR asked for"),
    ({"by": "amount", "amount": "1", "of": "1"},   "item 1 is processing"),
    ({"by": "amount", "amount": "1", "of": "x"},   "the order has no item 'x'"),
]
# fmt: on


@pytest.mark.parametrize(("filled", "said"), WRONG)
@pytest.mark.parametrize("press", ["quote", "original"])
def test_what_cannot_be_sent_is_said_and_nothing_is_written(
    world: World, staff: Person, paid: Paid, filled: dict[str, str], said: str, press: str
) -> None:
    order = paid()
    form = staff.get(DIALOG).form(DIALOG)
    page = staff.send(form, **{"item-3": "", **filled}, press=press)
    assert said in page.words
    assert world.order(order) == order


def test_a_note_of_somebody_else_stops_a_refund_too_because_it_may_matter(
    world: World, staff: Person, paid: Paid
) -> None:
    paid()
    form = staff.get(DIALOG).form(DIALOG)
    world.handle(50001, AddNote("do not refund: fraud", by=STAFF))
    page = staff.send(form, press="original")
    assert page.status == 409
    assert "do not refund: fraud" in page.words
    assert world.order(50001).refunds == ()


def test_where_nothing_is_left_the_dialog_says_so(world: World, staff: Person, paid: Paid) -> None:
    paid()
    world.live(hours=5)
    staff.sign_in()
    world.handle(50001, RequestRefund(WHOLE, "original", by=STAFF))
    world.settle()
    assert "Nothing is left to refund" in staff.get(DIALOG).words
