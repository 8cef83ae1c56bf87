"""What a scalar's text says where a key wants yes or no, or a number.

Every scalar of a document is text; these read it, for the shape and for the compiler alike.
"""

from __future__ import annotations

import re

YES = frozenset(("true", "True", "TRUE", "yes", "是"))
NO = frozenset(("false", "False", "FALSE", "no", "否"))
INTEGER = re.compile(r"-?[0-9]{1,15}")
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


def boolean(text: str) -> bool | None:
    """True or False for one of the words that say so; None for any other text."""
    return True if text in YES else False if text in NO else None


def integer(text: str) -> int | None:
    """A whole number written with digits (at most 15); None for any other text."""
    return int(text) if INTEGER.fullmatch(text) and text.isascii() else None


def is_number(text: str) -> bool:
    """Whether the text is a number with digits and at most one decimal point."""
    return NUMBER.fullmatch(text) is not None and text.isascii()
