"""Somebody who guesses, and measures: a program of its own, so that nothing but the wire slows it.

It reads one JSON document from its input (`port`, `each`, and `right` and `wrong`, each a list of
method, path and body) and writes how long each answer took, in seconds, and what was answered.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from http.client import HTTPConnection
from random import Random
from time import perf_counter
from typing import Any

PATIENCE_S = 30.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def guessed(port: int, each: int, right: Sequence[str], wrong: Sequence[str]) -> dict[str, Any]:
    """Let the program guess right and wrong, `each` times, in a random order."""
    doc = {"port": port, "each": each, "right": right, "wrong": wrong}
    done = subprocess.run(
        [sys.executable, "-m", "tests.adapters.web.guessing"],
        input=json.dumps(doc),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def measure(doc: Mapping[str, Any]) -> dict[str, Any]:
    """Send the requests one after the other; a plain one before each lets the shop come to rest."""
    guesses = ["right", "wrong"] * int(doc["each"])
    Random(7).shuffle(guesses)
    took: dict[str, list[float]] = {"right": [], "wrong": []}
    answers = set()
    connection = HTTPConnection("127.0.0.1", doc["port"], timeout=PATIENCE_S)
    for guess in guesses:
        connection.request("GET", "/lookup")
        connection.getresponse().read()
        method, path, body = doc[guess]
        begun = perf_counter()
        connection.request(method, path, body or None, FORM if body else {})
        answer = connection.getresponse()
        text = answer.read()
        took[guess].append(perf_counter() - begun)
        answers.add(f"{answer.status} {sha256(text).hexdigest()}")
    connection.close()
    return {**took, "answers": sorted(answers)}


if __name__ == "__main__":
    json.dump(measure(json.load(sys.stdin)), sys.stdout)
