"""`tilaus diagram`: the lifecycles as pictures and tables; on them one order's path, or counts."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from tilaus.diagrams import FORMATS, UNMARKED, Marks
from tilaus.diagrams.figure import path_of
from tilaus.lifecycle import Lifecycle
from tilaus.order import Order, find
from tilaus.ports.storage import MAX_LISTED, OrderStore, Query
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus_adapters.cli.files import policy_of, write
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag, unknown
from tilaus_adapters.cli.reply import Reply, UsageError, WorldError, refused
from tilaus_adapters.cli.screen import count
from tilaus_adapters.cli.wiring import opened

Machine = Literal["order", "item", "payment", "refund"]
Text = Annotated[str, Parameter(show_default=False)]


@record
class _Subject:
    """Whose path is to be drawn: an order, or one of its parts by its machine and id."""

    number: int
    machine: str
    about: str

    @property
    def heading(self) -> str:
        order = f"order {self.number}"
        text = f"{self.machine} {self.about} of {order}" if self.about else order
        return text[0].upper() + text[1:]


def diagram(
    machine: Annotated[Machine, Parameter(help="Whose lifecycle.")],
    /,
    *,
    format: Annotated[
        Literal["mermaid", "dot", "table", "svg"],
        Parameter(help="For which program, or for reading."),
    ] = "mermaid",
    order: Annotated[
        int | None, Parameter(help="Draw the path of this order (its number), or of a part of it.")
    ] = None,
    item: Annotated[Text, Parameter(help="Of this item of the order.")] = "",
    payment: Annotated[Text, Parameter(help="Of this payment of the order.")] = "",
    refund: Annotated[Text, Parameter(help="Of this refund of the order.")] = "",
    counts: Annotated[
        bool, Flag, Parameter(help="Draw how many of the shop are in each state now.")
    ] = False,
    output: Annotated[
        Path | None, Parameter(help="Write to this file; one that is there already is kept.")
    ] = None,
    force: Annotated[
        bool, Flag, Parameter(help="Write to the file even where one is there already.")
    ] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Draw the lifecycle of orders, items, payments or refunds, from the table that counts.

    On it the path that one of them took, step by step, or how many are in each state.
    """
    subject = _subject(machine, order, {"item": item, "payment": payment, "refund": refund})
    if subject and counts:
        raise UsageError("cannot draw a path and counts at once: leave --order or --counts away")
    if output and output.exists() and not force:
        found = "there is something already, and nothing was changed"
        cure = ("--force", "another --output")
        return refused(Refusal("malformed", f"write {output}", found, cure))
    lifecycle = policy_of(options).lifecycles[machine]
    marks, heading = UNMARKED, ""
    if subject:
        marked = _followed(subject, options)
        if isinstance(marked, Refusal):
            return refused(marked)
        marks, heading = marked, subject.heading
    elif counts:
        with opened(options) as shop:
            marks = Marks(counts=counted(shop.store, machine))
        heading = f"{machine.capitalize()}s by state: {sum((marks.counts or {}).values())} in all"
    doc = {"machine": machine, "format": format, "text": _drawn(format, lifecycle, marks, heading)}
    return _given(doc, output)


def _subject(machine: str, order: int | None, parts: Mapping[str, str]) -> _Subject | None:
    """Read whose path is meant; None where nobody's is."""
    named = {part: about for part, about in parts.items() if about}
    if order is None:
        if named:
            raise UsageError(f"cannot draw a path of no order: --{min(named)} goes with --order")
        return None
    if machine == "order" and not named:
        return _Subject(order, machine, "")
    if [*named] != [machine]:
        wanted = "no part of it" if machine == "order" else f"--{machine} and no other part"
        raise UsageError(f"cannot draw the path on the lifecycle of {machine}s: name {wanted}")
    return _Subject(order, machine, named[machine])


def _followed(subject: _Subject, options: Options) -> Marks | Refusal:
    """Read the path of an order or of its part from its history."""
    with opened(options) as shop:
        order = shop.order(subject.number)
        if order is None:
            return unknown(subject.number)
        history = shop.store.history(order.id)
    if not subject.about:
        return Marks(order.status, path_of(history, "order"))
    parts = getattr(order, f"{subject.machine}s")
    part = find(parts, subject.about)
    if part is None:
        found = f"order {order.number} has no {subject.machine} {subject.about!r}"
        known = tuple(f"--{subject.machine} {each.id}" for each in parts)
        return Refusal("unknown_part", "draw its path", found, known)
    return Marks(part.status, path_of(history, subject.machine, subject.about))


_SUBJECTS: Mapping[str, Callable[[Order], tuple[Any, ...]]] = {
    "order": lambda order: (order,),
    "item": lambda order: order.items,
    "payment": lambda order: order.payments,
    "refund": lambda order: order.refunds,
}


def counted(store: OrderStore, machine: str) -> Counter[str]:
    """Count how many of a machine are in each state now; orders are read page by page."""
    found: Counter[str] = Counter()
    for order in _all_orders(store):
        found.update(subject.status for subject in _SUBJECTS[machine](order))
    return found


def _all_orders(store: OrderStore) -> Iterator[Order]:
    before = None
    while page := store.search(Query(limit=MAX_LISTED, before=before)):
        yield from page
        before = page[-1].number


def _drawn(format: str, lifecycle: Lifecycle, marks: Marks, heading: str) -> str:
    if format in FORMATS:
        return FORMATS[format](lifecycle, marks)
    from tilaus_adapters import svg  # only who wants a picture waits for it
    from tilaus_adapters.graphviz import DrawingError

    try:
        return svg.draw(lifecycle, marks, heading)
    except DrawingError as error:
        raise WorldError(f"cannot draw an SVG: {error}") from None


def _given(doc: dict[str, Any], output: Path | None) -> Reply:
    """Show the text, or write it to a file and say so."""
    if output is None:
        return Reply(doc, lambda screen: screen.raw(doc["text"]))
    try:
        write(output, doc["text"])
    except OSError as error:
        raise WorldError(f"cannot write {output}: {error.strerror or error}") from None
    size = count(len(doc["text"].encode()), "byte")
    said = f"{output}: {doc['machine']} as {doc['format']}, {size}"
    return Reply({**doc, "file": str(output)}, lambda screen: screen.say(said))
