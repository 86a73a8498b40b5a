"""The shipped tables behave as their approved texts say; `tables` tells how to approve a change."""

from difflib import unified_diff
from itertools import product

import pytest
from tests.lifecycle.tables import FOLDER, MACHINES, World, texts, worlds

from tilaus.guards import Formula, can_hold, parse
from tilaus.lifecycle import Blocked
from tilaus.lifecycles import SHIPPED
from tilaus.table import ROLES, Answer, Transition

REMEDY = "if this change is meant: .venv/bin/python -m tests.lifecycle.tables"
TEXTS = texts()


def cells(name: str) -> list[list[str]]:
    """Split a text into its lines below the head, and each line where two blanks are."""
    lines = [line for line in TEXTS[name].splitlines()[4:] if line]
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines]


@pytest.mark.parametrize("name", TEXTS)
def test_every_state_trigger_role_and_message_gets_the_approved_answer(name: str) -> None:
    approved = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    changed = list(unified_diff(approved, TEXTS[name].splitlines(), name, "now", lineterm="", n=1))
    assert not changed, "\n".join([*changed, REMEDY])


def test_no_approved_text_is_left_over() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == TEXTS.keys()


@pytest.mark.parametrize("machine", MACHINES)
def test_the_text_has_every_state_trigger_and_role_once(machine: str) -> None:
    lifecycle = SHIPPED[machine]
    said = [
        (state, trigger, role)
        for state, trigger, roles, _ in cells(f"{machine}.txt")
        for role in (ROLES if roles == "everybody" else roles.split())
    ]
    assert sorted(said) == sorted(product(lifecycle.states, lifecycle.triggers, ROLES))


def test_the_text_has_every_state_and_message_once() -> None:
    said = [(machine, state, message) for machine, state, message, _ in cells("messages.txt")]
    assert sorted(said) == sorted(
        (machine, *pair)
        for machine in MACHINES
        for pair in product(SHIPPED[machine].states, SHIPPED[machine].messages)
    )


@pytest.mark.parametrize("machine", MACHINES)
def test_a_trigger_that_no_row_has_is_unknown_in_every_state_to_every_role(machine: str) -> None:
    lifecycle = SHIPPED[machine]
    for state, role in product(lifecycle.states, ROLES):
        found = lifecycle.step(state, "nonsense", role, lambda name: 0)
        assert found == Blocked("unknown_trigger", state, "nonsense")


@pytest.mark.parametrize("value", [0, 1, 2])
@pytest.mark.parametrize("machine", MACHINES)
def test_no_pair_of_state_and_message_is_undeclared_whatever_the_facts(
    machine: str, value: int
) -> None:
    lifecycle = SHIPPED[machine]
    for state, message in product(lifecycle.states, lifecycle.messages):
        found = lifecycle.answer(state, message, lambda name: value)
        if isinstance(found, Answer):
            assert found.answer in ("duplicate", "park", "refuse")
        else:
            assert found.trigger == lifecycle.messages[message]


@pytest.mark.parametrize("machine", MACHINES)
def test_the_options_of_a_role_are_open_exactly_where_its_step_succeeds(machine: str) -> None:
    lifecycle = SHIPPED[machine]
    for state, trigger, role in product(lifecycle.states, lifecycle.triggers, ROLES):
        for world in worlds(lifecycle, state, trigger):
            options = lifecycle.options(state, role, world.facts)
            opened = [o.transition for o in options if o.is_open]
            found = lifecycle.step(state, trigger, role, world.facts)
            expected = [found] if isinstance(found, Transition) else []
            assert [row for row in opened if row.trigger == trigger] == expected


@pytest.mark.parametrize("machine", MACHINES)
def test_every_automatic_row_is_the_first_that_applies_for_some_facts(machine: str) -> None:
    lifecycle = SHIPPED[machine]
    booleans = frozenset(fact.name for fact in lifecycle.facts.values() if fact.kind == "yes_no")
    for state in lifecycle.states:
        earlier: list[Formula] = []
        for row in lifecycle.rows(state):
            if row.automatic is not None:
                point = can_hold(row.guard, row.automatic, *earlier, booleans=booleans)
                assert point is not None, f"{row.trigger} from {state} is never taken by itself"
                assert lifecycle.automatic(state, World("", point).facts) == row
                both = [text for text in (row.guard.text, row.automatic.text) if text]
                earlier.append(parse(f"not ({' and '.join(f'({text})' for text in both)})"))
        assert lifecycle.has_automatic(state) == bool(earlier)
