"""What stands behind the codes of deadlines and other times."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "D601 D602 D603 D604 D605 D606 D618 D619 D620 D621 D624 D617",
        N_(
            "A time is written [span after|before anchor] [by HH:MM] [or workday before|after]: '24h after "
            "paid_at', '2 workdays by 18:00', 'by friday 18:00'. There is one way to write each, so that "
            "people, the lint and the clock read the same."
        ),
    ),
    (
        "D690 D691",
        N_(
            "'by day 10 18:00' is the next 10th of a month at 18:00; after months it is the 10th "
            "of the month "
            "that"
            " they lead to. A month that is too short has its last day instead, so 'day 31' is the "
            "end of every"
            " month."
        ),
    ),
    (
        "D607 D608 D609",
        N_(
            "Hours and minutes are exact; days, weeks, months and workdays are counted whole on the calendar."
            " Half a workday has no meaning that everybody shares, and a span of nothing is no span."
        ),
    ),
    (
        "D610 D611 D612 D613 D614 D615 D616",
        N_(
            "A time is counted from an anchor: a date or datetime field, a step (when it is closed), "
            "step.outcome, step.opened, or start. A date has no time of day of its own, so 'by' gives it one."
        ),
    ),
    (
        "D623",
        N_(
            "What counts as a workday, and which hours are worked, stands in a calendar. Without one there is"
            " no answer."
        ),
    ),
    (
        "D650",
        N_(
            "Of two times that count from the same, the step that is done first has to come first. Otherwise "
            "keeping one means that the other says nothing."
        ),
    ),
    (
        "D651 D652",
        N_(
            "If every step on the way takes the time that it is given, the promise is broken though nobody "
            "was late. Reckoned with are the dues of the steps, the least of their cases, in the SOP's"
            " calendar, from every moment of a year: it is said only where not even the best moment "
            "leaves enough. A "
            "promise that counts from a field of the start is held to begin when the task starts. The longest"
            " way is one without outcomes that ask for a reason; where work may go round in circles without"
            " a bound, it has no length and only the quickest way is looked at."
        ),
    ),
    (
        "D653 D654",
        N_(
            "Times of one step that count from the same are held against each other, at every moment of a "
            "year: it is worth a warning to be due, a breach to pass the limit, and impossible to be done "
            "before 'not_before'."
        ),
    ),
)
