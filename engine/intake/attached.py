"""Files and URLs that people leave at tasks: a file is read once for its hash and its size, and stays where
it is; a URL is not fetched (docs/decisions/0037).

A file in the workspace's folder is named from there, so that it is found wherever that folder is mounted;
any other by its absolute path. Names are written with ``/``.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.kernel.notes import Left, is_url, scheme_of
from engine.model.refusals import Refusal
from engine.model.task import Note

PIECE = 1 << 20
"""So many bytes of a file are held at once."""

OK, CHANGED, MISSING, URL = "ok", "changed", "missing", "url"
"""What has become of a file: it is as it was, another, not there or not readable; a URL is not looked at."""


class Found(NamedTuple):
    """A note about a file or a URL, what has become of it, and where it was looked for."""

    note: Note
    state: str
    path: str


def read(text: str, base: str) -> Left | Refusal:
    """What is to be left, as somebody typed it. ``base`` is the workspace's folder, "" where there is none.

    Refused: ``attach-empty``, ``attach-scheme``, ``attach-not-a-file``. Raises OSError for a file that cannot
    be read.
    """
    if not text.strip():
        return Refusal("attach-empty")
    path = os.path.abspath(text)
    if not os.path.lexists(path):
        if is_url(text):
            return (text, "", None)
        if scheme := scheme_of(text):
            return Refusal("attach-scheme", {"text": text, "scheme": scheme})
    if not stat.S_ISREG(os.stat(path).st_mode):
        return Refusal("attach-not-a-file", {"path": text})
    hash, size = fingerprint(path)
    return (_named(path, base), hash, size)


def fingerprint(path: str) -> tuple[str, int]:
    """The SHA-256 of a file in hexadecimal digits and its bytes. Raises OSError."""
    from hashlib import sha256

    state, size = sha256(), 0
    with open(path, "rb") as file:
        while piece := file.read(PIECE):
            state.update(piece)
            size += len(piece)
    return state.hexdigest(), size


def verified(notes: Iterable[Note], base: str) -> Iterator[Found]:
    """What has become of the files among what was left at a task."""
    for note in notes:
        if note.kind == "na":
            continue
        if not note.hash:
            yield Found(note, URL, note.text)
            continue
        path = os.path.join(base, note.text)
        yield Found(note, _state(path, note) if base or os.path.isabs(note.text) else MISSING, path)


def _state(path: str, note: Note) -> str:
    try:
        whole = os.stat(path)
        if not stat.S_ISREG(whole.st_mode):
            return MISSING
        if whole.st_size != note.size:
            return CHANGED
        return OK if fingerprint(path)[0] == note.hash else CHANGED
    except (OSError, ValueError):
        return MISSING


def _named(path: str, base: str) -> str:
    folder = os.path.join(os.path.abspath(base), "") if base else ""
    name = path[len(folder) :] if folder and path.startswith(folder) else path
    return name.replace(os.sep, "/")
