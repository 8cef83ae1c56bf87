"""What is said of a clock that is behind the record, and where nobody looks at the clock."""

from __future__ import annotations

from engine.render.instants import lasting, local
from engine.words import _


def behind(ms: int) -> str:
    """That the clock is behind, by how much, and what follows from it."""
    text = _(
        "This computer's clock is %(by)s behind the record. What is done now is written down as right after "
        "what it follows, and what is due waits until the clock has come there. Set it where it is wrong."
    )
    return text % {"by": lasting(ms)}


def overlooked(at: int, zone: str) -> str:
    """That what was due at an instant (ms UTC) has not happened, because nobody sweeps."""
    text = _(
        "What was due by itself at %(at)s has not happened: 'sop sweep' was not run since, and no "
        "'sop worker' runs."
    )
    return text % {"at": local(at, zone)}
