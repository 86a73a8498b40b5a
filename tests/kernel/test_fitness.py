"""Whether lifecycles fit the kernel: what ships does, and each need that is not met is said."""

from collections.abc import Mapping
from typing import Any

import pytest

from tilaus.changes import ChangedRow, ChangedState, Changes, RowName, changed
from tilaus.facts import FACTS
from tilaus.fitness import KINDS, NEEDS, problems
from tilaus.guards import both, can_hold, negated, parse
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import MACHINES, SHIPPED, Lifecycles
from tilaus.policy import Policy
from tilaus.policy import problems as policy_problems
from tilaus.record import replace
from tilaus.table import KINDS as ALL_KINDS
from tilaus.table import Fact
from tilaus.testing.lifecycles import changed_lifecycles


def after(machine: str, changes: Changes) -> list[str]:
    """List what is wrong with the shipped lifecycles when one machine is changed."""
    tables: Mapping[str, Any] = {machine: changed(SHIPPED[machine], changes)}
    return problems(replace(SHIPPED, **tables))


def without(trigger: str, *sources: str, target: str = "") -> Changes:
    return Changes(remove=(RowName(trigger, sources, target),))


@pytest.mark.parametrize("lifecycles", changed_lifecycles(), ids=lambda found: found.id)
def test_nothing_is_wrong_with_lifecycles_that_fit(lifecycles: Lifecycles) -> None:
    assert problems(lifecycles) == []


def test_the_tables_declare_the_facts_that_the_kernel_can_look_up_and_no_others() -> None:
    for machine in MACHINES:
        assert SHIPPED[machine].facts.keys() == FACTS[machine].keys()


def test_every_need_speaks_of_kinds_and_facts_that_there_are() -> None:
    for need in NEEDS:
        assert {*need.kinds.split(), *need.to.split()} <= ALL_KINDS.keys()
        assert parse(need.when).facts <= SHIPPED[need.machine].facts.keys()
        assert {*need.kinds.split(), *need.to.split()} <= set(KINDS[need.machine][0].split())


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: f"{need.machine}-{need.trigger}")
def test_a_need_is_said_in_every_state_where_its_rows_are_closed(need: Any) -> None:
    table, kinds = SHIPPED[need.machine], need.kinds.split()
    meant = [state.name for state in table.states.values() if state.kind in kinds]
    rows = [
        replace(row, guard=both(row.guard, negated(parse(need.when))))
        if row.trigger == need.trigger and row.source in meant
        else row
        for row in table.transitions
    ]
    found = problems(replace(SHIPPED, **{need.machine: _unchecked(table, rows)}))
    for state in meant:
        said = f"{need.machine} state {state}: {need.otherwise}; it needs "
        assert any(problem.startswith(said) for problem in found), (said, found)


def _unchecked(table: Lifecycle, rows: list[Any]) -> Lifecycle:
    """Build a table around its own checks: its guards may be such that they never hold."""
    made = object.__new__(Lifecycle)
    made.__dict__.update(table.__dict__)
    made.transitions = tuple(rows)
    made._index()
    return made


