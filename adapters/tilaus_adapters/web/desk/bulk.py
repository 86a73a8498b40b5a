"""`/desk/orders/bulk`: the same to several orders, each decided by itself, each with a result."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from tilaus.commands import AddNote, Advance, Command, RetryItem
from tilaus.order import Order
from tilaus.ports.storage import RequestKey
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus_adapters import desk_words as words
from tilaus_adapters.web.desk.forms import BadForm, Sent, is_whole
from tilaus_adapters.web.desk.offers import Desk
from tilaus_adapters.web.desk.order import Signed, desk_of, rendered
from tilaus_adapters.web.sessions import posted
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(include_in_schema=False, dependencies=[Depends(posted)])

MOST = 100
"""To so many orders something is done at once."""


@record
class Result:
    """What became of one order: `tone` is `done`, `same` or `refused`; its version after it."""

    number: int
    tone: str
    text: str
    version: int = 0


@record
class Chosen:
    """An order that was ticked, at the version that was seen."""

    number: int
    version: int


# fmt: off
_ONE: Mapping[str, Callable[[Desk, str], Command]] = {
    "hold":     lambda desk, reason: Advance("hold", reason=reason, by=desk.by),
    "resume":   lambda desk, reason: Advance("resume", reason=reason, by=desk.by),
    "complete": lambda desk, reason: Advance("complete", reason=reason, by=desk.by),
    "note":     lambda desk, reason: AddNote(reason, by=desk.by),
}
# fmt: on

WAYS = (*_ONE, "retry")
"""What may be done to several orders: `retry` tries every item again that was given up."""

NEEDS_REASON = frozenset({"hold", "resume", "note"})


@router.post("/desk/orders/bulk")
def bulk(request: Request, session: Signed, sent: Sent) -> HTMLResponse:
    """Do one thing to each order that was ticked; one that cannot keeps none of the others back."""
    desk = desk_of(site_of(request), session)
    way, reason = sent.text("do"), sent.text("reason")
    results: tuple[Result, ...] = ()
    problem = _problem(way, reason, len(sent.all("order")))
    if not problem:
        try:
            key, chosen = sent.request(session.user), _chosen(sent.all("order"))
            results = tuple(_done(desk, way, reason, one, key) for one in chosen)
        except BadForm as error:
            problem = str(error)
    return rendered(
        request,
        session,
        "desk/bulk.html",
        422 if problem else 200,
        results=results,
        problem=problem,
        label=_label(desk, way),
        undo=_undo(way),
        reason=reason,
    )


def _label(desk: Desk, way: str) -> str:
    return words.said(desk.language, words.deed("order", way).label) if way in WAYS else ""


def _undo(way: str) -> str:
    return words.UNDO.get(("order", way), ("", ""))[1]


def _chosen(ticked: object) -> tuple[Chosen, ...]:
    """Read `NUMBER:VERSION` of each order; raises BadForm."""
    found: dict[int, Chosen] = {}
    for text in ticked if isinstance(ticked, list | tuple) else ():
        number, colon, version = text.partition(":")
        if not (colon and is_whole(number) and is_whole(version)):
            raise BadForm(f"{text[:40]!r} names no order")
        found[int(number)] = Chosen(int(number), int(version))
    return tuple(found.values())


def _problem(way: str, reason: str, ticked: int) -> str:
    """Say why nothing can be done at all; empty where it can."""
    if way not in WAYS:
        return "choose what is to be done"
    if not ticked:
        return "tick the orders first"
    if ticked > MOST:
        return f"{ticked} orders are ticked: at most {MOST} at once"
    return "give a reason" if way in NEEDS_REASON and not reason else ""


def _done(desk: Desk, way: str, reason: str, one: Chosen, key: RequestKey) -> Result:
    if way == "retry":
        return _retried(desk, one, key)
    own = RequestKey(key.source, f"{key.id}/{one.number}")
    wish = _ONE[way](desk, reason)
    answer = desk.shop.handle(one.number, wish, own, version=one.version)
    if isinstance(answer, Refusal):
        return _refused(desk, one, answer)
    is_new = answer.outcome != "duplicate"
    said = "done" if is_new else "this was done already"
    tone = "done" if is_new else "same"
    return Result(one.number, tone, words.said(desk.language, said), answer.order.version)


def _retried(desk: Desk, one: Chosen, key: RequestKey) -> Result:
    """Try every item of an order again that was given up; a second sending finds its answers."""
    order = desk.shop.order(one.number)
    if order is None:
        return Result(one.number, "refused", words.said(desk.language, "there is no such order"))
    keys = {i.id: RequestKey(key.source, f"{key.id}/{one.number}/{i.id}") for i in order.items}
    if any(desk.shop.store.load(order.id, k).answer is not None for k in keys.values()):
        return Result(one.number, "same", words.said(desk.language, "this was done already"))
    wanted = [item.id for item in order.items if item.kind == "failed"]
    if not wanted:
        return Result(one.number, "refused", words.said(desk.language, "no item was given up"))
    return _retry_each(desk, one, order, wanted, keys)


def _retry_each(
    desk: Desk, one: Chosen, order: Order, wanted: list[str], keys: Mapping[str, RequestKey]
) -> Result:
    version, done = one.version, 0
    refusal: Refusal | None = None
    for id in wanted:
        wish = RetryItem(id, by=desk.by)
        answer = desk.shop.handle(order.id, wish, keys[id], version=version)
        if isinstance(answer, Refusal):
            refusal = answer
        else:
            version, done = answer.order.version, done + 1
    if refusal is not None and not done:
        return _refused(desk, one, refusal)
    many = words.said(desk.language, "items tried again: {number}").format(number=done)
    return Result(
        one.number,
        "done",
        many if refusal is None else f"{many}; {words.why_not(desk.language, refusal)}",
    )


def _refused(desk: Desk, one: Chosen, refusal: Refusal) -> Result:
    if refusal.code == "version_conflict":
        found = "somebody changed it since you saw it: nothing was done"
        return Result(one.number, "refused", words.said(desk.language, found))
    return Result(one.number, "refused", words.why_not(desk.language, refusal))
