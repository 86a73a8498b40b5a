"""Which paths the app has, and what everybody is answered there, whatever the method."""

import json
from collections.abc import Iterator, Mapping

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx2 import Response
from tests.adapters.web.conftest import HERE
from tests.adapters.web.roles.people import WHO, Asker, Bench

from tilaus.order import Order
from tilaus_adapters.web.api import routes as api

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
"""Everything that a client could send (RFC 9110, 9.3), but CONNECT, which is for proxies."""

FILLED: Mapping[str, str] = {
    "/desk/machines/{machine}.svg": "/desk/machines/item.svg",
    "/static": "/static/base.css",
}
"""What stands for paths whose parts are neither an order nor a link."""

FORMS: Mapping[str, Mapping[str, str]] = {
    "/lookup": {"email": "nobody@customer.example"},
    "/desk/sign-in": {"password": "a wrong one"},
    "/desk/account/password": {"old": "a wrong one", "new": "x" * 20, "again": "x" * 20},
    "/desk/orders/{number:int}/do": {"machine": "order", "trigger": "note", "reason": "seen"},
    "/desk/orders/{number:int}/effects": {"trigger": "retry", "reason": "seen", "effect": "none"},
    "/desk/orders/{number:int}/refund": {"by": "all", "press": "quote"},
    "/desk/orders/{number:int}/refund/quote": {"by": "all"},
    "/desk/orders/bulk": {"do": "note", "reason": "seen"},
}
"""What is sent to a path that takes a form; anything else takes an empty one."""


def routes(app: FastAPI) -> list[tuple[str, frozenset[str]]]:
    """Return every path of an app and its methods, but those of the API's document.

    Those have a table of their own: tests/adapters/web/api/answers.txt.
    """
    documented = json.loads(api.openapi())["paths"]
    found: dict[str, frozenset[str]] = {}
    for route in iter_route_contexts(app.routes):
        path, methods = route.path or "", getattr(route, "methods", None) or {"GET", "HEAD"}
        if path not in documented:
            found[path] = found.get(path, frozenset()) | methods
    return list(found.items())


def rows(bench: Bench) -> Iterator[list[str]]:
    """Yield the table of paths: a row for each method, and one for all that it does not know."""
    yield ["path", *WHO]
    lookers = dict(zip(WHO, _askers(bench), strict=True))
    for path, known in routes(bench.app):
        for method in METHODS:
            if method in known:
                # What is posted may change the order, or end the session: those are new each time.
                asked = dict(zip(WHO, _askers(bench), strict=True)) if method == "POST" else lookers
                cells = [_cell(bench, *asked[who], path, (method,)) for who in WHO]
                yield [f"{method} {path}", *cells]
        others = tuple(method for method in METHODS if method not in known)
        yield [f"{path} otherwise", *(_cell(bench, *lookers[who], path, others) for who in WHO)]


def _askers(bench: Bench) -> Iterator[tuple[Asker, Order]]:
    """Yield everybody, each with an order that they ask about."""
    other = bench.asked()
    for who in WHO:
        order = bench.asked()
        yield bench.asker(who, order, other), order


def _cell(bench: Bench, asker: Asker, order: Order, path: str, methods: tuple[str, ...]) -> str:
    """Ask by each method; say what came of it, each thing once.

    "shows" is added where the answer has something of the order in it.
    """
    now = bench.world.order(order)
    said = [_told(now, sent(asker, method, path, now)) for method in methods]
    return ", ".join(dict.fromkeys(said))


def sent(asker: Asker, method: str, path: str, order: Order) -> Response:
    """Send what a path takes, about an order, from a page of the shop or as if from one."""
    form = {
        **FORMS.get(path, {}),
        "csrf": asker.csrf,
        "key": "k" * 20,
        "version": str(order.version),
        "order": f"{order.number}:{order.version}",
    }
    if path in ("/lookup", "/desk/sign-in"):  # Who guesses too often of one of them has to wait.
        form |= {"number": str(order.number), "name": f"nobody-{order.number}"}
    body = form if method in ("POST", "PUT", "PATCH", "DELETE") else None
    where = FILLED.get(path) or filled(asker, path, order)
    return asker.client.request(method, where, data=body, headers={"origin": HERE})


def filled(asker: Asker, path: str, order: Order) -> str:
    """Put the order and what somebody has of it into a path."""
    token = asker.answer if path.startswith("/a/") else asker.token
    return path.replace("{number:int}", str(order.number)).replace("{token}", token)


def _told(order: Order, answer: Response) -> str:
    to = answer.headers.get("location", "").partition("?")[0].partition("#")[0]
    for name in (str(order.number), order.token):
        to = to.replace(f"/{name}", "/…")
    to = "/t/…" if to.startswith("/t/") else to
    shows = "shows" if shows_of(order, answer) else ""
    return " ".join(part for part in (str(answer.status_code), to, shows) if part)


def shows_of(order: Order, answer: Response) -> bool:
    """Tell whether an answer has anything in it that only who may see the order should see."""
    secrets = (order.items[0].target, order.customer.email, f"Order {order.number}")
    return any(secret in answer.text for secret in secrets)
