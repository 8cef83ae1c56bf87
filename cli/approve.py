"""``approve``: agree to what an open step asks to be agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.act import LINES, TASK, TASK_NOTE, close_with, outcome_called
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import recording
from cli.refused import refuse
from engine.words import N_

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.definition import Step

APPROVE = "approve"


@command(
    "approve",
    help=N_(
        "Votes for what the step is voted on; where it is not voted on, closes it with 'approve', or with "
        "the only outcome that asks for no reason. What was agreed to are the values as they stand: whoever "
        "changes one takes the vote away. Take a vote back: sop undo. Reject: sop advance TASK OUTCOME "
        "--reason TEXT."
    ),
    epilog=N_("Examples:\n  sop approve T-12\n  sop approve T-12/agree --tick 1,2"),
)
@argument("task", TASK_NOTE, metavar=TASK)
@argument(
    "words", N_("The outcome, and FIELD=VALUE for each value."), metavar=N_("OUTCOME|FIELD=VALUE"), nargs=-1
)
@option("--tick", metavar=LINES, multiple=True, help=N_("Lines to tick, such as 1,2; or all."))
@option("--na", metavar=LINES, multiple=True, help=N_("Lines that do not apply, such as 3 or 3,4."))
@option("--reason", metavar=N_("TEXT"), help=N_("Why."))
@option("--late", metavar=N_("TEXT"), help=N_("Why it is late."))
@recording
def approve(console: Console, task: str, words: tuple[str, ...], **given: Any) -> int:
    """Give the vote that the step asks for, or close it with what approves it."""
    return close_with(console, _meant(console.app(), task), words, given, agreed)


def _meant(app: App, task: str) -> str:
    """The open step that is meant: where none is named and one of several is voted on, that one."""
    found, visit = app.place(task)
    open_now = found.open_visits()
    if visit is not None or len(open_now) < 2:
        return task
    from engine.model.places import name

    definition = app.program(found).definition
    voted = [one for one in open_now if definition.steps[one.step].votes is not None]
    return name(definition, found, voted[0]) if len(voted) == 1 else task


def agreed(step: Step, word: str | None) -> str:
    """The outcome that approves: the one that is named, else the only one that is voted on, else ``approve``,
    else the only one for people without a reason. Raises Refused ``which-outcome``."""
    if word is not None:
        return outcome_called(step, word)
    voted = list(step.votes.needed) if step.votes is not None else []
    plain = [one.name for one in step.outcomes.values() if not one.reason and not one.itself]
    for found in (voted, [APPROVE] if APPROVE in plain else [], plain):
        if len(found) == 1:
            return found[0]
    refuse("which-outcome", step=step.name, outcomes=voted or list(step.outcomes))
