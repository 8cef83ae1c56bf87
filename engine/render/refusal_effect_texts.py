"""The texts of refusals of signals, calls between tasks, rules and sweeps."""

from __future__ import annotations

from engine.render.refusal_text import MEND_SOP, SHOW, Text
from engine.words import N_

EFFECT_TEXTS: dict[str, Text] = {
    "unknown-signal": Text(
        (
            N_("%(sop)s listens to no signal %(signal)s. It listens to: %(signals)s."),
            N_("%(sop)s listens to no signal at all."),
        )
    ),
    "calls-too-deep": Text(
        (N_("%(sop)s is not called: tasks call each other at most %(most)s deep."),), (MEND_SOP,)
    ),
    "rules-too-deep": Text(
        (N_("The rule %(rule)s was stopped: %(most)s rules in a row have set each other off."),), (MEND_SOP,)
    ),
    "chain-too-long": Text(
        (N_("Stopped: %(most)s commands in a row have led to each other, from %(task)s on."),), (MEND_SOP,)
    ),
    "queue-unreadable": Text((N_("What is queued cannot be read (%(kind)s): something else wrote it."),)),
    "gathers-no-more": Text((N_("%(task)s takes no more callers: its first step was closed."),), (SHOW,)),
    "called-exists": Text(
        (N_("%(sop)s is not called: it has a task with %(field)s %(value)s already, %(task)s."),), (SHOW,)
    ),
    "clock-ahead": Text(
        (
            N_(
                "Nothing was done: this computer's clock says %(now)s, more than a year after the "
                "last sweep, "
                "at %(at)s. What is due by then would all happen now, and a record is never taken back."
            ),
            N_(
                "Nothing was done: this computer's clock says %(now)s, more than a year after the newest "
                "record, at %(earliest)s. What is due by then would all happen now, and a record is never "
                "taken back."
            ),
        ),
        (N_("set the clock; or, where it is right: sop sweep --clock-is-right"),),
    ),
}
