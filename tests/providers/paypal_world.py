"""PayPal's own books in a double: orders, authorisations, captures, refunds, disputes.

Amounts are whole units of PayPal's smallest coin: cents, and whole yen, forints and Taiwan dollars.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]
WHOLE = ("HUF", "JPY", "TWD")
TAKES = (
    "AUD BRL CAD CHF CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD"
)
TAKEN = ("COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED")
API = "https://api-m.sandbox.paypal.com"
PAGE = "https://www.sandbox.paypal.com/checkoutnow?token="

MESSAGES: Mapping[int, tuple[str, str]] = {
    400: (
        "INVALID_REQUEST",
        "Request is not well-formed, syntactically incorrect, or violates schema.",
    ),
    404: ("RESOURCE_NOT_FOUND", "The specified resource does not exist."),
    422: (
        "UNPROCESSABLE_ENTITY",
        (
            "The requested action could not be performed, semantically incorrect, or failed "
            "business validation."
        ),
    ),
}
DESCRIPTIONS: Mapping[str, str] = {
    "INSTRUMENT_DECLINED": (
        "The instrument presented  was either declined by the processor or bank, or it can't be "
        "used for this payment."
    ),
    "REFUND_AMOUNT_EXCEEDED": (
        "The refund amount must be less than or equal to the capture amount that has not yet been "
        "refunded."
    ),
}


class Refusal(Exception):  # noqa: N818
    """PayPal's definite no: a status, and its word for it."""

    def __init__(self, status: int, issue: str) -> None:
        super().__init__(issue)
        self.status, self.issue = status, issue

    def document(self, links: list[Json]) -> Json:
        name, message = MESSAGES[self.status]
        detail = {"issue": self.issue}
        if self.issue in DESCRIPTIONS:
            detail["description"] = DESCRIPTIONS[self.issue]
        doc: Json = {"name": name, "message": message, "details": [detail], "debug_id": "90957fca"}
        return doc | ({"links": links} if links else {})


def cents(money: Json) -> int:
    """Read an amount in PayPal's smallest coin; refuse what PayPal refuses."""
    code, value = money["currency_code"], money["value"]
    if code not in TAKES.split():
        raise Refusal(422, "INVALID_CURRENCY_CODE")
    whole, _, part = value.partition(".")
    if code in WHOLE and part.strip("0"):
        raise Refusal(422, "DECIMALS_NOT_SUPPORTED")
    if len(part) > 2:
        raise Refusal(422, "DECIMAL_PRECISION")
    return int(whole) if code in WHOLE else int(whole + part.ljust(2, "0"))


def money(amount: int, code: str) -> Json:
    """Write an amount of PayPal's smallest coin."""
    text = str(amount) if code in WHOLE else f"{amount // 100}.{amount % 100:02d}"
    return {"currency_code": code, "value": text}


