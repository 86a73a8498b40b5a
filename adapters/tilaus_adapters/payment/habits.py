"""What the provider of play money keeps, does by habit, and lets happen to a payment: as data."""

from collections.abc import Mapping

from tilaus.record import record

SCHEMA = """
CREATE TABLE IF NOT EXISTS payments(
    reference TEXT PRIMARY KEY, order_id TEXT NOT NULL, payment TEXT NOT NULL,
    method TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
    state TEXT NOT NULL, captured INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS refunds(
    reference TEXT PRIMARY KEY, paid TEXT NOT NULL, refund TEXT NOT NULL,
    amount INTEGER NOT NULL, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS attempts(reference TEXT PRIMARY KEY, attempt INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS answers(key TEXT PRIMARY KEY, outcome TEXT NOT NULL);
"""


@record
class Habit:
    """What the provider does for a way to pay when nothing else is scripted.

    Attributes:
        paid: what a customer's payment is at first: `authorised`, or `captured` at once.
        refunded: how a refund is answered: `submitted`, the end told by a message, or `succeeded`.
    """

    paid: str
    refunded: str


HABITS: Mapping[str, Habit] = {
    #                   paid          refunded
    "card":       Habit("authorised", "submitted"),
    "google_pay": Habit("captured",   "submitted"),
    "paypal":     Habit("captured",   "succeeded"),
}  # fmt: skip

ACTS: Mapping[str, tuple[str, str, str]] = {
    # act            from these states              to              message
    "authorise":    ("open failed",                 "authorised",   "authorised"),
    "decline":      ("open authorised",             "failed",       "failed"),
    "expire":       ("open authorised",             "expired",      "expired"),
    "pay":          ("open authorised failed captured", "captured", "captured"),
    "pay late":     ("expired voided",              "captured",     "captured"),
    "dispute":      ("captured",                    "disputed",     "disputed"),
    "win dispute":  ("disputed",                    "captured",     "dispute_won"),
    "lose dispute": ("captured disputed",           "charged_back", "dispute_lost"),
}  # fmt: skip
"""What the customer, the bank and the provider do to a payment."""


@record
class Totals:
    """What really became of a payment, in minor units. What was charged back is not captured."""

    reference: str
    payment: str
    state: str
    captured_minor: int
    refunded_minor: int
