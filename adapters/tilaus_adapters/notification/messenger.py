"""Messages to customers in short, through Apprise: SMS, messengers, chats."""

from collections.abc import Callable

from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus_adapters.notification.reaching import LONGEST_S, check_installed, reach
from tilaus_adapters.notification.render import Templates, shipped

Contacts = Callable[[Message], str]
"""Where a customer is reached besides mail, as Apprise writes addresses; empty for nowhere.

A shop looks it up where it keeps its customers, by `message.order.customer`: tilaus itself knows
no telephone numbers."""


class MessengerNotifier:
    """Tell customers in one or two sentences; see `tilaus.ports.notification.Notifier`.

    A message to whom has no such address is refused, and so is one to an address that Apprise does
    not understand; all else that goes wrong is unknown, because no service says whether "no" means
    never. There is no identity in a short message: one that is sent again is there twice.

    Args:
        contacts: knows the addresses.
        timeout_s: for one message in all, in seconds.
        templates: the words, those that ship where it is None.

    Attributes:
        longest_call_s: how long `send` takes at most, in seconds.

    Raises:
        ImportError: Apprise is not installed.
    """

    def __init__(
        self,
        contacts: Contacts,
        *,
        timeout_s: float = LONGEST_S,
        templates: Templates | None = None,
    ) -> None:
        check_installed("send messages to customers")
        self._contacts, self._timeout_s = contacts, timeout_s
        self._templates = templates or shipped()
        self.longest_call_s: float = timeout_s + 1.0

    def send(self, message: Message) -> Outcome:
        url = self._contacts(message)
        if not url:
            return Outcome("refused", reason="the customer has no other address")
        words = f"{self._templates.short(message)} {message.tracking_url}".strip()
        return reach(url, "", words, self._timeout_s)
