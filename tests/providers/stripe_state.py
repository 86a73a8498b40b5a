"""What the double of Stripe knows: pages, intents, charges, refunds, disputes, keys, messages."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from tests.providers.stripe_spec import Tree, _tree

BEGIN = 1_790_000_000
KEY_LIVES_S = 24 * 3600
SEARCH_LAGS_S = 60
FEE, DISPUTE_FEE = 65, 1_500


class Refused(Exception):  # noqa: N818 - it is an outcome
    """Stripe says no."""

    def __init__(self, status: int, message: str, kind: str = "", **more: str) -> None:
        super().__init__(message)
        self.status = status
        self.error = {"type": kind or "invalid_request_error", "message": message, **more}


class Stripe:
    """One account of test mode, with a clock of its own."""

    def __init__(self) -> None:
        self.now = BEGIN
        self.objects: dict[str, Tree] = {}
        self.keys: dict[str, tuple[tuple[str, str], int, tuple[int, Tree]]] = {}
        self.events: list[Tree] = []
        self.refunds_are = "succeeded"
        self._count = 0

    def advance(self, by_s: int) -> None:
        self.now += by_s
        for one in list(self.objects.values()):
            if one.get("status") == "open" and one["expires_at"] <= self.now:
                self.expire(one["id"])

    def kept(self, key: str) -> tuple[tuple[str, str], int, tuple[int, Tree]] | None:
        found = self.keys.get(key)
        return found if found and self.now - found[1] < KEY_LIVES_S else None

    # Requests.

    def call(self, method: str, path: str, query: str, body: str) -> Tree:
        form = _tree(parse_qsl(body if method == "POST" else query, keep_blank_values=True))
        _, _, *steps = path.split("/")
        if steps[:2] == ["checkout", "sessions"]:
            steps = ["sessions", *steps[2:]]
        return self._act(method, steps, form)

    def _act(self, method: str, steps: list[str], form: Tree) -> Tree:
        match method, steps:
            case "POST", ["sessions"]:
                return self._open_page(form)
            case "POST", ["payment_intents"]:
                return self._open_intent(form)
            case "POST", ["sessions", id, "expire"]:
                return self._expire_page(self._get("cs_", id))
            case "POST", ["payment_intents", id, "cancel"]:
                return self._cancel(self._get("pi_", id))
            case "POST", ["payment_intents", id, "capture"]:
                return self._capture(self._get("pi_", id), form)
            case "POST", ["refunds"]:
                return self.refund(form)
            case "GET", ["sessions"]:
                return self._list("cs_", "/v1/checkout/sessions", form)
            case "GET", ["payment_intents"]:
                return self._list("pi_", "/v1/payment_intents", form)
            case "GET", ["payment_intents", "search"]:
                return self._search(form["query"])
            case "GET", ["refunds"]:
                return self._list("re_", "/v1/refunds", form)
            case "GET", ["charges", id, "dispute"]:
                return self._dispute_of(id)
            case "GET", [_, id]:
                return self._expanded(self._get("", id), form.get("expand", []))
        raise Refused(404, "Unrecognized request URL")

    def _get(self, prefix: str, id: str) -> Tree:
        found = self.objects.get(id)
        if found is None or not id.startswith(prefix):
            raise Refused(404, f"No such object: '{id}'", code="resource_missing", param="id")
        return found

    def _new(self, prefix: str, kind: str, **values: Any) -> Tree:
        self._count += 1
        one: Tree = {"id": f"{prefix}test_{self._count:06}", "object": kind, "created": self.now}
        if kind not in ("refund", "balance_transaction"):
            one["livemode"] = False
        self.objects[one["id"]] = one | values
        return self.objects[str(one["id"])]

    def _open_page(self, form: Tree) -> Tree:
        ends = int(form.get("expires_at", self.now + 24 * 3600))
        if not 30 * 60 <= ends - self.now <= 24 * 3600:
            message = "The `expires_at` timestamp must be 30 minutes to 24 hours from now."
            raise Refused(400, message, param="expires_at")
        prices = [(int(one["quantity"]), one["price_data"]) for one in form["line_items"]]
        amount = sum(quantity * int(price["unit_amount"]) for quantity, price in prices)
        page = self._new("cs_", "checkout.session", expires_at=ends, status="open", mode="payment")
        page |= {name: form[name] for name in _KEPT if name in form}
        page |= {
            "amount_total": amount,
            "currency": prices[0][1]["currency"],
            "payment_status": "unpaid",
            "url": f"https://checkout.stripe.example/c/pay/{page['id']}",
            "automatic_tax": {"enabled": False},
            "custom_fields": [],
            "custom_text": {},
            "shipping_options": [],
            "_data": form["payment_intent_data"],
        }
        return _shown(page)

    def _open_intent(self, form: Tree) -> Tree:
        kept = {name: form[name] for name in ("currency", "metadata", "capture_method")}
        return _shown(self._intent(int(form["amount"]), **kept))

    def _intent(self, amount: int, **values: Any) -> Tree:
        intent = self._new("pi_", "payment_intent", amount=amount, amount_received=0, **values)
        intent |= {
            "status": "requires_payment_method",
            "client_secret": f"{intent['id']}_secret_of_the_double",
            "confirmation_method": "automatic",
            "payment_method_types": ["card"],
            "amount_capturable": 0,
        }
        self._tell("payment_intent.created", intent)
        return intent

    def _expire_page(self, page: Tree) -> Tree:
        if page["status"] != "open":
            raise Refused(400, 'Only Checkout Sessions with a status in ["open"] can be expired.')
        self.expire(page["id"])
        return _shown(page)

    def _cancel(self, intent: Tree) -> Tree:
        if intent["status"] in ("succeeded", "canceled", "processing"):
            message = f"You cannot cancel this PaymentIntent: its status is {intent['status']}."
            raise Refused(400, message, code="payment_intent_unexpected_state")
        intent |= {"status": "canceled", "cancellation_reason": "requested_by_customer"}
        intent["amount_capturable"] = 0
        self._tell("payment_intent.canceled", intent)
        return _shown(intent)

    def _capture(self, intent: Tree, form: Tree) -> Tree:
        if intent["status"] != "requires_capture":
            message = f"This PaymentIntent could not be captured: it is {intent['status']}."
            raise Refused(400, message, code="payment_intent_unexpected_state")
        asked = form.get("amount_to_capture")
        amount = int(asked) if asked else intent["amount_capturable"]
        if amount > intent["amount_capturable"]:
            raise Refused(400, "The amount is more than can be captured.", code="amount_too_large")
        self._take(intent, amount)
        return _shown(intent)

    def refund(self, form: Tree) -> Tree:
        intent = self.intent_of(form["payment_intent"])
        amount, left = int(form["amount"]), intent["amount_received"]
        left -= sum(r["amount"] for r in self.refunds_of(intent["id"]) if r["status"] in _COUNTS)
        if "latest_charge" not in intent or not left:
            code = "charge_already_refunded" if intent["amount_received"] else "charge_not_captured"
            raise Refused(400, "There is nothing to be refunded.", code=code)
        if amount > left:
            message = f"Refund amount ({amount}) is greater than unrefunded amount ({left})"
            raise Refused(400, message, param="amount")
        refund = self._new("re_", "refund", amount=amount, currency=intent["currency"])
        refund |= {"payment_intent": intent["id"], "charge": intent["latest_charge"]}
        refund |= {"status": self.refunds_are, "metadata": form.get("metadata", {})}
        self._tell("refund.created", refund)
        self._tell("charge.refunded", self.objects[intent["latest_charge"]])
        return _shown(refund)

    def _list(self, prefix: str, url: str, form: Tree) -> Tree:
        found = [one for id, one in self.objects.items() if id.startswith(prefix)][::-1]
        if "payment_intent" in form:
            found = [one for one in found if one.get("payment_intent") == form["payment_intent"]]
        since = int(form.get("created", {"gte": 0})["gte"])
        found = [one for one in found if one["created"] >= since]
        ids = [one["id"] for one in found]
        after = form.get("starting_after")
        found = found[ids.index(after) + 1 :] if after else found
        limit = int(form.get("limit", 10))
        data = [_shown(one) for one in found[:limit]]
        return {"object": "list", "url": url, "has_more": len(found) > limit, "data": data}

    def _search(self, query: str) -> Tree:
        wanted = dict(part.split(":", 1) for part in query.split(" AND "))
        names = {n[10:-2]: text[1:-1] for n, text in wanted.items()}
        seen = self.now - SEARCH_LAGS_S
        found = [
            one
            for id, one in self.objects.items()
            if id.startswith("pi_") and one["created"] <= seen
            if names.items() <= one["metadata"].items()
        ]
        url = "/v1/payment_intents/search"
        data = [_shown(one) for one in found[::-1]]
        return {"object": "search_result", "url": url, "has_more": False, "data": data}

    def _dispute_of(self, charge: str) -> Tree:
        for one in self.objects.values():
            if one["object"] == "dispute" and one["charge"] == charge:
                return _shown(one)
        raise Refused(404, "No such dispute", code="resource_missing")

    def _expanded(self, one: Tree, wanted: list[str]) -> Tree:
        shown = _shown(one)
        if "latest_charge.balance_transaction" in wanted and "latest_charge" in shown:
            charge = _shown(self.objects[shown["latest_charge"]])
            if "balance_transaction" in charge:
                cost = _shown(self.objects[charge["balance_transaction"]])
                charge["balance_transaction"] = cost
            shown["latest_charge"] = charge
        return shown

    # What others do.

    def intent_of(self, reference: str) -> Tree:
        """Find the intent of a page, or of itself; a page that is opened gets one."""
        one = self._get("", reference)
        if one["object"] == "payment_intent":
            return one
        if "payment_intent" not in one:
            data = one["_data"]
            kept = {"currency": one["currency"], **data}
            one["payment_intent"] = self._intent(one["amount_total"], **kept)["id"]
        return self.objects[one["payment_intent"]]

    def confirm(
        self, reference: str, minor: int | None, wallet: str, *, only_promise: bool = False
    ) -> None:
        page, intent = self._get("", reference), self.intent_of(reference)
        self._need(page, intent, "requires_payment_method", "requires_action")
        for name in ("last_payment_error", "next_action"):
            intent.pop(name, None)
        charge = self._new("ch_", "charge", **_charge(intent, wallet))
        intent |= {"latest_charge": charge["id"], "status": "requires_capture"}
        intent["amount_capturable"] = intent["amount"]
        if page["object"] == "checkout.session":
            page |= {"status": "complete", "payment_status": "paid"}
            page.pop("url")
            self._tell("checkout.session.completed", page)
        if only_promise or intent["capture_method"] == "manual":
            self._tell("payment_intent.amount_capturable_updated", intent)
        else:
            self._take(intent, intent["amount"] if minor is None else minor)

    def _need(self, page: Tree, intent: Tree, *states: str) -> None:
        if page.get("status") in ("expired", "complete") or intent["status"] not in states:
            raise ValueError(f"the payment is {page.get('status')}, {intent['status']}")

    def _take(self, intent: Tree, amount: int) -> None:
        charge = self.objects[intent["latest_charge"]]
        cost = self._cost("charge", amount, FEE, intent["currency"])
        charge |= {"captured": True, "amount_captured": amount, "balance_transaction": cost["id"]}
        intent |= {"status": "succeeded", "amount_received": amount, "amount_capturable": 0}
        self._tell("charge.succeeded", charge)
        self._tell("payment_intent.succeeded", intent)

    def _cost(self, kind: str, amount: int, fee: int, code: str) -> Tree:
        return self._new(
            "txn_",
            "balance_transaction",
            amount=amount,
            fee=fee,
            net=amount - fee,
            currency=code,
            type=kind,
            reporting_category=kind,
            status="pending",
            available_on=self.now,
            fee_details=[{"amount": fee, "currency": code, "type": "stripe_fee"}],
        )

    def challenge(self, reference: str) -> None:
        intent = self.intent_of(reference)
        self._need(self._get("", reference), intent, "requires_payment_method")
        where = {"url": "https://hooks.stripe.example/3d_secure", "return_url": None}
        action = {"type": "redirect_to_url", "redirect_to_url": where}
        intent |= {"status": "requires_action", "next_action": action}
        self._tell("payment_intent.requires_action", intent)

    def decline(self, reference: str, code: str) -> None:
        intent = self.intent_of(reference)
        self._need(self._get("", reference), intent, "requires_payment_method", "requires_action")
        intent["status"] = "requires_payment_method"
        why = {"type": "card_error", "code": "card_declined", "decline_code": code}
        intent["last_payment_error"] = {**why, "message": "Your card was declined."}
        self._tell("payment_intent.payment_failed", intent)

    def expire(self, reference: str) -> None:
        one = self._get("", reference)
        if one["object"] == "checkout.session" and one["status"] == "open":
            one["status"] = "expired"
            one.pop("url", None)
            self._tell("checkout.session.expired", one)
            return
        intent = self.intent_of(reference)
        intent |= {"status": "canceled", "cancellation_reason": "automatic"}
        self._tell("payment_intent.canceled", intent)

    def dispute(self, reference: str, reason: str) -> None:
        intent = self.intent_of(reference)
        charge = self.objects[intent["latest_charge"]]
        amount, code = intent["amount_received"], intent["currency"]
        charge["disputed"] = True
        dispute = self._new("dp_", "dispute", amount=amount, currency=code, reason=reason)
        cost = self._cost("adjustment", -amount, DISPUTE_FEE, code)
        dispute |= {
            "charge": charge["id"],
            "payment_intent": intent["id"],
            "status": "needs_response",
            "balance_transactions": [cost],
            "evidence": {},
            "evidence_details": {"has_evidence": False, "past_due": False, "submission_count": 0},
            "is_charge_refundable": False,
            "metadata": {},
        }
        self._tell("charge.dispute.created", dispute)

    def close_dispute(self, reference: str, status: str) -> None:
        dispute = self.objects[self._dispute_of(self.intent_of(reference)["latest_charge"])["id"]]
        dispute["status"] = status
        if status == "won":
            back = self._cost("adjustment", dispute["amount"], 0, dispute["currency"])
            dispute["balance_transactions"] = [*dispute["balance_transactions"], back]
        self._tell("charge.dispute.closed", dispute)

    def end_refund(self, refund: str, status: str) -> None:
        one = self._get("re_", refund)
        one["status"] = status
        if status == "failed":
            one["failure_reason"] = "expired_or_canceled_card"
        self._tell("refund.failed" if status == "failed" else "refund.updated", one)

    def refunds_of(self, intent: str) -> list[Tree]:
        every = self.objects.values()
        return [r for r in every if r["object"] == "refund" and r["payment_intent"] == intent]

    def totals(self, reference: str) -> tuple[int, int]:
        one = self._get("", reference)
        if one["object"] == "checkout.session" and "payment_intent" not in one:
            return 0, 0
        intent = self.intent_of(reference)
        back = [r["amount"] for r in self.refunds_of(intent["id"]) if r["status"] == "succeeded"]
        return intent["amount_received"], sum(back)

    def _tell(self, kind: str, about: Tree) -> None:
        self._count += 1
        self.events.append(
            {
                "id": f"evt_test_{self._count:06}",
                "object": "event",
                "api_version": "2025-09-30.clover",
                "created": self.now,
                "livemode": False,
                "pending_webhooks": 1,
                "type": kind,
                "data": {"object": json.loads(json.dumps(_shown(about)))},
            }
        )


_COUNTS = ("pending", "requires_action", "succeeded")
_KEPT = (
    "client_reference_id",
    "success_url",
    "cancel_url",
    "locale",
    "customer_email",
    "payment_method_types",
    "metadata",
)


def _charge(intent: Tree, wallet: str) -> Tree:
    card: Tree = {"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2030}
    if wallet:
        card["wallet"] = {"type": wallet, wallet: {}}
    return {
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "billing_details": {},
        "captured": False,
        "currency": intent["currency"],
        "disputed": False,
        "metadata": intent["metadata"],
        "paid": True,
        "payment_intent": intent["id"],
        "payment_method_details": {"type": "card", "card": card},
        "refunded": False,
        "status": "succeeded",
    }


def _shown(one: Tree) -> Tree:
    return {name: value for name, value in one.items() if not name.startswith("_")}


def signed(event: Tree, secret: str, at: int) -> tuple[bytes, Mapping[str, str]]:
    """Write a message as Stripe sends it, signed at a time of its clock."""
    body = json.dumps(event, indent=2).encode()
    mac = hmac.new(secret.encode(), b"%d.%s" % (at, body), hashlib.sha256).hexdigest()
    return body, {"Content-Type": "application/json", "Stripe-Signature": f"t={at},v1={mac}"}
