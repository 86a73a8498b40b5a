"""What the links in mails are answered that settle a question, whoever has which."""

from collections.abc import Iterator

from tests.adapters.web.conftest import HERE
from tests.adapters.web.roles.people import Bench
from tests.world import STAFF

from tilaus.commands import AskCustomer, RenewTracking
from tilaus.decide.items import CHOICES
from tilaus.order import Order

LINKS = ("of the order", "of another order", "forged", "answered", "replaced", "expired", "renewed")
"""Which link somebody has; `renewed`: the order's tracking link was renewed after it was made."""


def rows(bench: Bench) -> Iterator[list[str]]:
    """Yield a row for each choice, for looking and for pressing the button, a column for each."""
    yield ["choice", *LINKS]
    for choice in CHOICES:
        for method in ("GET", "POST"):
            yield [f"{method} {choice}", *(_cell(bench, method, choice, link) for link in LINKS)]


def _cell(bench: Bench, method: str, choice: str, link: str) -> str:
    """Use a link; say the status, whether it leads to the order's page, and whether it was done."""
    order, other = bench.asked(), bench.asked()
    who = {"of another order": "other guest", "forged": "nobody"}.get(link, "guest")
    token = bench.answer(who, order, other, choice)
    _age(bench, order, link)
    client, before = bench.client(), bench.world.order(order)
    path = f"/a/{token}"
    if method == "GET":
        answer = client.get(path)
    else:
        answer = client.post(path, data={}, headers={"origin": HERE})
    after = bench.world.order(order)
    where = answer.headers.get("location", "")
    led = "its page" if f"/t/{before.token}" in answer.text + where else ""
    said = (str(answer.status_code), led, "done" if after != before else "")
    return " ".join(part for part in said if part)


def _age(bench: Bench, order: Order, link: str) -> None:
    """Let happen to a link what makes it one that is answered, replaced, expired or renewed."""
    if link == "answered":
        bench.links.answer(bench.world.shop, bench.answer("guest", order, order, "retry"))
    elif link == "replaced":
        bench.world.advance(seconds=1)
        bench.world.handle(order, AskCustomer("2", by=STAFF))
    elif link == "expired":
        bench.world.advance(days=8)
    elif link == "renewed":
        bench.world.handle(order, RenewTracking(bench.world.shop.new_token(), by=STAFF))
