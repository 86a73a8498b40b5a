"""Two thousand broken order files: each is refused in a sentence, and nothing of it is written."""

import json
import random
from pathlib import Path
from typing import Any

from tests.adapters.cli.command import Run

from tilaus_adapters.interop.order_file import example

FILES = 2_000
SEED = 50001
VALUES: list[Any] = [
    None, True, -1, 0, 1.5, 10**15, 10**30, "", "x", "\n", "\ud800", "\x00", "x" * 600, [], {}, [[]], "1e5",
    "<script>", "'; DROP TABLE tilaus_orders; --", float("nan"), float("inf"), "EUR ", "card", "a@b\r\nBcc: c@d",
]  # fmt: skip


def places(doc: Any) -> list[tuple[Any, Any]]:
    """List every place of a document at which a value stands: its container and key."""
    pairs = list(doc.items()) if isinstance(doc, dict) else list(enumerate(doc))
    found = [(doc, key) for key, _ in pairs]
    return found + [p for _, v in pairs if isinstance(v, dict | list) for p in places(v)]


def broken(chance: random.Random) -> bytes:
    """Break the example in one of many ways."""
    way = chance.randrange(4)
    doc = json.loads(example())
    if way == 0:
        for _ in range(chance.randint(1, 3)):
            container, key = chance.choice(places(doc))
            container[key] = chance.choice(VALUES)
        return json.dumps(doc).encode()
    if way == 1:
        container, key = chance.choice([p for p in places(doc) if isinstance(p[0], dict)])
        if chance.random() < 0.5:
            del container[key]
        else:
            container[chance.choice(["note", "id ", "", "total_minor"])] = chance.choice(VALUES)
        return json.dumps(doc).encode()
    data = bytearray(example())
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data[: chance.randrange(len(data))] if way == 2 else data)


def test_two_thousand_broken_order_files_write_nothing(run: Run) -> None:
    chance = random.Random(SEED)
    run("init")
    file, codes, placed = Path("order.json"), [0, 0, 0, 0], 0
    for number in range(FILES):
        file.write_bytes(broken(chance))
        done = run("order", "place", "order.json")
        codes[done.code] += 1
        if done.code == 0:
            placed += 1  # Not everything that was changed is wrong: another digit, another letter.
            continue
        assert done.code in (1, 2), (number, file.read_bytes(), done)
        assert done.out == ""
        assert done.err.startswith("cannot "), (number, done)
    assert codes[1] > FILES / 100
    assert codes[2] > FILES / 2
    orders = run("order", "list", "--limit", "1000", "--json").doc["orders"]
    assert len(orders) == placed
