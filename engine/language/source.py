"""Reading a document: bytes to nodes that know where they stand, or to diagnostics.

``read`` is the one way in. It never raises for what a file holds and never runs anything: the file is
decoded, bounded while it is parsed, and every scalar stays the text that was written (docs/decisions/0006).
What is YAML's is here and in the files beside (``bounds``, ``composing``, ``syntax``, ``suspicions``);
what is the language's begins with ``shape``.
"""

from __future__ import annotations

import yaml

from engine.language.bounds import decode
from engine.language.composing import compose
from engine.language.nodes import Node, Source
from engine.language.suspicions import suspicions
from engine.language.syntax import explain
from engine.model.diagnostics import ERROR, Diagnostic, Place

__all__ = ["Node", "Source", "has_errors", "read"]


def read(data: bytes, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The root node of ``data`` and what is wrong with it, in order of place.

    ``file`` is the name that places carry. The node is None when there is nothing to go on with (the
    bytes are no text, the text is no YAML, a bound is passed); otherwise it is whole, and errors such as
    a duplicate key still forbid to compile it.
    """
    text, found = decode(data, file)
    if text is None:
        return None, found
    source = Source(file, text)
    try:
        root, more = compose(source)
    except yaml.YAMLError as error:
        return None, in_order([*found, explain(error, source)])
    found += more
    if root is not None:
        found += suspicions(root)
    elif not found:
        found.append(Diagnostic("Y108", Place(file, 1, 1)))
    return root, in_order(found)


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    """Whether anything forbids to go on; warnings do not."""
    return any(diagnostic.severity == ERROR for diagnostic in diagnostics)


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """By file and place, as a person reads; stable for what stands at the same place."""
    return sorted(diagnostics, key=lambda each: (each.place.file, each.place.line, each.place.column))
