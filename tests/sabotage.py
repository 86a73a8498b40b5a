"""Break the code on purpose, one fault at a time, and see that the tests for it fail.

    python -m tests.sabotage               # every fault
    python -m tests.sabotage f03 t r07     # these; a letter alone stands for its whole family

Works on copies of the tree, two at a time, and prints a table. Ends with 1 when a fault went
unseen for which no reason is given in `SPARED`.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
AT_ONCE = 2


class Fault(NamedTuple):
    """What is broken, in one file, and the tests that must see it.

    Blanks in `old` stand for any number of blanks, so that a table may be aligned anew. It must
    stand in the file exactly once.
    """

    what: str
    file: str
    old: str
    new: str
    tests: str


K, A = "kernel/tilaus", "adapters/tilaus_adapters"
ORDER, ITEM = f"{K}/lifecycles/order.py", f"{K}/lifecycles/item.py"
PAYMENT, REFUND = f"{K}/lifecycles/payment.py", f"{K}/lifecycles/refund.py"
REFUNDS, STAFF, DRAFT = f"{K}/refunds.py", f"{K}/decide/staff.py", f"{K}/decide/draft.py"

DECIDE, FAILURES = "tests/kernel/test_decide.py", "tests/test_failures.py"
GUARDS, FOUND = "tests/kernel/test_guards.py", "tests/kernel/test_search_finds.py"
PARTS, RULES, EVOLVE = (
    "tests/kernel/test_refund_parts.py",
    "tests/kernel/test_refund_rules.py",
    "tests/kernel/test_evolve.py",
)
LEDGER, INSTANCES = "tests/kernel/test_ledger.py", "tests/kernel/test_instances.py"
PROMISES, WORLD = "tests/kernel/test_invariants.py", "tests/test_world.py"
TABLES, TOLD = "tests/lifecycle/test_tables.py", "tests/kernel/test_stories.py"

# fmt: off
FAULTS: Mapping[str, Fault] = {
    # how order systems fail, see tests/test_failures.py
    "f01": Fault("units are rounded each for itself",        REFUNDS, "min(max(until_now - by_units, 0), rest - by_units)", "min(share(rest, units, item.quantity), rest - by_units)", FAILURES),
    "f02": Fault("requested refunds reserve nothing",        f"{K}/order.py", 'if r.kind != "failed"\n', 'if r.kind == "finished"\n', FAILURES),
    "f03": Fault("a time-out is taken for a refusal",        f"{K}/drain.py", 'return Outcome("unknown", reason=f"{type(error)', 'return Outcome("refused", reason=f"{type(error)', FAILURES),
    "f04": Fault("every capture message counts",             f"{K}/facts.py", "v.reported > p.captured_minor", "v.reported > 0", FAILURES),
    "f05": Fault("late money is booked and forgotten",       f"{K}/decide/payments.py", "LATE_PAYMENT[draft.policy.late_payment](draft, payment)", "pass", FAILURES),
    "f06": Fault("late bad news is taken for known",         PAYMENT, "captured      d      d          d        p      p       p ", "captured      d      d          d        d      d       d ", FAILURES),
    "f07": Fault("customers are told before the money went", REFUND, 'by="processor",               note="The provider accepted it."', 'by="processor", effects="tell:refund-sent", note="The provider accepted it."', FAILURES),
    "f08": Fault("no deadline once a payment was opened",    STAFF, 'times = [p.expires_at for p in order.payments if p.kind == "initial"]', 'times = [p.expires_at for p in order.payments if not p.reference]', FAILURES),
    "f09": Fault("a forced status is not checked",           STAFF, "    draft.keep_promises()\n", "", FAILURES),
    "f10": Fault("partial payments are kept",                STAFF, 'if payment.is_applied and payment.captured_minor and payment.kind != "held":', "if payment.is_applied and not payment.captured_minor:", FAILURES),
    "f11": Fault("fees are computed anew at the refund",     REFUNDS, "fee = _fee_share(order, payment, base)", "fee = (policy.method(payment.method) or policy.methods[0]).fee(base)", FAILURES),
    "f12": Fault("an effect is done before it was tried",    f"{K}/drain.py", 'return Outcome("unknown", reason=f"{type(error)', 'return Outcome("done", reason=f"{type(error)', FAILURES),
    "f13": Fault("failed refunds still reserve",             REFUNDS, 'if r.payment == payment.id and r.kind != "failed"]', "if r.payment == payment.id]", FAILURES),
    "f14": Fault("SQLite writes whatever the version is",    f"{A}/storage/sql/sqlite/queries.sql", "WHERE id = :id AND version = :base_version", "WHERE id = :id AND :base_version >= 0", FAILURES),
    "f15": Fault("a line may stand twice",                   REFUNDS, "if times > 1:", "if times > 2:", FAILURES),
    "f16": Fault("every currency has two decimals",          f"{K}/money.py", "return Currency(code, EXPONENTS[code])", "return Currency(code, 2)", FAILURES),
    "f17": Fault("a refund is made under a new key again",   f"{A}/payment/wallet.py", "return _refund_prefix(ask) + ask.key", "return _refund_prefix(ask) + str(id(ask))", FAILURES),
    "f18": Fault("the first failing lane ends the sweep",    f"{K}/drain.py", "        except Exception as error:  # noqa: BLE001 - each lane", "        except ZeroDivisionError as error:  # noqa: BLE001 - each lane", FAILURES),
    "f19": Fault("refunds made elsewhere are not booked",    f"{K}/decide/refunds.py", "        _book(draft, payment, command)\n", "        draft.outcome = 'duplicate'\n", FAILURES),
    "f20": Fault("delivery of a cancelled item is ignored",  ITEM, "refunded    p        p        p         d", "refunded    p        p        d         d", FAILURES),
    "f21": Fault("any word is a state",                      STAFF, "    if command.state not in states:\n", "    if not command.state:\n", FAILURES),
    "f22": Fault("a hand-over claims nothing",               f"{K}/instances.py", 'found.append(InstanceMove("claim", names[event.item], event.item))', "pass", FAILURES),
    "f23": Fault("only delivery releases an instance",       f"{K}/instances.py", "            elif event.kind in OVER:\n", '            elif event.kind == "finished":\n', FAILURES),

    # the tables
    "t01": Fault("any money confirms an order",                    ORDER, '"confirm", "pending", "processing", "captured >= due"', '"confirm", "pending", "processing", "captured > 0"', DECIDE),
    "t02": Fault("an order expires while money may still come",    ORDER, "captured == 0 and live_payments == 0 and overdue", "captured == 0 and overdue", TABLES),
    "t03": Fault("a disputed order may be called off",             ORDER, '"disputed == 0 and undelivered_items > 0"', '"undelivered_items > 0"', TABLES),
    "t04": Fault("refunded while items are worked on",             ORDER, "open_items == 0 and charged_back == 0 and refunded", "charged_back == 0 and refunded", TABLES),
    "t05": Fault("refunded as soon as anything went back",         ORDER, "charged_back == 0 and refunded == refundable > 0", "charged_back == 0 and refunded > 0", DECIDE),
    "t06": Fault("refunded although the payer got it by dispute",  ORDER, "open_items == 0 and charged_back == 0 and refunded", "open_items == 0 and refunded", DECIDE),
    "t07": Fault("a refund that comes back changes no order",      ORDER, '"refunded < refundable or refundable == 0"', '"refundable == 0"', DECIDE),
    "t08": Fault("staff may complete an order with open items",    ORDER, '"complete", "processing", "completed", "open_items == 0"', '"complete", "processing", "completed", "open_items >= 0"', DECIDE),
    "t09": Fault("every shop completes orders by itself",          ORDER, "may_complete_itself and undecided_items == 0", "undecided_items == 0", DECIDE),
    "t10": Fault("completed while a refund is on its way",         ORDER, "undecided_items == 0 and in_flight == 0", "undecided_items == 0", DECIDE),
    "t11": Fault("completed while nobody decided about an item",   ORDER, "may_complete_itself and undecided_items == 0", "may_complete_itself", DECIDE),
    "t12": Fault("part of the money revives an order",             ORDER, '"captured >= due and refunded == 0', '"captured > 0 and refunded == 0', DECIDE),
    "t13": Fault("what a person parked goes on by itself",         ORDER, 'automatic="held_by_dispute"', 'automatic=""', DECIDE),
    "t14": Fault("the payer's dispute is told to nobody",          ORDER, 'effects="tell:payment-disputed"', 'effects=""', DECIDE),
    "t15": Fault("a customer may park an order",                   ORDER, '"pending processing", "on_hold", by="staff manager"', '"pending processing", "on_hold", by="customer staff manager"', TABLES),
    "t16": Fault("items of unpaid orders are handed over",         ITEM,  '"order_active and not instance_busy', '"not instance_busy', DECIDE),
    "t17": Fault("an item never waits for its twin",               ITEM,  '"order_active and instance_busy and not handed_over"', '"order_active and instance_busy and handed_over"', DECIDE),
    "t18": Fault("a waiting item begins while its twin works",     ITEM,  '"pending", "not instance_busy"', '"pending", ""', DECIDE),
    "t19": Fault("staff do not hear of a failed item",             ITEM,  'by="server", effects="tell:item-cancelled alert:item-cancelled", note="The server could not', 'by="server", effects="tell:item-cancelled", note="The server could not', DECIDE),
    "t20": Fault("the server is not asked to stop",                ITEM,  'effects="stop_delivery tell:item-cancelled', 'effects="tell:item-cancelled', DECIDE),
    "t21": Fault("a refunded item may be tried again",             ITEM,  "order_live and refunded == 0 and in_flight == 0", "order_live and in_flight == 0", DECIDE),
    "t22": Fault("an item may be tried while its refund runs",     ITEM,  "refunded == 0 and in_flight == 0 and delivered < quantity", "refunded == 0 and delivered < quantity", DECIDE),
    "t23": Fault("an item is refunded by a part of its money",     ITEM,  "refunded >= owed and refunded > 0", "refunded > 0", DECIDE),
    "t24": Fault("progress may go backwards",                      ITEM,  '"processing", "handed_over and advances"', '"processing", "handed_over"', DECIDE),
    "t25": Fault("news of a waiting item are taken for known",     ITEM,  "on_hold p p p p p", "on_hold d d d d d", DECIDE),
    "t26": Fault("a capture that adds nothing counts",             PAYMENT, '"created authorised", "captured", "raises"', '"created authorised", "captured", ""', DECIDE),
    "t27": Fault("the provider is not told that time is up",       PAYMENT, 'by="clock", effects="void_payment"', 'by="clock"', DECIDE),
    "t28": Fault("money that nobody needs is still awaited",       PAYMENT, 'automatic="not wanted", effects', 'effects', DECIDE),
    "t29": Fault("staff do not hear of a dispute",                 PAYMENT, '"captured", "disputed", by="processor", reopens=True, effects="alert:payment-disputed"', '"captured", "disputed", by="processor", reopens=True', DECIDE),
    "t30": Fault("a dispute cannot be lost at once",               PAYMENT, '"captured disputed", "charged_back"', '"disputed", "charged_back"', TABLES),
    "t31": Fault("money that is gone counts as arrived",           PAYMENT, '"charged_back", "closed"', '"charged_back", "finished"', DECIDE),
    "t32": Fault("customers do not hear that money went back",     REFUND, 'effects="tell:refund-sent"', 'effects=""', DECIDE),
    "t33": Fault("staff do not hear of a refund that failed",      REFUND, 'effects="alert:refund-failed", note="The provider refused it', 'note="The provider refused it', DECIDE),
    "t34": Fault("a refund is tried again without money for it",   REFUND, '"base <= free', '"base >= 0', DECIDE),
    "t35": Fault("a refund that succeeded succeeds again",         REFUND, '"requested submitted", "succeeded"', '"requested submitted succeeded", "succeeded"', TABLES),

    # guards and facts
    "g01": Fault("a conjunction holds when one part does",         f"{K}/guards.py", "            if not check(facts):\n                return False\n        return True", "            if check(facts):\n                return True\n        return False", GUARDS),
    "g02": Fault("not says nothing",                               f"{K}/guards.py", "lambda facts: not check(facts)", "lambda facts: check(facts)", GUARDS),
    "g03": Fault("at most is less than",                           f"{K}/guards.py", '("<=", "<=", operator.le)', '("<=", "<=", operator.lt)', GUARDS),
    "g04": Fault("of a chain only the first link is read",         f"{K}/guards.py", "parts[0] if len(parts) == 1 else _all(parts)", "parts[0]", GUARDS),
    "g05": Fault("only the smallest value of a fact is tried",     f"{K}/guards.py", "for value in domains[name]:", "for value in domains[name][:1]:", GUARDS),
    "g06": Fault("only the first failing clause is named",         f"{K}/guards.py", "for clause in self.clauses or (self,)\n", "for clause in (self.clauses or (self,))[:1]\n", GUARDS),
    "g07": Fault("a formula may be of any length",                 f"{K}/guards.py", "if len(text) > MAX_LENGTH:", "if len(text) > 100 * MAX_LENGTH:", GUARDS),
    "g08": Fault("calls may stand in a formula",                   f"{K}/guards.py", "    raise GuardError(_unreadable(node))\n\n\ndef _unreadable", "    return ALWAYS\n\n\ndef _unreadable", GUARDS),
    "x01": Fault("an order that ended wants money",                f"{K}/facts.py", "return not is_over and order.captured_minor < order.due_minor", "return order.captured_minor < order.due_minor", DECIDE),
    "x02": Fault("overdue one moment late",                        f"{K}/facts.py", "v.at >= o.expires_at", "v.at > o.expires_at", DECIDE),
    "x03": Fault("only the own order makes an instance busy",      f"{K}/facts.py", "item.id in view.busy or any(", "any(", DECIDE),
    "x04": Fault("nobody has to decide about a cancelled item",    f"{K}/facts.py", 'i.kind == "failed" and bool(owed(i))', 'i.kind == "failed" and not owed(i)', DECIDE),
    "x05": Fault("refunds of an item on their way do not count",   f"{K}/facts.py", "_refunded(v, i, LIVE)", "_refunded(v, i, SENT)", DECIDE),
    "x06": Fault("a dispute is no fact",                           f"{K}/facts.py", 'sum(p.kind == "held" for p in o.payments)', "0", DECIDE),
    "x07": Fault("an erased order is as live as another",          f"{K}/facts.py", " and is_paid and not order.is_erased", " and is_paid", FOUND),
    "x08": Fault("the shop's choice to complete is not looked at", f"{K}/facts.py", 'v.policy.completion == "automatic"', 'v.policy.completion != ""', DECIDE),

    # the refund rules
    "r01": Fault("a guest has a wallet",                           REFUNDS, 'if to == "wallet" and order.customer.is_guest:', 'if to == "" and order.customer.is_guest:', RULES),
    "r02": Fault("the fee goes back whatever the rule says",       REFUNDS, "room(order, payment) - base) if rule.returns_fee else 0", "room(order, payment) - base)", RULES),
    "r03": Fault("an item that is worked on may be refunded",      REFUNDS, "if item.kind not in OVER:", 'if item.kind == "initial":', DECIDE),
    "r04": Fault("more units go back than were bought",            REFUNDS, "not 1 <= units <= item.quantity - done", "not 1 <= units", DECIDE),
    "r05": Fault("more than a line cost may be asked for",         REFUNDS, "if not 0 <= amount <= available:", "if not 0 <= amount:", DECIDE),
    "r06": Fault("an amount is spread with each part rounded",     REFUNDS, "until_now = share(amount, done, available)", "until_now = given + share(amount, rest, available)", PARTS),
    "r07": Fault("payments give more than they took",              REFUNDS, "if sum(rooms.values()) < base:", "if sum(rooms.values()) < 0:", DECIDE),
    "r08": Fault("the wallet's money goes back last",              REFUNDS, 'p.provider != "wallet"', 'p.provider == "wallet"', PARTS),
    "r09": Fault("banks work at weekends",                         f"{K}/policy.py", "if day.weekday() < 5 and day.date() not in self.holidays:", "if day.date() not in self.holidays:", RULES),
    "r10": Fault("delivered units go back too",                    REFUNDS, "item.quantity - item.delivered, item.quantity)", "item.quantity, item.quantity)", DECIDE),
    "r11": Fault("money that is not needed stays",                 REFUNDS, "    if left <= 0:\n        return None", "    if left >= 0:\n        return None", DECIDE),
    "r12": Fault("a refund is asked for again as the same one",    REFUNDS, "attempt=refund.attempt + 1", "attempt=refund.attempt", FAILURES),
    "r13": Fault("a renewed refund keeps the old share of fee",    REFUNDS, "fee = 0 if refund.is_surplus else _fee_share(others, payment, refund.base_minor)", "fee = refund.fee_returned_minor", FOUND),
    "r14": Fault("fees of earlier refunds are forgotten",          REFUNDS, "payment.base_minor) - got)", "payment.base_minor))", TOLD),
    "r15": Fault("destinations for members are open to guests",    REFUNDS, "if rule.registered_only and order.customer.is_guest:", "if rule.registered_only and not order.customer:", PARTS),

    # decide
    "d01": Fault("a right given to nobody is given to all",        DRAFT, "roles = frozenset(RIGHTS[right].split()) if granted is None else", "roles = frozenset(RIGHTS[right].split()) if not granted else", DECIDE),
    "d02": Fault("promises are not looked at",                     DRAFT, "        if self._events:\n            self.keep_promises()\n", "", PROMISES),
    "d03": Fault("an effect has the same key each time",           DRAFT, "{self.order.id}/{self.order.version}/{name}", "{self.order.id}/{name}", DECIDE),
    "d04": Fault("people are said to do what the kernel did",      DRAFT, 'by, self.by = self.by, Actor("system")', "by = self.by", TOLD),
    "d05": Fault("news come from anybody",                         DRAFT, "roles = lifecycle.roles(trigger) if granted is None else granted", "roles = frozenset({self.by.role})", DECIDE),
    "d06": Fault("a refund of another amount is ours",             f"{K}/decide/refunds.py", "if command.amount_minor is not None and command.amount_minor != refund.amount_minor:", "if command.amount_minor is not None and command.amount_minor < 0:", DECIDE),
    "d07": Fault("an observed refund is booked twice",             f"{K}/decide/refunds.py", "r.reference == command.reference and r.payment == payment.id for r", "r.reference is command and r.payment == payment.id for r", DECIDE),
    "d08": Fault("any refund on its way is the observed one",      f"{K}/decide/refunds.py", "if not r.reference and r.amount_minor == amount_minor", "if not r.reference", TOLD),
    "d09": Fault("what was delivered is called off with shipping", STAFF, "if all(i.delivered == 0 for i in order.items):", "if order.items:", TOLD),
    "d10": Fault("a payment lapses one moment late",               STAFF, 'if payment.kind == "initial" and payment.expires_at <= draft.at:', 'if payment.kind == "initial" and payment.expires_at < draft.at:', DECIDE),
    "d11": Fault("guests are reminded for ever",                   STAFF, "    if draft.order.customer.is_guest:\n", "    if not draft.order.customer:\n", DECIDE),
    "d12": Fault("an order with parked money is erased",           STAFF, '"money or a message is parked" if order.parked else ""', '""', DECIDE),
    "d13": Fault("a twin may be forced into work",                 STAFF, "    _check_instance(draft, command, kind, wish)\n", "", DECIDE),
    "d14": Fault("a second payment leaves the first one open",     f"{K}/decide/checkout.py", "    withdraw_payments(draft)\n    missing", "    missing", DECIDE),
    "d15": Fault("tenders need not add up",                        f"{K}/decide/checkout.py", "sum(bases) != base", "sum(bases) > base", DECIDE),
    "d16": Fault("news of an earlier attempt count",               f"{K}/decide/items.py", "if command.attempt not in (None, item.attempt):", "if command.attempt == 0:", DECIDE),
    "d17": Fault("more can be delivered than was bought",          f"{K}/decide/items.py", "not 0 <= command.delivered <= item.quantity", "command.delivered < 0", DECIDE),
    "d18": Fault("a new target is not looked at",                  f"{K}/decide/items.py", "        check_target(service, target)\n", "", DECIDE),
    "d19": Fault("yen are taken for euros",                        f"{K}/decide/payments.py", "if command.currency and command.currency != ours.code:", "if command.currency and not ours.code:", DECIDE),
    "d20": Fault("more can arrive than was asked for",             f"{K}/decide/payments.py", "if command.captured_minor > payment.amount_minor:", "if command.captured_minor < 0:", DECIDE),
    "d21": Fault("an erased order is revived",                     f"{K}/decide/payments.py", "if isinstance(row, Blocked) or probe.is_erased:", "if isinstance(row, Blocked):", FOUND),

    # folding, the books, the promises, instances
    "e01": Fault("a version stands for two states",                f"{K}/evolve.py", "version=order.version + 1, **changes", "version=order.version, **changes", EVOLVE),
    "e02": Fault("where an order was parked from is forgotten",    f"{K}/evolve.py", '"held_from": event.source, "held_by"', '"held_from": "", "held_by"', EVOLVE),
    "e03": Fault("a question stays open when money goes back",     f"{K}/evolve.py", "_settled(i) if i.id in covered else i", "i", EVOLVE),
    "e04": Fault("the tracking link survives the erasure",         f"{K}/evolve.py", 'texts = {"token": "", ', "texts = {", EVOLVE),
    "e05": Fault("what waits is still said to be handed over",     f"{K}/evolve.py", 'return nobody_awaited | {"handed_over": False}', "return nobody_awaited", EVOLVE),
    "l01": Fault("an entry books both sides alike",                f"{K}/ledger.py", "((debit, minor), (credit, -minor))", "((debit, minor), (credit, minor))", LEDGER),
    "l02": Fault("a refund that came back is not booked",          f"{K}/ledger.py", '(old.kind == "finished") == (new.kind == "finished")', 'new.kind != "finished"', LEDGER),
    "l03": Fault("money to the wallet is booked to the card",      f"{K}/ledger.py", '"wallet" if refund.to == "wallet" else payment.provider', "payment.provider", LEDGER),
    "l04": Fault("money that is not needed counts for the order",  f"{K}/ledger.py", "'order' if payment.is_applied else 'unapplied'", "'order'", LEDGER),
    "v01": Fault("more than was captured may go back",             f"{K}/invariants.py", "if room(order, payment) < 0:", "if room(order, payment) < -(10**12):", PROMISES),
    "v02": Fault("a part may go back twice",                       f"{K}/invariants.py", "if sum(c.minor for c in covers) > part.total_minor:", "if sum(c.minor for c in covers) > 2 * part.total_minor:", PROMISES),
    "v03": Fault("a unit may go back twice",                       f"{K}/invariants.py", "sum(c.units or 0 for c in covers) > part.quantity", "sum(c.units or 0 for c in covers) > 2 * part.quantity", PROMISES),
    "v04": Fault("a refund need not add up",                       f"{K}/invariants.py", "r.amount_minor != r.base_minor + r.fee_returned_minor or r.amount_minor <= 0", "r.amount_minor <= 0", PROMISES),
    "v05": Fault("an order that ended may have open items",        f"{K}/invariants.py", "            if item.kind not in OVER:\n", '            if item.kind == "":\n', PROMISES),
    "v06": Fault("a payment may fail with money in it",            f"{K}/invariants.py", 'if p.kind in ("failed", "initial", "waiting") and p.captured_minor:', 'if p.kind == "waiting" and p.captured_minor:', PROMISES),
    "v07": Fault("more may be delivered than was bought",          f"{K}/invariants.py", "if not 0 <= item.delivered <= item.quantity:", "if not 0 <= item.delivered:", PROMISES),
    "n01": Fault("a free instance wakes nobody",                   f"{K}/instances.py", "if queue and move.instance not in holders:", "if queue and move.instance in holders:", INSTANCES),
    "n02": Fault("last come first served",                         f"{K}/instances.py", "queue.pop(0)", "queue.pop()", INSTANCES),
    "n03": Fault("a forced item claims nothing",                   f"{K}/instances.py", "elif event.is_forced and event.kind not in OVER:", 'elif event.is_forced and event.kind == "":', INSTANCES),
    "n04": Fault("two items have one instance",                    f"{K}/instances.py", "holders.setdefault(move.instance, who) != who:", "holders.setdefault(move.instance, who) is None:", INSTANCES),
}
# fmt: on

SPARED: Mapping[str, str] = {}
"""Faults that may go unseen, each with the reason."""


class Seen(NamedTuple):
    """What came of a fault: whether the tests saw it, and how."""

    is_seen: bool
    how: str


def chosen(words: list[str]) -> list[str]:
    """Return the ids that words stand for, a whole id or its beginning; all where none is given.

    Raises:
        SystemExit: a word stands for no fault.
    """
    for word in words:
        if not any(id.startswith(word) for id in FAULTS):
            raise SystemExit(f"no fault begins with {word!r}; there are {', '.join(FAULTS)}")
    return [id for id in FAULTS if not words or any(id.startswith(word) for word in words)]


def places(fault: Fault, text: str) -> list[tuple[int, int]]:
    """Return where in a text the fault would be made."""
    pattern = re.sub(r"(\\ )+", " +", re.escape(fault.old))
    return [found.span() for found in re.finditer(pattern, text)]


def broken(id: str, fault: Fault, text: str) -> str:
    """Return the text with the fault in it.

    Raises:
        LookupError: what is to be broken does not stand there exactly once.
    """
    found = places(fault, text)
    if len(found) != 1:
        raise LookupError(
            f"{id}: {fault.file} has {fault.old!r} {len(found)} times, not once: "
            "the list in tests/sabotage.py is out of date"
        )
    ((start, end),) = found
    return text[:start] + fault.new + text[end:]


def selection(id: str, fault: Fault) -> list[str]:
    """Return what pytest is to run: of the known failures of others only the one of this id."""
    files = fault.tests.split()
    if files == [FAILURES]:
        return [*files, "-k", f"test_{id}_" if id[0] == "f" else "not sqlite"]
    return files


def attempt(id: str, folder: Path) -> Seen:
    """Break a copy of the tree in one place, run the tests for that fault, and mend the copy."""
    fault = FAULTS[id]
    file = folder / fault.file
    sound = file.read_text(encoding="utf-8")
    file.write_text(broken(id, fault, sound), encoding="utf-8")
    paths = os.pathsep.join(str(folder / name) for name in ("kernel", "adapters"))
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--tb=line"]
    done = subprocess.run(
        [*command, *selection(id, fault)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    file.write_text(sound, encoding="utf-8")
    return _seen(id, fault, done.returncode, done.stdout + done.stderr)


def _seen(id: str, fault: Fault, code: int, said: str) -> Seen:
    if code == 1:
        return Seen(True, f"{' '.join(selection(id, fault))}")
    if "LifecycleError" in said:
        return Seen(True, "refused when the table is built")
    if code == 0:
        return Seen(False, SPARED.get(id, "UNSEEN"))
    raise RuntimeError(f"{id}: the tests did not run:\n{said}")


def attempts(ids: list[str]) -> Iterator[tuple[str, Seen]]:
    """Try faults, each in a copy of the tree that no other uses meanwhile; yield in their order."""
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(AT_ONCE) as pool:
        copies: Queue[Path] = Queue()
        for n in range(AT_ONCE):
            copies.put(_copied(Path(place) / str(n)))

        def one(id: str) -> Seen:
            folder = copies.get()
            try:
                return attempt(id, folder)
            finally:
                copies.put(folder)

        yield from zip(ids, pool.map(one, ids), strict=True)


def _copied(folder: Path) -> Path:
    for name in ("kernel", "adapters", "tests"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def main(words: list[str]) -> int:
    """Print a row for each fault and the sums; return how many went unseen without a reason."""
    ids = chosen(words)
    print("| id | what is broken | where | seen by |\n|---|---|---|---|")
    survived = []
    for id, seen in attempts(ids):
        fault = FAULTS[id]
        print(f"| {id} | {fault.what} | `{Path(fault.file).name}` | {seen.how} |", flush=True)
        if not seen.is_seen:
            survived.append(id)
    print(f"\n{len(ids)} mutations, {len(ids) - len(survived)} killed, {len(survived)} survived")
    return len([id for id in survived if id not in SPARED])


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
