"""What is printed: inert, aligned, valid JSON on any console, colour only where somebody looks."""

from __future__ import annotations

import io
import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.output import Progress, inert, paint, say_json, say_object, say_table


def test_a_table_is_aligned_by_columns_of_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(("任务", "name", "n"), [("T-1", "打包", 5), ("T-12", None, 10)], right=(2,))
    assert capsys.readouterr().out == "任务  name   n\nT-1   打包   5\nT-12        10\n"


def test_values_cannot_move_the_cursor_or_reorder_text(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(("a",), [("\x1b[2J\u202eevil\r\n",)])
    assert capsys.readouterr().out == "a\n\\x1b[2J\\u202eevil\\r\\n\n"
    assert inert(None) == ""
    assert inert("普通文字，照原样。") == "普通文字，照原样。"


@settings(derandomize=True, max_examples=60)
@given(rows=st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=3), max_size=4))
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_json_is_what_was_given_and_nothing_a_terminal_obeys(
    rows: list[dict[str, str]], encoding: str
) -> None:
    for say in (say_json, say_object):
        out = io.TextIOWrapper(io.BytesIO(), encoding, errors="backslashreplace")
        before, sys.stdout = sys.stdout, out
        try:
            say(rows)
            out.flush()
        finally:
            sys.stdout = before
        text = out.buffer.getvalue().decode(encoding)
        assert json.loads(text) == rows
        assert not any(not c.isprintable() and c not in "\n\u3000" for c in text)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_only_on_a_terminal_that_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert paint("late", "red", io.StringIO()) == "late"
    assert paint("late", "red", Terminal()) == "\x1b[31mlate\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert paint("late", "red", Terminal()) == "late"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert paint("late", "red", Terminal()) == "late"


def test_progress_is_drawn_on_a_terminal_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Progress("import", 12000) as progress:
        progress.step(1000)
    assert sys.stderr.getvalue() == "\rimport: 1,000 of 12,000\x1b[K\r\x1b[K"
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with Progress("import", 12000) as progress:
        progress.step(1000)
    assert sys.stderr.getvalue() == ""
