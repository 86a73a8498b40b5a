"""Write the pages of docs/reference that follow from the code: `make docs-reference`.

The picture of the order in the README is one of them.

`pages()` makes them all in memory; tests/test_reference.py compares them with what is committed.
"""

import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from docs.operations import database_page, grid, metrics_page

from tilaus import refunds
from tilaus.commands import Command, Line
from tilaus.decide import decide
from tilaus.diagrams import mermaid, table
from tilaus.diagrams.legend import sentences
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import SHIPPED
from tilaus.money import currency
from tilaus.order import Order
from tilaus.policy import Method, Policy, RefundRule
from tilaus.refunds import WHOLE, RefundLine, RefundRequest, quote
from tilaus.refusals import CODES, Refusal, Refused
from tilaus.table import ANSWERS
from tilaus.testing.orders import MEMBER, paid, placing, reported
from tilaus_adapters.svg import Picture, written

ROOT = Path(__file__).parent.parent.resolve()
REFERENCE = ROOT / "docs" / "reference"
README = "../../README.md"
MACHINES = ("order", "item", "payment", "refund")
KERNEL, OPERATIONS = "kernel/tilaus", "docs/operations.py"
POLICY = Policy()
MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

# fmt: off
CURES: Mapping[str, str] = {
    "malformed":          "Correct the value that the sentence names.",
    "unknown_order":      "Look the number up: `tilaus order list`.",
    "not_placed":         "Place the order first; or, where it was placed already, use that one.",
    "version_conflict":   "Load the order and ask again: the wish may mean something else by now.",
    "lane_held":          "Try again when the worker is done; at the latest when its lease has ended.",
    "other_lifecycle":    "Move the order to the lifecycle of the policy, with a mapping for each state that it has no more.",
    "stranded":           "Map each state that is named to one of the new lifecycle.",
    "unknown_part":       "Name one of the parts that are listed as possible.",
    "unknown_effect":     "Look the key up: `tilaus effect list`.",
    "not_permitted":      "Ask somebody with one of the roles that are named, or change `permissions` in the policy.",
    "unknown_trigger":    "Use a trigger of the [machine](README.md#the-machines): `tilaus order allowed` lists them.",
    "no_transition":      "Do what is listed as possible from the present state.",
    "guard_failed":       "Change the facts that the failed guard saw, then ask again.",
    "effect_ended":       "Nothing can be done about the effect itself; go on with the order's own commands.",
    "wrong_target":       "Give a target of the form that the service's hint describes.",
    "unknown_method":     "Pay with one of the methods that are listed, or declare it in the policy.",
    "currency_mismatch":  "Give every amount in the currency of the order.",
    "tenders_mismatch":   "Let the payments add up to what is due; leave one of them without an amount to take the rest.",
    "already_paid":       "Nothing has to be done.",
    "no_question":        "Use the trigger itself (retry, refund) instead of an answer.",
    "item_open":          "Cancel the item, or wait until it is delivered.",
    "duplicate_line":     "Name each item and charge once, with the units added up.",
    "exceeds_units":      "Ask for no more units than are left.",
    "nothing_to_refund":  "Nothing has to be done: it went back, is on its way, or cost nothing.",
    "exceeds_refundable": "Ask for no more than is left.",
    "exceeds_captured":   "Wait until the money arrives or the dispute ends; or ask for less.",
    "destination_closed": "Refund to the other destination.",
    "not_over":           "Finish what is listed first.",
    "invariant_broken":   "Report it: a table or a rule would break a promise. Nothing was changed.",
}
# fmt: on
"""What helps against each refusal; the sentence of a refusal says it with names and numbers."""


def pages() -> dict[str, str]:
    """Return every generated file: its path below docs/reference, and its text."""
    made: dict[str, str] = {}
    for name in MACHINES:
        lifecycle = SHIPPED[name]
        heading = f"The lifecycle of the {name}"
        made[f"machines/{name}.md"] = page(
            machine_page(lifecycle), f"{KERNEL}/lifecycles/{name}.py"
        )
        made[f"machines/{name}.svg"] = written(Picture(lifecycle, heading))
    made["refusals.md"] = page(refusals_page(), f"{KERNEL}/refusals.py")
    made["refund-rules.md"] = page(refund_rules_page(), f"{KERNEL}/policy.py")
    made["messages.md"] = page(messages_page(), f"{KERNEL}/lifecycles")
    made["metrics.md"] = page(metrics_page(), OPERATIONS)
    made["database.md"] = page(database_page(), OPERATIONS)
    made[README] = readme((REFERENCE / README).read_text(encoding="utf-8"))
    return made


