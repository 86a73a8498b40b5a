"""The whole site as one ASGI app: pages, API, static files, and what surrounds every request."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from tilaus.ports.storage import StoreError
from tilaus_adapters.web import answering, faults, health, lookup, signing, tracking
from tilaus_adapters.web.api import routes as api
from tilaus_adapters.web.counting import Happened, RequestNumbers, States
from tilaus_adapters.web.desk import (
    actions,
    bulk,
    figures,
    machines,
    order,
    queue,
    refunds,
    search,
    table,
)
from tilaus_adapters.web.headers import Headers
from tilaus_adapters.web.health import Operation, operation
from tilaus_adapters.web.lately import Lately
from tilaus_adapters.web.limits import DEFAULTS, Limiter, Limits
from tilaus_adapters.web.logs import RequestLog
from tilaus_adapters.web.site import Site

STATIC = Path(__file__).parent / "static"
"""Styles, scripts and pictures of the pages."""

ROUTERS = (
    health.router,
    tracking.router,
    lookup.router,
    answering.router,
    signing.router,
    queue.router,
    search.router,
    table.router,
    order.router,
    actions.router,
    refunds.router,
    bulk.router,
    machines.router,
    figures.router,
    api.router,
)
"""The parts of the site; what is asked for goes to the first that has a path for it."""

HANDLERS: Mapping[type[Exception], Callable[[Request, Exception], Response]] = {
    HTTPException: faults.on_http_exception,
    RequestValidationError: faults.on_wrong_request,
    StoreError: faults.on_store_error,
}
"""Who answers what is raised."""


def make_app(
    site: Site, *, operation: Operation | None = None, limits: Limits = DEFAULTS
) -> FastAPI:
    """Return a shop's whole site, for any ASGI server.

    Args:
        operation: what machines may know of it.
        limits: how much of a request is taken.
    """
    app = FastAPI(
        title="tilaus",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # it would answer with whatever Host somebody sent
    )
    app.state.site = site
    app.state.operation = _counting(site, operation)
    app.state.lately = Lately()
    app.state.stopping = app.state.operation.stopping
    app.add_api_route("/", _front, include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for raised, handler in HANDLERS.items():
        app.add_exception_handler(raised, handler)
    _surround(app, site, limits)
    return app


def _surround(app: FastAPI, site: Site, limits: Limits) -> None:
    """Put the middlewares around the app; the last one is the outermost."""
    app.add_middleware(faults.Faults)
    app.add_middleware(Limiter, limits=limits)
    app.add_middleware(Headers, is_https=site.is_https)
    app.add_middleware(RequestLog, seen=RequestNumbers(app.state.operation.registry))


def _front() -> Response:
    """Lead whoever comes without a link to where one gets one."""
    return RedirectResponse("/lookup", 303)


def _counting(site: Site, given: Operation | None) -> Operation:
    """Return what machines may know, with the shop's numbers counted in it."""
    known = given or operation()
    store = site.shop.store
    known.registry.register(States(store.counts))
    known.registry.register(Happened(store))
    return known
