"""The line by which editors check and complete a document: where its JSON Schema lies, in a comment.

It leads to the schema that is installed with this program, so nothing is fetched from anywhere. On another
machine the same file may lead nowhere: ``sop fmt --editors`` mends it there.
"""

from __future__ import annotations

import os
import re

LINE = re.compile(r"^#\s*yaml-language-server\s*:\s*\$schema=(\S+)[^\n]*$", re.MULTILINE)


def line(kind: str) -> str:
    """The line for a kind of document (``sop``, ``story``, ``team``, ...), with its end."""
    from engine.locate import find

    path = find("schemas", f"{kind}.schema.json")
    text = str(path)
    plain = text.isascii() and os.sep == "/" and not any(sign in text for sign in " %#?")
    return f"# yaml-language-server: $schema={text if plain else path.as_uri()}\n"


def begun(text: str, kind: str) -> str:
    """A document that begins with the line; as it is where it has one already."""
    return text if LINE.search(_comments(text)) else line(kind) + text


def mended(text: str, kind: str, folder: str) -> str:
    """A document in ``folder`` whose line leads to a schema of ours again, where it led to no file; else as
    it is. An address on the net, and another's schema, are left alone."""
    found = LINE.search(_comments(text))
    if found is None or not found[1].endswith(f"/{kind}.schema.json"):
        return text
    place = found[1].removeprefix("file://")
    if "://" in place or os.path.exists(os.path.join(folder, place)):
        return text
    return text[: found.start()] + line(kind).rstrip("\n") + text[found.end() :]


def _comments(text: str) -> str:
    """The comments that a document begins with: further down, such a line is somebody's text."""
    end = 0
    for each in text.splitlines(keepends=True):
        if each.strip() and not each.lstrip().startswith(("#", "---")):
            break
        end += len(each)
    return text[:end]
