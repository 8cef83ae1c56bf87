"""Files that the program writes: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress


def write_new(path: str, text: str) -> None:
    """Write a file that is not there yet. Raises FileExistsError, OSError; then nothing is left of it."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        _drop(path)
        raise OSError(error.errno, error.strerror, path) from None


def write_over(path: str, lines: Iterable[str]) -> None:
    """Write a file in place of what stands there, which stays until all of the new one is written.

    Raises OSError; then the old one is as it was.
    """
    if os.path.exists(path) and not os.path.isfile(path):  # a pipe, a device: nothing to keep
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        return
    part = f"{path}.part"
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        os.replace(part, path)
    except OSError as error:
        _drop(part)
        raise OSError(error.errno, error.strerror, path) from None


@contextmanager
def made_whole(path: str) -> Iterator[str]:
    """Where to make a file that takes its name when all went well; else nothing is left of it, and what a
    killed process left of an earlier try is made anew. Raises FileExistsError when somebody was faster."""
    part = f"{path}.part"
    _drop(part)
    _drop(f"{part}-journal")
    try:
        yield part
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            os.rename(part, path)
    finally:
        _drop(part)
        _drop(f"{part}-journal")


def _drop(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
