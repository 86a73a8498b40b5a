"""A shop on the web for tests: the world of `tests.world`, a site on it, and somebody who asks.

`client` follows no redirects and raises what the app raises nowhere: it sees what a browser sees.
It asks from 127.0.0.1 over plain http, so cookies are named and sent as on a developer's machine.
"""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient
from tests.world import World

from tilaus_adapters.languages import shipped_languages
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web.accounts import Accounts
from tilaus_adapters.web.app import make_app
from tilaus_adapters.web.pages import Pages
from tilaus_adapters.web.passwords import Passwords
from tilaus_adapters.web.site import Site

CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""How passwords are kept in tests: as always, but in a moment."""

HERE = "http://127.0.0.1:8080"
"""The address at which the site believes to be."""


@pytest.fixture
def world() -> World:
    """A shop in memory with all that is around it; nothing is placed yet."""
    return World(MemoryStore())


@pytest.fixture
def site(world: World) -> Site:
    """The world's shop on the web, without accounts."""
    return site_of_world(world)


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    """Somebody with a browser on this machine; `client.cookies` is its jar."""
    with asking(site) as asker:
        yield asker


def site_of_world(world: World, *, is_https: bool = False) -> Site:
    """Put a world's shop on the web."""
    languages = shipped_languages()
    accounts = Accounts(world.store, world.clock, CHEAP)
    pages = Pages(languages, world.shop.policy)
    return Site(world.shop, accounts, pages, languages, is_https=is_https)


def asking(site: Site, address: str = "127.0.0.1") -> TestClient:
    """Return somebody who asks a site; another browser is another one.

    Args:
        address: from where.
    """
    return TestClient(
        make_app(site),
        base_url=HERE if not site.is_https else HERE.replace("http", "https"),
        raise_server_exceptions=False,
        follow_redirects=False,
        client=(address, 50_000),
    )


def signed_in(site: Site, name: str = "anna", role: str = "manager") -> TestClient:
    """Return somebody who is signed in at the desk; the account is made where there is none."""
    password = "correct horse battery"
    if site.accounts.user(name) is None:
        site.accounts.add(name, password, role)
    asker = asking(site)
    form = {"name": name, "password": password}
    answer = asker.post("/desk/sign-in", data=form, headers={"origin": HERE})
    assert answer.status_code == 303, answer.text
    return asker
