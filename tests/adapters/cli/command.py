"""What a test sees of a command that it ran."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def doc(self) -> Any:
        """Return the one JSON document that was printed."""
        return json.loads(self.out)


Run = Callable[..., Done]
"""Runs the command `tilaus` with some words."""
