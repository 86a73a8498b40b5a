"""`tilaus policy`: the rules of a shop as a file."""

from datetime import date
from typing import Any

import attrs

from tilaus.policy import Policy
from tilaus.policy_file import COMMENTS, LIFECYCLE, dump_policy
from tilaus_adapters.cli.files import policy_of
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import Reply


def show(*, options: Options = DEFAULTS) -> Reply:
    """Print the policy that counts for the shop, in the form of a policy file."""
    policy = policy_of(options)
    text = dump_policy(policy)
    return Reply(policy_doc(policy), lambda screen: screen.raw(text))


def policy_doc(policy: Policy) -> dict[str, Any]:
    """Return a policy for programs, with the keys of a policy file.

    Of the lifecycles it says which they are; their tables are printed by `tilaus diagram`.
    """
    tables = policy.lifecycles
    named = {"id": tables.id, "version": tables.version, "fingerprint": tables.fingerprint}
    return {key: _plain(getattr(policy, key)) for key in COMMENTS} | {LIFECYCLE: named}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if attrs.has(type(value)):
        return {f.name: _plain(getattr(value, f.name)) for f in attrs.fields(type(value))}
    if isinstance(value, date):
        return value.isoformat()
    return {k: _plain(v) for k, v in value.items()} if isinstance(value, dict) else value
