"""What earlier stages refused of a document: it is passed over, so that nothing is reported twice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from engine.language.nodes import MAP, SCALAR, Node
from engine.model.diagnostics import ERROR, Diagnostic

ABOUT_A_WHOLE = frozenset({"S204", "S213", "S218", "S219"})
"""Codes that speak of a value; the others that stand where a map begins speak of its first key."""


class Refused:
    """The places of the errors of reading and shape, asked about by node."""

    __slots__ = ("_points", "_wholes")

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        points: set[tuple[str, int, int]] = set()
        self._wholes: set[tuple[str, int, int]] = set()
        for code, place, _, _, severity in diagnostics:
            if severity == ERROR:
                at = (place.file, place.line, place.column)
                (self._wholes if code in ABOUT_A_WHOLE else points).add(at)
        self._points = sorted(points)

    def __bool__(self) -> bool:
        return bool(self._points or self._wholes)

    def key(self, node: Node) -> bool:
        """Whether a key was refused, or something that it must have was missing."""
        return self._within(self._points, node)

    def value(self, node: Node) -> bool:
        """Whether a value was refused as a whole; what is wrong inside a list or map is not."""
        if node.unknown:
            return True
        if not self:
            return False
        if node.kind == SCALAR and not node.empty:
            return self._within(self._points, node) or self._begins(node)
        return self._begins(node)

    def inside(self, node: Node) -> bool:
        """Whether anything was refused within a node."""
        if not self and not node.unknown:
            return False
        if node.kind == SCALAR:
            return self.value(node)
        if self.value(node):
            return True
        if node.kind == MAP:
            return any(self.key(key) or self.inside(value) for key, value in node.entries.values())
        return any(self.inside(item) for item in node.items)

    def _begins(self, node: Node) -> bool:
        place = node.place
        return (place.file, place.line, place.column) in self._wholes

    def _within(self, points: list[tuple[str, int, int]], node: Node) -> bool:
        if not points:
            return False
        first = node.place
        last = node.source.place(max(node.start, node.end - 1))
        at = bisect_left(points, (first.file, first.line, first.column))
        return at < len(points) and points[at] <= (last.file, last.line, last.column)
