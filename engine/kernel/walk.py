"""A walk: one command being decided. It moves through the machine, answers the guards and keeps the
reasons why one said no; the facts it finds go to its draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from engine.kernel.context import Context
from engine.kernel.draft import Draft, Meta, closer, latest
from engine.kernel.facts import Fact
from engine.kernel.program import Program
from engine.kernel.scopes import data_seen, owner, visits_seen
from engine.kernel.stopping import Stop as Stop
from engine.kernel.stopping import evaluation_failed, no_row
from engine.model.definition import Case, Cases, Expression, Item, Outcome, Step
from engine.model.refusals import Refusal
from engine.model.task import Lane, Task, Visit
from engine.rules.access import ANYBODY
from engine.rules.expressions import Env, EvaluationProblem, Missing

if TYPE_CHECKING:
    from engine.rules.staff import Staff


class Walk:
    """The walker of ``machine.Walker`` and everything a decider needs at hand.

    ``lane`` is where it stands now, ``happened`` when what it does now happens: the command's instant,
    but a join may lie later. ``agenda`` holds where lanes still have to go: (lane, target, instant);
    ``openings`` how often steps that close themselves were opened, by lane and step.
    """

    __slots__ = (
        "_env",
        "_may",
        "agenda",
        "context",
        "draft",
        "happened",
        "lane",
        "openings",
        "program",
        "reason",
        "reasons",
        "staff",
        "state",
        "visit",
    )

    def __init__(self, program: Program, task: Task, context: Context, happened: int) -> None:
        self.program = program
        self.context = context
        self.happened = happened
        self.draft = Draft(task, Meta(context.actor.person, happened, context.recorded))
        self.state = ""
        self.lane = 0
        self.agenda: list[tuple[int, str, int]] = []
        self.openings: dict[tuple[int, str], int] = {}
        self.visit: Visit | None = None
        self.reason: str | None = None
        self.reasons: list[Refusal] = []
        self.staff: Staff | None = None
        self._may: bool | None = None
        self._env: Env | None = None

    def env(self) -> Env:
        """The world as expressions see it now."""
        draft, env = self.draft, self._env
        if self.program.has_items:
            return self._env_of_items()
        if env is None or env.data is not draft.data:
            base = draft.base
            env = self._env = Env(
                draft.data,
                self.happened,
                base.started,
                draft.count,
                draft.was_closed,
                self.context.calendar,
                f"{base.sop}:{base.id}",
                table=self.program.table,
                who=draft.who,
            )
        return env

    def _env_of_items(self) -> Env:
        """Where there are items, what is seen depends on the lane."""
        draft, base, lane = self.draft, self.draft.base, self.lane

        def seen(step: str) -> list[Visit]:
            return visits_seen(self.program, draft, lane, step)

        return Env(
            data_seen(self.program, draft, lane),
            self.happened,
            base.started,
            lambda step: len(seen(step)),
            lambda step: latest(seen(step), step) is not None,
            self.context.calendar,
            f"{base.sop}:{base.id}",
            table=self.program.table,
            who=lambda step: closer(latest(seen(step), step)),
        )

    def visits(self) -> list[Visit]:
        """The visits seen from where the walk stands: not those of other items."""
        if self.program.has_items:
            return visits_seen(self.program, self.draft, self.lane)
        return self.draft.visits

    def stand(self, visit: Visit) -> None:
        """Stand at a visit, about to close it."""
        self.visit, self.lane = visit, visit.lane
        self.state = visit.step
        self._may = None

    def stamp(self, fact: Fact) -> None:
        """Apply a fact that happens now, be that the command's own instant or that of a join."""
        if self.happened != self.draft.meta.happened:
            fact["at"] = self.happened
        self.draft.apply(fact)

    def let_through(self) -> None:
        """Close what is stood at whatever is missing: somebody who may overrides it."""
        self._may = True

    # Guards of the machine

    def may_close(self, step: Step, outcome: Outcome) -> bool:
        """Whether the outcome's own conditions hold; what is missing is added to ``reasons``, once."""
        if self._may is None:
            self.reasons += closing_problems(self, step, outcome)
            self._may = not self.reasons
        return self._may

    def holds(self, case: Case) -> bool:
        """Whether a case's condition holds."""
        return case.when is None or bool(self.evaluate(case.when, "case"))

    # Evaluating: a value that is missing, or arithmetic that fails, refuses the command by name

    def evaluate(self, expression: Any, where: str) -> Any:
        """An expression's value. Raises Stop with ``missing-value`` or ``evaluation-failed``."""
        try:
            return self.program.value(expression, self.env())
        except Missing as missing:
            data = {"field": missing.name, "where": where, "source": expression.source}
            raise Stop(no_row(missing, data) or Refusal("missing-value", data)) from None
        except EvaluationProblem as problem:
            raise Stop(evaluation_failed(expression.source, problem)) from None

    def tells(self, condition: Expression | None, missing: bool, failing: bool) -> bool:
        """Whether a condition holds; ``missing`` where a value is missing, ``failing`` where its arithmetic
        has no result."""
        try:
            return condition is None or bool(self.program.value(condition, self.env()))
        except Missing:
            return missing
        except EvaluationProblem:
            return failing

    def choose(self, cases: Cases | None, where: str) -> Any:
        """The first case that holds, or None. Raises Stop as ``evaluate`` does."""
        for case in cases or ():
            if case.when is None or self.evaluate(case.when, where):
                return case.value
        return None

    def roles(self, step: Step) -> tuple[str, ...]:
        """Who may close a visit of this step, as the data stand; none: everybody of the team. Raises Stop as
        ``evaluate`` does, the step named: people stand at another one then."""
        if len(step.role) == 1 and step.role[0].when is None:
            found = step.role[0].value
        else:
            try:
                found = self.choose(step.role, "role") or ()
            except Stop as stop:
                refusal = stop.refusal
                if refusal.code == "missing-value":
                    refusal = refusal._replace(data={**refusal.data, "step": step.name})
                raise Stop(refusal) from None
        return () if ANYBODY in found else tuple(found)


