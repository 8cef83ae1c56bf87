"""``do``: a person is walked through an open step, line by line, up to its outcome."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cli.act import TASK, TASK_NOTE
from cli.console import Console
from cli.frame import argument, command
from cli.output import say
from cli.refused import print_refusal, refuse
from engine.words import N_, _

if TYPE_CHECKING:
    from cli.do_walk import Walked
    from engine.app import App
    from engine.kernel.explain import Line
    from engine.model.refusals import Refusal
    from engine.model.task import Task, Visit
    from engine.service import Accepted

INDENT = 4
INTERRUPTED = 130


@command(
    "do",
    help=N_(
        "Asks for each line of the step's checklist in turn, ticks and values, then for the outcome. Each "
        "answer is on record before the next question is asked: whatever interrupts it, the same command "
        "goes on where it stopped. Without a task: the step that waits for you, or one of a few. It needs a "
        "terminal; scripts use check, set and advance."
    ),
    epilog=N_("Examples:\n  sop do T-12\n  sop do T-12/pack"),
)
@argument("task", TASK_NOTE, metavar=TASK, required=False)
def do(console: Console, task: str | None) -> int:
    """Walk through the open step."""
    from cli.dialogue import Dialogue, Left, at_terminal
    from cli.do_choosing import choose_step, choose_task
    from cli.do_walk import Over, Walked

    app = console.app()
    app.actor  # noqa: B018 - who may not act is told so before anything is asked
    if not at_terminal():
        refuse("no-terminal", text=task or _("TASK"))
    talk = Dialogue()
    walked: Walked | None = None
    try:
        found = choose_task(app, talk) if task is None else choose_step(app, talk, task)
        if found is None:
            return 0
        _must_be_work(app, *found)
        walked = Walked(app, talk, found[0].id, found[1].no)
        return walk(app, walked)
    except Over as over:
        return _over(app, over.refusal, walked)
    except (Left, KeyboardInterrupt) as stopped:
        say()
        if walked is not None:
            said = _("Stopped; everything answered is kept. To go on: %(command)s")
            talk.say(said % {"command": again(walked)})
        return INTERRUPTED if isinstance(stopped, KeyboardInterrupt) else 0


def walk(app: App, walked: Walked) -> int:
    """Ask until the visit is closed; the exit code. Raises Left, Over, KeyboardInterrupt."""
    from cli.do_heading import head, passing
    from cli.do_lines import WENT_BACK, ask
    from cli.do_walk import refused_here
    from engine.service import Accepted

    refusal = refused_here(walked)
    if refusal is not None:
        return _over(app, refusal, None)
    head(walked)
    shown: dict[int, str] = {}
    line = walked.next_line()
    while True:
        if line is None:
            passing(walked, shown, None)
            came = close(walked)
            if isinstance(came, Accepted):
                _tell(app, came)
                return 0
            line = came
            continue
        passing(walked, shown, line.item.no)
        if ask(walked, line) == WENT_BACK:
            before = walked.before(line.item.no)
            if before is None:
                walked.talk.say(_("This is the first line."), INDENT)
            line = before or walked.line(line.item.no)
        else:
            line = walked.next_line()


def close(walked: Walked) -> Accepted | Line | None:
    """Let the person choose an outcome and take it: what came of it, the line that is to be asked first, or
    None where the outcomes are to be shown again. Raises Left, Over."""
    from cli.do_outcomes import choose, finish, lacks_lines, possible

    ways = walked.ways()
    chosen = next((way for way in ways if way.outcome.name == walked.outcome), None)
    walked.outcome = None
    if chosen is None or not possible(chosen):
        chosen = choose(walked, ways)
    if chosen is None:
        return walked.before(None)
    if lacks_lines(chosen):
        walked.outcome = chosen.outcome.name
        walked.passed -= set(chosen.outcome.items)
        return walked.next_line()
    return finish(walked, chosen.outcome)


def again(walked: Walked) -> str:
    """The command that goes on with the visit."""
    from engine.model.places import name
    from engine.render.commandline import typed

    return typed(("sop", "do", name(walked.program.definition, walked.task, walked.visit)))


def _must_be_work(app: App, task: Task, visit: Visit) -> None:
    """Raises Refused: ``visit-closed``, or ``nothing-to-do-here`` for what closes itself."""
    from engine.app import Refused
    from engine.kernel.deciders.common import open_visit
    from engine.kernel.walk import Stop
    from engine.model.places import name
    from engine.model.waiting import waits_for

    try:
        open_visit(task, visit.no)
    except Stop as stop:
        raise Refused(stop.refusal) from None
    if visit.kind != "work":
        definition = app.program(task).definition
        waits = waits_for(definition, task, visit)
        refuse("nobody-does", task=task.id, visit=name(definition, task, visit), waits=waits)


def _over(app: App, refusal: Refusal, walked: Walked | None) -> int:
    """Nothing more can be answered: say why."""
    definition = walked.program.definition if walked is not None else None
    sys.stdout.flush()  # what was said before it stands before it
    print_refusal(refusal, app.zone, definition, app.team)
    if walked is not None:
        walked.talk.say(_("What you answered before is kept."))
    return 1


def _tell(app: App, accepted: Accepted) -> None:
    from cli.act import settled
    from cli.telling import tell

    say()
    tell(app, settled(app, accepted))
