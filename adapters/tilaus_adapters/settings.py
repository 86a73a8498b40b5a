"""Settings: addresses and secrets of a shop's adapters, from the environment and from one file.

    TILAUS_SECRETS=/etc/shop/secrets.toml tilaus worker

The file is TOML, one text for each name, and lies outside of any repository; what the environment
says counts more. Nothing here is ever logged or shown.
"""

import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

FILE = "TILAUS_SECRETS"
"""The setting that names the file."""

PREFIX = "TILAUS_"


class Settings(Mapping[str, str]):
    """Settings by name; shown without their values."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Settings({', '.join(sorted(self._values))})"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return every setting of the environment, and of the file that `TILAUS_SECRETS` names.

    Raises:
        ValueError: the file cannot be read, others may read it too, or it holds something else
            than texts by name; the sentence shows no value.
    """
    given = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    named = given.get(FILE, "")
    return Settings({**_read(Path(named)), **given} if named else given)


def _read(path: Path) -> dict[str, str]:
    wish = f"cannot read the settings in {path}"
    try:
        others = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{wish}: {error.strerror}; {FILE} names the file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # The parser's own words quote the line, and so a secret.
        raise ValueError(f'{wish}: it is not TOML; write lines as in NAME = "value"') from None
    if others and os.name == "posix":
        raise ValueError(f"{wish}: others may read or change it; run: chmod 600 {path}")
    for name, value in found.items():
        if not name.startswith(PREFIX) or not isinstance(value, str):
            raise ValueError(f"{wish}: {name[:60]!r} is no setting; names begin with {PREFIX}")
    return found
