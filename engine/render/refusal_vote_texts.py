"""The texts of what keeps somebody from voting, and a task from going on with what was not agreed to."""

from __future__ import annotations

from engine.render.refusal_text import SHOW, Text
from engine.words import N_

REOPEN = N_("sop reopen %(place)s --reason WHY")

VOTE_TEXTS: dict[str, Text] = {
    "voted-already": Text(
        (
            N_(
                "%(other)s has a hand in %(person)s's vote for %(visit)s already (%(outcome)s, %(at)s), and "
                "nobody counts twice."
            ),
            N_("%(person)s voted for %(visit)s already: %(outcome)s, at %(at)s."),
            N_("%(person)s voted already."),
        ),
        (
            N_("before voting %(wanted)s, %(person)s takes that vote back: sop undo %(task)s"),
            N_("who else may vote: sop why %(task)s"),
        ),
    ),
    "vote-out-of-order": Text(
        (
            N_(
                "On %(visit)s the roles vote one after the other, and it is the turn of %(roles_needed)s, "
                "not of %(roles_held)s."
            ),
            N_("The roles vote one after the other, and it is the turn of %(roles_needed)s."),
        ),
        (N_("who may vote now: sop why %(task)s"),),
    ),
    "role-has-voted": Text(
        (
            N_(
                "%(roles_held)s has agreed to %(visit)s already: %(voters)s. Still wanted: a vote of "
                "%(roles_needed)s."
            ),
            N_("That role has voted already. Still wanted: a vote of %(roles_needed)s."),
        ),
        (N_("who may vote now: sop why %(task)s"),),
    ),
    "approval-void": Text(
        (
            N_(
                "What was agreed to in %(visit)s (%(outcome)s) is not so any more: %(changes)s (%(other)s, "
                "%(at)s). The task goes on once it is agreed to again."
            ),
            N_(
                "This would change what was agreed to in %(visit)s (%(outcome)s): %(changes)s. The task goes "
                "on once it is agreed to again."
            ),
            N_(
                "What was agreed to in %(visit)s (%(outcome)s) was changed since. The task goes on once it "
                "is agreed to again."
            ),
            N_("What was agreed to was changed since."),
        ),
        (REOPEN, SHOW),
    ),
    "vote-followed": Text(
        (
            N_(
                "%(person)s voted for %(visit)s after that, at %(at)s, on the strength of it: it cannot be "
                "taken back."
            ),
        ),
        (N_("whoever sees a mistake closes the step with another outcome: sop why %(task)s"),),
    ),
    "votes-missing": Text(
        (
            N_("For %(outcome)s %(visit)s needs %(needed)s votes and has %(given)s, and no rule gives one."),
            N_("It has too few votes, and no rule gives one."),
        ),
        (N_("who may vote: sop why %(task)s"),),
    ),
}
