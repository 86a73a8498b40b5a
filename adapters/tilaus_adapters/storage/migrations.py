"""The schema as numbered steps. Each is applied once, in order, and its checksum is kept."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from tilaus.ports.storage import StoreError
from tilaus.record import record


@record
class Migration:
    """One step of the schema, from a file such as `0001_orders.sql`. It is never edited again."""

    number: int
    name: str
    text: str

    @property
    def checksum(self) -> str:
        """Return the SHA-256 of the text, whatever the line ends of the checkout are."""
        return sha256("\n".join(self.text.splitlines()).encode()).hexdigest()


@cache
def shipped(engine: str) -> tuple[Migration, ...]:
    """Return the steps that this version of the code knows for `sqlite` or `postgres`, in order."""
    folder = files("tilaus_adapters.storage").joinpath("sql", engine, "migrations")
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        Migration(int(file.name[:4]), file.name, file.read_text("utf-8"))
        for file in found
        if file.name.endswith(".sql")
    )


def missing(applied: Sequence[Any], steps: Sequence[Migration], place: str) -> Sequence[Migration]:
    """Return the steps that were not applied yet, after a look at those that were.

    Args:
        applied: rows with `number`, `name` and `checksum`, in order.
        place: names the database, for errors.

    Raises:
        StoreError: the database is newer than the code, or its schema is not what the code thinks.
    """
    wish = f"cannot use the store {place}"
    if len(applied) > len(steps):
        found = f"its schema has step {applied[-1]['name']}, and this tilaus knows {len(steps)}"
        raise StoreError(f"{wish}: {found}; install the newer tilaus that wrote it")
    for row, step in zip(applied, steps, strict=False):
        if (row["number"], row["checksum"]) != (step.number, step.checksum):
            found = f"its schema step {row['name']} is not the {step.name} of this tilaus"
            raise StoreError(f"{wish}: {found}; restore that file, or install the tilaus it is of")
    return steps[len(applied) :]
