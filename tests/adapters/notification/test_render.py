"""Messages in words: every kind, what each must say, and whom it must not believe."""

import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest

from tilaus.commands import SERVER, Actor, AskCustomer, Command, DeliveryReported, RetryItem
from tilaus.decide import decide
from tilaus.effects import MESSAGES
from tilaus.order import Order, Refund
from tilaus.policy import Policy
from tilaus.ports.notification import Message
from tilaus.record import replace
from tilaus.refusals import Refusal
from tilaus.testing.notification import GUEST, POLICY, START, message, sample, samples
from tilaus_adapters.notification.render import (
    Rendered,
    Templates,
    from_settings,
    one_line,
    shipped,
)

TOLD = [name for name in MESSAGES if name.startswith("tell:")]
STAFF = Actor("staff")


def said(effect: str) -> Rendered:
    return shipped().render(sample(effect))


def about_what(effect: str) -> str:
    """Return what the subject of a sample names: its order, or the webhook that is disabled."""
    return "accounting" if effect == "alert:webhook-disabled" else "50001"


def words(rendered: Rendered) -> str:
    """Return the text with its line breaks taken out, so that a sentence can be looked for."""
    return one_line(rendered.text)


class Page(HTMLParser):
    """The words that a page shows, and the elements that are open at its end."""

    VOID = frozenset({"meta", "br", "img", "hr", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.shown: list[str] = []
        self.elements: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.shown.append(data)

    @property
    def text(self) -> str:
        return one_line(" ".join(self.shown))


def after(order: Order, command: Command, policy: Policy = POLICY) -> Order:
    decided = decide(order, command, policy, START, busy=frozenset({"1"}))
    assert not isinstance(decided, Refusal), decided
    return decided.order


def test_there_is_a_sample_of_every_kind() -> None:
    assert samples().keys() == set(MESSAGES)


@pytest.mark.parametrize("effect", MESSAGES)
def test_every_kind_has_a_subject_a_text_and_a_page(effect: str) -> None:
    rendered = said(effect)
    assert 0 < len(rendered.subject) <= 100
    assert about_what(effect) in rendered.subject
    assert rendered.text.strip()
    assert Page(rendered.html).open == []


@pytest.mark.parametrize("effect", MESSAGES)
def test_the_page_says_what_the_text_says(effect: str) -> None:
    rendered, page = said(effect), Page(said(effect).html)
    amounts = set(re.findall(r"€[\d.]+\d", words(rendered)))
    assert amounts == set(re.findall(r"€[\d.]+\d", page.text))
    sentences = [
        s for s in re.split(r"(?<=[.?!]) ", words(rendered)) if s.isascii() and len(s) > 60
    ]
    paragraphs = [s for s in sentences if not re.search(r"  |https?:|\d\.|:", s)]
    assert [s for s in paragraphs if s not in page.text] == []


@pytest.mark.parametrize("effect", MESSAGES)
def test_every_message_says_how_to_reach_the_shop(effect: str) -> None:
    house = POLICY.house
    for way in (house.chat, house.messenger, house.phone, house.mail_from):
        assert way in said(effect).text
        assert way in Page(said(effect).html).text


@pytest.mark.parametrize("effect", TOLD)
def test_every_message_to_a_customer_has_the_link_to_the_order(effect: str) -> None:
    assert "https://shop.example/t/token-1" in said(effect).text
    assert 'href="https://shop.example/t/token-1"' in said(effect).html


@pytest.mark.parametrize("effect", sorted(set(MESSAGES) - set(TOLD)))
def test_an_alert_holds_no_secret_of_the_customer(effect: str) -> None:
    assert "token-1" not in said(effect).text + said(effect).html


@pytest.mark.parametrize("effect", MESSAGES)
def test_text_lines_fit_a_terminal_unless_a_customer_wrote_them(effect: str) -> None:
    lines = said(effect).text.splitlines()
    assert [line for line in lines if len(line) > 99 and "http" not in line] == []
    assert "\n\n\n" not in said(effect).text


def test_an_order_received_names_number_items_fee_and_total() -> None:
    text = said("tell:order-received").text
    assert "Its number is 50001" in text
    for item in sample("tell:order-received").order.items:
        assert f"{item.service} x {item.quantity:,}" in text
        assert item.target in text
        assert f"€{item.total_minor / 100:.2f}" in text
    assert "Processing fee  €0.83" in text
    assert "Total           €20.83" in text


def test_a_guest_is_told_to_keep_the_link() -> None:
    registered = sample("tell:order-received")
    guest = replace(registered, order=replace(registered.order, customer=GUEST))
    assert "it is the only way to follow the order" in words(shipped().render(guest))
    assert "only way" not in words(shipped().render(registered))


def test_a_bank_transfer_says_which_number_to_write_on_it() -> None:
    registered = sample("tell:order-received")
    (paid,) = registered.order.payments
    transfer = replace(paid, method="bank_transfer", provider="banktransfer")
    order = replace(registered.order, payments=(transfer,))
    assert "Write the number 50001 on the transfer." in words(
        shipped().render(replace(registered, order=order))
    )


@pytest.mark.parametrize("kind", ["order-received", "payment-awaited"])
@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_a_bank_transfer_shows_its_reference_in_groups_of_four_on_one_line(
    kind: str, language: str
) -> None:
    about = reading(sample(f"tell:{kind}"), language)
    (paid,) = about.order.payments
    transfer = replace(paid, provider="banktransfer", reference="RF2350001")
    asked = replace(about, order=replace(about.order, payments=(transfer,)))
    rendered = shipped().render(asked)
    assert any("RF23 5000 1" in line for line in rendered.text.splitlines())
    assert "RF23\N{NO-BREAK SPACE}5000\N{NO-BREAK SPACE}1" in rendered.html
    assert ("RF23 5000 1" in shipped().short(asked)) == (kind == "payment-awaited")
    plain = replace(asked, order=replace(about.order, payments=(replace(transfer, reference=""),)))
    assert "RF23" not in shipped().render(plain).text


def test_who_others_wait_for_is_told_why_and_what_lets_them_go_on() -> None:
    text = words(said("tell:instance-awaited"))
    assert "Another order of the same service for the same target has come in." in text
    assert "the other order waits until your item is completed or cancelled" in text
    assert "you need not do anything" in text
    about = sample("tell:item-cancelled")
    over = words(shipped().render(replace(about, kind="instance-awaited")))
    assert 'waited for this item. Meanwhile it is "Cancelled".' in over
    assert "has come in" not in over


@pytest.mark.parametrize("effect", ["tell:order-received", "tell:payment-confirmed"])
def test_the_status_is_explained_in_the_words_of_the_lifecycle(effect: str) -> None:
    about = sample(effect)
    state = about.policy.lifecycles.order.states[about.order.status]
    assert f'"{state.label}". {state.note}' in words(said(effect))


def test_an_item_on_hold_says_in_the_words_of_the_lifecycle_what_it_waits_for() -> None:
    note = POLICY.lifecycles.item.states["on_hold"].note
    assert note in words(said("tell:item-on-hold"))


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("customer_error", "It may be mistyped, private or restricted."),
        ("server_problem", "Our delivery server had a problem. You did nothing wrong."),
        ("a reason of the server's own", "a reason of the server's own"),
    ],
)
def test_a_cancelled_item_says_why_in_plain_words(reason: str, sentence: str) -> None:
    about = sample("tell:item-cancelled")
    items = tuple(replace(i, reason=reason) for i in about.order.items)
    changed = replace(about, order=replace(about.order, items=items))
    assert sentence in words(shipped().render(changed))


