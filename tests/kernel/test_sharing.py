"""Whose an open step is: taken, given back, given away, done for somebody else; deputies; when it is seen."""

from __future__ import annotations

from typing import Any

import pytest
from kernel_story import Story, at, codes

from engine.kernel import Context
from engine.model.actor import Absent
from engine.model.commands import Assign, Claim, Delegate, Rank, Release, Snooze
from engine.model.refusals import Refusal
from engine.rules.staff import Member, Staff

PEOPLE = {
    "何亮": "designer",
    "苏芮": "designer",
    "周强": "warehouse",
    "林岚": "director",
    "赵敏": "designer director",
}
PHOTOS = """
sop: photos
role: designer
owner: director
data: {author: person}
steps:
  shoot: {checklist: [布光]}
  approve: {not_by: shoot, outcomes: {approve: end, reject: {to: shoot, reason: required, role: director}}}
"""


class Shop(Story):
    """A story with a team and, where it says so, with people who are away."""

    def __init__(self, sop: str = PHOTOS, **values: Any) -> None:
        super().__init__(sop, roles=PEOPLE)
        self.members = {key: Member(key, frozenset(roles.split())) for key, roles in PEOPLE.items()}
        self.stands_in: dict[str, list[str]] = {}
        self.typist: str | None = None
        self.start("何亮", **values)

    def context(self, who: str) -> Context:
        found = super().context(who)
        absent = [
            Absent(one, self.members[one].roles, self.members[one].shops)
            for one in self.stands_in.get(who, ())
        ]
        away = {one for those in self.stands_in.values() for one in those}
        staff = Staff([one._replace(away=one.key in away) for one in self.members.values()])
        own = found.actor._replace(stands_in=tuple(absent), acting=self.typist, roles=self.members[who].roles)
        return found._replace(actor=own, staff=staff)

    def claim(self, who: str) -> Any:
        return self.do(Claim(b"", 7, self.open_visit), who)

    def release(self, who: str) -> Any:
        return self.do(Release(b"", 7, self.open_visit), who)

    def assign(self, to: str, who: str = "林岚") -> Any:
        return self.do(Assign(b"", 7, self.open_visit, to, "忙不过来"), who)

    def delegate(self, to: str, who: str) -> Any:
        return self.do(Delegate(b"", 7, self.open_visit, to), who)

    def finish(self, who: str, outcome: str = "done", **how: Any) -> Any:
        return self.advance(outcome, who, ticks=(1,) if self.where.startswith("shoot") else (), **how)

    @property
    def whose(self) -> tuple[str | None, str | None]:
        assert self.task is not None
        visit = self.task.visits[self.open_visit - 1]
        return visit.assignee, visit.behalf


# -- taking and giving back


def test_who_takes_a_step_has_it_alone() -> None:
    shop = Shop()
    assert shop.claim("何亮") == ["assigned"]
    assert shop.whose == ("何亮", None)
    assert codes(shop.check(1, who="苏芮")) == ["assigned-to-other"]
    refusal = shop.finish("苏芮")
    assert refusal == Refusal(
        "assigned-to-other",
        {"person": "苏芮", "step": "shoot", "assignee": "何亮", "visit": "T-7/shoot#1"},
    )
    assert shop.finish("何亮") == ["ticked", "closed", "opened"]


def test_who_has_no_role_cannot_take_it_and_nobody_takes_it_twice() -> None:
    shop = Shop()
    assert codes(shop.claim("周强")) == ["not-your-role"]
    shop.claim("何亮")
    assert codes(shop.claim("何亮")) == ["already-yours"]
    assert codes(shop.claim("苏芮")) == ["assigned-to-other"]


def test_given_back_it_is_anybody_s_again() -> None:
    shop = Shop()
    assert codes(shop.release("何亮")) == ["nobody-has-it"]
    shop.claim("何亮")
    assert codes(shop.release("苏芮")) == ["not-yours"]
    assert shop.release("何亮") == ["assigned"]
    assert shop.finish("苏芮") == ["ticked", "closed", "opened"]


def test_who_may_assign_gives_back_what_others_have() -> None:
    shop = Shop()
    shop.claim("何亮")
    assert shop.release("林岚") == ["assigned"]
    assert shop.whose == (None, None)


def test_an_outcome_with_its_own_role_is_theirs_whoever_has_the_step() -> None:
    shop = Shop()
    shop.finish("何亮")
    shop.claim("苏芮")
    assert codes(shop.advance("approve", "赵敏")) == ["assigned-to-other"]
    assert shop.advance("reject", "林岚", reason="糊了")[:1] == ["closed"]


# -- giving to somebody


def test_the_owner_gives_it_to_who_may_do_it() -> None:
    shop = Shop()
    assert codes(shop.assign("苏芮", "何亮")) == ["may-not"]
    assert shop.assign("苏芮") == ["assigned"]
    assert codes(shop.assign("苏芮")) == ["already-theirs"]
    assert shop.assign("何亮") == ["assigned"]
    assert codes(shop.assign("周强")) == ["not-a-candidate"]
    assert codes(shop.assign("谁")) == ["unknown-person"]
    assert shop.facts[-1] == [
        {"fact": "assigned", "visit": 1, "to": "何亮", "how": "assign", "reason": "忙不过来"}
    ]


