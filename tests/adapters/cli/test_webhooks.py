"""`tilaus webhook` and a worker: endpoints of a shop in a file are told what happens there."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run
from tests.adapters.notification.endpoint import Endpoint, Said
from tests.world import World

from tilaus.policy import Policy
from tilaus.shop import Shop
from tilaus.testing.orders import GUEST, VIEWS
from tilaus.webhooks import Webhook
from tilaus_adapters.cli.announcing import announcing, endpoints_of
from tilaus_adapters.signatures import new_secret
from tilaus_adapters.storage.sqlite import SqliteStore

SECRET = new_secret()
SETTING = "TILAUS_WEBHOOK_SECRET_BOOKS"
PATIENCE_S = 30.0


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as endpoint:
        yield endpoint


@pytest.fixture
def shop_file(
    run: Run, endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Make a shop with one webhook and one order."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(SETTING, SECRET)
    (tmp_path / "shop.toml").write_text(
        f'[webhooks.books]\nurl = "{endpoint.url}"\nallow_private = true\nsince = "beginning"\n'
    )
    assert run("init", "--db", "shop.db").code == 0
    store = SqliteStore("shop.db")
    World(store).place(VIEWS, customer=GUEST)
    store.close()
    return tmp_path / "shop.db"


def test_a_worker_that_ends_by_itself_tells_endpoints_too(
    run: Run, shop_file: Path, endpoint: Endpoint
) -> None:
    assert run("worker", "--once").code == 0
    ids = endpoint.ids()
    assert [int(id.rpartition("/")[2]) for id in ids] == list(range(1, len(ids) + 1))
    assert len(ids) > 1
    (told,) = run("webhook", "list", "--json").doc["webhooks"]
    assert (told["state"], told["waiting"], told["outcome"]) == ("working", 0, "it answered 204")


def test_an_endpoint_that_fails_is_listed_and_sent_to_again_and_enabled(
    run: Run, shop_file: Path, endpoint: Endpoint
) -> None:
    (new,) = run("webhook", "list", "--json").doc["webhooks"]
    assert (new["state"], new["position"]) == ("new", None)
    endpoint.script.append(Said(410))
    failed = run("webhook", "send", "--json")
    assert (failed.code, failed.doc["webhooks"][0]["trouble"]) == (3, "it answered 410")
    assert "disabled" in run("webhook", "list").out
    assert run("webhook", "send", "--json").doc["webhooks"][0]["taken"] == 0
    assert run("webhook", "enable", "books").out == "webhook books is enabled\n"
    assert run("webhook", "send", "--json").doc["webhooks"][0]["taken"] > 0
    assert endpoint.ids()[0] == endpoint.ids()[1]


def test_a_test_shows_whether_an_endpoint_takes_what_is_signed(
    run: Run, shop_file: Path, endpoint: Endpoint
) -> None:
    assert run("webhook", "test", "books").out == "webhook books took the test\n"
    assert endpoint.posted[0].headers["content-type"] == "application/cloudevents+json"
    endpoint.script.append(Said(401))
    failed = run("webhook", "test", "books")
    assert (failed.code, "it answered 401" in failed.err) == (3, True)


@pytest.mark.parametrize("command", ["test", "enable"])
def test_a_webhook_that_is_not_there_is_named_with_those_that_are(
    run: Run, shop_file: Path, command: str
) -> None:
    done = run("webhook", command, "nobody")
    assert (done.code, "there are: books" in done.err) == (2, True)


@pytest.mark.parametrize("command", [("webhook", "send"), ("worker", "--once")])
def test_a_webhook_without_a_secret_stops_nobody_silently(
    run: Run, shop_file: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.delenv(SETTING)
    done = run(*command)
    assert (done.code, SETTING in done.err) == (3, True)


def test_threads_of_a_worker_tell_what_happens_meanwhile_and_end_with_it(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    store = SqliteStore(tmp_path / "shop.db")
    world = World(store)
    hook = Webhook("books", endpoint.url, since="beginning", allow_private=True)
    shop: Shop = world.shop
    shop.policy = Policy(webhooks=(hook,))
    told = endpoints_of(shop.policy, {SETTING: SECRET})
    with announcing(shop, told):
        order = world.place(VIEWS)
        ends = time.monotonic() + PATIENCE_S
        while len(endpoint.posted) < order.version:
            assert time.monotonic() < ends, "nobody told it"
            threading.Event().wait(0.02)
    assert not [t for t in threading.enumerate() if t.name.startswith("tilaus-webhook")]
    world.place(VIEWS)
    assert len(endpoint.posted) == order.version
    store.close()
