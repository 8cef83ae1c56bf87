"""Plain values of keys: texts, names, lists of them, yes or no.

``shape`` has refused what is no such value; here is only what each says.
"""

from __future__ import annotations

from engine.language.compile.draft import Draft
from engine.language.nodes import SCALAR, Node
from engine.language.scalars import boolean


def text_of(draft: Draft, node: Node, key: str) -> str:
    """The text of a key that people read (it is noted for translation); "" where there is none."""
    value = scalar_of(draft, node, key)
    if value is None:
        return ""
    draft.text(value.text, value)
    return value.text


def scalar_of(draft: Draft, node: Node, key: str) -> Node | None:
    """The scalar of a key; None where there is none."""
    value = draft.get(node, key)
    if value is not None and value.kind != SCALAR:
        draft.not_understood(value)
        return None
    return value


def scalars_in(draft: Draft, value: Node) -> list[Node]:
    """The scalars of a list, each text once; a single scalar stands for a list of one."""
    if value.kind == SCALAR:
        return [value]
    if value.entries:
        draft.not_understood(value)
    found: dict[str, Node] = {}
    for item in draft.items(value):
        if item.kind == SCALAR:
            found.setdefault(item.text, item)
        else:
            draft.not_understood(item)
    return list(found.values())


def scalars_of(draft: Draft, node: Node, key: str) -> list[Node]:
    """The scalars of a key's list; none where there is no such key."""
    value = draft.get(node, key)
    return scalars_in(draft, value) if value is not None else []


def truth(draft: Draft, node: Node, key: str) -> bool:
    """Yes or no; no where nothing is said."""
    value = scalar_of(draft, node, key)
    said = boolean(value.text) if value is not None else False
    if said is None and value is not None:
        draft.not_understood(value)
    return bool(said)
