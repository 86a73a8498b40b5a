"""The shop's rules as data: fees, refund rules, deadlines, who may do what, and the lifecycles.

The defaults are the rules of the shop that tilaus serves first. `problems` lists what is wrong with
a policy; `tilaus.policy_file` reads and writes the TOML form.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from tilaus import fitness, webhooks
from tilaus.lifecycles import SHIPPED, Lifecycles
from tilaus.money import EXPONENTS, MAX_MINOR, share
from tilaus.order import Destination
from tilaus.record import record
from tilaus.refusals import refuse
from tilaus.table import HISTORY, ROLES, Transition
from tilaus.webhooks import Webhook


@record
class Method:
    """A way to pay.

    Attributes:
        name: what orders and refund rules call it, for example `card`.
        provider: the payment adapter that takes it.
        fee_bps: processing fee in hundredths of a percent of what it pays for, 0 to 10,000.
        fee_minor: fixed part of the fee, in minor units.
        expires_hours: how long an unpaid order waits for it, 1 to 8,760.
    """

    name: str
    provider: str
    fee_bps: int = 0
    fee_minor: int = 0
    expires_hours: int = 24

    def fee(self, base_minor: int) -> int:
        """Return the processing fee for paying `base_minor`, rounded half up; 0 for nothing."""
        return 0 if base_minor == 0 else share(base_minor, self.fee_bps, 10_000) + self.fee_minor


@record
class RefundRule:
    """What goes back for money that was paid with one method and goes to one destination.

    Attributes:
        returns_fee: whether the fee's share goes back too.
        bank_days: days on which banks work until the customer has it, 0 for at once.
        registered_only: whether a guest is excluded.
    """

    paid_with: str
    to: Destination
    returns_fee: bool
    bank_days: int = 0
    registered_only: bool = False


@record
class Service:
    """What the shop says of a service: what its target looks like, and how to ask for it.

    Attributes:
        target: `url` (an address on one of `hosts`), `user_name`, or `text`.
        hosts: domains, subdomains included; empty for any.
        hint: the sentence that a customer reads when the target is wrong.
    """

    name: str
    target: Literal["url", "user_name", "text"] = "text"
    hosts: tuple[str, ...] = ()
    hint: str = ""


@record
class House:
    """The shop as customers and staff know it; every message says how to reach it.

    Answers to a mail go to `reply_to`, or to `mail_from` where it is empty. Where `staff_mail` is
    empty, staff get no alerts at all. Dates are told as they are in `time_zone`, and staff are told
    things in `staff_language`.
    """

    name: str = "Tilaus demo shop"
    url: str = "https://shop.example"
    mail_from: str = "orders@shop.example"
    staff_mail: str = "staff@shop.example"
    reply_to: str = ""
    chat: str = "https://shop.example/chat"
    messenger: str = ""
    phone: str = ""
    time_zone: str = "UTC"
    staff_language: str = "en"


METHODS = (
    #      name             provider        bps   fixed hours
    Method("card",          "sandbox",      290,  25,   24),
    Method("google_pay",    "sandbox",      290,  25,   24),
    Method("paypal",        "sandbox",      340,  35,   24),
    Method("wallet",        "wallet",       0,    0,    1),
    Method("bank_transfer", "banktransfer", 0,    0,    7 * 24),
)  # fmt: skip

REFUND_RULES = (
    #          paid with        to          fee    bank days  registered only
    RefundRule("card",          "original", True,  5),
    RefundRule("google_pay",    "original", True,  5),
    RefundRule("paypal",        "original", False, 0),
    RefundRule("wallet",        "original", True,  0),
    RefundRule("bank_transfer", "original", False, 2),
    RefundRule("card",          "wallet",   False, 0,         True),
    RefundRule("google_pay",    "wallet",   False, 0,         True),
    RefundRule("paypal",        "wallet",   False, 0,         True),
    RefundRule("wallet",        "wallet",   True,  0,         True),
    RefundRule("bank_transfer", "wallet",   False, 0,         True),
)  # fmt: skip
"""The refund table of the shop's help page (seed-fi.txt, "Hyvitysvaihtoehdot")."""

RIGHTS: Mapping[str, str] = {
    "place": "customer guest staff manager",
    "pay": "customer guest staff manager",
    "ask": "staff manager system",
    "answer": "customer guest staff manager",
    "refund": "staff manager system",
    "observe_refund": "processor staff manager",
    "report_fee": "processor staff manager",
    "resolve": "staff manager",
    "retry_effect": "staff manager",
    "settle_effect": "manager",
    "note": "staff manager system",
    "renew_tracking": "staff manager system",
    "force": "manager",
    "erase": "manager",
    "import": "manager system",
    "adopt": "manager system",
    "tick": "clock system",
    "turn": "system",
}
"""Who may ask for what is not a row of a table. `permissions` in a policy overrides these too."""


