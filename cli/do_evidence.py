"""What shows that a line was done: a path or a link that is typed, kept with the tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.dialogue import BACK, HELP, QUIT, SKIP, Left, literal, meaning
from cli.failure import outage
from engine.words import _

if TYPE_CHECKING:
    from cli.do_walk import Walked
    from engine.kernel.notes import Left as Shown

INDENT = 4


def ask_evidence(walked: Walked, no: int) -> bool:
    """Ask what shows that line ``no`` was done, and tick it with that; False where the person went back.
    Raises Left, Over."""
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
            continue
        shown = _read(walked, literal(typed))
        if shown is not None and walked.tick(no, shown=shown):
            return True


def _read(walked: Walked, text: str) -> Shown | None:
    """The file or the link as it is kept; None where it cannot be, which is said."""
    from cli.attachments import read
    from engine.app import Refused
    from engine.render.refusals import sentence

    try:
        return read(walked.app, text)
    except Refused as refused:
        walked.talk.say(sentence(refused.refusal, walked.names), INDENT)
    except OSError as error:
        walked.talk.say(outage(error) or "", INDENT)
    return None
