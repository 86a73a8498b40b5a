"""`tilaus delivery poll`: ask the delivery server what became of what it has."""

from functools import partial

from tilaus.polling import Polled
from tilaus.polling import poll as ask
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import BROKEN, DONE, Reply
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened


def poll(*, options: Options = DEFAULTS) -> Reply:
    """Ask the delivery server about every item that it has, once.

    A worker does so by itself, every TILAUS_DELIVERY_POLL_S seconds, where delivery is over HTTP.
    """
    with opened(options) as shop:
        found = ask(shop)
    doc = {"asked": found.asked, "news": found.news, "failures": list(found.failures)}
    return Reply(doc, partial(_show, found), BROKEN if found.failures else DONE)


def _show(found: Polled, screen: Screen) -> None:
    screen.say(f"asked about {count(found.asked, 'item')}; {found.news} with news")
    for failure in found.failures:
        screen.complain(failure)
