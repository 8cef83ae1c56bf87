"""Help pages: wrapped by columns, aligned with Chinese in them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cli.page import CLOSERS, Page, wrap
from engine.render.width import width


def test_words_are_kept_whole_and_chinese_is_broken_anywhere_but_before_punctuation() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("开始一个任务，然后完成它。", 12) == ["开始一个任", "务，然后完成", "它。"]
    assert wrap("用 sop todo 看任务", 10) == ["用 sop", "todo 看任", "务"]
    assert wrap("", 10) == [""]


TEXTS = st.text(st.sampled_from("ab 中文，。(x"), max_size=60)


@settings(derandomize=True, max_examples=200)
@given(TEXTS, st.integers(8, 30))
def test_nothing_is_lost_and_no_line_is_too_wide_unless_a_word_is(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert width(line.rstrip(CLOSERS)) <= columns or " " not in line
        assert not line or line[0] not in CLOSERS or line is lines[0]


def test_the_right_column_begins_at_the_same_place_below_chinese_terms() -> None:
    page = Page(width=60)
    page.write_dl([("参数", "甲"), ("--long", "b")])
    assert page.getvalue() == "参数    甲\n--long  b\n"
