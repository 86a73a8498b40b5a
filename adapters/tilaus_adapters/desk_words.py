"""The desk's words for what may be done, what needs a person, and what cannot be undone.

Every text is translated in the context `desk` when it is shown. A trigger that only a shop's own
lifecycle has is called by its name. The tables stand here and not beside the pages, so that the
catalogues, which know nothing of pages, can collect them.
"""

from collections.abc import Iterator, Mapping

from tilaus.record import record
from tilaus.refusals import CODES, Refusal
from tilaus_adapters.languages import Language

CONTEXT, REFUSAL = "desk", "refusal"


@record
class Deed:
    """How something that may be done is called, and what is said before it is done.

    Attributes:
        label: what the button says.
        warning: said plainly where there is no way back; empty where there is one.
        needs_reason: whether the desk wants to know why, even where the kernel does not ask.
        is_grave: whether its button is shown as one that takes something away.
    """

    label: str
    warning: str = ""
    needs_reason: bool = False
    is_grave: bool = False


FORCED = "This goes round the lifecycle's rules. Only the promises about money still hold."

# fmt: off
DEEDS: Mapping[tuple[str, str], Deed] = {
    # of         trigger       label                       no way back                                                       needs a reason
    ("order",    "hold"):      Deed("Put on hold",            "",                                                               True),
    ("order",    "resume"):    Deed("Resume",                 "",                                                               True),
    ("order",    "complete"):  Deed("Complete",               "The customer is told that the order is completed."),
    ("order",    "cancel"):    Deed("Call the order off",     "Cannot be undone. Open items are cancelled and their money goes back.", True, True),
    ("order",    "reopen"):    Deed("Reopen"),
    ("order",    "revive"):    Deed("Deliver after all",      "The customer is told that the payment arrived."),
    ("order",    "pay"):       Deed("Let it be paid otherwise", "Payments that are open now are withdrawn."),
    ("order",    "note"):      Deed("Write a note",           "",                                                               True),
    ("order",    "erase"):     Deed("Erase personal data",    "Cannot be undone. Name, mail address and targets are removed for good.", False, True),
    ("order",    "force"):     Deed("Force a status",         FORCED,                                                           True, True),
    ("order",    "renew-tracking"): Deed("Make a new tracking link", "The link that the customer has stops working."),
    ("order",    "revoke-tracking"): Deed("Revoke the tracking link", "The link that the customer has stops working. A new one can be made.", False, True),
    ("item",     "start"):     Deed("Mark as accepted"),
    ("item",     "progress"):  Deed("Set delivered units"),
    ("item",     "deliver"):   Deed("Mark as delivered",      "Cannot be undone: the item counts as delivered."),
    ("item",     "cancel"):    Deed("Give it up",             "The server is asked to stop, and the customer is told.",          True, True),
    ("item",     "retry"):     Deed("Try again"),
    ("item",     "ask"):       Deed("Ask the customer"),
    ("item",     "answer"):    Deed("Answer for the customer"),
    ("item",     "force"):     Deed("Force a status",         FORCED,                                                           True, True),
    ("payment",  "capture"):   Deed("Book money that arrived", "Cannot be undone: the money is booked."),
    ("payment",  "withdraw"):  Deed("Withdraw",               "Cannot be undone. The customer can no longer pay it.",            False, True),
    ("payment",  "observe"):   Deed("Book a refund that the provider made", "Cannot be undone: it is booked as sent.",          False, True),
    ("payment",  "return"):    Deed("Send it back",           "Cannot be undone. All of it goes back the way it was paid.",      False, True),
    ("payment",  "force"):     Deed("Force a status",         FORCED,                                                           True, True),
    ("refund",   "retry"):     Deed("Send it again",          "Cannot be undone once the provider has sent it.",                 False, True),
    ("refund",   "succeed"):   Deed("Mark as sent",           "Cannot be undone: the customer is told that the money was sent."),
    ("refund",   "force"):     Deed("Force a status",         FORCED,                                                           True, True),
    ("parked",   "resolve"):   Deed("Resolve",                "",                                                               True),
    ("effect",   "retry"):     Deed("Try again now",          "",                                                               True),
    ("effect",   "done"):      Deed("It happened",            "Cannot be undone. What follows from it happens now.",             True),
    ("effect",   "void"):      Deed("Give it up",             "Cannot be undone. It will not be done.",                          True, True),
}

