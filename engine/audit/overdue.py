"""What was overdue in a time: which steps, whose, how late, seen from any instant and any state of knowledge.

An audit is a question with four instants. [start, end) is the time asked about, usually a week in the
workspace's zone. ``as_of`` T: what happened after T has not happened. ``known_at`` K: what was
written down after K is not known; nothing can be known to have gone on past K, so T is never later
than K. Overdue is strictly after due (DESIGN 4a, Order and Clocks). Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.audit import summaries
from engine.audit.rows import CARRIED, NEW, Audit, AuditRow
from engine.audit.seen import NARROWED, narrow
from engine.audit.statements import SOURCES, statements
from engine.model.actor import EVERYTHING, Sight
from engine.store.names import split_roles

if TYPE_CHECKING:
    from engine.store import Store

_EVER = 1 << 62
_NOBODY = -1


def audit(
    store: Store,
    start: int,
    end: int,
    as_of: int,
    known_at: int | None = None,
    *,
    sop: str | None = None,
    role: str | None = None,
    person: str | None = None,
    most: int | None = None,
    sight: Sight = EVERYTHING,
) -> Audit:
    """What was late in [start, end), as of an instant, as it was known at another (all ms UTC).

    A span counts when it was due inside the time and late (``new``), or due before it and not ended
    when it began (``carried``); one that was born late counts from when it was set. A span that ended
    late counts up to its end, whatever ended it: a replanned one keeps its old plan, a void one stays
    late. ``sop``, ``role`` and ``person`` (who closed it) narrow what counts; a name that nothing bears
    gives an empty audit. ``most``: how many spans each list has at most. Counted is what ``sight`` sees.
    Raises StoreError.
    """
    if known_at is not None:
        as_of = min(as_of, known_at)
    with store.reading():
        reading = _Reading(store, (start, end, as_of, known_at), (sop, role, person), sight)
        groups = reading.groups()
        counted = [group for group in groups if not group.kind & summaries.BORN_LATE]
        born_late = sum(group.n for group in groups if group.kind & summaries.BORN_LATE)
        limit = _EVER if most is None else most
        in_time, in_time_in_all = reading.recorded_late(limit)
        return Audit(
            start,
            end,
            as_of,
            known_at,
            rows=reading.worst(0, limit) if counted else (),
            born_late=reading.worst(1, limit) if born_late else (),
            recorded_late=in_time,
            born_late_in_all=born_late,
            recorded_late_in_all=in_time_in_all,
            total=summaries.total(counted),
            by_sop=summaries.by_sop(counted),
            by_step=summaries.by_step(counted),
            by_role=summaries.by_role(counted),
            by_person=summaries.by_person(counted),
        )


class _Reading:
    """One question being put to a store; inside its transaction."""

    def __init__(
        self,
        store: Store,
        when: tuple[int, int, int, int | None],
        whose: tuple[str | None, str | None, str | None],
        sight: Sight,
    ) -> None:
        self.store = store
        self.sql = statements(store)
        given: tuple[Any, ...] = ()
        if not sight.whole:
            for name in [each for each in self.sql if each.startswith(NARROWED)]:
                self.sql[name], given = narrow(store, self.sql[name], sight)
        self.sops, self.people = self._names("audit-sops"), self._names("audit-people")
        self.roles = {id: split_roles(names) for id, names in self._names("audit-role-sets").items()}
        self.steps = {id: (sop, step) for id, sop, step in store.rows(self.sql["audit-steps"])}
        start, end, as_of, known_at = when
        sop, role, person = whose
        numbers = (
            _number(self.sops, sop),
            _number(self.people, person),
            0 if role is None else 1,
        )
        listed = store.listed([id for id, roles in self.roles.items() if role in roles])
        known = _EVER if known_at is None else known_at
        # What was written down after K counts as open, whenever it ended; then nothing bounds the ends read.
        ended_from = min(start, as_of + 1) if known_at is None else -_EVER
        late = (start, end, as_of, known, ended_from, min(end, as_of))
        self.late = (*late, *numbers, *given, listed)
        self.in_time = (start, end, as_of, known, *numbers, *given, listed)
        # In-time spans count as late only where something was not known yet.
        self.sources = SOURCES if known_at is not None else SOURCES[:2]

    def _names(self, statement: str) -> dict[int, str]:
        return dict(self.store.rows(self.sql[statement]))

    def groups(self) -> list[summaries.Group]:
        """Everything late, added up."""
        found: dict[tuple[Any, ...], list[int]] = {}
        for source in self.sources:
            summaries.tally(self.store.rows(self.sql["audit-tally-" + source], self.late), found)
        sops, people = self.sops, self.people
        groups = []
        for (step, roles, person, kind), (n, late, longest) in found.items():
            sop, name = self.steps[step]
            who = "" if person is None else people[person]
            groups.append(summaries.Group(sops[sop], name, self.roles[roles], who, kind, n, late, longest))
        return groups

    def worst(self, born_late: int, most: int) -> tuple[AuditRow, ...]:
        """The latest by most, those that were born late or those that were not."""
        found: list[tuple[Any, ...]] = []
        for source in self.sources:
            found += self.store.rows(self.sql["audit-worst-" + source], (*self.late, born_late, most))
        found.sort(key=lambda row: (-row[0], *row[1:4], row[6], row[7]))
        return self._rows(found[:most])

    def recorded_late(self, most: int) -> tuple[tuple[AuditRow, ...], int]:
        """Done in time, written down after due; and how many there are in all."""
        found = self.store.rows(self.sql["audit-recorded-late"], (*self.in_time, max(most, 1)))
        return self._rows([row[:-1] for row in found[:most]]), found[0][-1] if found else 0

    def _rows(self, found: list[tuple[Any, ...]]) -> tuple[AuditRow, ...]:
        tasks = self.store.listed({row[2] for row in found})
        refs: dict[int, str] = dict(self.store.rows(self.sql["audit-refs"], (tasks,)))
        sops, steps, roles, people = self.sops, self.steps, self.roles, self.people
        return tuple([
            AuditRow(
                task, refs[task], sops[sop], steps[step][1], deadline, visit, roles[role_set],
                None if actor is None else people[actor], due, limit, ended, recorded, why, late,
                breached == 1, NEW if is_new else CARRIED, open_at_end == 1, born == 1,
            )
            for late, due, task, _, sop, step, deadline, visit, role_set, actor, limit, ended, recorded, why,
            breached, is_new, open_at_end, born in found
        ])  # fmt: skip


def _number(names: dict[int, str], name: str | None) -> int:
    """The number of a name to ask for: 0 for no name, one that nothing has for an unknown name."""
    if name is None:
        return 0
    return next((number for number, known in names.items() if known == name), _NOBODY)
