"""Links by which a customer answers how a cancelled item is to be handled, without an account.

    links = AnswerLinks(["a long random text"], policy)
    shop = Shop(..., links=links)         # messages carry one link for each choice
    links.read(shop, token)               # GET /a/TOKEN: what it would do; nothing changes
    links.answer(shop, token, target)     # POST /a/TOKEN: does it

Mail scanners open every link of a mail, so a page that is opened must only show; a button posts.
A link names the order, the item, the choice and the question, and is signed. It counts until its
question is settled or its time is over: one answer ends all links of the question, and asking again
replaces them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from itsdangerous import BadData, Signer, URLSafeSerializer

from tilaus import events as e
from tilaus.commands import Actor, AnswerCustomer
from tilaus.decide import Decision, decide
from tilaus.decide.items import CHOICES
from tilaus.order import Destination, Item, Order, Question
from tilaus.policy import Policy
from tilaus.ports.storage import RequestKey
from tilaus.record import record
from tilaus.refunds import Quote, RefundRequest, owed_line, quote
from tilaus.refusals import Refusal
from tilaus.shop import Receipt, Shop
from tilaus.tracking import is_secret

SHORTEST = 32
"""The shortest secret that is taken, in characters: nobody may guess it."""

MAX_TOKEN = 1_000
"""The longest token that is looked at, in characters."""

WISH = "answer by this link"
ASK_STAFF = "write to us, and name your order's number"


@record
class Offer:
    """What a link would do, for the page that shows it.

    Attributes:
        choice: `retry`, `wallet` or `original`.
        quote: for money, how much goes where and when it arrives; None for another try.
        until: when the link ends.
    """

    order: Order
    item: Item
    choice: str
    until: datetime
    quote: Quote | None = None


@record
class _Token:
    number: int
    item: str
    choice: str
    asked_at: str
    attempt: int


class TrackingTokens:
    """Make the secrets of tracking links, signed: what was never made is refused unread.

    A secret is random by itself; the signature keeps guesses away from the database. Which order it
    belongs to, and whether it was renewed or revoked, the order knows.

    Args:
        secrets: as `AnswerLinks` takes them.

    Raises:
        ValueError: as `AnswerLinks`.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        self._signer = Signer(
            checked_secrets(secrets),
            salt="tilaus.tracking",
            sep=".",
            key_derivation="hmac",
            digest_method=hashlib.sha256,
        )

    def __repr__(self) -> str:
        return "TrackingTokens(...)"

    def new(self) -> str:
        """Return a new secret: 144 random bits and their signature."""
        return str(self._signer.sign(token_urlsafe(18)).decode())

    def is_ours(self, token: str) -> bool:
        """Tell whether a secret may be one of ours: signed, or as plain as those of before."""
        return is_secret(token) and ("." not in token or bool(self._signer.validate(token)))


def checked_secrets(secrets: Sequence[str]) -> list[str]:
    """Return secrets as signers take them, the one that signs last.

    Raises:
        ValueError: there is none, or one is shorter than 32 characters.
    """
    if not secrets or any(len(secret) < SHORTEST for secret in secrets):
        found = f"a secret of at least {SHORTEST} characters is needed"
        raise ValueError(f"cannot make links: {found}; make one with: tilaus secret")
    return list(reversed(secrets))


