"""Notices for somebody who is away go to them and to who stands in now; who has left gets none."""

from __future__ import annotations

import json

from delivery_shapes import NOW, TEAM, ZONE, Obedient, Office, mail, notice, robot, write_notices

from engine.delivery.planning import plan
from engine.delivery.ways import Route
from engine.model.actor import Actor
from engine.model.team import Held, to_json
from engine.people.events import Leave, Noted, leave
from engine.people.presence import day_of
from engine.store import Store
from engine.store.outbox import Outbox

BOSS = Actor("老周", frozenset({"director"}), "zhou")
DAY = 24 * 3_600_000


def told(office: Office, *to: str) -> dict[tuple[str, str], list[str]]:
    """(channel, address) -> the people whom it is for, of a notice that comes up now."""
    number = max(write_notices(office.store, notice(1, *to, at=office.now)))
    plan(office.parts, office.now)
    rows = Outbox(office.store).recipients([number])
    return {(row.channel, row.address): json.loads(row.people) for row in rows}


def office(store: Store, **people: object) -> Office:
    """People with deputies: 小王 has 小李, 小李 has 老周."""
    made = Office(store, [robot(), mail()], ops=Obedient(), mail=Obedient(personal=True))
    those = {key: one._replace(**people.get(key, {})) for key, one in TEAM.people.items()}  # type: ignore[arg-type]
    store.publish("team", "shop", "", to_json(TEAM._replace(people=those)), 1, b"d" * 32, NOW, "wang")
    return made


def off(made: Office, key: str, until: int | None = None, **more: tuple[str, ...]) -> None:
    presence = made.parts.registry.presence(made.now)
    assert presence is not None
    answer = leave(made.store, presence, Leave(b"", key, None, until, **more), BOSS, made.now)
    assert isinstance(answer, Noted)


DEPUTIES = {"小王": {"deputies": ("小李",)}, "小李": {"deputies": ("老周",)}}


def test_whom_a_person_or_a_role_means_while_somebody_is_away(store: Store) -> None:
    made = office(store, **DEPUTIES)
    assert told(made, "person:小王")["ops", ""] == ["小王"]
    off(made, "小王", NOW + DAY)
    found = told(made, "person:小王")
    assert found["ops", ""] == ["小王", "小李"]
    assert {address for channel, address in found if channel == "mail"} == {
        "wang@example.com", "li@example.com",
    }  # fmt: skip
    assert told(made, "role:warehouse")["ops", ""] == ["小王", "小李", "老周"]
    off(made, "小李")
    assert told(made, "person:小王")["ops", ""] == ["小王", "老周"], "the deputy's deputy"
    made.now = NOW + DAY
    assert told(made, "person:小王")["ops", ""] == ["小王"], "they are back"


def test_a_deputy_is_told_by_the_way_by_which_the_absent_one_would_be(store: Store) -> None:
    made = office(store, **DEPUTIES)
    made.ways = made.ways._replace(ways={"ops": robot(), "desk": robot("desk")})
    made.channels["desk"] = Obedient()
    made.route(Route(("ops",), role=("warehouse",)), Route(("desk",), role=("service",)))
    off(made, "小王")
    assert told(made, "role:warehouse") == {("ops", ""): ["小王", "小李", "老周"]}
    assert told(made, "role:service") == {("desk", ""): ["小李", "老周"]}


def test_who_has_left_is_told_nothing(store: Store) -> None:
    made = office(store, 小王={"until": "2026-01-31"})
    assert told(made, "person:小王") == {("ops", ""): []}
    assert told(made, "role:warehouse")["ops", ""] == ["老周"]
    assert told(made, "everybody")["ops", ""] == ["小李", "老周"]


def test_a_role_with_dates_is_told_on_its_days(store: Store) -> None:
    today = day_of(NOW, ZONE)
    made = office(store, 小李={"roles": frozenset(), "dated": (Held("service", today, today),)})
    assert told(made, "role:service")["ops", ""] == ["小李", "老周"]
    made.now = NOW + DAY
    assert told(made, "role:service")["ops", ""] == ["老周"]
