"""Checklist lines: a thing to tick, a field to fill, an expression that must hold."""

from __future__ import annotations

from collections.abc import Callable

from engine.language.checks.material import Mention
from engine.language.compile.draft import Draft
from engine.language.compile.expressions import condition
from engine.language.compile.items import foreign
from engine.language.compile.scalars import scalar_of, text_of, truth
from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.model.definition import Item


def lines(draft: Draft, node: Node | None) -> list[Item]:
    """The lines of a ``checklist``; their numbers are given when the step is put together."""
    if node is None:
        return []
    if node.kind != LIST:
        draft.not_understood(node)
        return []
    found = [_line(draft, item) for item in draft.items(node)]
    return [line for line in found if line is not None]


def _line(draft: Draft, node: Node) -> Item | None:
    if node.kind == SCALAR:
        draft.text(node.text, node)
        return Item(0, "tick", node.text)
    kinds = [kind for kind in KINDS if kind in node.entries]
    if node.kind != MAP or len(kinds) != 1:
        draft.not_understood(node)
        return None
    body = scalar_of(draft, node, kinds[0])
    item = KINDS[kinds[0]](draft, node, body) if body is not None else None
    if item is None:
        return None
    when = draft.get(node, "when")
    evidence = truth(draft, node, "evidence")
    if evidence and item.kind != "tick":
        draft.error("P860", node.entries["evidence"][0], kind=item.kind)
    return item._replace(
        when=condition(draft, when) if when is not None else None,
        na=truth(draft, node, "na"),
        warn=truth(draft, node, "warn"),
        evidence=evidence,
    )


def _tick(draft: Draft, node: Node, body: Node) -> Item | None:
    draft.text(body.text, body)
    return Item(0, "tick", body.text)


def _fill(draft: Draft, node: Node, body: Node) -> Item | None:
    field = draft.fields.get(body.text)
    if not foreign(draft, body, body.text):
        draft.fills.append(Mention(body.text, body.place))
    title = text_of(draft, node, "title")
    return Item(0, "fill", title or (field.title if field else body.text), field=body.text)


def _must(draft: Draft, node: Node, body: Node) -> Item | None:
    holds = condition(draft, body)
    title = text_of(draft, node, "title")
    return Item(0, "must", title or body.text, must=holds) if holds is not None else None


KINDS: dict[str, Callable[[Draft, Node, Node], Item | None]] = {"tick": _tick, "fill": _fill, "must": _must}
"""What a line is, by the key that it has exactly one of."""
