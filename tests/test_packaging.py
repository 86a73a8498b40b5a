"""What people install is what was tested: the built wheel works outside of the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# One worker builds, for all the tests here.
pytestmark = pytest.mark.xdist_group("packaging")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command as a user's shell would: nothing of the test run leaks into it."""
    ours = ("COV", "PYTEST", "PYTHON", "VIRTUAL_ENV")
    environment = {name: v for name, v in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        command, cwd=cwd, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from the sdist, so that the sdist is shown to be complete."""
    folder = tmp_path_factory.mktemp("dist")
    # Without isolation the pinned hatchling of this environment builds, and nothing is fetched.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (wheel,) = built.glob("tilaus-*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, without network, where only the dependencies of this environment are seen.

    The new environment's own site-packages come first; a `.pth` file adds ours behind it. Python
    does not follow `.pth` files of a folder that was added so, hence the editable install of the
    checkout, which is one, stays out of sight.
    """
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    places = {"base": str(folder), "platbase": str(folder)}
    own = Path(sysconfig.get_path("purelib", "venv", vars=places))
    pip = (sys.executable, "-m", "pip", "--python", folder, "--disable-pip-version-check")
    run(*pip, "install", "--no-index", "--no-deps", wheel, cwd=folder.parent)
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Path(sysconfig.get_path("scripts", "venv", vars=places))


def test_the_wheel_is_the_same_to_the_byte_when_it_is_built_again_later(
    built: Path, wheel: Path, tmp_path: Path
) -> None:
    (sdist,) = built.glob("tilaus-*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    for file in source.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    build = (sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path)
    run(*build, source, cwd=tmp_path)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_wheel_holds_the_two_packages_and_nothing_beside_them(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tilaus", "tilaus_adapters"}


@pytest.mark.parametrize("package", ["tilaus", "tilaus_adapters"])
def test_the_wheel_tells_type_checkers_that_it_is_typed(wheel: Path, package: str) -> None:
    assert f"{package}/py.typed" in zipfile.ZipFile(wheel).namelist()


def test_the_wheel_holds_every_file_of_the_two_packages(wheel: Path) -> None:
    def is_ours(file: Path) -> bool:
        return file.is_file() and "__pycache__" not in file.parts

    sources = [(ROOT / "kernel", "tilaus"), (ROOT / "adapters", "tilaus_adapters")]
    expected = {
        file.relative_to(folder).as_posix()
        for folder, package in sources
        for file in (folder / package).rglob("*")
        if is_ours(file)
    }
    assert expected <= set(zipfile.ZipFile(wheel).namelist())


def test_the_sdist_carries_the_licence_and_the_tests(built: Path) -> None:
    (sdist,) = built.glob("tilaus-*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "Makefile", "requirements/test.txt", "tests/test_packaging.py"} <= names


def test_the_installed_wheel_is_found_outside_of_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    program = "import tilaus, tilaus_adapters as a; print(tilaus.__file__, a.__file__, sep='\\n')"
    for file in run(installed / "python", "-c", program, cwd=tmp_path).splitlines():
        assert Path(file).is_relative_to(installed.parent)


def test_the_installed_command_runs_the_demo_and_prints_json(
    installed: Path, tmp_path: Path
) -> None:
    assert json.loads(run(installed / "tilaus", "demo", "--json", cwd=tmp_path))
