"""PayPal's own OpenAPI and its official SDK judge the adapter, and the double with it."""

# The SDK has no types.
# mypy: disable-error-code="import-untyped"

import json
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
import requests
from paypalserversdk.configuration import Environment
from paypalserversdk.exceptions.api_exception import ApiException
from paypalserversdk.http.auth.o_auth_2 import ClientCredentialsAuthCredentials
from paypalserversdk.paypal_serversdk_client import PaypalServersdkClient
from tests.adapters.payment.paypal_shop import LINES, Counter, asked, back
from tests.providers.paypal_double import CLIENT_ID, SECRET, PayPalDouble, running
from tests.providers.paypal_judge import TOTAL, Judge, folder, specs

from tilaus.ports.payment import RawMessage
from tilaus_adapters.payment.paypal_order import Manner, new_order, new_refund

if not specs():
    pytest.skip(f"PayPal's OpenAPI is not in {folder()}", allow_module_level=True)

Json = dict[str, Any]
GIVEN = {"Content-Type": "application/json", "Prefer": "return=representation"}
ORDERS, REFUNDS = "/v2/checkout/orders", "/v2/payments/captures/C1X/refund"


@pytest.fixture
def double() -> Iterator[PayPalDouble]:
    with running() as double:
        yield double


def _unit(order: Json) -> Json:
    unit: Json = order["purchase_units"][0]
    return unit


# Each row: what a careless writer gets wrong in the body that opens a payment, or in a refund's.
ORDER_MISTAKES: dict[str, Callable[[Json], Any]] = {
    "intent in small letters": lambda o: o.update(intent="capture"),
    "no purchase units": lambda o: o.update(purchase_units=[]),
    "a number for an amount": lambda o: _unit(o)["amount"].update(value=100.0),
    "a comma in an amount": lambda o: _unit(o)["amount"].update(value="100,00"),
    "currency for currency_code": lambda o: _unit(o)["amount"].update(currency="EUR"),
    "no currency": lambda o: _unit(o)["amount"].pop("currency_code"),
    "a quantity that is a number": lambda o: _unit(o)["items"][0].update(quantity=3),
    "a custom id that is too long": lambda o: _unit(o).update(custom_id="x" * 128),
    "a locale with an underscore": lambda o: o["payment_source"]["paypal"][
        "experience_context"
    ].update(locale="fi_FI"),
    "a field that does not exist": lambda o: _unit(o).update(order_id="order-1"),
}
REFUND_MISTAKES: dict[str, Callable[[Json], Any]] = {
    "an amount without its currency": lambda r: r["amount"].pop("currency_code"),
    "a note that is too long": lambda r: r.update(note_to_payer="x" * 256),
    "cents for an amount": lambda r: r.update(amount=1_000),
    "a reason, which is Stripe's": lambda r: r.update(reason="requested_by_customer"),
}


def _fault(path: str, doc: Json) -> str:
    return Judge().request("POST", path, GIVEN, json.dumps(doc).encode())


@pytest.mark.parametrize("mistake", ORDER_MISTAKES)
def test_a_mistake_in_opening_a_payment_is_caught(mistake: str) -> None:
    right = new_order(asked(), Manner(brand="Shop"))
    wrong = deepcopy(right)
    ORDER_MISTAKES[mistake](wrong)
    assert _fault(ORDERS, right) == ""
    assert _fault(ORDERS, wrong) != ""


@pytest.mark.parametrize("mistake", REFUND_MISTAKES)
def test_a_mistake_in_a_refund_is_caught(mistake: str) -> None:
    right = new_refund(back(1_000))
    wrong = deepcopy(right)
    REFUND_MISTAKES[mistake](wrong)
    assert _fault(REFUNDS, right) == ""
    assert _fault(REFUNDS, wrong) != ""


def test_a_key_that_is_too_long_is_caught() -> None:
    body = json.dumps(new_order(asked(), Manner())).encode()
    assert Judge().request("POST", ORDERS, {**GIVEN, "PayPal-Request-Id": "x" * 109}, body)


def test_an_answer_of_the_double_that_is_wrong_is_caught() -> None:
    assert "NEW" in Judge().answer("POST", ORDERS, 201, b"{}", b'{"id": "O1X", "status": "NEW"}')


# The official SDK as second client: it knows nothing of us, and the double nothing of it.


