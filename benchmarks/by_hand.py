"""What happens to the benchmark's orders, written by hand: for these commands and nothing else.

Everything that `benchmarks.shops` lets happen to an order is a function here that says what is to
be written: rows, the events' JSON, ledger lines, effects with their keys. An order is a dictionary
of rows. Nothing is checked or refused, there are no states to choose from and no rules: each
function knows what comes of it. It leaves the very rows that tilaus leaves, hashes included
(`tests/test_by_hand.py`).

A change is the document that the function `tilaus_commit` of PostgreSQL takes; SQLite is told the
same by `benchmarks.by_hand_sqlite`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from json import JSONEncoder
from typing import Any

from benchmarks.shops import LINES

from tilaus.lifecycles import SHIPPED

Doc = dict[str, Any]

to_json = JSONEncoder(sort_keys=True, separators=(",", ":")).encode

OVER = ("completed", "cancelled")
LIFECYCLE = SHIPPED.fingerprint
MEMBER = {"email": "member@example.org", "name": "A Member"}
FEE_MINOR = 80
"""Of a payment of 19.00 by card: 2.9 % and 0.25."""

NEW_ORDER = {
    "status": "pending",
    "kind": "initial",
    "held_from": "",
    "held_by": "",
    "lifecycle": LIFECYCLE,
    "is_erased": 0,
    "version": 0,
    "currency": "EUR",
    "exponent": 2,
    "customer_id": "member-1",
    "language": "fi",
}
NEW_ITEM = {
    "discount_minor": 0,
    "tax_minor": 0,
    "status": "pending",
    "kind": "initial",
    "delivered": 0,
    "attempt": 0,
    "handed_over": 0,
    "question": None,
    "silent_at": None,
    "is_silent": 0,
}
BY_CARD = {"id": "1", "method": "card", "provider": "sandbox", "fee_minor": FEE_MINOR}
NEW_PAYMENT = {
    "status": "created",
    "kind": "initial",
    "captured_minor": 0,
    "is_applied": 0,
    "reference": "",
    "pay_url": "",
    "provider_fee_minor": 0,
    "position": 0,
}
"""The rows of what was just placed, as far as they are always the same."""


def changed(order: Doc, now: datetime) -> Doc:
    """Begin a change of an order."""
    return {
        "id": order["id"],
        "base": order["row"]["version"],
        "at": now.isoformat(),
        "order": order["row"],
        "events": [],
        "texts": [],
        "effects": [],
    }


def happened(change: Doc, by: Doc, event: Doc, *personal: str) -> None:
    """Append an event; its personal texts stand apart."""
    row = change["order"]
    row["version"] = seq = row["version"] + 1
    text = to_json({"at": change["at"], "by": by, "event": event, "seq": seq})
    change["events"].append((seq, text))
    if personal:
        change["texts"].append(("event", str(seq), to_json(personal)))


def personal(version: int, nth: int) -> Doc:
    """Return what stands in an event for its nth personal text."""
    return {"personal": (version << 20) + nth}


def asked(change: Doc, name: str, about: str, via: str) -> None:
    """Ask something of the world; the key is the event's number and the name."""
    key = f"{change['id']}/{change['order']['version']}/{name}{about and f'/{about}'}"
    change["effects"].append((key, name, about, via, via == "notification"))


def fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


CUSTOMER = {"id": "member-1", "language": "fi", "email": personal(1, 0), "name": personal(1, 1)}
"""The customer as the history tells of them."""


# ------------------------------------------------------------------------- what happens to orders


