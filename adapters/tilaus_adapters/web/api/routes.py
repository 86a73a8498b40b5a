"""All paths of the API under `/api/v1`, and its document; for our app, or somebody's own.

app.state.site = site                      # tilaus_adapters.web.site.Site
app.state.delivery_secrets = secrets       # where a delivery server sends messages
app.include_router(router)
"""

from functools import lru_cache

from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from tilaus_adapters.web.api import (
    about_shop,
    changes,
    document,
    effects,
    followed,
    messages,
    orders,
    stream,
    wallets,
)
from tilaus_adapters.web.api.calling import OpenRoute

PREFIX = "/api/v1"

PARTS = (
    orders.router,
    changes.router,
    stream.router,
    effects.router,
    wallets.router,
    about_shop.router,
    followed.router,
    messages.router,
)
"""Whatever answers; what is asked for goes to the first that has a path for it."""

router: APIRouter = APIRouter(prefix=PREFIX, route_class=OpenRoute)

for _part in PARTS:
    router.include_router(_part)


@lru_cache(maxsize=1)
def openapi() -> str:
    """Return the OpenAPI document of the API, as JSON."""
    app = FastAPI()
    app.include_router(router)
    return document.text(app.routes)


@router.get("/openapi.json", include_in_schema=False)
def _openapi() -> Response:
    """Give the document; needs no token."""
    return Response(openapi(), media_type="application/json")
