"""Signing in and out: cookies, forms of other sites, sessions that end."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.adapters.web.conftest import asking, site_of_world
from tests.world import World

from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web.sessions import IDLE, LONGEST, local_path
from tilaus_adapters.web.site import Site

GOOD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def anna(site: Site) -> None:
    site.accounts.add("anna", GOOD, "staff")


def sign_in(client: TestClient, name: str = "anna", **more: str) -> Response:
    return client.post("/desk/sign-in", data={"name": name, "password": GOOD, **more})


def csrf(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/desk/account").text)
    assert found is not None
    return found.group(1)


def is_in(client: TestClient) -> bool:
    return bool(client.get("/desk/account").status_code == 200)


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(client: TestClient) -> None:
    led = client.get("/desk/account?tab=1")
    assert led.status_code == 303
    where = urlsplit(led.headers["location"])
    assert where.path == "/desk/sign-in"
    (then,) = parse_qs(where.query)["next"]
    assert sign_in(client, next=then).headers["location"] == "/desk/account?tab=1"
    assert is_in(client)


def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(world: World) -> None:
    site = site_of_world(world, is_https=True)
    site.accounts.add("bo", GOOD, "staff")
    with asking(site) as client:
        answer = client.post("/desk/sign-in", data={"name": "bo", "password": GOOD})
    (cookie,) = [c for c in answer.headers.get_list("set-cookie") if "Max-Age=86400" in c]
    assert cookie.startswith("__Host-tilaus=")
    for flag in ("HttpOnly", "Path=/", "SameSite=lax", "Secure"):
        assert flag in cookie


def test_a_session_is_new_with_each_sign_in(client: TestClient) -> None:
    given = "x" * 43
    fixed = {"Cookie": f"tilaus={given}"}
    data = {"name": "anna", "password": GOOD}
    client.post("/desk/sign-in", data=data, headers=fixed)
    first = client.cookies["tilaus"]
    assert first != given
    client.cookies.clear()
    assert client.get("/desk/account", headers=fixed).status_code == 303
    sign_in(client)
    assert client.cookies["tilaus"] != first


def test_a_sign_in_ends_the_session_that_the_browser_had(client: TestClient) -> None:
    sign_in(client)
    before = client.cookies["tilaus"]
    answer = sign_in(client)
    assert len(answer.headers.get_list("set-cookie")) == 1
    client.cookies.set("tilaus", before, domain="127.0.0.1", path="/")
    assert not is_in(client)


def test_a_session_of_another_shop_signs_nobody_in(client: TestClient) -> None:
    other = site_of_world(World(MemoryStore()))
    other.accounts.add("anna", GOOD, "manager")
    with asking(other) as elsewhere:
        sign_in(elsewhere)
        client.cookies.set("tilaus", elsewhere.cookies["tilaus"])
    assert not is_in(client)


def test_what_is_kept_of_a_session_opens_none(site: Site, client: TestClient) -> None:
    sign_in(client)
    (kept,) = site.accounts.shelf.docs("session", site.accounts.clock(), 10)
    assert client.cookies["tilaus"] not in kept.id + kept.text
    client.cookies.clear()
    client.cookies.set("tilaus", kept.id)
    assert not is_in(client)


@pytest.mark.parametrize("cookie", ["", "x", "x" * 43, "x" * 5000, "a\u00e4"])
def test_a_cookie_that_nobody_made_signs_nobody_in(client: TestClient, cookie: str) -> None:
    answer = client.get("/desk/account", headers={b"Cookie": f"tilaus={cookie}".encode()})
    assert answer.status_code in (303, 431)


def test_wrong_names_and_wrong_passwords_are_answered_alike(client: TestClient) -> None:
    wrong = [
        client.post("/desk/sign-in", data={"name": name, "password": password})
        for name, password in (("anna", "wrong"), ("nobody", GOOD), ("nobody", "wrong"))
    ]
    assert {answer.status_code for answer in wrong} == {401}
    assert len({re.sub('value="(anna|nobody)"', "", answer.text) for answer in wrong}) == 1


def test_after_too_many_tries_somebody_waits(client: TestClient) -> None:
    for _ in range(6):
        client.post("/desk/sign-in", data={"name": "anna", "password": "wrong"})
    assert sign_in(client).status_code == 429


def test_a_form_without_its_hidden_field_or_from_another_site_does_nothing(
    client: TestClient,
) -> None:
    sign_in(client)
    token, path = csrf(client), "/desk/account/sign-out-everywhere"
    others: tuple[tuple[dict[str, str], dict[str, str]], ...] = (
        ({}, {}),
        ({"csrf": "wrong"}, {}),
        ({"csrf": token}, {"Origin": "https://evil.example"}),
        ({"csrf": token}, {"Sec-Fetch-Site": "cross-site"}),
        ({"csrf": token}, {"Sec-Fetch-Site": "same-site"}),
        ({"csrf": token}, {"Origin": "null"}),
    )
    for data, headers in others:
        assert client.post(path, data=data, headers=headers).status_code == 403
        assert is_in(client)
    own = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert client.post(path, data={"csrf": token}, headers=own).status_code == 303
    assert not is_in(client)


def test_the_hidden_field_of_somebody_else_counts_for_nobody_else(
    site: Site, client: TestClient
) -> None:
    site.accounts.add("bo", GOOD, "manager")
    with asking(site) as other:
        sign_in(client)
        sign_in(other, name="bo")
        data = {"csrf": csrf(other)}
        assert client.post("/desk/sign-out", data=data).status_code == 403
        assert is_in(client)
        assert is_in(other)
        assert "bo" in other.get("/desk/account").text


def test_each_form_of_the_account_needs_its_hidden_field(client: TestClient) -> None:
    sign_in(client)
    for path in ("/desk/sign-out", "/desk/account/password", "/desk/account/sign-out-everywhere"):
        assert client.post(path, data={"old": GOOD}).status_code == 403, path
        assert client.get(path).status_code == 405, path
    assert is_in(client)


def test_by_https_a_form_of_the_same_name_without_it_is_of_another_site(world: World) -> None:
    site = site_of_world(world, is_https=True)
    data = {"name": "anna", "password": GOOD}
    with asking(site) as client:
        for scheme, status in (("http", 403), ("https", 303)):
            headers = {"Origin": f"{scheme}://127.0.0.1:8080"}
            assert client.post("/desk/sign-in", data=data, headers=headers).status_code == status


def test_an_origin_that_is_none_is_of_another_site(client: TestClient) -> None:
    data = {"name": "anna", "password": GOOD}
    for origin in ("https://[evil", "evil", "", "http://127.0.0.1:8080@evil.example"):
        answer = client.post("/desk/sign-in", data=data, headers={"Origin": origin})
        assert answer.status_code == 403, origin


def test_a_part_of_a_page_without_a_session_leads_the_whole_page_to_the_sign_in(
    client: TestClient,
) -> None:
    page = "http://127.0.0.1:8080/desk/orders/50001?tab=2"
    headers = {"HX-Request": "true", "HX-Current-URL": page}
    answer = client.post("/desk/orders/50001/refund/quote", headers=headers)
    assert answer.status_code == 401
    where = urlsplit(answer.headers["hx-redirect"])
    assert (where.scheme, where.netloc, where.path) == ("", "", "/desk/sign-in")
    (then,) = parse_qs(where.query)["next"]
    assert then == "/desk/orders/50001?tab=2"


def test_signing_in_from_a_form_of_another_site_is_refused(client: TestClient) -> None:
    data = {"name": "anna", "password": GOOD}
    answer = client.post("/desk/sign-in", data=data, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not is_in(client)


def test_signing_out_ends_this_session_and_everywhere_ends_all(
    site: Site, client: TestClient
) -> None:
    with asking(site) as other, asking(site) as third:
        for browser in (client, other, third):
            sign_in(browser)
        assert 'action="/desk/sign-out"' in client.get("/desk/account").text
        client.post("/desk/sign-out", data={"csrf": csrf(client)})
        assert [is_in(browser) for browser in (client, other, third)] == [False, True, True]
        other.post("/desk/account/sign-out-everywhere", data={"csrf": csrf(other)})
        assert [is_in(browser) for browser in (client, other, third)] == [False] * 3


def test_a_signed_out_cookie_counts_no_more(client: TestClient) -> None:
    sign_in(client)
    kept = client.cookies["tilaus"]
    client.post("/desk/sign-out", data={"csrf": csrf(client)})
    client.cookies.set("tilaus", kept)
    assert not is_in(client)


def test_sessions_end_when_the_account_is_disabled_or_changed(
    site: Site, client: TestClient
) -> None:
    changes: tuple[Callable[[], object], ...] = (
        partial(site.accounts.disable, "anna"),
        partial(site.accounts.set_role, "anna", "manager"),
        partial(site.accounts.set_password, "anna", GOOD),
    )
    for change in changes:
        site.accounts.disable("anna", is_disabled=False)
        sign_in(client)
        assert is_in(client)
        change()
        assert not is_in(client)


def test_a_session_ends_after_a_while_of_silence_and_at_the_latest_after_a_day(
    world: World, client: TestClient
) -> None:
    sign_in(client)
    began = world.clock.at
    while world.clock.at < began + LONGEST - IDLE:
        world.clock.at += IDLE - timedelta(hours=1)
        assert is_in(client)
    world.clock.at = began + LONGEST
    assert not is_in(client)
    sign_in(client)
    world.clock.at += IDLE
    assert not is_in(client)


def test_a_changed_password_keeps_this_session_and_ends_the_others(
    site: Site, client: TestClient
) -> None:
    new = "another set of good words"
    with asking(site) as other:
        sign_in(client)
        sign_in(other)
        data = {"csrf": csrf(client), "old": GOOD, "new": new, "again": new}
        assert client.post("/desk/account/password", data=data).status_code == 303
        assert is_in(client)
        assert not is_in(other)
        assert sign_in(other).status_code == 401


def test_who_guesses_the_present_password_at_an_open_desk_has_to_wait(client: TestClient) -> None:
    sign_in(client)
    data = {"csrf": csrf(client), "old": "wrong", "new": "x" * 12, "again": "x" * 12}
    answers = [client.post("/desk/account/password", data=data) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429] * 2
    assert is_in(client)


@pytest.mark.parametrize(
    ("old", "new", "again", "status"),
    [
        ("wrong", "another set of good words", "another set of good words", 403),
        (GOOD, "another set of good words", "another set of bad words", 422),
        (GOOD, "short", "short", 422),
    ],
)
def test_a_password_that_is_not_changed_says_why(
    client: TestClient, old: str, new: str, again: str, status: int
) -> None:
    sign_in(client)
    data = {"csrf": csrf(client), "old": old, "new": new, "again": again}
    answer = client.post("/desk/account/password", data=data)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert is_in(client)


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "//evil.example",
        "//[evil",
        "https://[evil/desk",
        "///evil.example",
        "/%2Fevil.example",
        "/%5Cevil.example",
        "%2F%2Fevil.example",
        "/desk/%2e%2e/..//evil.example",
        "//desk/orders",
        "/\t/evil.example",
        "/DESK",
        "desk",
        "?next=/desk",
        "@evil.example/desk",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/desk",
        "https:evil.example",
        "javascript:alert(1)",
        "/desk/../../evil",
        "/desk\r\nSet-Cookie: a=b",
        "/desk\u2028",
        "/deskevil",
        "/t/token",
        "/desk/sign-in?next=/desk",
        "/desk/" + "a" * 495,
        " /desk",
    ],
)
def test_after_the_sign_in_nobody_is_led_away(client: TestClient, asked: str) -> None:
    assert local_path(asked) == "/desk"
    assert sign_in(client, next=asked).headers.get("location", "/desk") == "/desk"


@pytest.mark.parametrize("asked", ["/desk", "/desk/orders/50001", "/desk/orders?text=a%20b"])
def test_after_the_sign_in_one_is_where_one_wanted_to_be(asked: str) -> None:
    assert local_path(asked) == asked
