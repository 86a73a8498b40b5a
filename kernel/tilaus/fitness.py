"""Whether lifecycles fit the kernel: what its rules need of every table, shipped or changed.

`tilaus.soundness` looks at a table alone. Here stands what money, instances and promises need of
it: triggers that the kernel pulls by itself, paths on which money goes back, work that ends. What
cannot be seen in the tables alone the model checker finds (`tilaus.verify`).
"""

from collections.abc import Iterable, Iterator

from tilaus.guards import Formula, GuardError, both, can_hold, negated, parse
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import MACHINES, SHIPPED, Lifecycles
from tilaus.record import record
from tilaus.soundness import overlap
from tilaus.table import HISTORY, OVER, Transition, origins

LIVE = frozenset({"initial", "waiting", "active", "held"})


@record
class Need:
    """From every state of these kinds, whenever `when` holds, a row with `trigger` must be open.

    Attributes:
        to: the kinds to which such a row must lead; empty for any.
        is_automatic: whether the kernel must take the row by itself.
        otherwise: what would go wrong, as a phrase.
    """

    machine: str
    trigger: str
    kinds: str
    when: str
    to: str
    is_automatic: bool
    otherwise: str


# fmt: off
NEEDS = (
    #    machine    trigger        from the kinds                    whenever                                                                      to                       automatic  otherwise
    Need("order",   "confirm",     "initial",                        "captured >= due",                                                            "waiting active held",   True,  "a paid order would not go on, and would be called off when its time has passed"),
    Need("order",   "expire",      "initial",                        "captured == 0 and live_payments == 0 and overdue",                           "failed",                False, "an order that nobody pays would wait for ever"),
    Need("order",   "cancel",      "initial",                        "captured < due",                                                             "failed",                False, "an unpaid order could not be called off"),
    Need("order",   "refund",      "waiting active held finished failed", "open_items == 0 and charged_back == 0 and refunded == refundable and refundable > 0", "closed",  True,  "money rests there and no path goes back"),
    Need("order",   "refund_failed", "closed",                       "refunded < refundable or refundable == 0",                                   "waiting active held finished failed", True, "an order would stay refunded when the bank sends the money back"),
    Need("order",   "reopen",      "finished",                       "open_items > 0",                                                             "waiting active held",   True,  "an item that is tried again would be open in an order that has ended"),
    Need("item",    "hand_over",   "initial",                        "order_active and not instance_busy and not handed_over",                     "",                      True,  "nothing would ever be delivered"),
    Need("item",    "wait",        "initial",                        "order_active and instance_busy and not handed_over",                         "waiting",               True,  "an item would wait for its instance and never be woken"),
    Need("item",    "release",     "waiting",                        "order_active and not instance_busy",                                         "initial",               True,  "an item that waits for its instance would never start"),
    Need("item",    "call_off",    "initial waiting active held",    "",                                                                           "failed",                False, "an order with such an item could not be called off"),
    Need("item",    "refund",      "finished failed",                "refunded == total and refunded >= owed and refunded > 0",                    "closed",                True,  "money rests there and no path goes back"),
    Need("item",    "refund_failed", "closed",                       "refunded < owed and refunded < total and delivered < quantity",              "finished failed",       True,  "an item would stay refunded when the bank sends the money back"),
    Need("item",    "refund_failed", "closed",                       "refunded < total and delivered == quantity",                                 "finished failed",       True,  "an item would stay refunded when the bank sends the money back"),
    Need("payment", "capture",     "initial waiting",                "raises",                                                                     "finished",              False, "money that arrives could not be booked"),
    Need("payment", "capture",     "finished held",                  "raises",                                                                     "finished held",         False, "money that arrives could not be booked"),
    Need("payment", "capture",     "failed",                         "raises",                                                                     "finished",              False, "money that arrives late could not be booked"),
    Need("payment", "lapse",       "initial",                        "",                                                                           "failed",                False, "the time to pay would never end"),
    Need("payment", "withdraw",    "initial waiting",                "",                                                                           "failed",                False, "another payment could not take its place"),
    Need("refund",  "succeed",     "initial waiting active held",    "",                                                                           "finished",              False, "a refund that was sent could not be booked"),
    Need("refund",  "fail",        "initial waiting active held",    "",                                                                           "failed",                False, "a refund that was refused would be on its way for ever"),
)
"""What the kernel asks of the tables by itself, and what would go wrong if it were not there."""

