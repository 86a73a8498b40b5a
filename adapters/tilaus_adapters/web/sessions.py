"""Sessions: who is signed in at the desk, by a cookie that says nothing but its own name.

The cookie holds 256 random bits; the shelf knows only their hash. A session is new with each
sign-in, so nobody can be given one beforehand. It ends eight hours after it was last used, at the
latest a day after it began, and when the epoch of its account has grown.
"""

import hashlib
import hmac
import json
import secrets
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import SplitResult, quote, urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.responses import Response

from tilaus.ports.shelf import Doc
from tilaus.record import record
from tilaus_adapters.web.accounts import Account
from tilaus_adapters.web.site import Site, site_of

KIND = "session"
IDLE, LONGEST = timedelta(hours=8), timedelta(hours=24)

RENEWED = timedelta(minutes=5)
"""A session's end is moved at most this often: not every page writes."""

SIGN_IN = "/desk/sign-in"


@record
class Session:
    """Somebody who is signed in.

    Attributes:
        user: the account's name, for the history.
        csrf: what each form of theirs must carry.
    """

    user: str
    role: str
    csrf: str

    @property
    def is_manager(self) -> bool:
        """Tell whether this is a manager."""
        return self.role == "manager"


def cookie_name(site: Site) -> str:
    """Return the cookie's name; by https one that only this host can have set (RFC 6265bis)."""
    return "__Host-tilaus" if site.is_https else "tilaus"


def begin(site: Site, account: Account, answer: Response) -> None:
    """Begin a session, and give the browser its cookie; one of before ends with `drop`."""
    token, now = secrets.token_urlsafe(32), site.accounts.clock()
    told = {
        "user": account.name,
        "epoch": account.epoch,
        "csrf": secrets.token_urlsafe(24),
        "began_at": now.isoformat(),
    }
    site.accounts.shelf.put_doc(Doc(KIND, _id(token), json.dumps(told), 1, now + IDLE), now)
    answer.set_cookie(
        cookie_name(site),
        token,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=site.is_https,
        httponly=True,
        samesite="lax",
    )


def drop(request: Request) -> None:
    """End the session of a request, if it has one."""
    site = site_of(request)
    token = request.cookies.get(cookie_name(site), "")
    if token:
        site.accounts.shelf.drop_doc(KIND, _id(token))


def end(request: Request, answer: Response) -> None:
    """End the session of a request, and take the cookie back."""
    site = site_of(request)
    drop(request)
    answer.delete_cookie(cookie_name(site), path="/", secure=site.is_https, httponly=True)


def session_of(request: Request) -> Session | None:
    """Return who is signed in, or None; looked up once in a request."""
    if not hasattr(request.state, "session"):
        request.state.session = _found(request)
    session: Session | None = request.state.session
    return session


def _found(request: Request) -> Session | None:
    site = site_of(request)
    token = request.cookies.get(cookie_name(site), "")
    now = site.accounts.clock()
    doc = site.accounts.shelf.doc(KIND, _id(token), now) if token else None
    if doc is None:
        return None
    told = json.loads(doc.text)
    account = site.accounts.user(told["user"])
    if account is None or account.is_disabled or account.epoch != told["epoch"]:
        return None
    _renew(site, doc, datetime.fromisoformat(told["began_at"]), now)
    return Session(account.name, account.role, told["csrf"])


def _renew(site: Site, doc: Doc, began_at: datetime, now: datetime) -> None:
    """Move the end of a session that is used; of two who do so at once one is enough."""
    until = min(now + IDLE, began_at + LONGEST)
    if doc.expires_at is not None and until - doc.expires_at > RENEWED:
        renewed = Doc(KIND, doc.id, doc.text, doc.version + 1, until)
        site.accounts.shelf.put_doc(renewed, now)


def _id(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def signed_in(request: Request) -> Session:
    """Return who is signed in; others are led to the sign-in, and back afterwards."""
    session = session_of(request)
    if session is None:
        raise _to_sign_in(request)
    return session


def _to_sign_in(request: Request) -> HTTPException:
    """Return what leads to the sign-in, and back to the page where somebody was.

    A script that wants a part of a page would put the whole sign-in there: it is told to go.
    """
    is_part = request.headers.get("hx-request") == "true"
    path, query = request.url.path, request.url.query
    if is_part:
        page = _parts(request.headers.get("hx-current-url", ""))
        path, query = (page.path, page.query) if page else ("/desk", "")
    elif request.method != "GET":
        path, query = "/desk", ""
    to = f"{SIGN_IN}?next={quote(f'{path}?{query}' if query else path, safe='/')}"
    if is_part:
        return HTTPException(401, headers={"HX-Redirect": to})
    return HTTPException(303, headers={"Location": to})


Signed = Annotated[Session, Depends(signed_in)]


def manager(session: Signed) -> Session:
    """Return the manager who is signed in; others are refused."""
    if not session.is_manager:
        raise HTTPException(403, "only managers may do this")
    return session


async def posted(request: Request, session: Signed) -> Session:
    """Return who sent a form of the desk; a form that another site made them send is refused."""
    form = await request.form()
    sent = form.get("csrf", "")
    is_ours = isinstance(sent, str) and hmac.compare_digest(
        sent.encode("utf-8", "replace"), session.csrf.encode()
    )
    if not is_ours or not is_same_site(request):
        raise HTTPException(403, "the form is not from this page, or too old: load the page again")
    return session


def is_same_site(request: Request) -> bool:
    """Tell whether a form came from a page of this host, as far as the browser says.

    Old browsers say nothing, and then the hidden field alone counts.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None or (origin == "null" and site == "same-origin"):
        return True
    parts = _parts(origin)
    is_safe = parts is not None and (parts.scheme == "https" or not site_of(request).is_https)
    return is_safe and parts is not None and parts.netloc == request.headers.get("host", "")


def local_path(asked: str) -> str:
    """Return where to go after the sign-in: a path of the desk, whatever was asked for."""
    is_plain = asked.isascii() and asked.isprintable() and not set("\\ ") & set(asked)
    parts = _parts(asked) if is_plain and len(asked) <= 500 else None
    if parts is None or parts.scheme or parts.netloc or ".." in parts.path:
        return "/desk"
    is_desk = parts.path == "/desk" or parts.path.startswith("/desk/")
    return asked if is_desk and not parts.path.startswith(SIGN_IN) else "/desk"


def _parts(url: str) -> SplitResult | None:
    """Return the parts of an address; None where it is none, such as `https://[evil`."""
    try:
        return urlsplit(url)
    except ValueError:
        return None
