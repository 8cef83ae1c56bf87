"""A message in pieces of which each fits its channel: by bytes as they are sent, whole notices together.

A piece is filled with notices as long as it fits. A notice that fits in no piece by itself is divided
between its lines, a line that fits in none between characters, never inside one that people see as one (a
letter with its accents, an emoji with its colour) unless that alone is too long. Nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from unicodedata import category

from engine.notify.channel import Item, Message, Section

LONGEST_TITLE = 60
LONGEST_COMMAND = 120
"""Characters: what is longer goes into a notice, which can be divided."""
JOINERS = "\u200d\ufe0f\ufe0e\u20e3"
SKINS = range(0x1F3FB, 0x1F400)

Size = Callable[[Message], int]


def split(message: Message, size: Size, room: Callable[[Message], int]) -> list[Message]:
    """The message in pieces whose ``size`` is at most their ``room`` (both in bytes; 0: any size).

    Several pieces are numbered in their titles, ``(1/3)``, point at people in the first one only, and have
    keys made of the message's and their number: the same ones whenever the same message is split.
    """
    if not room(message) or size(message) <= room(message):
        return [message]
    message = _short(message)
    digits = 1
    while True:
        full = f" ({'9' * digits}/{'9' * digits})"

        def fits(sections: tuple[Section, ...], first: bool, full: str = full) -> bool:
            tried = _piece(message, sections, full, first)
            return size(tried) <= room(tried)

        pieces = list(_filled(message.sections, fits))
        if len(str(len(pieces))) <= digits:
            break
        digits += 1
    if len(pieces) == 1:  # what was too long moved from the title into a notice
        return [message._replace(sections=pieces[0])]
    return [
        _piece(message, sections, f" ({no}/{len(pieces)})", no == 1)._replace(key=_key(message.key, no))
        for no, sections in enumerate(pieces, 1)
    ]


def _piece(message: Message, sections: tuple[Section, ...], number: str, first: bool) -> Message:
    found = message._replace(title=message.title + number, sections=sections)
    return found if first else found._replace(mentions=(), everybody=False)


def _key(key: str, no: int) -> str:
    return sha256(f"{key}/{no}".encode()).hexdigest()[:32]


def _short(message: Message) -> Message:
    """The message with titles, headings and commands of bounded length, the rest of them in the notices."""
    sections = tuple(map(_short_section, message.sections)) or (Section("", ()),)
    if len(message.title) > LONGEST_TITLE:
        first = Item(0, (message.title,))
        sections = (Section("", (first,)), *sections)
    return message._replace(title=_cut(message.title), sections=sections)


def _short_section(section: Section) -> Section:
    items, command = section.items, section.command
    if len(section.head) > LONGEST_TITLE:
        items = _leading(items, section.head)
    if len(command) > LONGEST_COMMAND:
        last = items[-1] if items else Item(0, ())
        items, command = (*items[:-1], last._replace(lines=(*last.lines, command))), ""
    return Section(_cut(section.head), items, command)


def _leading(items: tuple[Item, ...], text: str) -> tuple[Item, ...]:
    first = items[0] if items else Item(0, ())
    return (first._replace(lines=(text, *first.lines)), *items[1:])


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"


# -- filling -------------------------------------------------------------------------------------------

Fits = Callable[[tuple[Section, ...], bool], bool]


def _filled(sections: tuple[Section, ...], fits: Fits) -> Iterator[tuple[Section, ...]]:
    """The sections of each piece. A section that goes on has its heading again; its command stands at its
    end."""
    piece: list[Section] = []
    first = True
    for section in sections:
        begun = Section(section.head, ())
        for item in section.items:
            rest: Item | None = item
            while rest is not None:
                longer = begun._replace(items=(*begun.items, rest))
                if fits((*piece, longer), first):
                    begun, rest = longer, None
                elif piece or begun.items:
                    yield (*piece, begun) if begun.items else tuple(piece)
                    piece, begun, first = [], Section(section.head, ()), False
                else:
                    part, rest = _divided(rest, _alone(section.head, first, fits))
                    begun = begun._replace(items=(part,))
        ended = begun._replace(command=section.command)
        if (section.command or not section.items) and not fits((*piece, ended), first):
            if piece or begun.items:
                yield (*piece, begun) if begun.items else tuple(piece)
            piece, first = [], False
            ended = Section(section.head, (), section.command)
        piece.append(ended)
    if piece:
        yield tuple(piece)


def _alone(head: str, first: bool, fits: Fits) -> Callable[[Item], bool]:
    """Whether an item fits in a piece of its own."""
    return lambda item: fits((Section(head, (item,)),), first)


def _divided(item: Item, fits: Callable[[Item], bool]) -> tuple[Item, Item]:
    """As much of an item as fits (at least one character), and the rest of it."""
    taken = _most(len(item.lines) - 1, lambda count: fits(item._replace(lines=item.lines[:count])))
    if taken:
        return item._replace(lines=item.lines[:taken]), item._replace(lines=item.lines[taken:])
    line, *others = item.lines
    count = max(1, _most(len(line) - 1, lambda count: fits(item._replace(lines=(line[:count],)))))
    count = _between(line, count)
    return item._replace(lines=(line[:count],)), item._replace(lines=(line[count:], *others))


def _most(top: int, fits: Callable[[int], bool]) -> int:
    """The greatest count from 0 to ``top`` that fits, if every smaller one does too."""
    low, high = 0, max(0, top)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _between(line: str, count: int) -> int:
    """``count``, or a little less, so that nothing is cut which people see as one character."""
    found = count
    while found > 0 and _together(line[found - 1], line[found]):
        found -= 1
    return found or count


def _together(before: str, after: str) -> bool:
    code = ord(after)
    return (
        before == "\u200d"
        or after in JOINERS
        or code in SKINS
        or (category(after) in ("Mn", "Me", "Mc"))
        or (0x1F1E6 <= code <= 0x1F1FF and 0x1F1E6 <= ord(before) <= 0x1F1FF)
    )
