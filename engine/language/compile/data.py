"""The ``data`` section: what the tasks of an SOP know, each a field with a type."""

from __future__ import annotations

from collections.abc import Mapping

from engine.language.compile import tables
from engine.language.compile.bounds import bounded
from engine.language.compile.cases import FAILED
from engine.language.compile.draft import Draft
from engine.language.compile.expressions import expression
from engine.language.compile.literals import shown, value_of, wanted
from engine.language.compile.scalars import scalars_in, scalars_of, text_of, truth
from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.model.definition import Field
from engine.rules.expressions import mentions
from engine.rules.values import KINDS

TYPES = frozenset(KINDS) - {"choice"}
"""The types that a document names; a list of choices is one more, called ``choice`` inside."""


def declare(draft: Draft, node: Node | None) -> dict[str, Node]:
    """Every field with its type, before anything that names fields is read; returns their bodies."""
    bodies: dict[str, Node] = {}
    if node is None:
        return bodies
    if node.kind == LIST:
        for item in scalars_in(draft, node):
            draft.fields[item.text] = Field(item.text, draft.titled(item.text, "", item), "text")
    elif node.kind == MAP:
        for name, (key, body) in node.entries.items():
            if draft.key_refused(key) or draft.refused(body):
                draft.doubtful.add(name)
                draft.fields[name] = Field(name, name, "text")
            else:
                draft.fields[name] = _typed(draft, key, body)
                bodies[name] = body
    else:
        draft.not_understood(node)
        draft.holes.add("fields")
    return bodies


def declare_own(draft: Draft, block: str, node: Node) -> dict[str, Node]:
    """The fields that each item of a block has for itself, as far as their types go; returns their bodies."""
    outer, draft.fields, part = draft.fields, {}, draft.part
    draft.part = "data"
    bodies = declare(draft, node)
    own = {name: field for name, field in draft.fields.items() if name not in outer and name not in draft.own}
    draft.own.update({name: field._replace(each=block) for name, field in own.items()})
    draft.computed_own.update(name for name, body in bodies.items() if "value" in body.entries)
    draft.fields, draft.part = outer, part
    return {name: body for name, body in bodies.items() if name in own}


def complete(draft: Draft, bodies: dict[str, Node], sheets: dict[str, tables.Said]) -> None:
    """Bounds, then computed values and tables in an order in which each comes after those that it needs,
    then defaults, which may name any field."""
    described = {name: body for name, body in bodies.items() if body.kind == MAP}
    for name, body in described.items():
        if name not in draft.doubtful:
            draft.fields[name] = bounded(draft, draft.fields[name], body)
    computed = {name: body for name, body in described.items() if "value" in body.entries}
    needs = {name: mentions(_source(draft, body)) for name, body in computed.items()}
    tables.report_circles(draft, sheets, needs)
    for name in _by_need({**needs, **{name: one.needs for name, one in sheets.items()}}):
        if name in computed:
            _compute(draft, name, computed[name])
        if name in sheets:
            tables.build(draft, name, sheets[name])
    tables.in_order(draft, sheets)
    for name, body in described.items():
        default = draft.get(body, "default")
        if default is None or name in draft.doubtful:
            continue
        if name in computed:
            draft.error("N415", body.entries["default"][0], name=name)
            continue
        found = value_of(draft, default, draft.fields[name])
        if found is not FAILED:
            draft.fields[name] = draft.fields[name]._replace(default=found)


def _compute(draft: Draft, name: str, body: Node) -> None:
    value = draft.get(body, "value")
    field = draft.fields[name]
    found = (
        expression(draft, value, wanted(field)) if value is not None and name not in draft.doubtful else None
    )
    if found is None:
        draft.doubtful.add(name)
    draft.fields[name] = field._replace(value=found)


def _by_need(named: Mapping[str, frozenset[str]]) -> list[str]:
    """Names, each after those that it needs (``named``); in a circle (checks/circles.py) anyhow."""
    needs = {name: sorted(others & named.keys()) for name, others in named.items()}
    found: dict[str, None] = {}
    waiting = [(name, iter(needs[name])) for name in reversed(needs)]
    begun: set[str] = set()
    while waiting:
        name, others = waiting[-1]
        begun.add(name)
        following = next((other for other in others if other not in begun), None)
        if following is None:
            waiting.pop()
            found[name] = None
        else:
            waiting.append((following, iter(needs[following])))
    return list(found)


def _source(draft: Draft, body: Node) -> str:
    value = draft.get(body, "value")
    return value.text if value is not None and value.kind == SCALAR else ""


def _typed(draft: Draft, key: Node, body: Node) -> Field:
    """The field as far as its type goes: what other texts need in order to be checked."""
    name = key.text
    field = Field(name, name, "text")
    if body.kind != MAP:
        return _of_type(draft, field, body)._replace(title=draft.titled(name, "", key))
    said, of = draft.get(body, "type"), draft.get(body, "of")
    if said is not None:
        field = _of_type(draft, field, said)
    else:
        draft.doubtful.add(name)
    if field.type == "list":
        inner = _of_type(draft, field, of) if of is not None else Field(name, name, "text")
        field = field._replace(of=inner.type, choices=inner.choices)
    elif of is not None:
        draft.error("N420", body.entries["of"][0], key="of", type=shown(field))
    return field._replace(
        title=draft.titled(name, text_of(draft, body, "title"), key),
        help=text_of(draft, body, "help"),
        private=truth(draft, body, "private"),
        columns=tuple(item.text for item in scalars_of(draft, body, "columns")),
    )


def _of_type(draft: Draft, field: Field, node: Node) -> Field:
    if node.kind == LIST:
        choices = scalars_in(draft, node)
        for item in choices:
            draft.titled(item.text, "", item)
        return field._replace(type="choice", choices=tuple(item.text for item in choices))
    if node.kind == SCALAR and node.text in TYPES:
        return field._replace(type=node.text)
    draft.doubtful.add(field.name)
    draft.not_understood(node)
    return field
