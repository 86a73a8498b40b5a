"""`tilaus serve` as a real process: it serves, it works, and it ends without losing a request."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tilaus_adapters.cli import main
from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.interop.order_file import example
from tilaus_adapters.web.serving import Address, WebServer, bound

PATIENCE_S = 60.0


def _wait(until: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + PATIENCE_S
    while not until():
        assert time.monotonic() < ends_at, "it did not come about"
        threading.Event().wait(0.02)


class Serving:
    """One `tilaus serve` in a process and a folder of its own, on a free port."""

    def __init__(self, folder: Path, *words: str) -> None:
        own = {name: value for name, value in os.environ.items() if not name.startswith("TILAUS_")}
        self.folder = folder
        self._out, self._err = folder / "out.txt", folder / "err.txt"
        with self._out.open("w") as out, self._err.open("w") as err:
            port = () if "--port" in words else ("--port", "0")
            command = (sys.executable, "-m", "tilaus_adapters.cli", "serve", *port, *words)
            self.process = subprocess.Popen(command, cwd=folder, env=own, stdout=out, stderr=err)

    def ready(self) -> "Serving":
        """Wait until it serves."""
        _wait(lambda: self.process.poll() is not None or bool(self.lines("serving")))
        assert self.process.poll() is None, self.err
        self.url = self.lines("serving")[0]["address"]
        _wait(lambda: httpx2.get(f"{self.url}/readyz").status_code == 200)
        return self

    @property
    def out(self) -> str:
        return self._out.read_text()

    @property
    def err(self) -> str:
        return self._err.read_text()

    def lines(self, event: str) -> list[dict[str, str]]:
        found = (json.loads(line) for line in self.err.splitlines() if line.startswith('{"time'))
        return [line for line in found if line["event"] == event]

    def tell(self, number: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(number)

    def ended(self, within_s: float = PATIENCE_S) -> int:
        return self.process.wait(within_s)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a new shop, whatever the machine's own settings are."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("TILAUS_")]:
        monkeypatch.delenv(name)
    assert main(["init"]) == 0
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Serving]]:
    """Start servers of the shop; what is left of them at the end is killed."""
    started: list[Serving] = []

    def starting(*words: str) -> Serving:
        started.append(Serving(folder, *words))
        return started[-1]

    yield starting
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
        each.process.wait(PATIENCE_S)


def test_it_says_where_everything_is_and_how_the_first_person_gets_in(
    start: Callable[..., Serving],
) -> None:
    serving = start().ready()
    for place in ("/lookup", "/desk", "/api/v1"):
        assert f"{serving.url}{place}" in serving.out
    assert "tilaus user add NAME --role manager --db shop.db" in serving.out
    assert httpx2.get(f"{serving.url}/").headers["location"] == "/lookup"
    serving.tell()
    assert serving.ended() == 0
    assert "stopped: " in serving.out


def test_it_serves_at_once_what_a_demo_left_behind(start: Callable[..., Serving]) -> None:
    assert main(["demo", "--db", "story.db"]) == 0
    serving = start("--db", "story.db").ready()
    with opened(Options(db="story.db")) as shop:
        order = shop.order(50001)
    assert order is not None
    assert httpx2.get(f"{serving.url}/t/{order.token}").status_code in (200, 404)
    numbers = httpx2.get(f"{serving.url}/metrics").text
    assert 'tilaus_subjects{machine="order",state="completed"} 2.0' in numbers
    assert order.token not in serving.err


def test_the_worker_does_what_is_asked_while_it_serves(
    folder: Path, start: Callable[..., Serving]
) -> None:
    serving = start().ready()
    (folder / "order.json").write_bytes(example())
    assert main(["order", "place", "order.json"]) == 0
    with opened(Options(db="shop.db")) as shop:
        _wait(lambda: not shop.store.effects(states=frozenset({"ready", "unknown"})))
    assert "order-received" in httpx2.get(f"{serving.url}/metrics").text


def test_without_a_worker_it_only_serves(folder: Path, start: Callable[..., Serving]) -> None:
    (folder / "order.json").write_bytes(example())
    assert main(["order", "place", "order.json"]) == 0
    serving = start("--no-worker").ready()
    assert httpx2.get(f"{serving.url}/readyz").json()["worker"] == "ok"
    assert "tilaus_waiting_effects 0.0" not in httpx2.get(f"{serving.url}/metrics").text
    serving.tell()
    assert serving.ended() == 0
    with opened(Options(db="shop.db")) as shop:
        assert shop.store.effects(states=frozenset({"ready"}))


def test_it_goes_on_where_another_one_was_killed(start: Callable[..., Serving]) -> None:
    first = start().ready()
    first.tell(signal.SIGKILL)
    first.ended()
    assert start().ready().process.poll() is None


def test_a_second_signal_ends_it_at_once(start: Callable[..., Serving]) -> None:
    serving = start("--grace", "600").ready()
    host, port = serving.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as hanging:
        form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n"
        head = b"POST /desk/sign-in HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
        hanging.sendall(head + form + b"\r\n")
        assert hanging.recv(100).startswith(b"HTTP/1.1 100")  # it waits for the body now
        serving.tell()
        _wait(lambda: bool(serving.lines("stopping")))
        assert serving.process.poll() is None
        serving.tell()
        serving.ended(within_s=10)


def test_a_port_that_is_taken_is_told_before_anything_is_done(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        serving = Serving(folder, "--port", str(port))
        assert serving.ended() == 3
    assert f"cannot serve at 127.0.0.1:{port}" in serving.err
    assert "--port" in serving.err
    assert "Traceback" not in serving.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--port", "70000"), "a port is 0 to 65535"),
        (("--host", "0.0.0.0"), "--base-url https://"),
        (("--trusted-proxy", "anybody"), "an address or a network"),
        (("--base-url", "shop.example"), "as in https://shop.example"),
        (("--base-url", "https://user:pass@shop.example"), "as in https://shop.example"),
        (("--base-url", "https://shop.example/path"), "as in https://shop.example"),
        (("--concurrency", "0"), "1 to 64"),
        (("--grace", "-1"), "0 to 86400"),
    ],
)
def test_what_cannot_be_or_would_not_be_safe_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str], said: str
) -> None:
    assert main(["serve", *words]) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_shop_that_is_not_there_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--port", "0", "--db", str(tmp_path / "none.db")]) == 3
    assert "tilaus init" in capsys.readouterr().err
    assert not list(tmp_path.glob("none*"))


# --------------------------------------------------------------------- the server on its socket


class Slow:
    """An app whose endpoint waits until it is let go, in a thread as ours do."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go = threading.Event()
        self.done = 0
        self.app = Starlette(routes=[Route("/", self.answer), Route("/who", _who)])

    def answer(self, request: Request) -> Response:
        self.begun.release()
        self.go.wait(PATIENCE_S)
        self.done += 1
        return Response("whole" * 1_000)


