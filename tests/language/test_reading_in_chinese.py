"""Reports in Chinese: everything that reading says has its translation, the names of things included."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from reading import diagnose

from engine.language.codes import FAMILIES
from engine.language.report import render_diagnostics
from engine.language.schemas import NAMES, schema
from engine.locate import HOUSE

FRAGMENTS = sorted(Path(HOUSE, "engine", "locale", "zh").glob("*.po"))
FRAGMENT = "".join(path.read_text("utf-8") for path in FRAGMENTS)
QUOTED = r'"((?:[^"\\]|\\.)*)"'


def unquoted(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\")


CHINESE = {
    unquoted(msgid): unquoted(msgstr)
    for msgid, msgstr in re.findall(f"msgid {QUOTED}\nmsgstr {QUOTED}\n", FRAGMENT)
}


def chinese(text: str) -> str:
    return CHINESE[text]


def titles(part: Any) -> set[str]:
    """Every title in a schema."""
    if isinstance(part, dict):
        own = {part["title"]} if isinstance(part.get("title"), str) else set()
        return own.union(*(titles(value) for key, value in part.items() if key != "examples"))
    return set().union(*map(titles, part)) if isinstance(part, list) else set()


@pytest.mark.parametrize("name", NAMES)
def test_every_title_in_a_schema_is_translated(name: str) -> None:
    assert titles(schema(name).root) - set(CHINESE) == set()


def test_every_text_of_reading_is_translated_with_the_same_placeholders() -> None:
    for family in ("Y1", "S2", "K9"):
        for code, body in FAMILIES[family].items():
            for text in filter(None, (body.text, body.hint)):
                places = sorted(re.findall(r"%\(\w+\)s|%%", text))
                assert sorted(re.findall(r"%\(\w+\)s|%%", CHINESE[text])) == places, code


def test_a_report_in_chinese() -> None:
    document = "sop: shipping\ntitle:\nsteps:\n  pick: {titel: 拣货, due: [2h], bulk: 好}\n".encode()
    said = render_diagnostics(diagnose(document, "sop", "发货.yaml"), {"发货.yaml": document}, chinese)
    assert said == (
        "发货.yaml:2:1: 错误[S205] 'title' 后面是空的，应为文字\n"
        "    2 | title:\n"
        "      | ^^^^^\n"
        "      提示：例如：订单发货\n"
        "\n"
        "发货.yaml:4:10: 错误[S201] 步骤没有 'titel' 这个键\n"
        "    4 |   pick: {titel: 拣货, due: [2h], bulk: 好}\n"
        "      |          ^^^^^\n"
        "      提示：是不是想写 'title'？\n"
        "\n"
        "发货.yaml:4:26: 错误[S204] 这里（步骤的时限）应为文字，或键和值，实际是列表\n"
        "    4 |   pick: {titel: 拣货, due: [2h], bulk: 好}\n"
        "      |                            ^^^^\n"
        "      提示：例如：4 work hours\n"
        "\n"
        "发货.yaml:4:38: 错误[S207] '好' 既不是“是”也不是“否”\n"
        "    4 |   pick: {titel: 拣货, due: [2h], bulk: 好}\n"
        "      |                                        ^^\n"
        "      提示：请写 true 或 false、yes 或 no、是 或 否\n"
    )
