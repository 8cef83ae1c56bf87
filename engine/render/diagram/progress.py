"""A task's way drawn into its SOP's diagram: where it has been, where it is, until when, what is late."""

from __future__ import annotations

from engine.model.task import UNDONE, Task, Visit
from engine.model.task import WITHDRAWN as LEFT
from engine.render.diagram.drawing import end_title
from engine.render.diagram.marks import KINDS, Marks, left_out
from engine.render.diagram.picture import (
    ANYWHERE,
    BLOCK,
    DONE,
    FINISH,
    JOIN,
    LANE,
    UNWANTED,
    Box,
    Drawing,
    Line,
)
from engine.render.instants import lasting
from engine.render.naming import Names
from engine.words import _


def follow(drawing: Drawing, task: Task, now: int, names: Names) -> Drawing:
    """The drawing with a task in it as it stands at ``now`` (ms UTC). Overdue is strictly after due."""
    marks = Marks(task, now, names)
    taken, passed = _Way(drawing, marks).taken()
    lanes = marks.unwanted(drawing.boxes)

    def marked(number: int, box: Box) -> Box:
        if number in passed or (box.kind == LANE and box.name in lanes):
            return left_out(box)
        return box._replace(state=UNWANTED) if box.lane in lanes else marks.marked(box)

    boxes = tuple(marked(number, box) for number, box in enumerate(drawing.boxes))
    arrows = tuple(
        arrow._replace(travelled=True) if place in taken else arrow
        for place, arrow in enumerate(drawing.arrows)
    )
    told = [f"T-{task.id} {task.ref}".strip(), _("as of %(at)s") % {"at": names.at(now)}]
    if task.ended is not None:
        end = {"at": names.at(task.ended), "end": end_title(task.end or "", names)}
        told.append(_("%(end)s, %(at)s") % end)
    subtitle = " · ".join(filter(None, (drawing.subtitle, *told)))
    promises = tuple(_promise(line, name, task, now, names) for line, name in zip(
        drawing.promises, names.definition.deadlines if names.definition else (), strict=True
    ))  # fmt: skip
    return drawing._replace(boxes=boxes, arrows=arrows, subtitle=subtitle, promises=promises)


def _promise(line: Line, name: str, task: Task, now: int, names: Names) -> Line:
    """A promise with its latest plan, and how it stands to that."""
    spans = [span for span in task.clocks if span.deadline == name and span.due is not None]
    if not spans or spans[-1].due is None:
        return line
    span, due = spans[-1], spans[-1].due
    if span.why in ("void", "cancelled"):
        ended = _("the task ended without the step")
        return line._replace(text=f"{line.text} → {ended}")
    until = now if span.ended is None else span.ended
    text = _("due %(at)s") % {"at": names.at(due)}
    late = until > due
    if late:
        text = names.followed(text, _("(late by %(time)s)") % {"time": lasting(until - due)})
    elif span.why == "closed":
        return Line("done", _("%(promise)s → %(text)s, kept") % {"promise": line.text, "text": text})
    return Line("late" if late else line.kind, f"{line.text} → {text}")


class _Way:
    """The arrows that a task has gone along, and the steps that it passed because they were not wanted."""

    def __init__(self, drawing: Drawing, marks: Marks) -> None:
        self.drawing, self.marks, self.task = drawing, marks, marks.task
        boxes = drawing.boxes
        self.places = {box.name: place for place, box in enumerate(boxes) if box.kind in (*KINDS, FINISH)}
        self.joins = {box.name: place for place, box in enumerate(boxes) if box.kind == JOIN}
        self.heads = {box.name: place for place, box in enumerate(boxes) if box.kind == LANE}
        self.leaving: dict[int, list[int]] = {}
        for place, arrow in enumerate(drawing.arrows):
            self.leaving.setdefault(arrow.source, []).append(place)
        self.passed: set[int] = set()

    def taken(self) -> tuple[set[int], set[int]]:
        """The numbers of the arrows, and those of the boxes that were passed and never opened."""
        found: set[int] = set()
        visits = [
            visit for visit in self.task.visits if visit.step in self.places and visit.outcome != UNDONE
        ]
        following: dict[int, Visit] = {}
        latest: dict[int, Visit] = {}
        for visit in visits:
            if visit.lane in latest:
                following[latest[visit.lane].no] = visit
            elif visit.lane:
                head = self.heads.get(self.marks.declared(self.task.lanes[visit.lane - 1]))
                found.update(self.between(head, "", self.places[visit.step]) if head is not None else ())
            else:
                found.update(self.between(0, "", self.places[visit.step]))
            latest[visit.lane] = visit
        for visit in visits:
            if visit.outcome and visit.outcome not in LEFT:
                found.update(self.from_visit(visit, following.get(visit.no), visits))
        been = {self.places[visit.step] for visit in visits}
        return found, self.passed - been

    def from_visit(self, visit: Visit, after: Visit | None, visits: list[Visit]) -> list[int]:
        """The arrows from a visit to what followed: in its lane, the lane's end, the task's end, or
        elsewhere."""
        source, outcome = self.places[visit.step], visit.outcome or ""
        if outcome == DONE and visit.step in self.joins:
            source = self.joins[visit.step]
        goals = [self.places[after.step]] if after else []
        if not after and visit.lane:
            lane = self.task.lanes[visit.lane - 1]
            if lane.why == "end":
                goals.append(self.joins.get(self.task.visits[lane.block - 1].step, -1))
        if not after and self.task.end in self.places:
            goals.append(self.places[self.task.end or ""])
        later = [
            other
            for other in visits
            if other.no > visit.no and other.opened_recorded == visit.closed_recorded
        ]
        goals += [self.places[other.step] for other in later]
        return next(filter(None, (self.between(source, outcome, goal) for goal in goals)), [])

    def between(self, source: int, outcome: str, goal: int) -> list[int]:
        """The arrows of an outcome to a goal: one, or several where steps on the way were skipped; else the
        one from any step; else none."""
        boxes = self.drawing.boxes
        waiting: list[tuple[int, str, list[int], list[int]]] = [(source, outcome, [], [])]
        met = {source}
        while waiting:
            at, by, path, over = waiting.pop(0)
            for place in self.leaving.get(at, ()):
                arrow = self.drawing.arrows[place]
                if not self.says(place, by):
                    continue
                if arrow.target == goal:
                    self.passed.update(over)
                    return [*path, place]
                box = boxes[arrow.target]
                if arrow.target not in met and any(line.kind == "when" for line in box.lines):
                    met.add(arrow.target)
                    onward = self.joins[box.name] if box.kind == BLOCK else arrow.target
                    waiting.append((onward, DONE, [*path, place], [*over, arrow.target]))
        if not outcome:
            return []
        return [
            place
            for place, arrow in enumerate(self.drawing.arrows)
            if arrow.target == goal and boxes[arrow.source].kind == ANYWHERE and self.says(place, outcome)
        ][:1]

    def says(self, arrow: int, outcome: str) -> bool:
        """Whether an arrow is that of an outcome ("": of any)."""
        return not outcome or any(way.outcome == outcome for way in self.drawing.arrows[arrow].ways)
