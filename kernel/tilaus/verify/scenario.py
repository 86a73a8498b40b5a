"""A story as a file: JSON that a person can read, `tilaus replay` plays, and a test can hold.

A scenario names the promise that its last step breaks, the policy under which it does, and the
steps. Times are not in it: a step happens when it is played, and `Tick` at the next deadline.
"""

import json
from collections.abc import Mapping
from typing import Any

import cattrs

from tilaus import codec
from tilaus import commands as c
from tilaus.policy import Policy
from tilaus.policy_file import PolicyError, load_policy
from tilaus.record import record
from tilaus.verify.model import Bounds, Step
from tilaus.verify.replaying import Played, Stage

FORMAT = "tilaus-scenario/1"

MAX_STEPS = 10_000

COMMANDS: Mapping[str, type[c.Command]] = {
    kind.__name__: kind
    for kind in (
        *(c.Place, c.AddPayment, c.PaymentReported, c.FeeReported),
        *(c.RefundReported, c.RefundObserved),
        *(c.DeliveryReported, c.Advance, c.CancelOrder, c.RetryItem, c.AskCustomer),
        *(c.AnswerCustomer, c.RequestRefund, c.Tick, c.TurnGranted, c.Force, c.ResolveParked),
        *(c.ReturnPayment, c.ResolveEffect),
        *(c.ReportUndelivered, c.AddNote, c.RenewTracking, c.Erase),
    )
}
"""Every command that a scenario may have."""


class ScenarioError(ValueError):
    """A file is no scenario; the sentence says what was found and what is expected."""


@record
class Scenario:
    """A story that breaks a promise.

    Attributes:
        policy: the text of a policy file; empty for the policy that ships.
        forever: for a promise about whole runs, the bounds of the world in which the story ends
            where a run may stay for ever; None for a promise that the last step breaks.
    """

    promise: str
    steps: tuple[Step, ...]
    policy: str = ""
    forever: Bounds | None = None


def dump(scenario: Scenario) -> str:
    """Write a scenario as the text of a file; `load` gives it back."""
    doc: dict[str, Any] = {"format": FORMAT, "promise": scenario.promise}
    if scenario.forever is not None:
        doc["forever"] = codec.dump(scenario.forever)
    if scenario.policy:
        doc["policy"] = scenario.policy.splitlines()
    doc["steps"] = [
        {
            "order": step.place + 1,
            "command": type(step.command).__name__,
            **codec.dump(step.command),
        }
        for step in scenario.steps
    ]
    return json.dumps(doc, indent=2, ensure_ascii=False) + "\n"


def load(text: str) -> Scenario:
    """Read a scenario from the text of a file.

    Raises:
        ScenarioError: it is none, or a part of it cannot be read.
    """
    doc = _document(text)
    try:
        forever = codec.load(doc["forever"], Bounds) if "forever" in doc else None
        steps = tuple(_step(n, step) for n, step in enumerate(doc["steps"], start=1))
    except (cattrs.BaseValidationError, ValueError, TypeError) as error:
        if isinstance(error, ScenarioError):
            raise
        raise ScenarioError("; ".join(codec.explain(error))) from None
    _check_places(steps)
    return Scenario(doc["promise"], steps, "\n".join(doc.get("policy", [])), forever)


def _document(text: str) -> dict[str, Any]:
    try:
        doc = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ScenarioError(f"this is no JSON: {error}") from None
    if not isinstance(doc, dict) or doc.get("format") != FORMAT:
        raise ScenarioError(f"this is no scenario: it should begin with format {FORMAT!r}")
    unknown = sorted(doc.keys() - {"format", "promise", "forever", "policy", "steps"})
    if unknown:
        raise ScenarioError(f"unknown keys: {', '.join(map(str, unknown))}")
    if not isinstance(doc.get("promise"), str) or not isinstance(doc.get("steps"), list):
        raise ScenarioError(
            "a scenario has a promise, which is a text, and steps, which are a list"
        )
    lines = doc.get("policy", [])
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ScenarioError("policy: the lines of a policy file are expected, as a list of texts")
    if len(doc["steps"]) > MAX_STEPS:
        raise ScenarioError(f"a scenario has at most {MAX_STEPS} steps")
    return doc


def _step(number: int, doc: Any) -> Step:
    if not isinstance(doc, dict):
        raise ScenarioError(f"step {number}: a table is expected")
    rest = dict(doc)
    place, name = rest.pop("order", None), rest.pop("command", None)
    if type(place) is not int or place < 1:
        raise ScenarioError(f"step {number}: order counts from 1 on")
    if not isinstance(name, str) or name not in COMMANDS:
        raise ScenarioError(f"step {number}: command is one of {', '.join(COMMANDS)}")
    try:
        return Step(place - 1, codec.load(rest, COMMANDS[name]))
    except (cattrs.BaseValidationError, ValueError, TypeError) as error:
        raise ScenarioError(f"step {number}: {'; '.join(codec.explain(error))}") from None


def _check_places(steps: tuple[Step, ...]) -> None:
    placed = 0
    for number, step in enumerate(steps, start=1):
        if isinstance(step.command, c.Place) and step.place == placed:
            placed += 1
        elif step.place >= placed:
            found = f"step {number}: order {step.place + 1} was not placed yet"
            raise ScenarioError(f"{found}; orders are placed in turn, each by Place")


def policy_of(scenario: Scenario) -> Policy:
    """Return the policy under which a scenario is played.

    Raises:
        ScenarioError: the policy that it carries cannot be used.
    """
    try:
        return load_policy(scenario.policy) if scenario.policy else Policy()
    except PolicyError as error:
        raise ScenarioError(f"its policy: {'; '.join(error.problems)}") from None


def replay(scenario: Scenario, policy: Policy) -> tuple[list[Played], bool]:
    """Play a scenario; say what each step did, and whether it still ends in its promise's breach.

    A promise about whole runs is looked for again in everything that may follow the last step.
    """
    stage = Stage(policy)
    played = stage.play(scenario.steps)
    if scenario.forever is None:
        return played, bool(played) and scenario.promise in played[-1].broken
    from tilaus.verify.liveness import is_trapped  # only for such stories

    return played, is_trapped(stage, scenario.promise, scenario.forever)
