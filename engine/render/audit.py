"""An audit as text for a terminal, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.audit.rows import NEW, Audit, AuditRow, Summary
from engine.model.definition import Definition
from engine.model.team import Team
from engine.render.escape import terminal
from engine.render.instants import lasting, moment
from engine.render.items import item, joined
from engine.render.naming import Names
from engine.render.sections import Section
from engine.render.sections import lines as section_lines
from engine.words import N_, _

NOTHING: dict[tuple[int, int], Sequence[tuple[str, Any]]] = {}
STATES = {"new": N_("new"), "carried": N_("carried over")}


class Titles:
    """The names around an audit: each SOP's by its current definition, people's and roles' by the team."""

    __slots__ = ("_items", "_names", "_plain", "provisional", "zone")

    def __init__(
        self,
        zone: str,
        definitions: Mapping[str, Definition] | None = None,
        team: Team | None = None,
        items: Mapping[tuple[int, int], Sequence[tuple[str, Any]]] = NOTHING,
        provisional: Container[tuple[int, int]] = (),
    ) -> None:
        """``items`` are the (block, item) around visits, by task and number of the visit; ``provisional`` the
        (task, due) that were planned over a year whose holidays were not known."""
        self.zone = zone
        self.provisional = provisional
        self._items = items
        self._plain = Names(zone, None, team)
        self._names = {sop: Names(zone, body, team) for sop, body in (definitions or {}).items()}

    def of(self, sop: str) -> Names:
        """The names of one SOP."""
        return self._names.get(sop, self._plain)

    def sop(self, name: str) -> str:
        """An SOP by name and title."""
        definition = self.of(name).definition
        title = self.of(name).title(definition.title) if definition else ""
        return name if title in ("", name) else f"{name} ({title})"

    def items(self, row: AuditRow) -> list[str]:
        """The items around a row's visit; those of private lists are masked, whoever reads."""
        found = self._items.get((row.task, row.visit), ())
        return [item(self.of(row.sop), block, value) for block, value in found]

    def step(self, row: AuditRow) -> str:
        """A row's step, with the item that it is for."""
        text, items = self.of(row.sop).step(row.step), self.items(row)
        return _("%(item)s: %(text)s") % {"item": joined(items), "text": text} if items else text

    def deadline(self, row: AuditRow) -> str:
        """A deadline block's title, or nothing for a step's own due."""
        definition = self.of(row.sop).definition
        body = definition.deadlines.get(row.deadline) if definition else None
        return self.of(row.sop).title(body.title) if body else row.deadline


def render(audit: Audit, titles: Titles, heading: str = "") -> str:
    """The audit as lines: what it answers, counts, then the rows it has. Inert, aligned by width.

    ``heading`` names the time, such as ``2026-W47``. Lists that were cut say how many there are.
    """
    lines = [span(audit, titles, heading), "", *totals(audit.total), *section_lines(sections(audit, titles))]
    return "\n".join(lines)


def sections(audit: Audit, titles: Titles) -> list[Section]:
    """The audit's tables that have rows: counts by what they are about, then single cases."""
    born_late = _("Late from the start (set when due had passed; not counted)")
    found = [_summary(*one) for one in _summaries(audit, titles)]
    found += [
        _cases(_("The latest"), audit.rows, audit.total.overdue, titles),
        _cases(born_late, audit.born_late, audit.born_late_in_all, titles),
        _recorded_late(audit.recorded_late, audit.recorded_late_in_all, titles),
    ]
    return [section for section in found if section.rows]


def span(audit: Audit, titles: Titles, heading: str) -> str:
    """From when to when an audit looks, as things stood when. Inert."""
    names = titles.of("")
    data = {"from": names.at(audit.start), "to": names.at(audit.end), "as_of": names.at(audit.as_of)}
    text = _("Overdue from %(from)s to %(to)s (%(zone)s), as of %(as_of)s") % {**data, "zone": titles.zone}
    if audit.known_at is not None:
        text += _(", as known at %(at)s") % {"at": names.at(audit.known_at)}
    return terminal(f"{heading}  {text}" if heading else text)


