"""The policy and the lifecycles are printed, and a policy file is checked."""

from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus.diagrams import FORMATS
from tilaus.lifecycles import SHIPPED
from tilaus.policy import Policy
from tilaus.policy_file import COMMENTS, dump_policy, load_policy


def test_the_policy_is_printed_in_the_form_of_its_file(run: Run) -> None:
    assert run("policy", "show").out == dump_policy(Policy())
    run("init")
    Path("shop.toml").write_text("currency = 'JPY'\nholidays = [2026-12-24]\n", encoding="utf-8")
    assert load_policy(run("policy", "show").out).currency == "JPY"
    doc = run("policy", "show", "--json").doc
    assert list(doc) == [*COMMENTS, "lifecycle"]
    assert (doc["currency"], doc["holidays"]) == ("JPY", ["2026-12-24"])
    assert doc["methods"][0]["name"] == "card"


def test_a_policy_is_checked_wherever_it_lies(run: Run) -> None:
    assert run("check", "--tables").out == "the policy that ships: nothing is wrong\n"
    run("init")
    assert run("check", "--tables").out == "shop.toml: nothing is wrong\n"
    Path("other.toml").write_text("silence_days = 0\nx = 1\n", encoding="utf-8")
    done = run("check", "other.toml")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[0] == "other.toml: 2 problems"
    assert done.err.splitlines()[2] == "  silence_days: use 1 to 365 days"
    doc = run("check", "other.toml", "--json")
    assert (doc.code, len(doc.doc["problems"])) == (1, 2)
    assert run("check", "no.toml").code == 3


@pytest.mark.parametrize("machine", ["order", "item", "payment", "refund"])
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_lifecycle_is_drawn_in_every_form(run: Run, machine: str, form: str) -> None:
    text = FORMATS[form](SHIPPED[machine])
    assert run("diagram", machine, "--format", form).out == text.rstrip("\n") + "\n"
    doc = run("diagram", machine, "--format", form, "--json").doc
    assert doc == {"machine": machine, "format": form, "text": text}


def test_an_unknown_machine_or_form_is_a_usage_error(run: Run) -> None:
    assert run("diagram", "customer").code == 2
    assert run("diagram", "order", "--format", "png").code == 2
