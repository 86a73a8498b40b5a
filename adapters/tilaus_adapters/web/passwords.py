"""Passwords of staff: which are taken, and how they are kept.

They are kept as Argon2id with the second recommended parameters of RFC 9106 (section 4: three
passes over 64 MiB, four lanes), the one for where memory is dear. A password is normalised first
(RFC 8265, OpaqueString), so that the same letters typed on another keyboard are the same password.
"""

import threading
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

LONGEST_TYPED = 4 * LONGEST
"""How many characters are looked at: as typed, a letter and its marks may be several."""

AT_ONCE = 4
"""How many passwords are hashed at once: each takes 64 MiB while it lasts, others wait."""


class Passwords:
    """Keep and check passwords.

    Args:
        hasher: what hashes them.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._nobodys = self._hasher.hash("the password of nobody")
        self._room = threading.BoundedSemaphore(AT_ONCE)

    def hashed(self, password: str, name: str) -> str:
        """Return what is kept of a new password.

        Raises:
            ValueError: it is too short or too long, too common, or holds the name.
        """
        return self._hashed(checked(password, name))

    def hashed_anew(self, password: str) -> str:
        """Return what is kept of a password that was taken before, by today's parameters."""
        return self._hashed(_normal(password))

    def is_right(self, kept: str | None, password: str) -> bool:
        """Tell whether a password is the one that is kept; as long in the making where none is."""
        given = _normal(password[:LONGEST_TYPED])
        is_possible = len(password) <= LONGEST_TYPED and len(given) <= LONGEST
        try:
            with self._room:
                self._hasher.verify(kept or self._nobodys, given[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
        return is_possible and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Tell whether a password was hashed with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def _hashed(self, normal: str) -> str:
        with self._room:
            return self._hasher.hash(normal)


def checked(password: str, name: str) -> str:
    """Return a password as it is hashed; raises ValueError as `Passwords.hashed` does."""
    wish, typed = "cannot use this password", len(password)
    normal = _normal(password[:LONGEST_TYPED])
    length = len(normal) if typed <= LONGEST_TYPED else typed
    if not SHORTEST <= length <= LONGEST:
        raise ValueError(f"{wish}: it has {length} characters; use {SHORTEST} to {LONGEST}")
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
