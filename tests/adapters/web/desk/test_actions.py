"""What the desk offers is what the kernel grants, to each role, and nothing else."""

from collections.abc import Callable

import pytest
from tests.adapters.web.desk.browsing import Form, Person
from tests.world import STAFF, World

from tilaus.commands import Advance, RequestRefund
from tilaus.order import Order
from tilaus.refunds import RefundLine, RefundRequest

Paid = Callable[..., Order]

PAGE = "/desk/orders/50001"

FILLED = {
    "reason": "somebody asked",
    "units": "500",
    "amount": "1.00",
    "reference": "re_1",
    "method": "card",
}

# fmt: off
OFFERED = {
    # role      what its page offers on an order whose views run, likes are done, followers failed
    "staff":   {"order.cancel", "order.hold", "order.note", "order.renew-tracking", "order.revoke-tracking",
                "item.1.progress", "item.1.deliver", "item.1.cancel",
                "item.3.retry", "item.3.ask", "item.3.answer",
                "payment.1.observe"},
    "manager": {"order.force", "item.1.force", "item.2.force", "item.3.force", "payment.1.force"},
}
# fmt: on


def test_each_role_is_offered_what_it_may_do_now(
    world: World, staff: Person, boss: Person, paid: Paid
) -> None:
    paid()
    staffs, managers = staff.get(PAGE).offers, boss.get(PAGE).offers
    assert staffs == OFFERED["staff"]
    assert managers == OFFERED["staff"] | OFFERED["manager"]


@pytest.mark.parametrize("offer", sorted(OFFERED["staff"] | OFFERED["manager"]))
def test_what_is_offered_is_granted_and_written_under_the_name_of_who_did_it(
    world: World, boss: Person, paid: Paid, offer: str
) -> None:
    order = paid()
    form = boss.get(PAGE).form(offer)
    page = boss.send(form, **_filled(form, boss, world))
    assert page.status == 200, page.words
    told = world.store.history(order.id)[order.version :]
    assert told
    assert told[0].by.id == "bella"
    assert told[0].by.role == "manager"
    assert "Done" in page.words
    if offer != "payment.1.observe":  # Its provider knows nothing of the refund that staff saw.
        world.check()


def _filled(form: Form, person: Person, world: World) -> dict[str, str]:
    """Fill in what a form asks for; a status is one that the promises about money allow."""
    filled = {name: value for name, value in FILLED.items() if name in form.names}
    machine = form.value("machine")
    if "state" in form.names:
        filled["state"] = {"order": "on_hold", "payment": "disputed"}.get(machine, "")
        if machine == "item":
            now = world.order(50001).item(form.value("about"))
            filled["state"] = "on_hold" if now and now.status != "on_hold" else "pending"
    return filled


def test_what_is_not_possible_is_greyed_with_the_reason(
    world: World, staff: Person, paid: Paid
) -> None:
    paid()
    page = staff.get(PAGE)
    assert "Complete items whose work has not ended: 1 (open_items == 0)" in page.words
    assert "order.erase" not in page.offers
    assert "Erase personal data" in page.words


@pytest.mark.parametrize(
    "trigger", ["complete", "resume", "reopen", "revive", "erase", "tick", "confirm"]
)
def test_a_form_that_was_not_offered_is_refused_and_nothing_is_written(
    world: World, staff: Person, paid: Paid, trigger: str
) -> None:
    order = paid()
    form = staff.get(PAGE).form("order.note")
    page = staff.send(form, trigger=trigger, reason="" if trigger in ("erase", "tick") else "why")
    assert page.status in (403, 422)
    assert "Not done" in page.words
    assert world.order(order) == order


@pytest.mark.parametrize("offer", sorted(OFFERED["manager"]))
def test_staff_cannot_force_by_a_form_of_their_own_making(
    world: World, staff: Person, paid: Paid, offer: str
) -> None:
    order = paid()
    machine, _, about = offer.removesuffix(".force").partition(".")
    form = staff.get(PAGE).form("order.note")
    page = staff.send(
        form, machine=machine, about=about, trigger="force", state="on_hold", reason="x"
    )
    assert page.status == 403
    assert world.order(order) == order


def test_a_role_that_a_form_brings_counts_for_nothing(
    world: World, staff: Person, paid: Paid
) -> None:
    order = paid()
    form = staff.get(PAGE).form("order.note")
    staff.send(form, trigger="force", state="completed", reason="x", role="manager", by="manager")
    assert world.order(order) == order


@pytest.mark.parametrize("trigger", ["hold", "cancel"])
def test_what_needs_a_reason_is_not_done_without_one(
    world: World, staff: Person, paid: Paid, trigger: str
) -> None:
    order = paid()
    page = staff.send(staff.get(PAGE).form(f"order.{trigger}"), reason="   ")
    assert page.status == 422
    assert "give a reason" in page.words
    assert world.order(order) == order


def test_holding_offers_to_resume_as_the_way_back(world: World, staff: Person, paid: Paid) -> None:
    paid()
    held = staff.send(staff.get(PAGE).form("order.hold"), reason="the customer rang")
    assert world.order(50001).status == "on_hold"
    assert "Undo: Resume" in held.words
    undone = staff.send(held.form("order.resume"))
    assert world.order(50001).status == "processing"
    assert "Undo: Put on hold" in undone.words


