"""The outlook of a task's promises in words and as data: part of ``forecast``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.output import inert, say, say_object, say_table
from cli.telling import names_for, task_name
from cli.when import iso
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.app import App
    from engine.audit.forecast import Look
    from engine.kernel.critical import Leg, Outlook
    from engine.render.naming import Names

NO_WAY = "no way"
STATES = {
    "in-time": N_("kept %(finish)s if every step takes its planned time: %(slack)s of working time to spare"),
    "tight": N_(
        "on the longest way %(finish)s, %(slack)s of working time too late; on the quickest %(earliest)s"
    ),
    "late": N_("too late: %(earliest)s at the earliest if every step takes its planned time"),
    "breach": N_("past its limit: %(earliest)s at the earliest if every step takes its planned time"),
    "unclear": N_("not known: work may go round in circles on the way"),
    NO_WAY: N_("not known: no way leads there from the steps that are open"),
}


def say_task(app: App, text: str, look: Look, as_json: bool) -> int:
    """The outlook of every promise of the task that somebody names. Raises Refused."""
    from engine.audit.forecast import of_task

    task = app.task(text)
    found = of_task(app.store, task, app.clock(), look)
    if as_json:
        say_object({"task": f"T-{task.id}", "promises": [outlook_data(app, one) for one in found]})
        return 0
    names = names_for(app, app.program(task).definition)
    if not found:
        say(_("%(task)s has no promise that is still to be kept.") % {"task": task_name(task)})
    for number, one in enumerate(found):
        if number:
            say()
        _say_outlook(names, one)
    return 0


def _say_outlook(names: Names, one: Outlook) -> None:
    span, state = one.span, one.state
    title = {
        "task": names.deadline(span.deadline),
        "text": _("due %(at)s") % {"at": names.at(span.due or 0)},
    }
    text = inert(_("%(task)s: %(text)s") % title)
    if span.limit is not None:
        text = _(", ").join((text, _("limit %(at)s") % {"at": names.at(span.limit)}))
    say(text)
    said = {
        "finish": "" if one.finish is None else names.at(one.finish),
        "earliest": "" if one.earliest is None else names.at(one.earliest),
        "slack": hours(abs(one.slack or 0)),
    }
    wanted = state if one.earliest is not None else NO_WAY
    say("  " + _(STATES[wanted]) % said)
    unknown = sum(leg.basis == "unknown" for leg in one.legs)
    if unknown:
        text = ngettext(
            "%(n)s step takes nobody knows how long; it is taken as nothing",
            "%(n)s steps take nobody knows how long; they are taken as nothing",
            unknown,
        )
        say("  " + text % {"n": unknown})
    if one.legs:
        rows = [_leg(names, leg) for leg in one.legs]
        say_table((_("  step"), _("opens"), _("closes"), _("takes")), rows)


def _leg(names: Names, leg: Leg) -> tuple[str, str, str, str]:
    opens = _("open") if leg.open else names.at(leg.opens)
    return ("  " + names.step(leg.step), opens, names.at(leg.closes), _takes(names, leg))


def hours(ms: int) -> str:
    """Working time in hours: a day of it would be taken for a calendar's day."""
    hours, minutes = divmod(ms // 60_000, 60)
    texts = [_("%(n)sh") % {"n": hours}] if hours or not minutes else []
    return " ".join([*texts, _("%(n)smin") % {"n": minutes}] if minutes else texts)


def _takes(names: Names, leg: Leg) -> str:
    """What the length of a step is taken from."""
    if leg.basis == "median":
        data = {"time": hours(leg.ms), "n": leg.visits}
        return _("%(time)s, the median of %(n)s") % data
    if leg.basis == "until":
        return _("until then at the latest")
    if leg.basis == "unknown":
        return _("not known")
    return leg.source


def outlook_data(app: App, one: Outlook) -> dict[str, Any]:
    """An outlook as plain data."""
    return {
        "deadline": one.span.deadline,
        "step": one.span.step,
        "due": iso(one.span.due, app.zone),
        "limit": iso(one.span.limit, app.zone),
        "state": one.state,
        "finish": iso(one.finish, app.zone),
        "earliest": iso(one.earliest, app.zone),
        "slack_minutes": None if one.slack is None else one.slack // 60_000,
        "way": [
            {
                "step": leg.step,
                "open": leg.open,
                "opens": iso(leg.opens, app.zone),
                "closes": iso(leg.closes, app.zone),
                "basis": leg.basis,
                "source": leg.source,
                "median_minutes": leg.ms // 60_000 if leg.basis == "median" else None,
                "visits": leg.visits,
            }
            for leg in one.legs
        ],
    }
