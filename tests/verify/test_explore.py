"""The model checker: small worlds explored to the end, and faults put in that it must find."""

import re

import pytest
from tests.verify.changed import by_hand, guarded, untold, without

from tilaus.instances import Claims
from tilaus.policy import Policy
from tilaus.policy_file import load_policy
from tilaus.record import replace
from tilaus.verify.explore import EVERY, Search, World, explore
from tilaus.verify.model import Bounds, Step
from tilaus.verify.symmetry import Symmetry

GUEST = Bounds("guest", guest=True)
CUSTOMER = Bounds("customer")
TWINS = Bounds("twins", items=2, refunds=1, doubled=0, calm=True, shared=True, guest=True)
SMALL = (
    GUEST,
    CUSTOMER,
    TWINS,
    Bounds("neighbours", orders=2, refunds=0, doubled=0, calm=True, guest=True),
    Bounds("halves", quantity=2, doubled=0, calm=True, partial=True),
    Bounds("split", tenders=("card", "wallet"), payments=2, doubled=0, calm=True),
)
TWO_REFUNDS = Bounds("two refunds", refunds=2, doubled=1, calm=True, guest=True)
TWO_ITEMS = Bounds("two items", items=2, doubled=0, calm=True, guest=True)

# fmt: off
FAULTS = {
    # what is broken                                the policy                                                                    the world    the promise begins
    "an order is complete with open items":         (guarded("order", "processing", "complete", ""),                              GUEST,       "the order became completed with an item that is not finished"),
    "refunded before all money went back":          (guarded("order", "processing", "refund", "open_items == 0 and refunded > 0"), TWO_ITEMS,  "the order became refunded before its money went back"),
    "parked orders never become refunded":          (without("order", "on_hold", "refund"),                                       GUEST,       "all money went back, but the order is on_hold"),
    "nobody hears that a refund came back":         (by_hand("order", "refunded", "refund_failed"),                               GUEST,       "a message of the world is refused for good: the order is refunded, but its money"),
    "a disputed order goes on":                     (by_hand("order", "processing", "dispute"),                                   GUEST,       "payment 1 is disputed, but the order is processing"),
    "the completed order is not mailed":            (untold("order", "processing", "complete"),                                   GUEST,       "a completed order was not mailed"),
    "an item is tried again while its money goes":  (guarded("item", "cancelled", "retry", "order_live"),                         GUEST,       "item 1 is pending although its money goes back"),
    "a refunded item stays cancelled":              (by_hand("item", "cancelled", "refund"),                                      GUEST,       "item 1: all that was owed went back, but it is cancelled"),
    "an item is closed before its money went":      (guarded("item", "cancelled", "refund", "refunded >= 0 and in_flight > 0"),   GUEST,       "the tables allow what only the last check refuses: its automatic transitions never end"),
    "a cancelled item alerts nobody":               (untold("item", "processing", "fail"),                                        GUEST,       "a cancelled item was not alerted"),
    "a refund is sent while its item is worked on": (guarded("refund", "failed", "retry", "base <= free"),                        GUEST,       "item 1 is pending although its money goes back"),
    "a refund is asked for again beyond the money": (guarded("refund", "failed", "retry", "not item_open"),                       TWO_REFUNDS, "the tables allow what only the last check refuses"),
}
# fmt: on


@pytest.mark.parametrize("late_payment", ["refund", "park", "revive"])
@pytest.mark.parametrize("bounds", SMALL, ids=lambda bounds: bounds.name)
def test_no_promise_can_be_broken_in_a_small_world(bounds: Bounds, late_payment: str) -> None:
    found = explore(bounds, replace(Policy(), late_payment=late_payment))
    assert found.is_complete
    assert found.breaches == ()


@pytest.mark.parametrize(
    "change",
    [{"completion": "automatic"}, {"ask": "staff"}, {"split": "wallet_first"}],
    ids=lambda change: next(iter(change.values())),
)
def test_no_promise_can_be_broken_under_another_word_of_the_policy(change: dict[str, str]) -> None:
    bounds = Bounds(tenders=("card", "wallet"), payments=2, doubled=0, calm=True)
    found = explore(bounds, replace(Policy(), **change))
    assert found.is_complete
    assert found.breaches == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_table_is_found(fault: str) -> None:
    policy, bounds, promise = FAULTS[fault]
    breaches = explore(bounds, policy).breaches
    assert any(breach.promise.startswith(promise) for breach in breaches), [
        breach.promise for breach in breaches
    ]


def test_the_story_that_is_told_is_a_shortest_one() -> None:
    breach = explore(GUEST, without("order", "on_hold", "refund")).breaches[0]
    assert names(breach.story) == [
        "Place",
        "PaymentReported",
        "Advance",
        "PaymentReported",
        "RefundReported",
    ]


