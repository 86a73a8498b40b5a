"""`--metrics HOST:PORT`: what a worker counts, served to Prometheus while it works."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from tilaus_adapters.cli.reply import UsageError, WorldError
from tilaus_adapters.dispatch.happenings import Observer
from tilaus_adapters.dispatch.metrics import Backlog, Told

HERE = "127.0.0.1"
"""Where metrics are served if nobody says: to this machine only, because nobody logs in to them."""


def address_of(text: str) -> tuple[str, int]:
    """Read `HOST:PORT`, `:PORT` or `PORT`; raises UsageError for anything else."""
    host, _, port = text.rpartition(":")
    if not (port.isascii() and port.isdigit()) or int(port) > 65535:
        wish = f"cannot serve metrics at {text[:80]!r}"
        raise UsageError(f"{wish}: write HOST:PORT, as in {HERE}:9464")
    return host.strip("[]") or HERE, int(port)


@contextmanager
def measured(
    address: tuple[str, int] | None,
    threads: int,
    count: Callable[[], Backlog],
    told: Callable[[], Sequence[Told]],
) -> Iterator[Sequence[Observer]]:
    """Serve metrics while the context lasts, and give who counts them; nobody without an address.

    Raises:
        WorldError: prometheus-client is not there, or the address cannot be used.
    """
    if address is None:
        yield ()
        return
    try:
        # Imported here, because only who wants metrics needs to have it.
        from tilaus_adapters.dispatch.prometheus import PrometheusMetrics
    except ModuleNotFoundError:
        found = "cannot serve metrics: prometheus-client is not installed"
        raise WorldError(f"{found}. Install it with: pip install 'tilaus[metrics]'") from None
    host, wanted = address
    with PrometheusMetrics(threads, count, told) as metrics:
        try:
            port = metrics.serve(host, wanted)
        except OSError as error:
            found = f"cannot serve metrics at {host}:{wanted}: {error.strerror or error}"
            raise WorldError(f"{found}; name another address") from None
        shown = f"[{host}]" if ":" in host else host
        sys.stderr.write(f"metrics: http://{shown}:{port}/metrics\n")
        sys.stderr.flush()
        yield (metrics,)
