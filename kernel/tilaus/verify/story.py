"""A counter-example for people: a numbered story in words, and a Mermaid sequence diagram."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tilaus import commands as c
from tilaus.refunds import RefundRequest
from tilaus.verify.replaying import Played

WHO: Mapping[str, str] = {
    "customer": "the customer",
    "guest": "the guest",
    "staff": "staff",
    "manager": "a manager",
    "processor": "the payment provider",
    "server": "the server",
    "clock": "the clock",
    "system": "the shop",
}
"""Who acts in each role, as a story calls them."""


def what(command: c.Command) -> str:
    """Say what a command asks or reports, as a phrase that follows who does it."""
    return _WORDS.get(type(command), _plain)(command)


def _plain(command: c.Command) -> str:
    return f"asks for {type(command).__name__}"


def _place(command: c.Place) -> str:
    items = ", ".join(
        f"{line.quantity} x {line.service} for {line.target}" for line in command.lines
    )
    return f"orders {items}, to be paid by {' and '.join(t.method for t in command.tenders)}"


def _paid(command: c.PaymentReported) -> str:
    sum_ = f", {command.captured_minor} minor units in all" if command.captured_minor else ""
    return f"says that payment {command.payment} is {command.message}{sum_}"


def _delivered(command: c.DeliveryReported) -> str:
    units = "" if command.delivered is None else f", {command.delivered} delivered in all"
    return f"says that item {command.item} is {command.message}{units}"


def _advance(command: c.Advance) -> str:
    part = f" {command.about}" if command.about else ""
    return f"asks to {command.trigger.replace('_', ' ')} {command.machine}{part}"


def _refund(command: c.RequestRefund) -> str:
    return f"asks to refund {_asked(command.request)}, to {command.to}"


def _asked(request: RefundRequest) -> str:
    if request.amount_minor is not None:
        return f"{request.amount_minor} minor units"
    lines = [
        f"{line.kind} {line.id}" + (f" ({line.units} units)" if line.units else "")
        for line in request.lines
    ]
    return " and ".join(lines) or "the whole order"


_WORDS: Mapping[type[Any], Callable[[Any], str]] = {
    c.Place: _place,
    c.AddPayment: lambda v: f"pays with {v.method} instead",
    c.PaymentReported: _paid,
    c.FeeReported: lambda v: f"the provider kept {v.fee_minor} of payment {v.payment}",
    c.RefundReported: lambda v: f"says that refund {v.refund} is {v.message}",
    c.DeliveryReported: _delivered,
    c.Advance: _advance,
    c.AskCustomer: lambda v: f"asks the customer how to handle item {v.item}",
    c.AnswerCustomer: lambda v: f"answers about item {v.item}: {v.choice}",
    c.RequestRefund: _refund,
    c.ReturnPayment: lambda v: f"sends payment {v.payment} back",
    c.ResolveEffect: lambda v: f"says of {f'{v.effect} {v.about}'.strip()}: {v.what}",
    c.RenewTracking: lambda v: f"{'renews' if v.token else 'revokes'} the tracking link",
    c.Tick: lambda v: "lets a deadline pass",
    c.TurnGranted: lambda v: f"tells item {v.item} that its turn has come",
}


def told(played: Iterable[Played]) -> Iterator[str]:
    """Tell a story line by line: who did what, the states before and after, what broke."""
    for step in played:
        who = WHO.get(step.command.by.role, step.command.by.role)
        yield f"{step.number}. order {step.place + 1}: {who} {what(step.command)}"
        yield from (f"     {line}" for line in _after(step))
        yield from (f"     BROKEN: {promise}" for promise in step.broken)


def _after(step: Played) -> Iterator[str]:
    for move in step.moved:
        part = f"{move.machine} {move.about}".strip()
        yield f"{part}: {move.source} -> {move.target} ({move.trigger})"
    if step.effects:
        yield f"asks for {', '.join(f'{f.name} {f.about}'.strip() for f in step.effects)}"
    if step.refusal is not None:
        yield f"refused: {step.refusal.sentence}"
    elif not step.moved and not step.effects:
        yield "nothing moves"


_ACTORS: Mapping[str, tuple[str, str]] = {
    "customer": ("C", "Customer"),
    "guest": ("C", "Customer"),
    "staff": ("P", "Staff"),
    "manager": ("P", "Staff"),
    "processor": ("B", "Payment provider"),
    "server": ("D", "Server"),
    "clock": ("T", "Clock"),
    "system": ("S", "Shop"),
}

_CALLED: Mapping[str, str] = {
    "create_payment": "processor",
    "capture_payment": "processor",
    "void_payment": "processor",
    "send_refund": "processor",
    "hand_over": "server",
    "stop_delivery": "server",
}
"""Who is asked to do an effect; what is not here is said to the customer or to staff."""

_SIGNS = re.compile(r"[^\w .,()/'=!:>-]")


def sequence(played: Iterable[Played]) -> str:
    """Draw a story as a sequence in Mermaid (https://mermaid.js.org/syntax/sequenceDiagram)."""
    steps = list(played)
    lines = [line for step in steps for line in _arrows(step)]
    used = {name for line in lines for name in re.findall(r"^([A-Z])-|>>([A-Z]):", line)}
    names = {name for pair in used for name in pair if name} | {"S"}
    known = dict.fromkeys(_ACTORS.values())
    people = [f"participant {short} as {long}" for short, long in known if short in names]
    body = "\n".join(f"    {line}" for line in [*people, *lines])
    return f"sequenceDiagram\n{body}\n"


def _arrows(step: Played) -> Iterator[str]:
    actor = _ACTORS.get(step.command.by.role, _ACTORS["system"])[0]
    yield f"{actor}->>S: {_text(f'{step.number}. order {step.place + 1}: {what(step.command)}')}"
    moved = [f"{m.machine} {m.about}".strip() + f" {m.source} > {m.target}" for m in step.moved]
    if moved:
        yield f"Note over S: {_text(', '.join(moved))}"
    for effect in step.effects:
        yield f"S->>{_receiver(effect.name)}: {_text(f'{effect.name} {effect.about}'.strip())}"
    for promise in step.broken:
        yield f"Note over S: {_text(f'BROKEN: {promise}')}"


def _receiver(effect: str) -> str:
    role = _CALLED.get(effect, "staff" if effect.startswith("alert:") else "customer")
    return _ACTORS[role][0]


def _text(text: str) -> str:
    """Write what Mermaid would take for its own as numbered characters."""
    return _SIGNS.sub(lambda found: f"#{ord(found[0])};", text)
