"""D6xx: instants (``due``, ``limit``, ``not_before``, ``until``, ``at``) and spans."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "D601": Code(
        "instant-empty",
        N_("no time is written here"),
        N_("write a span (4 work hours), an anchor (24h after paid_at), a time (by 18:00), or none"),
    ),
    "D602": Code(
        "instant-full-width",
        N_("full-width '%(found)s' in a time"),
        N_("write '%(write)s' with the input method switched to English"),
    ),
    "D603": Code(
        "instant-too-long",
        N_("a time of more than %(most)s characters"),
        N_("it is [span after|before anchor] [by HH:MM] [or workday before|after]"),
    ),
    "D604": Code(
        "span-number",
        N_("a number is needed here, not '%(found)s'"),
        N_("write 24h or 2 workdays; backwards is '2 workdays before' an anchor"),
    ),
    "D605": Code(
        "span-unit-missing",
        N_("%(number)s of what? A unit is missing"),
        N_("units: h, min, work hours, workdays, days, weeks, months"),
    ),
    "D606": Code(
        "span-unit",
        N_("'%(unit)s' is not a unit"),
        N_("units: h, min, work hours, workdays, days, weeks, months"),
    ),
    "D607": Code(
        "span-too-long",
        N_("too long: at most %(most)s %(unit)s"),
    ),
    "D608": Code(
        "span-part",
        N_("%(unit)s cannot be divided like that"),
        N_("days, weeks, months and workdays are whole numbers; hours come to whole minutes"),
    ),
    "D609": Code(
        "span-zero",
        N_("a span of nothing"),
        N_("write the anchor alone, or 'by HH:MM'"),
    ),
    "D610": Code(
        "anchor-missing",
        N_("after or before what? An anchor is missing"),
        N_("an anchor is a date or datetime field, a step, step.outcome, step.opened or start"),
    ),
    "D611": Code(
        "anchor-type",
        N_("'%(name)s' is of type %(type)s; a time is reckoned from a date or a datetime"),
        N_("name a date or datetime field, a step, or start"),
    ),
    "D612": Code(
        "anchor-and-duration",
        N_("'%(name)s' is of type %(type)s and cannot stand here"),
        N_("a duration stands before 'after' or 'before', a date or datetime behind it"),
    ),
    "D613": Code(
        "anchor-outcome",
        N_("step '%(step)s' has no outcome '%(found)s'"),
        N_("write the step alone (when it is closed), step.opened, or one of its outcomes"),
    ),
    "D614": Code(
        "anchor-due",
        N_("'%(name)s' is no anchor here: it is what is being defined"),
        N_("due and limit are anchors in escalations; name a field, a step, or start"),
    ),
    "D615": Code(
        "date-without-time",
        N_("'%(name)s' is a date and has no time of day"),
        N_("add the time: by 18:00"),
    ),
    "D616": Code(
        "anchor-unknown",
        N_("nothing is called '%(name)s' that a time can be reckoned from"),
        N_("an anchor is a date or datetime field, a step, step.outcome, step.opened or start"),
    ),
    "D617": Code(
        "weekday",
        N_("'%(found)s' is neither a weekday nor a time"),
        N_("write by 18:00, by friday 18:00 or by day 10 18:00"),
    ),
    "D618": Code(
        "instant-rest",
        N_("'%(found)s' cannot stand here"),
        N_("it is [span after|before anchor] [by HH:MM] [or workday before|after]"),
    ),
    "D619": Code(
        "roll",
        N_("'or' says on which side of a day off the workday is"),
        N_("write 'or workday before' or 'or workday after'"),
    ),
    "D620": Code(
        "several-spans",
        N_("one span only"),
        N_("add them up: 90min instead of 1h 30min"),
    ),
    "D621": Code(
        "time-of-day",
        N_("'%(found)s' is not a time of day"),
        N_("write hours and minutes, 00:00 to 24:00: by 18:00"),
    ),
    "D623": Code(
        "calendar-needed",
        N_("workdays and working hours need a calendar"),
        N_("add 'calendar: cn-office' to the SOP, or count in days and hours"),
    ),
    "D624": Code(
        "time-without-by",
        N_("a time of day stands behind 'by'"),
        N_("write 'by %(time)s'"),
    ),
    "D650": Code(
        "due-before-what-comes-first",
        N_(
            "'%(name)s' (%(source)s) is always due before '%(other)s' (%(other_source)s), which is done first"
            " on every way"
        ),
        N_("swap the two times, or the steps that they are for"),
    ),
    "D651": Code(
        "way-too-long",
        N_(
            "'%(name)s' (%(source)s) leaves %(leaves)s after '%(begin)s', and the steps on the way may take"
            " %(needs)s: %(way)s"
        ),
        N_("give it more time, or the steps less"),
    ),
    "D652": Code(
        "quickest-way-too-long",
        N_(
            "'%(name)s' (%(source)s) leaves %(leaves)s after '%(begin)s', and even on the quickest way the"
            " steps may take %(needs)s: %(way)s"
        ),
        N_("give it more time, or the steps less"),
    ),
    "D653": Code(
        "due-after-limit",
        N_("due (%(due)s) is always later than the limit (%(limit)s)"),
        N_("'due' is when it should be done, 'limit' what may not be passed at all: swap them"),
    ),
    "D654": Code(
        "due-before-not-before",
        N_("'%(step)s' cannot be closed before %(not_before)s, and is always due earlier: %(due)s"),
        N_("let it be due later, or be closed earlier"),
    ),
    "D690": Code(
        "day-of-the-month",
        N_("'%(found)s' is no day of a month"),
        N_("write 'by day 10 18:00', with a day from 1 to 31; day 31 is the last day of every month"),
    ),
    "D691": Code(
        "day-of-the-month-written",
        N_("a day of the month is not written '%(found)s'"),
        N_("write 'by day 10 18:00'"),
    ),
}
