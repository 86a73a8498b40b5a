"""The options that every command has."""

from datetime import UTC, tzinfo
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from cyclopts import Group, Parameter

from tilaus.ports.storage import StoreError
from tilaus.record import record
from tilaus_adapters.cli.reply import UsageError
from tilaus_adapters.storage.opening import database_of, file_of, is_postgres, place_of

_EVERYWHERE = Group("Options of every command", sort_key=9)


@Parameter(name="*", group=_EVERYWHERE)
@record
class Options:
    """Where the shop is, and how to show what is found there."""

    db: Annotated[
        str,
        Parameter(
            env_var="TILAUS_DB",
            show_default=False,
            help=(
                "The shop: a path, sqlite:///FILE, or postgresql://USER@HOST/DATABASE, of which "
                "policy, clock and sandboxes lie in the working directory, as DATABASE.toml and "
                "so on. [default: shop.db]"
            ),
        ),
    ] = ""
    policy: Annotated[
        Path | None,
        Parameter(help="The policy file; else the one beside the shop (shop.toml), if any."),
    ] = None
    json: Annotated[
        bool, Parameter(negative="", show_default=False, help="Print one JSON document.")
    ] = False
    tz: Annotated[str, Parameter(help="The zone in which times are shown.")] = "UTC"

    @property
    def zone(self) -> tzinfo:
        """Return the zone in which times are shown.

        Raises:
            UsageError: there is no such zone.
        """
        if self.tz == "UTC":
            return UTC  # Known even where a machine knows no zones.
        try:
            return ZoneInfo(self.tz)
        except (LookupError, ValueError, OSError):
            found = f"cannot show times in {self.tz[:40]!r}: there is no such zone"
            raise UsageError(f"{found}; one is Europe/Helsinki") from None

    @property
    def address(self) -> str:
        """Return the address of the shop's database, as `tilaus_adapters.storage.opening` takes it.

        It may hold a password: show `place` instead.

        Raises:
            UsageError: the address names another kind of database, or no file.
        """
        if not is_postgres(self.db):
            return str(self._file())
        return self.db

    @property
    def place(self) -> str:
        """Return the address as it may be shown: without a password."""
        return place_of(self.address)

    @property
    def path(self) -> Path:
        """Return the path by which everything is named that lies beside the shop.

        It is the SQLite file; of a PostgreSQL database a path of its name in the working directory,
        where no file is.

        Raises:
            UsageError: as `address`.
        """
        if not is_postgres(self.db):
            return self._file()
        name = database_of(self.db).replace("/", "_").replace("\0", "_")
        if not name:
            raise UsageError("cannot open this address: write postgresql://USER@HOST/DATABASE")
        return Path(f"{name}.db")

    def _file(self) -> Path:
        scheme, sign, _ = self.db.partition("://")
        if sign and scheme != "sqlite":
            found = f"cannot open {scheme[:20]}://: a shop is in SQLite or PostgreSQL"
            raise UsageError(f"{found}; write a path, sqlite:///FILE or postgresql://HOST/DATABASE")
        try:
            return file_of(self.db or "shop.db")
        except StoreError as error:
            raise UsageError(str(error)) from None


DEFAULTS = Options()
