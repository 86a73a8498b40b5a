"""What the pages and the API of a shop cost, beside a bare page that reads the same row.

python -m benchmarks.web [--seconds S] [--rounds N] [--connections N]
python -m benchmarks.web --stop              SIGTERM under load: which requests were lost?
python -m benchmarks.web --desk [--orders N] server time of each page of the desk

Load: `tilaus serve` on a SQLite shop, one process, sync endpoints, all middlewares and its log on;
and a bare Starlette app on the same uvicorn, whose sync endpoint reads the order's row and shows
it. Both get the same requests over as many kept connections, by turns, from a client in another
process. Every answer that is not a whole 200 is an error.
"""

import argparse
import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks import stored
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tilaus.commands import Tender
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.shop import Receipt
from tilaus.testing.orders import MEMBER, ORDER_50001
from tilaus_adapters.languages import shipped_languages
from tilaus_adapters.local import local_shop
from tilaus_adapters.storage.sqlite import SqliteStore
from tilaus_adapters.web.accounts import Accounts
from tilaus_adapters.web.app import make_app
from tilaus_adapters.web.lately import Lately
from tilaus_adapters.web.pages import Pages
from tilaus_adapters.web.serving import Address, WebServer, bound
from tilaus_adapters.web.site import Site
from tilaus_adapters.web.tokens import ApiTokens

HOST = "127.0.0.1"
PASSWORD = "correct horse battery"
GOAL_MS = 150.0

Headers = Mapping[str, str]


def quantile(ordered: list[float], part: float) -> float:
    """Return the value that at least `part` of the values do not exceed."""
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


# --------------------------------------------------------------------------------- the client


class Load:
    """What clients on some connections saw."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.found: Counter[str] = Counter()

    async def run(
        self, port: int, path: str, headers: Headers, many: int, lasting_s: float
    ) -> None:
        """Ask on so many connections at once, for so long."""
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {HOST}",
            *(f"{k}: {v}" for k, v in headers.items()),
        ]
        asked = "\r\n".join([*lines, "", ""]).encode()
        ends_at = time.perf_counter() + lasting_s
        await asyncio.gather(*(self._ask(port, asked, ends_at) for _ in range(many)))

    async def _ask(self, port: int, asked: bytes, ends_at: float) -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        while time.perf_counter() < ends_at:
            begun = time.perf_counter()
            got = b""
            try:
                writer.write(asked)
                got = await reader.readuntil(b"\r\n\r\n")
                length = int(got.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
                await reader.readexactly(length)
            except asyncio.IncompleteReadError as error:
                # Nothing of an answer came: the server had closed before it read the request.
                self.found["cut off" if got or error.partial else "not taken"] += 1
                return
            except OSError:
                self.found["cut off" if got else "not taken"] += 1
                return
            self.seconds.append(time.perf_counter() - begun)
            self.found[got[9:12].decode("ascii", "replace")] += 1
            if b"connection: close" in got.lower():
                break
        writer.close()


def told(load: Load) -> dict[str, object]:
    """Return what was seen as a document."""
    return {"seconds": load.seconds, "found": load.found}


def client() -> None:
    """Ask what standard input says; write what was seen (in a process of its own)."""
    asked = json.load(sys.stdin)
    load = Load()
    asyncio.run(load.run(**asked))
    json.dump(told(load), sys.stdout)


def ask(
    port: int, path: str, headers: Headers, many: int, lasting_s: float
) -> "subprocess.Popen[str]":
    """Start a client."""
    asked = {"port": port, "path": path, "headers": dict(headers), "many": many}
    process = subprocess.Popen(
        (sys.executable, "-m", "benchmarks.web", "--client"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps({**asked, "lasting_s": lasting_s}))
    process.stdin.close()
    process.stdin = None
    return process


# -------------------------------------------------------------------------------- the servers


def bare(path: str) -> None:
    """Serve the bare page until killed: a sync endpoint that reads an order's row (own process)."""
    local = threading.local()

    def page(request: Request) -> PlainTextResponse:
        if not hasattr(local, "db"):
            local.db = sqlite3.connect(path)
        number = request.path_params["number"]
        row = local.db.execute("SELECT * FROM tilaus_orders WHERE number = ?", (number,)).fetchone()
        return PlainTextResponse(repr(row), 404 if row is None else 200)

    app = Starlette(routes=[Route("/orders/{number:int}", page)])
    server = WebServer(app, bound(Address(port=0)))
    server.start()
    print(server.port, flush=True)
    signal.pause()


@contextmanager
def bare_page(path: Path) -> Iterator[int]:
    """Serve the bare page in a process of its own; give its port."""
    command = (sys.executable, "-m", "benchmarks.web", "--bare", str(path))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


class Served:
    """`tilaus serve` without a worker, in a process of its own, its log in a file."""

    def __init__(self, path: Path) -> None:
        with closing(socket.create_server((HOST, 0))) as free:
            self.port: int = free.getsockname()[1]
        self.log = path.with_suffix(".log")
        own = {name: value for name, value in os.environ.items() if not name.startswith("TILAUS_")}
        words = ("--no-worker", "--db", str(path), "--port", str(self.port))
        with self.log.open("w") as err:
            self.process = subprocess.Popen(
                (sys.executable, "-m", "tilaus_adapters.cli", "serve", *words),
                env=own,
                stdout=subprocess.DEVNULL,
                stderr=err,
            )

    def __enter__(self) -> "Served":
        for _ in range(200):
            with closing(socket.socket()) as one:
                if one.connect_ex((HOST, self.port)) == 0:
                    return self
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise TimeoutError("tilaus serve did not begin")

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()


