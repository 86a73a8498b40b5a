"""PayPal: the customer approves an order of PayPal's on PayPal's pages, then we take the money.

    paypal = PayPalPayments(client_id, secret, webhook_id, mode="live")
    Shop(store, payments={"paypal": paypal, ...}, ...)

An approval is the message `authorised`, so that the kernel's own effect `capture_payment` takes the
money; the shop learns of it by PayPal's message, or by asking when the customer comes back. It is
not yet the promise of a bank: taking the money may be declined. Then the payment has failed, says
so with PayPal's code, and may be tried again: the customer approves again by the link that the
answer holds, the payment is authorised anew and captured anew.

Keys are remembered for 6 hours where orders are made and taken, and 45 days for refunds. After that
everything is found by PayPal's id for the order (`ask.reference`) and our ids in `custom_id`. Only
an order whose creation was never answered cannot be found: PayPal has no search for orders. It is
safe to create it anew, because nobody has the link by which the lost one could be paid, and because
only a call of ours takes money.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

try:
    import httpx2  # noqa: F401 - an extra: whoever has it not is told where to get it
    from cryptography import x509
except ImportError as _missing:
    _CURE = 'install it with: pip install "tilaus[paypal]"'
    raise ImportError(f"cannot take PayPal: {_missing}; {_CURE}") from _missing

from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Abilities, Notice, PaymentAsk, RawMessage, Standing
from tilaus_adapters.payment.paypal_certificates import Certificates
from tilaus_adapters.payment.paypal_disputes import disputed
from tilaus_adapters.payment.paypal_http import HOSTS, Answer, PayPalApi, Talk
from tilaus_adapters.payment.paypal_messages import notice
from tilaus_adapters.payment.paypal_money import PayPalUnclear, why_unfit, written
from tilaus_adapters.payment.paypal_order import Manner, new_order, new_refund, request_id
from tilaus_adapters.payment.paypal_outcomes import (
    captured,
    code_of,
    given_up,
    opened,
    refused,
    returned,
    sent,
    unknown,
    was_captured,
    was_opened,
    was_voided,
    why_too_long,
)
from tilaus_adapters.payment.paypal_reading import Seen, amount_of, is_id, read_order, read_refund
from tilaus_adapters.payment.paypal_signature import ByCertificate, ByPostback, Judge, check

REMEMBERS_S = 5 * 3_600.0
"""How long a key is surely remembered, in seconds: an hour less than PayPal says for orders."""

REFUND_DAYS = 180
"""For how many days PayPal sends a capture's money back."""

SETTINGS: Mapping[str, str] = {
    "TILAUS_PAYPAL_MODE": "test or live; decides which of PayPal's two worlds is asked",
    "TILAUS_PAYPAL_CLIENT_ID": "the app's client id, of the same world",
    "TILAUS_PAYPAL_SECRET": "the app's secret",
    "TILAUS_PAYPAL_WEBHOOK_ID": "the id of the webhook; without it no message is taken",
    "TILAUS_PAYPAL_INTENT": "capture (the default), or authorize: then a part may be captured",
    "TILAUS_PAYPAL_VERIFY": "certificate (the default), or postback: PayPal checks each message",
    "TILAUS_PAYPAL_BRAND": "the shop's name on PayPal's pages",
}
"""The settings that `from_settings` takes; the first three are needed."""


