"""What needs a person: every state of every part of an order, and what follows from it."""

from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from tests.kernel.test_evolve import NOTICE, ORDER, first

from tilaus.attention import (
    ACTIONS,
    CONCERNS,
    HANGING,
    Concern,
    concerns,
    hanging,
    lasting,
)
from tilaus.effects import Effect
from tilaus.order import LIVE, Covered, Customer, Order, Question, Refund
from tilaus.policy import Policy
from tilaus.ports.storage import EffectState, JournalRow
from tilaus.record import replace
from tilaus.table import KINDS, OVER
from tilaus.testing import strategies
from tilaus.testing.strategies import START as AT
from tilaus.testing.strategies import Walk

POLICY = Policy()
QUIET = replace(ORDER, kind="active", refunds=(), parked=())
"""An order at work that needs nobody: an item of 1.00 EUR for 4 units, and one of 0.50."""

ASKED = Question(AT, AT + timedelta(days=7))
FAILED = Refund("1", "1", "original", 27, 25, AT, AT, 2, 0, (Covered("item", "1", 25, 1),), kind="failed")  # fmt: skip


def codes(order: Order) -> set[str]:
    return {concern.code for concern in concerns(order, POLICY, AT)}


def test_an_order_at_work_needs_nobody() -> None:
    assert concerns(QUIET, POLICY, AT) == ()
    assert lasting(QUIET) == frozenset()


# -------------------------------------------------------------------------------- exhaustively

ITEMS = list(product(KINDS, KINDS, (None, ASKED), (0, 3, 4), ("", *KINDS)))


def test_an_item_that_was_given_up_needs_a_person_until_somebody_decides() -> None:
    """The whole product: kind of the order and of the item, question, units, kind of a refund."""
    for of_order, kind, question, delivered, refund in ITEMS:
        refunds = (replace(FAILED, kind=refund),) if refund else ()
        order = replace(QUIET, kind=of_order, refunds=refunds)
        order = first(order, kind=kind, question=question, delivered=delivered)
        is_lost = kind == "failed" and delivered < 4
        is_undecided = is_lost and question is None and of_order not in OVER and not refund
        assert ("item-cancelled" in codes(order)) == is_undecided, order
        assert ("question-open" in codes(order)) == (question is not None), order


@pytest.mark.parametrize("kind", KINDS)
def test_only_a_payment_in_dispute_is_disputed(kind: str) -> None:
    order = replace(QUIET, payments=(replace(QUIET.payments[0], kind=kind),))
    assert codes(order) == ({"disputed"} if kind == "held" else set())


WHOLE = (Covered("item", "1", 100), Covered("item", "2", 50))
# fmt: off
OTHERWISE: list[tuple[Refund, Refund, bool]] = [
    # what failed                                            another refund                               it went otherwise
    (FAILED,                                                 FAILED,                                      True),
    (FAILED,                                                 replace(FAILED, covers=WHOLE),               True),
    (FAILED,                                                 replace(FAILED, covers=WHOLE[1:]),           False),
    (FAILED,                                                 replace(FAILED, covers=(Covered("charge", "1", 5),)), False),
    (replace(FAILED, covers=WHOLE),                          FAILED,                                      False),
    (replace(FAILED, covers=(), is_surplus=True),            FAILED,                                      False),
    (replace(FAILED, covers=(), is_surplus=True),            replace(FAILED, covers=(), is_surplus=True), True),
    (replace(FAILED, covers=(), is_surplus=True),            replace(FAILED, covers=(), is_surplus=True, payment="2"), False),
]
# fmt: on


@pytest.mark.parametrize(("failed", "other", "is_otherwise"), OTHERWISE)
@pytest.mark.parametrize("kind", KINDS)
def test_a_failed_refund_needs_a_person_until_its_money_goes_otherwise(
    failed: Refund, other: Refund, is_otherwise: bool, kind: str
) -> None:
    order = replace(QUIET, refunds=(failed, replace(other, id="2", kind=kind)))
    found = [c.about for c in concerns(order, POLICY, AT) if c.code == "refund-failed"]
    assert ("1" in found) == (not is_otherwise or kind not in LIVE | {"finished"})


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"failed"}))
def test_a_refund_that_did_not_fail_needs_nobody(kind: str) -> None:
    assert not codes(replace(QUIET, refunds=(replace(FAILED, kind=kind),)))


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_a_server_is_silent_when_its_time_is_over_or_staff_were_told(seconds: int) -> None:
    waiting = first(QUIET, silent_at=AT + timedelta(seconds=seconds))
    assert codes(waiting) == (set() if seconds > 0 else {"server-silent"})
    assert lasting(waiting) == frozenset()
    told = first(QUIET, is_silent=True)
    assert codes(told) == lasting(told) == {"server-silent"}


# ------------------------------------------------------------------------------ what they say

