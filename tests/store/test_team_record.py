"""Absences and the chain of the team's events, on both databases: who may say what, what a repeat does, what
verifying finds."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from engine.model.actor import Absent, Actor
from engine.model.refusals import Refusal
from engine.people.acting import actor_of
from engine.people.events import Leave, Noted, Return, come_back, leave
from engine.people.history import team_at
from engine.people.presence import Presence, midnight
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.store import Store, open_store
from engine.store.team_record import TeamRecord
from engine.verify import verify

ZONE = "Asia/Shanghai"
MONDAY = midnight("2026-11-02", ZONE) + 10 * 3_600_000
DAY = 24 * 3_600_000
TEAM = """\
team: shop
roles: [designer, merch, lead]
people:
  何亮: {roles: designer, deputies: [苏芮, 王珊], logins: heliang, shops: tmall}
  苏芮: {roles: {designer: {from: 2026-11-03}, merch: always}, deputies: 王珊, off: 2026-11-10..2026-11-12}
  王珊: {roles: merch, logins: wangshan}
  赵敏: {roles: lead, until: 2026-11-30, logins: zhaomin}
  林岚: {roles: lead, logins: linlan}
may: {publish: lead, override: lead}
"""
LEAD = Actor("林岚", frozenset({"lead"}), "linlan")


def put(store: Store, text: str, at: int = MONDAY, actor: Actor = LEAD) -> None:
    publish(store, check_documents({"team.yaml": text.encode()}), at, actor.person, actor)


@pytest.fixture
def shop(store: Store) -> Iterator[Store]:
    put(store, TEAM)
    yield store
    assert trouble(store) == [], "whatever a test did, the record is whole"


def trouble(store: Store) -> list[tuple[str, int, str]]:
    return [(one.code, one.seq, one.detail) for page in verify(store) for one in page.findings]


def there(store: Store, now: int = MONDAY) -> Presence:
    found = Registry(store, ZONE).presence(now)
    assert found is not None
    return found


def actor(store: Store, login: str, now: int = MONDAY) -> Actor:
    registry = Registry(store, ZONE)
    team = registry.team(now)
    assert team is not None
    found = actor_of(registry, team, login, None, now)
    assert isinstance(found, Actor)
    return found


def away(store: Store, person: str, now: int = MONDAY, by: Actor = LEAD, **more: Any) -> Noted | Refusal:
    command = Leave(more.pop("id", b""), person, **more)
    return leave(store, there(store, now), command, by, now)


def back(store: Store, person: str, now: int = MONDAY, by: Actor = LEAD, id: bytes = b"") -> Noted | Refusal:
    return come_back(store, there(store, now), Return(id, person), by, now)


def code(answer: Noted | Refusal) -> str:
    return answer.code if isinstance(answer, Refusal) else "done"


def test_who_is_away_is_stood_in_for_until_they_are_back(shop: Store) -> None:
    assert actor(shop, "wangshan").stands_in == ()
    assert code(away(shop, "何亮", until=MONDAY + 3 * DAY)) == "done"
    assert there(shop).standing_in("何亮") == ["苏芮", "王珊"]
    assert actor(shop, "wangshan").stands_in == (
        Absent("何亮", frozenset({"designer"}), frozenset({"", "tmall"})),
    )
    assert actor(shop, "wangshan", MONDAY + 3 * DAY).stands_in == (), "it ends by itself"
    assert code(back(shop, "何亮", MONDAY + DAY)) == "done"
    assert there(shop, MONDAY + DAY).away == {}


def test_days_off_in_the_team_file_count_from_midnight_to_midnight(shop: Store) -> None:
    begins, ends = midnight("2026-11-10", ZONE), midnight("2026-11-13", ZONE)
    assert there(shop, begins - 1).away == {}
    assert there(shop, begins).away["苏芮"].until == ends
    assert there(shop, ends - 1).standing_in("苏芮") == ["王珊"]
    assert there(shop, ends).away == {}


def test_who_has_left_is_not_away(store: Store) -> None:
    put(store, TEAM.replace("until: 2026-11-30,", "until: 2026-11-30, off: 2026-11-30..2026-12-02,"))
    begins = midnight("2026-11-30", ZONE)
    assert list(there(store, begins).away) == ["赵敏"]
    assert there(store, begins + DAY).away == {}


def test_deputies_that_are_named_for_the_time_replace_those_of_the_file(shop: Store) -> None:
    away(shop, "何亮", deputies=("王珊",))
    assert there(shop).standing_in("何亮") == ["王珊"]
    away(shop, "王珊", deputies=("赵敏",))
    assert there(shop).standing_in("何亮") == ["赵敏"], "a deputy of a deputy"
    assert [one.person for one in there(shop).stands_in_for("赵敏")] == ["王珊", "何亮"]
    assert there(shop, midnight("2026-12-01", ZONE)).standing_in("王珊") == [], "who has left by then"


def test_roles_are_those_of_the_day(shop: Store) -> None:
    registry = Registry(shop, ZONE)
    tuesday = midnight("2026-11-03", ZONE)
    for now, roles in ((tuesday - 1, {"merch"}), (tuesday, {"merch", "designer"})):
        team = registry.team(now)
        assert team is not None
        assert team.people["苏芮"].roles == roles
    assert actor(shop, "linlan").may == {"publish", "override"}


def test_who_has_left_acts_no_more(shop: Store) -> None:
    registry, now = Registry(shop, ZONE), midnight("2026-12-01", ZONE)
    team = registry.team(now)
    assert team is not None
    for other in (None, team.people["赵敏"]):
        login = "zhaomin" if other is None else "linlan"
        team_may = team._replace(may={**team.may, "act_as": ("lead",)})
        found = actor_of(registry, team_may, login, other, now)
        assert isinstance(found, Refusal)
        assert (found.code, found.data) == ("person-left", {"person": "赵敏", "day": "2026-11-30"})


WANG = Actor("王珊", frozenset({"merch"}), "wangshan")
REFUSED = [
    ("may-not", {"person": "何亮", "by": WANG}),
    ("unknown-person", {"person": "小王"}),
    ("unknown-person", {"person": "何亮", "deputies": ("小王",)}),
    ("own-deputy", {"person": "何亮", "deputies": ("何亮",)}),
    ("absence-backwards", {"person": "何亮", "start": MONDAY + DAY, "until": MONDAY + DAY}),
    ("absence-over", {"person": "何亮", "start": MONDAY - DAY, "until": MONDAY}),
    ("absence-long", {"person": "何亮", "until": MONDAY + 500 * DAY}),
    ("absence-long", {"person": "何亮", "start": MONDAY + 500 * DAY}),
    ("absence-long", {"person": "何亮", "start": MONDAY - 500 * DAY}),
    ("person-left", {"person": "赵敏", "now": midnight("2026-12-01", ZONE)}),
    ("deputy-left", {"person": "何亮", "deputies": ("赵敏",), "now": midnight("2026-12-01", ZONE)}),
]


@pytest.mark.parametrize(("wanted", "asked"), REFUSED)
def test_what_is_refused_is_on_record_and_changes_nothing(
    shop: Store, wanted: str, asked: dict[str, Any]
) -> None:
    assert code(away(shop, **asked)) == wanted
    assert TeamRecord(shop).absences() == []
    rows = shop.rows("SELECT kind, code, task_id FROM refusal")
    assert rows == [("away", wanted, None)]


def test_for_themself_everybody_may(shop: Store) -> None:
    assert code(away(shop, "王珊", by=WANG)) == "done"
    assert code(back(shop, "王珊", by=WANG)) == "done"


def test_administer_takes_the_place_of_publish(shop: Store) -> None:
    put(shop, TEAM.replace("publish: lead", "publish: lead, administer: merch"))
    assert code(away(shop, "何亮", by=LEAD)) == "may-not"
    assert code(away(shop, "何亮", by=WANG)) == "done"


def test_absences_of_one_person_do_not_overlap(shop: Store) -> None:
    away(shop, "何亮", start=MONDAY + 5 * DAY, until=MONDAY + 7 * DAY)
    for start, until in ((None, MONDAY + 6 * DAY), (MONDAY + 6 * DAY, None), (None, None)):
        assert code(away(shop, "何亮", start=start, until=until)) == "absence-overlaps"
    assert code(away(shop, "何亮", until=MONDAY + 5 * DAY)) == "done", "up to where the other begins"
    assert code(away(shop, "何亮", start=MONDAY + 7 * DAY, until=MONDAY + 8 * DAY)) == "done"
    assert code(away(shop, "苏芮", start=MONDAY + 5 * DAY)) == "done", "others may"


def test_back_ends_what_goes_on_then_calls_off_what_is_to_come(shop: Store) -> None:
    away(shop, "何亮", until=MONDAY + DAY)
    away(shop, "何亮", start=MONDAY + 5 * DAY, until=MONDAY + 7 * DAY)
    now = MONDAY + 3_600_000
    assert [code(back(shop, "何亮", now)) for _ in range(3)] == ["done", "done", "not-away"]
    assert there(shop, MONDAY + 6 * DAY).away == {}
    assert code(away(shop, "何亮", now, start=MONDAY + 6 * DAY)) == "done", "it is free again"


def test_days_off_are_called_off_in_the_file_alone(shop: Store) -> None:
    answer = back(shop, "苏芮", midnight("2026-11-11", ZONE))
    assert isinstance(answer, Refusal)
    assert answer.code == "days-off"
    assert answer.data["away_until"] == midnight("2026-11-13", ZONE)


def test_a_command_typed_twice_changes_nothing(shop: Store) -> None:
    ids = b"1" * 16, b"2" * 16
    first = away(shop, "何亮", id=ids[0], until=MONDAY + DAY)
    assert isinstance(first, Noted)
    assert away(shop, "何亮", MONDAY + 5, id=ids[0], until=MONDAY + DAY) == first._replace(repeated=True)
    assert code(away(shop, "何亮", id=ids[0], until=MONDAY + 2 * DAY)) == "duplicate-command"
    gone = back(shop, "何亮", id=ids[1])
    assert isinstance(gone, Noted)
    assert back(shop, "何亮", MONDAY + 5, id=ids[1]) == gone._replace(repeated=True)
    assert code(back(shop, "何亮", id=ids[0])) == "duplicate-command"
    assert len(TeamRecord(shop).events()) == 3


def test_a_publication_is_an_event_that_says_what_changed(shop: Store) -> None:
    put(shop, TEAM + "# a remark\n", MONDAY + 1)
    assert len(TeamRecord(shop).events()) == 1, "the same content is no new version"
    text = TEAM.replace("王珊: {roles: merch,", "王珊: {roles: [merch, lead], capacity: 3,")
    put(shop, text.replace("[苏芮, 王珊]", "苏芮") + "  # \n", MONDAY + 2)
    from engine.people.events import facts_of

    (_, event) = TeamRecord(shop).events()
    published, *changes = facts_of(event)
    assert (event.kind, event.actor, published["version"]) == ("published", "林岚", 2)
    assert changes == [
        {"fact": "changed", "person": "何亮", "what": "deputies", "before": ["苏芮", "王珊"],
         "after": ["苏芮"]},
        {"fact": "role-given", "person": "王珊", "role": "lead"},
        {"fact": "changed", "person": "王珊", "what": "capacity", "before": None, "after": 3},
    ]  # fmt: skip


def test_the_team_as_it_was(shop: Store) -> None:
    away(shop, "何亮", until=MONDAY + DAY)
    text = TEAM.replace("designer: {from: 2026-11-03}", "designer: {from: 2026-11-05}")
    put(shop, text, MONDAY + 2 * DAY)
    tuesday = team_at(shop, ZONE, MONDAY + DAY - 1)
    assert tuesday is not None
    assert (tuesday.day, tuesday.row.no, tuesday.before_any) == ("2026-11-03", 1, False)
    assert "designer" in tuesday.presence.team.people["苏芮"].roles, "as the file said then"
    assert list(tuesday.presence.away) == ["何亮"]
    wednesday = team_at(shop, ZONE, MONDAY + 2 * DAY)
    assert wednesday is not None
    assert "designer" not in wednesday.presence.team.people["苏芮"].roles
    sunday = team_at(shop, ZONE, MONDAY - DAY)
    assert sunday is not None
    assert (sunday.before_any, sunday.row.no) == (True, 1)


def test_a_clock_that_was_set_back_does_not_break_the_order(shop: Store) -> None:
    away(shop, "何亮", MONDAY + DAY)
    back(shop, "何亮", MONDAY)
    assert [row.recorded - MONDAY for row in TeamRecord(shop).events()] == [0, DAY, DAY]


# -- what verifying finds --------------------------------------------------------------------------------

BROKEN = [
    ("UPDATE team_event SET body = replace(body, '何亮', '苏芮') WHERE no = 2",
     [("team-chain-broken", 2, ""), ("absence-differs", 2, "person")]),
    ("UPDATE team_event SET actor = '苏芮' WHERE no = 1", [("team-chain-broken", 1, "")]),
    ("UPDATE team_event SET recorded = recorded + 1 WHERE no = 3", [("team-chain-broken", 3, "")]),
    ("UPDATE team_event SET body = '{}' WHERE no = 2",
     [("team-chain-broken", 2, ""), ("team-unreadable", 2, "")]),
    ("DELETE FROM team_event WHERE no = 2", [("team-event-missing", 2, "")]),
    ("UPDATE absence SET until_at = until_at + 1 WHERE no = 2", [("absence-differs", 2, "until")]),
    ("UPDATE absence SET ended = NULL, reason = 'x' WHERE no = 2",
     [("absence-differs", 2, "reason, ended")]),
    ("DELETE FROM absence WHERE no = 2", [("absence-differs", 2, "row")]),
    ("INSERT INTO absence VALUES (9, '王珊', 1, NULL, '[]', NULL, '林岚', 1, NULL)",
     [("absence-differs", 9, "row")]),
    ("UPDATE document SET compiled = replace(compiled, 'merch', 'lead') WHERE kind = 'team'",
     [("team-document-differs", 1, "shop")]),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "found"), BROKEN, ids=[f"{number}" for number in range(len(BROKEN))])
def test_what_was_changed_behind_its_back_is_found(
    store: Store, sql: str, found: list[tuple[str, int, str]]
) -> None:
    put(store, TEAM)
    away(store, "何亮", until=MONDAY + DAY)
    back(store, "何亮", MONDAY + 1)
    assert trouble(store) == []
    with store.writing():
        store.database.run(sql, ())
    assert trouble(store) == found


def test_a_tail_that_was_cut_is_found_against_a_head_that_was_exported(store: Store) -> None:
    put(store, TEAM)
    away(store, "何亮")
    last = TeamRecord(store).last()
    assert last is not None
    heads = {0: (last.no, last.hash.hex())}
    assert [one for page in verify(store, heads) for one in page.findings] == []
    with store.writing():
        store.database.run("DELETE FROM team_event WHERE no = 2", ())
        store.database.run("DELETE FROM absence WHERE no = 2", ())
    assert trouble(store) == []
    found = [one.code for page in verify(store, heads) for one in page.findings]
    assert found == ["team-head-differs"]


# -- at once ---------------------------------------------------------------------------------------------


def test_many_processes_write_one_chain(place: str) -> None:
    with open_store(place) as store:
        put(store, TEAM)
    rounds, children = 6, []
    for person in ("何亮", "苏芮", "王珊"):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                with open_store(place) as own:
                    answers: list[Noted | Refusal] = []
                    for _ in range(rounds):
                        answers += [away(own, person), back(own, person)]
                    status = 0 if {code(answer) for answer in answers} == {"done"} else 2
            except BaseException:
                traceback.print_exc()
            os._exit(status)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
    with open_store(place) as store:
        assert [row.no for row in TeamRecord(store).events()] == list(range(1, 3 * 2 * rounds + 2))
        assert trouble(store) == []
