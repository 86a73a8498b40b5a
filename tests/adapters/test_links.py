"""Whoever has no account answers by a link: signed, of one use, and over when its time is."""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import STAFF, World

from tilaus.commands import Advance, AskCustomer, Line
from tilaus.order import Customer, Order
from tilaus.policy import House, Policy, Service
from tilaus.refusals import Refusal
from tilaus.shop import Receipt
from tilaus.testing.orders import GUEST, MEMBER
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.links import AnswerLinks, Offer
from tilaus_adapters.storage.memory import MemoryStore

SECRET, NEWER = (
    "a secret of more than 32 characters, old",
    "a secret of more than 32 characters, new",
)
POLICY = Policy(
    services=(Service("likes", "url", ("instagram.com",), "the address of a page on Instagram"),),
    house=House(url="https://shop.example/"),
)
LINE = Line("likes", "https://instagram.com/p/wrong", 100, 5)
RIGHT = "https://instagram.com/p/right"


@dataclass
class Case:
    """A shop whose item was cancelled, and the links that its customer got."""

    world: World
    links: AnswerLinks
    order: Order

    def token(self, choice: str) -> str:
        """Return the token in the last message that asked."""
        asked = [m for m in self.world.mail.messages if m.kind in ("item-cancelled", "reminder")]
        urls = [m.answer_urls for m in asked if m.audience == "customer"][-1]
        return urlsplit(urls[choice]).path.removeprefix("/a/")

    def answer(self, token: str, target: str = "") -> Receipt | Refusal:
        return self.links.answer(self.world.shop, token, target)

    def how(self, token: str, target: str = "") -> str:
        """Return how a link ended that must be refused, by GET and by POST."""
        shown, done = self.links.read(self.world.shop, token), self.answer(token, target)
        assert isinstance(shown, Refusal)
        assert isinstance(done, Refusal)
        assert shown == done
        return str(done.facts.get("link"))


def cancelled(customer: Customer = GUEST, policy: Policy = POLICY) -> Case:
    world = World(MemoryStore(), policy=policy)
    links = AnswerLinks([SECRET], policy)
    world.shop.links = links
    world.delivery.behave("likes", HABITS["customer_error"], LINE.target)
    order = world.place(LINE, customer=customer)
    world.pay(order)
    world.settle()
    return Case(world, links, order)


def test_a_link_stands_in_the_message_that_asks_for_each_choice_the_customer_has() -> None:
    asked = [m for m in cancelled().world.mail.messages if m.answer_urls]
    assert [m.kind for m in asked] == ["item-cancelled"]
    assert set(asked[0].answer_urls) == {"retry", "original"}
    member = cancelled(MEMBER)
    asked = [m for m in member.world.mail.messages if m.answer_urls]
    assert set(asked[0].answer_urls) == {"retry", "wallet", "original"}
    assert all(u.startswith("https://shop.example/a/") for u in asked[0].answer_urls.values())


def test_no_other_message_and_no_message_to_staff_has_links() -> None:
    case = cancelled()
    kinds = {(m.audience, m.kind) for m in case.world.mail.messages if not m.answer_urls}
    assert ("staff", "item-cancelled") in kinds
    assert ("customer", "order-received") in kinds


def test_a_choice_that_would_be_refused_has_no_link() -> None:
    world = World(MemoryStore(), policy=POLICY)
    world.shop.links = AnswerLinks([SECRET], POLICY)
    world.delivery.behave("likes", HABITS["customer_error"])
    order = world.place(LINE, Line("likes", RIGHT, 1, 0))
    world.pay(order)
    world.settle()
    free = next(m for m in world.mail.messages if m.kind == "item-cancelled" and m.about == "2")
    assert set(free.answer_urls) == {"retry"}, "nothing goes back for what cost nothing"


def test_without_a_secret_messages_have_the_tracking_link_only() -> None:
    world = World(MemoryStore(), policy=POLICY)
    world.delivery.behave("likes", HABITS["customer_error"])
    world.pay(world.place(LINE))
    world.settle()
    asked = next(m for m in world.mail.messages if m.kind == "item-cancelled")
    assert (asked.answer_urls, bool(asked.tracking_url)) == ({}, True)


def test_opening_a_link_shows_what_it_would_do_and_changes_nothing() -> None:
    case = cancelled()
    before = case.world.order(case.order)
    for _ in range(3):
        offer = case.links.read(case.world.shop, case.token("original"))
        assert isinstance(offer, Offer)
        assert offer.quote is not None
        assert (offer.choice, offer.quote.amount_minor, offer.quote.to) == (
            "original",
            540,
            "original",
        )
        assert offer.until == before.items[0].question.until  # type: ignore[union-attr]
        retry = case.links.read(case.world.shop, case.token("retry"))
        assert isinstance(retry, Offer)
        assert retry.quote is None
    assert case.world.order(case.order) == before


def test_a_new_target_is_tried_again_and_the_link_is_used_then() -> None:
    case = cancelled()
    token = case.token("retry")
    answer = case.answer(token, RIGHT)
    assert isinstance(answer, Receipt)
    assert answer.order.items[0].target == RIGHT
    case.world.settle()
    assert case.world.statuses(case.order) == ("completed",)
    case.world.check()


