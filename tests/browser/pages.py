"""All pages of a shop, by name: where each is, and who may see it.

python -m tests.browser.pages FOLDER      a picture of each, in three widths, light and dark
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from playwright.sync_api import Page, ViewportSize, sync_playwright
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.living import PASSWORD, Living

WIDTHS = (360, 800, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

GUEST = {
    "lookup": "/lookup",
    "tracking": "{tracking}",
    "answer": "{answer}",
    "no-such-link": "/t/forged",
    "sign-in": "/desk/sign-in",
}
STAFF = {
    "queue": "/desk",
    "orders": "/desk/orders",
    "nothing-found": "/desk/orders?q=nothing",
    "order": "/desk/orders/50001",
    "refund": "/desk/orders/50001/refund",
    "machines": "/desk/machines",
    "figures": "/desk/figures",
    "account": "/desk/account",
    "no-such-order": "/desk/orders/999999",
}

GUEST_ORDER: dict[str, Any] = {
    "currency": "EUR",
    "customer": {"email": "guest@customer.example"},
    "items": [
        {
            "service": "YouTube views",
            "target": "https://www.youtube.com/watch?v=example50001",
            "quantity": 1000,
            "unit_minor": 1,
        },
        {
            "service": "Instagram likes",
            "target": "https://www.instagram.com/p/example50001/",
            "quantity": 500,
            "unit_minor": 2,
        },
        {
            "service": "Facebook followers",
            "target": "https://www.facebook.com/example.50001",
            "quantity": 200,
            "unit_minor": 3,
        },
    ],
    "payments": [{"method": "card"}],
}


def placed(shop: Living) -> str:
    """Place order 50001 through the API; return the tracking link that its customer was mailed."""
    shop.place(GUEST_ORDER, "checkout-1")
    mail = shop.mail("received")
    return next(path for path in shop.links(mail) if path.startswith("/t/"))


def moved(shop: Living) -> str:
    """Pay and deliver until it waits for an answer; return the link that asks for it."""
    shop.tilaus("sandbox", "50001", "pay")
    shop.mail("arrived")
    for words in ("start --item 1", "start --item 2", "start --item 3", "deliver --item 2"):
        shop.tilaus("order", "do", "50001", *words.split(), "--role", "server")
    shop.tilaus("order", "do", "50001", "progress", "--item", "1", "--units", "250")
    cancel = ("cancel", "--item", "3", "--reason", "customer_error")
    shop.tilaus("order", "do", "50001", *cancel)
    asked = shop.mail("Facebook")
    return next(path for path in shop.links(asked) if path.startswith("/a/"))


def half_way(shop: Living) -> dict[str, str]:
    """Let order 50001 live until it waits for an answer; return the paths of its customer."""
    return {"tracking": placed(shop), "answer": moved(shop)}


def sign_in(page: Page, shop: Living, name: str = "anna") -> None:
    """Sign in at the desk."""
    page.goto(f"{shop.url}/desk/sign-in")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{shop.url}/desk")


def main() -> None:
    """Take the pictures."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        shop = Living(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            paths = half_way(shop)
            for scheme in SCHEMES:
                for width in WIDTHS:
                    viewport = ViewportSize(width=width, height=800)
                    context = browser.new_context(color_scheme=scheme, viewport=viewport)
                    page = context.new_page()
                    for pages in (GUEST, STAFF):
                        if pages is STAFF:
                            sign_in(page, shop)
                        for name, path in pages.items():
                            page.goto(shop.url + path.format(**paths))
                            file = out / f"{name}-{width}-{scheme}.png"
                            page.screenshot(path=file, full_page=True)
                    context.close()
        finally:
            browser.close()
            shop.close()


if __name__ == "__main__":
    main()
