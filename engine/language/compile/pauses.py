"""Where a clock stands still (``pause``), and when it is due after that (``resume``)."""

from __future__ import annotations

from engine.language.compile.draft import Draft
from engine.language.compile.scalars import scalar_of, scalars_in
from engine.language.nodes import Node
from engine.rules.near import near

HOLD = "hold"
REMAINING = "remaining"


def pause(draft: Draft, body: Node, owner: str, own_step: str) -> tuple[str, ...]:
    """Where the clock of ``owner`` stands still: while the task or the step is on hold (``hold``, and where
    nothing is said), while steps are open; () for never. ``own_step`` is the step that the clock is about."""
    said = draft.get(body, "pause")
    if said is None:
        return (HOLD,)
    found: list[str] = []
    for item in scalars_in(draft, said):
        if item.text == HOLD:
            found.append(HOLD)
        elif item.text == own_step:
            draft.error("D670", item, owner=owner, name=item.text)
        elif item.text in draft.steps:
            found.append(item.text)
        elif item.text not in draft.doubtful and "stepnames" not in draft.holes:
            draft.error("N411", item, near(item.text, [*draft.steps, HOLD]), name=item.text)
    return tuple(found)


def resume(draft: Draft, body: Node) -> str:
    """``remaining`` (also where nothing is said), ``absolute`` or ``restart``."""
    said = scalar_of(draft, body, "resume")
    return said.text if said is not None else REMAINING