@pytest.mark.parametrize("effect", ["tell:item-cancelled", "tell:reminder"])
def test_a_cancelled_item_asks_with_both_amounts_and_dates_beside_each_other(effect: str) -> None:
    lines = [one_line(line) for line in said(effect).text.splitlines()]
    assert "Refund to your wallet credit or debit card" in lines
    assert "You get €3.60 €3.75" in lines
    assert "Processing fee not returned: €0.15 included: €0.15" in lines
    assert "You have it at once by 12 January 2026" in lines
    assert "with a new address or user name" in words(said(effect))
    assert "The full address of a public page." in words(said(effect))


def test_a_guest_is_offered_the_way_it_was_paid_and_told_what_silence_means() -> None:
    about = sample("tell:item-cancelled")
    guest = replace(about, order=replace(about.order, customer=GUEST))
    text = words(shipped().render(guest))
    assert "wallet" not in text
    assert "Please answer by 12 January 2026" in text
    assert "Without an answer we send the money back the way you paid." in text


@pytest.mark.parametrize(
    ("silence", "sentence"),
    [
        ("wallet", "Without an answer we put the money into your wallet."),
        ("original", "Without an answer we send the money back the way you paid."),
        ("staff", "Without an answer our staff decide what is best for you."),
    ],
)
def test_a_reminder_says_what_becomes_of_silence(silence: str, sentence: str) -> None:
    about = sample("tell:reminder")
    policy = replace(about.policy, silence_registered=silence)
    assert sentence in words(shipped().render(replace(about, policy=policy)))


