"""One document by itself: read and checked without a team, calendars or a workspace around it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from cli import documents

if TYPE_CHECKING:
    from cli.console import Console
    from engine.publishing import Checked


def read_single(path: str, data: bytes | None = None) -> Checked:
    """A file (or the bytes that would stand in it) with all that is wrong in itself. Raises OSError."""
    from cli.shelf import fetch
    from engine.language.loading import Document
    from engine.language.parts import Shelf
    from engine.publishing import Checked

    if data is None:
        data = documents.read([path])[path]
    document = Document(data, path)
    source = data.decode("utf-8-sig", errors="replace")
    return Checked(path, source, *document.load(shelf=Shelf(fetch)))


def sound(path: str) -> Checked:
    """As ``read_single``; a file with errors ends the command with its diagnostics and exit code 1."""
    checked = read_single(path)
    if checked.value is None:
        documents.report([checked], to_stderr=True)
        raise click.exceptions.Exit(1)
    return checked


def greet(console: Console) -> None:
    """Speak the language of whoever is typing, where a workspace around says which."""
    from engine.app import Refused
    from engine.store import StoreError

    with suppress(Refused, StoreError):
        console.app()
