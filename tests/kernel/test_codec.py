"""Records become JSON and come back the same; a hostile document is refused with its place."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilaus import codec
from tilaus import events as e
from tilaus.commands import Actor
from tilaus.decide import Decision
from tilaus.effects import Effect
from tilaus.ledger import Entry
from tilaus.money import currency
from tilaus.order import Customer, Item, Order, Question
from tilaus.refunds import Quote, RefundRequest
from tilaus.testing import strategies
from tilaus.testing.strategies import Walk

WHEN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
RECORDED = e.Recorded(7, WHEN, Actor("staff", "s1"), e.Noted("a word"))
KINDS = get_args(e.Event)

moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]))
st.register_type_strategy(datetime, moments)


def through_json(doc: Any) -> Any:
    return json.loads(codec.to_json(doc))


# ---------------------------------------------------------------------------------- there and back


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data())
def test_every_event_comes_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    event = data.draw(st.from_type(kind))
    recorded = e.Recorded(1, WHEN, Actor("staff"), event)
    assert codec.load_recorded(through_json(codec.dump_recorded(recorded))) == recorded
    doc = through_json(codec.dump(event, e.Event))
    assert codec.load(doc, e.Event) == event  # type: ignore[arg-type]


@given(strategies.walks())
def test_every_history_and_every_order_comes_back_as_it_was(walk: Walk) -> None:
    order = walk.order
    assert codec.load(through_json(codec.dump(order)), Order) == order
    for asked in walk.asked:
        decision: Decision = asked.decision
        for recorded in decision.events:
            assert codec.load_recorded(through_json(codec.dump_recorded(recorded))) == recorded
        for effect in decision.effects:
            assert codec.load(through_json(codec.dump(effect)), Effect) == effect
        for booked in decision.entries:
            assert codec.load(through_json(codec.dump(booked)), Entry) == booked


@pytest.mark.parametrize("kind", [RefundRequest, Quote, Customer, Question])
@settings(max_examples=15)
@given(data=st.data())
def test_other_records_come_back_as_they_were(kind: type[Any], data: st.DataObject) -> None:
    thing = data.draw(st.from_type(kind))
    assert codec.load(through_json(codec.dump(thing)), kind) == thing


def test_what_has_its_default_is_left_out() -> None:
    assert codec.dump(Customer("a@b")) == {"email": "a@b"}
    assert codec.dump(Actor("staff")) == {"role": "staff"}


def test_a_document_has_one_text_form() -> None:
    assert codec.to_json({"b": [1, "ä"], "a": None}) == '{"a":null,"b":[1,"\\u00e4"]}'


def test_a_day_comes_back_as_it_was() -> None:
    assert codec.load(codec.dump((date(2026, 12, 25),)), tuple[date, ...]) == (date(2026, 12, 25),)


# -------------------------------------------------------------------------------- hostile documents


def without(doc: codec.Doc, *path: str) -> codec.Doc:
    changed = copy.deepcopy(doc)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return changed


def with_(doc: codec.Doc, value: Any, *path: str) -> codec.Doc:
    changed = copy.deepcopy(doc)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


DOC = codec.dump_recorded(RECORDED)

# fmt: off
HOSTILE: list[tuple[Any, str]] = [
    # document                                        what is said
    (without(DOC, "seq"),                             "field 'seq' is missing @ seq"),
    (without(DOC, "by", "role"),                      "field 'role' is missing @ by.role"),
    (with_(DOC, 1, "more"),                           "unknown field 'more'; there are seq, at, by, event @ $"),
    (with_(DOC, 1, "by", "right"),                    "unknown field 'right'; there are role, id @ by"),
    (with_(DOC, "7", "seq"),                          "a whole number is expected, not '7' @ seq"),
    (with_(DOC, 7.0, "seq"),                          "a whole number is expected, not 7.0 @ seq"),
    (with_(DOC, True, "seq"),                         "a whole number is expected, not True @ seq"),
    (with_(DOC, None, "seq"),                         "a whole number is expected, not None @ seq"),
    (with_(DOC, 1, "by", "role"),                     "a text is expected, not 1 @ by.role"),
    (with_(DOC, ["staff"], "by", "role"),             "a text is expected, not ['staff'] @ by.role"),
    (with_(DOC, "yesterday", "at"),                   "Invalid isoformat string: 'yesterday' @ at"),
    (with_(DOC, "2026-01-05T09:00:00", "at"),         "a time needs its zone, for example 2026-01-05T09:00:00+00:00 @ at"),
    (with_(DOC, 5, "at"),                             "a text is expected, not 5 @ at"),
    (with_(DOC, 5, "event", "text"),                  "a text is expected, not 5 @ event.text"),
    (with_(DOC, "x" * 99, "seq"),                     f"a whole number is expected, not '{'x' * 39} @ seq"),
    (with_(DOC, "staff", "by"),                       "an object with named values is expected @ by"),
]
# fmt: on


@pytest.mark.parametrize(("doc", "said"), HOSTILE)
def test_a_wrong_document_is_refused_with_the_place_and_what_is_expected(
    doc: Any, said: str
) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        codec.load_recorded(doc)
    assert str(caught.value) == said


@pytest.mark.parametrize("event", [None, 1, "Noted", [], {}, {"event": "Nothing"}, {"event": None}])
def test_an_event_of_no_known_kind_is_refused(event: Any) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        codec.load_recorded(with_(DOC, event, "event"))
    assert "Traceback" not in str(caught.value)


def test_everything_that_is_wrong_is_said_in_a_line_of_its_own() -> None:
    doc = with_(with_(without(DOC, "by", "role"), "7", "seq"), 5, "event", "text")
    with pytest.raises(ValueError, match=r".") as caught:
        codec.load_recorded(doc)
    assert len(str(caught.value).splitlines()) == 3


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(doc: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to everything in a document."""
    for key, inner in doc.items() if isinstance(doc, dict) else enumerate(doc):
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, key))