def test_a_question_that_staff_ask_is_asked_although_none_is_asked_by_itself() -> None:
    about = sample("tell:item-cancelled")
    by_hand = replace(POLICY, ask="staff")
    failed = DeliveryReported("1", "failed", reason="server_problem", by=SERVER)
    start = decide(sample("tell:payment-confirmed").order, failed, by_hand, START, busy=frozenset())
    assert not isinstance(start, Refusal)
    waiting = after(about.order, AskCustomer("3", by=STAFF), by_hand)
    assert "Please answer by" in words(shipped().render(message("tell:reminder", waiting, "3")))


def test_a_message_that_comes_after_the_item_went_on_says_how_it_stands() -> None:
    about = sample("tell:item-cancelled")
    tried = after(about.order, RetryItem("3", "https://facebook.com/other", by=STAFF))
    text = words(shipped().render(replace(about, order=tried)))
    assert 'Meanwhile it is "Pending".' in text
    assert "You get" not in text
    reminder = words(shipped().render(message("tell:reminder", tried, "3")))
    assert "it is settled meanwhile" in reminder


def test_a_finished_order_with_a_cancelled_item_never_calls_itself_completed() -> None:
    rendered = said("tell:order-completed")
    assert rendered.subject == "Order 50001 is finished: 2 of 3 items delivered"
    delivered, _, rest = rendered.text.partition("NOT DELIVERED, OR REFUNDED")
    assert "YouTube views" in delivered
    assert "Instagram likes" in delivered
    assert "Facebook followers" not in delivered
    assert "Facebook followers" in rest
    assert "€6.25 went back to you" in words(rendered)


def test_a_finished_order_with_everything_delivered_says_so() -> None:
    about = sample("tell:order-completed")
    items = tuple(
        replace(i, status="completed", kind="finished", delivered=i.quantity)
        for i in about.order.items
    )
    rendered = shipped().render(replace(about, order=replace(about.order, items=items, refunds=())))
    assert rendered.subject == "Order 50001 is completed: everything was delivered"
    assert "NOT DELIVERED" not in rendered.text


@pytest.mark.parametrize("effect", ["tell:refund-requested", "tell:refund-sent"])
def test_a_refund_says_how_much_where_to_and_when(effect: str) -> None:
    rendered = said(effect)
    assert "€6.25" in rendered.subject
    assert "€6.25 to credit or debit card, the way you paid: by 12 January 2026" in rendered.text
    assert "processing fee included: €0.25" in rendered.text


def test_a_refund_to_the_wallet_is_there_at_once() -> None:
    about = sample("tell:refund-sent")
    (refund,) = about.order.refunds
    wallet = replace(refund, to="wallet", available_at=START)
    text = shipped().render(replace(about, order=replace(about.order, refunds=(wallet,)))).text
    assert "to your wallet (store credit): at once" in text


