"""Decide a command: facts, or a refusal with a reason. Pure: the same question has the same answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine.kernel.context import Context
from engine.kernel.draft import Draft
from engine.kernel.facts import Fact
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Task

if TYPE_CHECKING:
    from engine.model.commands import Command, Internal


class Decision(Record):
    """What a command does: its facts, when it happened (ms UTC), and the task with the facts applied
    (``draft``; the same that ``evolve`` makes of them). ``effects`` is what other tasks, or the same one
    afterwards, are to do because of it. No facts: there was nothing to do, and nothing is written down."""

    facts: list[Fact]
    happened: int
    draft: Draft
    effects: tuple[Internal, ...] = ()


DECIDERS = {
    "start": "start",
    "advance": "advance",
    "check": "edits",
    "set": "edits",
    "comment": "edits",
    "cancel": "edits",
    "migrate": "migrate",
    "signal": "signal",
    "call": "calling",
    "gather": "calling",
    "withdraw": "calling",
    "return": "returning",
    "hold": "hold",
    "resume": "hold",
    "replan": "replan",
    "claim": "sharing",
    "release": "sharing",
    "assign": "sharing",
    "delegate": "sharing",
    "handover": "handover",
    "snooze": "sharing",
    "rank": "sharing",
    "override": "override",
    "undo": "undo",
    "reopen": "reopen",
    "wake": "wake",
    "act": "act",
    "attach": "attach",
}
"""Where each command is decided: the module of ``deciders`` that has its ``decide_KIND``. It is imported when
the first such command comes, so that an advance does not wait for all the others."""


@cache
def decider(kind: str) -> Callable[[Program, Any, Any, Context], Walk]:
    """What decides commands of a kind. Raises KeyError for one that there is not."""
    module = import_module(f"engine.kernel.deciders.{DECIDERS[kind]}")
    found: Callable[[Program, Any, Any, Context], Walk] = getattr(module, f"decide_{kind}")
    return found


def decide(program: Program, task: Task | None, command: Command, context: Context) -> Decision | Refusal:
    """Decide one command on one task (None for a start). Never raises for anything a person can cause."""
    try:
        walk = decider(command.kind)(program, task, command, context)
        draft = walk.draft
        if not (walk.program.reaches_out or draft.callers) or not draft.facts:
            return Decision(draft.facts, draft.meta.happened, draft)
        from engine.kernel.effects import effects  # what most commands do not need, an advance does not load
        from engine.kernel.listening import keep_up

        keep_up(walk)
    except Stop as stop:
        return stop.refusal
    return Decision(draft.facts, draft.meta.happened, draft, effects(walk, command))
