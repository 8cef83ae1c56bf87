"""What stands behind the codes of people in team files."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "K917 K918 K922 K923 K926",
        N_(
            "While somebody is away, their deputies act for them, in the order in which they stand here; "
            "one who is away too is replaced by their own deputies. Two people who stand in for one "
            "another are fine. With nobody there, what is theirs lies still until they are back."
        ),
    ),
    (
        "K919 K920 K921",
        N_(
            "A role with dates is held on the first and the last day and on all between. Who may do a "
            "step is asked on the day on which it is done, so a role that nobody holds that day is a step"
            " that nobody can do."
        ),
    ),
    (
        "K924",
        N_(
            "Of two lines that mean the same day one is a mistake, and deleting the other would change "
            "nothing."
        ),
    ),
    (
        "K925",
        N_(
            "What is allowed to roles that nobody holds is allowed to nobody. For some things that is "
            "meant; then write an empty list."
        ),
    ),
)
