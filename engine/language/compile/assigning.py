"""``assign`` and ``not_by`` of a step: to whom it is given when it opens, and who is kept away from it."""

from __future__ import annotations

from typing import Any

from engine.language.checks.material import Given, Mention
from engine.language.compile.cases import FAILED, cases
from engine.language.compile.draft import Draft
from engine.language.compile.scalars import scalars_of
from engine.language.nodes import MAP, SCALAR, Node
from engine.model.definition import Assignment, Cases
from engine.model.diagnostics import Place
from engine.rules.expressions.kinds import TEXTS
from engine.rules.near import near
from engine.rules.tables import result_type

STARTER, NOBODY = "starter", "nobody"
SAME = "same as"
CHOOSING = {"least loaded": "least", "in turn": "turn"}
"""How somebody is chosen among those who may do the step; each may go on with ``with SKILL``."""
WITH = "with"
MEANT = {
    "round robin": "in turn", "rotate": "in turn", "轮流": "in turn", "轮换": "in turn",
    "least busy": "least loaded", "shortest queue": "least loaded", "最闲": "least loaded",
    "最少": "least loaded", "发起人": "starter", "creator": "starter", "无": "nobody", "none": "nobody",
}  # fmt: skip
"""What people say instead."""
NAMES_A_SKILL = frozenset({"text", "choice"})
"""The types of fields whose value can be a skill's name."""
PERSON = "person"


def assignment(draft: Draft, body: Node, step: str) -> Cases | None:
    """Whose the step is when it opens, as cases of ``Assignment``; None where nothing is said or could be
    read. Where no case holds it is left to be taken, so an ``else`` is not asked for."""
    node = draft.get(body, "assign")
    if node is None:
        return None
    return cases(draft, node, lambda value: _one(draft, value, step, node.kind == MAP), covering=False)


def _one(draft: Draft, node: Node, step: str, in_cases: bool) -> Any:
    if node.kind != SCALAR:
        draft.not_understood(node)
        return FAILED
    words = node.text.split()
    said = " ".join(words)
    if said in (STARTER, NOBODY):
        return Assignment(said)
    if " ".join(words[:2]) == SAME and len(words) > 2:
        return _same(draft, node, said.removeprefix(SAME).strip(), step, in_cases)
    for form, how in CHOOSING.items():
        if said == form:
            return Assignment(how)
        if said.startswith(f"{form} {WITH} "):
            return _skilled(draft, node, how, said.removeprefix(f"{form} {WITH} "), step)
    table, dot, output = said.partition(".")
    if dot and table in draft.doubtful:
        return FAILED
    if dot and table in draft.tables:
        return _of_table(draft, node, table, output)
    return _field(draft, node, said, step)


def _same(draft: Draft, node: Node, name: str, step: str, in_cases: bool) -> Any:
    at = _at(node, name)
    if name not in draft.steps:
        if name not in draft.doubtful and "stepnames" not in draft.holes:
            draft.error("N411", at, near(name, draft.steps), name=name)
        return FAILED
    draft.given.append(Given(step, "same", name, at, in_cases))
    return Assignment("same", name)


def _skilled(draft: Draft, node: Node, how: str, skill: str, step: str) -> Any:
    """With a skill: the name of a field that has its name, else its name. Whether anybody has it is held
    against the team."""
    field = draft.fields.get(skill)
    if field is None and skill not in draft.doubtful:
        draft.given.append(Given(step, "skill", skill, _at(node, skill)))
    elif field is not None and field.type in NAMES_A_SKILL:
        draft.given.append(Given(step, "field", skill, _at(node, skill)))
    elif field is not None:
        draft.error("P858", _at(node, skill), name=skill, type=field.type)
        return FAILED
    return Assignment(how, "", skill)


def _of_table(draft: Draft, node: Node, table: str, output: str) -> Any:
    name, found = f"{table}.{output}", result_type(draft.tables[table], output)
    if found in TEXTS:
        return Assignment("table", name)
    if found is None:
        outputs = [one.name for one in draft.tables[table].outputs]
        draft.error("P851", node, tuple(f"{table}.{one}" for one in near(output, outputs)), text=node.text)
    else:
        draft.error("P857", node, name=name, type=found)
    return FAILED


def _field(draft: Draft, node: Node, name: str, step: str) -> Any:
    """The person in a field: one of the SOP, or what an item is called."""
    field = draft.fields.get(name)
    if field is not None:
        if field.type == PERSON:
            draft.given.append(Given(step, "field", name, node.place))
            return Assignment("field", name)
        draft.error("P852", node, name=name, type=field.type)
    elif name in draft.unseen:
        code, block = draft.unseen[name]
        draft.error(code, node, name=name, block=block)
    elif name not in draft.doubtful and "fields" not in draft.holes:
        meant = (MEANT[name],) if name in MEANT else near(name, _meant(draft))
        draft.error("P851", node, meant, text=node.text)
    return FAILED


def _meant(draft: Draft) -> list[str]:
    """Everything that can stand after ``assign``, for what was mistyped."""
    people = [name for name, field in draft.fields.items() if field.type == PERSON]
    outputs = [f"{name}.{one.name}" for name, table in draft.tables.items() for one in table.outputs]
    return [*people, STARTER, NOBODY, *CHOOSING, *(f"{SAME} {name}" for name in draft.steps), *outputs]


def _at(node: Node, name: str) -> Place:
    """Where a name stands in a text that ends with it (spaces between its words may be more than one)."""
    return node.column_of(max(0, node.text.rfind(name)), max(1, len(name)))


def not_by(draft: Draft, body: Node) -> tuple[str, ...]:
    """Who is kept away: steps, fields of type person, ``starter``; what is none of them is reported.
    A step comes before a field, as everywhere."""
    found = []
    for item in scalars_of(draft, body, "not_by"):
        field = draft.fields.get(item.text)
        if item.text in draft.steps or item.text == STARTER:
            found.append(item.text)
            draft.kept_apart.append(Mention(item.text, item.place))
        elif field is not None:
            if field.type == PERSON:
                found.append(item.text)
                draft.kept_apart.append(Mention(item.text, item.place))
            else:
                draft.error("P859", item, name=item.text, type=field.type)
        elif item.text not in draft.doubtful and "stepnames" not in draft.holes:
            people = [name for name, one in draft.fields.items() if one.type == PERSON]
            draft.error("N411", item, near(item.text, [*draft.steps, *people, STARTER]), name=item.text)
    return tuple(found)
