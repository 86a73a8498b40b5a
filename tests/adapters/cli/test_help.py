"""Every command says what it does and how it is used, and what the reference says of it is true."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus_adapters.cli.app import COMMANDS, EPILOGUE, GROUPS, build

REFERENCE = (Path(__file__).parents[3] / "docs" / "reference" / "cli.md").read_text("utf-8")
EXAMPLES = [(words, example) for words, (_, examples) in COMMANDS.items() for example in examples]


@pytest.mark.parametrize("words", COMMANDS)
def test_the_help_of_a_command_has_examples_and_explains_every_option(run: Run, words: str) -> None:
    shown = run(*words.split(), "--help")
    assert shown.code == 0
    # The help is drawn as wide as the terminal, so words may stand on different lines.
    text = " ".join(shown.out.split())
    for example in COMMANDS[words][1]:
        assert " ".join(example.split()[:3]) in text
    for option in ("--db", "--policy", "--json", "--tz"):
        assert option in text
    assert EPILOGUE in text
    for line in shown.out.splitlines():
        if re.match(r"│ (\*  )?--?\w", line):
            explained = re.sub(r"│ (\*  )?(--?[\w-]+ ?)+([A-Z]+(\.\.\.)?)?", "", line).strip(" │")
            assert explained, f"{words}: no words about {line}"


def test_all_commands_are_listed_with_what_they_do(run: Run) -> None:
    listed = [run(*words).out for words in ([], *([name] for name in GROUPS))]
    for words in COMMANDS:
        name = words.split()[-1]
        assert any(re.search(rf"^│ {name} +\w", text, re.MULTILINE) for text in listed)


@pytest.mark.parametrize(("words", "example"), EXAMPLES)
def test_every_example_is_understood(words: str, example: str) -> None:
    parts = shlex.split(example.split(" > ")[0])
    parts = parts[parts.index("tilaus") :]  # what stands before sets the environment
    command, *_ = build().parse_args(parts[1:], exit_on_error=False, print_error=False)
    assert command.__module__.startswith("tilaus_adapters.cli.")
    assert " ".join(parts[1:]).startswith(words)


def test_the_version_is_told(run: Run) -> None:
    assert re.fullmatch(r"tilaus \d+\.\d+\.\d+\n", run("--version").out)


def test_the_reference_names_every_command() -> None:
    missing = [words for words in COMMANDS if f"tilaus {words}" not in REFERENCE]
    assert not missing, f"docs/reference/cli.md does not name {', '.join(missing)}"


def test_the_session_in_the_reference_runs_as_it_stands(tmp_path: Path) -> None:
    lines = re.findall(r"^    \$ (.+?)(?: +# exit (\d))?$", REFERENCE, re.MULTILINE)
    assert len(lines) > 15
    script = [f'tilaus() {{ "{sys.executable}" -m tilaus_adapters.cli "$@"; }}']
    for line, code in lines:
        script += [line, f"code=$?; [ $code = {code or 0} ] || {{ echo '{line}' $code; exit 1; }}"]
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=tmp_path,
        env={n: v for n, v in os.environ.items() if not n.startswith("TILAUS")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-2000:]}{done.stderr}"


def test_a_command_loads_only_what_it_needs() -> None:
    program = "import sys, tilaus_adapters.cli; print(*sys.modules)"
    environment = {name: v for name, v in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-I", "-c", program],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    heavy = {"aiosmtpd", "asyncio", "jinja2", "rich", "smtplib", "tilaus_adapters.storage.sqlite"}
    assert not heavy & set(done.stdout.split())
