"""The audit a second time, from the tasks themselves, one span after the other, as DESIGN 4a says it.

Nothing of ``engine.audit`` is used but the rows' shape; no SQL, no bounds worked out beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.audit.rows import AuditRow
from engine.model.task import Span, Task


def late_spans(
    tasks: Iterable[Task], start: int, end: int, as_of: int, known_at: int | None
) -> tuple[list[AuditRow], list[AuditRow], list[AuditRow]]:
    """What counts, what was born late, what was in time and written down late; in no order."""
    counted, born_late, recorded_late = [], [], []
    if known_at is not None:
        as_of = min(as_of, known_at)
    for task in tasks:
        for span in task.clocks:
            seen = _as_seen(span, as_of, known_at)
            if seen is None or seen.due is None:
                continue
            if seen.why == "closed" and seen.ended <= seen.due < seen.ended_recorded:
                if start <= seen.due < end:
                    recorded_late.append(_row(task, seen, seen.ended_recorded, "new", False))
                continue
            until = as_of if seen.ended is None else seen.ended
            if until <= seen.due:
                continue
            late_from = max(seen.due, seen.started)
            open_at_end = seen.ended is None or seen.ended >= end
            if start <= late_from < end:
                state = "new"
            elif late_from < start and (seen.ended is None or seen.ended >= start):
                state = "carried"
            else:
                continue
            row = _row(task, seen, until, state, open_at_end)
            (born_late if seen.born_late else counted).append(row)
    return counted, born_late, recorded_late


def _as_seen(span: Span, as_of: int, known_at: int | None) -> Span | None:
    """The span as the record showed it: None where it had not begun, open where it had not ended."""
    known = known_at is None or span.started_recorded <= known_at
    if not known or span.started > as_of:
        return None
    if span.ended is None:
        return span
    written = known_at is None or span.ended_recorded <= known_at
    if written and span.ended <= as_of:
        return span
    return span._replace(ended=None, ended_recorded=None, why=None, actor=None)


def _row(task: Task, span: Span, until: int, state: str, open_at_end: bool) -> AuditRow:
    in_time = span.ended is not None and span.ended <= span.due
    return AuditRow(
        task=task.id,
        ref=task.ref,
        sop=task.sop,
        step=span.step,
        deadline=span.deadline,
        visit=span.visit,
        roles=span.roles,
        person=span.actor if span.why == "closed" else None,
        due=span.due,
        limit=span.limit,
        ended=span.ended,
        recorded=span.ended_recorded,
        why=span.why,
        late=until - span.due,
        breached=not in_time and span.limit is not None and until > span.limit,
        state=state,
        open_at_end=open_at_end,
        born_late=span.born_late,
    )
