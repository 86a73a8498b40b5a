"""JSON from outside, read strictly: UTF-8, no key twice, not too deep, whole characters, no NUL."""

import json
from collections.abc import Iterator
from typing import Any

MAX_DEPTH = 12
"""How deeply a document may be nested."""

MAX_DIGITS = 18
"""The most digits of a number; no amount has more."""


class BadJson(ValueError):  # noqa: N818 - it says what is wrong with the text, not with us
    """A text is not JSON, or is JSON that nobody needs: the sentence says what was found."""


def read(data: bytes) -> Any:
    """Read a document.

    Args:
        data: the raw body.

    Raises:
        BadJson: it is not UTF-8, not JSON, has a key twice, a number of more than `MAX_DIGITS`
            digits, half a character or a NUL in a text, or is nested deeper than `MAX_DEPTH`.
    """
    try:
        doc = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as error:
        raise BadJson(f"byte {error.start} of the body is no UTF-8") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BadJson(f"the body is no JSON: {where}: {error.msg}") from None
    except RecursionError:
        raise BadJson(f"the body is nested deeper than {MAX_DEPTH}") from None
    for fault in _faults(doc, 1):
        raise BadJson(fault)
    return doc


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadJson(f"the key {twice[:40]!a} is given twice")
    return found


def _whole(text: str) -> int:
    if len(text.lstrip("-")) > MAX_DIGITS:
        raise BadJson(f"a number has at most {MAX_DIGITS} digits")
    return int(text)


def _no_number(text: str) -> Any:
    raise BadJson(f"{text} is no number of JSON")


def _faults(value: Any, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        yield f"the body is nested deeper than {MAX_DEPTH}"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _faults(key, depth)
            yield from _faults(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _faults(inner, depth + 1)
    elif isinstance(value, str) and not is_storable(value):
        yield "a text has a NUL, or half of a character (a lone surrogate)"


def is_storable(text: str) -> bool:
    """Tell whether every database takes a text: it is whole Unicode, and has no NUL."""
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)
