"""integer, number and money: exact, at most 15 digits before the point."""

from __future__ import annotations

import re
from typing import Any

from engine.model.definition import Field
from engine.rules.values import decimals
from engine.rules.values.decimals import LIMIT, PLACES, SCALE
from engine.rules.values.kind import Kind, narrow
from engine.rules.values.problems import ValueProblem, brief

_GROUPED = r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_TYPED = r"([+-]?)([0-9]*)(?:\.([0-9]+))?"
_CURRENCY = r"(?i)^(?:¥|CNY|RMB)\s*|\s*(?:元|CNY|RMB)$"
_CODES = {"integer": "not-an-integer", "number": "not-a-number", "money": "not-money"}
_DECIMALS = {"integer": 0, "number": PLACES, "money": 2}


def _typed(type: str, text: str) -> int:
    """What a person typed as a scaled number: ``1,234.50``, ``+3``, ``.5``; a number with more than ten
    decimals is rounded half up (spreadsheets write 0.30000000000000004), the others are refused."""
    plain = narrow(text).strip()
    if type == "money":
        plain = re.sub(_CURRENCY, "", plain.replace("￥", "¥"))
    if re.fullmatch(_GROUPED, plain):
        plain = plain.replace(",", "")
    found = re.fullmatch(_TYPED, plain)
    if found is None or not (found[2] or found[3]) or len((found[2] or "").lstrip("0")) > 15:
        raise ValueProblem(_CODES[type], value=brief(text))
    fraction = (found[3] or "").rstrip("0")
    most = _DECIMALS[type]
    if len(fraction) > most and type != "number":
        raise _too_fine(type, text)
    kept = fraction[:PLACES].ljust(PLACES, "0")
    value = int(found[2] or 0) * SCALE + int(kept) + (fraction[PLACES : PLACES + 1] >= "5")
    return -value if found[1] == "-" else value


def _scaled(type: str, value: Any) -> int:
    """A JSON value as a scaled number: an integer, a decimal text, or a float as it prints."""
    found: int | None = None
    if isinstance(value, bool):
        pass
    elif isinstance(value, int):
        if not -LIMIT < value < LIMIT:
            raise ValueProblem("too-large", value=brief(value), most=LIMIT - 1)
        found = value * SCALE
    elif isinstance(value, float):
        found = decimals.scaled_float(value)
    elif isinstance(value, str) and type != "integer":
        found = decimals.scaled(value)
    if found is None:
        raise ValueProblem(_CODES[type], value=brief(value))
    most = _DECIMALS[type]
    if most < PLACES and found % 10 ** (PLACES - most):
        raise _too_fine(type, value)
    return found


def _too_fine(type: str, value: Any) -> ValueProblem:
    if type == "integer":
        return ValueProblem("not-an-integer", value=brief(value))
    return ValueProblem("too-many-decimals", value=brief(value), most=_DECIMALS[type])


def _kind(type: str) -> Kind:
    places = 2 if type == "money" else 0

    def write(value: int) -> int | str:
        return decimals.written(value, 2) if type == "money" else decimals.stored_number(value)

    def read(field: Field, text: str, zone: str) -> int | str:
        return write(_typed(type, text))

    def check(field: Field, value: Any) -> int | str:
        found = _scaled(type, value)
        if field.min is not None and found < decimals.scaled_of(field.min):
            raise ValueProblem("too-small", value=decimals.written(found, places), least=str(field.min))
        if field.max is not None and found > decimals.scaled_of(field.max):
            raise ValueProblem("too-large", value=decimals.written(found, places), most=str(field.max))
        if not -LIMIT * SCALE < found < LIMIT * SCALE:
            raise ValueProblem("too-large", value=brief(value), most=LIMIT - 1)
        return write(found)

    def show(field: Field, value: Any, zone: str) -> str:
        if type != "money":
            return str(value)
        whole, _, cents = str(value).partition(".")
        return f"{int(whole):,}.{cents}" if whole not in ("-0", "0") else str(value)

    def schema(field: Field) -> dict[str, Any]:
        least = None if field.min is None else decimals.scaled_of(field.min)
        most = None if field.max is None else decimals.scaled_of(field.max)
        whole = {
            "type": "integer",
            "minimum": 1 - LIMIT if least is None else max(1 - LIMIT, -(-least // SCALE)),
            "maximum": LIMIT - 1 if most is None else min(LIMIT - 1, most // SCALE),
        }
        if type == "integer":
            return whole
        from engine.rules.values.ranges import any_decimal, decimal_at_least, decimal_at_most

        forms = [any_decimal(_DECIMALS[type])]
        if least is not None:
            forms.append(decimal_at_least(decimals.written(least)))
        if most is not None:
            forms.append(decimal_at_most(decimals.written(most)))
        return {"anyOf": [whole, {"type": "string", "allOf": [{"pattern": form} for form in forms]}]}

    return Kind(read, check, show, schema)


KINDS = {name: _kind(name) for name in ("integer", "number", "money")}
