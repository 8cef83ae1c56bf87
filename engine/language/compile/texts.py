"""``texts``: what people read, in other languages, beside the text it stands for."""

from __future__ import annotations

from engine.language.compile.draft import Draft
from engine.language.nodes import MAP, SCALAR, Node


def translations(draft: Draft, root: Node) -> dict[str, dict[str, str]]:
    """Language to text to its translation, as written; the places of the texts are noted for the checks."""
    draft.part = "texts"
    node = draft.get(root, "texts")
    found: dict[str, dict[str, str]] = {}
    for lang, _, body in draft.entries(node) if node is not None else ():
        found[lang] = {}
        if body.kind != MAP:
            draft.not_understood(body)
        for text, key, value in draft.entries(body):
            if value.kind == SCALAR and not value.empty:
                found[lang][text] = value.text
                draft.places[f"texts.{lang}", text] = key.place
    draft.part = "header"
    return found
