"""`tilaus export`: the lifecycles in the languages of other checkers, and the API's document."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tilaus.policy import Policy
from tilaus.refusals import Refusal
from tilaus.verify.tables.abstract import Model
from tilaus.verify.tables.facts import TableBounds, TableModelError, check_bounds
from tilaus.verify.tables.model import table_model
from tilaus.verify.tables.tla import MODULE, tla_config
from tilaus.verify.tables.tla import tla as printed
from tilaus_adapters.cli.files import policy_of, read_policy, write
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.reply import Reply, UsageError, WorldError, refused
from tilaus_adapters.cli.screen import Screen


def tla(
    file: Annotated[
        Path | None, Parameter(help="The policy file; else the one that counts for the shop.")
    ] = None,
    /,
    *,
    output: Annotated[
        Path | None, Parameter(help="Write the module and its configurations to this folder.")
    ] = None,
    force: Annotated[
        bool, Flag, Parameter(help="Write even where other files of these names are.")
    ] = False,
    items: Annotated[int, Parameter(help="Items of the order.")] = 1,
    payments: Annotated[int, Parameter(help="Payments, one after the other.")] = 1,
    refunds: Annotated[int, Parameter(help="Refunds in all.")] = 1,
    quantity: Annotated[int, Parameter(help="Units of each item.")] = 1,
    price: Annotated[int, Parameter(help="What a unit costs.")] = 1,
    shared: Annotated[
        bool, Flag, Parameter(help="All items have one instance, so that one waits for another.")
    ] = False,
    partial: Annotated[
        bool, Flag, Parameter(help="A payment may bring a part of its money.")
    ] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Print the lifecycle tables as a TLA+ module, for TLC and for reading.

    A small world is printed: so many items, payments and refunds. The folder gets a configuration
    for TLC beside the module: Tilaus.cfg checks what holds in every state, TilausWeak.cfg and
    TilausStrong.cfg what must happen at last, under weak and under strong fairness.
    """
    policy = policy_of(options) if file is None else read_policy(file)
    automatic = policy.completion == "automatic"
    model = _model(
        policy, TableBounds(items, payments, refunds, quantity, price, shared, partial, automatic)
    )
    texts = _texts(model)
    doc = {"model": model.title, "files": texts}
    if output is None:
        return Reply(doc, lambda screen: screen.raw(texts[f"{MODULE}.tla"]))
    in_the_way = [] if force else _in_the_way(output, texts)
    if in_the_way:
        found = f"{in_the_way[0]} is there already and says something else; nothing was changed"
        return refused(
            Refusal("malformed", f"write to {output}", found, ("--force", "another --output"))
        )
    _written(output, texts)
    return Reply({**doc, "folder": str(output)}, lambda screen: _show(output, texts, screen))


def _model(policy: Policy, bounds: TableBounds) -> Model:
    try:
        check_bounds(bounds)
    except TableModelError as error:
        raise UsageError(str(error)) from None
    try:
        return table_model(policy.lifecycles, bounds)
    except TableModelError as error:
        raise WorldError(str(error)) from None


def _texts(model: Model) -> Mapping[str, str]:
    wanted = tuple(found.name for found in model.properties)
    return {
        f"{MODULE}.tla": printed(model),
        f"{MODULE}.cfg": tla_config(model),
        f"{MODULE}Weak.cfg": tla_config(model, "WeakSpec", promises=False, properties=wanted),
        f"{MODULE}Strong.cfg": tla_config(model, "StrongSpec", promises=False, properties=wanted),
    }


def _in_the_way(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Name the files that are there and hold anything else."""
    return [
        name
        for name, text in texts.items()
        if (folder / name).exists() and (folder / name).read_bytes() != text.encode()
    ]


def _written(folder: Path, texts: Mapping[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            write(folder / name, text)
    except OSError as error:
        raise WorldError(f"cannot write to {folder}: {error.strerror or error}") from None


def _show(folder: Path, texts: Mapping[str, str], screen: Screen) -> None:
    screen.say(f"{folder}: {', '.join(texts)}")
    screen.say(f"Check with: java -cp tla2tools.jar tlc2.TLC -deadlock {MODULE}.tla")


def openapi(*, options: Options = DEFAULTS) -> Reply:
    """Print the OpenAPI 3.1 document of the API, as `tilaus serve` gives it.

    It is the same for every shop: what it says is what the API takes and answers.
    """
    try:
        from tilaus_adapters.web.api import routes  # only whoever serves has its extra
    except ModuleNotFoundError as error:
        found = f"cannot print the document of the API: {error.name} is not installed"
        raise WorldError(f"{found}. Install it with: pip install 'tilaus[web]'") from None
    text = routes.openapi()
    return Reply(json.loads(text), lambda screen: screen.raw(text))
