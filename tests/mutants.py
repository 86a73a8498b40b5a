"""Change the money code in every small way that mutmut knows; see that a test fails each time.

    python -m tests.mutants                         # every mutant; takes a quarter of an hour
    python -m tests.mutants 'tilaus.refunds.*'      # those of one module

mutmut wants one folder of sources, so it works in build/mutmut, on a copy. Prints the score of each
file, and every survivor with the reason that `EQUIVALENT` gives for it; ends with 1 where the score
of a file is below `ENOUGH`.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "build" / "mutmut"
ENOUGH = 90

FILES = ("lifecycle.py", "refunds.py", "decide/*.py")

TESTS = (
    "tests/kernel/test_stories.py",
    "tests/kernel/test_decide.py",
    "tests/kernel/test_refund_parts.py",
    "tests/kernel/test_refund_rules.py",
    "tests/kernel/test_search_finds.py",
    "tests/kernel/test_policy.py",
    "tests/test_switching.py",
    "tests/lifecycle/test_lifecycle.py",
    "tests/lifecycle/test_soundness.py",
    "tests/lifecycle/test_tables.py",
)
"""The tests that must see a mutant: quick ones that say exactly what is to come out."""

CONFIG = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {files}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-p", "no:cacheprovider"]
use_git_change_detection = false
track_dependencies = false
timeout_multiplier = 4.0
timeout_constant = 1.0
"""

UNFIT = ("sqlite", "in_any_state", "refuses_with_no_code")
"""Tests that are too slow here, and one that reads the texts of the sources, and so of all mutants
at once."""

ARRIVED = "only what arrived of a fee is shared out, so the payment has room for it"
LOOKS_TWICE = "what is looked at once too often is seen to be settled"
NEVER_READ = "the kernel asks the draft who acts; this command's own `by` is not read"
ONLY_KEYS = "the dict is an ordered set: its values are never read"
SAME_LENGTH = "both have one entry for each tender"
SUMS_FIRST = "no payments sum to nothing, which is told before the smallest is looked for"
TRIMMED = "one of nothing is refunded with nothing, which is left out"

# fmt: off
EQUIVALENT: Mapping[tuple[str, str], str] = {
    ("decide.checkout._payments", "if open_tenders > 2 or sum(bases) != base or min(bases, default=0) <= 0:"): "two open tenders each pay the whole rest: the sum is wrong, or each pays nothing",
    ("decide.checkout._payments", "if open_tenders > 1 or sum(bases) != base or min(bases, default=None) <= 0:"): SUMS_FIRST,
    ("decide.checkout._payments", "if open_tenders > 1 or sum(bases) != base or min(bases, ) <= 0:"): SUMS_FIRST,
    ("decide.checkout._payments", "if open_tenders > 1 or sum(bases) != base or min(bases, default=1) <= 0:"): SUMS_FIRST,
    ("decide.checkout._payments", "for n, (method, part) in enumerate(zip(methods, bases, strict=None), start=1)"): SAME_LENGTH,
    ("decide.checkout._payments", "for n, (method, part) in enumerate(zip(methods, bases, ), start=1)"): SAME_LENGTH,
    ("decide.checkout._payments", "for n, (method, part) in enumerate(zip(methods, bases, strict=False), start=1)"): SAME_LENGTH,
    ("decide.draft.Draft._touch", 'about = getattr(event, "item", None)'): "None is as empty as the empty text",
    ("decide.draft.Draft._touch", 'self._dirty["item", about] = ""'): ONLY_KEYS,
    ("decide.draft.Draft._touch", 'self._dirty[event.machine, event.about] = ""'): ONLY_KEYS,
    ("decide.draft.Draft._touch", 'refund = self.order.refund(event.about) if (event.machine == "refund") or True else None'): LOOKS_TWICE,
    ("decide.draft.Draft._touch", 'self._dirty["item", covered.id] = ""'): ONLY_KEYS,
    ("decide.draft.Draft.touch_all", 'self._dirty["item", item.id] = ""'): ONLY_KEYS,
    ("decide.draft.Draft.touch_all", 'self._dirty["payment", payment.id] = ""'): ONLY_KEYS,
    ("decide.draft.Draft.touch", 'self._dirty[machine, about] = ""'): ONLY_KEYS,
    ("decide.draft.Draft._automatic", 'self._dirty[machine, about] = ""'): ONLY_KEYS,
    ("decide.draft.Draft.settle", 'if machine != "XXorderXX":'): LOOKS_TWICE,
    ("decide.draft.Draft.settle", 'if machine != "ORDER":'): LOOKS_TWICE,
    ("decide.payments._revive", "view = View(None, draft.policy, draft.at, draft.busy)"): "the facts of an order are those of the order that they are asked of",
    ("decide.payments._revive", "view = View(probe, draft.policy, draft.at, None)"): "no fact of an order asks for what is busy",
    ("decide.payments._revive", "view = View(probe, draft.policy, draft.at, )"): "no fact of an order asks for what is busy",
    ("decide.refunds.reported", "found = lifecycle.answer(refund.status, command.message, None)"): "no row of the shipped table that answers a message has a guard",
    ("decide.refunds.observed", 'message = RefundReported(ours.id, "succeeded", None, command.reference, by=None)'): NEVER_READ,
    ("decide.staff._cancel_plainly", "cancel(draft, CancelOrder(command.reason, by=None))"): NEVER_READ,
    ("decide.staff._retry_plainly", "items.retry(draft, RetryItem(command.about, by=None))"): NEVER_READ,
    ("decide.staff.cancel", 'row = draft.step("order", None, "cancel")'): "an order has no id besides its number",
    ("decide.staff._send_everything_owed", 'lines += [RefundLine(c.id, "charge") for c in order.charges if left(order, c) >= 0]'): TRIMMED,
    ("lifecycle.Lifecycle.__hash__", "return hash(None)"): "equal lifecycles have equal hashes all the same",
    ("refunds.renewed", "back = min(fee, room(others, payment) + refund.base_minor) if rule.returns_fee else 0"): ARRIVED,
    ("refunds._parts", "back = min(fee, room(order, payment) + base) if rule.returns_fee else 0"): ARRIVED,
    ("refunds._cover_item", 'return Covered("item", item.id, min(max(until_now - by_units, 0), rest + by_units), units)'): "a share is never more than what it is a share of",
    ("refunds._spread", "parts = [(part, left(order, part)) for part in ended if left(order, part) >= 0]"): TRIMMED,
    ("refunds._proportional", "wanted, done, given = {}, 0, 1"): "what the first payment is short of is mended from the first payment on",
}
"""(function, the line as mutmut made it) -> why no test can see it."""
# fmt: on


