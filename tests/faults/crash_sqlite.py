"""Let a shop on a SQLite file die at every single point of a story, and see it mended.

A point is before or after a statement, a COMMIT, or a call of provider, server or mail. The story
is told once; at each point a picture is taken of the files as they are, which is what a process
that is killed there leaves behind. From each picture that differs from all others a new process
takes over: it waits for the leases to end, tells the story again from its beginning, and must come
to the same end, with nothing lost and nothing twice. For pairs, pictures are taken while it does.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from tests.faults import boundaries
from tests.faults.boundaries import Hook
from tests.faults.parties import behave
from tests.faults.story import LEASES_END, Step, Telling, beginning
from tests.faults.tally import Tally, around, nothing, told_to_the_end

from tilaus.record import record
from tilaus.testing.orders import Clock
from tilaus_adapters.storage.sqlite import SqliteStore

NO_TIME = timedelta()

WHERE_STATES_CHANGE = ("after COMMIT", "after the call")
"""At these points a story leaves another state than before; all others leave one of these, too."""

FEW = 3
"""Where only few are tried, pairs begin with every so many of the states that a death leaves."""


@record
class Picture:
    """What a process that died left behind: the files, and when it was. `point` says where."""

    folder: Path
    at: datetime
    point: str


class Camera:
    """Takes a picture of a folder at each point; a picture that was taken before is not kept.

    Args:
        into: a folder in which no files are.
        known: fingerprints of the pictures that were taken before.
        only: words of which a point must have one; empty for every point.
    """

    def __init__(self, into: Path, known: set[bytes], only: Sequence[str]) -> None:
        self._into, self._known, self._only = into, known, only
        self.points = 0
        self.pictures: list[Picture] = []

    def watch(self, folder: Path, clock: Clock) -> Hook:
        """Return what takes the pictures of a folder."""

        def hook(point: str) -> None:
            if self._only and not any(word in point for word in self._only):
                return
            self.points += 1
            copy = self._into / f"{len(self._known)}"
            _copy(folder, copy)
            seen = _fingerprint(copy, clock)
            if seen in self._known:
                shutil.rmtree(copy)
                return
            self._known.add(seen)
            self.pictures.append(Picture(copy, clock(), f"{self.points}: {point}"))

        return hook


def _copy(folder: Path, into: Path) -> None:
    """Copy what is on the disk; the index of the log (-shm) is made anew by who opens it."""
    into.mkdir()
    for file in folder.iterdir():
        if not file.name.endswith("-shm"):
            shutil.copyfile(file, into / file.name)


def _fingerprint(folder: Path, clock: Clock) -> bytes:
    """Return what tells one state of everything from another: what was not committed is no state.

    The log of SQLite is worked into the database first, as whoever opens the file would see it.
    """
    with closing(sqlite3.connect(folder / "shop.db")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    seen = sha256(clock().isoformat().encode())
    for file in sorted(folder.iterdir()):
        if not file.name.endswith(("-shm", "-wal")):
            seen.update(f"{file.name} {file.stat().st_size} ".encode() + file.read_bytes())
    return seen.digest()


class Sqlite:
    """A story on SQLite, and what it leaves behind wherever it is broken off."""

    def __init__(self, steps: tuple[Step, ...], folder: Path) -> None:
        self._steps, self._folder = steps, folder
        self._known: set[bytes] = set()
        self._wanted: object = None

    def run(self, *, pairs: bool, few: bool) -> Iterator[tuple[str, Tally]]:
        """Try all single points, or a few; and all pairs, or a few, where they are wanted."""
        only = WHERE_STATES_CHANGE if few else ()
        start = self._folder / "start"
        start.mkdir()
        camera = Camera(self._folder, self._known, only)
        faults = self._live(Picture(start, beginning()(), "start"), camera, crashes=0)
        singles, doubles = Tally(camera.points, len(camera.pictures), tuple(faults)), Tally()
        for nth, picture in enumerate(camera.pictures):
            is_first = pairs and not (few and nth % FEW)
            second = Camera(self._folder, self._known, only) if is_first else None
            faults = self._live(picture, second, crashes=1)
            singles += Tally(faults=tuple(faults))
            if second is not None:
                doubles += Tally(second.points, len(second.pictures))
                for following in second.pictures:
                    doubles += Tally(faults=tuple(self._live(following, None, crashes=2)))
        yield "single points", singles
        if pairs:
            yield "pairs", doubles

    def _live(self, picture: Picture, camera: Camera | None, crashes: int) -> list[str]:
        """Take over from a process that died, and look at the end of it all."""
        clock = beginning()
        clock.at = picture.at + (LEASES_END if crashes else NO_TIME)
        file = picture.folder / "shop.db"
        hook = camera.watch(picture.folder, clock) if camera else nothing
        with boundaries.of_sqlite(file, hook):
            store = SqliteStore(file, lease_clock=clock.seconds)
            with closing(store):
                seed = f"{crashes}/{picture.point}"
                telling = Telling(store, picture.folder, clock, around(hook), seed)
                behave(telling.world.delivery)
                found = told_to_the_end(telling, self._steps) or self._look(telling, crashes)
                telling.close()
        shutil.rmtree(picture.folder)
        return [f"died at {picture.point}: {fault}" for fault in found]

    def _look(self, telling: Telling, crashes: int) -> list[str]:
        found, end = telling.faults(crashes), telling.end()
        self._wanted = self._wanted or end
        if end != self._wanted:
            found.append(f"it ends with {end} instead of {self._wanted}")
        return found
