"""``table.output`` in expressions: its type, what it reads, its value, and whether it has one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from table_sheets import env, field, sheet

from engine.model.definition import Expression
from engine.rules.expressions import Missing, Scope, evaluator, names, parse
from engine.rules.tables.running import Runner

CAUSE = field("cause", "choice", choices=("late", "lost"))
DAYS = field("days", "integer", min=0)
RATES = sheet("cause => n | m\nlost => 7 | = days\n- => - | 2", CAUSE, DAYS)
SCOPE = Scope({"cause": CAUSE, "days": DAYS}, tables={"t": RATES})


def good(source: str) -> Expression:
    found, problems = parse(source, SCOPE)
    assert problems == []
    assert found is not None
    return Expression(found.source, json.loads(json.dumps(found.tree)), found.type)


def value(source: str, **data: Any) -> Any:
    world = env(**data)._replace(table={"t": Runner(RATES)}.__getitem__)
    return evaluator(good(source))(world)


def test_an_output_is_a_value_like_any_other() -> None:
    assert good("t.n + 1").type == "integer"
    assert value("t.n + 1", cause="lost") == 8
    assert value("t.m * 2 if cause == 'lost' else t.m", cause="lost", days=4) == 8


def test_what_a_table_reads_is_what_an_expression_names() -> None:
    assert names(good("t.n > 3")) == {"cause", "days"}


def test_a_result_that_is_none_can_be_asked_about() -> None:
    assert value("has(t.n)", cause="lost") is True
    assert value("has(t.n)", cause="late") is False
    assert value("has(t.n)") is False
    with pytest.raises(Missing) as missing:
        value("t.n > 3", cause="late")
    assert missing.value.name == "t.n"


def test_where_there_are_no_tables_the_name_is_missing() -> None:
    with pytest.raises(Missing) as missing:
        evaluator(good("t.n > 3"))(env(cause="lost"))
    assert missing.value.name == "t"


@pytest.mark.parametrize(
    ("source", "code", "suggestions"),
    [
        ("t.k", "R142", ()),
        ("t > 3", "R143", ("t.n", "t.m")),
        ("tt.n", "R145", ("t",)),
        ("cause.n", "X521", ()),
        ("(t).n.m", "X521", ()),
        ("has(t)", "R143", ("t.n", "t.m")),
        ("has(t.k)", "R142", ()),
    ],
)
def test_a_name_that_is_no_output_is_told(source: str, code: str, suggestions: tuple[str, ...]) -> None:
    found, problems = parse(source, SCOPE)
    assert found is None
    assert [(problem.code, problem.suggestions) for problem in problems] == [(code, suggestions)]
