"""duration: a length of time, in the words of the grammar of instants."""

from __future__ import annotations

import re
from typing import Any

from engine.model.definition import Field
from engine.rules.deadlines.units import MEANT, WORDS
from engine.rules.evaluation import EvaluationProblem
from engine.rules.values.duration import COUNTS, DAY, Duration, duration_of, parse_duration, write_duration
from engine.rules.values.kind import Kind, narrow
from engine.rules.values.problems import ValueProblem, brief

_TYPED = r"([0-9]{1,12})(?:\.([0-9]{1,6}))?\s*([^0-9]+)"
_HOUR, _MINUTE, _SECOND = 3_600_000, 60_000, 1_000
_GROUPS: tuple[dict[str, tuple[int, int]], ...] = (
    {
        "(?:s|seconds?)": (_SECOND, 10),
        "(?:min|minutes?)": (_MINUTE, 10),
        "(?:h|hours?)": (_HOUR, 7),
        "days?": (DAY, 7),
        "weeks?": (7 * DAY, 7),
    },
    {"work minutes?": (_MINUTE, 10), "work hours?": (_HOUR, 7)},
    {"workdays?": (1, 7)},
    {"months?": (1, 7)},
)
"""Units that compare with each other, as patterns: how much one of each is, and digits of its count."""
_GROUP_OF = {"ms": 0, "days": 0, "weeks": 0, "work_ms": 1, "workdays": 2, "months": 3}


def _read(field: Field, text: str, zone: str) -> str:
    """``3天``, ``1.5 h``, ``2 d``: any word for a unit that the grammar of instants knows or understands."""
    found = re.fullmatch(_TYPED, narrow(text))
    if found is not None:
        word = " ".join(found[3].casefold().split())
        unit = WORDS.get(MEANT.get(word, word))
        fraction = found[2] or ""
        if unit is not None:
            amount, left = divmod(int(found[1] + fraction) * unit.size, 10 ** len(fraction))
            if not left and amount < 10**15:
                return write_duration(Duration(unit.unit, amount)) or text
    raise ValueProblem("not-a-duration", value=brief(text))


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
    from engine.rules.values.ranges import END

    if bound is None:
        return f"^(?:{'|'.join(f'(?:{count}) ?{unit}' for unit, count in COUNTS.items())}){END}"
    found = [
        f"(?:{_counts(bound.amount if bound.exact is None else bound.exact, size, digits, sign)}) ?{unit}"
        for unit, (size, digits) in _GROUPS[_GROUP_OF[bound.unit]].items()
    ]
    return f"^(?:{'|'.join(found)}){END}"


def _counts(amount: int, size: int, digits: int, sign: int) -> str:
    """How many of a unit make at least (sign 1) or at most (-1) an amount."""
    from engine.rules.values.ranges import count_fewer, count_more

    if sign > 0:
        return count_more(-(-amount // size), digits)
    return count_fewer(min(amount // size, 10**digits - 1))


DURATION = Kind(_read, _check, _show, _schema)
