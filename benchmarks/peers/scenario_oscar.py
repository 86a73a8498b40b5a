"""Order 50001 by `django-oscar`: its OrderCreator, its EventHandler, its status pipelines.

Each command is one transaction and reads the order anew, as a request of its own would. The baskets
from which orders are placed are filled before the clock starts. Connections stay open.
"""

import warnings
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings
from oscar import INSTALLED_APPS, defaults

NAME, PACKAGE = "django-oscar", "django-oscar"

PIPELINE = {
    "pending": ("processing", "cancelled"),
    "processing": ("completed", "cancelled"),
    "completed": (),
    "cancelled": (),
}

DURABLE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"


def database(address: str) -> dict[str, Any]:
    """Return Django's settings for an address."""
    if address.startswith("sqlite:///"):
        options = {"init_command": DURABLE, "transaction_mode": "IMMEDIATE"}
        name = address.removeprefix("sqlite:///")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "HOST": parts.hostname,
        "PORT": parts.port,
        "USER": parts.username,
    }


def configure(address: str) -> None:
    """Configure Django with Oscar, as its documentation does, and make the tables."""
    own = {name: value for name, value in vars(defaults).items() if name.isupper()}
    apps = [*(app for app in _CONTRIB if app not in INSTALLED_APPS), *INSTALLED_APPS]
    own |= {
        "INSTALLED_APPS": apps,
        "DATABASES": {"default": {**database(address), "CONN_MAX_AGE": None}},
        "SECRET_KEY": "only measured",
        "SITE_ID": 1,
        "USE_TZ": True,
        "DEFAULT_AUTO_FIELD": "django.db.models.AutoField",
        "HAYSTACK_CONNECTIONS": {
            "default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"},
        },
        "OSCAR_INITIAL_ORDER_STATUS": "pending",
        "OSCAR_INITIAL_LINE_STATUS": "pending",
        "OSCAR_ORDER_STATUS_PIPELINE": PIPELINE,
        "OSCAR_LINE_STATUS_PIPELINE": PIPELINE,
        "OSCAR_DEFAULT_CURRENCY": "EUR",
        "MIGRATION_MODULES": {app.rpartition(".")[2].lower(): None for app in _labels(apps)},
    }
    # Each write tells the search index, which does nothing here but warn that it does nothing.
    warnings.filterwarnings("ignore", module="haystack")
    settings.configure(**own)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)


_CONTRIB = (
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.messages",
)


def _labels(apps: list[str]) -> list[str]:
    """Return the labels of apps: `oscar.apps.order.apps.OrderConfig` is `order`."""
    return [app.split(".apps.")[1] if ".apps." in app else app for app in apps]


class Oscar:
    """A shop of Oscar with three products; made after Django was configured."""

    def __init__(self) -> None:
        from oscar.apps.order.processing import EventHandler
        from oscar.core.loading import get_class, get_model
        from oscar.test.factories import create_product

        self.orders, self.lines = get_model("order", "Order").objects, get_model("order", "Line")
        payment, shipping = (get_model("order", f"{w}EventType") for w in ("Payment", "Shipping"))
        self.settled = payment.objects.create(name="Settled")
        self.refunded = payment.objects.create(name="Refunded")
        self.delivered = shipping.objects.create(name="Delivered")
        self.free = get_class("shipping.methods", "Free")()
        self.calculate = get_class("checkout.calculators", "OrderTotalCalculator")().calculate
        self.creator, self.handler = get_class("order.utils", "OrderCreator")(), EventHandler()
        self.strategy = get_class("partner.strategy", "Default")()
        self.baskets = get_model("basket", "Basket").objects
        self.goods = [
            create_product(title=title, price=Decimal(price), num_in_stock=10_000_000)
            for title, price in (("Views", "0.01"), ("Likes", "0.02"), ("Followers", "0.05"))
        ]

    def basket(self) -> Any:
        made = self.baskets.create()
        made.strategy = self.strategy
        for product, quantity in zip(self.goods, (1_000, 200, 100), strict=True):
            made.add_product(product, quantity)
        return made

    def place(self, number: int, filled: Any) -> int:
        charge = self.free.calculate(filled)
        order = self.creator.place_order(
            basket=filled,
            total=self.calculate(filled, charge),
            shipping_method=self.free,
            shipping_charge=charge,
            order_number=str(number),
        )
        filled.set_as_submitted()
        return int(order.pk)

    def pay(self, order: Any, lines: list[Any]) -> None:
        many = [line.quantity for line in lines]
        self.handler.handle_payment_event(order, self.settled, order.total_incl_tax, lines, many)
        self.handler.handle_order_status_change(order, "processing")

    def start(self, order: Any, lines: list[Any]) -> None:
        lines[0].set_status("processing")

    def deliver(self, order: Any, lines: list[Any]) -> None:
        line = lines[1]
        self.handler.handle_shipping_event(order, self.delivered, [line], [line.quantity])
        line.set_status("processing")
        line.set_status("completed")

    def fail(self, order: Any, lines: list[Any]) -> None:
        lines[2].set_status("cancelled")
        self.handler.create_note(order, "server problem")

    def refund(self, order: Any, lines: list[Any]) -> None:
        line, event = lines[2], self.refunded
        amount = line.line_price_incl_tax
        self.handler.handle_payment_event(order, event, amount, [line], [line.quantity])

    def progress(self, order: Any, lines: list[Any]) -> None:
        self.handler.handle_shipping_event(order, self.delivered, [lines[0]], [500])


def opened(address: str, many: int) -> Callable[[int], None]:
    configure(address)
    from django.db import transaction

    shop = Oscar()
    baskets = [shop.basket() for _ in range(many)]
    steps = (shop.pay, shop.start, shop.deliver, shop.fail, shop.refund, shop.progress)

    def live(number: int) -> None:
        with transaction.atomic():
            key = shop.place(100_000 + number, baskets.pop())
        for step in steps:
            with transaction.atomic():
                order = shop.orders.select_for_update().get(pk=key)
                step(order, list(shop.lines.objects.filter(order=order)))

    return live
