"""Order 50001 from its placing to its end, by a guest with a link and by staff at the desk."""

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.living import Living
from tests.browser.pages import half_way, sign_in


@pytest.mark.xdist_group("browser")
def test_a_guest_follows_order_50001_and_answers_and_staff_work_their_queue_to_empty(
    browser: Browser, page: Page, living: Living
) -> None:
    paths = half_way(living)
    page.goto(living.url + paths["tracking"])
    assert page.get_by_text("250 of 1,000 delivered").is_visible()
    page.get_by_role("link", name="back the way you paid").click()
    page.get_by_role("button", name="back the way you paid").click()
    page.wait_for_url(f"**{paths['tracking']}*")
    assert page.get_by_text("How shall we handle it?").count() == 0
    refund = living.mail("back to you")
    assert "6.23" in refund["Subject"]

    sign_in(page, living)
    assert page.get_by_text("Nothing needs you").is_visible()
    page.goto(f"{living.url}/desk/orders/50001/refund")