@record
class Policy:
    """The rules of one shop.

    Attributes:
        currency: ISO 4217 code in which everything is priced.
        first_order_number: the number of the first order.
        completion: `staff`, or `automatic` once every item is finished and decided about.
        late_payment: what becomes of money that arrives when the order does not need it: `refund`
            (sent back), `park` (kept for a person), `revive` (a cancelled order goes on).
        ask: `automatic` asks the customer about each cancelled item, `staff` leaves it to staff.
        silence_days: days without an answer after which a guest's money goes back as it was paid,
            and a registered customer is reminded.
        silence_registered: where a registered customer's money goes after the reminder, or `staff`.
        silent_server_hours: hours without news about an item that the server has, after which
            staff are told, once; 0 for never. News starts them anew.
        tracking_days: how many days after an order's end its page is still shown, 1 to 3,650.
        split: in which order several payments are refunded: `proportional`, or `wallet_first`.
        webhooks: endpoints outside that are told what happens.
        permissions: `machine.trigger` or a name of `RIGHTS` -> the roles that may, instead of those
            in the table.
        holidays: days on which banks do not work, besides Saturdays and Sundays.
    """

    currency: str = "EUR"
    first_order_number: int = 50001
    completion: Literal["staff", "automatic"] = "staff"
    late_payment: Literal["refund", "park", "revive"] = "refund"
    ask: Literal["automatic", "staff"] = "automatic"
    silence_days: int = 7
    silence_registered: Literal["wallet", "original", "staff"] = "wallet"
    silent_server_hours: int = 0
    tracking_days: int = 365
    split: Literal["proportional", "wallet_first"] = "proportional"
    house: House = House()
    methods: tuple[Method, ...] = METHODS
    refund_rules: tuple[RefundRule, ...] = REFUND_RULES
    services: tuple[Service, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    permissions: Mapping[str, tuple[str, ...]] = {}
    holidays: tuple[date, ...] = ()
    lifecycles: Lifecycles = SHIPPED

    def method(self, name: str) -> Method | None:
        """Return the way to pay with this name, or None."""
        return next((m for m in self.methods if m.name == name), None)

    def service(self, name: str) -> Service:
        """Return what is declared of a service; an undeclared one takes any text as its target."""
        return next((s for s in self.services if s.name == name), Service(name))

    def refund_rule(self, paid_with: str, to: str) -> RefundRule | None:
        """Return the rule for money paid with a method that goes to a destination, or None."""
        return next((r for r in self.refund_rules if (r.paid_with, r.to) == (paid_with, to)), None)

    def roles(self, right: str) -> frozenset[str] | None:
        """Return the roles to which the policy gives a right, or None where the table decides."""
        return frozenset(self.permissions[right]) if right in self.permissions else None

    def roles_of(self, machine: str, row: Transition) -> frozenset[str]:
        """Return the roles that may trigger a row: those of the policy, or else of the table."""
        granted = self.roles(f"{machine}.{row.trigger}")
        return row.by if granted is None else granted

    def silence(self) -> timedelta:
        """Return how long the shop waits for a customer's answer."""
        return timedelta(days=self.silence_days)

    def tracking(self) -> timedelta:
        """Return how long after an order's end its page is shown."""
        return timedelta(days=self.tracking_days)

    def server_silence(self) -> timedelta:
        """Return how long the shop waits for news about an item that the server has."""
        return timedelta(hours=self.silent_server_hours)

    def add_bank_days(self, start: datetime, days: int) -> datetime:
        """Return `start` moved by `days` days on which banks work (dates are taken in UTC)."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            if day.weekday() < 5 and day.date() not in self.holidays:
                days -= 1
        return day


def pay_method(policy: Policy, name: str) -> Method:
    """Return the way to pay, or refuse with the ones that exist."""
    found = policy.method(name)
    if found is None:
        known = [f"pay with {m.name}" for m in policy.methods]
        raise refuse("unknown_method", f"pay with {name!r}", "the shop does not take it", *known)
    return found


def problems(policy: Policy) -> list[str]:
    """List what is wrong with a policy, one sentence each with its cure."""
    checks = (_lifecycles, _numbers, _house, _methods, _rules, _permissions, _services, _webhooks)
    return [problem for check in checks for problem in check(policy)]


def _lifecycles(policy: Policy) -> Iterator[str]:
    for machine in ("item", "payment", "refund"):
        for row in policy.lifecycles[machine].transitions:
            if row.target == HISTORY:
                yield f"{machine} {row.trigger}: only an order goes back to where it was parked"
    yield from fitness.problems(policy.lifecycles)
    if policy.late_payment == "revive" and "revive" not in policy.lifecycles.order.triggers:
        yield 'late_payment: no order row has the trigger revive; add one, or write "refund"'


def _numbers(policy: Policy) -> Iterator[str]:
    if policy.currency not in EXPONENTS:
        yield f"currency {policy.currency!r}: use an ISO 4217 code such as EUR, JPY or KWD"
    if not 1 <= policy.first_order_number <= MAX_MINOR:
        yield "first_order_number: use a whole number from 1 on"
    if not 1 <= policy.silence_days <= 365:
        yield "silence_days: use 1 to 365 days"
    if not 0 <= policy.silent_server_hours <= 8_760:
        yield "silent_server_hours: use 1 to 8760 hours, or 0 for never"
    if not 1 <= policy.tracking_days <= 3_650:
        yield "tracking_days: use 1 to 3650 days"


def _house(policy: Policy) -> Iterator[str]:
    house = policy.house
    texts = (house.name, house.url, house.mail_from, house.staff_mail, house.chat, house.messenger)
    more = house.reply_to, house.phone, house.time_zone, house.staff_language
    if not all(text.isprintable() for text in (*texts, *more)):
        yield "house: every text is one line of printable characters"
    # Staff may go without alerts; but every message to a customer comes from somewhere.
    for key in ("mail_from", "staff_mail", "reply_to"):
        address = getattr(house, key)
        if "@" not in address.strip("@") and (address or key == "mail_from"):
            yield f"house.{key}: use a mail address, not {address[:40]!r}"
    # Both become links in mails and pages.
    for key in ("url", "chat"):
        address = getattr(house, key)
        if not address.startswith(("https://", "http://")) and (address or key == "url"):
            yield f"house.{key}: use an address that begins with https://, not {address[:40]!r}"
    if not _is_zone(house.time_zone):
        found = f"there is no zone {house.time_zone[:40]!r}"
        yield f"house.time_zone: {found}; one is Europe/Helsinki"


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo  # Only a shop that tells local time needs it.

    try:
        return name == "UTC" or bool(ZoneInfo(name))
    except (LookupError, ValueError, OSError):
        return False


def _is_name(text: str) -> bool:
    return bool(text.strip()) and text.isprintable() and len(text) <= 100


def _methods(policy: Policy) -> Iterator[str]:
    names = [m.name for m in policy.methods]
    for name in (n for n in names if not _is_name(n)):
        yield f"method {name[:40]!r}: a name has 1 to 100 printable characters"
    if not names:
        yield "methods: declare at least one way to pay"
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield f"method {name}: declared twice"
    for m in policy.methods:
        if not 0 <= m.fee_bps <= 10_000 or not 0 <= m.fee_minor <= MAX_MINOR:
            yield f"method {m.name}: fee_bps is 0 to 10000 and fee_minor at least 0"
        if not 1 <= m.expires_hours <= 8_760:
            yield f"method {m.name}: expires_hours is 1 to 8760"


def _rules(policy: Policy) -> Iterator[str]:
    pairs = [(r.paid_with, r.to) for r in policy.refund_rules]
    for paid_with, to in sorted({p for p in pairs if pairs.count(p) > 1}):
        yield f"refund rule ({paid_with} -> {to}): declared twice"
    for r in policy.refund_rules:
        if policy.method(r.paid_with) is None:
            yield f"refund rule ({r.paid_with} -> {r.to}): no such method"
        if r.to == "original" and r.registered_only:
            yield f"refund rule ({r.paid_with} -> {r.to}): must be open to guests too"
        if not 0 <= r.bank_days <= 60:
            yield f"refund rule ({r.paid_with} -> {r.to}): bank_days is 0 to 60"
    for m in policy.methods:
        if (m.name, "original") not in pairs:
            yield (
                f"method {m.name}: a guest's money could not go back; add a refund rule to original"
            )


def rights(policy: Policy) -> set[str]:
    """Return every right that `permissions` may name: `machine.trigger`, and those of `RIGHTS`."""
    machines = ("order", "item", "payment", "refund")
    rows = {f"{m}.{t}" for m in machines for t in policy.lifecycles[m].triggers}
    return rows | RIGHTS.keys()


def _permissions(policy: Policy) -> Iterator[str]:
    known = rights(policy)
    for right, roles in policy.permissions.items():
        if right not in known:
            yield f"permission {right!r}: no such right; one is order.cancel, another refund"
        for role in sorted(set(roles) - ROLES.keys()):
            yield f"permission {right}: unknown role {role!r}; roles are {', '.join(ROLES)}"


def _services(policy: Policy) -> Iterator[str]:
    names = [s.name for s in policy.services]
    for name in (n for n in names if not _is_name(n)):
        yield f"service {name[:40]!r}: a name has 1 to 100 printable characters"
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield f"service {name}: declared twice"
    for s in policy.services:
        if s.hosts and s.target != "url":
            yield f'service {s.name}: hosts go with target = "url"'
        for host in s.hosts:
            if host != host.lower() or "." not in host or "/" in host:
                yield f"service {s.name}: host {host[:40]!r}: write a domain such as youtube.com"


def _webhooks(policy: Policy) -> Iterator[str]:
    yield from webhooks.problems(policy.webhooks, policy.lifecycles)
