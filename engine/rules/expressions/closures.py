"""From a tree to a closure. A tree is plain JSON; every node is a list whose first item names its kind,
and only the kinds below exist. Nothing in a tree is ever looked up by name anywhere else.

    ["text", "wait"] · ["boolean", true] · ["number", 30] · ["number", "30.5"] · ["date", "2026-11-21"]
    ["span", "3 days"] · ["table", name, output, [tree, ...]] (what the table reads: nothing is done with it)
    ["field", name, type] · ["computed", name, tree] · ["list", [tree, ...]]
    ["has", tree] (a field, a computed one, a table's output) · [word, step] with visits, closed, who
    ["not", tree] · ["and", [tree, ...]] · ["or", [tree, ...]] · ["if", condition, then, else]
    ["compare", tree, [[op, tree], ...]] with op one of == != < <= > >= in "not in"
    ["math", op, tree, tree] with op one of + - * / // %   exact numbers
    ["negate", tree] · ["money", tree] (rounded half up to two decimals)
    ["concat", tree, tree] texts · ["chain", tree, tree] lists · ["index", list, number]
    ["move", "datetime"|"date", tree, 1|-1, duration] · ["between", "datetime"|"date", tree, tree]
    ["duration", "+"|"-"|"*"|"/", tree, tree] · ["negate-duration", tree] · ["call", function, [tree, ...]]
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from engine.rules.evaluation import EvaluationProblem, Missing
from engine.rules.expressions.environment import Closure, Env
from engine.rules.values.inner import AS_STORED, reader

DEEPEST = 200
LARGEST = 4_000
LONGEST_LIST = 10_000

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda item, container: item in container,
    "not in": lambda item, container: item not in container,
}


def closure(tree: Any) -> Closure:
    """The closure of a tree. Raises ValueError for anything that is not a tree of the kinds above or is
    too deep or too large; nothing of such a tree is evaluated."""
    _measure(tree)
    try:
        return _build(tree)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError("not the tree of an expression") from error


def _measure(tree: Any) -> None:
    waiting: list[tuple[Any, int]] = [(tree, 0)]
    seen = 0
    while waiting:
        node, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST or seen > LARGEST:
            raise ValueError("the tree of an expression is too deep or too large")
        if isinstance(node, list | tuple):
            waiting.extend((child, depth + 1) for child in node)


def _build(tree: Any) -> Closure:
    if not isinstance(tree, list | tuple) or not tree or not isinstance(tree[0], str):
        raise ValueError("not the tree of an expression")
    build = BUILDERS.get(tree[0])
    if build is None:
        raise ValueError(f"an expression has no node of kind {tree[0]!r}")
    return build(*tree[1:])


def _constant(type: str) -> Callable[[Any], Closure]:
    def build(stored: Any) -> Closure:
        value = reader(type)(stored)
        return lambda env: value

    return build


def _word(name: Any) -> str:
    if isinstance(name, str):
        return name
    raise ValueError("a name is a text")


def _field(field: str, type: str) -> Closure:
    name, read = _word(field), reader(type)
    if type in AS_STORED:

        def as_stored(env: Env) -> Any:
            value = env.data.get(name)
            if value is None:
                raise Missing(name)
            return value

        return as_stored

    numeric = type in ("number", "money")

    def converted(env: Env) -> Any:
        value = env.data.get(name)
        if numeric and value.__class__ is int:
            return value
        if value is None:
            raise Missing(name)
        try:
            return read(value)
        except ValueError:
            raise EvaluationProblem("not-a-value", field=name) from None

    return converted


def _has(tree: Any) -> Closure:
    if tree[0] not in ("field", "computed", "table"):
        raise ValueError("has() takes a field")
    if tree[0] == "field":
        name = _word(tree[1])
        return lambda env: env.data.get(name) is not None
    value = _build(tree)

    def has_computed(env: Env) -> bool:
        try:
            return value(env) is not None
        except (Missing, EvaluationProblem):
            return False

    return has_computed


def _table(name: str, output: str, reads: Any) -> Closure:
    table, column = _word(name), _word(output)
    return lambda env: env.table(table)(env, column)


def _list(trees: Any) -> Closure:
    items = [_build(tree) for tree in trees]
    return lambda env: [item(env) for item in items]


def _chain(left: Any, right: Any) -> Closure:
    first, second = _build(left), _build(right)

    def chain(env: Env) -> list[Any]:
        items = [*first(env), *second(env)]
        if len(items) > LONGEST_LIST:
            raise EvaluationProblem("list-too-long")
        return items

    return chain


def _not(tree: Any) -> Closure:
    value = _build(tree)
    return lambda env: not value(env)


def _and(trees: Any) -> Closure:
    values = [_build(tree) for tree in trees]
    if len(values) == 2:
        first, second = values
        return lambda env: first(env) and second(env)

    def every(env: Env) -> bool:
        return all(value(env) for value in values)

    return every


def _or(trees: Any) -> Closure:
    values = [_build(tree) for tree in trees]
    if len(values) == 2:
        first, second = values
        return lambda env: first(env) or second(env)

    def some(env: Env) -> bool:
        return any(value(env) for value in values)

    return some


def _if(condition: Any, then: Any, otherwise: Any) -> Closure:
    test, yes, no = _build(condition), _build(then), _build(otherwise)
    return lambda env: yes(env) if test(env) else no(env)


def _compare(first: Any, rest: Any) -> Closure:
    left = _build(first)
    pairs = [(_COMPARE[op], _build(tree)) for op, tree in rest]
    if not pairs:
        raise ValueError("a comparison compares two values")
    if len(pairs) == 1:
        compare, right = pairs[0]
        return lambda env: compare(left(env), right(env))

    def chain(env: Env) -> bool:
        value = left(env)
        for compare, right in pairs:
            other = right(env)
            if not compare(value, other):
                return False
            value = other
        return True

    return chain


def _calculation(name: str, *operands: type) -> Callable[..., Closure]:
    """A node that ``calculations`` makes: ``list`` stands for a tree, ``str`` and ``int`` for themselves."""

    def build(*rest: Any) -> Closure:
        from engine.rules.expressions import calculations  # exact decimals cost 4 ms to import

        given = zip(rest, operands, strict=True)
        make: Callable[..., Closure] = calculations.MAKE[name]
        return make(*[_build(one) if operand is list else operand(one) for one, operand in given])

    return build


def _index(items: Any, position: Any) -> Closure:
    values, index = _build(items), _build(position)

    def item(env: Env) -> Any:
        found, at = values(env), index(env)
        if not -len(found) <= at < len(found):
            raise EvaluationProblem("index-out-of-range", index=at, length=len(found))
        return found[at]

    return item


def _visits(name: str) -> Closure:
    step = _word(name)
    return lambda env: env.visits(step)


def _closed(name: str) -> Closure:
    step = _word(name)
    return lambda env: env.closed(step)


def _who(name: str) -> Closure:
    step = _word(name)

    def who(env: Env) -> Any:
        if (person := env.who(step)) is None:
            raise Missing(f"who({step})")
        return person

    return who


def _call(name: str, trees: Any) -> Closure:
    from engine.rules.expressions.calls import CALLS

    function = CALLS[name]
    arguments = [_build(tree) for tree in trees]
    if not arguments:
        return lambda env: function(env)
    if len(arguments) == 1:
        only = arguments[0]
        return lambda env: function(env, only(env))
    return lambda env: function(env, *[argument(env) for argument in arguments])


BUILDERS: dict[str, Callable[..., Closure]] = {
    "text": _constant("text"),
    "boolean": _constant("boolean"),
    "number": _constant("number"),
    "date": _constant("date"),
    "span": _constant("duration"),
    "table": _table,
    "field": _field,
    "computed": lambda name, tree: _build(tree),
    "list": _list,
    "chain": _chain,
    "has": _has,
    "visits": _visits,
    "closed": _closed,
    "who": _who,
    "not": _not,
    "and": _and,
    "or": _or,
    "if": _if,
    "compare": _compare,
    "index": _index,
    "call": _call,
    "math": _calculation("math", str, list, list),
    "negate": _calculation("negate", list),
    "money": _calculation("money", list),
    "concat": _calculation("concat", list, list),
    "move": _calculation("move", str, list, int, list),
    "between": _calculation("between", str, list, list),
    "duration": _calculation("duration", str, list, list),
    "negate-duration": _calculation("negate-duration", list),
}
"""Kind of node -> what builds its closure from the rest of the node."""
