"""What somebody may try against the pages and the API, and the tests that hold against it.

The table names a test for each way in; a name that is not there any more fails here. Below it stand
the attacks that come through several doors at once.
"""

import ast
import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.adapters.interop.importing import NOW, shop_of
from tests.adapters.interop.test_woocommerce import simple
from tests.adapters.web.api.conftest import GUESTS_ORDER, program_of
from tests.adapters.web.conftest import asking, signed_in, site_of_world
from tests.adapters.web.desk.browsing import Page, Person
from tests.adapters.web.desk.test_hostile import SCRIPTS
from tests.world import World

from tilaus.testing.orders import Clock
from tilaus_adapters.interop.order_file import read_order
from tilaus_adapters.interop.woocommerce_import import Importer, Plan
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web.site import Site
from tilaus_adapters.web.tokens import SCOPES

TESTS = Path(__file__).parents[2]
HERE = "adapters/web/test_attacks.py"

# fmt: off
ATTACKS: Mapping[str, tuple[str, ...]] = {
    "forged token": (
        "adapters/web/test_tracking.py::test_a_token_signed_by_somebody_else_is_not_even_looked_up",
        "adapters/web/test_tracking.py::test_forged_revoked_and_unknown_links_answer_alike",
        "adapters/web/test_signing.py::test_a_cookie_that_nobody_made_signs_nobody_in",
    ),
    "expired token": (
        "adapters/web/test_tracking.py::test_a_page_is_shown_until_long_after_the_end_and_then_says_so",
        "adapters/web/test_tracking.py::test_an_answer_after_its_time_is_refused",
        "adapters/web/test_signing.py::test_a_session_ends_after_a_while_of_silence_and_at_the_latest_after_a_day",
    ),
    "token in Referer": (
        "adapters/web/test_headers.py::test_a_browser_never_says_from_which_tracking_page_it_came",
        "adapters/web/test_tracking.py::test_no_cache_keeps_a_page_and_no_address_of_it_leaks",
        "adapters/web/test_logs.py::test_a_tracking_token_is_never_written",
    ),
    "CSRF": (
        "adapters/web/desk/test_actions.py::test_a_form_without_the_secret_of_the_session_is_refused",
        "adapters/web/test_signing.py::test_a_form_without_its_hidden_field_or_from_another_site_does_nothing",
        "adapters/web/test_signing.py::test_the_hidden_field_of_somebody_else_counts_for_nobody_else",
        "adapters/web/test_signing.py::test_signing_in_from_a_form_of_another_site_is_refused",
        f"{HERE}::test_a_session_of_the_desk_opens_nothing_of_the_api",
    ),
    "session fixation": (
        "adapters/web/test_signing.py::test_a_session_is_new_with_each_sign_in",
        "adapters/web/test_signing.py::test_a_sign_in_ends_the_session_that_the_browser_had",
        "adapters/web/test_signing.py::test_signing_out_ends_this_session_and_everywhere_ends_all",
    ),
    "password guessing": (
        "adapters/web/test_accounts.py::test_after_some_wrong_tries_even_the_right_password_has_to_wait",
        "adapters/web/test_accounts.py::test_an_address_that_guesses_many_names_has_to_wait",
        "adapters/web/test_accounts.py::test_who_guesses_all_at_once_is_let_in_no_more_often",
        "adapters/web/test_accounts.py::test_whatever_is_wrong_is_answered_alike_and_takes_the_same_work",
        "adapters/web/test_signing.py::test_wrong_names_and_wrong_passwords_are_answered_alike",
    ),
    "enumeration by shape": (
        "adapters/web/test_tracking.py::test_looking_up_answers_alike_and_mails_the_link_to_whom_it_belongs",
        "adapters/web/test_tracking.py::test_a_number_that_is_guessed_from_many_addresses_has_to_wait",
        "adapters/web/roles/test_others_ids.py",
    ),
    "enumeration by time": (
        "adapters/web/test_enumeration.py::test_looking_up_takes_as_long_for_a_wrong_address_as_for_the_right_one",
        "adapters/web/test_enumeration.py::test_a_revoked_link_takes_as_long_as_one_that_never_was",
        "adapters/web/test_enumeration.py::test_the_measure_sees_a_difference",
    ),
    "stored script": (
        "adapters/web/desk/test_hostile.py::test_a_script_in_every_field_of_an_order_is_text",
        "adapters/web/test_tracking_states.py::test_hostile_texts_in_every_field_of_a_customer_are_only_text",
        "adapters/web/test_tracking.py::test_whatever_a_customer_wrote_is_only_text",
        f"{HERE}::test_a_script_is_text_whichever_door_it_came_through",
    ),
    "reflected script": (
        "adapters/web/desk/test_hostile.py::test_what_is_sent_back_into_a_page_is_text",
        "adapters/web/test_app.py::test_no_answer_names_what_it_is_made_with_or_repeats_the_address",
        "adapters/web/test_headers.py::test_no_script_or_style_may_stand_in_a_page_and_nobody_may_frame_it",
        "adapters/web/api/test_api_problems.py::test_a_wrong_field_is_named_and_its_value_never_repeated",
    ),
    "header injection": (
        "adapters/notification/test_smtp.py::test_no_value_of_a_customer_begins_a_header_of_its_own",
        "adapters/notification/test_smtp.py::test_the_shops_own_name_cannot_begin_a_header_either",
        "adapters/web/test_logs.py::test_an_id_that_is_no_id_is_replaced",
        f"{HERE}::test_a_link_in_a_mail_never_leads_to_a_host_that_the_asker_named",
        f"{HERE}::test_no_line_end_of_a_request_ends_a_header_of_the_answer",
    ),
    "over-long bodies": (
        "adapters/web/test_limits.py::test_a_body_without_a_length_is_broken_off_where_it_is_too_large",
        "adapters/web/api/test_api_problems.py::test_another_kind_of_body_is_a_415_and_a_long_one_a_413",
        "adapters/web/desk/test_hostile.py::test_over_long_fields_are_refused_and_shown_no_more",
    ),
    "nested bodies": (
        "adapters/web/api/test_api_problems.py::test_a_wrong_body_is_a_422_that_says_what_is_wrong",
        "adapters/interop/test_order_file.py::test_what_is_not_the_documented_form_is_refused_with_its_place",
        "adapters/interop/test_json_stream.py::test_what_is_no_json_is_refused_with_its_place",
    ),
    "SQL in search": (
        "adapters/web/desk/test_search.py::test_no_text_finds_what_it_does_not_name",
    ),
    "CSV formula": (
        "adapters/web/desk/test_table.py::test_no_cell_is_a_formula_and_numbers_stay_numbers",
        "adapters/cli/test_exporting_orders.py::test_no_text_of_a_customer_is_a_formula",
    ),
    "open redirect": (
        "adapters/web/test_signing.py::test_after_the_sign_in_nobody_is_led_away",
        "adapters/web/test_app.py::test_a_path_with_a_slash_too_many_is_not_answered_with_somebodys_host",
    ),
    "path traversal": (
        "adapters/web/test_app.py::test_nothing_outside_of_the_static_folder_is_given_out",
        "adapters/web/test_machines.py::test_there_is_no_picture_of_anything_else",
    ),
    "webhook to a private address": (
        "adapters/notification/test_webhook_post.py::test_private_addresses_in_every_spelling_are_refused",
        "adapters/notification/test_webhook_post.py::test_a_name_that_stands_for_a_private_address_is_not_even_connected_to",
        "adapters/notification/test_webhook_post.py::test_a_name_is_resolved_once_and_what_was_judged_is_what_is_connected_to",
        "adapters/notification/test_webhook_post.py::test_a_redirect_is_not_followed_to_wherever_it_leads",
    ),
}
# fmt: on