def placed(id: str, token: str, number: int, targets: list[str], now: datetime) -> tuple[Doc, Doc]:
    """Place an order of three items; return it, and what is to be written."""
    at, until = now.isoformat(), (now + timedelta(hours=24)).isoformat()
    own = {"id": id, "number": number, "placed_at": at, "expires_at": until, "token": token}
    order: Doc = {"id": id, "row": {**NEW_ORDER, **own, "wake_at": until}}
    sold, told = priced(targets)
    order["texts"] = [
        {"target": target, "instance": instance}
        for target, instance in zip(told[2::2], told[3::2], strict=True)
    ]
    order["items"] = [
        {
            **NEW_ITEM,
            **item,
            "instance": fingerprint(texts["instance"]),
            "order_id": id,
            "position": position,
        }
        for position, (item, texts) in enumerate(zip(sold, order["texts"], strict=True))
    ]
    payment = {**BY_CARD, "created_at": at, "expires_at": until}
    payment["amount_minor"] = sum(item["total_minor"] for item in sold) + FEE_MINOR
    order["payment"] = {**NEW_PAYMENT, **payment, "order_id": id}
    whole = {
        **own,
        "currency": {"code": "EUR", "exponent": 2},
        "customer": CUSTOMER,
        "items": [
            {**item, "target": personal(1, n), "instance": personal(1, n + 1)}
            for n, item in zip((2, 4, 6), sold, strict=True)
        ],
        "payments": [payment],
        "lifecycle": LIFECYCLE,
    }
    change = changed(order, now)
    by = {"id": "member-1", "role": "customer"}
    happened(change, by, {"event": "Placed", "order": whole}, *told)
    change["texts"].append(("order", "", to_json(MEMBER)))
    for item, texts in zip(sold, order["texts"], strict=True):
        change["texts"].append(("order", f"items/{item['id']}", to_json(texts)))
    change["items"], change["payments"] = order["items"], [order["payment"]]
    change["mark"] = [fingerprint(text) for text in (MEMBER["email"], *targets)]
    asked(change, "tell:order-received", "", "notification")
    asked(change, "create_payment", "1", "sandbox")
    return order, change


def priced(targets: list[str]) -> tuple[list[Doc], list[str]]:
    """Return what is bought, and the personal texts of the order in their order."""
    sold, told = [], [*MEMBER.values()]
    for n, (line, target) in enumerate(zip(LINES, targets, strict=True), start=1):
        sold.append(
            {
                "id": str(n),
                "service": line.service,
                "quantity": line.quantity,
                "unit_minor": line.unit_minor,
                "total_minor": line.quantity * line.unit_minor,
            }
        )
        told += (target, f"{line.service}|{target.removeprefix('https://')}")
    return sold, told


def moved(machine: str, about: str, trigger: str, source: str, target: str, kind: str) -> Doc:
    return {
        "event": "Moved",
        "machine": machine,
        "about": about,
        "trigger": trigger,
        "source": source,
        "target": target,
        "kind": kind,
    }


def captured(order: Doc, now: datetime) -> Doc:
    """The money arrived: it is booked, and the items are handed over."""
    change, row, payment = changed(order, now), order["row"], order["payment"]
    minor, by, system = payment["amount_minor"], {"role": "processor"}, {"role": "system"}
    happened(change, by, moved("payment", "1", "capture", "created", "captured", "finished"))
    money = {"event": "Captured", "payment": "1", "captured_minor": minor, "is_applied": True}
    happened(change, by, money)
    memo = f"payment 1 of order {row['number']}: {minor // 100}.{minor % 100:02} EUR captured"
    lines = ((f"order:{order['id']}", -minor), ("provider:sandbox", minor))
    change["entries"] = [(f"{order['id']}/{row['version']}", memo, lines)]
    payment |= {
        "status": "captured",
        "kind": "finished",
        "captured_minor": minor,
        "is_applied": 1,
    }
    happened(change, system, moved("order", "", "confirm", "pending", "processing", "active"))
    asked(change, "tell:payment-confirmed", "", "notification")
    row |= {"status": "processing", "kind": "active", "wake_at": None}
    for item in order["items"]:
        happened(change, system, {"event": "HandedOver", "item": item["id"], "attempt": 1})
        asked(change, "hand_over", item["id"], "delivery")
        item |= {"attempt": 1, "handed_over": 1}
    change["items"], change["payments"] = order["items"], [payment]
    change["moves"] = [("claim", item["instance"], item["id"]) for item in order["items"]]
    return change


