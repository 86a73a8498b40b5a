"""The questions of `tilaus init`: a few answers become a policy, checked before it is written."""

import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from cyclopts import Parameter

from tilaus.policy import METHODS, REFUND_RULES, Method, Policy, RefundRule, problems
from tilaus.record import record, replace
from tilaus_adapters.cli.reply import UsageError

IMPORTED = Method("imported", "imported")
"""The way to pay under which the payments of imported orders go in."""

IMPORTED_RULE = RefundRule("imported", "original", returns_fee=True)

REAL: Mapping[str, str] = {"card": "stripe", "google_pay": "stripe", "paypal": "paypal"}
"""Who takes real money, by the way to pay; all others are the shop's own."""

NAMES = tuple(method.name for method in METHODS)


@Parameter(name="*")
@record
class Answers:
    """What a new shop says of itself; None where nobody said it."""

    name: Annotated[str | None, Parameter(help="The shop's name, as customers know it.")] = None
    currency: Annotated[str | None, Parameter(help="In which everything is priced: EUR.")] = None
    url: Annotated[str | None, Parameter(help="The address of the shop's pages.")] = None
    mail: Annotated[str | None, Parameter(help="The address that mails come from.")] = None
    staff_mail: Annotated[
        str | None, Parameter(help="Where staff are alerted; an empty one for nowhere.")
    ] = None
    pay: Annotated[str | None, Parameter(help=f"Ways to pay, with commas: {','.join(NAMES)}.")] = (
        None
    )
    money: Annotated[
        Literal["play", "real"] | None,
        Parameter(help="Play money, or real money by Stripe and PayPal."),
    ] = None
    completion: Annotated[
        Literal["staff", "automatic"] | None,
        Parameter(help="Who completes an order whose items are all finished."),
    ] = None
    imports: Annotated[
        bool | None,
        Parameter(negative="", help="Orders of another shop system will be imported."),
    ] = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody said anything."""
        return self == NOTHING


NOTHING = Answers()


def policy_from(answers: Answers, before: Policy) -> Policy:
    """Make a policy of answers; what nobody said is as it was before.

    Raises:
        UsageError: an answer cannot be used; the sentence says what was found and what helps.
    """
    house = before.house
    told = {
        "name": answers.name,
        "url": None if answers.url is None else answers.url.rstrip("/"),
        "mail_from": answers.mail,
        "staff_mail": answers.staff_mail,
    }
    house = replace(house, **{key: text for key, text in told.items() if text is not None})
    made: Policy = replace(before, house=house)
    if answers.currency is not None:
        made = replace(made, currency=answers.currency.upper())
    if answers.completion is not None:
        made = replace(made, completion=answers.completion)
    made = _paid(made, answers)
    if found := problems(made):
        raise UsageError("\n  ".join(["cannot make the policy:", *found]))
    return made


def _paid(policy: Policy, answers: Answers) -> Policy:
    """Say how customers pay, and what goes back of it."""
    names = NAMES if answers.pay is None else tuple(n.strip() for n in answers.pay.split(","))
    for name in names:
        if name not in NAMES:
            found = f"{name[:40]!r} is no way to pay that ships"
            raise UsageError(f"cannot make the policy: {found}; there are {', '.join(NAMES)}")
    is_real = answers.money == "real"
    methods = tuple(_real(m) if is_real else m for m in METHODS if m.name in names)
    rules = tuple(rule for rule in REFUND_RULES if rule.paid_with in names)
    if answers.imports:
        methods, rules = (*methods, IMPORTED), (*rules, IMPORTED_RULE)
    return replace(policy, methods=methods, refund_rules=rules)


def _real(method: Method) -> Method:
    return replace(method, provider=REAL.get(method.name, method.provider))


def is_asked() -> bool:
    """Tell whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(before: Policy) -> Answers:
    """Ask a person a few questions; an empty line takes what stands in brackets.

    A line that cannot be used is asked for again. Raises UsageError at the end of the input.
    """
    house = before.house
    answers = NOTHING
    for question, known, take in (
        ("What is the shop called?", house.name, lambda a, t: replace(a, name=t)),
        ("In which currency (ISO 4217)?", before.currency, lambda a, t: replace(a, currency=t)),
        ("Where are its pages?", house.url, lambda a, t: replace(a, url=t)),
        ("Which address do mails come from?", house.mail_from, lambda a, t: replace(a, mail=t)),
        ("Where are staff alerted?", house.staff_mail, lambda a, t: replace(a, staff_mail=t)),
        ("How do customers pay?", ",".join(NAMES), lambda a, t: replace(a, pay=t)),
        ("Play money, or real?", "play", lambda a, t: replace(a, money=_word(t, "play", "real"))),
        (
            "Who completes orders, staff or automatic?",
            before.completion,
            lambda a, t: replace(a, completion=_word(t, "staff", "automatic")),
        ),
        (
            "Import orders from another shop system?",
            "no",
            lambda a, t: replace(a, imports=_word(t, "yes", "no") == "yes"),
        ),
    ):
        answers = _answer(question, known, answers, before, take)
    return answers


def _word(text: str, *known: str) -> str:
    """Return the word that was meant, whole or its beginning; raises UsageError for others."""
    chosen = next((word for word in known if word.startswith(text.lower())), None)
    if chosen is None:
        raise UsageError(f"cannot use {text[:40]!r}: {' or '.join(known)}")
    return chosen


def _answer(
    question: str,
    known: str,
    answers: Answers,
    before: Policy,
    take: Callable[[Answers, str], Answers],
) -> Answers:
    while True:
        print(f"{question} [{known}] ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise UsageError("nothing was made: the questions were not answered to the end")
        text = line.strip()
        if not text:
            return answers
        try:
            said = take(answers, text)
            policy_from(said, before)
        except UsageError as error:
            print(error, file=sys.stderr)
        else:
            return said
