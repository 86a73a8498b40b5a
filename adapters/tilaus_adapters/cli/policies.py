"""`tilaus policy`: the rules of a shop as a file."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import attrs
from cyclopts import Parameter

from tilaus.policy import Policy
from tilaus.policy_file import COMMENTS, PolicyError, dump_policy, load_policy
from tilaus_adapters.cli.files import policy_of, policy_path, read_text
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import REFUSED, Reply
from tilaus_adapters.cli.screen import Screen, count


def show(*, options: Options = DEFAULTS) -> Reply:
    """Print the policy that counts for the shop, in the form of a policy file."""
    policy = policy_of(options)
    text = dump_policy(policy)
    return Reply(policy_doc(policy), lambda screen: screen.raw(text))


def check(
    file: Annotated[
        Path | None, Parameter(help="The policy file; else the one that counts for the shop.")
    ] = None,
    /,
    *,
    options: Options = DEFAULTS,
) -> Reply:
    """Say everything that is wrong with a policy file; exit code 1 if anything is."""
    path = file or policy_path(options)
    name = "the built-in policy" if path is None else str(path)
    found = [] if path is None else problems(read_text(path))
    doc = {"file": name, "problems": found}
    return Reply(doc, partial(_show_problems, name, found), REFUSED if found else 0)


def problems(text: str) -> list[str]:
    """List what is wrong with the text of a policy file."""
    try:
        load_policy(text)
    except PolicyError as error:
        return error.problems
    return []


def policy_doc(policy: Policy) -> dict[str, Any]:
    """Return a policy for programs, with the keys of a policy file."""
    return {key: _plain(getattr(policy, key)) for key in COMMENTS}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if attrs.has(type(value)):
        return {f.name: _plain(getattr(value, f.name)) for f in attrs.fields(type(value))}
    if isinstance(value, date):
        return value.isoformat()
    return {k: _plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def _show_problems(name: str, found: list[str], screen: Screen) -> None:
    if not found:
        screen.say(f"{name}: nothing is wrong", "green")
        return
    screen.complain(f"{name}: {count(len(found), 'problem')}")
    for problem in found:
        screen.complain(f"  {problem}")
