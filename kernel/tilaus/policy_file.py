"""The policy as a TOML file: read strictly, written with comments, and equal after both.

A file says only what differs: what it leaves out keeps its default. But a table that it has is the
whole of it: a file with one `[methods.card]` takes cards and nothing else.
"""

import json
import re
import textwrap
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from tilaus import codec, lifecycle_file
from tilaus.adoption import Mapped
from tilaus.lifecycle import LifecycleError
from tilaus.policy import Policy, problems
from tilaus.record import replace

MAX_LENGTH = 1_000_000
"""The longest policy file that is read, in characters."""

NAMED = ("methods", "services", "webhooks")
"""Tables of tables: the key of the inner one is its record's `name`."""

TABLES = ("house", *NAMED, "permissions")
"""What is written as a table of its own, after the plain keys."""

# fmt: off
COMMENTS = {
    "currency":           "ISO 4217 code in which everything is priced.",
    "first_order_number": "The number of the first order.",
    "completion":         "Who completes an order whose items are all finished: staff, or automatic.",
    "late_payment":       "Money that an order does not need any more: refund it, park it for a person, or revive the cancelled order.",
    "ask":                "Who asks the customer about a cancelled item: automatic, or staff.",
    "silence_days":       "Days without an answer until a guest's money goes back as it was paid, and a registered customer is reminded.",
    "silence_registered": "Where a registered customer's money goes after the reminder: wallet, original, or staff decide.",
    "silent_server_hours": "Hours without news about an item that the delivery server has, after which staff are told, once; 0 for never.",
    "tracking_days":      "Days after an order's end until its tracking page is shown no more.",
    "split":              "How several payments of one order are refunded: proportional, or wallet_first.",
    "holidays":           "Days on which banks do not work, besides Saturdays and Sundays: [2026-12-25, ...].",
    "refund_rules":       "What goes back of money that was paid with a method and goes to the wallet or to where it came from (original): whether the fee's share goes too, and on how many bank days it arrives.",
    "house":              "The shop as customers and staff know it; every message says how to reach it.",
    "methods":            "Ways to pay. A fee is fee_bps hundredths of a percent of what is paid for, plus fee_minor minor units. An unpaid order waits expires_hours for it. The provider is the payment adapter.",
    "services":           "What a service's target looks like: url (on one of hosts), user_name, or text; the hint is what a customer reads when it is wrong. A service that is not here takes any text.",
    "webhooks":           "Endpoints that are told what happens: since is now or the beginning; after give_up_days without a success one is disabled and staff are alerted; allow_private lets it be in a private network and without TLS; personal_data tells it texts about persons. Its secrets are the setting TILAUS_WEBHOOK_SECRET_NAME, the newest first. For example: books = { url = \"https://books.example/tilaus\", events = [\"order.completed\", \"refund.*\"] }.",
    "permissions":        "Who may do what, where it is not as the tables say. For example: order.cancel = [\"staff\"], or refund = [\"manager\"].",
}
# fmt: on
"""What may stand at the top level of a file, in the order in which it is written, with comments."""

LIFECYCLE = "lifecycle"
"""The one key more: what the shop changes in the lifecycles; see `tilaus.lifecycle_file`."""


class PolicyError(ValueError):
    """A policy file cannot be used; `problems` lists everything that is wrong with it.

    Each is a sentence: the path to the place, what was found, what is expected.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("the policy cannot be used:\n  " + "\n  ".join(problems))


def load_policy(text: str) -> Policy:
    """Read a policy from the text of a TOML file.

    Law: `load_policy(dump_policy(policy)) == policy`.

    Raises:
        PolicyError: the text is no TOML, has unknown keys, wrong types or values out of range, or
            its parts contradict each other; all problems are listed, not the first.
    """
    return load_switch(text)[0]


def load_switch(text: str) -> tuple[Policy, Mapped]:
    """Read a policy, and what it says of orders that live: machine -> old state -> new state.

    Raises:
        PolicyError: as `load_policy` does.
    """
    doc = _parse(text)
    found = list(_misplaced(doc))
    tables = lifecycle_file.read(doc[LIFECYCLE]) if LIFECYCLE in doc else lifecycle_file.Read()
    found += tables.problems
    lists = {name: list(doc.get(name, {})) for name in NAMED if isinstance(doc.get(name), dict)}
    try:
        policy: Policy = _converter().structure(_records(doc), Policy)
    except (cattrs.BaseValidationError, ValueError, TypeError) as error:
        raise PolicyError(found + [_placed(line, lists) for line in codec.explain(error)]) from None
    # Rights are rows of the tables: where these cannot be read, nothing can be said of those.
    unsure: dict[str, Any] = {"permissions": {}} if tables.problems else {}
    found += problems(replace(policy, lifecycles=tables.lifecycles, **unsure))
    if found:
        raise PolicyError(found)
    return replace(policy, lifecycles=tables.lifecycles), tables.mapping


def _parse(text: str) -> dict[str, Any]:
    if len(text) > MAX_LENGTH:
        raise PolicyError([f"the file has {len(text)} characters: {MAX_LENGTH} are the most"])
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise PolicyError([f"this is no TOML: {error}"]) from None
    except RecursionError:
        raise PolicyError(["this is no policy: it is nested too deeply"]) from None


def _misplaced(doc: dict[str, Any]) -> Iterator[str]:
    for key in sorted(doc.keys() - COMMENTS.keys() - {LIFECYCLE}):
        yield f"{key[:40]!r}: there is no such key; there are {', '.join([*COMMENTS, LIFECYCLE])}"
    for name in NAMED:
        tables = doc.get(name, {})
        if not isinstance(tables, dict):
            yield f"{name}: write one table for each, for example [{name}.NAME]"
            continue
        for key, table in tables.items():
            if isinstance(table, dict) and "name" in table:
                yield f"{name}.{key}.name: the table's key is its name; remove this line"


def _records(doc: dict[str, Any]) -> dict[str, Any]:
    """Return the document in the form of the records: named tables as lists, rights flat."""
    known = {key: value for key, value in doc.items() if key in COMMENTS}
    for name in NAMED:
        tables = known.pop(name, None)
        if isinstance(tables, dict):
            known[name] = [_record(key, table) for key, table in tables.items()]
    if isinstance(known.get("permissions"), dict):
        known["permissions"] = dict(_rights(known["permissions"]))
    return known


def _record(key: str, table: Any) -> Any:
    return {**table, "name": key} if isinstance(table, dict) else table


def _rights(tables: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Read `order.cancel = [...]` as TOML means it, a table in a table, for the right it names."""
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{trigger}", roles) for trigger, roles in value.items())
        else:
            yield key, value


