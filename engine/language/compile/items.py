"""What each item of a block has for itself: inside a name is this item's value, outside the list of all.

What is known where: outside a block its item has no name, and a value that has no list (a list itself, a
computed value) none either; inside, what is computed from the values of all items is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from engine.language.compile import data
from engine.language.compile.draft import Draft
from engine.language.nodes import SCALAR, Node
from engine.model.definition import Field
from engine.model.diagnostics import Place
from engine.rules.expressions import names
from engine.rules.near import near

FORM = re.compile(r"\s*(\S+)\s+in\s+(?=\S)")
"""How ``each`` begins: a name, ``in``, and then the list."""


def item_name(node: Node) -> str:
    """The name of one item in ``chat in chats``; "" where it is not written like this."""
    found = FORM.match(node.text) if node.kind == SCALAR else None
    return found[1] if found else ""


def show_lists(draft: Draft) -> None:
    """From here on the fields of items are known as lists, as they are outside their blocks."""
    for name, field in draft.own.items():
        if name in draft.fields:
            continue
        if field.type == "list" or name in draft.computed_own:
            draft.unseen[name] = ("F739", field.each)
        else:
            draft.fields[name] = Field(name, field.title, "list", field.choices, field.type, each=field.each)


@contextmanager
def inside(draft: Draft, block: str, item: Field | None, bodies: Mapping[str, Node]) -> Iterator[None]:
    """The names as they are for the steps of a block that is walked for each item; its own fields are
    completed on the way in. ``item`` is None where it could not be understood."""
    fields, unseen, entered = draft.fields, draft.unseen, draft.inside
    own = {name: field for name, field in draft.own.items() if field.each == block}
    draft.fields, draft.unseen = {**fields, **own}, dict(unseen)
    for name in (*own, *((item.name,) if item is not None else ())):
        draft.unseen.pop(name, None)
    for name, field in fields.items():
        if field.value is not None and not names(field.value).isdisjoint(own):
            del draft.fields[name]
            draft.unseen[name] = ("F742", block)
    if item is not None:
        draft.fields[item.name] = item
        draft.item_names.add(item.name)
    draft.inside = (*entered, block)
    data.complete(draft, dict(bodies), {})
    draft.own.update({name: draft.fields[name] for name in own})
    yield
    if item is not None:
        draft.item_names.discard(item.name)
    draft.fields, draft.unseen, draft.inside = fields, unseen, entered


@contextmanager
def without_items(draft: Draft) -> Iterator[None]:
    """The names as they are for what stands in every step alike: nothing of any item."""
    fields, unseen = draft.fields, draft.unseen
    draft.fields = {name: field for name, field in fields.items() if not field.each}
    draft.unseen = dict(unseen)
    draft.unseen.update({name: ("F739", field.each) for name, field in draft.own.items()})
    yield
    draft.fields, draft.unseen = fields, unseen


def taken(draft: Draft, name: str) -> Place | None:
    """Where something stands that has this name already, so that no item can have it."""
    if name in draft.item_names:
        return draft.places["items", name]
    found = (draft.places.get((section, name)) for section in ("data", "steps", "tables"))
    return next((place for place in found if place is not None), None)


def foreign(draft: Draft, node: Node, name: str) -> bool:
    """Whether a name cannot be given a value here though it is known; reported."""
    field = draft.fields.get(name)
    if name in draft.unseen:
        code, block = draft.unseen[name]
        draft.error(code, node, name=name, block=block)
    elif name in draft.item_names:
        draft.error("F741", node, name=name)
    elif field is not None and field.each and field.each not in draft.inside:
        draft.error("F740", node, name=name, block=field.each)
    else:
        return False
    return True


def settable(draft: Draft, node: Node, name: str) -> Field | None:
    """The field of this name, where it may be given a value here; None (reported) where it may not."""
    field = draft.fields.get(name)
    if foreign(draft, node, name):
        return None
    if field is None:
        if "fields" not in draft.holes:
            draft.error("N410", node, near(name, draft.fields), name=name)
    elif field.value is not None:
        draft.error("N412", node, name=name)
    else:
        return field
    return None
