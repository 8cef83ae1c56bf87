"""What two versions of an SOP say differently, in words: grouped by what people look for, one line a change.

Texts, instants and expressions stand as the SOP has them; only what is around them is translated.
Everything is made inert for a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from engine.language.diff import (
    ADDED,
    CHANGED,
    COMPILED,
    EVERYWHERE,
    MOVED,
    REMOVED,
    RENAMED,
    Change,
    Line,
    label,
)
from engine.model.definition import Item, Votes
from engine.render.change_values import kind_of, value_text
from engine.render.change_words import ATTRIBUTES, COLLECTIONS, PERMISSIONS, REASONS, SECTIONS
from engine.render.escape import terminal
from engine.render.naming import Names
from engine.words import N_, _

GENERAL = ""
SIGNS = {ADDED: "+", REMOVED: "-"}
WHOLE = {
    ADDED: N_("%(name)s is new"),
    REMOVED: N_("%(name)s is gone"),
    RENAMED: N_("%(before)s is now called %(after)s"),
}


class Words:
    """The words for the changes from one definition to another; ``old`` and ``new`` name what is in each."""

    def __init__(self, old: Names, new: Names) -> None:
        self.old, self.new = old, new

    def lines(self, changes: list[Change]) -> list[str]:
        """Headed groups, each thing once with all that is different about it below it."""
        found: list[str] = []
        for section in dict.fromkeys([*SECTIONS, *map(_section, changes)]):
            here = [change for change in changes if _section(change) == section]
            if not here:
                continue
            found += ["", _(SECTIONS.get(section, section))]
            if section == GENERAL:
                found += ["  " + self.sentence(change) for change in here]
                continue
            for path in dict.fromkeys(change.path[:1] for change in here):
                found += self._thing([change for change in here if change.path[:1] == path])
        return [terminal(line) for line in found[1:]]

    def _thing(self, changes: list[Change]) -> Iterator[str]:
        """A step, a field ... with its changes; on one line where there is but one, about the whole."""
        path = changes[0].path
        whole = [change for change in changes if len(change.path) == 1 and not change.what]
        if len(changes) == 1 and whole and whole[0].kind == CHANGED:
            yield "  " + self.sentence(changes[0])
            return
        heads = [change for change in whole if change.kind in WHOLE]
        yield "  " + (self.sentence(heads[0]) if heads else self.name(path[:1], self.new))
        for change in changes:
            if change in whole and change.kind == MOVED:
                yield "    " + self._said(change, "")
            elif change not in heads:
                yield "    " + self.sentence(change)
            elif change.kind == ADDED:
                yield from ("    " + text for text in self.parts(path[:1], change.after))

    def sentence(self, change: Change) -> str:
        """One change as a sentence. Not yet inert."""
        names = self.old if change.kind == REMOVED else self.new
        if len(change.path) == 1 and not change.what:
            where = self.name(change.path, names)
        else:
            where = self.name(change.path[1:], names, change.path[:1])
        text = self._said(change, where)
        if change.kind in WHOLE:
            return text
        return self._with(where, text)

    def _said(self, change: Change, where: str) -> str:
        if change.what == COMPILED:
            return _("written the same, compiled differently by another version of the program")
        if change.kind == MOVED:
            places = {"before": self._place(change), "after": self._place(change, new=True)}
            return _("moved, was %(before)s, now %(after)s") % places
        if change.kind == RENAMED:
            return _(WHOLE[RENAMED]) % {"before": change.before, "after": where}
        if change.kind in WHOLE:
            text = _(WHOLE[change.kind]) % {"name": where}
            more = self._asks(change.after if change.kind == ADDED else change.before)
            if change.kind == ADDED and len(change.path) > 1 and not isinstance(change.after, Line | str):
                more = _("; ").join(self.parts(change.path, change.after))
            return _("%(where)s: %(text)s") % {"where": text, "text": more} if more else text
        what = _(ATTRIBUTES.get(change.what, change.what))
        return self._changed(change, what)

    def _changed(self, change: Change, what: str) -> str:
        before, after = change.before, change.after
        if isinstance(before, bool) and isinstance(after, bool):
            return self._with(what, _("now yes, was no") if after else _("now no, was yes"))
        if _is_names(before) and _is_names(after) and before and after:
            return self._with(what, self._list(change, before, after))
        said = {
            "before": self.value(before, change, self.old), "after": self.value(after, change, self.new),
        }  # fmt: skip
        if not said["before"]:
            return self._with(what, _("now %(after)s, nothing before") % said)
        if not said["after"]:
            return self._with(what, _("no longer, was %(before)s") % said)
        return self._with(what, _("was %(before)s, now %(after)s") % said)

    @staticmethod
    def _with(what: str, text: str) -> str:
        return _("%(where)s: %(text)s") % {"where": what, "text": text} if what else text

    def _list(self, change: Change, before: tuple[str, ...], after: tuple[str, ...]) -> str:
        """A list of names: what came, what went; or that only the order is another."""
        came = tuple(name for name in after if name not in before)
        gone = tuple(name for name in before if name not in after)
        if not came and not gone:
            return _("another order: %(after)s") % {"after": self.value(after, change, self.new)}
        texts = []
        if came:
            texts.append(_("new: %(names)s") % {"names": self.value(came, change, self.new)})
        if gone:
            texts.append(_("gone: %(names)s") % {"names": self.value(gone, change, self.old)})
        return _("; ").join(texts)

    def _asks(self, whole: Any) -> str:
        if isinstance(whole, str):
            return whole
        if not isinstance(whole, Line) or not whole.outcomes:
            return ""
        return _("only for %(outcomes)s") % {"outcomes": Names.several(whole.outcomes)}

    def _place(self, change: Change, new: bool = False) -> str:
        neighbour = change.after if new else change.before
        if not neighbour:
            return _("first")
        path = (*change.path[:-1], (change.path[-1][0], neighbour))
        name = self.name(path[1:], self.new, path[:1]) if len(path) > 1 else self.name(path, self.new)
        return _("after %(name)s") % {"name": name}

    # -- names and values

    def name(
        self, path: tuple[tuple[str, str], ...], names: Names, above: tuple[tuple[str, str], ...] = ()
    ) -> str:
        """What a path leads to: ``outcome done (完成)``. ``above`` is the thing in which it stands."""
        parts = []
        for collection, name in path:
            step = above[0][1] if above and above[0][0] == "steps" else None
            called = NAMED[collection](names, name, step) if collection in NAMED else name
            prefix = COLLECTIONS.get(collection)
            parts.append(_(prefix) % {"name": called} if prefix else called)
        return " ".join(parts)

    def value(self, value: Any, change: Change, names: Names) -> str:
        """A value of the model as people read it."""
        if value == () and change.what == "escalate":
            return _("none")
        return value_text(value, kind_of(change), names)

    def parts(self, path: tuple[tuple[str, str], ...], whole: Any) -> Iterator[str]:
        """What there is to say of something new: each attribute that is not the default."""
        if isinstance(whole, str) or type(whole) is tuple:
            yield value_text(whole, kind_of(Change(path, "", ADDED, None, whole)), self.new)
        for attribute, value in whole._asdict().items() if hasattr(whole, "_asdict") else ():
            default = whole._field_defaults.get(attribute)
            if attribute in ("name", "no") or value == default or value in (None, (), {}, ""):
                continue
            if attribute == "title" and value == whole.name:
                continue
            if isinstance(value, dict):
                for name, body in value.items():
                    if attribute == "outcomes" and self._from_any_step(name, body):
                        continue
                    inner = self.name(((attribute, name),), self.new, path)
                    yield self._with(inner, _("; ").join(self.parts((*path, (attribute, name)), body)))
            elif attribute == "items" and value and isinstance(value[0], Item):
                for item in value:
                    yield self.name((("checklist", label(item)),), self.new, path)
            elif isinstance(value, Votes):
                yield from self._votes(path, value)
            elif attribute == "rows":
                yield from (f"{row.when} => {row.then}" for row in value)
            elif attribute not in ("items", "otherwise"):
                told = value_text(value, kind_of(Change(path, attribute, ADDED, None, value)), self.new)
                yield self._with(_(ATTRIBUTES.get(attribute, attribute)), told)

    def _votes(self, path: tuple[tuple[str, str], ...], votes: Votes) -> Iterator[str]:
        for name, value in votes._asdict().items():
            if value != votes._field_defaults.get(name):
                what = f"votes.{name}"
                told = value_text(value, kind_of(Change(path, what, ADDED, None, value)), self.new)
                yield self._with(_(ATTRIBUTES[what]), told)

    def _from_any_step(self, name: str, outcome: Any) -> bool:
        """Whether every step has this very outcome, so that it says nothing about a new one."""
        steps = self.new.definition.steps.values() if self.new.definition else ()
        alike = [step for step in steps if name in step.outcomes and _same(step.outcomes[name], outcome)]
        return len(alike) == len(steps) >= EVERYWHERE


def _same(one: Any, other: Any) -> bool:
    return bool(one._replace(items=()) == other._replace(items=()))


NAMED: dict[str, Callable[[Names, str, str | None], str]] = {
    "steps": lambda names, name, step: names.step(name),
    "outcomes": lambda names, name, step: names.outcome(name, step),
    "data": lambda names, name, step: names.field(name),
    "deadlines": lambda names, name, step: _titled(names, "deadlines", name),
    "tables": lambda names, name, step: _titled(names, "tables", name),
    "may": lambda names, name, step: _(PERMISSIONS.get(name, name)),
    "reasons": lambda names, name, step: _(REASONS.get(name, name)),
}


def _titled(names: Names, collection: str, name: str) -> str:
    one = getattr(names.definition, collection).get(name) if names.definition else None
    title = names.title(one.title) if one else name
    return name if title in ("", name) else f"{name} ({title})"


def _section(change: Change) -> str:
    return change.path[0][0] if change.path else GENERAL


def _is_names(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
