"""``calendar show``: the calendars in a list; one calendar's month or year as people read it."""

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from cli import documents
from cli.calendar_files import Known, around, known, read_named, today
from cli.output import inert, paint, say, say_json, say_object, say_table
from cli.refused import refuse
from engine.words import _, ngettext

if TYPE_CHECKING:
    from cli.console import Console
    from engine.app import App
    from engine.render.month import Seen


def show(console: Console, name: str | None, month: str | None, year: str | None, as_json: bool) -> int:
    """Print the calendars, or a month or a year of one."""
    app = around(console)
    if name is None:
        return _list(app, as_json)
    found = _find(app, name)
    first, last = _period(month, year, today(app))
    days = look(found.compiled, first, last)
    if as_json:
        say_object(_as_object(found, days, app))
        return 0
    _head(found, app)
    if year is None:
        _month(days)
    else:
        _year(days)
    _notes(days)
    return 0


def look(compiled: dict[str, Any], first: date, last: date) -> list[Seen]:
    """The days of a stretch, with the names that the calendar gives them, or its source."""
    from engine.render.month import look as see
    from engine.rules.calendars.china import names
    from engine.words import current_language

    builtin = any(name.startswith("chinesecalendar") for name, *_ends in compiled.get("source", ()))
    called = {day: name[current_language() == "zh"] for day, name in names().items()} if builtin else {}
    return see(compiled, (first + timedelta(days=n) for n in range((last - first).days + 1)), called)


def _find(app: App | None, name: str) -> Known:
    """By name among what is published, else among the files; by path. Raises Refused, or ends the command
    with the file's mistakes."""
    if os.path.isfile(name):
        (checked,) = read_named(app, [name])
        if checked.value is None:
            documents.report([checked], to_stderr=True)
            raise click.exceptions.Exit(1)
        return Known(checked.name, checked.value, None, name)
    calendars = known(app)
    if name not in calendars:
        refuse("unknown-calendar", name=name, calendars=list(calendars))
    return calendars[name]


