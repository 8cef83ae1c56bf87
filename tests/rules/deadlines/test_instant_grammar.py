"""The grammar of instants: what can be written, and what is said about everything else, and where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.codes import CODES
from engine.model.definition import Expression, Field
from engine.model.timing import Anchor, Instant
from engine.rules.deadlines.grammar import InstantNames, parse_instant
from engine.rules.deadlines.spans import parse_span, stored_span
from engine.rules.deadlines.units import Length, canonical
from engine.rules.values.duration import Duration, write_duration

FIELDS = {
    name: Field(name, name, type)
    for name, type in [
        ("paid_at", "datetime"),
        ("付款时间", "datetime"),
        ("festival", "date"),
        ("asset_lead", "duration"),
        ("weight_kg", "number"),
        ("签收（客户）", "datetime"),
    ]
}
STEPS = {"pick": ("done", "out_of_stock"), "打包": ("done",), "Collect samples": ("done",), "by hand": ()}
LIMITS = {
    name: Expression(f"limits.{name}", ["table", "limits", name, []], type)
    for name, type in (("answer", "duration"), ("inspect", "duration"), ("share", "number"))
}
NAMES = InstantNames(FIELDS, STEPS, has_due=True, tables={"limits": LIMITS})
NOWHERE = InstantNames({}, {})
HOUR = 3_600_000


def read(text: str, names: InstantNames = NAMES) -> Instant:
    instant, problems = parse_instant(text, names)
    assert problems == []
    assert instant is not None
    assert instant.source == text.strip()
    return instant._replace(source="")


PAID = Anchor("field", "paid_at")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24h", Instant("", "ms", 24 * HOUR)),
        ("24 hours", Instant("", "ms", 24 * HOUR)),
        ("30min", Instant("", "ms", HOUR // 2)),
        ("1.5h", Instant("", "ms", HOUR * 3 // 2)),
        ("4 work hours", Instant("", "work_ms", 4 * HOUR)),
        ("1 work hour", Instant("", "work_ms", HOUR)),
        ("90 work minutes", Instant("", "work_ms", HOUR * 3 // 2)),
        ("2 workdays", Instant("", "workdays", 2)),
        ("1 workday", Instant("", "workdays", 1)),
        ("3 days", Instant("", "days", 3)),
        ("6 weeks", Instant("", "weeks", 6)),
        ("1 month", Instant("", "months", 1)),
        ("asset_lead", Instant("", "field", field="asset_lead")),
        ("24h after paid_at", Instant("", "ms", 24 * HOUR, anchor=PAID)),
        ("24h after 付款时间", Instant("", "ms", 24 * HOUR, anchor=Anchor("field", "付款时间"))),
        ("24h after 签收（客户）", Instant("", "ms", 24 * HOUR, anchor=Anchor("field", "签收（客户）"))),
        ("3 days before paid_at", Instant("", "days", 3, sign=-1, anchor=PAID)),
        ("paid_at", Instant("", anchor=PAID)),
        ("start", Instant("", anchor=Anchor("start"))),
        ("due", Instant("", anchor=Anchor("due"))),
        ("30min before limit", Instant("", "ms", HOUR // 2, sign=-1, anchor=Anchor("limit"))),
        ("2h after pick", Instant("", "ms", 2 * HOUR, anchor=Anchor("closed", "pick"))),
        ("2h after pick.opened", Instant("", "ms", 2 * HOUR, anchor=Anchor("opened", "pick"))),
        (
            "2h after pick.out_of_stock",
            Instant("", "ms", 2 * HOUR, anchor=Anchor("outcome", "pick", "out_of_stock")),
        ),
        ("2h after 打包.done", Instant("", "ms", 2 * HOUR, anchor=Anchor("outcome", "打包", "done"))),
        (
            "2h after Collect samples.done",
            Instant("", "ms", 2 * HOUR, anchor=Anchor("outcome", "Collect samples", "done")),
        ),
        ("by 8:30", Instant("", by=510)),
        ("by 24:00", Instant("", by=1440)),
        ("by friday 18:00", Instant("", by=1080, weekday=5)),
        ("by Mon 09:00", Instant("", by=540, weekday=1)),
        ("by day 10 18:00", Instant("", by=1080, monthday=10)),
        ("by Day 31 24:00", Instant("", by=1440, monthday=31)),
        (
            "1 month by day 10 18:00 or workday before",
            Instant("", "months", 1, by=1080, roll="before", monthday=10),
        ),
        ("by hand by 18:00", Instant("", anchor=Anchor("closed", "by hand"), by=1080)),
        ("by 08:00 or workday before", Instant("", by=480, roll="before")),
        ("paid_at or workday after", Instant("", anchor=PAID, roll="after")),
        ("festival by 18:00", Instant("", anchor=Anchor("field", "festival"), by=1080)),
        ("1 workday before paid_at by 18:00", Instant("", "workdays", 1, sign=-1, anchor=PAID, by=1080)),
        (
            "asset_lead before festival by friday 18:00 or workday before",
            Instant("", "field", 0, "asset_lead", -1, Anchor("field", "festival"), 1080, 5, "before"),
        ),
        ("limits.answer", Instant("", "table", span=LIMITS["answer"])),
        ("limits.answer before paid_at", Instant("", "table", sign=-1, anchor=PAID, span=LIMITS["answer"])),
        ("  3   days\tafter  paid_at  ", Instant("", "days", 3, anchor=PAID)),
        ("3DAYS AFTER paid_at BY Friday 18:00", Instant("", "days", 3, anchor=PAID, by=1080, weekday=5)),
    ],
)
def test_what_can_be_written(text, expected):
    assert read(text) == expected


WRONG = [
    # text, code, what is underlined, what is suggested
    ("", "D601", "", ()),
    ("   ", "D601", "   ", ()),
    ("or workday before", "D601", "or workday before", ()),
    ("２４h after paid_at", "D602", "２４", ()),
    ("24h after paid_at by 18：00", "D602", "：", ()),
    ("24h　after paid_at", "D602", "　", ()),
    ("-3 days", "D604", "-", ()),
    ("+3 days", "D604", "+", ()),
    ("3", "D605", "3", ()),
    ("3 / 2 days", "D605", "3", ()),
    ("3天", "D606", "天", ("days",)),
    ("24小时后", "D606", "小时后", ("h",)),
    ("2个工作日", "D606", "个工作日", ("workdays",)),
    ("2 work days", "D606", "work days", ("workdays",)),
    ("2 workdasy", "D606", "workdasy", ("workday", "workdays")),
    ("1 year", "D606", "year", ("12 months",)),
    ("24hafter paid_at", "D606", "hafter", ("h",)),
    ("4 work", "D606", "work", ("work hours",)),
    ("1000000h", "D607", "1000000h", ()),
    ("99999999999999999999999 days", "D607", "99999999999999999999999 days", ()),
    ("1.5 days", "D608", "1.5 days", ()),
    ("0.0001h", "D608", "0.0001h", ()),
    ("0 days after paid_at", "D609", "0 days", ()),
    ("3 days after", "D610", "r", ()),
    ("3 days after weight_kg", "D611", "weight_kg", ()),
    ("weight_kg", "D611", "weight_kg", ()),
    ("weight_kg after paid_at", "D612", "weight_kg", ()),
    ("paid_at after festival", "D618", "after", ()),
    ("3 days after asset_lead", "D612", "asset_lead", ()),
    ("2h after pick.don", "D613", "don", ("done",)),
    ("2h after pick.", "D613", "", ()),
    ("festival", "D615", "festival", ()),
    ("2 days before festival", "D615", "festival", ()),
    ("24h after paid_att", "D616", "paid_att", ("paid_at",)),
    ("24h after pikc", "D616", "pikc", ("pick",)),
    ("24h after pikc.done", "D616", "pikc", ("pick",)),
    ("24h after paid_at.opened", "D616", "paid_at.opened", ("paid_at",)),
    ("asset_laed before paid_at", "D616", "asset_laed", ("asset_lead",)),
    ("in 24h", "D616", "in", ()),
    ("by fryday 18:00", "D617", "fryday", ("friday",)),
    ("by 周五 18:00", "D617", "周五", ("friday",)),
    ("by noon", "D617", "noon", ()),
    ("by day 32 18:00", "D690", "day 32", ()),
    ("by day 0 18:00", "D690", "day 0", ()),
    ("by day 1.5 18:00", "D690", "day 1.5", ()),
    ("by day 18:00", "D690", "day 18:00", ()),
    ("by day ten 18:00", "D690", "day ten", ()),
    ("by day", "D690", "day", ()),
    ("by day 10", "D621", "0", ()),
    ("by the 10th 18:00", "D691", "the 10th", ("day 10",)),
    ("by 1st 18:00", "D691", "1st", ("day 1",)),
    ("by 10日 18:00", "D691", "10日", ("day 10",)),
    ("by 每月10号 18:00", "D691", "每月10号", ("day 10",)),
    ("by 10 18:00", "D691", "10", ("day 10",)),
    ("by 99 18:00", "D691", "99", ()),
    ("24h afer paid_at", "D618", "afer", ("after",)),
    ("24h after paid_at bye 18:00", "D618", "bye", ("by",)),
    ("by 18:00 after paid_at", "D618", "after", ()),
    ("24h after paid_at, by 18:00", "D618", ",", ()),
    ("by 18:00 or", "D619", "or", ()),
    ("by 18:00 or workday", "D619", "or workday", ()),
    ("by 18:00 or workday befor", "D619", "or workday befor", ()),
    ("1h 30min", "D620", "30min", ()),
    ("by", "D621", "y", ()),
    ("by 25:00", "D621", "25:00", ()),
    ("by 24:01", "D621", "24:01", ()),
    ("by 12:60", "D621", "12:60", ()),
    ("by 18:00:00", "D621", "18:00:00", ()),
    ("by 6pm", "D621", "6pm", ()),
    ("by friday", "D621", "y", ()),
    ("18:00", "D624", "18:00", ()),
    ("limits after paid_at", "R143", "limits", ("limits.answer", "limits.inspect")),
    ("limits.anwser", "R142", "limits.anwser", ("answer",)),
    ("limits.", "R142", "limits.", ()),
    ("limits.share after paid_at", "R144", "limits.share", ("limits.answer", "limits.inspect")),
    ("limit.answer after paid_at", "R145", "limit", ("limits",)),
    ("24h after limits.answer", "D616", "limits", ("limit",)),
    ("x" * 301, "D603", "x", ()),
]


@pytest.mark.parametrize(
    ("text", "code", "underlined", "suggestions"), WRONG, ids=[row[0][:40] for row in WRONG]
)
def test_what_is_wrong_and_where(text, code, underlined, suggestions):
    instant, problems = parse_instant(text, NAMES)
    assert instant is None
    assert [problem.code for problem in problems] == [code]
    (problem,) = problems
    assert text[problem.column : problem.column + problem.width] == underlined
    assert problem.suggestions == suggestions


def test_due_and_limit_are_anchors_only_where_there_is_a_due():
    _, problems = parse_instant("2h before due", NAMES._replace(has_due=False))
    assert [(p.code, p.column, p.width, p.data) for p in problems] == [("D614", 10, 3, {"name": "due"})]


def test_every_full_width_run_is_said_and_the_rest_is_read_as_if_it_were_not():
    _, problems = parse_instant("２４ｈ after paid_att by １８：００", NAMES)
    assert [(p.code, p.column, p.width) for p in problems] == [
        ("D602", 0, 3),
        ("D602", 22, 5),
        ("D616", 10, 8),
    ][:3]
    assert problems[0].data == {"found": "２４ｈ", "write": "24h"}


def test_a_mistake_as_a_person_reads_it():
    _, (problem,) = parse_instant("2 work days before paid_at", NAMES)
    code = CODES[problem.code]
    assert code.text % problem.data == "'work days' is not a unit"
    assert code.hint == "units: h, min, work hours, workdays, days, weeks, months"
    _, (problem,) = parse_instant("festival", NAMES)
    assert CODES[problem.code].text % problem.data == "'festival' is a date and has no time of day"
    _, (problem,) = parse_instant("18:00", NAMES)
    assert (CODES[problem.code].hint or "") % problem.data == "write 'by 18:00'"


# -- properties

words = st.sampled_from(
    [
        *("24h", "3", "days", "workdays", "work", "hours", "1.5", "0", "-", "friday", "18:00", "天"),
        *("after", "before", "by", "or", "workday", "start", "due", "pick", "Collect", "samples"),
        *("paid_at", "festival", "asset_lead", "签收（客户）", "limits.x", ".", ":", ",", "(", ")"),
        *("１", "：", "\t", "\n", "\x00", "\ud800", "ﬁ", "İ", "²", "٣"),
    ]
)


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(words, max_size=9).map(" ".join),
        st.lists(words, max_size=9).map("".join),
    )
)
@settings(derandomize=True, max_examples=600)
def test_no_text_whatever_raises_and_every_problem_has_a_place_and_a_text(text):
    for found, problems in (parse_instant(text, NAMES), parse_instant(text, NOWHERE), parse_span(text)):
        assert (found is None) == bool(problems)
        for problem in problems:
            assert 0 <= problem.column <= len(text)
            assert problem.width >= 1
            code = CODES[problem.code]
            assert code.text % problem.data
            assert not code.hint or code.hint % problem.data


SPANS = {
    "ms": ("h", HOUR),
    "work_ms": ("work hours", HOUR),
    "days": ("days", 1),
    "weeks": ("weeks", 1),
    "months": ("months", 1),
    "workdays": ("workdays", 1),
}
ANCHORS = {
    "paid_at": PAID,
    "start": Anchor("start"),
    "due": Anchor("due"),
    "pick.opened": Anchor("opened", "pick"),
    "打包": Anchor("closed", "打包"),
    "pick.done": Anchor("outcome", "pick", "done"),
}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@given(
    unit=st.sampled_from([None, *SPANS]),
    number=st.integers(1, 1000),
    sign=st.sampled_from([1, -1]),
    anchor=st.sampled_from([None, *ANCHORS]),
    by=st.one_of(st.none(), st.integers(0, 1440)),
    weekday=st.one_of(st.none(), st.integers(1, 7)),
    roll=st.sampled_from([None, "before", "after"]),
    blanks=st.sampled_from([" ", "  ", " \t"]),
)
@settings(derandomize=True, max_examples=300)
def test_whatever_is_written_by_the_grammar_is_read_as_meant(
    unit, number, sign, anchor, by, weekday, roll, blanks
):
    parts, expected = [], Instant("")
    if unit:
        word, size = SPANS[unit]
        parts += [str(number), word]
        expected = expected._replace(unit=unit, amount=number * size)
    if anchor:
        parts += ([{1: "after", -1: "before"}[sign]] if unit else []) + [anchor]
        expected = expected._replace(anchor=ANCHORS[anchor], sign=sign if unit else 1)
    if by is not None:
        parts += ["by", *([DAYS[weekday - 1]] if weekday else []), f"{by // 60}:{by % 60:02}"]
        expected = expected._replace(by=by, weekday=weekday)
    if roll:
        parts += ["or workday", roll]
        expected = expected._replace(roll=roll)
    if not (unit or anchor or by is not None):
        return
    assert read(blanks.join(parts)) == expected


LENGTHS = st.one_of(
    st.builds(Length, st.just("ms"), st.integers(0, 10**9)),
    st.builds(Length, st.just("work_ms"), st.integers(0, 10_000).map(lambda n: n * 60_000)),
    st.builds(Length, st.sampled_from(["days", "weeks", "months", "workdays"]), st.integers(0, 1000)),
)


@given(LENGTHS)
@settings(derandomize=True, max_examples=200)
def test_the_canonical_text_of_a_length_is_read_as_that_length(length):
    assert parse_span(canonical(length)) == (length, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 hours", "24h"),
        ("90min", "90min"),
        ("120 minutes", "2h"),
        ("1 days", "1 day"),
        ("1 work hours", "1 work hour"),
        ("1.5 work hours", "90 work minutes"),
        ("2 WORKDAYS", "2 workdays"),
        ("0 days", "0 days"),
        ("45s", "45s"),
        ("1500 ms", "1500ms"),
    ],
)
def test_one_length_has_one_text(text, expected):
    length, problems = parse_span(text)
    assert problems == ()
    assert length is not None
    assert canonical(length) == expected


@given(st.sampled_from(["ms", "work_ms", "days", "weeks", "months", "workdays"]), st.integers(0, 999))
@settings(derandomize=True, max_examples=100)
def test_what_a_duration_field_stores_is_read_as_meant(unit, amount):
    size = HOUR if unit in ("ms", "work_ms") else 1
    text = write_duration(Duration(unit, amount * size))
    assert text is not None
    assert stored_span(text) == Length(unit, amount * size)
    assert canonical(stored_span(text)) == text


def test_a_text_that_is_no_duration_cannot_have_been_stored():
    for text in ("", "soon", "3 days after paid_at"):
        with pytest.raises(ValueError, match="not a duration"):
            stored_span(text)


def test_a_span_is_a_span_and_nothing_more():
    length, problems = parse_span("3 days after paid_at")
    assert length is None
    assert [(p.code, p.column, p.width) for p in problems] == [("D618", 7, 5)]
