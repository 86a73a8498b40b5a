"""What looks at the end of a run sees each thing that may have gone wrong."""

from collections import Counter

from tests.faults import promises, turns
from tests.faults.around import Seen
from tests.faults.turns import Turn

from tilaus.effects import Effect
from tilaus.ports.storage import EffectState, JournalRow
from tilaus.testing.orders import START

A, B, C = ("order-a", "1"), ("order-b", "1"), ("order-c", "1")


def row(seq: int, name: str, about: str = "1", state: EffectState = "done") -> JournalRow:
    return JournalRow(seq, "order-a", Effect(name, f"{name}/{about}", about), state, START)


def call(operation: str, about: str = "1", again: int = 0) -> Seen:
    return Seen("order-a", operation, about, f"{operation}/{about}/{again}")


JOURNAL = [row(1, "create_payment"), row(2, "tell:order-received", ""), row(3, "hand_over")]


def test_an_effect_that_has_not_ended_is_lost() -> None:
    assert not list(promises.open_effects(JOURNAL))
    (found,) = promises.open_effects([*JOURNAL, row(4, "send_refund", state="unknown")])
    assert found == "lost: send_refund/1 is unknown after 0 attempts"


def test_a_mail_that_did_not_come_or_that_nobody_asked_for_is_seen() -> None:
    key = "tell:order-received/"
    assert not list(promises.mails(JOURNAL, Counter([key, key]), copies=1))
    assert len(list(promises.mails(JOURNAL, Counter([key, key]), copies=0))) == 1
    assert list(promises.mails(JOURNAL, Counter(), copies=0)) == [f"lost: the mail {key}"]
    assert len(list(promises.mails(JOURNAL, Counter([key, "stray"]), copies=0))) == 1


def test_a_call_before_another_that_stands_before_it_is_seen() -> None:
    create, hand_over = call("create"), call("hand_over")
    assert not list(promises.lanes(JOURNAL, [create, hand_over]))
    assert not list(promises.lanes(JOURNAL, [create, hand_over, create]))
    assert not list(promises.lanes(JOURNAL, [hand_over]))
    assert len(list(promises.lanes(JOURNAL, [hand_over, create]))) == 1


def test_a_call_that_was_made_again_under_another_key_is_seen() -> None:
    again = [call("create"), call("hand_over"), call("hand_over", again=1)]
    assert len(list(promises.lanes(JOURNAL, again))) == 1


def test_a_late_call_of_who_was_paused_is_none_where_the_journal_needed_it_no_more() -> None:
    awaited, confirmed = "tell:payment-awaited", "tell:payment-confirmed"
    late = [call(confirmed), call(awaited)]
    ends: tuple[tuple[EffectState, int], ...] = (("void", 0), ("done", 1))
    for state, faults in ends:
        journal = [row(1, awaited, state=state), row(2, confirmed)]
        assert len(list(promises.lanes(journal, late))) == faults
    unasked = [call("create"), call("hand_over"), call("stop")]
    assert len(list(promises.lanes(JOURNAL, unasked))) == 1


def wrong(*steps: tuple[str, tuple[str, str]]) -> list[str]:
    return list(turns.wrong_turns(Turn(what, "i", who) for what, who in steps))


def test_who_waits_first_is_served_first() -> None:
    both_wait = ("seated", A), ("joined", B), ("joined", C), ("freed", A)
    ends = ("freed", B), ("left", C), ("seated", C), ("freed", C)
    assert wrong(*both_wait, ("left", B), ("seated", B), *ends) == []
    assert len(wrong(*both_wait, ("left", C), ("seated", C), ("freed", C))) == 2
    assert wrong(("seated", A), ("joined", B), ("left", B), ("freed", A)) == []


def test_who_comes_before_others_who_wait_is_seen() -> None:
    jumps = ("seated", A), ("joined", B), ("freed", A), ("seated", C), ("freed", C)
    served = ("left", B), ("seated", B), ("freed", B)
    assert wrong(*jumps, *served) == [f"{C} has i before {B}, who waited"]


def test_two_at_once_and_whoever_is_left_over_is_seen() -> None:
    assert wrong(("seated", A), ("seated", B), ("freed", A)) == [f"{B} has i beside {A}"]
    assert wrong(("seated", A)) == [f"{A} has i still"]
    assert len(wrong(("joined", A))) == 1


def test_the_order_at_the_server_is_the_order_of_the_seats() -> None:
    seats = [Turn("seated", "i", A), Turn("seated", "i", B)]
    assert list(turns.starts_in_turn([(A, ""), (B, "")], seats)) == []
    assert len(list(turns.starts_in_turn([(B, ""), (A, "")], seats))) == 1
    assert len(list(turns.starts_in_turn([(A, ""), (B, "key-of-a")], seats))) == 1
    assert len(list(turns.starts_in_turn([(A, ""), (B, ""), (C, "")], seats))) == 1
