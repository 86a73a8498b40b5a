"""`tilaus doctor` says what is wrong, with the commands that help; of the file itself too."""

import shlex
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.adapters.cli.command import Run
from tests.adapters.cli.hanging import hang


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def changed(*statements: str) -> Callable[[pytest.MonkeyPatch], None]:
    def change(monkeypatch: pytest.MonkeyPatch) -> None:
        with closing(sqlite3.connect("shop.db")) as db:
            for statement in statements:
                db.execute(statement)
                db.commit()

    return change


def full(free: int) -> Callable[[pytest.MonkeyPatch], None]:
    def fill(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9, free))

    return fill


def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage a page of the file."""
    changed("PRAGMA wal_checkpoint(TRUNCATE)")(monkeypatch)
    with closing(sqlite3.connect("shop.db")) as db:
        (root,) = db.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'tilaus_items_by_status'"
        ).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    with Path("shop.db").open("r+b") as file:
        file.seek((root - 1) * size + 8)
        file.write(b"\xff" * 64)


def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("shop-clock.txt").write_text("2026-01-05T09:00:00+00:00", encoding="ascii")


# fmt: off
SICK = [
    # how                                                                       kind      urgency   why
    (changed("DROP TRIGGER tilaus_events_never_change"),                        "schema", "urgent", "the trigger tilaus_events_never_change is gone: what must never change can be changed"),
    (changed("DROP INDEX tilaus_items_by_status"),                              "schema", "urgent", "the index tilaus_items_by_status is gone"),
    (changed("DROP INDEX tilaus_items_by_status", "CREATE INDEX tilaus_items_by_status ON tilaus_items (id)"), "schema", "urgent", "the index tilaus_items_by_status was changed"),
    (changed("DELETE FROM tilaus_migrations WHERE number = (SELECT max(number) FROM tilaus_migrations)"), "schema", "urgent", "the database lacks 1 step of the schema: "),
    (changed("PRAGMA foreign_keys = OFF", "INSERT INTO tilaus_marks VALUES ('m', 'nobody')"), "file", "urgent", "of tilaus_marks belongs to a row of tilaus_orders that is not there"),
    (changed("PRAGMA journal_mode = DELETE"),                                   "file",   "soon",   "its journal mode was delete, not wal, until now"),
    (cut,                                                                       "file",   "urgent", "the file is damaged: "),
    (full(100),                                                                 "space",  "urgent", "only 0 MiB are free where the shop lies"),
    (interrupted,                                                               "clock",  "soon",   "the clock of this shop stands at 2026-01-05 09:00 UTC: a demo was broken off"),
]
# fmt: on


@pytest.mark.parametrize(("how", "kind", "urgency", "why"), SICK)
def test_what_is_wrong_with_the_house_is_named(
    shop: Run,
    monkeypatch: pytest.MonkeyPatch,
    how: Callable[[pytest.MonkeyPatch], None],
    kind: str,
    urgency: str,
    why: str,
) -> None:
    how(monkeypatch)
    done = shop("doctor", "--json")
    assert done.code == 1
    named = [a for a in done.doc["found"] if a["what"] == kind and why in a["why"]]
    assert [a["urgency"] for a in named] == [urgency], done.doc
    assert named[0]["commands"]


def test_a_disk_without_room_for_a_copy_is_told_before_it_is_full(
    shop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tilaus_adapters.cli.doctoring.LEAST_FREE", 10)
    full(1_000)(monkeypatch)
    (found,) = shop("doctor", "--json").doc["found"]
    assert (found["what"], found["urgency"]) == ("space", "soon")
    assert found["why"].endswith("a copy of it would not fit")


def test_a_shop_that_is_well_has_nothing_wrong(shop: Run) -> None:
    assert shop("doctor")[:2] == (0, "nothing is wrong\n")
    assert shop("doctor", "--json").doc == {"wrong": 0, "found": []}


def test_the_shop_of_the_demo_has_nothing_wrong(run: Run) -> None:
    run("demo", "--db", "shop.db")
    assert run("doctor")[:2] == (0, "nothing is wrong\n")
    assert run("verify").code == 0


def test_a_file_that_is_no_shop_is_an_error_and_stays_as_it_is(run: Run) -> None:
    assert run("doctor").code == 3
    assert not Path("shop.db").exists()


def test_what_was_given_up_is_told_with_commands_that_heal_it(run: Run) -> None:
    hang(run)
    Path("shop-clock.txt").unlink()
    done = run("doctor")
    assert done.code == 1
    dead = "urgent: order 50001: hand_over 1 via delivery was given up after 15 attempts"
    waits = ", and 2 more wait for it"
    assert done.out.startswith(
        f"{dead}{waits}: TimeoutError: no answer (since 2026-01-05 23:00 UTC)\n"
    )
    assert done.out.endswith(" urgent\n")
    command = done.out.splitlines()[1].strip().replace("...", "the server is back")
    assert run(*shlex.split(command)[1:]).code == 0
    run("worker", "--once")
    assert run("doctor").out == "nothing is wrong\n"


def test_commands_name_the_shop_where_it_is_not_the_usual_one(run: Run) -> None:
    hang(run)
    Path("shop-clock.txt").unlink()
    doc = run("doctor", "--db", "./shop.db", "--json").doc
    assert all(c.endswith(" --db shop.db") for a in doc["found"] for c in a["commands"])
