"""`tilaus init` asks a few questions, or takes options, and what it writes is a sound policy."""

import io
import sys
import tomllib
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus.policy import Policy
from tilaus_adapters.cli.reply import UsageError
from tilaus_adapters.cli.wizard import NOTHING, Answers, asked, policy_from

ANSWERS = (
    "Likes\nusd\nhttps://likes.example\norders@likes.example\n\ncard,wallet\nreal\nauto\nyes\n"
)


def answering(text: str, monkeypatch: pytest.MonkeyPatch) -> Answers:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    return asked(Policy())


def test_options_become_a_commented_policy_that_passes_the_check(run: Run) -> None:
    made = run(
        *("init", "--name", "Likes", "--currency", "usd", "--pay", "card,wallet"),
        *("--money", "real", "--completion", "automatic", "--imports"),
    )
    assert made.code == 0, made
    text = Path("shop.toml").read_text(encoding="utf-8")
    assert text.count("# ") > 10
    doc = tomllib.loads(text)
    assert (doc["currency"], doc["house"]["name"], doc["completion"]) == (
        "USD",
        "Likes",
        "automatic",
    )
    assert run("check", "--tables").code == 0
    shown = run("policy", "show", "--json").doc
    assert [(m["name"], m["provider"]) for m in shown["methods"]] == [
        ("card", "stripe"),
        ("wallet", "wallet"),
        ("imported", "imported"),
    ]


def test_questions_give_the_same_as_options(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Answers(
        name="Likes",
        currency="usd",
        url="https://likes.example",
        mail="orders@likes.example",
        pay="card,wallet",
        money="real",
        completion="automatic",
        imports=True,
    )
    told = answering(ANSWERS, monkeypatch)
    assert policy_from(told, Policy()) == policy_from(said, Policy())


def test_empty_lines_take_what_stands_in_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answering("\n" * 9, monkeypatch) == NOTHING
    assert policy_from(NOTHING, Policy()) == Policy()


def test_a_line_that_cannot_be_used_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["", "moneten", "EUR", "", "", "", "gold", "card", "perhaps", "play", "", ""]
    answers = answering("\n".join(lines) + "\n", monkeypatch)
    assert (answers.currency, answers.pay, answers.money) == ("EUR", "card", "play")
    told = capsys.readouterr().err
    assert told.count("In which currency") == told.count("How do customers pay") == 2
    assert "'gold' is no way to pay that ships" in told
    assert "cannot use 'perhaps': play or real" in told


def test_an_end_before_the_last_answer_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="nothing was made"):
        answering("Likes\n", monkeypatch)


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--currency", "gold", "currency"),
        ("--pay", "card,gold", "'gold' is no way to pay"),
        ("--url", "javascript:alert(1)", "url"),
        ("--mail", "nobody", "mail"),
    ],
)
def test_an_option_that_cannot_be_used_makes_no_shop(
    run: Run, option: str, value: str, sentence: str
) -> None:
    done = run("init", option, value)
    assert done.code == 2, done
    assert sentence in done.err
    assert not list(Path().iterdir())