# fmt: off
SAID: list[tuple[Order, Concern]] = [
    (replace(QUIET, payments=(replace(QUIET.payments[0], kind="held", status="disputed", captured_minor=160),)),
     Concern("disputed", "payment", "1", None, "payment 1 of 1.60 EUR is disputed: answer it at sandbox", ("dispute",))),
    (replace(QUIET, refunds=(replace(FAILED, status="failed"),)),
     Concern("refund-failed", "refund", "1", AT, "refund 1 of 0.27 EUR to original failed", ("refund.retry", "refund"))),
    (replace(QUIET, parked=(NOTICE,)),
     Concern("parked", "parked", "9", AT, "captured was put aside, about payment 1: too late", ("payment.return", "parked.resolve"))),
    (replace(QUIET, parked=(replace(NOTICE, machine="order", about="", what="refund"),)),
     Concern("parked", "parked", "9", AT, "refund was put aside, about order: too late", ("parked.resolve",))),
    (first(QUIET, kind="failed", status="cancelled", delivered=1),
     Concern("item-cancelled", "item", "1", None, "item 1 is cancelled, and nobody decided about its 0.75 EUR", ("item.retry", "item.ask", "refund"))),
    (first(QUIET, kind="failed", question=ASKED),
     Concern("question-open", "item", "1", AT, "the customer was asked how to handle item 1, and has not answered; without an answer we remind", ("item.answer", "item.retry", "item.ask"))),
    (first(QUIET, kind="failed", question=replace(ASKED, is_reminded=True)),
     Concern("question-open", "item", "1", AT, "the customer was asked how to handle item 1, and has not answered; without an answer its money goes back", ("item.answer", "item.retry", "item.ask"))),
    (first(QUIET, silent_at=AT),
     Concern("server-silent", "item", "1", AT, "the server has item 1 and has said nothing new for too long", ("item.deliver", "item.cancel"))),
]
# fmt: on


@pytest.mark.parametrize(("order", "said"), SAID, ids=[said.code for _, said in SAID])
def test_a_concern_says_what_it_is_about_since_when_and_what_may_be_done(
    order: Order, said: Concern
) -> None:
    assert concerns(order, POLICY, AT) == (said,)


def test_what_follows_from_silence_depends_on_the_customer_and_the_policy() -> None:
    asked = first(QUIET, kind="failed", question=replace(ASKED, is_reminded=True))
    (by_staff,) = concerns(asked, Policy(silence_registered="staff"), AT)
    assert by_staff.why.endswith("without an answer staff decide")
    guest = replace(asked, customer=Customer("guest@example.org"))
    (sent,) = concerns(guest, Policy(silence_registered="staff"), AT)
    assert sent.why.endswith("without an answer its money goes back")


def row(state: EffectState, **changes: object) -> JournalRow:
    effect = Effect("send_refund", "o1/5/send_refund/1", "1", "sandbox")
    return replace(JournalRow(7, "o1", effect, state, AT, 1), **changes)


def test_an_effect_that_hangs_says_so() -> None:
    actions = ("effect.retry", "effect.done", "effect.void")
    key = "o1/5/send_refund/1"
    early = AT - timedelta(hours=1)
    assert hanging(row("dead", attempts=3, outcome="503", first_attempt_at=early)) == Concern(
        *("effect-dead", "effect", key, early),
        "send_refund 1 via sandbox was given up after 3 attempts: 503",
        actions,
    )
    assert hanging(row("unknown")) == Concern(
        *("effect-unknown", "effect", key, AT),
        "whether send_refund 1 via sandbox happened is not known after one attempt",
        actions,
    )


@pytest.mark.parametrize("state", ["ready", "done", "refused", "void"])
def test_an_effect_that_does_not_hang_is_no_concern(state: EffectState) -> None:
    with pytest.raises(ValueError, match="does not hang"):
        hanging(row(state))


def test_every_concern_is_found_here_and_every_action_is_proposed() -> None:
    assert {said.code for _, said in SAID} | HANGING.keys() == CONCERNS.keys()
    proposed = {action for worry in CONCERNS.values() for action in worry.actions}
    assert proposed | {"payment.return"} == ACTIONS.keys()


# --------------------------------------------------------------------------------------- laws


@settings(max_examples=200)
@given(strategies.walks())
def test_what_is_lasting_of_an_order_is_what_it_says_of_itself(walk: Walk) -> None:
    order = walk.order
    found = {c.code for c in concerns(order, walk.policy, walk.at)}
    overdue = any(i.silent_at is not None and i.silent_at <= walk.at for i in order.items)
    assert found - ({"server-silent"} if overdue else set()) <= lasting(order) <= found
    assert [c.code for c in concerns(order, walk.policy, walk.at)] == sorted(
        (c.code for c in concerns(order, walk.policy, walk.at)), key=list(CONCERNS).index
    )