KINDS = {
    # machine    kinds that mean something in it                                  kinds that it cannot do without
    "order":    ("initial waiting active held finished failed closed",            "initial active finished failed closed"),
    "item":     ("initial waiting active held finished failed closed",            "initial waiting finished failed closed"),
    "payment":  ("initial waiting held finished failed closed",                   "initial finished failed closed"),
    "refund":   ("initial waiting active held finished failed",                   "initial finished failed"),
}
# fmt: on


@record
class Notice:
    """A row that leads from an open state to one of this kind says it: once, by this effect."""

    machine: str
    kind: str
    effect: str
    who: str


NOTICES = (
    Notice("item", "failed", "alert:item-cancelled", "staff"),
    Notice("order", "finished", "tell:order-completed", "the customer"),
    Notice("order", "closed", "tell:order-refunded", "the customer"),
)

OUTSIDE = frozenset({"processor", "server"})
"""Roles that speak in messages only."""

BY_CLOCK = frozenset({("order", "expire"), ("payment", "lapse")})
"""What the kernel triggers when a deadline has passed."""

BY_KERNEL = frozenset({(need.machine, need.trigger) for need in NEEDS}) | {
    ("order", "revive"),
    ("order", "resume"),
    ("item", "retry"),
}
"""What the kernel triggers in its own name."""

RECORDING = frozenset({"hand_over", "send_refund"})
"""Effects whose row changes a fact, so that its guard does not hold a second time."""

MAX_PATHS = 5_000
"""So many beginnings of automatic loops are followed; a table with more is refused."""


def problems(lifecycles: Lifecycles) -> list[str]:
    """List why lifecycles do not fit the kernel, one sentence each with its cure."""
    found = [p for machine in MACHINES for p in _vocabulary(machine, lifecycles[machine])]
    try:
        return found or list(dict.fromkeys(_unfit(lifecycles)))
    except GuardError as error:
        return [str(error)]


def _unfit(lifecycles: Lifecycles) -> Iterator[str]:
    for need in NEEDS:
        yield from _unmet(need, lifecycles[need.machine])
    for machine in MACHINES:
        yield from _nobody(machine, lifecycles[machine])
        yield from _loops(machine, lifecycles[machine])
    for notice in NOTICES:
        yield from _untold(notice, lifecycles[notice.machine])
    yield from (*_forgotten_items(lifecycles.order), *_kept_money(lifecycles.order))
    yield from (*_unclaimed(lifecycles.item), *_never_released(lifecycles.item))


def _vocabulary(machine: str, table: Lifecycle) -> Iterator[str]:
    """Facts, kinds, messages, and the state of birth: what the kernel has names for."""
    shipped = SHIPPED[machine]
    for fact in table.facts.values():
        known = shipped.facts.get(fact.name)
        if known is None or known.kind != fact.kind:
            names = ", ".join(shipped.facts)
            yield f"{machine} fact {fact.name}: the kernel does not know it; it knows {names}"
    born = next(state for state in shipped.states.values() if state.kind == "initial")
    if born.name not in table.states or table.kind(born.name) != "initial":
        yield (
            f"{machine} state {born.name}: every {machine} is born in it, so it stays, and stays "
            "initial; give it another label instead"
        )
    yield from _kinds(machine, table)
    for message in shipped.messages.keys() - table.messages.keys():
        yield (
            f"{machine} message {message}: adapters send it, so it must stand for a trigger; "
            f'write {message} = "{shipped.messages[message]}"'
        )
    if machine == "payment" and table.messages.get("captured") != "capture":
        yield 'payment message captured: it books money, so write captured = "capture"'


def _kinds(machine: str, table: Lifecycle) -> Iterator[str]:
    known, needed = KINDS[machine]
    for state in table.states.values():
        if state.kind not in known.split():
            yield (
                f"{machine} state {state.name}: the kind {state.kind} means nothing for "
                f"a {machine}; use one of {', '.join(known.split())}"
            )
    for kind in needed.split():
        if all(state.kind != kind for state in table.states.values()):
            yield f"{machine}: has no state of the kind {kind}, which the kernel needs; add one"


