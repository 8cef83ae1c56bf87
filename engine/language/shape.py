"""The shape of a document: its nodes beside the JSON Schema that ships in ``schemas/``.

The schema is the only description of the shape. It is walked along with the nodes, rather than handed
to a validator, because each scalar is text that its key interprets and because every message needs the
place of a node, the alternative that was meant and the name that comes near (docs/decisions/0006); a
property test holds this walk and ``jsonschema`` to the same verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.language import shape_keys, shape_text
from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.language.schemas import JSchema, Schema, flow, schema
from engine.model.diagnostics import Diagnostic, Place
from engine.rules.near import near
from engine.words import N_

EXPECTED = {
    frozenset((SCALAR,)): N_("a text"),
    frozenset((LIST,)): N_("a list"),
    frozenset((MAP,)): N_("keys and values"),
    frozenset((SCALAR, LIST)): N_("a text or a list"),
    frozenset((SCALAR, MAP)): N_("a text, or keys and values"),
    frozenset((LIST, MAP)): N_("a list, or keys and values"),
    frozenset((SCALAR, LIST, MAP)): N_("a text, a list, or keys and values"),
}
FOUND = {
    SCALAR: EXPECTED[frozenset((SCALAR,))],
    LIST: EXPECTED[frozenset((LIST,))],
    MAP: EXPECTED[frozenset((MAP,))],
}

MISSING = "S203"
MOST_SUGGESTIONS = 50
LONGEST_SUGGESTED = 60


def check_shape(node: Node, schema_name: str) -> list[Diagnostic]:
    """Everything that is wrong with the shape of a document; of one place the first thing,
    and what is missing there.

    ``schema_name`` is one of ``schemas.NAMES``. What the language has and this version does not carry out is
    reported by name (L3xx), and nothing is said about what it holds. Diagnostics come in the order of the
    document. Never raises for what a document says.
    """
    walk = Walk(schema(schema_name))
    if node.kind == MAP:
        walk.check(node, walk.schema.root, None)
    else:
        root = walk.schema.root
        name = root["required"][0]
        data = {
            "what": root["title"],
            "found": FOUND[node.kind],
            "example": f"{name}: {flow(root['examples'][0][name])}",
        }
        walk.say("S219", node.place, **data)
    first: dict[tuple[int, int, bool], Diagnostic] = {}
    for diagnostic in walk.found:
        place = diagnostic.place
        first.setdefault((place.line, place.column, diagnostic.code == MISSING), diagnostic)
    return [first[at] for at in sorted(first)]


class Walk:
    """One walk of a document along a schema; ``found`` gathers what is wrong."""

    def __init__(self, along: Schema) -> None:
        self.schema = along
        self.found: list[Diagnostic] = []
        self.looked_for = 0

    def say(self, code: str, place: Place, suggestions: tuple[str, ...] = (), **data: object) -> None:
        self.found.append(Diagnostic(code, place, data, suggestions))

    def near(self, word: str, names: Iterable[str]) -> tuple[str, ...]:
        """Names that may have been meant; none for what is long, or once many were looked for."""
        self.looked_for += 1
        if self.looked_for > MOST_SUGGESTIONS or len(word) > LONGEST_SUGGESTED:
            return ()
        return near(word, names)

    def check(self, node: Node, part: JSchema, key: Node | None, parent: Node | None = None) -> None:
        """A node against a part of the schema; ``key`` is its key's node, where it has one."""
        if node.unknown:
            return
        part = self.schema.resolve(part)
        if node.empty:
            self._nothing(node, part, key)
            return
        branches = self.schema.branches(part, node.kind)
        if not branches:
            self._wrong_kind(node, part, parent)
            return
        branch = branches[0]
        if len(branches) > 1:
            branch = self._best(node, branches, key)
        if branch is not part and "title" in part and node.kind == SCALAR:
            branch = {**branch, "title": part["title"]} if part["title"] != branch.get("title") else branch
        if node.kind == SCALAR:
            shape_text.check_text(self, node, branch)
        elif node.kind == LIST:
            self._list(node, branch, key)
        else:
            shape_keys.check_keys(
                self, node, branch, key, parent if SCALAR in self.schema.kinds(part) else None
            )

    def _best(self, node: Node, branches: list[JSchema], key: Node | None) -> JSchema:
        """Of several alternatives the first that nothing is wrong with, else the one with least wrong."""
        kept, counts = self.found, []
        for branch in branches:
            self.found = []
            self.check(node, branch, key)
            counts.append(len(self.found))
        self.found = kept
        return branches[counts.index(min(counts))]

    def _nothing(self, node: Node, part: JSchema, key: Node | None) -> None:
        data = {"what": part["title"], "expected": self.expected(part), "example": example(part)}
        if key is not None:
            self.say("S205", key.place, key=key.text, **data)
        else:
            self.say("S213", node.place, **data)

    def _wrong_kind(self, node: Node, part: JSchema, parent: Node | None) -> None:
        if _colon_slipped_in(node, parent) and self.schema.kinds(part) == {SCALAR}:
            self.say("S218", node.place)
            return
        data = {"what": part["title"], "expected": self.expected(part), "found": FOUND[node.kind]}
        self.say("S204", node.place, example=example(part), **data)

    def expected(self, part: JSchema) -> str:
        """What kinds of nodes can stand there, as a msgid."""
        return EXPECTED[self.schema.kinds(part)]

    def _list(self, node: Node, part: JSchema, key: Node | None) -> None:
        if len(node.items) < part.get("minItems", 0):
            self.say("S213", node.place, what=part["title"], example=example(part))
        seen: set[str] = set()
        for item in node.items:
            self.check(item, part["items"], None, node)
            if part.get("uniqueItems"):
                text = item.text if item.kind == SCALAR else _used(item)
                if text and text in seen:
                    self.say("S217", item.place, value=text)
                seen.add(text)


def _used(item: Node) -> str:
    """What a ``use: name`` says; "" for any other map or list, of which no list has to be without twins."""
    name = item.get("use")
    return f"use: {name.text}" if name is not None and name.kind == SCALAR else ""


def _colon_slipped_in(node: Node, parent: Node | None) -> bool:
    """Whether a list's item of one key and one text may have been meant as one text."""
    if parent is None or parent.kind != LIST or node.style or len(node.entries) != 1:
        return False
    key, value = next(iter(node.entries.values()))
    return value.kind == SCALAR and key.plain


def example(part: JSchema) -> str:
    """The first example of a part of the schema, as a person writes it."""
    return flow(part["examples"][0])
