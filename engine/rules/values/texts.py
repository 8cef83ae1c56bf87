"""text, person, file and link: texts without characters that nobody can see."""

from __future__ import annotations

import re
from typing import Any

from engine.model.definition import Field
from engine.rules.values.kind import Kind
from engine.rules.values.problems import ValueProblem, brief

LONGEST = 10_000
_CONTROL = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f"
_LINE = r"\t\n"
_SURROGATE = r"\ud800-\udfff"
_LINK = r"https?://[^\s<>\"]+"


def _kind(longest: int, lines: bool = False, form: str | None = None) -> Kind:
    """A text of at most ``longest`` characters, of several ``lines`` or one, which ``form`` matches."""
    refused = _CONTROL if lines else _LINE + _CONTROL

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
        found = None if value.isprintable() else re.search(f"[{refused}{_SURROGATE}]", value)
        if found is not None:
            raise ValueProblem("control-character", character=f"U+{ord(found.group()):04X}")
        if value[0].isspace() or value[-1].isspace():
            raise ValueProblem("surrounding-space")
        if field.min is not None and len(value) < field.min:
            raise ValueProblem("too-short", length=len(value), least=field.min)
        if form is not None and re.fullmatch(form, value) is None:
            raise ValueProblem("not-a-link", value=brief(value))
        if field.pattern is not None and re.fullmatch(field.pattern, value) is None:
            raise ValueProblem("no-match", value=brief(value), pattern=field.pattern)
        return value

    def show(field: Field, value: Any, zone: str) -> str:
        return str(value)

    def schema(field: Field) -> dict[str, Any]:
        from engine.rules.values.ranges import END

        found: dict[str, Any] = {
            "type": "string",
            "minLength": max(1, field.min or 0),
            "maxLength": longest if field.max is None else min(field.max, longest),
            "not": {"pattern": rf"^\s|\s$|[{refused}]"},
        }
        forms = [one for one in (form, field.pattern) if one]
        if forms:
            found["allOf"] = [{"pattern": f"^(?:{one}){END}"} for one in forms]
        return found

    return Kind(read, check, show, schema)


KINDS = {
    "text": _kind(LONGEST, lines=True),
    "person": _kind(200),
    "file": _kind(1_000),
    "link": _kind(2_000, form=_LINK),
}
