"""What is said of a clock that is behind the record."""

from __future__ import annotations

from engine.render.instants import lasting
from engine.words import _


def behind(ms: int) -> str:
    """That the clock is behind, by how much, and what follows from it."""
    text = _(
        "This computer's clock is %(by)s behind the record. What is done now is written down as right after "
        "what it follows, and what is due waits until the clock has come there. Set it where it is wrong."
    )
    return text % {"by": lasting(ms)}
