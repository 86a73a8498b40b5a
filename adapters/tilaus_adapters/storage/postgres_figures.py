"""The figures of a shop in PostgreSQL, from its indexes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tilaus.ports.figures import MAX_REASONS, DayCount, ReasonCount
from tilaus_adapters.storage.figure_rows import read_counts, read_days, read_reasons
from tilaus_adapters.storage.postgres_database import Database
from tilaus_adapters.storage.rows import moment


class PostgresFigures:
    """The part of a store that counts; see `tilaus.ports.figures.Figures`."""

    _database: Database

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        return read_counts(self._database.all("counts"))

    def placed_per_day(self, since: datetime) -> Sequence[DayCount]:
        return read_days(self._database.all("placed_per_day", since=moment(since)))

    def refunds_per_reason(self, since: datetime) -> Sequence[ReasonCount]:
        wanted = {"since": moment(since), "limit": MAX_REASONS}
        return read_reasons(self._database.all("refunds_per_reason", **wanted))
