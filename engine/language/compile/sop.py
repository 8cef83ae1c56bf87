"""A whole document: names first, then data, steps and deadlines, as each needs those before it."""

from __future__ import annotations

from engine.language.compile import data
from engine.language.compile.deadlines import deadlines
from engine.language.compile.draft import Draft
from engine.language.compile.escalation import ladder
from engine.language.compile.items import settable, show_lists, without_items
from engine.language.compile.names import joined_fault
from engine.language.compile.namespace import claim
from engine.language.compile.outcomes import outcomes
from engine.language.compile.priorities import priority
from engine.language.compile.roles import role, role_names
from engine.language.compile.rules import rules
from engine.language.compile.scalars import scalar_of, scalars_in, scalars_of, text_of
from engine.language.compile.schedule import schedule
from engine.language.compile.steps import sequence
from engine.language.compile.tables import declare as declare_tables
from engine.language.compile.telling import Said, declare
from engine.language.compile.texts import translations
from engine.language.compile.votes import without_own_work
from engine.language.nodes import MAP, Node
from engine.model.definition import Case, Cases, Definition, Step

ANYBODY: Cases = (Case(None, ("",)),)
"""Who does a step when no role is named anywhere: any person of the team."""


def sop(draft: Draft, root: Node) -> Definition:
    """The definition of a root that is a map, with gaps where the draft has noted mistakes."""
    draft.note_holes(root)
    name = _name(draft, root)
    draft.sop = name
    claim(draft, root)
    said = _declare(draft, root)
    draft.part = "header"
    default_role = role(draft, draft.get(root, "role")) or ANYBODY
    found = _steps(draft, root, said, default_role)
    draft.part = "deadlines"
    promised = deadlines(draft, draft.get(root, "deadlines"))
    draft.part = "rules"
    acting = rules(draft, draft.get(root, "rules"), found, promised)
    with without_items(draft):
        rungs = ladder(draft, root, "sop", None)
    draft.part = "header"
    required = tuple(filter(None, (_field(draft, item) for item in scalars_of(draft, root, "required"))))
    definition = Definition(
        sop=name,
        title=_title(draft, root, name),
        lang=_word(draft, root, "lang"),
        first=next(iter(found), ""),
        steps=found,
        data={**{name: field for name, field in draft.fields.items() if not field.each}, **draft.own},
        deadlines=promised,
        calendar=_word(draft, root, "calendar"),
        role=_single(default_role),
        owner=_single((Case(None, role_names(draft, scalar_of(draft, root, "owner"))),)),
        ref=_field(draft, scalar_of(draft, root, "ref")),
        unique=_field(draft, scalar_of(draft, root, "unique")),
        required=required,
        reasons=_reasons(draft, root),
        may=_may(draft, root),
        texts=translations(draft, root),
        help=text_of(draft, root, "help"),
        tables=dict(draft.tables),
        rules=acting,
        escalate=rungs or (),
        schedule=schedule(draft, root, required),
        priority=priority(draft, root),
    )
    return definition._replace(steps=without_own_work(definition, draft.unvetted))


def _name(draft: Draft, root: Node) -> str:
    node = scalar_of(draft, root, "sop")
    if node is None:
        return ""
    draft.fault(joined_fault(node.text), node)
    return node.text


def _title(draft: Draft, root: Node, name: str) -> str:
    node = scalar_of(draft, root, "sop")
    title = text_of(draft, root, "title")
    return draft.titled(name, title, node) if node is not None and not name.isascii() else title or name


def _word(draft: Draft, root: Node, key: str) -> str:
    node = scalar_of(draft, root, key)
    if node is None:
        return ""
    draft.places[key, node.text] = node.place
    return node.text


def _declare(draft: Draft, root: Node) -> dict[str, Said]:
    """Fields and steps by name; from here on everything that expressions may name is known."""
    draft.part = "data"
    node = draft.get(root, "data")
    if node is None and "data" in root.entries:
        draft.holes.add("fields")
    fields = data.declare(draft, node)
    draft.part = "steps"
    section = draft.get(root, "steps")
    if section is None:
        draft.holes.update(("steps", "stepnames"))
    everywhere = draft.get(root, "outcomes")
    common = tuple(everywhere.entries) if everywhere is not None else ()
    said = declare(draft, section, common) if section is not None else {}
    draft.outcomes = frozenset(name for names in draft.steps.values() for name in names)
    show_lists(draft)
    draft.part = "data"
    draft.part = "tables"
    sheets = declare_tables(draft, draft.get(root, "tables"))
    draft.part = "data"
    data.complete(draft, fields, sheets)
    return said


def _steps(draft: Draft, root: Node, said: dict[str, Said], default_role: Cases) -> dict[str, Step]:
    draft.part = "steps"
    node = draft.get(root, "outcomes")
    with without_items(draft):
        everywhere = outcomes(draft, node) if node is not None else {}
    found = {step.name: step for step in sequence(draft, said, "", default_role, everywhere)}
    draft.at = ""
    return found


def _single(roles: Cases) -> str:
    """The one role's name, where it is one whatever the data; else "" (any of those that the SOP names)."""
    return roles[0].value[0] if len(roles) == 1 and len(roles[0].value) == 1 else ""


def _field(draft: Draft, node: Node | None) -> str:
    """The field that a scalar names and that somebody gives a value; "" where there is none such."""
    if node is None:
        return ""
    return node.text if settable(draft, node, node.text) is not None else ""


def _reasons(draft: Draft, root: Node) -> dict[str, tuple[str, ...]]:
    node = _map(draft, root, "reasons")
    found: dict[str, tuple[str, ...]] = {}
    for name, _, body in draft.entries(node) if node is not None else ():
        items = scalars_in(draft, body)
        for item in items:
            draft.text(item.text, item)
        found[name] = tuple(item.text for item in items)
    return found


def _may(draft: Draft, root: Node) -> dict[str, tuple[str, ...]]:
    node = _map(draft, root, "may")
    return {
        name: role_names(draft, body) for name, _, body in (draft.entries(node) if node is not None else ())
    }


def _map(draft: Draft, root: Node, key: str) -> Node | None:
    node = draft.get(root, key)
    if node is not None and node.kind != MAP:
        draft.not_understood(node)
        return None
    return node
