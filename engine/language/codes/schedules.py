"""F800 to F819: recurrences of several kinds, recurrence rules of RFC 5545, and schedules."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "F800": Code(
        "from-when",
        N_("'%(text)s': counted from when?"),
        N_(
            "add 'from' and the first date: 2 weeks on monday at 09:00 from 2026-11-02; "
            "2h from 2026-11-20 09:00"
        ),
    ),
    "F801": Code(
        "no-first-date",
        N_("'%(found)s' is no date behind 'from'"),
        N_("write year-month-day, from 1900 to 2199: from 2026-11-02"),
    ),
    "F802": Code(
        "no-day-of-month",
        N_("'%(found)s' is no day of a month"),
        N_(
            "write day 10, workday 3, first monday, last friday, last day or last workday, and then "
            "'of the month'"
        ),
    ),
    "F803": Code(
        "on-which-days",
        N_("on which days?"),
        N_("write 'on' and the days: 2 weeks on monday, 3 months on day 10; in a RRULE BYDAY or BYMONTHDAY"),
    ),
    "F804": Code(
        "of-which-month",
        N_("'%(text)s' of what?"),
        N_(
            "write %(text)s of the month at 09:00; for every third month: "
            "3 months on %(text)s at 09:00 from 2026-11-01"
        ),
    ),
    "F805": Code(
        "no-rule-part",
        N_("'%(part)s' cannot stand here in a recurrence rule, or stands there twice"),
        N_(
            "the parts are FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYYEARDAY, BYWEEKNO, "
            "BYSETPOS and WKST, with ; between them"
        ),
    ),
    "F806": Code(
        "no-rule-value",
        N_("'%(value)s' is no value of %(part)s"),
        N_("write one of these, several with commas where there may be several: %(form)s"),
    ),
    "F807": Code(
        "rule-of-days",
        N_("a recurrence rule says on which days: FREQ is DAILY, WEEKLY, MONTHLY or YEARLY"),
        N_(
            "the times of the day stand behind 'at': RRULE:FREQ=DAILY at 09:00, 14:00; "
            "hours: 2h from 2026-11-20 09:00"
        ),
    ),
    "F808": Code(
        "not-together",
        N_("%(one)s does not go with %(other)s"),
        N_("delete one of the two"),
    ),
    "F809": Code(
        "never-happens",
        N_("there is no such day"),
        N_("look at its parts: within 60 years of its beginning no day fits all of them"),
    ),
    "F810": Code(
        "needs-another-part",
        N_("%(one)s alone says nothing"),
        N_("add one of %(needed)s"),
    ),
    "F811": Code(
        "rule-that-ends",
        N_("'%(text)s' ends, and a rule goes on as long as the task is open"),
        N_("delete COUNT or UNTIL; give the rule a 'when', or close the step, where it is to end"),
    ),
    "F812": Code(
        "schedule-from-when",
        N_("a schedule has nothing that '%(text)s' could count from"),
        N_("give it a beginning, %(text)s from 2026-11-20 09:00, or days: day at 09:00"),
    ),
    "F813": Code(
        "schedule-knows-no-data",
        N_("'%(name)s' has no value yet when a schedule starts the task"),
        N_("calculate from 'now' and 'today', or write the value itself"),
    ),
    "F814": Code(
        "schedule-lacks-values",
        N_("a start needs %(names)s, and the schedule does not give it"),
        N_("add it below 'with', or give the field a default"),
    ),
    "F815": Code(
        "schedule-starts-once",
        N_("every start would have the same '%(name)s', which is unique: only the first one makes a task"),
        N_("calculate it from the day or the time: %(name)s: = today"),
    ),
    "F816": Code(
        "schedule-value-again",
        N_("the starts of %(first)s and %(second)s have the same '%(name)s', which is unique"),
        N_("the second makes no task; if it is to make one, calculate '%(name)s' from 'now'"),
    ),
    "F817": Code(
        "schedule-same-ref",
        N_("every task would be called '%(value)s'"),
        N_("calculate '%(name)s' from the day or the time, so that people can tell the tasks apart"),
    ),
}