def accepted(order: Doc, n: int, now: datetime) -> Doc:
    """The server accepted an item."""
    change, item = changed(order, now), order["items"][n]
    step = moved("item", item["id"], "start", "pending", "processing", "active")
    happened(change, {"role": "server"}, step)
    item |= {"status": "processing", "kind": "active"}
    change["items"] = [item]
    return change


def progressed(order: Doc, n: int, delivered: int, now: datetime) -> Doc:
    """The server delivered some units of an item."""
    change, item = changed(order, now), order["items"][n]
    progress = {"event": "Progressed", "item": item["id"], "delivered": delivered}
    happened(change, {"role": "server"}, progress)
    item["delivered"] = delivered
    change["items"] = [item]
    return change


def delivered(order: Doc, n: int, now: datetime) -> Doc:
    """The server delivered all units of an item."""
    item = order["items"][n]
    change = progressed(order, n, item["quantity"], now)
    step = moved("item", item["id"], "deliver", "processing", "completed", "finished")
    happened(change, {"role": "server"}, step)
    item |= {"status": "completed", "kind": "finished"}
    change["moves"] = [("release", item["instance"], item["id"])]
    return change


def failed(order: Doc, n: int, reason: str, now: datetime) -> Doc:
    """The server could not deliver an item: its customer is asked what to do, within a week."""
    change, item, texts = changed(order, now), order["items"][n], order["texts"][n]
    until = (now + timedelta(days=7)).isoformat()
    question = {"asked_at": change["at"], "until": until}
    step = moved("item", item["id"], "fail", "processing", "cancelled", "failed")
    step["reason"] = personal(order["row"]["version"] + 1, 0)
    happened(change, {"role": "server"}, step, reason)
    asks = {"event": "Asked", "item": item["id"], "question": question}
    happened(change, {"role": "server"}, asks)
    item |= {"status": "cancelled", "kind": "failed", "question": to_json(question)}
    texts["reason"] = reason
    change["texts"].append(("order", f"items/{item['id']}", to_json(texts)))
    change["mark"] = ["concern:question-open"]
    asked(change, "tell:item-cancelled", item["id"], "notification")
    asked(change, "alert:item-cancelled", item["id"], "notification")
    order["row"]["wake_at"] = until
    change["items"] = [item]
    change["moves"] = [("release", item["instance"], item["id"])]
    return change


def noted(order: Doc, text: str, now: datetime) -> Doc:
    """Staff wrote a note."""
    change = changed(order, now)
    words = {"event": "Noted", "text": personal(order["row"]["version"] + 1, 0)}
    happened(change, {"role": "staff", "id": "desk-1"}, words, text)
    return change


def live(
    number: Callable[[], int],
    new_id: Callable[[], str],
    clock: Callable[[], datetime],
    load: Callable[[Doc], None],
    write: Callable[[Doc, Doc], None],
) -> int:
    """Let an order live as `benchmarks.shops.live` does; return how many commands that took.

    Args:
        load: look whether an order is still as it was known.
        write: write a change of an order.
    """
    targets = [f"{line.target}/{new_id()}" for line in LINES]
    order, change = placed(new_id(), new_id(), number(), targets, clock())
    write(order, change)
    load(order)
    steps = [partial(captured, order)]
    for n in range(len(LINES)):
        steps += [partial(accepted, order, n), partial(progressed, order, n, 1)]
    steps += [partial(delivered, order, 0), partial(delivered, order, 1)]
    steps += [partial(failed, order, 2, "server_problem"), partial(noted, order, "looked at it")]
    for step in steps:
        load(order)
        write(order, step(clock()))
    return 1 + len(steps)


def outcome(order: Doc, effect: Doc) -> Doc:
    """Call the world, which answers at once; some calls are not needed any more."""
    name, about = effect["name"], effect["about"]
    if name == "hand_over" and order["items"][about]["status"] in OVER:
        return {"outcome": "not needed any more"}
    if name == "create_payment" and order["payments"][about]["status"] != "created":
        return {"outcome": "not needed any more"}
    return {}
