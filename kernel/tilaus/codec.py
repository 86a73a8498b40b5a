"""Records to plain documents (for JSON) and back; personal data apart from the rest.

A document that came from outside is hostile: `load` refuses unknown keys, missing keys and wrong
types, each with the path to the place. Events are tagged with their class name.

Personal data (mail address, name, target, free text) is *sealed*: the document holds a reference
such as `{"personal": 3}` and the value stands apart, where it can be erased. So an append-only,
hash-chained history keeps no personal data, and erasing breaks no hash.
"""

import hashlib
import json
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Literal, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.strategies import configure_tagged_union

from tilaus.commands import Actor
from tilaus.events import Event, Recorded

T = TypeVar("T")

PERSONAL = frozenset({"email", "name", "target", "instance", "text", "reason", "note", "why"})
"""Fields whose texts may be about a person."""

OPEN: Mapping[str, frozenset[str]] = {"Moved": frozenset({"target"})}
"""Fields of events that have such a name and are about nobody: the target of a step is a state."""

Doc = dict[str, Any]


@cache
def converter() -> cattrs.Converter:
    """Return the converter that all documents go through; made once."""
    made = cattrs.Converter(forbid_extra_keys=True, omit_if_default=True)
    made.register_unstructure_hook(datetime, datetime.isoformat)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(datetime, lambda text, _: _moment(text))
    made.register_structure_hook(date, lambda text, _: date.fromisoformat(_text(text, str)))
    made.register_structure_hook(int, _whole)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(bool, _yes_no)
    made.register_structure_hook_func(_is_choice, _choice)
    made.register_structure_hook_factory(_is_list, _list_reader)
    configure_tagged_union(Event, made, tag_name="event")
    return made


def _moment(text: Any) -> datetime:
    if isinstance(text, datetime):
        return text
    found = datetime.fromisoformat(_text(text, str))
    if found.tzinfo is None:
        raise ValueError("a time needs its zone, for example 2026-01-05T09:00:00+00:00")
    return found


def _whole(value: Any, _: type) -> int:
    if type(value) is not int:
        raise ValueError(f"a whole number is expected, not {value!r:.40}")
    return value


def _text(value: Any, _: type) -> str:
    if type(value) is not str:
        raise ValueError(f"a text is expected, not {value!r:.40}")
    return value


def _yes_no(value: Any, _: type) -> bool:
    if type(value) is not bool:
        raise ValueError(f"true or false is expected, not {value!r:.40}")
    return value


def _is_choice(kind: Any) -> bool:
    return bool(get_origin(kind) == Literal)


def _choice(value: Any, kind: Any) -> Any:
    choices = get_args(kind)
    if value not in choices:
        raise ValueError(f"{' or '.join(map(repr, choices))} is expected, not {value!r:.40}")
    return value


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


