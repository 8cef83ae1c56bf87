"""Deadline blocks: promises that run wherever the task is, kept when their step is closed."""

from __future__ import annotations

from engine.language.compile.draft import Draft
from engine.language.compile.escalation import clock_of, ladder
from engine.language.compile.instants import timing
from engine.language.compile.items import without_items
from engine.language.compile.pauses import pause, resume
from engine.language.compile.scalars import scalar_of, text_of
from engine.language.nodes import MAP, Node
from engine.model.definition import Deadline
from engine.rules.near import near


def deadlines(draft: Draft, node: Node | None) -> dict[str, Deadline]:
    """The blocks of a ``deadlines`` map, those without a step left out."""
    found: dict[str, Deadline] = {}
    if node is None:
        return found
    if node.kind != MAP:
        draft.not_understood(node)
        return found
    for name, key, body in draft.entries(node):
        if body.kind == MAP:
            block = _block(draft, key, body)
            if block is not None:
                found[name] = block
        else:
            draft.not_understood(body)
    return found


def _block(draft: Draft, key: Node, body: Node) -> Deadline | None:
    kept_by = _kept_by(draft, key, body)
    if kept_by is not None and key.text in draft.steps and kept_by[0] != key.text:
        draft.error("N407", key, name=key.text, line=draft.places["steps", key.text].line)
    draft.note(f"deadlines.{key.text}", body, "due", "limit", "pause", "resume")
    title = draft.titled(key.text, text_of(draft, body, "title"), key)
    due = timing(draft, draft.get(body, "due"), block=True)
    limit = timing(draft, draft.get(body, "limit"), block=True)
    step, outcome = kept_by or ("", None)
    still, goes_on = pause(draft, body, key.text, step), resume(draft, body)
    with without_items(draft):
        rungs = ladder(draft, body, f"deadlines.{key.text}", clock_of(key.text, step, body, due, limit))
    if kept_by is None:
        return None
    return Deadline(key.text, title, step, outcome, due, limit, still, goes_on, rungs)


def _kept_by(draft: Draft, key: Node, body: Node) -> tuple[str, str | None] | None:
    """The step that keeps it, and by which outcome alone; without ``step`` the step of the same name."""
    said = scalar_of(draft, body, "step")
    if said is None:
        if "step" in body.entries:
            return None
        if key.text in draft.steps:
            return key.text, None
        if not _unknowable(draft, key.text):
            draft.error("N416", key, near(key.text, draft.steps), name=key.text)
        return None
    if said.text in draft.steps:
        return said.text, None
    step, dot, outcome = said.text.partition(".")
    if step not in draft.steps:
        if not _unknowable(draft, step):
            draft.error("N411", said.column_of(0, len(step)), near(step, draft.steps), name=step)
        return None
    if dot and outcome not in draft.steps[step]:
        if step not in draft.doubtful:
            place = said.column_of(len(step) + 1, max(1, len(outcome)))
            draft.error("N414", place, near(outcome, draft.steps[step]), step=step, name=outcome)
        return None
    return step, outcome


def _unknowable(draft: Draft, name: str) -> bool:
    return name in draft.doubtful or "stepnames" in draft.holes
