"""The quote of a refund of a whole order, by the number of its items.

python -m benchmarks.quoting [--quick]
"""

from functools import partial

from benchmarks.deciding import POLICY, done
from benchmarks.measuring import Table, alone, interleaved, seconds

from tilaus.commands import Line
from tilaus.order import Order
from tilaus.refunds import WHOLE, Quote, quote
from tilaus.testing.orders import START, paid, placing, reported

SIZES = (1, 10, 100, 1_000)


def bought(items: int) -> Order:
    """Return an order of so many items that was paid and delivered."""
    lines = [Line("Likes", f"https://example.org/{n}", 10, 20) for n in range(items)]
    placed = done(None, placing(50001, lines))
    delivered = [reported(item.id, "delivered") for item in placed.items]
    return done(placed, paid(placed), *delivered)


def took(order: Order, times: int) -> float:
    """Return the microseconds of one quote."""
    found = quote(order, WHOLE, "original", POLICY, START)
    if not isinstance(found, Quote):
        raise RuntimeError(f"it was refused: {found}")
    work = partial(quote, order, WHOLE, "original", POLICY, START)
    return 1e6 * seconds(lambda: [work() for _ in range(times)]) / times


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found."""
    jobs = {f"{n:,}": partial(took, bought(n), max(1, 500 // n)) for n in SIZES}
    found = interleaved(jobs, 2 * rounds + 1, "quotes")
    rows = tuple(
        (name, f"{us:.1f}", f"{us / items:.2f}")
        for items, (name, us) in zip(SIZES, found.items(), strict=True)
    )
    told = (
        "What a refund of the whole order would send, the fee's share included, split over its "
        f"items to the cent; microseconds, medians of {2 * rounds + 1} rounds."
    )
    head = ("items", "a quote, µs", "an item, µs")
    return [Table("A quote of a refund", told, head, rows, (), "µs a quote", tuple(found.items()))]


if __name__ == "__main__":
    alone(tables)
