"""Take money through Stripe: its own page (Checkout) or the shop's own form (PaymentIntents).

    payments = StripePayments("sk_test_...", ["whsec_..."], return_url="https://shop.example/paid")

What was asked is found again by the shop's names in the objects' metadata, for ever; within a day
the same key gives the same answer. Cards, Google Pay and Apple Pay are one method at Stripe. See
docs/how-to/take-money-with-stripe.md, and docs/adr on what a lost answer leaves behind.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import Literal, TypeVar

from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import (
    Abilities,
    MessageRefused,
    Notice,
    PaymentAsk,
    RawMessage,
    Standing,
)
from tilaus_adapters.payment.stripe_forms import (
    intent_form,
    may_end,
    refund_form,
    session_form,
    to_stripe,
)
from tilaus_adapters.payment.stripe_http import (
    API,
    Answer,
    Connections,
    Declined,
    KeyIsTaken,
    Missing,
    Talk,
    Unanswered,
)
from tilaus_adapters.payment.stripe_objects import Intent, Reader
from tilaus_adapters.payment.stripe_outcomes import (
    attempt_of,
    of_capture,
    of_created,
    of_refund,
    of_void,
    refused,
    returned,
    standing_of,
)
from tilaus_adapters.payment.stripe_records import Found, Records, sure
from tilaus_adapters.payment.stripe_webhooks import check, read

REMEMBERS_S = 23 * 3600.0
"""Stripe forgets a key after 24 hours at the earliest; an hour is left for clocks."""

METHODS = frozenset({"card", "google_pay", "apple_pay"})

Form = Literal["checkout", "intent"]
Capture = Literal["automatic", "manual"]
_FORMS: Mapping[str, Form] = {"checkout": "checkout", "intent": "intent"}
_CAPTURES: Mapping[str, Capture] = {"automatic": "automatic", "manual": "manual"}
_MODES: Mapping[str, Literal["test", "live"]] = {
    "sk_test_": "test",
    "rk_test_": "test",
    "sk_live_": "live",
    "rk_live_": "live",
}

SETTINGS: Mapping[str, str] = {
    "TILAUS_STRIPE_KEY": "the secret or restricted key: sk_test_, rk_test_, sk_live_ or rk_live_",
    "TILAUS_STRIPE_WEBHOOK_SECRETS": "the endpoint's secrets, whsec_..., separated by spaces",
    "TILAUS_STRIPE_RETURN_URL": "where customers go after paying; needed for the form checkout",
    "TILAUS_STRIPE_FORM": "checkout (Stripe's page, the default) or intent (the shop's own form)",
    "TILAUS_STRIPE_CAPTURE": "automatic (the default) or manual",
}
"""The settings that `from_settings` takes; the key alone must be there."""

_Method = TypeVar("_Method", bound=Callable[..., Outcome | None])


def _outcome(method: _Method) -> _Method:
    """Answer with an outcome where Stripe said no, or where nobody knows."""

    @wraps(method)
    def answered(self: "StripePayments", ask: PaymentAsk) -> Outcome | None:
        try:
            return method(self, ask)
        except Declined as no:
            return refused(str(no), no.code, may_retry=no.kind == "card_error")
        except Unanswered as lost:
            return Outcome("unknown", reason=str(lost), retry_after_s=lost.retry_after_s)

    return answered  # type: ignore[return-value]


class StripePayments:
    """Payments through Stripe; see `tilaus.ports.payment.PaymentMessages`.

    Any number of threads may use it. `close` it in the end.

    Args:
        key: the secret key; its form says whether real money moves.
        webhook_secrets: those of the endpoint: two while one is being changed.
        form: `checkout` opens Stripe's page; `intent` leaves the form to the shop, which hands
            `client_secret` to Stripe's script.
        capture: `manual` only authorises, until the order asks for the money.
        return_url: where the customer goes after paying, if the shop's question does not say.
        base_url: another server, for tests: under https, or on this machine.
        clock: tells the time.

    Raises:
        ValueError: the key, a secret or the address is none that can be used.
    """

    def __init__(
        self,
        key: str,
        webhook_secrets: Sequence[str] = (),
        *,
        form: Form = "checkout",
        capture: Capture = "automatic",
        return_url: str = "",
        base_url: str = API,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        mode = _mode(key)
        _allowed("form", form, _FORMS)
        _allowed("capture", capture, _CAPTURES)
        if not all(s.startswith("whsec_") and s.isascii() for s in webhook_secrets):
            raise ValueError(
                "cannot check Stripe's messages: a secret does not start with whsec_; copy it from "
                "the endpoint's page in Stripe's dashboard"
            )
        self._secrets, self._form, self._capture = tuple(webhook_secrets), form, capture
        self._return_url, self._clock = return_url, clock
        self._connections = Connections(key, base_url)
        self._is_live = mode == "live"
        self._reader = Reader(self._is_live)
        self._records = Records(self._reader, clock, is_page=form == "checkout")
        self._abilities = Abilities(REMEMBERS_S, METHODS, captures_part=True, mode=mode)

    def __repr__(self) -> str:
        return f"StripePayments({self._abilities.mode}, {self._form}, {self._capture})"

    @property
    def abilities(self) -> Abilities:
        return self._abilities

    def close(self) -> None:
        """Close the connections; safe to call again."""
        self._connections.close()

    @_outcome
    def create(self, ask: PaymentAsk) -> Outcome:
        try:
            talk = self._connections.talk()
            answer = self._open(talk, ask)
        except ValueError as why:
            return refused(str(why))
        if answer.is_replayed:  # What was told then may be over now.
            found = self._records.by_reference(talk, str(answer.body.get("id")), ask)
        else:
            found = self._records.read(talk, answer.body)
            if not found.is_for(ask):
                raise Unanswered("Stripe opened a payment of another amount")
        return of_created(found.session, found.intent)

    def _open(self, talk: Talk, ask: PaymentAsk) -> Answer:
        if self._form == "intent":
            form = intent_form(ask, self._capture)
            return talk.post("/v1/payment_intents", form, ask.key)
        is_whole = ask.return_url.startswith(("https://", "http://"))
        address = ask.return_url if is_whole else self._return_url
        if not address:
            raise ValueError("no address is set to which the customer returns after paying")
        ends = may_end(ask, self._clock())
        try:
            return self._page(talk, ask, address, ends=ends)
        except (Declined, KeyIsTaken) as error:
            # Whether the page can end with the shop's patience depends on the time of the call, and
            # a key is bound to what was first asked under it. So the other form is tried.
            is_time = isinstance(error, KeyIsTaken) or error.about == "expires_at"
            if ask.expires_at is None or not is_time:
                raise
            return self._page(talk, ask, address, ends=not ends)

    def _page(self, talk: Talk, ask: PaymentAsk, address: str, *, ends: bool) -> Answer:
        form = session_form(ask, self._capture, address, ends=ends)
        return talk.post("/v1/checkout/sessions", form, ask.key)

    @_outcome
    def capture(self, ask: PaymentAsk) -> Outcome:
        talk = self._connections.talk()
        found = self._records.find(talk, ask)
        if found is None or found.intent is None:
            return refused("nothing was authorised")
        if found.intent.status != "requires_capture":
            return of_capture(found.reference, found.intent)
        try:
            form = {"amount_to_capture": to_stripe(ask.amount_minor, ask.currency)}
        except ValueError as why:
            return refused(str(why))
        path = f"/v1/payment_intents/{found.intent.id}/capture"
        try:
            taken = self._reader.intent(talk.post(path, form, ask.key).body)
        except Declined:
            taken = self._records.intent(talk, found.intent.id)
            if taken.status == "requires_capture":
                raise
        return of_capture(found.reference, taken)

    @_outcome
    def void(self, ask: PaymentAsk) -> Outcome:
        talk = self._connections.talk()
        found = self._records.find(talk, ask)
        if found is None:
            return Outcome("done", "voided")
        for _ in range(2):  # A page that was just completed leaves an intent to be cancelled.
            settled = of_void(found.reference, found.session, found.intent)
            if settled is not None:
                return settled
            self._end(talk, found)
            found = self._records.by_reference(talk, found.reference, ask)
        settled = of_void(found.reference, found.session, found.intent)
        return settled or Outcome("unknown", reason="it is being paid at this moment")

    def _end(self, talk: Talk, found: Found) -> None:
        """Close the page, or cancel the payment; what stands in the way is seen at the next look.

        Without a key: both can be repeated, and Stripe would keep a "not now" for a day.
        """
        is_open = found.session is not None and found.session.status == "open"
        if found.session is not None and is_open:
            path = f"/v1/checkout/sessions/{found.session.id}/expire"
        elif found.intent is not None:
            path = f"/v1/payment_intents/{found.intent.id}/cancel"
        else:
            raise Unanswered("the page is complete, and its payment does not show yet")
        try:
            talk.post(path, {})
        except Declined as no:
            if no.status == 402:
                raise

    @_outcome
    def refund(self, ask: PaymentAsk) -> Outcome:
        talk = self._connections.talk()
        found = self._records.find(talk, ask)
        if found is None or found.intent is None:
            return refused("nothing was paid")
        try:
            form = refund_form(ask, found.intent.id)
        except ValueError as why:
            return refused(str(why))
        answer = talk.post("/v1/refunds", form, ask.key)
        sent = self._reader.refund(answer.body, ask.currency)
        if sent.amount_minor != ask.amount_minor:
            raise Unanswered("Stripe sent another amount back")
        if answer.is_replayed:
            sent = self._reader.refund(talk.get(f"/v1/refunds/{sent.id}"), ask.currency)
        return of_refund(sent)

    @_outcome
    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        talk = self._connections.talk()
        found = self._records.find(talk, ask)
        if found is None:
            return None
        if ask.refund:
            sent = self._records.refunds(talk, found.intent)
            ours = (s for s in sent if attempt_of(s) == (ask.refund, ask.attempt))
            return next((of_refund(one) for one in ours), None)
        match ask.key.rpartition("/")[2]:
            case "capture":
                is_open = found.intent is None or found.intent.status == "requires_capture"
                is_open = is_open or (found.session is not None and found.session.status == "open")
                return None if is_open else of_capture(found.reference, sure(found.intent))
            case "void":
                return of_void(found.reference, found.session, found.intent)
            case _:
                return of_created(found.session, found.intent)

    def standing(self, ask: PaymentAsk) -> Standing | None:
        talk = self._connections.talk()
        found = self._records.find(talk, ask)
        if found is None:
            return None
        refunds = [returned(sent) for sent in self._records.refunds(talk, found.intent)]
        dispute = self._records.dispute(talk, found.intent)
        return standing_of(found.session, found.intent, ask.currency, refunds[::-1], dispute)

    def parse(self, message: RawMessage) -> Notice:
        if not self._secrets:
            raise MessageRefused("no secret is set with which Stripe's messages are checked")
        check(self._secrets, message)
        event = read(message.body, self._is_live)
        names, reference = event.names, event.intent
        if "order_id" not in names and reference:
            names = self._names(reference)
        if "order_id" not in names or "payment" not in names:
            return Notice(event.id, event.kind)
        return Notice(event.id, event.kind, names["order_id"], names["payment"], reference)

    def _names(self, intent: str) -> Mapping[str, str]:
        """Fetch what the shop wrote on the payment of a charge, refund or dispute (F19)."""
        try:
            return self._records.intent(self._connections.talk(), intent).metadata
        except Missing:
            return {}

    def client_secret(self, ask: PaymentAsk) -> str:
        """Return what Stripe's script in the browser needs to bring a payment to its end.

        Give it to the customer who pays, and to nobody else; never log it.

        Raises:
            LookupError: Stripe knows no such payment.
        """
        return self._payment(ask).client_secret

    def paid_with(self, ask: PaymentAsk) -> str:
        """Return `card`, or the wallet that held the card: `google_pay`, `apple_pay`, `link` ...

        Returns:
            The empty text while nothing was paid.

        Raises:
            LookupError: Stripe knows no such payment.
        """
        charge = self._payment(ask).charge
        return charge.method if charge else ""

    def _payment(self, ask: PaymentAsk) -> Intent:
        found = self._records.find(self._connections.talk(), ask)
        if found is None or found.intent is None:
            raise LookupError(f"Stripe knows no payment {ask.payment} of order {ask.number}")
        return found.intent


def from_settings(settings: Mapping[str, str]) -> StripePayments:
    """Make the adapter from the settings that `SETTINGS` lists.

    Raises:
        ValueError: the key is missing, or a setting cannot be used.
    """
    if not settings.get("TILAUS_STRIPE_KEY"):
        raise ValueError(
            "cannot take money through Stripe: TILAUS_STRIPE_KEY is not set; copy a key from "
            "Stripe's dashboard"
        )
    return StripePayments(
        settings["TILAUS_STRIPE_KEY"].strip(),
        settings.get("TILAUS_STRIPE_WEBHOOK_SECRETS", "").replace(",", " ").split(),
        form=_FORMS[_allowed("form", settings.get("TILAUS_STRIPE_FORM"), _FORMS)],
        capture=_CAPTURES[_allowed("capture", settings.get("TILAUS_STRIPE_CAPTURE"), _CAPTURES)],
        return_url=settings.get("TILAUS_STRIPE_RETURN_URL", "").strip(),
    )


def _mode(key: str) -> Literal["test", "live"]:
    mode = _MODES.get(key[:8])
    if mode is None or not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError(
            "cannot talk to Stripe: the key is no secret key; it starts with sk_test_, rk_test_, "
            "sk_live_ or rk_live_"
        )
    return mode


def _allowed(what: str, value: str | None, values: Mapping[str, str]) -> str:
    """Check a choice; the first of them is taken where none was made."""
    chosen = value or next(iter(values))
    if chosen not in values:
        raise ValueError(f"cannot use Stripe's {what} {chosen[:20]!r}: say {' or '.join(values)}")
    return chosen
