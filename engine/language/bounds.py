"""The bounds of a document, and its bytes as text.

Everything that could hurt is refused here or while parsing, before any node exists: size, encoding,
characters nobody can see, directives. Depth and number of parts are counted in ``composing``.
"""

from __future__ import annotations

import re
from itertools import islice

from engine.model.diagnostics import Diagnostic, Place

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
MAX_NODES = 35_000
MAX_ENTRIES = 10_000
MOST_SAID = 20

MARKS = {
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""How files of other encodings begin; the longer marks first."""

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
"""Control characters, other line ends than \\n and \\r, zero-width spaces and marks that turn the direction
of writing: in a document they hide what it says. Joiners (U+200C, U+200D) belong to scripts and emoji."""

DIRECTIVE = re.compile(r"^%[A-Za-z]", re.MULTILINE)


def decode(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of ``data`` (UTF-8, a byte order mark is taken away), or None and what is wrong."""
    start = Place(file, 1, 1)
    if len(data) > MAX_BYTES:
        return None, [Diagnostic("Y101", start, {"size": len(data), "limit": MAX_BYTES})]
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return None, [Diagnostic("Y105", start, {"encoding": encoding})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, file, error)]
    if text.count("\0") * 3 > len(text):
        return None, [Diagnostic("Y105", start, {"encoding": "UTF-16"})]
    found = [
        Diagnostic("Y107", _place(file, text, match.start()), {"character": name(match.group())})
        for match in islice(INVISIBLE.finditer(text), MOST_SAID)
    ]
    directive = DIRECTIVE.search(text)
    if directive:
        found.append(Diagnostic("Y124", _place(file, text, directive.start())))
    return (None if found else text), found


def name(character: str) -> str:
    """A character by its number, for one that cannot be shown: ``U+200B``."""
    return f"U+{ord(character):04X}"


def _place(file: str, text: str, index: int) -> Place:
    before = re.split(r"\r\n|\r|\n", text[:index])
    return Place(file, len(before), len(before[-1]) + 1)


def _not_utf8(data: bytes, file: str, error: UnicodeDecodeError) -> Diagnostic:
    """What the bytes are instead, as far as that can be told."""
    read = data[: error.start].decode("utf-8-sig", errors="replace")
    place = _place(file, read, len(read))
    if error.reason == "unexpected end of data" and error.end == len(data):
        return Diagnostic("Y106", place)
    if data.count(0) * 3 > len(data):
        return Diagnostic("Y105", Place(file, 1, 1), {"encoding": "UTF-16"})
    if _is_gbk(data):
        return Diagnostic("Y105", place, {"encoding": "GBK"})
    return Diagnostic("Y104", place, {"byte": f"0x{data[error.start]:02X}"})


def _is_gbk(data: bytes) -> bool:
    """Whether the bytes make sense as GBK: they decode, and most of what is not ASCII is everyday Chinese."""
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return False
    foreign = [character for character in text if ord(character) > 127]
    chinese = sum(
        1 for character in foreign if "\u3000" <= character <= "\u9fff" or "\uff01" <= character <= "\uff5e"
    )
    return bool(foreign) and chinese * 10 >= len(foreign) * 9