class World:
    """The books, and a clock that only moves when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)
        self.orders: dict[str, Json] = {}
        self.disputes: dict[str, Json] = {}
        self.events: list[Json] = []
        self.next_capture = "COMPLETED"
        self.next_refund = "COMPLETED"
        self._made = 0

    def moment(self) -> str:
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def name(self, kind: str) -> str:
        self._made += 1
        return f"{kind}{self._made:015d}X"

    def tell(self, kind: str, resource_type: str, resource: Json) -> None:
        event = {
            "id": f"WH-{self.name('E')}",
            "event_version": "1.0",
            "create_time": self.moment(),
            "resource_type": resource_type,
            "resource_version": "2.0",
            "event_type": kind,
            "summary": "A thing happened.",
            "resource": resource,
            "links": [],
        }
        self.events.append(event)

    def order(self, id: str) -> Json:
        if id not in self.orders:
            raise Refusal(404, "INVALID_RESOURCE_ID")
        return self.orders[id]

    def find(self, kind: str, id: str) -> tuple[Json, Json]:
        """Return an order and the authorisation, capture or refund of it that has an id."""
        for order in self.orders.values():
            for thing in payments(order)[kind]:
                if thing["id"] == id:
                    return order, thing
        raise Refusal(404, "INVALID_RESOURCE_ID")

    def create(self, asked: Json) -> Json:
        unit = asked["purchase_units"][0]
        if cents(unit["amount"]) <= 0:
            raise Refusal(422, "CANNOT_BE_ZERO_OR_NEGATIVE")
        self._add_up(unit)
        id = self.name("O")
        paid: Json = {"authorizations": [], "captures": [], "refunds": []}
        wallet = asked.get("payment_source", {}).get("paypal")
        status = "CREATED" if wallet is None else "PAYER_ACTION_REQUIRED"
        self.orders[id] = {
            "id": id,
            "intent": asked["intent"],
            "status": status,
            "purchase_units": [{"reference_id": "default", **unit, "payments": paid}],
            "create_time": self.moment(),
            "update_time": self.moment(),
            "links": [link("self", f"/v2/checkout/orders/{id}"), approve_link(id, wallet is None)],
        }
        return self.orders[id]

    def _add_up(self, unit: Json) -> None:
        items, total = unit.get("items", []), unit["amount"]
        said = total.get("breakdown", {}).get("item_total")
        if items and said is None:
            raise Refusal(400, "MISSING_REQUIRED_PARAMETER")
        if said is not None:
            added = sum(cents(i["unit_amount"]) * int(i["quantity"]) for i in items)
            if added != cents(said):
                raise Refusal(422, "ITEM_TOTAL_MISMATCH")
            if cents(said) != cents(total):
                raise Refusal(422, "AMOUNT_MISMATCH")

    def approve(self, id: str) -> None:
        """Let the customer say yes on PayPal's page."""
        order = self.order(id)
        order |= {"status": "APPROVED", "update_time": self.moment()}
        self.tell("CHECKOUT.ORDER.APPROVED", "checkout-order", shown(order))

    def authorise(self, id: str) -> Json:
        order = self._approved(id, "AUTHORIZE", "ORDER_ALREADY_AUTHORIZED")
        amount = order["purchase_units"][0]["amount"]
        made = self._made_of(order, "A", amount, "/v2/payments/authorizations/")
        made["expiration_time"] = (self.now + timedelta(29)).strftime("%Y-%m-%dT%H:%M:%SZ")
        made["status"] = "CREATED"
        payments(order)["authorizations"].append(made)
        order["status"] = "COMPLETED"
        self.tell("PAYMENT.AUTHORIZATION.CREATED", "authorization", related(order, made))
        return order

    def capture(self, id: str) -> Json:
        order = self._approved(id, "CAPTURE", "ORDER_ALREADY_CAPTURED")
        self._take(order, order["purchase_units"][0]["amount"])
        return order

    def _approved(self, id: str, intent: str, already: str) -> Json:
        order = self.order(id)
        if order["intent"] != intent:
            raise Refusal(422, "ACTION_DOES_NOT_MATCH_INTENT")
        if order["status"] == "COMPLETED":
            raise Refusal(422, already)
        if order["status"] != "APPROVED":
            raise Refusal(422, "ORDER_NOT_APPROVED")
        return order

    def decline(self, id: str) -> Refusal:
        """Have the customer's card declined: the customer has to approve again, with another."""
        order = self.order(id)
        order |= {"status": "PAYER_ACTION_REQUIRED", "update_time": self.moment()}
        return Refusal(422, "INSTRUMENT_DECLINED")

    def capture_promised(self, id: str, asked: Json) -> Json:
        order, promised = self.find("authorizations", id)
        if promised["status"] == "VOIDED":
            raise Refusal(422, "AUTHORIZATION_VOIDED")
        if promised["status"] == "CAPTURED":
            raise Refusal(422, "AUTHORIZATION_ALREADY_CAPTURED")
        amount: Json = asked.get("amount") or promised["amount"]
        if cents(amount) * 100 > cents(promised["amount"]) * 115:
            raise Refusal(422, "MAX_CAPTURE_AMOUNT_EXCEEDED")
        made = self._take(order, amount)
        is_last = asked.get("final_capture", False) or cents(amount) >= cents(promised["amount"])
        promised["status"] = "CAPTURED" if is_last else "PARTIALLY_CAPTURED"
        return related(order, made)

    def _take(self, order: Json, amount: Json) -> Json:
        made = self._made_of(order, "C", amount, "/v2/payments/captures/")
        made |= {"status": self.next_capture, "final_capture": True}
        self.next_capture = "COMPLETED"
        if made["status"] == "PENDING":
            made["status_details"] = {"reason": "PENDING_REVIEW"}
        if made["status"] == "COMPLETED":
            self._settle(made)
        payments(order)["captures"].append(made)
        order |= {"status": "COMPLETED", "update_time": self.moment()}
        self.tell(f"PAYMENT.CAPTURE.{made['status']}", "capture", related(order, made))
        return made

    def _settle(self, made: Json) -> None:
        code, gross = made["amount"]["currency_code"], cents(made["amount"])
        fee = gross * 34 // 1000 + 35
        made["status"] = "COMPLETED"
        made.pop("status_details", None)
        made["seller_receivable_breakdown"] = {
            "gross_amount": money(gross, code),
            "paypal_fee": money(fee, code),
            "net_amount": money(max(gross - fee, 0), code),
        }

    def end_capture(self, id: str, *, is_good: bool) -> None:
        """End the review of a capture that was pending."""
        order = self.order(id)
        made = payments(order)["captures"][-1]
        if is_good:
            self._settle(made)
        else:
            made |= {"status": "DECLINED", "status_details": {"reason": "OTHER"}}
        kind = "COMPLETED" if is_good else "DENIED"
        self.tell(f"PAYMENT.CAPTURE.{kind}", "capture", related(order, made))

    def void(self, id: str) -> Json:
        order, promised = self.find("authorizations", id)
        if promised["status"] in ("CAPTURED", "PARTIALLY_CAPTURED"):
            raise Refusal(422, "PREVIOUSLY_CAPTURED")
        if promised["status"] == "VOIDED":
            raise Refusal(422, "PREVIOUSLY_VOIDED")
        promised["status"] = "VOIDED"
        self.tell("PAYMENT.AUTHORIZATION.VOIDED", "authorization", related(order, promised))
        return related(order, promised)

    def refund(self, id: str, asked: Json) -> Json:
        order, capture = self.find("captures", id)
        if capture["status"] == "PENDING":
            raise Refusal(422, "PENDING_CAPTURE")
        if capture["status"] not in TAKEN:
            raise Refusal(422, "REFUND_NOT_ALLOWED")
        made_at = datetime.fromisoformat(capture["create_time"].replace("Z", "+00:00"))
        if self.now - made_at > timedelta(180):
            raise Refusal(422, "REFUND_TIME_LIMIT_EXCEEDED")
        amount: Json = asked.get("amount") or capture["amount"]
        if amount["currency_code"] != capture["amount"]["currency_code"]:
            raise Refusal(422, "REFUND_CAPTURE_CURRENCY_MISMATCH")
        if cents(amount) > cents(capture["amount"]) - self.sent_back(order):
            fully = capture["status"] == "REFUNDED"
            raise Refusal(422, "CAPTURE_FULLY_REFUNDED" if fully else "REFUND_AMOUNT_EXCEEDED")
        return self.send_back(order, capture, amount, asked)

    def send_back(self, order: Json, capture: Json, amount: Json, asked: Json) -> Json:
        """Make a refund without asking whether there is so much left."""
        made = self._made_of(order, "R", amount, "/v2/payments/refunds/")
        made |= {n: asked[n] for n in ("custom_id", "invoice_id", "note_to_payer") if n in asked}
        if "custom_id" not in asked:
            made.pop("custom_id", None)
        made["status"] = self.next_refund
        self.next_refund = "COMPLETED"
        made["links"].append(link("up", f"/v2/payments/captures/{capture['id']}"))
        made["seller_payable_breakdown"] = {"gross_amount": amount}
        payments(order)["refunds"].append(made)
        self._reckon(order)
        kind = "CAPTURE.REFUNDED" if made["status"] == "COMPLETED" else "REFUND.PENDING"
        self.tell(f"PAYMENT.{kind}", "refund", dict(made))
        return made

    def end_refund(self, made: Json, order: Json, status: str) -> None:
        made |= {"status": status, "update_time": self.moment()}
        self._reckon(order)
        kind = "CAPTURE.REFUNDED" if status == "COMPLETED" else "REFUND.FAILED"
        self.tell(f"PAYMENT.{kind}", "refund", dict(made))

    def sent_back(self, order: Json, *statuses: str) -> int:
        counted = statuses or ("COMPLETED", "PENDING")
        refunds = payments(order)["refunds"]
        return sum(cents(r["amount"]) for r in refunds if r["status"] in counted)

    def captured(self, order: Json) -> int:
        captures = payments(order)["captures"]
        return sum(cents(c["amount"]) for c in captures if c["status"] in TAKEN)

    def _reckon(self, order: Json) -> None:
        back = self.sent_back(order)
        for capture in payments(order)["captures"]:
            if capture["status"] in TAKEN:
                is_all = back >= cents(capture["amount"])
                part = "REFUNDED" if is_all else "PARTIALLY_REFUNDED"
                capture["status"] = part if back else "COMPLETED"

    def dispute(self, id: str) -> None:
        """Let the payer dispute the payment with PayPal."""
        order = self.order(id)
        capture = payments(order)["captures"][-1]
        named = f"PP-D-{self._made + 1}"
        self.disputes[named] = {
            "dispute_id": named,
            "create_time": self.moment(),
            "update_time": self.moment(),
            "disputed_transactions": [{"seller_transaction_id": capture["id"]}],
            "reason": "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
            "status": "OPEN",
            "dispute_amount": capture["amount"],
        }
        capture["status_details"] = {"reason": "BUYER_COMPLAINT"}
        self.tell("CUSTOMER.DISPUTE.CREATED", "dispute", dict(self.disputes[named]))

    def end_dispute(self, id: str, outcome: str) -> None:
        capture = payments(self.order(id))["captures"][-1]
        for doc in self.disputes.values():
            if doc["disputed_transactions"][0]["seller_transaction_id"] == capture["id"]:
                doc |= {"status": "RESOLVED", "dispute_outcome": {"outcome_code": outcome}}
                self.tell("CUSTOMER.DISPUTE.RESOLVED", "dispute", dict(doc))
        if outcome == "RESOLVED_SELLER_FAVOUR":
            capture.pop("status_details", None)

    def _made_of(self, order: Json, kind: str, amount: Json, path: str) -> Json:
        id, unit = self.name(kind), order["purchase_units"][0]
        kept = {name: unit[name] for name in ("custom_id", "invoice_id") if name in unit}
        plain = {name: amount[name] for name in ("currency_code", "value")}
        times = {"create_time": self.moment(), "update_time": self.moment()}
        return {"id": id, "amount": plain, **kept, **times, "links": [link("self", path + id)]}


def payments(order: Json) -> Json:
    """Return what was paid of an order."""
    found: Json = order["purchase_units"][0]["payments"]
    return found


def shown(order: Json) -> Json:
    """Return an order as PayPal shows it: payments only where there are some."""
    unit = dict(order["purchase_units"][0])
    paid = {kind: list(things) for kind, things in unit.pop("payments").items() if things}
    return {**order, "purchase_units": [unit | ({"payments": paid} if paid else {})]}


def related(order: Json, thing: Json) -> Json:
    """Return a capture or an authorisation as it is shown by itself."""
    return {**thing, "supplementary_data": {"related_ids": {"order_id": order["id"]}}}


def link(rel: str, path: str) -> Json:
    return {"href": path if path.startswith("https:") else API + path, "rel": rel, "method": "GET"}


def approve_link(id: str, is_plain: bool) -> Json:
    return link("approve" if is_plain else "payer-action", PAGE + id)
