"""Shared parts put where an SOP uses them: a new tree of nodes, beside the one that was read.

``use: name`` stands where the thing itself would stand: a line of a checklist, a reason, a field. Roles,
tables and escalations are used by their bare names. What cannot be put in leaves a node of which nothing
is known, so that nothing is said twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.language.compile.cases import is_outcome_body
from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.language.parts.file import Entries
from engine.language.parts.trees import Change, changed, copy, each, size, texts_in, unknown
from engine.model.diagnostics import Diagnostic
from engine.rules.near import near
from engine.words import N_

MOST_PUT = 20_000
"""Nodes that may come from parts files into one SOP: a short file may say ``use`` very often."""

WHAT = {
    "checklists": N_("a checklist"),
    "reasons": N_("a list of reasons"),
    "data": N_("a field"),
    "escalations": N_("an escalation"),
}
"""Sections whose things are used by ``use`` or stand alone, as messages call one of them."""

_TABLE = re.compile(r"([^\W\d]\w*) ?\.")
"""The name of a table before one of its results."""


class Putting:
    """One document's parts being put in. ``found`` is what is wrong with how it uses them."""

    def __init__(self, shared: dict[str, Entries], files: Sequence[str]) -> None:
        self.found: list[Diagnostic] = []
        self._shared = shared
        self._files = files
        self._left = MOST_PUT
        self._put: list[Node] = []

    def into(self, root: Node, sources: Sequence[Node]) -> Node | None:
        """The document with everything in its place; None where that is too much. ``sources``: the roots of
        the parts files, for their translations of what was put in."""
        whole = changed(
            root,
            {
                "role": self._role,
                "owner": self._one_role,
                "may": lambda node: each(node, self._reference),
                "data": self._fields,
                "reasons": lambda node: each(node, self._reasons),
                "outcomes": self._outcomes,
                "steps": self._steps,
                "deadlines": lambda node: each(node, self._timed),
                "escalate": self._escalation,
                "rules": lambda node: each(node, self._verbs),
                "kpis": lambda node: each(node, self._kpi),
            },
        )
        whole = self._tables(whole)
        return None if self._left < 0 else self._texts(whole, sources)

    # Taking from what is shared

    def _take(self, section: str, name: Node) -> Node | None:
        """What is shared under a name; None (reported) where it is nothing, or too much by now."""
        entry = self._shared[section].get(name.text)
        if entry is not None:
            return self._spend(name, entry[1])
        if self._files:
            data = {"what": WHAT[section], "name": name.text, "files": ", ".join(self._files)}
            suggestions = near(name.text, self._shared[section])
            self.found.append(Diagnostic("U101", name.place, data, suggestions))
        else:
            self.found.append(Diagnostic("U102", name.place, {"name": name.text}))
        return None

    def _spend(self, name: Node, value: Node) -> Node | None:
        if self._left < 0:
            return None
        self._left -= size(value)
        if self._left < 0:
            self.found.append(Diagnostic("U113", name.place, {"most": MOST_PUT}))
            return None
        self._put.append(value)
        return value

    def _spliced(self, section: str, node: Node) -> Node:
        """A list with what its items ``use: name`` stand for in their place."""
        if node.kind != LIST or not any("use" in item.entries for item in node.items):
            return node
        items: list[Node] = []
        for item in node.items:
            name = item.get("use")
            if name is None:
                items.append(item)
                continue
            value = self._take(section, name) if name.kind == SCALAR and not name.empty else None
            items += [unknown(item)] if value is None else value.items
        return copy(node, items=items)

    # The parts of a document

    def _steps(self, node: Node) -> Node:
        return each(node, self._step)

    def _step(self, node: Node) -> Node:
        """A step, or a lane: both have a role and steps or none."""
        return changed(
            node,
            {
                "role": self._role,
                "advise": self._reference,
                "checklist": self._checklist,
                "outcomes": self._outcomes,
                "escalate": self._escalation,
                "parallel": self._steps,
                "steps": self._steps,
                "data": self._fields,
            },
        )

    def _timed(self, node: Node) -> Node:
        return changed(node, {"escalate": self._escalation})

    def _outcomes(self, node: Node) -> Node:
        return each(node, self._outcome)

    def _outcome(self, node: Node) -> Node:
        if node.kind != MAP or not is_outcome_body(node):
            return node
        parts: dict[str, Change] = {"checklist": self._checklist, "reason": self._reasons, "role": self._role}
        return changed(node, parts)

    def _checklist(self, node: Node) -> Node:
        return self._spliced("checklists", node)

    def _reasons(self, node: Node) -> Node:
        return self._spliced("reasons", node)

    def _fields(self, node: Node) -> Node:
        return each(node, self._field)

    def _field(self, node: Node) -> Node:
        """A field that uses a shared one: that, with its own keys laid over it."""
        entry = node.entries.get("use")
        if entry is None:
            return node
        name = entry[1]
        value = self._take("data", name) if name.kind == SCALAR and not name.empty else None
        if value is None:
            return unknown(node)
        own = {key: pair for key, pair in node.entries.items() if key != "use"}
        if not own:
            return value
        base = value.entries if value.kind == MAP else {"type": (entry[0], value)}
        return copy(node, entries={**base, **own})

    def _escalation(self, node: Node) -> Node:
        """A shared one by its name, or rungs that name roles."""
        if node.kind == SCALAR and not node.empty:
            value = self._take("escalations", node)
            return unknown(node) if value is None else self._escalation(value)
        if node.kind != LIST:
            return node
        items = [self._verbs(item) for item in node.items]
        return node if items == node.items else copy(node, items=items)

    def _verbs(self, node: Node) -> Node:
        return changed(node, {"notify": self._reference, "assign": self._reference})

    def _kpi(self, node: Node) -> Node:
        return changed(node, {"role": self._reference})

    def _role(self, node: Node) -> Node:
        """Who does something: a role, several, or cases of such. A shared role may stand alone whatever it
        is; in a list or in a case it cannot depend on data."""
        if node.kind == SCALAR and node.text in self._shared["roles"]:
            value = self._spend(node, self._shared["roles"][node.text][1])
            return unknown(node) if value is None else value
        return each(node, self._reference) if node.kind == MAP else self._reference(node)

    def _reference(self, node: Node) -> Node:
        """A role or a list of roles where nothing can depend on data."""
        roles = self._shared["roles"]
        if node.kind == SCALAR:
            return self._plain_role(node) if node.text in roles else node
        if node.kind != LIST or not any(item.text in roles for item in node.items):
            return node
        items: list[Node] = []
        for item in node.items:
            value = self._plain_role(item) if item.text in roles else item
            items += value.items if value.kind == LIST else [value]
        return copy(node, items=items)

    def _one_role(self, node: Node) -> Node:
        """A role where there is one."""
        value = self._reference(node) if node.kind == SCALAR else node
        if value.kind != LIST:
            return value
        self.found.append(Diagnostic("U117", node.place, {"name": node.text}))
        return unknown(node)

    def _plain_role(self, name: Node) -> Node:
        value = self._shared["roles"][name.text][1]
        if value.kind == MAP:
            self.found.append(Diagnostic("U112", name.place, {"name": name.text}))
            return unknown(name)
        return self._spend(name, value) or unknown(name)

    def _tables(self, root: Node) -> Node:
        """The shared tables that the SOP mentions beside its own, as if it declared them."""
        shared = self._mentioned(root, self._shared["tables"])
        own = root.get("tables")
        if not shared or (own is not None and own.kind != MAP):
            return root
        if own is None:
            key, value = next(iter(shared.values()))
            tables = copy(value, kind=MAP, entries=dict(shared))
            return copy(root, entries={**root.entries, "tables": (key, tables)})
        tables = copy(own, entries={**own.entries, **shared})
        return copy(root, entries={**root.entries, "tables": (root.entries["tables"][0], tables)})

    def _mentioned(self, root: Node, tables: Entries) -> Entries:
        """Tables of which something says ``table.result``, those among them that other tables mention."""
        found: Entries = {}
        texts = texts_in(root) if tables else []
        while texts:
            names = {name for text in texts for name in _TABLE.findall(text)}
            new = {name: pair for name, pair in tables.items() if name in names and name not in found}
            found.update((name, pair) for name, pair in new.items() if self._spend(*pair) is not None)
            texts = [text for _, value in new.values() for text in texts_in(value)]
        return found

    def _texts(self, root: Node, sources: Sequence[Node]) -> Node:
        """The parts' translations of what was put in, into the languages that the SOP has; its own count."""
        own = root.get("texts")
        if own is None or not self._put:
            return root
        said = {text for value in self._put for text in texts_in(value)}

        def translated(lang: str, body: Node) -> Node:
            more: Entries = {}
            for source in sources:
                texts = source.get("texts")
                known = texts.get(lang) if texts is not None else None
                for text, pair in known.entries.items() if known is not None else ():
                    if text in said and text not in body.entries:
                        more.setdefault(text, pair)
            return copy(body, entries={**body.entries, **more}) if more and body.kind == MAP else body

        entries = {lang: (key, translated(lang, body)) for lang, (key, body) in own.entries.items()}
        return copy(
            root, entries={**root.entries, "texts": (root.entries["texts"][0], copy(own, entries=entries))}
        )
