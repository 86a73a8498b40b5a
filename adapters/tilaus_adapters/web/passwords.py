"""Passwords of staff: which are taken, and how they are kept.

They are kept as Argon2id with the second recommended parameters of RFC 9106 (section 4: three
passes over 64 MiB, four lanes), the one for where memory is dear: a sign-in takes a tenth of a
second. A password is normalised first (RFC 8265, OpaqueString), so that the same letters typed on
another keyboard are the same password.
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

SHORTEST, LONGEST = 12, 256
"""How many characters a password has; more would only cost time."""

COMMON = ("password", "123456", "qwerty", "letmein", "welcome", "iloveyou", "salasana", "tilaus")
"""What guessing begins with: a password that is little more than one of these is refused."""

MOST_BESIDES = 6
"""How many characters more than a common word make it another password."""

DIFFERENT = 5
"""How many different characters a password has at least."""


class Passwords:
    """Keep and check passwords.

    Args:
        hasher: what hashes them.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._nobodys = self._hasher.hash("the password of nobody")

    def hashed(self, password: str, name: str) -> str:
        """Return what is kept of a new password.

        Raises:
            ValueError: it is too short or too long, too common, or holds the name.
        """
        return self._hasher.hash(checked(password, name))

    def is_right(self, kept: str | None, password: str) -> bool:
        """Tell whether a password is the one that is kept; as long in the making where none is."""
        is_possible = len(password) <= LONGEST
        given = _normal(password) if is_possible else ""
        try:
            self._hasher.verify(kept or self._nobodys, given)
        except (VerificationError, InvalidHashError):
            return False
        return is_possible and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Tell whether a password was hashed with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)


def checked(password: str, name: str) -> str:
    """Return a password as it is hashed; raises ValueError as `Passwords.hashed` does."""
    normal, wish = _normal(password), "cannot use this password"
    if not SHORTEST <= len(normal) <= LONGEST:
        raise ValueError(f"{wish}: it has {len(normal)} characters; use {SHORTEST} to {LONGEST}")
    folded = normal.casefold()
    if name and name.casefold() in folded:
        raise ValueError(f"{wish}: it holds the name; use words that nobody connects with you")
    is_common = any(w in folded and len(folded) <= len(w) + MOST_BESIDES for w in COMMON)
    if is_common or len(set(folded)) < DIFFERENT:
        raise ValueError(f"{wish}: it is among the first that are guessed; use four or more words")
    return normal


def _normal(password: str) -> str:
    """Return a password as RFC 8265 compares it: composed, every space a plain one."""
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in password)
    normal = unicodedata.normalize("NFC", spaced)
    return normal.encode("utf-8", "replace").decode("utf-8")
