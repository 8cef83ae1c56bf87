"""A task's checklist, in the terminal and in Markdown, to the letter."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2
import pytest
from small_sop import HOUR, OPENED, PACK, PROGRAM, SOP, TEAM, ZONE, asked, names, pack_task

from engine.kernel import Program, decide
from engine.model.commands import Advance
from engine.model.definition import Item
from engine.model.refusals import Refusal
from engine.render.checklist import MARKDOWN, render
from engine.render.refusals import render as refused
from engine.render.templating import fill
from engine.words import current_language, set_language


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = set_language("en") and current_language()
    yield
    set_language(before)


BEGUN = pack_task(
    {"fragile": False, "weight_kg": "31.5", "phone": "13800000000"}, ticks=(1,), na=(6,), due=OPENED + HOUR
)


def test_in_the_terminal() -> None:
    assert (
        render(PROGRAM, BEGUN, asked(3), names())
        == """\
T-17 240001  Shipping

T-17/pack#1  Pack
For: warehouse (仓库) · Due: 2026-11-22 01:00 (late by 2h)
小心轻放
    1 [x] Packed well
    2 [-] 易碎品加固  (does not apply: fragile)
    3 [x] weight_kg (重量(kg)): 31.5
    4 [x] 收件电话: ••••
    5 [!] 够轻  (does not hold: weight_kg < 30)
    6 [-] 附赠品  (not applicable)
Outcomes
  done (完成): not yet
    - line 5, 够轻: does not hold (weight_kg < 30)
  lost (丢了): not yet
    - lost (丢了) needs a reason."""
    )


def test_in_markdown() -> None:
    assert (
        render(PROGRAM, BEGUN, asked(0.5), names(), MARKDOWN)
        == """\
# T-17 240001 Shipping

## Pack (T-17/pack#1)

For: warehouse (仓库) · Due: 2026-11-22 01:00

小心轻放

- [x] 1 Packed well
- [ ] 2 ~~易碎品加固~~ (does not apply: fragile)
- [x] 3 weight_kg (重量(kg)): **31.5**
- [x] 4 收件电话: **••••**
- [ ] 5 够轻 (does not hold: weight_kg \\< 30)
- [ ] 6 ~~附赠品~~ (not applicable)

### Outcomes

- done (完成): not yet
  - line 5, 够轻: does not hold (weight_kg \\< 30)
- lost (丢了): not yet
  - lost (丢了) needs a reason."""
    )


def test_what_is_open_unknown_or_to_be_confirmed() -> None:
    again = pack_task({"weight_kg": 3, "phone": "1"}, {"weight_kg": 0, "phone": 9})
    lines = render(PROGRAM, again, asked(0), names(private=True)).splitlines()
    assert "    1 [ ] Packed well" in lines
    assert "    2 [?] 易碎品加固  (applies if: fragile)" in lines
    assert "    3 [x] weight_kg (重量(kg)): 3" in lines
    assert "    4 [?] 收件电话: 1  (to be confirmed)" in lines
    assert "    5 [x] 够轻" in lines


def test_what_refuses_a_closing_is_the_checklist_in_words() -> None:
    refusal = decide(PROGRAM, pack_task({}), Advance(b"", 17, 1, "done"), asked(1))
    assert isinstance(refusal, Refusal)
    assert refused(refusal, ZONE, SOP, TEAM).splitlines() == [
        "T-17/pack#1 cannot be closed with done (完成) yet. 6 things are missing:",
        "  - line 1, Packed well: not ticked",
        "  - line 2, 易碎品加固: cannot be told while fragile (易碎) has no value",
        "  - line 3, 重量(kg): no value yet (weight_kg)",
        "  - line 4, 收件电话: no value yet (phone)",
        "  - line 5, 够轻: cannot be told while weight_kg (重量(kg)) has no value",
        "  - line 6, 附赠品: not ticked",
        "Try: sop advance T-17/pack#1 done --tick 1,6 fragile=VALUE weight_kg=VALUE phone=VALUE",
    ]


def test_a_line_that_only_some_outcomes_ask_for_says_so() -> None:
    lost = PACK.outcomes["lost"]._replace(items=(7,))
    items = (*PACK.items, Item(7, "fill", "运单号", field="phone"))
    step = PACK._replace(items=items, outcomes={**PACK.outcomes, "lost": lost})
    text = render(Program(SOP._replace(steps={"pack": step})), pack_task({}), asked(0), names())
    assert "    7 [ ] 运单号  (for lost (丢了))" in text.splitlines()
    assert "    1 [ ] Packed well" in text.splitlines()


def test_who_may_not_close_the_step_is_told_so() -> None:
    text = render(PROGRAM, BEGUN, asked(0, frozenset({"service"})), names())
    assert "  done (完成): pack (打包) is for warehouse (仓库). wang (王五) holds: service." in text.replace(
        "Pack", "打包"
    )


def test_an_ended_task_has_no_lines() -> None:
    ended = BEGUN._replace(visits=(), ended=OPENED, end="end.lost")
    assert render(PROGRAM, ended, asked(0), names()) == (
        "T-17 240001  Shipping\nThe task ended at 2026-11-22 00:00: end.lost."
    )


def test_titles_are_those_of_the_readers_language() -> None:
    set_language("zh")
    assert render(PROGRAM, BEGUN, asked(0), names()).startswith("T-17 240001  订单发货\n")


def test_nothing_that_people_wrote_becomes_markup_or_moves_the_cursor() -> None:
    evil = "{{ 7*7 }} **b** <script> | \x1b[2J \u202e [x](http://e.com)\n# h"
    step = PACK._replace(title=evil, help=evil, items=(Item(1, "tick", evil), *PACK.items[1:]))
    program = Program(SOP._replace(title=evil, steps={"pack": step}))
    task = pack_task({"phone": evil})._replace(ref=evil)
    for form in ("txt", "md"):
        text = render(program, task, asked(0), names(private=True), form)
        assert not {"\x1b", "\u202e"} & set(text)
        assert "{{ 7" in text
        assert not [line for line in text.splitlines() if line.startswith("# h")]
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "](http://" not in text


def test_a_name_that_a_template_does_not_get_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        fill("checklist.txt", {"task": "T-1"})
