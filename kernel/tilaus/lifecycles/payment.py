"""The payment: money that a customer promises, the provider authorises and we capture."""

from tilaus.lifecycle import Lifecycle
from tilaus.table import Fact, State, answer_grid
from tilaus.table import transition as row

# fmt: off
PAYMENT = Lifecycle(
    "payment",
    states=[
        State("created",      "initial",  "Awaited",      "We wait for the customer to pay."),
        State("authorised",   "waiting",  "Authorised",   "The money is promised and not taken yet."),
        State("captured",     "finished", "Paid",         "The money arrived."),
        State("failed",       "failed",   "Declined",     "The payment was declined; no money was taken."),
        State("expired",      "failed",   "Expired",      "The time to pay has passed; no money was taken."),
        State("voided",       "failed",   "Voided",       "The payment was given up; no money was taken."),
        State("disputed",     "held",     "Disputed",     "The payer disputes it; the provider holds the money."),
        State("charged_back", "closed",   "Charged back", "The provider gave the money back to the payer."),
    ],
    transitions=[
        #   trigger         source                target          guard
        row("open",         "created",            "=",            by="processor", effects="tell:payment-awaited",           note="The provider is ready to take it."),
        row("authorise",    "created failed",     "authorised",   "wanted",     by="processor", effects="capture_payment", reopens=True, note="Promised, and the order needs it: take it."),
        row("authorise",    "created failed",     "authorised",   "not wanted", by="processor",                            reopens=True, note="Promised, and the order does not need it: it is withdrawn next."),
        row("capture",      "created authorised", "captured",     "raises",     by="processor staff manager",               note="The money arrived."),
        row("capture",      "captured disputed",  "=",            "raises",     by="processor staff manager",               note="More of the money arrived."),
        row("capture",      "failed expired voided", "captured",  "raises",     by="processor staff manager", reopens=True, note="The money arrived late: the late-payment policy says what becomes of it."),
        row("fail",         "created authorised", "failed",       by="processor",                                           note="Declined; the customer may try again."),
        row("expire",       "created authorised", "expired",      by="processor",                                           note="The provider gave up waiting."),
        row("lapse",        "created",            "expired",      by="clock", effects="void_payment",                       note="The time to pay by this method has passed."),
        row("void",         "created authorised", "voided",       by="processor",                                           note="The provider confirms that it was given up."),
        row("withdraw",     "created authorised", "voided",       by="customer guest staff manager system", automatic="not wanted", effects="void_payment", note="Given up: the order does not need it, or another takes its place."),
        row("dispute",      "captured",           "disputed",     by="processor", reopens=True, effects="alert:payment-disputed", note="The payer disputes it."),
        row("win_dispute",  "disputed",           "captured",     by="processor", effects="alert:payment-disputed",         note="Decided for the shop: the money is back."),
        row("lose_dispute", "captured disputed",  "charged_back", by="processor", reopens=True, effects="alert:payment-disputed", note="Decided for the payer: the money is gone."),
    ],
    facts=[
        Fact("wanted", "yes_no", "the order still needs the money"),
        Fact("raises", "yes_no", "the message reports more captured money than is booked"),
    ],
    messages={
        "opened": "open", "authorised": "authorise", "captured": "capture", "failed": "fail", "expired": "expire",
        "voided": "void", "disputed": "dispute", "dispute_won": "win_dispute", "dispute_lost": "lose_dispute",
    },
    answers=answer_grid("""
                      opened authorised captured failed expired voided disputed dispute_won dispute_lost
        created       -      p          p        -      -       -      p        p           p
        authorised    d      d          p        -      -       -      p        p           p
        captured      d      d          d        p      p       p      -        d           -
        failed        d      p          p        d      d       d      p        p           p
        expired       d      p          p        d      d       d      p        p           p
        voided        d      p          p        d      d       d      p        p           p
        disputed      d      d          d        p      p       p      d        -           -
        charged_back  d      d          d        p      p       p      d        p           d
    """),
)
# fmt: on
