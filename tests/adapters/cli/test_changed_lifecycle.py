"""A shop with states of its own, as its staff use it on the command line."""

import shutil
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus_adapters.interop.order_file import example

GOODS = Path(__file__).parents[3] / "examples" / "lifecycles" / "goods.toml"


@pytest.fixture
def goods(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Make a shop of goods, where order 50001 is paid and staff deliver by hand."""
    monkeypatch.setenv("TILAUS_DELIVERY", "manual")
    shutil.copy(GOODS, "shop.toml")
    Path("order.json").write_bytes(example())
    for words in ("init", "order place order.json", "worker --once", "sandbox 50001 pay"):
        assert run(*words.split()).code == 0
    assert run("worker", "--once").code == 0
    return run


def test_staff_trigger_rows_that_the_shop_added_and_read_its_own_words(goods: Run) -> None:
    for trigger in ("start", "pack", "ship"):
        done = goods("order", "do", "50001", trigger, "--item", "1")
        assert done.code == 0, done
    shown = goods("order", "show", "50001", "--history")
    assert "Shipped" in shown.out
    assert "item 1: processing -> packed, pack" in shown.out
    doc = goods("order", "show", "50001", "--json").doc
    assert doc["items"][0]["status"] == "shipped"
    allowed = goods("order", "allowed", "50001", "--json").doc
    assert "deliver" in str(allowed)


def test_a_step_that_the_shop_did_not_declare_is_refused_with_those_that_it_did(goods: Run) -> None:
    refused = goods("order", "do", "50001", "ship", "--item", "1")
    assert refused.code == 1
    assert "cannot ship item 1: item 1 is pending; possible now: " in refused.err


def test_the_policy_that_counts_is_shown_with_its_lifecycle(goods: Run) -> None:
    shown = goods("policy", "show")
    assert '[lifecycle]\nid = "goods"' in shown.out
    Path("again.toml").write_text(shown.out, encoding="utf-8")
    assert goods("check", "again.toml", "--tables").code == 0
    doc = goods("policy", "show", "--json").doc
    assert doc["lifecycle"]["id"] == "goods"
    assert doc["lifecycle"]["fingerprint"].startswith("goods/1/")