def _who(request: Request) -> Response:
    client = request.client
    return JSONResponse({"host": client.host if client else "", "scheme": request.url.scheme})


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.go.set()


@pytest.fixture
def serving(slow: Slow) -> Iterator[Callable[..., WebServer]]:
    """Start servers in this process."""
    servers: list[WebServer] = []

    def starting(*proxies: str, head_s: float = 10.0) -> WebServer:
        listening = bound(Address(port=0))
        server = WebServer(slow.app, listening, proxies=proxies, head_s=head_s)
        servers.append(server)
        server.start()
        return server

    yield starting
    slow.go.set()
    for server in servers:
        server.stop()
        assert server.join(PATIENCE_S)
        assert server.error is None


def test_every_request_that_was_read_is_answered_when_it_is_told_to_stop(
    slow: Slow, serving: Callable[..., WebServer]
) -> None:
    server, many = serving(), 24
    url = f"http://127.0.0.1:{server.port}/"
    with ThreadPoolExecutor(many) as pool:
        asked = [pool.submit(httpx2.get, url, timeout=PATIENCE_S) for _ in range(many)]
        for _ in range(many):
            assert slow.begun.acquire(timeout=PATIENCE_S)
        server.stop()
        _wait(lambda: _is_refused(server))
        slow.go.set()
        answers = [one.result() for one in asked]
    assert [answer.status_code for answer in answers] == [200] * many
    assert all(len(answer.text) == 5_000 for answer in answers)
    assert slow.done == many


def _is_refused(server: WebServer) -> bool:
    try:
        address = ("127.0.0.1", server.port)
        socket.create_connection(address, 1).close()
    except OSError:
        return True
    return False


def test_a_connection_that_does_not_say_what_it_wants_is_closed(
    serving: Callable[..., WebServer],
) -> None:
    server = serving(head_s=0.2)
    with socket.create_connection(("127.0.0.1", server.port), 10) as silent:
        assert silent.recv(100) == b""
    with socket.create_connection(("127.0.0.1", server.port), 10) as slowly:
        slowly.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow")
        assert slowly.recv(100) == b""


def test_an_answer_may_take_longer_than_a_head(
    slow: Slow, serving: Callable[..., WebServer]
) -> None:
    server = serving(head_s=0.2)
    threading.Timer(0.6, slow.go.set).start()
    answer = httpx2.get(f"http://127.0.0.1:{server.port}/", timeout=PATIENCE_S)
    assert answer.status_code == 200


FORWARDED = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [
        ((), {"host": "127.0.0.1", "scheme": "http"}),
        (("192.0.2.1",), {"host": "127.0.0.1", "scheme": "http"}),
        (("127.0.0.1",), {"host": "203.0.113.9", "scheme": "https"}),
        (("127.0.0.0/8",), {"host": "203.0.113.9", "scheme": "https"}),
    ],
)
def test_only_a_proxy_that_is_trusted_says_who_asks(
    serving: Callable[..., WebServer], proxies: tuple[str, ...], seen: dict[str, str]
) -> None:
    server = serving(*proxies)
    answer = httpx2.get(f"http://127.0.0.1:{server.port}/who", headers=FORWARDED)
    assert answer.json() == seen


def test_what_a_browser_adds_before_the_proxys_word_does_not_count(
    serving: Callable[..., WebServer],
) -> None:
    server = serving("127.0.0.1")
    headers = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}
    answer = httpx2.get(f"http://127.0.0.1:{server.port}/who", headers=headers)
    assert answer.json()["host"] == "203.0.113.9"


def test_the_server_does_not_say_what_it_is(serving: Callable[..., WebServer]) -> None:
    answer = httpx2.get(f"http://127.0.0.1:{serving().port}/who")
    assert "server" not in answer.headers
