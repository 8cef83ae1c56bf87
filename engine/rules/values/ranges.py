"""Regular expressions for "at least" and "at most", so that a JSON Schema can bound numbers and dates
that are texts. They use only what Python and ECMA-262 read alike.
"""

from __future__ import annotations

from collections.abc import Callable

END = r"(?![\s\S])"
"""The end of the text; ``$`` would also match before a last line end in Python."""

_FRACTION = r"(?:\.[0-9]{1,10})?"


def any_decimal(places: int) -> str:
    """Decimal texts: at most 15 digits before the point, at most ``places`` and further zeros after."""
    return rf"^-?(?:0|[1-9][0-9]{{0,14}})(?:\.[0-9]{{1,{places}}}0{{0,{10 - places}}})?{END}"


def decimal_at_least(bound: str) -> str:
    """Decimal texts of numbers not less than ``bound`` (a decimal text without needless zeros)."""
    if bound.startswith("-"):
        return f"^(?:[0-9]|-(?:{_smaller(bound[1:])}){END})"
    if bound == "0":
        return rf"^(?:[0-9]|-0(?:\.0+)?{END})"
    return f"^(?:{_greater(bound)}){END}"


def decimal_at_most(bound: str) -> str:
    """Decimal texts of numbers not more than ``bound``."""
    if bound.startswith("-"):
        return f"^-(?:{_greater(bound[1:])}){END}"
    return f"^(?:-|(?:{_smaller(bound)}){END})"


def _greater(bound: str) -> str:
    """Unsigned texts of numbers >= an unsigned one."""
    whole, _, fraction = bound.partition(".")
    return "|".join(
        [
            f"(?:{count_more(int(whole) + 1, 15)}){_FRACTION}",
            *([rf"{whole}\.(?:{_fraction_greater(fraction)})"] if fraction else [whole + _FRACTION]),
        ]
    )


def _smaller(bound: str) -> str:
    """Unsigned texts of numbers <= an unsigned one."""
    whole, _, fraction = bound.partition(".")
    same = rf"{whole}(?:\.(?:{_fraction_smaller(fraction)}))?"
    return same if whole == "0" else f"(?:{count_fewer(int(whole) - 1)}){_FRACTION}|{same}"


def count_more(least: int, digits: int) -> str:
    """Whole numbers >= ``least`` of at most so many digits, without needless zeros before."""
    text = str(least)
    size = len(text)
    found = [text] if size <= digits else []
    for place, digit in enumerate(text if size <= digits else ""):
        if digit < "9":
            found.append(f"{text[:place]}[{int(digit) + 1}-9]{_digits(size - place - 1)}")
    if size < digits:
        found.append(f"[1-9][0-9]{{{size},{digits - 1}}}")
    return "|".join(found) if found else r"(?!)"


def count_fewer(most: int) -> str:
    """Whole numbers <= ``most`` (0 or more), without needless zeros before."""
    text = str(most)
    size = len(text)
    found = [text]
    for place, digit in enumerate(text):
        lowest = 1 if place == 0 and size > 1 else 0
        if int(digit) > lowest:
            found.append(f"{text[:place]}[{lowest}-{int(digit) - 1}]{_digits(size - place - 1)}")
    if size > 1:
        found.append("0")
    if size > 2:
        found.append(f"[1-9][0-9]{{0,{size - 2}}}")
    elif size == 2:
        found.append("[1-9]")
    return "|".join(found)


def _digits(count: int) -> str:
    return f"[0-9]{{{count}}}" if count else ""


def _fraction_greater(bound: str) -> str:
    """Digits after the point that say as much as ``bound`` or more; ``bound`` ends in no zero."""
    found = [f"{bound}[0-9]{{0,{10 - len(bound)}}}"]
    for place, digit in enumerate(bound):
        if digit < "9":
            found.append(f"{bound[:place]}[{int(digit) + 1}-9][0-9]{{0,{9 - place}}}")
    return "|".join(found)


def _fraction_smaller(bound: str) -> str:
    """Digits after the point that say as much as ``bound`` or less."""
    found = [f"{bound}0{{0,{10 - len(bound)}}}" if bound else "0{1,10}"]
    for place, digit in enumerate(bound):
        if place:
            found.append(bound[:place])  # the digits that are missing are zeros
        if digit > "0":
            found.append(f"{bound[:place]}[0-{int(digit) - 1}][0-9]{{0,{9 - place}}}")
    return "|".join(found)


def date_at_least(bound: str) -> str:
    """Dates (``YYYY-MM-DD``) not before ``bound``; that they are dates is another pattern's matter."""
    return _date(bound, "9", lambda digit: f"[{int(digit) + 1}-9]")


def date_at_most(bound: str) -> str:
    """Dates not after ``bound``."""
    return _date(bound, "0", lambda digit: f"[0-{int(digit) - 1}]")


def _date(bound: str, extreme: str, beyond: Callable[[str], str]) -> str:
    found = [bound]
    for place, digit in enumerate(bound):
        if digit not in ("-", extreme):
            found.append(bound[:place] + beyond(digit))
    return f"^(?:{'|'.join(found)})"


_LEAP_SHORT = "(?:0[48]|[2468][048]|[13579][26])"

DATE = (
    "^(?:(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|(?:(?:19|20|21){_LEAP_SHORT}|2000)-02-29){END}"
)
"""Days that there are from 1900 to 2199, leap years included."""
