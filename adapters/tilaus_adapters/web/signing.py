"""Sign in, sign out, and one's own account at the desk."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from tilaus_adapters import desk_words as words
from tilaus_adapters.web.accounts import Denied
from tilaus_adapters.web.sessions import (
    SIGN_IN,
    Session,
    Signed,
    begin,
    drop,
    end,
    is_same_site,
    local_path,
    posted,
    session_of,
)
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(include_in_schema=False)

Posted = Annotated[Session, Depends(posted)]
Text = Annotated[str, Form(max_length=500)]


@router.get(SIGN_IN)
def ask(request: Request, next: str = "") -> Response:
    """Show the form; who is signed in already goes on."""
    if session_of(request) is not None:
        return RedirectResponse(local_path(next), 303)
    return _form(request, next, "")


@router.post(SIGN_IN)
def sign_in(request: Request, name: Text = "", password: Text = "", next: Text = "") -> Response:
    """Check the password; whatever is wrong is answered alike."""
    site = site_of(request)
    if not is_same_site(request):
        return _form(request, next, "again", 403)
    address = request.client.host if request.client else ""
    found = site.accounts.sign_in(name, password, address)
    if isinstance(found, Denied):
        shut = found.opens_at is not None
        return _form(request, next, "wait" if shut else "wrong", 429 if shut else 401, name)
    answer = RedirectResponse(local_path(next), 303)
    drop(request)
    begin(site, found, answer)
    return answer


def _form(request: Request, next: str, said: str, status: int = 200, name: str = "") -> Response:
    facts = {"next": local_path(next), "said": said, "name": name}
    return site_of(request).pages.render(request, "signing/sign_in.html", status, **facts)


@router.post("/desk/sign-out")
def sign_out(request: Request, session: Posted) -> Response:
    """End this session."""
    answer = RedirectResponse(SIGN_IN, 303)
    end(request, answer)
    return answer


@router.get("/desk/account")
def account(request: Request, session: Signed) -> Response:
    """Show one's own account."""
    return _account(request, session)


def _account(request: Request, session: Session, said: str = "", status: int = 200) -> Response:
    pages = site_of(request).pages
    role = words.said(pages.language(request), words.ROLES[session.role])
    facts = {"said": said, "user": session.user, "role": role}
    return pages.render(request, "signing/account.html", status, **facts)


@router.post("/desk/account/password")
def change_password(
    request: Request, session: Posted, old: Text = "", new: Text = "", again: Text = ""
) -> Response:
    """Change one's own password; all other sessions end, and this one goes on as a new one."""
    site = site_of(request)
    address = request.client.host if request.client else ""
    if new != again:
        return _account(request, session, "differ", 422)
    found = site.accounts.sign_in(session.user, old, address)
    if isinstance(found, Denied):
        shut = found.opens_at is not None
        return _account(request, session, "wait" if shut else "wrong", 429 if shut else 403)
    try:
        changed = site.accounts.set_password(session.user, new)
    except ValueError as error:
        return _account(request, session, str(error), 422)
    answer = RedirectResponse("/desk/account", 303)
    drop(request)
    begin(site, changed, answer)
    return answer


@router.post("/desk/account/sign-out-everywhere")
def sign_out_everywhere(request: Request, session: Posted) -> Response:
    """End all sessions of one's own, this one too."""
    site_of(request).accounts.sign_out_everywhere(session.user)
    answer = RedirectResponse(SIGN_IN, 303)
    end(request, answer)
    return answer
