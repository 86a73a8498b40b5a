"""An audit finds nothing in a sound shop, and names every tampering with the order that it hit."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.world import World

from tilaus import commands as c
from tilaus.audit import KINDS, Audit, Finding
from tilaus.audit_order import PRIVATE
from tilaus.codec import chain
from tilaus.ports.storage import Stored
from tilaus.testing.orders import BOSS, FOLLOWERS, LIKES, MEMBER, STAFF, VIEWS
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.sqlite import SqliteStore

REFUNDED, AT_WORK, WAITING, FROM_WALLET, UNPAID = range(50001, 50006)


def lived_in(world: World) -> World:
    """Let a shop live: of five orders one is refunded, one at work, one waits, two go on."""
    world.delivery.behave(FOLLOWERS.service, HABITS["customer_error"])
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    world.wallet.top_up(MEMBER.id, 5_000, "gift")
    orders = [
        world.place(line, method=method)
        for line, method in (
            (FOLLOWERS, "paypal"),
            (VIEWS, "paypal"),
            (VIEWS, "card"),
            (LIKES, "wallet"),
            (LIKES, "card"),
        )
    ]
    for order in orders[:4]:
        world.pay(order)
        world.settle()
    world.handle(orders[0], c.AnswerCustomer("1", "original", by=STAFF))
    world.settle()
    return world


def audited(world: World) -> tuple[Audit, list[Finding]]:
    audit = Audit(world.store, world.shop.policy.lifecycles)
    return audit, list(audit.findings())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit") / "shop.db"
    with closing(SqliteStore(path)) as store:
        world = lived_in(World(store))
        statuses = [world.order(number).status for number in range(50001, 50006)]
        assert statuses == ["refunded", "processing", "processing", "processing", "pending"]
        assert world.statuses(WAITING) == ("on_hold",)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def shop(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template, tmp_path / "shop.db"))


def audit_of(path: Path) -> list[Finding]:
    with closing(SqliteStore(path)) as store:
        return list(Audit(store, World(store).shop.policy.lifecycles).findings())


def test_a_sound_shop_has_nothing_to_be_found_and_everything_is_counted() -> None:
    world = lived_in(World(MemoryStore()))
    audit, found = audited(world)
    assert found == []
    orders = list(world.orders())
    assert audit.orders == len(orders)
    assert audit.events == sum(order.version for order in orders)
    assert audit.effects == len(world.store.effects())
    assert audit.entries == sum(len(world.store.entries(order.id)) for order in orders)


def test_an_erased_order_is_sound() -> None:
    world = lived_in(World(MemoryStore()))
    world.handle(REFUNDED, c.Erase(by=BOSS))
    assert audited(world)[1] == []


def rehashed(db: sqlite3.Connection) -> None:
    """Change the last event of an order, and its hash too, as one who knows how it is made."""
    last = "SELECT seq, document FROM tilaus_events WHERE order_id = ? ORDER BY seq DESC LIMIT 2"
    order_id = id_of(db, AT_WORK)
    (seq, text), (before, _) = db.execute(last, (order_id,)).fetchall()
    row = "SELECT hash FROM tilaus_events WHERE order_id = ? AND seq = ?"
    (previous,) = db.execute(row, (order_id, before)).fetchone()
    changed = text.replace('"processing"', '"completed"')
    assert changed != text
    new = changed, chain(previous, changed), order_id, seq
    db.execute(
        "UPDATE tilaus_events SET document = ?, hash = ? WHERE order_id = ? AND seq = ?", new
    )


def swapped(db: sqlite3.Connection) -> None:
    """Let two events of an order change their places."""
    two = "SELECT seq, document, hash FROM tilaus_events WHERE order_id = ? AND seq IN (3, 4)"
    order_id = id_of(db, AT_WORK)
    (a, *first), (b, *second) = db.execute(two, (order_id,)).fetchall()
    write = "UPDATE tilaus_events SET document = ?, hash = ? WHERE order_id = ? AND seq = ?"
    db.execute(write, (*second, order_id, a))
    db.execute(write, (*first, order_id, b))


def vanished(db: sqlite3.Connection) -> None:
    """Delete all of an order, except what was booked."""
    order_id = id_of(db, REFUNDED)
    tables = ("items", "payments", "refunds", "parked", "events", "texts", "marks", "effects")
    for table in tables:
        db.execute(f"DELETE FROM tilaus_{table} WHERE order_id = ?", (order_id,))
    db.execute("DELETE FROM tilaus_orders WHERE id = ?", (order_id,))


def id_of(db: sqlite3.Connection, number: int) -> str:
    row = db.execute("SELECT id FROM tilaus_orders WHERE number = ?", (number,)).fetchone()
    return str(row[0])


Tamper = str | Callable[[sqlite3.Connection], None]

# fmt: off
TAMPERED: list[tuple[str, int | None, str, Tamper]] = [
    # what was done                            order        found as      how; :id is the order's id
    ("one byte of an event",                   AT_WORK,     "history",    "UPDATE tilaus_events SET document = replace(document, 'paypal', 'paypol') WHERE order_id = :id AND seq = 1"),
    ("the hash of an event",                   AT_WORK,     "history",    "UPDATE tilaus_events SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE order_id = :id AND seq = 2"),
    ("two events swapped",                     AT_WORK,     "history",    swapped),
    ("the last event is gone",                 AT_WORK,     "events",     "DELETE FROM tilaus_events WHERE order_id = :id AND seq = (SELECT max(seq) FROM tilaus_events WHERE order_id = :id)"),
    ("all events are gone",                    AT_WORK,     "replay",     "DELETE FROM tilaus_events WHERE order_id = :id"),
    ("the last event, with a hash that fits",  AT_WORK,     "replay",     rehashed),
    ("the order's status",                     AT_WORK,     "replay",     "UPDATE tilaus_orders SET status = 'completed', kind = 'finished' WHERE id = :id"),
    ("the order's version",                    AT_WORK,     "events",     "UPDATE tilaus_orders SET version = version + 1 WHERE id = :id"),
    ("an item's status",                       WAITING,     "replay",     "UPDATE tilaus_items SET status = 'completed', kind = 'finished' WHERE order_id = :id"),
    ("how much was delivered",                 AT_WORK,     "replay",     "UPDATE tilaus_items SET delivered = 7 WHERE order_id = :id"),
    ("what a payment captured",                AT_WORK,     "balance",    "UPDATE tilaus_payments SET captured_minor = captured_minor + 1 WHERE order_id = :id"),
    ("a refund is gone",                       REFUNDED,    "promise",    "DELETE FROM tilaus_refunds WHERE order_id = :id"),
    ("where an item goes",                     AT_WORK,     "replay",     "UPDATE tilaus_texts SET document = replace(document, 'youtube.com', 'youtuba.com') WHERE order_id = :id AND place = 'order' AND part = 'items/1'"),
    ("a row that cannot be read",              UNPAID,      "unreadable", "UPDATE tilaus_orders SET placed_at = '9999-99-99T99:99:99.999999+00:00' WHERE id = :id"),
    ("one line of the books",                  REFUNDED,    "ledger",     "UPDATE tilaus_lines SET minor = minor - 1 WHERE entry = (SELECT min(seq) FROM tilaus_entries WHERE order_id = :id) AND position = 0"),
    ("an entry is gone",                       REFUNDED,    "ledger",     "DELETE FROM tilaus_entries WHERE order_id = :id"),
    ("an entry was added",                     AT_WORK,     "ledger",     "INSERT INTO tilaus_entries (key, order_id, memo) VALUES (:id || '/3', :id, 'mine')"),
    ("the wallet's own entry",                 FROM_WALLET, "ledger",     "UPDATE tilaus_lines SET minor = minor - 1 WHERE position = 0 AND entry = (SELECT seq FROM tilaus_entries WHERE key = :id || '/wallet/1/spend')"),
    ("the balance of an order",                AT_WORK,     "balance",    "UPDATE tilaus_accounts SET balance = balance - 1 WHERE account = 'order:' || :id"),
    ("the balance of a provider",              None,        "balance",    "UPDATE tilaus_accounts SET balance = balance - 1 WHERE account = 'provider:sandbox'"),
    ("a wallet is overdrawn",                  None,        "wallet",     "UPDATE tilaus_accounts SET balance = 100 WHERE account = 'wallet:member-1'"),
    ("an effect is gone",                      REFUNDED,    "effects",    "DELETE FROM tilaus_effects WHERE order_id = :id AND name = 'send_refund'"),
    ("a message is gone",                      UNPAID,      "effects",    "DELETE FROM tilaus_effects WHERE order_id = :id AND name = 'tell:order-received'"),
    ("a message of a row that stays is gone",  UNPAID,      "effects",    "DELETE FROM tilaus_effects WHERE order_id = :id AND name = 'tell:payment-awaited'"),
    ("an effect of a row of a table is gone",  AT_WORK,     "effects",    "DELETE FROM tilaus_effects WHERE order_id = :id AND name = 'tell:payment-confirmed'"),
    ("an effect was added",                    AT_WORK,     "effects",    "INSERT INTO tilaus_effects (order_id, key, name, about, is_message, run_at) SELECT :id, :id || '/2/send_refund/1', 'send_refund', '1', 0, run_at FROM tilaus_effects LIMIT 1"),
    ("an effect about nothing",                AT_WORK,     "effects",    "UPDATE tilaus_effects SET about = '9' WHERE order_id = :id AND name = 'tell:order-received'"),
    ("an effect that nobody knows",            AT_WORK,     "effects",    "UPDATE tilaus_effects SET name = 'tell:nonsense' WHERE order_id = :id AND name = 'tell:order-received'"),
    ("the key of an effect",                   AT_WORK,     "effects",    "UPDATE tilaus_effects SET key = 'x' || key WHERE order_id = :id AND name = 'hand_over'"),
    ("an instance is taken away",              AT_WORK,     "instance",   "UPDATE tilaus_instances SET order_id = 'nobody' WHERE order_id = :id"),
    ("an instance is given up",                WAITING,     "instance",   "DELETE FROM tilaus_instances"),
    ("all of an order is gone",                None,        "missing",    vanished),
]
# fmt: on


@pytest.mark.parametrize(
    ("order", "what", "how"), [t[1:] for t in TAMPERED], ids=[t[0] for t in TAMPERED]
)
def test_a_tampering_is_named_with_its_order(
    shop: Path, order: int | None, what: str, how: Tamper
) -> None:
    with closing(sqlite3.connect(shop)) as db, db:
        for (trigger,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            db.execute(f"DROP TRIGGER {trigger}")
        db.execute("PRAGMA ignore_check_constraints = ON")
        if isinstance(how, str):
            assert db.execute(how, {"id": id_of(db, order or AT_WORK)}).rowcount > 0
        else:
            how(db)
    found = audit_of(shop)
    named = [f for f in found if f.what == what]
    assert named, found
    if order is not None:
        assert all(str(order) in f.sentence for f in named)
        assert {f.order for f in found} <= {order, None, WAITING}
    assert all(f.severity == "wrong" for f in found)


def test_every_kind_of_tampering_is_in_the_table() -> None:
    assert {t[2] for t in TAMPERED} == KINDS.keys() - {"busy"}


def test_a_changed_text_about_a_person_is_not_told(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as db, db:
        change = "replace(document, 'member@example.org', 'nobody@example.org')"
        db.execute(
            f"UPDATE tilaus_texts SET document = {change} WHERE place = 'order' AND part = ''"
        )
    found = audit_of(shop)
    assert {f.order for f in found} == set(range(50001, 50006))
    assert all(f.found == PRIVATE and "example.org" not in f.sentence for f in found)


def test_what_cannot_be_read_hides_nothing_else(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as db, db:
        bad = "UPDATE tilaus_orders SET placed_at = '9999-99-99T99:99:99.999999+00:00'"
        db.execute(f"{bad} WHERE number IN (50003, 50005)")
        db.execute(
            "UPDATE tilaus_items SET delivered = 7 WHERE order_id = ?", (id_of(db, AT_WORK),)
        )
    found = audit_of(shop)
    assert sum(f.what == "unreadable" for f in found) == 2
    assert [f.order for f in found if f.what == "replay"] == [AT_WORK]


def test_one_order_can_be_audited_alone(shop: Path) -> None:
    with closing(sqlite3.connect(shop)) as db, db:
        db.execute("UPDATE tilaus_items SET delivered = 7 WHERE delivered = 0")
    with closing(SqliteStore(shop)) as store:
        order = store.load(AT_WORK).order
        assert order is not None
        (found,) = Audit(store).of_order(order.id)
    assert (found.order, found.expected, found.found) == (
        AT_WORK,
        "items[1].delivered nothing",
        "7",
    )


def test_an_order_that_is_not_there_is_missing() -> None:
    (found,) = Audit(MemoryStore()).of_order("nobody")
    assert found.what == "missing"


class Restless(MemoryStore):
    """A store in which somebody writes whenever an order was read."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times
        self.write: Callable[[str], object] = lambda ref: None

    def load(self, ref: str | int, request: object = None) -> Stored:
        loaded = super().load(ref)
        if self.times and loaded.order is not None and self.write is not None:
            self.times -= 1
            kept, self.times = self.times, 0
            self.write(loaded.order.id)
            self.times = kept
        return loaded


