"""What lies beside a shop: of `shop.db` the policy in `shop.toml`, the clock in `shop-clock.txt`.

A shop in PostgreSQL is named by its database, and these files lie in the working directory.
The clock is there only while a demo is told, or was interrupted: it says at which time it stands.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tilaus.policy import Policy
from tilaus.policy_file import PolicyError, load_policy
from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.reply import WorldError

CLOCK = "-clock.txt"
"""What is added to a shop's name for the file with the time at which its clock stands."""


def beside(path: Path, what: str) -> Path:
    """Return the path of a file that belongs to a shop: of `shop.db` and `.toml`, `shop.toml`."""
    return path.with_name(f"{path.stem}{what}")


def policy_path(options: Options) -> Path | None:
    """Return the policy file that counts: the named one, the one beside the shop, or None."""
    if options.policy is not None:
        return options.policy
    found = beside(options.path, ".toml")
    return found if found.exists() else None


def policy_of(options: Options) -> Policy:
    """Read the policy of a shop; the built-in one where there is no file.

    Raises:
        WorldError: the file cannot be read or used; says everything that is wrong with it.
    """
    path = policy_path(options)
    return Policy() if path is None else read_policy(path)


def read_policy(path: Path) -> Policy:
    """Read a policy file; raises WorldError as `policy_of` does."""
    try:
        return load_policy(read_text(path))
    except PolicyError as error:
        raise WorldError("\n  ".join([f"cannot use {path}:", *error.problems])) from None


def read_text(path: Path) -> str:
    """Read a text file; raises WorldError where that is not possible."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WorldError(f"cannot read {path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise WorldError(f"cannot read {path}: it is no text in UTF-8") from None


def clock_of(path: Path) -> Callable[[], datetime]:
    """Return the clock of a shop: the real one, or the time at which an interrupted demo stands."""
    stopped = stopped_at(path)
    return (lambda: datetime.now(UTC)) if stopped is None else (lambda: stopped)


def stopped_at(path: Path) -> datetime | None:
    """Return the time at which the clock of an interrupted demo stands, or None."""
    try:
        return datetime.fromisoformat(beside(path, CLOCK).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except ValueError:
        file = beside(path, CLOCK)
        raise WorldError(f"cannot read {file}: it holds no time; remove it") from None


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, whenever the process is killed."""
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)
