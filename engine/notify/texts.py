"""Texts from documents and people, made harmless for group robots, and the lines that a message consists of.

None of the three robots documents a way to escape its Markdown, so nothing relies on one: signs that mean
something become the full-width ones that look alike (docs/decisions/0028). Nobody is pointed at by a text:
``@`` and ``<`` are among these signs.
"""

from __future__ import annotations

import re

from engine.notify.channel import Message
from engine.render.escape import terminal

_SIGNS = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in "*`[]<>~|\\@&"})
"""The full-width forms stand 0xFEE0 behind the signs of ASCII."""
_EDGE = re.compile(r"(?<!\w)_|_(?!\w)")
_LEADING = re.compile(r"^(\s*)(?:([#=+-])|(\d+)([.)]))")
LONGEST_NAMES = 60
MOST_NAMES = 10


def neutral(text: str) -> str:
    """``text`` on one line in which no robot finds markup, a link with another text, HTML or a mention;
    control, directional and invisible characters are visible as in a terminal."""
    shown = _EDGE.sub("＿", terminal(text).translate(_SIGNS))
    return _LEADING.sub(_full, shown)


def _full(found: re.Match[str]) -> str:
    space, sign, number, stop = found.groups()
    return space + (_wide(sign) if sign else number + _wide(stop))


def _wide(sign: str) -> str:
    return chr(ord(sign) + 0xFEE0)


def one_line(text: str) -> str:
    """``text`` on one inert line, its signs as they are: for e-mails, files and terminals."""
    return terminal(text)


def names(message: Message) -> str:
    """Those whom the channel cannot point at, by name, not escaped; "" where there are none."""
    known = [one.name for one in message.mentions if not one.handle]
    text = "、".join(known[:MOST_NAMES]) + (" …" if len(known) > MOST_NAMES else "")
    return text if len(text) <= LONGEST_NAMES else text[: LONGEST_NAMES - 1] + "…"


def lines(message: Message) -> list[tuple[str, str]]:
    """The message below its title, line by line, not escaped: ``head`` of a section, ``item`` (the first line
    of a notice), ``more`` (its further lines), ``command``; ``names`` of those who cannot be pointed at."""
    found: list[tuple[str, str]] = []
    absent = names(message)
    if absent:
        found.append(("names", absent))
    for section in message.sections:
        if section.head:
            found.append(("head", section.head))
        for item in section.items:
            found += [("item" if no == 0 else "more", line) for no, line in enumerate(item.lines)]
        if section.command:
            found.append(("command", section.command))
    return found
