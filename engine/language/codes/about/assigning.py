"""What stands behind the codes of people: to whom steps are given, who is kept away, votes."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "P851 P852 P857",
        N_(
            "A step is given to one person when it opens: who is named by the data, did an earlier step, "
            "has the least to do or is next in turn. What says no person would leave the step with "
            "everybody who holds the role, and nobody would know why."
        ),
    ),
    (
        "P853 P854 P855",
        N_(
            "Who did a step is on record once it is closed. Where a task has not been there, nobody did "
            "it, and the step that was to be the same person's is left to whoever holds its role."
        ),
    ),
    (
        "P856 P858",
        N_(
            "A skill narrows down who is chosen; people have skills in the team file, roles all the same."
            " With a skill that none of them has, the step is given to nobody. It is a warning and no "
            "error: the team may grow."
        ),
    ),
    (
        "P859 P861",
        N_(
            "'not_by' keeps two pairs of eyes apart: nobody has a hand in both steps, whichever comes "
            "first. Where it names what is no person and nobody's work, it looks like a safeguard and is "
            "none."
        ),
    ),
    (
        "P860",
        N_(
            "Evidence is what somebody leaves to show that a thing was done. A value that is filled in shows "
            "itself, and a rule is worked out; for a file there is a type of its own."
        ),
    ),
    (
        "P870 P871",
        N_(
            "Votes are given one by one, by several people who each look at the task. Such a step belongs"
            " to none of them alone, and ticking off a hundred at once is no agreement."
        ),
    ),
    (
        "P872 P873",
        N_(
            "An outcome without 'reason' is what people agree to, and one with a reason sends the work "
            "back, for which one person is enough. Which outcomes need votes can also be said one by one."
        ),
    ),
    (
        "P874 P877",
        N_(
            "'all' asks for somebody of each role, each another person; a number for so many persons, "
            "whatever role they hold. An order is one of roles."
        ),
    ),
    (
        "P875",
        N_(
            "Advice is on record beside the votes and closes nothing. A role whose votes count has said "
            "more than advice with its first one."
        ),
    ),
    (
        "P876",
        N_(
            "A vote agrees to values. Once one of them changes it is void, and is asked for again. A "
            "computed value changes with those that somebody gives."
        ),
    ),
    (
        "P878 P879",
        N_(
            "Every vote needs a person of its own: one who holds two roles votes for one of them. With "
            "fewer people than votes the step would never be closed that way. Where this is so in every "
            "case it is an error, since the SOP asks for more than its team can do."
        ),
    ),
)
"""Codes, and what the rule behind them wants and why."""
