"""A shop with pages, the people who ask it, and orders in every state that they ask about.

Whoever has no session presents what they have wherever something can be presented: a tracking link
stands in the path, in the session's cookie, in the Authorization header and in the form.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from itertools import count
from typing import Self

from starlette.responses import Response
from starlette.testclient import TestClient
from tests.adapters.web.conftest import HERE, site_of_world
from tests.adapters.web.desk.browsing import Page
from tests.world import STAFF, World

from tilaus.commands import SERVER, Advance, CancelOrder, DeliveryReported, Line, RenewTracking
from tilaus.order import Customer, Order
from tilaus.record import record, replace
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.links import AnswerLinks, TrackingTokens
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web.app import make_app
from tilaus_adapters.web.sessions import begin

SECRET = "a long and random secret for links"
OTHERS_SECRET = "somebody else's secret, just as long"

SERVICES = ("views", "likes")

WHO = (
    *("nobody", "guest", "other guest", "revoked link", "signed out", "staff", "manager"),
    "staff, foreign form",
)
"""Everybody who asks. The shop has no page on which a customer could sign in."""

SIGNED_IN: Mapping[str, str] = {
    "staff": "staff",
    "manager": "manager",
    "staff, foreign form": "staff",
    "signed out": "staff",
}
"""The roles of those who have a session, or had one."""


@record
class Asker:
    """Somebody who asks.

    Attributes:
        token: the tracking link that they have, or one that never was.
        answer: the link that answers a question, likewise.
        csrf: what their forms carry.
    """

    who: str
    client: TestClient
    token: str
    answer: str
    csrf: str


class Bench:
    """A shop whose links are signed."""

    def __init__(self) -> None:
        self.world = World(MemoryStore())
        for service in SERVICES:  # An order stays as it was made, however many are made after it.
            self.world.delivery.behave(service, HABITS["silent"])
        site = site_of_world(self.world)
        self.links = AnswerLinks([SECRET], self.world.shop.policy)
        tokens = TrackingTokens([SECRET])
        self.world.shop.links, self.world.shop.new_token = self.links, tokens.new
        self.site = replace(site, answers=self.links, tokens=tokens)
        self.app = make_app(self.site)
        self._open = ExitStack()
        self._orders, self._addresses = count(1), count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        """Let all browsers go."""
        self._open.close()

    # -------------------------------------------------------------------------- orders

    def pending(self) -> Order:
        """Place a guest's order; its targets name it, and nobody else has them."""
        n = next(self._orders)
        guest = Customer(f"guest-{n}@customer.example", name=f"Guest {n}")
        lines = [Line(service, f"{service}-of-{n}", 100, 5) for service in SERVICES]
        order = self.world.place(*lines, customer=guest)
        self.world.drain()
        return self.world.order(order)

    def processing(self) -> Order:
        """Place one that is paid, and let its items run."""
        order = self.pending()
        self.world.pay(order)
        self.world.receive()
        self.world.drain()
        return self.world.order(order)

    def asked(self) -> Order:
        """Place one whose second item failed, so that its customer is asked."""
        order = self.processing()
        self._report(order, "failed", reason="customer_error")
        self.world.drain()
        return self.world.order(order)

    def refunding(self) -> Order:
        """Place one of which all items failed and a refund is on its way; some news contradict."""
        order = self.asked()
        token = self.links.token(order, order.items[1], "original")
        self.links.answer(self.world.shop, token)
        self._report(order, "progress", 70)
        return self.world.order(order)

    def held(self) -> Order:
        """Place one that staff parked."""
        order = self.processing()
        return self.world.handle(order, Advance("hold", reason="odd", by=STAFF))

    def completed(self) -> Order:
        """Place one of which everything was delivered."""
        order = self.processing()
        for item in order.items:
            self._report(order, "delivered", item=item.id)
        return self.world.handle(order, Advance("complete", by=STAFF))

    def cancelled(self) -> Order:
        """Place one that was called off before it was paid."""
        return self.world.handle(self.pending(), CancelOrder("", by=STAFF))

    def _report(
        self,
        order: Order,
        message: str,
        units: int | None = None,
        item: str = "2",
        reason: str = "",
    ) -> None:
        said = DeliveryReported(item, message, units, reason=reason, by=SERVER)
        self.world.handle(order, said)

    # -------------------------------------------------------------------------- people

    def asker(self, who: str, order: Order, other: Order) -> Asker:
        """Return somebody who asks about an order, from an address of their own."""
        never = TrackingTokens([SECRET]).new()
        token = {"guest": order.token, "other guest": other.token}.get(who, never)
        answer = self.answer(who, order, other)
        if who == "revoked link":
            token = order.token
            self.world.handle(order, RenewTracking(never, by=STAFF))
        client = self.client()
        csrf = self._begin(client, who) if who in SIGNED_IN else token
        if who not in SIGNED_IN and who != "nobody":
            client.cookies.set("tilaus", token)
            client.headers["authorization"] = f"Bearer {token}"
        return Asker(who, client, token, answer, csrf)

    def client(self) -> TestClient:
        """Return a browser at an address of its own, so that no throttle counts it with others."""
        n = next(self._addresses)
        client = TestClient(
            self.app,
            base_url=HERE,
            raise_server_exceptions=False,
            follow_redirects=False,
            client=(f"10.{n // 256}.{n % 256}.1", 50_000),
        )
        return self._open.enter_context(client)

    def answer(self, who: str, order: Order, other: Order, choice: str = "retry") -> str:
        """Return the link that answers the question about the last item, as somebody has it."""
        forged = AnswerLinks([OTHERS_SECRET], self.world.shop.policy)
        links, of = (self.links, order) if who in ("guest", "revoked link") else (forged, order)
        if who == "other guest":
            links, of = self.links, other
        item = of.items[-1]
        return links.token(of, item, choice) if item.question else "forged"

    def _begin(self, client: TestClient, who: str) -> str:
        """Let somebody sign in (and out again); return what their forms carry."""
        role, accounts = SIGNED_IN[who], self.site.accounts
        known, named = who.replace(", ", "-").replace(" ", "-"), "correct horse battery staple"
        answer = Response()
        begin(self.site, accounts.user(known) or accounts.add(known, named, role), answer)
        name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
        client.cookies.set(name, value)
        form = Page(client.get("/desk/account")).form("/desk/account/password")
        csrf = form.value("csrf")
        if who == "signed out":
            client.post("/desk/sign-out", data={"csrf": csrf}, headers={"origin": HERE})
            client.cookies.clear()
            client.cookies.set(name, value)
        return csrf if who != "staff, foreign form" else csrf[::-1]


STATES: Mapping[str, str] = {
    "pending": "pending",
    "processing": "processing",
    "processing; item 2 failed, and its customer is asked": "asked",
    "processing; item 2 failed, its money goes back, its server contradicts": "refunding",
    "on hold": "held",
    "completed": "completed",
    "cancelled": "cancelled",
}
"""The states of an order in which every command is given, and how the bench makes it."""


def made(bench: Bench, state: str) -> Order:
    """Make an order in one of `STATES`."""
    order: Order = getattr(bench, STATES[state])()
    return order
