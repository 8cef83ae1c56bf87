"""Checking: names, types, choices; the type of every form and every mistake against it."""

from __future__ import annotations

import pytest
from expression_world import SCOPE, bad, field, good, marked, said

from engine.model.definition import Expression
from engine.rules.expressions import Scope, names, parse, steps


@pytest.mark.parametrize(
    ("source", "type"),
    [
        ("weight_kg > 30", "boolean"),
        ("boxes", "integer"),
        ("30", "integer"),
        ("30.0", "number"),
        ("1e3", "number"),
        ("boxes + 1", "integer"),
        ("sample(0.3)", "boolean"),
        ('sample(weight_kg / 100, "photo")', "boolean"),
        ("sample(tags, 0.3)", "list[text]"),
        ('sample(couriers + ["sf"], 1, "photo")', "list[text]"),
        ("tags + couriers", "list[text]"),
        ("[boxes] + [0.5]", "list[number]"),
        ("any([fragile, boxes > 3]) and all([fragile])", "boolean"),
        ("boxes // 2", "integer"),
        ("boxes % 2", "integer"),
        ("boxes / 2", "number"),
        ("boxes * 1.5", "number"),
        ("price + price", "money"),
        ("price * boxes", "money"),
        ("price * 1.5", "number"),
        ("price - 1", "money"),
        ("-price", "money"),
        ("min(boxes, 3)", "integer"),
        ("max(boxes, 3.5)", "number"),
        ("max(weights)", "number"),
        ("sum(weights)", "number"),
        ("len(tags)", "integer"),
        ("len(note)", "integer"),
        ('count(tags, "a")', "integer"),
        ("round(weight_kg)", "integer"),
        ("round(weight_kg, 1)", "number"),
        ("abs(price)", "money"),
        ("visits(pick)", "integer"),
        ("closed(pick)", "boolean"),
        ('closed("Collect samples")', "boolean"),
        ("has(note)", "boolean"),
        ("tags[0]", "text"),
        ("weights[-1]", "number"),
        ("[1, 2.5]", "list[number]"),
        ('note + "-R"', "text"),
        ("note if fragile else courier", "text"),
        ("courier if fragile else courier", "choice"),
        ("now", "datetime"),
        ("now()", "datetime"),
        ("start", "datetime"),
        ("today", "date"),
        ("date(paid_at)", "date"),
        ('date("2026-11-21")', "date"),
        ("paid_at + days(1)", "datetime"),
        ("hours(2) + paid_at", "datetime"),
        ("today - days(1)", "date"),
        ("paid_at - lead_time", "datetime"),
        ("signed_at - paid_at", "duration"),
        ("today - promised", "duration"),
        ("lead_time + hours(1)", "duration"),
        ("2 * lead_time", "duration"),
        ("-lead_time", "duration"),
        ("(signed_at - paid_at) / hours(1)", "number"),
        ("days_between(paid_at, promised)", "integer"),
        ("workdays_between(paid_at, now)", "integer"),
        ("signed_at - paid_at > hours(24)", "boolean"),
        ('promised == "2026-11-21"', "boolean"),
        ('"2026-11-21" <= promised < "2026-12-01"', "boolean"),
        ('courier in ["sf", "jd"]', "boolean"),
        ('courier in ("sf", "jd")', "boolean"),
        ('"sf" in couriers', "boolean"),
        ('"急" in note', "boolean"),
        ("fragile == true", "boolean"),
        ("fragile != False", "boolean"),
        ('buyer == "小王"', "boolean"),
        ("1 < boxes < 3 < weight_kg", "boolean"),
    ],
)
def test_every_form_has_a_type(source: str, type: str) -> None:
    assert good(source).type == type


