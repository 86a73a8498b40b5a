"""What may happen next, and why not the rest: and asking for it shows the same."""

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tilaus.commands import Actor, Advance, Command
from tilaus.decide import Decision, decide
from tilaus.options import Allowed, allowed
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.refusals import Refusal
from tilaus.table import ROLES
from tilaus.testing import strategies
from tilaus.testing.orders import START, paid, placing
from tilaus.testing.strategies import Walk

DEFAULT = Policy()
MAY_STILL_BE_REFUSED = {
    "invariant_broken",  # A promise about money that no guard of a row can know.
    "destination_closed",  # Calling off sends money: the refund rules have a word in it.
}


def find(
    options: tuple[Allowed, ...], machine: str, trigger: str, about: str = ""
) -> list[Allowed]:
    return [
        option
        for option in options
        if (option.machine, option.about, option.transition.trigger) == (machine, about, trigger)
    ]


@settings(max_examples=150)
@given(strategies.walks(longest=16), st.sampled_from(sorted(ROLES)))
def test_what_is_said_to_be_open_is_granted_and_what_is_said_to_be_closed_is_refused(
    walk: Walk, role: str
) -> None:
    found = defaultdict(list)
    for option in allowed(walk.order, role, walk.policy, walk.at):
        found[option.machine, option.about, option.transition.trigger].append(option)
    for (machine, about, trigger), options in found.items():
        command = Advance(trigger, machine, about, by=Actor(role))
        answer = decide(walk.order, command, walk.policy, walk.at)
        code = answer.code if isinstance(answer, Refusal) else ""
        if any(option.is_open for option in options):
            assert not code or code in MAY_STILL_BE_REFUSED
        else:
            assert code
            assert all(option.why_not for option in options)


@given(strategies.walks())
def test_every_row_that_leaves_a_present_state_is_named_to_every_role(walk: Walk) -> None:
    tables = walk.policy.lifecycles
    expected = len(tables.order.rows(walk.order.status))
    expected += sum(len(tables.item.rows(i.status)) for i in walk.order.items)
    expected += sum(len(tables.payment.rows(p.status)) for p in walk.order.payments)
    expected += sum(len(tables.refund.rows(r.status)) for r in walk.order.refunds)
    for role in ROLES:
        assert len(allowed(walk.order, role, walk.policy, walk.at)) == expected


def after(*commands: Command, policy: Policy = DEFAULT) -> Order:
    """Return the order after commands that are all granted."""
    order: Order | None = None
    for command in commands:
        decided = decide(order, command, policy, START)
        assert isinstance(decided, Decision), decided
        order = decided.order
    assert order is not None
    return order


NEW = placing(50001)
PAID = paid(after(NEW))


def test_why_not_names_the_guards_that_fail_with_their_facts() -> None:
    (complete,) = find(allowed(after(NEW, PAID), "staff", DEFAULT, START), "order", "complete")
    assert not complete.is_open
    assert complete.why_not == "open_items == 0 (open_items is 3)"


def test_why_not_names_the_roles_that_may() -> None:
    (expire,) = find(allowed(after(NEW), "staff", DEFAULT, START), "order", "expire")
    assert (expire.is_permitted, expire.why_not) == (False, "only by clock")


def test_an_open_row_has_nothing_in_its_way() -> None:
    (hold,) = find(allowed(after(NEW), "staff", DEFAULT, START), "order", "hold")
    assert (hold.is_open, hold.why_not) == (True, "")


def test_permissions_of_the_policy_stand_instead_of_the_table() -> None:
    policy = Policy(permissions={"order.hold": ("manager",), "order.cancel": ()})
    options = allowed(after(NEW, policy=policy), "staff", policy, START)
    assert [o.why_not for o in find(options, "order", "hold")] == ["only by manager"]
    assert [o.why_not for o in find(options, "order", "cancel")] == ["only by nobody"]


def test_an_item_whose_instance_is_busy_elsewhere_is_not_handed_over() -> None:
    order = after(NEW, Advance("hold", by=Actor("staff")), PAID)
    for busy, why in ((frozenset[str](), "order_active"), (frozenset({"1"}), "instance_busy")):
        options = allowed(order, "system", DEFAULT, START, busy=busy)
        (hand_over,) = find(options, "item", "hand_over", "1")
        assert why in hand_over.why_not
