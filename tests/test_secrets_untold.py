"""A shop with every real adapter, told to log all that it can: no secret is in what is logged."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from tests.adapters.delivery.servers import (
    CALLBACK_SECRET,
    SECRET,
    Door,
    Reference,
    opened_door,
    reference_server,
)
from tests.adapters.notification.alert_service import AlertService
from tests.adapters.notification.endpoint import Endpoint, Said
from tests.adapters.notification.mail_server import MailServer, plain_context, server_context
from tests.adapters.payment import paypal_shop
from tests.logged import everything_logged, leaks
from tests.providers import paypal_double
from tests.providers.stripe_double import StripeDouble
from tests.world import STAFF, World
from tilaus.commands import AnswerCustomer, Line
from tilaus.inbox import receive
from tilaus.order import Order
from tilaus.polling import poll
from tilaus.ports.payment import RawMessage
from tilaus.record import replace
from tilaus.refusals import Refusal
from tilaus.testing.notification import sample
from tilaus.testing.orders import GUEST, MEMBER, Clock
from tilaus.webhooks import Webhook
from tilaus_adapters.delivery.http import HttpDelivery
from tilaus_adapters.links import AnswerLinks
from tilaus_adapters.notification.alerts import AlertNotifier
from tilaus_adapters.notification.channels import Channels
from tilaus_adapters.notification.smtp import SmtpNotifier
from tilaus_adapters.notification.spool import AlertSpool
from tilaus_adapters.notification.webhook import WebhookSender, endpoints
from tilaus_adapters.payment.stripe import StripePayments
from tilaus_adapters.signatures import new_secret
from tilaus_adapters.storage.memory import MemoryStore

PASSWORD, LINKS, HOOK = "hunter2-of-the-shop", "the-links-of-a-shop-are-made-of-it", new_secret()
TOKEN = "s3cret-token"
KEY = "TILAUS_WEBHOOK_SECRET_BOOKS"

GRADUAL = Line("gradual", "https://example.org/1", 1_000, 1)
BACK = AnswerCustomer("1", "original", by=STAFF)
FAILS = Line("fails+500_after_success", "https://example.org/2", 100, 5)


class Street:
    """A shop, and everybody around it with whom it shares a secret."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._stack = stack
        self.world = World(MemoryStore(), clock=Clock(datetime.now(UTC)))
        self.stripe = stack.enter_context(StripeDouble())
        self.paypal = stack.enter_context(paypal_double.running())
        self.stripe.state.now = int(self.world.clock().timestamp())
        self.paypal.world.now = self.world.clock()
        self.endpoint = stack.enter_context(Endpoint())
        self.server, self.door = stack.enter_context(_delivery())
        self.chat = AlertService()
        stack.callback(self.chat.close)
        self.post = MailServer(
            tls_context=server_context(folder), require_starttls=True, authenticator=_is_right
        )
        stack.callback(self.post.close)
        self.mail = self.mails_by(PASSWORD)
        self.spool = stack.enter_context(closing(AlertSpool(folder / "alerts.db")))
        self.alerts = AlertNotifier(
            [self.chat.url], self.spool, digest=timedelta(0), clock=self.world.clock
        )
        self._plug_in()

    def mails_by(self, password: str) -> SmtpNotifier:
        """Return what sends mail with a password."""
        made = SmtpNotifier(
            "127.0.0.1",
            self.post.port,
            security="starttls",
            user="shop",
            password=password,
            context=plain_context(),
        )
        return self._stack.enter_context(closing(made))

    def _plug_in(self) -> None:
        shop, webhook = self.world.shop, Webhook("books", self.endpoint.url, allow_private=True)
        methods = tuple(
            replace(m, provider={"card": "stripe", "paypal": "paypal"}.get(m.name, m.provider))
            for m in shop.policy.methods
        )
        shop.policy = replace(shop.policy, methods=methods, webhooks=(webhook,))
        stripe = StripePayments(
            self.stripe.key,
            [self.stripe.secret],
            return_url="https://shop.example/paid",
            base_url=self.stripe.url,
            clock=self.stripe.at,
        )
        self._stack.enter_context(closing(stripe))
        paypal = paypal_shop.adapter(self.paypal)
        shop.payments = {**shop.payments, "stripe": stripe, "paypal": paypal}
        shop.delivery = HttpDelivery(self.server.url, [SECRET])
        shop.notifier = Channels(
            customer={"mail": self.mail}, staff={"alerts": self.alerts, "mail": self.mail}
        )
        shop.links = AnswerLinks([LINKS], shop.policy)
        self.door.shop = shop

    def secrets(self) -> Iterator[str]:
        """Yield everything that only the shop and one other may know."""
        yield from (self.stripe.key, self.stripe.secret, paypal_double.SECRET, PASSWORD, LINKS)
        yield from self.paypal.tokens
        yield from (key.removeprefix("whsec_") for key in (SECRET, CALLBACK_SECRET, HOOK))
        yield TOKEN
        kept = self.stripe.state.objects.values()
        yield from (one["client_secret"] for one in kept if "client_secret" in one)
        yield from (order.token for order in self.world.orders())

    # ------------------------------------------------------------------ what happens there

    def hear(self) -> None:
        """Let the shop hear what providers and server have to say, some of it twice."""
        for name, double in (("stripe", self.stripe), ("paypal", self.paypal)):
            for body, headers in double.messages():
                for said in (body, body + b" ", body):
                    receive(self.world.shop, name, RawMessage(said, headers, self.world.clock()))
        self.server.advance()
        poll(self.world.shop)
        self.world.drain()

    def go_on(self) -> None:
        """Let the shop work; time goes by so that what failed is tried again."""
        for _ in range(8):
            self.world.drain()
            self.hear()
            self.world.advance(seconds=30)
        sender = WebhookSender(self.world.shop, jitter=lambda: 1.0)
        for found in endpoints(self.world.shop.policy, {KEY: HOOK}):
            sender.send(found, lambda: False)
        self.alerts.tend()


