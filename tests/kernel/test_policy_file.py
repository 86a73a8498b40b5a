"""The policy file: what is written is read back, and what is wrong is said with its place."""

import os
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilaus.commands import Actor, Line, Place, Tender
from tilaus.decide import decide
from tilaus.lifecycles import Lifecycles
from tilaus.order import Customer
from tilaus.policy import House, Method, Policy, RefundRule, Service, problems
from tilaus.policy_file import COMMENTS, PolicyError, dump_policy, load_policy, load_switch
from tilaus.record import replace
from tilaus.refusals import Refusal
from tilaus.table import ROLES
from tilaus.testing.lifecycles import changed_lifecycles

LINES = st.text(st.characters(exclude_categories=("C", "Z")), max_size=12)
NAMES = LINES.filter(bool)
FEES = st.integers(0, 10_000)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Draw a policy that a shop could have: whatever a file can hold, and nothing contradicts."""
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    methods = [
        Method(n, draw(NAMES), draw(FEES), draw(FEES), draw(st.integers(1, 99))) for n in names
    ]
    rules = [
        RefundRule(n, "original", draw(st.booleans()), draw(st.integers(0, 60))) for n in names
    ]
    services = draw(st.lists(NAMES, max_size=3, unique=True))
    rights = st.sampled_from(["order.cancel", "refund", "item.retry"])
    roles = st.lists(st.sampled_from(sorted(ROLES)), max_size=3).map(tuple)
    return Policy(
        currency=draw(st.sampled_from(["EUR", "JPY", "KWD"])),
        first_order_number=draw(st.integers(1, 10**15)),
        completion=draw(st.sampled_from(["staff", "automatic"])),
        late_payment=draw(st.sampled_from(["refund", "park", "revive"])),
        ask=draw(st.sampled_from(["automatic", "staff"])),
        silence_days=draw(st.integers(1, 365)),
        silence_registered=draw(st.sampled_from(["wallet", "original", "staff"])),
        silent_server_hours=draw(st.integers(0, 8_760)),
        tracking_days=draw(st.integers(1, 3_650)),
        split=draw(st.sampled_from(["proportional", "wallet_first"])),
        house=House(name=draw(LINES), messenger=draw(LINES), phone=draw(LINES)),
        methods=tuple(methods),
        refund_rules=tuple(rules),
        services=tuple(Service(n, "url", ("youtube.com",), draw(LINES)) for n in services),
        permissions=draw(st.dictionaries(rights, roles)),
        holidays=tuple(draw(st.lists(st.dates(date(2000, 1, 1)), max_size=3))),
        lifecycles=draw(st.sampled_from(changed_lifecycles())),
    )


@given(policies())
def test_a_written_policy_is_read_back_as_an_equal_one(policy: Policy) -> None:
    assert problems(policy) == []
    assert load_policy(dump_policy(policy)) == policy


def test_the_defaults_are_read_back_from_their_file_and_from_an_empty_one() -> None:
    assert load_policy(dump_policy(Policy())) == Policy()
    assert load_policy("") == Policy()


def test_every_key_of_a_policy_has_its_comment_in_the_file() -> None:
    names = {field.name for field in attrs.fields(type(_any(Policy())))}
    assert COMMENTS.keys() == names - {"lifecycles"}
    written = dump_policy(Policy())
    for comment in COMMENTS.values():
        assert " ".join(f"# {comment}".split()[:6]) in written


def _any(policy: object) -> attrs.AttrsInstance:
    assert attrs.has(type(policy))
    return policy  # type: ignore[return-value]


def test_a_lifecycle_with_facts_of_its_own_has_no_form_in_a_file() -> None:
    own = replace(Policy(), lifecycles=replace(Lifecycles(), order=Lifecycles().item))
    with pytest.raises(PolicyError, match="set it in Python"):
        dump_policy(own)


KEYS = ", ".join([*COMMENTS, "lifecycle"])
CARD = (
    'refund_rules = [{paid_with = "card", to = "original", returns_fee = true}]\n[methods.card]\n'
)

ITEM = "[lifecycle]\nid = 'a'\n[lifecycle.item]\n"

# fmt: off
WRONG = [
    # the file                                        what is said
    ("currency = 'EURO'",                             ["currency 'EURO': use an ISO 4217 code such as EUR, JPY or KWD"]),
    ("currency = 5",                                  ["currency: a text is expected, not 5"]),
    ("silence_day = 7",                               [f"'silence_day': there is no such key; there are {KEYS}"]),
    ("silence_days = 0",                              ["silence_days: use 1 to 365 days"]),
    ("silence_days = 7.0",                            ["silence_days: a whole number is expected, not 7.0"]),
    ("silence_days = true",                           ["silence_days: a whole number is expected, not True"]),
    ("first_order_number = -1",                       ["first_order_number: use a whole number from 1 on"]),
    ("completion = 'robot'",                          ["completion: 'staff' or 'automatic' is expected, not 'robot'"]),
    ("late_payment = ['park']",                       ["late_payment: 'refund' or 'park' or 'revive' is expected, not ['park']"]),
    ("holidays = ['2026-12-24']",                     ["holidays[0]: a date such as 2026-12-24 is expected, not 2026-12-24"]),
    ("holidays = [2026-12-24T00:00:00Z]",             ["holidays[0]: a date such as 2026-12-24 is expected, not 2026-12-24 00:00:00+00:00"]),
    ("house = 'here'",                                ["house: an object with named values is expected"]),
    ("[house]\nmail = 'a@b.example'",                 ["house: unknown field 'mail'; there are name, url, mail_from, staff_mail, reply_to, chat, messenger, phone, time_zone, staff_language"]),
    ("[house]\nmail_from = 'nobody'",                 ["house.mail_from: use a mail address, not 'nobody'"]),
    ("[house]\nname = \"a\\nBcc: all\"",              ["house: every text is one line of printable characters"]),
    ("[house]\nmail_from = ''",                       ["house.mail_from: use a mail address, not ''"]),
    ("[lifecycles.order]\nstates = []",               [f"'lifecycles': there is no such key; there are {KEYS}"]),
    ("lifecycle = 5",                                 ["lifecycle: an object with named values is expected"]),
    ("[lifecycle]\n",                                 ["lifecycle.id: field 'id' is missing"]),
    ("[lifecycle]\nid = 'My Shop'\nversion = 0",      ["lifecycle.id: use 1 to 40 of a-z, 0-9, - and _, not 'My Shop'", "lifecycle.version: use a whole number from 1 on"]),
    ("[lifecycle]\nid = 'a'\nversion = '1'",          ["lifecycle.version: a whole number is expected, not '1'"]),
    ("[lifecycle]\nid = 'a'\ncustomer = 1",           ["lifecycle: unknown field 'customer'; there are id, version, order, item, payment, refund, mapping"]),
    (ITEM + "base = 'none'",                          ["lifecycle.item.base: 'shipped' or 'empty' is expected, not 'none'"]),
    (ITEM + "states = ['packed']",                    ["lifecycle.item.states: write one table for each, for example [lifecycle.item.states.packed]"]),
    (ITEM + "states.packed.lik = 'processing'",       ["lifecycle.item.states.packed: unknown field 'lik'; there are like, kind, label, note"]),
    (ITEM + "states.packed.label = 1",                ["lifecycle.item.states.packed.label: a text is expected, not 1"]),
    (ITEM + "states.packed = 1",                      ["lifecycle.item.states.packed: an object with named values is expected"]),
    (ITEM + "transitions = [{ trigger = 'a', source = 'pending', target = '=' }]",
                                                      ["lifecycle.item.transitions #1.by: field 'by' is missing"]),
    (ITEM + "transitions = [1, { trigger = 'a', source = 7, target = '=', by = 'staff' }]",
                                                      ["lifecycle.item.transitions #1: an object with named values is expected",
                                                       "lifecycle.item.transitions #2.source: a list is expected, not 7"]),
    (ITEM + "transitions = [{ trigger = 'a', source = 'pending', target = '=', by = 'staff', when = '' }]",
                                                      ["lifecycle.item.transitions #1: unknown field 'when'; there are trigger, source, target, by, guard, automatic, effects, reopens, note"]),
    (ITEM + "remove = [{ trigger = 'deliver', source = 'on_hold' }]",
                                                      ["lifecycle.item: remove: no row 'deliver' leads from on_hold, so it cannot go; there are release, cancel, call_off"]),
    (ITEM + "answers.pending.accepted = 5",           ["lifecycle.item.answers.pending.accepted: a text is expected, not 5"]),
    ("[lifecycle]\nid = 'a'\n[lifecycle.mapping]\nitem.packed = 'unpacked'",
                                                      ["lifecycle.mapping.item.packed: 'unpacked' is no state; states are pending, on_hold, processing, completed, cancelled, refunded"]),
    ("[lifecycle]\nid = 'a'\n[lifecycle.mapping]\ncustomer.a = 'b'",
                                                      ["lifecycle.mapping.customer: there is none; there are order, item, payment, refund"]),
    ("silence_days = 0\n[permissions]\nitem.pack = ['staff']\n" + ITEM + "remove_states = ['packed']",
                                                      ["lifecycle.item: remove_states: 'packed' is no state, so it cannot go; states are pending, on_hold, processing, completed, cancelled, refunded",
                                                       "silence_days: use 1 to 365 days"]),
    ("methods = 5",                                   ["methods: write one table for each, for example [methods.NAME]"]),
    ("[[methods]]\nname = 'card'",                    ["methods: write one table for each, for example [methods.NAME]"]),
    (f"{CARD}name = 'visa'\nprovider = 'x'",          ["methods.card.name: the table's key is its name; remove this line"]),
    (f"{CARD}provider = 'x'\nfee = 5",                ["methods.card: unknown field 'fee'; there are provider, fee_bps, fee_minor, expires_hours"]),
    (f"{CARD}fee_bps = 5",                            ["methods.card.provider: field 'provider' is missing"]),
    (f"{CARD}provider = 'x'\nfee_bps = 10001",        ["method card: fee_bps is 0 to 10000 and fee_minor at least 0"]),
    (f"{CARD}provider = 'x'\nexpires_hours = 0",      ["method card: expires_hours is 1 to 8760"]),
    ("[methods]\n",                                   ["methods: declare at least one way to pay", *[f"refund rule ({r.paid_with} -> {r.to}): no such method" for r in Policy().refund_rules]]),
    ("refund_rules = [7]",                            ["refund_rules #1: an object with named values is expected"]),
    ("refund_rules = 'none'",                         ["refund_rules: a list is expected, not 'none'"]),
    ("[[refund_rules]]\npaid_with = 'card'\nto = 'x'\nreturns_fee = true", ["refund_rules #1.to: 'wallet' or 'original' is expected, not 'x'"]),
    ("services = ['views']",                          ["services: write one table for each, for example [services.NAME]"]),
    ("[services.\"YouTube views\"]\ntarget = 'page'", ["services.YouTube views.target: 'url' or 'user_name' or 'text' is expected, not 'page'"]),
    ("[services.likes]\nhosts = 'instagram.com'",     ["services.likes.hosts: a list is expected, not 'instagram.com'"]),
    ("[services.likes]\ntarget = 'url'\nhosts = ['https://instagram.com/']", ["service likes: host 'https://instagram.com/': write a domain such as youtube.com"]),
    ("[services.\"\"]\n",                             ["service '': a name has 1 to 100 printable characters"]),
    ("[permissions]\nrefund = 'staff'",               ["permissions.refund: a list is expected, not 'staff'"]),
    ("[permissions]\nrefund = ['boss']",              [f"permission refund: unknown role 'boss'; roles are {', '.join(ROLES)}"]),
    ("[permissions]\norder.fly = ['staff']",          ["permission 'order.fly': no such right; one is order.cancel, another refund"]),
    ("currency = 'EURO'\nsilence_days = 0",           ["currency 'EURO': use an ISO 4217 code such as EUR, JPY or KWD", "silence_days: use 1 to 365 days"]),
    ("currency = 5\nsilence_days = '7'\nx = 1",       [f"'x': there is no such key; there are {KEYS}", "currency: a text is expected, not 5", "silence_days: a whole number is expected, not '7'"]),
    ("a = " + "[" * 9_000,                            ["this is no policy: it is nested too deeply"]),
    ("#" * 1_000_001,                                 ["the file has 1000001 characters: 1000000 are the most"]),
]
# fmt: on


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_is_wrong_is_said_with_its_place_and_the_cure(text: str, said: list[str]) -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy(text)
    assert caught.value.problems == said
    assert str(caught.value) == "\n  ".join(["the policy cannot be used:", *said])


@pytest.mark.parametrize(
    "text", ["currency =", "= 5", "[a", "\x00", "a = 1" + "0" * 5000, "a=1\na=2"]
)
def test_what_is_no_toml_is_said_to_be_none(text: str) -> None:
    with pytest.raises(PolicyError, match="this is no TOML"):
        load_policy(text)


WORDS = st.sampled_from(
    [
        *COMMENTS,
        "lifecycle",
        "item",
        "states",
        "id",
        "=",
        "[",
        "]",
        "[[",
        "\n",
        "'x'",
        "5",
        "{",
        "}",
        ".",
        "card",
        "true",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_any_text_is_a_policy_or_is_refused(text: str) -> None:
    with suppress(PolicyError):
        policy = load_policy(text)
        assert load_policy(dump_policy(policy)) == policy


DEFAULT_FILE = dump_policy(Policy(lifecycles=changed_lifecycles()[2]))


@given(st.integers(0, len(DEFAULT_FILE) - 1), st.sampled_from(["", "5", "'", "[", "-", "\n", "x"]))
def test_a_file_with_one_character_changed_is_a_policy_or_is_refused(at: int, new: str) -> None:
    with suppress(PolicyError):
        load_policy(DEFAULT_FILE[:at] + new + DEFAULT_FILE[at + 1 :])


TABLES = {"house", "methods", "services", "webhooks", "permissions"}
"""Keys that are tables of their own."""


def test_the_file_of_the_reference_is_one() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "policy-file.md"
    text = page.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    policy = load_policy(text)
    assert {line.split(" = ")[0] for line in text.splitlines() if " = " in line} >= {
        key for key in COMMENTS if key not in TABLES
    }
    assert policy.roles("refund") == frozenset({"staff", "manager"})


def test_the_changed_lifecycle_of_the_reference_is_one() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "policy-file.md"
    policy, mapping = load_switch(
        page.read_text(encoding="utf-8").split("```toml\n")[2].split("```")[0]
    )
    assert (policy.lifecycles.id, policy.lifecycles.version) == ("goods", 2)
    assert policy.lifecycles.item.label("on_hold") == "Waits for another"
    assert mapping == {"item": {"wrapped": "packed"}}


def test_a_permission_for_nobody_is_kept_and_means_nobody() -> None:
    policy = load_policy("[permissions]\nplace = []")
    assert policy.roles("place") == frozenset()
    customer, line = Customer("guest@customer.example"), Line("views", "somewhere", 1, 100)
    tenders = (Tender("card"),)
    by = Actor("manager")
    wish = Place("id", 50001, "token", "EUR", customer, (line,), tenders, by=by)
    refusal = decide(None, wish, policy, datetime(2026, 1, 5, 9, tzinfo=UTC))
    assert isinstance(refusal, Refusal)
    assert refusal.sentence == "cannot place an order: manager may not"


def test_a_dotted_right_may_be_quoted_or_not() -> None:
    quoted = load_policy('[permissions]\n"order.cancel" = ["staff"]')
    assert quoted == load_policy('[permissions]\norder.cancel = ["staff"]')
    assert quoted.roles("order.cancel") == frozenset({"staff"})


def test_the_shop_reads_no_file_and_loads_no_reader_until_it_is_asked_to() -> None:
    program = "import sys, tilaus; print({'cattrs', 'tomllib'} & sys.modules.keys())"
    # Coverage would start itself in the other process, and reads its settings from TOML.
    environment = {name: v for name, v in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "set()\n"


def test_banks_do_not_work_on_the_holidays_of_the_file() -> None:
    policy = load_policy("holidays = [2026-01-06]")
    monday = datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert policy.add_bank_days(monday, 1).date() == date(2026, 1, 7)
