"""What must be true of the table model: promises about states, and what must happen at last.

`promises` and `properties` are what engines check. `duties` say who is assumed to do something at
some time: people and providers who go on with what was begun. Nobody is assumed to do anything in
which an order goes backwards, and a customer not to do anything at all.
"""

from collections.abc import Callable, Iterable, Iterator

from tilaus.order import LIVE, PAYABLE
from tilaus.table import OVER
from tilaus.verify.tables.abstract import (
    YES,
    Action,
    Const,
    Duty,
    Expr,
    Promise,
    Property,
    Ref,
    Var,
    at_most,
    count,
    every,
    follows,
    less,
    no,
    same,
    some,
)
from tilaus.verify.tables.facts import GIVEN, NONE, Shape, amounts, subject

DUTIFUL = frozenset({"staff", "manager", "server", "processor", "clock"})
"""The roles that are assumed to do what is theirs to do; a customer may be silent for ever."""

_SETTLED = Ref("settled")


def promises(shape: Shape) -> tuple[Promise, ...]:
    """List the promises, each over all subjects."""
    return tuple(
        Promise(name, every(found(shape)), str(found.__doc__).strip())
        for name, found in _PROMISES.items()
    )


def _within_the_payment(shape: Shape) -> Iterator[Expr]:
    """Refunded and in flight together never exceed what a payment captured."""
    for p in shape.payments:
        yield at_most(amounts(shape, GIVEN, payment=p), Var(f"payment{p}_captured"))


def _within_the_item(shape: Shape) -> Iterator[Expr]:
    """Refunded and in flight together never exceed what an item cost."""
    for i in shape.items:
        yield at_most(amounts(shape, GIVEN, item=i), Const(shape.bounds.item_total))


def _no_money_for_work(shape: Shape) -> Iterator[Expr]:
    """No item is worked on while its money goes back, or went."""
    for i in shape.items:
        is_open = shape.kinds("item", i, LIVE)
        yield follows(is_open, same(amounts(shape, GIVEN, item=i), Const(0)))


def _no_open_item(shape: Shape) -> Iterator[Expr]:
    """No item is worked on in an order that has ended."""
    is_over = shape.kinds("order", 0, OVER)
    yield follows(every((_SETTLED, is_over)), same(Ref("order_open_items"), Const(0)))


def _closed_means_money(shape: Shape) -> Iterator[Expr]:
    """An order whose status says that its money went back has sent all of it."""
    is_closed = shape.kinds("order", 0, {"closed"})
    yield follows(every((_SETTLED, is_closed)), _all_went_back())


def _money_means_closed(shape: Shape) -> Iterator[Expr]:
    """When the whole payment went back, an order without open work says so."""
    is_idle = same(Ref("order_open_items"), Const(0))
    is_undisputed = same(Ref("order_charged_back"), Const(0))
    when = every((_SETTLED, _all_went_back(), is_idle, is_undisputed))
    yield follows(when, shape.kinds("order", 0, {"closed", *PAYABLE}))


def _all_went_back() -> Expr:
    refunded, refundable = Ref("order_refunded"), Ref("order_refundable")
    return every((same(refunded, refundable), less(Const(0), refundable)))


def _disputed_is_parked(shape: Shape) -> Iterator[Expr]:
    """No order is worked on while its payment is disputed."""
    is_disputed = less(Const(0), Ref("order_disputed"))
    is_going_on = shape.kinds("order", 0, {"initial", "active"})
    yield no(every((_SETTLED, is_disputed, is_going_on)))


def _work_is_paid(shape: Shape) -> Iterator[Expr]:
    """An order with work to do was paid, whole; the payer may have got it back since."""
    is_open = less(Const(0), Ref("order_open_items"))
    is_at_work = every((shape.kinds("order", 0, {"active", "finished"}), is_open))
    is_paid = at_most(Const(shape.bounds.due), Ref("order_captured"))
    yield follows(is_at_work, some((is_paid, less(Const(0), Ref("order_charged_back")))))


def _one_active(shape: Shape) -> Iterator[Expr]:
    """Of the items with one instance at most one is with the server."""
    if shape.bounds.is_shared:
        at_work = (
            every(
                (
                    some((Var(f"item{i}_handed_over"), shape.kinds("item", i, {"active"}))),
                    no(shape.kinds("item", i, OVER)),
                )
            )
            for i in shape.items
        )
        yield at_most(count(at_work), Const(1))


