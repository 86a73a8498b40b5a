"""Channels in sequence: what one refuses goes to the next, so that silence strands no order."""

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from tilaus.ports.notification import Message, Notifier
from tilaus.ports.outcome import Outcome

NEVER_ANSWERED = frozenset({"reminder"})
"""The kinds that follow a message that nobody answered: they begin with the second channel."""

Sequences = Mapping[str, Notifier]
"""Channels by the name under which staff read of them, in the sequence in which they are tried."""


@runtime_checkable
class Tended(Protocol):
    """A channel that keeps something for later, and has to be asked to see to it."""

    def tend(self) -> object:
        """Do what is due by now."""
        ...


class Channels:
    """Tell people by the first channel that takes it; see `tilaus.ports.notification.Notifier`.

    A channel that refuses a message moves it to the next. One that does not know what came of it is
    asked again, as itself: the message may have arrived. When nobody takes it, it is refused, with
    what each one said, and staff have it on their list. What a customer did not answer may not have
    been seen: the reminder takes the next channel first.

    Args:
        customer, staff: the channels of each audience, at least one.

    Attributes:
        longest_call_s: how long `send` takes at most, in seconds: all channels one after another.

    Raises:
        ValueError: an audience has no channel.
    """

    def __init__(self, *, customer: Sequences, staff: Sequences) -> None:
        self._channels: Mapping[str, Sequences] = {"customer": customer, "staff": staff}
        for audience, channels in self._channels.items():
            if not channels:
                raise ValueError(f"cannot tell a {audience} anything: there is no channel")
        self.longest_call_s: float = max(_longest_s(c) for c in self._channels.values())

    def send(self, message: Message) -> Outcome:
        tried: list[str] = []
        for name, channel in self._sequence(message):
            outcome = channel.send(message)
            if outcome.state != "refused":
                why = "; ".join(
                    [*tried, *([f"{name}: {outcome.reason}"] if outcome.reason else [])]
                )
                return Outcome(
                    outcome.state,
                    reference=outcome.reference,
                    reason=why,
                    retry_after_s=outcome.retry_after_s,
                )
            tried.append(f"{name}: {outcome.reason}")
        return Outcome("refused", reason="; ".join(tried))

    def tend(self) -> None:
        """Let every channel see to what it keeps for later; see `AlertNotifier.tend`."""
        for channels in self._channels.values():
            for channel in channels.values():
                if isinstance(channel, Tended):
                    channel.tend()

    def _sequence(self, message: Message) -> Sequence[tuple[str, Notifier]]:
        channels = tuple(self._channels[message.audience].items())
        is_silence = message.kind in NEVER_ANSWERED
        return (*channels[1:], *channels[:1]) if is_silence else channels


def _longest_s(channels: Sequences) -> float:
    return sum(float(getattr(one, "longest_call_s", 0.0)) for one in channels.values())