@cache
def _converter() -> cattrs.Converter:
    made = codec.converter().copy()
    made.register_structure_hook(date, _day)
    omitted: Any = {"lifecycles": override(omit=True)}
    read = make_dict_structure_fn(Policy, made, _cattrs_forbid_extra_keys=True, **omitted)
    made.register_structure_hook(Policy, read)
    return made


def _day(value: Any, _: type) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"a date such as 2026-12-24 is expected, not {value!s:.40}")
    return value


_RIGHT = re.compile(r"^permissions\['([^']*)'\]")
_NUMBERED = re.compile(r"^(methods|services|webhooks|refund_rules)\[(\d+)\]")


def _placed(line: str, lists: dict[str, list[str]]) -> str:
    """Turn `what @ methods[0].fee` into `methods.card.fee: what`."""
    what, _, path = line.rpartition(" @ ")

    def by_name(found: re.Match[str]) -> str:
        names, number = lists.get(found[1]), int(found[2])
        return f"{found[1]}.{names[number]}" if names else f"{found[1]} #{number + 1}"

    place = _RIGHT.sub(r"permissions.\1", _NUMBERED.sub(by_name, path))
    if path.startswith(NAMED):  # The key is the name, so there is no name to write.
        what = what.replace("there are name, ", "there are ")
    return f"{place}: {what}"


HEAD = """\
# The rules of one shop. A key that you remove has its default; a table or list that you keep is the
# whole of it. `tilaus check --tables` says what is wrong with this file.
"""

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def dump_policy(policy: Policy) -> str:
    """Write a policy as a commented TOML file that `load_policy` reads back as an equal policy.

    Raises:
        PolicyError: a lifecycle has facts or names of its own, for which the file has no form.
    """
    try:
        tables = lifecycle_file.write(policy.lifecycles)
    except LifecycleError as error:
        raise PolicyError([f"lifecycle.{error.name}: {p}" for p in error.problems]) from None
    changed = f"{lifecycle_file.COMMENT}{tables}"
    return "\n".join([HEAD, *(_section(policy, key) for key in COMMENTS), changed])


def _section(policy: Policy, key: str) -> str:
    comment = textwrap.fill(COMMENTS[key], 98, initial_indent="# ", subsequent_indent="# ")
    value = getattr(policy, key)
    if key in TABLES:
        text = f"[{key}]{_table(value)}"
    elif key == "refund_rules":
        text = "\n".join(["refund_rules = [", *(f"  {row}," for row in _rows(value)), "]"])
    else:
        text = f"{key} = {_value(value)}"
    return f"{comment}\n{text}\n"


def _table(things: Any) -> str:
    """Write the lines of a table: of a record, of named records, or of lists by key."""
    if isinstance(things, tuple):
        keys = [_key(thing.name) for thing in things]
        width = max(map(len, keys), default=0)
        return "".join(f"\n{k:{width}} = {r}" for k, r in zip(keys, _rows(things), strict=True))
    pairs = _fields(things) if attrs.has(type(things)) else things.items()
    return "".join(f"\n{_key(key)} = {_value(value)}" for key, value in pairs)


def _rows(things: Any) -> list[str]:
    """Write records of one kind below each other, as the lines of a table with straight columns."""
    rows = [[f"{k} = {_value(v)}" for k, v in _fields(thing) if k != "name"] for thing in things]
    rows = [[*(f"{cell}," for cell in row[:-1]), row[-1]] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    padded = (zip(row[:-1], widths, strict=False) for row in rows)
    lines = (" ".join(f"{cell:{width}}" for cell, width in row) for row in padded)
    return [f"{{ {line} {row[-1]} }}" for line, row in zip(lines, rows, strict=True)]


def _fields(thing: Any) -> list[tuple[str, Any]]:
    return [(field.name, getattr(thing, field.name)) for field in attrs.fields(type(thing))]


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _value(text)


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    # A JSON text is a TOML basic string, but for this one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
