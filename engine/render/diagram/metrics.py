"""How much room a text takes in a picture, and breaking it into lines.

Fonts differ from reader to reader, so widths are estimates on the safe side: a wide character
(``engine.render.width``) is one em, and what proportional fonts set narrow or broad counts by class.
"""

from __future__ import annotations

from math import fsum

from engine.render.escape import terminal
from engine.render.width import width

_CLASSES = (("iljI.,:;'|!/\\ ·", 0.37), ('ftr()[]-"*', 0.45), ("mwMW@%", 0.98), ("<>=+#~^&", 0.84))
_EMS = {character: em for characters, em in _CLASSES for character in characters}
_BOLD = 1.12
_NOT_FIRST = frozenset("，。、；：？！）》」』”’,.;:?!)]}…%")
"""What does not begin a line."""
_NOT_LAST = frozenset("（《「『“‘([{")
"""What does not end one."""


def plain(text: str) -> str:
    """A text that any XML document and any font may hold: control, directional and invisible characters
    become visible escapes, and so do the two that XML forbids besides."""
    return terminal(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width in pixels of one line at a font size in pixels."""
    # Exact, so that every version of Python draws the same picture (``sum`` rounds otherwise since 3.12).
    return fsum(map(_em, text)) * size * (_BOLD if bold else 1)


def _em(character: str) -> float:
    known = _EMS.get(character)
    if known is not None:
        return known
    if character.isascii():
        return 0.74 if character.isupper() else 0.63
    return (0.2, 0.7, 1.04)[width(character)]


def wrap(text: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """A text in at most so many lines of at most so many pixels; what is left over ends in ``…``.

    Lines break at spaces, and between any two characters where one is wide or no space comes in time.
    """
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most:
        cut = _cut(rest, size, room, bold)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        last = lines[-1]
        while last and text_width(last + "…", size, bold) > room:
            last = last[:-1]
        lines[-1] = last.rstrip() + "…"
    return lines


def _cut(text: str, size: float, room: float, bold: bool) -> int:
    """How many characters go on the first line; at least one."""
    used, fits = 0.0, len(text)
    for place, character in enumerate(text):
        used += text_width(character, size, bold)
        if used > room:
            fits = max(place, 1)
            break
    if fits == len(text):
        return fits
    for place in range(fits, max(fits // 4, 1) - 1, -1):
        before, after = text[place - 1], text[place]
        if after in _NOT_FIRST or before in _NOT_LAST:
            continue
        if " " in (before, after) or width(before) == 2 or width(after) == 2:
            return place
    return fits
