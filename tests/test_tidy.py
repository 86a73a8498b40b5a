"""Style as a test. Each rule is a function; its docstring is the remedy that a failure prints."""

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MAX_FUNCTION_LINES = 70
MAX_KERNEL_MODULE_LINES = 400
MAX_WIDTH = 100
VAGUE_MODULES = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "misc"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
CHANCE = {"uuid.uuid1", "uuid.uuid4", "uuid1", "uuid4", "os.urandom", "urandom"}
IMPURE_MODULES = {"random", "secrets", "time"}


class Source:
    """A file of the project: its name from the root, with slashes, and its text."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))


Faults = Iterator[tuple[int, str]]
Rule = Callable[[Source], Faults]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def names() -> set[str]:
    """Name the project's own files: what git has or would add; without git, all that is there."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        return set(listed.stdout.split("\0")) - {""}
    found = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*")}
    return {name for name in found if not re.search(r"(^|/)(\.(?!ci/)\w|__pycache__)", name)}


@cache
def sources() -> tuple[Source, ...]:
    """Read the project's own text files; what others wrote lies in folders named `vendored`."""
    found = []
    for name in sorted(name for name in names() if "/vendored/" not in name):
        try:
            found.append(Source(name, (ROOT / name).read_text(encoding="utf-8")))
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # A picture, a file that was deleted and not yet committed, a folder.
    return tuple(found)


def dotted(node: ast.AST) -> str:
    """Write `a.b.c` as it stands in the source; anything else is the empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (left := dotted(node.value)):
        return f"{left}.{node.attr}"
    return ""


def calls(source: Source) -> Faults:
    return ((n.lineno, dotted(n.func)) for n in source.nodes if isinstance(n, ast.Call))


def imports(source: Source) -> Faults:
    """List what a file imports, as `module` and as `module.name`."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def docstring_lines(node: Function) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    return (node.body[0].end_lineno or 0) - node.body[0].lineno + 1


def strings(node: ast.AST) -> set[str]:
    constants = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def table_lines(source: Source) -> set[int]:
    """Number the lines that the formatter was told to leave as they are, as it understands this."""
    found: set[int] = set()
    is_off = False
    skipped = {n for n, line in enumerate(source.lines, 1) if line.endswith("# fmt: skip")}
    for number, line in enumerate(source.lines, 1):
        is_off = {"# fmt: off": True, "# fmt: on": False}.get(line.strip(), is_off)
        found |= {number} if is_off else set()
    for node in source.nodes:
        if isinstance(node, ast.stmt) and node.end_lineno in skipped:
            found |= set(range(node.lineno, node.end_lineno + 1))
    return found


@cache
def declared_kinds() -> set[str]:
    """Collect what the kernel declares as a kind: in `...KINDS` and in fields `kind: Literal`."""
    found = set()
    for source in sources():
        if re.fullmatch(KERNEL, source.name):
            for node in source.nodes:
                if isinstance(node, ast.Assign) and dotted(node.targets[0]).endswith("KINDS"):
                    found |= strings(node.value)
                elif isinstance(node, ast.AnnAssign) and dotted(node.target).endswith("KINDS"):
                    found |= strings(node.value or node)
                elif isinstance(node, ast.AnnAssign) and dotted(node.target) == "kind":
                    found |= strings(node.annotation)
    return found


# ------------------------------------------------------------------------------- the rules: sizes


def long_functions(source: Source) -> Faults:
    """Split it: each step that has a name becomes a function; its docstring does not count."""
    for node in (n for n in source.nodes if isinstance(n, Function)):
        lines = (node.end_lineno or 0) - node.lineno + 1 - docstring_lines(node)
        if lines > MAX_FUNCTION_LINES:
            yield node.lineno, f"{node.name} has {lines} lines of {MAX_FUNCTION_LINES}"


def long_modules(source: Source) -> Faults:
    """Divide the module by what its parts are about, and name each part after that."""
    if (lines := len(source.lines) - 1) > MAX_KERNEL_MODULE_LINES:
        yield lines, f"{lines} lines of {MAX_KERNEL_MODULE_LINES}"


def wide_lines(source: Source) -> Faults:
    """Wrap it; only an aligned table, kept as it is by `fmt: off` or `fmt: skip`, may be wider."""
    in_tables = table_lines(source)
    for number, line in enumerate(source.lines, 1):
        if len(line) > MAX_WIDTH and number not in in_tables:
            yield number, f"{len(line)} columns of {MAX_WIDTH}"


# ------------------------------------------------------------------------------- the rules: names


