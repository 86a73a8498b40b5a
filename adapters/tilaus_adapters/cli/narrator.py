"""Tell a story as it happens: each step, what changed by it, and the mails that went out."""

from tilaus.ports.notification import Message, Notifier
from tilaus.ports.outcome import Outcome
from tilaus.ports.storage import Query
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters.cli import views
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.story import ORDER, OWED, TOO_EARLY, Step
from tilaus_adapters.notification.mail import Mail, compose
from tilaus_adapters.notification.render import shipped


class Witness:
    """A notifier that remembers what another one sent."""

    def __init__(self, notifier: Notifier) -> None:
        self._notifier = notifier
        self.sent: list[tuple[Message, Mail]] = []

    def send(self, message: Message) -> Outcome:
        """Send a message through the other notifier, and remember it once it went out."""
        outcome = self._notifier.send(message)
        if outcome.state == "done":
            self.sent.append((message, compose(message, shipped())))
        return outcome


class Narrator:
    """Tell a person what each step of a story does to a shop."""

    def __init__(self, screen: Screen, shop: Shop, witness: Witness) -> None:
        self._screen, self._shop, self._witness = screen, shop, witness
        self._known: dict[str, str] = {}
        self._told = 0

    def resume(self, told: int) -> None:
        """Say how much of the story an earlier run told."""
        self._screen.say(f"told by an earlier run: {count(told, 'step')}")

    def begin(self, step: Step) -> None:
        """Tell what comes, and show what is looked at before it is done."""
        self._known = self._facts()
        self._screen.title(f"{self._screen.moment(step.at)}  {step.title}")
        if step.shows == "refusal":
            self._refusal()
        elif step.shows == "quote":
            self._quotes()

    def end(self) -> None:
        """Tell what changed since the step began, and which mails went out."""
        before, now = self._known, self._facts()
        for name, value in now.items():
            if before.get(name) != value:
                change = f"{before[name]} -> {value}" if name in before else value
                self._screen.say(f"  {name}: {change}")
        for message, mail in self._witness.sent[self._told :]:
            self._screen.say(f"  mail to {mail.recipient}: {mail.subject}", "italic")
            if message.audience == "customer":
                self._screen.say(f"       {message.tracking_url}", "dim")
        self._told = len(self._witness.sent)

    def _facts(self) -> dict[str, str]:
        """Name everything that a step may change, with its present value."""
        facts = {}
        for order in sorted(self._shop.store.search(Query()), key=lambda o: o.number):
            name = f"order {order.number}"
            facts[name] = order.status
            for item in order.items:
                progress = f" {item.delivered}/{item.quantity}" if item.delivered else ""
                why = f" ({item.reason})" if item.reason else ""
                facts[f"{name}, {item.service}"] = f"{item.status}{progress}{why}"
            for payment in order.payments:
                facts[f"{name}, payment by {payment.method}"] = payment.status
            for refund in order.refunds:
                money = order.currency.format(refund.amount_minor)
                facts[f"{name}, refund of {money} to {refund.to}"] = refund.status
        return facts

    def _refusal(self) -> None:
        found = self._shop.decide(self._shop.store.load(ORDER), TOO_EARLY)
        if isinstance(found, Refusal):
            self._screen.say(f"  refused: {found.sentence}", "yellow")

    def _quotes(self) -> None:
        order = self._shop.order(ORDER)
        if order is not None:
            quotes = views.by_destination(lambda to: self._shop.quote(ORDER, OWED, to))
            views.quotes(quotes, order, self._screen)
