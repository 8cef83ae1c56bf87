"""How the boxes of a diagram are marked by where a task stands: done, open, waiting, cancelled, not
wanted."""

from __future__ import annotations

from collections.abc import Iterable

from engine.model.definition import EACH
from engine.model.task import SUPERSEDED, UNDONE, Lane, Task, Visit
from engine.model.task import WITHDRAWN as LEFT
from engine.render.diagram.picture import (
    FINISH,
    JOIN,
    LANE,
    LATE,
    OPEN,
    START,
    STEPS,
    UNWANTED,
    VISITED,
    WAITING,
    WITHDRAWN,
    Box,
    Line,
)
from engine.render.instants import lasting
from engine.render.naming import Names
from engine.words import _

KINDS = frozenset(STEPS.values())
ITSELF = ("wait", "call")
"""Kinds of visits that no person closes."""


class Marks:
    """A task, as of an instant (ms UTC), for one reader. Overdue is strictly after due."""

    def __init__(self, task: Task, now: int, names: Names) -> None:
        self.task, self.now, self.names = task, now, names
        self.by_step: dict[str, list[Visit]] = {}
        for visit in task.visits:
            if visit.outcome != UNDONE:
                self.by_step.setdefault(visit.step, []).append(visit)
        self.by_lane: dict[str, list[Lane]] = {}
        for lane in task.lanes:
            if lane.why == UNDONE:
                continue
            self.by_lane.setdefault(self.declared(lane), []).append(lane)

    def declared(self, lane: Lane) -> str:
        """The lane of the SOP, ``block/lane``, that a lane of the task goes through."""
        return f"{self.task.visits[lane.block - 1].step}/{lane.name}"

    def unwanted(self, boxes: Iterable[Box]) -> set[str]:
        """The lanes that blocks were opened without."""
        return {
            box.name
            for box in boxes
            if box.kind == LANE and not box.name.endswith(f"/{EACH}") and box.name not in self.by_lane
            and any(lane.startswith(box.name.rpartition("/")[0] + "/") for lane in self.by_lane)
        }  # fmt: skip

    def marked(self, box: Box) -> Box:
        """A box with its state and the lines that say more of it."""
        if box.kind == START:
            return box._replace(state=VISITED)
        if box.kind == FINISH and self.task.end == box.name and self.task.ended is not None:
            return box._replace(state=VISITED, lines=(Line("done", self.names.at(self.task.ended)),))
        if box.kind == LANE:
            return self._lane(box)
        visits = self.by_step.get(box.name, [])
        if box.kind == JOIN and visits:
            return self._join(box, visits[-1])
        if box.kind not in KINDS or not visits:
            return box
        latest = self._latest(visits)
        if len(latest) > 1 or (box.lane.endswith(f"/{EACH}") and self._items(visits[-1])):
            return self._several(box, latest, visits[-1])
        return self._one(box, visits)

    def _one(self, box: Box, visits: list[Visit]) -> Box:
        opened = [visit for visit in visits if visit.closed is None]
        if not opened:
            gone = visits[-1].outcome in LEFT
            line = self._gone(visits[-1]) if gone else self._done(visits)
            return box._replace(state=WITHDRAWN if gone else VISITED, lines=(*box.lines, line))
        visit, names = opened[-1], self.names
        itself = visit.kind in ITSELF
        since = (_("waiting since %(at)s") if itself else _("open since %(at)s")) % {
            "at": names.at(visit.opened)
        }
        kind = WAITING if itself else "now"
        lines = [Line(kind, since + (f" · ×{len(visits)}" if len(visits) > 1 else ""))]
        lines += [
            Line(kind, _("until %(at)s") % {"at": names.at(timer.at)})
            for timer in self.task.timers
            if timer.kind == "wait" and timer.visit == visit.no and timer.ended is None
        ]
        late = visit.due is not None and self.now > visit.due
        if visit.due is not None:
            text = _("due %(at)s") % {"at": names.at(visit.due)}
            if late:
                over = lasting(self.now - visit.due)
                text = names.followed(text, _("(late by %(time)s)") % {"time": over})
            lines.append(Line("late" if late else "now", text))
        state = LATE if late else WAITING if itself else OPEN
        return box._replace(state=state, lines=(*box.lines, *lines))

    def _several(self, box: Box, latest: list[Visit], last: Visit) -> Box:
        """A step that is there for each item: how many have done it."""
        opened = [visit for visit in latest if visit.closed is None]
        gone = [visit for visit in latest if visit.outcome in LEFT]
        done = len(latest) - len(opened) - len(gone)
        late = any(visit.due is not None and self.now > visit.due for visit in opened)
        said = [_("%(done)s of %(all)s done") % {"done": done, "all": max(self._items(last), len(latest))}]
        said += [_("%(n)s open") % {"n": len(opened)}] if opened else []
        said += [_("%(n)s cancelled") % {"n": len(gone)}] if gone else []
        itself = all(visit.kind in ITSELF for visit in opened)
        now = LATE if late else WAITING if itself else OPEN
        state = now if opened else VISITED if done else WITHDRAWN
        kind = {LATE: "late", OPEN: "now", VISITED: "done"}.get(state, state)
        return box._replace(state=state, lines=(*box.lines, Line(kind, " · ".join(said))))

    def _lane(self, box: Box) -> Box:
        lanes = self.by_lane.get(box.name, [])
        if not lanes:
            return box
        lanes = [lane for lane in lanes if lane.block == lanes[-1].block]
        if any(lane.closed is None for lane in lanes):
            return box._replace(state=OPEN)
        ended = any(lane.why == "end" for lane in lanes)
        lines = () if ended else (Line(WITHDRAWN, _("cancelled")),)
        return box._replace(state=VISITED if ended else WITHDRAWN, lines=(*box.lines, *lines))

    def _join(self, box: Box, block: Visit) -> Box:
        """How many of the lanes, or of the items, are done."""
        lanes = [lane for lane in self.task.lanes if lane.block == block.no]
        done = sum(lane.why == "end" for lane in lanes)
        count = max(len(lanes), self._listed(block))
        if not count:
            return box
        text = _("%(done)s of %(all)s done") % {"done": done, "all": count}
        return box._replace(lines=(*box.lines, Line("now" if block.closed is None else "done", text)))

    def _latest(self, visits: list[Visit]) -> list[Visit]:
        """The latest visit in each lane that belongs to the block's latest opening."""
        here = {visit.lane: visit for visit in visits}
        lanes = self.task.lanes
        last = visits[-1].lane
        if not last:
            return [visits[-1]]
        block = lanes[last - 1].block
        return [visit for lane, visit in here.items() if lane and lanes[lane - 1].block == block]

    def _items(self, visit: Visit) -> int:
        """How many items there are beside a visit's own, itself counted; 0 where it is in no item's lane."""
        if not visit.lane or self.task.lanes[visit.lane - 1].name != EACH:
            return 0
        block = self.task.lanes[visit.lane - 1].block
        there = sum(lane.block == block for lane in self.task.lanes)
        return max(there, self._listed(self.task.visits[block - 1]))

    def _listed(self, block: Visit) -> int:
        """How long the list is whose items a block is gone through for, where the task has it as it
        stands."""
        definition = self.names.definition
        step = definition.steps.get(block.step) if definition else None
        if step is None or step.each is None:
            return 0
        listed = self.task.data.get(step.each.over.source)
        return len(listed) if isinstance(listed, list | tuple) else 0

    def _done(self, visits: list[Visit]) -> Line:
        last = visits[-1]
        text = self.names.at(last.closed or 0)
        if last.actor and last.kind == "work":
            text += f" · {self.names.person(last.actor)}"
        if len(visits) > 1:
            text += f" · ×{len(visits)}"
        return Line("done", text)

    def _gone(self, visit: Visit) -> Line:
        said = _("put aside") if visit.outcome == SUPERSEDED else _("cancelled")
        return Line(WITHDRAWN, f"{said} · {self.names.at(visit.closed or 0)}")


def left_out(box: Box) -> Box:
    """A box that was not wanted."""
    said = (Line(UNWANTED, _("not wanted")),) if box.kind in (LANE, *KINDS) else ()
    return box._replace(state=UNWANTED, lines=(*box.lines, *said))
