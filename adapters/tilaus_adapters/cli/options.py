"""The options that every command has."""

from datetime import UTC, tzinfo
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from cyclopts import Group, Parameter

from tilaus.record import record
from tilaus_adapters.cli.reply import UsageError

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
            help="The shop: a path, or sqlite:///FILE. [default: shop.db]",
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
    def path(self) -> Path:
        """Return the path of the shop's file.

        Raises:
            UsageError: the address names another kind of database.
        """
        scheme, sign, rest = self.db.partition("://")
        if sign and scheme != "sqlite":
            found = f"cannot open {scheme[:20]}://: a shop is a SQLite file"
            raise UsageError(f"{found}; write a path, or sqlite:///FILE")
        path = rest.removeprefix("/") if sign else self.db or "shop.db"
        if not path or path == ":memory:" or "\0" in path:
            raise UsageError(f"cannot open {self.db!r}: a shop is a file; name one, as in shop.db")
        return Path(path)


DEFAULTS = Options()