def _is_right(*about: object) -> AuthResult:
    login = about[-1]
    given = getattr(login, "password", b"")
    return AuthResult(success=given == PASSWORD.encode(), handled=False)


@contextmanager
def _delivery() -> Iterator[tuple[Reference, Door]]:
    with opened_door() as (door, url), reference_server(url) as reference:
        yield reference, door


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    with ExitStack() as stack:
        yield Street(tmp_path, stack)


def paid(street: Street, line: Line, method: str) -> Order:
    """Let a customer pay an order by a real provider, with an answer that is lost."""
    customer = GUEST if method == "paypal" else MEMBER
    order = street.world.place(line, customer=customer, method=method)
    street.go_on()
    reference = street.world.order(order).payments[0].reference
    assert reference, [
        (r.effect.name, r.state, r.outcome) for r in street.world.store.effects(order.id)
    ]
    {"card": street.stripe.pay, "paypal": street.paypal.pay}[method](reference)
    street.go_on()
    return order


def test_a_whole_story_with_every_adapter_logs_no_secret(street: Street) -> None:
    with everything_logged("mail.", "asyncio") as log:
        told = _story(street)
        secrets = list(street.secrets())
    loud = {"httpx2", "httpcore2.http11", "tilaus.alerts"}
    assert loud <= log.names, log.names
    assert leaks(log.text, secrets) == []
    assert leaks(told, [s for s in secrets if s != LINKS]) == []


def _story(street: Street) -> str:
    """Let two orders be paid, delivered and not, and refunded, while much goes wrong."""
    world = street.world
    street.stripe.on_next("create", "error_before_success")
    street.paypal.on_next("create", "500_after_success")
    street.endpoint.script.append(Said(500))
    street.chat.status = 500
    orders = [paid(street, GRADUAL, "card"), paid(street, FAILS, "paypal")]
    street.chat.status = 200
    street.paypal.expire_tokens()
    assert [world.statuses(order) for order in orders] == [("completed",), ("cancelled",)]
    assert not isinstance(world.shop.handle(orders[1].id, BACK), Refusal)
    street.go_on()
    assert world.statuses(orders[1]) == ("refunded",)
    assert street.post.mails
    assert street.chat.texts
    assert street.endpoint.posted
    assert street.door.replies
    wrong = street.mails_by("not-" + PASSWORD)
    refused = wrong.send(sample("tell:order-received"))
    assert refused.state == "unknown"
    rows = [row.outcome for row in world.store.effects()]
    seen = (world.shop.payments, world.shop.delivery, street.mail, street.alerts, refused, rows)
    return repr((*seen, world.shop.links, world.store.subscribers(), street.door.replies))
