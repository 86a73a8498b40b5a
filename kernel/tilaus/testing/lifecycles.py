"""Lifecycles as a shop may change them: some that fit the kernel, and a strategy for sound tables.

Needs `hypothesis`.
"""

from functools import cache

from hypothesis import strategies as st

from tilaus.changes import ChangedRow, ChangedState, Changes, RowName, changed
from tilaus.lifecycle import Lifecycle, LifecycleError
from tilaus.lifecycles import ITEM, ORDER, SHIPPED, Lifecycles
from tilaus.record import replace

NEW_STATES = ("packed", "shipped", "shelved")
GUARDS = ("", "handed_over", "delivered < quantity", "order_live and refunded == 0")


@st.composite
def item_tables(draw: st.DrawFn) -> Lifecycle:
    """Draw a sound item table: states like others, rows that come and go, words that change.

    It need not fit the kernel; see `changed_lifecycles` for tables that do.
    """
    like = st.sampled_from(["pending", "processing", "completed"])
    names = draw(st.lists(st.sampled_from(NEW_STATES), unique=True))
    states = [ChangedState(name, draw(like), label=name) for name in names]
    states += [ChangedState("completed", label="Done")] if draw(st.booleans()) else []
    known = st.sampled_from([*ITEM.states, *names])
    into = [ChangedRow(f"to_{name}", (draw(known),), name, ("staff",)) for name in names]
    rows = st.builds(_staff_row, known, known, st.sampled_from(GUARDS))
    gone = draw(st.lists(st.sampled_from(ITEM.transitions), max_size=2))
    changes = Changes(
        states=tuple(states),
        remove=tuple({RowName(row.trigger, (row.source,)): None for row in gone}),
        transitions=(*into, *draw(st.lists(rows, max_size=3))),
    )
    try:
        return changed(ITEM, changes)
    except LifecycleError:
        return ITEM


def _staff_row(source: str, target: str, guard: str) -> ChangedRow:
    return ChangedRow("go", (source,), target, ("staff",), guard, reopens=True)


@cache
def changed_lifecycles() -> tuple[Lifecycles, ...]:
    """Return lifecycles that fit the kernel: what ships, packed goods, approval of large orders."""
    goods = Changes(
        states=(
            ChangedState("packed", "processing", label="Packed"),
            ChangedState("returned", "completed", label="Returned"),
        ),
        transitions=(
            ChangedRow("pack", ("processing",), "packed", ("staff",)),
            ChangedRow("take_back", ("completed",), "returned", ("staff",)),
        ),
    )
    small, large = "captured >= due and due < 500", "captured >= due and due >= 500"
    confirm = ChangedRow("confirm", ("pending",), "processing", ("system",), small, "")
    approval = Changes(
        states=(ChangedState("needs_approval", "processing", "waiting", "Being checked"),),
        remove=(RowName("confirm", ("pending",)),),
        transitions=(
            confirm,
            replace(confirm, target="needs_approval", guard=large),
            ChangedRow("approve", ("needs_approval",), "processing", ("manager",)),
        ),
    )
    packed, checked = changed(ITEM, goods), changed(ORDER, approval)
    return (
        SHIPPED,
        Lifecycles(item=packed, id="goods"),
        Lifecycles(order=checked, item=packed, id="approval", version=2),
    )
