"""What a customer wrote is text on every page of the desk, whatever it looks like."""

import pytest
from tests.adapters.web.desk.browsing import Page, Person
from tests.world import STAFF, World

from tilaus.commands import Advance, Line
from tilaus.order import Customer
from tilaus_adapters.delivery.sandbox import HABITS

SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</textarea></title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raise %}",
    "javascript:alert(1)",
]

PAGES = (
    *("/desk", "/desk/orders", "/desk/orders/50001", "/desk/orders/50001/refund"),
    "/desk/orders/50001?open=item.1.retry",
)


def _hostile_order(world: World, text: str) -> None:
    """Let a customer place and pay an order with the text in every field that they can write."""
    world.delivery.behave(text, HABITS["customer_error"])
    # The kernel takes no mail address with brackets, quotes or spaces in it.
    evil = Customer("=evil+{7*7}@example.org", id=text, name=text, language="en")
    order = world.place(Line(text, text, 10, 100), customer=evil)
    world.pay(order)
    world.settle()
    world.handle(order, Advance("hold", reason=text, by=STAFF))


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_script_in_every_field_of_an_order_is_text(
    world: World, staff: Person, text: str
) -> None:
    _hostile_order(world, text)
    for path in PAGES:
        _is_harmless(staff.get(path), text)


@pytest.mark.parametrize("text", SCRIPTS)
def test_what_is_sent_back_into_a_page_is_text(world: World, staff: Person, text: str) -> None:
    _hostile_order(world, "plain")
    _is_harmless(Page(staff.client.get("/desk/orders", params={"q": text, "status": text})), text)
    _is_harmless(Page(staff.client.get("/desk", params={"kind": text, "done": text})), text)
    _is_harmless(Page(staff.client.get("/desk/orders/50001", params={"open": text})), text)
    form = staff.get("/desk/orders/50001").form("order.note")
    _is_harmless(staff.send(form, trigger=text, reason=text), text, 422)
    _is_harmless(staff.send(form, machine="item", about=text, trigger="ask", reason=""), text, 422)
    _is_harmless(staff.send(form, reason=text, version=""), text, 409)
    refund = staff.get("/desk/orders/50001/refund").form("/desk/orders/50001/refund")
    _is_harmless(staff.send(refund, by="amount", amount=text, of=text, reason=text), text)
    bulk = staff.get("/desk/orders").form("/desk/orders/bulk")
    _is_harmless(staff.send(bulk, do=text, order=[text], reason=text), text, 422)


def _is_harmless(page: Page, text: str, status: int = 200) -> None:
    assert page.status == status, page.words
    assert "49" not in page.words or "{{" not in text
    assert page.html.count("<script") == 1  # htmx, which base.html names
    assert not page.tags & {"svg", "img", "object", "iframe"}
    for harm in ("<img src=x", "<svg onload", "onfocus=alert(1) x='", 'href="javascript:'):
        assert harm not in page.html.replace("&#39;", "&").replace("&#34;", "&")


def test_over_long_fields_are_refused_and_shown_no_more(world: World, staff: Person) -> None:
    _hostile_order(world, "plain")
    form = staff.get("/desk/orders/50001").form("order.note")
    page = staff.send(form, reason="x" * 2_001)
    assert page.status == 422
    assert "Reason has 2001 characters: at most 2000 are taken" in page.words
