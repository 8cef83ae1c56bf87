"""Votes: how many distinct persons agree, for whom each counts, in which order, and who only advises."""

from __future__ import annotations

import pytest
from kernel_story import at, codes
from voting import PEOPLE, PRICE, Meeting, proposed

from engine.model.refusals import Refusal

TWO = PRICE.replace("votes: all", "votes: 2")
ORDER = PRICE.replace("votes: all", "votes: all\n    in_order: yes")
ADVICE = PRICE.replace("votes: all", "votes: all\n    advise: [design]")
CASES = PRICE.replace("votes: all", "votes: {price >= 100: all, else: 1}")


def test_it_goes_on_when_enough_have_agreed() -> None:
    story = proposed(TWO)
    assert story.vote("小赵") == ["voted"]
    assert (story.where, story.stands) == ("agree#1", "1/2 finance legal")
    assert story.vote("小钱", now="2026-11-16 11:00") == ["voted", "closed", "opened"]
    assert story.where == "publish#1"


def test_a_vote_is_on_record_with_what_was_agreed_to() -> None:
    story = proposed(TWO)
    story.vote("小赵", reason="as agreed on the phone")
    (vote,) = story.votes()
    assert (vote.person, vote.outcome, vote.roles, vote.binding) == ("小赵", "approve", ("finance",), True)
    assert (vote.reason, vote.at, vote.covers) == ("as agreed on the phone", story.now, ("price",))
    assert vote.hash == "896a68254bacb67931b5f25047d9225ff930e8e04120451c88190612c0680889"


def test_everybody_whose_vote_closed_it_had_a_hand_in_it() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    story.vote("小钱")
    assert story.task is not None
    assert story.task.visits[1].done_by() == {"小赵", "小钱"}


def test_reject_closes_at_once_and_is_no_vote() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    assert codes(story.vote("小钱", "reject")) == ["cannot-close", "reason-required"]
    assert story.vote("小钱", "reject", reason="too dear") == ["closed", "opened"]
    assert story.where == "propose#2"
    assert len(story.votes()) == 1


def test_whoever_agreed_may_still_reject() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    assert story.vote("小赵", "reject", reason="I overlooked something") == ["closed", "opened"]


def test_after_a_rejection_everybody_votes_again() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    story.vote("小钱", "reject", reason="too dear")
    story.advance(values={"price": "9.00"})
    assert (story.where, story.stands) == ("agree#2", "0/2 finance legal")
    assert story.vote("小赵") == ["voted"]


def test_nobody_votes_twice() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    refused = story.vote("小赵", now="2026-11-16 12:00")
    assert refused == Refusal(
        "voted-already",
        {
            "person": "小赵",
            "outcome": "approve",
            "at": at("2026-11-16 09:00"),
            "task": 7,
            "step": "agree",
            "n": 1,
        },
    )


def test_not_even_by_two_roles() -> None:
    story = proposed()
    assert story.vote("小李") == ["voted"]
    assert codes(story.vote("小李")) == ["voted-already"]
    assert story.stands == "1/2 finance legal"


def test_a_person_with_two_roles_counts_for_whichever_lets_it_work_out() -> None:
    """小李 holds both; 小赵 is finance alone, so 小李 stands for legal."""
    story = proposed()
    story.vote("小李")
    assert story.vote("小赵") == ["voted", "closed", "opened"]


def test_a_role_that_has_agreed_need_not_agree_again() -> None:
    story = proposed()
    story.vote("小赵")
    refused = story.vote("老板")
    assert refused == ["voted", "closed", "opened"], "he is legal too"
    story = proposed(people={**PEOPLE, "老板": "finance"})
    story.vote("小赵")
    refused = story.vote("老板")
    assert codes(refused) == ["role-has-voted"]
    assert refused.data["voters"] == ["小赵"]
    assert refused.data["roles_needed"] == ["legal"]


def test_nobody_votes_on_their_own_work() -> None:
    story = proposed(people={**PEOPLE, "小王": "buyer finance"})
    assert codes(story.vote("小王")) == ["not-by"]
    assert story.may_vote() == ("小李 小赵 小钱 老板", "")


def test_who_is_asked_nothing_cannot_vote() -> None:
    assert codes(proposed().vote("小周")) == ["not-your-role"]


