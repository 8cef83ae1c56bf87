"""To whom a step is given when it opens: named, the same person, the least busy, in turn; and never to
somebody who may not do it."""

from __future__ import annotations

from typing import Any

import pytest
from kernel_story import Story

from engine.kernel import Context
from engine.model import team as teams
from engine.rules.staff import Member, Staff, members

PEOPLE = {
    "何亮": "designer",
    "苏芮": "designer editor",
    "王珊": "merch editor",
    "林岚": "director designer",
}


class Team(Story):
    """A story with a team: who there is, how much they have to do, whose turn it is."""

    def __init__(self, sop: str, members: list[Member] | None = None, **load: int) -> None:
        super().__init__(sop, roles=PEOPLE)
        own = [Member(key, frozenset(roles.split())) for key, roles in PEOPLE.items()]
        self.staff = Staff(members or own, load)

    def context(self, who: str) -> Context:
        return super().context(who)._replace(staff=self.staff)

    @property
    def whose(self) -> str | None:
        assert self.task is not None
        return self.task.open_visits()[0].assignee

    def why(self) -> list[Any]:
        """Why the last command left steps to nobody."""
        return [fact["why"] for fact in self.facts[-1] if fact["fact"] == "unassigned"]


def photos(assign: str, more: str = "") -> str:
    return f"""
sop: photos
role: merch
data: {{designer: person, price: number, kind: [video, still]}}
tables:
  who: |
    price => person
    > 100 => 林岚
    -     => 何亮
steps:
  brief: {{role: [merch, designer]}}
  shoot: {{role: designer, assign: {assign}{more}}}
  check: {{role: designer}}
"""


def test_the_person_named_in_the_data() -> None:
    story = Team(photos("designer"))
    story.start("王珊", designer="苏芮")
    assert story.advance(who="王珊") == ["closed", "opened", "assigned"]
    assert story.whose == "苏芮"


def test_who_is_named_later_gets_it_then() -> None:
    story = Team(photos("designer"))
    story.start("王珊")
    assert story.advance(who="王珊") == ["closed", "opened"]
    assert story.whose is None
    assert story.set("王珊", designer="何亮") == ["set", "assigned"]
    assert story.whose == "何亮"


def test_who_has_it_keeps_it_when_somebody_else_is_named() -> None:
    story = Team(photos("designer"))
    story.start("王珊", designer="苏芮")
    story.advance(who="王珊")
    assert story.set("王珊", designer="何亮") == ["set"]
    assert story.whose == "苏芮"


@pytest.mark.parametrize(
    ("named", "why"), [("王珊", "not-a-candidate"), ("陌生人", "unknown-person")], ids=["role", "unknown"]
)
def test_nobody_is_given_what_they_may_not_do(named: str, why: str) -> None:
    """It stays with whoever may take it, and why is on record."""
    story = Team(photos("designer"))
    story.start("王珊", designer=named)
    assert story.advance(who="王珊") == ["closed", "opened", "unassigned"]
    assert (story.whose, story.why()) == (None, [why])


def test_the_same_person_as_in_another_step() -> None:
    story = Team(photos("same as brief"))
    story.start("王珊")
    story.advance(who="苏芮")
    assert story.whose == "苏芮"


def test_who_started_it() -> None:
    story = Team(photos("starter"))
    story.start("何亮")
    story.advance(who="王珊")
    assert story.whose == "何亮"


@pytest.mark.parametrize(("price", "whose"), [("50", "何亮"), ("150", "林岚")])
def test_whom_a_table_says(price: str, whose: str) -> None:
    story = Team(photos("who.person"))
    story.start("王珊", price=price)
    story.advance(who="王珊")
    assert story.whose == whose


def test_cases_and_nobody() -> None:
    story = Team(photos("{price > 100: least loaded, else: nobody}"))
    story.start("王珊", price="5")
    assert story.advance(who="王珊") == ["closed", "opened"]
    assert story.set("王珊", price="500") == ["set", "assigned"]


def test_who_has_the_least_to_do() -> None:
    story = Team(photos("least loaded"), 何亮=3, 苏芮=1, 林岚=2)
    story.start("王珊")
    story.advance(who="王珊")
    assert story.whose == "苏芮"


def test_capacity_measures_what_is_little() -> None:
    """Two of ten is less than one of two; who is full gets nothing more, who is away neither."""
    designers = frozenset({"designer"})
    members = [
        Member("何亮", designers, capacity=10),
        Member("苏芮", designers, capacity=2),
        Member("林岚", designers, capacity=5, away=True),
    ]
    story = Team(photos("least loaded"), members, 何亮=2, 苏芮=1)
    story.start("王珊")
    story.advance(who="王珊")
    assert story.whose == "何亮"
    full = Team(photos("least loaded"), members, 何亮=10, 苏芮=2)
    full.start("王珊")
    assert full.advance(who="王珊") == ["closed", "opened", "unassigned"]
    assert full.why() == ["no-room"]


def test_one_after_the_other() -> None:
    """Three designers in the team's order, round and round; what one command gives, the next one knows."""
    story = Team(photos("in turn"))
    given = []
    for last in ("", "何亮", "苏芮", "林岚"):
        story.staff.turns = {"shoot": last} if last else {}
        story.task, story.facts = None, []
        story.start("王珊")
        story.advance(who="王珊")
        given.append(story.whose)
    assert given == ["何亮", "苏芮", "林岚", "何亮"]


def test_only_who_has_the_skill() -> None:
    designers = frozenset({"designer"})
    members = [Member("何亮", designers), Member("苏芮", designers, skills=frozenset({"video"}))]
    story = Team(photos("least loaded with kind"), members)
    story.start("王珊", kind="video")
    story.advance(who="王珊")
    assert story.whose == "苏芮"
    other = Team(photos("least loaded with kind"), members)
    other.start("王珊", kind="still")
    other.advance(who="王珊")
    assert (other.whose, other.why()) == (None, ["no-candidate"])


def test_nobody_gets_what_four_eyes_keep_from_them() -> None:
    """苏芮 wrote the brief: the next designer gets the shoot although she has less to do."""
    story = Team(photos("least loaded", ", not_by: brief"), 何亮=4, 苏芮=0, 林岚=9)
    story.start("王珊")
    story.advance(who="苏芮")
    assert story.whose == "何亮"


def test_a_decision_leaves_the_staff_it_was_given_alone() -> None:
    story = Team(photos("in turn"))
    story.start("王珊")
    story.advance(who="王珊")
    assert (story.staff.load, story.staff.turns) == ({}, {})


def test_turns_go_round_in_one_order_whether_a_team_was_published_or_read_from_its_file() -> None:
    people = {name: teams.Person(name, name, frozenset({"designer"})) for name in ("Zhou", "An", "Mi")}
    team = teams.Team("studio", {"designer": "designer"}, people, {})
    assert [one.key for one in members(team)] == ["An", "Mi", "Zhou"]
    assert members(teams.from_json(teams.to_json(team))) == members(team)
