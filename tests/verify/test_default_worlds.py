"""The worlds that `tilaus check` explores by default."""

from pathlib import Path

from tilaus.policy import Policy
from tilaus.policy_file import load_policy
from tilaus.verify.explore import explore
from tilaus.verify.liveness import judge
from tilaus.verify.worlds import RUNS, WORLDS, runs, safety

EXAMPLES = Path(__file__).parents[2] / "examples" / "lifecycles"


def test_they_have_names_of_their_own_and_say_what_they_cover() -> None:
    for worlds in (WORLDS, RUNS):
        assert len({bounds.name for bounds in worlds}) == len(worlds)
        assert all(bounds.covers for bounds in worlds)


def test_the_tables_that_ship_name_no_amount_so_they_have_no_dear_worlds() -> None:
    assert (safety(Policy()), runs(Policy())) == (WORLDS, RUNS)


def test_an_amount_in_a_guard_is_reached() -> None:
    """Large orders wait for a manager: with the usual prices no order would be large."""
    policy = load_policy((EXAMPLES / "manager-approval.toml").read_text(encoding="utf-8"))
    dear = [bounds for bounds in safety(policy) if bounds.price == 50_000]
    assert [bounds.name for bounds in dear] == ["guest, 50000", "customer, 50000"]
    found = explore(dear[0], policy)
    assert found.is_complete
    assert found.breaches == ()
    rows, _, _ = found.seen.parts(policy.lifecycles)
    large = "order: pending -confirm-> needs_approval [captured >= due and due >= 50000]"
    assert large not in rows.missing
    _, judged = judge(next(b for b in runs(policy) if b.price == 50_000), policy)
    assert judged
    assert all(each.can and each.strong for each in judged)
