"""Decide a command: facts, or a refusal with a reason. Pure: the same question has the same answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.kernel.context import Context
from engine.kernel.deciders.act import decide_act
from engine.kernel.deciders.advance import decide_advance
from engine.kernel.deciders.calling import decide_call, decide_gather, decide_withdraw
from engine.kernel.deciders.edits import decide_cancel, decide_check, decide_comment, decide_set
from engine.kernel.deciders.hold import decide_hold, decide_resume
from engine.kernel.deciders.migrate import decide_migrate
from engine.kernel.deciders.replan import decide_replan
from engine.kernel.deciders.returning import decide_return
from engine.kernel.deciders.signal import decide_signal
from engine.kernel.deciders.start import decide_start
from engine.kernel.deciders.wake import decide_wake
from engine.kernel.draft import Draft
from engine.kernel.effects import effects
from engine.kernel.facts import Fact
from engine.kernel.listening import keep_up
from engine.kernel.program import Program
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Command, Internal
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.model.task import Task


class Decision(Record):
    """What a command does: its facts, when it happened (ms UTC), and the task with the facts applied
    (``draft``; the same that ``evolve`` makes of them). ``effects`` is what other tasks, or the same one
    afterwards, are to do because of it. No facts: there was nothing to do, and nothing is written down."""

    facts: list[Fact]
    happened: int
    draft: Draft
    effects: tuple[Internal, ...] = ()


DECIDERS: dict[str, Callable[[Program, Any, Any, Context], Walk]] = {
    "start": decide_start,
    "advance": decide_advance,
    "check": decide_check,
    "set": decide_set,
    "comment": decide_comment,
    "cancel": decide_cancel,
    "migrate": decide_migrate,
    "signal": decide_signal,
    "call": decide_call,
    "gather": decide_gather,
    "withdraw": decide_withdraw,
    "return": decide_return,
    "hold": decide_hold,
    "resume": decide_resume,
    "replan": decide_replan,
    "wake": decide_wake,
    "act": decide_act,
}


def decide(program: Program, task: Task | None, command: Command, context: Context) -> Decision | Refusal:
    """Decide one command on one task (None for a start). Never raises for anything a person can cause."""
    try:
        walk = DECIDERS[command.kind](program, task, command, context)
        draft = walk.draft
        if not (walk.program.reaches_out or draft.callers) or not draft.facts:
            return Decision(draft.facts, draft.meta.happened, draft)
        keep_up(walk)
    except Stop as stop:
        return stop.refusal
    return Decision(draft.facts, draft.meta.happened, draft, effects(walk, command))
