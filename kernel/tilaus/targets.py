"""Targets of items: what one looks like, and when two name the same instance."""

import re

from tilaus.policy import Service
from tilaus.refusals import refuse
from tilaus.texts import is_line

MAX_TARGET = 500
_URL = r"(?i)(?:https?://)?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?P<path>[/?#]\S*)?"
_USER_NAME = r"@?[\w.-]{1,64}"


def check_target(service: Service, target: str) -> None:
    """Refuse a target that is not of the form that the service declares.

    Raises:
        Refused: `wrong_target`, with a sentence that says what is expected.
    """
    wish = f"order {service.name} for {target[:80]!r}"
    if not target.strip() or not is_line(target, MAX_TARGET):
        found = f"a target has 1 to {MAX_TARGET} characters, on one line"
        raise refuse("wrong_target", wish, found)
    if not _fits(service, target.strip()):
        raise refuse("wrong_target", wish, service.hint or _expected(service), service=service.name)


def _fits(service: Service, target: str) -> bool:
    if service.target == "user_name":
        return re.fullmatch(_USER_NAME, target) is not None
    if service.target == "url":
        found = re.fullmatch(_URL, target)
        return found is not None and _is_on(found["host"].lower(), service.hosts)
    return True


def _is_on(host: str, hosts: tuple[str, ...]) -> bool:
    return not hosts or any(host == h or host.endswith("." + h) for h in hosts)


def _expected(service: Service) -> str:
    if service.target == "user_name":
        return "a user name is expected: letters, digits, dot, dash or underscore"
    places = f" on {' or '.join(service.hosts)}" if service.hosts else ""
    return f"the full address of a page{places} is expected"


def instance(service: Service, target: str) -> str:
    """Name the instance of a service at a target: equal for spellings of one target.

    The scheme, `www.`, the host's case and a final slash do not matter in an address, the `@` and
    case do not matter in a user name; anything else is compared as it stands.
    """
    place = target.strip()
    if service.target == "user_name":
        place = place.removeprefix("@").casefold()
    elif found := re.fullmatch(_URL, place):
        host = found["host"].lower().removeprefix("www.")
        place = host + (found["path"] or "").rstrip("/")
    return f"{service.name}|{place}"
