"""What an audit gives: counts of late spans, and the spans themselves."""

from __future__ import annotations

from typing import NamedTuple

NEW = "new"
CARRIED = "carried"


class AuditRow(NamedTuple):
    """One span of a clock. Instants are ms UTC.

    ``deadline`` is a deadline block's name, "" for the step's own due; ``visit`` the number of the
    visit among the task's, 0 for a block. ``person`` closed the step, where somebody did. ``ended`` is
    None for what was open at the instant asked about, and ``late`` counts from ``due`` to then (for a
    row of ``recorded_late``: to when it was written down, ``recorded``). ``why`` it ended: closed, void,
    cancelled, replanned. ``state``: ``new`` (due in the time asked about) or ``carried`` (due before
    it, open when it began). ``open_at_end``: open when it ended. ``breached``: past its limit.
    """

    task: int
    ref: str
    sop: str
    step: str
    deadline: str
    visit: int
    roles: tuple[str, ...]
    person: str | None
    due: int
    limit: int | None
    ended: int | None
    recorded: int | None
    why: str | None
    late: int
    breached: bool
    state: str
    open_at_end: bool
    born_late: bool


class Summary(NamedTuple):
    """Counts of late spans: ``late`` is the sum of ms, ``longest`` the greatest. ``sop`` is "" where the
    name is no step's; a role's or person's name may be "" (anybody; nobody yet)."""

    name: str
    sop: str
    overdue: int
    breached: int
    new: int
    carried: int
    open_at_end: int
    late: int
    longest: int


class Audit(NamedTuple):
    """The answer for [start, end) as of ``as_of``, as known at ``known_at`` (None: at present).

    Summaries and ``total`` count everything; ``rows`` are the spans they count, the latest by most
    first, ``born_late`` and ``recorded_late`` those listed apart, which they do not count: late when
    they were set, which is no fault of the assignee, and done in time but written down after due.
    Each list has as many as were asked for; ``..._in_all`` is how many there are.
    """

    start: int
    end: int
    as_of: int
    known_at: int | None
    rows: tuple[AuditRow, ...]
    born_late: tuple[AuditRow, ...]
    recorded_late: tuple[AuditRow, ...]
    born_late_in_all: int
    recorded_late_in_all: int
    total: Summary
    by_sop: tuple[Summary, ...]
    by_step: tuple[Summary, ...]
    by_role: tuple[Summary, ...]
    by_person: tuple[Summary, ...]
