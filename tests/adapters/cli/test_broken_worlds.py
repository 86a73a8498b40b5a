"""A broken world is told in a sentence, with exit code 3, and is left as it was."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus_adapters.interop.order_file import example


def text_file() -> None:
    Path("shop.db").write_text("this is a diary, not a database\n" * 100, encoding="utf-8")


def folder() -> None:
    Path("shop.db").mkdir()


def other_database() -> None:
    with closing(sqlite3.connect("shop.db")) as db:
        db.execute("CREATE TABLE diary(day, text)")


def half_a_database() -> None:
    with closing(sqlite3.connect("shop.db")) as db:
        db.executescript("CREATE TABLE a(b); INSERT INTO a VALUES (zeroblob(50000))")
    data = Path("shop.db").read_bytes()
    Path("shop.db").write_bytes(data[:20] + b"\xff" * 80 + data[100:9000])


def nothing() -> None:
    pass


def empty_file() -> None:
    Path("shop.db").touch()


BROKEN = [text_file, folder, other_database, half_a_database, nothing, empty_file]
COMMANDS = ["order list", "order show 1", "worker --once", "order do 1 hold", "quote 1"]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda f: f.__name__)
@pytest.mark.parametrize("words", COMMANDS)
def test_what_is_no_shop_is_told_and_not_touched(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: str, broken: object
) -> None:
    monkeypatch.delenv("TILAUS_TRACEBACK")
    assert callable(broken)
    broken()
    before = Path("shop.db").read_bytes() if Path("shop.db").is_file() else b""
    done = run(*words.split())
    assert (done.code, done.out) == (3, "")
    assert "shop.db" in done.err
    assert "Traceback" not in done.err
    assert "fault in tilaus" not in done.err
    as_json = run(*words.split(), "--json")
    assert (as_json.code, as_json.doc["error"]) == (3, "broken")
    assert before == (Path("shop.db").read_bytes() if Path("shop.db").is_file() else b"")


def test_a_new_shop_is_made_only_where_nothing_is(run: Run) -> None:
    text_file()
    assert run("init").code == 1
    assert run("init", "--db", "no/such/folder/shop.db").code == 3
    assert not Path("no").exists()


# fmt: off
ADDRESSES = [
    # --db                          exit  what is said
    ("mysql://localhost/shop",      2, "cannot open mysql://: a shop is in SQLite or PostgreSQL; write a path, sqlite:///FILE or postgresql://HOST/DATABASE\n"),
    (":memory:",                    2, "cannot open ':memory:': a shop is a file; name one, as in shop.db\n"),
    ("sqlite:///",                  2, "cannot open 'sqlite:///': a shop is a file; name one, as in shop.db\n"),
    ("a\0b",                        2, "cannot open 'a\\x00b': a shop is a file; name one, as in shop.db\n"),
    ("sqlite:///other.db",          3, "there is no shop at other.db; make one with: tilaus init --db other.db\n"),
]
# fmt: on


@pytest.mark.parametrize(("address", "code", "said"), ADDRESSES)
def test_an_address_that_is_no_shop_is_said(run: Run, address: str, code: int, said: str) -> None:
    done = run("order", "list", "--db", address)
    assert (done.code, done.out, done.err) == (code, "", said)


def test_the_shop_can_be_named_by_path_by_address_and_by_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("init", "--db", "my.db")
    assert Path("my.toml").exists()
    for name in (
        "my.db",
        "sqlite:///my.db",
        f"sqlite:///{tmp_path}/my.db",
        str(tmp_path / "my.db"),
    ):
        assert run("order", "list", "--db", name).code == 0
    monkeypatch.setenv("TILAUS_DB", "my.db")
    assert run("order", "list").code == 0


# fmt: off
POLICIES = [
    # the policy beside the shop                      what is said
    (b"silence_days = 0\ncompletion = 'x'",           "cannot use shop.toml:\n  completion: 'staff' or 'automatic' is expected, not 'x'\n"),
    (b"\xff\xfe",                                     "cannot read shop.toml: it is no text in UTF-8\n"),
    (b"[methods.gold]\nprovider = 'goldsmith'\n[[refund_rules]]\npaid_with = 'gold'\nto = 'original'\nreturns_fee = true\n",
        "cannot open shop.db: the policy's methods need payment adapters for: goldsmith; there are sandbox, wallet, banktransfer, imported, stripe, paypal\n"),
]
# fmt: on


@pytest.mark.parametrize(("policy", "said"), POLICIES, ids=["values", "bytes", "adapter"])
def test_a_policy_that_cannot_be_used_is_told(run: Run, policy: bytes, said: str) -> None:
    run("init")
    Path("shop.toml").write_bytes(policy)
    done = run("order", "list")
    assert (done.code, done.out, done.err) == (3, "", said)


def test_a_named_policy_counts_more_than_the_one_beside_the_shop(run: Run) -> None:
    run("init")
    Path("other.toml").write_text("silence_days = 3\n", encoding="utf-8")
    assert run("policy", "show", "--json").doc["silence_days"] == 7
    assert run("policy", "show", "--policy", "other.toml", "--json").doc["silence_days"] == 3
    missing = run("policy", "show", "--policy", "no.toml")
    assert (missing.code, missing.err) == (3, "cannot read no.toml: No such file or directory\n")


# fmt: off
SETTINGS = [
    ("TILAUS_SMTP",     "nowhere",      "cannot send to 'nowhere': write HOST:PORT, as in 127.0.0.1:1025\n"),
    ("TILAUS_SMTP",     "host:99999",   "cannot send to 'host:99999': write HOST:PORT, as in 127.0.0.1:1025\n"),
    ("TILAUS_DELIVERY", "pigeon",       "cannot deliver by 'pigeon': TILAUS_DELIVERY is sandbox, manual or http\n"),
]
# fmt: on


@pytest.mark.parametrize(("name", "value", "said"), SETTINGS)
def test_a_setting_that_makes_no_sense_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    run("init")
    monkeypatch.setenv(name, value)
    done = run("worker", "--once")
    assert (done.code, done.out, done.err) == (3, "", said)


def test_a_fault_of_our_own_is_told_without_a_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init")
    monkeypatch.delenv("TILAUS_TRACEBACK")
    monkeypatch.setattr("tilaus_adapters.cli.orders.Query", lambda *_: 1 // 0)
    done = run("order", "list")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("this is a fault in tilaus: ZeroDivisionError")


# ---------------------------------------------------------------- as another program sees it

TILAUS = (sys.executable, "-m", "tilaus_adapters.cli")


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {n: v for n, v in os.environ.items() if not n.startswith("TILAUS")}
    return subprocess.run(
        (*TILAUS, *words), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


# fmt: off
EXITS = [
    # the words                                  exit
    ("--version",                                0),
    ("init",                                     0),
    ("init",                                     1),
    ("order place order.json",                   0),
    ("order show 1",                             1),
    ("order place broken.json",                  2),
    ("order fly",                                2),
    ("order list --db nowhere.db",               3),
]
# fmt: on


def test_the_exit_codes_are_0_done_1_refused_2_usage_3_broken(tmp_path: Path) -> None:
    (tmp_path / "order.json").write_bytes(example())
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    assert [(words, started(tmp_path, *words.split()).returncode) for words, _ in EXITS] == EXITS


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    environment = {n: v for n, v in os.environ.items() if not n.startswith("TILAUS")}
    command = " ".join((*TILAUS, "diagram", "item", "--format", "table"))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -1"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_output_in_a_pipe_has_no_colour_and_an_ascii_terminal_no_error(tmp_path: Path) -> None:
    started(tmp_path, "init")
    order = json.loads(example())
    order["items"][0]["target"] = "https://example.org/\u00e4\u4e2d"
    (tmp_path / "order.json").write_text(json.dumps(order), encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        (*TILAUS, "order", "place", "order.json"),
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "\\u4e2d" in done.stdout
    assert "\x1b" not in done.stdout
