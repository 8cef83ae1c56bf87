"""Values that a field does not take, as they are refused beside the field's name."""

from __future__ import annotations

from typing import Any

from engine.model.refusals import Refusal


def _refused(problem: str, **data: Any) -> list[Refusal]:
    return [Refusal("bad-value", {"field": "note", "problem": problem, "data": data})]


VALUES: dict[str, list[Refusal]] = {
    "empty": _refused("empty"),
    "not-text": _refused("not-text", value="12"),
    "control-character": _refused("control-character", character="U+200B"),
    "surrounding-space": _refused("surrounding-space"),
    "too-long": _refused("too-long", length=201, most=200),
    "too-short": _refused("too-short", length=3, least=10),
    "no-match": _refused("no-match", value="88a1", pattern="[0-9]{4}"),
    "not-a-link": _refused("not-a-link", value="a.jpg"),
    "not-an-integer": _refused("not-an-integer", value="3.5"),
    "not-a-number": _refused("not-a-number", value="三"),
    "not-money": _refused("not-money", value="12元"),
    "too-many-decimals": _refused("too-many-decimals", value="1.234", most=2),
    "too-small": _refused("too-small", value="-1", least="0"),
    "too-large": _refused("too-large", value="31.5", most="30"),
    "not-a-boolean": _refused("not-a-boolean", value="大概"),
    "not-a-date": _refused("not-a-date", value="2026-13-01"),
    "not-a-datetime": _refused("not-a-datetime", value="快了"),
    "time-missing": _refused("time-missing", value="2026-11-21"),
    "too-early": _refused("too-early", value="2026-11-01", least="2026-11-11"),
    "too-late": _refused("too-late", value="2026-12-01", most="2026-11-30"),
    "not-a-duration": _refused("not-a-duration", value="一会儿"),
    "duration-not-comparable": _refused("duration-not-comparable", value="1 month", bound="30 days"),
    "not-a-choice": [
        *_refused("not-a-choice", value="顺", choices=["顺丰", "中通"], suggestions=["顺丰"]),
        *_refused("not-a-choice", value="x", choices=["顺丰", "中通"]),
    ],
    "not-a-list": _refused("not-a-list", value="a"),
    "too-few-items": _refused("too-few-items", length=1, least=3),
    "too-many-items": _refused("too-many-items", length=12, most=9),
}
