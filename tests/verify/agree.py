"""Print what the three engines count, side by side; end with 1 where they differ.

python -m tests.verify.agree
"""

import sys
import tempfile
from pathlib import Path

from tests.verify.engines import HAS_JAVA, NO_JAVA, Counts, rewritten, tlc
from tests.verify.worlds import WORLDS, model, walked


def counted(world: str) -> dict[str, Counts]:
    """Let every engine that is here count the states and edges of a world."""
    bounds = WORLDS[world]
    here = walked(bounds)
    found = {
        "ours": Counts(len(here.states), here.edges),
        "Maude": rewritten(model(bounds)),
    }
    if HAS_JAVA:
        with tempfile.TemporaryDirectory() as folder:
            found["TLC"] = tlc(model(bounds), Path(folder)).counts
    return found


def main() -> int:
    """Print a line for each world."""
    is_same = True
    for world in WORLDS:
        found = counted(world)
        is_same = is_same and len(set(found.values())) == 1
        line = "   ".join(f"{engine}: {counts}" for engine, counts in found.items())
        sys.stdout.write(f"{world:28} {line}\n")
    if not HAS_JAVA:
        sys.stdout.write(f"skipped: {NO_JAVA}\n")
    sys.stdout.write("the engines agree\n" if is_same else "the engines DIFFER\n")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
