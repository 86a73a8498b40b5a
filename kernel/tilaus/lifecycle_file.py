"""The part of a policy file that changes lifecycles: `[lifecycle]`, read strictly and written.

What a shop adds and removes stands there as data (`tilaus.changes`); adding a state takes no
Python. What orders that live are to become stands there too, as `[lifecycle.mapping]`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import cattrs

from tilaus import codec
from tilaus.adoption import Mapped
from tilaus.changes import ChangedRow, ChangedState, Changes, RowName, changed, difference
from tilaus.lifecycle import LifecycleError
from tilaus.lifecycles import MACHINES, SHIPPED, Lifecycles
from tilaus.record import record

COMMENT = """\
# [lifecycle] adds and removes states and rows of the order, the item, the payment and the refund.
# Without it the tables are those that ship; `tilaus diagram item --format table` prints one.
"""

NO_CHANGES = Changes()
NO_MAPPING: Mapped = {}


@record
class LifecycleFile:
    """What stands under `[lifecycle]`.

    `mapping` says which state an order that lives takes, where its own is not there any more.
    """

    id: str
    version: int = 1
    order: Changes = NO_CHANGES
    item: Changes = NO_CHANGES
    payment: Changes = NO_CHANGES
    refund: Changes = NO_CHANGES
    mapping: Mapped = NO_MAPPING


@record
class Read:
    """What was read: the lifecycles and the mapping, or what is wrong with them."""

    lifecycles: Lifecycles = SHIPPED
    mapping: Mapped = NO_MAPPING
    problems: tuple[str, ...] = ()


def read(doc: Any) -> Read:
    """Read the table `[lifecycle]` of a policy file; all problems are listed with their places."""
    try:
        file = _converter().structure(_records(doc), LifecycleFile)
    except (cattrs.BaseValidationError, ValueError, TypeError) as error:
        return Read(problems=tuple(_placed(line, doc) for line in codec.explain(error)))
    found = list(_names(file))
    tables = {}
    for machine in MACHINES:
        try:
            tables[machine] = changed(SHIPPED[machine], getattr(file, machine))
        except LifecycleError as error:
            found += [f"lifecycle.{machine}: {problem}" for problem in error.problems]
    if found:
        return Read(problems=tuple(found))
    lifecycles = Lifecycles(**tables, id=file.id, version=file.version)
    unknown = tuple(_unknown_states(file.mapping, lifecycles))
    return Read(lifecycles, file.mapping, unknown)


def _names(file: LifecycleFile) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", file.id):
        yield f"lifecycle.id: use 1 to 40 of a-z, 0-9, - and _, not {file.id[:40]!r}"
    if not 1 <= file.version <= 1_000_000:
        yield "lifecycle.version: use a whole number from 1 on"
    for machine in sorted(file.mapping.keys() - set(MACHINES)):
        yield f"lifecycle.mapping.{machine[:40]}: there is none; there are {', '.join(MACHINES)}"


def _unknown_states(mapping: Mapped, lifecycles: Lifecycles) -> Iterator[str]:
    for machine, states in mapping.items():
        known = lifecycles[machine].states
        for old, new in states.items():
            if new not in known:
                place = f"lifecycle.mapping.{machine}.{old[:40]}"
                yield f"{place}: {new[:40]!r} is no state; states are {', '.join(known)}"


def _records(doc: Any) -> Any:
    """Return the document in the form of the records: named tables as lists, one name as a list."""
    if not isinstance(doc, dict):
        return doc
    return {key: _machine(value) if key in MACHINES else value for key, value in doc.items()}


def _machine(doc: Any) -> Any:
    if not isinstance(doc, dict):
        return doc
    made = dict(doc)
    states = doc.get("states", {})
    # A list of states has no keys that could name them, so it is not read as one.
    is_table = isinstance(states, dict)
    made["states"] = [_named(k, v) for k, v in states.items()] if is_table else None
    for key in ("transitions", "remove"):
        if isinstance(doc.get(key), list):
            made[key] = [_row(row) for row in doc[key]]
    return made


def _named(key: str, value: Any) -> Any:
    return {"name": key, **value} if isinstance(value, dict) else value


def _row(row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    lists = {k: [row[k]] for k in ("source", "by", "effects") if isinstance(row.get(k), str)}
    return {**row, **lists}


@cache
def _converter() -> cattrs.Converter:
    return codec.converter().copy()


_STATE = re.compile(r"^(\w+)\.states\[(\d+)\]")
_NUMBERED = re.compile(r"\b(transitions|remove)\[(\d+)\]")


def _placed(line: str, doc: Any) -> str:
    """Turn `what @ item.states[0].kind` into `lifecycle.item.states.packed.kind: what`."""
    what, _, path = line.rpartition(" @ ")

    def by_name(found: re.Match[str]) -> str:
        names = list(doc[found[1]]["states"])
        return f"{found[1]}.states.{names[int(found[2])]}"

    is_state = _STATE.search(path) is not None
    place = _NUMBERED.sub(lambda found: f"{found[1]} #{int(found[2]) + 1}", path)
    place = _STATE.sub(by_name, place) if is_state else place
    place = re.sub(r"\['([^']*)'\]", r".\1", place)
    if place.endswith(".states"):
        what = f"write one table for each, for example [lifecycle.{place}.packed]"
    what = what.replace("there are name, ", "there are ") if is_state else what
    return f"{'lifecycle' if place in ('', '$') else f'lifecycle.{place}'}: {what}"


def write(lifecycles: Lifecycles) -> str:
    """Write what differs from the tables that ship; an empty text where nothing does.

    Raises:
        LifecycleError: a table has facts or names of its own, for which the file has no form.
    """
    if lifecycles == SHIPPED:
        return ""
    parts = [f"[lifecycle]\nid = {_value(lifecycles.id)}\nversion = {lifecycles.version}\n"]
    for machine in MACHINES:
        changes = difference(SHIPPED[machine], lifecycles[machine])
        if changes != NO_CHANGES:
            parts += _tables(f"lifecycle.{machine}", changes)
    return "\n".join(parts)


def _tables(name: str, changes: Changes) -> Iterator[str]:
    lines = [f"[{name}]"]
    if changes.base != NO_CHANGES.base:
        lines.append(f"base = {_value(changes.base)}")
    if changes.remove_states:
        lines.append(f"remove_states = {_value(changes.remove_states)}")
    for key, rows in (("remove", changes.remove), ("transitions", changes.transitions)):
        if rows:
            lines += [f"{key} = [", *(f"  {_inline(_fields(row))}," for row in rows), "]"]
    yield "\n".join([*lines, ""])
    states = {state.name: _fields(state) for state in changes.states}
    for key, tables in (("states", states), ("answers", changes.answers)):
        if tables:
            pairs = [f"{_key(k)} = {_inline(table)}" for k, table in tables.items()]
            yield "\n".join([f"[{name}.{key}]", *pairs, ""])
    if changes.messages:
        pairs = [f"{_key(k)} = {_value(trigger)}" for k, trigger in changes.messages.items()]
        yield "\n".join([f"[{name}.messages]", *pairs, ""])


def _fields(thing: ChangedState | ChangedRow | RowName) -> dict[str, Any]:
    """Name what is written of a record: what is not its default, and not the name of the table."""
    doc = codec.dump(thing)
    return {key: value for key, value in doc.items() if key != "name"}


def _inline(table: Mapping[str, Any]) -> str:
    return f"{{ {', '.join(f'{_key(k)} = {_value(v)}' for k, v in table.items())} }}"


def _key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else _value(text)


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    # A JSON text is a TOML basic string, but for this one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
