"""Messages between servers are signed as Standard Webhooks says, and only honest ones are read."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
import standardwebhooks
from hypothesis import given
from hypothesis import strategies as st

from tilaus_adapters.signatures import (
    SIGNATURE,
    TIMESTAMP,
    BadSignature,
    check_secrets,
    key_of,
    new_secret,
    sign,
    sign_all,
    verify,
)

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
OLD, NEW, OTHER = (f"whsec_{base64.b64encode(bytes([n] * 32)).decode()}" for n in (1, 2, 3))
BODY = b'{"type":"job.accepted"}'


def test_the_worked_example_of_the_specification_is_met() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1_614_265_330, UTC)
    headers = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')
    assert headers[SIGNATURE] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_specifications_own_package_reads_what_we_sign() -> None:
    now = datetime.now(UTC)
    for secret in (new_secret(), new_secret()):
        headers = sign_all([secret, OTHER], "message-1", now, BODY)
        assert standardwebhooks.Webhook(secret).verify(BODY, headers) == json.loads(BODY)


def test_we_read_what_the_specifications_own_package_signs() -> None:
    made = standardwebhooks.Webhook(NEW).sign("message-1", AT, BODY.decode())
    headers = {
        "Webhook-Id": "message-1",
        "Webhook-Timestamp": str(int(AT.timestamp())),
        "Webhook-Signature": made,
    }
    assert verify([NEW], headers, BODY, AT) == "message-1"


@given(st.binary(max_size=200), st.from_regex(r"[!-~]{1,40}", fullmatch=True))
def test_what_was_signed_is_verified_and_its_id_comes_back(body: bytes, id: str) -> None:
    assert verify([NEW], sign(NEW, id, AT, body), body, AT) == id


def test_while_secrets_rotate_either_side_may_be_ahead() -> None:
    assert verify([NEW, OLD], sign(OLD, "1", AT, BODY), BODY, AT) == "1"
    assert verify([OLD], sign_all([NEW, OLD], "1", AT, BODY), BODY, AT) == "1"
    with pytest.raises(BadSignature):
        verify([NEW], sign(OLD, "1", AT, BODY), BODY, AT)


@pytest.mark.parametrize("seconds", [-301, -300, 0, 300, 301])
def test_a_message_counts_only_within_the_time_window(seconds: int) -> None:
    headers, now = sign(NEW, "1", AT, BODY), AT + timedelta(seconds=seconds)
    if abs(seconds) <= 300:
        assert verify([NEW], headers, BODY, now) == "1"
    else:
        with pytest.raises(BadSignature, match="window"):
            verify([NEW], headers, BODY, now)


# fmt: off
TAMPERED = {
    "another body":         ({}, BODY + b" "),
    "another id":           ({"webhook-id": "2"}, BODY),
    "another time":         ({TIMESTAMP: str(int(AT.timestamp()) + 1)}, BODY),
    "no id":                ({"webhook-id": ""}, BODY),
    "no time":              ({TIMESTAMP: ""}, BODY),
    "no signature":         ({SIGNATURE: ""}, BODY),
    "a broken signature":   ({SIGNATURE: "v1"}, BODY),
    "another scheme":       ({SIGNATURE: "v1a,abc"}, BODY),
    "no ASCII":             ({SIGNATURE: "v1,\u00e4"}, BODY),
    "half a character":     ({SIGNATURE: "v1,\ud800"}, BODY),
    "a negative time":      ({TIMESTAMP: "-1"}, BODY),
    "a time with a point":  ({TIMESTAMP: "1.5"}, BODY),
    "a huge time":          ({TIMESTAMP: "9" * 400}, BODY),
    "a time in Thai":       ({TIMESTAMP: "\u0e51\u0e52"}, BODY),
    "a break in the id":    ({"webhook-id": "1\r\n2"}, BODY),
    "a long id":            ({"webhook-id": "1" * 256}, BODY),
}
# fmt: on


@pytest.mark.parametrize("how", TAMPERED)
def test_what_was_tampered_with_is_refused_and_quoted_nowhere(how: str) -> None:
    headers, body = TAMPERED[how]
    with pytest.raises(BadSignature) as caught:
        verify([NEW], {**sign(NEW, "1", AT, BODY), **headers}, body, AT)
    assert "job" not in str(caught.value)


def test_signatures_beyond_those_of_a_rotation_are_not_looked_at() -> None:
    good = sign(NEW, "1", AT, BODY)
    crowded = {**good, SIGNATURE: " ".join(["v1,x"] * 10 + [good[SIGNATURE]])}
    with pytest.raises(BadSignature):
        verify([NEW], crowded, BODY, AT)


@pytest.mark.parametrize("secret", ["", "secret", "whsec_", "whsec_AAAA", "whsec_###", "whsec_å"])
def test_a_weak_secret_is_refused_without_showing_it(secret: str) -> None:
    with pytest.raises(ValueError, match="tilaus secret") as caught:
        key_of(secret)
    assert secret in ("", "secret", "whsec_") or secret not in str(caught.value)


def test_without_any_secret_nothing_is_signed_and_nothing_verified() -> None:
    with pytest.raises(ValueError, match="no secret"):
        sign_all([], "1", AT, BODY)
    with pytest.raises(ValueError, match="no secret"):
        verify([], sign(NEW, "1", AT, BODY), BODY, AT)


def test_a_new_secret_can_be_used_and_is_never_the_same() -> None:
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    assert check_secrets(sorted(made)) == tuple(sorted(made))


@pytest.mark.parametrize("id", ["", " 1", "a\nb", "ä", "x" * 256])
def test_an_id_that_no_header_can_hold_is_not_signed(id: str) -> None:
    with pytest.raises(ValueError, match="an id is"):
        sign(NEW, id, AT, BODY)