def _unmet(need: Need, table: Lifecycle) -> Iterator[str]:
    for state in table.states.values():
        if state.kind in need.kinds.split() and not _is_met(need, table, state.name):
            row = "an automatic row" if need.is_automatic else "a row"
            to = f" to a {' or '.join(need.to.split())} state" if need.to else ""
            when = f" whenever {need.when}" if need.when else " that is always open"
            yield (
                f"{need.machine} state {state.name}: {need.otherwise}; "
                f"it needs {row} {need.trigger}{to}{when}"
            )


def _is_met(need: Need, table: Lifecycle, state: str) -> bool:
    """Tell whether the rows together cover the case: no facts are left that none of them takes."""
    rows = [row for row in table.rows(state) if _serves(need, table, row)]
    left = [negated(_takes(row)) if need.is_automatic else negated(row.guard) for row in rows]
    return _never(table, parse(need.when), *left)


def _serves(need: Need, table: Lifecycle, row: Transition) -> bool:
    # What a confirmation is called does not matter to the kernel, if only the order goes on.
    is_named = row.trigger == need.trigger or need.trigger == "confirm"
    is_taken = row.is_automatic or not need.is_automatic
    return is_named and is_taken and (not need.to or _target_kind(table, row) in need.to.split())


def _target_kind(table: Lifecycle, row: Transition) -> str:
    return table.kind(row.source if row.target == HISTORY else row.target)


def _takes(row: Transition) -> Formula:
    """Return the formula under which an automatic row takes itself."""
    return row.guard if row.automatic is None else both(row.guard, row.automatic)


def _booleans(table: Lifecycle) -> frozenset[str]:
    return frozenset(fact.name for fact in table.facts.values() if fact.kind == "yes_no")


def _never(table: Lifecycle, *formulas: Formula) -> bool:
    return can_hold(*formulas, booleans=_booleans(table)) is None


def _row(machine: str, row: Transition) -> str:
    return f"{machine} row {row.source} -{row.trigger}-> {row.target}"


def _nobody(machine: str, table: Lifecycle) -> Iterator[str]:
    """A row is for somebody: a role that asks, a message that stands for it, or the kernel."""
    said = set(table.messages.values())
    for row in table.transitions:
        asked = row.by - OUTSIDE - {"clock", "system"}
        heard = row.by & OUTSIDE and row.trigger in said
        timed = "clock" in row.by and (machine, row.trigger) in BY_CLOCK
        moved = "system" in row.by and (row.is_automatic or (machine, row.trigger) in BY_KERNEL)
        if not (asked or heard or timed or moved):
            roles = ", ".join(sorted(row.by))
            yield (
                f"{_row(machine, row)}: nobody would ever trigger it: {roles} does not ask for "
                "such a thing; name staff or manager in `by`, or make it automatic"
            )


def _loops(machine: str, table: Lifecycle) -> Iterator[str]:
    """Automatic rows that lead back to where they began, and can all be open at once."""
    rows = [r for r in table.transitions if r.is_automatic and not RECORDING & {*r.effects}]
    search = _Loops(table, rows)
    for row in rows:
        loop = search.loop_from(row)
        if loop:
            path = " -> ".join([loop[0].source, *(r.target for r in loop)])
            triggers = ", ".join(r.trigger for r in loop)
            yield (
                f"{machine} rows {triggers}: an automatic loop, {path}, that nothing ends; "
                "make their guards exclude each other"
            )
            return


