"""`tilaus switch`: let the orders of a shop live under changed lifecycles."""

from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.commands import Actor
from tilaus.policy import Policy
from tilaus.policy_file import PolicyError, load_switch
from tilaus.record import record
from tilaus.switching import (
    Adopted,
    Mapped,
    Stranded,
    adopt_all,
    orders_under_others,
    stranded_orders,
)
from tilaus_adapters.cli.files import beside, read_text, write
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.reply import DONE, REFUSED, Reply, UsageError, WorldError
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened

MOST_LISTED = 1_000
"""So many stranded orders are listed; the mapping that is missing is the same for most of them."""


@record
class Outcome:
    """What became of a switch, or would."""

    lifecycle: str
    is_dry: bool
    to_switch: int = 0
    switched: int = 0
    stranded: tuple[Stranded, ...] = ()
    refused: tuple[Adopted, ...] = ()
    policy: str = ""


def switch(
    file: Annotated[Path, Parameter(help="The new policy, with its [lifecycle] and its mapping.")],
    /,
    *,
    dry_run: Annotated[
        bool, Flag, Parameter(help="Say what would happen, and change nothing.")
    ] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Let every order of the shop live under the lifecycles of a new policy, or none of them.

    Refuses while any order would be stranded, and lists those: name their states under
    [lifecycle.mapping]. Otherwise order after order adopts the new lifecycles, and the file becomes
    the policy beside the shop; the former one is kept as SHOP.before.toml. An interrupted switch is
    gone on with by the same command. Stop workers and web servers first: they hold the old policy.
    """
    if options.policy is not None:
        raise UsageError("cannot switch with --policy: the new policy is the file that is named")
    text = read_text(file)
    policy, mapping = _read(file, text)
    with opened(options, policy=policy) as shop:
        found = tuple(islice(stranded_orders(shop.store, policy, mapping), MOST_LISTED))
        waiting = sum(1 for _ in orders_under_others(shop.store, policy))
        name = policy.lifecycles.fingerprint
        if found or dry_run:
            return _reply(Outcome(name, dry_run, waiting, stranded=found))
        ends = list(adopt_all(shop, mapping, Actor("manager")))
    refused = tuple(end for end in ends if end.refusal is not None)
    installed = "" if refused else _install(options.path, text)
    done = len(ends) - len(refused)
    return _reply(Outcome(name, False, waiting, done, refused=refused, policy=installed))


def _read(file: Path, text: str) -> tuple[Policy, Mapped]:
    try:
        return load_switch(text)
    except PolicyError as error:
        raise WorldError("\n  ".join([f"cannot use {file}:", *error.problems])) from None


def _install(shop: Path, text: str) -> str:
    """Make the new policy the one beside the shop; return its path."""
    path = beside(shop, ".toml")
    former = read_text(path) if path.exists() else ""
    if former != text:
        if former:
            write(beside(shop, ".before.toml"), former)
        write(path, text)
    return str(path)


def _reply(outcome: Outcome) -> Reply:
    doc: dict[str, Any] = {
        "lifecycle": outcome.lifecycle,
        "dry_run": outcome.is_dry,
        "to_switch": outcome.to_switch,
        "switched": outcome.switched,
        "stranded": [
            {"number": s.number, "lifecycle": s.lifecycle, "why": list(s.sentences)}
            for s in outcome.stranded
        ],
        "refused": [{"number": r.number, "why": _why(r)} for r in outcome.refused],
        "policy": outcome.policy,
    }
    failed = outcome.stranded or outcome.refused
    return Reply(doc, partial(_show, outcome), REFUSED if failed else DONE)


def _why(refused: Adopted) -> str:
    return refused.refusal.sentence if refused.refusal else ""


def _show(outcome: Outcome, screen: Screen) -> None:
    orders = count(outcome.to_switch, "order")
    if outcome.stranded:
        stranded = count(len(outcome.stranded), "order")
        screen.complain(f"nothing was switched: {stranded} of {orders} would be stranded")
        show_stranded(outcome.stranded, screen)
    elif outcome.is_dry:
        screen.say(f"{orders} would live under {outcome.lifecycle}; nothing was changed")
    elif outcome.refused:
        screen.complain(f"{outcome.switched} of {orders} switched; run the command again")
        for refused in outcome.refused:
            screen.complain(f"  order {refused.number}: {_why(refused)}")
    else:
        screen.say(f"{orders} switched to {outcome.lifecycle}", "green")
        screen.say(f"{outcome.policy}: the policy that counts now")


def show_stranded(found: Sequence[Stranded], screen: Screen) -> None:
    """Show orders that would be stranded, each with what stands in the way."""
    for order in found:
        for sentence in order.sentences:
            screen.complain(f"  order {order.number}: {sentence}")
