"""Orders are found by what names them, and by nothing else."""

from collections.abc import Callable

import pytest
from tests.adapters.web.desk.browsing import Person
from tests.world import World

from tilaus.order import Customer, Order
from tilaus.testing.orders import GUEST, MEMBER

Paid = Callable[..., Order]


def found(person: Person, **query: str) -> list[str]:
    """Return the numbers of the orders that a search lists."""
    answer = person.client.get("/desk/orders", params=query)
    if answer.status_code == 303:
        return [answer.headers["location"].rpartition("/")[2]]
    assert answer.status_code == 200
    rows = answer.text.split('<th scope="row"><a href="/desk/orders/')[1:]
    return [row.partition('"')[0] for row in rows]


def test_an_order_is_found_by_everything_that_names_it(
    world: World, staff: Person, paid: Paid
) -> None:
    order, other = paid(), paid(customer=GUEST)
    payment = order.payments[0]
    assert payment.reference
    names = ["50001", "#50001", MEMBER.email, payment.reference, order.token]
    names += [f"https://shop.example/t/{order.token}", f"/t/{order.token}?x=1", f"  {order.token} "]
    for name in names:
        assert found(staff, q=name) == ["50001"], name
    assert found(staff, q="https://facebook.com/1") == ["50002", "50001"]
    assert found(staff, q=GUEST.email) == [str(other.number)]


def test_a_number_leads_to_its_order_at_once(staff: Person, paid: Paid) -> None:
    paid()
    answer = staff.client.get("/desk/orders", params={"q": "50001"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/orders/50001")


def test_orders_are_filtered_by_status(world: World, staff: Person, paid: Paid) -> None:
    paid()
    world.place()
    assert found(staff, status="pending") == ["50002"]
    assert found(staff, status="processing") == ["50001"]
    assert found(staff, status="completed") == []


SQL = [
    "' OR 1=1 --",
    "'; DROP TABLE orders; --",
    '" OR ""="',
    "%",
    "_____",
    "50001' --",
    "50001 OR 1=1",
    "\\' OR 1=1",
    "*",
    "\x00",
    "NULL",
    "9" * 300,
    "é" * 299,
]


@pytest.mark.parametrize("text", SQL, ids=range(len(SQL)))
def test_no_text_finds_what_it_does_not_name(
    world: World, staff: Person, paid: Paid, text: str
) -> None:
    paid()
    expected = ["50001"] if not text.strip("\x00 ") else []
    assert found(staff, q=text) == expected
    assert found(staff, status=text) == expected
    assert found(staff) == ["50001"]


def test_where_nothing_fits_the_page_says_so(staff: Person, paid: Paid) -> None:
    assert "No orders yet" in staff.get("/desk/orders").words
    paid()
    assert "No order fits" in staff.get("/desk/orders?q=nothing").words


def test_long_lists_have_pages_that_keep_the_search(world: World, staff: Person) -> None:
    for _ in range(52):
        world.place(customer=Customer("many@example.org"))
    page = staff.get("/desk/orders?q=many@example.org")
    assert len(page.form("/desk/orders/bulk").names & {"order"}) == 1
    assert "q=many%40example.org&amp;before=50003" in page.html
    assert found(staff, q="many@example.org", before="50003") == ["50002", "50001"]
