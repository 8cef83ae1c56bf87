"""``schedule``: what starts by itself and when; start it by hand, pause it, let it go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.options import list_options
from cli.output import inert, say, say_json, say_object
from cli.refused import RefusedAbout, print_refusal
from cli.telling import names_for, tell
from cli.when import instant, iso
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.scheduling.marks import Mark
    from engine.scheduling.timetable import Line

RUN, PAUSE, RESUME = "run", "pause", "resume"
VERBS = (RUN, PAUSE, RESUME)
MISSED = {
    "one": N_("of missed times the last is made up for"),
    "all": N_("missed times are all made up for"),
    "none": N_("missed times are left out"),
}
MOST = 1000


@command(
    "schedule",
    help=N_(
        "Without an SOP: all schedules. 'run' starts the task of a time (--at) or of now by hand; 'pause' "
        "lets nothing start until 'resume', and what falls into the pause is not made up for. The tasks "
        "themselves are started by 'sop sweep'."
    ),
    epilog=N_(
        "Examples:\n  sop schedule daily-report --next 10\n"
        "  sop schedule run daily-report --at '2026-11-20 06:30'\n  sop schedule pause daily-report"
    ),
)
@argument("first", N_("What to do; without it: look."), metavar=N_("run|pause|resume"), required=False)
@argument("second", N_("The SOP; without it: all that have a schedule."), metavar=N_("SOP"), required=False)
@option(
    "--next",
    "count",
    metavar=N_("N"),
    type=click.IntRange(0, MOST),
    default=5,
    help=N_("So many next times (5)."),
)
@option(
    "--at", "when", metavar=N_("TIME"), help=N_("For 'run': the time of the schedule whose task to start.")
)
@list_options
def schedule(
    console: Console, first: str | None, second: str | None, count: int, when: str | None, as_json: bool
) -> int:
    """Look at schedules, or do something about one."""
    words = [word for word in (first, second) if word is not None]
    verb = words[0] if len(words) == 2 and words[0] in VERBS else ""
    if (len(words) == 2 and not verb) or (len(words) == 1 and words[0] in VERBS):
        raise click.UsageError(_("Name one SOP: sop schedule SOP, or sop schedule run SOP."))
    if when is not None and verb != RUN:
        raise click.UsageError(_("--at goes with 'run'."))
    app = console.app()
    if not words:
        return _list(app, count, as_json)
    found = _line(app, words[-1])
    if isinstance(found, Refusal):
        print_refusal(found, app.zone)
        return 1
    if verb == RUN:
        return _run(app, found, when, as_json)
    if verb:
        return _pause(app, found, verb, as_json)
    mark = _mark(app, found)
    if as_json:
        say_object(_data(app, found, mark, count))
    else:
        _say(app, found, mark, count)
    return 0


def _line(app: App, sop: str) -> Line | Refusal:
    from engine.scheduling.timetable import line_of

    app.registry.refresh()
    with app.store.reading():
        return line_of(app.store, app.registry, sop)


def _mark(app: App, line: Line) -> Mark:
    from engine.scheduling.marks import mark_of

    return mark_of(app.store.settings(), line.sop)


def _list(app: App, count: int, as_json: bool) -> int:
    from cli.output import say_table
    from engine.scheduling.timetable import lines

    app.registry.refresh()
    found = [(line, _mark(app, line)) for line in lines(app.store, app.registry)]
    if as_json:
        say_json(_data(app, line, mark, count) for line, mark in found)
        return 0
    if not found:
        say(_("No SOP has a schedule."))
        return 0
    rows = []
    for line, mark in found:
        names = names_for(app, line.definition)
        times, _why = _next(app, line, 1)
        paused = mark.paused
        following = _("paused") if paused else names.at(times[0]) if times else _("none")
        last = names.at(mark.last) if mark.last is not None else ""
        rows.append(
            (line.sop, line.schedule.every.source, following, last, f"T-{mark.task}" if mark.task else "")
        )
    say_table((_("SOP"), _("every"), _("next"), _("last"), _("task")), rows)
    return 0


def _next(app: App, line: Line, count: int) -> tuple[list[int], Refusal | None]:
    """The next times, and why there are none where the calendar cannot say."""
    from engine.rules.calendars import CalendarGap
    from engine.scheduling.timetable import NoCalendar, Timetable

    try:
        return Timetable(app.store, app.registry, line).next(app.clock(), count), None
    except CalendarGap as gap:
        return [], Refusal("calendar-gap", {"year": gap.year, "calendar": line.definition.calendar})
    except NoCalendar as none:
        return [], none.refusal


def _data(app: App, line: Line, mark: Mark, count: int) -> dict[str, Any]:
    from engine.service import plain

    times, why = _next(app, line, count)
    paused = mark.paused
    return {
        "sop": line.sop,
        "every": line.schedule.every.source,
        "missed": line.schedule.missed,
        "next": [iso(at, app.zone) for at in times],
        "refusal": plain(why) if why is not None else None,
        "last": iso(mark.last, app.zone),
        "task": f"T-{mark.task}" if mark.task is not None else None,
        "paused": {"by": paused.by, "at": iso(paused.at, app.zone)} if paused else None,
        "refused": [{"at": iso(at, app.zone), "code": code} for at, code in mark.waiting],
        "log": [{"what": one.what, "by": one.by, "at": iso(one.at, app.zone)} for one in mark.log],
    }


def _say(app: App, line: Line, mark: Mark, count: int) -> None:
    from engine.render.refusals import sentence

    names = names_for(app, line.definition)
    data = {"sop": line.sop, "every": line.schedule.every.source, "missed": _(MISSED[line.schedule.missed])}
    say(inert(_("%(sop)s starts by itself: %(every)s; %(missed)s.") % data))
    paused = mark.paused
    if paused is not None:
        who = {"by": names.person(paused.by), "at": names.at(paused.at)}
        say(inert(_("Paused by %(by)s since %(at)s: nothing starts.") % who))
    if mark.last is not None:
        say(inert(_("Last: %(at)s, %(task)s.") % {"at": names.at(mark.last), "task": f"T-{mark.task}"}))
    for at, code in mark.waiting:
        data = {"at": names.at(at), "code": code}
        say(inert(_("Refused: %(at)s (%(code)s); the next sweep tries again.") % data))
    times, why = _next(app, line, count)
    if why is not None:
        say(inert(sentence(why, names)))
    elif times:
        say(_("Next:"))
        for at in times:
            say(f"  {names.at(at)}  {_weekday(at, app.zone)}")
    elif count:
        say(_("There is no further time."))


def _weekday(at: int, zone: str) -> str:
    from engine.render.instants import moment

    return _(WEEKDAYS[moment(at, zone).weekday()])


WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip


def _run(app: App, line: Line, when: str | None, as_json: bool) -> int:
    """Start the task of a time of the schedule, or of now."""
    from engine.scheduling.starting import run_by_hand

    now = app.clock()
    at = now if when is None else instant(when, app.zone, now)
    if when is not None and (refusal := _no_time(app, line, at)) is not None:
        print_refusal(refusal, app.zone, line.definition, app.team)
        return 1
    answer = run_by_hand(app.service.desk, line, app.actor, at, when is not None)
    if isinstance(answer, Refusal):
        print_refusal(answer, app.zone, line.definition, app.team)
        return 1
    from cli.act import settled

    tell(app, settled(app, answer), as_json)
    return 0


def _no_time(app: App, line: Line, at: int) -> Refusal | None:
    """Why an instant is no time of the schedule; None where it is one."""
    from engine.scheduling.timetable import Timetable

    times, why = _next(app, line, 0)
    if why is not None:
        return why
    table = Timetable(app.store, app.registry, line)
    times = table.next(at - 1, 1)
    if times == [at]:
        return None
    return Refusal("no-schedule-time", {"sop": line.sop, "at": at, "earliest": times[0] if times else None})


def _pause(app: App, line: Line, verb: str, as_json: bool) -> int:
    from engine.scheduling.pauses import pause, resume

    made = (pause if verb == PAUSE else resume)(app.service.desk, line, app.actor)
    if isinstance(made, Refusal):
        raise RefusedAbout(made, line.definition)
    if as_json:
        say_object(_data(app, line, made, 1))
    elif verb == PAUSE:
        say(
            inert(
                _("The schedule of %(sop)s is paused: nothing starts until it is resumed.")
                % {"sop": line.sop}
            )
        )
    else:
        times, _why = _next(app, line, 1)
        names = names_for(app, line.definition)
        data = {"sop": line.sop, "at": names.at(times[0]) if times else _("none")}
        say(inert(_("The schedule of %(sop)s goes on. Next: %(at)s.") % data))
    return 0
