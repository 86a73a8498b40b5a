"""The one way that a frozen record is declared.

A record is what `attrs.frozen` would make of the class: frozen, slotted, compared by type and
values. It is made here because importing attrs and building ninety classes with it takes longer
than all else that `import tilaus` does. attrs itself, and what reads attrs classes (cattrs), still
see a record as one of theirs: its attributes are made with attrs as soon as somebody asks.
"""

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")


class FrozenRecordError(AttributeError):
    """Somebody tried to change a record; use `replace` to get a changed copy."""


class _Field(NamedTuple):
    """How one field was declared; `default` is `_NONE` where it has to be given."""

    name: str
    kind: Any
    default: Any
    kw_only: bool


_NONE: Any = object()

_FIELDS: dict[type, tuple[_Field, ...]] = {}
"""The fields of each record class, those of its base first."""

_VALUES: dict[type, Callable[[Any], Any]] = {}
"""Of each record class, how to read the values of all fields at once, as a tuple."""

_set = object.__setattr__


def field(*, kw_only: bool = False) -> Any:
    """Declare a field without a default that is given by its name."""
    return _Field("", None, _NONE, kw_only)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make `cls` a frozen, slotted record: equal by type and values, hashed by its values.

    Its `repr` names the fields that differ from their defaults. A class that defines `__repr__`,
    `__eq__` or `__hash__` itself keeps its own.
    """
    own = {name: _declared(cls, name, kind) for name, kind in _annotations(cls).items()}
    inherited = tuple(f for base in cls.__bases__ for f in _FIELDS.get(base, ()))
    fields = (*inherited, *own.values())
    names = tuple(f.name for f in fields)
    body = {k: v for k, v in cls.__dict__.items() if k not in own and k not in _DROPPED}
    given = {"__slots__": tuple(own), "__match_args__": _positional(fields), **_METHODS}
    body |= {name: made for name, made in given.items() if name != "__repr__" or name not in body}
    values = attrgetter(*names) if len(names) > 1 else _few_values(names)
    if "__eq__" not in cls.__dict__:
        body |= {"__eq__": _equality(values), "__hash__": lambda self: hash((cls, values(self)))}
    meta: Any = type(cls)
    made = meta(cls.__name__, cls.__bases__, body)
    made.__init__ = _initialiser(made, fields)
    _FIELDS[made], _VALUES[made] = fields, values
    return made  # type: ignore[no-any-return]


def _annotations(cls: type) -> Mapping[str, Any]:
    # `inspect.get_annotations` would cost the import of inspect, which is a tenth of the budget.
    found: Mapping[str, Any] = cls.__dict__.get("__annotations__", {})  # noqa: RUF063
    return found


def _declared(cls: type, name: str, kind: Any) -> _Field:
    found = cls.__dict__.get(name, _NONE)
    if isinstance(found, _Field):
        return found._replace(name=name, kind=kind)
    return _Field(name, kind, found, kw_only=False)


def _positional(fields: tuple[_Field, ...]) -> tuple[str, ...]:
    return tuple(f.name for f in fields if not f.kw_only)


def _initialiser(cls: Any, fields: tuple[_Field, ...]) -> Any:
    """Write `__init__` as a person would, and compile it: nothing in a loop is as quick.

    It writes into the slots themselves: `object.__setattr__` would look each one up by its name.
    """
    defaults = {f"_{f.name}": f.default for f in fields if f.default is not _NONE}
    given = [f.name if f.default is _NONE else f"{f.name}=_{f.name}" for f in _plain(fields)]
    named = [f.name for f in fields if f.kw_only]
    head = ", ".join(["self", *given, *(["*", *named] if named else [])])
    lines = [f" _set_{f.name}(self, {f.name})" for f in fields] or [" pass"]
    slots = {f"_set_{f.name}": getattr(cls, f.name).__set__ for f in fields}
    space: dict[str, Any] = {**slots, **defaults}
    # The text holds nothing but the names of fields, which are identifiers of our own classes.
    exec(f"def __init__({head}):\n" + "\n".join(lines), space)  # noqa: S102
    made = space["__init__"]
    # Those who read signatures, such as the command line, want to see what is expected.
    made.__annotations__ = {**{f.name: f.kind for f in fields}, "return": None}
    return made


def _plain(fields: tuple[_Field, ...]) -> list[_Field]:
    return [f for f in fields if not f.kw_only]


def _few_values(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """Read the values of a record with at most one field, as a tuple all the same."""
    return lambda self: tuple(getattr(self, name) for name in names)


def _equality(values: Callable[[Any], Any]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - it becomes the method
        if type(other) is not type(self):
            return NotImplemented
        return bool(values(self) == values(other))

    return __eq__


def _text(self: Any) -> str:
    shown = (
        f"{f.name}={getattr(self, f.name)!r}"
        for f in _FIELDS[type(self)]
        if f.default is _NONE or getattr(self, f.name) != f.default
    )
    return f"{type(self).__name__}({', '.join(shown)})"


def _refuse_change(self: Any, name: str, value: Any = None) -> None:
    raise FrozenRecordError(f"cannot change {name} of a {type(self).__name__}: use replace")


def _reduce(self: Any) -> tuple[Any, ...]:
    return _rebuilt, (type(self), _VALUES[type(self)](self))


def _rebuilt(cls: type[T], values: tuple[Any, ...]) -> T:
    made = cls.__new__(cls)
    for f, value in zip(_FIELDS[cls], values, strict=True):
        _set(made, f.name, value)
    return made


class _Attributes:
    """What attrs and cattrs read of a class; made by attrs when it is asked for."""

    def __get__(self, record: Any, cls: type) -> Any:
        return _attributes(cls)


@cache
def _attributes(cls: type) -> Any:
    import attrs  # Not before somebody needs it.

    declared = {
        f.name: attrs.field(
            default=attrs.NOTHING if f.default is _NONE else f.default,
            type=f.kind,
            kw_only=f.kw_only,
        )
        for f in _FIELDS[cls]
    }
    return attrs.make_class(cls.__name__, declared).__attrs_attrs__  # type: ignore[attr-defined]


_METHODS: Mapping[str, Any] = {
    "__repr__": _text,
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_change,
    "__reduce__": _reduce,
    "__attrs_attrs__": _Attributes(),
}

_DROPPED = frozenset({"__dict__", "__weakref__"})
"""What Python put into the class and will put into the slotted one again where it belongs."""


def replace(record: T, **changes: Any) -> T:
    """Return a copy of a record with some fields changed.

    Raises:
        TypeError: the record has no field of that name.
    """
    made: T = _COPIES[type(record)](record, **changes)
    return made


class _Copies(dict[type, Callable[..., Any]]):
    """Of each record class that was copied once, how to copy it."""

    def __missing__(self, cls: type) -> Callable[..., Any]:
        made = self[cls] = _copier(cls)
        return made


_COPIES = _Copies()


def _copier(cls: type) -> Callable[..., Any]:
    """Write the copying of a record as a person would, and compile it, as for `_initialiser`.

    A copy is written as a thing of a class with the same slots that may be changed, and is a record
    from then on: that takes a third of the time in which each field of a frozen one is set.
    """
    names = [f.name for f in _FIELDS[cls]]
    head = ", ".join(["self", *(["*"] if names else []), *(f"{name}=_NONE" for name in names)])
    lines = [f" made.{n} = self.{n} if {n} is _NONE else {n}" for n in names]
    ends = [" made.__class__ = _cls", " return made"]
    text = "\n".join([f"def replace({head}):", " made = _new(_draft)", *lines, *ends])
    space = {"_new": cls.__new__, "_draft": _draft(cls), "_cls": cls, "_NONE": _NONE}
    exec(text, space)  # noqa: S102 - nothing but the names of fields, see `_initialiser`
    found: Callable[..., Any] = space["replace"]
    return found


def _draft(cls: Any) -> Any:
    """Make a class whose things lie in memory as records of `cls` do, and may be changed."""
    free = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    meta: Any = type(cls)
    return meta(cls.__name__, cls.__bases__, {"__slots__": cls.__dict__["__slots__"], **free})
