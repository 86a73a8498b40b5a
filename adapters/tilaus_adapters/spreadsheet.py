"""Cells that a spreadsheet shows and does not run.

A spreadsheet takes a text that begins with certain characters for a formula, and most texts of a
shop were written by customers (OWASP, "CSV Injection").
"""

LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character was that cannot be printed."""

STARTS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
"""What a formula may begin with; the last four are the same signs in full width."""


def harmless(text: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula: with an apostrophe before it.

    What cannot be printed (control characters, line ends) is replaced by a sign that says so.
    """
    clean = "".join(c if c.isprintable() else LOST for c in text)
    return f"'{clean}" if clean.lstrip(f" {LOST}").startswith(STARTS) else clean
