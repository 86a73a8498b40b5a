"""Tell the endpoints of webhooks while a worker works: each in a thread of its own."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from tilaus.policy import Policy
from tilaus.ports.storage import Fenced, StoreError
from tilaus.shop import Shop
from tilaus_adapters.cli.plugs import plugging
from tilaus_adapters.notification.webhook import (
    Endpoint,
    Sent,
    WebhookSender,
    endpoints,
)
from tilaus_adapters.notification.webhook_post import DEADLINE_S

LOG = logging.getLogger("tilaus.webhooks")

EVERY_S = 1.0
"""How often a worker looks whether there is something to tell, in seconds."""


def endpoints_of(policy: Policy, settings: Mapping[str, str]) -> tuple[Endpoint, ...]:
    """Return the endpoints that are told; raises WorldError where one has no good secret."""
    with plugging("webhooks"):
        return endpoints(policy, settings)


def sender_of(shop: Shop) -> WebhookSender:
    """Return what tells endpoints; raises WorldError where it is not installed."""
    with plugging("webhooks"):
        return WebhookSender(shop)


def send_once(
    shop: Shop,
    told: Sequence[Endpoint],
    should_stop: Callable[[], bool] = lambda: False,
) -> list[Sent]:
    """Tell each endpoint all that it may be told now, one after the other."""
    if not told:
        return []
    sender = sender_of(shop)
    return [look(sender, endpoint, should_stop) for endpoint in told]


def look(sender: WebhookSender, endpoint: Endpoint, should_stop: Callable[[], bool]) -> Sent:
    """Tell one endpoint what it may be told; what another worker took over meanwhile is no trouble.

    Raises:
        StoreError: the store cannot be used.
    """
    try:
        return sender.send(endpoint, should_stop)
    except Fenced:
        return Sent(endpoint.webhook.name)


@contextmanager
def announcing(
    shop: Shop, told: Sequence[Endpoint], on_trouble: Callable[[Sent], None] | None = None
) -> Iterator[None]:
    """Tell endpoints while the context lasts.

    At its end nothing new is begun, and what is being told is waited for.

    Args:
        on_trouble: is called with what went wrong, in the thread of the endpoint.

    Raises:
        WorldError: what is needed to send is not installed.
    """
    if not told:
        yield
        return
    stop, sender = threading.Event(), sender_of(shop)
    threads = [
        threading.Thread(
            target=partial(_keep_telling, sender, endpoint, stop, on_trouble or _log),
            name=f"tilaus-webhook-{endpoint.webhook.name}",
            daemon=True,
        )
        for endpoint in told
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(DEADLINE_S)


def _keep_telling(
    sender: WebhookSender,
    endpoint: Endpoint,
    stop: threading.Event,
    on_trouble: Callable[[Sent], None],
) -> None:
    is_told = False
    while not stop.wait(EVERY_S):
        try:
            sent = look(sender, endpoint, stop.is_set)
        except StoreError:  # the dispatcher meets it too, and tells
            continue
        except Exception as error:  # whatever it is, the others go on
            if not is_told:
                LOG.exception("cannot tell webhook %s", endpoint.webhook.name)
            sent, is_told = Sent(endpoint.webhook.name), bool(error)
        if sent.trouble:
            on_trouble(sent)


def _log(sent: Sent) -> None:
    LOG.warning("webhook %s: %s", sent.name, sent.trouble)
