"""The site as a whole: where a request goes, and what is answered where it goes nowhere."""

import pytest
from starlette.testclient import TestClient
from tests.adapters.web.conftest import asking, site_of_world
from tests.world import World

from tilaus.ports.storage import StoreError
from tilaus_adapters.page_words import FAULTS
from tilaus_adapters.web.app import STATIC, make_app
from tilaus_adapters.web.site import Site


def test_whoever_comes_without_a_link_is_led_to_where_one_gets_one(client: TestClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/lookup")


@pytest.mark.parametrize("path", ["/nowhere", "/desk/nowhere", "/t", "/desk.php", "/.env"])
def test_what_is_not_there_is_a_page_for_people(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "There is no such page" in answer.text
    assert "<main" in answer.text


def test_what_is_not_there_is_a_problem_document_for_programs(client: TestClient) -> None:
    answer = client.get("/api/v1/nowhere", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_a_wrong_method_is_told_with_those_that_there_are(client: TestClient) -> None:
    answer = client.delete("/healthz")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_no_answer_names_what_it_is_made_with_or_repeats_the_address(client: TestClient) -> None:
    for path in ("/<script>alert(1)", "/api/v1/<script>alert(1)", "/static/<script>alert(1)"):
        answer = client.get(path)
        assert "<script>alert" not in answer.text
        for word in ("starlette", "fastapi", "uvicorn", "Traceback"):
            assert word not in answer.text
            assert word not in str(answer.headers)


def test_a_path_with_a_slash_too_many_is_not_answered_with_somebodys_host(
    client: TestClient,
) -> None:
    answer = client.get("/lookup/", headers={"host": "evil.example"})
    assert answer.status_code == 404
    assert "evil.example" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../site.py",
        "/static/..%2fsite.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/....//app.py",
        "/static/base.css%00.py",
        "/static/",
    ],
)
def test_nothing_outside_of_the_static_folder_is_given_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "import" not in answer.text


def test_every_static_file_is_given_out_as_what_it_is(client: TestClient) -> None:
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    files = [file for file in STATIC.iterdir() if file.suffix in kinds]
    assert len(files) >= 3
    for file in files:
        answer = client.get(f"/static/{file.name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kinds[file.suffix])


def test_while_the_store_is_away_people_and_programs_are_told_to_wait(
    world: World, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise StoreError("cannot reach postgresql://shop:pass@db/shop")

    app = make_app(site)
    app.add_api_route("/page", away)
    app.add_api_route("/api/v1/thing", away)
    asker = TestClient(app, raise_server_exceptions=False)
    for path in ("/page", "/api/v1/thing"):
        answer = asker.get(path)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert "postgresql" not in answer.text


@pytest.mark.parametrize("path", ["/page", "/api/v1/thing"])
def test_a_fault_of_ours_has_all_headers_and_says_nothing_of_itself(site: Site, path: str) -> None:
    def broken() -> None:
        raise ValueError("something inside")

    app = make_app(site)
    app.add_api_route(path, broken)
    answer = TestClient(app, raise_server_exceptions=False).get(path)
    assert answer.status_code == 500
    assert "something inside" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-request-id"]


def test_an_error_page_that_cannot_be_made_is_a_plain_one(
    site: Site, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("template")

    monkeypatch.setattr(site.pages, "render", broken)
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "<h1>There is no such page</h1>" in answer.text


def test_wrong_fields_are_named_without_what_was_in_them(site: Site) -> None:
    def endpoint(number: int) -> None: ...

    app = make_app(site)
    app.add_api_route("/api/v1/test", endpoint)
    answer = TestClient(app).get("/api/v1/test?number=fjT3kq1Zsecret")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "query.number"
    assert "fjT3kq1Zsecret" not in answer.text


def test_every_status_has_words_for_people() -> None:
    for title, cure in FAULTS.values():
        assert title[0].isupper()
        assert cure.endswith(".")


def test_a_site_on_https_says_so_to_browsers(world: World) -> None:
    answer = asking(site_of_world(world, is_https=True)).get("/healthz")
    assert "strict-transport-security" in answer.headers
