"""The one way that a frozen record is declared.

A record is an attrs class: frozen, slotted, compared by value. Comparison, hash and text are made
here from one `attrgetter` for each class, because generating and compiling them per class would be
half the time that `import tilaus` takes.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

import attrs

T = TypeVar("T")

_FIELDS: dict[type, tuple[tuple[str, ...], Callable[[Any], Any]]] = {}
"""Of each record class: the names of its fields, and how to read all of their values at once."""


@dataclass_transform(frozen_default=True, field_specifiers=(attrs.field,))
def record(cls: type[T]) -> type[T]:
    """Make `cls` a frozen, slotted record: equal by type and values, hashed by its values.

    Its `repr` names the fields that differ from their defaults. A class that defines `__eq__` or
    `__hash__` itself keeps its own.
    """
    own = cls.__dict__
    made: Any = attrs.frozen(cls, repr=False, eq=False)
    names = tuple(field.name for field in attrs.fields(made))
    values = attrgetter(*names) if len(names) > 1 else _few_values(names)
    _FIELDS[made] = names, values
    made.__repr__ = _text
    if "__eq__" not in own:
        made.__eq__ = _equality(values)
        made.__hash__ = lambda self: hash((type(self), values(self)))
    return made  # type: ignore[no-any-return]


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
        f"{field.name}={getattr(self, field.name)!r}"
        for field in attrs.fields(type(self))
        if getattr(self, field.name) != field.default
    )
    return f"{type(self).__name__}({', '.join(shown)})"


def replace(record: T, **changes: Any) -> T:
    """Return a copy of a record with some fields changed.

    Raises:
        TypeError: the record has no field of that name.
    """
    names, values = _FIELDS[type(record)]
    return type(record)(**{**dict(zip(names, values(record), strict=True)), **changes})
