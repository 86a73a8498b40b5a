"""The queue: what needs a person, worked until nothing does."""

from collections.abc import Callable

from tests.adapters.web.conftest import site_of_world
from tests.adapters.web.desk.browsing import Page, Person
from tests.world import STAFF, World

from tilaus.commands import AskCustomer
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.storage.memory import MemoryStore

Paid = Callable[..., Order]


def test_an_empty_queue_says_that_nothing_needs_you(staff: Person) -> None:
    assert "Nothing needs you" in staff.get("/desk").words


def test_a_row_says_why_since_when_of_what_and_offers_what_can_be_done(
    staff: Person, paid: Paid
) -> None:
    paid()
    words = staff.get("/desk").words
    assert "Waiting for the customer Order 50001" in words
    assert "Facebook followers · https://facebook.com/1" in words
    assert "Since 5 January 2026" in words
    assert "Answer for the customer Try again Ask the customer" in words


def test_the_queue_is_worked_to_empty(world: World, staff: Person, paid: Paid) -> None:
    for _ in range(3):
        paid()
        world.live(hours=4)
    staff.sign_in()
    for turn in range(20):
        page = staff.get("/desk")
        if "Nothing needs you" in page.words:
            break
        _work(staff, page, turn)
        world.settle()
    assert "Nothing needs you" in staff.get("/desk").words
    assert all(not item.question for order in world.orders() for item in order.items)
    world.check()


def _work(staff: Person, page: Page, turn: int) -> None:
    """Work the first row: send the money back, to the wallet and to the card in turns."""
    number = page.words.partition("Order ")[2].partition(" ")[0]
    path = f"/desk/orders/{number}/refund"
    done = staff.send(staff.get(path).form(path), press=("wallet", "original")[turn % 2])
    assert done.status == 200, done.words


def test_every_way_of_a_row_leads_to_a_page_where_it_can_be_done(staff: Person, paid: Paid) -> None:
    paid()
    html = staff.get("/desk").html
    hrefs = [part.partition('"')[0] for part in html.split('href="/desk/orders/50001?open=')[1:]]
    assert hrefs
    for href in hrefs:
        page = staff.get(f"/desk/orders/50001?open={href.partition('#')[0]}")
        offer = href.partition("#")[0]
        assert f'id="do-{offer}" open' in page.html
        assert f'id="{href.partition("#")[2]}"' in page.html


def test_asking_again_is_one_press_and_leads_back_to_the_queue(
    world: World, staff: Person, paid: Paid
) -> None:
    order = paid()
    form = staff.get("/desk").form("item.3.ask")
    page = staff.send(form)
    assert "Done, for order 50001" in page.words
    assert world.order(order).version == order.version + 1


def test_the_queue_is_filtered_by_kind(world: World, staff: Person, paid: Paid) -> None:
    paid()
    assert "Order 50001" in staff.get("/desk?kind=question-open").words
    assert "Order 50001" not in staff.get("/desk?kind=disputed").words
    assert "Nothing of this kind is open" in staff.get("/desk?kind=disputed").words


def test_an_unknown_kind_or_page_is_taken_for_none(staff: Person, paid: Paid) -> None:
    paid()
    for query in ("kind=x'--", "before=abc", "before=-1", "done=<b>", "kind=any"):
        assert "Order 50001" in staff.get(f"/desk?{query}").words


def test_long_queues_have_pages(world: World, staff: Person, paid: Paid) -> None:
    for _ in range(27):
        paid()
    first = staff.get("/desk").words
    assert "Order 50027" in first
    assert "Order 50002" not in first
    assert "Older" in first
    second = staff.get("/desk?before=50003").words
    assert "Order 50002" in second
    assert "Order 50001" in second
    assert "Newest" in second


def test_an_item_nobody_decided_about_stands_in_it_where_staff_ask_themselves() -> None:
    world = World(MemoryStore(), policy=Policy(ask="staff"))
    staff = Person(site_of_world(world), "anna", "staff")
    world.delivery.behave("Facebook followers", HABITS["customer_error"])
    order = world.place()
    world.pay(order)
    world.settle()
    assert "Item could not be delivered Order 50001" in staff.get("/desk").words
    world.handle(50001, AskCustomer("3", by=STAFF))
    assert "Waiting for the customer Order 50001" in staff.get("/desk").words
