"""The desk's page of machines: each drawn from the table that counts, with live counts."""

from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient
from tests.adapters.web.conftest import signed_in
from tests.world import World

from tilaus.lifecycles import MACHINES
from tilaus_adapters import svg
from tilaus_adapters.graphviz import DrawingError
from tilaus_adapters.web.lately import Lately
from tilaus_adapters.web.site import Site


def test_nobody_sees_them_without_signing_in(client: TestClient) -> None:
    for path in ("/desk/machines", "/desk/machines/order.svg"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"][:13]) == (303, "/desk/sign-in")


def test_every_state_of_every_machine_is_told_in_words(world: World, site: Site) -> None:
    page = signed_in(site).get("/desk/machines").text
    for machine in MACHINES:
        assert f'id="{machine}"' in page
        for state in world.shop.policy.lifecycles[machine].states.values():
            assert state.label in page
    assert "There is none yet." in page


def test_counts_are_of_now_and_order_states_lead_to_the_search(world: World, site: Site) -> None:
    paid, _ = world.place(), world.place()
    world.pay(paid)
    world.receive()
    page = signed_in(site).get("/desk/machines").text
    assert '<a href="/desk/orders?status=processing">Processing</a>' in page
    assert '<a href="/desk/orders?status=pending">' in page
    states = world.shop.policy.lifecycles["order"].states
    orders, _, parts = page.partition('id="item"')
    assert orders.count("/desk/orders?status=") == len(states)
    assert "/desk/orders?status=" not in parts
    assert "2 in all." in page
    assert "50 %" in page or "50\xa0%" in page


@pytest.mark.parametrize("machine", MACHINES)
def test_a_picture_has_the_counts_in_it(world: World, site: Site, machine: str) -> None:
    world.place()
    answer = signed_in(site).get(f"/desk/machines/{machine}.svg")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(answer.text).get("role") == "img"
    counted = sum(world.store.counts()[machine].values())
    assert counted == {"order": 1, "item": 3, "payment": 1, "refund": 0}[machine]
    assert f": {counted}" in answer.text


def test_there_is_no_picture_of_anything_else(site: Site) -> None:
    for name in ("nothing", "..%2forder", "order.svg"):
        assert signed_in(site).get(f"/desk/machines/{name}.svg").status_code in (404, 422)


def test_without_graphviz_the_tables_are_there_all_the_same(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> str:
        raise DrawingError("Graphviz is not installed")

    monkeypatch.setattr(svg, "draw", missing)
    asker = signed_in(site)
    page = asker.get("/desk/machines")
    assert page.status_code == 200
    assert "Graphviz is not installed here" in page.text
    assert "<img" not in page.text
    assert asker.get("/desk/machines/order.svg").status_code == 404


def test_what_was_worked_out_is_kept_for_a_while_and_then_worked_out_anew() -> None:
    now, made = [0.0], [0]
    lately = Lately(lambda: now[0])

    def make() -> int:
        made[0] += 1
        return made[0]

    assert [lately.get("a", 10.0, make) for _ in range(3)] == [1, 1, 1]
    assert lately.get("b", 10.0, make) == 2
    now[0] = 10.0
    assert lately.get("a", 10.0, make) == 3


def test_what_could_not_be_worked_out_is_tried_again() -> None:
    lately = Lately()

    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        lately.get("a", 10.0, fail)
    assert lately.get("a", 10.0, lambda: 1) == 1


def test_results_do_not_pile_up() -> None:
    lately = Lately()
    for n in range(1_000):
        lately.get(n, 10.0, lambda n=n: n)  # type: ignore[misc]
    assert len(lately._kept) <= 101
