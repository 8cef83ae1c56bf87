"""How clocks came about, in words: from what, past which days and pauses; earlier plans; what is next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cli.facts import given, span_name
from cli.outlook import hours
from cli.output import inert, say
from cli.show import clock_text, span_data
from cli.when import iso
from engine.render.instants import lasting
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.kernel import Context, Program
    from engine.kernel.reasons import Reason, Stood
    from engine.model.task import Span, Task
    from engine.model.timing import Rung
    from engine.render.naming import Names
    from engine.store import EventRow

Chain = tuple["Span", ...]
BECAUSE = {
    "replan": N_("it was planned anew by another calendar"),
    "migrate": N_("it moved to another version"),
    "hold": N_("it was put on hold"),
    "resume": N_("it went on"),
    "advance": N_("a step was closed"),
    "override": N_("a step was closed"),
    "undo": N_("what was closed was undone"),
    "reopen": N_("a step was reopened"),
}
TAKEN_BACK = frozenset({"closed", "void", "cancelled"})
"""How a clock had stopped that goes on, where it did not stand still."""

GIVEN_BACK = {
    "work": N_("; %(left)s of working time were left, counted on from then: %(at)s"),
    "exact": N_("; %(left)s were left, counted on from then: %(at)s"),
    "restart": N_("; all of its time again from then: %(at)s"),
}


class Past:
    """A task and how it was when each of its clocks started; its events are read when first asked for."""

    def __init__(self, app: App, task: Task) -> None:
        self.app, self.task = app, task
        self.program, self.context = app.program(task), app.context(task)
        self._events: list[tuple[EventRow, list[dict[str, Any]]]] | None = None

    def events(self) -> list[tuple[EventRow, list[dict[str, Any]]]]:
        """Every event with its facts."""
        if self._events is None:
            with self.app.store.reading():
                rows = self.app.store.events(self.task.id)
            self._events = [(row, json.loads(row.body)["facts"]) for row in rows]
        return self._events

    def when_planned(self, span: Span) -> tuple[Program, Task, Context]:
        """What a clock was planned by: the task as it was then, and the version of the calendar."""
        if span.ended is None:
            task, program, context = self.task, self.program, self.context
        else:
            from engine.verify import replayed

            found: Task | None = None
            for row, facts in self.events():
                found = replayed(found, row)
                if any(fact["fact"] == "clock" and fact["clock"] == span.no for fact in facts):
                    break
            task = found or self.task
            program = self.app.registry.program(task.version)
            context = self.app.context(task)._replace(recorded=span.started_recorded)
        calendar = self.app.registry.calendar_version(span.calendar)
        if calendar is not None:
            context = context._replace(calendar=calendar, calendar_number=span.calendar)
        return program, task, context

    def stopped_by(self, span: Span) -> tuple[EventRow, list[dict[str, Any]]] | None:
        """The event that ended a clock."""
        for row, facts in self.events():
            if any(fact["fact"] == "stopped" and fact["clock"] == span.no for fact in facts):
                return row, facts
        return None

    def reason(self, span: Span, which: str) -> Reason | None:
        """How an instant came about. Raises CalendarGap."""
        from engine.kernel.reasons import reason

        program, task, context = self.when_planned(span)
        if span.ended is not None:
            span = next((one for one in task.clocks if one.no == span.no), span)
        return reason(program, task, span, which, context)


def say_chain(past: Past, names: Names, chain: Chain, whole: bool) -> None:
    """A clock as it is now, how that came about, and what it was before. One that is over is explained where
    it was late, or with ``whole``."""
    span, now = chain[-1], past.context.recorded
    name = inert(span_name(names, past.task, span))
    say(_("%(task)s: %(text)s") % {"task": name, "text": clock_text(names, span, now)})
    late = span.due is not None and span.ended is not None and span.ended > span.due
    if span.ended is None or late or whole or span.why == "paused":
        for which, title in (("due", N_("due")), ("limit", N_("limit"))):
            for number, text in enumerate(_reasons(past, names, span, which)):
                say("    " + text if number else "  " + _(title) + _(": ") + text)
        for text in _stands(past, names, span):
            say("  " + inert(text))
    for text in _before(past, names, chain[:-1]):
        say("  " + inert(text))
    for text in _next(past, names, span):
        say("  " + inert(text))


def chain_data(past: Past, names: Names, chain: Chain) -> Iterator[dict[str, Any]]:
    """Every plan of a clock as plain data."""
    from engine.kernel.reasons import next_rung

    for span in chain:
        rung = next_rung(past.program, span)
        yield {
            **span_data(past.app, span),
            "due_why": _reasons(past, names, span, "due"),
            "limit_why": _reasons(past, names, span, "limit"),
            "stands_still": list(_stands(past, names, span)) if span is chain[-1] else [],
            "ended_because": _cause(past, names, span),
            "next_rung": None
            if rung is None
            else {"at": iso(rung[0], past.app.zone), "no": rung[1], "does": _verbs(names, rung[2])},
        }


def _reasons(past: Past, names: Names, span: Span, which: str) -> list[str]:
    """The lines that explain an instant, as it is written first; none where it has none."""
    from engine.rules.calendars import CalendarGap

    try:
        found = past.reason(span, which)
    except CalendarGap as gap:
        return [_("The calendar has no data for %(year)s.") % {"year": gap.year}]
    if found is None:
        return []
    lines = [inert(found.instant.source)]
    lines += [_explained(names, line.code, line.data) for line in found.lines]
    lines += [inert(_paused(names, one)) for one in found.stood]
    planned = getattr(span, which)
    if planned is not None and found.at != planned:
        text = _("on record stands %(at)s: what it was reckoned from was changed")
        lines.append(text % {"at": names.at(planned)})
    return lines


def _explained(names: Names, code: str, data: dict[str, Any]) -> str:
    from engine.rules.deadlines.lines import LINES

    shown = {}
    for key, value in data.items():
        shown[key] = names.at(value) if key == "at" and isinstance(value, int) else str(value)
        if key == "weekday":
            shown[key] = _(str(value))
    return inert(_(LINES[code]) % shown)


def _paused(names: Names, one: Stood) -> str:
    """A time in which a clock stood still, why, and what that did."""
    data = {"from": names.at(one.began), "to": names.at(one.over or 0), "why": _why(names, one)}
    text = _("stood still %(from)s to %(to)s (%(why)s)") % data
    if not one.how:
        return text + _("; the instant stays as it is")
    moved = {"left": hours(one.left), "at": names.at(one.after)}
    return text + _(GIVEN_BACK[one.how]) % moved


def _why(names: Names, one: Stood) -> str:
    texts = []
    for hold in one.holds:
        data = {"reason": hold.reason or _("no reason given"), "person": names.person(hold.actor)}
        text = _("on hold: %(reason)s, %(person)s") % data
        if hold.until is not None:
            text += _(", expected until %(at)s") % {"at": names.at(hold.until)}
        texts.append(text)
    texts += [_("while %(step)s was open") % {"step": names.step(visit.step)} for visit in one.visits]
    return _("; ").join(texts)


def _stands(past: Past, names: Names, span: Span) -> Iterator[str]:
    """What keeps a clock standing still now."""
    from engine.kernel.reasons import still

    if span.why != "paused":
        return
    one = still(past.program, past.task, span, past.context)
    if one is not None:
        data = {"from": names.at(one.began), "why": _why(names, one)}
        yield _("stands still since %(from)s (%(why)s)") % data


def _before(past: Past, names: Names, spans: Chain) -> Iterator[str]:
    """Earlier plans, the latest first."""
    for span in reversed(spans):
        if span.due is None or span.ended is None:
            continue
        data = {"at": names.at(span.due), "ended": names.at(span.ended), "why": _cause(past, names, span)}
        text = _("until %(ended)s it was due %(at)s; then %(why)s") % data
        if span.ended > span.due:
            text += _("; it was late by then by %(time)s, and stays so on record") % {
                "time": lasting(span.ended - span.due)
            }
        yield text


def _cause(past: Past, names: Names, span: Span) -> str:
    """Why a plan ended, in words; "" for one that runs."""
    if span.ended is None:
        return ""
    found = past.stopped_by(span) if span.why in ("replanned", "paused", "resumed") else None
    if found is None:
        from cli.facts import WHY

        return _(WHY.get(span.why or "", ""))
    row, facts = found
    for fact in facts:
        if fact["fact"] == "stopped" and fact["clock"] == span.no and fact["why"] in TAKEN_BACK:
            from cli.facts import WHY

            return _("%(why)s, and that was taken back") % {"why": _(WHY[fact["why"]])}
    values: dict[str, Any] = {}
    for fact in facts:
        if fact["fact"] == "set":
            values.update(fact["data"])
    if values and row.kind in ("set", "advance", "signal"):
        return _("because of %(fields)s") % {"fields": given(names, values)}
    return _(BECAUSE.get(row.kind, N_("it was planned anew")))


def _next(past: Past, names: Names, span: Span) -> Iterator[str]:
    from engine.kernel.reasons import next_rung

    found = next_rung(past.program, span)
    if found is not None:
        at, no, rung = found
        data = {"at": names.at(at), "no": no, "verbs": names.several(_verbs(names, rung))}
        if at > past.context.recorded:
            yield _("next on its ladder, %(at)s (rung %(no)s): %(verbs)s") % data
        else:
            yield _("next on its ladder, at the next sweep (rung %(no)s, due %(at)s): %(verbs)s") % data


def _verbs(names: Names, rung: Rung) -> list[str]:
    """What a rung does, one text for each verb."""
    found = []
    if rung.notify:
        found.append(_("tells %(whom)s") % {"whom": names.several(map(names.whom, rung.notify))})
    if rung.assign:
        found.append(_("gives the step to %(whom)s") % {"whom": names.several(map(names.whom, rung.assign))})
    if rung.set:
        fields = names.several(names.field(name) for name, _value in rung.set)
        found.append(_("sets %(fields)s") % {"fields": fields})
    if rung.close:
        data = {"step": names.step(rung.close[0]), "outcome": names.outcome(rung.close[-1], rung.close[0])}
        found.append(_("closes %(step)s: %(outcome)s") % data)
    if rung.start:
        found.append(_("starts %(sop)s") % {"sop": rung.start})
    return found
