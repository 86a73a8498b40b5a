"""`tilaus reconcile`: what the provider knows is listed first, and told to the order when asked."""

from pathlib import Path
from typing import Any

import pytest
from tests.adapters.cli.command import Run

from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.local import worlds
from tilaus_adapters.payment.sandbox import SandboxPayments


@pytest.fixture
def paid(run: Run, tmp_path: Path) -> Any:
    """Return the commands of a shop with an order that was paid, which the shop does not know."""
    run("init")
    Path("order.json").write_text(run("order", "place", "--example").out)
    run("order", "place", "order.json")
    run("worker", "--once")
    with opened(Options(db="shop.db")) as shop:
        order = shop.order(50001)
        assert order is not None
        payments = SandboxPayments(worlds(Path("shop.db"))[0])
        payments.pay(order.payments[0].reference, order.payments[0].amount_minor)
        for report in payments.messages():
            payments.acknowledge(report)
        payments.close()
    return run


def test_what_differs_is_listed_with_its_cure_and_nothing_changes(paid: Any) -> None:
    for _ in range(2):
        done = paid("reconcile", "--order", "50001", "--json")
        assert (done.code, done.doc["differences"], done.doc["mended"]) == (1, 1, 0)
        assert done.doc["found"][0]["cure"] == "tilaus reconcile --order 50001 --apply"
    assert "it has captured" in paid("reconcile", "--since", "2020-01-01").out


def test_what_differs_is_mended_and_then_nothing_differs(paid: Any) -> None:
    done = paid("reconcile", "--order", "50001", "--apply")
    assert (done.code, "mended" in done.out) == (0, True)
    again = paid("reconcile", "--since", "2020-01-01", "--json")
    assert (again.code, again.doc["orders"], again.doc["differences"]) == (0, 1, 0)


# fmt: off
REFUSED = [
    # what was asked                         code  what is said
    ((),                                     3,    "name --order NUMBER or --since"),
    (("--since", "yesterday"),               3,    "cannot read the day 'yesterday'"),
    (("--order", "7"),                       1,    "7"),
]
# fmt: on


@pytest.mark.parametrize(("words", "code", "said"), REFUSED)
def test_what_cannot_be_compared_is_told(
    run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    run("init")
    done = run("reconcile", *words)
    assert done.code == code
    assert said in done.out + done.err
