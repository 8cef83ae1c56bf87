"""What was changed in an SOP, in words: the whole text in both languages, and with hostile strings in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.language import load_sop
from engine.language.diff import diff
from engine.model.definition import Definition
from engine.render.change_data import as_data
from engine.render.changes import Words
from engine.render.naming import Names
from engine.words import set_language

OLD = """\
sop: order
title: Order
lang: en
role: warehouse
required: [item]
may: {start: [service, lead]}
data:
  item: {type: text, title: Item}
  size: [S, M, L]
  weight: {type: number, min: 1}
  note: text
deadlines:
  promise: {step: send, due: 24h after start}
outcomes:
  stop: {to: end.stopped, reason: [customer, other]}
steps:
  pick:
    title: Pick
    due: 2 days
    checklist: [Find it, Count it, {fill: note}]
  check:
    title: Check
    outcomes: {good: pack, bad: {to: pick, reason: required}}
  pack:
    checklist: [{tick: Wrap it, when: weight > 3}, {fill: weight}]
    next: {weight > 30: freight, else: send}
  freight: {title: Freight, due: 1 day, limit: 3 days}
  send: {title: Send, bulk: true, due: 1 day}
reasons: {late: [no time, no stock]}
"""
NEW = """\
sop: order
title: An order
lang: en
role: warehouse
required: [item, size]
may: {start: [service]}
data:
  item: {type: text, title: Item}
  size: [S, L, XL]
  weight: {type: number, min: 2}
  fragile: boolean
deadlines:
  promise: {step: dispatch, due: 24h after start}
outcomes:
  stop: {to: end.stopped, reason: [customer, lost, other]}
steps:
  check:
    title: Check
    outcomes:
      good: pack
      bad: {to: pick, reason: [dirty, broken]}
      odd: {to: pick, reason: required, checklist: [Say why]}
  pick:
    title: Pick
    role: [warehouse, service]
    due: {fragile: 1 day, else: 2 days}
    checklist: [Count it, Find it, {must: has(item), title: Item is known, warn: true}]
    next: check
  pack:
    checklist: [{tick: Wrap it, when: weight > 5}, {fill: weight, na: true}]
    next: {weight > 25: weigh, else: dispatch}
  weigh: {title: Weigh, due: 2h, checklist: [Use the scale], when: weight > 26, next: dispatch}
  dispatch: {title: Send, due: 1 day}
reasons: {late: [no stock, no time], cancel: [twice]}
texts: {zh: {Pick: 拣货}}
"""

ENGLISH = """\
The SOP
  title: was Order, now An order
  first step: was pick (Pick), now check (Check)
  what a start needs: new: size

Permissions
  who may start a task: gone: lead

Data
  note is gone
  size
    choices: new: XL; gone: M
  weight
    least value: was 1, now 2
  fragile is new
    type: boolean

Outcomes from any step
  outcome stop
    reasons: new: lost

Steps
  freight (Freight) is gone
  check (Check)
    checklist line "Say why" is new: only for odd
    outcome bad: reasons: now dirty, broken, nothing before
    outcome odd is new: leads to: pick (Pick); asks for a reason: yes
  pick (Pick)
    moved, was first, now after check (Check)
    role: was warehouse, now warehouse, service
    checklist line "note" is gone
    checklist line "has(item)" is new
    checklist line "Find it": moved, was first, now after checklist line "Count it"
    due: was 2 days, now 1 day if fragile; 2 days otherwise
  pack
    checklist line "Wrap it": only when: was weight > 3, now weight > 5
    checklist line "weight": may be marked as not applicable: now yes, was no
    outcome done: leads to: was freight (Freight) if weight > 30; send (Send) otherwise\
, now weigh (Weigh) if weight > 25; dispatch (Send) otherwise
  weigh (Weigh) is new
    title: Weigh
    role: warehouse
    checklist line "Use the scale"
    outcome done: leads to: dispatch (Send)
    only when: weight > 26
    due: 2h
  send is now called dispatch (Send)
    in bulk: now no, was yes

Reasons
  reasons for being late: another order: no stock, no time
  reasons for cancelling is new
    twice

Translations
  zh is new
"""

CHINESE = """\
SOP 本身
  标题：原为 Order，现为 An order
  第一个步骤：原为 pick (Pick)，现为 check (Check)
  启动时的必填项：新增 size

权限
  谁可以启动任务：去掉 lead

数据
  删除：note
  size
    选项：新增 XL；去掉 M
  weight
    最小值：原为 1，现为 2
  新增：fragile
    类型：boolean

任何步骤都有的结果
  结果 stop
    可选原因：新增 lost