def _period(month: str | None, year: str | None, now: date) -> tuple[date, date]:
    """The first and last day that are asked for. Raises a usage error."""
    text = year or month or f"{now:%Y-%m}"
    found = re.fullmatch(r"([0-9]{4})" if year else r"([0-9]{4})-([0-9]{1,2})", text.strip())
    number = int(found[1]) if found else 0
    which = int(found[2]) if found and not year else 1
    if not 3 <= number <= 9997 or not 1 <= which <= 12:
        told = _("%(text)s is no year. Write 2026.") if year else _("%(text)s is no month. Write 2026-10.")
        raise click.UsageError(told % {"text": inert(text)})
    if year:
        return date(number, 1, 1), date(number, 12, 31)
    following = date(number + which // 12, which % 12 + 1, 1)
    return date(number, which, 1), following - timedelta(days=1)


def _list(app: App | None, as_json: bool) -> int:
    from engine.render.month import week_rows

    calendars = list(known(app).values())
    if as_json:
        say_json(_facts(one, app) for one in calendars)
        return 0
    if not calendars:
        say(_("There is no calendar yet: sop init makes one."))
        return 0
    say_table(
        (_("calendar"), _("version"), _("made from"), _("zone"), _("days off known"), _("hours")),
        [
            (
                one.name,
                _version(one),
                one.compiled.get("from", [""])[0],
                one.compiled["zone"],
                _range(one.compiled) or _("every year"),
                "; ".join(f"{days} {hours}" for days, hours in week_rows(one.compiled)),
            )
            for one in calendars
        ],
    )
    return 0


def _version(one: Known) -> str:
    if one.row is None:
        return _("only in %(file)s") % {"file": documents.shown_path(one.file or "")}
    told = _("%(no)s, changed in %(file)s") if one.differs else "%(no)s"
    return told % {"no": one.row.no, "file": documents.shown_path(one.file or "")}


def _range(compiled: dict[str, Any]) -> str:
    first, last = compiled["first_year"], compiled["last_year"]
    return "" if first is None else f"{first}-{last}"


# -- one calendar --------------------------------------------------------------------------------------


def _head(one: Known, app: App | None) -> None:
    """Name, zone, version, what it is made from, whose data, and what it does beyond them."""
    from engine.render.month import week_rows
    from engine.render.width import table

    def aligned(hours: list[tuple[str, str]]) -> list[str]:
        return table(("", ""), hours)[1:]

    compiled = one.compiled
    rows = [(_("zone"), inert(compiled["zone"]))]
    if one.row is not None and app is not None:
        from engine.render.naming import Names

        names = Names(app.zone, None, app.team)
        data = {
            "no": one.row.no,
            "at": names.at(one.row.published),
            "person": names.person(one.row.publisher),
        }
        rows.append((_("version"), _("%(no)s, published %(at)s by %(person)s") % data))
    if one.row is None or one.differs:
        told = _("%(file)s, not published") if one.row is None else _("%(file)s says something else")
        rows.append((_("file"), told % {"file": documents.shown_path(one.file or "")}))
    if "from" in compiled:
        rows.append((_("made from"), inert(" ← ".join(compiled["from"]))))
    rows += [(_("hours") if not n else "", line) for n, line in enumerate(aligned(week_rows(compiled)))]
    sources = [
        _("%(years)s from %(source)s")
        % {"years": str(first) if first == last else f"{first}-{last}", "source": inert(name)}
        for name, first, last in compiled.get("source", ())
    ]
    rows.append((_("days off"), _("; ").join(sources) or _("a plain week: only those in the file")))
    if compiled["first_year"] is not None:
        refuses = compiled["missing_year"] == "refuse"
        rows.append(
            (_("other years"), _("refused") if refuses else _("ordinary weeks, marked as provisional"))
        )
    say(paint(inert(one.name), "bold"))
    for line in table(("", ""), rows, indent="  ")[1:]:
        say(line)


def _month(days: list[Seen]) -> None:
    from engine.render.month import grid

    say()
    say(paint(_("%(year)s-%(month)s") % {"year": days[0].day.year, "month": f"{days[0].day:%m}"}, "bold"))
    for line in grid(days):
        say(f"  {line}")


def _year(days: list[Seen]) -> None:
    """One row for each month."""
    rows = []
    for month in range(1, 13):
        here = [seen for seen in days if seen.day.month == month]
        kinds = [seen.kind for seen in here]
        rows.append(
            (
                f"{here[0].day:%Y-%m}",
                sum(kind in ("workday", "makeup") for kind in kinds),
                _hours(here),
                kinds.count("holiday"),
                kinds.count("makeup"),
            )
        )
    say()
    say_table(
        (_("month"), _("workdays"), _("hours"), _("days off besides"), _("make-up days")),
        rows,
        right=(1, 2, 3, 4),
    )


def _notes(days: list[Seen]) -> None:
    """Holidays, make-up days and dates with hours of their own; how much is worked; what is not known."""
    from engine.render.month import runs

    for kind, title in (("holiday", _("Off")), ("makeup", _("Make-up days")), ("own", _("Own hours"))):
        found = runs((seen for seen in days if kind == "own" or not seen.own), kind)
        if found:
            say()
            say(f"{title}:")
            for dates, told in found:
                say(f"  {dates}  {inert(told)}".rstrip())
    count = sum(bool(seen.hours) for seen in days)
    say()
    text = ngettext("%(n)s workday, %(hours)s hours", "%(n)s workdays, %(hours)s hours", count)
    say(text % {"n": count, "hours": _hours(days)})
    unknown = sorted({seen.day.year for seen in days if seen.unknown})
    if unknown:
        refused = any(not seen.kind for seen in days)
        told = (
            _("The holidays of %(year)s are not known: nothing is planned there.")
            if refused
            else _(
                "The holidays of %(year)s are not known: these are ordinary weeks, and plans are provisional."
            )
        )
        say(paint(told % {"year": _(", ").join(map(str, unknown))}, "yellow"))


def _hours(days: list[Seen]) -> str:
    minutes = sum(end - begin for seen in days for begin, end in seen.hours)
    return f"{minutes / 60:g}"


# -- as data -------------------------------------------------------------------------------------------


def _facts(one: Known, app: App | None) -> dict[str, Any]:
    from cli.when import iso

    compiled = one.compiled
    return {
        "calendar": one.name,
        "zone": compiled["zone"],
        "version": one.row.no if one.row is not None else None,
        "published": iso(one.row.published, app.zone) if one.row is not None and app is not None else None,
        "file": one.file,
        "differs": one.differs,
        "from": compiled.get("from", []),
        "source": [
            {"source": name, "first_year": first, "last_year": last}
            for name, first, last in compiled.get("source", ())
        ],
        "first_year": compiled["first_year"],
        "last_year": compiled["last_year"],
        "missing_year": compiled["missing_year"],
    }


def _as_object(one: Known, days: list[Seen], app: App | None) -> dict[str, Any]:
    from engine.render.month import clock

    return {
        **_facts(one, app),
        "days": [
            {
                "date": seen.day.isoformat(),
                "kind": seen.kind or None,
                "name": seen.name,
                "hours": [[clock(begin), clock(end)] for begin, end in seen.hours],
                "provisional": seen.unknown,
            }
            for seen in days
        ],
    }
