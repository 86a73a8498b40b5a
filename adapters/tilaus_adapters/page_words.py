"""The words of pages that are said by code, not by templates: what went wrong, machines, figures.

They stand here so that the catalogues, which know nothing of pages, can collect them.
"""

from collections.abc import Iterator, Mapping

from tilaus.record import record

FAULT, DESK = "fault", "desk"
"""The contexts in which they are translated."""

# fmt: off
FAULTS: Mapping[int, tuple[str, str]] = {
    400: ("This request cannot be understood", "Go back, and try again."),
    401: ("You are not signed in",             "Sign in first."),
    403: ("You may not do this",               "Somebody with other rights may: ask a manager of the shop."),
    404: ("There is no such page",             "Check the address. A link from a mail must be copied whole."),
    405: ("This cannot be done here",          "Go back, and use the buttons of the page."),
    408: ("Your request took too long to arrive", "Check your connection, and try again."),
    409: ("Somebody else was quicker",         "Look at the page again: it has changed meanwhile."),
    413: ("What you sent is too large",        "Send less at once."),
    414: ("This address is too long",          "Check the address. A link from a mail must be copied whole."),
    415: ("What you sent is of the wrong kind", "Go back, and use the form of the page."),
    422: ("Something in the form is wrong",    "Go back, correct it, and send it again."),
    429: ("Too many tries",                    "Wait a few minutes, then try again."),
    431: ("Your browser sent too much",        "Delete the cookies of this site, and try again."),
    500: ("Something went wrong here",         "It was written down. Try again; if it stays so, tell the shop the number below."),
    503: ("The shop cannot answer now",        "Wait a minute, then try again."),
}
"""What people read, by status: what is wrong, and what helps; translated in the context `fault`."""
# fmt: on

TITLES: Mapping[str, str] = {
    "order": "Orders",
    "item": "Items",
    "payment": "Payments",
    "refund": "Refunds",
}
"""What each machine is of, in English; translated in the context `desk`."""


@record
class Words:
    """What is said around a plot, in English; every text is translated in the context `desk`."""

    title: str
    note: str
    heads: tuple[str, ...]
    empty: str


HALF = (
    "Half of the stays that have ended were shorter than the bar. Measured from the histories of "
    "the latest orders, at most ten minutes ago. Orders: %(n)s"
)
STAY_HEADS = ("State", "Stays", "Half were shorter than", "Nine of ten were shorter than")
NOTHING_LEFT = "Nothing has left a state yet."

# fmt: off
FIGURES: Mapping[str, Words] = {
    "days":    Words("Orders per day", "Orders in all: %(n)s. Days begin at midnight UTC.",
                     ("Day", "Orders"), "No order was placed in these days."),
    "order":   Words("How long orders are in each state", HALF, STAY_HEADS, NOTHING_LEFT),
    "item":    Words("How long items are in each state", HALF, STAY_HEADS, NOTHING_LEFT),
    "reasons": Words("Refunds per reason", "Refunds in all: %(n)s. Those that failed are not counted.",
                     ("Reason", "Refunds", "Amount"), "No refund was requested in these days."),
}
"""The words of each figure by its name."""
# fmt: on

NOT_GIVEN = "not given"
"""The reason of refunds for which nobody wrote one."""


def sources() -> Iterator[tuple[str, str]]:
    """Yield every context and English text of these words."""
    yield from ((FAULT, text) for pair in FAULTS.values() for text in pair)
    yield from ((DESK, title) for title in TITLES.values())
    for words in FIGURES.values():
        yield from ((DESK, text) for text in (words.title, words.note, words.empty))
        yield from ((DESK, head) for head in words.heads)
    yield DESK, NOT_GIVEN
