"""The same to several orders: each is decided by itself, and has a result of its own."""

from collections.abc import Callable

import pytest
from tests.adapters.web.desk.browsing import Form, Page, Person
from tests.world import STAFF, World

from tilaus.commands import AddNote, Advance
from tilaus.order import Order

Paid = Callable[..., Order]
BULK = "/desk/orders/bulk"


def ticked(person: Person, world: World, *numbers: int) -> Form:
    """Tick orders in the list, as they are now."""
    form = person.get("/desk/orders").form(BULK)
    form.fields["order"] = [f"{n}:{world.order(n).version}" for n in numbers]
    return form


def results(page: Page) -> list[str]:
    """Return the rows of the result, without the heading."""
    rows = page.html.split("<tr class=")[1:]
    return [" ".join(_text(row).split()) for row in rows]


def _text(row: str) -> str:
    inner = row.partition("</tr>")[0].partition(">")[2]
    return "".join(part.partition(">")[2] for part in inner.split("<"))


def test_orders_are_held_and_resumed_with_a_result_for_each(
    world: World, staff: Person, paid: Paid
) -> None:
    for _ in range(3):
        paid()
    world.handle(50002, Advance("hold", reason="before", by=STAFF))
    page = staff.send(ticked(staff, world, 50001, 50002, 50003), do="hold", reason="stock")
    assert results(page) == [
        "50001 Done",
        "50002 Not done order 50002 is on_hold",
        "50003 Done",
    ]
    assert [world.order(n).reason for n in (50001, 50002, 50003)] == ["stock", "before", "stock"]
    assert "Undo for 2 orders" in page.words
    undone = staff.send(page.form(BULK))
    assert results(undone) == ["50001 Done", "50003 Done"]
    assert [world.order(n).status for n in (50001, 50002, 50003)] == [
        *("processing", "on_hold", "processing")
    ]


def test_each_way_does_what_it_says(world: World, staff: Person, paid: Paid) -> None:
    paid()
    assert "items tried again: 1" in staff.send(ticked(staff, world, 50001), do="retry").words
    assert world.statuses(50001)[2] == "pending"
    staff.send(ticked(staff, world, 50001), do="note", reason="seen by two")
    assert "seen by two" in staff.get("/desk/orders/50001").words
    assert "Not done items whose work" not in staff.send(ticked(staff, world, 50001)).words
    page = staff.send(ticked(staff, world, 50001), do="complete")
    assert results(page)[0].startswith("50001 Not done")
    world.live(hours=8)
    staff.sign_in()
    staff.send(ticked(staff, world, 50001), do="complete")
    assert world.order(50001).status == "completed"


@pytest.mark.parametrize("way", ["hold", "note", "retry"])
def test_what_is_sent_twice_is_done_once(world: World, staff: Person, paid: Paid, way: str) -> None:
    paid()
    form = ticked(staff, world, 50001)
    staff.send(form, do=way, reason="why")
    after = world.order(50001)
    page = staff.send(form, do=way, reason="why")
    assert results(page) == ["50001 No change this was done already"]
    assert world.order(50001) == after


def test_an_order_that_changed_meanwhile_is_left_alone(
    world: World, staff: Person, paid: Paid
) -> None:
    paid()
    paid()
    form = ticked(staff, world, 50001, 50002)
    world.handle(50001, AddNote("wait", by=STAFF))
    page = staff.send(form, do="hold", reason="x")
    assert "50001 Not done somebody changed it since you saw it: nothing was done" in results(page)
    assert world.order(50001).status == "processing"
    assert world.order(50002).status == "on_hold"


# fmt: off
WRONG = [
    # what is filled in                                     what is said
    ({"do": "", "order": ["50001:9"]},                      "choose what is to be done"),
    ({"do": "force", "order": ["50001:9"]},                 "choose what is to be done"),
    ({"do": "erase", "order": ["50001:9"]},                 "choose what is to be done"),
    ({"do": "hold", "reason": "x"},                         "tick the orders first"),
    ({"do": "hold", "order": ["50001:9"]},                  "give a reason"),
    ({"do": "hold", "order": ["50001"], "reason": "x"},     "names no order"),
    ({"do": "hold", "order": ["<b>:1"], "reason": "x"},     "names no order"),
    ({"do": "hold", "order": [f"{n}:1" for n in range(101)], "reason": "x"}, "at most 100 at once"),
    ({"do": "hold", "order": ["50001:9"], "reason": "x", "key": ""}, "the form has no key"),
]
# fmt: on


@pytest.mark.parametrize(("filled", "said"), WRONG)
def test_what_cannot_be_done_at_all_is_said(
    world: World, staff: Person, paid: Paid, filled: dict[str, str], said: str
) -> None:
    order = paid()
    page = staff.send(staff.get("/desk/orders").form(BULK), **filled)
    assert page.status == 422
    assert "Nothing was done:" in page.words
    assert said in page.words
    assert world.order(order) == order


def test_an_order_that_is_not_there_has_a_result_too(staff: Person, paid: Paid) -> None:
    paid()
    form = staff.get("/desk/orders").form(BULK)
    for way in ("hold", "retry"):
        form.fields["order"] = ["77777:1"]
        assert "77777 Not done there is n" in results(staff.send(form, do=way, reason="x"))[0]
