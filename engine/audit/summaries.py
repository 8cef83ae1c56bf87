"""Adding late spans up: by SOP, by step, by role, by person.

A span whose step several roles may do counts for each of them, so the roles' counts can add up to more
than the total. What nobody has closed yet stands under the person "".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from engine.audit.rows import Summary

BREACHED, NEW, OPEN_AT_END, BORN_LATE = 1, 2, 4, 8
"""What a late span counts as, added up in one number."""


class Group(NamedTuple):
    """Spans alike in all that is counted: whose, what they count as, how many, how late (ms)."""

    sop: str
    step: str
    roles: tuple[str, ...]
    person: str
    kind: int
    n: int
    late: int
    longest: int


Key = tuple[str, str]
"""Name and, for a step, its SOP."""


def tally(rows: Iterable[tuple[Any, ...]], into: dict[tuple[Any, ...], list[int]]) -> None:
    """Add rows (step, set of roles, person, kind, late) up by all but the last: number, sum, greatest."""
    for step, roles, person, kind, late in rows:
        key = (step, roles, person, kind)
        found = into.get(key)
        if found is None:
            into[key] = [1, late, late]
        else:
            found[0] += 1
            found[1] += late
            if late > found[2]:
                found[2] = late


def total(groups: Iterable[Group]) -> Summary:
    """All of them together."""
    return _summary(("", ""), list(groups))


def by_sop(groups: Iterable[Group]) -> tuple[Summary, ...]:
    """For each SOP, the most overdue first."""
    return _grouped(groups, lambda group: ((group.sop, ""),))


def by_step(groups: Iterable[Group]) -> tuple[Summary, ...]:
    """For each step of each SOP."""
    return _grouped(groups, lambda group: ((group.step, group.sop),))


def by_role(groups: Iterable[Group]) -> tuple[Summary, ...]:
    """For each role that may do the step; "" for steps that are anybody's."""
    return _grouped(groups, lambda group: [(role, "") for role in group.roles or ("",)])


def by_person(groups: Iterable[Group]) -> tuple[Summary, ...]:
    """For each person who closed the step late; "" for what nobody closed."""
    return _grouped(groups, lambda group: ((group.person, ""),))


def _grouped(groups: Iterable[Group], keys: Callable[[Group], Iterable[Key]]) -> tuple[Summary, ...]:
    found: dict[Key, list[Group]] = {}
    for group in groups:
        for key in keys(group):
            found.setdefault(key, []).append(group)
    summaries = [_summary(key, members) for key, members in found.items()]
    return tuple(sorted(summaries, key=lambda one: (-one.overdue, -one.late, one.sop, one.name)))


def _summary(key: Key, groups: list[Group]) -> Summary:
    def count(kind: int) -> int:
        return sum(group.n for group in groups if group.kind & kind)

    overdue, new = sum(group.n for group in groups), count(NEW)
    return Summary(
        name=key[0],
        sop=key[1],
        overdue=overdue,
        breached=count(BREACHED),
        new=new,
        carried=overdue - new,
        open_at_end=count(OPEN_AT_END),
        late=sum(group.late for group in groups),
        longest=max((group.longest for group in groups), default=0),
    )
