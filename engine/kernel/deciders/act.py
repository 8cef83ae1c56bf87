"""A rule is carried out: it sets, closes, starts, tells."""

from __future__ import annotations

from engine.kernel.context import Context
from engine.kernel.deciders.calling import latched
from engine.kernel.effects import MOST
from engine.kernel.moves import settle
from engine.kernel.program import Program
from engine.kernel.scopes import visits_seen
from engine.kernel.verbs import carry_out
from engine.kernel.walk import Stop, Walk
from engine.model.commands import Act
from engine.model.definition import Rule
from engine.model.refusals import Refusal
from engine.model.task import Task, Visit


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
    about = {"kind": "rule", "rule": rule.name}
    roles = visit.roles if visit is not None else _open_roles(task)
    carry_out(walk, rule, visit, _to_assign(task, visit), open_now, roles, about, changed)
    if draft.ended is None:
        settle(walk, changed)
    return walk


def _to_assign(task: Task, visit: Visit | None) -> list[Visit]:
    """The open visits that a rule gives away: the one that its event was about, else all that people do."""
    if visit is not None and visit.closed is None:
        return [visit]
    return [other for other in task.open_visits() if other.kind == "work"]


def _open_roles(task: Task) -> tuple[str, ...]:
    """Whoever the task waits for now: the assignees of an event that is about no visit."""
    return tuple(dict.fromkeys(role for visit in _to_assign(task, None) for role in visit.roles))


def _to_close(walk: Walk, rule: Rule, visit: Visit | None) -> list[Visit]:
    """The open visits that a rule closes: where its event was about an item, those of that item alone (ADR
    0014). A field of the task that is set in an item's step belongs to no item."""
    if not rule.close:
        return []
    kind, name, *_ = rule.after or ("", "")
    of_task = kind == "set" and not walk.program.definition.data[name].each
    seen = visits_seen(walk.program, walk.draft, visit.lane if visit and not of_task else 0)
    return [other for other in seen if other.closed is None and other.step == rule.close[0]]