NEXT_REQUESTS: list[Callable[[Refund], Refund]] = [
    lambda refund: replace(refund, id="3", amount_minor=700),
    lambda refund: replace(
        refund, id="3", payment="2", amount_minor=700, requested_at=START + timedelta(hours=1)
    ),
    lambda refund: replace(refund, id="3", payment="2", amount_minor=700, to="wallet"),
]


@pytest.mark.parametrize("other", NEXT_REQUESTS)
def test_a_request_that_two_payments_share_is_one_message_with_both_parts(
    other: Callable[[Refund], Refund],
) -> None:
    about = sample("tell:refund-requested")
    (paid,), (refund,) = about.order.payments, about.order.refunds
    payments = (paid, replace(paid, id="2", method="wallet", provider="wallet"))
    parts = (refund, replace(refund, id="2", payment="2", amount_minor=100))
    order = replace(about.order, payments=payments, refunds=(*parts, other(refund)))
    rendered = shipped().render(replace(about, order=order))
    assert "€7.25" in rendered.subject
    assert "€1.00 to your wallet, the way you paid" in rendered.text
    assert "€7.00" not in rendered.text


def test_a_refund_sent_that_came_back_meanwhile_does_not_claim_to_have_arrived() -> None:
    about = sample("tell:refund-sent")
    (refund,) = about.order.refunds
    failed = replace(refund, status="failed", kind="failed")
    text = words(shipped().render(replace(about, order=replace(about.order, refunds=(failed,)))))
    assert "the bank returned it to us" in text


HOSTILE = "<img src=x onerror=alert(1)>\r\n\r\nTOTAL 0.00 EUR\u202e{{ 7*7 }}"


@pytest.mark.parametrize("effect", MESSAGES)
def test_what_customers_wrote_changes_neither_the_page_nor_the_lines(effect: str) -> None:
    about = sample(effect)
    items = tuple(
        replace(i, service=HOSTILE, target=HOSTILE, reason=HOSTILE) for i in about.order.items
    )
    customer = replace(about.order.customer, name=HOSTILE, email=HOSTILE)
    parked = tuple(replace(p, why=HOSTILE, what=HOSTILE) for p in about.order.parked)
    order = replace(about.order, items=items, customer=customer, parked=parked)
    rendered = shipped().render(replace(about, order=order, to=HOSTILE))
    assert "img" not in Page(rendered.html).elements
    assert "\n" not in rendered.subject
    assert "\u202e" not in rendered.subject + rendered.text + rendered.html
    assert "TOTAL 0.00 EUR" not in rendered.text.splitlines()
    assert "49" not in re.findall(r"\d+", rendered.subject)


@pytest.mark.parametrize("language", ["../../../etc", "tlh", "", "en/customer", "\x00", "EN"])
def test_a_language_without_a_folder_is_english_and_never_a_path(language: str) -> None:
    about = sample("tell:order-received")
    customer = replace(about.order.customer, language=language)
    changed = replace(about, order=replace(about.order, customer=customer))
    assert shipped().render(changed) == shipped().render(about)


def own(folder: Path, name: str, text: str) -> Templates:
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return Templates(folder)


def reading(message: Message, language: str) -> Message:
    """Return the message for a customer, or for staff, who read the language."""
    customer = replace(message.order.customer, language=language)
    house = replace(message.policy.house, staff_language=language)
    order = replace(message.order, customer=customer)
    return replace(message, order=order, policy=replace(message.policy, house=house))


RECEIVED = "mail/customer/order-received.j2"


def test_a_shop_may_say_one_message_in_its_own_words(tmp_path: Path) -> None:
    template = "Got {{ order.number }}\nThanks, {{ order.customer.name | line }}!"
    templates = own(tmp_path, RECEIVED, template)
    rendered = templates.render(sample("tell:order-received"))
    assert (rendered.subject, rendered.text) == ("Got 50001", "Thanks, Customer One!\n")
    untouched = sample("tell:payment-confirmed")
    assert templates.render(untouched) == shipped().render(untouched)


