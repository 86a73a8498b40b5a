"""What PostgreSQL says, as sentences that say what helps, and that hold no password."""

import re
from collections.abc import Mapping

import psycopg
from psycopg import conninfo

from tilaus.ports.storage import StoreError

CURES: Mapping[str, str] = {
    # begin of the SQLSTATE  what to do about it
    "08":                    "look whether the server runs and can be reached, and try again",
    "22":                    "what was to be written is nothing that PostgreSQL can keep, and nothing of it was written",
    "23":                    "what was to be written contradicts what is there, and nothing of it was written",
    "25006":                 "it only reads: name the address of the primary server",
    "25P02":                 "the surrounding transaction failed before; roll it back, and do it again",
    "28":                    "look whether user and password are right (PGPASSWORD or a .pgpass file), and whether pg_hba.conf lets the user in",
    "3D000":                 "make the database first: createdb NAME",
    "3F":                    "make the schema that the search_path names, and give the user the right to use it",
    "40":                    "the surrounding transaction met another one; roll it back, and do it again",
    "42501":                 "give the user the rights that docs/how-to/postgresql.md lists, or run tilaus migrate as the owner of the tables",
    "42P01":                 "its tables are not where the connection looks; set the search_path, or run: tilaus migrate",
    "42":                    "its tables are not those of this tilaus; run: tilaus migrate --dry-run",
    "53100":                 "make room on the server's disk, and try again",
    "53300":                 "make the pools smaller, or max_connections of the server larger",
    "53":                    "the server lacks memory or room; look into its log",
    "54":                    "it is more than PostgreSQL can do at once",
    "55P03":                 "another transaction keeps it locked; try again, or find out who has a transaction open",
    "57014":                 "it took too long; look what the server is busy with, or allow it a longer statement time-out",
    "57":                    "the server stops or starts; try again in a moment",
    "58":                    "the server's disk fails; look into its log",
    "XX":                    "the server's data may be damaged; look into its log",
    "":                      "nothing was written",
}  # fmt: skip

SPOKEN: Mapping[str, str] = {
    # what a connection that fails says     SQLSTATE
    "password authentication failed":       "28P01",
    "no password supplied":                 "28P01",
    "no pg_hba.conf entry":                 "28000",
    "role ":                                "28000",
    "Peer authentication failed":           "28000",
    "too many clients":                     "53300",
    "connection slots":                     "53300",
    "too many connections":                 "53300",
    "starting up":                          "57P03",
    "shutting down":                        "57P03",
    "database \"":                          "3D000",
}  # fmt: skip
"""A connection that is refused has no SQLSTATE in libpq, only words."""


def masked(address: str) -> str:
    """Return a postgresql:// address as it may be shown: without a password.

    Whatever cannot be read as an address is shown up to its scheme only: who knows what it holds.
    """
    try:
        found = conninfo.conninfo_to_dict(address)
    except (psycopg.Error, UnicodeError):
        return address.partition("://")[0][:12] + "://…"
    user = f"{found['user']}@" if found.get("user") else ""
    port = f":{found['port']}" if found.get("port") else ""
    return f"postgresql://{user}{found.get('host') or ''}{port}/{found.get('dbname') or ''}"


def database_name(address: str) -> str:
    """Return the name of the database that an address means; libpq's default is the user's."""
    try:
        found = conninfo.conninfo_to_dict(address)
    except (psycopg.Error, UnicodeError):
        return ""
    return str(found.get("dbname") or found.get("user") or "")


def in_words(place: str, error: psycopg.Error) -> StoreError:
    """Return the error that says what could not be done, what was found, and what helps."""
    found = " ".join((error.diag.message_primary or str(error)).split())
    # libpq tells every address that it tried, each on a line that begins in the same way.
    found = re.sub(r"connection failed: |connection to server at .*? failed: |FATAL:\s+", "", found)
    state = state_of(error)
    cure = next(cure for begin, cure in CURES.items() if state.startswith(begin))
    return StoreError(f"cannot use the store {place}: {found}; {cure}")


def state_of(error: psycopg.Error) -> str:
    """Return the SQLSTATE of an error; where a connection was refused, what its words amount to."""
    if error.sqlstate is not None:
        return error.sqlstate
    spoken = (state for said, state in SPOKEN.items() if said in str(error))
    return next(spoken, "08" if isinstance(error, psycopg.OperationalError) else "")
