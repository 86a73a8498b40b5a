"""Build what is released, twice, and try it where nothing else is: `make dist`.

Both builds start from an archive of the commit, so that what lies about in a checkout cannot get
in. Prints the hashes of what it leaves in dist/; stops at the first thing that is not as it should
be.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def said(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command without this run's Python settings; give its words, or stop and say why."""
    ours = ("PYTHON", "VIRTUAL_ENV")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=clean | environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def archived(folder: Path) -> Path:
    """Unpack the commit that is checked out into an empty folder."""
    packed = folder.with_suffix(".tar")
    said("git", "archive", "--output", packed, "HEAD", cwd=ROOT)
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder


def build(source: Path, into: Path, epoch: str) -> dict[str, str]:
    """Build the source archive, and the wheel from it; give their hashes by name."""
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", into, source)
    said(*command, cwd=source, SOURCE_DATE_EPOCH=epoch)
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(into.iterdir())
    }


def built_twice(folder: Path) -> dict[str, str]:
    """Build in two places; stop where a file differs."""
    epoch = said("git", "log", "-1", "--format=%ct", cwd=ROOT)
    first, second = (
        build(archived(folder / f"source-{n}"), folder / f"dist-{n}", epoch) for n in (1, 2)
    )
    if first != second:
        differing = sorted(name for name in first | second if first.get(name) != second.get(name))
        sys.exit(f"built twice, these are not the same: {', '.join(differing)}")
    return first


def tried(wheel: Path, folder: Path) -> str:
    """Install the wheel with its pinned dependencies only; give what the installed command says."""
    place = folder / "empty"
    venv.create(place, with_pip=True, symlinks=os.name != "nt")
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    core = ROOT / "requirements" / "core.txt"
    said(*pip, "--no-deps", "--require-hashes", "-r", core, cwd=folder)
    said(*pip, "--no-deps", wheel, cwd=folder)
    command = python.with_name("tilaus")
    said(command, "demo", cwd=folder)
    return said(command, "--version", cwd=folder)


def main() -> None:
    """Build, compare, check the metadata, try; only then fill dist/."""
    if said("git", "status", "--porcelain", cwd=ROOT):
        sys.exit("cannot release: the checkout has changes that are in no commit; commit them")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        hashes = built_twice(folder)
        files = [folder / "dist-1" / name for name in hashes]
        said(sys.executable, "-m", "twine", "check", "--strict", *files, cwd=folder)
        (wheel,) = (file for file in files if file.suffix == ".whl")
        version = tried(wheel, folder)
        shutil.rmtree(ROOT / "dist", ignore_errors=True)
        shutil.copytree(folder / "dist-1", ROOT / "dist")
    print(f"{version}: the demo runs where only its dependencies are; built twice, the same:")
    for name, value in hashes.items():
        print(f"{value}  {name}")


if __name__ == "__main__":
    main()
