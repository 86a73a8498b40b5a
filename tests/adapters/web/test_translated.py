"""A shop whose staff and customers read Finnish or Swedish shows no English that was translated."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient
from tests.adapters.web.conftest import asking, site_of_world
from tests.adapters.web.desk.browsing import Person
from tests.world import STAFF, World

from tilaus.commands import Advance
from tilaus.order import Order
from tilaus.policy import House, Policy
from tilaus.record import replace
from tilaus.refusals import CODES
from tilaus.testing.orders import GUEST
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.languages import read_catalogue, shipped_languages
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web.site import Site

LANGUAGES = ("fi", "sv")

DESK = (
    *("/desk", "/desk/orders", "/desk/orders?q=nothing", "/desk/machines", "/desk/figures"),
    *("/desk/account", "/desk/none", "/desk/orders/50001", "/desk/orders/50001/refund"),
    *("/desk/orders/50002", "/desk/orders/50003"),
)

OUTSIDE = ("/lookup", "/t/unknown-unknown-unknown", "/a/forged", "/none", "/desk/sign-in")


class Texts(HTMLParser):
    """The texts of a page, each as it stands between two tags, with single spaces."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.found.add(" ".join(data.split()))


def translated(tag: str) -> set[str]:
    """Return the English of everything that says something else in a language."""
    file = shipped_languages().file(tag)
    assert file is not None
    found = {str(m.id): str(m.string) for m in read_catalogue(file, tag) if isinstance(m.id, str)}
    said = set(found.values())
    return {text for text in found if text and found[text] != text and text not in said}


class Shop:
    """A shop in a language: an order of which one item failed, one on hold and one of transfer."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.world = World(MemoryStore(), policy=Policy(house=House(staff_language=tag)))
        self.world.delivery.behave("Facebook followers", HABITS["customer_error"])
        guest = replace(GUEST, language=tag)
        self.orders = [self.world.place(customer=guest) for _ in range(2)]
        for order in self.orders:
            self.world.pay(order)
        self.world.settle()
        self.world.handle(self.orders[1], Advance("hold", reason="x", by=STAFF))
        self.orders.append(self.world.place(customer=guest, method="bank_transfer"))
        self.site: Site = site_of_world(self.world)
        self.staff = Person(self.site, "anna", "staff")

    def client(self) -> TestClient:
        """Return somebody outside whose browser wants the language."""
        client = asking(self.site)
        client.headers["accept-language"] = self.tag
        return client

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield every page by its address."""
        client = self.client()
        for path in (*OUTSIDE, *(f"/t/{order.token}" for order in self.orders)):
            yield path, client.get(path).text
        for path in DESK:
            yield path, self.staff.client.get(path).text

    def fresh(self) -> Order:
        """Return the first order as it is now."""
        return self.world.order(self.orders[0])


@pytest.fixture(params=LANGUAGES)
def shop(request: pytest.FixtureRequest) -> Shop:
    return Shop(request.param)


def test_no_page_says_in_english_what_the_catalogue_says_in_its_language(shop: Shop) -> None:
    english = translated(shop.tag)
    assert len(english) > 300
    found = [(path, text) for path, page in shop.pages() for text in Texts(page).found & english]
    assert found == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_refusal_is_said_in_the_language(tag: str) -> None:
    language = shipped_languages().choose(tag)
    assert [c for c, said in CODES.items() if language.pgettext("refusal", said) == said] == []


def test_a_refusal_of_the_kernel_is_told_to_staff_in_their_language(shop: Shop) -> None:
    language = shipped_languages().choose(shop.tag)
    form = shop.staff.get("/desk/orders/50001").form("order.note")
    notice = shop.staff.send(form, trigger="resume", reason="x")
    assert notice.status == 422
    assert language.pgettext("refusal", CODES["no_transition"]) in notice.words.lower()
    assert "cannot" not in notice.words
    bulk = shop.staff.get("/desk/orders").form("/desk/orders/bulk")
    told = shop.staff.send(bulk, do="resume", order=[f"50001:{shop.fresh().version}"], reason="x")
    assert language.pgettext("refusal", CODES["no_transition"]) in told.words
