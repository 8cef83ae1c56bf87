"""Story files: what is wrong with them is said at its place; what they may leave out; nothing ever raises."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_stories import FILE, MESSAGES, Example, around, examples, read, report, results, suite_of

from engine.language.codes import FAMILIES
from engine.stories import measure, read_stories, run
from engine.words import set_language

STARTED = "{at: 2026-11-20 09:30, by: wang, start: {}, then: {open: pack}}"


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


@pytest.mark.parametrize("example", examples("mistakes"), ids=lambda each: each.title)
def test_a_mistake_in_a_story_file_is_reported_like_this(example: Example) -> None:
    assert report(example.document) == example.report


def test_a_story_needs_people() -> None:
    assert report(f"story: parcel\nstories:\n  a: [{STARTED}]\n  b: [{STARTED}]\n", ("team.yaml",)) == (
        "x.story.yaml:3:3: error[T003] there is nobody in these stories\n"
        f"    3 |   a: [{STARTED}]\n"
        "      |   ^\n"
        "      hint: write 'given: {people: {NAME: ROLE}}', or put a team file beside\n"
    )


def test_of_very_many_names_some_are_listed() -> None:
    told = report(
        "story: parcel\ngiven: {people: {wang: warehouse}}\nstories:\n"
        "  a: [{at: 2026-11-20 09:30, by: wang, start: {}, refused: zzzzzz}]\n"
    )
    hint = next(line for line in told.splitlines() if "hint: there are" in line)
    assert hint.endswith(", …")
    assert hint.count(",") == 20


def test_people_in_the_story_take_the_place_of_the_team_file() -> None:
    text = f"story: parcel\ngiven: {{people: {{wang: warehouse}}}}\nstories:\n  a: [{STARTED}]\n"
    suite, found = read(text, ("team.yaml",))
    assert found == []
    assert suite is not None
    assert [result.failures for result in run(suite)] == [()]
    unknown = text.replace("by: wang", "by: li")
    assert report(unknown).splitlines()[0] == "x.story.yaml:4:34: error[T004] there is no person 'li' here"


def test_a_file_that_is_no_yaml_is_reported_as_every_document_is() -> None:
    assert report("story: [parcel\n").startswith("x.story.yaml:1:8: error[Y1")
    assert report("").startswith("x.story.yaml:1:1: error[Y108]")
    assert report("- parcel\n").splitlines()[0] == (
        "x.story.yaml:1:3: error[S219] a story file is keys and values; this file is a list"
    )


def test_a_moment_goes_on_with_the_time_and_the_person_of_the_one_above() -> None:
    suite = suite_of(
        "story: parcel\nstories:\n  a:\n"
        "    - {at: 2026-11-20 09:30, by: wang, start: {}}\n"
        "    - {check: pack, tick: 1}\n"
        '    - {at: "10:00", recorded: 2026-11-21 08:00, comment: hello}\n'
        '    - {at: "09:00", by: li, comment: hello}\n'
    )
    moments = suite.stories[0].moments
    minutes = [(moment.at - moments[0].at) // 60_000 for moment in moments]
    assert minutes == [0, 0, 30, 1410]
    assert [moment.recorded - moment.at for moment in moments] == [0, 0, 79_200_000, 0]
    assert [moment.by for moment in moments] == ["wang", "wang", "wang", "li"]


def test_given_of_a_story_is_laid_over_that_of_the_file() -> None:
    first, second = suite_of(
        "story: parcel\ngiven: {data: {weight_kg: 1, paid_at: 2026-11-20 09:00}, off: 2026-11-23}\n"
        f"stories:\n  a: [{STARTED}]\n"
        f"  b: {{given: {{data: {{weight_kg: 2}}, on: 2026-11-22}}, when: [{STARTED}]}}\n"
    ).stories
    assert first.data == {"weight_kg": "1", "paid_at": "2026-11-20 09:00"}
    assert second.data == {"weight_kg": "2", "paid_at": "2026-11-20 09:00"}
    assert first.calendar is not None
    assert second.calendar is not None
    assert (first.calendar["off"], first.calendar["on"]) == (["2026-11-23"], [])
    assert (second.calendar["off"], second.calendar["on"]) == (["2026-11-23"], ["2026-11-22"])


def test_days_off_move_what_is_due() -> None:
    heavy = (
        '{at: "10:00", advance: pack, tick: all, values: {weight_kg: 31}, then: {due: {freight: DUE 10:00}}}'
    )
    for off, due in (("[]", "2026-11-23"), ("2026-11-23", "2026-11-24")):
        moments = f"[{STARTED}, {heavy.replace('DUE', due)}]"
        (went,) = results(f"story: parcel\ngiven: {{off: {off}}}\nstories:\n  a: {moments}\n")
        assert went.failures == ()


def test_every_code_of_stories_is_shown_somewhere() -> None:
    shown = "".join(path.read_text("utf-8") for path in MESSAGES.glob("*.txt")) + "[T003]"
    assert [code for code in FAMILIES["T0"] if f"[{code}]" not in shown] == []


# -- whatever stands in a file ---------------------------------------------------------------------------

RIGHT: dict[str, Any] = {
    "story": "parcel",
    "given": {"data": {"paid_at": "2026-11-20 09:00"}, "off": ["2026-11-23"]},
    "stories": {
        "a": [
            {"at": "2026-11-20 09:30", "by": "wang", "start": {}, "then": {"open": "pack", "late": []}},
            {"check": "pack", "tick": ["1"], "na": "3"},
            {"at": "10:00", "advance": "pack", "values": {"weight_kg": "31"}, "then": {"open": "freight"}},
            {"set": {"weight_kg": "3"}, "then": {"data": {"weight_kg": "3"}, "due": {"pack": "none"}}},
            {"by": "li", "cancel": "lost", "then": {"end": "end.cancelled"}},
        ],
        "b": {"given": {"people": {"wang": ["warehouse"]}}, "when": [{"comment": "x", "refused": "may-not"}]},
    },
}
WORDS = st.sampled_from(
    [
        "pack", "send", "freight", "stop", "done", "end", "wang", "li", "all", "1", "none", "", "parcel",
        "2026-11-20 09:30", "2026-13-40 09:30", "9999-12-31 23:59", "0001-01-01 00:00", "23:59", "18:00",
        "weight_kg", "1e999", "-1", "may-not", "在", "paid_at", "at", "then", "start", "by", "refused",
    ]
)  # fmt: skip
ANYTHING = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2), max_leaves=3
)


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Every (collection, key or number) inside a document."""
    if not isinstance(value, dict | list):
        return []
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    return [pair for key in keys for pair in ((value, key), *spots(value[key]))]


@st.composite
def changed(draw: st.DrawFn) -> str:
    """The file above, changed in a few places."""
    document = copy.deepcopy(RIGHT)
    for _ in range(draw(st.integers(1, 3))):
        everywhere = spots(document)
        if not everywhere:
            break
        holder, key = draw(st.sampled_from(everywhere))
        holder[key] = draw(WORDS if draw(st.booleans()) else ANYTHING)
    return json.dumps(document, ensure_ascii=False)


def nothing_raises(text: str) -> None:
    suite, found = read_stories(text.encode(), FILE, AROUND)
    assert suite is not None or found
    assert all(re.fullmatch(r"[A-Z]\d{3}", each.code) and each.place.line >= 1 for each in found)
    if suite is not None:
        measure(suite, list(run(suite)))


AROUND = around()


@settings(derandomize=True, max_examples=150, deadline=None)
@given(changed())
def test_whatever_stands_in_a_file_is_read_or_reported(text: str) -> None:
    nothing_raises(text)


@pytest.mark.soak
@settings(derandomize=True, max_examples=5_000, deadline=None)
@given(changed())
def test_whatever_stands_in_many_files_is_read_or_reported(text: str) -> None:
    nothing_raises(text)
