"""Where a process can die: before and after each statement that the store sends."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Hook = Callable[[str], None]
"""Is told of each boundary as it is reached; may raise, as if the process died there."""


class Died(BaseException):
    """The process died. No handler of errors catches it, as none would hear of a SIGKILL."""


class _Cursor(sqlite3.Cursor):
    connection: "_Connection"

    def execute(self, sql: str, values: Any = (), /) -> "_Cursor":
        return self._at(sql, lambda: sqlite3.Cursor.execute(self, sql, values))

    def executemany(self, sql: str, rows: Iterable[Any], /) -> "_Cursor":
        return self._at(sql, lambda: sqlite3.Cursor.executemany(self, sql, self._each(sql, rows)))

    def _each(self, sql: str, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            self.connection.hook(f"before a row of {_short(sql)}")
            yield row

    def _at(self, sql: str, run: Callable[[], object]) -> "_Cursor":
        self.connection.hook(f"before {_short(sql)}")
        run()
        self.connection.hook(f"after {_short(sql)}")
        return self


class _Connection(sqlite3.Connection):
    hook: Hook

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    # The methods of the class itself make a cursor without asking for ours.
    def execute(self, sql: str, values: Any = (), /) -> _Cursor:
        cursor: _Cursor = self.cursor()
        return cursor.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> _Cursor:
        cursor: _Cursor = self.cursor()
        return cursor.executemany(sql, rows)


def _short(sql: str) -> str:
    """Return the first words of a statement, without its comments."""
    lines = (line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return " ".join(" ".join(lines).split())[:40]


@contextmanager
def of_sqlite(path: Path, hook: Hook) -> Iterator[None]:
    """Tell the hook of each statement on a database file, by whatever connection."""
    connect = sqlite3.connect

    def watched(place: Any, *words: Any, **named: Any) -> sqlite3.Connection:
        if str(place) != str(path):
            plain: sqlite3.Connection = connect(place, *words, **named)
            return plain
        connection: _Connection = connect(place, *words, **named, factory=_Connection)
        connection.hook = hook
        return connection

    sqlite3.connect = watched  # type: ignore[assignment]
    try:
        yield
    finally:
        sqlite3.connect = connect