def a_shop(path: Path) -> tuple[Order, str]:
    """Make a shop with order 50001 in it; return the order and a token that may read."""
    with closing(SqliteStore(path)) as store:
        shop = local_shop(path, store=store, policy=Policy())
        placed = shop.place(MEMBER, ORDER_50001, (Tender("card"),))
        assert isinstance(placed, Receipt), placed
        return placed.order, ApiTokens(store, shop.clock).add("benchmark", ["read", "act:staff"])


# ------------------------------------------------------------------------------- measurements


def load(folder: Path, seconds: float, rounds: int, many: int) -> None:
    """Print what each path takes under load, by turns with the bare page."""
    path = folder / "shop.db"
    order, token = a_shop(path)
    bearer = {"Authorization": f"Bearer {token}"}
    with bare_page(path) as bare_port, Served(path) as served:
        asked: dict[str, tuple[int, str, Headers]] = {
            "bare Starlette page": (bare_port, f"/orders/{order.number}", {}),
            "tracking page": (served.port, f"/t/{order.token}", {}),
            "API: an order": (served.port, f"/api/v1/orders/{order.number}", bearer),
        }
        seen: dict[str, Load] = {what: Load() for what in asked}
        for _ in range(rounds):
            for what, (port, where, headers) in asked.items():
                out, _ = ask(port, where, headers, many, seconds / rounds).communicate()
                doc = json.loads(out)
                seen[what].seconds += doc["seconds"]
                seen[what].found.update(doc["found"])
    print(f"| {many} connections, {seconds:g} s each | requests/s | p50 | p99 | errors | of bare |")
    print("|---|---|---|---|---|---|")
    least = len(seen["bare Starlette page"].seconds)
    for what, one in seen.items():
        ordered = sorted(one.seconds)
        errors = sum(n for status, n in one.found.items() if status != "200")
        why = f" {dict(one.found)}" if errors else ""
        p50, p99 = (f"{1e3 * quantile(ordered, part):.1f} ms" for part in (0.5, 0.99))
        per_s = f"{len(ordered) / seconds:,.0f}"
        print(f"| {what} | {per_s} | {p50} | {p99} | {errors}{why} | {len(ordered) / least:.2f} |")


def stop(folder: Path, many: int) -> int:
    """Send SIGTERM under load, and compare what the server took with what clients got."""
    path = folder / "shop.db"
    order, _ = a_shop(path)
    with Served(path) as served:
        process = ask(served.port, f"/t/{order.token}", {}, many, 60.0)
        time.sleep(3.0)
        served.process.send_signal(signal.SIGTERM)
        out, _ = process.communicate()
        code = served.process.wait(60)
        lines = [json.loads(line) for line in served.log.read_text().splitlines()]
    doc = json.loads(out)
    taken = sum(line["event"] == "request" for line in lines)
    whole, cut = len(doc["seconds"]), doc["found"].get("cut off", 0)
    print(f"{many} connections, SIGTERM after 3 s: the server ended with exit code {code}")
    print(f"taken by the server {taken:,}, answered whole {whole:,}, cut off {cut}")
    print(f"asked on a connection that was closed already: {doc['found'].get('not taken', 0)}")
    lost = taken - whole + cut
    print(f"lost: {lost}")
    return 1 if lost or code else 0


def desk(folder: Path, many: int, rounds: int = 9) -> int:
    """Print the server time of each page of the desk in a shop with so many orders."""
    with stored.sqlite(folder, many) as store:
        policy = Policy()
        shop = local_shop(folder / "desk.db", store=store, policy=policy)
        accounts = Accounts(store, lambda: datetime.now(UTC))
        accounts.add("anna", PASSWORD, "manager")
        languages = shipped_languages()
        site = Site(shop, accounts, Pages(languages, policy), languages, is_https=False)
        app = make_app(site)
        with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as asker:
            form = {"name": "anna", "password": PASSWORD}
            assert asker.post("/desk/sign-in", data=form).status_code == 303
            return _pages(app, asker, many, rounds)


def _pages(app: FastAPI, asker: TestClient, many: int, rounds: int) -> int:
    number = stored.BASE + many // 2
    pages = (
        "/desk",
        "/desk/orders",
        "/desk/orders?status=completed",
        f"/desk/orders?before={number}",
        f"/desk/orders?q={number}",
        "/desk/orders?q=nobody@customer.example",
        f"/desk/orders/{number}",
        "/desk/machines",
        "/desk/machines/order.svg",
        "/desk/figures",
        "/desk/figures?days=90",
        "/desk/account",
    )
    late = 0
    print(f"| page, {many:,} orders | status | first | median of {rounds} | worst of them | size |")
    print("|---|---|---|---|---|---|")
    for page in pages:
        times: list[float] = []
        for _ in range(rounds + 1):
            app.state.lately = Lately()  # so that nothing is answered from what was kept
            begun = time.perf_counter()
            answer = asker.get(page)
            times.append(1e3 * (time.perf_counter() - begun))
        first, *rest = times
        late += median(rest) > GOAL_MS
        cells = f"{first:.0f} ms | {median(rest):.1f} ms | {max(rest):.1f} ms"
        print(f"| {page} | {answer.status_code} | {cells} | {len(answer.content):,} |", flush=True)
    print(f"{late} of {len(pages)} pages took longer than {GOAL_MS:g} ms")
    return 1 if late else 0


def main() -> int:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--bare", metavar="DB")
    for flag in ("--stop", "--desk", "--client"):
        parser.add_argument(flag, action="store_true")
    given = parser.parse_args()
    if given.client:
        client()
        return 0
    if given.bare:
        bare(given.bare)
        return 0
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        if given.stop:
            return stop(Path(folder), given.connections)
        if given.desk:
            return desk(Path(folder), given.orders)
        load(Path(folder), given.seconds, given.rounds, given.connections)
    return 0


if __name__ == "__main__":
    sys.exit(main())
