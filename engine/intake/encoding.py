"""First pass over a file: its digest, its encoding, whether it is a text at all.

One read of the whole file in pieces, nothing kept: a million rows take a tenth of a second. The digest
is part of the command ids of rows without an instant of their own (see ``identity``).
"""

from __future__ import annotations

import codecs
from hashlib import sha256
from typing import NamedTuple

from engine.intake.row import IntakeError

ENCODINGS = {
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "utf-8-sig": "utf-8-sig",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "utf-16": "utf-16",
    "latin-1": "latin-1",
}
"""What may be asked for, and the codec that reads it (GB18030 holds GBK, GBK holds GB2312)."""

PIECE = 1 << 20
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
SURELY_UTF8 = 4
"""So many bytes more than characters before the first mistake: damaged UTF-8, no other encoding."""


class Survey(NamedTuple):
    """What the first pass found. ``damaged``: some bytes do not belong to the encoding, or are NUL, and
    their rows must be looked for. ``lines`` counts line ends: about how many rows to expect."""

    encoding: str
    digest: bytes
    lines: int
    size: int
    damaged: bool


class _Trial:
    """Decodes a file as it goes by, and remembers where it first could not."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.failed_line: int | None = None
        self.surplus = 0
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")

    def feed(self, piece: bytes, lines: int, final: bool = False) -> None:
        if self.failed_line is not None:
            return
        try:
            self.surplus += len(piece) - len(self._decoder.decode(piece, final))
        except UnicodeDecodeError as problem:
            sound = problem.object[: problem.start]
            self.surplus += len(sound) - len(sound.decode(self.encoding, "ignore"))
            self.failed_line = lines + piece.count(b"\n", 0, problem.start) + 1

    @property
    def sound(self) -> bool:
        return self.failed_line is None


def survey(path: str, encoding: str | None) -> Survey:
    """Read ``path`` once. ``encoding`` is what the person said, or None to find out.

    Raises IntakeError: ``file-missing``, ``file-is-folder``, ``file-no-access``, ``file-unreadable``,
    ``file-empty``, ``file-is-workbook``, ``file-not-text``, ``encoding-unknown`` (a name we do not know),
    ``encoding-unclear``.
    """
    if encoding is not None and encoding.lower() not in ENCODINGS:
        raise IntakeError("encoding-unknown", {"name": encoding, "known": ", ".join(sorted(ENCODINGS))})
    try:
        with open(path, "rb") as file:
            head = file.read(PIECE)
            _refuse_what_is_no_text(path, head)
            said = ENCODINGS[encoding.lower()] if encoding else _by_mark(head)
            trials = [_Trial(said)] if said else [_Trial("utf-8"), _Trial("gb18030")]
            digest, lines, size, nul, blank = sha256(), 0, 0, False, True
            piece = head
            while piece:
                digest.update(piece)
                for trial in trials:
                    trial.feed(piece, lines)
                lines += piece.count(b"\n")
                size += len(piece)
                nul = nul or b"\0" in piece
                blank = blank and not piece.strip(b" \t\r\n\xef\xbb\xbf")
                piece = file.read(PIECE)
    except FileNotFoundError:
        raise IntakeError("file-missing", {"path": path}) from None
    except IsADirectoryError:
        raise IntakeError("file-is-folder", {"path": path}) from None
    except PermissionError:
        raise IntakeError("file-no-access", {"path": path}) from None
    except OSError as problem:
        raise IntakeError("file-unreadable", {"path": path, "why": problem.strerror or ""}) from None
    for trial in trials:
        trial.feed(b"", lines, final=True)
    if blank:
        raise IntakeError("file-empty", {"path": path})
    chosen = _choose(path, trials, bool(said))
    damaged = not chosen.sound or (nul and chosen.encoding != "utf-16")
    return Survey(chosen.encoding, digest.digest(), lines, size, damaged)


def _refuse_what_is_no_text(path: str, head: bytes) -> None:
    if head.startswith(WORKBOOKS):
        raise IntakeError("file-is-workbook", {"path": path})
    sample = head[:4096]
    if not _by_mark(sample) and sample.count(0) * 10 > len(sample):
        raise IntakeError("file-not-text", {"path": path})


def _by_mark(head: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _choose(path: str, trials: list[_Trial], said: bool) -> _Trial:
    """The encoding to read with. What a person or a mark said is believed, damaged rows are rejected
    one by one; text that was UTF-8 for some characters stays UTF-8 (GB18030 would read most of it as
    wrong characters, silently)."""
    for trial in trials:
        if trial.sound:
            if trial.encoding == "gb18030" and not said and trials[0].surplus >= SURELY_UTF8:
                return trials[0]
            return trial
    if said or trials[0].surplus >= SURELY_UTF8:
        return trials[0]
    raise IntakeError("encoding-unclear", {"path": path, "line": trials[-1].failed_line})