def test_one_after_the_other() -> None:
    story = proposed(ORDER)
    refused = story.vote("小钱")
    assert codes(refused) == ["vote-out-of-order"]
    assert (refused.data["roles_needed"], refused.data["roles_held"]) == (["finance"], ["legal"])
    assert story.may_vote() == ("小李 小赵 老板", "")
    assert story.vote("小李") == ["voted"]
    assert story.votes()[0].roles == ("finance",), "it counts for the role whose turn it is"
    assert codes(story.vote("小赵")) == ["vote-out-of-order"]
    assert story.may_vote() == ("小钱 老板", "")
    assert story.vote("小钱") == ["voted", "closed", "opened"]


def test_advice_does_not_bind() -> None:
    story = proposed(ADVICE)
    assert story.may_vote() == ("小李 小赵 小钱 老板", "小周")
    assert story.vote("小周", reason="the picture has another price") == ["voted"]
    assert story.votes()[0].binding is False
    assert story.stands == "0/2 finance legal"
    story.vote("小赵")
    assert story.vote("小钱") == ["voted", "closed", "opened"]
    assert story.task is not None
    assert story.task.visits[1].done_by() == {"小赵", "小钱"}


def test_how_many_are_needed_is_looked_up_at_each_vote() -> None:
    story = proposed(CASES, price="100.00")
    assert story.vote("小赵") == ["voted"]
    story = proposed(CASES, price="99.99")
    assert story.vote("小赵") == ["voted", "closed", "opened"]


def test_a_vote_that_is_enough_by_now_closes_it_when_it_is_said_again() -> None:
    """Agreed to are the days; when the price falls one vote is enough, and nobody else need vote."""
    story = proposed(
        CASES.replace("    outcomes:", "    covers: [days]\n    outcomes:", 1), price="100.00", days=3
    )
    story.vote("小赵")
    story.set(price="50.00")
    assert story.vote("小赵", now="2026-11-16 12:00") == ["closed", "opened"]
    assert len(story.votes()) == 1


def test_a_deputy_votes_for_who_is_away_and_then_neither_votes_again() -> None:
    story = proposed()
    story.away = {"小赵": "小周"}
    assert story.vote("小周") == ["voted"]
    (vote,) = story.votes()
    assert (vote.person, vote.behalf, vote.roles) == ("小周", "小赵", ("finance",))
    story.away = {}
    story.people["小周"] = "legal"
    assert codes(story.vote("小周")) == ["voted-already"]
    assert codes(story.vote("小赵")) == ["voted-already"]
    assert story.vote("小钱") == ["voted", "closed", "opened"]
    assert story.task is not None
    assert story.task.visits[1].done_by() == {"小周", "小赵", "小钱"}


def test_a_deputy_who_could_vote_anyway_votes_for_whom_it_helps() -> None:
    """Finance has agreed. 小赵, finance too, stands in for 小钱 of legal: that is the vote that is wanted."""
    story = proposed(people={**PEOPLE, "小李": "finance"})
    story.vote("小李")
    story.away = {"小钱": "小赵"}
    assert story.vote("小赵") == ["voted", "closed", "opened"]
    assert story.votes()[1].behalf == "小钱"


def test_whoever_types_for_two_gives_one_vote() -> None:
    story = proposed()
    story.typed = {"小赵": "小周", "小钱": "小周"}
    assert story.vote("小赵") == ["voted"]
    refused = story.vote("小钱")
    assert codes(refused) == ["voted-already"]
    story.typed = {}
    assert story.vote("小钱") == ["voted", "closed", "opened"]


def test_a_vote_stands_when_its_giver_loses_the_role() -> None:
    story = proposed()
    story.vote("小赵")
    story.people["小赵"] = "design"
    assert story.vote("小钱") == ["voted", "closed", "opened"]


def test_who_advised_and_got_the_role_takes_the_advice_back_first() -> None:
    story = proposed(ADVICE)
    story.vote("小周")
    story.people["小周"] = "finance"
    assert codes(story.vote("小周")) == ["voted-already"]


TICKED = PRICE.replace(
    "    role: [finance, legal]",
    "    role: [finance, legal]\n    checklist: [looked at the margin, fill: note]",
)


def test_the_checklist_guards_a_vote_as_it_guards_closing() -> None:
    """What the first has ticked and given is done for all."""
    story = proposed(TICKED)
    assert codes(story.vote("小赵")) == ["cannot-close", "tick-missing", "value-missing"]
    assert story.vote("小赵", ticks=(1,), values={"note": "ok"}) == ["set", "ticked", "voted"]
    assert story.vote("小钱") == ["voted", "closed", "opened"]


