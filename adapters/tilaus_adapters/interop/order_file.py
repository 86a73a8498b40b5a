"""The order file: one order as a JSON document, read strictly, and its schema.

The text is hostile until it is read: whatever is not exactly the documented form is refused, with
the path to each place, and nothing of it is guessed. What the numbers and words mean (ranges, ways
to pay, targets) is the kernel's to judge when the order is placed.
"""

import json
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

from tilaus import codec
from tilaus.commands import Line, Tender
from tilaus.order import Charge, Customer
from tilaus.record import record

MAX_BYTES = 4_000_000
MAX_DEPTH = 8
MAX_DIGITS = 18
TOP = "$"
"""The path of the document itself, as in JSONPath."""


class OrderFileError(ValueError):
    """An order file cannot be used; `problems` lists what is wrong, each with the path to it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("cannot read the order:\n  " + "\n  ".join(problems))


@record
class OrderFile:
    """An order as the file has it: what `tilaus.Shop.place` needs, amounts in minor units."""

    currency: str
    customer: Customer
    items: tuple[Line, ...]
    payments: tuple[Tender, ...]
    charges: tuple[Charge, ...] = ()


def schema_text() -> bytes:
    """Return the JSON Schema (draft 2020-12) of an order file, as it ships."""
    return _resource("order.schema.json")


def example() -> bytes:
    """Return the order file of the shop's help page: order 50001."""
    return _resource("order-50001.json")


def _resource(name: str) -> bytes:
    return resources.files("tilaus_adapters.interop").joinpath(name).read_bytes()


def read_order(data: bytes) -> OrderFile:
    """Read an order file.

    Args:
        data: UTF-8, at most `MAX_BYTES`.

    Raises:
        OrderFileError: it is no such file; every problem that was found is listed.
    """
    doc = _parse(data)
    found = list(_faults(doc, TOP, 1))
    if found:
        raise OrderFileError(found)
    try:
        return codec.load(doc, OrderFile)
    except ValueError as error:
        raise OrderFileError([_placed(line) for line in str(error).splitlines()]) from None


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys were given twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _ in pairs) if len(pairs) > len(self) else {}
        self.twice = sorted(key for key, count in counts.items() if count > 1)


class _NoInteger:
    """A number that no amount can be: it keeps its text, so that a refusal can show it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _parse(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise OrderFileError([f"the file has {len(data)} bytes: {MAX_BYTES} are the most"])
    try:
        doc = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_Object,
            parse_int=lambda text: int(text) if len(text) <= MAX_DIGITS else _NoInteger(text),
            parse_float=_NoInteger,
            parse_constant=_NoInteger,
        )
    except UnicodeDecodeError as error:
        raise OrderFileError([f"byte {error.start}: this is no UTF-8"]) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise OrderFileError([f"{where}: this is no JSON: {error.msg}"]) from None
    except RecursionError:
        raise OrderFileError(["this is no order: it is nested too deeply"]) from None
    if not isinstance(doc, dict):
        raise OrderFileError(
            [f'{TOP}: an order is a JSON object: {{"currency": ..., "items": ...}}']
        )
    doc.pop("$schema", None)
    return doc


def _faults(value: Any, path: str, depth: int) -> Iterator[str]:
    """Find what JSON allows and an order does not: keys given twice, depth, half characters."""
    if depth > MAX_DEPTH:
        yield f"{path}: an order is not nested as deeply"
    elif isinstance(value, _Object):
        yield from (f"{path}: the key {_shown(key)} is given twice" for key in value.twice)
        for key, inner in value.items():
            yield from _faults(key, path, depth)
            inside = _shown(key) if path == TOP else f"{path}.{_shown(key)}"
            yield from _faults(inner, inside, depth + 1)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _faults(inner, f"{path}[{number}]", depth + 1)
    elif isinstance(value, str) and not _is_whole(value):
        yield f"{path}: the text has half of a character (a lone surrogate)"


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _shown(key: str) -> str:
    return key if key.isidentifier() and len(key) <= 40 else ascii(key[:40])


def _placed(line: str) -> str:
    what, _, path = line.rpartition(" @ ")
    return f"{path}: {what}"