def test_a_shop_may_change_a_part_of_a_message_that_ships(tmp_path: Path) -> None:
    template = (
        f'{{% extends "shipped/{RECEIVED}" %}}'
        "{% block subject %}Got {{ order.number }}{% endblock %}"
    )
    templates = own(tmp_path, RECEIVED, template)
    rendered = templates.render(sample("tell:order-received"))
    assert rendered.subject == "Got 50001"
    assert rendered.text == said("tell:order-received").text


def test_a_shop_may_change_a_message_in_one_language_only(tmp_path: Path) -> None:
    templates = own(tmp_path, f"fi/{RECEIVED}", "Moi {{ order.number }}\nKiitti.")
    about = sample("tell:order-received")
    assert templates.render(reading(about, "fi")).subject == "Moi 50001"
    assert templates.render(about) == shipped().render(about)


def test_a_shop_may_change_what_is_said_in_chats(tmp_path: Path) -> None:
    templates = own(tmp_path, "short/customer/order-received.j2", "Got {{ order.number }}!")
    about = sample("tell:order-received")
    assert templates.short(about) == "Got 50001!"
    assert templates.render(about) == shipped().render(about)


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
@pytest.mark.parametrize("effect", MESSAGES)
def test_every_message_in_every_language_and_channel_says_which_order_it_is_about(
    effect: str, language: str
) -> None:
    about = reading(sample(effect), language)
    rendered, short = shipped().render(about), shipped().short(about)
    assert about_what(effect) in rendered.subject
    assert about_what(effect) in short
    assert 0 < len(rendered.subject) <= 100
    assert Page(rendered.html).open == []
    assert f'<html lang="{language}">' in rendered.html
    for said_ in (rendered.subject, rendered.text, Page(rendered.html).text, short):
        assert not re.search(r"%\(|\{\{|  none|None|undefined", said_)
        assert "\N{NO-BREAK SPACE}" not in rendered.text + rendered.subject + short


@pytest.mark.parametrize("effect", MESSAGES)
def test_short_words_are_one_line_of_at_most_300_characters_without_a_link(effect: str) -> None:
    about = sample(effect)
    service = "A service with a very long name " * 15
    items = tuple(replace(item, service=service, target="t" * 500) for item in about.order.items)
    house = replace(about.policy.house, name="A shop with a long name " * 20)
    long = replace(
        about,
        order=replace(about.order, items=items),
        policy=replace(about.policy, house=house),
    )
    for language in ("en", "fi", "sv"):
        short = shipped().short(reading(long, language))
        assert 0 < len(short) <= 300
        assert not short.endswith(" …")
        assert "\n" not in short
        assert "token-1" not in short


def test_finnish_writes_amounts_and_days_as_finns_do() -> None:
    rendered = shipped().render(reading(sample("tell:item-cancelled"), "fi-FI"))
    assert rendered.subject == "Tilauksen 50001 tuotetta Facebook followers ei voitu toimittaa"
    assert "3,75 €" in rendered.text
    assert "viimeistään 12. tammikuuta 2026" in rendered.text
    assert "3,75\N{NO-BREAK SPACE}€" in rendered.html


def test_one_item_is_not_several() -> None:
    about = sample("tell:order-completed")
    only = replace(about, order=replace(about.order, items=about.order.items[2:]))
    said_ = {code: shipped().render(reading(only, code)).subject for code in ("en", "fi", "sv")}
    assert said_ == {
        "en": "Order 50001 is finished: 0 of 1 item delivered",
        "fi": "Tilaus 50001 on käsitelty: toimitettu 0/1 tuote",
        "sv": "Beställning 50001 är avslutad: 0 av 1 vara levererad",
    }


