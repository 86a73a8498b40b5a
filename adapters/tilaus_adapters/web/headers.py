"""Headers of every answer: what a browser may load, frame, guess, keep, and tell others.

The page of an order has its secret in its address. So no answer lets a browser name the page that
it came from (Referrer-Policy), pages are kept in no cache, and nothing is loaded from elsewhere.
Sources: W3C CSP 3, RFC 6797 (HSTS), RFC 9111 (caches), OWASP Secure Headers.
"""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""What pages may load: our own scripts, styles and pictures, nothing that stands in the page."""

HSTS = "max-age=31536000"
"""A year of https only. Not for subdomains, which may be somebody else's."""

# fmt: off
ALWAYS: Mapping[str, str] = {
    "Content-Security-Policy":      CSP,
    "X-Content-Type-Options":       "nosniff",
    "X-Frame-Options":              "DENY",
    "Referrer-Policy":              "no-referrer",
    "Cross-Origin-Opener-Policy":   "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy":           "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
"""What every answer says, whoever asks for whatever."""
# fmt: on

DRAWING_CSP = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Of a picture that a page shows: it brings its styles along, and may do nothing at all."""

PRIVATE = "no-store"
"""What an answer says that does not say itself whether caches may keep it."""

FOR_EVER = "public, max-age=31536000, immutable"
"""Of a static file whose address holds a hash of what is in it."""

BRIEFLY = "public, max-age=300"
"""Of a static file that is asked for by its plain name."""


class Headers:
    """Add the headers to every answer: a pure ASGI middleware.

    What an endpoint set itself stays, except for the security headers: these are the same
    everywhere, so that no page can be forgotten.

    Args:
        is_https: whether browsers reach the site by https only; then they are told to remember it.
    """

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self._app = app
        self._always = {**ALWAYS, **({"Strict-Transport-Security": HSTS} if is_https else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._always)
                if headers.get("content-type", "").startswith("image/svg+xml"):
                    headers["Content-Security-Policy"] = DRAWING_CSP
                if "cache-control" not in headers:
                    headers["Cache-Control"] = _kept(scope, message["status"])
            await send(message)

        await self._app(scope, receive, sending)


def _kept(scope: Scope, status: int) -> str:
    if not str(scope["path"]).startswith("/static/") or status not in (200, 206, 304):
        return PRIVATE
    return FOR_EVER if scope.get("query_string") else BRIEFLY
