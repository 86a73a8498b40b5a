"""One item of a service and target is active; others wait, first come first served (F22, F23)."""

import pytest

from tilaus import events as e
from tilaus.commands import SYSTEM
from tilaus.effects import carrier
from tilaus.instances import (
    Claims,
    InstanceMove,
    InstanceTaken,
    awaits,
    moves,
    notice,
    settle,
    turn,
)
from tilaus.money import currency
from tilaus.order import Customer, Item, Order
from tilaus.record import replace
from tilaus.testing.strategies import START as AT

TWINS = ("1", "2", "3")


def order(id: str = "o1") -> Order:
    """An order of three items with one instance, and a fourth with another."""
    same = [Item(n, "likes", "@ann", 1, 5, 5, instance="likes|@ann") for n in TWINS]
    other = Item("4", "views", "@bob", 1, 5, 5, instance="views|@bob")
    return Order(id, 50001, currency("EUR"), Customer("a@b"), (*same, other), AT, AT)


def event(word: str) -> e.Event:
    """Read `claim 1`, `wait 1`, `end 1`, `force 1`, `move 1` or `note`."""
    what, _, item = word.partition(" ")
    found: dict[str, e.Event] = {
        "claim": e.HandedOver(item, 1),
        "wait": e.Moved("item", item, "wait", "pending", "on_hold", "waiting"),
        "end": e.Moved("item", item, "deliver", "processing", "completed", "finished"),
        "start": e.Moved("item", item, "start", "pending", "processing", "active"),
        "force": e.Moved(
            "item", item, "force", "cancelled", "processing", "active", is_forced=True
        ),
        "move": e.Retargeted(item, "@eve", "likes|@eve"),
        "note": e.Noted("a word"),
    }
    return found[what]


def recorded(script: str) -> list[e.Recorded]:
    words = [word.strip() for word in script.split(",") if word.strip()]
    return [e.Recorded(n, AT, SYSTEM, event(word)) for n, word in enumerate(words)]


# fmt: off
MOVES = [
    # what happens          what it does to instances
    ("note, start 1",       []),
    ("claim 1",             [InstanceMove("claim", "likes|@ann", "1")]),
    ("wait 2",              [InstanceMove("wait", "likes|@ann", "2")]),
    ("end 4",               [InstanceMove("release", "views|@bob", "4")]),
    ("force 1",             [InstanceMove("claim", "likes|@ann", "1")]),
    ("move 1, claim 1",     [InstanceMove("claim", "likes|@eve", "1")]),
    ("end 1, move 1",       [InstanceMove("release", "likes|@ann", "1")]),
]

SETTLED = [
    # what happens, one decision after the other            holder, queue      whose turn came last
    (["claim 1"],                                           "1", "",           ""),
    (["claim 1", "wait 2"],                                 "1", "2",          ""),
    (["claim 1", "wait 2", "wait 3"],                       "1", "23",         ""),
    (["claim 1", "wait 2", "wait 2"],                       "1", "2",          ""),
    (["claim 1", "wait 2, wait 3", "end 1"],                "2", "3",          "2"),
    (["claim 1", "wait 2, wait 3", "end 1", "claim 2"],     "2", "3",          ""),
    (["claim 1", "wait 2, wait 3", "end 1", "end 2"],       "3", "",           "3"),
    (["claim 1", "wait 2, wait 3", "end 2"],                "1", "3",          ""),
    (["claim 1", "wait 2, wait 3", "end 3"],                "1", "2",          ""),
    (["claim 1", "wait 2", "end 1", "end 2"],               "",  "",           ""),
    (["wait 2"],                                            "2", "",           "2"),
    (["claim 1", "wait 2", "wait 1"],                       "2", "1",          "2"),
    (["end 1"],                                             "",  "",           ""),
]
# fmt: on


@pytest.mark.parametrize(("script", "found"), MOVES)
def test_what_happens_to_items_says_what_happens_to_instances(
    script: str, found: list[InstanceMove]
) -> None:
    assert moves(order(), recorded(script), order()) == found


@pytest.mark.parametrize(("scripts", "holder", "queue", "turns"), SETTLED)
def test_an_instance_goes_to_the_first_who_waits_as_soon_as_it_is_free(
    scripts: list[str], holder: str, queue: str, turns: str
) -> None:
    claims, granted = Claims(), frozenset[tuple[str, str]]()
    for script in scripts:
        claims, granted = settle(claims, order(), recorded(script), order())
    assert dict(claims.holders).get("likes|@ann", ("o1", "")) == ("o1", holder)
    assert dict(claims.queues).get("likes|@ann", ()) == tuple(("o1", item) for item in queue)
    assert granted == {("o1", item) for item in turns}


def test_items_of_two_orders_wait_for_each_other() -> None:
    claims, _ = settle(Claims(), order("o1"), recorded("claim 1"), order("o1"))
    assert claims.busy(order("o1")) == {"2", "3"}
    assert claims.busy(order("o2")) == {"1", "2", "3"}
    claims, _ = settle(claims, order("o2"), recorded("wait 1"), order("o2"))
    claims, granted = settle(claims, order("o1"), recorded("end 1"), order("o1"))
    assert granted == {("o2", "1")}
    assert claims.busy(order("o1")) == {"1", "2", "3"}


def test_claiming_what_another_has_is_a_conflict_that_names_the_item() -> None:
    claims, _ = settle(Claims(), order("o1"), recorded("claim 1"), order("o1"))
    with pytest.raises(InstanceTaken) as caught:
        settle(claims, order("o2"), recorded("claim 3"), order("o2"))
    assert caught.value.item == "3"


def test_an_item_without_an_instance_claims_nothing() -> None:
    erased = Order(
        "o1", 1, currency("EUR"), Customer(""), (Item("1", "s", "(erased)", 1, 5, 5),), AT, AT
    )
    assert moves(erased, recorded("claim 1, end 1"), erased) == []


def test_the_effect_that_grants_a_turn_has_a_key_of_its_own_for_each_that_frees() -> None:
    keys = {turn("o1", "2", order(by), nth).key for by in ("o1", "o2") for nth in (0, 1)}
    assert len(keys) == 4
    assert turn("o1", "2", order("o2"), 0).name == "grant_turn"
    assert turn("o1", "2", order("o2"), 0).about == "2"


# fmt: off
TOLD = [
    # the holder's order and customer, the waiting one's, told?
    (("o1", ""),         ("o2", ""),         True),
    (("o1", ""),         ("o1", ""),         False),
    (("o1", "member-1"), ("o2", "member-1"), False),
    (("o1", "member-1"), ("o2", "member-2"), True),
    (("o1", "member-1"), ("o2", ""),         True),
    (("o1", ""),         ("o2", "member-1"), True),
]
# fmt: on


@pytest.mark.parametrize(("holder", "waiting", "told"), TOLD)
def test_who_has_an_instance_is_told_of_somebody_else_who_waits(
    holder: tuple[str, str], waiting: tuple[str, str], told: bool
) -> None:
    first, second = (
        replace(order(id), customer=Customer("a@b", customer)) for id, customer in (holder, waiting)
    )
    assert awaits(second, first) is told


def test_what_tells_of_others_who_wait_has_one_key_for_each_attempt() -> None:
    assert notice("o1", "2", 1) == notice("o1", "2", 1)
    assert notice("o1", "2", 1).key != notice("o1", "2", 2).key
    assert notice("o1", "2", 1).key.startswith("o1/")
    assert (notice("o1", "2", 1).about, notice("o1", "2", 1).is_message) == ("2", True)
    assert notice("o1", "2", 1).via == carrier(order(), notice("o1", "2", 1).name, "2")
