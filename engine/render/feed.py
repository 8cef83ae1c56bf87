"""Deadlines as a calendar that phones and mail programs subscribe to (RFC 5545). The one module that imports
icalendar.

What programs show of a subscribed calendar are its events, not its to-dos, so a deadline is an event
without length at its due (docs/decisions/0027). Instants are UTC, which every program shows in its own zone;
the text has the limit in the workspace's. The same deadlines give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from icalendar import Alarm, Calendar, Event, vDuration, vText

from engine.audit.running import Running
from engine.render.escape import terminal
from engine.render.instants import moment
from engine.render.items import item, joined
from engine.render.naming import Names
from engine.words import N_, _

PRODID = "-//sopwright//sop export//EN"
AGAIN = timedelta(hours=1)
"""How often a program is asked to fetch the calendar anew."""
FOR_ALL = N_("Deadlines of everybody")
FOR = N_("Deadlines of %(name)s")


def feed(found: Iterable[Running], names_of: Callable[[int], Names], title: str, zone: str) -> bytes:
    """The calendar ``title`` of running deadlines, one event each. ``names_of`` gives the names around a
    version's id; they must not show private values."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, vText(terminal(title)))
    calendar.add("x-wr-timezone", vText(zone))
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(AGAIN))
    for one in found:
        calendar.add_component(_event(one, names_of(one.version), zone))
    return bytes(calendar.to_ical())


def uid(one: Running) -> str:
    """What stays the same however often a deadline is planned anew, and no other deadline anywhere has."""
    what = f"v{one.visit}" if one.visit else f"c{one.first}"
    return f"T-{one.task}.{what}.{one.mark.hex()[:16]}@sopwright"


def _event(one: Running, names: Names, zone: str) -> Event:
    written = moment(one.recorded, "UTC").replace(microsecond=0)
    due = moment(one.due, "UTC")
    summary = terminal(summary_of(one, names))
    event = Event()
    event.add("uid", uid(one))
    event.add("dtstamp", written)
    event.add("last-modified", written)
    event.add("sequence", one.plans - 1)
    event.add("dtstart", due)
    event.add("summary", summary)
    event.add("description", "\n".join(map(terminal, _text(one, names))))
    event.add("categories", [terminal(names.title(names.definition.title) if names.definition else one.sop)])
    event.add("status", "TENTATIVE" if one.provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if one.rung is not None:  # a rung after due is no reminder: then it is due itself that rings
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", timedelta(milliseconds=min(one.rung, one.due) - one.due))
        event.add_component(alarm)
    return event


def summary_of(one: Running, names: Names) -> str:
    """``88001 · Pack``, for an item ``88001 · Shoot · A``; a promise by its own title. Not escaped."""
    definition = names.definition
    step = definition.steps.get(one.step) if definition else None
    block = definition.deadlines.get(one.deadline) if definition and one.deadline else None
    title = block.title if block is not None else step.title if step is not None else one.step
    parts = [task_called(one, names), names.title(title) or one.deadline or one.step]
    if one.items:
        parts.append(joined(item(names, name, value) for name, value in one.items))
    return " · ".join(parts)


def task_called(one: Running, names: Names) -> str:
    """What people call the task; its number where that is a private value."""
    definition = names.definition
    if definition is not None and definition.ref:
        field = definition.data.get(definition.ref)
        if field is not None and field.private:
            return f"T-{one.task}"
    return one.ref or f"T-{one.task}"


def _text(one: Running, names: Names) -> Iterable[str]:
    step = {"step": names.step(one.step), "task": f"T-{one.task}"}
    yield _("%(task)s: %(step)s") % step
    yield _("due %(at)s") % {"at": names.at(one.due)}
    if one.limit is not None and one.limit != one.due:
        yield _("limit %(at)s") % {"at": names.at(one.limit)}
    if one.provisional:
        yield _("provisional: the holidays of that year are not known yet")
    yield _("for %(roles)s") % {"roles": names.roles(one.roles)}
    yield f"sop show T-{one.task}"