def test_an_answer_ends_every_link_of_its_question_and_the_same_one_twice_is_one() -> None:
    case = cancelled()
    retry, original = case.token("retry"), case.token("original")
    assert isinstance(case.answer(original), Receipt)
    again = case.answer(original)
    assert isinstance(again, Receipt)
    assert again.outcome == "duplicate"
    assert case.how(retry, RIGHT) == "used"
    shown = case.links.read(case.world.shop, original)
    assert isinstance(shown, Refusal)
    assert "answered already (original)" in shown.sentence
    case.world.settle()
    assert case.world.order(case.order).refunded_minor == 540
    case.world.check()


def test_a_wrong_target_is_refused_with_what_is_expected_and_the_link_stays() -> None:
    case = cancelled()
    token = case.token("retry")
    for target in ("https://example.org/x", "x" * 5_000, "a\nb", "\ud800"):
        answer = case.answer(token, target)
        assert isinstance(answer, Refusal)
        assert answer.code == "wrong_target"
    assert isinstance(case.answer(token, RIGHT), Receipt)


def test_a_target_goes_with_another_try_only() -> None:
    case = cancelled()
    assert isinstance(case.answer(case.token("original"), "https://example.org/x"), Receipt)


def test_a_link_ends_with_its_questions_deadline_whether_or_not_it_took_effect() -> None:
    case = cancelled()
    token = case.token("retry")
    case.world.advance(days=7)
    assert case.how(token, RIGHT) == "expired"
    case.world.settle()
    assert case.how(token, RIGHT) == "expired"
    assert case.world.order(case.order).refunded_minor == 540


def test_after_a_reminder_the_links_of_both_messages_count() -> None:
    case = cancelled(MEMBER)
    first = case.token("retry")
    case.world.advance(days=7)
    case.world.settle()
    assert case.world.told(case.order)[-1] == "reminder"
    assert case.token("retry") == first
    assert isinstance(case.answer(first, RIGHT), Receipt)


def test_asking_again_makes_new_links_and_the_old_ones_say_so() -> None:
    case = cancelled()
    first = case.token("retry")
    case.world.advance(days=1)
    case.world.handle(case.order, AskCustomer("1", by=STAFF))
    case.world.settle()
    second = case.token("retry")
    assert second != first
    assert case.how(first, RIGHT) == "replaced"
    assert isinstance(case.answer(second, RIGHT), Receipt)


def test_what_staff_settled_is_settled() -> None:
    case = cancelled()
    token = case.token("original")
    case.world.handle(case.order, Advance("retry", "item", "1", by=STAFF))
    assert case.how(token) == "used"
    case.world.settle()  # It fails again, and the customer is asked again.
    assert case.how(token) == "replaced"


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_other_text_is_no_link(text: str) -> None:
    case = CASE
    assert case.how(text) == "forged"


CASE = cancelled()


def test_a_link_that_was_changed_is_no_link() -> None:
    case = cancelled()
    token = case.token("original")
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        assert case.how(token[:place] + other + token[place + 1 :]) == "forged"
    for changed in (token[:-1], token + "A", token * 2, f".{token}", token.partition(".")[2], ""):
        assert case.how(changed) == "forged"


def test_a_link_of_another_shop_or_secret_is_none() -> None:
    case = cancelled()
    item = case.world.order(case.order).items[0]
    other = AnswerLinks([NEWER], POLICY).token(case.order, item, "original")
    assert case.how(other) == "forged"


def test_while_secrets_rotate_older_links_count_and_new_ones_are_of_the_new_one() -> None:
    case = cancelled()
    old = case.token("retry")
    case.links = AnswerLinks([NEWER, SECRET], POLICY)
    assert isinstance(case.links.read(case.world.shop, old), Offer)
    item = case.world.order(case.order).items[0]
    new = case.links.token(case.order, item, "retry")
    assert isinstance(AnswerLinks([NEWER], POLICY).read(case.world.shop, new), Offer)
    assert isinstance(AnswerLinks([SECRET], POLICY).read(case.world.shop, new), Refusal)


def test_a_link_names_nobody_and_no_secret() -> None:
    case = cancelled()
    payload = case.token("retry").rpartition(".")[0].lstrip(".")
    read = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert read[:3] == [50001, "1", "retry"]
    assert case.order.token not in case.token("retry")
    assert SECRET not in repr(case.links)


@pytest.mark.parametrize("secrets", [[], [""], ["short"], [SECRET, "short"]])
def test_a_secret_that_can_be_guessed_is_refused(secrets: list[str]) -> None:
    with pytest.raises(ValueError, match="at least 32 characters"):
        AnswerLinks(secrets, POLICY)


def test_where_no_question_is_open_no_link_is_made() -> None:
    case = cancelled()
    case.answer(case.token("original"))
    order = case.world.order(case.order)
    assert case.links(order, "1") == {}
    assert case.links(order, "9") == {}
    with pytest.raises(ValueError, match="no question"):
        case.links.token(order, order.items[0], "retry")