def live_items(walk: Walk, step: Step, numbers: Iterable[int]) -> list[tuple[Item, bool | Refusal]]:
    """The lines with these numbers and whether each is asked for now (its ``when``); a refusal where that
    cannot be told, because a value is missing or its arithmetic fails."""
    found: list[tuple[Item, bool | Refusal]] = []
    items = walk.program.items(step)
    for no in numbers:
        item = items[no]
        found.append((item, True if item.when is None else _holds(walk, item, item.when)))
    return found


def _holds(walk: Walk, item: Item, expression: Expression) -> bool | Refusal:
    try:
        return bool(walk.program.value(expression, walk.env()))
    except Missing as missing:
        data = {"no": item.no, "title": item.title, "field": missing.name, "source": expression.source}
        return no_row(missing, data) or Refusal("must-unknown", data)
    except EvaluationProblem as problem:
        return evaluation_failed(expression.source, problem)


def closing_problems(walk: Walk, step: Step, outcome: Outcome) -> list[Refusal]:
    """Everything that stands between an open visit and this outcome, in the order of the checklist."""
    problems: list[Refusal] = []
    if outcome.when is not None and (barred := _barred(walk, outcome, outcome.when)) is not None:
        problems.append(barred)
    if outcome.reason and not walk.reason:
        problems.append(
            Refusal("reason-required", {"outcome": outcome.name, "reasons": list(outcome.reasons)})
        )
    elif outcome.reasons and walk.reason and walk.reason not in outcome.reasons:
        problems.append(
            Refusal("reason-not-listed", {"reason": walk.reason, "reasons": list(outcome.reasons)})
        )
    warned: list[int] = []
    for item, applies in live_items(walk, step, outcome.items):
        problem = applies if isinstance(applies, Refusal) else item_problem(walk, item) if applies else None
        if problem is None:
            continue
        if item.warn:
            warned.append(item.no)
        else:
            problems.append(problem)
    if warned and not problems and walk.visit is not None:
        walk.draft.apply({"fact": "warned", "visit": walk.visit.no, "items": warned})
    return problems


def _barred(walk: Walk, outcome: Outcome, when: Expression) -> Refusal | None:
    """Why an outcome's own condition does not let it through; None when it does."""
    try:
        if walk.program.value(when, walk.env()):
            return None
    except Missing as missing:
        data = {"outcome": outcome.name, "missing": missing.name}
        return no_row(missing, {"source": when.source}) or Refusal("outcome-unknowable", data)
    except EvaluationProblem as problem:
        return evaluation_failed(when.source, problem)
    return Refusal("outcome-not-possible", {"outcome": outcome.name, "source": when.source})


def item_problem(walk: Walk, item: Item) -> Refusal | None:
    """What a checklist line that applies still lacks; None when nothing."""
    visit = walk.visit
    assert visit is not None
    if item.no in visit.na:
        return None
    if item.evidence:
        from engine.kernel.notes import unproven

        if refusal := unproven(walk, visit, item):
            return refusal
    if item.kind == "tick":
        if item.no in visit.ticks:
            return None
        return Refusal("tick-missing", {"no": item.no, "title": item.title})
    if item.kind == "fill":
        return _value_problem(walk, visit, item)
    assert item.must is not None
    holds = _holds(walk, item, item.must)
    if isinstance(holds, Refusal):
        return holds
    if holds:
        return None
    return Refusal("must-fails", {"no": item.no, "title": item.title, "source": item.must.source})


def _value_problem(walk: Walk, visit: Visit, item: Item) -> Refusal | None:
    """A value counts when it was given in this visit or came with the start or an import; one that an
    earlier visit gave has to be confirmed (DESIGN section 3)."""
    name = item.field or ""
    held: Draft | Lane = walk.draft
    if walk.program.has_items and (lane := owner(walk.program, walk.draft, visit.lane, name)):
        held = walk.draft.lanes[lane - 1]
    value = held.data.get(name)
    data = {"no": item.no, "title": item.title, "field": name}
    if value is None:
        return Refusal("value-missing", data)
    if held.origin.get(name, 0) in (0, visit.no):
        return None
    return Refusal("value-unconfirmed", {**data, "value": value})