def readme(words: str) -> str:
    """Put the order machine of today into the one Mermaid block of the README."""
    lines = mermaid.draw(SHIPPED.order).splitlines(keepends=True)
    drawn = "".join(line for line in lines if not line.lstrip().startswith("%%"))
    before, fence, rest = words.partition("```mermaid\n")
    return before + fence + drawn + rest[rest.index("```") :]


def page(lines: Iterable[str], source: str) -> str:
    made = f"<!-- Made from {source} by `make docs-reference`: change that. -->"
    return "\n".join([made, "", *lines]).rstrip("\n") + "\n"


def machine_page(lifecycle: Lifecycle) -> Iterator[str]:
    name = lifecycle.name
    said = importlib.import_module(f"tilaus.lifecycles.{name}").__doc__ or ""
    yield f"# The lifecycle of the {name}"
    yield ""
    yield said.strip()
    yield ""
    yield f"![The lifecycle of the {name}: the tables below say the same in words]({name}.svg)"
    yield ""
    yield (
        "A double frame: the work has ended. A dashed arrow: back to where it came from. "
        "In each box the label that customers read, the name in programs, and the kind."
    )
    yield ""
    yield "## What the letters mean"
    yield ""
    for sentence in sentences(lifecycle):
        letter, _, rest = sentence.partition(": ")
        yield f"- **{letter}** {text(rest)}"
    yield ""
    yield table.draw(lifecycle)
    yield "## Print it"
    yield ""
    yield (
        f"`tilaus diagram {name}` with `--format mermaid`, `dot`, `table` or `svg`; "
        "`--policy FILE` draws a changed one, `--order NUMBER` somebody's path on it, `--counts` "
        "how many are where."
    )


def refusals_page() -> Iterator[str]:
    yield "# Refusals"
    yield ""
    yield (
        "A wish that is refused changes nothing. The refusal carries a code, a sentence (what "
        "could not be done: what was found; what would be possible), every guard that failed with "
        "the facts that it saw, and what is possible instead. Where several codes would apply, the "
        "one that stands first here is answered."
    )
    yield ""
    rows = [
        (str(n), f"`{code}`", text(meaning), CURES.get(code, ""))
        for n, (code, meaning) in enumerate(CODES.items(), 1)
    ]
    yield from grid(("", "code", "meaning", "what helps"), rows)
    yield ""
    yield "## In a refund request"
    yield ""
    yield "`tilaus.refunds.quote` looks for them in this order of its own:"
    yield ""
    for n, (code, when) in enumerate(quote_codes(), 1):
        yield f"{n}. `{code}`{f' ({when})' if when else ''}"


def quote_codes() -> list[tuple[str, str]]:
    """Read the codes from what `quote` says of itself; a test holds that it is true."""
    said = (refunds.quote.__doc__ or "").partition("in this order:")[2]
    return re.findall(r"`(\w+)`(?: \(([^)]+)\))?", said)


def refund_rules_page() -> Iterator[str]:
    yield "# Refund rules"
    yield ""
    yield (
        "These are the defaults of `tilaus.policy.Policy`; a [policy file](policy-file.md) changes "
        "them. The processing fee is charged at checkout, on top of what the payment pays for."
    )
    yield ""
    yield "## Ways to pay"
    yield ""
    ways = ("method", "provider", "fee", "an unpaid order waits")
    yield from grid(ways, [method_row(m) for m in POLICY.methods])
    yield ""
    yield "## What goes back, and when"
    yield ""
    yield (
        "The examples are computed by `tilaus.refunds.quote`: a registered customer bought "
        f"3 units at {money(1_000)} each, paid, and nothing could be delivered. The refund is "
        f"asked for on {MONDAY:%A}, {MONDAY.day} {MONDAY:%B %Y}: all of it, and then, of an equal "
        "order, one unit of the three."
    )
    yield ""
    who = ("paid with", "to", "fee", "arrives", "for whom")
    head = (*who, "example: paid", "back of all", "back of one unit", "on")
    yield from grid(head, [rule_row(rule) for rule in POLICY.refund_rules])
    yield ""
    yield (
        "A share of a fee is reckoned from everything refunded so far, so that any sequence of "
        "refunds, in any order, adds up to the whole to the minor unit."
    )


