"""choice and boolean: one of a few values."""

from __future__ import annotations

from typing import Any

from engine.model.definition import Field
from engine.rules.near import near
from engine.rules.values.kind import Kind, narrow
from engine.rules.values.problems import ValueProblem, brief
from engine.words import N_, _

_YES = frozenset({"yes", "y", "true", "1", "是", "对", "有", "√", "✓", "on"})
_NO = frozenset({"no", "n", "false", "0", "否", "不是", "无", "×", "off"})
_SHOWN = {True: N_("yes"), False: N_("no")}


def _read_choice(field: Field, text: str, zone: str) -> str:
    """The choice itself, or the only one that differs from it in upper and lower case."""
    if text in field.choices:
        return text
    folded = [choice for choice in field.choices if choice.casefold() == text.casefold()]
    return folded[0] if len(folded) == 1 else text


def _check_choice(field: Field, value: Any) -> str:
    if isinstance(value, str) and value in field.choices:
        return value
    suggestions = near(value, field.choices) if isinstance(value, str) else ()
    raise ValueProblem(
        "not-a-choice", value=brief(value), choices=", ".join(field.choices), suggestions=suggestions
    )


def _show_text(field: Field, value: Any, zone: str) -> str:
    return str(value)


def _choice_schema(field: Field) -> dict[str, Any]:
    return {"enum": list(field.choices)}


def _read_boolean(field: Field, text: str, zone: str) -> Any:
    word = narrow(text).casefold()
    return True if word in _YES else False if word in _NO else text


def _check_boolean(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueProblem("not-a-boolean", value=brief(value))


def _show_boolean(field: Field, value: Any, zone: str) -> str:
    return _(_SHOWN[bool(value)])


def _boolean_schema(field: Field) -> dict[str, Any]:
    return {"type": "boolean"}


KINDS = {
    "choice": Kind(_read_choice, _check_choice, _show_text, _choice_schema),
    "boolean": Kind(_read_boolean, _check_boolean, _show_boolean, _boolean_schema),
}
