"""The words for what the kernel names: states, reasons, ways to pay, ways to reach the shop.

Each table maps a name of the kernel, or of a policy, to English, which the catalogues translate in
the context that names the table. A name that no table has is shown as it is; a shop's own catalogue
may translate that too, in the same context.
"""

from collections.abc import Iterator, Mapping

from tilaus.lifecycles import MACHINES, Lifecycles
from tilaus.table import State
from tilaus_adapters import desk_words, page_words
from tilaus_adapters.languages import MOMENT, Language

METHODS: Mapping[str, str] = {
    "card": "credit or debit card",
    "google_pay": "Google Pay",
    "paypal": "PayPal",
    "wallet": "your wallet",
    "bank_transfer": "bank transfer",
}
"""Ways to pay, as customers know them."""

REASONS: Mapping[str, str] = {
    "customer_error": "The address or user name did not work. It may be mistyped, private or restricted.",
    "server_problem": "Our delivery server had a problem. You did nothing wrong.",
    "order_cancelled": "The order was called off.",
    "": "It could not be delivered.",
}  # fmt: skip
"""Why an item was cancelled, for its customer."""

CAUSES: Mapping[str, str] = {
    "customer_error": "customer's mistake",
    "server_problem": "server's problem",
    "order_cancelled": "order called off",
}
"""The same in two words, for staff."""

WAYS: Mapping[str, str] = {
    "chat": "Chat",
    "messenger": "Messenger",
    "phone": "Phone",
    "mail": "Mail",
}
"""How the shop can be reached."""

CHARGES: Mapping[str, str] = {"shipping": "shipping"}
"""What is paid besides items and fees; most are the shop's own."""

NEXT: Mapping[str, str] = {
    "order initial": "Next: your payment is confirmed, and the delivery begins by itself.",
    "order waiting": "Next: your payment is confirmed, and the delivery begins by itself.",
    "order active": "Next: each item is delivered, and you get a mail when all of it is done.",
    "order held": "Next: our staff look into it and write to you. You need not do anything.",
    "item initial": "Next: our delivery server takes it.",
    "item waiting": "Next: it starts by itself as soon as the delivery before it has ended.",
    "item held": "Next: our staff look into it and write to you. You need not do anything.",
    "item active": "Next: the rest of it is delivered.",
    "item asked": "Next: tell us how to handle it.",
    "item given up": "Next: we try to mend it, or write to you how to handle it.",
}
"""What happens next, by machine and kind of state; where nothing is said, nothing does."""

PARTS: Mapping[str, str] = {
    "order": "Order",
    "payment": "Payment",
    "refund": "Refund",
    "placed": "Order placed",
}
"""The parts of an order in its customer's history."""

TABLES: Mapping[str, Mapping[str, str]] = {
    "method": METHODS,
    "reason": REASONS,
    "cause": CAUSES,
    "way": WAYS,
    "charge": CHARGES,
    "next": NEXT,
    "part": PARTS,
}
"""The tables by context."""


def word(language: Language, context: str, name: str) -> str:
    """Return the words for a name in the language; the name itself, spaced, if there are none."""
    source = TABLES.get(context, {}).get(name, name if " " in name else name.replace("_", " "))
    return language.pgettext(context, source)


def label(language: Language, machine: str, state: State) -> str:
    """Return the label of a state of a machine in the language."""
    return language.pgettext(machine, state.label)


def note(language: Language, machine: str, state: State) -> str:
    """Return the sentence about a state of a machine in the language; empty where there is none."""
    return language.pgettext(machine, state.note) if state.note else ""


def sources(lifecycles: Lifecycles) -> Iterator[tuple[str, str]]:
    """Yield every context and English text that a catalogue translates for the kernel."""
    yield MOMENT
    for machine in MACHINES:
        for state in lifecycles[machine].states.values():
            yield from ((machine, text) for text in (state.label, state.note) if text)
    for context, table in TABLES.items():
        yield from ((context, text) for text in table.values())
    yield from page_words.sources()
    yield from desk_words.sources()
