"""The texts of what keeps something from being undone, reopened, overridden."""

from __future__ import annotations

from engine.render.refusal_text import Text
from engine.words import N_

REOPEN = N_("the step can be opened once more: sop reopen %(visit)s --reason WHY")
WHOLE = N_("all of it can be opened once more: sop reopen %(other)s --reason WHY")

BACK_TEXTS: dict[str, Text] = {
    "undo-nothing": Text(
        (N_("On %(task)s there is nothing of yours to undo."), N_("There is nothing of yours to undo.")),
        (N_("what happened, and by whom: sop log %(task)s"),),
    ),
    "undo-not-yours": Text(
        (
            N_(
                "On %(task)s there is nothing of yours to undo: %(actor)s closed %(visit)s with %(outcome)s "
                "at %(at)s."
            ),
        ),
        (N_("who did it can undo it; or: sop reopen %(visit)s --reason WHY"),),
    ),
    "undo-touched": Text(
        (
            N_("%(visit)s (%(outcome)s) cannot be undone: rule %(rule)s went on from there at %(at)s."),
            N_("%(visit)s (%(outcome)s) cannot be undone: %(actor)s went on with %(other)s at %(at)s."),
            N_("%(visit)s (%(outcome)s) cannot be undone: %(actor)s went on from there at %(at)s."),
            N_("%(visit)s (%(outcome)s) cannot be undone: it was gone on from."),
        ),
        (REOPEN,),
    ),
    "undo-moved": Text(
        (
            N_(
                "%(visit)s (%(outcome)s) cannot be undone: at %(at)s the task was moved to another version "
                "of its SOP."
            ),
        ),
        (REOPEN,),
    ),
    "undo-joined": Text(
        (
            N_(
                "%(visit)s (%(outcome)s) cannot be undone: with it the lanes of %(block)s joined, and the "
                "task went on."
            ),
        ),
        (N_("a step after them can be opened once more: sop reopen TASK/STEP --reason WHY"),),
    ),
    "undo-reached": Text(
        (
            N_("%(visit)s (%(outcome)s) cannot be undone: %(step)s has called another task."),
            N_("%(visit)s (%(outcome)s) cannot be undone: a task that waited for this one has gone on."),
        ),
        (REOPEN,),
    ),
    "before-closed": Text((N_("%(at)s is before what is taken back happened, at %(earliest)s."),)),
    "reopen-open": Text((N_("%(visit)s is open already, since %(at)s."),)),
    "reopen-which": Text(
        (
            N_("Which step of %(task)s is to be reopened: %(visits)s, or one of %(more)s others?"),
            N_("Which step of %(task)s is to be reopened: %(visits)s?"),
        )
    ),
    "never-open": Text((N_("%(task)s has never been in %(step)s: there is nothing to reopen."),)),
    "reopen-joined": Text(
        (
            N_(
                "%(visit)s cannot be reopened by itself: the lanes of %(block)s joined at %(at)s, and the "
                "task went on."
            ),
        ),
        (WHOLE,),
    ),
    "reopen-left": Text(
        (N_("%(visit)s cannot be reopened by itself: %(block)s was left at %(at)s."),),
        (WHOLE,),
    ),
    "override-votes": Text(
        (N_("%(visit)s (%(outcome)s) is decided by votes, and votes are not overridden."),),
        (N_("who has voted: sop show %(visit)s"),),
    ),
    "nothing-to-override": Text(
        (N_("Nothing keeps %(visit)s from being closed with %(outcome)s: there is nothing to override."),)
    ),
}