def restless(times: int) -> tuple[World, list[Finding]]:
    store = Restless(0)
    world = lived_in(World(store))
    store.write = lambda ref: world.handle(ref, c.AddNote("meanwhile", by=STAFF))
    store.times = times
    return world, audited(world)[1]


@pytest.mark.parametrize("times", [1, 2, 3, 7])
def test_an_order_that_changes_while_it_is_read_is_read_again(times: int) -> None:
    assert restless(times)[1] == []


def test_an_order_that_never_stands_still_is_odd_and_not_wrong() -> None:
    world, found = restless(10_000)
    assert {(f.what, f.severity) for f in found} == {("busy", "odd")}
    assert len(found) == len(list(world.orders()))


def test_workers_may_work_while_an_audit_runs(tmp_path: Path) -> None:
    ended = threading.Event()

    def live() -> None:
        try:
            with closing(SqliteStore(tmp_path / "shop.db")) as store:
                world = World(store)
                for n in range(12):
                    world.pay(world.place(VIEWS, LIKES, method="paypal" if n % 2 else "card"))
                    world.settle()
        finally:
            ended.set()

    with closing(SqliteStore(tmp_path / "shop.db")) as store:
        lifecycles = World(store, seed="other").shop.policy.lifecycles
        worker = threading.Thread(target=live)
        worker.start()
        audits: list[Finding] = []
        while not ended.is_set():
            audits += Audit(store, lifecycles).findings()
        worker.join()
        last = Audit(store, lifecycles)
        assert list(last.findings()) == []
    assert [f for f in audits if f.severity == "wrong"] == []
    assert last.orders == 12


def test_what_was_read_is_told_as_it_goes_on() -> None:
    world = lived_in(World(MemoryStore()))
    audit, seen = Audit(world.store), []
    audit.on_order = lambda: seen.append(audit.orders)
    findings: Iterator[Finding] = audit.findings()
    assert list(findings) == []
    assert seen == [1, 2, 3, 4, 5]


class Flickering(MemoryStore):
    """A store that is told one thing at first and another when it is asked again."""

    lies = 3

    def balance(self, account: str) -> int:
        self.lies -= 1
        return super().balance(account) + (self.lies == 0)


def test_what_is_not_found_a_second_time_is_not_told() -> None:
    store = Flickering()
    world = lived_in(World(store))
    order = world.order(AT_WORK)
    store.lies = 1
    assert Audit(store).of_order(order.id) == []
    assert store.lies < 0