def method_row(method: Method) -> tuple[str, ...]:
    percent = f"{method.fee_bps // 100}.{method.fee_bps % 100:02d} %"
    fee = f"{percent} and {money(method.fee_minor)}" if method.fee(10_000) else "none"
    days, hours = divmod(method.expires_hours, 24)
    waits = f"{days} days" if days > 1 and not hours else f"{method.expires_hours} h"
    return f"`{method.name}`", f"`{method.provider}`", fee, waits


def rule_row(rule: RefundRule) -> tuple[str, ...]:
    order = undelivered(rule.paid_with)
    whole, part = quoted(order, WHOLE, rule), quoted(order, ONE_UNIT, rule)
    return (
        f"`{rule.paid_with}`",
        rule.to,
        fee_of(rule),
        f"after {rule.bank_days} bank days" if rule.bank_days else "at once",
        "registered customers" if rule.registered_only else "anyone",
        money(order.captured_minor),
        told(whole),
        told(part),
        f"{whole.available_at:%Y-%m-%d}",
    )


def fee_of(rule: RefundRule) -> str:
    method = POLICY.method(rule.paid_with)
    if method is None or not method.fee(1_000):
        return "none was taken"
    return "goes back" if rule.returns_fee else "stays with the shop"


ONE_UNIT = RefundRequest((RefundLine("1", units=1),))


def undelivered(method: str) -> Order:
    """Place an order of three units, pay it with a method, and fail to deliver it."""
    placed = decided(None, placing(1, [Line("likes", "@a", 3, 1_000)], MEMBER, method=method))
    return decided(decided(placed, paid(placed)), reported("1", "failed"))


def decided(order: Order | None, command: Command) -> Order:
    found = decide(order, command, POLICY, MONDAY)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found.order


def quoted(order: Order, request: RefundRequest, rule: RefundRule) -> refunds.Quote:
    found = quote(order, request, rule.to, POLICY, MONDAY)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def told(found: refunds.Quote) -> str:
    parts = ((found.fee_returned_minor, "of it the fee's"), (found.fee_kept_minor, "kept"))
    fees = ", ".join(f"{what} {money(minor)}" for minor, what in parts if minor)
    return money(found.amount_minor) + (f" ({fees})" if fees else "")


def money(minor: int) -> str:
    return currency(POLICY.currency).format(minor)


def messages_page() -> Iterator[str]:
    yield "# Messages of the world"
    yield ""
    yield (
        "Every message that a provider or a server may send has a declared answer in every state. "
        "A row of the machine accepts it where its guard holds; otherwise the answer is one of:"
    )
    yield ""
    yield from grid(("answer", "meaning"), [(f"**{a}**", text(m)) for a, m in ANSWERS.items()])
    for name in MACHINES:
        lifecycle = SHIPPED[name]
        if lifecycle.messages:
            pairs = [(s, m) for s in lifecycle.states for m in lifecycle.messages]
            yield ""
            yield f"## About {'an' if name == 'item' else 'a'} {name}"
            yield ""
            page_of = f"[{name}](machines/{name}.md)"
            yield f"{len(pairs)} pairs of a state of the {page_of} and a message."
            yield ""
            head = ("state", "message", "accepted", "otherwise")
            yield from grid(head, [message_row(lifecycle, *pair) for pair in pairs])


def message_row(lifecycle: Lifecycle, state: str, message: str) -> tuple[str, ...]:
    trigger, answer = lifecycle.messages[message], lifecycle.answers.get((state, message))
    accepted = [
        f"{row.trigger}: {'stays' if row.target == state else row.target}"
        + (f" if `{row.guard.text}`" if row.guard.text else "")
        for row in lifecycle.rows(state)
        if row.trigger == trigger
    ]
    return state, message, "; ".join(accepted), f"**{answer.answer}**" if answer else ""


def text(words: str) -> str:
    """Write words so that Markdown reads none of their signs as its own."""
    return re.sub(r"([\\*`<|])", r"\\\1", words)


def stale(made: Mapping[str, str], folder: Path = REFERENCE) -> list[str]:
    """Name the files that differ from what the code says, and those that nothing makes any more."""
    there = {
        p.relative_to(folder).as_posix()
        for p in folder.glob("machines/*")
        if p.is_file() and not p.name.startswith(".")
    }
    differ = [
        name
        for name, words in made.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != words
    ]
    return sorted({*differ, *(there - made.keys())})


def main() -> None:
    """Write what is stale, and say so; what is right stays untouched."""
    made = pages()
    for name in stale(made):
        path = REFERENCE / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[name], encoding="utf-8")
        else:
            path.unlink()
        print(f"{'written' if name in made else 'removed'}: {path.resolve().relative_to(ROOT)}")


if __name__ == "__main__":
    main()
