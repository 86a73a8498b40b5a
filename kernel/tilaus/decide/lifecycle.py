"""An order and the lifecycles it lives under: refused where they differ, until it adopts others."""

from collections.abc import Callable, Mapping
from typing import Any

from tilaus.adoption import adopted, fingerprint, is_under, stranded
from tilaus.commands import AdoptLifecycle
from tilaus.decide.draft import Draft
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.refusals import Refusal, refuse


def under_another(order: Order, policy: Policy) -> Refusal | None:
    """Refuse everything about an order that lives under other lifecycles than the policy's.

    Its states may not be there, or mean something else; a guess could cost money.
    """
    if is_under(order, policy.lifecycles):
        return None
    ours, theirs = policy.lifecycles.fingerprint, fingerprint(order)
    return Refusal(
        "other_lifecycle",
        f"change order {order.number}",
        f"it lives under the lifecycle {theirs}, and the policy has {ours}",
        ("tilaus switch NEW.toml", "the policy that the order was placed under"),
        facts={"order": theirs, "policy": ours},
    )


def adopt(draft: Draft, command: AdoptLifecycle) -> None:
    """Take the policy's lifecycles over, with the names that the mapping gives; then settle."""
    order = draft.order
    wish = f"switch order {order.number} to {draft.policy.lifecycles.fingerprint}"
    draft.permit("adopt", wish)
    if is_under(order, draft.policy.lifecycles):
        draft.outcome = "duplicate"
        return
    found = stranded(order, draft.policy, command.mapping)
    if found:
        raise refuse("stranded", wish, "; ".join(found))
    draft.emit(adopted(order, draft.policy, command.mapping))
    for machine, parts in (
        ("item", order.items),
        ("payment", order.payments),
        ("refund", order.refunds),
    ):
        for part in parts:
            draft.touch(machine, part.id)


HANDLERS: Mapping[type[Any], Callable[[Draft, Any], None]] = {AdoptLifecycle: adopt}
