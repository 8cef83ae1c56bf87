"""What was closed against a rule in a time: who did it, against what, why. From the events: one that was
undone since is still listed. Reads only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.audit.statements import FOLDER
from engine.model.actor import EVERYTHING, Sight

if TYPE_CHECKING:
    from engine.store import Store

_EVER = 1 << 62


class Overridden(NamedTuple):
    """One override. ``visit`` is the number of the visit among the task's, ``n`` among those of the step;
    ``roles`` whose it was. ``acting`` typed it, ``behalf`` is for whom ``person`` stood in. ``against`` are
    refusals as plain data: ``code`` and ``data``. Instants are ms UTC. ``undone``: it was taken back."""

    task: int
    ref: str
    sop: str
    step: str
    visit: int
    n: int
    outcome: str
    roles: tuple[str, ...]
    person: str
    acting: str | None
    behalf: str | None
    at: int
    recorded: int
    reason: str
    against: tuple[dict[str, Any], ...]
    undone: bool


def overrides(
    store: Store,
    start: int,
    end: int,
    as_of: int,
    known_at: int | None = None,
    *,
    sop: str | None = None,
    role: str | None = None,
    person: str | None = None,
    sight: Sight = EVERYTHING,
) -> tuple[Overridden, ...]:
    """The overrides in [start, end), as ``engine.audit.overdue.audit`` asks for it, the earliest first.
    ``role`` is one that the step belongs to. Raises StoreError."""
    known = _EVER if known_at is None else known_at
    sql = store.statements(FOLDER)
    found: list[Overridden] = []
    with store.reading():
        rows = store.rows(sql["overrides"], (start, end, as_of, known))
        if not rows:
            return ()
        tasks = store.load_many({row[0] for row in rows})
        undone = {
            (row[0], fact["event"])
            for row in store.rows(sql["overrides-undone"], (store.listed(sorted(tasks)), as_of, known))
            for fact in json.loads(row[1])["facts"]
            if fact["fact"] == "undid"
        }
    for number, seq, actor, acting, happened, recorded, body in rows:
        task = tasks[number]
        facts = json.loads(body)["facts"]
        said = next(fact for fact in facts if fact["fact"] == "overrode")
        closing = next(fact for fact in facts if fact["fact"] == "closed" and "override" in fact)
        visit = task.visits[said["visit"] - 1]
        if (
            sight.refusal(task) is not None
            or (sop not in (None, task.sop))
            or (role is not None and role not in visit.roles)
            or (person not in (None, actor))
        ):
            continue
        found.append(
            Overridden(
                number, task.ref, task.sop, visit.step, visit.no, visit.n, said["outcome"], visit.roles,
                actor, acting, closing.get("for"), happened, recorded, closing["reason"],
                tuple(said["against"]), (number, seq) in undone,
            )
        )  # fmt: skip
    return tuple(found)
