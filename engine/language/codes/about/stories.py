"""What stands behind the codes of story files, and of stories that go otherwise."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "T001 T002",
        N_(
            "Stories test one SOP, and they test it as it stands in the files around them: in their own "
            "folder and in all of the folder that holds workspace.yaml. What is published is not looked "
            "at."
        ),
    ),
    (
        "T003 T011",
        N_(
            "Whatever is done in a story somebody does, so that the roles are tested too. The people are "
            "those of the team file, or those whom 'given' names."
        ),
    ),
    (
        "T004 T005",
        N_(
            "A story that names what the SOP does not have would test nothing. So every name in it is "
            "looked up before it runs: people, steps, outcomes, checklist lines, fields, deadlines, ends "
            "and refusals."
        ),
    ),
    (
        "T006 T007 T008",
        N_(
            "A moment is one command and what must be so after it; a story is one task from its start. "
            "What is said of a command stands beside it."
        ),
    ),
    (
        "T009 T010",
        N_(
            "Stories run in their own time, which only goes forward. A time of day alone is on the day of "
            "the moment above. What happened before it was written down has both: 'at' and 'recorded'."
        ),
    ),
    (
        "T012",
        N_(
            "A step is given to one person by name. Whether that person may have it is decided as it is in "
            "real work, and a story can expect that it is refused."
        ),
    ),
    (
        "T040 T041 T042",
        N_(
            "A command of a story is decided as a real one is. Where it has no 'refused' it must be "
            "carried out; where it has, it must be refused, and for these reasons among others."
        ),
    ),
    (
        "T043",
        N_(
            "What 'then' names is compared with the task as it stands at that moment, and everything that "
            "is otherwise is said. The story ends there, for what follows would only repeat it."
        ),
    ),
    (
        "T044",
        N_(
            "Who is away is part of the story: deputies act for them until they are back. Somebody who was "
            "never away, or whose absence is over, cannot come back."
        ),
    ),
)
"""Codes, and what the rule behind them wants and why."""
