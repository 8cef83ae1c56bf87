"""A rule is carried out: it sets, closes, starts, tells."""

from __future__ import annotations

import re

from engine.kernel.calls import given
from engine.kernel.context import Context
from engine.kernel.deciders.calling import latched
from engine.kernel.effects import MOST
from engine.kernel.moves import settle
from engine.kernel.program import Program
from engine.kernel.scopes import visits_seen
from engine.kernel.setting import carry_out_set
from engine.kernel.visits import close_itself
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Act
from engine.model.definition import Rule
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit
from engine.rules.values import show

HOLE = re.compile(r"\{([^{}]+)\}")


def decide_act(program: Program, task: Task, command: Act, context: Context) -> Walk:
    """Decide a rule whose event happened. An ended task sets and closes nothing any more, but still starts
    and tells. Raises Stop: ``rules-too-deep``, missing values, ``no-case`` where the step's checklist is not
    done yet."""
    if command.depth > MOST:
        raise Stop(Refusal("rules-too-deep", {"rule": command.rule, "most": MOST}))
    found = program.definition.rules.get(command.rule)
    before = Walk(program, task, context, context.recorded)
    if found is None:  # the task was moved to a version without it
        return before
    rule = found
    visit = task.visits[command.visit - 1] if command.visit else None
    open_now = _to_close(before, rule, visit)
    earliest = max((other.opened for other in open_now), default=task.started)
    walk = Walk(program, task, context, latched(command.happened, context, earliest))
    walk.lane = visit.lane if visit else 0
    draft = walk.draft
    if rule.when is not None:
        walk.evaluate(rule.when, "when")
    draft.apply({"fact": "ruled", "rule": rule.name, "visit": command.visit, "depth": command.depth})
    changed: set[str] = set()
    if draft.ended is None:
        carry_out_set(walk, rule.set, visit, changed)
        for other in open_now:
            if draft.visits[other.no - 1].closed is None:
                close_itself(walk, other, rule.close[-1], walk.happened, changed)
        walk.lane, walk.happened = (visit.lane if visit else 0), draft.meta.happened
    if rule.start:
        values = {name: given(walk, value) for name, value in rule.give}
        draft.apply({"fact": "called", "visit": 0, "sop": rule.start, "values": values})
    if rule.notify:
        draft.apply(
            {"fact": "noticed", "rule": rule.name, "to": list(rule.notify), "text": filled(walk, rule.text)}
        )
    if draft.ended is None:
        settle(walk, changed)
    return walk


def _to_close(walk: Walk, rule: Rule, visit: Visit | None) -> list[Visit]:
    """The open visits that a rule closes: where its event was about an item, those of that item alone (ADR
    0014). A field of the task that is set in an item's step belongs to no item."""
    if not rule.close:
        return []
    kind, name, *_ = rule.after or ("", "")
    of_task = kind == "set" and not walk.program.definition.data[name].each
    seen = visits_seen(walk.program, walk.draft, visit.lane if visit and not of_task else 0)
    return [other for other in seen if other.closed is None and other.step == rule.close[0]]


def filled(walk: Walk, text: str) -> str:
    """A text with every ``{field}`` replaced by its value as people read it; one without a value stays as it
    is written. Nothing else of the text means anything."""
    fields, data, zone = walk.program.definition.data, walk.env().data, walk.context.zone

    def value(hole: re.Match[str]) -> str:
        field = fields.get(hole[1].strip())
        if field is None or data.get(field.name) is None:
            return hole[0]
        return show(field, data[field.name], zone)

    return HOLE.sub(value, text)