def _waits_behind_one(shape: Shape) -> Iterator[Expr]:
    """An item of an order at work waits only while another has its instance."""
    is_going_on = shape.kinds("order", 0, {"active"})
    for i in shape.items if shape.bounds.is_shared else ():
        waits = every((_SETTLED, is_going_on, shape.kinds("item", i, {"waiting"})))
        yield follows(waits, Ref(f"item{i}_instance_busy"))


def _was_handed_over(shape: Shape) -> Iterator[Expr]:
    """The server works only on what it was asked for."""
    for i in shape.items:
        yield follows(shape.kinds("item", i, {"active"}), Var(f"item{i}_handed_over"))


def _payment_follows_money(shape: Shape) -> Iterator[Expr]:
    """A payment that ended well or is disputed has captured money; one that failed has none."""
    for p in shape.payments:
        captured = Var(f"payment{p}_captured")
        yield follows(shape.kinds("payment", p, {"finished", "held"}), less(Const(0), captured))
        without = shape.kinds("payment", p, {"failed", *PAYABLE})
        yield follows(without, same(captured, Const(0)))


def _money_is_explained(shape: Shape) -> Iterator[Expr]:
    """An ended order has no money that it does not need and that nobody sends back."""
    is_over = every((_SETTLED, shape.kinds("order", 0, OVER)))
    for p in shape.payments:
        is_explained = some((Var(f"payment{p}_applied"), no(_is_unexplained(p))))
        yield follows(is_over, some((is_explained, _is_full(shape))))


def _is_unexplained(payment: int) -> Expr:
    return less(Const(0), Ref(f"payment{payment}_unexplained"))


def _is_full(shape: Shape) -> Expr:
    """Write that the bounds leave no further refund, so that what needs one cannot be judged."""
    last = shape.bounds.refunds
    return no(same(Var(subject("refund", last)), Const(NONE))) if last else YES


def _nothing_overheard(shape: Shape) -> Iterator[Expr]:
    """No news is taken for known that is the opposite of what is known."""
    yield no(Var("overheard"))


_PROMISES: dict[str, Callable[[Shape], Iterator[Expr]]] = {
    "RefundsStayWithinThePayment": _within_the_payment,
    "RefundsStayWithinTheItem": _within_the_item,
    "NoItemIsWorkedOnAndRefunded": _no_money_for_work,
    "EndedOrderHasNoOpenItem": _no_open_item,
    "ClosedOrderSentItsMoneyBack": _closed_means_money,
    "MoneyThatWentBackClosesTheOrder": _money_means_closed,
    "DisputedOrderIsParked": _disputed_is_parked,
    "WorkIsPaid": _work_is_paid,
    "OneActiveItemPerInstance": _one_active,
    "ItemWaitsBehindAnother": _waits_behind_one,
    "ServerWorksOnWhatItWasAskedFor": _was_handed_over,
    "PaymentFollowsMoney": _payment_follows_money,
    "EndedOrderExplainsItsMoney": _money_is_explained,
    "NothingIsOverheard": _nothing_overheard,
}


def properties(shape: Shape) -> tuple[Property, ...]:
    """List what must happen at last, if everybody does what is theirs to do."""
    is_paid = at_most(Const(shape.bounds.due), Ref("order_captured"))
    going_on = (
        shape.kinds("order", 0, {"active"}),
        every((shape.kinds("order", 0, {"held"}), is_paid)),
    )
    found = [
        Property(
            "EveryPaidOrderEnds",
            some(going_on),
            some((shape.kinds("order", 0, OVER), *_beyond(shape))),
            "Every paid order ends at some time.",
        )
    ]
    for i in shape.items if shape.bounds.is_shared else ():
        waits = shape.kinds("item", i, {"waiting"})
        starts = shape.kinds("item", i, {"active", *OVER})
        note = "Every item that waits for another starts or ends at some time."
        found.append(Property(f"EveryWaitingItem{i}StartsOrEnds", waits, starts, note))
    for r in shape.refunds:
        asked, ended = shape.kinds("refund", r, LIVE), shape.kinds("refund", r, OVER)
        note = "Every refund that was asked for is sent or fails at some time."
        found.append(Property(f"EveryRefund{r}Ends", asked, ended, note))
    return tuple(found)


