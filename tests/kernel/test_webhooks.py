"""Which types there are, who wants which, and what a policy may say about endpoints."""

import json
from pathlib import Path
from typing import get_args

import pytest

from tilaus.announced import public, type_of
from tilaus.events import Event, Moved, Recorded
from tilaus.lifecycles import SHIPPED
from tilaus.policy import Policy, problems
from tilaus.policy_file import PolicyError, dump_policy, load_policy
from tilaus.testing.orders import STAFF, START
from tilaus.webhooks import MACHINES, MOST, TYPES, Webhook, setting_of, types

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "webhooks.md"


def test_every_event_but_a_step_has_a_type_of_its_own() -> None:
    events = {kind.__name__ for kind in get_args(Event)} - {"Moved"}
    assert events == TYPES.keys(), "give each event a type in tilaus.webhooks.TYPES"
    names = [name for name, _ in TYPES.values()]
    steps = [name for name in types(SHIPPED) if name not in names]
    assert len(set(names)) == len(names)
    assert len(steps) == sum(len(SHIPPED[machine].states) + 1 for machine in MACHINES)


def test_a_step_is_named_after_the_state_that_it_leads_to() -> None:
    moved = Moved("item", "1", "deliver", "processing", "completed", "finished")
    stayed = Moved("payment", "1", "open", "created", "created", "initial")
    assert type_of(moved) == "item.completed"
    assert type_of(stayed) == "payment.unchanged"


def test_the_reference_lists_every_type_of_the_shipped_lifecycles() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `shop.")]
    wanted = [f"| `shop.tilaus.{name}` | {when} |" for name, when in types(SHIPPED).items()]
    assert rows == wanted, "write the rows of tilaus.webhooks.types(SHIPPED) into the page"


# fmt: off
WANTS = (
    # patterns                           wanted                             not wanted
    (("*",),                             "order.placed item.completed",     ""),
    (("order.*",),                       "order.placed order.completed",    "item.completed"),
    (("order.completed",),               "order.completed",                 "order.placed"),
    (("refund.*", "item.cancelled"),     "refund.failed item.cancelled",    "item.completed order.refunded"),
    ((),                                 "",                                "order.placed"),
    (("order",),                         "",                                "order.placed"),
    (("order*",),                        "",                                "order.placed"),
)
# fmt: on


@pytest.mark.parametrize(("patterns", "wanted", "others"), WANTS)
def test_an_endpoint_wants_what_its_patterns_name(
    patterns: tuple[str, ...], wanted: str, others: str
) -> None:
    webhook = Webhook("books", "https://books.example/", patterns)
    assert all(webhook.wants(name) for name in wanted.split())
    assert not any(webhook.wants(name) for name in others.split())


# fmt: off
WRONG = (
    # what the file says                                                       what is said about it
    ('url = "ftp://books.example/"',                                           "no address of a web server"),
    ('url = "https://"',                                                       "no address of a web server"),
    ('url = "https://books.example/#x"',                                       "no address of a web server"),
    ('url = "https://books.example:99999/"',                                   "cannot be read"),
    ('url = "https://[::1/"',                                                  "cannot be read"),
    ('url = "https://books.example/ä"',                                        "letters that an address cannot have"),
    ('url = "https://books.example/a b"',                                      "letters that an address cannot have"),
    ('url = "https://books.example/\\r\\nx: y"',                               "letters that an address cannot have"),
    ('url = "https://me:secret@books.example/"',                               "leave it out"),
    ('url = "http://books.example/"',                                          "use https"),
    ('url = "https://books.example/"\nevents = []',                            "at least one type"),
    ('url = "https://books.example/"\nevents = ["order.complete"]',            "no event has the type"),
    ('url = "https://books.example/"\nevents = ["shop.*"]',                    "no event has the type"),
    ('url = "https://books.example/"\ngive_up_days = 0',                       "give_up_days is 1 to 365"),
    ('url = "https://books.example/"\nsince = "yesterday"',                    "'now' or 'beginning' is expected"),
    ('url = 3',                                                                "a text is expected"),
    ('',                                                                       "'url' is missing"),
    ('url = "https://books.example/"\nsecret = "whsec_x"',                     "unknown field"),
)
# fmt: on


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_is_wrong_with_an_endpoint_is_said_with_its_cure(text: str, said: str) -> None:
    with pytest.raises(PolicyError, match=said) as refused:
        load_policy(f"[webhooks.books]\n{text}\n")
    assert "books" in str(refused.value)
    assert "me:secret" not in str(refused.value)


@pytest.mark.parametrize("name", ["", "-a", "a b", "ä", "a" * 41, "a.b", "a/b"])
def test_a_name_that_can_be_no_setting_is_refused(name: str) -> None:
    found = problems(Policy(webhooks=(Webhook(name, "https://books.example/"),)))
    assert "a name has 1 to 40" in " ".join(found)


def test_two_names_with_one_setting_are_refused() -> None:
    two = tuple(Webhook(name, "https://books.example/") for name in ("a-b", "A_b"))
    assert setting_of("a-b") == "TILAUS_WEBHOOK_SECRET_A_B"
    assert "TILAUS_WEBHOOK_SECRET_A_B" in " ".join(problems(Policy(webhooks=two)))


def test_there_are_not_more_endpoints_than_a_worker_has_threads_for() -> None:
    many = tuple(Webhook(f"a{n}", "https://books.example/") for n in range(MOST + 1))
    assert problems(Policy(webhooks=many[:MOST])) == []
    assert f"{MOST} are the most" in " ".join(problems(Policy(webhooks=many)))


def test_endpoints_are_written_and_read_back() -> None:
    policy = Policy(
        webhooks=(
            Webhook("books", "https://books.example/", ("order.*",), "beginning", 30),
            Webhook("crm-2", "http://10.0.0.7/", allow_private=True, personal_data=True),
        )
    )
    assert problems(policy) == []
    assert load_policy(dump_policy(policy)) == policy


def test_who_did_something_is_told_by_role_only() -> None:
    moved = Moved("order", "", "hold", "processing", "on_hold", "held", reason="calls in tears")
    recorded = Recorded(3, START, STAFF, moved)
    told = public(recorded, personal_data=False)
    assert told["by"] == {"role": "staff"}
    assert "tears" not in json.dumps(told)
    assert told["event"]["target"] == "on_hold"
    asked = public(recorded, personal_data=True)
    assert asked["by"] == {"role": "staff", "id": "desk-1"}
    assert asked["event"]["reason"] == "calls in tears"
