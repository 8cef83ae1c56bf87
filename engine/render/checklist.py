"""A task's checklist: for each open visit who, until when, every line with its state, and each outcome with
what it still lacks. For the terminal and in Markdown, from one view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.kernel import Context, Program
from engine.kernel.explain import Line, Way, checklist, items_to_come, ways
from engine.model.definition import Step
from engine.model.holding import over
from engine.model.places import name as visit_name
from engine.model.places import of_whole_sop
from engine.model.refusals import Refusal
from engine.model.task import Hold, Task, Visit
from engine.render.came import came
from engine.render.instants import lasting
from engine.render.left import behind_line
from engine.render.naming import Names
from engine.render.overrides import of_task as overridden
from engine.render.priorities import priority_text
from engine.render.refusals import sentence
from engine.render.standing import Called, rows
from engine.render.tree import tree, visits_of
from engine.render.votes import plain_views
from engine.render.whose import Taken, had_by
from engine.words import N_, _

TEXT = "txt"
MARKDOWN = "md"
HTML = "html"
NOTHING: Called = {}
NOBODY: Mapping[int, Taken] = {}

NOTES = {
    "done": "",
    "open": "",
    "na": N_("not applicable"),
    "off": N_("does not apply: %(source)s"),
    "undecided": N_("applies if: %(source)s"),
    "confirm": N_("to be confirmed"),
    "unproven": "",
    "fails": N_("does not hold: %(source)s"),
}
"""What is said behind a line in a state of ``engine.kernel.explain``."""

MARKS = {"done": "x", "na": "-", "off": "-", "undecided": "?", "confirm": "?", "unproven": "?", "fails": "!"}


def render(
    program: Program,
    task: Task,
    context: Context,
    names: Names,
    form: str = TEXT,
    everything: bool = False,
    only: Visit | None = None,
    called: Called = NOTHING,
    taken: Mapping[int, Taken] = NOBODY,
    votes: Callable[[Visit], list[dict[str, Any]]] | None = None,
) -> str:
    """The checklist of a task's open visits as the context's actor meets it at ``context.recorded``, in the
    lanes and items in which they stand.

    ``form`` is ``TEXT``, ``MARKDOWN`` or ``HTML`` (one file, to print or for a phone). ``names`` says in
    which language and zone, and whether values of private fields may be seen; they are masked otherwise.
    ``everything``: blocks with many items are not folded; ``only`` this visit. ``called``: what is known of
    called tasks, by visit; ``taken``: since when a visit is its assignee's; ``votes``: how those on a visit
    stand (``votes.views``). Inert whatever the SOP and the values hold.
    """
    definition = program.definition
    places = tree(definition, task, everything, only)
    whole = of_whole_sop(definition) if task.lanes else frozenset()

    def view(visit: Visit) -> dict[str, Any]:
        voted = votes(visit) if votes is not None else plain_views(program, task, visit, context, names)
        return {**_visit(program, task, visit, context, names, whole, taken), "votes": voted}

    def later(visit: Visit) -> list[Any]:
        each = definition.steps[visit.step].each
        if each is None or not each.at_once or visit.closed is not None:
            return []
        return items_to_come(program, task, visit, context)

    opened = visits_of(places)
    anyway = ways(program, task, opened[0], context) if whole and opened else []
    shown = {
        "task": f"T-{task.id}",
        "ref": task.ref,
        "sop": names.title(definition.title) or definition.sop,
        "rows": list(rows(task, places, names, view, called, later)),
        "ended": "" if task.ended is None else _ended(task, names),
        "overrides": overridden(task, names) if any(visit.override for visit in task.visits) else [],
        "outcomes_title": _("Outcomes"),
        "anyway_title": _("At any time"),
        "anyway": [outcome_view(way, opened[0], names) for way in anyway if way.outcome.name in whole],
    }
    if form == HTML:
        from engine.render.page import around

        title = f"T-{task.id} {task.ref}".strip() + f" · {shown['sop']}"
        shown |= around(title, context.recorded, names)
        shown |= {"sign_name": _("Done by"), "sign_date": _("Date")}
    # Not above: who takes single views from here waits for no templates.
    from engine.render.templating import fill

    return fill(f"checklist.{form}", shown)


def _ended(task: Task, names: Names) -> str:
    return _("The task ended at %(at)s: %(end)s.") % {"at": names.at(task.ended or 0), "end": task.end}


def _visit(
    program: Program,
    task: Task,
    visit: Visit,
    context: Context,
    names: Names,
    whole: frozenset[str],
    taken: Mapping[int, Taken],
) -> dict[str, Any]:
    """A visit of people; outcomes of the ``whole`` SOP are said once for all."""
    step = program.definition.steps[visit.step]
    numbered = f"T-{task.id}/{visit.step}#{visit.n}"
    return {
        "name": visit_name(program.definition, task, visit) if task.lanes else numbered,
        "title": names.title(step.title) or step.name,
        "came": came(task, visit, names),
        "help": names.title(step.help),
        "facts": facts_of(visit, over(task, visit.no), context.recorded, names, taken.get(visit.no)),
        "lines": [
            _line(line, step, names, behind_line(task, visit, line))
            for line in checklist(program, task, visit, context)
        ],
        "outcomes": [
            outcome_view(way, visit, names)
            for way in ways(program, task, visit, context)
            if way.outcome.name not in whole
        ],
    }


def facts_of(visit: Visit, hold: Hold | None, now: int, names: Names, taken: Taken | None = None) -> str:
    """Who may do it, whose it is (and since when, where ``taken`` says so), until when (``now`` is ms UTC),
    and that it is on hold, in one line. Not escaped."""
    facts = _("For: %(roles)s") % {"roles": names.roles(visit.roles or ("",))}
    if visit.assignee is not None:
        facts += " · " + had_by(names, visit, taken)
    if visit.due is not None:
        facts += " · " + _("Due: %(at)s") % {"at": names.at(visit.due)}
        if now > visit.due:
            facts = names.followed(facts, _("(late by %(time)s)") % {"time": lasting(now - visit.due)})
    if visit.priority:
        facts += " · " + _("Priority: %(priority)s") % {"priority": priority_text(visit.priority)}
    if visit.snoozed is not None and visit.snoozed > now:
        facts += " · " + _("Put off until %(at)s") % {"at": names.at(visit.snoozed)}
    if hold is not None:
        facts += " · " + _("On hold since %(at)s: %(reason)s") % {
            "at": names.at(hold.started),
            "reason": hold.reason,
        }
    return facts


def _line(line: Line, step: Step, names: Names, behind: list[str]) -> dict[str, Any]:
    """A line; ``behind`` is what there is to show for it, or why it does not apply."""
    item = line.item
    condition = item.must if line.state == "fails" else item.when
    notes = []
    if NOTES[line.state]:
        notes.append(_(NOTES[line.state]) % {"source": condition.source if condition else ""})
    notes += behind
    usual = {outcome.name for outcome in step.outcomes.values() if not outcome.reason}
    if line.outcomes and not (usual and usual.issubset(line.outcomes)):
        # A line of some outcomes alone: without saying so, it would look as if the step asked for it.
        outcomes = names.several(names.outcome(name, step.name) for name in line.outcomes)
        notes.append(_("for %(outcomes)s") % {"outcomes": outcomes})
    bare = item.field is not None and item.title in ("", item.field)
    value = "" if item.field is None or line.value is None else names.value(item.field, line.value)
    return {
        "no": item.no,
        "mark": MARKS.get(line.state, " "),
        "done": line.state == "done",
        "applies": line.state not in ("off", "na"),
        "title": names.field(item.field or "") if bare else names.title(item.title),
        "value": value,
        "note": names.several(notes),
    }


def outcome_view(way: Way, visit: Visit, names: Names) -> dict[str, Any]:
    """An outcome's ``name``, what it ``says`` (possible, not yet, or why not) and all that it ``lacks``."""
    refusal = way.refusal
    if refusal is None:
        says, lacks = _("possible now"), []
    elif refusal.reasons:
        says, lacks = _("not yet"), _flat(refusal.reasons, names)
    else:
        says, lacks = sentence(refusal, names), []
    return {"name": names.outcome(way.outcome.name, visit.step), "says": says, "lacks": lacks}


def _flat(reasons: tuple[Refusal, ...], names: Names) -> list[str]:
    found = []
    for reason in reasons:
        found.append(sentence(reason, names))
        found += _flat(reason.reasons, names)
    return found
