"""Objects come out of a file one by one, whatever form it has, and what is no JSON is refused."""

import io
import json
import tracemalloc
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest

from tilaus_adapters.interop.json_stream import BadStream, ObjectStream

ONE, TWO = {"id": 1, "name": 'a "{" b\\'}, {"id": 2, "inner": [{"x": None}], "price": 1}


def read(data: bytes | str) -> list[dict[str, Any]]:
    return list(ObjectStream(io.BytesIO(data.encode() if isinstance(data, str) else data)))


# fmt: off
FORMS = [
    ("one object",              json.dumps(ONE),                                   [ONE]),
    ("a list",                  json.dumps([ONE, TWO]),                            [ONE, TWO]),
    ("a list on many lines",    json.dumps([ONE, TWO], indent=2),                  [ONE, TWO]),
    ("an object on each line",  f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n",         [ONE, TWO]),
    ("objects one by one",      f"{json.dumps(ONE)}{json.dumps(TWO, indent=1)}",   [ONE, TWO]),
    ("an empty list",           " [ ] ",                                           []),
    ("nothing",                 " \n ",                                            []),
    ("a byte order mark",       "\ufeff" + json.dumps(ONE),                        [ONE]),
]
# fmt: on


@pytest.mark.parametrize(("form", "text", "objects"), FORMS, ids=[f[0] for f in FORMS])
def test_every_form_of_file_is_read(form: str, text: str, objects: list[Any]) -> None:
    assert read(text) == objects


# fmt: off
BROKEN = [
    ("{",                          "line 1: this is no JSON: Expecting property name enclosed in double quotes"),
    ('{"id": 1}\n\n{"id": }',      "line 3: this is no JSON: Expecting value"),
    ('{"id": "a',                  "line 1: this is no JSON: Unterminated string starting at"),
    ("[1, 2]",                     "line 1: an object {...} is expected, not '1'"),
    ("[{} {}]",                    "line 1: a comma or ] is expected, not '{'"),
    ("[{},]",                      "line 1: an object {...} is expected, not ']'"),
    ("[{}",                        "line 1: a comma or ] is expected"),
    ("[{}] {}",                    "line 1: nothing is expected after the list, not '{'"),
    ("<html>",                     "line 1: an object {...} is expected, not '<'"),
    ('{"a": NaN}',                 "line 1: NaN is no number of JSON"),
    (b'{"a": "\xff"}',             "this is no text in UTF-8, near byte 7"),
    ('{"a": ' * 100_000,           "line 1: it is nested too deeply"),
]
# fmt: on


@pytest.mark.parametrize(("data", "sentence"), BROKEN, ids=[b[1][:50] for b in BROKEN])
def test_what_is_no_json_is_refused_with_its_place(data: bytes | str, sentence: str) -> None:
    with pytest.raises(BadStream) as refused:
        read(data)
    assert str(refused.value) == sentence


def test_a_list_that_ends_in_a_comma_is_refused_as_python_refuses_it() -> None:
    with pytest.raises(json.JSONDecodeError):
        json.loads("[{},]")


def test_objects_before_a_broken_one_are_given() -> None:
    found = iter(ObjectStream(io.BytesIO(b'{"id": 1}\n{"id": 2}\nnonsense')))
    assert [next(found)["id"], next(found)["id"]] == [1, 2]
    with pytest.raises(BadStream, match="line 3"):
        next(found)


class _Long(io.BytesIO):
    """A file of many objects that is nowhere as a whole."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._pieces: Iterator[bytes] = (json.dumps(ONE).encode() + b"\n" for _ in range(count))
        self._rest = b""

    def read(self, size: int | None = -1) -> bytes:
        size = size or 0
        while len(self._rest) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._rest += piece
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        assert len(deque(ObjectStream(_Long(count)), maxlen=1)) == 1
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(100)
    assert peak(60_000) < 2 * peak(6_000)


def test_an_object_that_never_ends_is_not_read_to_its_end() -> None:
    endless = io.BytesIO(b'{"a": "' + b"x" * 30_000_000)
    with pytest.raises(BadStream, match="an object has more than 4000000 characters"):
        list(ObjectStream(endless))
    assert endless.tell() < 20_000_000
