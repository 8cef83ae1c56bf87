"""How a "no" leaves the program: a refusal as a block of text on stderr, and exit 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from cli.output import paint, warn
from engine.model.refusals import Refusal

if TYPE_CHECKING:
    from engine.model.definition import Definition
    from engine.model.team import Team


def refuse(code: str, help: tuple[str, ...] = (), **data: Any) -> NoReturn:
    """End the command with a refusal; texts of the codes: ``engine.render.refusals``."""
    from engine.app import Refused

    raise Refused(Refusal(code, data, help=help))


def print_refusal(
    refusal: Refusal, zone: str = "UTC", definition: Definition | None = None, team: Team | None = None
) -> None:
    """The refusal on stderr: what was refused, every reason, what helps."""
    from sys import stderr

    from engine.render.refusals import render

    first, *rest = render(refusal, zone, definition, team).split("\n")
    warn("\n".join([paint(first, "red", stderr), *rest]))
