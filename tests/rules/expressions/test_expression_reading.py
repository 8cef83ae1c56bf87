"""Reading: which texts are expressions at all, and what is said of those that are not."""

from __future__ import annotations

import json
import unicodedata
import warnings

import pytest
from expression_world import SCOPE, bad, good, marked, said

from engine.rules.expressions import LONGEST, mentions, parse


@pytest.mark.parametrize(
    ("source", "code", "at", "text", "hint"),
    [
        ("", "X502", "", "an expression is needed here", ""),
        ("   ", "X502", "", "an expression is needed here", ""),
        ("boxes >", "X522", ">", "the expression ends too early", None),
        ("重量 > 3 and", "X522", "d", None, None),
        ("重量 重量", "X500", "重量", "this is not an expression from here on: 重量", None),
        ("boxes > * 3", "X500", "*", "this is not an expression from here on: * 3", None),
        ("重量 ＞ 30", "X506", "＞", "＞ is not a sign of the language",
         "write > (with the input method switched to English)"),
        ("courier == “sf”", "X506", "“", None, 'write " (with the input method switched to English)'),
        ("max（boxes，3）", "X506", "（", None, "write ( (with the input method switched to English)"),
        ("max(boxes，3)", "X506", "，", None, "write , (with the input method switched to English)"),
        ("boxes ≥ 3", "X506", "≥", None, "write >= (with the input method switched to English)"),
        ("重量：3", "X506", "：", None, None),
        ("boxes = 3", "X509", "=", "= is not an operator of the language", "write =="),
        ("fragile && boxes > 3", "X509", "&&", "&& is not an operator of the language", "write and"),
        ("fragile || boxes > 3", "X509", "||", None, "write or"),
        ("!fragile", "X509", "!", None, "write not"),
        ("boxes <> 3", "X509", "<>", None, "write !="),
        ("boxes => 3", "X509", "=>", None, "write >="),
        ("fragile AND boxes > 3", "X509", "AND", None, "write and"),
        ("重量 > 3 且 fragile", "X509", "且", None, "write and"),
        ("fragile & boxes > 3", "X509", None, None, "write and"),
        ("boxes is 3", "X509", None, None, "write =="),
        ("= boxes > 3", "X508", "=", "what stands here is always an expression; it begins without =", None),
        ("(boxes > 3", "X507", "(", "( has no other half", None),
        ("boxes > 3)", "X507", ")", None, None),
        ("max(boxes]", "X507", "]", None, None),
        ('courier == "sf', "X507", '"', '" has no other half', "brackets and quotes come in pairs"),
        ("boxes > 30kg", "X510", "30kg", "a number stands without a unit", "write 30"),
        ("weight_kg > 40%", "X510", "40%", None, "write 0.4"),
        ("weight_kg > 2.5%", "X510", "2.5%", None, "write 0.025"),
        ("weight_kg > 150%", "X510", "150%", None, "write 1.5"),
        ("signed_at - paid_at > 3 days", "X510", "3 days", None, "write days(3)"),
        ("signed_at - paid_at > 24h", "X510", "24h", None, "write hours(24)"),
        ("signed_at - paid_at > 3天", "X510", "3天", None, "write days(3)"),
        ("note == 007", "X511", "007", "a number does not begin with 0: 007", None),
        ("class == 3", "X512", "class", "class is a word of the syntax and cannot be a name", None),
        ("boxes > 3 # heavy", "X505", "# heavy", None, None),
        ("boxes > \\\n 3", "X503", "\\", "the character \\ cannot stand in an expression", None),
        ('note == "a\\u0041"', "X503", "\\", None, None),
        ("note == 'a\nb'", "X503", "\n", "the character U+000A cannot stand in an expression", None),
        ("boxes\x00", "X503", "\x00", "the character U+0000 cannot stand in an expression", None),
        ("boxes > '\ud800'", "X503", "\ud800", "the character U+D800 cannot stand in an expression", None),
    ],
)  # fmt: skip
def test_what_is_no_expression_is_said_at_its_place(
    source: str, code: str, at: str | None, text: str | None, hint: str | None
) -> None:
    problem = bad(source)[0]
    assert problem.code == code
    if at is not None:
        assert marked(source, problem) == at
    if text is not None:
        assert said(problem)[0] == text
    if hint is not None:
        assert said(problem)[1] == hint


