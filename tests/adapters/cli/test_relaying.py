"""`tilaus temporal relay` and `tilaus temporal worker`, as processes on a shop in a file."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.temporal import MISSING, Server, program, started

from tilaus.commands import Tender
from tilaus.ports.storage import ENDED
from tilaus.shop import Receipt
from tilaus.testing.dispatch import PATIENCE_S
from tilaus.testing.orders import LIKES, MEMBER
from tilaus_adapters.local import local_shop
from tilaus_adapters.storage.sqlite import SqliteStore

needs_server = pytest.mark.skipif(program() is None, reason=MISSING)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with started(tmp_path_factory.mktemp("temporal") / "engine.db") as server:
        yield server


def begin(*words: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        (sys.executable, "-m", "tilaus_adapters.cli", "temporal", *words, "--json"),
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, dict[str, object]]:
    out, _ = process.communicate(timeout=PATIENCE_S)
    return process.returncode, json.loads(out)


@needs_server
def test_a_relay_and_a_worker_get_the_work_of_a_shop_done(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(SqliteStore(path)) as store:
        shop = local_shop(path, store=store)
        placed = shop.place(MEMBER, (LIKES,), (Tender("card"),))
        assert isinstance(placed, Receipt)
        given = ("--db", str(path), "--task-queue", "test-cli")
        relay = begin("relay", *given, "--poll", "0.1", TEMPORAL_ADDRESS=server.target)
        worker = begin("worker", *given, TILAUS_TEMPORAL=server.target)
        try:
            deadline = time.monotonic() + PATIENCE_S
            while any(row.state not in ENDED for row in store.effects(placed.order.id)):
                assert time.monotonic() < deadline
                with suppress(subprocess.TimeoutExpired):
                    pytest.fail(f"the worker ended with {worker.wait(0.05)}")
            effects = len(store.effects(placed.order.id))
        finally:
            for process in (relay, worker):
                with suppress(ProcessLookupError):
                    process.send_signal(signal.SIGTERM)
    code, doc = ended(relay)
    assert (code, doc["messages"]) == (0, 0)
    assert ended(worker) == (0, {"handled": effects})


WRONG = (
    # words                                        exit code and what is said
    (("relay", "--temporal", "nowhere"),           2, "write HOST:PORT"),
    (("relay", "--poll", "0"),                     2, "--poll 0"),
    (("worker", "--concurrency", "65"),            2, "--concurrency 65"),
    (("worker", "--lease", "0"),                   2, "--lease 0"),
    (("worker", "--db", "there-is-none.db"),       3, "tilaus init"),
)  # fmt: skip


@pytest.mark.parametrize(("words", "code", "said"), WRONG)
def test_what_is_asked_for_wrongly_is_refused_with_a_sentence(
    tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    path = tmp_path / "shop.db"
    SqliteStore(path).close()
    given = words if "--db" in words else (*words, "--db", str(path))
    found, doc = ended(begin(*given))
    assert (found, said in str(doc["sentence"])) == (code, True)
