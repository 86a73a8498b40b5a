"""The command `tilaus`, run in this process, in a folder of its own."""

import os
from pathlib import Path

import pytest
from tests.adapters.cli.command import Done, Run

from tilaus_adapters.cli import main
from tilaus_adapters.interop.order_file import example


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command, given as words; whatever the machine's own settings are."""
    monkeypatch.chdir(tmp_path)
    settings = [name for name in os.environ if name.startswith("TILAUS_")]
    for name in (*settings, "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TILAUS_TRACEBACK", "1")

    def run(*words: str) -> Done:
        capsys.readouterr()
        code = main(words)
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def shop(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Make a shop whose staff deliver by hand, where order 50001 is paid."""
    monkeypatch.setenv("TILAUS_DELIVERY", "manual")
    Path("order.json").write_bytes(example())
    for words in (
        "init",
        "order place order.json",
        "worker --once",
        "sandbox 50001 pay",
        "worker --once",
    ):
        done = run(*words.split())
        assert done.code == 0, done
    return run
