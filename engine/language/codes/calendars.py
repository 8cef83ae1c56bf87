"""K96x and K97x: calendars made from others, nights, dates; what ``sop calendar check`` tells."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "K960": Code(
        "unknown-base",
        N_("there is no calendar '%(name)s' to make this one from"),
        N_("publish it first, or give both files together: sop lint calendars/"),
    ),
    "K961": Code(
        "base-of-itself",
        N_("'%(name)s' is made from itself: %(way)s"),
        N_("take one of these 'from' out, and write there what it needs"),
    ),
    "K962": Code(
        "nights-overlap",
        N_("the night of %(day)s lasts until %(until)s, and %(next)s begins at %(from)s"),
        N_("end the night earlier, or begin the next day later"),
    ),
    "K963": Code(
        "date-twice",
        N_("%(date)s has hours on line %(first)s already"),
        N_("give each date its hours once; a date by itself wins over a stretch"),
    ),
    "K964": Code(
        "stretch-backwards",
        N_("this is no stretch of dates: %(dates)s"),
        N_("write the first day, then the last, at most a year apart: 2026-10-01 - 2026-10-07"),
    ),
    "K965": Code(
        "years-left-out",
        N_("the years between have no data: %(years)s"),
        N_("give the days of these years too, so that what is known has no hole"),
    ),
    "K966": Code(
        "hours-as-name",
        N_("this would be what the day is called, not its hours: %(text)s"),
        N_("hours of single days stand under 'dates'"),
    ),
    "K967": Code(
        "off-with-hours",
        N_("%(date)s stands under 'off' and has hours under 'dates'"),
        N_("delete one of them"),
    ),
    "K970": Code(
        "data-ends",
        N_("the holidays of %(year)s are not known yet; it begins in %(days)s days"),
        N_(
            "when they are announced (in November, as a rule): update the package chinesecalendar, or take "
            "them from a file with sop calendar import"
        ),
    ),
    "K971": Code(
        "data-ended",
        N_("the data ended with %(year)s: all that is planned now assumes ordinary weeks, or is refused"),
        N_("update the package chinesecalendar, or take the days from a file with sop calendar import"),
    ),
    "K972": Code(
        "differs-from-data",
        N_("%(date)s is a workday here; %(source)s has it off (%(name)s)"),
        N_("if it is meant so, leave it"),
    ),
    "K973": Code(
        "differs-from-makeup",
        N_("%(date)s is off here; %(source)s has it as a make-up workday"),
        N_("if it is meant so, leave it"),
    ),
    "K974": Code(
        "given-twice",
        N_("%(date)s is said on line %(first)s already"),
        N_("delete one of them"),
    ),
    "K975": Code(
        "known-anyway",
        N_("%(source)s has these days too: %(dates)s"),
        N_("they can be deleted here"),
    ),
    "K976": Code(
        "year-known-now",
        N_("%(source)s has the days of %(year)s by now, and differs: %(dates)s"),
        N_("look which is right; then delete the year and its days here, or leave what is meant"),
    ),
    "K977": Code(
        "year-known-twice",
        N_("%(source)s has the days of %(year)s by now"),
        N_("the year can be deleted under 'years', and its days with it"),
    ),
}
