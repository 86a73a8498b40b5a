"""The storage port: orders, journal, books, feed, shelf and figures. One adapter provides all.

What a command writes is one `Change`, in one transaction: the order's new rows, its events, its
ledger entries, the effects that it asks for, the answer in the inbox, claims of instances, and the
end of the effect that led to it. Either all of it is there afterwards, or nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from tilaus.decide import Decision
from tilaus.effects import Effect
from tilaus.events import Recorded
from tilaus.ledger import Entry
from tilaus.order import Order
from tilaus.ports.feed import Feed
from tilaus.ports.figures import Figures
from tilaus.ports.shelf import Shelf
from tilaus.record import record

EffectState = Literal["ready", "done", "refused", "unknown", "dead", "void"]
"""Of an effect: to be done; happened; did not and will not; nobody knows; given up; not needed."""

ENDED = frozenset({"done", "refused", "void"})
"""The states of an effect after which its lane goes on. A dead one blocks its lane.

An order has two lanes, one of calls and one of messages (`Effect.is_message`), each done in
sequence: so a mail server that is down holds up no money, and what blocks the calls can still be
told."""


@record
class RequestKey:
    """Names a request for ever: who sent it, and the sender's id for it."""

    source: str
    id: str


@record
class Stored:
    """What is known of an order before a command is decided.

    Attributes:
        order: None where there is no such order.
        busy: ids of its items whose instance belongs to another item in the shop.
        answer: the outcome that the request got the first time, or None where it is new.
    """

    order: Order | None
    busy: frozenset[str] = frozenset()
    answer: str | None = None


@record
class JournalRow:
    """An effect in the journal. `seq` grows over the whole shop and orders each lane."""

    seq: int
    order_id: str
    effect: Effect
    state: EffectState
    run_at: datetime
    attempts: int = 0
    first_attempt_at: datetime | None = None
    outcome: str = ""


@record
class Claim:
    """A lane that this worker holds: nobody else works on the order until the lease ends.

    `row` is the effect to be done, or None where a deadline of the order is due. `token` is the
    fence: a commit under an older token is refused.
    """

    order_id: str
    token: int
    row: JournalRow | None


@record
class Settlement:
    """How one attempt at an effect ended."""

    seq: int
    state: EffectState
    run_at: datetime
    outcome: str = ""


@record
class Change:
    """What one transaction writes.

    Attributes:
        before: the order that the decision was made on, as it was loaded; None for a new order.
        wake_at: when the order's next deadline is due.
        request: remembered together with the decision's outcome; a second commit raises `Answered`.
        fence: the lane's token, where the change comes from a claim; ends the lease.
    """

    decision: Decision
    before: Order | None
    at: datetime
    wake_at: datetime | None
    request: RequestKey | None = None
    fence: int | None = None
    settlement: Settlement | None = None

    @property
    def base_version(self) -> int:
        """Return the version that the order must still have; 0 for a new order."""
        return self.before.version if self.before else 0


@record
class Query:
    """Which orders to list: newest first, `limit` of them (1 to 1,000), numbers below `before`.

    `text` matches the number, the customer's mail address, a target, a provider's reference of a
    payment or a refund, or the secret of the tracking link, exactly. `concern` is a code of
    `tilaus.attention.CONCERNS`, or `any` for all of them: orders that need a person for that, by
    what is lasting of them, or by an effect that hangs in their journal; an unknown code finds
    nothing.
    """

    status: str = ""
    text: str = ""
    limit: int = 50
    before: int | None = None
    concern: str = ""


MAX_LISTED = 1_000


def check_limit(limit: int) -> int:
    """Return how many orders or lines to list; raises ValueError outside 1 to 1,000."""
    if not 1 <= limit <= MAX_LISTED:
        raise ValueError(f"cannot list {limit} at once: the limit is 1 to {MAX_LISTED}")
    return limit


class StoreError(Exception):
    """The store cannot do its work: the text says what was found and what helps."""


class Conflict(Exception):  # noqa: N818 - it is an outcome
    """The order, an instance or a number changed since it was read: load and decide again.

    `busy` are ids of items of the order that cannot have their instance because another item has
    it: they count as busy in the next decision, even where they will be given a new target by it.
    """

    def __init__(self, found: str, busy: frozenset[str] = frozenset()) -> None:
        self.busy: frozenset[str] = busy
        super().__init__(found)


class Fenced(Exception):  # noqa: N818 - it is an outcome
    """The lease ended and somebody else has the lane: drop the result, they will do it."""


class Answered(Exception):  # noqa: N818 - it is an outcome
    """The request was answered before: `order_id` is the order that it changed or placed."""

    def __init__(self, order_id: str, answer: str) -> None:
        self.order_id: str = order_id
        self.answer: str = answer
        super().__init__(f"{order_id}: {answer}")


