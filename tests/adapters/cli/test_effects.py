"""`tilaus effect` lists what hangs, and takes a person's word for what became of it."""

import pytest
from tests.adapters.cli.command import Run
from tests.adapters.cli.hanging import at, hang

NAMED = ("--order", "50001", "--name", "hand_over", "--about", "1")


@pytest.fixture
def key(run: Run) -> str:
    return hang(run)


def items(run: Run) -> list[str]:
    return [item["status"] for item in run("order", "show", "50001", "--json").doc["items"]]


def test_what_hangs_is_listed_with_its_order_and_why(run: Run, key: str) -> None:
    doc = run("effect", "list", "--state", "dead", "--json").doc
    (dead,) = doc["effects"]
    told = (dead["order"], dead["name"], dead["about"], dead["via"], dead["key"], dead["attempts"])
    assert told == (50001, "hand_over", "1", "delivery", key, 15)
    assert dead["outcome"] == "TimeoutError: no answer"
    shown = run("effect", "list")
    assert shown.code == 0
    assert "hand_over" in shown.out
    assert key in shown.out
    assert "given up: tilaus effect retry, done or void KEY" in shown.out


def test_a_list_may_be_of_one_order_one_state_and_so_many(run: Run, key: str) -> None:
    every = run("effect", "list", "--order", "50001", "--state", "all", "--json").doc
    assert len(every["effects"]) > 5
    some = run("effect", "list", "--state", "all", "--limit", "2", "--json").doc
    assert (len(some["effects"]), some["more"]) == (2, len(every["effects"]) - 2)
    assert run("effect", "list", "--state", "unknown").out == "no effect is unknown\n"
    assert run("effect", "list", "--order", "7").code == 1
    assert run("effect", "list", "--limit", "0").code == 2


def test_an_empty_shop_has_nothing_that_hangs(run: Run) -> None:
    run("init")
    assert run("effect", "list").out == "nothing waits and nothing hangs\n"
    assert run("effect", "list", "--state", "all").out == "no effects yet\n"


def test_a_retry_is_done_by_the_next_worker(run: Run, key: str) -> None:
    done = run("effect", "retry", key, "--reason", "the server is back", "--by", "anna")
    assert done.code == 0, done
    assert "to be done by: tilaus worker --once" in done.out
    run("worker", "--once")
    assert items(run)[0] == "processing"
    assert run("effect", "list").out == "nothing waits and nothing hangs\n"
    history = run("order", "show", "50001", "--history").out
    assert "staff anna" in history
    assert "hand_over 1, which was dead: to be tried again now (the server is back)" in history


def test_what_is_said_to_be_done_is_followed_by_what_follows(run: Run, key: str) -> None:
    words = ("effect", "done", *NAMED, "--reason", "seen there", "--role", "manager")
    assert run(*words).code == 0
    assert items(run)[0] == "processing"
    again = run("effect", "done", key, "--reason", "seen there", "--role", "manager")
    assert (again.code, "this was asked before" in again.out) == (0, True)


def test_what_is_void_leaves_the_order_as_it_is(run: Run, key: str) -> None:
    before = items(run)
    words = ("effect", "void", *NAMED, "--reason", "by hand", "--role", "manager", "--key", "k")
    assert run(*words, "--json").doc["outcome"] == "done"
    assert run(*words).code == 1  # No such effect is open any more.
    assert run("effect", "void", key, *words[8:]).code == 0
    assert items(run) == before
    assert run("order", "show", "50001", "--json").doc["parked"] == []


# fmt: off
REFUSED = [
    # words                                                              code  what is said
    (("done", *NAMED, "--reason", "x"),                                  1,    "staff may not; possible now: by manager"),
    (("void", "nonsense/key", "--reason", "x"),                          1,    "cannot find order nonsense: there is none of that number or id"),
    (("retry", "--order", "7", "--name", "hand_over", "--reason", "x"),  1,    "cannot find order 7"),
    (("retry", "--order", "50001", "--name", "send_refund", "--reason", "x"), 1, "order 50001 has no such effect open"),
    (("retry", "--order", "50001", "--name", "hand_over", "--about", "9", "--reason", "x"), 1, "order 50001 has no such effect open"),
    (("retry", *NAMED, "--reason", " "),                                 1,    "it needs a reason: what was seen, and where"),
    (("retry", *NAMED),                                                  2,    "--reason"),
    (("retry", "--reason", "x"),                                         2,    "name its key, or --order and --name"),
    (("retry", "a/b", "--order", "50001", "--reason", "x"),              2,    "name its key, or --order and --name"),
    (("done", *NAMED, "--reason", "x", "--amount", "lots"),              2,    "lots"),
    (("done", *NAMED, "--reason", "x", "--amount", "1.00", "--role", "manager"), 1, "amount_minor does not go with it"),
    (("void", "-x/1/hand_over/1", "--reason", "x"),                      1,    "cannot find order -x"),
    (("void", "\x1b[31m/1", "--reason", "x"),                            1,    "cannot find order"),
]
# fmt: on


@pytest.mark.parametrize(("words", "code", "said"), REFUSED)
def test_what_cannot_be_done_is_refused_with_why(
    run: Run, key: str, words: tuple[str, ...], code: int, said: str
) -> None:
    done = run("effect", *words)
    assert done.code == code, done
    assert said in " ".join(done.err.split())
    assert "\x1b" not in done.err
    assert items(run)[0] == "pending"


def test_several_that_fit_are_listed_with_their_keys(run: Run) -> None:
    hang(run)
    at(20)
    for item in ("2", "3"):
        run("order", "do", "50001", "cancel", "--item", item)
    refusal = run("effect", "retry", "--order", "50001", "--reason", "x", "--json").doc
    assert refusal["code"] == "unknown_effect"
    assert len(refusal["possible"]) > 1
