"""Ask the delivery server about every job that runs: for servers that send no messages.

Asking changes nothing; what is heard is a message like any other, and a repetition of what is known
is a duplicate. So polling and messages may run side by side, and several may poll at once.
"""

from collections.abc import Callable, Iterator
from itertools import takewhile

from tilaus.calls import delivery_reply, running_job
from tilaus.order import Item, Order
from tilaus.ports.storage import Query
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus.table import OVER

PAGE = 100

SAID = frozenset({"done", "pending", "refused"})
"""The outcomes with which a server says what it knows of a job."""


@record
class Polled:
    """What came of asking: jobs asked about, messages that told something new, what went wrong."""

    asked: int = 0
    news: int = 0
    failures: tuple[str, ...] = ()


def poll(shop: Shop, stop: Callable[[], bool] = lambda: False) -> Polled:
    """Ask the server about each item that it has; a failure about one stops none of the others.

    Args:
        stop: nothing more is asked once it says so.
    """
    asked, news, failures = 0, 0, []
    for order, item in takewhile(lambda _: not stop(), running(shop)):
        asked += 1
        try:
            news += _ask(shop, order, item)
        except Exception as error:  # noqa: BLE001 - each job fails for itself
            what = f"cannot ask about item {item.id} of order {order.number}"
            failures.append(f"{what}: {type(error).__name__}: {error}"[:500])
    return Polled(asked, news, tuple(failures))


def running(shop: Shop) -> Iterator[tuple[Order, Item]]:
    """Yield each item that the server was asked to take and that is not over, newest order first.

    An order whose work has ended, or has not begun, has none and is passed over unread.
    """
    states = shop.policy.lifecycles.order.states.values()
    for state in (s for s in states if s.kind in ("active", "held")):
        before: int | None = None
        while page := shop.store.search(Query(status=state.name, limit=PAGE, before=before)):
            for order in page:
                yield from ((order, i) for i in order.items if i.handed_over and i.kind not in OVER)
            before = page[-1].number


def _ask(shop: Shop, order: Order, item: Item) -> bool:
    """Ask about one job; say whether the order changed by the answer."""
    job = running_job(shop, order, item)
    if job is None:
        return False
    outcome = shop.delivery.look_up(job)
    if outcome is None:  # Not there yet: the journal hands it over.
        return False
    if outcome.state not in SAID:
        raise LookupError(outcome.reason or "the server does not say")
    command = delivery_reply(job, outcome)
    if command is None:
        return False
    answer = shop.handle(order.id, command)
    if isinstance(answer, Refusal):
        raise LookupError(answer.sentence)
    return answer.outcome == "done"
