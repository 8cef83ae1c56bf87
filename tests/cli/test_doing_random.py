"""``sop do`` with whatever people type: it never fails, and what it confirmed is on record."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Call
from tests.cli.doing_shop import Do

WORDS = [
    "", "", "", "y", "n", "s", "b", "b", "-", "?", "na", "1", "2", "3", "3.5", "60", "ZTO", "yes", "是", "否",
    "done", "spoiled", "lost", "broken", "again", "=q", "abc", "０", "不适用", "\x00", "\u202e", "x" * 300,
]  # fmt: skip
ANSWERS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.binary(max_size=6).map(lambda one: one.replace(b"\n", b"") + b"\n"))
)
OLD = (HealthCheck.function_scoped_fixture,)


def sessions(do: Do, call: Call, answers: list[list[str | bytes]]) -> None:
    """One session after the other on a task of its own; then the record is looked at."""
    started = call("start", "photos", f"item={len(json.loads(call('list', '--json').stdout))}", "--json")
    task = json.loads(started.stdout)["task"]
    kept: dict[str, bool] = {}
    for typed in answers:
        done = do(task, answers=typed)
        assert done.exit_code in (0, 1), done.output
        assert "Internal error" not in done.output
        for number, mark in re.findall(
            r"^(\d)\. (?!\[).*\n(?:    .*\n)*?    \[(.)\]", done.stdout, re.MULTILINE
        ):
            kept[number] = mark != " "
    shown = json.loads(call("show", task, "--json").stdout)
    if [visit["visit"] for visit in shown["open"]] == [f"{task}/shoot#1"]:
        lines = {str(line["no"]): line["state"] for line in shown["open"][0]["checklist"]}
        for number, done_then in kept.items():
            if lines[number] not in ("off", "undecided") and number != "7":
                assert (lines[number] in ("done", "na")) == done_then, (number, lines, answers)


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=OLD)
@given(st.lists(ANSWERS, min_size=1, max_size=2))
def test_whatever_is_typed_what_was_confirmed_is_on_record(
    do: Do, call: Call, answers: list[list[str | bytes]]
) -> None:
    sessions(do, call, answers)


@pytest.mark.soak
@settings(max_examples=150, deadline=None, suppress_health_check=OLD, print_blob=True)
@given(st.lists(ANSWERS, min_size=1, max_size=4))
def test_whatever_is_typed_very_often(do: Do, call: Call, answers: list[list[str | bytes]]) -> None:
    sessions(do, call, answers)
    assert call("verify").exit_code == 0