class _Rerouted(requests.Session):
    """What the SDK sends to PayPal goes to the double."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        there = str(request.url).replace("https://api-m.sandbox.paypal.com", self._url)
        request.url = there
        return super().send(request, **kwargs)


@pytest.fixture
def sdk(double: PayPalDouble) -> Iterator[Any]:
    session = _Rerouted(double.url)
    session.trust_env = False
    yield PaypalServersdkClient(
        http_client_instance=session,
        override_http_client_configuration=False,
        environment=Environment.SANDBOX,
        client_credentials_auth_credentials=ClientCredentialsAuthCredentials(CLIENT_ID, SECRET),
    )
    session.close()


def _body(answer: Any) -> Json:
    found: Json = json.loads(answer.text)
    return found


def _opened_by_sdk(sdk: Any, intent: str) -> str:
    order = new_order(asked(), Manner(intent))
    made = _body(sdk.orders.create_order({"body": order, "prefer": "return=representation"}))
    assert made["status"] == "PAYER_ACTION_REQUIRED"
    return str(made["id"])


def test_the_sdk_pays_and_sends_back_in_two_parts(double: PayPalDouble, sdk: Any) -> None:
    id = _opened_by_sdk(sdk, "CAPTURE")
    with pytest.raises(ApiException, match="semantically"):
        sdk.orders.capture_order({"id": id})
    double.pay(id)
    taken = _body(sdk.orders.capture_order({"id": id, "prefer": "return=representation"}))
    capture = _unit(taken)["payments"]["captures"][0]["id"]

    def send_back(value: str) -> Any:
        body = {"amount": {"currency_code": "EUR", "value": value}}
        return sdk.payments.refund_captured_payment({"capture_id": capture, "body": body})

    assert [_body(send_back(v))["status"] for v in ("40.00", "60.00")] == ["COMPLETED"] * 2
    with pytest.raises(ApiException):
        send_back("0.01")
    assert _body(sdk.payments.get_captured_payment({"capture_id": capture}))["status"] == "REFUNDED"
    assert double.totals(id) == (10_000, 10_000)


def test_the_sdk_is_declined_and_pays_with_another_card(double: PayPalDouble, sdk: Any) -> None:
    id = _opened_by_sdk(sdk, "CAPTURE")
    double.decline(id)
    with pytest.raises(ApiException) as refused:
        sdk.orders.capture_order({"id": id})
    assert "INSTRUMENT_DECLINED" in refused.value.response.text
    double.pay(id)
    assert _body(sdk.orders.capture_order({"id": id}))["status"] == "COMPLETED"


def test_the_sdk_authorises_and_captures_a_part(double: PayPalDouble, sdk: Any) -> None:
    id = _opened_by_sdk(sdk, "AUTHORIZE")
    double.pay(id)
    made = _body(sdk.orders.authorize_order({"id": id}))
    promised = _unit(made)["payments"]["authorizations"][0]["id"]
    body = {"amount": {"currency_code": "EUR", "value": "60.00"}, "final_capture": True}
    named = {"authorization_id": promised}
    taken = sdk.payments.capture_authorized_payment({**named, "body": body})
    assert _body(taken)["status"] == "COMPLETED"
    assert _body(sdk.payments.get_authorized_payment(named))["status"] == "CAPTURED"
    assert double.totals(id) == (6_000, 0)


def test_the_sdk_sees_what_the_adapter_did(double: PayPalDouble, sdk: Any) -> None:
    shop = Counter(double)
    shop.create(asked())
    shop.pay()
    sent = shop.refund(back(2_500))
    order = sdk.orders.get_order({"id": shop.reference}).body
    assert order.status == "COMPLETED"
    unit = order.purchase_units[0]
    assert unit.amount.value == "100.00"
    assert [item.quantity for item in unit.items] == ["1", str(LINES[1].quantity)]
    assert [c.status for c in unit.payments.captures] == ["PARTIALLY_REFUNDED"]
    refund = sdk.payments.get_refund({"refund_id": sent.reference}).body
    assert (refund.amount.value, refund.custom_id) == ("25.00", "tilaus,order-1,1,1,1")


def test_the_adapter_sees_what_the_sdk_did_and_its_messages(double: PayPalDouble, sdk: Any) -> None:
    shop = Counter(double)
    shop.create(asked())
    double.pay(shop.reference)
    sdk.orders.capture_order({"id": shop.reference})
    assert shop.capture(asked("capture")).message == "captured"
    assert double.totals(shop.reference) == (10_000, 0)
    for body, given in double.messages():
        notice = shop.paypal.parse(RawMessage(body, given, double.world.now))
        assert (notice.order_id, notice.reference) == ("order-1", shop.reference)


def test_every_request_and_every_answer_so_far_was_valid(
    double: PayPalDouble, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = Counter(double)
    shop.create(asked())
    shop.pay()
    shop.refund(back(10_000))
    assert TOTAL.faults == []
    assert TOTAL.requests >= TOTAL.answers > 0
    with capsys.disabled():
        sys.stdout.write(
            f"\nPayPal's OpenAPI: {TOTAL.requests} requests and {TOTAL.answers} answers valid; "
            f"{TOTAL.outside} requests to paths that it does not describe (token, certificates, "
            "disputes)\n"
        )
