"""`tilaus check` proves a policy, and `tilaus replay` plays what it found."""

import json
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run
from tests.mermaid import parses

SMALL = ("--guest", "--doubled", "0", "--calm")

RETRY_WHILE_REFUNDED = """
[lifecycle]
id = "careless"

[lifecycle.item]
remove = [{ trigger = "retry", source = "cancelled" }]

[[lifecycle.item.transitions]]
trigger = "retry"
source = "cancelled"
target = "pending"
guard = "order_live"
by = ["customer", "guest", "staff", "manager"]
reopens = true
"""


@pytest.fixture
def careless() -> Path:
    path = Path("careless.toml")
    path.write_text(RETRY_WHILE_REFUNDED, encoding="utf-8")
    return path


def test_a_world_of_ones_own_bounds_is_explored_to_the_end(run: Run) -> None:
    done = run("check", *SMALL)
    assert done.code == 0
    assert "the policy that ships: nothing is wrong: " in done.out
    doc = run("check", *SMALL, "--json").doc
    assert doc["sound"]
    assert doc["complete"]
    (world,) = doc["worlds"]
    assert world["bounds"]["doubled"] == 0
    assert world["states"] > 50
    assert {part["what"] for part in doc["coverage"]} == {
        "rows of the tables",
        "outcomes of guards",
        "answers to (state, message)",
    }


def test_whole_runs_are_judged_with_the_fairness_that_is_assumed(run: Run) -> None:
    done = run("check", *SMALL, "--runs")
    assert done.code == 0
    assert "an order that was paid ends" in done.out
    assert "deadlines pass, and a waiting item is told of its turn" in done.out


def test_what_is_found_is_told_as_a_story_and_played_again_from_its_file(
    run: Run, careless: Path
) -> None:
    done = run("check", str(careless), *SMALL, "--save", "findings")
    assert done.code == 1
    assert "Finding 1: item 1 is pending although its money goes back" in done.out
    assert "1. order 1: the guest orders 1 x service" in done.out
    assert parses(Path("findings/finding-1.mmd").read_text(encoding="utf-8")) is None
    file = "findings/finding-1.json"
    again = run("replay", file)
    assert (again.code, again.out.splitlines()[-1]) == (
        0,
        "reproduced: item 1 is pending although its money goes back",
    )
    assert run("replay", file, "--json").doc["reproduced"]
    assert run("replay", file, "--diagram").out.startswith("sequenceDiagram\n")
    Path("mended.toml").write_text("silence_days = 7\n", encoding="utf-8")
    mended = run("replay", file, "--policy", "mended.toml")
    assert (mended.code, "not reproduced" in mended.out) == (1, True)


def test_an_exploration_that_is_cut_off_claims_nothing(run: Run) -> None:
    done = run("check", "--guest", "--limit", "50")
    assert done.code == 1
    assert "not explored to the end, so nothing is proven" in done.err


def test_a_policy_under_which_nobody_may_buy_proves_nothing(run: Run) -> None:
    Path("closed.toml").write_text('[permissions]\nplace = ["manager"]\n', encoding="utf-8")
    done = run("check", "closed.toml", "--guest")
    assert done.code == 1
    assert "closed.toml: no order can be placed, so nothing is proven" in done.err
    assert "NO ORDER: the policy lets nobody buy like this" in done.out
    assert not run("check", "closed.toml", "--guest", "--json").doc["sound"]


def test_worlds_are_explored_side_by_side_with_the_same_result(run: Run) -> None:
    alone = run("check", *SMALL, "--json").doc
    from tilaus.verify.model import Bounds
    from tilaus_adapters.cli.proving import Task, prove

    bounds = Bounds(doubled=0, calm=True, guest=True)
    tasks = [Task(bounds), Task(bounds, is_for_runs=True)]
    proofs = list(prove("", tasks, jobs=2, limit=None, say=lambda line: None))
    sizes = {proof.task.is_for_runs: proof.findings.states for proof in proofs}
    assert sizes[False] == alone["worlds"][0]["states"]
    assert len(proofs) == 2


def test_orders_that_a_new_policy_would_strand_are_listed(run: Run, careless: Path) -> None:
    run("demo", "--db", "shop.db")
    done = run("check", str(careless), "--tables", "--against", "shop.db")
    assert done.code == 0
    Path("renamed.toml").write_text(
        """
[lifecycle]
id = "renamed"
[lifecycle.order.states.done]
like = "completed"
label = "Done"
[lifecycle.order]
remove_states = ["completed"]
[[lifecycle.order.transitions]]
trigger = "complete"
source = "processing"
target = "done"
guard = "open_items == 0"
by = ["staff", "manager"]
effects = ["tell:order-completed"]
""",
        encoding="utf-8",
    )
    stranded = run("check", "renamed.toml", "--tables", "--against", "shop.db")
    assert stranded.code == 1
    assert "order 50001 would be stranded: " in stranded.err
    doc = run("check", "renamed.toml", "--tables", "--against", "shop.db", "--json").doc
    assert [order["order"] for order in doc["stranded"]] == [50001, 50000]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--items", "9"), "cannot explore --items 9: it is 1 to 4"),
        (("--doubled", "-1"), "cannot explore --doubled -1: it is 0 to 9"),
        (("--jobs", "0"), "--jobs is 1 or more"),
        (("--limit", "0"), "--limit is 1 or more"),
        (("--against", "shop.db"), "name the new policy"),
    ],
)
def test_what_cannot_be_explored_is_a_usage_error(
    run: Run, words: tuple[str, ...], sentence: str
) -> None:
    done = run("check", *words)
    assert done.code == 2
    assert sentence in done.err


@pytest.mark.parametrize("text", ["", "{}", "[]", json.dumps({"format": "tilaus-scenario/1"})])
def test_a_file_that_is_no_scenario_is_refused(run: Run, text: str) -> None:
    Path("no.json").write_text(text, encoding="utf-8")
    done = run("replay", "no.json")
    assert done.code == 3
    assert done.err.startswith("cannot play no.json: ")