def vague_modules(source: Source) -> Faults:
    """Name the module after what it is about; if nothing fits, its parts belong elsewhere."""
    for part in Path(source.name).with_suffix("").parts:
        if part in VAGUE_MODULES:
            yield 1, f"a module named {part}"


def vague_classes(source: Source) -> Faults:
    """Name the class after what it is (a store, a quote, a policy), not after being busy."""
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Manager", "Helper")):
            yield node.lineno, f"class {node.name}"


def undocumented(source: Source) -> Faults:
    """Write a docstring: a sentence in the imperative, then why, then units, ranges and errors."""
    if source.tree.body and not ast.get_docstring(source.tree):
        yield 1, "the module has no docstring"
    for node in (n for n in source.tree.body if isinstance(n, Function | ast.ClassDef)):
        if not node.name.startswith("_") and not ast.get_docstring(node):
            yield node.lineno, f"{node.name} has no docstring"


def front_door(source: Source) -> Faults:
    """Only import names and list each once in `__all__` (ruff's RUF022 holds the order)."""
    offered: list[str] = []
    imported: set[str] = set()
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom):
            imported |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign) and dotted(node.targets[0]) == "__all__":
            offered = ast.literal_eval(node.value)
        elif isinstance(node, ast.Assign) and dotted(node.targets[0]) == "__version__":
            imported.add("__version__")
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            yield node.lineno, "logic in __init__"
    yield from ((1, f"{odd} is imported, not offered") for odd in sorted(imported - {*offered}))
    yield from ((1, f"{odd} is offered, not imported") for odd in sorted({*offered} - imported))
    if len(offered) != len(set(offered)):
        yield 1, "__all__ names something twice"


# -------------------------------------------------------------------------------- the rules: laws


def asserts(source: Source) -> Faults:
    """Raise an error that carries the facts: `python -O` removes asserts, and law 9 stays on."""
    for node in source.nodes:
        if isinstance(node, ast.Assert):
            yield node.lineno, "assert"


def prints(source: Source) -> Faults:
    """Return the text; whoever called prints it: the kernel writes nowhere (law 1)."""
    yield from ((line, "print") for line, called in calls(source) if called == "print")


def floats(source: Source) -> Faults:
    """Count in minor units and divide with `allocate`: money is whole numbers (law 4)."""
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"the float {node.value}"
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield node.lineno, "a division that makes a float"
    yield from ((line, "float()") for line, called in calls(source) if called == "float")


def clocks_and_chance(source: Source) -> Faults:
    """Take times and ids as arguments: the kernel reads no clock and draws no lot (law 1)."""
    for line, called in calls(source):
        if ".".join(called.split(".")[-2:]) in CLOCKS | CHANCE:
            yield line, called
    for line, module in imports(source):
        if module in CHANCE or module.split(".")[0] in IMPURE_MODULES:
            yield line, f"import of {module}"


def swallowed_errors(source: Source) -> Faults:
    """Name the errors that are expected, and say in the code what becomes of them."""
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler):
            does_nothing = all(isinstance(step, ast.Pass | ast.Continue) for step in node.body)
            if node.type is None:
                yield node.lineno, "bare except"
            elif does_nothing and dotted(node.type) in {"Exception", "BaseException"}:
                yield node.lineno, f"except {dotted(node.type)} that does nothing"


def decided_by_name(source: Source) -> Faults:
    """Ask the table: a guard, or a state's kind as the kernel declares it, not a name (law 2)."""
    for node in source.nodes:
        if isinstance(node, ast.Compare):
            asked, named = [node.left, *node.comparators], strings(node)
        elif isinstance(node, ast.Match):
            asked, named = [node.subject], set().union(*(strings(c.pattern) for c in node.cases))
        else:
            continue
        about = {dotted(side).rpartition(".")[2] for side in asked}
        if named and (
            about & {"state", "status"} or ("kind" in about and named - declared_kinds())
        ):
            yield node.lineno, f"decided by the name {', '.join(sorted(named))}"


# --------------------------------------------------------------------------- the rules: the tests


def naps(source: Source) -> Faults:
    """Wait for the thing itself, or give the code a clock that the test moves."""
    yield from ((line, called) for line, called in calls(source) if called.endswith("time.sleep"))
    yield from ((line, module) for line, module in imports(source) if module == "time.sleep")


def mocks(source: Source) -> Faults:
    """Use the real thing, or the fake that the port ships and that passes the port's contract."""
    for line, module in imports(source):
        if module.startswith("unittest.mock"):
            yield line, module


