"""`tilaus replay`: a counter-example, step by step."""

from functools import partial
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.policy_file import PolicyError, load_policy
from tilaus.verify.scenario import ScenarioError, load, policy_of, replay
from tilaus.verify.story import sequence, told
from tilaus_adapters.cli.files import read_text
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.reply import DONE, REFUSED, Reply, WorldError
from tilaus_adapters.cli.screen import Screen


def replay_(
    file: Annotated[Path, Parameter(help="A scenario, as tilaus check --save writes it.")],
    /,
    *,
    diagram: Annotated[
        bool, Flag, Parameter(help="Print a Mermaid sequence diagram instead.")
    ] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Play a counter-example step by step; 0 if it still breaks its promise, 1 if it does not.

    It plays under the policy that the file carries, or under --policy, to see if it mends it.
    """
    try:
        scenario = load(read_text(file))
        policy = load_policy(read_text(options.policy)) if options.policy else policy_of(scenario)
    except (ScenarioError, PolicyError) as error:
        raise WorldError(f"cannot play {file}: {error}") from None
    played, is_broken = replay(scenario, policy)
    doc = {
        "file": str(file),
        "promise": scenario.promise,
        "reproduced": is_broken,
        "story": list(told(played)),
    }
    if diagram:
        return Reply({**doc, "diagram": sequence(played)}, lambda s: s.raw(sequence(played)))
    return Reply(doc, partial(_show_replay, doc), DONE if is_broken else REFUSED)


def _show_replay(doc: dict[str, Any], screen: Screen) -> None:
    for line in doc["story"]:
        screen.say(line)
    if doc["reproduced"]:
        screen.say(f"reproduced: {doc['promise']}", "yellow")
    else:
        screen.say(f"not reproduced, the promise is kept: {doc['promise']}", "green")
