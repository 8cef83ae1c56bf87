"""The verdicts of a migration as people read them: counted first, then by version, step and verdict.

A hundred thousand tasks are a few dozen groups; each names some of its tasks, and every deadline that
changes and everything that stays behind is shown on one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from engine.migration import CANNOT, MOVES, STAYS, Verdict
from engine.model.refusals import Refusal
from engine.render import shifts
from engine.render.escape import terminal
from engine.render.naming import Names
from engine.render.refusals import line, render
from engine.render.width import table
from engine.words import N_, _, ngettext

EXAMPLES = 3
WORDS = {MOVES: N_("moves"), CANNOT: N_("cannot"), STAYS: N_("stays")}
ORDER = (CANNOT, MOVES, STAYS)


class Surroundings(NamedTuple):
    """``names`` gives the names around a version (a document's id), ``numbers`` what people call it;
    ``sop`` and ``target`` (a document's id) are what is moved to."""

    sop: str
    target: int
    numbers: Mapping[int, int]
    names: Callable[[int], Names]


class Sum:
    """Some tasks of which one thing is true: how many, and the first of them."""

    __slots__ = ("count", "examples")

    def __init__(self) -> None:
        self.count = 0
        self.examples: list[Verdict] = []

    def add(self, verdict: Verdict) -> None:
        """One more."""
        self.count += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(verdict)

    def tasks(self) -> str:
        """The first of them, and that there are more."""
        shown = Names.several(f"T-{one.task}" for one in self.examples)
        return shown + (_(", ...") if self.count > len(self.examples) else "")


Place = tuple[int, tuple[str, ...]]
"""A version and the open steps."""


class Summary:
    """Verdicts counted while they come in; holds a few of them, however many there are."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys((MOVES, STAYS, CANNOT), 0)
        self.groups: dict[tuple[str, Place], Sum] = {}
        self.shifts: dict[tuple[Place, str, str], Sum] = {}
        self.lost: dict[tuple[str, str], Sum] = {}
        self.gone: dict[str, Sum] = {}
        self.reasons: dict[tuple[Place, Any], Sum] = {}

    def add(self, verdicts: Iterable[Verdict]) -> None:
        """Count these, too."""
        for verdict in verdicts:
            place = (verdict.version, verdict.steps)
            self.counts[verdict.verdict] += 1
            self.groups.setdefault((verdict.verdict, place), Sum()).add(verdict)
            for key in {(place, shift.deadline, shift.step) for shift in verdict.shifts}:
                self.shifts.setdefault(key, Sum()).add(verdict)
            for left in set(verdict.lost):
                self.lost.setdefault(left, Sum()).add(verdict)
            for field in verdict.gone:
                self.gone.setdefault(field, Sum()).add(verdict)
            if verdict.refusal is not None:
                self.reasons.setdefault((place, _kind(verdict.refusal)), Sum()).add(verdict)


def _kind(refusal: Refusal) -> tuple[Any, ...]:
    """What tells refusals apart that are shown once: codes, and what they are about; no single value."""
    about = tuple(str(refusal.data.get(key)) for key in ("field", "step", "problem"))
    return (refusal.code, *about, *map(_kind, refusal.reasons))


def lines(summary: Summary, around: Surroundings, dry: bool) -> list[str]:
    """The whole report, a line each; inert."""
    target = around.names(around.target)
    counts = Names.several(_counts(summary.counts))
    data = {"sop": terminal(around.sop), "version": around.numbers[around.target], "counts": counts}
    found = [_("%(sop)s to version %(version)s: %(counts)s.") % data]
    if dry:
        found[0] = Names.followed(found[0], _("Nothing was written."))
    if summary.groups:
        found += ["", *_groups(summary, around)]
    if summary.shifts:
        found += ["", _("Deadlines that change"), *_shifts(summary, around, target)]
    if summary.lost:
        rows = [
            (f"{one.count:,}", target.step(step), target.title(title), one.tasks())
            for (step, title), one in summary.lost.items()
        ]
        head = (_("tasks"), _("step"), _("line"), _("such as"))
        found += ["", _("Ticks that stay behind, because the line is gone"), *_table(head, rows, (0,))]
    if summary.gone:
        fields = [
            (f"{one.count:,}", around.names(one.examples[0].version).field(field), one.tasks())
            for field, one in summary.gone.items()
        ]
        found += [
            "",
            _("Values that stay behind, because the field is gone"),
            *_table((_("tasks"), _("field"), _("such as")), fields, (0,)),
        ]
    if summary.reasons:
        found += ["", _("Why not"), *_reasons(summary, around)]
    return found


def _counts(counts: Mapping[str, int]) -> Iterator[str]:
    moves, stays, cannot = counts[MOVES], counts[STAYS], counts[CANNOT]
    yield ngettext("%(n)s task moves", "%(n)s tasks move", moves) % {"n": f"{moves:,}"}
    yield ngettext("%(n)s is there already", "%(n)s are there already", stays) % {"n": f"{stays:,}"}
    yield ngettext("%(n)s cannot", "%(n)s cannot", cannot) % {"n": f"{cannot:,}"}


def _groups(summary: Summary, around: Surroundings) -> list[str]:
    def rank(key: tuple[str, Place]) -> tuple[Any, ...]:
        verdict, (version, steps) = key
        return ORDER.index(verdict), around.numbers.get(version, 0), -summary.groups[key].count, steps

    rows = []
    for verdict, place in sorted(summary.groups, key=rank):
        one = summary.groups[verdict, place]
        rows.append((_(WORDS[verdict]), *_place(place, around), f"{one.count:,}", one.tasks()))
    return _table((_("verdict"), _("from"), _("step"), _("tasks"), _("such as")), rows, (1, 3), indent="")


def _place(place: Place, around: Surroundings) -> tuple[str, str]:
    version, steps = place
    names = around.names(version)
    return str(around.numbers.get(version, "?")), Names.several(map(names.step, steps)) or "-"


def _shifts(summary: Summary, around: Surroundings, names: Names) -> list[str]:
    rows = []
    for (place, deadline, step), one in summary.shifts.items():
        first = one.examples[0]
        shift = next(each for each in first.shifts if (each.deadline, each.step) == (deadline, step))
        old = around.names(first.version)
        called = shifts.clock(names, old, shift)
        text = _("%(task)s: %(text)s") % {"task": f"T-{first.task}", "text": shifts.planned(names, shift)}
        rows.append((*_place(place, around), called, f"{one.count:,}", text))
    head = (_("from"), _("step"), _("deadline"), _("tasks"), _("such as"))
    return _table(head, rows, (0, 3))


def _reasons(summary: Summary, around: Surroundings) -> list[str]:
    found = []
    for ((version, steps), _key), one in summary.reasons.items():
        names, refusal = around.names(version), one.examples[0].refusal
        assert refusal is not None
        number, step = _place((version, steps), around)
        text = ngettext(
            "%(n)s task in %(step)s of version %(version)s",
            "%(n)s tasks in %(step)s of version %(version)s",
            one.count,
        ) % {"n": f"{one.count:,}", "step": step, "version": number}
        found.append(terminal(f"  {text} ({one.tasks()})"))
        found += ["    " + part for part in _said(refusal, names, around.names(around.target), render)]
    return found


NEW = frozenset({"bad-value", "other-type", "newly-required", "missing-value", "unique-changed"})
"""Refusals that are about fields of the new version; the others are about what was there."""


def _said(refusal: Refusal, old: Names, new: Names, how: Callable[..., str]) -> list[str]:
    """Every reason in lines, each with the names of the version that it is about."""
    found = []
    for reason in refusal.reasons or (refusal,):
        names = new if reason.code in NEW else old
        found += how(reason, names.zone, names.definition, names.team, names.private).split("\n")
    return found


def _table(
    head: tuple[str, ...], rows: Iterable[tuple[str, ...]], right: tuple[int, ...], indent: str = "  "
) -> list[str]:
    return table(head, [[terminal(cell) for cell in row] for row in rows], right, indent)


def of_task(verdict: Verdict, around: Surroundings) -> str:
    """One task's verdict in one line."""
    old, new = around.names(verdict.version), around.names(around.target)
    parts = [
        f"{shifts.clock(new, old, shift)}{_(': ')}{shifts.planned(new, shift)}" for shift in verdict.shifts
    ]
    parts += [_("no longer ticked: %(items)s") % {"items": new.title(title)} for _step, title in verdict.lost]
    parts += [_("%(field)s stays behind") % {"field": old.field(field)} for field in verdict.gone]
    if verdict.refusal is not None:
        parts += _said(verdict.refusal, old, new, line)
    data = {"task": f"T-{verdict.task} {verdict.ref}".strip(), "verdict": _(WORDS[verdict.verdict])}
    text = _("%(task)s: %(verdict)s") % data
    return terminal(f"{text}{_('; ')}{_('; ').join(parts)}" if parts else text)
