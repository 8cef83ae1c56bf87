"""Where fields get their values from, and which expressions read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.language.checks.material import Material
from engine.model.definition import Definition, Expression, Step


def given(definition: Definition) -> set[str]:
    """The fields that something gives a value.

    A field gets one at the start, by itself (``at_start``), from a checklist line, from a ``set`` or from
    the ``get`` of a call. (``sop set`` can give it too, but what nobody is asked for is not given.)
    """
    found = at_start(definition)
    for step in definition.steps.values():
        found |= given_in(step)
    for rule in definition.rules.values():
        found.update(name for name, _ in rule.set)
    return found


def at_start(definition: Definition) -> set[str]:
    """Those that a new task has: asked for (``required``, ``ref``, ``unique``), imported (``columns``), or
    given by themselves (``default``, ``value``)."""
    found = {definition.ref, definition.unique, *definition.required}
    for name, field in definition.data.items():
        if field.default is not None or field.value is not None or field.columns:
            found.add(name)
    return found


def given_in(step: Step) -> set[str]:
    """Those that the work on a step gives: filled in on its checklist, or set by one of its outcomes; those
    that a called SOP gives back, that something outside is waited for to give, and the item of a block."""
    filled = {item.field for item in step.items if item.field is not None}
    if step.call is not None:
        filled.update(here for here, _ in step.call.get)
    if step.wait is not None and step.wait.condition is not None:
        filled.update(named(step.wait.condition.tree))
    if step.each is not None:
        filled.add(step.each.item)
    return filled | {name for outcome in step.outcomes.values() for name, _ in outcome.set}


def asks_for_nothing(material: Material) -> bool:
    """Whether a line asks for a field that is not there: it may be any of the others, spelt otherwise."""
    return any(name not in material.definition.data for name, _ in material.fills)


def read_anywhere(material: Material) -> set[str]:
    """The fields that anything reads: expressions, times that count from them, what tasks are called by."""
    found = {material.definition.ref, material.definition.unique}
    found.update(name for name, _ in material.anchors)
    found.update(of_people(material.definition))
    found.update(rule.after[1] for rule in material.definition.rules.values() if rule.after[:1] == ("set",))
    for written in material.written:
        found.update(named(written.expression.tree))
    return found


def of_people(definition: Definition) -> set[str]:
    """The fields by which steps are given to somebody, and those that say who is kept away."""
    found: set[str] = set()
    for step in definition.steps.values():
        found.update(name for name in step.not_by if name in definition.data)
        for case in step.assign or ():
            found.update(name for name in (case.value.name, case.value.skill) if name in definition.data)
    return found


def surely_read(expression: Expression) -> set[str]:
    """The fields without whose values an expression cannot be worked out, whatever the others are.

    What stands behind the first ``and`` or ``or``, in a branch of an ``if``, or in ``has``, may not be
    looked at; of a chain of comparisons the first is.
    """
    return set(_needed(expression.tree))


def _needed(tree: Any) -> Iterator[str]:
    if not isinstance(tree, list | tuple) or not tree:
        return
    kind = tree[0]
    if kind == "field":
        yield tree[1]
    elif kind == "computed":
        yield from _needed(tree[2])
    elif kind in ("and", "or"):
        yield from _needed(tree[1][0])
    elif kind == "if":
        yield from _needed(tree[1])
    elif kind == "compare":
        yield from _needed(tree[1])
        yield from _needed(tree[2][0][1])
    elif kind == "list":
        for part in tree[1]:
            yield from _needed(part)
    elif kind in ("not", "negate", "money", "negate-duration"):
        yield from _needed(tree[1])
    elif kind == "math":
        yield from _needed(tree[2])
        yield from _needed(tree[3])


def named(tree: Any) -> Iterator[str]:
    """The fields that a tree names, each computed one too, with those that it is computed from."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list | tuple):
            if len(node) > 1 and node[0] in ("field", "computed"):
                yield node[1]
            waiting.extend(node)
