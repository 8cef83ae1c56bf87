"""What a decided command leads to elsewhere: internal commands, read off its facts.

A command changes one task (DESIGN 4a). What it asks of others (a task to start, a caller to be told, a rule
to be carried out) is queued with its event and run after the commit; ``id`` is filled in there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from engine.kernel.deciders.common import worked_out
from engine.kernel.facts import Fact
from engine.kernel.walk import Stop, Walk
from engine.model.commands import ITSELF, Act, Call, Internal, Return, Withdraw
from engine.model.definition import Rule
from engine.model.task import WITHDRAWN

MOST = 32
"""How deep calls may nest, and how long a chain of rules that set off rules may be."""


def effects(walk: Walk, command: Any) -> tuple[Internal, ...]:
    """The internal commands that the facts of a walk lead to, in the order of the facts."""
    draft = walk.draft
    if not walk.program.reaches_out and not draft.callers:
        return ()
    depth = command.depth + 1 if command.kind == "act" else 1
    back = {fact["visit"] for fact in draft.facts if fact["fact"] == "returned"}
    found: list[Internal] = []
    for fact in list(draft.facts):
        kind = fact["fact"]
        if kind == "called":
            found += _call(walk, fact)
        elif kind == "closed":
            found += _withdrawal(walk, fact, back)
        elif kind == "ended":
            found += _returns(walk)
        if walk.program.definition.rules:
            found += _acts(walk, fact, depth)
    return tuple(found)


def _call(walk: Walk, fact: Fact) -> Iterator[Internal]:
    draft, visit = walk.draft, fact["visit"]
    if visit and draft.visits[visit - 1].closed is not None:
        return  # opened and left in one breath
    yield Call(
        b"",
        fact["sop"],
        fact["values"],
        draft.base.id,
        visit,
        draft.base.depth + 1,
        fact.get("gather", ""),
        fact.get("ref", ""),
        fact.get("key", ""),
        draft.visits[visit - 1].opened if visit else draft.meta.happened,
    )


def _withdrawal(walk: Walk, fact: Fact, back: set[int]) -> Iterator[Internal]:
    """A call that was closed otherwise than by its task's end; one that was opened before."""
    visit = walk.draft.visits[fact["visit"] - 1]
    known = visit.no <= len(walk.draft.base.visits)
    if visit.kind == "call" and known and visit.no not in back and visit.closed is not None:
        step, base = walk.program.definition.steps[visit.step], walk.draft.base
        if step.call is not None and step.call.gather:
            gathered = step.call.gather, base.ref or f"T-{base.id}"
            yield Withdraw(b"", 0, base.id, visit.no, visit.closed, *gathered)
        else:
            yield Withdraw(b"", 0, base.id, visit.no, visit.closed)


def _returns(walk: Walk) -> Iterator[Internal]:
    draft = walk.draft
    for caller in draft.callers:
        if caller.visit and not caller.gone:
            end = draft.end or ""
            back = (draft.base.id, end, _brought(walk), draft.ended, _hands(walk))
            yield Return(b"", caller.task, caller.visit, *back)


def _hands(walk: Walk) -> tuple[str, ...]:
    """Everybody who had a hand in a step of the task: four eyes reach into what was called."""
    found = {person for visit in walk.draft.visits for person in visit.done_by()}
    found.update(person for vote in walk.draft.votes if not vote.void for person in vote.people())
    return tuple(sorted(found - {ITSELF}))


def _brought(walk: Walk) -> dict[str, Any]:
    """What a task brings back: its data, and what its computed fields are worth, as far as that is known."""
    data = dict(walk.draft.data)
    for field in walk.program.definition.data.values():
        if field.value is not None and not field.each:
            with suppress(Stop):
                data[field.name] = worked_out(walk, field, field.value, "get")
    return data


# -- rules


def _acts(walk: Walk, fact: Fact, depth: int) -> Iterator[Internal]:
    draft = walk.draft
    for rule, visit in _listening(walk, fact):
        walk.lane = fact.get("lane", draft.visits[visit - 1].lane if visit else 0)
        # A value that is missing means: not; arithmetic that fails is told when the rule is carried out.
        if walk.tells(rule.when, missing=False, failing=True):
            yield Act(b"", draft.base.id, rule.name, visit, depth, fact.get("at", draft.meta.happened))
    walk.lane = 0


def _listening(walk: Walk, fact: Fact) -> Iterator[tuple[Rule, int]]:
    """The rules that a fact is an event for, each with the visit that it is about (0: none)."""
    program, draft, kind = walk.program, walk.draft, fact["fact"]
    if kind == "opened":
        found = [(rule, fact["visit"]) for rule in program.rules_after("opened", fact["step"])]
    elif kind == "closed":
        visit, outcome = draft.visits[fact["visit"] - 1], fact["outcome"]
        rules = program.rules_after("closed", visit.step)
        wanted = ("", outcome) if outcome not in WITHDRAWN else (outcome,)
        found = [(rule, visit.no) for rule in rules if rule.after[2] in wanted]
    elif kind == "set" and "back" not in fact:
        found = [
            (rule, fact["visit"])
            for name in _changed(walk, fact)
            for rule in program.rules_after("set", name)
        ]
    elif kind == "started":
        found = [(rule, 0) for rule in program.rules_after("start")]
    elif kind == "signalled":
        found = [(rule, 0) for rule in program.rules_after("signal", fact["name"])]
    elif kind == "ended":
        found = [(rule, 0) for rule in program.rules_after("end") if rule.after[2] in ("", fact["end"])]
    elif kind == "timer_ended" and fact["why"] == "fired":
        timer = draft.timers[fact["timer"] - 1]
        if timer.kind == "every":
            found = [(program.definition.rules[timer.name], 0)]
        elif timer.kind == "overdue":
            found = [(rule, timer.visit) for rule in program.rules_after("overdue", timer.name)]
        else:
            found = []
    else:
        found = []
    yield from found


def _changed(walk: Walk, fact: Fact) -> list[str]:
    """The fields that a fact gave another value than they had before the command. A rule that sets what is
    so already sets off nothing."""
    base = walk.draft.base
    data: dict[str, Any] = base.data
    if 0 < fact.get("lane", 0) <= len(base.lanes):
        data = base.lanes[fact["lane"] - 1].data
    elif fact.get("lane"):
        data = {}
    return [name for name, value in fact["data"].items() if value is not None and value != data.get(name)]
