"""Which endpoints outside are told what happens: their rules, and the types that they may want.

A type is a name such as `order.completed`: the machine and the state that it is in now; or the
machine and what happened, where no state changed. A shop's own states make types of their own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from tilaus.lifecycles import Lifecycles
from tilaus.record import record

MACHINES = ("order", "item", "payment", "refund")

# fmt: off
TYPES: Mapping[str, tuple[str, str]] = {
    # event             name                       when it is announced
    "Placed":           ("order.placed",            "The order was placed; it is told as it was then."),
    "PaymentAdded":     ("payment.added",           "Another payment was opened for the order."),
    "PaymentNamed":     ("payment.named",           "The provider named its payment."),
    "Captured":         ("payment.amount_changed",  "The money of a payment that arrived and was not charged back is another sum now."),
    "ProviderFeeTaken": ("payment.provider_fee",    "The provider kept something of a payment for itself."),
    "HandedOver":       ("item.handed_over",        "The server was asked to take the item."),
    "Awaited":          ("item.awaited",            "The server is expected to say something new about the item until a time, or no longer."),
    "Progressed":       ("item.progressed",         "Some more units of the item were delivered."),
    "Retargeted":       ("item.retargeted",         "The item goes to another target."),
    "Asked":            ("item.customer_asked",     "The customer was asked how to handle the item."),
    "Answered":         ("item.customer_answered",  "The question about the item is settled, by the customer or by silence."),
    "RefundRequested":  ("refund.added",            "A refund was requested; its amount is reserved."),
    "RefundRenewed":    ("refund.renewed",          "A failed refund is tried again."),
    "RefundNamed":      ("refund.named",            "The provider named its refund."),
    "MessageParked":    ("order.message_parked",    "Something contradicts what is known: a person must look."),
    "ParkedResolved":   ("order.parked_resolved",   "A person dealt with what was parked."),
    "EffectResolved":   ("order.effect_resolved",   "A person settled a call or message that hung."),
    "LifecycleAdopted": ("order.lifecycle_adopted", "The order lives under another lifecycle from now on."),
    "Noted":            ("order.noted",             "Somebody wrote a note."),
    "TrackingRenewed":  ("order.tracking_renewed",  "The customer's tracking link was renewed or revoked; its secret is not told."),
    "Imported":         ("order.imported",          "The events before this one happened in another shop system."),
    "Erased":           ("order.erased",            "The customer's personal data was erased: erase what you have of it."),
}
# fmt: on
"""The types of all events but steps of a machine, which are named after the state they lead to."""

MOST = 20
"""The most endpoints of one shop: each has a thread of a worker."""


@record
class Webhook:
    """An endpoint outside that is told what happens.

    Attributes:
        name: letters, digits, `-` and `_`; its place in the feed is kept under it.
        url: where the announcements are posted.
        events: names of types, or `*`, or all that begin with a name and a dot, as in `order.*`.
        since: where it begins when it is first seen: `now`, or the `beginning` of the shop.
        give_up_days: after so many days without a success it is disabled and staff are alerted.
        allow_private: whether it may be in a private network, and reached without TLS.
        personal_data: whether it is told texts about persons, and who did what.
    """

    name: str
    url: str
    events: tuple[str, ...] = ("*",)
    since: Literal["now", "beginning"] = "now"
    give_up_days: int = 5
    allow_private: bool = False
    personal_data: bool = False

    def wants(self, name: str) -> bool:
        """Tell whether it wants announcements of a type."""
        return any(_covers(pattern, name) for pattern in self.events)


def _covers(pattern: str, name: str) -> bool:
    begin = pattern.removesuffix("*")
    is_family = pattern == "*" or pattern.endswith(".*")
    return name.startswith(begin) if is_family else name == pattern


def types(lifecycles: Lifecycles) -> Mapping[str, str]:
    """Return the name of every type that a shop with these lifecycles announces, and when it is."""
    found: dict[str, str] = {}
    for machine in MACHINES:
        for state in lifecycles[machine].states.values():
            found[f"{machine}.{state.name}"] = f"The {machine} is {state.name} now."
        found[f"{machine}.unchanged"] = f"A step of the {machine} left its state as it was."
    return found | dict(TYPES.values())


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def problems(webhooks: Sequence[Webhook], lifecycles: Lifecycles) -> Iterator[str]:
    """Yield what is wrong with a shop's webhooks, one sentence each with its cure."""
    if len(webhooks) > MOST:
        yield f"webhooks: there are {len(webhooks)}; {MOST} are the most"
    # Names that differ in case or dashes only would have one setting for their secrets.
    for key, times in Counter(setting_of(webhook.name) for webhook in webhooks).items():
        if times > 1:
            yield f"webhooks: two have the setting {key}; give one of them another name"
    known = types(lifecycles)
    for webhook in webhooks:
        yield from (f"webhook {webhook.name[:40]}: {what}" for what in _wrong(webhook, known))


def setting_of(name: str) -> str:
    """Return the name of the setting with the secrets of a webhook."""
    return f"TILAUS_WEBHOOK_SECRET_{name.upper().replace('-', '_')}"


def _wrong(webhook: Webhook, known: Mapping[str, str]) -> Iterator[str]:
    if not _NAME.fullmatch(webhook.name):
        yield "a name has 1 to 40 letters, digits, - and _, and begins with none of the last two"
    yield from _wrong_url(webhook)
    if not webhook.events:
        yield 'events names at least one type; write ["*"] for all'
    for pattern in webhook.events:
        if not any(_covers(pattern, name) for name in known):
            yield f"no event has the type {pattern[:60]!r}; one is order.completed, another item.*"
    if not 1 <= webhook.give_up_days <= 365:
        yield "give_up_days is 1 to 365"


def _wrong_url(webhook: Webhook) -> Iterator[str]:
    # Imported here, because it takes long and most shops have no webhooks.
    from urllib.parse import urlsplit

    cure = "write an address such as https://books.example/tilaus"
    if not webhook.url.isascii() or not webhook.url.isprintable() or " " in webhook.url:
        yield f"the url has letters that an address cannot have; {cure}"
        return
    try:
        parts = urlsplit(webhook.url)
        is_place = bool(parts.hostname) and parts.port != 0
    except ValueError:
        yield f"the url cannot be read; {cure}"
        return
    if parts.scheme not in ("https", "http") or not is_place or parts.fragment:
        yield f"the url is no address of a web server; {cure}"
    elif "@" in parts.netloc:
        yield "the url holds a user or password; leave it out: the signature says who sends"
    elif parts.scheme == "http" and not webhook.allow_private:
        yield "http can be read on the way; use https, or allow_private = true in a private network"
