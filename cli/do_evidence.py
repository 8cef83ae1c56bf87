"""What shows that a line was done: a path or a link that is typed, kept with the line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cli.dialogue import BACK, HELP, QUIT, SKIP, Left, literal, meaning
from engine.words import _

if TYPE_CHECKING:
    from cli.do_walk import Walked

INDENT = 4


def ask_evidence(walked: Walked, no: int) -> bool:
    """Ask what shows that line ``no`` was done, until it was taken; False where the person went back. Raises
    Left, Over."""
    talk = walked.talk
    talk.say(_("needs something that shows it: a path or a link"), INDENT)
    while True:
        typed = talk.ask(_("what shows it? "), INDENT)
        said = meaning(typed, BACK, SKIP, QUIT, HELP)
        if said == QUIT:
            raise Left
        if said in (BACK, SKIP):
            return False
        if not typed or said == HELP:
            talk.say(_("A path of a file or a link that shows that it was done."), INDENT)
        elif _left(walked, no, literal(typed)):
            return True


def _left(walked: Walked, no: int, text: str) -> bool:
    """Keep a link as it stands, a file with its hash; whether it was taken. What is wrong is said."""
    from cli.failure import outage

    if "://" in text:
        return walked.show_for(no, text, "", None)
    try:
        digest, size = _digest(os.path.expanduser(text))
    except OSError as error:
        walked.talk.say(outage(error) or "", INDENT)
        return False
    return walked.show_for(no, text, digest, size)


def _digest(path: str) -> tuple[str, int]:
    """The SHA-256 (hex) of a file and its bytes. Raises OSError."""
    from hashlib import sha256

    found, size = sha256(), 0
    with open(path, "rb") as file:
        while part := file.read(1 << 20):
            found.update(part)
            size += len(part)
    return found.hexdigest(), size