def test_nobody_is_given_what_four_eyes_keep_from_them() -> None:
    shop = Shop()
    shop.finish("何亮")
    assert codes(shop.assign("何亮")) == ["not-by"]
    assert codes(shop.claim("何亮")) == ["not-by"]
    assert shop.assign("苏芮") == ["assigned"]


def test_who_loses_the_role_loses_the_step() -> None:
    shop = Shop()
    shop.claim("何亮")
    shop.members["何亮"] = Member("何亮", frozenset({"warehouse"}))
    assert codes(shop.finish("何亮")) == ["not-your-role"]


# -- letting somebody do it for oneself


def test_who_does_it_for_somebody_needs_no_role_and_both_are_on_record() -> None:
    shop = Shop()
    assert shop.delegate("周强", "何亮") == ["assigned"]
    assert shop.whose == ("周强", "何亮")
    assert codes(shop.finish("何亮")) == ["assigned-to-other"]
    assert shop.finish("周强") == ["ticked", "closed", "opened"]
    assert shop.task is not None
    closed = shop.task.visits[0]
    assert (closed.actor, closed.behalf, closed.done_by()) == ("周强", "何亮", {"周强", "何亮"})


def test_what_is_done_for_somebody_is_not_passed_on() -> None:
    shop = Shop()
    shop.delegate("周强", "何亮")
    assert codes(shop.delegate("苏芮", "周强")) == ["delegated-already"]
    assert codes(shop.delegate("苏芮", "何亮")) == ["assigned-to-other"]


def test_it_comes_back_to_who_let_it_be_done() -> None:
    shop = Shop()
    shop.delegate("周强", "何亮")
    shop.release("周强")
    assert shop.whose == ("何亮", None)


def test_it_is_over_when_who_let_it_be_done_may_not_do_it_any_more() -> None:
    shop = Shop()
    shop.delegate("周强", "何亮")
    shop.members["何亮"] = Member("何亮", frozenset())
    assert codes(shop.finish("周强")) == ["delegation-over"]


def test_nobody_lets_themself_do_it_nor_who_may_not_for_four_eyes() -> None:
    shop = Shop()
    assert codes(shop.delegate("何亮", "何亮")) == ["delegate-to-self"]
    shop.finish("何亮")
    assert codes(shop.delegate("何亮", "苏芮")) == ["not-by"]
    shop.delegate("周强", "苏芮")
    assert shop.finish("周强", "approve") == ["closed", "ended"]


# -- deputies


def test_who_stands_in_does_it_for_who_is_away() -> None:
    shop = Shop()
    shop.assign("何亮")
    shop.stands_in = {"周强": ["何亮"]}
    assert shop.finish("周强") == ["ticked", "closed", "opened"]
    assert shop.facts[-1][1]["for"] == "何亮"


def test_who_has_the_role_does_it_in_their_own_right() -> None:
    shop = Shop()
    shop.stands_in = {"苏芮": ["何亮"]}
    shop.finish("苏芮")
    assert "for" not in shop.facts[-1][1]


def test_a_deputy_is_as_little_a_second_pair_of_eyes_as_who_is_away() -> None:
    """何亮 shot the photos; whoever stands in for him has no right to approve by that."""
    shop = Shop()
    shop.finish("何亮")
    shop.stands_in = {"周强": ["何亮"]}
    assert codes(shop.finish("周强", "approve")) == ["not-by"]


def test_a_deputy_of_who_does_it_for_somebody_does_not() -> None:
    shop = Shop()
    shop.delegate("苏芮", "何亮")
    shop.stands_in = {"周强": ["苏芮"]}
    assert codes(shop.finish("周强")) == ["not-your-role"]


def test_what_a_deputy_took_over_is_everybody_s_when_given_back_while_the_other_is_away() -> None:
    shop = Shop()
    shop.stands_in = {"周强": ["何亮"]}
    assert shop.claim("周强") == ["assigned"]
    assert shop.whose == ("周强", "何亮")
    shop.release("周强")
    assert shop.whose == (None, None)


def test_a_command_for_who_is_away_names_both() -> None:
    shop = Shop()
    shop.stands_in = {"周强": ["林岚"]}
    assert shop.cancel("不拍了", who="周强")[0] == "behalf"
    assert shop.facts[-1][0] == {"fact": "behalf", "for": "林岚"}


# -- four eyes


def test_who_typed_it_had_a_hand_in_it() -> None:
    """赵敏 typed for 何亮 that the photos are shot: she does not approve them."""
    shop = Shop()
    shop.typist = "赵敏"
    shop.finish("何亮")
    shop.typist = None
    assert codes(shop.finish("赵敏", "approve")) == ["not-by"]
    shop.typist = "何亮"
    assert codes(shop.finish("苏芮", "approve")) == ["not-by"]


