"""The order: its status is a payment status, and does not summarise its items."""

from tilaus.lifecycle import Lifecycle
from tilaus.table import Fact, State
from tilaus.table import transition as row

# fmt: off
ORDER = Lifecycle(
    "order",
    states=[
        State("pending",    "initial",  "Pending payment", "You are paying, or the payment provider has not confirmed your payment yet."),
        State("processing", "active",   "Processing",      "Your payment arrived. The items are being delivered; each has its own status."),
        State("on_hold",    "held",     "On hold",         "Parked until a question about the payment or the facts is resolved."),
        State("completed",  "finished", "Completed",       "Nothing more can be done: every item was delivered or finally given up."),
        State("cancelled",  "failed",   "Cancelled",       "Your payment was never confirmed, so the order was called off."),
        State("refunded",   "closed",   "Refunded",        "The order could not be delivered and its whole payment went back."),
    ],
    transitions=[
        #   trigger    source                           target        guard
        row("confirm", "pending",                       "processing", "captured >= due",                                by="system",                       automatic="", effects="tell:payment-confirmed", note="The money of every payment arrived."),
        row("expire",  "pending",                       "cancelled",  "captured == 0 and live_payments == 0 and overdue", by="clock",                       effects="tell:order-cancelled", note="No payment was confirmed in time."),
        row("cancel",  "pending",                       "cancelled",  "captured < due",                                 by="customer guest staff manager", effects="tell:order-cancelled", note="Called off before it was paid; what arrived goes back."),
        row("cancel",  "processing",                    "=",          "disputed == 0 and undelivered_items > 0",        by="staff manager",                note="Called off after payment: open items are cancelled and their money goes back."),
        row("cancel",  "on_hold",                       "cancelled",  "captured == 0",                                  by="staff manager",                effects="tell:order-cancelled", note="Parked, never paid, called off."),
        row("cancel",  "on_hold",                       "processing", "captured > 0 and disputed == 0 and undelivered_items > 0", by="staff manager",      note="Parked, paid, called off: open items are cancelled and their money goes back."),
        row("hold",    "pending processing",            "on_hold",    by="staff manager",                                                                  note="Parked by a person, with a reason."),
        row("dispute", "pending processing",            "on_hold",    "disputed > 0",                                   by="system",                       automatic="", effects="tell:payment-disputed", note="Parked because the payer disputes the payment."),
        row("resume",  "on_hold",                       "(before)",   "disputed == 0 and not held_by_failed_refund",    by="staff manager system",         automatic="held_by_dispute", note="Goes on where it was parked."),
        row("refund",  "processing completed cancelled on_hold", "refunded",  "open_items == 0 and charged_back == 0 and refunded == refundable > 0", by="system",                       automatic="", effects="tell:order-refunded", note="The whole payment went back: this status follows the money."),
        row("refund",  "on_hold",                       "refunded",   "open_items == 0 and charged_back > 0 and held_by_failed_refund and refunded == refundable > 0", by="system",    automatic="", effects="tell:order-refunded", note="The refund that came back was sent again, and the payer's dispute took nothing more."),
        row("refund_failed", "refunded",                "on_hold",    "refunded < refundable or refundable == 0",        by="system",                       automatic="", reopens=True, note="The bank sent a refund back: staff must find another way."),
        row("complete", "processing",                   "completed",  "open_items == 0",                                by="staff manager system",         automatic="may_complete_itself and undecided_items == 0 and in_flight == 0", effects="tell:order-completed", note="Every item is finished."),
        row("reopen",  "completed",                     "processing", "open_items > 0",                                 by="staff manager system",         automatic="", reopens=True, note="An item is tried again."),
        row("revive",  "cancelled",                     "processing", "captured >= due and refunded == 0 and in_flight == 0", by="staff manager system", reopens=True, effects="tell:payment-confirmed", note="Late money arrived and the shop delivers after all."),
    ],
    facts=[
        Fact("due",                 "amount", "what must arrive: items, charges, and the fees of the payments that arrived"),
        Fact("captured",            "amount", "money that arrived for the order and was not charged back"),
        Fact("refunded",            "amount", "money that went back"),
        Fact("refundable",          "amount", "money that arrived, less the fees that stay with the shop by the refund rules"),
        Fact("in_flight",           "amount", "refunds that were requested and have not ended"),
        Fact("live_payments",       "number", "payments that may still bring money"),
        Fact("charged_back",        "number", "payments that the payer got back by a dispute"),
        Fact("disputed",            "number", "payments in dispute"),
        Fact("open_items",          "number", "items whose work has not ended"),
        Fact("undelivered_items",   "number", "items that were neither delivered nor refunded"),
        Fact("undecided_items",     "number", "cancelled items that nobody has decided about: no refund, no final word"),
        Fact("overdue",             "yes_no", "the time to pay has passed"),
        Fact("held_by_dispute",       "yes_no", "the order was parked by a dispute, not by a person"),
        Fact("held_by_failed_refund", "yes_no", "the order was parked because a refund came back"),
        Fact("may_complete_itself",   "yes_no", "the policy completes orders without staff"),
    ],
)
# fmt: on
