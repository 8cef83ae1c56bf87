"""What a new version of the team changed, by examples and for random teams; absences at random, against a
slow reading of what was said."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.kernel.record import canonical
from engine.model.actor import Actor
from engine.model.refusals import Refusal
from engine.model.team import Held, Person, Team
from engine.people.changes import changes
from engine.people.events import Leave, Return, come_back, leave
from engine.people.presence import Presence, midnight, presence
from engine.store import create_store, open_store
from engine.store.team_record import TeamRecord
from engine.verify import verify

ZONE = "Asia/Shanghai"


def team(**people: Person) -> Team:
    return Team("shop", {"a": "A", "b": "B"}, people, {"publish": ("a",)})


def person(key: str, *roles: str, **more: Any) -> Person:
    return Person(key, key, frozenset(roles), **more)


WANG = person("Wang", "a", deputies=("Li",), off=(("2026-10-01", "2026-10-07"),))
LI = person("Li", "b")

CHANGED = [
    ("the first team", None, team(Li=LI), [
        {"fact": "role-added", "role": "a"}, {"fact": "role-added", "role": "b"},
        {"fact": "joined", "person": "Li"}, {"fact": "role-given", "person": "Li", "role": "b"},
        {"fact": "may", "what": "publish", "before": None, "after": ["a"]},
    ]),
    ("nothing", team(Wang=WANG, Li=LI), team(Li=LI, Wang=WANG), []),
    ("a new name", team(Li=LI), team(Li=LI)._replace(name="studio"), [
        {"fact": "renamed", "before": "shop", "after": "studio"},
    ]),
    ("somebody leaves the file", team(Wang=WANG, Li=LI), team(Li=LI), [{"fact": "left", "person": "Wang"}]),
    ("a role for a time", team(Li=LI), team(Li=LI._replace(dated=(Held("a", "2026-11-03", "2026-12-31"),))), [
        {"fact": "role-given", "person": "Li", "role": "a", "from": "2026-11-03", "until": "2026-12-31"},
    ]),
    ("for longer", team(Li=LI._replace(dated=(Held("a", "2026-11-03"),))), team(Li=LI._replace(
        dated=(Held("a", "2026-11-01"),))), [
        {"fact": "role-taken", "person": "Li", "role": "a", "from": "2026-11-03"},
        {"fact": "role-given", "person": "Li", "role": "a", "from": "2026-11-01"},
    ]),
    ("all about one", team(Li=WANG._replace(key="Li")), team(Li=person(
        "Li", "a", until="2026-12-31", capacity=2, shops=frozenset({"tmall", "jd"}), lang="zh")), [
        {"fact": "changed", "person": "Li", "what": "name", "before": "Wang", "after": "Li"},
        {"fact": "changed", "person": "Li", "what": "until", "before": None, "after": "2026-12-31"},
        {"fact": "changed", "person": "Li", "what": "deputies", "before": ["Li"], "after": None},
        {"fact": "changed", "person": "Li", "what": "off", "before": [["2026-10-01", "2026-10-07"]],
         "after": None},
        {"fact": "changed", "person": "Li", "what": "capacity", "before": None, "after": 2},
        {"fact": "changed", "person": "Li", "what": "shops", "before": None, "after": ["jd", "tmall"]},
        {"fact": "changed", "person": "Li", "what": "lang", "before": None, "after": "zh"},
    ]),
    ("how people are reached is not said", team(Li=LI), team(Li=LI._replace(
        logins=("li",), handles={"phone": "13800001111"})), [
        {"fact": "changed", "person": "Li", "what": "logins"},
        {"fact": "changed", "person": "Li", "what": "handles"},
    ]),
    ("who may", team(Li=LI), team(Li=LI)._replace(may={"override": ("b", "a")}), [
        {"fact": "may", "what": "override", "before": None, "after": ["a", "b"]},
        {"fact": "may", "what": "publish", "before": ["a"], "after": None},
    ]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "facts"), [one[1:] for one in CHANGED], ids=[one[0] for one in CHANGED]
)
def test_what_changed(before: Team | None, after: Team, facts: list[dict[str, Any]]) -> None:
    assert changes(before, after) == facts


ROLES = st.sampled_from("abc")
DAYS = st.sampled_from(["2026-11-01", "2026-11-03", "2026-12-31"])
PEOPLE = st.dictionaries(
    st.sampled_from(["Wang", "Li", "Zhao"]),
    st.tuples(
        st.frozensets(ROLES, max_size=2),
        st.lists(st.builds(Held, ROLES, DAYS, DAYS), max_size=2).map(tuple),
        st.none() | st.integers(1, 3),
        st.lists(st.sampled_from(["Wang", "Li"]), unique=True).map(tuple),
    ),
    max_size=3,
)


def made(people: dict[str, Any]) -> Team:
    those = {
        key: person(key, *roles, dated=dated, capacity=capacity, deputies=deputies)
        for key, (roles, dated, capacity, deputies) in people.items()
    }
    return Team("shop", {}, dict(sorted(those.items())), {})


@settings(derandomize=True, max_examples=100, deadline=None)
@given(PEOPLE, PEOPLE)
def test_the_facts_lead_from_one_team_to_the_other(first: dict[str, Any], second: dict[str, Any]) -> None:
    before, after = made(first), made(second)
    facts = changes(before, after)
    canonical(facts)
    held = {key: {*map(Held, one.roles), *one.dated} for key, one in before.people.items()}
    for fact in facts:
        if fact["fact"] == "left":
            del held[fact["person"]]
        elif fact["fact"] == "joined":
            held[fact["person"]] = set()
        elif fact["fact"] in ("role-given", "role-taken"):
            dates = {"since": fact.get("from", ""), "until": fact.get("until", "9999-12-31")}
            change = set.add if fact["fact"] == "role-given" else set.remove
            change(held[fact["person"]], Held(fact["role"], **dates))
    assert held == {key: {*map(Held, one.roles), *one.dated} for key, one in after.people.items()}
    same = {key: one._replace(dated=frozenset(one.dated)) for key, one in before.people.items()}
    again = {key: one._replace(dated=frozenset(one.dated)) for key, one in after.people.items()}
    assert (facts == []) == (same == again)


# -- absences at random ----------------------------------------------------------------------------------

NOON = midnight("2026-11-02", ZONE) + 43_200_000
HOUR = 3_600_000
THREE = Team("shop", {}, {key: person(key) for key in ("An", "Bo", "Cai")}, {})
SAID = st.lists(
    st.tuples(
        st.sampled_from(["An", "Bo"]),
        st.sampled_from(["off", "off", "back"]),
        st.none() | st.integers(-3, 12),
        st.none() | st.integers(1, 12),
    ),
    max_size=10,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("absences") / "empty.db"
    create_store(str(path)).close()
    return path


@settings(derandomize=True, max_examples=20, deadline=None)
@given(SAID)
def test_absences_at_random(template: Path, said: list[tuple[str, str, int | None, int | None]]) -> None:
    """An hour passes between what is said. Who is away is kept as a set of hours for each person."""
    place = template.with_name("one.db")
    shutil.copyfile(template, place)
    away: dict[str, list[set[int]]] = {"An": [], "Bo": []}
    actor = Actor("Cai", frozenset(), "cai")
    with open_store(str(place)) as store:
        for hour, (key, what, start, length) in enumerate(said):
            now = NOON + hour * HOUR
            here = present(store, now)
            if what == "back":
                coming = [hours for hours in away[key] if max(hours, default=-99) >= hour]
                answer = come_back(store, here, Return(b"", key), actor, now)
                assert isinstance(answer, Refusal) == (not coming)
                if coming:
                    first = min(coming, key=min)
                    first -= {one for one in first if one >= hour}
            else:
                begins = hour if start is None else hour + start
                ends = 400 if length is None else begins + length
                hours = set(range(begins, ends))
                free = all(hours.isdisjoint(others) for others in away[key])
                command = Leave(
                    b"", key, None if start is None else NOON + begins * HOUR,
                    None if length is None else NOON + ends * HOUR,
                )  # fmt: skip
                answer = leave(store, here, command, actor, now)
                assert isinstance(answer, Refusal) == (not free or ends <= hour)
                if not isinstance(answer, Refusal):
                    away[key].append(hours)
            assert set(present(store, now).away) == {
                one for one, times in away.items() if any(hour in hours for hours in times)
            }
        assert [one for page in verify(store) for one in page.findings] == []


def present(store: Any, now: int) -> Presence:
    return presence(THREE, TeamRecord(store).away(now), ZONE, now)
