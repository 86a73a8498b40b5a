"""Order 50001 from its placing to its end, by a guest with a link and by staff at the desk."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.living import Living
from tests.browser.pages import GUEST_ORDER, moved, placed, sign_in

pytestmark = pytest.mark.xdist_group("browser")


def test_a_guest_follows_order_50001_and_answers(
    browser: Browser, page: Page, living: Living
) -> None:
    tracking = placed(living)
    page.goto(living.url + tracking)
    assert page.get_by_text("0 of 1,000 delivered").count() == 0
    assert page.get_by_text("Pending payment").first.is_visible()
    moved(living)
    page.goto(living.url + tracking)
    assert page.get_by_text("250 of 1,000 delivered").is_visible()
    page.get_by_role("link", name="back the way you paid").click()
    page.get_by_role("button", name="back the way you paid").click()
    page.wait_for_url(f"**{tracking}*")
    assert page.get_by_text("How shall we handle it?").count() == 0
    told = living.mail("back to you")
    assert "€6.23" in told["Subject"]


def test_staff_refund_one_item_to_the_card_and_one_to_the_wallet_and_empty_the_queue(
    browser: Browser, page: Page, living: Living
) -> None:
    number = _two_that_failed(living)
    sign_in(page, living)
    asked = page.get_by_role("listitem").filter(has_text=f"Order {number}")
    assert asked.count() == 2
    sent = [
        _refund(page, living, number, "1", "wallet"),
        _refund(page, living, number, "2", "paid"),
    ]
    living.until(lambda: len(_refunds(living, number)) == 2, "both refunds")
    done = {refund["to"]: refund["amount_minor"] for refund in _refunds(living, number)}
    assert done == {"wallet": sent[0], "original": sent[1]}
    assert living.tilaus("wallet", "show", "customer-7")["balance_minor"] == sent[0]
    page.goto(f"{living.url}/desk")
    assert page.get_by_text("Nothing needs you").is_visible()


def _two_that_failed(living: Living) -> int:
    """Place an order of a registered customer; staff give two items up. Return its number."""
    customer = {"email": "member@customer.example", "id": "customer-7"}
    items: list[dict[str, Any]] = [
        {**item, "target": item["target"] + "x"} for item in GUEST_ORDER["items"]
    ]
    order = {**GUEST_ORDER, "customer": customer, "items": items}
    number = living.place(order, "checkout-2")
    living.mail("received", to="member")
    living.tilaus("sandbox", str(number), "pay")
    living.mail("arrived", to="member")
    for item in ("1", "2"):
        words = ("cancel", "--item", item, "--reason", "server_problem")
        living.tilaus("order", "do", str(number), *words)
    return number


def _refund(page: Page, living: Living, number: int, item: str, to: str) -> int:
    """Refund an item at the desk by what the page quotes; return the amount that it showed."""
    living.until(lambda: not _asked_of_the_world(living, number), "all to be done")
    page.goto(f"{living.url}/desk/orders/{number}/refund")
    for other in ("1", "2", "3"):
        field = page.locator(f"#u-{other}")
        if field.count() and field.is_enabled():
            field.fill(field.get_attribute("max") or "" if other == item else "")
    page.get_by_role("button", name="Quote").click()
    button = page.get_by_role("button", name=re.compile(f"^Send .*{to}"))
    shown = re.search(r"€(\d+)\.(\d\d)", button.inner_text())
    assert shown is not None
    button.click()
    page.wait_for_url(re.compile(f"/desk/orders/{number}(\\?.*)?$"))
    return int(shown.group(1) + shown.group(2))


def _asked_of_the_world(living: Living, number: int) -> list[Any]:
    """Return what is still to be done: while it changes the order, no quote of it stands."""
    found: list[Any] = living.tilaus("effect", "list", "--order", str(number))["effects"]
    return found


def _refunds(living: Living, number: int) -> list[dict[str, Any]]:
    shown = living.tilaus("order", "show", str(number))
    return [refund for refund in shown["refunds"] if refund["status"] == "succeeded"]
