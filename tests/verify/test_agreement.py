"""Three engines that have nothing in common count the same states and the same edges."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verify.engines import HAS_JAVA, NO_JAVA, Counts, rewritten, tlc
from tests.verify.worlds import WORLDS, model, walked

from tilaus.verify.tables.abstract import (
    SIGNS,
    Action,
    Const,
    Definition,
    Duty,
    Expr,
    Model,
    Op,
    Ref,
    Var,
    Variable,
)
from tilaus.verify.tables.walk import walk

Told = Callable[[str, object], None]


def ours(world: str) -> Counts:
    found = walked(WORLDS[world])
    return Counts(len(found.states), found.edges)


@pytest.mark.parametrize("world", WORLDS)
def test_maude_counts_what_we_count(world: str, record_property: Told) -> None:
    theirs = rewritten(model(WORLDS[world]))
    record_property("told", f"{world:28} ours  {ours(world)}   Maude {theirs}")
    assert theirs == ours(world)


@pytest.mark.skipif(not HAS_JAVA, reason=NO_JAVA)
@pytest.mark.parametrize("world", WORLDS)
def test_tlc_counts_what_we_count(world: str, record_property: Told, tmp_path: Path) -> None:
    verdict = tlc(model(WORLDS[world]), tmp_path)
    record_property("told", f"{world:28} ours  {ours(world)}   TLC   {verdict.counts}")
    assert verdict.broken == ""
    assert verdict.counts == ours(world)


def every_sign() -> Model:
    """Make a model in which each operator decides about states: with any other they differ."""
    a, b, is_on = Var("a"), Var("b"), Var("on")
    one, three = Const(1), Const(3)
    # fmt: off
    steps: dict[str, tuple[Expr, str, Expr]] = {
        "==":  (Op("==", (a, b)),                                 "b", Op("min", (three, Op("+", (b, one))))),
        "<=":  (Op("<=", (a, b)),                                 "a", Op("min", (three, Op("+", (a, Const(2)))))),
        "<":   (Op("<", (b, a)),                                  "b", Op("max", (Op("-", (a, b)), one))),
        "in":  (Op("in", (a, one, three)),                        "on", Op("not", (is_on,))),
        "and": (Op("and", (is_on, Op("<", (one, a)))),            "a", Op("-", (a, one))),
        "or":  (Op("or", (is_on, Op("==", (b, three)))),          "b", Const(0)),
        "=>":  (Op("=>", (is_on, Op("==", (a, three)))),          "a", Op("if", (is_on, Const(0), three))),
    }
    # fmt: on
    assert {part.sign for g, _, e in steps.values() for part in (g, e) if isinstance(part, Op)} | {
        "+"
    } == {*SIGNS}
    numbers = (0, 1, 2, 3)
    return Model(
        "every operator",
        (
            Variable("a", "a", 0, numbers),
            Variable("b", "b", 0, numbers),
            Variable("on", "on", False, (False, True)),
        ),
        (Definition("known", Op("or", (is_on, Op("<", (a, three))))),),
        tuple(
            Action(f"Step{n}", "a", (guard,), ((name, expr),))
            for n, (guard, name, expr) in enumerate(
                [*((g, name, e) for g, name, e in steps.values()), (Ref("known"), "b", b)]
            )
        ),
        (),
        Duty("System", (), ""),
        (),
        (),
    )


def test_every_operator_means_the_same_in_maude() -> None:
    seen = walk(every_sign())
    assert rewritten(every_sign()) == (len(seen.states), seen.edges) == (30, 125)


@pytest.mark.skipif(not HAS_JAVA, reason=NO_JAVA)
def test_every_operator_means_the_same_in_tlc(tmp_path: Path) -> None:
    seen = walk(every_sign())
    assert tlc(every_sign(), tmp_path, promises=False).counts == (len(seen.states), seen.edges)
