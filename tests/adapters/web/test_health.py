"""Machines are told whether the site lives, is ready, and what it counted; nobody else is."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.adapters.web.conftest import asking
from tests.world import STAFF, World

from tilaus.commands import AddNote
from tilaus_adapters.web.app import make_app
from tilaus_adapters.web.counting import COUNTED_S, States
from tilaus_adapters.web.health import Operation, operation
from tilaus_adapters.web.site import Site

SECRET = "a-secret-of-some-length"


def _asking(site: Site, known: Operation, address: str = "127.0.0.1") -> TestClient:
    return TestClient(make_app(site, operation=known), client=(address, 1))


def _broken() -> bool:
    raise OSError("the disk is gone")


def test_a_process_that_answers_lives_whatever_is_broken(site: Site) -> None:
    asker = _asking(site, operation(is_working=_broken, is_migrated=_broken))
    assert (asker.get("/healthz").status_code, asker.get("/healthz").text) == (200, "ok\n")


def test_a_site_with_all_its_parts_is_ready(client: TestClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["ready"] is True


@pytest.mark.parametrize("check", [lambda: False, _broken], ids=["false", "raises"])
@pytest.mark.parametrize(
    ("name", "part"), [("worker", "is_working"), ("migrations", "is_migrated")]
)
def test_a_site_with_a_broken_part_is_not_ready_and_says_which(
    site: Site, name: str, part: str, check: Callable[[], bool]
) -> None:
    checks: dict[str, Any] = {part: check}
    answer = _asking(site, operation(**checks)).get("/readyz")
    assert (answer.status_code, answer.json()["ready"], answer.json()[name]) == (
        503,
        False,
        "failed",
    )
    assert "disk" not in answer.text


def test_a_site_whose_store_is_away_is_not_ready(
    site: Site, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.shop.store, "feed_end", _broken)
    assert client.get("/readyz").json()["store"] == "failed"
    assert client.get("/healthz").status_code == 200


def test_a_site_that_is_told_to_end_takes_itself_out(site: Site) -> None:
    stopping = threading.Event()
    asker = _asking(site, operation(stopping=stopping))
    assert asker.get("/readyz").status_code == 200
    stopping.set()
    assert asker.get("/readyz").status_code == 503


def test_only_this_machine_reads_the_numbers(site: Site) -> None:
    assert asking(site, "127.0.0.1").get("/metrics").status_code == 200
    assert asking(site, "::1").get("/metrics").status_code == 200
    assert asking(site, "203.0.113.9").get("/metrics").status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_a_proxy_on_this_machine_does_not_hand_the_numbers_out(site: Site, header: str) -> None:
    assert asking(site).get("/metrics", headers={header: "203.0.113.9"}).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [(f"Bearer {SECRET}", 200), ("Bearer", 404), ("Bearer wrong", 404), (f"Basic {SECRET}", 404)],
)
def test_from_elsewhere_the_numbers_need_the_secret(site: Site, sent: str, status: int) -> None:
    asker = _asking(site, operation(metrics_secret=SECRET), "203.0.113.9")
    assert asker.get("/metrics", headers={"Authorization": sent}).status_code == status


def test_without_a_secret_no_secret_opens(site: Site) -> None:
    asker = _asking(site, operation(), "203.0.113.9")
    for sent in ("Bearer", "Bearer ", "bearer \t"):
        assert asker.get("/metrics", headers={"Authorization": sent}).status_code == 404


def _numbers(asker: TestClient) -> Mapping[str, float]:
    lines = asker.get("/metrics").text.splitlines()
    told = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in told}


def test_orders_are_counted_by_state(world: World, client: TestClient) -> None:
    world.place()
    numbers = _numbers(client)
    assert numbers['tilaus_subjects{machine="order",state="pending"}'] == 1
    assert numbers['tilaus_subjects{machine="item",state="pending"}'] == 3


def test_events_are_counted_from_the_start_of_the_process_on(world: World, site: Site) -> None:
    order = world.place()
    asker = asking(site)
    assert not any(name.startswith("tilaus_events_total") for name in _numbers(asker))
    world.pay(order)
    world.settle()
    assert _numbers(asker)['tilaus_events_total{event="Moved"}'] > 0
    world.handle(order, AddNote("seen", by=STAFF))
    assert _numbers(asker)['tilaus_events_total{event="Noted"}'] == 1


def test_requests_are_counted_by_template_and_never_by_address(client: TestClient) -> None:
    client.get("/t/fjT3kq1ZsoMEsecret")
    client.get("/somewhere/fjT3kq1ZsoMEsecret")
    text = client.get("/metrics").text
    assert "fjT3kq1ZsoMEsecret" not in text
    assert 'tilaus_http_requests_total{method="GET",route="(none)",status="404"} ' in text


def test_states_are_counted_at_most_every_few_seconds() -> None:
    asked, now = [0], [0.0]

    def counts() -> Mapping[str, Mapping[str, int]]:
        asked[0] += 1
        return {"order": {"pending": asked[0]}}

    states = States(counts, lambda: now[0])
    for _ in range(5):
        assert [s.value for f in states.collect() for s in f.samples] == [1]
    now[0] += COUNTED_S
    assert [s.value for f in states.collect() for s in f.samples] == [2]


def test_numbers_of_this_process_are_told_while_the_store_is_away(
    site: Site, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for method in ("counts", "feed"):
        monkeypatch.setattr(site.shop.store, method, _broken)
    client.get("/healthz")
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert 'route="/healthz"' in answer.text