def test_a_day_is_the_day_where_the_shop_is() -> None:
    about = sample("tell:payment-awaited")
    (payment,) = about.order.payments
    late = replace(payment, expires_at=START.replace(hour=23))
    house = replace(about.policy.house, time_zone="Europe/Helsinki")
    order = replace(about.order, payments=(late,))
    there = replace(about, order=order, policy=replace(about.policy, house=house))
    assert "6 January 2026, 1:00 am" in words(shipped().render(there))


def test_a_payment_awaited_says_how_to_pay_and_until_when() -> None:
    rendered = said("tell:payment-awaited")
    assert rendered.subject == "Please pay €20.83 for order 50001"
    assert "until 6 January 2026, 9:00 am UTC" in words(rendered)
    assert "https://pay.example/pay-1" in rendered.text
    assert 'href="https://pay.example/pay-1"' in rendered.html
    assert "The processing fee of €0.83 is included." in words(rendered)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "ftp://pay.example", "https://a\nb"])
def test_a_payment_that_no_page_takes_points_to_the_order(url: str) -> None:
    about = sample("tell:payment-awaited")
    (payment,) = about.order.payments
    order = replace(about.order, payments=(replace(payment, pay_url=url),))
    rendered = shipped().render(replace(about, order=order))
    assert "You can pay on your order's page." in words(rendered)
    assert "javascript" not in rendered.html
    assert "Pay now" not in rendered.text


def test_a_payment_awaited_that_was_paid_meanwhile_asks_for_nothing() -> None:
    about = sample("tell:payment-awaited")
    paid = replace(about, order=sample("tell:payment-confirmed").order)
    text = words(shipped().render(paid))
    assert 'There is nothing to pay any more. The payment is "Paid".' in text
    assert "Pay now" not in text


ANSWERS = {choice: f"https://shop.example/a/{choice}" for choice in ("retry", "wallet", "original")}


@pytest.mark.parametrize("effect", ["tell:item-cancelled", "tell:reminder"])
def test_each_answer_has_its_link_beside_its_amount_and_day(effect: str) -> None:
    rendered = shipped().render(replace(sample(effect), answer_urls=ANSWERS))
    lines = [line.strip() for line in rendered.text.splitlines()]
    for choice, said_ in {
        "retry": "Try again, if you like with a new address or user name",
        "wallet": "€3.60 to your wallet, at once",
        "original": "€3.75 back the way you paid, by 12 January 2026",
    }.items():
        assert lines[lines.index(f"{said_}:") + 1] == ANSWERS[choice]
        assert f'<a class="button" href="{ANSWERS[choice]}">{said_}</a>' in rendered.html


def test_a_guest_has_no_link_to_a_wallet() -> None:
    about = replace(sample("tell:item-cancelled"), answer_urls=ANSWERS)
    guest = replace(about, order=replace(about.order, customer=GUEST))
    assert ANSWERS["wallet"] not in shipped().render(guest).text
    assert ANSWERS["original"] in shipped().render(guest).text


def test_a_refund_that_could_not_even_be_requested_is_told_to_staff() -> None:
    about = replace(sample("alert:refund-failed"), about="")
    assert shipped().render(about).subject == "Order 50001: a refund could not be requested"


def test_words_of_a_folder_that_is_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="there is no such folder; TILAUS_TEMPLATES names"):
        from_settings({"TILAUS_TEMPLATES": "nowhere/at/all"})
    assert from_settings({}) is shipped()


def test_a_template_that_names_what_is_not_there_fails_and_sends_no_hole(tmp_path: Path) -> None:
    templates = own(tmp_path, RECEIVED, "x\n{{ order.nothing }}")
    with pytest.raises(jinja2.UndefinedError):
        templates.render(sample("tell:order-received"))


def test_a_kind_without_a_template_fails() -> None:
    with pytest.raises(jinja2.TemplateNotFound):
        shipped().render(replace(sample("tell:order-received"), kind="love-letter"))


def test_the_same_message_gives_the_same_words() -> None:
    about: Message = sample("tell:item-cancelled")
    assert shipped().render(about) == shipped().render(about)
    later = replace(about, at=about.at + timedelta(days=1))
    assert "by 13 January 2026" in words(shipped().render(later))
