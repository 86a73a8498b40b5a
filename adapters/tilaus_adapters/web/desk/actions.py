"""What staff do to an order: each form is one command, decided by the kernel, once."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from tilaus.commands import Command, ResolveEffect
from tilaus.decide.journal import WAYS as EFFECT_WAYS
from tilaus.order import Order
from tilaus.refusals import Refusal
from tilaus.shop import Receipt
from tilaus_adapters import desk_words as words
from tilaus_adapters.triggers import EXTRAS, Misfit, Wish, command
from tilaus_adapters.web.desk.forms import BadForm, Fields, Sent
from tilaus_adapters.web.desk.offers import Desk
from tilaus_adapters.web.desk.order import Signed, desk_of, existing, page, read
from tilaus_adapters.web.sessions import Session, posted
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(include_in_schema=False, dependencies=[Depends(posted)])

MACHINES = frozenset({"order", "item", "payment", "refund", "parked"})


@router.post("/desk/orders/{number:int}/do")
def do(request: Request, number: int, session: Signed, sent: Sent) -> Response:
    """Do one thing to an order, or show why not; a second sending changes nothing."""
    desk = desk_of(site_of(request), session)
    stored, _ = read(site_of(request), number)
    try:
        asked = _command(desk, existing(stored), sent)
        key = sent.request(session.user)
    except (BadForm, Misfit, ValueError) as error:
        return _again(request, session, number, sent, text=str(error))
    answer = desk.shop.handle(number, asked, key, version=sent.version)
    return answered(request, session, number, sent, answer)


@router.post("/desk/orders/{number:int}/effects")
def settle(request: Request, number: int, session: Signed, sent: Sent) -> Response:
    """Say what is to become of an effect that hangs."""
    desk = desk_of(site_of(request), session)
    stored, _ = read(site_of(request), number)
    order = existing(stored)
    try:
        asked, key = _settlement(desk, order, sent), sent.request(session.user)
    except (BadForm, ValueError) as error:
        return _again(request, session, number, sent, text=str(error))
    known = desk.shop.store.load(number, key).answer is not None
    if sent.version != order.version and not known:
        return answered(request, session, number, sent, _changed(order))
    answer = desk.shop.resolve_effect(number, asked, key)
    return answered(request, session, number, sent, answer)


def answered(
    request: Request, session: Session, number: int, sent: Fields, answer: Receipt | Refusal
) -> Response:
    """Go on to the order, which says what was done; or show it again with what was in the way."""
    if isinstance(answer, Refusal):
        return _again(request, session, number, sent, refusal=answer)
    if sent.text("back") == "queue":
        return RedirectResponse(f"/desk?done={number}", 303)
    return RedirectResponse(f"/desk/orders/{number}?done=1&since={max(sent.version, 0)}", 303)


def _again(
    request: Request,
    session: Session,
    number: int,
    sent: Fields,
    *,
    refusal: Refusal | None = None,
    text: str = "",
) -> Response:
    """Show the order again, with the form as it was filled in: nothing was written."""
    asked = {name: (values or ("",))[0][:2_000] for name, values in sent.values.items()}
    offer = ".".join(asked[n] for n in ("machine", "about", "trigger") if asked.get(n))
    since = max(sent.version, 0) if refusal and refusal.code == "version_conflict" else None
    return page(
        request,
        session,
        number,
        since=since,
        refusal=refusal,
        text=text[:1].upper() + text[1:],
        asked=asked | {"offer": offer},
        wanted=offer,
    )


def _changed(order: Order) -> Refusal:
    wish = f"change order {order.number}"
    return Refusal("version_conflict", wish, "it has changed since it was read")


def _command(desk: Desk, order: Order, sent: Fields) -> Command:
    """Read which command a form means.

    Raises:
        BadForm: no page of ours made it.
        Misfit: something that it needs is missing, or something does not go with it.
        ValueError: an amount cannot be read.
    """
    machine, trigger = sent.text("machine"), sent.text("trigger")
    if machine not in MACHINES or not trigger:
        raise BadForm("the form does not say what is to be done")
    given = {name: sent.text(name) for name in EXTRAS if name not in ("units", "amount")}
    if words.deed(machine, trigger).needs_reason and not given["reason"]:
        raise BadForm(
            f"cannot {trigger} {machine} {sent.text('about')}".strip() + ": give a reason"
        )
    amount = sent.text("amount")
    wish = Wish(
        trigger,
        machine,
        sent.text("about"),
        desk.by,
        **given,
        units=sent.whole("units"),
        amount_minor=order.currency.parse(amount) if amount else None,
        token=desk.shop.new_token(),
    )
    return command(wish, desk.policy.lifecycles)


def _settlement(desk: Desk, order: Order, sent: Fields) -> ResolveEffect:
    what = sent.text("trigger")
    if what not in EFFECT_WAYS:
        raise BadForm("the form does not say what is to become of it")
    if not sent.text("reason"):
        raise BadForm("cannot settle it: give a reason: what was seen, and where")
    amount = sent.text("amount")
    return ResolveEffect(
        sent.text("effect"),
        what,
        sent.text("reason"),
        order.currency.parse(amount) if amount else None,
        sent.text("reference"),
        by=desk.by,
    )