class AnswerLinks:
    """Make links for questions, and take the answers; `tilaus.shop.Shop` takes it as `links`.

    Args:
        secrets: the newest first; links are signed with it, and those of the others count too.
        policy: the shop's rules: whom a link is offered to follows from them.

    Raises:
        ValueError: there is no secret, or one is shorter than 32 characters.
    """

    def __init__(self, secrets: Sequence[str], policy: Policy) -> None:
        self._policy = policy
        # The last one signs; a link that any of them signed is read.
        self._signer = URLSafeSerializer(
            checked_secrets(secrets),
            salt="tilaus.answer",
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )

    def __repr__(self) -> str:
        return "AnswerLinks(...)"

    def __call__(self, order: Order, item_id: str) -> Mapping[str, str]:
        """Return the links for the open question about an item, by choice; none where none is open.

        Only what this customer may choose now has one: a guest has no wallet.
        """
        item = order.item(item_id)
        if item is None or item.question is None:
            return {}
        base = f"{self._policy.house.url.rstrip('/')}/a/"
        asked = item.question.asked_at
        return {
            choice: base + self.token(order, item, choice)
            for choice in CHOICES
            if _may(order, item, choice, self._policy, asked)
        }

    def token(self, order: Order, item: Item, choice: str) -> str:
        """Return the signed text of one link; what it names can be read by anybody, not changed.

        Raises:
            ValueError: no question about the item is open.
        """
        if item.question is None:
            raise ValueError(f"cannot make a link: no question about item {item.id} is open")
        asked_at = item.question.asked_at.isoformat()
        made = self._signer.dumps([order.number, item.id, choice, asked_at, item.attempt])
        return str(made)

    def read(self, shop: Shop, token: str) -> Offer | Refusal:
        """Say what a link would do. Nothing changes, however often it is asked.

        Refuses with the fact `link`: `forged`, `expired`, `used` or `replaced`.
        """
        named = self._read(token)
        if named is None:
            return _forged()
        order = shop.order(named.number)
        return _forged() if order is None else _offer(shop, order, named)

    def answer(self, shop: Shop, token: str, target: str = "") -> Receipt | Refusal:
        """Do what a link says. Posted a second time it is the same answer, and changes nothing.

        Args:
            target: where to try again, for the choice `retry`; empty for the same target.

        Refuses as `read` does, and with `wrong_target`: then the link can still be used.
        """
        named = self._read(token)
        if named is None:
            return _forged()
        request = RequestKey("answer-link", hashlib.sha256(token.encode()).hexdigest())
        stored = shop.store.load(named.number, request)
        if stored.order is None:
            return _forged()
        if stored.answer is not None:
            return Receipt(stored.order, "duplicate")
        offer = _offer(shop, stored.order, named)
        if isinstance(offer, Refusal):
            return offer
        command = _command(stored.order, named.item, named.choice, target)
        answer = shop.handle(stored.order.id, command, request)
        if isinstance(answer, Refusal) and answer.code == "no_question":
            return _ended("used", "it was answered meanwhile")
        return answer

    def _read(self, token: str) -> _Token | None:
        if not token.isascii() or len(token) > MAX_TOKEN:
            return None
        try:
            number, item, choice, asked_at, attempt = self._signer.loads(token)
        except (BadData, TypeError, ValueError):
            return None
        return _Token(number, item, choice, asked_at, attempt)


def _command(order: Order, item: str, choice: str, target: str = "") -> AnswerCustomer:
    who = Actor(order.customer.role, order.customer.id)
    return AnswerCustomer(item, choice, target if choice == "retry" else "", by=who)


def _may(order: Order, item: Item, choice: str, policy: Policy, at: datetime) -> bool:
    """Tell whether the customer would be granted a choice: the decision itself says so."""
    return isinstance(decide(order, _command(order, item.id, choice), policy, at), Decision)


def _offer(shop: Shop, order: Order, named: _Token) -> Offer | Refusal:
    """Say what a link means now, or how it ended."""
    item = order.item(named.item)
    if item is None:
        return _forged()
    question = item.question
    if question is None:
        return _settled(shop, order, named)
    if (question.asked_at.isoformat(), item.attempt) != (named.asked_at, named.attempt):
        return _ended("replaced", "a newer message asks again", "use the links of that message")
    if question.until <= shop.clock():
        return _ended("expired", f"its time was over on {question.until:%Y-%m-%d}", ASK_STAFF)
    return _shown(shop, order, item, question, named.choice)


def _shown(
    shop: Shop, order: Order, item: Item, question: Question, choice: str
) -> Offer | Refusal:
    line = owed_line(order, item)
    if choice == "retry" or line is None:
        return Offer(order, item, choice, question.until)
    to: Destination = "wallet" if choice == "wallet" else "original"
    found = quote(order, RefundRequest((line,)), to, shop.policy, shop.clock())
    if isinstance(found, Refusal):
        return found
    return Offer(order, item, choice, question.until, found)


def _settled(shop: Shop, order: Order, named: _Token) -> Refusal:
    """Say how a question ended that is not open any more: the history tells."""
    choice, is_ours = "", False
    for recorded in shop.store.history(order.id):
        event: Any = recorded.event
        if isinstance(event, e.Asked) and event.item == named.item:
            is_ours = event.question.asked_at.isoformat() == named.asked_at
        elif isinstance(event, e.Answered) and event.item == named.item and is_ours:
            choice, is_ours = event.choice, False
    if choice == "silence":
        return _ended("expired", "its time was over, and the shop went on by its rules", ASK_STAFF)
    how = f"it was answered already ({choice})" if choice else "it was settled already"
    return _ended("used", how, ASK_STAFF)


def _ended(how: str, found: str, *possible: str) -> Refusal:
    return Refusal("no_question", WISH, found, possible, facts={"link": how})


def _forged() -> Refusal:
    found = "it is not one of ours, or not all of it"
    return Refusal("malformed", WISH, found, ("copy the whole link",), facts={"link": "forged"})
