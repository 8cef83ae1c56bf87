"""The verbs that rules and rungs have in common, carried out: set, assign, close, start, notify."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.kernel.calls import given
from engine.kernel.notices import notice
from engine.kernel.setting import carry_out_set
from engine.kernel.visits import close_itself, hand_over
from engine.kernel.walk import Walk
from engine.model.definition import Rule
from engine.model.task import Visit
from engine.model.timing import Rung


def carry_out(
    walk: Walk,
    deed: Rule | Rung,
    visit: Visit | None,
    open_now: Iterable[Visit],
    closing: Iterable[Visit],
    roles: tuple[str, ...],
    about: Mapping[str, Any],
    changed: set[str],
) -> None:
    """Carry out what a rule or a rung does.

    ``visit`` is what it is about, ``open_now`` the visits that are assigned and ``closing`` those that are
    closed by it, ``roles`` and ``about`` as in ``notice``; whoever a visit is given to is told with them. An
    ended task sets, assigns and closes nothing any more, but still starts and tells.

    Raises Stop: missing values, ``no-case`` where a step's checklist is not done yet.
    """
    draft = walk.draft
    told = [field.name for field in walk.program.definition.data.values() if field.type == "person"]
    if draft.ended is None:
        carry_out_set(walk, deed.set, visit, changed)
        if deed.assign:
            roles = (*roles, *_assign(walk, deed.assign, open_now, told))
        for other in closing:
            if draft.visits[other.no - 1].closed is None:
                close_itself(walk, other, deed.close[-1], walk.happened, changed)
        walk.lane, walk.happened = (visit.lane if visit else 0), draft.meta.happened
    if deed.start:
        values = {name: given(walk, value) for name, value in deed.give}
        draft.apply({"fact": "called", "visit": 0, "sop": deed.start, "values": values})
    if deed.notify:
        notice(walk, deed.notify, deed.text, roles, visit, about)


def _assign(walk: Walk, to: tuple[str, ...], open_now: Iterable[Visit], people: list[str]) -> list[str]:
    """Give open visits to roles, or to the person that a field names: whose they are then. A field without a
    value gives to nobody."""
    data = walk.env().data
    named = [data.get(word) if word in people else word for word in to]
    roles = [name for name in named if isinstance(name, str)]
    found = []
    for visit in open_now if roles else ():
        now = walk.draft.visits[visit.no - 1]
        if now.closed is None and now.roles != tuple(roles):
            hand_over(walk, now, tuple(roles))
            found = roles
    return found
