"""What a check found, for programs and for people."""

from typing import Any

from tilaus.policy import Policy
from tilaus.record import record
from tilaus.switching import Stranded
from tilaus.verify.coverage import Coverage
from tilaus.verify.explore import Breach
from tilaus.verify.liveness import FAIRNESS
from tilaus.verify.replaying import Stage
from tilaus.verify.story import told
from tilaus.verify.worlds import BEYOND
from tilaus_adapters.cli.proving import Proof, plain
from tilaus_adapters.cli.screen import Screen, count


@record
class Found:
    """Everything that a check found, and where."""

    policy: str
    problems: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    stranded: tuple[Stranded, ...] = ()
    seconds: float = 0.0
    tables: Policy = Policy()
    is_default: bool = True

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """Return every broken promise once, each with the shortest of its stories."""
        found: dict[str, Breach] = {}
        for proof in self.proofs:
            stories = [j.story for j in proof.judged if j.story is not None]
            for breach in (*proof.findings.breaches, *stories):
                known = found.setdefault(breach.promise, breach)
                if len(breach.story) < len(known.story):
                    found[breach.promise] = breach
        return tuple(found.values())

    @property
    def is_complete(self) -> bool:
        """Tell whether every world was explored to its end."""
        return all(proof.findings.is_complete for proof in self.proofs)

    @property
    def is_empty(self) -> bool:
        """Tell whether worlds were explored, and in none of them an order could be placed."""
        return bool(self.proofs) and all(proof.findings.states <= 1 for proof in self.proofs)

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was found, and nothing was left out."""
        is_clean = not (self.problems or self.breaches or self.stranded)
        return is_clean and self.is_complete and not self.is_empty


def doc(found: Found, saved: tuple[str, ...] | None) -> dict[str, Any]:
    """Return what was found for programs."""
    safety = [p for p in found.proofs if not p.task.is_for_runs]
    return {
        "policy": found.policy,
        "lifecycle": found.tables.lifecycles.fingerprint,
        "sound": found.is_sound,
        "complete": found.is_complete,
        "problems": list(found.problems),
        "worlds": [_world(proof) for proof in safety],
        "runs": [_run(p, j) for p in found.proofs for j in p.judged],
        "fairness": dict(FAIRNESS),
        "coverage": [
            {"what": part.what, "seen": part.seen, "of": part.count, "missing": list(part.missing)}
            for part in _seen(found).parts(found.tables.lifecycles)
        ],
        "beyond": list(BEYOND),
        "findings": [
            {"promise": b.promise, "story": list(told(Stage(found.tables).play(b.story)))}
            for b in found.breaches
        ],
        "stranded": [{"order": s.number, "why": list(s.sentences)} for s in found.stranded],
        "saved": list(saved or ()),
        "seconds": round(found.seconds, 3),
    }


def _world(proof: Proof) -> dict[str, Any]:
    found = proof.findings
    return {
        "name": proof.task.bounds.name,
        "covers": proof.task.bounds.covers,
        "bounds": plain(proof.task.bounds),
        "states": found.states,
        "transitions": found.transitions,
        "decided": found.decided,
        "depth": found.depth,
        "outside": found.outside,
        "complete": found.is_complete,
        "seconds": round(proof.seconds, 3),
        "states_per_second": round(found.states / max(proof.seconds, 0.001)),
    }


def _run(proof: Proof, judged: Any) -> dict[str, Any]:
    return {
        "world": proof.task.bounds.name,
        "promise": judged.sentence,
        "begun": judged.begun,
        "always_possible": judged.can,
        "strong_fairness": judged.strong,
        "weak_fairness": judged.weak,
    }


def _seen(found: Found) -> Coverage:
    seen = Coverage()
    for proof in found.proofs:
        seen.merge(proof.findings.seen)
    return seen


def show(found: Found, saved: tuple[str, ...] | None, screen: Screen) -> None:
    """Show what was found to a person: figures first, then the stories."""
    if found.problems:
        screen.complain(f"{found.policy}: {count(len(found.problems), 'problem')}")
        for problem in found.problems:
            screen.complain(f"  {problem}")
        return
    if found.proofs:
        _show_worlds(found, screen)
        _show_runs(found, screen)
        if not found.breaches:  # What was not seen matters where nothing was found.
            _show_coverage(found, screen)
    _show_findings(found, saved, screen)


def _show_worlds(found: Found, screen: Screen) -> None:
    screen.title(f"{found.policy}: {found.tables.lifecycles.fingerprint}")
    heads = ("world", "states", "transitions", "depth", "seconds", "states/s", "what it covers")
    rows = [
        (
            proof.task.bounds.name,
            f"{proof.findings.states:,}",
            f"{proof.findings.transitions:,}",
            proof.findings.depth,
            f"{proof.seconds:.1f}",
            f"{proof.findings.states / max(proof.seconds, 0.001):,.0f}",
            proof.task.bounds.covers + _remark(proof),
        )
        for proof in found.proofs
        if not proof.task.is_for_runs
    ]
    screen.table(heads, rows, heads[1:6])


def _remark(proof: Proof) -> str:
    if proof.findings.states <= 1:
        return " (NO ORDER: the policy lets nobody buy like this)"
    return "" if proof.findings.is_complete else " (NOT COMPLETE)"


def _show_runs(found: Found, screen: Screen) -> None:
    rows = [
        (
            proof.task.bounds.name,
            judged.sentence,
            f"{judged.begun:,}",
            *("yes" if held else "NO" for held in (judged.can, judged.strong, judged.weak)),
        )
        for proof in found.proofs
        for judged in proof.judged
    ]
    if rows:
        screen.title("In the end")
        heads = ("world", "promise", "begun in", "always possible", "strong fairness", "weak")
        screen.table(heads, rows, heads[2:3])
        screen.say("Fairness assumes, of each payment, refund, item and row by itself, that")
        for sentence in FAIRNESS.values():
            screen.say(f"  {sentence}")


def _show_coverage(found: Found, screen: Screen) -> None:
    screen.title("What was seen of the tables")
    for part in _seen(found).parts(found.tables.lifecycles):
        screen.say(f"  {part.seen} of {part.count} {part.what}")
        for missing in part.missing:
            screen.say(f"      not seen: {missing}")
    if found.is_default:
        screen.title("No world does")
        for sentence in BEYOND:
            screen.say(f"  {sentence}")


def _show_findings(found: Found, saved: tuple[str, ...] | None, screen: Screen) -> None:
    for number, breach in enumerate(found.breaches, start=1):
        screen.title(f"Finding {number}: {breach.promise}")
        for line in told(Stage(found.tables).play(breach.story)):
            screen.say(line)
    for order in found.stranded:
        screen.complain(f"order {order.number} would be stranded: {'; '.join(order.sentences)}")
    if saved:
        screen.say(f"written: {', '.join(saved)}")
    elif found.breaches:
        screen.say("--save FOLDER writes each as a scenario for tilaus replay, and as a diagram")
    states = sum(p.findings.states for p in found.proofs)
    steps = sum(p.findings.transitions for p in found.proofs)
    size = f"{states:,} states, {steps:,} transitions, {found.seconds:.1f} s"
    if found.is_sound:
        said = f"nothing is wrong: {size}" if found.proofs else "nothing is wrong"
        screen.say(f"{found.policy}: {said}", "green")
    elif found.breaches:
        screen.complain(f"{found.policy}: {count(len(found.breaches), 'finding')} ({size})")
    elif found.is_empty:
        screen.complain(f"{found.policy}: no order can be placed, so nothing is proven")
    elif not found.is_complete:
        screen.complain(f"{found.policy}: not explored to the end, so nothing is proven ({size})")
