"""What two versions say differently in a decision table: row by row, in words."""

from __future__ import annotations

from engine.language import load_sop
from engine.language.diff import diff
from engine.model.definition import Definition
from engine.render.change_data import as_data
from engine.render.changes import Words
from engine.render.naming import Names
from engine.words import set_language

OLD = """\
sop: returns
required: [cause, days]
data: {cause: [late, lost, damaged], days: {type: integer, min: 0}}
tables:
  rates:
    title: Rates
    hit: first
    rows: |
      cause | days   => share
      lost  | -      => 1
      late  | > 3    => 0.05
      late  | [1..3] => 0.02
      -     | -      => 0
steps: {pay: {when: rates.share > 0}}
"""
NEW = """\
sop: returns
required: [cause, days]
data: {cause: [late, lost, damaged], days: {type: integer, min: 0}}
tables:
  rates:
    title: Rates
    hit: first
    rows: |
      cause   | days   => share
      late    | [1..3] => 0.02
      late    | > 3    => 0.06
      lost    | -      => 1
      damaged | > 9    => 1
      -       | -      => 0
  limits: |
    cause => answer
    lost  => 4h
    -     => 24h
steps: {pay: {when: rates.share > 0, due: limits.answer}}
"""


def compiled(text: str) -> Definition:
    definition, found, _ = load_sop(text.encode(), "x.yaml", None, ())
    assert definition is not None, found
    return definition


def told(old: Definition, new: Definition) -> str:
    return "\n".join(Words(Names("UTC", old), Names("UTC", new)).lines(diff(old, new)))


def test_rows_that_came_went_moved_or_say_something_else() -> None:
    assert told(compiled(OLD), compiled(NEW)) == (
        "Decision tables\n"
        "  rates (Rates)\n"
        "    row late | > 3: results: was 0.05, now 0.06\n"
        "    row damaged | > 9 is new: 1\n"
        "    row late | [1..3]: moved, was after row late | > 3, now first\n"
        "    row lost | -: moved, was first, now after row late | > 3\n"
        "  limits is new\n"
        "    which rows count: unique\n"
        "    conditions: cause\n"
        "    results: answer: duration\n"
        "    lost => 4h\n"
        "    - => 24h\n"
        "\n"
        "Steps\n"
        "  pay\n"
        "    due: now limits.answer, nothing before"
    )


def test_the_same_backwards_in_chinese() -> None:
    set_language("zh")
    assert told(compiled(NEW), compiled(OLD)) == (
        "决策表\n"
        "  删除：limits\n"
        "  rates (Rates)\n"
        "    删除：行 damaged | > 9：1\n"
        "    行 late | > 3：结果：原为 0.06，现为 0.05\n"
        "    行 lost | -：换了位置，原来排在 行 late | > 3 之后，现在排在最前\n"
        "    行 late | [1..3]：换了位置，原来排在最前，现在排在 行 late | > 3 之后\n"
        "\n"
        "步骤\n"
        "  pay\n"
        "    应完成：已去掉，原为 limits.answer"
    )


def test_other_conditions_and_another_hit_policy() -> None:
    before = compiled(NEW)
    after = compiled(
        NEW.replace("hit: first", "hit: unique").replace("cause   | days ", "cause   | days * 1")
    )
    assert told(before, after) == (
        "Decision tables\n"
        "  rates (Rates)\n"
        "    which rows count: was first, now unique\n"
        "    conditions: was cause, days, now cause, days * 1"
    )
    assert diff(before, before) == []


def test_rows_as_data_are_what_was_written() -> None:
    old, new = compiled(OLD), compiled(NEW)
    changes = as_data(diff(old, new), old, new, "UTC")
    added = next(change for change in changes if change["path"] == [{"in": "tables", "name": "limits"}])
    assert added["after"]["rows"] == [{"when": "lost", "then": "4h"}, {"when": "-", "then": "24h"}]
    assert added["after"]["inputs"] == ["cause"]
