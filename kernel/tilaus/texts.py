"""What a text from outside may hold, so that it can be stored, printed and mailed as it is."""

import re

_NO_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def is_line(text: str, longest: int) -> bool:
    """Tell whether a text is one line of at most `longest` characters.

    Control characters, line and paragraph separators and halves of surrogate pairs are none: they
    end a mail header, hide in a log, or cannot be written as UTF-8.
    """
    return len(text) <= longest and _NO_LINE.search(text) is None


def is_text(text: str, longest: int) -> bool:
    """Tell whether a text has at most `longest` characters; it may have tabs and several lines."""
    return len(text) <= longest and _NO_TEXT.search(text) is None
