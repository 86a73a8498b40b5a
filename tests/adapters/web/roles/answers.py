"""Who is answered what on pages: every path and method, every command of every form, as text.

    python -m tests.adapters.web.roles.answers       # writes answers.txt anew; read the difference

The API has its own: tests/adapters/web/api/answers.py. What the columns mean:

    nobody              has nothing but a link that the shop never made
    guest               has the tracking link of the order, and the link that answers its question
    other guest         has those of another order
    revoked link        has a tracking link of the order that staff have renewed since
    signed out          has the cookie of a session that has ended
    staff, manager      are signed in
    staff, foreign form is signed in, and sends a form that another site made

In the table of paths a cell is the status, where it leads to, and "shows" where the answer has
something of the order in it. "otherwise" is every method that the path does not know. In the tables
of commands it is the status and the code of the refusal; "done" is granted. The first of them has
everybody; whoever is not signed in is turned away before an order is read, so the others have those
who are. Customers cannot sign in: the shop has no page for that.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from tests.adapters.web.api.answers import table
from tests.adapters.web.roles import forms, links, paths
from tests.adapters.web.roles.forms import Tried
from tests.adapters.web.roles.people import STATES, Bench

HERE = Path(__file__).parent / "answers.txt"


@lru_cache(maxsize=1)
def rows() -> tuple[tuple[str, ...], ...]:
    """Return the table of paths, its head first."""
    with Bench() as bench:
        return tuple(tuple(row) for row in paths.rows(bench))


@lru_cache(maxsize=1)
def tried() -> tuple[Tried, ...]:
    """Return everything that was tried with the desk's forms."""
    with Bench() as bench:
        return tuple(forms.all_of(bench))


def text() -> str:
    """Write all tables."""
    parts = [table("Every path", map(list, rows()))]
    parts += [table(f"The desk's forms, of an order that is {s}", _of(s)) for s in STATES]
    with Bench() as bench:
        parts.append(table("Links that answer a question", links.rows(bench)))
    return "\n".join(parts)


def _of(state: str) -> Iterator[list[str]]:
    """Yield the table of one state: a row for each command, a column for each sender."""
    yield ["command", *forms.senders(state)]
    found: dict[str, Mapping[str, str]] = {}
    for one in tried():
        if one.state == state:
            found[one.offer] = {**found.get(one.offer, {}), one.who: one.cell}
    for offer, cells in found.items():
        yield [offer, *(cells[who] for who in forms.senders(state))]


if __name__ == "__main__":
    HERE.write_text(text(), encoding="utf-8")