@settings(max_examples=100)
@given(strategies.walks(longest=6), st.data(), json_values)
def test_a_history_with_anything_changed_is_read_or_refused_and_nothing_else(
    walk: Walk, data: st.DataObject, value: Any
) -> None:
    recorded = data.draw(st.sampled_from([r for a in walk.asked for r in a.decision.events]))
    doc = through_json(codec.dump_recorded(recorded))
    changed = with_(doc, value, *data.draw(st.sampled_from(list(places(doc)))))
    try:
        read = codec.load_recorded(changed)
    except ValueError as error:
        said = str(error)
    else:
        said = "read"
        assert codec.load_recorded(through_json(codec.dump_recorded(read))) == read
    assert said


@given(json_values, st.sampled_from([Order, Item, e.Recorded, Customer, RefundRequest]))
def test_any_document_is_read_or_refused_and_nothing_else(doc: Any, kind: type[Any]) -> None:
    try:
        codec.load(doc, kind)
    except ValueError as error:
        said = str(error)
    else:
        said = "read"
    assert said


# ------------------------------------------------------------------------------------ personal data


@given(strategies.walks(), st.integers(0, 50))
def test_what_was_sealed_is_as_it_was_when_it_is_unsealed(walk: Walk, start: int) -> None:
    for asked in walk.asked:
        for recorded in asked.decision.events:
            doc = through_json(codec.dump_recorded(recorded))
            vault: dict[int, str] = {}
            sealed = codec.seal(doc, vault, start)
            assert list(vault) == list(range(start, start + len(vault)))
            assert codec.unseal(through_json(sealed), vault, "(erased)") == doc


CUSTOMER = Customer("ann@shop.example", "c1", "Ann")
ITEM = Item("1", "likes", "@ann", 1, 5, 5, instance="likes|@ann", reason="wrong name")
PLACED = e.Placed(Order("o1", 1, currency("EUR"), CUSTOMER, (ITEM,), WHEN, WHEN, "secret"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data(), start=st.integers(0, 10**9))
def test_an_event_is_sealed_at_once_as_it_is_step_by_step(
    kind: type[Any], data: st.DataObject, start: int
) -> None:
    recorded = e.Recorded(1, data.draw(moments), Actor("staff"), data.draw(st.from_type(kind)))
    vault: dict[int, str] = {}
    text = codec.to_json(codec.seal(codec.dump_recorded(recorded), vault, start))
    assert codec.seal_recorded(recorded, start) == (text, list(vault.values()))


def test_a_sealed_document_holds_nothing_about_the_person() -> None:
    vault: dict[int, str] = {}
    text = codec.to_json(codec.seal(codec.dump(PLACED, e.Event), vault, 0))
    assert set(vault.values()) == {"ann@shop.example", "Ann", "@ann", "likes|@ann", "wrong name"}
    assert not any(word in text.lower() for word in ("ann", "wrong"))


def test_what_was_erased_from_the_vault_reads_as_missing_and_the_rest_as_it_was() -> None:
    sealed = through_json(codec.seal(codec.dump(PLACED, e.Event), {}, 0))
    doc = codec.unseal(sealed, {}, "(erased)")
    order = codec.load_recorded(with_(DOC, doc, "event")).event.order  # type: ignore[union-attr]
    assert order.customer == Customer("(erased)", "c1", "(erased)")
    assert order.items[0].target == order.items[0].reason == "(erased)"
    assert (order.items[0].total_minor, order.token) == (5, "secret")


def test_the_target_of_a_step_is_a_state_and_not_sealed() -> None:
    moved = e.Moved("order", "", "hold", "pending", "on_hold", "held", "she called us")
    vault: dict[int, str] = {}
    sealed = codec.seal(codec.dump(moved, e.Event), vault, 3)
    assert vault == {3: "she called us"}
    assert sealed["target"] == "on_hold"
    assert sealed["reason"] == {"personal": 3}


def test_the_hash_of_an_entry_depends_on_it_and_on_all_before_it() -> None:
    first = codec.chain("", "a")
    assert len(first) == 64
    assert codec.chain("", "a") == first
    assert len({first, codec.chain("", "b"), codec.chain(first, "a"), codec.chain(first, "b")}) == 4
