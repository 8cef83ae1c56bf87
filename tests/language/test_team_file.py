"""What a team file says of people beyond their roles, and the team of a day."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import root

from engine.language.team_file import read_team
from engine.model.team import Held, Person, Team, from_json, to_json

FILE = """\
team: 旗舰店
roles: {designer: 美工, lead: 主管, merch: 商品}
people:
  何亮:
    roles: {designer: always, lead: {from: 2026-11-03, until: 2026-12-31}}
    deputies: [苏芮, 王珊]
    off: [2026-12-24, 2026-10-01..2026-10-07]
    capacity: 3
    shops: tmall
    skills: [video, 修图]
  苏芮: {roles: {designer: {from: 2026-11-10}}, deputies: 何亮}
  王珊: {roles: merch, until: 2026-11-30}
"""


def team(text: str = FILE) -> Team:
    found, problems = read_team(root(text))
    assert found is not None, problems
    return found


def test_a_person_with_everything() -> None:
    assert team().people["何亮"] == Person(
        "何亮",
        "何亮",
        frozenset({"designer"}),
        dated=(Held("lead", "2026-11-03", "2026-12-31"),),
        deputies=("苏芮", "王珊"),
        off=(("2026-10-01", "2026-10-07"), ("2026-12-24", "2026-12-24")),
        capacity=3,
        shops=frozenset({"tmall"}),
        skills=frozenset({"video", "修图"}),
    )


@pytest.mark.parametrize("between", ["..", " .. ", " - ", "~", "至", "到"])
def test_days_off_are_written_as_people_write_them(between: str) -> None:
    text = f"team: a\npeople:\n  p: {{off: '2026-10-01{between}2026-10-07'}}\n"
    assert team(text).people["p"].off == (("2026-10-01", "2026-10-07"),)


HELD = [
    ("2026-11-02", {"何亮": {"designer"}, "苏芮": set(), "王珊": {"merch"}}),
    ("2026-11-03", {"何亮": {"designer", "lead"}, "苏芮": set(), "王珊": {"merch"}}),
    ("2026-11-10", {"何亮": {"designer", "lead"}, "苏芮": {"designer"}, "王珊": {"merch"}}),
    ("2026-11-30", {"何亮": {"designer", "lead"}, "苏芮": {"designer"}, "王珊": {"merch"}}),
    ("2026-12-31", {"何亮": {"designer", "lead"}, "苏芮": {"designer"}, "王珊": set()}),
    ("2027-01-01", {"何亮": {"designer"}, "苏芮": {"designer"}, "王珊": set()}),
]


@pytest.mark.parametrize(("day", "held"), HELD, ids=[day for day, _ in HELD])
def test_who_holds_what_on_a_day(day: str, held: dict[str, set[str]]) -> None:
    found = team().on(day)
    assert {key: set(one.roles) for key, one in found.people.items()} == held
    gone = {"王珊"} if day > "2026-11-30" else set()
    assert {one.key for one in found.here()} == set(found.people) - gone


def test_at_one_time_or_another() -> None:
    assert set(team().always().people["苏芮"].roles) == {"designer"}


def test_days_off() -> None:
    person = team().people["何亮"]
    assert person.off_on("2026-10-07") == ("2026-10-01", "2026-10-07")
    assert person.off_on("2026-10-08") is None


def test_what_the_team_lets_people_do_is_by_the_roles_of_the_day() -> None:
    found = team(FILE + "may: {override: lead, assign: [lead, designer]}\n")
    person = found.on("2026-11-03").people["何亮"]
    assert found.granted(person) == {"override", "assign"}
    assert found.granted(found.on("2027-01-01").people["何亮"]) == {"assign"}


def test_a_team_that_an_older_version_published_is_still_read() -> None:
    older = (
        '{"may":{"publish":["lead"]},"name":"店","people":{"小李":{"lang":"","logins":[],"name":"小李","roles":[]},'
        '"小王":{"handles":{"phone":"13800001111"},"lang":"zh","logins":["wang"],"name":"王五",'
        '"roles":["lead"]}},"roles":{"lead":"主管"}}'
    )
    found = from_json(older)
    assert found.people["小王"] == Person(
        "小王", "王五", frozenset({"lead"}), ("wang",), "zh", {"phone": "13800001111"}
    )
    assert not found.changes()
    assert found.on("2099-01-01") is found
    assert to_json(found) == older, "and what a person does not say is written as it was"


DATES = st.dates().map(lambda day: day.isoformat())
WORDS = st.text(min_size=1, max_size=5)
PERSONS = st.builds(
    Person,
    key=st.just("p"),
    name=WORDS,
    roles=st.frozensets(WORDS, max_size=2),
    dated=st.lists(st.builds(Held, WORDS, DATES, DATES), max_size=2).map(tuple),
    until=st.just("") | DATES,
    deputies=st.lists(WORDS, max_size=2).map(tuple),
    off=st.lists(st.tuples(DATES, DATES), max_size=2).map(tuple),
    capacity=st.none() | st.integers(1, 99),
    shops=st.frozensets(WORDS, max_size=2),
    skills=st.frozensets(WORDS, max_size=2),
    here=st.just(True),
)


@settings(derandomize=True, max_examples=50)
@given(PERSONS, DATES)
def test_every_person_survives_being_stored(person: Person, day: str) -> None:
    original = Team("t", {}, {"p": person}, {})
    text = to_json(original)
    again = from_json(text)
    assert again == original
    assert again.on(day) == original.on(day)
    assert json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")) == text
