"""Sound documents, spoiled: what slips of the hand, bad copies and other programs do to a file."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PLACES = ("docs/examples/*.yaml", "workflows/*.sop.yaml", "workflows/*.yaml", "workflows/calendars/*.yaml")
TOKEN = re.compile(r"[\w.]+|[ \t]+|\n[ ]*|.", re.DOTALL)
SIGNS = "：，“”（）　\t[]{}:#&*!|>'\"%@`-?,~=\\<"
UNSEEN = (
    "\x00", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x1b[31m", "\x1b]0;x\x07", "\x7f", "\x80",
    "\x85", "\x9b", "\xa0", "\xad", "\u061c", "\u180e", "\u200b", "\u200d", "\u200e", "\u202a", "\u202e",
    "\u2028", "\u2029", "\u2060", "\u2066", "\u2069", "\u3000", "\ufeff", "\ufff9", "\ufffd", "\uffff",
    "\U000e0041", "\U000e007f", "\u0301" * 30,
)  # fmt: skip
"""Control characters, spaces of every width, marks of direction, tags, and a heap of accents."""


@lru_cache(maxsize=1)
def sound() -> tuple[str, ...]:
    """The documents that ship and those of the manual."""
    paths = dict.fromkeys(path for place in PLACES for path in sorted(ROOT.glob(place)))
    texts = tuple(path.read_text("utf-8") for path in paths if not path.name.endswith(".story.yaml"))
    assert len(texts) > 8
    return texts


def cut_off(chance: random.Random, number: int) -> bytes:
    """Ends anywhere: in a word, in a character, after a sign, where a line begins."""
    text = chance.choice(sound())
    how = number % 4
    if how == 0:
        data = text.encode()
        return data[: chance.randrange(len(data))]
    if how == 1:
        return text[: chance.randrange(len(text))].encode()
    if how == 2:
        return text[
            : chance.choice([found.end() for found in re.finditer(r"[:\[{'\",|>#\-]", text)])
        ].encode()
    return text[chance.randrange(len(text)) :].encode()


def bytes_changed(chance: random.Random, number: int) -> bytes:
    """A few bytes are others; every third file has them as a disk would have them, in a row."""
    raw = bytearray(chance.choice(sound()).encode())
    at = chance.randrange(len(raw))
    for step in range(chance.randint(1, 6)):
        where = (at + step) % len(raw) if number % 3 == 0 else chance.randrange(len(raw))
        raw[where] = chance.randrange(256)
    return bytes(raw)


def words_changed(chance: random.Random, number: int) -> bytes:
    """Words and signs taken away, doubled, exchanged, moved in from another document."""
    tokens = TOKEN.findall(chance.choice(sound()))
    others = TOKEN.findall(chance.choice(sound()))
    for _ in range(chance.randint(1, 5)):
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        what = chance.randrange(6)
        if what == 0 and len(tokens) > 1:
            del tokens[at]
        elif what == 1:
            tokens.insert(at, tokens[at])
        elif what == 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif what == 3:
            tokens[at] = chance.choice(others)
        elif what == 4:
            tokens.insert(at, chance.choice(SIGNS))
        else:
            tokens[at] = tokens[at].upper() if number % 2 else tokens[at][::-1]
    return "".join(tokens).encode()


def lines_changed(chance: random.Random, number: int) -> bytes:
    """Lines taken away, doubled, moved, glued to their neighbours."""
    lines = chance.choice(sound()).splitlines(keepends=True)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        what = (number + chance.randrange(4)) % 4
        if what == 0 and len(lines) > 1:
            del lines[at]
        elif what == 1:
            lines.insert(chance.randrange(len(lines)), lines[at])
        elif what == 2:
            lines.insert(chance.randrange(len(lines)), lines.pop(at))
        else:
            lines[at] = lines[at].rstrip("\n")
    return "".join(lines).encode()


def indentation(chance: random.Random, number: int) -> bytes:
    """Lines that begin elsewhere, with spaces, tabs, or what only looks like spaces."""
    lines = chance.choice(sound()).splitlines()
    white = (" ", "  ", "   ", "\t", " \t", "\t ", "\u3000", "\xa0", "\u2003", "")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines))
        kept = lines[at] if number % 2 else lines[at].lstrip()
        lines[at] = chance.choice(white) * chance.randint(1, 3) + kept
    return "\n".join(lines).encode()


def strange_characters(chance: random.Random, number: int) -> bytes:
    """A character that nobody sees, as itself or as an escape in double quotes."""
    text = chance.choice(sound())
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text))
        strange = chance.choice(UNSEEN)
        if number % 4 == 0:
            strange = '"' + "".join(f"\\U{ord(each):08X}" for each in strange) + '"'
        text = text[:at] + strange + text[at:]
    return text.encode("utf-8", "surrogatepass")


def line_ends(chance: random.Random, number: int) -> bytes:
    """Lines that end as on other systems, and in every way at once."""
    ends = (
        b"\r\n",
        b"\r",
        b"\n",
        b"\n\r",
        b"\x85",
        "\x85".encode(),
        "\u2028".encode(),
        "\u2029".encode(),
        b"\x0b",
    )
    kinds = [ends[number % len(ends)]] if number % 2 else chance.sample(ends, 3)
    return b"".join(line.encode() + chance.choice(kinds) for line in chance.choice(sound()).split("\n"))


def encodings(chance: random.Random, number: int) -> bytes:
    """Other encodings, their marks, half of one and half of another, surrogates alone."""
    text = chance.choice(sound()) + "\n# 核对面单与货号、数量\n"
    data = text.encode()
    half = chance.randrange(len(text))
    made = (
        text.encode("gbk", "replace"), text.encode("gb18030"), text.encode("big5", "replace"),
        text.encode("utf-16"), text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("utf-32"),
        text.encode("utf-7"), text.encode("latin-1", "replace") + b"\xe9\xff", b"\xef\xbb\xbf" + data,
        b"\xef\xbb\xbf" * 2 + data, text[:half].encode() + text[half:].encode("gb18030"),
        data + b"\xef\xbb\xbf", b"\xfe\xff" + data, data.replace(b"e", b"\xed\xa0\x80", 1),
        data.replace(b"e", b"\xc0\xae", 1), data.replace(b"e", b"\xf4\x90\x80\x80", 1), b"\xff" * 50 + data,
        bytes(chance.randrange(256) for _ in range(400)), b"PK\x03\x04" + data, b"\x7fELF" + data,
    )  # fmt: skip
    return made[number % len(made)]


def keys_twice(chance: random.Random, number: int) -> bytes:
    """A line that has a key stands again, as it was or nearly."""
    lines = chance.choice(sound()).splitlines()
    keyed = [no for no, line in enumerate(lines) if re.match(r"\s*[\w-]+:", line)]
    at = chance.choice(keyed)
    again = lines[at]
    if number % 3 == 1:
        again = again.upper()
    elif number % 3 == 2:
        again = re.sub(r"[a-z]", lambda found: chr(ord(found[0]) + 0xFEE0), again, count=2)
    lines.insert(chance.choice(keyed), again)
    return "\n".join(lines).encode()
