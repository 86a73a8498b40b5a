"""The item: what is delivered. Each item of an order has a life of its own."""

from tilaus.lifecycle import Lifecycle
from tilaus.table import Fact, State, answer_grid
from tilaus.table import transition as row

# fmt: off
ITEM = Lifecycle(
    "item",
    states=[
        State("pending",    "initial",  "Pending",    "Bought, and not accepted by the server yet."),
        State("on_hold",    "waiting",  "On hold",    "The same service is active for the same target already, in this order or another. This starts by itself when that one ends."),
        State("processing", "active",   "Processing", "The server accepted it and delivery runs."),
        State("completed",  "finished", "Completed",  "Delivered."),
        State("cancelled",  "failed",   "Cancelled",  "We tried, and it could not be delivered."),
        State("refunded",   "closed",   "Refunded",   "Its money went back."),
    ],
    transitions=[
        #   trigger     source                        target        guard
        row("wait",     "pending",                    "on_hold",    "order_active and instance_busy and not handed_over",     by="system",               automatic="", effects="tell:item-on-hold", note="The same service is active for the same target."),
        row("hand_over", "pending",                   "=",          "order_active and not instance_busy and not handed_over", by="system",               automatic="", effects="hand_over", note="The server is asked to take it."),
        row("release",  "on_hold",                    "pending",    "not instance_busy",                                      by="system",               automatic="order_active", note="Its turn has come, first come first served."),
        row("start",    "pending",                    "processing", "handed_over",                                            by="server staff manager", note="The server accepted it."),
        row("progress", "pending processing",         "processing", "handed_over and advances",                               by="server staff manager", note="More units were delivered."),
        row("deliver",  "pending processing",         "completed",  "handed_over",                                            by="server staff manager", note="All units were delivered."),
        row("fail",     "pending processing",         "cancelled",  "handed_over",                                            by="server",               effects="tell:item-cancelled alert:item-cancelled", note="The server could not deliver it; units already delivered are kept."),
        row("stop",     "pending processing",         "cancelled",  "handed_over",                                            by="server",               effects="tell:item-cancelled alert:item-cancelled", note="The server stopped half-way; units already delivered are kept."),
        row("stop",     "cancelled",                  "=",          "handed_over and not advances",                           by="server",               note="The server confirms that it stopped."),
        row("stop",     "cancelled",                  "=",          "handed_over and advances and refunded == 0 and in_flight == 0", by="server",        note="The server stopped, and had delivered more than was known."),
        row("cancel",   "pending on_hold processing", "cancelled",  "not handed_over",                                        by="staff manager",        effects="tell:item-cancelled alert:item-cancelled", note="Given up by staff before the server had it."),
        row("cancel",   "pending on_hold processing", "cancelled",  "handed_over",                                            by="staff manager",        effects="stop_delivery tell:item-cancelled alert:item-cancelled", note="Given up by staff; the server is asked to stop."),
        row("call_off", "pending on_hold processing", "cancelled",  "not handed_over",                                        by="system",               note="The order was called off."),
        row("call_off", "pending on_hold processing", "cancelled",  "handed_over",                                            by="system",               effects="stop_delivery", note="The order was called off; the server is asked to stop."),
        row("retry",    "cancelled",                  "pending",    "order_live and refunded == 0 and in_flight == 0 and delivered < quantity", by="customer guest staff manager", reopens=True, note="Tried again, with a new target where that was the fault."),
        row("refund",   "cancelled",                  "refunded",   "refunded >= owed and refunded > 0",                      by="system",               automatic="", note="The money for what was not delivered went back."),
        row("refund",   "completed",                  "refunded",   "refunded == total and refunded > 0",                     by="system",               automatic="", note="All of its money went back."),
        row("refund_failed", "refunded",              "cancelled",  "refunded < owed and delivered < quantity",               by="system",               automatic="", reopens=True, note="The bank sent the refund back."),
        row("refund_failed", "refunded",              "completed",  "refunded < total and delivered == quantity",             by="system",               automatic="", reopens=True, note="The bank sent the refund back."),
    ],
    facts=[
        Fact("order_active",  "yes_no", "the order is paid and being worked on"),
        Fact("order_live",    "yes_no", "the order is paid, and was not called off, refunded or erased"),
        Fact("instance_busy", "yes_no", "another item with the same service and target is active, or was first in the queue"),
        Fact("handed_over",   "yes_no", "the server was asked to take the item, in its present attempt"),
        Fact("advances",      "yes_no", "the message reports more delivered units than are known, and not more than were bought"),
        Fact("delivered",     "number", "units that were delivered"),
        Fact("quantity",      "number", "units that were bought"),
        Fact("total",         "amount", "what the item cost: units, less discount, plus tax"),
        Fact("owed",          "amount", "what goes back when the item is given up: the share of the units that were not delivered"),
        Fact("refunded",      "amount", "what went back for the item"),
        Fact("in_flight",     "amount", "refunds of the item that have not ended"),
    ],
    messages={"accepted": "start", "progress": "progress", "delivered": "deliver", "failed": "fail", "stopped": "stop"},
    answers=answer_grid("""
                    accepted progress delivered failed stopped
        pending     p        p        p         p      p
        on_hold     p        p        p         p      p
        processing  d        d        p         p      p
        completed   d        d        d         p      p
        cancelled   p        p        p         d      p
        refunded    p        p        p         d      d
    """),
)
# fmt: on
