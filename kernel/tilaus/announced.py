"""What others are told of an event: its type, and as much of it as may leave the shop."""

from typing import Any

from tilaus import events as e
from tilaus.codec import dump_recorded, seal
from tilaus.webhooks import TYPES

PREFIX = "shop.tilaus."
"""How the type of an announcement begins, besides its name."""

SECRET = frozenset({"token"})
"""Fields that nobody outside is ever told: the customer's tracking link stands on it."""

ABOUT_PERSONS = frozenset({"customer", "pay_url"})
"""Fields that are told to nobody who did not ask for personal data; besides those of the codec."""


def type_of(event: e.Event) -> str:
    """Return the name of an event's type, without `PREFIX`."""
    if not isinstance(event, e.Moved):
        return TYPES[type(event).__name__][0]
    what = "unchanged" if event.source == event.target else event.target
    return f"{event.machine}.{what}"


def public(recorded: e.Recorded, *, personal_data: bool) -> dict[str, Any]:
    """Return the document of an event for somebody outside.

    Law: without `personal_data` it holds no text that `tilaus.codec` seals, nobody's id and no
    address; in either case no secret.
    """
    doc = dump_recorded(recorded)
    if personal_data:
        told: dict[str, Any] = _without(doc, SECRET)
        return told
    told = _without(seal(doc, {}, 0), SECRET | ABOUT_PERSONS)
    return {**told, "by": {"role": recorded.by.role}}


def _without(doc: Any, fields: frozenset[str]) -> Any:
    """Take fields out of a document, and what was sealed."""
    if isinstance(doc, dict):
        kept = {key: value for key, value in doc.items() if key not in fields}
        return {
            key: _without(value, fields) for key, value in kept.items() if not _is_sealed(value)
        }
    if isinstance(doc, list | tuple):
        return [_without(value, fields) for value in doc]
    return doc


def _is_sealed(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"personal"}
