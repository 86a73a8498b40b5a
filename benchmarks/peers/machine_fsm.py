"""The order machine in `django-fsm-2`: a model's field, and methods with a decorator."""

from collections.abc import Callable, Mapping
from operator import methodcaller
from typing import Any

import django
from django.conf import settings

if not settings.configured:
    settings.configure(INSTALLED_APPS=[], USE_TZ=True)
    django.setup()

from benchmarks.peers.facts import EVENTS, Facts, Guarded
from django.db import models
from django_fsm import RETURN_VALUE, FSMField, TransitionNotAllowed, transition

NAME, PACKAGE = "django-fsm-2", "django-fsm-2"
REFUSALS = (TransitionNotAllowed,)

HELD = ("pending", "processing")


def may_resume(order: Any) -> bool:
    return bool(order.was_pending() or order.was_processing() or order.was_refunded())


def may_cancel(order: Any) -> bool:
    return bool(order.is_empty() or order.is_paid_and_undelivered())


class Order(Guarded, models.Model):  # type: ignore[misc]
    """Never saved here: only the step is measured."""

    state = FSMField(default="pending")

    class Meta:
        app_label = "benchmarks"

    @transition(state, source="pending", target="processing", conditions=[Guarded.is_paid])
    def confirm(self) -> None: ...

    @transition(state, source="pending", target="cancelled", conditions=[Guarded.is_too_late])
    def expire(self) -> None: ...

    @transition(state, source="pending", target="cancelled", conditions=[Guarded.is_unpaid])
    def cancel_pending(self) -> None: ...

    @transition(
        state, source="processing", target="processing", conditions=[Guarded.is_undelivered]
    )
    def cancel_processing(self) -> None: ...

    @transition(state, source="on_hold", target=RETURN_VALUE(), conditions=[may_cancel])
    def cancel_held(self) -> str:
        return "cancelled" if self.is_empty() else "processing"

    @transition(state, source=HELD, target="on_hold")
    def hold(self) -> None:
        self.held_from = self.state

    @transition(state, source=HELD, target="on_hold", conditions=[Guarded.is_disputed])
    def dispute(self) -> None:
        self.held_from = self.state

    @transition(state, source="on_hold", target=RETURN_VALUE(), conditions=[may_resume])
    def resume(self) -> str:
        return self.held_from

    @transition(
        state,
        source=("processing", "completed", "cancelled"),
        target="refunded",
        conditions=[Guarded.is_refunded],
    )
    def refund_whole(self) -> None: ...

    @transition(
        state, source="on_hold", target="refunded", conditions=[Guarded.is_refunded_while_held]
    )
    def refund_held(self) -> None: ...

    @transition(state, source="refunded", target="on_hold", conditions=[Guarded.came_back])
    def refund_failed(self) -> None:
        self.held_from = self.state

    @transition(state, source="processing", target="completed", conditions=[Guarded.is_finished])
    def complete(self) -> None: ...

    @transition(state, source="completed", target="processing", conditions=[Guarded.is_open])
    def reopen(self) -> None: ...

    @transition(state, source="cancelled", target="processing", conditions=[Guarded.may_revive])
    def revive(self) -> None: ...

    def cancel(self) -> None:
        """Choose the method: one may have only one source for each set of conditions."""
        by = {"processing": self.cancel_processing, "on_hold": self.cancel_held}
        by.get(self.state, self.cancel_pending)()

    def refund(self) -> None:
        (self.refund_held if self.state == "on_hold" else self.refund_whole)()


def born(facts: Facts) -> Order:
    order = Order()
    order.facts = facts
    return order


FIRE: Mapping[str, Callable[[Any], object]] = {event: methodcaller(event) for event in EVENTS}


def status(order: Order) -> str:
    return str(order.state)
