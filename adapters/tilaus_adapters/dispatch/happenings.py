"""What a dispatcher tells those who watch it: what was taken, how it ended, when it is idle."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from tilaus.ports.storage import EffectState
from tilaus.record import record

Ending: TypeAlias = EffectState | Literal["deadline", "fenced"]
"""How work ended: as its effect did; a deadline took effect; another worker has the lane."""


@record
class Piece:
    """One claim: an effect that is due, or a deadline of an order.

    Attributes:
        name: see `tilaus.effects.EFFECTS`; `deadline` where it is none.
        key: of the effect; empty for a deadline.
        via: who carries it out; empty where the shop does it itself.
        lag_s: how long it was due when it was taken, in seconds; 0 for a deadline.
        lease_s: for how long the lane was taken, in seconds.
    """

    order_id: str
    name: str
    key: str
    via: str
    lag_s: float
    lease_s: float


@record
class Claimed:
    """A piece of work begins."""

    piece: Piece


@record
class Settled:
    """A piece of work ended after `seconds`; `outcome` is what the journal says of it."""

    piece: Piece
    state: Ending
    seconds: float
    outcome: str = ""


@record
class Failed:
    """A piece of work could not be done: its lane stays under its lease, and is tried again."""

    piece: Piece
    seconds: float
    error: Exception


@record
class Idle:
    """Nothing is due that may be done; the next look is after `pause_s`, or when one is nudged."""

    pause_s: float


@record
class Away:
    """The store cannot be asked, for the first time since it could."""

    error: Exception


@record
class Back:
    """The store can be asked again, `after_s` since it could not."""

    after_s: float


Happening: TypeAlias = Claimed | Settled | Failed | Idle | Away | Back

Observer: TypeAlias = Callable[[Happening], None]
"""Is told everything, from all threads of a dispatcher, while they work: so it must be quick."""
