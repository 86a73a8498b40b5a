"""All benchmarks in one run, printed, and written to `docs/explanation/benchmarks.md`.

python -m benchmarks [--quick] [--only NAME]

What stands in the page between its two markers is replaced; what people wrote around it stays.
With --quick each is measured as few times as possible, and with --only one of them: then nothing is
written.
"""

import argparse
import os
import platform
import re
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    checker,
    deciding,
    growing,
    imports,
    memory,
    plots,
    quoting,
    scenario,
    starting,
    steps,
    stores,
)
from benchmarks.measuring import Table, said

BENCHMARKS: dict[str, Callable[[int], Sequence[Table]]] = {
    "steps": steps.tables,
    "deciding": deciding.tables,
    "quoting": quoting.tables,
    "stores": stores.tables,
    "scenario": scenario.tables,
    "memory": memory.tables,
    "growing": growing.tables,
    "checker": checker.tables,
    "starting": starting.tables,
    "imports": imports.tables,
}

PEERS = (
    "transitions", "python-statemachine", "automat", "django-fsm-2", "django-oscar", "django",
    "eventsourcing", "psycopg",
)  # fmt: skip

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "benchmarks.md"
FIRST, LAST = "<!-- what `make bench` printed -->", "<!-- until here -->"
ROUNDS = 5


def versions() -> Iterator[str]:
    """Yield a line for each thing that was measured or measured with."""
    yield f"- Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield f"- {_processor()}, {os.cpu_count()} cores"
    yield f"- tilaus {version('tilaus')}, SQLite {sqlite3.sqlite_version}, {_postgres()}"
    yield f"- {', '.join(f'{name} {version(name)}' for name in PEERS)}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8") if info.exists() else ""
    found = re.search(r"model name\s*: (.+)", text)
    return found[1] if found else platform.processor() or "an unknown processor"


def _postgres() -> str:
    from tests.postgres import NEWEST, programs

    folder = programs(NEWEST)
    if folder is None:
        return "no PostgreSQL"
    words = [str(folder / "postgres"), "--version"]
    told: str = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return told.strip().replace("postgres (PostgreSQL)", "PostgreSQL")


def slug(title: str) -> str:
    """Return the name of a plot's file."""
    return re.sub(r"\W+", "-", title.lower()).strip("-")


def sections(only: str | None, rounds: int) -> Iterator[tuple[str, Table]]:
    """Measure one benchmark after the other; yield its sections as Markdown."""
    for name, tables in BENCHMARKS.items():
        if only in (None, name):
            said(f"-- {name}")
            for table in tables(rounds):
                drawn = f"\n\n![{table.title}](benchmarks/{slug(table.title)}.svg)"
                yield table.markdown() + (drawn if table.bars else ""), table


def written(parts: Sequence[str], tables: Sequence[Table]) -> None:
    """Put what was found into the page, and the plots beside it."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(FIRST)
    _, _, after = rest.partition(LAST)
    body = "\n\n".join(parts)
    PAGE.write_text(f"{before}{FIRST}\n\n{body}\n\n{LAST}{after}", encoding="utf-8")
    folder = PAGE.with_suffix("")
    folder.mkdir(exist_ok=True)
    for table in tables:
        if table.bars:
            drawn = plots.plot(table.title, table.unit, table.bars)
            (folder / f"{slug(table.title)}.svg").write_text(drawn, encoding="utf-8")


def main() -> None:
    """Measure everything, print it, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=BENCHMARKS)
    given = parser.parse_args()
    start = time.perf_counter()
    parts, tables = ["\n".join(versions())], list[Table]()
    print(parts[0], flush=True)
    for part, table in sections(given.only, 1 if given.quick else ROUNDS):
        print(f"\n{part}", flush=True)
        parts.append(part)
        tables.append(table)
    said(f"{(time.perf_counter() - start) / 60:.1f} minutes")
    if not (given.quick or given.only):
        written(parts, tables)


if __name__ == "__main__":
    main()