class Mutant(NamedTuple):
    """One change: its name at mutmut, the module and function that it is in, and its fate."""

    name: str
    module: str
    function: str
    fate: str

    @property
    def is_killed(self) -> bool:
        """Tell whether a test failed, or never came to its end."""
        return self.fate in ("killed", "timeout")


def lay_out() -> None:
    """Put a copy of the tree where mutmut wants it; what was tried there before is kept."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for source, target in (
        ("kernel/tilaus", "src/tilaus"),
        ("adapters/tilaus_adapters", "src/tilaus_adapters"),
        ("tests", "tests"),
    ):
        shutil.rmtree(PLACE / target, ignore_errors=True)
        shutil.copytree(ROOT / source, PLACE / target)
    shutil.rmtree(PLACE / "mutants" / "tests", ignore_errors=True)
    config = CONFIG.format(
        files=[f"src/tilaus/{file}" for file in FILES],
        tests=[*TESTS, "-k", " and ".join(f"not {name}" for name in UNFIT)],
    )
    ours = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (PLACE / "pyproject.toml").write_text(ours + config, encoding="utf-8")


def mutmut(*arguments: str, told: bool = False) -> str:
    """Run mutmut where it works, with the same examples of hypothesis each time.

    Raises:
        SystemExit: mutmut could not do it; what it said is printed.
    """
    done = subprocess.run(
        [str(Path(sys.executable).with_name("mutmut")), *arguments],
        cwd=PLACE,
        env={**os.environ, "CI": "1", "PYTHONPATH": ""},
        stdout=None if told else subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"mutmut {' '.join(arguments)} failed:\n{(done.stdout or '')[-3_000:]}")
    return done.stdout or ""


def results(text: str) -> list[Mutant]:
    """Read what `mutmut results --all true` prints; mutants that were not tried are left out."""
    found = re.findall(r"^ +((\S+)\.(x[_ǁ]\S+?)__mutmut_\d+): (.+)$", text, re.MULTILINE)
    mutants = (
        Mutant(name, module, _plain(function), fate) for name, module, function, fate in found
    )
    return [mutant for mutant in mutants if mutant.fate != "not checked"]


def _plain(function: str) -> str:
    return ".".join(part for part in function.removeprefix("x_").split("ǁ") if part != "x")


def change(diff: str) -> tuple[str, str]:
    """Read from a diff the lines that a mutant took out and put in, each as one."""
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    return tuple(  # type: ignore[return-value]
        " ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+"
    )


def table(mutants: Iterable[Mutant]) -> list[str]:
    """Write how many mutants of each file were killed, and of all."""
    rows = ["| file | mutants | killed | survived | score |", "|---|---|---|---|---|"]
    total, killed = Counter[str](), Counter[str]()
    for mutant in mutants:
        for name in (mutant.module, "all"):
            total[name] += 1
            killed[name] += mutant.is_killed
    for name in sorted(total, key=lambda name: (name == "all", name)):
        file = f"`{_file(name)}`" if name != "all" else "all"
        score = 100 * killed[name] / total[name]
        lived = total[name] - killed[name]
        rows.append(f"| {file} | {total[name]} | {killed[name]} | {lived} | {score:.1f} % |")
    return rows


def _file(module: str) -> str:
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if (ROOT / "kernel" / path).is_dir() else f"{path}.py"


def survivors(mutants: Iterable[Mutant]) -> list[tuple[Mutant, str, str, str]]:
    """Say of each survivor what it took out and put in, and why; empty where that is not known."""
    found = []
    for mutant in mutants:
        if not mutant.is_killed:
            old, new = change(mutmut("show", mutant.name))
            where = f"{mutant.module}.{mutant.function}".removeprefix("tilaus.")
            reason = EQUIVALENT.get((where, new), "")
            found.append((mutant, old, new, reason))
    return found


def main(patterns: list[str]) -> int:
    """Try the mutants, print the table and the survivors; return how much is amiss."""
    lay_out()
    mutmut("run", "--max-children", "2", *patterns, told=True)
    mutants = results(mutmut("results", "--all", "true"))
    rows = table(mutants)
    print("\n" + "\n".join(rows) + "\n")
    unexplained = 0
    for mutant, old, new, reason in survivors(mutants):
        unexplained += not reason
        print(f"{mutant.module}.{mutant.function}: {reason or 'no reason is given'}")
        print(f"    - {old}\n    + {new}")
    low = [row for row in rows[2:] if float(row.split("|")[-2].strip(" %")) < ENOUGH]
    print(f"\n{unexplained} survived without a reason; {len(low)} scores are below {ENOUGH} %")
    return len(low)


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
