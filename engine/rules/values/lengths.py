"""duration: a length of time, in the words of the grammar of instants."""

from __future__ import annotations

import re
from typing import Any

from engine.model.definition import Field
from engine.rules.evaluation import EvaluationProblem
from engine.rules.values.duration import DAY, HOUR, MINUTE, Duration, duration_of, parse_duration, write_duration
from engine.rules.values.kind import Kind, narrow
from engine.rules.values.problems import ValueProblem, brief
from engine.rules.values.ranges import END, count_fewer, count_more

_WORDS = {
    "天": "days", "日": "days", "工作日": "workdays", "个工作日": "workdays", "小时": "h", "个小时": "h",
    "分钟": "min", "周": "weeks", "个月": "months", "d": "days", "m": "min", "hr": "h", "hrs": "h", "mins": "min",
    "个工作小时": "work hours", "工作小时": "work hours",
}  # fmt: skip
"""Units that people type -> units of the grammar."""

_TYPED = re.compile(r"0*([0-9]{1,6})\s*(.+)", re.DOTALL)
_GROUPS = (
    {"(?:h|hours?)": HOUR, "(?:min|minutes?)": MINUTE, "days?": DAY, "weeks?": 7 * DAY},
    {"work hours?": HOUR},
    {"workdays?": 1},
    {"months?": 1},
)
"""Units that compare with each other, as patterns, and how much one of each is."""
_GROUP_OF = {"ms": 0, "days": 0, "weeks": 0, "work_ms": 1, "workdays": 2, "months": 3}


def _read(field: Field, text: str, zone: str) -> str:
    found = _TYPED.fullmatch(narrow(text))
    if found is None:
        raise ValueProblem("not-a-duration", value=brief(text))
    unit = " ".join(found[2].casefold().split())
    return f"{int(found[1])} {_WORDS.get(unit, unit)}"


def _check(field: Field, value: Any) -> str:
    found = parse_duration(value) if isinstance(value, str) else None
    text = None if found is None else write_duration(found)
    if found is None or text is None:
        raise ValueProblem("not-a-duration", value=brief(value))
    if field.min is not None and _difference(found, field.min, text) < 0:
        raise ValueProblem("too-small", value=text, least=field.min)
    if field.max is not None and _difference(found, field.max, text) > 0:
        raise ValueProblem("too-large", value=text, most=field.max)
    return text


def _difference(found: Duration, bound: str, text: str) -> int:
    try:
        mine, other = found.pair(duration_of(bound))
    except EvaluationProblem:
        raise ValueProblem("duration-not-comparable", value=text, bound=bound) from None
    return mine - other


def _show(field: Field, value: Any, zone: str) -> str:
    return str(value)


def _schema(field: Field) -> dict[str, Any]:
    forms = [_bounded(None, 1)]
    if field.min is not None:
        forms.append(_bounded(duration_of(field.min), 1))
    if field.max is not None:
        forms.append(_bounded(duration_of(field.max), -1))
    return {"type": "string", "allOf": [{"pattern": form} for form in forms]}


def _bounded(bound: Duration | None, sign: int) -> str:
    """Durations not shorter (sign 1) or not longer (-1) than a bound: those of units that compare with it."""
    found = []
    for group in _GROUPS if bound is None else (_GROUPS[_GROUP_OF[bound.unit]],):
        for unit, size in group.items():
            if bound is None:
                counts = "0|[1-9][0-9]{0,5}"
            else:
                amount = bound.amount if bound.exact is None else bound.exact
                counts = count_more(-(-amount // size), 6) if sign > 0 else count_fewer(min(amount // size, 999_999))
            found.append(f"(?:{counts}) ?{unit}")
    return f"^(?:{'|'.join(found)}){END}"


DURATION = Kind(_read, _check, _show, _schema)