class PayPalPayments:
    """Take payments through PayPal; see `tilaus.ports.payment.PaymentMessages`.

    Safe to use from several threads. No call takes longer than 30 seconds.

    Args:
        webhook_id: PayPal's id for the address at which the shop takes messages; empty where it
            takes none.
        mode: `test` for PayPal's sandbox, `live` for real money. Keys do not tell which they are.
        intent: `capture` takes all of the money; `authorize` has the bank promise it first, and
            then a part may be captured, for good: the rest is free again.
        verify: how messages are checked: by PayPal's certificate, or by asking PayPal.
        manner: how customers are met at PayPal; its `intent` is overruled.
        trust_roots: who may vouch for PayPal's certificates, instead of the usual authorities.
        base_url: another address of the API, for tests: https or this machine.

    Raises:
        ValueError: an argument cannot be used; says which, and never its value.
    """

    def __init__(
        self,
        client_id: str,
        secret: str,
        webhook_id: str,
        *,
        mode: Literal["test", "live"],
        intent: Literal["capture", "authorize"] = "capture",
        verify: Literal["certificate", "postback"] = "certificate",
        manner: Manner | None = None,
        trust_roots: Sequence[x509.Certificate] | None = None,
        base_url: str = "",
    ) -> None:
        _check(client_id, secret, webhook_id, mode=mode, intent=intent, verify=verify)
        self._mode, self._webhook_id = mode, webhook_id
        given = manner or Manner()
        self._manner = Manner(intent.upper(), given.brand, given.shipping, given.funds)
        self._api = PayPalApi(client_id, secret, base_url or HOSTS[mode])
        self._certificates = Certificates(mode, base_url, trust_roots)
        self._verify = verify

    def __repr__(self) -> str:
        return f"PayPalPayments(mode={self._mode!r}, intent={self._manner.intent.lower()!r})"

    @property
    def abilities(self) -> Abilities:
        return Abilities(
            remembers_s=REMEMBERS_S,
            methods=frozenset({"paypal"}),
            captures_part=self._manner.intent == "AUTHORIZE",
            refund_days=REFUND_DAYS,
            mode="live" if self._mode == "live" else "test",
        )

    def close(self) -> None:
        """Close all connections; a second time changes nothing."""
        self._api.close()

    def create(self, ask: PaymentAsk) -> Outcome:
        return self._call(self._create, ask)

    def capture(self, ask: PaymentAsk) -> Outcome:
        return self._call(self._capture, ask)

    def authorise(self, ask: PaymentAsk) -> Outcome:
        """Have the bank promise what the customer approved; `capture` does it where it was not.

        Idempotent. Returns `pending` with `authorised`, or as `capture` does.
        """
        return self._call(self._authorise, ask)

    def void(self, ask: PaymentAsk) -> Outcome:
        return self._call(self._void, ask)

    def refund(self, ask: PaymentAsk) -> Outcome:
        return self._call(self._refund, ask)

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        try:
            return self._look_up(self._api.talk(), ask)
        except PayPalUnclear as found:
            return unknown(found)

    def standing(self, ask: PaymentAsk) -> Standing | None:
        """Say how a payment stands; `expired` where PayPal forgot it, as it does with unpaid ones.

        Disputes are told as PayPal's Disputes API tells them; see `paypal_disputes`.
        """
        if not ask.reference:
            return None
        talk = self._api.talk()
        seen = self._seen(talk, ask)
        if seen is None:
            return Standing(ask.reference, ask.currency, ("opened", "expired"))
        more, why = disputed(talk, seen) if seen.captured_minor else ((), seen.reason)
        return Standing(
            reference=seen.reference,
            currency=seen.currency,
            messages=(*seen.messages, *more),
            captured_minor=seen.captured_minor,
            refunds=seen.refunds,
            fee_minor=seen.fee_minor,
            reason=why,
        )

    def parse(self, message: RawMessage) -> Notice:
        talk = self._api.talk()
        doc = check(message, self._mode, self._webhook_id, self._judge(talk))
        return notice(talk, doc)

    def _judge(self, talk: Talk) -> Judge:
        if self._verify == "postback":
            return ByPostback(self._webhook_id, talk)
        return ByCertificate(self._webhook_id, self._certificates, talk)

    def _call(self, act: Callable[[Talk, PaymentAsk], Outcome], ask: PaymentAsk) -> Outcome:
        try:
            return act(self._api.talk(), ask)
        except PayPalUnclear as found:
            return unknown(found)

    def _seen(self, talk: Talk, ask: PaymentAsk) -> Seen | None:
        """Read how the order stands; None where PayPal knows of none."""
        if not is_id(ask.reference):
            return None
        answer = talk.get(f"/v2/checkout/orders/{ask.reference}")
        if answer.status == 404:
            return None
        if not answer.is_done:
            raise PayPalUnclear(f"PayPal does not show the payment: {code_of(answer)}")
        return read_order(answer.doc, ask, self._mode)

    def _create(self, talk: Talk, ask: PaymentAsk) -> Outcome:
        if why := why_unfit(ask.amount_minor, ask.currency) or why_too_long(ask):
            return Outcome("refused", "failed", reason=why)
        answer = talk.post("/v2/checkout/orders", new_order(ask, self._manner), request_id(ask.key))
        if not answer.is_done:
            return refused(answer)
        seen = read_order(answer.doc, ask, self._mode)
        if amount_of(answer.doc, ask.currency) != ask.amount_minor:
            raise PayPalUnclear("PayPal opened a payment of another amount")
        return opened(seen)

    def _authorise(self, talk: Talk, ask: PaymentAsk) -> Outcome:
        seen = self._seen(talk, ask)
        if seen is None or seen.captures or seen.message != "authorised":
            return captured(seen)
        return self._promise(talk, ask, seen) or Outcome("pending", "authorised", seen.reference)

    def _promise(self, talk: Talk, ask: PaymentAsk, seen: Seen) -> Outcome | None:
        """Have the bank promise the money; None once it did, else what stands against it."""
        if seen.authorisation is not None or seen.intent != "AUTHORIZE":
            return None
        key = request_id(f"{ask.key}/authorise/{seen.updated}")
        answer = talk.post(f"/v2/checkout/orders/{seen.reference}/authorize", {}, key)
        if answer.is_done or code_of(answer) == "ORDER_ALREADY_AUTHORIZED":
            return None
        return refused(answer, seen, self._mode)

    def _capture(self, talk: Talk, ask: PaymentAsk) -> Outcome:
        seen = self._seen(talk, ask)
        if seen is None or seen.captures or seen.message != "authorised":
            return captured(seen)
        if refused := self._promise(talk, ask, seen):
            return refused
        if seen.intent == "AUTHORIZE":
            return self._capture_promised(talk, ask)
        # Approved anew after a decline it is another request. PayPal takes an order once only.
        key = request_id(f"{ask.key}/{seen.updated}")
        answer = talk.post(f"/v2/checkout/orders/{seen.reference}/capture", {}, key)
        return self._after(talk, ask, answer)

    def _capture_promised(self, talk: Talk, ask: PaymentAsk) -> Outcome:
        seen = self._seen(talk, ask)
        promised = None if seen is None else seen.authorisation
        if seen is None or promised is None or seen.captures or promised.message != "authorised":
            return captured(seen)
        # The last capture: what the customer's bank still promises is free again at once.
        body = {"amount": written(ask.amount_minor, ask.currency), "final_capture": True}
        path = f"/v2/payments/authorizations/{promised.id}/capture"
        return self._after(talk, ask, talk.post(path, body, request_id(ask.key)))

    def _after(self, talk: Talk, ask: PaymentAsk, answer: Answer) -> Outcome:
        """Say how the payment stands after it was captured, or was said not to be."""
        seen = self._seen(talk, ask)
        if answer.is_done or (seen is not None and seen.captures):
            return captured(seen)
        return refused(answer, seen, self._mode)

    def _void(self, talk: Talk, ask: PaymentAsk) -> Outcome:
        seen = self._seen(talk, ask)
        if seen is None or (seen.authorisation is None and not seen.captures):
            # Nothing is taken without a call of ours, and none will come: it is given up.
            return Outcome("done", "voided", ask.reference)
        if seen.captures:
            return given_up(seen)
        if seen.authorisation is not None and seen.authorisation.message in (
            "opened",
            "authorised",
        ):
            path = f"/v2/payments/authorizations/{seen.authorisation.id}/void"
            answer = talk.post(path, None)
            seen = self._seen(talk, ask)
            if seen is not None and seen.captures:
                return given_up(seen)
            if not answer.is_done:
                raise PayPalUnclear(f"PayPal did not give the payment up: {code_of(answer)}")
        return Outcome("done", "voided", ask.reference)

    def _refund(self, talk: Talk, ask: PaymentAsk) -> Outcome:
        if why := why_unfit(ask.amount_minor, ask.currency) or why_too_long(ask):
            return Outcome("refused", "failed", reason=why)
        seen = self._seen(talk, ask)
        if known := sent(seen, ask):
            return returned(known)
        capture = next((c for c in (seen.captures if seen else ()) if c.is_taken), None)
        if capture is None:
            return Outcome("refused", "failed", reason="nothing was captured of this payment")
        path = f"/v2/payments/captures/{capture.id}/refund"
        answer = talk.post(path, new_refund(ask), request_id(ask.key))
        if not answer.is_done:
            return refused(answer)
        return returned(read_refund(answer.doc, ask))

    def _look_up(self, talk: Talk, ask: PaymentAsk) -> Outcome | None:
        seen = self._seen(talk, ask)
        if ask.refund:
            known = sent(seen, ask)
            return None if known is None else returned(known)
        # The last word of a key says which call it was made for: the answers differ.
        answers = {"create": was_opened, "capture": was_captured, "void": was_voided}
        answer = answers.get(ask.key.rpartition("/")[2])
        return None if answer is None or seen is None else answer(seen)


