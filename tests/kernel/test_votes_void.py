"""What was agreed to and changed since: votes are given again, approvals do not hold until they are."""

from __future__ import annotations

from kernel_story import codes
from voting import PEOPLE, PRICE, Meeting, proposed

from engine.kernel.record import canonical, hashed
from engine.kernel.voids import unheld
from engine.kernel.voting import live, take_back
from engine.kernel.walk import Stop, Walk
from engine.model.refusals import Refusal

TWO = PRICE.replace("votes: all", "votes: 2")
COVERS = TWO.replace("votes: 2", "votes: 2\n    covers: [price]")
ONE = PRICE.replace("votes: all", "votes: 1")


def agreed(sop: str = ONE) -> Meeting:
    """The price is agreed to; it waits to be published."""
    story = proposed(sop)
    story.vote("小赵")
    assert story.where == "publish#1"
    return story


def test_a_change_of_what_was_agreed_to_takes_the_vote_away() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    assert story.set(price="12.00") == ["set", "voided"]
    assert story.facts[-1][1] == {
        "fact": "voided",
        "visit": 2,
        "votes": [1],
        "fields": ["price"],
        "was": {"price": "10.00"},
        "now": {"price": "12.00"},
    }
    assert (story.stands, story.votes()[0].void) == ("0/2 finance legal", True)


def test_it_can_be_given_again() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    story.set(price="12.00")
    story.vote("小钱")
    assert story.vote("小赵") == ["voted", "closed", "opened"]
    assert [vote.void for vote in story.votes()] == [True, False, False]


def test_the_same_value_again_changes_nothing() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    assert story.set(price="10.00") == ["set"]


def test_a_value_that_nobody_had_given_was_not_agreed_to() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    assert story.set(note="urgent") == ["set"]
    story.vote("小李")
    story = proposed(TWO, note="urgent")
    story.vote("小赵")
    assert story.set(note=None) == ["set", "voided"]


def test_covers_says_what_is_agreed_to() -> None:
    story = proposed(COVERS, note="urgent")
    story.vote("小赵")
    assert story.votes()[0].covers == ("price",)
    assert story.set(note="not urgent") == ["set"]
    assert story.set(price="11.00") == ["set", "voided"]


def test_a_field_that_is_named_is_agreed_to_even_without_a_value() -> None:
    story = proposed(TWO.replace("votes: 2", "votes: 2\n    covers: [note]"))
    story.vote("小赵")
    assert story.votes()[0].hash == hashed(canonical({"note": None})).hex()
    assert story.set(note="urgent") == ["set", "voided"]


def test_who_changes_it_while_voting_takes_the_votes_of_others_away() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    assert story.vote("小钱", values={"price": "12.00"}) == ["set", "voided", "voted"]
    assert story.stands == "1/2 finance legal"


def test_who_changes_it_can_vote_for_it_as_it_is_now() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    assert story.vote("小赵", values={"price": "12.00"}) == ["set", "voided", "voted"]


def test_after_closing_the_approval_does_not_hold() -> None:
    story = agreed()
    assert story.set(price="12.00") == ["set", "voided"]
    assert story.facts[-1][1]["closed"] is True
    assert story.task is not None
    assert story.task.visits[1].void
    refused = story.advance()
    assert refused == Refusal(
        "approval-void",
        {"task": 7, "step": "agree", "n": 1, "outcome": "approve", "approval": 2, "place": "T-7/agree"},
    )
    assert unheld(story.program, story.task, story.context("小王")) == [refused]


def test_changing_it_back_does_not_make_it_hold_again() -> None:
    story = agreed()
    story.set(price="12.00")
    story.set(price="10.00")
    assert codes(story.advance()) == ["approval-void"]


def test_a_change_in_the_same_breath_is_refused_and_named() -> None:
    story = agreed()
    refused = story.advance(values={"price": "12.00"})
    assert codes(refused) == ["approval-void"]
    assert refused.data["changes"] == [{"field": "price", "was": "10.00", "now": "12.00"}]
    assert story.task is not None
    assert story.task.data["price"] == "10.00"
    assert story.advance() == ["closed", "ended"]


def test_what_the_outcome_itself_sets_was_agreed_to() -> None:
    story = agreed(ONE.replace("approve: publish", "approve: {to: publish, set: {price: '11.00'}}"))
    assert story.task is not None
    assert (story.task.data["price"], story.task.visits[1].void) == ("11.00", False)
    assert story.advance() == ["closed", "ended"]


BACK = """
sop: back
role: buyer
data: {price: money}
steps:
  propose: {}
  agree:
    role: finance
    votes: 1
    outcomes: {approve: publish, reject: {to: propose, reason: required}}
  publish:
    outcomes:
      done: check
      dear: {to: propose, reason: required}
      stop: {to: end.cancelled, reason: required}
  check: {outcomes: {done: end, again: publish, back: propose}}
"""


