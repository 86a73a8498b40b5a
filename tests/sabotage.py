"""Break the code on purpose, one fault at a time, and see that the test of that name fails.

    python -m tests.sabotage            # every fault
    python -m tests.sabotage f03 f10    # these

Works on a copy of the tree. Ends with 1 when a fault went unseen.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Fault(NamedTuple):
    """What is broken, in one file, and how it is called."""

    what: str
    file: str
    old: str
    new: str


K, A = "kernel/tilaus", "adapters/tilaus_adapters"

# fmt: off
FAULTS: Mapping[str, Fault] = {
    "f01": Fault("units are rounded each for itself",        f"{K}/refunds.py", "min(max(until_now - by_units, 0), rest - by_units)", "min(share(rest, units, item.quantity), rest - by_units)"),
    "f02": Fault("requested refunds reserve nothing",        f"{K}/order.py", 'if r.kind != "failed"\n', 'if r.kind == "finished"\n'),
    "f03": Fault("a time-out is taken for a refusal",        f"{K}/drain.py", 'return Outcome("unknown", reason=f"{type(error)', 'return Outcome("refused", reason=f"{type(error)'),
    "f04": Fault("every capture message counts",             f"{K}/facts.py", "v.reported > p.captured_minor", "v.reported > 0"),
    "f05": Fault("late money is booked and forgotten",       f"{K}/decide/payments.py", "LATE_PAYMENT[draft.policy.late_payment](draft, payment)", "pass"),
    "f06": Fault("late bad news is taken for known",         f"{K}/lifecycles/payment.py", "captured      d      d          d        p      p       p ", "captured      d      d          d        d      d       d "),
    "f07": Fault("customers are told before the money went", f"{K}/lifecycles/refund.py", 'by="processor",               note="The provider accepted it."', 'by="processor", effects="tell:refund-sent", note="The provider accepted it."'),
    "f08": Fault("no deadline once a payment was opened",    f"{K}/decide/staff.py", 'times = [p.expires_at for p in order.payments if p.kind == "initial"]', 'times = [p.expires_at for p in order.payments if not p.reference]'),
    "f09": Fault("a forced status is not checked",           f"{K}/decide/staff.py", "    draft.keep_promises()\n", ""),
    "f10": Fault("partial payments are kept",                f"{K}/decide/staff.py", 'if payment.is_applied and payment.captured_minor and payment.kind != "held":', "if payment.is_applied and not payment.captured_minor:"),
    "f11": Fault("fees are computed anew at the refund",     f"{K}/refunds.py", "fee = _fee_share(order, payment, base)", "fee = (policy.method(payment.method) or policy.methods[0]).fee(base)"),
    "f12": Fault("an effect is done before it was tried",    f"{K}/drain.py", 'return Outcome("unknown", reason=f"{type(error)', 'return Outcome("done", reason=f"{type(error)'),
    "f13": Fault("failed refunds still reserve",             f"{K}/refunds.py", 'if r.payment == payment.id and r.kind != "failed"]', "if r.payment == payment.id]"),
    "f14": Fault("SQLite writes whatever the version is",    f"{A}/storage/sql/sqlite/queries.sql", "WHERE id = :id AND version = :base_version", "WHERE id = :id AND :base_version >= 0"),
    "f15": Fault("a line may stand twice",                   f"{K}/refunds.py", "if names.count((kind, id)) > 1:", "if names.count((kind, id)) > 2:"),
    "f16": Fault("every currency has two decimals",          f"{K}/money.py", "return Currency(code, EXPONENTS[code])", "return Currency(code, 2)"),
    "f17": Fault("a refund is made under a new key again",   f"{A}/payment/wallet.py", "return _refund_prefix(ask) + ask.key", "return _refund_prefix(ask) + str(id(ask))"),
    "f18": Fault("the first failing lane ends the sweep",    f"{K}/drain.py", "        except Exception as error:  # noqa: BLE001 - each lane", "        except ZeroDivisionError as error:  # noqa: BLE001 - each lane"),
    "f19": Fault("refunds made elsewhere are not booked",    f"{K}/decide/refunds.py", "        _book(draft, payment, command)\n", "        draft.outcome = 'duplicate'\n"),
    "f20": Fault("delivery of a cancelled item is ignored",  f"{K}/lifecycles/item.py", "refunded    p        p        p         d", "refunded    p        p        d         d"),
    "f21": Fault("any word is a state",                      f"{K}/decide/staff.py", "    if command.state not in states:\n", "    if not command.state:\n"),
    "f22": Fault("a hand-over claims nothing",               f"{K}/instances.py", 'found.append(InstanceMove("claim", names[event.item], event.item))', "pass"),
    "f23": Fault("only delivery releases an instance",       f"{K}/instances.py", "            elif event.kind in OVER:\n", '            elif event.kind == "finished":\n'),
}
# fmt: on


def is_seen(id: str, fault: Fault, folder: Path) -> bool:
    """Break a copy of the tree in one place, run the test of that fault, and mend the copy."""
    file = folder / fault.file
    sound = file.read_text(encoding="utf-8")
    if sound.count(fault.old) < 1:
        raise LookupError(f"{id}: {fault.file} has no {fault.old!r}: the list is out of date")
    file.write_text(sound.replace(fault.old, fault.new), encoding="utf-8")
    paths = os.pathsep.join(str(folder / name) for name in ("kernel", "adapters"))
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "tests/test_failures.py", "-k", f"test_{id}_"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    file.write_text(sound, encoding="utf-8")
    return done.returncode == 1


def main(ids: list[str]) -> int:
    """Print a line for each fault; return how many went unseen."""
    unseen = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("kernel", "adapters", "tests"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "pyproject.toml", folder)
        for id in ids or FAULTS:
            seen = is_seen(id, FAULTS[id], folder)
            unseen += not seen
            print(f"{id}  {'seen  ' if seen else 'UNSEEN'}  {FAULTS[id].what}", flush=True)
    print(f"{len(ids or FAULTS) - unseen} seen, {unseen} unseen")
    return unseen


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
