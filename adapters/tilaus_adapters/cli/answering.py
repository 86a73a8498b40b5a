"""`tilaus answer` and `tilaus secret`: the links by which customers answer, tried by hand."""

from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters import documents
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.reply import Reply, WorldError, refused
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.links import AnswerLinks, Offer
from tilaus_adapters.signatures import new_secret


def answer(
    token: Annotated[str, Parameter(help="What stands after /a/ in the link.")],
    /,
    *,
    target: Annotated[
        str, Parameter(show_default=False, help="Where to try again; else the same target.")
    ] = "",
    dry_run: Annotated[
        bool, Flag, Parameter(help="Show what it would do; nothing changes.")
    ] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Do what a customer's link says, as if its page had been posted."""
    with opened(options) as shop:
        links = _links(shop)
        offer = links.read(shop, token)
        if dry_run:
            return refused(offer) if isinstance(offer, Refusal) else _shown(offer)
        done = links.answer(shop, token, target)
    if isinstance(done, Refusal):
        return refused(done)
    doc = {"number": done.order.number, "outcome": done.outcome}
    text = f"order {done.order.number}: answered ({done.outcome})"
    return Reply(doc, lambda screen: screen.say(text))


def _links(shop: Shop) -> AnswerLinks:
    if not isinstance(shop.links, AnswerLinks):
        found = "TILAUS_SECRET is not set; make a secret with: tilaus secret"
        raise WorldError(f"cannot answer by a link: {found}")
    return shop.links


def _shown(offer: Offer) -> Reply:
    quote = None if offer.quote is None else documents.quote(offer.quote, offer.order)
    doc: dict[str, Any] = {
        "number": offer.order.number,
        "item": offer.item.id,
        "choice": offer.choice,
        "until": documents.moment(offer.until),
        "quote": quote,
    }
    money = offer.order.currency.format
    does = f"item {offer.item.id} is tried again"
    if offer.quote is not None:
        does = f"{money(offer.quote.amount_minor)} for item {offer.item.id} to {offer.quote.to}"
    text = f"order {offer.order.number}: {does}; until {offer.until:%Y-%m-%d %H:%M} UTC"
    return Reply(doc, lambda screen: screen.say(text))


def secret(*, options: Options = DEFAULTS) -> Reply:
    """Print a new secret: for links (TILAUS_SECRET), or for what two servers sign."""
    made = new_secret()
    return Reply({"secret": made}, lambda screen: screen.raw(f"{made}\n"))
