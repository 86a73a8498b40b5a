"""Processes that are killed and paused: forked from one that has imported everything already.

Who forks must have no store open, because what SQLite and PostgreSQL keep of a connection is of no
use to a child, and no thread running.
"""

import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable

from tests.faults.waiting import until

from tilaus.record import record

Errand = Callable[[], None]

OPEN_AT_MOST = 512
"""More files than the parent has open when it forks."""


@record
class Process:
    """A process and what it is there for."""

    pid: int
    role: str
    errand: Errand


class Crowd:
    """Keeps processes alive that are killed.

    Attributes:
        kills, pauses: how often each role was killed and paused.
    """

    def __init__(self) -> None:
        self._running: dict[int, Process] = {}
        self._paused: dict[int, float] = {}
        self.kills: int = 0
        self.pauses: int = 0

    def start(self, role: str, errand: Errand) -> None:
        """Start a process that runs its errand to the end."""
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            _run(role, errand)
        self._running[pid] = Process(pid, role, errand)

    def able(self) -> list[Process]:
        """Return the processes that run and are not paused, in the order of their start."""
        return [p for p in self._running.values() if p.pid not in self._paused]

    def kill(self, process: Process) -> None:
        """Kill a process with SIGKILL, and start another in its place."""
        os.kill(process.pid, signal.SIGKILL)
        os.waitpid(process.pid, 0)
        del self._running[process.pid]
        self._paused.pop(process.pid, None)
        self.kills += 1
        self.start(process.role, process.errand)

    def pause(self, process: Process, seconds: float) -> None:
        """Stop a process with SIGSTOP; `tend` lets it go on after so many seconds."""
        os.kill(process.pid, signal.SIGSTOP)
        self._paused[process.pid] = time.monotonic() + seconds
        self.pauses += 1

    def tend(self) -> None:
        """Let those go on whose pause is over, and forget those whose errand is done.

        Raises:
            RuntimeError: one of them failed.
        """
        for pid, ends in list(self._paused.items()):
            if time.monotonic() >= ends:
                os.kill(pid, signal.SIGCONT)
                del self._paused[pid]
        for process in self.able():
            pid, status = os.waitpid(process.pid, os.WNOHANG)
            if pid:
                del self._running[pid]
                if status:
                    raise RuntimeError(f"a {process.role} ended with {status}")

    def roles(self) -> set[str]:
        """Return what is being done still."""
        return {process.role for process in self._running.values()}

    def wait(self, besides: frozenset[str] = frozenset()) -> None:
        """Wait until all have ended by themselves, besides those with such a role.

        Raises:
            TimeoutError: they do not.
        """

        def all_ended() -> bool:
            self.tend()
            return not self.roles() - besides

        until(all_ended, f"still at work: {sorted(self.roles())}")

    def end(self) -> None:
        """Kill whoever is left."""
        for process in list(self._running.values()):
            os.kill(process.pid, signal.SIGKILL)
            os.waitpid(process.pid, 0)
        self._running.clear()


def _run(role: str, errand: Errand) -> None:
    """Run an errand in the child, which must never return into the program of its parent."""
    status = 1
    try:
        logging.disable(logging.CRITICAL)
        # What the parent has open, such as the pipe by which a server knows that it lives, is its.
        os.closerange(3, OPEN_AT_MOST)
        errand()
        status = 0
    except BaseException:  # noqa: BLE001 - nothing may come out of here
        sys.stderr.write(f"{role} {os.getpid()}: {traceback.format_exc()}")
    finally:
        sys.stderr.flush()
        os._exit(status)