def published() -> Meeting:
    story = Meeting(BACK)
    story.start(price="10.00")
    story.advance()
    story.vote("小赵")
    return story


def test_going_back_behind_it_is_possible() -> None:
    story = published()
    story.set(price="12.00")
    assert codes(story.advance()) == ["approval-void"]
    assert story.advance("dear", reason="12 is too dear") == ["closed", "opened"]
    assert story.advance() == ["closed", "opened"], "it leads to the vote again"
    story.vote("小赵")
    assert story.advance() == ["closed", "opened"]


def test_giving_up_is_possible() -> None:
    story = published()
    story.set(price="12.00")
    assert story.advance("stop", reason="nobody buys") == ["closed", "ended"]


def test_going_back_to_what_came_after_it_does_not_help() -> None:
    story = published()
    story.advance()
    story.advance("again")
    story.set(price="12.00")
    assert story.where == "publish#2"
    assert codes(story.advance()) == ["approval-void"]


def test_what_is_changed_after_going_back_is_agreed_to_again_anyway() -> None:
    story = published()
    story.advance()
    story.advance("back")
    assert story.set(price="12.00") == ["set", "voided"]
    assert story.advance() == ["closed", "opened"]
    assert story.where == "agree#2"
    story.vote("小赵")
    assert story.advance() == ["closed", "opened"]


def test_votes_on_what_was_rejected_are_no_approval() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    story.vote("小钱", "reject", reason="too dear")
    assert story.advance(values={"price": "9.00"}) == ["set", "closed", "opened"]
    assert live(story.votes(), 2), "it is on record as it was given"


PLACES = """
sop: places
role: buyer
data: {shops: {type: list, of: text}}
steps:
  each_shop:
    each: shop in shops
    data: {price: money}
    steps:
      propose: {checklist: [fill: price]}
      agree: {role: finance, votes: 1, outcomes: {approve: publish, reject: {to: propose, reason: required}}}
      publish: {}
"""


def test_items_are_agreed_to_by_themselves() -> None:
    story = Meeting(PLACES)
    story.start(shops=["A", "B"])
    for shop in ("A", "B"):
        story.advance(visit=("propose", shop), values={"price": "10.00"})
        story.vote("小赵", visit=("agree", shop))
    assert story.places == "[each_shop] publish:A publish:B"
    assert story.set(visit=("publish", "A"), price="12.00") == ["set", "voided"]
    assert codes(story.advance(visit=("publish", "A"))) == ["approval-void"]
    assert story.advance(visit=("publish", "B")) == ["closed", "lane_closed"]


LANES = """
sop: lanes
role: buyer
data: {price: money, text: text}
steps:
  work:
    parallel:
      price:
        steps:
          propose: {}
          agree: {role: finance, votes: 1, covers: [price], outcomes: {approve: publish}}
          publish: {}
      text:
        steps: [write, print]
  hand_out: {}
"""


def test_what_does_not_hold_in_one_lane_stops_the_task() -> None:
    story = Meeting(LANES)
    story.start(price="10.00")
    story.advance(visit="propose")
    story.vote("小赵", visit="agree")
    story.set(price="11.00")
    assert codes(story.advance(visit="write")) == ["approval-void"]
    assert codes(story.advance(visit="publish")) == ["approval-void"]


def took_back(story: Meeting, who: str, vote: int) -> list[str]:
    """What Undo does with a vote."""
    assert story.task is not None
    walk = Walk(story.program, story.task, story.context(who), story.now)
    try:
        take_back(walk, story.task.votes[vote - 1])
    except Stop as stop:
        return codes(stop.refusal)
    story.task = walk.draft.task(99, b"99")
    return [fact["fact"] for fact in walk.draft.facts]


def test_a_vote_that_was_taken_back_can_be_another_one() -> None:
    story = proposed(TWO)
    story.vote("小赵")
    assert took_back(story, "小赵", 1) == ["voided"]
    assert story.stands == "0/2 finance legal"
    assert story.vote("小赵") == ["voted"]


def test_in_order_it_stays_once_the_next_has_relied_on_it() -> None:
    sop = PRICE.replace("votes: all", "votes: all\n    in_order: yes").replace(
        "[finance, legal]", "[finance, legal, director]"
    )
    story = proposed(sop, {**PEOPLE, "老板": "director"})
    story.vote("小赵")
    story.vote("小钱")
    assert took_back(story, "小赵", 1) == ["vote-followed"]
    assert took_back(story, "小钱", 2) == ["voided"]
    assert took_back(story, "小赵", 1) == ["voided"]