def _beyond(shape: Shape) -> Iterator[Expr]:
    """Write that money would go back for which the bounds leave no refund."""
    for p in shape.payments:
        applied = Var(f"payment{p}_applied")
        yield every((no(applied), _is_unexplained(p), _is_full(shape)))


def duties(shape: Shape, actions: Iterable[Action]) -> tuple[Duty, ...]:
    """List who is assumed to do what at some time."""
    world = [a for a in actions if a.row and a.by & DUTIFUL and _SETTLED in a.guard]
    own = [a for a in actions if a.row and _SETTLED not in a.guard]
    found = [*_of_order(shape, world)]
    for i in shape.items:
        found += _of_item(shape, subject("item", i), world, own)
    for p in shape.payments:
        found += _of_payment(shape, subject("payment", p), world)
    for r in shape.refunds:
        found += _of_refund(shape, subject("refund", r), world)
    return tuple(duty for duty in found if duty.actions)


def _of_order(shape: Shape, world: list[Action]) -> Iterator[Duty]:
    done = _rows(shape, world, "order", {"active", "waiting"}, {"finished"})
    yield Duty("order_is_completed", done, "Staff complete an order that can be completed.")
    unpaid = _rows(shape, world, "order", PAYABLE, {"failed"})
    yield Duty("order_is_given_up", unpaid, "The clock, or staff, give up what is never paid.")
    parked = _rows(shape, world, "order", {"held"}, {"active", "", *OVER})
    yield Duty("order_is_resolved", parked, "Staff resolve what is parked.")


def _of_item(shape: Shape, name: str, world: list[Action], own: list[Action]) -> Iterator[Duty]:
    begun = frozenset(LIVE)
    for state in shape.tables.item.states.values():
        here = [action for action in world if action.row[2:3] == (state.name,)]
        onward = _rows(shape, here, name, begun, begun | {"finished"})
        ways = onward or _rows(shape, here, name, begun, OVER)
        yield Duty(f"{name}_goes_on_from_{state.name}", ways, "Who delivers goes on.")
    if shape.bounds.is_shared:
        turn = _rows(shape, own, name, {"waiting"}, begun)
        yield Duty(f"{name}_gets_its_turn", turn, "The kernel passes over no item for ever.")
        again = _rows(shape, own, name, {"initial"}, {"initial", "active"}, still=True)
        yield Duty(f"{name}_is_handed_over", again, "The kernel passes over no item for ever.")


def _of_payment(shape: Shape, name: str, world: list[Action]) -> Iterator[Duty]:
    held = _rows(shape, world, name, {"held"}, OVER)
    yield Duty(f"{name}_dispute_is_decided", held, "A dispute is decided.")
    if shape.bounds.payments > 1:
        lost = _rows(shape, world, name, {"held"}, {"closed"})
        note = "What is disputed again and again is lost at some time, so that disputes end."
        yield Duty(f"{name}_is_lost", lost, note)


def _of_refund(shape: Shape, name: str, world: list[Action]) -> Iterator[Duty]:
    live = frozenset(LIVE)
    ends = _rows(shape, world, name, live, OVER)
    yield Duty(f"{name}_ends", ends, "A refund that is on its way ends.")
    sent = _rows(shape, world, name, live, {"finished"})
    yield Duty(f"{name}_is_sent", sent, "What is tried again and again succeeds at some time.")
    again = _rows(shape, world, name, {"failed"}, live)
    yield Duty(f"{name}_is_asked_for_again", again, "Staff ask again for a refund that failed.")


def _rows(
    shape: Shape,
    actions: Iterable[Action],
    group: str,
    sources: Iterable[str],
    targets: Iterable[str],
    *,
    still: bool = False,
) -> tuple[str, ...]:
    """Name a subject's rows from states of some kinds to others; "" is the state of before.

    Rows that stay where they are count only where `still` asks for them: those that matter record
    something, such as that the server was asked.
    """
    froms, to, found = frozenset(sources), frozenset(targets), []
    for action in actions:
        if action.group == group and action.row:
            table = shape.tables[action.row[0]]
            row = table.transitions[action.row[3]]
            kind = table.kind(row.target) if row.target in table.states else ""
            moves = row.target != row.source or still
            if moves and table.kind(row.source) in froms and kind in to:
                found.append(action.name)
    return tuple(found)