步骤
  删除：freight (Freight)
  check (Check)
    新增：清单项“Say why”：仅用于 odd
    结果 bad：可选原因：原来没有，现为 dirty、broken
    新增：结果 odd：去向：pick (拣货)；须填原因：是
  pick (拣货)
    换了位置，原来排在最前，现在排在 check (Check) 之后
    角色：原为 warehouse，现为 warehouse、service
    删除：清单项“note”
    新增：清单项“has(item)”
    清单项“Find it”：换了位置，原来排在最前，现在排在 清单项“Count it” 之后
    应完成：原为 2 days，现为 fragile 时为 1 day；否则为 2 days
  pack
    清单项“Wrap it”：仅当：原为 weight > 3，现为 weight > 5
    清单项“weight”：可标为不适用：原为否，现为是
    结果 done：去向：原为 weight > 30 时为 freight (Freight)；否则为 send (Send)\
，现为 weight > 25 时为 weigh (Weigh)；否则为 dispatch (Send)
  新增：weigh (Weigh)
    标题：Weigh
    角色：warehouse
    清单项“Use the scale”
    结果 done：去向：dispatch (Send)
    仅当：weight > 26
    应完成：2h
  send 改名为 dispatch (Send)
    可批量：原为是，现为否

原因
  超时的原因：顺序变为 no stock、no time
  新增：取消的原因
    twice

译文
  新增：zh
"""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Back to English after each test."""
    yield
    set_language("en")


def compiled(text: str) -> Definition:
    definition, diagnostics, _ = load_sop(text.encode(), "x")
    assert definition is not None, diagnostics
    return definition


def told(old: str, new: str, lang: str = "en") -> str:
    set_language(lang)
    before, after = compiled(old), compiled(new)
    words = Words(Names("UTC", before), Names("UTC", after))
    return "\n".join(words.lines(diff(before, after))) + "\n"


def test_everything_that_can_be_different_in_english() -> None:
    assert told(OLD, NEW) == ENGLISH


def test_everything_that_can_be_different_in_chinese() -> None:
    assert told(OLD, NEW, "zh") == CHINESE


def test_nothing_of_a_document_moves_the_cursor_or_is_a_format() -> None:
    old = "sop: x\nsteps:\n  a: {title: 'T %(name)s %s {0}', checklist: ['one']}\n"
    new = old.replace("'one'", '"red \\x1b[31m", "100% \\u202e sure", "%(where)s"')
    shown = told(old, new.replace("\\x1b", "").replace("\\u202e", ""))
    assert 'checklist line "100%  sure" is new' in shown
    assert 'checklist line "%(where)s" is new' in shown
    definition = compiled(old)
    step = definition.steps["a"]
    evil = step._replace(title="\x1b[31m\u202e\nred")
    after = definition._replace(steps={"a": evil})
    text = "\n".join(Words(Names("UTC", definition), Names("UTC", after)).lines(diff(definition, after)))
    assert "\\x1b[31m\\u202e\\nred" in text
    assert "\x1b" not in text + as_data(diff(definition, after), definition, after, "UTC")[0]["text"]


def test_the_same_as_data() -> None:
    before, after = compiled(OLD), compiled(NEW)
    changes = diff(before, after)
    rows = as_data(changes, before, after, "UTC")
    assert len(rows) == len(changes)
    assert rows[0] == {
        "path": [],
        "what": "title",
        "change": "changed",
        "before": "Order",
        "after": "An order",
        "text": "title: was Order, now An order",
    }
    moved = next(row for row in rows if row["change"] == "moved")
    assert (moved["path"], moved["before"], moved["after"]) == (
        [{"in": "steps", "name": "pick"}],
        "",
        "check",
    )
    assert moved["text"] == "pick (Pick): moved, was first, now after check (Check)"


def test_a_word_that_became_a_field_s_value_reads_otherwise() -> None:
    old = (
        "sop: x\nrequired: [brand]\ndata: {brand: text}\nsteps: {one: {call: other, with: {brand: brand}}}\n"
    )
    text = told(old, old.replace("brand: brand", "brand: = brand"))
    assert "what the called SOP gets: was brand = brand, now brand: = brand" in text


def test_ladders_and_what_is_due_after_a_pause() -> None:
    before = "sop: a\nsteps: {one: {due: 2h}, two: {due: 1h}}\n"
    after = """
sop: a
escalate: [{at: due, every: 2h, notify: [assignee, lead]}]
steps:
  one: {due: 2h, resume: absolute, escalate: [{at: due, assign: lead, close: done, notify: lead, text: hey}]}
  two: {due: 1h, escalate: []}
"""
    old, new = (load_sop(text.encode(), "x.yaml").definition for text in (before, after))
    assert old is not None
    assert new is not None
    said = Words(Names("UTC", old), Names("UTC", new)).lines(diff(old, new))
    assert [line.strip() for line in said if ":" in line] == [
        "escalation: was none, now due every 2h: notify assignee, lead",
        "due after a pause: was remaining, now absolute",
        'escalation: now due: notify lead, assign lead, close one.done "hey", nothing before',
        "escalation: now none, nothing before",
    ]
