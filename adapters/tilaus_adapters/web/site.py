"""What every page and every path of the API works with: the shop, and who may see what of it."""

from fastapi import Request

from tilaus.record import record
from tilaus.shop import Shop
from tilaus_adapters.languages import Languages
from tilaus_adapters.links import AnswerLinks, TrackingTokens
from tilaus_adapters.web.accounts import Accounts
from tilaus_adapters.web.pages import Pages


@record
class Site:
    """One shop on the web.

    Attributes:
        answers: reads the links by which customers answer; None where the shop makes none.
        tokens: knows the secrets of tracking links that are signed; None where none is.
        is_https: whether browsers reach it by https only: then cookies never travel otherwise.
    """

    shop: Shop
    accounts: Accounts
    pages: Pages
    languages: Languages
    answers: AnswerLinks | None = None
    tokens: TrackingTokens | None = None
    is_https: bool = True


def site_of(request: Request) -> Site:
    """Return the site that a request came to."""
    site: Site = request.app.state.site
    return site
