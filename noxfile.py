"""`make test` on every Python that is supported: nox, or nox -s test-3.13 for one of them.

What a session runs is the Makefile's; nox only finds the Pythons and keeps their environments
apart. A Python that is not installed is skipped, and said so.
"""

from pathlib import Path

import nox

nox.options.error_on_missing_interpreters = False


@nox.session(python=["3.11", "3.12", "3.13"])
def test(session: nox.Session) -> None:
    """Check everything: style, types, imports, tests, simulation, lifecycles."""
    place = Path(session.virtualenv.location)
    # make would make an environment of its own; this one is ready to be filled.
    (place / "made.stamp").touch()
    session.run("make", "test", f"VENV={place}", external=True)
