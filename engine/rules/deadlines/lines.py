"""The texts of an explanation's lines. ``explain`` gives codes and data; rendering fills these in.

Data keys: ``at`` is an instant (ms UTC), ``date``, ``first``, ``last`` and ``to`` are ISO dates, ``time`` is
``HH:MM``, ``weekday`` is itself a msgid of ``WEEKDAYS``, everything else is shown as it is.
"""

from __future__ import annotations

from engine.words import N_

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)

LINES: dict[str, str] = {
    # -- from where
    "not-set": N_("no date yet: '%(name)s' is not known"),
    "not-open": N_("no date yet: the step has not been opened"),
    "from-opening": N_("from the opening of the step, %(at)s"),
    "from-field": N_("from '%(name)s', %(at)s"),
    "from-date": N_("from '%(name)s', %(date)s"),
    "from-opened": N_("from the opening of '%(name)s', %(at)s"),
    "from-closed": N_("from the closing of '%(name)s', %(at)s"),
    "from-outcome": N_("from '%(name)s' closed as '%(outcome)s', %(at)s"),
    "from-start": N_("from the start of the task, %(at)s"),
    "from-due": N_("from due, %(at)s"),
    "from-limit": N_("from the limit, %(at)s"),
    # -- how far
    "after-ms": N_("%(span)s after it, nights and days off included"),
    "after-work_ms": N_("%(span)s of working time after it"),
    "after-workdays": N_("workdays after it: %(amount)s"),
    "after-days": N_("days after it: %(amount)s"),
    "after-weeks": N_("weeks after it: %(amount)s"),
    "after-months": N_("months after it: %(amount)s"),
    "before-ms": N_("%(span)s before it, nights and days off included"),
    "before-work_ms": N_("%(span)s of working time before it"),
    "before-workdays": N_("workdays before it: %(amount)s"),
    "before-days": N_("days before it: %(amount)s"),
    "before-weeks": N_("weeks before it: %(amount)s"),
    "before-months": N_("months before it: %(amount)s"),
    # -- what is passed over on the way
    "counts-from": N_("that is outside working hours: counted from the opening at %(at)s"),
    "counts-back-from": N_("that is outside working hours: counted back from the closing at %(at)s"),
    "skip-weekend": N_("%(first)s to %(last)s: weekend"),
    "skip-weekend-day": N_("%(date)s: weekend"),
    "skip-holiday": N_("%(first)s to %(last)s: days off"),
    "skip-holiday-day": N_("%(date)s: day off"),
    "skip-named": N_("%(first)s to %(last)s: %(name)s"),
    "skip-named-day": N_("%(date)s: %(name)s"),
    "counts-makeup": N_("%(date)s counts: a make-up workday"),
    "skip-more": N_("and %(count)s more days off"),
    # -- the time of day
    "by-sets": N_("the time is set to %(time)s"),
    "by-sets-weekday": N_("on %(weekday)s at %(time)s"),
    "by-sets-monthday": N_("on day %(day)s of the month at %(time)s"),
    "by-next": N_("the next %(time)s: %(at)s"),
    "by-next-weekday": N_("the next %(weekday)s %(time)s: %(at)s"),
    "by-next-monthday": N_("the next %(time)s on day %(day)s of a month: %(at)s"),
    "by-last": N_("the last %(time)s: %(at)s"),
    "by-last-weekday": N_("the last %(weekday)s %(time)s: %(at)s"),
    "by-last-monthday": N_("the last %(time)s on day %(day)s of a month: %(at)s"),
    "last-of-month": N_("that month has no day %(day)s: its last, %(date)s"),
    # -- what gives way
    "rolled-before": N_("%(date)s is a day off: the workday before it, %(to)s"),
    "rolled-after": N_("%(date)s is a day off: the workday after it, %(to)s"),
    "to-opening": N_("%(at)s is outside working hours: the next opening"),
    "to-closing": N_("%(at)s is outside working hours: the last closing"),
    "gap": N_("%(date)s has no %(time)s, the clocks jump over it: the first instant after that"),
    "repeat": N_("%(date)s has %(time)s twice, the clocks go back: the first of the two"),
    "provisional": N_("the holidays of %(year)s are not known yet: ordinary weeks were assumed"),
    "result": N_("that is %(at)s"),
}