def _list_reader(kind: Any, made: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """Read a tuple from a list and from nothing else: a text is no list of its letters."""
    many: Any = types.GenericAlias(list, get_args(kind)[0])
    read = made.get_structure_hook(many)

    def read_tuple(value: Any, _: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise ValueError(f"a list is expected, not {value!r:.40}")
        return tuple(read(value, many))

    return read_tuple


def dump(thing: Any, kind: Any = None) -> Any:
    """Return the plain document of a record; `kind` names a union such as `Event`."""
    return converter().unstructure(thing, kind)


def load(doc: Any, kind: type[T]) -> T:
    """Build a record from a plain document.

    Raises:
        ValueError: something is missing, unknown or of the wrong type; one line for each.
    """
    try:
        return converter().structure(doc, kind)
    except (cattrs.BaseValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError("\n".join(explain(error))) from None


def explain(error: Exception) -> list[str]:
    """Say in sentences what a document got wrong, each with the path to the place."""
    found = cattrs.transform_error(error, format_exception=_sentence)
    return [line.removeprefix("invalid value @ ").replace("$.", "") for line in found]


def _sentence(error: BaseException, kind: type | None) -> str:
    if isinstance(error, cattrs.errors.ForbiddenExtraKeysError):
        unknown = ", ".join(sorted(map(repr, error.extra_fields)))
        return f"unknown field {unknown}; there are {', '.join(_names(error.cl))}"
    if isinstance(error, KeyError):
        return f"field {error.args[0]!r} is missing"
    if isinstance(error, AttributeError | TypeError):
        return "an object with named values is expected"
    return str(error) or type(error).__name__


def _names(kind: type) -> list[str]:
    return [field.name for field in attrs.fields(kind)]


def dump_recorded(recorded: Recorded) -> Doc:
    """Return the document of one history entry."""
    doc: Doc = dump(recorded)
    return doc


def load_recorded(doc: Doc) -> Recorded:
    """Build one history entry from its document."""
    return load(doc, Recorded)


def to_json(doc: Any) -> str:
    """Write a document in the one form that is hashed: sorted keys, no blanks, plain ASCII."""
    return _ENCODER.encode(doc)


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


def chain(previous: str, text: str) -> str:
    """Return the hash that ties a history entry to the one before it (SHA-256, hexadecimal)."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def seal(doc: Any, vault: dict[int, str], start: int) -> Any:
    """Put personal texts of a document into `vault` and return the document with references.

    Args:
        vault: filled with the values, by reference.
        start: the first free reference number of the order.
    """
    if isinstance(doc, dict):
        personal = _personal(doc)
        return {
            key: _sealed(value, vault, start)
            if key in personal and isinstance(value, str)
            else seal(value, vault, start)
            for key, value in doc.items()
        }
    if isinstance(doc, list | tuple):
        return [seal(value, vault, start) for value in doc]
    return doc


def _personal(doc: Doc) -> frozenset[str]:
    """Name the fields of a document that are sealed; events are known by their tag."""
    tag = doc.get("event")
    return PERSONAL - OPEN[tag] if isinstance(tag, str) and tag in OPEN else PERSONAL


def _sealed(value: str, vault: dict[int, str], start: int) -> Doc:
    reference = start + len(vault)
    vault[reference] = value
    return {"personal": reference}


def seal_recorded(recorded: Recorded, start: int) -> tuple[str, list[str]]:
    """Return a history entry in the form that is hashed, and its personal texts in their order.

    The same as to dump, to seal and to write it, in half the time.

    Args:
        start: the reference of the first text.
    """
    texts: list[str] = []
    event = {"event": type(recorded.event).__name__, **_told(recorded.event, texts, start)}
    at, by = recorded.at.isoformat(), _actor(recorded.by)
    return to_json({"at": at, "by": by, "event": event, "seq": recorded.seq}), texts


@lru_cache(maxsize=1024)
def _actor(by: Actor) -> Doc:
    doc: Doc = dump(by)
    return doc


def _told(thing: Any, texts: list[str], start: int) -> Doc:
    """Return the sealed document of a record; what has its default is left out."""
    doc: Doc = {}
    for name, default, is_personal in _columns(thing.__class__):
        value = getattr(thing, name)
        kind = type(value)
        if value == default:
            continue
        if kind is int or kind is bool:
            doc[name] = value
        elif kind is not str:
            doc[name] = _value(value, texts, start)
        elif is_personal:
            doc[name] = {"personal": start + len(texts)}
            texts.append(value)
        else:
            doc[name] = value
    return doc


def _value(value: Any, texts: list[str], start: int) -> Any:
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if kind is tuple:
        return [_value(one, texts, start) for one in value]
    return _told(value, texts, start) if attrs.has(kind) else dump(value)


@cache
def _columns(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    """Return the name and the default of each field, and whether its texts are personal."""
    personal = PERSONAL - OPEN.get(kind.__name__, frozenset())
    return tuple((f.name, f.default, f.name in personal) for f in attrs.fields(kind))


def unseal(doc: Any, vault: dict[int, str], missing: str) -> Any:
    """Put personal texts back; `missing` stands for those that were erased."""
    if isinstance(doc, dict):
        if doc.keys() == {"personal"}:
            return vault.get(doc["personal"], missing)
        return {key: unseal(value, vault, missing) for key, value in doc.items()}
    if isinstance(doc, list):
        return [unseal(value, vault, missing) for value in doc]
    return doc
