"""The two days are true: what people type in them, and what they are told, is what happens.

After a text was changed: ``python -m tests.docs.consoles docs/day-of-four.md docs/day-of-thirty.md``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.consoles import tour, typed

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["day-of-four", "day-of-thirty"])
def test_the_day_goes_as_the_page_shows(tmp_path: Path, name: str) -> None:
    steps = tour((DOCS / f"{name}.md").read_text(encoding="utf-8"))
    assert len(steps) > 25
    said = typed(tmp_path, [command for command, _ in steps])
    for (command, shown), real in zip(steps, said, strict=True):
        assert real == shown, command


@pytest.mark.parametrize(("name", "people"), [("day-of-four", 4), ("day-of-thirty", 30)])
def test_the_team_has_as_many_people_as_the_title_says(name: str, people: int) -> None:
    page = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^>   \S+: \{roles: ", page, re.MULTILINE)) == people


def test_one_of_the_four_holds_three_roles_and_four_eyes_refuse_and_are_solved() -> None:
    page = (DOCS / "day-of-four.md").read_text(encoding="utf-8")
    assert ">   方圆: {roles: [merch, planner, editor]," in page
    refused = page.index("check (上架审核) 要由别人来做：方圆 做过 info (填商品资料)。")
    solved = page.index("check (上架审核) 已完成：redo (退回)，原因：图片不清。替 林岚。")
    assert refused < solved