@pytest.mark.parametrize(
    ("source", "code", "at", "text", "hint"),
    [
        ("wieght_kg > 3", "X516", "wieght_kg", "no field is called wieght_kg", ""),
        ("courier == sf", "X517", "sf", "sf is a choice of courier, not a field", 'put it into quotes: "sf"'),
        ("len > 3", "X518", "len", "len is a function", "write len(text or list)"),
        ("has", "X518", "has", "has is a function", "write has(field)"),
        ("hand_over and fragile", "X519", "hand_over", "hand_over is a step and has no value",
         "write closed(hand_over) or visits(hand_over)"),
        ("note == None", "X515", "None", "there is no value None",
         "to ask whether a field is set, write has(field) or not has(field)"),
        ("note == null", "X515", "null", "there is no value null", None),
        ("1e15 > boxes", "X513", "1e15",
         "the number is too large or too fine: at most 15 digits before the point and 10 after it", None),
        ("weight_kg > 0.00000000001", "X513", "0.00000000001", None, None),
        ("note > 3", "X530", "3", "> cannot compare text with integer", None),
        ('boxes > "3"', "X541", '"3"', "> cannot compare a number with a text",
         "write the number without quotes"),
        ('"3" < boxes', "X541", '"3"', None, None),
        ("note < note", "X531", "note", "values of the type text have no order, so < means nothing", None),
        ("fragile < true", "X531", "true", None, None),
        ('paid_at > "2026-11-21"', "X532", '"2026-11-21"', None,
         'a date is "2026-11-21"; for a datetime compare date(field), for a duration hours(24) or days(3)'),
        ('promised > "soon"', "X532", '"soon"', None, None),
        ('date("2026-02-30")', "X532", '"2026-02-30"', None, None),
        ("paid_at > today", "X530", "today", "> cannot compare datetime with date", None),
        ("boxes and fragile", "X533", "boxes", "and needs something that holds or not; this is integer",
         "compare it with something, or ask has(field)"),
        ("not note", "X533", "note", "not needs something that holds or not; this is text", None),
        ("1 if note else 2", "X533", "note", "if needs something that holds or not; this is text", None),
        ("note + 3", "X534", "note + 3", "there is no text + integer", None),
        ("fragile * 2", "X534", "fragile * 2", "there is no boolean * integer", None),
        ("paid_at + 3", "X534", "paid_at + 3", "there is no datetime + integer", None),
        ("paid_at + signed_at", "X534", None, "there is no datetime + datetime", None),
        ("-note", "X534", "-note", None, None),
        ("1 if fragile else note", "X535", None,
         "the two values of if and else are of different types: integer and text", None),
        ("boxes in []", "X536", "[]", "a list in an expression has at least one item", None),
        ("boxes in [1, note]", "X537", "note",
         "the items of a list are of one type; here are integer and text", None),
        ("note[0]", "X538", "note", "only a list has numbered items; this is text", None),
        ('tags["a"]', "X539", '"a"', "an item's number is an integer; this is text", None),
        ("boxes / 0", "X540", "0", "division by zero", None),
        ("boxes % 0.0", "X540", "0.0", None, None),
        ("3 in boxes", "X542", "boxes", "in looks into a list or a text; here are integer and integer", None),
        ('"s" in courier', "X542", "courier", None, 'several values stand in brackets: ["a", "b"]'),
        ('courier == "sff"', "X543", '"sff"', "sff is none of the choices: sf, jd, yto", ""),
        ('"ytto" != courier', "X543", '"ytto"', None, None),
        ('courier in ["sf", "dhl"]', "X543", '"dhl"', None, None),
        ('"dhl" not in couriers', "X543", '"dhl"', None, None),
        ("fragile == no", "X516", "no", "no field is called no", None),
        ("fragile == 是", "X516", "是", "no field is called 是", None),
        ("maxi(boxes, 3)", "X544", "maxi", "there is no function called maxi", None),
        ("len()", "X545", "len()", "0 values stand between the parentheses", "write len(text or list)"),
        ("today(3)", "X545", None, None, "write today"),
        ("has(note, boxes)", "X545", None, None, "write has(field)"),
        ("boxes(3)", "X546", "boxes(3)", "boxes is not a function", None),
        ("len(boxes)", "X547", "boxes", "len takes text|list here; this is integer",
         "write len(text or list)"),
        ("round(note)", "X547", "note", "round takes number here; this is text", None),
        ("days(1.5)", "X547", "1.5", "days takes integer here; this is number", "write days(3)"),
        ("max(boxes, note)", "X547", "note", "max takes integer here; this is text", None),
        ("max(tags)", "X547", "tags", None, None),
        ("sum(boxes)", "X547", "boxes", "sum takes list of numbers here; this is integer", None),
        ("count(tags, 3)", "X547", "3", "count takes text here; this is integer", None),
        ("days_between(boxes, now)", "X547", "boxes",
         "days_between takes date|datetime here; this is integer", None),
        ("has(boxes + 1)", "X548", "boxes + 1", "has asks about a field: write has(field)", None),
        ("has(now)", "X548", "now", None, None),
        ("closed(3)", "X549", "3", "the name of a step is needed here", None),
        ("closed(handover)", "X550", "handover", "no step is called handover", None),
        ('visits("Collect sample")', "X550", '"Collect sample"', None, None),
        ("sample(30)", "X553", "30", "a share is a number from 0 to 1; this is 30", "30 percent is 0.3"),
        ("sample(tags, -0.1)", "X553", "-0.1", "a share is a number from 0 to 1; this is -0.1", None),
        ("sample(0.3, note)", "X554", "note", "the name of a sample is a text in quotes",
         'for example: sample(0.3, "photo")'),
        ('sample(0.3, "")', "X554", '""', None, None),
        ("sample(0.3, 1)", "X547", "1", "sample takes text here; this is integer",
         "write "
         'sample(0.3), sample(list, 0.3), item in sample(list, 0.3), with a name: sample(0.3, "photo")'),
        ("sample(price)", "X547", "price", "sample takes number here; this is money", None),
        ("sample(tags)", "X547", "tags", "sample takes number here; this is list[text]", None),
        ('sample(0.3, "a", "b")', "X547", "0.3", "sample takes list here; this is number", None),
        ("sample()", "X545", "sample()", "0 values stand between the parentheses", None),
        ("any(tags)", "X547", "tags", "any takes list of booleans here; this is list[text]", None),
        ("tags + weights", "X534", "tags + weights", "there is no list[text] + list[number]", None),
        ("tags + note", "X534", "tags + note", "there is no list[text] + text", None),
    ],
)  # fmt: skip
def test_every_mistake_is_said_at_its_place(
    source: str, code: str, at: str | None, text: str | None, hint: str | None
) -> None:
    problems = bad(source)
    assert [problem.code for problem in problems] == [code]
    if at is not None:
        assert marked(source, problems[0]) == at
    if text is not None:
        assert said(problems[0])[0] == text
    if hint is not None:
        assert said(problems[0])[1] == hint


