"""Accounts of staff: names, roles and passwords on the shelf; see docs/how-to/give-staff-access.md.

    accounts = Accounts(store, clock)
    accounts.add("anna", password, "staff")
    accounts.sign_in("anna", password, "192.0.2.7")      # an Account, or Denied

Whether a name is known, a password wrong or an account disabled is never told: the answer is the
same, and so is the work that it takes.
"""

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime

from tilaus.ports.shelf import MAX_DOCS, Doc, Shelf
from tilaus.record import record, replace
from tilaus_adapters.web.passwords import Passwords
from tilaus_adapters.web.throttle import Throttle, network

KIND = "account"

ROLES = ("staff", "manager")
"""What an account may be: see the roles of `tilaus.table.ROLES`."""

MAX_TRIES = 50

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,59}")


@record
class Account:
    """Who may use the desk.

    Attributes:
        role: `staff` or `manager`.
        password: what is kept of it.
        epoch: grows when all sessions of the account are to end.
        is_disabled: nobody may sign in with it.
    """

    name: str
    role: str
    password: str
    made_at: datetime
    epoch: int = 1
    is_disabled: bool = False

    def __repr__(self) -> str:
        return f"Account({self.name!r}, {self.role!r})"


@record
class Denied:
    """Nobody is signed in. `opens_at` is when it may be tried again, where that is not now."""

    opens_at: datetime | None = None


class Accounts:
    """The accounts of a shop; safe to use from several threads and processes.

    Args:
        shelf: where they are kept.
        clock: returns the time, aware and in UTC.
        passwords: hashes and checks passwords.
    """

    def __init__(
        self, shelf: Shelf, clock: Callable[[], datetime], passwords: Passwords | None = None
    ) -> None:
        self.shelf: Shelf = shelf
        self.clock: Callable[[], datetime] = clock
        self._passwords = passwords or Passwords()
        self._throttle = Throttle(shelf, clock)

    def add(self, name: str, password: str, role: str) -> Account:
        """Add an account.

        Raises:
            ValueError: there is one of that name, the name or role is none, or the password is
                not taken.
        """
        if not _NAME.fullmatch(name):
            known = "use lower-case letters, digits and . _ @ -, at most 60 characters"
            raise ValueError(f"cannot add the account {name[:80]!r}: that is no name; {known}")
        if role not in ROLES:
            raise ValueError(f"cannot add the account {name!r}: a role is {' or '.join(ROLES)}")
        made = Account(name, role, self._passwords.hashed(password, name), self.clock())
        if not self.shelf.put_doc(_doc(made, 1), self.clock()):
            raise ValueError(f"cannot add the account {name!r}: there is one of that name already")
        return made

    def user(self, name: str) -> Account | None:
        """Return an account, or None."""
        return self._read(name)[0]

    def users(self) -> Sequence[Account]:
        """List all accounts by name."""
        found: list[Account] = []
        after = ""
        while page := self.shelf.docs(KIND, self.clock(), MAX_DOCS, after):
            found += [_account(doc) for doc in page]
            after = page[-1].id
        return tuple(found)

    def sign_in(self, name: str, password: str, address: str) -> Account | Denied:
        """Check a password; after some wrong ones, of a name or from an address, only after a wait.

        Args:
            address: from where somebody tries.
        """
        name = name.strip().casefold()
        keys = f"name {name}", f"address {network(address)}"
        shut = self._throttle.admit(*keys)
        if shut is not None:
            return Denied(shut)
        found = self.user(name)
        kept = None if found is None or found.is_disabled else found.password
        if not self._passwords.is_right(kept, password) or found is None:
            return Denied(self._throttle.opens_at(*keys))
        # What others did wrong from this address stays counted.
        self._throttle.forget(keys[0])
        self._throttle.forgive(keys[1])
        self._renew(found, password)
        return found

    def _renew(self, account: Account, password: str) -> None:
        """Hash a right password anew where that is due, unless it was changed meanwhile."""
        kept = account.password
        if self._passwords.is_outdated(kept):
            hashed = self._passwords.hashed_anew(password)
            self._change(
                account.name, lambda a: replace(a, password=hashed) if a.password == kept else a
            )

    def set_password(self, name: str, password: str) -> Account:
        """Give an account another password; all its sessions end, and its failures are forgotten.

        Raises:
            ValueError: there is no such account, or the password is not taken.
        """
        hashed = self._passwords.hashed(password, name)
        changed = self._change(name, lambda a: replace(a, password=hashed, epoch=a.epoch + 1))
        self._throttle.forget(f"name {name}")
        return changed

    def set_role(self, name: str, role: str) -> Account:
        """Give an account another role; all its sessions end. Raises ValueError as `add` does."""
        if role not in ROLES:
            raise ValueError(f"cannot change the account {name!r}: a role is {' or '.join(ROLES)}")
        return self._change(name, lambda a: replace(a, role=role, epoch=a.epoch + 1))

    def disable(self, name: str, *, is_disabled: bool = True) -> Account:
        """Let nobody sign in with an account any more, or again; all its sessions end.

        Raises:
            ValueError: there is no such account.
        """
        return self._change(name, lambda a: replace(a, is_disabled=is_disabled, epoch=a.epoch + 1))

    def sign_out_everywhere(self, name: str) -> Account:
        """End all sessions of an account; raises ValueError where there is none."""
        return self._change(name, lambda a: replace(a, epoch=a.epoch + 1))

    def _read(self, name: str) -> tuple[Account | None, int]:
        found = self.shelf.doc(KIND, name, self.clock())
        return (None, 0) if found is None else (_account(found), found.version)

    def _change(self, name: str, change: Callable[[Account], Account]) -> Account:
        for _ in range(MAX_TRIES):
            found, version = self._read(name)
            if found is None:
                raise ValueError(f"cannot change the account {name[:80]!r}: there is none")
            changed = change(found)
            if self.shelf.put_doc(_doc(changed, version + 1), self.clock()):
                return changed
        raise ValueError(f"cannot change the account {name!r}: others change it; try again")


def _doc(account: Account, version: int) -> Doc:
    told = {
        "role": account.role,
        "password": account.password,
        "made_at": account.made_at.isoformat(),
        "epoch": account.epoch,
        "is_disabled": account.is_disabled,
    }
    return Doc(KIND, account.name, json.dumps(told), version)


def _account(doc: Doc) -> Account:
    told = json.loads(doc.text)
    made_at = datetime.fromisoformat(told.pop("made_at"))
    return Account(doc.id, made_at=made_at, **told)