def test_what_cannot_be_undone_says_so_before_it_is_done(
    world: World, staff: Person, paid: Paid
) -> None:
    paid()
    assert "Cannot be undone. Open items are cancelled" in staff.get(PAGE).words
    assert "Money that was sent cannot be called back" in staff.get(f"{PAGE}/refund").words


def test_an_item_is_tried_again_at_a_new_target(world: World, staff: Person, paid: Paid) -> None:
    paid()
    staff.send(staff.get(PAGE).form("item.3.retry"), target="https://facebook.com/other")
    item = world.order(50001).item("3")
    assert item is not None
    assert (item.status, item.target) == ("pending", "https://facebook.com/other")


def test_the_tracking_link_is_renewed_and_revoked(world: World, staff: Person, paid: Paid) -> None:
    first = paid().token
    staff.send(staff.get(PAGE).form("order.renew-tracking"))
    second = world.order(50001).token
    assert second not in ("", first)
    page = staff.send(staff.get(PAGE).form("order.revoke-tracking"))
    assert world.order(50001).token == ""
    assert "Revoked" in page.words


def test_a_form_without_the_secret_of_the_session_is_refused(
    world: World, staff: Person, paid: Paid
) -> None:
    order = paid()
    form = staff.get(PAGE).form("order.note")
    assert staff.post(form, csrf="guessed", reason="x").status_code == 403
    refund = staff.get(f"{PAGE}/refund").form(f"{PAGE}/refund")
    assert staff.post(refund, csrf="", press="wallet").status_code == 403
    assert world.order(order) == order


def test_nobody_who_is_not_signed_in_sees_or_does_anything(
    world: World, staff: Person, paid: Paid
) -> None:
    order = paid()
    form = staff.get(PAGE).form("order.note")
    staff.client.cookies.clear()
    for path in ("/desk", "/desk/orders", PAGE, f"{PAGE}/refund", "/desk/orders.csv"):
        answer = staff.client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/desk/sign-in")
    assert staff.post(form, reason="x").status_code == 303
    assert world.order(order) == order


def test_an_order_that_is_not_there_is_a_page_that_says_so(staff: Person) -> None:
    assert staff.get("/desk/orders/99999").status == 404
    assert staff.get("/desk/orders/99999/refund").status == 404


def test_an_effect_that_was_given_up_is_settled_by_a_managers_word_only(
    world: World, staff: Person, boss: Person, paid: Paid
) -> None:
    _with_a_dead_refund(world, paid)
    staff.sign_in()
    boss.sign_in()
    (dead,) = world.dead()
    to = f"{PAGE}/effects"
    assert {f.value("trigger") for f in staff.get(PAGE).forms if f.action == to} == {"retry"}
    form = staff.get(PAGE).form(to)
    assert staff.send(form, trigger="void", reason="lost").status == 403
    assert world.dead() == [dead]
    forms = {f.value("trigger"): f for f in boss.get(PAGE).forms if f.action == to}
    page = boss.send(forms["done"], reason="seen in the provider's list", reference="re_9")
    assert page.status == 200
    assert world.dead() == []
    assert world.order(50001).refunds[0].status == "succeeded"


def test_an_effect_is_tried_again_by_staff_and_then_happens(
    world: World, staff: Person, paid: Paid
) -> None:
    _with_a_dead_refund(world, paid)
    staff.sign_in()
    form = staff.get(PAGE).form(f"{PAGE}/effects")
    assert "give a reason" in staff.send(form, reason="").words
    assert staff.send(form, reason="the provider is up again").status == 200
    world.settle()
    assert world.order(50001).refunds[0].status == "succeeded"


def _with_a_dead_refund(world: World, paid: Paid) -> None:
    """Let a refund be asked for until it is given up, and be heard again after that."""
    paid()
    wish = RequestRefund(RefundRequest((RefundLine("3"),)), "original", by=STAFF)
    world.handle(50001, wish)
    world.payments.on_next("refund", "timeout_before_success")
    for _ in range(100):
        world.drain()
        if world.dead():
            return
        world.payments.on_next("look_up", "timeout_before_success")
        world.advance(days=1)
    raise AssertionError("it was never given up")


def test_what_was_put_aside_is_resolved_with_a_note(
    world: World, staff: Person, paid: Paid
) -> None:
    _with_a_dead_refund(world, paid)
    staff.sign_in()
    (parked,) = world.order(50001).parked
    form = staff.get(PAGE).form(f"parked.{parked.id}.resolve")
    assert "give a reason" in staff.send(form, reason="").words
    assert staff.send(form, reason="seen").status == 200
    assert world.order(50001).parked == ()


def test_the_history_says_when_who_and_why(world: World, staff: Person, paid: Paid) -> None:
    paid()
    world.handle(50001, Advance("hold", reason="the customer rang", by=STAFF))
    words = staff.get(PAGE).words
    assert "Order: Processing → On hold · the customer rang" in words
    assert "5 January 2026" in words
    assert "desk-1 (staff)" in words