def names(story: tuple[Step, ...]) -> list[str]:
    return [type(step.command).__name__ for step in story]


@pytest.mark.parametrize("bounds", [TWINS, *SMALL[3:4], TWO_ITEMS], ids=lambda bounds: bounds.name)
def test_merging_who_is_who_leaves_one_state_of_each_kind(bounds: Bounds) -> None:
    """Explored without merging, the world has the same states but for who is who: none is lost."""
    whole = Search(bounds, Policy(), is_merging=False)
    assert whole.run().is_complete
    merged = Search(bounds, Policy())
    assert merged.run().is_complete
    kinds = Symmetry(whole.alone.orders, bounds, is_merging=True)
    assert len({key(kinds, world) for world in whole.worlds}) == len(merged.worlds)
    assert len(merged.worlds) < len(whole.worlds)


def key(symmetry: Symmetry, world: World) -> object:
    return symmetry.key(world.orders, world.claims, world.turns), world.left


@pytest.mark.parametrize("fault", ["an item is tried again while its money goes"])
def test_merging_loses_no_finding(fault: str) -> None:
    policy, _, promise = FAULTS[fault]
    for is_merging in (True, False):
        breaches = explore(TWO_ITEMS, policy, is_merging=is_merging).breaches
        assert any(breach.promise.endswith(promise.split(" ", 2)[2]) for breach in breaches)


def test_a_limit_ends_an_exploration_that_then_claims_nothing() -> None:
    found = explore(CUSTOMER, Policy(), limit=100)
    assert not found.is_complete
    assert 100 <= found.states < 200


def test_progress_is_told_while_a_world_is_explored() -> None:
    told: list[tuple[int, int]] = []
    bounds = Bounds(orders=2, refunds=1, doubled=0, calm=True, guest=True)
    found = explore(bounds, Policy(), progress=lambda *at: told.append(at))
    assert len(told) == found.states // EVERY > 0
    assert told == sorted(told)


@pytest.mark.parametrize(
    "rules",
    [
        'currency = "JPY"',
        '[methods.invoice]\nprovider = "banktransfer"',
        '[methods.wallet]\nprovider = "wallet"\n[methods.invoice]\nprovider = "banktransfer"',
    ],
    ids=["another currency", "one way to pay", "wallet and invoice"],
)
@pytest.mark.parametrize("tenders", [("card",), ("card", "wallet")], ids=["one", "split"])
def test_worlds_are_of_the_shop_whatever_it_takes(rules: str, tenders: tuple[str, ...]) -> None:
    """A shop that takes no cards, or another currency, is explored all the same."""
    methods = re.findall(r"methods\.(\w+)", rules)
    back = ", ".join(
        f'{{ paid_with = "{m}", to = "original", returns_fee = true }}' for m in methods
    )
    policy = load_policy(f"refund_rules = [{back}]\n{rules}" if methods else rules)
    bounds = Bounds(tenders=tenders, payments=2, doubled=0, calm=True)
    found = explore(bounds, policy)
    assert (found.is_complete, found.breaches) == (True, ())
    assert found.states > 50


def test_a_world_in_which_nobody_may_buy_is_empty() -> None:
    policy = load_policy('[permissions]\nplace = ["manager"]')
    found = explore(GUEST, policy)
    assert (found.states, found.is_complete, found.seen.codes["not_permitted"]) == (1, True, 1)


def test_a_message_that_contradicts_counts_against_its_bound() -> None:
    """With no such message allowed there are fewer states than with one, and one fewer than any."""
    sizes = [explore(replace(GUEST, doubled=n), Policy()).states for n in (0, 1, None)]
    assert sizes[0] < sizes[1]
    late = explore(replace(GUEST, doubled=0), Policy()).seen.messages
    assert late["payment", "expired", "captured", "accept"] == 0
    any_number = explore(GUEST, Policy()).seen.messages
    assert any_number["payment", "expired", "captured", "accept"] > 0


def test_two_orders_never_work_on_one_instance() -> None:
    bounds = SMALL[3]
    search = Search(bounds, Policy())
    assert search.run().breaches == ()
    waiting = [w for w in search.worlds if w.claims != Claims() and w.claims.queues]
    assert waiting, "in this world one waits for the other"


def test_what_was_seen_names_every_row_guard_and_answer() -> None:
    found = explore(CUSTOMER, Policy())
    rows, guards, answers = found.seen.parts(Policy().lifecycles)
    tables = Policy().lifecycles
    machines = ("order", "item", "payment", "refund")
    assert rows.count == sum(len(tables[m].transitions) for m in machines)
    assert 0 < guards.seen < guards.count
    assert "payment: captured when created -> park" in answers.missing
    assert "payment: created -capture-> captured [raises]" not in rows.missing
