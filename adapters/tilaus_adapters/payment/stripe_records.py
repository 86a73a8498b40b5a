"""Find payments at Stripe: by reference, by the shop's names, in recent lists or by search."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from tilaus.ports.payment import PaymentAsk
from tilaus.record import record
from tilaus_adapters.payment.stripe_forms import found_by
from tilaus_adapters.payment.stripe_http import Talk, Unanswered
from tilaus_adapters.payment.stripe_objects import Dispute, Intent, Reader, Refund, Session

_PAGES = 10
_SESSIONS_LIVE = timedelta(hours=25)
_SEARCH_LAGS = timedelta(hours=2)
"""Stripe's search lags a minute behind, more when it is disturbed; lists do not."""


@record
class Found:
    """A payment at Stripe: its page, where it has one, and its intent, once there is one."""

    session: Session | None
    intent: Intent | None

    @property
    def reference(self) -> str:
        """Return the name that the shop keeps: the page's, where there is one."""
        return self.session.id if self.session else self.intent.id if self.intent else ""

    def is_for(self, ask: PaymentAsk) -> bool:
        """Tell whether it is about the asked payment, in its currency and amount."""
        one = self.session or sure(self.intent)
        return _is_about(self, ask) and one.amount_minor == ask.amount_minor


class Records:
    """What Stripe has of the shop's payments; changes nothing.

    Args:
        is_page: whether payments are opened as pages, or as intents.
    """

    def __init__(self, reader: Reader, clock: Callable[[], datetime], *, is_page: bool) -> None:
        self._reader, self._clock, self._is_page = reader, clock, is_page

    def find(self, talk: Talk, ask: PaymentAsk) -> Found | None:
        """Find what `ask` is about; None where Stripe never saw it."""
        if ask.reference:
            return self.by_reference(talk, ask.reference, ask)
        return self._by_names(talk, ask)

    def by_reference(self, talk: Talk, reference: str, ask: PaymentAsk) -> Found:
        """Fetch a payment by Stripe's name for it."""
        kinds = {"cs_": "checkout/sessions", "pi_": "payment_intents"}
        kind = kinds.get(reference[:3])
        if kind is None or not reference.replace("_", "").isalnum() or not reference.isascii():
            raise Unanswered("the payment's reference is none of Stripe's")
        if kind == "payment_intents":
            found = Found(None, self.intent(talk, reference))
        else:
            found = self.read(talk, talk.get(f"/v1/{kind}/{reference}"))
        if not _is_about(found, ask):
            raise Unanswered("Stripe's object is about another payment")
        return found

    def _by_names(self, talk: Talk, ask: PaymentAsk) -> Found | None:
        """Find a payment whose reference was never heard: in the recent list, or by search.

        What is not found can take no money: nobody was given its address, and it is kept open for
        a day at most (docs/adr on Stripe).
        """
        for tree in self._recent(talk):
            found = self.read(talk, tree) if _names_are(tree, ask) else None
            if found is not None:
                return found
        answer = talk.get("/v1/payment_intents/search", {"query": found_by(ask), "limit": 1})
        trees = answer.get("data")
        if not isinstance(trees, list):
            raise Unanswered("Stripe's search cannot be read")
        for tree in trees:
            if isinstance(tree, dict) and _names_are(tree, ask):
                return Found(None, self.intent(talk, self._reader.intent(tree).id))
        return None

    def _recent(self, talk: Talk) -> Iterable[Mapping[str, object]]:
        now = self._clock()
        if not self._is_page:
            since = {"created": {"gte": int((now - _SEARCH_LAGS).timestamp())}}
            yield from talk.pages("/v1/payment_intents", since, _PAGES)
            return
        oldest = int((now - _SESSIONS_LIVE).timestamp())
        for tree in talk.pages("/v1/checkout/sessions", {}, _PAGES):
            created = tree.get("created")
            if not isinstance(created, int) or created < oldest:
                return
            yield tree

    def read(self, talk: Talk, tree: Mapping[str, object]) -> Found:
        """Read a page or an intent, and fetch what it names."""
        if tree.get("object") == "payment_intent":
            return Found(None, self.intent(talk, self._reader.intent(tree).id))
        session = self._reader.session(tree)
        return Found(session, self.intent(talk, session.intent) if session.intent else None)

    def intent(self, talk: Talk, id: str) -> Intent:
        """Fetch an intent with its last charge and what that cost."""
        wanted = {"expand": ["latest_charge.balance_transaction"]}
        intent = self._reader.intent(talk.get(f"/v1/payment_intents/{id}", wanted))
        if intent.id != id:
            raise Unanswered("Stripe answered with another payment")
        return intent

    def refunds(self, talk: Talk, intent: Intent | None) -> list[Refund]:
        """List the refunds of a payment, newest first."""
        if intent is None or intent.charge is None:
            return []
        trees = talk.pages("/v1/refunds", {"payment_intent": intent.id}, _PAGES)
        return [self._reader.refund(tree, intent.currency) for tree in trees]

    def dispute(self, talk: Talk, intent: Intent | None) -> Dispute | None:
        """Fetch the dispute about a payment, if there is one."""
        if intent is None or intent.charge is None or not intent.charge.is_disputed:
            return None
        tree = talk.get(f"/v1/charges/{intent.charge.id}/dispute")
        return self._reader.dispute(tree, intent.currency)


def _names_are(tree: Mapping[str, object], ask: PaymentAsk) -> bool:
    written = tree.get("metadata")
    if not isinstance(written, Mapping):
        return False
    return (written.get("order_id"), written.get("payment")) == (ask.order_id, ask.payment)


def _is_about(found: Found, ask: PaymentAsk) -> bool:
    one = found.session or sure(found.intent)
    named = one.metadata.get("order_id"), one.metadata.get("payment")
    return named == (ask.order_id, ask.payment) and one.currency == ask.currency


def sure(intent: Intent | None) -> Intent:
    """Return the intent of a page that was completed; raises Unanswered while it does not show."""
    if intent is None:
        raise Unanswered("the page is complete, and its payment does not show yet")
    return intent
