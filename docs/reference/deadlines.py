"""docs/deadlines.md and docs/deadlines.zh.md: how deadlines are written, twenty cases that can be checked
with a wall calendar, and the deadlines of the founding documents.

The words stand in docs/deadlines/page.*.md, the examples in the YAML files beside them: what each gives is
written down there by hand, and tests hold it against the program.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from docs.reference.markdown import block, code, table
from docs.reference.markdown import page as whole
from docs.reference.planning import expected
from engine.rules.deadlines.units import WORDS

FOLDER = Path(__file__).resolve().parents[1] / "deadlines"
WALL = """\
September              October
Mo    7 14 21 28       Mo     5 12 19 26
Tu 1  8 15 22 29       Tu     6 13 20 27
We 2  9 16 23 30       We     7 14 21 28
Th 3 10 17 24          Th  1  8 15 22 29
Fr 4 11 18 25          Fr  2  9 16 23 30
Sa 5 12 19 26          Sa  3 10 17 24 31
Su 6 13 20 27          Su  4 11 18 25
"""
HEADS = {
    "en": {
        "yaml": "Written", "from": "From", "gives": "Is", "why": "Why", "rows": "Row", "says": "It says",
        "by": "Date", "name": "Name", "units": "Units", "opened": "opened", "after": "after",
        "calendar": "calendar", "provisional": "provisional",
    },
    "zh": {
        "yaml": "写法", "from": "起点", "gives": "结果", "why": "为什么", "rows": "行", "says": "说的是",
        "by": "日期", "name": "名称", "units": "单位", "opened": "打开", "after": "在此之后",
        "calendar": "日历", "provisional": "暂定",
    },
}  # fmt: skip


@lru_cache(maxsize=8)
def listed(name: str) -> list[dict[str, Any]]:
    """The entries of a YAML file of docs/deadlines; every scalar is text."""
    found: list[dict[str, Any]] = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    return found


def milestones() -> dict[str, Any]:
    """All dated milestones as one example: as many deadlines of one task."""
    rows = listed("milestones")
    lines = [f"  {each['name']}: {milestone(each['name'])}\n" for each in rows]
    return {
        "yaml": "deadlines:\n" + "".join(lines),
        "opened": "2026-07-20 09:00",
        "given": {f"{each['name']}_by": each["by"] for each in rows},
        **{each["name"]: each["due"] for each in rows},
    }


def milestone(name: str) -> str:
    """The deadline of a milestone."""
    return f"{{step: do_{name}, due: {name}_by by 18:00 or workday before}}"


def page(language: str = "en") -> str:
    """The whole page in a language."""
    head = HEADS[language]
    parts = {
        "units": _units(head),
        "forms": _table(head, language, "forms"),
        "wall": block(WALL, "text"),
        "cases": _table(head, language, "cases"),
        "seeds": _seeds(head, language),
        "milestone": block(f"deadlines:\n  team: {milestone('team')}"),
        "milestones": _milestones(head, language),
        "none": "\n".join(f"- {', '.join(each['rows'])}: {each[language]}" for each in listed("none")),
    }
    text = (FOLDER / f"page.{language}.md").read_text("utf-8")
    return whole(re.sub(r"<!-- (\w+) -->", lambda found: parts[found[1]], text))


def chinese() -> str:
    """The page in Chinese."""
    return page("zh")


def _units(head: dict[str, str]) -> str:
    words: dict[str, list[str]] = {}
    for word, unit in WORDS.items():
        words.setdefault(unit.name, []).append(word)
    return f"{head['units']}: " + "; ".join(" ".join(map(code, found)) for found in words.values()) + "."


def _table(head: dict[str, str], language: str, name: str) -> str:
    rows = [(_yaml(each), _from(head, each), _gives(head, each), each[language]) for each in listed(name)]
    return table([head["yaml"], head["from"], head["gives"], head["why"]], rows)


def _seeds(head: dict[str, str], language: str) -> str:
    rows = [
        (" ".join(each["rows"]), each[language], _yaml(each), _from(head, each), _gives(head, each))
        for each in (*listed("seeds"), *listed("cadences"))
    ]
    return table([head["rows"], head["says"], head["yaml"], head["from"], head["gives"]], rows)


def _milestones(head: dict[str, str], language: str) -> str:
    rows = [
        (" ".join(each["rows"]), each[language], code(each["name"]), each["by"], each["due"])
        for each in listed("milestones")
    ]
    return table([head["rows"], head["says"], head["name"], head["by"], head["gives"]], rows)


def _yaml(example: dict[str, Any]) -> str:
    """The lines in a cell of a table; blanks at the beginning of a line stay."""
    lines = example["yaml"].rstrip().splitlines()
    return "<br>".join("&nbsp;" * (len(line) - len(line.lstrip())) + code(line.lstrip()) for line in lines)


def _from(head: dict[str, str], example: dict[str, Any]) -> str:
    parts = [f"{head[key]} {example[key]}" for key in ("opened", "after") if key in example]
    parts += [f"{code(name)} {value}" for name, value in example.get("given", {}).items()]
    if "calendar" in example:
        parts.append(f"{head['calendar']} {code(example['calendar'])}")
    return "<br>".join(parts)


def _gives(head: dict[str, str], example: dict[str, Any]) -> str:
    found = expected(example)
    if list(found) == ["due"]:
        return found["due"]
    told = [f"{head.get(key, code(key))} {value}" for key, value in found.items()]
    return "<br>".join(told)
