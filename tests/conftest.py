"""How hypothesis searches, and what tests tell. Fixtures live beside the tests that use them."""

import os

import pytest
from hypothesis import settings

# No deadline: on a busy machine it would fail good code. A printed blob repeats a failure anywhere.
settings.register_profile("search", max_examples=100, deadline=None, print_blob=True)
# In CI the same examples come every time, so that a red run is about the change that was tested;
# the search for new ones goes on wherever a person runs the tests.
settings.register_profile("ci", settings.get_profile("search"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "search")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what a test wants to be read: `record_property("told", "2000 examples")`.

    Properties travel with the report of a test, so they also come from the workers of xdist.
    """
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "told":
                terminalreporter.write_line(f"{text}")
