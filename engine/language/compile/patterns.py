"""Patterns: regular expressions that cannot take long, whatever they are held against."""

from __future__ import annotations

import re

from engine.language.compile.names import Fault

_BACK = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")
_LOOK = re.compile(r"\(\?(?!:)")
_COUNT = re.compile(r"\{([0-9]*)(,?)([0-9]*)\}")


def pattern_fault(pattern: str) -> Fault | None:
    """Why a pattern is refused, or None.

    Refused are texts that are no regular expression, backreferences, every ``(?...)`` but ``(?:...)``,
    and a repeat of a group that has a choice or a repeat of no fixed count inside: those take time that
    grows without bound with the text (DESIGN section 3).
    """
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return Fault("N422", {"problem": getattr(error, "msg", None) or str(error)})
    plain = _without_classes(pattern)
    if _BACK.search(plain) or _LOOK.search(plain):
        return Fault("N423", {})
    return Fault("N424", {}) if _nested(plain) else None


def _without_classes(pattern: str) -> str:
    """The pattern with each ``[...]`` and each escape but backreferences as one letter."""
    plain = re.sub(r"\\[^1-9]", "x", pattern)
    return re.sub(r"\[\^?\]?(?:\\.|[^\]])*\]", "x", plain)


def _nested(plain: str) -> bool:
    """Whether a group that repeats or chooses is itself repeated."""
    groups: list[bool] = [False]
    inside = False
    position = 0
    while position < len(plain):
        character = plain[position]
        width, repeats, varies = _repeat(plain, position)
        if repeats and inside:
            return True
        if character == "|" or (repeats and varies):
            groups[-1] = True
        if character == "(":
            groups.append(False)
        inside = False
        if character == ")" and len(groups) > 1:
            inside = groups.pop()
            groups[-1] = groups[-1] or inside
        position += width
    return False


def _repeat(plain: str, position: int) -> tuple[int, bool, bool]:
    """How wide the sign at ``position`` is, whether it repeats what stands before it (``?`` does not),
    and whether it may do so a different number of times (``{3}`` may not)."""
    if plain[position] in "*+":
        return 1, True, True
    found = _COUNT.match(plain, position)
    if found and (found[1] or found[3]):
        least, comma, most = found.groups()
        return found.end() - position, bool(comma) or int(least or most) > 1, bool(comma)
    return 1, False, False