# fmt: off
WRONG = [
    # machine   the change                                                                     what is said of it
    ("item",    without("hand_over", "pending"),                                               "item state pending: nothing would ever be delivered; it needs an automatic row hand_over whenever order_active and not instance_busy and not handed_over"),
    ("item",    without("call_off", "processing"),                                             "item state processing: an order with such an item could not be called off; it needs a row call_off to a failed state that is always open"),
    ("order",   without("refund", "completed"),                                                "order state completed: money rests there and no path goes back; it needs an automatic row refund to a closed state whenever open_items == 0 and charged_back == 0 and refunded == refundable and refundable > 0"),
    ("order",   without("expire", "pending"),                                                  "order state pending: an order that nobody pays would wait for ever; it needs a row expire to a failed state whenever captured == 0 and live_payments == 0 and overdue"),
    ("payment", without("lapse", "created"),                                                   "payment state created: the time to pay would never end; it needs a row lapse to a failed state that is always open"),
    ("order",   Changes(states=(ChangedState("pending", kind="waiting"), ChangedState("born", kind="initial", label="B")), transitions=(ChangedRow("go", ("born",), "pending", ("staff",)),)),
                "order state pending: every order is born in it, so it stays, and stays initial; give it another label instead"),
    ("payment", Changes(messages={"captured": "open"}, answers={"authorised": {"captured": "park"}}), "payment message captured: it books money, so write captured = \"capture\""),
    ("payment", Changes(states=(ChangedState("authorised", kind="active"),)),                  "payment state authorised: the kind active means nothing for a payment; use one of initial, waiting, held, finished, failed, closed"),
    ("refund",  Changes(states=(ChangedState("succeeded", kind="closed"),), transitions=(ChangedRow("fail", ("succeeded",), "failed", ("processor",), reopens=True),), remove=(RowName("fail", ("succeeded",)),)),
                "refund: has no state of the kind finished, which the kernel needs; add one"),
    ("order",   Changes(transitions=(ChangedRow("nap", ("processing",), "=", ("clock",)),)),   "order row processing -nap-> processing: nobody would ever trigger it: clock does not ask for such a thing; name staff or manager in `by`, or make it automatic"),
    ("order",   Changes(transitions=(ChangedRow("nap", ("processing",), "=", ("system",)),)),  "order row processing -nap-> processing: nobody would ever trigger it: system does not ask for such a thing; name staff or manager in `by`, or make it automatic"),
    ("order",   Changes(transitions=(ChangedRow("nap", ("processing",), "=", ("system",), "", ""),)), "order rows nap: an automatic loop, processing -> processing, that nothing ends; make their guards exclude each other"),
    ("item",    Changes(transitions=(ChangedRow("begin", ("pending",), "processing", ("staff",)),)), "item row pending -begin-> processing: would work without its instance; add `handed_over` to its guard"),
    ("item",    Changes(transitions=(ChangedRow("begin", ("on_hold",), "processing", ("staff",)),)), "item row on_hold -begin-> processing: would work without its instance; lead to the initial state, from where it is handed over again"),
    ("order",   Changes(transitions=(ChangedRow("close", ("processing",), "completed", ("staff",), "undelivered_items == 0", effects=("tell:order-completed",)),)), "order row processing -close-> completed: forgets items that are still open; add `open_items == 0` to its guard"),
    ("order",   Changes(transitions=(ChangedRow("close", ("processing",), "completed", ("staff",), "open_items == 0"),)), "order row processing -close-> completed: the customer would not be told, or not once; name tell:order-completed once in its effects"),
    ("order",   Changes(transitions=(ChangedRow("drop", ("processing",), "cancelled", ("staff",), "open_items == 0"),)), "order row processing -drop-> cancelled: calls a paid order off and keeps its money; add `captured == 0` to its guard, or let `cancel` stay in a state that is not over"),
]
# fmt: on


@pytest.mark.parametrize(("machine", "changes", "said"), WRONG)
def test_what_does_not_fit_is_said_with_its_place_and_the_cure(
    machine: str, changes: Changes, said: str
) -> None:
    assert said in after(machine, changes)


def test_messages_that_adapters_send_are_missed() -> None:
    table = SHIPPED.refund
    rows, facts = [table.transitions], table.facts.values()
    own = Lifecycle("refund", table.states.values(), rows, facts)
    found = problems(replace(SHIPPED, refund=own))
    assert len(found) == len(table.messages)
    assert any(p.endswith('stand for a trigger; write failed = "fail"') for p in found)


def test_a_fact_that_the_kernel_cannot_look_up_is_not_asked_for() -> None:
    table = SHIPPED.refund
    facts = [*table.facts.values(), Fact("moon", "yes_no", "the moon is full")]
    own = Lifecycle(
        "refund",
        table.states.values(),
        [table.transitions],
        facts,
        table.messages,
        table.answers.values(),
    )
    assert problems(replace(SHIPPED, refund=own)) == [
        (
            "refund fact moon: the kernel does not know it; "
            "it knows base, item_open, refunded_otherwise, free"
        )
    ]


def test_late_money_revives_only_where_a_row_says_so() -> None:
    order = changed(SHIPPED.order, without("revive", "cancelled"))
    lifecycles = replace(SHIPPED, order=order)
    assert policy_problems(Policy(lifecycles=lifecycles)) == []
    assert policy_problems(Policy(lifecycles=lifecycles, late_payment="revive")) == [
        'late_payment: no order row has the trigger revive; add one, or write "refund"'
    ]


def test_a_conjunction_and_a_negation_hold_where_they_should() -> None:
    always, paid = parse(""), parse("captured >= due")
    assert both(always, paid) == both(paid, always) == paid
    assert both(always, always) == always
    assert can_hold(negated(always)) is None
    assert can_hold(both(paid, negated(paid))) is None
    assert can_hold(negated(paid)) is not None
