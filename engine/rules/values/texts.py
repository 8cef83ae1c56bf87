"""text, person, file and link: texts without characters that nobody can see."""

from __future__ import annotations

import re
from typing import Any

from engine.model.definition import Field
from engine.rules.values.kind import Kind
from engine.rules.values.problems import ValueProblem, brief
from engine.rules.values.ranges import END

LONGEST = 10_000
_CONTROL = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f"
_LINE = r"\t\n"
_SURROGATE = r"\ud800-\udfff"
_HIDDEN = re.compile(f"[{_CONTROL}{_SURROGATE}]")
_HIDDEN_IN_LINE = re.compile(f"[{_LINE}{_CONTROL}{_SURROGATE}]")
_LINK = r"^https?://[^\s<>\"]+" + END


def _kind(longest: int, lines: bool = False, form: str | None = None) -> Kind:
    """A text of at most ``longest`` characters, of several ``lines`` or one, which ``form`` matches."""
    hidden = _HIDDEN if lines else _HIDDEN_IN_LINE
    refused = _CONTROL if lines else _LINE + _CONTROL
    shape = re.compile(form) if form else None

    def read(field: Field, text: str, zone: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def check(field: Field, value: Any) -> str:
        if not isinstance(value, str):
            raise ValueProblem("not-text", value=brief(value))
        if not value:
            raise ValueProblem("empty")
        most = longest if field.max is None else min(field.max, longest)
        if len(value) > most:
            raise ValueProblem("too-long", length=len(value), most=most)
        found = hidden.search(value)
        if found is not None:
            raise ValueProblem("control-character", character=f"U+{ord(found.group()):04X}")
        if value[0].isspace() or value[-1].isspace():
            raise ValueProblem("surrounding-space")
        if field.min is not None and len(value) < field.min:
            raise ValueProblem("too-short", length=len(value), least=field.min)
        if shape is not None and shape.search(value) is None:
            raise ValueProblem("not-a-link", value=brief(value))
        if field.pattern is not None and re.fullmatch(field.pattern, value) is None:
            raise ValueProblem("no-match", value=brief(value), pattern=field.pattern)
        return value

    def show(field: Field, value: Any, zone: str) -> str:
        return str(value)

    def schema(field: Field) -> dict[str, Any]:
        found: dict[str, Any] = {
            "type": "string",
            "minLength": max(1, field.min or 0),
            "maxLength": longest if field.max is None else min(field.max, longest),
            "not": {"pattern": rf"^\s|\s$|[{refused}]"},
        }
        forms = [one for one in (form, field.pattern and f"^(?:{field.pattern}){END}") if one]
        if forms:
            found["allOf"] = [{"pattern": one} for one in forms]
        return found

    return Kind(read, check, show, schema)


TEXT = _kind(LONGEST, lines=True)
PERSON = _kind(200)
FILE = _kind(1_000)
LINK = _kind(2_000, form=_LINK)
