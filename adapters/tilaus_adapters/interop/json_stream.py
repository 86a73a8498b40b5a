"""JSON objects out of a file, one after the other: one object, a list of them, or one on each line.

Memory holds one object at a time, however long the file is. The text is hostile: an object has at
most `MAX_OBJECT` characters, numbers stay as they were written, and whatever is not JSON is refused
with its place.
"""

import codecs
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any

MAX_OBJECT = 4_000_000
"""The longest object, in characters."""

PIECE = 1 << 16
"""How many bytes are read at once, at least."""

MAX_DIGITS = 18
"""The most digits of a whole number; a longer one is kept as `Decimal`."""

_SPACE = re.compile(r"[ \t\r\n]*")
_TAIL = 16
"""A fault so near to the end of what was read may be one of reading too little: `tru`, `\\u00`."""


class BadStream(ValueError):  # noqa: N818 - it says what is wrong with the file, not with us
    """A file holds no JSON objects: the sentence says where, and what was found there."""


class ObjectStream:
    """The objects of one file, as an iterator; read once.

    Args:
        stream: bytes, UTF-8, with or without a byte order mark.

    Attributes:
        line: the line on which the last object began, from 1.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._start, self._is_over = "", 0, False
        self._lines, self._read = 1, 0
        self.line: int = 1

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Give the objects.

        Raises:
            BadStream: what follows is no JSON object, too long, or no UTF-8.
            OSError: the file cannot be read.
        """
        first = self._next_sign()
        if first == "[":
            yield from self._list()
            return
        while first:
            yield self._object()
            first = self._next_sign()

    def _list(self) -> Iterator[dict[str, Any]]:
        self._start += 1
        sign = self._next_sign()
        while sign != "]":
            yield self._object()
            sign = self._next_sign()
            if sign == ",":
                self._start += 1
                self._next_sign()
            elif sign != "]":
                raise self._bad("a comma or ] is expected", sign)
        self._start += 1
        if rest := self._next_sign():
            raise self._bad("nothing is expected after the list", rest)

    def _next_sign(self) -> str:
        """Pass over white space; return the character there, or nothing at the end of the file."""
        while True:
            end = self._start
            found = _SPACE.match(self._text, end)
            self._start = found.end() if found else end
            if self._start < len(self._text) or not self._fill(PIECE):
                return self._text[self._start : self._start + 1]

    def _object(self) -> dict[str, Any]:
        if self._text[self._start : self._start + 1] != "{":
            raise self._bad("an object {...} is expected", self._text[self._start :][:1])
        self.line = self._lines + self._text.count("\n", 0, self._start)
        while True:
            try:
                made, self._start = _DECODER.raw_decode(self._text, self._start)
            except json.JSONDecodeError as error:
                self._more_or_fail(error)
            except RecursionError:
                raise self._bad("it is nested too deeply", "") from None
            except ValueError as error:  # A number that Python does not read.
                raise self._bad(str(error), "") from None
            else:
                result: dict[str, Any] = made
                return result

    def _more_or_fail(self, error: json.JSONDecodeError) -> None:
        """Read on where the object may only not be whole yet; twice as much each time."""
        is_cut = error.msg.startswith("Unterminated string") or (
            error.pos >= len(self._text) - _TAIL
        )
        length = len(self._text) - self._start
        if length > MAX_OBJECT:
            raise self._bad(f"an object has more than {MAX_OBJECT} characters", "")
        if not is_cut or not self._fill(max(PIECE, length)):
            lines = self._lines + self._text.count("\n", 0, error.pos)
            raise BadStream(f"line {lines}: this is no JSON: {error.msg}")

    def _fill(self, size: int) -> bool:
        """Read on; what was given already is forgotten. False at the end of the file."""
        if self._is_over:
            return False
        data = self._stream.read(size)
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            place = max(0, self._read - 4) + error.start
            raise BadStream(f"this is no text in UTF-8, near byte {place}") from None
        self._read += len(data)
        self._is_over = not data
        self._lines += self._text.count("\n", 0, self._start)
        self._text, self._start = self._text[self._start :] + text, 0
        return bool(data)

    def _bad(self, what: str, found: str) -> BadStream:
        line = self._lines + self._text.count("\n", 0, self._start)
        seen = f", not {found!a}" if found else ""
        return BadStream(f"line {line}: {what}{seen}")


def _whole(text: str) -> int | Decimal:
    return int(text) if len(text) <= MAX_DIGITS else Decimal(text)


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number of JSON")


_DECODER = json.JSONDecoder(parse_int=_whole, parse_float=Decimal, parse_constant=_no_number)
