"""The schema as numbered steps. Each is applied once, in order, and its checksum is kept."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from tilaus.ports.storage import StoreError
from tilaus.record import record
from tilaus_adapters.storage.sqlite_database import SQL, Database, Session


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
def shipped() -> tuple[Migration, ...]:
    """Return the steps that this version of the code knows, in order."""
    found = sorted(SQL.joinpath("migrations").iterdir(), key=lambda file: file.name)
    return tuple(
        Migration(int(file.name[:4]), file.name, file.read_text("utf-8"))
        for file in found
        if file.name.endswith(".sql")
    )


def migrate(database: Database, steps: Sequence[Migration]) -> None:
    """Bring a database to the newest schema; do nothing where it has it.

    Two processes may start at once: the second waits for the first and finds the work done.

    Raises:
        StoreError: the database is newer than the code, or its schema is not what the code thinks.
    """
    with database.reading() as db:
        if not _missing(db, steps, database.name):
            return
    with database.writing() as db:
        db.run("make_migrations")
        for step in _missing(db, steps, database.name):
            db.run_script(step.text)
            db.run("record_migration", number=step.number, name=step.name, checksum=step.checksum)


def _missing(db: Session, steps: Sequence[Migration], place: str) -> Sequence[Migration]:
    """Return the steps that were not applied yet, after a look at those that were."""
    applied = db.all("applied_migrations") if db.one("has_migrations") else []
    wish = f"cannot use the store {place}"
    if len(applied) > len(steps):
        found = f"its schema has step {applied[-1]['name']}, and this tilaus knows {len(steps)}"
        raise StoreError(f"{wish}: {found}; install the newer tilaus that wrote it")
    for row, step in zip(applied, steps, strict=False):
        if (row["number"], row["checksum"]) != (step.number, step.checksum):
            found = f"its schema step {row['name']} is not the {step.name} of this tilaus"
            raise StoreError(f"{wish}: {found}; restore that file, or install the tilaus it is of")
    return steps[len(applied) :]
