"""A policy is data: what is wrong with it is said in sentences, all at once."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from tilaus.policy import (
    METHODS,
    REFUND_RULES,
    RIGHTS,
    House,
    Method,
    Policy,
    RefundRule,
    Service,
    pay_method,
    problems,
    rights,
)
from tilaus.record import replace
from tilaus.refusals import Refused
from tilaus.table import ROLES
from tilaus.testing import strategies

CARD, GOOGLE, PAYPAL, WALLET, BANK = METHODS


def methods(card: Method) -> Mapping[str, Any]:
    return {"methods": (card, *METHODS[1:])}


def rules(*more: RefundRule) -> Mapping[str, Any]:
    return {"refund_rules": (*REFUND_RULES, *more)}


# fmt: off
WRONG = [
    # what differs from the defaults                                         every problem
    ({"currency": "XXX"},                                                    ["currency 'XXX': use an ISO 4217 code such as EUR, JPY or KWD"]),
    ({"first_order_number": 0},                                              ["first_order_number: use a whole number from 1 on"]),
    ({"silence_days": 0},                                                    ["silence_days: use 1 to 365 days"]),
    ({"silent_server_hours": -1},                                            ["silent_server_hours: use 1 to 8760 hours, or 0 for never"]),
    ({"silent_server_hours": 8_761},                                         ["silent_server_hours: use 1 to 8760 hours, or 0 for never"]),
    ({"tracking_days": 0},                                                   ["tracking_days: use 1 to 3650 days"]),
    ({"tracking_days": 3_650},                                               []),
    ({"tracking_days": 3_651},                                               ["tracking_days: use 1 to 3650 days"]),
    ({"silence_days": 366},                                                  ["silence_days: use 1 to 365 days"]),
    ({"house": House(name="a\nb")},                                          ["house: every text is one line of printable characters"]),
    ({"house": House(mail_from="")},                                         ["house.mail_from: use a mail address, not ''"]),
    ({"house": House(url="javascript:alert(1)")},                            ["house.url: use an address that begins with https://, not 'javascript:alert(1)'"]),
    ({"house": House(url="", chat="shop.example")},                          ["house.url: use an address that begins with https://, not ''", "house.chat: use an address that begins with https://, not 'shop.example'"]),
    ({"house": House(url="http://127.0.0.1:8080", chat="")},                 []),
    ({"house": House(staff_mail="desk")},                                    ["house.staff_mail: use a mail address, not 'desk'"]),
    ({"house": House(staff_mail="")},                                        []),
    (methods(replace(CARD, fee_bps=10_001)),                                 ["method card: fee_bps is 0 to 10000 and fee_minor at least 0"]),
    (methods(replace(CARD, fee_bps=-1)),                                     ["method card: fee_bps is 0 to 10000 and fee_minor at least 0"]),
    (methods(replace(CARD, fee_minor=-1)),                                   ["method card: fee_bps is 0 to 10000 and fee_minor at least 0"]),
    (methods(replace(CARD, fee_bps=10_000, fee_minor=0)),                    []),
    (methods(replace(CARD, expires_hours=0)),                                ["method card: expires_hours is 1 to 8760"]),
    (methods(replace(CARD, expires_hours=8_761)),                            ["method card: expires_hours is 1 to 8760"]),
    ({"methods": (CARD, *METHODS)},                                          ["method card: declared twice"]),
    ({"methods": (), "refund_rules": ()},                                    ["methods: declare at least one way to pay"]),
    ({"methods": (CARD,), "refund_rules": ()},                               ["method card: a guest's money could not go back; add a refund rule to original"]),
    ({"methods": (*METHODS, Method("a\tb", "sandbox"))},                     ["method 'a\\tb': a name has 1 to 100 printable characters",
                                                                              "method a\tb: a guest's money could not go back; add a refund rule to original"]),
    (rules(RefundRule("cash", "original", True)),                            ["refund rule (cash -> original): no such method"]),
    (rules(RefundRule("card", "original", True)),                            ["refund rule (card -> original): declared twice"]),
    ({"refund_rules": tuple(replace(r, bank_days=61) if r.paid_with == "card" and r.to == "original" else r for r in REFUND_RULES)},
                                                                             ["refund rule (card -> original): bank_days is 0 to 60"]),
    ({"refund_rules": tuple(replace(r, registered_only=True) if r.paid_with == "paypal" else r for r in REFUND_RULES)},
                                                                             ["refund rule (paypal -> original): must be open to guests too"]),
    ({"permissions": {"order.cancel": ("staff",), "refund": ()}},            []),
    ({"permissions": {"order.explode": ("staff",)}},                         ["permission 'order.explode': no such right; one is order.cancel, another refund"]),
    ({"permissions": {"refund": ("staff", "boss")}},                         [f"permission refund: unknown role 'boss'; roles are {', '.join(ROLES)}"]),
    ({"services": (Service("a"), Service("a"))},                             ["service a: declared twice"]),
    ({"services": (Service(""),)},                                           ["service '': a name has 1 to 100 printable characters"]),
    ({"services": (Service("a", "text", ("example.com",)),)},                ['service a: hosts go with target = "url"']),
    ({"services": (Service("a", "url", ("https://example.com/",)),)},        ["service a: host 'https://example.com/': write a domain such as youtube.com"]),
]
# fmt: on


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_what_is_wrong_with_a_policy_is_said_in_a_sentence(
    changes: Mapping[str, Any], said: list[str]
) -> None:
    assert problems(replace(Policy(), **changes)) == said


def test_nothing_is_wrong_with_the_defaults() -> None:
    assert problems(Policy()) == []


def test_everything_that_is_wrong_is_said_at_once() -> None:
    policy = Policy(currency="XXX", silence_days=0, permissions={"no": ()}, services=(Service(""),))
    assert len(problems(policy)) == 4


@given(strategies.policies())
def test_nothing_is_wrong_with_the_policies_that_are_drawn(policy: Policy) -> None:
    assert problems(policy) == []


# fmt: off
FEES = [
    # method                              pays for     fee
    (CARD,                                10_000,      290 + 25),
    (CARD,                                1,           0 + 25),
    (CARD,                                0,           0),
    (WALLET,                              10_000,      0),
    (Method("m", "p", fee_bps=50),        100,         1),
    (Method("m", "p", fee_bps=49),        100,         0),
    (Method("m", "p", fee_bps=10_000),    777,         777),
]
# fmt: on


@pytest.mark.parametrize(("method", "base", "fee"), FEES)
def test_a_fee_is_rounded_half_up_and_none_is_taken_for_nothing(
    method: Method, base: int, fee: int
) -> None:
    assert method.fee(base) == fee


def test_a_way_to_pay_that_is_not_taken_is_refused_with_those_that_are() -> None:
    assert pay_method(Policy(), "card") is CARD
    with pytest.raises(
        Refused, match=r"^cannot pay with 'cash': the shop does not take it"
    ) as caught:
        pay_method(Policy(), "cash")
    assert caught.value.refusal.possible == tuple(f"pay with {m.name}" for m in METHODS)


def test_an_undeclared_service_takes_any_text() -> None:
    declared = Service("views", "url")
    policy = Policy(services=(declared,))
    assert policy.service("views") is declared
    assert policy.service("likes") == Service("likes", "text")


def test_every_right_belongs_to_somebody_and_every_row_is_a_right() -> None:
    known = rights(Policy())
    assert known >= RIGHTS.keys()
    assert {"order.cancel", "item.retry", "payment.capture", "refund.retry"} <= known
    assert all(set(roles.split()) <= ROLES.keys() for roles in RIGHTS.values())


def test_a_permission_stands_instead_of_the_roles_of_the_table() -> None:
    policy = Policy(permissions={"order.hold": ("manager",), "order.cancel": ()})
    rows = {row.trigger: row for row in policy.lifecycles.order.rows("pending")}
    assert policy.roles_of("order", rows["hold"]) == {"manager"}
    assert policy.roles_of("order", rows["cancel"]) == set()
    assert policy.roles_of("order", rows["expire"]) == rows["expire"].by
    assert policy.roles("order.expire") is None