@cache
def claims(file: str) -> frozenset[str]:
    """Name the tests that a file defines."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_each_attack_has_tests_that_are_there(attack: str) -> None:
    for place in ATTACKS[attack]:
        file, _, name = place.partition("::")
        assert name in claims(file) if name else claims(file), place


# -------------------------------------------------------------------- stored script, door by door


def by_api(world: World, site: Site, text: str) -> None:
    """Let a program place an order with the text in every field that takes one."""
    item = {"service": text, "target": text, "quantity": 1, "unit_minor": 500}
    customer = {"email": "guest@customer.example", "name": text}
    asker = asking(site)
    program = program_of(site, asker, SCOPES)
    answer = program.post("/orders", {**GUESTS_ORDER, "customer": customer, "items": [item]})
    assert answer.status_code in (201, 409, 422), answer.text


def by_file(world: World, site: Site, text: str) -> None:
    """Place the order that stands in a file, as `tilaus order place` does."""
    item = {"service": text, "target": text, "quantity": 1, "unit_minor": 500}
    customer = {"email": "guest@customer.example", "name": text}
    doc = {**GUESTS_ORDER, "customer": customer, "items": [item]}
    file = read_order(json.dumps(doc).encode())
    world.shop.place(file.customer, file.items, file.payments, file.charges)


def by_import(world: World, site: Site, text: str) -> None:
    """Import an order of WooCommerce whose shop let everything through."""
    line = {"id": 1, "name": text, "quantity": 1, "subtotal": "19.00", "total": "19.00"}
    billing = {"email": "guest@customer.example", "first_name": text, "last_name": text}
    doc = simple(
        billing=billing,
        line_items=[line],
        shipping_lines=[],
        customer_note=text,
        payment_method_title=text,
        status="processing",
        date_completed_gmt=None,
    )
    (taken,) = Importer(world.shop, io.BytesIO(json.dumps(doc).encode()), Plan()).run()
    assert taken.what == "imported", taken.refusal


DOORS = {"api": by_api, "file": by_file, "import": by_import}


@pytest.mark.parametrize("text", SCRIPTS, ids=range(len(SCRIPTS)))
@pytest.mark.parametrize("door", sorted(DOORS))
def test_a_script_is_text_whichever_door_it_came_through(door: str, text: str) -> None:
    world = World(MemoryStore(), clock=Clock(NOW))
    world.shop = shop_of(world.store)
    site = site_of_world(world)
    DOORS[door](world, site, text)
    staff = Person(site, "anna", "staff")
    (order,) = world.orders()
    assert text in (order.customer.name, *(item.service for item in order.items))
    desk = [staff.get(p) for p in ("/desk", "/desk/orders", f"/desk/orders/{order.number}")]
    for page in (*desk, Page(asking(site).get(f"/t/{order.token}"))):
        assert page.status == 200, page.words
        assert not page.tags & {"object", "iframe"}
        assert page.html.count("<script") <= 1
        for harm in ("<img src=x", "<svg onload", "onfocus=alert(1) x='", 'href="javascript:'):
            assert harm not in page.html


# -------------------------------------------------------------------------- cookies and headers


def test_a_session_of_the_desk_opens_nothing_of_the_api(world: World, site: Site) -> None:
    order, asker = world.place(), signed_in(site)
    assert asker.get(f"/desk/orders/{order.number}").status_code == 200
    headers = {"idempotency-key": "k-1"}
    for path in ("/orders", f"/orders/{order.number}/commands/advance"):
        answer = asker.post(f"/api/v1{path}", json={"reason": "x"}, headers=headers)
        assert answer.status_code == 401, answer.text
    assert asker.get(f"/api/v1/orders/{order.number}").status_code == 401
    assert world.order(order).status == order.status


HOSTS = ("evil.example", "evil.example:80", "shop.example@evil.example", "127.0.0.1:8080\tevil")


@pytest.mark.parametrize("host", HOSTS)
def test_a_link_in_a_mail_never_leads_to_a_host_that_the_asker_named(
    world: World, client: TestClient, host: str
) -> None:
    order = world.place()
    named: dict[str, Any] = {
        "host": host,
        "x-forwarded-host": host,
        "forwarded": f'host="{host}"',
    }
    form = {"number": str(order.number), "email": order.customer.email}
    client.post("/lookup", data=form, headers=named)
    world.drain()
    assert world.mail.messages
    for mail in world.mail.messages:
        assert "evil" not in repr(mail.policy.house)
        assert mail.policy.house.url == world.shop.policy.house.url


@pytest.mark.parametrize("path", ["/desk%0d%0aSet-Cookie:%20a=b", "/desk/sign-in?next=/%0d%0aX:y"])
def test_no_line_end_of_a_request_ends_a_header_of_the_answer(
    client: TestClient, path: str
) -> None:
    answer = client.get(path)
    assert all("\n" not in value and "\r" not in value for value in answer.headers.values())
    assert "x" not in answer.headers
    assert answer.cookies.get("a") is None