def from_settings(settings: Mapping[str, str]) -> PayPalPayments:
    """Make the adapter from the settings of `SETTINGS`.

    Raises:
        ValueError: one is missing or cannot be used; never shows its value.
    """
    needed = [name for name in list(SETTINGS)[:3] if not settings.get(name)]
    if needed:
        raise ValueError(f"cannot take PayPal: {', '.join(needed)} not set; see docs/how-to")
    said = {name.removeprefix("TILAUS_PAYPAL_"): settings.get(name, "") for name in SETTINGS}
    mode, intent = said["MODE"], said["INTENT"] or "capture"
    verify = said["VERIFY"] or "certificate"
    _check("x", "x", "", mode=mode, intent=intent, verify=verify)
    return PayPalPayments(
        said["CLIENT_ID"],
        said["SECRET"],
        said["WEBHOOK_ID"],
        mode="live" if mode == "live" else "test",
        intent="authorize" if intent == "authorize" else "capture",
        verify="postback" if verify == "postback" else "certificate",
        manner=Manner(brand=said["BRAND"]),
    )


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "mode": ("test", "live"),
    "intent": ("capture", "authorize"),
    "verify": ("certificate", "postback"),
}


def _check(client_id: str, secret: str, webhook_id: str, **chosen: str) -> None:
    for name, text in (("client id", client_id), ("secret", secret)):
        if not text or not text.isascii() or not text.isprintable() or " " in text or ":" in text:
            raise ValueError(f"cannot take PayPal: the {name} is empty or no plain word")
    if webhook_id and not (webhook_id.isascii() and webhook_id.isalnum() and len(webhook_id) <= 50):
        raise ValueError("cannot take PayPal: the webhook id is not letters and digits, at most 50")
    for name, value in chosen.items():
        if value not in _CHOICES[name]:
            possible = " or ".join(_CHOICES[name])
            raise ValueError(f"cannot take PayPal: {name} is not one of: {possible}")
