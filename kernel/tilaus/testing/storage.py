"""What every store promises, as tests. Write your own store, and let this judge it.

    from tilaus.testing.storage import MakeStore, StoreContract

    class TestMyStore(StoreContract):
        is_shared = True

        @pytest.fixture
        def make_store(self, tmp_path: Path) -> MakeStore:
            return lambda lease_clock: MyStore(tmp_path / "shop", lease_clock=lease_clock)

- A store is any class with the methods of `tilaus.ports.storage.Store`; nothing is inherited.
- Start from `tilaus_adapters/storage/memory.py`: it keeps the whole contract in 250 lines.
- `make_store` gives an empty store in every test, and cleans up after it. The clock that it is
  given is the clock of the leases, so that no test waits for one to end.
- Flags say what a store is (`is_shared`, `threads`); everything else is promised by all stores.
- Which rows an order becomes is the store's own affair, but personal texts of the history stand
  apart (`tilaus.codec.seal`), and release, claim and queue of instances follow
  `tilaus.instances.moves` in the transaction of the change.
- The kernel retries `Conflict`; a store never does. It never reads a clock but that of its leases.
- A promise that only your store makes (a file that is not a database, a lost connection) is a test
  of your own, beside this class.
"""

from tilaus.testing.storage_attention import AttentionContract
from tilaus.testing.storage_books import BooksContract
from tilaus.testing.storage_case import MakeStore, StoreCase
from tilaus.testing.storage_feed import FeedContract
from tilaus.testing.storage_figures import FiguresContract
from tilaus.testing.storage_instances import InstanceContract
from tilaus.testing.storage_journal import JournalContract
from tilaus.testing.storage_lanes import LaneContract
from tilaus.testing.storage_orders import OrderContract
from tilaus.testing.storage_shelf import ShelfContract
from tilaus.testing.storage_threads import ThreadContract

__all__ = ["MakeStore", "StoreCase", "StoreContract"]


class StoreContract(
    OrderContract,
    AttentionContract,
    InstanceContract,
    JournalContract,
    LaneContract,
    BooksContract,
    FeedContract,
    ShelfContract,
    FiguresContract,
    ThreadContract,
):
    """The promises of `tilaus.ports.storage.Store`; see above for how to use it."""
