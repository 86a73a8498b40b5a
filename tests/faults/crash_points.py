"""Let a shop die at every single point of a story, and at every pair of points; see it mended.

    python -m tests.faults.crash_points                              # every store, single points
    python -m tests.faults.crash_points --store sqlite --pairs       # and every pair of them

What a point is, and how a process dies there, is told in crash_sqlite.py and crash_postgres.py.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.crash_postgres import Postgres
from tests.faults.crash_sqlite import Sqlite
from tests.faults.kills import memory
from tests.faults.story import STORIES
from tests.faults.tally import Tally, told
from tests.postgres import started

STORES = ("sqlite", "15", "18")
"""SQLite, and the versions of PostgreSQL."""


def tried(
    store: str, story: str, folder: Path, *, pairs: bool, few: bool = False
) -> Iterator[tuple[str, Tally]]:
    """Try all points of a story on a store, or those few at which it leaves another state."""
    if store == "sqlite":
        yield from Sqlite(STORIES[story], folder).run(pairs=pairs, few=few)
        return
    with started(store) as server:
        yield from Postgres(STORIES[story], folder, server).run(pairs=pairs, few=few)


def main(words: Sequence[str] | None = None) -> int:
    """Print how many points and pairs were survived; exit code 1 if one was not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--store", choices=STORES, action="append", help="all where none is named")
    parser.add_argument("--story", choices=sorted(STORIES), default="long")
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--few", action="store_true", help="only points that leave another state")
    given = parser.parse_args(words)
    faults = 0
    for store in given.store or STORES:
        began = time.monotonic()
        with TemporaryDirectory(dir=memory()) as folder:
            words_of = tried(store, given.story, Path(folder), pairs=given.pairs, few=given.few)
            for what, tally in words_of:
                seconds = time.monotonic() - began
                sys.stdout.write(told(store, given.story, what, tally, seconds))
                sys.stdout.flush()
                faults += len(tally.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
