"""How a "no" leaves the program: a refusal as a block of text on stderr, and exit 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, cast

from cli.output import paint, warn
from engine.app import App, Refused
from engine.model.refusals import Refusal

if TYPE_CHECKING:
    from engine.model.commands import Advance, Command
    from engine.model.definition import Definition
    from engine.model.team import Team


class RefusedAbout(Refused):
    """A refusal that is about an SOP, with whose titles it is told."""

    def __init__(self, refusal: Refusal, definition: Definition) -> None:
        super().__init__(refusal)
        self.definition = definition


def refuse(code: str, help: tuple[str, ...] = (), **data: Any) -> NoReturn:
    """End the command with a refusal; texts of the codes: ``engine.render.refusals``."""
    raise Refused(Refusal(code, data, help=help))


def definition_behind(error: Refused, app: App) -> Definition | None:
    """The SOP that a raised refusal is about: told with it, or that of the task which it names."""
    if isinstance(error, RefusedAbout):
        return error.definition
    number = error.refusal.data.get("task")
    if not isinstance(number, int):
        return None
    with app.store.reading():
        task = app.store.load(number)
        return app.registry.definition(task.version) if task is not None else None


def explained(app: App, refusal: Refusal, command: Command | None = None) -> Refusal:
    """The refusal with what is only known from the task's record, and with what the command that was refused
    gave: none of it was written down, so the command that helps has to give it once more."""
    if refusal.code == "cannot-close" and command is not None and command.kind == "advance":
        closing = cast("Advance", command)
        given = {"ticks": closing.ticks, "na": closing.na, "values": closing.values}
        gave = {**given, "reason": closing.reason, "late": closing.late_reason}
        return refusal._replace(data={**refusal.data, "gave": gave})
    if refusal.code != "approval-void":
        return refusal
    from cli.votes import explained as told

    return told(app, refusal)


def print_refusal(
    refusal: Refusal, zone: str = "UTC", definition: Definition | None = None, team: Team | None = None
) -> None:
    """The refusal on stderr: what was refused, every reason, what helps."""
    from sys import stderr

    from engine.render.refusals import render

    first, *rest = render(refusal, zone, definition, team).split("\n")
    warn("\n".join([paint(first, "red", stderr), *rest]))
