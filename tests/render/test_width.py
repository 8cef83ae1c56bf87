"""Tables stay aligned with Chinese, emoji and combining characters in them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.render.width import clip, pad, table, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("打包", 4),
        ("打包a", 5),
        ("（）", 4),
        ("ｶﾅ", 2),
        ("😀", 2),
        ("é", 1),
        ("a\u200b", 1),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_pad_fills_up_and_never_cuts() -> None:
    assert (pad("打包", 6), pad("打包", 6, right=True), pad("打包", 3)) == ("打包  ", "  打包", "打包")


def test_clip_says_that_something_was_left_out() -> None:
    assert (clip("打包完成", 8), clip("打包完成", 7), clip("打包完成", 6), clip("ab", 0)) == (
        "打包完成", "打包完…", "打包…", "",
    )  # fmt: skip


def test_a_table() -> None:
    assert table(("step", "n"), [("打包", "1"), ("x", "20")], right=(1,), indent="  ") == [
        "  step   n",
        "  打包   1",
        "  x     20",
    ]


@settings(derandomize=True, max_examples=100)
@given(st.lists(st.tuples(st.text("a打😀"), st.text("b包")), min_size=1))
def test_columns_begin_at_the_same_place(rows: list[tuple[str, str]]) -> None:
    lines = table(("h", "i"), rows)
    second = 2 + max(width(first) for first, _ in [("h", ""), *rows])
    for line, (_, cell) in zip(lines[1:], rows, strict=True):
        assert not cell or width(line) == second + width(cell)


@settings(derandomize=True, max_examples=100)
@given(st.text("a打😀e\u0301"), st.integers(1, 12))
def test_a_clipped_text_fits(text: str, columns: int) -> None:
    assert width(clip(text, columns)) <= columns