@pytest.mark.parametrize(
    ("source", "suggestions"),
    [
        ("wieght_kg > 3", ("weight_kg", "weights")),
        ('courier == "yot"', ("yto",)),
        ("Boxes > 3", ("boxes",)),
        ("lenn(tags)", ("len",)),
        ("closed(handover)", ("hand_over",)),
    ],
)
def test_did_you_mean(source: str, suggestions: tuple[str, ...]) -> None:
    assert bad(source)[0].suggestions == suggestions


@pytest.mark.parametrize(
    ("source", "want", "type"),
    [
        ("boxes > 3", "boolean", "boolean"),
        ("boxes", "number", "integer"),
        ("price", "number", "money"),
        ("price * 0.1", "money", "money"),
        ("boxes", "money", "money"),
        ("note", "choice", "text"),
        ("courier", "text", "choice"),
        ('"2026-11-21"', "date", "date"),
        ("tags", "list[text]", "list[text]"),
        ("couriers", "list[text]", "list[choice]"),
        ("tags", "list", "list[text]"),
        ("boxes", None, "integer"),
    ],
)
def test_what_fits_where_a_type_is_wanted(source: str, want: str | None, type: str) -> None:
    assert good(source, want).type == type


@pytest.mark.parametrize(
    ("source", "want", "text"),
    [
        ("boxes", "boolean", "a condition is needed here, something that holds or not; this is integer"),
        ("weight_kg", "integer", "a value of the type integer is needed here; this is number"),
        ("paid_at", "date", "a value of the type date is needed here; this is datetime"),
        ('"soon"', "date", "a value of the type date is needed here; this is text"),
        ("boxes", "text", "a value of the type text is needed here; this is integer"),
        ("tags", "list[number]", "a value of the type list[number] is needed here; this is list[text]"),
        ("fragile", "integer", "a value of the type integer is needed here; this is boolean"),
    ],
)
def test_what_does_not_fit(source: str, want: str, text: str) -> None:
    problems = bad(source, want)
    assert [said(problem)[0] for problem in problems] == [text]
    assert marked(source, problems[0]) == source


def computed(name: str, type: str, source: str, scope: Scope) -> Scope:
    """The scope with one more computed field."""
    expression, problems = parse(source, scope, type)
    assert problems == []
    return scope._replace(fields={**scope.fields, name: field(name, type, value=expression)})


def test_a_computed_field_stands_in_the_tree() -> None:
    scope = computed("margin", "number", "(price - 10) / price", SCOPE)
    scope = computed("good", "boolean", "margin > 0.4", scope)
    expression = good("good and fragile", "boolean", scope)
    assert expression.tree[1][0][:2] == ["computed", "good"]
    assert names(expression) == {"price", "fragile"}


def test_computed_fields_that_double_stay_bounded() -> None:
    scope = computed("a0", "number", "boxes + boxes", SCOPE)
    for number in range(1, 40):
        expression, problems = parse(f"a{number - 1} + a{number - 1}", scope, "number")
        if problems:
            assert [problem.code for problem in problems] == ["X504"]
            return
        assert expression is not None
        scope = scope._replace(
            fields={**scope.fields, f"a{number}": field(f"a{number}", "number", value=expression)}
        )
    raise AssertionError("a tree of 2**40 nodes was made")


def test_a_field_wins_over_a_moment_of_its_name() -> None:
    scope = Scope({"today": field("today", "text")})
    assert good("today", scope=scope).type == "text"


def test_names_and_steps_of_an_expression() -> None:
    expression = good('has(note) and weight_kg > 3 or closed(pick) and visits("Collect samples") < 2')
    assert names(expression) == {"note", "weight_kg"}
    assert steps(expression) == {"pick", "Collect samples"}


def test_the_source_is_kept_for_people() -> None:
    expression = good("  boxes > 3 ", "boolean")
    tree = ["compare", ["field", "boxes", "integer"], [[">", ["number", 3]]]]
    assert expression == Expression("boxes > 3", tree, "boolean")


def test_yes_and_no_as_people_write_them_elsewhere_are_understood_as_a_slip() -> None:
    assert [bad(f"fragile == {word}")[0].suggestions for word in ("no", "是")] == [("false",), ("true",)]
