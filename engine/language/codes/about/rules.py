"""What stands behind the codes of rules."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "F770 F771 F772 F773 F774 F775",
        N_(
            "A rule acts after one event: a step that was opened, closed (by whichever outcome, or by "
            "one), or is overdue; a deadline that is overdue; a field that was set to another value; a "
            "signal from outside; the start or an end of the task. Or it acts 'every' so often while "
            "the task is open. An event that can never happen would be a rule that silently never acts."
        ),
    ),
    (
        "F776 F777 F778 F785",
        N_(
            "A rule sets fields, closes a step by an outcome, starts a task of another SOP ('start' and "
            "'with'), or tells somebody ('notify' and 'text'). In a text, {field} stands for the value "
            "of a field; nothing else between braces means anything."
        ),
    ),
    (
        "F779",
        N_(
            "A rule that sets the field it listens to, be it by way of other rules, sets itself off. "
            "What is set to the value that it has already sets off nothing, and a condition can end it; "
            "where neither does, the chain is stopped after 32 rounds, and the task says so."
        ),
    ),
    (
        "F780 F781 F782 F783 F784",
        N_(
            "How often: a span that counts from the last time (2h, 1 workday, 2 weeks), or a day with a "
            "time: 'workday at 06:30', 'day at 08:00', 'friday at 09:00 or workday before'. Times are "
            "those of the SOP's calendar."
        ),
    ),
)
