"""`tilaus webhook list|test|enable|send`: endpoints outside that are told what happens."""

import os
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.ports.feed import MAX_FED, Subscriber
from tilaus.shop import Shop
from tilaus.webhooks import Webhook
from tilaus_adapters import documents
from tilaus_adapters.cli.announcing import endpoints_of, send_once, sender_of
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.plugs import settings_of
from tilaus_adapters.cli.reply import BROKEN, DONE, REFUSED, Reply, UsageError
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.notification.webhook import Endpoint, Sent

Name = Annotated[str, Parameter(help="The name of a webhook of the policy.")]


def list_(*, options: Options = DEFAULTS) -> Reply:
    """List the webhooks of the policy: how far each has got, and what its endpoint answered last.

    Waiting are events of any type; of those that an endpoint does not want it is told nothing.
    """
    with opened(options) as shop:
        known = {subscriber.name: subscriber for subscriber in shop.store.subscribers()}
        docs = [_doc(shop, hook, known.get(hook.name)) for hook in shop.policy.webhooks]
        left = sorted(known.keys() - {hook.name for hook in shop.policy.webhooks})
    doc = {"webhooks": docs, "not_in_policy": left}
    return Reply(doc, partial(_show_list, doc))


def try_(name: Name, *, options: Options = DEFAULTS) -> Reply:
    """Send a signed message of the type shop.tilaus.test to an endpoint: nothing happened."""
    with opened(options) as shop:
        sent = sender_of(shop).test(_endpoint(shop, name))
    doc = _sent(sent)
    return Reply(doc, partial(_show_test, doc), BROKEN if sent.trouble else DONE)


def enable(name: Name, *, options: Options = DEFAULTS) -> Reply:
    """Let an endpoint be told again, at once, and from the event on that it has not taken."""
    with opened(options) as shop:
        enabled = sender_of(shop).enable(_webhook(shop, name))
        if enabled is None:
            sentence = f"cannot enable webhook {name}: a worker tells it something now; try again"
            refused = {"error": "refused", "sentence": sentence}
            return Reply(refused, lambda screen: screen.complain(sentence), REFUSED)
        doc = _doc(shop, _webhook(shop, name), enabled)
    return Reply(doc, lambda screen: screen.say(f"webhook {name} is enabled"))


def send(*, options: Options = DEFAULTS) -> Reply:
    """Tell every endpoint what it may be told now, and end; `tilaus worker` does it by itself."""
    with opened(options) as shop:
        done = send_once(shop, endpoints_of(shop.policy, settings_of(os.environ)))
    doc = {"webhooks": [_sent(sent) for sent in done]}
    is_broken = any(sent.trouble for sent in done)
    return Reply(doc, partial(_show_sent, doc), BROKEN if is_broken else DONE)


def _webhook(shop: Shop, name: str) -> Webhook:
    for webhook in shop.policy.webhooks:
        if webhook.name == name:
            return webhook
    names = ", ".join(webhook.name for webhook in shop.policy.webhooks) or "none"
    raise UsageError(f"there is no webhook {name[:40]!r} in the policy; there are: {names}")


def _endpoint(shop: Shop, name: str) -> Endpoint:
    wanted, settings = _webhook(shop, name), settings_of(os.environ)
    found = endpoints_of(shop.policy, settings)
    return next(endpoint for endpoint in found if endpoint.webhook == wanted)


def _doc(shop: Shop, webhook: Webhook, known: Subscriber | None) -> dict[str, Any]:
    """Return what is known of a webhook; what was never looked at has no place yet."""
    rest = () if known is None else shop.store.feed(known.position, MAX_FED)
    return {
        "name": webhook.name,
        "url": webhook.url,
        "events": list(webhook.events),
        "state": _state(known),
        "position": None if known is None else known.position,
        "waiting": len(rest),
        "waiting_since": documents.moment(rest[0].recorded.at) if rest else None,
        "attempts": 0 if known is None else known.attempts,
        "next_at": None if known is None else documents.moment(known.next_at),
        "failing_since": None if known is None else documents.moment(known.failing_since),
        "disabled_at": None if known is None else documents.moment(known.disabled_at),
        "outcome": "" if known is None else known.outcome,
    }


def _state(known: Subscriber | None) -> str:
    if known is None:
        return "new"
    if known.disabled_at is not None:
        return "disabled"
    return "failing" if known.failing_since is not None else "working"


def _sent(sent: Sent) -> dict[str, Any]:
    return {"name": sent.name, "taken": sent.taken, "trouble": sent.trouble}


def _show_list(doc: dict[str, Any], screen: Screen) -> None:
    if not doc["webhooks"]:
        screen.say("the policy has no webhooks; docs/how-to/send-webhooks.md says how to add one")
    else:
        rows = [
            (hook["name"], hook["state"], _many(hook["waiting"]), hook["outcome"], hook["url"])
            for hook in doc["webhooks"]
        ]
        screen.table(("webhook", "state", "waiting", "last", "address"), rows, ("waiting",))
    for name in doc["not_in_policy"]:
        screen.say(f"not in the policy any more, its place is kept: {name}")


def _many(waiting: int) -> str:
    return f"{waiting}+" if waiting == MAX_FED else str(waiting)


def _show_test(doc: dict[str, Any], screen: Screen) -> None:
    if doc["trouble"]:
        screen.complain(f"webhook {doc['name']} did not take the test: {doc['trouble']}")
    else:
        screen.say(f"webhook {doc['name']} took the test")


def _show_sent(doc: dict[str, Any], screen: Screen) -> None:
    for sent in doc["webhooks"]:
        screen.say(f"webhook {sent['name']}: {count(sent['taken'], 'event')} taken")
        if sent["trouble"]:
            screen.complain(f"webhook {sent['name']}: {sent['trouble']}")
    if not doc["webhooks"]:
        screen.say("the policy has no webhooks")
