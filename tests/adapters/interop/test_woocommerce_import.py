"""Whole files: imported once, in any sequence, under their own numbers; broken ones are refused."""

import io
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from tests.adapters.interop.importing import check, imported, policy, shop_of
from tests.adapters.interop.woocommerce_orders import Doc, money, order, orders

from tilaus.commands import Line, Tender
from tilaus.order import Charge, Customer
from tilaus.shop import Receipt, Shop
from tilaus_adapters.interop.everything import orders as all_orders
from tilaus_adapters.interop.json_stream import BadStream
from tilaus_adapters.interop.woocommerce_import import Importer, Plan
from tilaus_adapters.storage.sqlite import SqliteStore


def state(shop: Shop) -> list[object]:
    return [(o, shop.store.history(o.id)) for o in all_orders(shop.store)]


def test_all_generated_orders_are_imported_with_totals_equal_to_the_cent() -> None:
    shop, docs = shop_of(), list(orders(400))
    assert {t.what for t in imported(shop, docs)} == {"imported"}
    for doc in docs:
        found = shop.order(doc["id"])
        assert found is not None
        if found.kind != "failed":
            assert money(found.total_minor) == doc["total"]
        back = sum(round(-float(r["total"]) * 100) for r in doc["refunds"])
        assert found.refunded_minor == back
        assert found.captured_minor == (found.total_minor if doc["date_paid_gmt"] else 0)
    check(shop)


def test_a_second_import_changes_nothing() -> None:
    shop, docs = shop_of(), list(orders(60))
    imported(shop, docs)
    before, end = state(shop), shop.store.feed_end()
    again = imported(shop, list(reversed(docs)))
    assert {t.what for t in again} == {"known"}
    assert (state(shop), shop.store.feed_end()) == (before, end)


def test_an_import_that_was_interrupted_goes_on(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "shop.db")
    shop, docs = shop_of(store), list(orders(30))
    data = io.BytesIO(json.dumps(docs).encode())
    half = Importer(shop, data, Plan()).run()
    assert [next(half).what for _ in range(12)] == ["imported"] * 12
    half.close()  # type: ignore[attr-defined]
    assert Counter(t.what for t in imported(shop, docs)) == {"known": 12, "imported": 18}
    check(shop)
    store.close()


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    shop, docs = shop_of(), [*orders(30), {"id": 31, "status": "completed"}]
    dry = imported(shop, docs, Plan(is_dry=True))
    assert state(shop) == []
    really = imported(shop, docs)
    assert [(t.id, t.what, t.left, t.remarks) for t in dry] == [
        (t.id, t.what, t.left, t.remarks) for t in really
    ]


def test_orders_keep_their_numbers_and_the_next_order_gets_one_above_them() -> None:
    shop = shop_of(rules=policy(first_order_number=1))
    imported(shop, list(orders(20, first=5)))
    assert [o.number for o in all_orders(shop.store)] == list(range(24, 4, -1))
    line = Line("views", "@me", 1, 100)
    placed = shop.place(Customer("a@b.example"), [line], [Tender("card")])
    assert isinstance(placed, Receipt)
    assert placed.order.number > 24


def test_a_number_that_is_taken_gives_way_and_it_is_said() -> None:
    shop = shop_of(rules=policy(first_order_number=7))
    line = Line("views", "@me", 1, 100)
    shop.place(Customer("a@b.example"), [line], [Tender("card")], [Charge("s", "shipping", 1)])
    first, second = imported(shop, [order(7), order(9)])
    assert first.number != 7
    assert first.remarks[-1] == "its number 7 is not kept"
    assert second.number == 9


def test_orders_of_two_shops_are_two_even_with_the_same_id() -> None:
    other = order(7) | {"_links": {"self": [{"href": "https://other.example/wp-json/7"}]}}
    first, second = imported(shop_of(), [order(7), other])
    assert (first.what, second.what) == ("imported", "imported")
    assert first.number != second.number


def test_a_shop_without_the_way_to_pay_says_what_to_write() -> None:
    with pytest.raises(ValueError, match=r'unknown = { provider = "imported" }'):
        Importer(shop_of(), io.BytesIO(b""), Plan(method="unknown"))
    with pytest.raises(ValueError, match="card takes a fee"):
        Importer(shop_of(), io.BytesIO(b""), Plan(method="card"))


FUZZED = 2_000


def test_fuzzed_files_get_a_clear_refusal_each_and_break_nothing(
    record_property: Callable[[str, object], None],
) -> None:
    shop, random, seen = shop_of(), Random(8), Counter[str]()
    good = [json.dumps(order(n)) for n in range(1, 40)]
    for n in range(FUZZED):
        text = random.choice(good)
        data = _broken(json.loads(text), random) if n % 2 else _torn(text, random)
        try:
            found = list(Importer(shop, io.BytesIO(data), Plan()).run())
        except BadStream as bad:
            seen["file refused" if "line" in str(bad) or "UTF-8" in str(bad) else "unclear"] += 1
            continue
        for one in found:
            seen[f"{one.kind} {one.what}"] += 1
            assert (one.what == "refused") == bool(one.refusal)
            assert "Error" not in one.refusal
            assert "Traceback" not in one.refusal
    record_property("told", f"{FUZZED} fuzzed files: {dict(seen)}")
    assert seen["order refused"] > 300
    assert seen["file refused"] > 300
    assert not seen["unclear"]
    check(shop)


HOSTILE: tuple[object, ...] = (
    *(None, "", "x", -1, 0, 1, 10**30, True, [], {}, [1], {"a": 1}, "\x00", "\ud800"),
    *("1e9", "-5.00", "9" * 40, "=1+1", "2026-99-99T00:00:00", "0001-01-01T00:00:00", 1.5),
)


def _broken(doc: Doc, random: Random) -> bytes:
    """Change one to three values anywhere in an order, or take them away."""
    for _ in range(random.randint(1, 3)):
        place: object = doc
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = random.choice(keys)
            inner = place[key]
            if isinstance(inner, dict | list) and inner and random.random() < 0.7:
                place = inner
                continue
            if random.random() < 0.2:
                del place[key]
            else:
                place[key] = random.choice(HOSTILE)
            break
    return json.dumps(doc).encode()


def _torn(text: str, random: Random) -> bytes:
    """Cut a file, or change some of its bytes."""
    data = bytearray(text.encode())
    if random.random() < 0.3:
        return bytes(data[: random.randrange(1, len(data))])
    for _ in range(random.randint(1, 4)):
        data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


@pytest.mark.alone
def test_orders_are_imported_at_a_rate_that_is_told(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    store = SqliteStore(tmp_path / "shop.db")
    shop, count = shop_of(store), 1_000
    began = time.monotonic()
    assert len(imported(shop, list(orders(count)))) == count
    rate = count / (time.monotonic() - began)
    record_property("told", f"import woocommerce: {rate:.0f} orders/s into SQLite")
    assert rate > 30
    store.close()
