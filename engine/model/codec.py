"""A definition as JSON and back: what a published version stores, so that advancing reads no YAML.

Plain data only (objects, arrays, strings, integers, booleans): nothing in it can become code.
``compiled.FORMAT`` rises when the shape changes; an old format is brought up by ``compiled.UPCASTERS`` before
it is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from engine.model.compiled import FORMAT, read
from engine.model.definition import (
    Assignment,
    Call,
    Case,
    Cases,
    Deadline,
    Definition,
    Each,
    Expression,
    Field,
    Item,
    LaneBody,
    Outcome,
    Rule,
    Step,
    Votes,
    Wait,
)
from engine.model.timing import Anchor, Instant, Recurrence, Rung, Schedule


def dump(definition: Definition) -> str:
    """The compiled form as JSON text without positions; what equals its default is left out.

    Keys keep the document's order: that of steps, outcomes and fields is part of what an SOP says.
    """
    return json.dumps(_plain(definition), ensure_ascii=False, separators=(",", ":"))


def load(text: str, format: int = FORMAT) -> Definition:
    """The definition that ``dump`` wrote. Raises ValueError for a format newer than this program."""
    return _definition(read(text, format))


def _plain(value: Any) -> Any:
    """Named tuples become objects that leave out what equals the default; tuples become arrays."""
    fields: tuple[str, ...] | None = getattr(value, "_fields", None)
    if fields is not None:
        defaults: dict[str, Any] = value._field_defaults
        return {
            name: _plain(item)
            for name, item in zip(fields, value, strict=True)
            if name not in defaults or item != defaults[name]
        }
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _definition(d: dict[str, Any]) -> Definition:
    d["steps"] = {name: _step(step) for name, step in d["steps"].items()}
    d["data"] = {name: _field(field) for name, field in d.get("data", {}).items()}
    d["deadlines"] = {name: _deadline(body) for name, body in d.get("deadlines", {}).items()}
    if "rules" in d:
        d["rules"] = {name: _rule(rule) for name, rule in d["rules"].items()}
    if "escalate" in d:
        d["escalate"] = _ladder(d["escalate"])
    if "schedule" in d:
        d["schedule"] = _schedule(d["schedule"])
    if "priority" in d:
        d["priority"] = _cases(d["priority"], int)
    if "tables" in d:
        d["tables"] = {name: _table(table) for name, table in d["tables"].items()}
    _tuples(d, "required")
    for key in ("reasons", "may"):
        d[key] = {name: tuple(values) for name, values in d.get(key, {}).items()}
    return Definition(**d)


def _tuples(d: dict[str, Any], *keys: str) -> None:
    for key in keys:
        if key in d:
            d[key] = tuple(d[key])


def _expressions(d: dict[str, Any], *keys: str) -> None:
    for key in keys:
        if key in d:
            d[key] = _expression(d[key])


def _expression(d: dict[str, Any] | None) -> Expression | None:
    return None if d is None else Expression(d["source"], d["tree"], d["type"])


def _cases(cases: list[dict[str, Any]], value: Callable[[Any], Any]) -> Cases:
    return tuple([Case(_expression(case["when"]), value(case["value"])) for case in cases])


def _instant(d: dict[str, Any] | None) -> Instant | None:
    if d is None:
        return None
    if d.get("anchor"):
        d["anchor"] = Anchor(**d["anchor"])
    if "span" in d:
        d["span"] = _expression(d["span"])
    return Instant(**d)


def literal_or_expression(value: Any) -> Any:
    """A value that is literal unless it is an expression: an object with ``tree`` is one."""
    return Expression(**value) if isinstance(value, dict) and "tree" in value else value


def _field(d: dict[str, Any]) -> Field:
    _tuples(d, "choices", "columns")
    _expressions(d, "value")
    if "default" in d:
        d["default"] = literal_or_expression(d["default"])
    return Field(**d)


def _item(d: dict[str, Any]) -> Item:
    if "must" in d:
        d["must"] = _expression(d["must"])
    if "when" in d:
        d["when"] = _expression(d["when"])
    return Item(**d)


def _outcome(d: dict[str, Any]) -> Outcome:
    d["to"] = _cases(d["to"], str)
    if "role" in d:
        d["role"] = _cases(d["role"], tuple)
    if "when" in d:
        d["when"] = _expression(d["when"])
    if "reasons" in d:
        d["reasons"] = tuple(d["reasons"])
    if "items" in d:
        d["items"] = tuple(d["items"])
    _assignments(d, "set")
    return Outcome(**d)


def _assignments(d: dict[str, Any], key: str) -> None:
    if key in d:
        d[key] = tuple((name, literal_or_expression(value)) for name, value in d[key])


def _timing(d: dict[str, Any], *keys: str) -> None:
    for key in keys:
        if key in d:
            d[key] = _cases(d[key], _instant)


def _step(d: dict[str, Any]) -> Step:
    _tuples(d, "not_by", "pause")
    _expressions(d, "when")
    d["role"] = _cases(d["role"], tuple)
    if "items" in d:
        d["items"] = tuple([_item(item) for item in d["items"]])
    if "outcomes" in d:
        d["outcomes"] = {name: _outcome(body) for name, body in d["outcomes"].items()}
    _timing(d, "not_before", "due", "limit")
    if "escalate" in d:
        d["escalate"] = _ladder(d["escalate"])
    if "assign" in d:
        d["assign"] = _cases(d["assign"], lambda one: Assignment(**one))
    if "votes" in d:
        d["votes"] = _votes(d["votes"])
    if "kind" in d:
        _block(d)
    return Step(**d)


def _votes(d: dict[str, Any]) -> Votes:
    d["needed"] = {outcome: _cases(cases, _as_it_is) for outcome, cases in d["needed"].items()}
    _tuples(d, "advise", "covers")
    return Votes(**d)


def _as_it_is(value: Any) -> Any:
    return value


def _block(d: dict[str, Any]) -> None:
    """What closes itself: lanes, items, a called task, something that is waited for."""
    if "lanes" in d:
        for lane in d["lanes"].values():
            _expressions(lane, "when")
        d["lanes"] = {name: LaneBody(**lane) for name, lane in d["lanes"].items()}
    if each := d.get("each"):
        _expressions(each, "over")
        _tuples(each, "data")
        d["each"] = Each(**each)
    if call := d.get("call"):
        _assignments(call, "give")
        if "get" in call:
            call["get"] = tuple((here, there) for here, there in call["get"])
        d["call"] = Call(**call)
    if wait := d.get("wait"):
        _expressions(wait, "condition")
        _timing(wait, "until")
        d["wait"] = Wait(**wait)


def _rule(d: dict[str, Any]) -> Rule:
    _verbs(d)
    _tuples(d, "after")
    return Rule(**d)


def _verbs(d: dict[str, Any]) -> None:
    """What a rule and a rung have in common: when, how often, and what is done."""
    _expressions(d, "when")
    _assignments(d, "set")
    _assignments(d, "give")
    _tuples(d, "close", "notify", "assign")
    if "every" in d:
        d["every"] = _recurrence(d["every"])


def _ladder(rungs: list[dict[str, Any]] | None) -> tuple[Rung, ...] | None:
    if rungs is None:
        return None
    for d in rungs:
        _verbs(d)
        d["at"] = _instant(d["at"])
    return tuple([Rung(**d) for d in rungs])


def _schedule(d: dict[str, Any]) -> Schedule:
    _assignments(d, "give")
    d["every"] = _recurrence(d["every"])
    return Schedule(**d)


def _recurrence(d: dict[str, Any]) -> Recurrence:
    _tuples(d, "weekdays", "more")
    return Recurrence(**d)


def _deadline(d: dict[str, Any]) -> Deadline:
    _tuples(d, "pause")
    _timing(d, "due", "limit")
    if "escalate" in d:
        d["escalate"] = _ladder(d["escalate"])
    return Deadline(**d)


def _table(d: dict[str, Any]) -> Any:
    from engine.model.table import Output, Row, Table

    d["inputs"] = tuple([_expression(one) for one in d["inputs"]])
    d["outputs"] = tuple([Output(**one) for one in d["outputs"]])
    d["rows"] = tuple(
        [Row(tuple(row["tests"]), tuple(row["values"]), row["when"], row["then"]) for row in d["rows"]]
    )
    return Table(**d)
