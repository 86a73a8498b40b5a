"""Who is answered what: every path for every scope, every command for every role, as text.

    python -m tests.adapters.web.api.answers       # writes answers.txt anew; read the difference

The commands are their own examples, given on orders in several states. `ok` is granted; else it
is the code of the refusal. Behind the status of a path stands the code, where it is a problem.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from tests.adapters.web.api.conftest import GUESTS_ORDER, Program, program_of
from tests.adapters.web.conftest import asking, site_of_world
from tests.world import STAFF, World

from tilaus.commands import SERVER, Actor, AskCustomer, CancelOrder, DeliveryReported, Line
from tilaus.decide import decide
from tilaus.order import Order
from tilaus.refusals import Refusal
from tilaus.testing.orders import GUEST, MEMBER
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web.api.acting import BUYERS
from tilaus_adapters.web.api.command_table import ROWS
from tilaus_adapters.web.tokens import SCOPES

HERE = Path(__file__).parent / "answers.txt"

ROLES = ("customer", "guest", "staff", "manager", "processor", "server")

NAMES = {"customer": MEMBER.id, "guest": GUEST.email}
"""How those are named who act on their own orders."""

PATHS = (
    ("GET", "/orders"),
    ("POST", "/orders"),
    ("GET", "/orders/{number}"),
    ("GET", "/orders/{number}/history"),
    ("GET", "/orders/{number}/events?lasts_s=0"),
    ("GET", "/orders/{number}/allowed?role=staff"),
    ("GET", "/orders/{number}/concerns"),
    ("GET", "/orders/{number}/effects"),
    ("POST", "/orders/{number}/quote"),
    ("GET", "/effects"),
    ("GET", "/wallet?customer=member-1"),
    ("POST", "/wallet/top-ups"),
    ("GET", "/figures"),
    ("GET", "/machines"),
    ("GET", "/machines/item"),
    ("GET", "/policy"),
    ("GET", "/tracking/{token}"),
    ("POST", "/messages/sandbox"),
    ("GET", "/openapi.json"),
)

BODIES: Mapping[str, Any] = {
    "/orders": GUESTS_ORDER,
    "/wallet/top-ups": {
        "customer": "member-1",
        "amount_minor": 5,
        "currency": "EUR",
        "by": {"role": "staff"},
    },
}


class Bench:
    """A shop, and programs that ask it."""

    def __init__(self) -> None:
        self.world = World(MemoryStore())
        self.site = site_of_world(self.world)
        self.client: TestClient = asking(self.site)
        self.program = program_of(self.site, self.client, SCOPES)
        self._targets = 0

    def place(self, *, is_guest: bool = False) -> Order:
        """Place an order whose targets nobody else has."""
        self._targets += 1
        services = ("views", "likes")
        lines = [Line(s, f"{s}-{self._targets}", 100, 5) for s in services]
        return self.world.place(*lines, customer=GUEST if is_guest else MEMBER)

    def of_guest(self) -> Order:
        """Place an order of somebody without an account."""
        return self.place(is_guest=True)

    def paid(self) -> Order:
        """Place an order that is paid, and being worked on."""
        order = self.place()
        self.world.pay(order)
        self.world.receive()
        self.world.drain()
        return self.world.order(order)

    def asked(self) -> Order:
        """Place one whose second item failed, so that its customer is asked."""
        order = self.paid()
        self.world.handle(
            order, DeliveryReported("2", "failed", reason="customer_error", by=SERVER)
        )
        if self.world.order(order).items[1].question is None:
            self.world.handle(order, AskCustomer("2", by=STAFF))
        return self.world.order(order)

    def ended(self) -> Order:
        """Place one that was called off before it was paid."""
        order = self.place()
        self.world.handle(order, CancelOrder("", by=STAFF))
        return self.world.order(order)


STATES: Mapping[str, str] = {
    "pending": "place",
    "pending, and a guest's": "of_guest",
    "processing": "paid",
    "processing, item 2 failed": "asked",
    "cancelled": "ended",
}
"""The states of an order in which every command is given, and how the bench makes it."""


def paths(bench: Bench) -> Iterator[list[str]]:
    """Yield the table of paths: a row for each, a column for each kind of token."""
    named: dict[str, Program] = {
        "none": Program(bench.client, ""),
        "wrong": Program(bench.client, "tilaus_wrong"),
    }
    for scope in SCOPES:
        name = scope.replace(":", "-")
        named[scope] = program_of(bench.site, bench.client, (scope,), name)
    yield ["path", *named]
    for method, path in PATHS:
        order = bench.place()
        asked = path.format(number=order.number, token=order.token)
        cells = [_path(program, method, path, asked) for program in named.values()]
        yield [f"{method} {path}", *cells]


def _path(program: Program, method: str, path: str, asked: str) -> str:
    body = BODIES.get(path, {})
    answer = program.get(asked) if method == "GET" else program.post(asked, body)
    is_problem = answer.headers["content-type"] == "application/problem+json"
    return (
        f"{answer.status_code} {answer.json()['code']}" if is_problem else f"{answer.status_code}"
    )


def commands(bench: Bench, state: str) -> Iterator[list[str]]:
    """Yield the table of commands in one state: a row for each, a column for each role."""
    yield ["command", *ROLES]
    for name in ROWS:
        yield [name, *(given(bench, state, name, role) for role in ROLES)]


def given(bench: Bench, state: str, name: str, role: str) -> str:
    """Give a command as a role, on an order in a state; say what came of it.

    Raises:
        AssertionError: the answer is not the one that the kernel gives to that role.
    """
    order: Order = getattr(bench, STATES[state])()
    by = {"role": role, "id": NAMES.get(role, "somebody")}
    body = _fitting(bench, order, {**ROWS[name].example, "by": by})
    expected = _expected(bench, order, name, role, body)
    answer = bench.program.post(f"/orders/{order.number}/commands/{name}", body)
    code = "ok" if answer.status_code == 200 else str(answer.json()["code"])
    assert expected in (None, code), f"{name} by {role} on {state}: {code}, not {expected}"
    return code


def _fitting(bench: Bench, order: Order, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return an example that is about parts of this order."""
    fitting = dict(body)
    if "payment" in body:
        fitting["payment"] = order.payments[0].id
    if "captured_minor" in body:
        fitting["captured_minor"] = order.payments[0].amount_minor
    if "key" in body:
        fitting["key"] = bench.world.store.effects(order.id)[-1].effect.key
    return fitting


def _expected(bench: Bench, order: Order, name: str, role: str, body: Any) -> str | None:
    """Say what the kernel itself answers; None where only the shop as a whole can say."""
    if name == "resolve-effect":
        return None
    if role in BUYERS and role != order.customer.role:
        return "unknown_order"
    row, actor = ROWS[name], Actor(role)
    command = row.make(row.body.model_validate(body), actor, bench.world.shop)
    shop = bench.world.shop
    found = decide(order, command, shop.policy, shop.clock())
    return found.code if isinstance(found, Refusal) else "ok"


def text() -> str:
    """Write all tables."""
    bench = Bench()
    parts = [table("What each token is answered", paths(bench))]
    parts += [
        table(f"Commands on an order that is {state}", commands(bench, state)) for state in STATES
    ]
    return "\n".join(parts)


def table(title: str, rows: Iterable[list[str]]) -> str:
    """Write rows in columns under a title."""
    cells = list(rows)
    widths = [max(len(row[n]) for row in cells) for n in range(len(cells[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return "\n".join([title, "-" * len(title), *lines, ""])


if __name__ == "__main__":
    HERE.write_text(text(), encoding="utf-8")