def totals(total: Summary) -> list[str]:
    """What there was in all, in a sentence or two."""
    if not total.overdue:
        return [_("Nothing was overdue.")]
    counts = _(
        "%(overdue)s overdue: %(new)s new, %(carried)s carried over; %(breached)s past the limit; "
        "%(open)s open at the end."
    ) % {
        "overdue": total.overdue,
        "new": total.new,
        "carried": total.carried,
        "breached": total.breached,
        "open": total.open_at_end,
    }
    mean = lasting(total.late // total.overdue)
    return [
        counts,
        _("Late by %(mean)s on average, %(most)s at most.") % {"mean": mean, "most": lasting(total.longest)},
    ]


Name = Callable[[Summary], str]


def _summaries(audit: Audit, titles: Titles) -> Iterable[tuple[str, str, tuple[Summary, ...], Name]]:
    people = titles.of("")
    yield _("By SOP"), _("SOP"), audit.by_sop, lambda one: titles.sop(one.name)
    yield (
        _("By step"),
        _("step"),
        audit.by_step,
        lambda one: f"{one.sop}: {titles.of(one.sop).step(one.name)}",
    )
    yield _("By role"), _("role"), audit.by_role, lambda one: people.role(one.name)
    yield (
        _("By person"),
        _("person"),
        audit.by_person,
        lambda one: people.person(one.name) if one.name else _("(closed by nobody yet)"),
    )


def _summary(title: str, column: str, summaries: tuple[Summary, ...], name: Name) -> Section:
    head = (
        column, _("overdue"), _("breached"), _("new"), _("carried over"), _("open at the end"),
        _("late on average"), _("at most"),
    )  # fmt: skip
    rows = [
        (
            terminal(name(one)), str(one.overdue), str(one.breached), str(one.new), str(one.carried),
            str(one.open_at_end), lasting(one.late // one.overdue), lasting(one.longest),
        )
        for one in summaries
    ]  # fmt: skip
    return Section(title, head, rows, range(1, len(head)))


def _cases(title: str, rows: tuple[AuditRow, ...], in_all: int, titles: Titles) -> Section:
    head = (
        _("task"), _("name"), _("step"), _("deadline"), _("role"), _("person"), _("due"), _("ended"),
        _("late by"), "",
    )  # fmt: skip
    return Section(_titled(title, len(rows), in_all), head, [_cells(row, titles) for row in rows], (8,), True)


def _titled(title: str, n: int, in_all: int) -> str:
    """A list's title, with how many there are where the list was cut."""
    if n == in_all:
        return title
    return _("%(title)s: %(n)s of %(all)s") % {"title": title, "n": n, "all": in_all}


def _cells(row: AuditRow, titles: Titles) -> list[str]:
    names = titles.of(row.sop)
    remarks = [_(STATES[row.state])]
    if row.breached:
        remarks.append(_("past the limit"))
    if row.ended is None:
        ended = _("open")
    else:
        ended = names.at(row.ended)
        if row.why in WHY:
            remarks.append(_(WHY[row.why]))
    cells = (
        f"T-{row.task}",
        row.ref,
        titles.step(row),
        titles.deadline(row),
        names.roles(row.roles or ("",)),
        names.person(row.person) if row.person else "",
        names.at(row.due) + (_(" (provisional)") if (row.task, row.due) in titles.provisional else ""),
        ended,
        lasting(row.late),
        names.several(remarks),
    )
    return list(map(terminal, cells))


WHY = {
    "void": N_("it fell away"),
    "cancelled": N_("cancelled"),
    "replanned": N_("planned anew"),
}
"""Why a span ended, where it was not by closing the step."""


def _recorded_late(rows: tuple[AuditRow, ...], in_all: int, titles: Titles) -> Section:
    head = (_("task"), _("name"), _("step"), _("person"), _("due"), _("ended"), _("written down"))
    found = []
    for row in rows:
        names = titles.of(row.sop)
        cells = (
            f"T-{row.task}",
            row.ref,
            titles.step(row),
            names.person(row.person or ""),
            names.at(row.due),
            names.at(row.ended or 0),
            names.at(row.recorded or 0),
        )
        found.append(list(map(terminal, cells)))
    title = _titled(_("Done in time, written down after due (not counted)"), len(rows), in_all)
    return Section(title, head, found, cases=True)


def as_data(audit: Audit, zone: str, titles: Titles | None = None) -> dict[str, Any]:
    """The audit as plain data for JSON: instants as ISO 8601 in ``zone``, lengths of time in seconds; the
    ``items`` of each row where ``titles`` know them."""

    def listed(rows: tuple[AuditRow, ...]) -> list[dict[str, Any]]:
        return [
            _row(row, zone)
            | {"provisional": titles is not None and (row.task, row.due) in titles.provisional}
            | ({"items": titles.items(row)} if titles else {})
            for row in rows
        ]

    return {
        "start": _iso(audit.start, zone),
        "end": _iso(audit.end, zone),
        "as_of": _iso(audit.as_of, zone),
        "known_at": _iso(audit.known_at, zone),
        "total": _counts(audit.total),
        "by_sop": [{"sop": one.name, **_counts(one)} for one in audit.by_sop],
        "by_step": [{"sop": one.sop, "step": one.name, **_counts(one)} for one in audit.by_step],
        "by_role": [{"role": one.name, **_counts(one)} for one in audit.by_role],
        "by_person": [{"person": one.name or None, **_counts(one)} for one in audit.by_person],
        "overdue": listed(audit.rows),
        "born_late": listed(audit.born_late),
        "born_late_in_all": audit.born_late_in_all,
        "recorded_late": listed(audit.recorded_late),
        "recorded_late_in_all": audit.recorded_late_in_all,
    }


def _counts(one: Summary) -> dict[str, int]:
    return {
        "overdue": one.overdue,
        "breached": one.breached,
        "new": one.new,
        "carried": one.carried,
        "open_at_end": one.open_at_end,
        "late_seconds": one.late // 1000,
        "longest_seconds": one.longest // 1000,
    }


def _row(row: AuditRow, zone: str) -> dict[str, Any]:
    return {
        "task": f"T-{row.task}",
        "ref": row.ref,
        "sop": row.sop,
        "step": row.step,
        "deadline": row.deadline or None,
        "roles": list(row.roles),
        "person": row.person,
        "due": _iso(row.due, zone),
        "limit": _iso(row.limit, zone),
        "ended": _iso(row.ended, zone),
        "recorded": _iso(row.recorded, zone),
        "why": row.why,
        "late_seconds": row.late // 1000,
        "breached": row.breached,
        "new": row.state == NEW,
        "open_at_end": row.open_at_end,
    }


def _iso(at: int | None, zone: str) -> str | None:
    when: datetime | None = None if at is None else moment(at, zone)
    return None if when is None else when.isoformat(timespec="seconds")