# ----------------------------------------------------------------------------- the rules: any text


def put_off(source: Source) -> Faults:
    """Do it now, or open an issue; the code says what is, not what was put off."""
    for number, line in enumerate(source.lines, 1):
        if re.search(r"\b(TO[D]O|FIX[M]E)\b", line):
            yield number, line.strip()


def ragged_ends(source: Source) -> Faults:
    """Remove the spaces at the end of the line, and end the file with one line end."""
    for number, line in enumerate(source.lines, 1):
        if line != line.rstrip():
            yield number, "space at the end of the line"
    if source.text and (source.lines[-1] or not source.lines[-2]):
        yield len(source.lines), "the file does not end with exactly one line end"


def places_of_one_machine(source: Source) -> Faults:
    """Name it from the checkout; ask for `tmp_path` in a test; leave registries to each user."""
    folders = "|".join(("work", "root", "tmp", "home"))
    options = "|".join(("index-url", "extra-index-url", "find-links", "trusted-host"))
    places = re.compile(rf"(?<![\w.:/-])/({folders})/|--({options})\b")
    for number, line in enumerate(source.lines, 1):
        if found := places.search(line):
            yield number, found.group()


def addresses(source: Source) -> Faults:
    """Compile again with `make requirements`: each user's pip knows its own registry."""
    for number, line in enumerate(source.lines, 1):
        if "://" in line or "file:" in line:
            yield number, line.strip()


# ---------------------------------------------------------------------- where each rule holds

PYTHON = r"(kernel|adapters|tests|docs|benchmarks)/.*\.py"
PRODUCT = r"(kernel|adapters)/(?!tilaus/testing/).*\.py"
PRODUCT_AND_SUITES = r"(kernel|adapters)/.*\.py"
KERNEL = r"kernel/.*\.py"
PURE = r"kernel/(?!tilaus/testing/).*\.py"
RULED = r"kernel/(?!tilaus/lifecycle\.py|tilaus/lifecycles/).*\.py"
MONEY = r"kernel/tilaus/((money|refunds|ledger)\.py|decide/.*\.py)"
FRONT_DOOR = r"kernel/tilaus/__init__\.py"
TESTS = r"(tests|kernel/tilaus/testing)/.*\.py"
PINS = r"requirements/.*"
ANY = r".*"

# fmt: off
# rule                  holds in            an example of what it refuses
RULES: dict[Rule, tuple[str, str]] = {
  long_functions:        (PYTHON,             "def f():\n" + "    g()\n" * 70),
  long_modules:          (KERNEL,             "x = 1\n" * 401),
  wide_lines:            (PYTHON,             f"x = {'y' * 100}\n"),
  vague_modules:         (PYTHON,             '"""Some functions."""\n'),
  vague_classes:         (PYTHON,             "class OrderManager: ...\n"),
  undocumented:          (PRODUCT_AND_SUITES, '"""A module."""\n\ndef f(): ...\n'),
  front_door:            (FRONT_DOOR,         "from tilaus.money import Money\n"),
  asserts:               (PRODUCT,            "assert paid == total\n"),
  prints:                (KERNEL,             "print(order)\n"),
  floats:                (MONEY,              "share = total / 3\n"),
  clocks_and_chance:     (PURE,               "at = datetime.datetime.now(UTC)\n"),
  swallowed_errors:      (PYTHON,             "try:\n    f()\nexcept Exception:\n    pass\n"),
  decided_by_name:       (RULED,              "if order.status in ('completed', 'refunded'): ...\n"),
  naps:                  (TESTS,              "time.sleep(1)\n"),
  mocks:                 (TESTS,              "from unittest import mock\n"),
  put_off:               (ANY,                "# TO_DO: later\n".replace("_", "")),
  ragged_ends:           (ANY,                "x = 1 \n"),
  places_of_one_machine: (ANY,                "open('|tmp|x')\n".replace("|", "/")),
  addresses:             (PINS,               "attrs @ https://example.org/attrs.whl\n"),
}
# fmt: on


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_is_tidy(rule: Rule) -> None:
    where, _ = RULES[rule]
    held = [source for source in sources() if re.fullmatch(where, source.name)]
    assert held, f"no file matches {where}: the rule lost what it was to hold for"
    faults = [f"{source.name}:{line}: {what}" for source in held for line, what in rule(source)]
    assert not faults, "\n".join([f"{rule.__doc__}", *faults])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_refuses_its_example(rule: Rule) -> None:
    _, example = RULES[rule]
    assert list(rule(Source("kernel/tilaus/utils.py", example)))
