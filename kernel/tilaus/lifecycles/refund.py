"""The refund: money that goes back, to the wallet or as it was paid. Requesting reserves it."""

from tilaus.lifecycle import Lifecycle
from tilaus.table import Fact, State, answer_grid
from tilaus.table import transition as row

# fmt: off
REFUND = Lifecycle(
    "refund",
    states=[
        State("requested", "initial",  "Requested", "We asked for the money to be sent back."),
        State("submitted", "active",   "On its way", "The provider has it and is sending it."),
        State("succeeded", "finished", "Sent",      "The money went back."),
        State("failed",    "failed",   "Failed",    "The money could not be sent; we are looking into it."),
    ],
    transitions=[
        #   trigger   source                target       guard
        row("submit",  "requested",           "submitted", by="processor",               note="The provider accepted it."),
        row("succeed", "requested submitted", "succeeded", by="processor staff manager", effects="tell:refund-sent", note="The money went back."),
        row("fail",    "requested submitted", "failed",    by="processor",               effects="alert:refund-failed", note="The provider refused it: the amount is free again."),
        row("fail",    "succeeded",           "failed",    by="processor",               effects="alert:refund-failed", note="The bank sent it back later: the amount is free again."),
        row("retry",   "failed",              "requested", "base <= free and not item_open and not refunded_otherwise", by="staff manager system", effects="send_refund", reopens=True, note="Asked for again, as a new attempt with a new key."),
    ],
    facts=[
        Fact("base",   "amount", "what the refund stands for; the share of the fee is reckoned anew"),
        Fact("item_open",          "yes_no", "an item that it stands for is being worked on again"),
        Fact("refunded_otherwise", "yes_no", "what it stands for was refunded by another refund meanwhile"),
        Fact("free",   "amount", "what its payment can still give: captured, not refunded, not in flight, and the fee left aside"),
    ],
    messages={"submitted": "submit", "succeeded": "succeed", "failed": "fail"},
    answers=answer_grid("""
                   submitted succeeded failed
        requested  -         -         -
        submitted  d         -         -
        succeeded  d         d         -
        failed     p         p         d
    """),
)
# fmt: on