UNDO: Mapping[tuple[str, str], tuple[str, str]] = {
    ("order", "hold"):   ("order", "resume"),
    ("order", "resume"): ("order", "hold"),
}
"""What takes a step back, where the table has a way."""

CONCERNS: Mapping[str, tuple[str, str]] = {
    # code              what it is                    what it asks of a person
    "item-cancelled":  ("Item could not be delivered", "Try again, ask the customer, or send the money back."),
    "question-open":   ("Waiting for the customer",    "The customer was asked. Answer for them if they write elsewhere."),
    "parked":          ("Put aside",                   "Something contradicts what is known. Look, then resolve it."),
    "disputed":        ("Payment disputed",            "Answer the dispute at the payment provider. The order waits."),
    "refund-failed":   ("Refund failed",               "The money did not arrive. Send it again, or another way."),
    "server-silent":   ("Server is silent",            "Nothing new was heard of this item. Ask the server, or give it up."),
    "effect-dead":     ("Given up after many tries",   "It blocks what comes after it. Try again, or say what became of it."),
    "effect-unknown":  ("Nobody knows if it happened", "It is looked up again by itself. Check at the other side."),
}

PRESSED: Mapping[str, str] = {
    "reason":    "Reason",
    "target":    "New target",
    "to":        "Money goes to",
    "choice":    "The customer wants",
    "state":     "Status",
    "method":    "Way to pay",
    "reference": "Provider's reference",
    "units":     "Units delivered in all",
    "amount":    "Amount",
}
"""What a form calls the fields that go with a trigger."""

CHOICES: Mapping[str, str] = {
    "wallet":   "The customer's wallet",
    "original": "The way it was paid",
    "retry":    "Try again",
}

EFFECT_STATES: Mapping[str, tuple[str, str]] = {
    # state     label               kind, for its badge
    "ready":   ("Waits",            "waiting"),
    "done":    ("Done",             "finished"),
    "refused": ("Refused",          "failed"),
    "unknown": ("Unknown",          "held"),
    "dead":    ("Given up",         "failed"),
    "void":    ("Not needed",       "closed"),
}

MACHINES: Mapping[str, str] = {
    "order":   "Order",
    "item":    "Item",
    "payment": "Payment",
    "refund":  "Refund",
}

PHRASES = (
    "Refund",
    "by force",
    "done",
    "it would change nothing",
    "items tried again: {number}",
    "no",
    "no item was given up",
    "somebody changed it since you saw it: nothing was done",
    "there is no such order",
    "this was done already",
    "yes",
)

ROLES: Mapping[str, str] = {
    "customer":  "customer",
    "guest":     "guest",
    "staff":     "staff",
    "manager":   "manager",
    "processor": "payment provider",
    "server":    "delivery server",
    "clock":     "deadline",
    "system":    "the shop",
}
# fmt: on


def deed(machine: str, trigger: str) -> Deed:
    """Return how something is called; a trigger that is not in the table by its own name."""
    plain = Deed(trigger.replace("_", " ").capitalize())
    return DEEDS.get((machine, trigger), plain)


def said(language: Language, text: str) -> str:
    """Translate a text of the desk; nothing stays nothing."""
    return language.pgettext(CONTEXT, text) if text else ""


def why_not(language: Language, refusal: Refusal) -> str:
    """Say what stood in the way: in English what was found, else what its code means."""
    meaning = CODES.get(refusal.code, "")
    told = language.pgettext(REFUSAL, meaning) if meaning else ""
    return told if told != meaning else refusal.found


def sources() -> Iterator[tuple[str, str]]:
    """Yield every context and English text that a catalogue translates for the desk."""
    for found in DEEDS.values():
        yield from ((CONTEXT, text) for text in (found.label, found.warning) if text)
    for pair in CONCERNS.values():
        yield from ((CONTEXT, text) for text in pair)
    for label, _ in EFFECT_STATES.values():
        yield CONTEXT, label
    for table in (PRESSED, CHOICES, ROLES, MACHINES):
        yield from ((CONTEXT, text) for text in table.values())
    yield from ((CONTEXT, text) for text in PHRASES)
    yield from ((REFUSAL, meaning) for meaning in CODES.values())
