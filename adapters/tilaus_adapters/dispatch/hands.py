"""Take one due thing and do it, as many at once as there are threads, and tell who watches."""

import logging
import time
from collections.abc import Sequence
from math import inf

from tilaus.drain import work
from tilaus.ports.storage import Claim, Settlement
from tilaus.shop import Shop
from tilaus_adapters.dispatch.happenings import Claimed, Failed, Happening, Observer, Piece, Settled
from tilaus_adapters.dispatch.slots import Slots

LOG = logging.getLogger("tilaus.dispatch")

SHORTEST_S = 0.05
"""The least wait between two looks at the journal, where another worker holds what is due."""

LONGEST_VAIN_S = 1.0
"""To how much that wait grows while what is due may not be done yet, in seconds."""


def pause_s(due_in_s: float, poll_s: float, in_vain: int = 0) -> float:
    """Return how long to wait when nothing can be taken: until something is due, or `poll_s`.

    Args:
        in_vain: how often in a row something was due that may not be done yet, because those who
            would do it are busy: the wait doubles each time, up to `LONGEST_VAIN_S`.
    """
    if due_in_s > SHORTEST_S:
        return min(due_in_s, poll_s)
    return min(SHORTEST_S * 2.0 ** min(in_vain, 16), LONGEST_VAIN_S, poll_s)


class Hands:
    """What the threads of a dispatcher do with a shop. Safe to use from several threads.

    Args:
        slots: of whom how much may be asked at once.
        lease_s, observers: as for `tilaus_adapters.dispatch.embedded.EmbeddedDispatcher`.
    """

    def __init__(
        self, shop: Shop, slots: Slots, lease_s: float, observers: Sequence[Observer]
    ) -> None:
        self._shop, self._slots, self._lease_s = shop, slots, lease_s
        self._observers = tuple(observers)

    def claim(self, order_id: str | None = None) -> Claim | None:
        """Take a lane that has due work of somebody who may be asked now, or None.

        Where an order is named, only its lane is looked at.

        Of several threads only one may be in here at a time: between asking who is busy and
        counting what was taken nobody else may take.
        """
        full = self._slots.full()
        claim = self._shop.store.claim(
            self._shop.clock(), self._lease_s, order_id=order_id, without=full
        )
        if claim is not None:
            self._slots.take(_via(claim))
        return claim

    def due_in_s(self) -> float:
        """Return in how many seconds something is due, below 0 where it is; infinite for never."""
        due = self._shop.store.next_due()
        return inf if due is None else (due - self._shop.clock()).total_seconds()

    def do(self, claim: Claim) -> None:
        """Do what a claim is for; a lane that fails stays under its lease (F18)."""
        begun = time.monotonic()
        try:
            piece = self._piece(claim)
            self.tell(Claimed(piece))
            self._do(claim, piece, begun)
        finally:
            self._slots.give(_via(claim))

    def _do(self, claim: Claim, piece: Piece, begun: float) -> None:
        try:
            settled = work(self._shop, claim)
        except Exception as error:  # each lane fails for itself
            LOG.exception("cannot work on order %s", claim.order_id)
            self.tell(Failed(piece, time.monotonic() - begun, error))
        else:
            self.tell(_settled(piece, claim, settled, time.monotonic() - begun))

    def _piece(self, claim: Claim) -> Piece:
        row = claim.row
        if row is None:
            return Piece(claim.order_id, "deadline", "", "", 0.0, self._lease_s)
        lag_s = max(0.0, (self._shop.clock() - row.run_at).total_seconds())
        effect = row.effect
        return Piece(claim.order_id, effect.name, effect.key, effect.via, lag_s, self._lease_s)

    def tell(self, happening: Happening) -> None:
        """Tell the observers."""
        for observer in self._observers:
            try:
                observer(happening)
            except Exception:  # who only watches must not stop the work
                LOG.exception("an observer could not be told")


def _via(claim: Claim) -> str:
    return claim.row.effect.via if claim.row else ""


def _settled(piece: Piece, claim: Claim, settled: Settlement | None, seconds: float) -> Settled:
    if settled is not None:
        return Settled(piece, settled.state, seconds, settled.outcome)
    return Settled(piece, "deadline" if claim.row is None else "fenced", seconds)