class OrderStore(Protocol):
    """Keep orders.

    Every method raises `StoreError` where the store cannot be used, or what it holds cannot be
    read.
    """

    def next_number(self, first: int) -> int:
        """Take the next order number, from `first` on. Never the same twice; gaps are possible."""
        ...

    def load(self, ref: str | int, request: RequestKey | None = None) -> Stored:
        """Read an order by its id (text) or number (whole number), in one consistent view.

        Changes nothing. An unknown order is `Stored(None)`, whatever the text or number.
        """
        ...

    def commit(self, change: Change) -> None:
        """Write a change, whole.

        Besides what the decision holds, instances follow from its events (`tilaus.instances`): an
        item that was handed over claims its instance, a waiting one joins the queue, an ended one
        gives up its claim or place; an instance that is free goes to the first in its queue, and
        an effect `grant_turn` is written to that order's lane, all in the same transaction. Where
        somebody began to wait, or an instance changed hands, and an order that waits for it
        `tilaus.instances.awaits` its holder, the effect `tilaus.instances.notice` is written to the
        holder's lane too, unless one with its key is there.

        A decision without events changes no order and so needs no version: its effects, its
        settlement and its answer are written all the same, `wake_at` only where the version is
        still the one that it was computed from.

        The event `Erased` erases the personal data of the order's history too (`tilaus.codec`), and
        the outcomes of its effects: they may quote an address.

        Raises:
            Answered: the request was answered before.
            Fenced: `fence` is not the lane's token any more.
            Conflict: the version is not `base_version` any more, an instance was claimed by
                somebody else meanwhile, or the number or id is taken. Looked for in this order.
        """
        ...

    def history(self, order_id: str) -> Sequence[Recorded]:
        """Read all events of an order, oldest first; empty where there is no such order.

        Texts that were erased read `tilaus.evolve.ERASED`.
        """
        ...

    def search(self, query: Query) -> Sequence[Order]:
        """List orders, the highest number first.

        Raises:
            ValueError: the query's limit is not 1 to 1,000.
        """
        ...


class Journal(Protocol):
    """Keep effects until they are done."""

    def claim(
        self,
        at: datetime,
        lease_s: float,
        *,
        order_id: str | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Claim | None:
        """Take the lane of one order that has due work, or None where nothing is due.

        Due is the oldest effect of a lane that has not ended, when its `run_at` is not after `at`
        (of an order's two lanes the one that is due first), and an order whose `wake_at` is not
        after `at`. An order under an unexpired lease is passed over; the lease runs by the store's
        own clock. Of all that is due the oldest comes first, so that no lane starves; within an
        order, effects come before deadlines.

        Args:
            at: the time by the shop's clock.
            lease_s: for how long nobody else may have the lane, in seconds, > 0.
            order_id: the only order that is looked at; None for all.
            without: orders whose next effect is due `via` one of these are passed over.
        """
        ...

    def take(self, order_id: str, lease_s: float) -> int | None:
        """Take the lane of an order whether or not something is due; return the token.

        For who has to say what became of an effect. None where somebody has the lane, and where
        there is no such order. A commit under the token ends the lease.
        """
        ...

    def due_orders(self, at: datetime, limit: int) -> Mapping[str, datetime]:
        """List the orders that `claim` would take now, in its sequence, and since when each is due.

        Takes nothing, and changes nothing: it is for who tells others what to claim.

        Args:
            at: the time by the shop's clock.
            limit: how many orders at most, at least 1.
        """
        ...

    def effects(
        self, order_id: str | None = None, states: frozenset[str] | None = None
    ) -> Sequence[JournalRow]:
        """List effects by `seq`, of one order or of all, in the given states or in all.

        Ended ones stay in the list: the journal is never cleared.
        """
        ...

    def next_due(self) -> datetime | None:
        """Say when `claim` may next find something, or None where nothing waits.

        May lie in the past: something is due now. A leased order counts from the end of its lease.
        """
        ...


@record
class AccountLine:
    """What one entry books on one account, its lines there added up.

    Attributes:
        seq: the entry's place in the books; it grows.
        minor: minor units; > 0 for a debit, < 0 for a credit.
    """

    seq: int
    key: str
    memo: str
    minor: int


class Books(Protocol):
    """Keep the ledger."""

    def post(self, entry: Entry, owed: str | None = None) -> bool:
        """Book an entry once; a second time with the same key it changes nothing.

        Args:
            owed: an account that the shop owes, whose balance must not rise above 0 by it.

        Returns:
            True where the entry is booked, now or before; False where `owed` has not enough.

        Raises:
            ValueError: the entry is not balanced.
        """
        ...

    def entries(self, order_id: str | None = None) -> Sequence[Entry]:
        """List entries in the order of booking, of one order or of all.

        An entry is about the order whose id, with a slash, begins its key.
        """
        ...

    def lines(self, account: str, limit: int, before: int | None = None) -> Sequence[AccountLine]:
        """List what was booked on an account, the newest entry first; nothing for an unknown one.

        Reads no entries of other accounts, however many there are. Law: all pages together add up
        to the balance. An entry that is being booked meanwhile may come to stand below a newer one.

        Args:
            limit: how many at most, 1 to `MAX_LISTED`.
            before: only entries whose `seq` is below this: the last one of the page before.

        Raises:
            ValueError: the limit is out of its range.
        """
        ...

    def balance(self, account: str) -> int:
        """Return the sum of an account's lines, in minor units; 0 for an unknown account."""
        ...


class Store(OrderStore, Journal, Books, Feed, Shelf, Figures, Protocol):
    """Everything that is kept, behind one transaction."""
