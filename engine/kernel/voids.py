"""What was agreed to and changed since: votes that do not count any more, approvals that do not hold.

A vote covers values. Any later change of one takes the vote away: while the visit is open it must be given
again; where it helped to close the visit, nothing after that goes on until the step is reopened
(docs/decisions/0032).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from engine.kernel.context import Context
from engine.kernel.program import Program
from engine.kernel.scopes import data_seen
from engine.kernel.walk import Stop, Walk
from engine.model.definition import CANCELLED
from engine.model.refusals import Refusal
from engine.model.task import WITHDRAWN, Lane, Task, Visit, lanes_around

Seen = dict[int, dict[str, Any]]
"""The number of a visit that has votes -> the values that are seen from it."""


def seen(walk: Walk, spared: int = 0) -> Seen:
    """What the votes that count were given for, to be compared after values were put in. A visit whose own
    outcome sets values (``spared``) sets what was agreed to."""
    draft = walk.draft
    found: Seen = {}
    for vote in draft.votes:
        visit = draft.visits[vote.visit - 1]
        if vote.void or visit.no in found or visit.no == spared:
            continue
        if visit.closed is None or visit.outcome == vote.outcome:
            found[visit.no] = data_seen(walk.program, draft, visit.lane)
    return found


def void(walk: Walk, before: Seen) -> None:
    """Take away the votes for which a value that they cover is another one now, or none."""
    draft = walk.draft
    for no, values in before.items():
        visit = draft.visits[no - 1]
        after = data_seen(walk.program, draft, visit.lane)
        changed = {field for field in {*values, *after} if values.get(field) != after.get(field)}
        gone = [
            vote
            for vote in draft.votes
            if vote.visit == no
            and not vote.void
            and not changed.isdisjoint(vote.covers)
            and (visit.closed is None or visit.outcome == vote.outcome)
        ]
        if not gone:
            continue
        fields = sorted({field for vote in gone for field in vote.covers if field in changed})
        fact: dict[str, Any] = {
            "fact": "voided",
            "visit": no,
            "votes": [vote.no for vote in gone],
            "fields": fields,
            "was": {field: values[field] for field in fields if field in values},
            "now": {field: after[field] for field in fields if field in after},
        }
        if visit.closed is not None and any(vote.binding for vote in gone):
            fact["closed"] = True
        draft.apply(fact)


def must_hold(walk: Walk, visit: Visit, targets: Collection[str]) -> None:
    """That everything which was agreed to on the way to a visit is still so, before it is closed with an
    outcome that leads to one of these ``targets``: going back behind what does not hold is always possible,
    and so is giving up. Raises Stop ``approval-void``."""
    for approval in _not_held(walk):
        if approval.no != visit.no and not any(_goes_behind(walk, approval, target) for target in targets):
            raise Stop(_refusal(walk, approval))


def unheld(program: Program, task: Task, context: Context) -> list[Refusal]:
    """What is refused in an open task because what was agreed to is not so any more: one refusal for each
    such approval."""
    if task.ended is not None:
        return []
    walk = Walk(program, task, context, context.recorded)
    found: dict[int, Refusal] = {}
    for visit in task.open_visits():
        walk.lane = visit.lane
        for approval in _not_held(walk):
            found.setdefault(approval.no, _refusal(walk, approval))
    return list(found.values())


def _not_held(walk: Walk) -> list[Visit]:
    return [one for one in walk.visits() if one.void and not overtaken(walk, one)]


def _refusal(walk: Walk, approval: Visit) -> Refusal:
    draft = walk.draft
    place = f"T-{draft.base.id}/{approval.step}" + (f"#{approval.n}" if approval.lane else "")
    data: dict[str, Any] = {
        "task": draft.base.id,
        "step": approval.step,
        "n": approval.n,
        "outcome": approval.outcome,
        "approval": approval.no,
        "place": place,
    }
    for fact in draft.facts:  # by this very command
        if fact["fact"] == "voided" and fact["visit"] == approval.no:
            data["changes"] = changes(fact)
            data["other"] = walk.context.actor.person
    return Refusal("approval-void", data)


def changes(fact: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a ``voided`` fact says was changed: for each field what it ``was`` and is ``now`` (stored form),
    None for no value."""
    was, now = fact.get("was", {}), fact.get("now", {})
    return [{"field": field, "was": was.get(field), "now": now.get(field)} for field in fact["fields"]]


def overtaken(walk: Walk, approval: Visit) -> bool:
    """Whether the task went back to an approval, or behind it, since: then the SOP says anew what must be
    agreed to. What was undone, cancelled or superseded did not happen."""
    draft = walk.draft
    behind = _behind(walk, approval)
    around = {draft.visits[lane.block - 1].step: lane for lane in lanes_around(draft, approval.lane)}
    for visit in draft.visits[approval.no :]:
        if visit.outcome in WITHDRAWN or visit.step not in behind.get(visit.lane, ()):
            continue
        lane = around.get(visit.step)
        if lane is None or _again(walk, visit, lane):
            return True
    return False


def _behind(walk: Walk, approval: Visit) -> dict[int, set[str]]:
    """The steps up to an approval, itself included, by the lanes around it."""
    draft = walk.draft
    found: dict[int, set[str]] = {0: set(), **{one.no: set() for one in lanes_around(draft, approval.lane)}}
    for visit in draft.visits[: approval.no]:
        if visit.lane in found:
            found[visit.lane].add(visit.step)
    return found


def _again(walk: Walk, block: Visit, lane: Lane) -> bool:
    """Whether a later visit of a block has the lane of an approval again: one can be opened alone."""
    return any(
        (one.block, one.name, one.item) == (block.no, lane.name, lane.item) for one in walk.draft.lanes
    )


def _goes_behind(walk: Walk, approval: Visit, target: str) -> bool:
    return target == CANCELLED or any(target in steps for steps in _behind(walk, approval).values())
