"""Whoever asks whichever page for whatever is answered as was approved, and as the tables allow."""

import pytest
from tests.adapters.web.roles import answers, paths
from tests.adapters.web.roles.forms import DESK, Tried
from tests.adapters.web.roles.people import WHO, Bench

from tilaus.policy import RIGHTS, Policy

POLICY = Policy()

# fmt: off
RIGHT_OF = {
    "order.pay":             "pay",
    "order.note":            "note",
    "order.renew-tracking":  "renew_tracking",
    "order.revoke-tracking": "renew_tracking",
    "order.erase":           "erase",
    "order.tick":            "tick",
    "order.force":           "force",
    "item.ask":              "ask",
    "item.answer":           "answer",
    "item.force":            "force",
    "payment.observe":       "observe_refund",
    "payment.return":        "refund",
    "payment.force":         "force",
    "refund.force":          "force",
    "parked.resolve":        "resolve",
    "effect.retry":          "retry_effect",
    "effect.done":           "settle_effect",
    "effect.void":           "settle_effect",
    "refund all":            "refund",
    "several note":          "note",
}
"""What is no row of a lifecycle's table, and the right that it needs."""

ROW_OF = {
    "several hold":     "order.hold",
    "several resume":   "order.resume",
    "several complete": "order.complete",
    "several retry":    "item.retry",
}
"""What several orders are done to is a row as well."""
# fmt: on

MAY_SEE = {"guest": ("/t/", "/a/"), "revoked link": ("/a/",), **dict.fromkeys(DESK, ("/desk",))}
"""Where who may see something of an order; a link that answers is another one than the tracking."""


def is_allowed(tried: Tried) -> bool:
    """Tell whether the tables of lifecycles and rights allow what was granted."""
    offer = tried.offer.partition(" to ")[0]
    offer = offer if offer.startswith(("several", "refund all")) else offer.partition(" ")[0]
    if offer in RIGHT_OF:
        return tried.who in RIGHTS[RIGHT_OF[offer]].split()
    machine, _, trigger = ROW_OF.get(offer, offer).partition(".")
    lifecycle = POLICY.lifecycles[machine]
    rows = [row for row in lifecycle.rows(tried.was) if row.trigger == trigger]
    if tried.then == tried.was:  # A message that is known already, or was put aside, takes no row.
        return tried.who in lifecycle.roles(trigger)
    return any(tried.who in row.by for row in rows)


def granted() -> list[Tried]:
    return [one for one in answers.tried() if "done" in one.cell or "same" in one.cell]


def test_everybody_is_answered_on_every_page_as_was_approved() -> None:
    assert answers.text() == answers.HERE.read_text(encoding="utf-8"), (
        "if that is meant: python -m tests.adapters.web.roles.answers, and read the difference"
    )


def test_every_path_and_method_of_the_app_has_a_row() -> None:
    first = answers.HERE.read_text(encoding="utf-8").partition("\n\n")[0]
    known = {line.partition("  ")[0] for line in first.splitlines()}
    for path, methods in paths.routes(Bench().app):
        asked = {f"{method} {path}" for method in methods} | {f"{path} otherwise"}
        assert asked <= known


def test_a_method_that_a_path_does_not_know_is_refused_to_everybody() -> None:
    for path, *cells in answers.rows()[1:]:
        if path.endswith(" otherwise"):
            assert set(cells) == {"405"}, path


def test_what_is_granted_is_what_the_tables_allow_this_role() -> None:
    assert granted()
    assert [one for one in granted() if not is_allowed(one)] == []


def test_nothing_is_granted_to_who_is_not_signed_in() -> None:
    assert {one.who for one in granted()} == set(DESK)


def test_nothing_is_written_where_nothing_was_granted() -> None:
    refused = [one for one in answers.tried() if one not in granted()]
    assert refused
    assert [one for one in refused if one.is_new] == []


@pytest.mark.parametrize("who", WHO)
def test_an_order_is_shown_to_nobody_but_who_may_see_it(who: str) -> None:
    may = MAY_SEE.get(who, ("/desk",) if who.startswith("staff") else ())
    column = WHO.index(who) + 1
    shown = [row[0] for row in answers.rows()[1:] if "shows" in row[column]]
    assert [where for where in shown if not where.partition(" ")[2].startswith(may)] == []
