"""Team, calendar and workspace files as they should be; how they are reported when not: ``messages/``."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import CHINA, root

from engine.language.documents import Workspace, read_calendar, read_team, read_workspace
from engine.model.team import Person, Team, from_json, to_json
from engine.rules.calendars.compiled import DayData

TEAM = """\
team: 旗舰店
roles: {warehouse: 仓库, service: 客服, director: 运营总监}
people:
  小王: warehouse
  小李: [service, warehouse]
  总监: {name: 张敏, roles: director, logins: [zhangmin, zm], lang: en}
may: {publish: director, act_as: [director, service]}
"""


def team(document: str) -> Team:
    result, found = read_team(root(document))
    assert found == []
    assert result is not None
    return result


def test_a_team() -> None:
    assert team(TEAM) == Team(
        name="旗舰店",
        roles={"warehouse": "仓库", "service": "客服", "director": "运营总监"},
        people={
            "小王": Person("小王", "小王", frozenset({"warehouse"})),
            "小李": Person("小李", "小李", frozenset({"service", "warehouse"})),
            "总监": Person("总监", "张敏", frozenset({"director"}), ("zhangmin", "zm"), "en"),
        },
        may={"publish": ("director",), "act_as": ("director", "service")},
    )


def test_roles_as_a_list_and_no_roles_at_all() -> None:
    listed = team("team: a\nroles: [x, y]\npeople: {p: x}\n")
    assert listed.roles == {"x": "x", "y": "y"}
    unlisted = team("team: a\npeople: {p: [y, x], q: z, r: {name: R}}\n")
    assert unlisted.roles == {"x": "x", "y": "y", "z": "z"}
    assert unlisted.people["r"].roles == frozenset()
    assert unlisted.may == {}


def test_a_person_is_found_by_login() -> None:
    found = team(TEAM).by_login("zm")
    assert found is not None
    assert found.key == "总监"
    assert team(TEAM).by_login("小王") is None


def test_a_published_team_is_read_back_as_it_was() -> None:
    written = to_json(team(TEAM))
    assert from_json(written) == team(TEAM)
    assert written.startswith(
        '{"may":{"act_as":["director","service"],"publish":["director"]},"name":"旗舰店"'
    )


def test_the_same_team_in_another_order_is_published_as_the_same() -> None:
    turned = team(
        "may: {act_as: [director, service], publish: director}\n"
        "people:\n"
        "  总监: {lang: en, logins: [zhangmin, zm], roles: [director], name: 张敏}\n"
        "  小李: [warehouse, service]\n"
        "  小王: {roles: warehouse}\n"
        "roles: {director: 运营总监, service: 客服, warehouse: 仓库}\n"
        "team: 旗舰店\n"
    )
    assert to_json(turned) == to_json(team(TEAM))


NAMES = st.text(min_size=1, max_size=8)


@settings(derandomize=True, max_examples=100)
@given(
    st.dictionaries(
        NAMES,
        st.tuples(
            NAMES, st.frozensets(NAMES, max_size=3), st.lists(NAMES, max_size=2), st.sampled_from(["", "zh"])
        ),
        max_size=4,
    ),
    st.dictionaries(NAMES, NAMES, max_size=3),
)
def test_every_team_survives_being_stored(
    people: dict[str, tuple[str, frozenset[str], list[str], str]], roles: dict[str, str]
) -> None:
    persons = {
        key: Person(key, name, held, tuple(logins), lang)
        for key, (name, held, logins, lang) in people.items()
    }
    original = Team("t", roles, persons, {"publish": tuple(roles)})
    assert from_json(to_json(original)) == original


# -- calendars ---------------------------------------------------------------------------------------------


def never() -> DayData:
    raise AssertionError("nobody asked for public holidays")


def calendar(document: str) -> dict[str, object]:
    compiled, found = read_calendar(root(document), lambda: CHINA)
    assert found == []
    assert compiled is not None
    return compiled


def test_a_plain_calendar_asks_for_no_holidays() -> None:
    compiled, found = read_calendar(root("calendar: plain\nzone: Europe/Berlin\n"), never)
    assert found == []
    assert compiled == {
        "name": "plain",
        "zone": "Europe/Berlin",
        "hours": {str(day): [[540, 1080]] if day < 6 else [] for day in range(1, 8)},
        "off": [],
        "on": [],
        "on_like": 1,
        "first_year": None,
        "last_year": None,
        "missing_year": "provisional",
    }


def test_a_chinese_calendar_with_the_teams_own_days() -> None:
    compiled = calendar(
        "calendar: cn-office\nzone: Asia/Shanghai\ndays: china\nmissing_year: refuse\n"
        "off: 2026-12-24\non: [2026-10-02, 2026-12-26]\n"
    )
    assert compiled["off"] == ["2026-10-01", "2026-12-24"]
    assert compiled["on"] == ["2026-10-02", "2026-10-10", "2026-12-26"]
    assert (compiled["first_year"], compiled["last_year"], compiled["missing_year"]) == (2026, 2026, "refuse")


@pytest.mark.parametrize(
    ("hours", "week"),
    [
        ("{mon-wed: 09:00-18:00}", {"1": [[540, 1080]], "2": [[540, 1080]], "3": [[540, 1080]]}),
        ("{mon: [9:00-12:00, 13:00 - 18:30]}", {"1": [[540, 720], [780, 1110]]}),
        ("{sat-mon: 00:00-24:00}", {"6": [[0, 1440]], "7": [[0, 1440]], "1": [[0, 1440]]}),
        (
            "{周一-周二: 08:00-17:00, 周六: 08:00-12:00}",
            {"1": [[480, 1020]], "2": [[480, 1020]], "6": [[480, 720]]},
        ),
        ("{mon: 08:00-12:00, tue: []}", {"1": [[480, 720]]}),
    ],
)
def test_hours_of_a_week(hours: str, week: dict[str, list[list[int]]]) -> None:
    compiled = calendar(f"calendar: c\nzone: Asia/Shanghai\nhours: {hours}\n")
    assert compiled["hours"] == {str(day): week.get(str(day), []) for day in range(1, 8)}


def test_nothing_is_compiled_where_an_error_is() -> None:
    assert read_calendar(root("calendar: c\nzone: Mars/Olympus\n"), never)[0] is None
    assert read_team(root("team: t\nroles: [a]\npeople: {p: b}\n"))[0] is None
    assert read_workspace(root("workspace: w\nzone: Mars/Olympus\n"))[0] is None


# -- workspaces --------------------------------------------------------------------------------------------


def test_a_workspace() -> None:
    assert read_workspace(root("workspace: 旗舰店\n")) == (Workspace("旗舰店", "Asia/Shanghai", "zh", ""), [])
    document = "workspace: 旗舰店\nzone: UTC\nlang: en\nshop: tmall\n"
    assert read_workspace(root(document)) == (Workspace("旗舰店", "UTC", "en", "tmall"), [])
