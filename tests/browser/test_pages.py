"""Every page in a real browser: nobody is kept out by it, and nothing sticks out of a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page
from tests.browser.living import Living
from tests.browser.pages import GUEST, STAFF, half_way, sign_in

LOOKS = [(360, "dark"), (1440, "light")]


@pytest.fixture(scope="module")
def shop(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    """Serve a shop in which order 50001 waits for its customer's answer."""
    shop = Living(Path(tmp_path_factory.mktemp("shop")))
    yield shop
    shop.close()


@pytest.fixture(scope="module")
def paths(shop: Living) -> dict[str, str]:
    return half_way(shop)


def looked_at(page: Page) -> str:
    """Return what axe finds wrong, and what is wider than the window."""
    found = "" if not (wrong := Axe().run(page)).violations_count else wrong.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return found + (f"{wide} pixels too wide" if wide > 0 else "")


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_customers_pages_keep_nobody_out(
    browser: Browser, shop: Living, paths: dict[str, str], width: int, scheme: str
) -> None:
    page = _window(browser, width, scheme)
    for name, path in GUEST.items():
        page.goto(shop.url + path.format(**paths))
        assert looked_at(page) == "", name
    page.context.close()


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_of_the_desk_keep_nobody_out(
    browser: Browser, shop: Living, paths: dict[str, str], width: int, scheme: str
) -> None:
    page = _window(browser, width, scheme)
    sign_in(page, shop)
    for name, path in STAFF.items():
        page.goto(shop.url + path.format(**paths))
        assert looked_at(page) == "", name
    page.context.close()


def _window(browser: Browser, width: int, scheme: str) -> Page:
    is_dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if is_dark else "light"
    )
    return context.new_page()


@pytest.mark.xdist_group("browser")
def test_every_page_can_be_reached_by_the_keyboard_alone(
    browser: Browser, shop: Living, paths: dict[str, str]
) -> None:
    page = _window(browser, 800, "light")
    page.goto(f"{shop.url}/desk/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse battery staple")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{shop.url}/desk")
    page.context.close()


@pytest.mark.xdist_group("browser")
def test_the_customers_page_works_without_scripts(
    browser: Browser, shop: Living, paths: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shop.url + paths["tracking"])
    page.get_by_text("back the way you paid").click()
    assert page.url.startswith(f"{shop.url}/a/")
    assert page.get_by_role("button").count() == 1
    context.close()


@pytest.mark.xdist_group("browser")
def test_the_customers_page_looks_for_news_by_itself(
    browser: Browser, shop: Living, paths: dict[str, str]
) -> None:
    page = _window(browser, 800, "light")
    page.clock.install()
    page.goto(shop.url + paths["tracking"])
    shop.tilaus("order", "do", "50001", "progress", "--item", "1", "--units", "750")
    page.clock.run_for(20_000)
    page.get_by_text("750 of 1,000 delivered").wait_for()
    page.context.close()
