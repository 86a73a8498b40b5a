"""`tilaus switch`: all orders of a shop live under changed lifecycles afterwards, or none do."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus.switching import Adopted, adopt_all
from tilaus_adapters.cli import switching
from tilaus_adapters.interop.order_file import example

GOODS = Path(__file__).parents[3] / "examples" / "lifecycles" / "goods.toml"

NEXT = """
[lifecycle]
id = "goods"
version = 2
"""
MAPPED = f"""{NEXT}
[lifecycle.mapping]
item.packed = "processing"
item.shipped = "processing"
item.returned = "completed"
"""


@pytest.fixture
def goods(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Make a shop of goods with two orders: 50001 with a packed item, 50002 not paid."""
    monkeypatch.setenv("TILAUS_DELIVERY", "manual")
    shutil.copy(GOODS, "shop.toml")
    Path("order.json").write_bytes(example())
    Path("next.toml").write_text(NEXT, encoding="utf-8")
    Path("mapped.toml").write_text(MAPPED, encoding="utf-8")
    for words in (
        "init",
        "order place order.json",
        "worker --once",
        "sandbox 50001 pay",
        "worker --once",
        "order do 50001 start --item 1",
        "order do 50001 pack --item 1",
        "order place order.json",
        "worker --once",
    ):
        done = run(*words.split())
        assert done.code == 0, done
    return run


SENTENCE = (
    "order 50001: item 1 is packed, a state that goods/2 does not have; under [lifecycle.mapping] "
    "write item.packed = one of pending, on_hold, processing, completed, cancelled, refunded"
)


def test_nothing_is_switched_while_an_order_would_be_stranded_and_those_are_listed(
    goods: Run,
) -> None:
    before = Path("shop.toml").read_text(encoding="utf-8")
    done = goods("switch", "next.toml")
    assert done.code == 1
    assert "nothing was switched: 1 order of 2 orders would be stranded" in done.err
    assert SENTENCE in " ".join(done.err.split())
    assert Path("shop.toml").read_text(encoding="utf-8") == before
    doc = goods("switch", "next.toml", "--json").doc
    assert (doc["to_switch"], doc["switched"]) == (2, 0)
    assert [order["number"] for order in doc["stranded"]] == [50001]
    assert goods("order", "do", "50001", "ship", "--item", "1").code == 0


def test_a_dry_run_says_what_would_happen_and_changes_nothing(goods: Run) -> None:
    done = goods("switch", "mapped.toml", "--dry-run")
    assert done.code == 0
    assert "2 orders would live under goods/2/" in done.out
    assert goods("order", "do", "50001", "ship", "--item", "1").code == 0


def test_a_switch_takes_every_order_along_and_installs_the_policy(goods: Run) -> None:
    done = goods("switch", "mapped.toml")
    assert done.code == 0, done
    assert "2 orders switched to goods/2/" in done.out
    assert Path("shop.toml").read_text(encoding="utf-8") == MAPPED
    assert Path("shop.before.toml").read_text(encoding="utf-8") == GOODS.read_text(encoding="utf-8")
    shown = goods("order", "show", "50001", "--history")
    assert "lives under the lifecycle goods/2/" in shown.out
    assert "item 1: packed is processing" in " ".join(shown.out.split())
    for item in "123":
        assert goods("order", "do", "50001", "deliver", "--item", item).code == 0
    assert goods("order", "do", "50001", "complete").code == 0
    again = goods("switch", "mapped.toml", "--json")
    assert (again.code, again.doc["to_switch"], again.doc["switched"]) == (0, 0, 0)


def test_a_switch_that_was_killed_is_gone_on_with_by_the_same_command(
    goods: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process ends here."""

    def killed(*args: object) -> Iterator[Adopted]:
        yield next(adopt_all(*args))  # type: ignore[arg-type]
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(switching, "adopt_all", killed)
        with pytest.raises(Killed):
            goods("switch", "mapped.toml")
    # One order is switched, one is not, and the old policy counts: nothing is guessed meanwhile.
    switched = goods("order", "do", "50002", "cancel")
    assert switched.code == 1
    assert "it lives under the lifecycle goods/2/" in switched.err
    done = goods("switch", "mapped.toml", "--json")
    assert (done.code, done.doc["to_switch"], done.doc["switched"]) == (0, 1, 1)
    assert goods("order", "do", "50002", "cancel").code == 0


def test_an_order_of_another_lifecycle_is_shown_but_not_changed(goods: Run) -> None:
    shutil.copy("mapped.toml", "shop.toml")
    shown = goods("order", "show", "50001")
    assert shown.code == 0
    assert "packed" in shown.out
    assert goods("order", "list").code == 0
    refused = goods("order", "allowed", "50001")
    assert refused.code == 1
    assert "possible now: tilaus switch NEW.toml" in refused.err


def test_messages_wait_at_their_sender_until_the_order_is_switched(goods: Run) -> None:
    assert goods("sandbox", "50002", "pay").code == 0
    shutil.copy("mapped.toml", "shop.toml")
    for _ in range(2):
        done = goods("worker", "--once", "--json")
        assert done.code == 3
        assert any("goods/1/" in failure for failure in done.doc["failures"])
    assert goods("switch", "mapped.toml").code == 0
    assert goods("worker", "--once").code == 0
    assert goods("order", "show", "50002", "--json").doc["status"] == "processing"


# fmt: off
WRONG = [
    # the command                                        exit  what is said
    (("switch", "none.toml"),                            3,    "cannot read none.toml"),
    (("switch", "broken.toml"),                          3,    "cannot use broken.toml:\n  lifecycle.id: field 'id' is missing"),
    (("switch", "next.toml", "--policy", "next.toml"),   2,    "cannot switch with --policy: the new policy is the file that is named"),
    (("switch", "next.toml", "--db", "none.db"),         3,    "there is no shop at none.db"),
    (("switch",),                                        2,    "requires an argument"),
]
# fmt: on


@pytest.mark.parametrize(("words", "code", "said"), WRONG)
def test_a_switch_that_cannot_be_tried_says_why(
    goods: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    Path("broken.toml").write_text("[lifecycle]\n", encoding="utf-8")
    done = goods(*words)
    assert done.code == code
    assert said in done.err
