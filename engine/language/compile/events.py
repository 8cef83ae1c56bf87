"""Events that rules listen to: ``step.opened``, ``step.outcome``, ``field.set``, ``signal.NAME``, ``end``."""

from __future__ import annotations

from collections.abc import Mapping

from engine.language.compile.draft import Draft
from engine.language.nodes import Node
from engine.model.definition import CANCELLED, END, Deadline, Step, is_end
from engine.rules.near import near

SIGNAL = "signal"
OPENED, CLOSED, OVERDUE, SET, START = "opened", "closed", "overdue", "set", "start"
CANCELLED_STEP = "cancelled"


def event(
    draft: Draft, node: Node, steps: Mapping[str, Step], deadlines: Mapping[str, Deadline]
) -> tuple[str, ...]:
    """What an ``after`` names, as in ``Rule.after``; () where it is nothing, which is reported.

    ``steps`` and ``deadlines`` are those of the SOP, compiled; a step has the name before anything else.
    """
    text = node.text
    if text == START:
        return (START, "", "")
    if is_end(text):
        return _end(draft, node, steps)
    name, dot, what = text.rpartition(".")
    if not dot:
        draft.error("F770", node, _meant(draft, text, deadlines), text=text)
    elif name in draft.steps:
        return _of_step(draft, node, name, what, steps, deadlines)
    elif what == OVERDUE and name in deadlines:
        return (OVERDUE, name, "")
    elif what == SET and (field := draft.fields.get(name) or draft.own.get(name)) is not None:
        if field.value is None:
            return (SET, name, "")
        draft.error("F773", node.column_of(0, len(name)), name=name)
    elif text.startswith(SIGNAL + "."):
        return (SIGNAL, text[len(SIGNAL) + 1 :], "")
    elif name not in draft.doubtful and not draft.holes & {"stepnames", "fields", "deadlines"}:
        known = [*draft.steps, *deadlines, *draft.fields]
        place = node.column_of(0, max(1, len(name)))
        draft.error("F771", place, near(name, known), name=name, text=text)
    return ()


def _of_step(
    draft: Draft,
    node: Node,
    name: str,
    what: str,
    steps: Mapping[str, Step],
    deadlines: Mapping[str, Deadline],
) -> tuple[str, ...]:
    if what == OPENED:
        return (OPENED, name, "")
    if what == CLOSED:
        return (CLOSED, name, "")
    if what in draft.steps[name] or what == CANCELLED_STEP:
        return (CLOSED, name, what)
    if what == OVERDUE:
        step = steps.get(name)
        if name in deadlines or step is None or step.due is not None or step.limit is not None:
            return (OVERDUE, name, "")
        draft.error("F772", node, name=name)
    elif name not in draft.doubtful:
        place = node.column_of(len(name) + 1, max(1, len(what)))
        known = [*draft.steps[name], OPENED, CLOSED, OVERDUE]
        draft.error("N414", place, near(what, known), step=name, name=what)
    return ()


def _end(draft: Draft, node: Node, steps: Mapping[str, Step]) -> tuple[str, ...]:
    if node.text == END:
        return (END, "", "")
    ends = {
        case.value
        for step in steps.values()
        for outcome in step.outcomes.values()
        for case in outcome.to
        if is_end(case.value)
    }
    if node.text not in {*ends, CANCELLED} and not draft.holes & {"steps", "targets"}:
        draft.error("F774", node, near(node.text, {*ends, CANCELLED}), name=node.text)
        return ()
    return (END, "", node.text)


def _meant(draft: Draft, text: str, deadlines: Mapping[str, Deadline]) -> tuple[str, ...]:
    """What a name alone was meant for."""
    if text in draft.steps:
        return (f"{text}.{CLOSED}", f"{text}.{OPENED}")
    if text in deadlines:
        return (f"{text}.{OVERDUE}",)
    return (f"{text}.{SET}",) if text in draft.fields else ()
