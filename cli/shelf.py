"""Parts files on disk: found by their path from the SOP that uses them, and never outside the workspace."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.language.parts import Fetched

LARGEST = 2_000_000
"""Bytes of a file that are read at all; the reader of documents refuses what is longer than its own bound."""
TOPS = ("workspace.yaml", "sop.db")
"""What the folder of a workspace holds, one of them at least."""


def fetch(file: str, path: str) -> Fetched:
    """The file that ``path`` leads to from ``file``. Raises Unreachable: U105 for one that lies outside the
    workspace (the nearest folder with one of ``TOPS``, else the file's own), also by way of links; U103 for
    one that is not there, cannot be read, or is no ordinary file."""
    from engine.language.parts import Fetched, Unreachable

    folder = os.path.dirname(file) or os.curdir
    top = _top(os.path.abspath(folder))
    place = os.path.normpath(os.path.join(folder, path))
    real = os.path.realpath(place)
    if not (_within(os.path.abspath(place), top) and _within(real, os.path.realpath(top))):
        raise Unreachable("U105")
    try:
        # Not to wait for a pipe's other end, nor to follow a link that was put there just now.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(real, flags | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        raise Unreachable("U103") from None
    try:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return Fetched(place, _content(handle))
        raise Unreachable("U103")
    except OSError:
        raise Unreachable("U103") from None
    finally:
        os.close(handle)


def _content(handle: int) -> bytes:
    with os.fdopen(handle, "rb", closefd=False) as found:
        return found.read(LARGEST)


def _top(folder: str) -> str:
    here = folder
    while not any(os.path.exists(os.path.join(here, name)) for name in TOPS):
        above = os.path.dirname(here)
        if above == here:
            return folder
        here = above
    return here


def _within(place: str, folder: str) -> bool:
    return place.startswith(os.path.join(folder, ""))
