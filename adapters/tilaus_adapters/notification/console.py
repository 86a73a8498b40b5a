"""Messages on a stream that a person reads: the terminal, a log, a file."""

from typing import TextIO

from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus_adapters.notification.render import Templates, shipped


class ConsoleNotifier:
    """Write messages to a stream in short; see `tilaus.ports.notification.Notifier`.

    Args:
        stream: where to; each message is flushed.
        templates: the words, those that ship where it is None.
    """

    def __init__(self, stream: TextIO, templates: Templates | None = None) -> None:
        self._stream = stream
        self._templates = templates or shipped()

    def send(self, message: Message) -> Outcome:
        said = self._templates.render(message)
        link = f"    {message.tracking_url}\n" if message.audience == "customer" else ""
        try:
            self._stream.write(f"mail to {message.to}: {said.subject}\n{link}")
            self._stream.flush()
        except (OSError, ValueError) as error:
            return Outcome("unknown", reason=f"the stream cannot be written: {error}")
        return Outcome("done", reference=message.key)