def test_advice_needs_no_checklist() -> None:
    story = proposed(TICKED.replace("votes: all", "votes: all\n    advise: [design]"))
    assert story.vote("小周") == ["voted"]


SEVERAL = """
sop: two-ways
role: buyer
steps:
  propose: {}
  agree:
    role: [finance, legal]
    votes: {cheap: 2, dear: 2}
    outcomes: {cheap: end, dear: end.dear, later: {to: propose, reason: [no time]}}
"""


def test_who_votes_for_another_outcome_takes_the_vote_back_first() -> None:
    story = Meeting(SEVERAL)
    story.start()
    story.advance()
    story.vote("小赵", "cheap")
    refused = story.vote("小赵", "dear")
    assert codes(refused) == ["voted-already"]
    assert refused.data["wanted"] == "dear"
    assert story.vote("小钱", "dear") == ["voted"]
    assert story.vote("小李", "dear") == ["voted", "closed", "ended"]


OWN = """
sop: own-role
role: buyer
steps:
  propose: {}
  agree:
    role: finance
    votes: {approve: all, note: 1}
    outcomes: {approve: {to: end, role: [legal, director]}, note: end}
"""


def test_an_outcome_with_roles_of_its_own_is_voted_on_by_those() -> None:
    story = Meeting(OWN)
    story.start()
    story.advance()
    assert codes(story.vote("小赵")) == ["not-your-role"]
    assert story.vote("小钱") == ["voted"]
    assert story.stands == "1/2 director"
    assert story.vote("老板") == ["voted", "closed", "ended"]


def test_it_closes_when_the_latest_of_its_votes_was_given() -> None:
    """小赵 voted at eleven; that 小钱 had voted at ten is written down after that."""
    story = proposed()
    story.vote("小赵", now="2026-11-16 11:00")
    story.vote("小钱", now="2026-11-16 12:00", happened="2026-11-16 10:00")
    assert story.task is not None
    assert [vote.at for vote in story.votes()] == [at("2026-11-16 11:00"), at("2026-11-16 10:00")]
    assert story.task.visits[1].closed == at("2026-11-16 11:00")
    assert story.task.visits[2].opened == at("2026-11-16 11:00")


RULED = PRICE.replace("data: {", "rules: {agreed: {after: note.set, close: agree.approve}}\ndata: {")


@pytest.mark.parametrize("voted", [False, True])
def test_no_rule_closes_what_too_few_have_agreed_to(voted: bool) -> None:
    sop = RULED.replace("votes: all", "votes: {days > 3: 2, else: 1}\n    covers: [price]")
    story = proposed(sop, days=9)
    if voted:
        story.vote("小赵")
        story.set(days=1)
    else:
        assert codes(story.act("agreed", 2)) == ["votes-missing"]
        return
    assert "closed" in story.act("agreed", 2)


def test_how_many_are_needed_may_not_be_known_yet() -> None:
    story = proposed(CASES.replace("price >= 100", "days >= 100"))
    assert story.poll().tally is None
    assert codes(story.vote("小赵")) == ["missing-value"]
    assert story.vote("小赵", values={"days": 3}) == ["set", "voted", "closed", "opened"]


def test_enough_by_now_is_for_who_voted_to_say() -> None:
    """小周 typed for 小赵 and has a hand in that vote; 小李, for whom 小周 types, cannot close it by that."""
    story = proposed(CASES.replace("    outcomes:", "    covers: [days]\n    outcomes:", 1), price="100.00")
    story.typed = {"小赵": "小周", "小李": "小周"}
    story.vote("小赵")
    story.set(price="50.00")
    assert codes(story.vote("小李")) == ["voted-already"]
    assert story.vote("小赵") == ["closed", "opened"]


def test_votes_move_with_the_task_to_another_version() -> None:
    """Three were needed, the new version asks for two: who voted says it again, and it goes on."""
    story = proposed(TWO.replace("votes: 2", "votes: 3"))
    story.vote("小赵")
    story.vote("小钱")
    assert story.stands == "2/3 finance legal"
    assert story.migrate(TWO) == ["migrated"]
    assert story.stands == "2/2"
    assert story.vote("小钱") == ["closed", "opened"]


def test_where_a_new_version_asks_for_more_more_are_wanted() -> None:
    story = proposed(PRICE)
    story.vote("小赵")
    story.migrate(PRICE.replace("[finance, legal]", "[finance, legal, director]"))
    assert story.stands == "1/3 legal director"
    story.vote("小钱")
    assert story.vote("老板") == ["voted", "closed", "opened"]
