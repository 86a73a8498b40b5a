"""The figures of a shop in SQLite, from its indexes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tilaus.ports.figures import MAX_REASONS, DayCount, ReasonCount
from tilaus_adapters.storage.figure_rows import read_counts, read_days, read_reasons
from tilaus_adapters.storage.rows import moment
from tilaus_adapters.storage.sqlite_database import Database


class SqliteFigures:
    """The part of a store that counts; see `tilaus.ports.figures.Figures`."""

    _database: Database

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        with self._database.reading() as db:
            return read_counts(db.all("counts"))

    def placed_per_day(self, since: datetime) -> Sequence[DayCount]:
        with self._database.reading() as db:
            return read_days(db.all("placed_per_day", since=moment(since)))

    def refunds_per_reason(self, since: datetime) -> Sequence[ReasonCount]:
        wanted = {"since": moment(since), "limit": MAX_REASONS}
        with self._database.reading() as db:
            return read_reasons(db.all("refunds_per_reason", **wanted))
