"""F770 to F789: rules, the events they listen to, and what happens again and again."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "F770": Code(
        "no-event",
        N_("'%(text)s' is no event"),
        N_(
            "write step.opened, step.closed, step.outcome, step.overdue, deadline.overdue, field.set,"
            " signal.NAME, start, end, or end.NAME"
        ),
    ),
    "F771": Code(
        "event-of-nothing",
        N_("'%(text)s' is an event of nothing: no step, deadline or field is called '%(name)s'"),
        N_("correct the name; an event from outside is written signal.NAME"),
    ),
    "F772": Code(
        "never-overdue",
        N_("'%(name)s' has no 'due' and no 'limit', so it is never overdue"),
        N_("give the step a 'due', or listen to another event"),
    ),
    "F773": Code(
        "computed-never-set",
        N_("'%(name)s' is computed, so it is never set"),
        N_("listen to the fields that it is computed from"),
    ),
    "F774": Code(
        "end-never-reached",
        N_("nothing leads to '%(name)s'"),
        N_("write 'end' for every end, or the name of one that is reached"),
    ),
    "F775": Code(
        "after-and-every",
        N_("a rule acts after an event or every so often, not both"),
        N_("write two rules"),
    ),
    "F776": Code(
        "rule-does-nothing",
        N_("the rule '%(name)s' does nothing"),
        N_("say what: notify with text, assign, set, close, or start"),
    ),
    "F777": Code(
        "verb-alone",
        N_("'%(key)s' needs '%(other)s' beside it"),
        N_("add '%(other)s', or delete '%(key)s'"),
    ),
    "F778": Code(
        "hole-without-field",
        N_("'{%(name)s}' is filled from a field, and there is none of this name"),
        N_("name a field between the braces"),
    ),
    "F779": Code(
        "rules-without-end",
        N_("nothing ends this: what the rule '%(name)s' sets sets it off again"),
        N_("give it a 'when' that does not hold any more one day; after 32 rounds it is stopped"),
    ),
    "F780": Code(
        "too-often",
        N_("that is too often: every 5 minutes at most"),
        N_("write 5min, or more"),
    ),
    "F781": Code(
        "day-without-time",
        N_("at what time of the day?"),
        N_("write 'at' and a time: workday at 06:30"),
    ),
    "F782": Code(
        "no-day",
        N_("'%(found)s' is no day: workday, day, or a weekday such as friday"),
        N_("write a day and 'at' and a time, or a span such as 2h or 1 workday"),
    ),
    "F783": Code(
        "no-time-of-day",
        N_("'%(found)s' is no time of the day from 00:00 to 23:59"),
        N_("write hours and minutes: 06:30"),
    ),
    "F784": Code(
        "workday-is-worked",
        N_("a workday is never a day off, so there is nothing to move"),
        N_("delete 'or workday ...'"),
    ),
    "F785": Code(
        "close-by-what",
        N_("'%(text)s': which step is to be closed, and by which outcome?"),
        N_("write step.outcome, for example review.timeout"),
    ),
}