class _Loops:
    """A search for loops; only rows that exclude none of those before them are followed."""

    def __init__(self, table: Lifecycle, rows: list[Transition]) -> None:
        self.table, self.rows, self.left = table, rows, MAX_PATHS
        self.booleans = _booleans(table)

    def loop_from(self, first: Transition) -> list[Transition]:
        """Return the rows of a loop that begins with this one, or nothing."""
        return self._extend([first])

    def _extend(self, path: list[Transition]) -> list[Transition]:
        self.left -= 1
        if self._returns(path) or self.left < 0:
            return path
        for row in self.rows:
            if row not in path and self._follows(path, row):
                found = self._extend([*path, row])
                if found:
                    return found
        return []

    def _returns(self, path: list[Transition]) -> bool:
        ends = self._targets(path[-1])
        return path[0].source in ends and self._can_all_hold(path)

    def _targets(self, row: Transition) -> Iterable[str]:
        if row.target != HISTORY:
            return (row.target,)
        return origins(self.table.transitions, row.source)

    def _follows(self, path: list[Transition], row: Transition) -> bool:
        if row.source not in self._targets(path[-1]):
            return False
        mine = _takes(row)
        return all(overlap(_takes(r), mine, self.booleans) is not None for r in path)

    def _can_all_hold(self, path: list[Transition]) -> bool:
        formulas = {_takes(row) for row in path}
        return can_hold(*formulas, booleans=self.booleans) is not None


def _forgotten_items(table: Lifecycle) -> Iterator[str]:
    """An order ends when its items have; or they are called off with it, by cancel and expire."""
    is_open = parse("open_items > 0")
    for row in table.transitions:
        kind = _target_kind(table, row)
        calls_off = row.trigger in ("cancel", "expire") and kind == "failed"
        ends = kind in OVER and table.kind(row.source) not in OVER
        if ends and not calls_off and not _never(table, row.guard, is_open):
            yield (
                f"{_row('order', row)}: forgets items that are still open; "
                "add `open_items == 0` to its guard"
            )


def _kept_money(table: Lifecycle) -> Iterator[str]:
    """What calls a paid order off would keep its money: only `cancel` from an unpaid one does."""
    has_money = parse("captured > 0")
    for row in table.transitions:
        is_unpaid = table.kind(row.source) == "initial" and row.trigger in ("cancel", "expire")
        ends = _target_kind(table, row) == "failed" and table.kind(row.source) not in OVER
        if ends and not is_unpaid and not _never(table, row.guard, has_money):
            yield (
                f"{_row('order', row)}: calls a paid order off and keeps its money; add "
                "`captured == 0` to its guard, or let `cancel` stay in a state that is not over"
            )


def _unclaimed(table: Lifecycle) -> Iterator[str]:
    """An item at work holds its instance; it claims it when it is handed over, and only then."""
    not_handed = parse("not handed_over")
    for row in table.transitions:
        kind, before = _target_kind(table, row), table.kind(row.source)
        works = kind in ("active", "held")
        if works and before == "initial" and not _never(table, row.guard, not_handed):
            yield (
                f"{_row('item', row)}: would work without its instance; "
                "add `handed_over` to its guard"
            )
        if works and before in OVER | {"waiting"}:
            yield (
                f"{_row('item', row)}: would work without its instance; "
                "lead to the initial state, from where it is handed over again"
            )


def _never_released(table: Lifecycle) -> Iterator[str]:
    """An item that holds its instance can end by more than the end of its whole order."""
    steps = [(r.source, r.target) for r in table.transitions if r.trigger != "call_off"]
    over = {name for name in table.states if table.is_over(name)}
    for name, state in table.states.items():
        if state.kind in LIVE and not over & _reached(name, steps):
            yield (
                f"item state {name}: its instance would never be released, and others wait for it; "
                "add a row to a finished or failed state"
            )


def _untold(notice: Notice, table: Lifecycle) -> Iterator[str]:
    """What the shop promises to say is said; a call-off is told with its order."""
    for row in table.transitions:
        is_meant = _target_kind(table, row) == notice.kind and row.trigger != "call_off"
        is_new = is_meant and table.kind(row.source) not in OVER
        if is_new and row.effects.count(notice.effect) != 1:
            yield (
                f"{_row(notice.machine, row)}: {notice.who} would not be told, or not once; "
                f"name {notice.effect} once in its effects"
            )


def _reached(start: str, steps: list[tuple[str, str]]) -> set[str]:
    seen, new = {start}, {start}
    while new:
        new = {target for source, target in steps if source in new} - seen
        seen |= new
    return seen
