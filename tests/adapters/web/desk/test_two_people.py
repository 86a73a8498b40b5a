"""Two people on one order, one who presses twice: nothing overwritten, nothing done twice."""

from collections.abc import Callable

from tests.adapters.web.desk.browsing import Person
from tests.world import World

from tilaus.order import Order

Paid = Callable[..., Order]
PAGE = "/desk/orders/50001"


def test_the_second_sees_what_changed_and_overwrites_nothing(
    world: World, staff: Person, boss: Person, paid: Paid
) -> None:
    paid()
    mine, theirs = staff.get(PAGE), boss.get(PAGE)
    boss.send(theirs.form("item.3.retry"), target="https://facebook.com/mended")
    page = staff.send(mine.form("item.3.retry"), target="https://facebook.com/other")
    assert page.status == 409
    assert "somebody changed the order since you opened it" in page.words
    assert "Item 3: goes to https://facebook.com/mended now" in page.words
    assert "bella (manager)" in page.words
    item = world.order(50001).item("3")
    assert item is not None
    assert item.target == "https://facebook.com/mended"


def test_what_the_second_filled_in_is_kept_for_another_try(
    world: World, staff: Person, boss: Person, paid: Paid
) -> None:
    paid()
    mine = staff.get(PAGE)
    boss.send(boss.get(PAGE).form("order.note"), reason="rang twice")
    page = staff.send(mine.form("order.hold"), reason="wait for the call <b>")
    assert page.status == 409
    again = page.form("order.hold")
    assert again.value("reason") == "wait for the call <b>"
    assert staff.send(again).status == 200
    assert world.order(50001).reason == "wait for the call <b>"


def test_a_form_that_is_sent_twice_is_done_once(world: World, staff: Person, paid: Paid) -> None:
    order = paid()
    form = staff.get(PAGE).form("order.note")
    first, second = staff.post(form, reason="once"), staff.post(form, reason="once")
    assert (first.status_code, second.status_code) == (303, 303)
    assert world.order(order).version == order.version + 1


def test_the_same_key_from_somebody_else_is_another_request(
    world: World, staff: Person, boss: Person, paid: Paid
) -> None:
    order = paid()
    key = "k" * 32
    staff.send(staff.get(PAGE).form("order.note"), reason="mine", key=key)
    boss.send(boss.get(PAGE).form("order.note"), reason="theirs", key=key)
    assert world.order(order).version == order.version + 2


def test_a_form_without_version_or_key_is_never_done(
    world: World, staff: Person, paid: Paid
) -> None:
    order = paid()
    form = staff.get(PAGE).form("order.note")
    assert staff.send(form, reason="x", version="").status == 409
    assert staff.send(form, reason="x", version="9" * 40).status == 409
    assert staff.send(form, reason="x", key="").status == 422
    assert staff.send(form, reason="x", key="short").status == 422
    assert world.order(order) == order
