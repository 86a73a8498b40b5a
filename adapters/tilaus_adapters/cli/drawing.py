"""`tilaus diagram`: the lifecycles as pictures and tables."""

from typing import Annotated, Literal

from cyclopts import Parameter

from tilaus.diagrams import FORMATS
from tilaus_adapters.cli.files import policy_of
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import Reply


def diagram(
    machine: Annotated[
        Literal["order", "item", "payment", "refund"], Parameter(help="Whose lifecycle.")
    ],
    /,
    *,
    format: Annotated[
        Literal["mermaid", "dot", "table"], Parameter(help="For which program, or for reading.")
    ] = "mermaid",
    options: Options = DEFAULTS,
) -> Reply:
    """Print the lifecycle of orders, items, payments or refunds, drawn from its table."""
    text = FORMATS[format](policy_of(options).lifecycles[machine])
    return Reply(
        {"machine": machine, "format": format, "text": text}, lambda screen: screen.raw(text)
    )
