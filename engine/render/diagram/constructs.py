"""What is said about blocks, lanes, waits, calls and tables in a diagram."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from engine.model.definition import Cases, Definition, LaneBody, Step
from engine.render.diagram.picture import Line
from engine.render.diagram.wording import cases_of_roles, timing_text
from engine.render.naming import Names
from engine.words import _, ngettext


def at_head(step: Step, names: Names) -> list[Line]:
    """What a step is, where it is not plain work: how many lanes, for each of what, what it waits for or
    calls."""
    if step.each is not None:
        return [Line("each", _each(step))]
    if step.lanes:
        count = len(step.lanes)
        return [Line("each", ngettext("%(n)s lane", "%(n)s lanes at the same time", count) % {"n": count})]
    if step.wait is not None:
        return list(_waits(step, names))
    if step.call is not None:
        lines = [Line("call", _("a task of %(sop)s") % {"sop": step.call.sop})]
        if step.call.gather:
            gathered = _title(step.call.gather, names)
            lines.append(Line("call", _("one for all that give the same: %(field)s") % {"field": gathered}))
        return lines
    return []


def _each(step: Step) -> str:
    assert step.each is not None
    each, count = step.each, step.each.at_once
    text = _("for each %(item)s in %(list)s") % {"item": each.item, "list": each.over.source}
    if count == 1:
        return _("%(what)s, one after another") % {"what": text}
    if count:
        return _("%(what)s, %(n)s at the same time") % {"what": text, "n": count}
    return _("%(what)s, all at the same time") % {"what": text}


def _waits(step: Step, names: Names) -> Iterator[Line]:
    wait = step.wait
    assert wait is not None
    if wait.condition is not None:
        yield Line("wait", _("waits until %(condition)s") % {"condition": wait.condition.source})
    if wait.signal:
        yield Line("wait", _("waits for the signal %(signal)s") % {"signal": names.title(wait.signal)})
    if wait.until is not None:
        when = timing_text(wait.until, names)
        alone = wait.condition is None and not wait.signal
        yield Line(
            "due" if not alone else "wait",
            (_("waits until: %(when)s") if alone else _("at the latest: %(when)s")) % {"when": when},
        )


def at_lane(step: Step, body: LaneBody, role: str, names: Names) -> Iterator[Line]:
    """Whose lane it is, whether it is walked, and what an item has for itself."""
    if role:
        yield Line("role", role)
    if body.when is not None:
        yield Line("when", _("only if %(condition)s") % {"condition": body.when.source})
    if step.each is not None and step.each.data:
        fields = names.several(_title(name, names) for name in step.each.data)
        yield Line("note", _("each has its own: %(fields)s") % {"fields": fields})


def common_role(definition: Definition, lane: str, names: Names) -> str:
    """For whom most of a lane's own steps are, in words; "" where there is only what closes itself."""
    roles = [
        cases_of_roles(step.role, names)
        for step in definition.steps.values()
        if step.lane == lane and step.kind == "work"
    ]
    return Counter(roles).most_common(1)[0][0] if roles else ""


def at_join(step: Step) -> str:
    """When a block goes on, and what becomes of the lanes that are not needed for it."""
    each, join = step.each is not None, step.join
    count = 1 if join == "any" else join
    if isinstance(count, str):
        return _("when every item is done") if each else _("when every lane is done")
    text = (
        ngettext("when %(n)s item is done", "when %(n)s items are done", count)
        if each
        else ngettext("when %(n)s lane is done", "when %(n)s lanes are done", count)
    ) % {"n": count}
    rest = _("the others are cancelled") if step.rest == "cancel" else _("the others are finished")
    return _("%(join)s; %(rest)s") % {"join": text, "rest": rest}


def tables_text(step: Step, definition: Definition, names: Names) -> str:
    """The decision tables that a case of a step asks, by their titles; "" where it asks none."""
    if not definition.tables:
        return ""
    sources = " ".join(_sources(step))
    found = [
        names.title(table.title) or name
        for name, table in definition.tables.items()
        if re.search(rf"(?<!\w){re.escape(name)}\.", sources)
    ]
    return _("by table: %(tables)s") % {"tables": names.several(found)} if found else ""


def _sources(step: Step) -> Iterator[str]:
    """What is written in a step wherever it depends on data."""
    cases: list[Cases | None] = [step.role, step.not_before, step.due, step.limit]
    cases += [outcome.to for outcome in step.outcomes.values()]
    cases += [step.wait.until] if step.wait else []
    for case in (case for group in cases for case in group or ()):
        if case.when is not None:
            yield case.when.source
        yield getattr(case.value, "source", "")
    yield from (item.must.source for item in step.items if item.must is not None)
    wait = step.wait.condition if step.wait else None
    for expression in (step.when, wait, *(outcome.when for outcome in step.outcomes.values())):
        if expression is not None:
            yield expression.source


def _title(field: str, names: Names) -> str:
    body = names.definition.data.get(field) if names.definition else None
    return (names.title(body.title) if body else "") or field
