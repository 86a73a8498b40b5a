"""The order file: exactly the documented form is read, and all else is refused with its place."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tilaus.commands import Actor, Line, Place, Tender
from tilaus.decide import Decision, decide
from tilaus.order import Charge, Customer
from tilaus.policy import Policy
from tilaus_adapters.interop.order_file import (
    MAX_BYTES,
    OrderFile,
    OrderFileError,
    example,
    read_order,
    schema_text,
)

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA)
START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def written(**changes: Any) -> bytes:
    """Write the example with some of its values changed; None takes a key away."""
    doc = {**json.loads(example()), **changes}
    return json.dumps({key: value for key, value in doc.items() if value is not None}).encode()


def item(**changes: Any) -> bytes:
    """Write the example with its first item changed."""
    first, *others = json.loads(example())["items"]
    return written(items=[{**first, **changes}, *others])


def accepted(file: OrderFile) -> bool:
    """Tell whether the kernel takes an order that could be read."""
    parts = file.currency, file.customer, file.items, file.payments, file.charges
    command = Place("id", 50001, "token", *parts, by=Actor(file.customer.role))
    return isinstance(decide(None, command, Policy(), START), Decision)


def test_the_example_is_the_order_of_the_help_page_and_stands_in_the_repository_too() -> None:
    assert example() == (ROOT / "examples" / "order-50001.json").read_bytes()
    order = read_order(example())
    bought = [(line.service, line.quantity) for line in order.items]
    assert bought == [
        ("YouTube views", 1000),
        ("Instagram likes", 500),
        ("Facebook followers", 200),
    ]
    assert accepted(order)


def test_the_file_of_the_reference_is_one() -> None:
    page = (ROOT / "docs" / "reference" / "order-file.md").read_text(encoding="utf-8")
    text = page.split("```json\n")[1].split("```")[0]
    VALIDATOR.validate(json.loads(text))
    assert accepted(read_order(text.encode()))
    said = page.split("cannot read order.json:\n")[1].splitlines()[:2]
    with pytest.raises(OrderFileError) as caught:
        read_order(item(unit_minor=12.5).replace(b'"id":', b'"mail":'))
    assert [line.strip() for line in said] == caught.value.problems


def test_every_value_of_a_file_is_read() -> None:
    full = {
        "$schema": "https://tilaus.example/order.schema.json",
        "currency": "JPY",
        "customer": {"email": "a@b.example", "id": "c1", "name": "A", "language": "fi"},
        "items": [
            {"service": "views", "target": "t", "quantity": 2, "unit_minor": 3, "discount_minor": 1, "tax_minor": 4}
        ],
        "payments": [{"method": "wallet", "base_minor": 5}, {"method": "card", "base_minor": None}],
        "charges": [{"id": "1", "kind": "shipping", "total_minor": 6}],
    }  # fmt: skip
    VALIDATOR.validate(full)
    assert read_order(b"\xef\xbb\xbf" + json.dumps(full).encode()) == OrderFile(
        currency="JPY",
        customer=Customer("a@b.example", "c1", "A", "fi"),
        items=(Line("views", "t", 2, 3, 1, 4),),
        payments=(Tender("wallet", 5), Tender("card")),
        charges=(Charge("1", "shipping", 6),),
    )


DEEP = "an order is not nested as deeply"
TOP = "currency, customer, items, payments, charges"
LINE = "service, target, quantity, unit_minor, discount_minor, tax_minor"

# fmt: off
WRONG = [
    # the file                                      what is said
    (b"",                                           ["line 1, column 1: this is no JSON: Expecting value"]),
    (b"{",                                          ["line 1, column 2: this is no JSON: Expecting property name enclosed in double quotes"]),
    (b"\xff\xfe{}",                                 ["byte 0: this is no UTF-8"]),
    (b"[]",                                         ['$: an order is a JSON object: {"currency": ..., "items": ...}']),
    (b"5.0",                                        ['$: an order is a JSON object: {"currency": ..., "items": ...}']),
    (b"[" * 100_000,                                ["this is no order: it is nested too deeply"]),
    (b" " * (MAX_BYTES + 1),                        [f"the file has {MAX_BYTES + 1} bytes: {MAX_BYTES} are the most"]),
    (b'{"a": 1, "a": 1, "b": {"c": 1, "c": 2}}',    ["$: the key a is given twice", "b: the key c is given twice"]),
    (written(currency=None),                        ["currency: field 'currency' is missing"]),
    (written(currency=978),                         ["currency: a text is expected, not 978"]),
    (written(id=7),                                 [f"$: unknown field 'id'; there are {TOP}"]),
    (written(items="views"),                        ["items: a list is expected, not 'views'"]),
    (written(items=[5]),                            ["items[0]: an object with named values is expected"]),
    (written(payments={"method": "card"}),          ["payments: a list is expected, not {'method': 'card'}"]),
    (written(payments=[{"method": "card", "base_minor": 2.5}]), ["payments[0].base_minor: a whole number is expected, not 2.5"]),
    (written(customer="me"),                        ["customer: an object with named values is expected"]),
    (written(charges=[{"id": "1", "kind": "x", "total_minor": "5"}]), ["charges[0].total_minor: a whole number is expected, not '5'"]),
    (written(note=[[[[[[[[1]]]]]]]]),               [f"note[0][0][0][0][0][0][0]: {DEEP}"]),
    (item(unit_minor=12.5),                         ["items[0].unit_minor: a whole number is expected, not 12.5"]),
    (item(unit_minor=1.0),                          ["items[0].unit_minor: a whole number is expected, not 1.0"]),
    (item(unit_minor=float("nan")),                 ["items[0].unit_minor: a whole number is expected, not NaN"]),
    (item(quantity=float("-inf")),                  ["items[0].quantity: a whole number is expected, not -Infinity"]),
    (item(quantity=True),                           ["items[0].quantity: a whole number is expected, not True"]),
    (item(quantity=10**18),                         ["items[0].quantity: a whole number is expected, not 1000000000000000000"]),
    (item(quantity=10**100),                        [f"items[0].quantity: a whole number is expected, not 1{'0' * 39}"]),
    (item(quantity="5"),                            ["items[0].quantity: a whole number is expected, not '5'"]),
    (item(target=None),                             ["items[0].target: a text is expected, not None"]),
    (item(target="\ud800"),                         ["items[0].target: the text has half of a character (a lone surrogate)"]),
    (item(colour="red"),                            [f"items[0]: unknown field 'colour'; there are {LINE}"]),
    (item(unit_minor="a", quantity="b"),            ["items[0].quantity: a whole number is expected, not 'b'", "items[0].unit_minor: a whole number is expected, not 'a'"]),
]
# fmt: on


@pytest.mark.parametrize(("data", "said"), WRONG, ids=range(len(WRONG)))
def test_what_is_not_the_documented_form_is_refused_with_its_place(
    data: bytes, said: list[str]
) -> None:
    with pytest.raises(OrderFileError) as caught:
        read_order(data)
    assert caught.value.problems == said


def test_a_huge_object_with_a_key_given_twice_is_refused_quickly() -> None:
    pairs = b", ".join(b'"%d": 1' % n for n in range(200_000))
    with pytest.raises(OrderFileError, match="the key _ is given twice"):
        read_order(b'{"_": 1, "_": 2, ' + pairs + b"}")


def test_the_schema_is_a_sound_one_and_the_example_obeys_it() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(json.loads(example()))


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2 * 10**15),
    st.text(max_size=5),
    st.sampled_from(["a@b.example", "EUR", "card", "Instagram likes", "\n", "x" * 501, [], {}]),
)


@st.composite
def nearly_orders(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the example with a few values or keys replaced, so that many are just about right."""
    doc: dict[str, Any] = json.loads(example())
    for _ in range(draw(st.integers(0, 3))):
        place: Any = draw(st.sampled_from([doc, doc["customer"], *doc["items"], *doc["payments"]]))
        key = draw(st.sampled_from([*place, "charges", "discount_minor", "base_minor", "name"]))
        if key in ("items", "payments", "customer"):
            continue
        place[key] = draw(VALUES)
    return doc


@given(nearly_orders())
def test_what_the_schema_refuses_is_refused_when_it_is_read_or_placed(doc: dict[str, Any]) -> None:
    with suppress(OrderFileError):
        file = read_order(json.dumps(doc).encode())
        if not VALIDATOR.is_valid(doc):
            assert not accepted(file)


@given(nearly_orders())
def test_what_obeys_the_schema_is_read(doc: dict[str, Any]) -> None:
    if VALIDATOR.is_valid(doc):
        read_order(json.dumps(doc).encode())


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_an_order_or_refused(data: bytes) -> None:
    with suppress(OrderFileError):
        read_order(data)
