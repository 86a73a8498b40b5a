"""A shop in a folder whose order 50001 hangs: a worker gave its hand-over up."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.adapters.cli.command import Run

from tilaus.drain import MAX_ATTEMPTS
from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.delivery.sandbox import HABITS, SandboxDelivery
from tilaus_adapters.interop.order_file import example

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def at(hours: float) -> None:
    """Let the clock of the shop stand so many hours after the start."""
    moment = START + timedelta(hours=hours)
    Path("shop-clock.txt").write_text(moment.isoformat(), encoding="ascii")


_KEPT: list[tuple[TemporaryDirectory[str], str]] = []
"""The folder of such a shop, and the key: made once, copied by every test."""


def hang(run: Run) -> str:
    """Place and pay an order whose server never answers, until it is given up; return the key."""
    if not _KEPT:
        key, folder = _hang(run), TemporaryDirectory()
        shutil.copytree(Path.cwd(), folder.name, dirs_exist_ok=True)
        _KEPT.append((folder, key))
    folder, key = _KEPT[0]
    shutil.copytree(folder.name, Path.cwd(), dirs_exist_ok=True)
    return key


def _hang(run: Run) -> str:
    at(0)
    Path("order.json").write_bytes(example())
    for words in ("init", "order place order.json", "worker --once", "sandbox 50001 pay"):
        assert run(*words.split()).code == 0
    server = SandboxDelivery("shop-sandbox-delivery.db")
    for item in ("Instagram likes", "Facebook followers"):
        server.behave(item, HABITS["silent"])
    server.behave("YouTube views", HABITS["silent"])
    server.on_next("hand_over", "timeout_before_success", "YouTube views", times=MAX_ATTEMPTS)
    server.close()
    for hour in range(MAX_ATTEMPTS):
        at(hour)
        assert run("worker", "--once").code == 0
    with opened(Options(db="shop.db")) as shop:
        (dead,) = shop.store.effects(states=frozenset({"dead"}))
    return dead.effect.key
