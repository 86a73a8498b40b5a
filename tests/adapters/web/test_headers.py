"""Every answer carries the headers that keep a browser from doing harm with it."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from tilaus_adapters.web.headers import ALWAYS, CSP, Headers


def _asked(path: str, *, is_https: bool = True) -> Response:
    def page(request: Request) -> Response:
        return Response("x", media_type=request.query_params.get("type"))

    def kept(request: Request) -> Response:
        return Response(
            "x", headers={"Cache-Control": "private, max-age=5", "Referrer-Policy": "x"}
        )

    routes = [Route("/static/base.css", page), Route("/t/secret", page), Route("/kept", kept)]
    app = Headers(Starlette(routes=routes), is_https=is_https)
    return TestClient(app).get(path)  # type: ignore[return-value]


@pytest.mark.parametrize("name", ALWAYS)
def test_every_answer_says_it(name: str) -> None:
    for path in ("/t/secret", "/kept", "/static/base.css", "/nowhere"):
        assert _asked(path).headers[name] == ALWAYS[name]


def test_no_script_or_style_may_stand_in_a_page_and_nobody_may_frame_it() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in CSP.split(";"))
    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == "'self'"
    assert "unsafe" not in CSP


def test_a_browser_never_says_from_which_tracking_page_it_came() -> None:
    assert _asked("/t/secret").headers["referrer-policy"] == "no-referrer"
    assert _asked("/kept").headers["referrer-policy"] == "no-referrer"


def test_https_is_remembered_only_where_the_site_has_it() -> None:
    assert _asked("/t/secret").headers["strict-transport-security"].startswith("max-age=")
    assert "strict-transport-security" not in _asked("/t/secret", is_https=False).headers


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/t/secret", "no-store"),
        ("/nowhere", "no-store"),
        ("/static/nowhere.css", "no-store"),
        ("/static/base.css", "public, max-age=300"),
        ("/static/base.css?v=0123456789ab", "public, max-age=31536000, immutable"),
        ("/kept", "private, max-age=5"),
    ],
)
def test_only_static_files_are_kept_in_caches(path: str, kept: str) -> None:
    assert _asked(path).headers["cache-control"] == kept


def test_a_picture_brings_its_styles_along_and_may_do_nothing_else() -> None:
    policy = _asked("/static/base.css?type=image/svg%2Bxml").headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy
