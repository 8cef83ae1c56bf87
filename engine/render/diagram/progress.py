"""A task's way drawn into its SOP's diagram: where it has been, where it is, until when, what is late."""

from __future__ import annotations

from engine.model.task import Task, Visit
from engine.render.diagram.drawing import (
    ANYWHERE,
    DONE,
    FINISH,
    LATE,
    OPEN,
    START,
    STEP,
    VISITED,
    Arrow,
    Box,
    Drawing,
    Line,
    end_title,
)
from engine.render.instants import lasting
from engine.render.naming import Names
from engine.words import _


def follow(drawing: Drawing, task: Task, now: int, names: Names) -> Drawing:
    """The drawing with a task in it as it stands at ``now`` (ms UTC). Overdue is strictly after due."""
    boxes = tuple(_marked(box, task, now, names) for box in drawing.boxes)
    taken = _taken(drawing, task)
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


def _marked(box: Box, task: Task, now: int, names: Names) -> Box:
    if box.kind == START:
        return box._replace(state=VISITED)
    if box.kind == FINISH and task.end == box.name and task.ended is not None:
        return box._replace(state=VISITED, lines=(Line("done", names.at(task.ended)),))
    visits = [visit for visit in task.visits if visit.step == box.name and box.kind == STEP]
    if not visits:
        return box
    opened = [visit for visit in visits if visit.closed is None]
    if not opened:
        return box._replace(state=VISITED, lines=(*box.lines, _done(visits, names)))
    visit = opened[-1]
    late = visit.due is not None and now > visit.due
    since = _("open since %(at)s") % {"at": names.at(visit.opened)}
    lines = [Line("now", since + (f" · ×{len(visits)}" if len(visits) > 1 else ""))]
    if visit.due is not None:
        text = _("due %(at)s") % {"at": names.at(visit.due)}
        if late:
            text = names.followed(text, _("(late by %(time)s)") % {"time": lasting(now - visit.due)})
        lines.append(Line("late" if late else "now", text))
    return box._replace(state=LATE if late else OPEN, lines=(*box.lines, *lines))


def _done(visits: list[Visit], names: Names) -> Line:
    last = visits[-1]
    text = names.at(last.closed or 0)
    if last.actor:
        text += f" · {names.person(last.actor)}"
    if len(visits) > 1:
        text += f" · ×{len(visits)}"
    return Line("done", text)


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


def _taken(drawing: Drawing, task: Task) -> set[int]:
    """The arrows that the task has gone along, in the order of its visits."""
    steps = {box.name: place for place, box in enumerate(drawing.boxes) if box.kind in (STEP, FINISH)}
    found: set[int] = set()
    visits = [visit for visit in task.visits if visit.step in steps]
    if visits:
        found.update(_between(drawing, 0, "", steps[visits[0].step]))
    goals = [visit.step for visit in visits[1:]] + ([task.end] if task.end else [])
    for visit, goal in zip(visits, goals, strict=False):
        if visit.outcome and goal in steps:
            found.update(_between(drawing, steps[visit.step], visit.outcome, steps[goal]))
    return found


def _between(drawing: Drawing, source: int, outcome: str, goal: int) -> list[int]:
    """The arrows of an outcome to a goal: one, or several where steps on the way were skipped; else the
    one from any step; else none."""
    waiting: list[tuple[int, str, list[int]]] = [(source, outcome, [])]
    met = {source}
    while waiting:
        at, by, path = waiting.pop(0)
        for place, arrow in enumerate(drawing.arrows):
            if arrow.source != at or not _says(arrow, by):
                continue
            if arrow.target == goal:
                return [*path, place]
            box = drawing.boxes[arrow.target]
            if arrow.target not in met and any(line.kind == "when" for line in box.lines):
                met.add(arrow.target)
                waiting.append((arrow.target, DONE, [*path, place]))
    return [
        place
        for place, arrow in enumerate(drawing.arrows)
        if arrow.target == goal and drawing.boxes[arrow.source].kind == ANYWHERE and _says(arrow, outcome)
    ][:1]


def _says(arrow: Arrow, outcome: str) -> bool:
    return not outcome or any(way.outcome == outcome for way in arrow.ways)