@pytest.mark.parametrize(
    "source",
    [
        "lambda: 3",
        "[x for x in tags]",
        "{1: 2}",
        "{1, 2}",
        "boxes ** 2",
        "boxes << 2",
        "boxes @ 2",
        "~boxes",
        "+boxes",
        "(x := 3)",
        "tags[0:1]",
        "note.upper()",
        "max(*weights)",
        "round(number=3)",
        'f"{boxes}"',
        'b"sf"',
        'r"sf"',
        '"sf" "jd"',
        '"""sf"""',
        "3j",
        "0x10",
        "0b1",
        "...",
        "await boxes",
        "yield",
        "max(boxes)(3)",
        "__import__('os')",
    ],
)
def test_the_rest_of_python_is_not_the_language(source: str) -> None:
    assert {problem.code for problem in bad(source)} <= {"X500", "X512", "X520", "X544"}


def test_only_tables_have_parts_named_with_a_point() -> None:
    assert said(bad("compensation.share > 3")[0])[0] == "no table is called 'compensation'"
    assert said(bad("note.upper")[0])[0] == "note.upper: a value has no parts that are named with a point"


def test_columns_count_characters_although_the_parser_counts_bytes() -> None:
    source = "重量 > 3 and 重 > 4"
    problem = bad(source)[0]
    assert (problem.column, problem.width) == (11, 1)
    assert marked(source, problem) == "重"


def test_columns_count_the_white_space_before() -> None:
    source = "  \n 重量 > wieght"
    assert marked(source, bad(source)[0]) == "wieght"


def test_line_ends_mean_nothing() -> None:
    assert good("boxes > 3\n  and fragile\n").tree == good("boxes > 3 and fragile").tree


def test_a_hash_in_a_text_is_no_comment() -> None:
    assert good('note == "T#1"').tree[2] == [["==", ["text", "T#1"]]]


def test_full_width_signs_stand_freely_in_a_text() -> None:
    assert good('note == "好，（是）"').tree[2] == [["==", ["text", "好，（是）"]]]


def test_a_name_that_would_be_folded_into_another_is_refused() -> None:
    # To the parser the first letter is an ordinary b: it would find the field.
    source = "ｂoxes > 3"
    assert unicodedata.normalize("NFKC", "ｂoxes") == "boxes"
    problem = bad(source)[0]
    assert (problem.code, marked(source, problem)) == ("X514", "ｂoxes")
    assert said(problem)[1] == "write boxes"
    assert bad("ｍax(boxes, 3)")[0].code == "X514"
    assert bad("closed(ｐick)")[0].code == "X514"


def test_at_most_500_characters() -> None:
    source = "boxes > 3" + " or boxes > 3" * 37
    assert len(source) <= LONGEST
    good(source)
    longer = source + " " * 20 + "or boxes > 3"
    problem = bad(longer)[0]
    assert problem.code == "X501"
    assert problem.column == LONGEST
    assert said(problem)[0] == f"the expression has {len(longer)} characters; at most 500 are allowed"


@pytest.mark.parametrize(
    "source",
    [
        "(" * 499 + "1",
        "-" * 499 + "1",
        "not " * 124 + "1",
        "[" * 250 + "]" * 249,
        "1" + "+1" * 249,
        "a" * 500,
        "1" * 500,
    ],
)
def test_what_is_too_deep_for_the_parser_or_for_us_is_a_problem_too(source: str) -> None:
    assert bad(source)


def test_nesting_is_bounded() -> None:
    good("(" * 60 + "boxes" + ")" * 60)
    good("boxes" + "+1" * 60)
    assert bad("boxes" + "+1" * 70)[0].code == "X504"


def test_warnings_of_the_parser_are_mistakes_and_never_printed() -> None:
    with warnings.catch_warnings(record=True) as printed:
        warnings.simplefilter("always")
        assert bad("1and 2")
        assert bad("note is 'a'")
    assert printed == []


def test_everything_wrong_is_said_at_once_from_left_to_right() -> None:
    source = 'wight > 3 and courier == "dhl" or note > 3'
    assert [(problem.code, marked(source, problem)) for problem in bad(source)] == [
        ("X516", "wight"),
        ("X543", '"dhl"'),
        ("X530", "3"),
    ]


def test_the_tree_is_plain_json() -> None:
    tree = good('weight_kg > 30.5 and courier in ["sf"] or promised < "2026-11-21"').tree
    assert json.loads(json.dumps(tree)) == tree


def test_mentions_are_the_names_of_a_text_whatever_they_mean() -> None:
    assert mentions(" 重量 > a + max(b, 3) ") == {"重量", "a", "b", "max"}
    assert mentions("a >") == frozenset()


def test_never_raises_even_for_what_is_no_text_of_a_person() -> None:
    for source in ("\ufeff1", "\u2028", "1\f2", "\x1b", "a\u200bb", "\U0001f600", "()", "[]", "a[", "''''"):
        parse(source, SCOPE)
