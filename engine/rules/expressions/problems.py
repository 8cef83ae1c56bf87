"""Why an expression had no value: each code's text, once. The data of an EvaluationProblem fill it."""

from __future__ import annotations

from engine.words import N_

PROBLEMS: dict[str, str] = {
    "division-by-zero": N_("division by zero"),
    "too-large": N_("a number became too large"),
    "text-too-long": N_("a text became too long"),
    "list-too-long": N_("a list became too long"),
    "empty-list": N_("a list is empty"),
    "no-share": N_("a share is a number from 0 to 1, and this was %(share)s"),
    "index-out-of-range": N_("the list has no item %(index)s; it has %(length)s"),
    "not-a-value": N_("%(field)s holds something that is not of its type"),
    "no-calendar": N_("there is no calendar that says which zone and which workdays count"),
    "calendar-gap": N_("the calendar has no data for the year %(year)s"),
    "date-out-of-range": N_("a date became too early or too late"),
    "durations-not-comparable": N_(
        "durations of different units cannot be compared: months, workdays and working time have no length"
    ),
    "durations-not-addable": N_(
        "durations of different units cannot be added: months, workdays and working time have no length"
    ),
    "not-whole-days": N_("a date moves only by whole days"),
    "rows-overlap": N_("several rows of the table %(table)s hit, where one may: rows %(rows)s"),
    "rows-disagree": N_("rows of the table %(table)s hit that say different things: rows %(rows)s"),
}
