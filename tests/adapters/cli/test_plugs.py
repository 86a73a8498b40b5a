"""What the settings plug in: real money never beside play money, and no secret in a sentence."""

import pytest

from tilaus.policy import METHODS, Policy
from tilaus.record import replace
from tilaus_adapters.cli.plugs import payments_of
from tilaus_adapters.cli.reply import WorldError

CARD, PAYPAL, WALLET = METHODS[0], METHODS[2], METHODS[3]
STRIPE = {
    "TILAUS_STRIPE_KEY": "sk_live_of_nobody_0123456789",
    "TILAUS_STRIPE_WEBHOOK_SECRETS": "whsec_of_nobody",
    "TILAUS_STRIPE_RETURN_URL": "https://shop.example/paid",
}
TEST = {**STRIPE, "TILAUS_STRIPE_KEY": "sk_test_of_nobody_0123456789"}


def policy(*providers: str) -> Policy:
    methods = (CARD, PAYPAL, WALLET)
    used = zip(methods, providers, strict=False)
    return Policy(methods=tuple(replace(m, provider=p) for m, p in used))


# fmt: off
MIXED = [
    # what is promised                      providers               settings   refused with
    ("live keys beside play money",         ("stripe", "sandbox"),  STRIPE,    "stripe would take real money and sandbox none"),
    ("live keys beside the wallet",         ("stripe", "wallet"),   STRIPE,    ""),
    ("test keys beside play money",         ("stripe", "sandbox"),  TEST,      ""),
    ("a provider that nobody pays through", ("sandbox",),           STRIPE,    ""),
]
# fmt: on


@pytest.mark.parametrize(
    ("providers", "settings", "found"), [m[1:] for m in MIXED], ids=[m[0] for m in MIXED]
)
def test_real_money_and_play_money_are_never_plugged_in_together(
    providers: tuple[str, ...], settings: dict[str, str], found: str
) -> None:
    if found:
        with pytest.raises(WorldError, match=found):
            payments_of(policy(*providers), settings)
    else:
        assert payments_of(policy(*providers), settings).keys() == {*providers} & {"stripe"}


def test_a_setting_that_cannot_be_used_is_named_and_not_shown() -> None:
    wrong = {**STRIPE, "TILAUS_STRIPE_KEY": "nonsense-but-secret"}
    with pytest.raises(WorldError, match="cannot") as refused:
        payments_of(policy("stripe"), wrong)
    assert "nonsense-but-secret" not in str(refused.value)
