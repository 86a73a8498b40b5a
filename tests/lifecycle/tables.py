"""The four tables as text: every state, trigger and role, and every state and message.

An outcome comes from calling the lifecycle with facts for which a guard holds, and with facts for
which none does; never from reading rows. After a change that is meant, write the texts anew, and
look at the difference before you commit it:

    .venv/bin/python -m tests.lifecycle.tables
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from tilaus.guards import Formula, can_hold, points
from tilaus.lifecycle import Blocked, Lifecycle
from tilaus.lifecycles import SHIPPED
from tilaus.record import record
from tilaus.table import ROLES, Answer

FOLDER = Path(__file__).parent
MACHINES = ("order", "item", "payment", "refund")
ARTICLES = {"order": "an", "item": "an"}
COMMAND = "Written by: python -m tests.lifecycle.tables"


@record
class World:
    """A condition in words, and facts that it holds for; a fact that is not named is 0."""

    when: str
    seen: Mapping[str, int]

    def facts(self, name: str) -> int:
        """Look a fact up, as guards do."""
        return self.seen.get(name, 0)


def worlds(lifecycle: Lifecycle, state: str, trigger: str) -> Iterator[World]:
    """Yield a world for each guard of a (state, trigger), and one in which none of them holds."""
    booleans = frozenset(fact.name for fact in lifecycle.facts.values() if fact.kind == "yes_no")
    guards = [row.guard for row in lifecycle.rows(state) if row.trigger == trigger]
    for guard in guards:
        seen = can_hold(guard, booleans=booleans)
        assert seen is not None, f"{state} {trigger}: {guard.text} can never hold"
        yield World(f" [{guard.text}]" if guard.text else "", seen)
    otherwise = _none_holds(guards, booleans)
    if otherwise is not None:
        yield World("else" if guards else "", otherwise)


def _none_holds(guards: Sequence[Formula], booleans: frozenset[str]) -> Mapping[str, int] | None:
    for point in points(*guards, booleans=booleans):
        if not any(guard.holds(point.__getitem__) for guard in guards):
            return point
    return None


def step(lifecycle: Lifecycle, state: str, trigger: str, role: str) -> str:
    """Say where a role gets by a trigger, or the code of the refusal."""
    said, refused = [], []
    for world in worlds(lifecycle, state, trigger):
        found = lifecycle.step(state, trigger, role, world.facts)
        refused += [found.code] if isinstance(found, Blocked) else []
        word = found.code if isinstance(found, Blocked) else found.target
        said.append(_under(world, word))
    is_one_refusal = len(refused) == len(said) and len(set(refused)) == 1
    return refused[0] if is_one_refusal else ", ".join(said)


def answer(lifecycle: Lifecycle, state: str, message: str) -> str:
    """Say what becomes of a message: the state that accepting it leads to, or the answer."""
    said = []
    for world in worlds(lifecycle, state, lifecycle.messages[message]):
        found = lifecycle.answer(state, message, world.facts)
        said.append(_under(world, found.answer if isinstance(found, Answer) else found.target))
    return ", ".join(said)


def _under(world: World, word: str) -> str:
    return f"else {word}" if world.when == "else" else f"{word}{world.when}"


def step_lines(lifecycle: Lifecycle) -> Iterator[Sequence[str]]:
    """Yield a line for every state, trigger and outcome, with the roles that get it."""
    for state in lifecycle.states:
        for trigger in lifecycle.triggers:
            outcomes = {role: step(lifecycle, state, trigger, role) for role in ROLES}
            for outcome in dict.fromkeys(outcomes.values()):
                roles = [role for role in ROLES if outcomes[role] == outcome]
                everybody = "everybody" if len(roles) == len(ROLES) else " ".join(roles)
                yield state, trigger, everybody, outcome


def answer_lines() -> Iterator[Sequence[str]]:
    """Yield a line for every machine, state and message."""
    for machine in MACHINES:
        lifecycle = SHIPPED[machine]
        for state in lifecycle.states:
            for message in lifecycle.messages:
                yield machine, state, message, answer(lifecycle, state, message)


def text(title: str, head: Sequence[str], lines: Iterable[Sequence[str]], group: int) -> str:
    """Write lines as an aligned table, with a gap where one of the first `group` cells changes."""
    table = list(lines)
    widths = [max(len(line[n]) for line in [head, *table]) for n in range(len(head))]
    blocks = [[head], *(list(block) for _, block in groupby(table, lambda line: line[:group]))]
    shown = ["\n".join(_aligned(line, widths) for line in block) for block in blocks]
    return "\n\n".join([f"{title}\n{COMMAND}", *shown]) + "\n"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip()


def texts() -> Mapping[str, str]:
    """Write every text: file name -> content."""
    found = {}
    for machine in MACHINES:
        title = f"Who may do what with {ARTICLES.get(machine, 'a')} {machine}, and where it leads."
        head = ("state", "trigger", "role", "outcome")
        found[f"{machine}.txt"] = text(title, head, step_lines(SHIPPED[machine]), 1)
    title = "What becomes of every message from the world, in every state."
    head = ("machine", "state", "message", "outcome")
    found["messages.txt"] = text(title, head, answer_lines(), 2)
    return found


def approve() -> None:
    """Write the texts as they are now to where the tests compare them."""
    for name, written in texts().items():
        (FOLDER / name).write_text(written, encoding="utf-8")


if __name__ == "__main__":
    approve()