def test_four_eyes_hold_both_ways() -> None:
    """Who rejected the photos does not shoot the next ones, even though only 'approve' says 'not_by'."""
    shop = Shop()
    shop.finish("何亮")
    shop.advance("reject", "赵敏", reason="糊了")
    assert shop.where == "shoot#2"
    assert codes(shop.finish("赵敏")) == ["not-by"]
    assert shop.finish("苏芮") == ["ticked", "closed", "opened"]
    assert codes(shop.finish("苏芮", "approve")) == ["not-by"]


def test_who_a_field_names_and_who_started_are_kept_apart_too() -> None:
    shop = Shop(PHOTOS.replace("not_by: shoot", "not_by: [author, starter]"))
    shop.set("何亮", author="苏芮")
    shop.finish("苏芮")
    assert codes(shop.finish("苏芮", "approve")) == ["not-by"]
    assert codes(shop.finish("何亮", "approve")) == ["not-by"]
    assert shop.finish("赵敏", "approve") == ["closed", "ended"]


ITEMS = """
sop: skus
role: designer
data: {skus: list}
required: [skus]
steps:
  each_sku:
    each: sku in skus
    steps:
      shoot: {}
      approve: {not_by: shoot}
  release: {not_by: approve}
"""


def test_items_are_apart_but_what_stands_outside_is_about_all_of_them() -> None:
    shop = Shop(ITEMS, skus=["A", "B"])
    shop.advance(who="何亮", visit=("shoot", "A"))
    shop.advance(who="苏芮", visit=("shoot", "B"))
    assert codes(shop.advance(who="何亮", visit=("approve", "A"))) == ["not-by"]
    assert shop.advance(who="何亮", visit=("approve", "B"))[0] == "closed"
    assert shop.advance(who="苏芮", visit=("approve", "A"))[0] == "closed"
    assert codes(shop.advance(who="何亮")) == ["not-by"]
    assert shop.advance(who="赵敏")[0] == "closed"


# -- shops


def test_who_works_for_another_shop_does_nothing_here() -> None:
    shop = Shop()
    context = shop.context("何亮")
    actor = context.actor._replace(shops=frozenset({"分店"}))
    shop.context = lambda who: context._replace(actor=actor)  # type: ignore[method-assign]
    for answer in (shop.check(1, who="何亮"), shop.cancel("x", who="何亮"), shop.claim("何亮")):
        assert codes(answer) == ["other-shop"]


# -- when it is seen, and before which others


def test_the_assignee_puts_it_off_and_the_deadline_stays() -> None:
    shop = Shop(PHOTOS.replace("shoot: {", "shoot: {due: 4h, "))
    until = at("2026-11-17 09:00")

    def snooze(to: int | None, who: str = "何亮") -> Any:
        return shop.do(Snooze(b"", 7, 1, to), who)

    assert codes(snooze(until)) == ["snooze-nobodys"]
    shop.claim("何亮")
    assert codes(snooze(until, "苏芮")) == ["assigned-to-other"]
    assert codes(snooze(shop.now)) == ["snooze-past"]
    assert codes(snooze(None)) == ["not-snoozed"]
    assert snooze(until) == ["snoozed"]
    assert shop.task is not None
    assert shop.task.visits[0].snoozed == until
    assert shop.clocks() == ["shoot due 2026-11-16 13:00 limit None"]
    assert snooze(None) == ["snoozed"]
    shop.do(Snooze(b"", 7, 1, until), "何亮")
    shop.assign("苏芮")
    assert shop.task.visits[0].snoozed is None


def test_what_goes_first() -> None:
    shop = Shop()
    assert codes(shop.do(Rank(b"", 7, 1, 2), "何亮")) == ["may-not"]
    assert codes(shop.do(Rank(b"", 7, 1, 3), "林岚")) == ["bad-priority"]
    assert shop.do(Rank(b"", 7, 1, 2), "林岚") == ["priority"]
    assert codes(shop.do(Rank(b"", 7, 1, 2), "林岚")) == ["nothing-to-do"]


ORDERS = """
sop: orders
role: designer
data: {amount: number}
priority: {amount > 100: high, else: low}
steps: [pack]
"""


def test_the_sop_says_what_goes_first_and_says_it_again_when_that_changes() -> None:
    shop = Shop(ORDERS, amount="500")
    assert shop.task is not None
    assert shop.task.visits[0].priority == 1
    assert shop.set("何亮", amount="5") == ["set", "priority"]
    assert shop.task.visits[0].priority == -1


@pytest.mark.parametrize("step", ["wait", "votes"])
def test_what_closes_by_itself_and_what_several_vote_on_is_nobody_s_alone(step: str) -> None:
    text = {
        "wait": "sop: a\nrole: designer\ndata: {x: boolean}\nsteps: {wait_x: {wait: {for: x}}}\n",
        "votes": "sop: a\nrole: designer\nsteps: {agree: {votes: 2}}\n",
    }[step]
    shop = Shop(text)
    assert codes(shop.claim("何亮")) == ["not-shared"]
