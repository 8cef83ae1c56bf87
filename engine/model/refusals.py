"""A refusal: a command that was not carried out, as a value with a code, its data and what would help.

The text of each code stands once, in ``engine.render.refusal_texts``; here is only what is true.
"""

from __future__ import annotations

from typing import Any

from engine.model.record import Record


class Refusal(Record):
    """``code`` names the kind; ``data`` fills its text; ``reasons`` are all the single things that are
    missing (refusals themselves); ``help`` is a command that would help, as words to type."""

    code: str
    data: dict[str, Any] = {}
    reasons: tuple[Refusal, ...] = ()
    help: tuple[str, ...] = ()
