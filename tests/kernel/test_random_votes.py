"""Whatever people do around a vote: it never closes with too few distinct persons, and nobody counts twice.

What is enough is worked out a second way here, by trying every way to give the roles to persons.
"""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from voting import Meeting

from engine.kernel.voting import agreed, take_back
from engine.kernel.walk import Stop, Walk
from engine.model.refusals import Refusal
from engine.model.task import Vote

ROLES = ("finance", "legal", "director")
NAMES = ("小李", "小赵", "小钱", "小周", "老板")
SOP = """
sop: random
role: buyer
data: {{price: money, note: text}}
steps:
  propose: {{}}
  agree:
    role: [finance, legal, director]
    votes: {votes}
    {more}
    outcomes: {{approve: publish, reject: {{to: propose, reason: required}}}}
  publish: {{}}
"""
FORMS = [
    ("all", ""),
    ("2", ""),
    ("{price >= 100: all, else: 2}", "covers: [note]"),
    ("all", "in_order: yes"),
    ("all", "advise: [design]"),
    ("3", "covers: [price]"),
]

names = st.sampled_from(NAMES)
deeds = st.one_of(
    st.tuples(st.just("vote"), names),
    st.tuples(st.just("vote"), names),
    st.tuples(st.just("role"), names, st.sets(st.sampled_from((*ROLES, "design")), max_size=3)),
    st.tuples(st.just("away"), names, names),
    st.tuples(st.just("back"), names),
    st.tuples(st.just("types"), names, names),
    st.tuples(st.just("set"), st.sampled_from(("price", "note")), st.sampled_from(("50.00", "100.00", None))),
    st.tuples(st.just("take"), names),
    st.tuples(st.just("reject"), names),
)
several = st.one_of(
    deeds.map(lambda deed: [deed]),
    st.tuples(names, names).map(  # a deputy votes, and then who was away is back
        lambda two: [("away", *two), ("vote", two[1]), ("back", two[0]), ("vote", two[0]), ("vote", two[1])]
    ),
    st.tuples(names, names, names).map(  # one person types for two
        lambda three: [
            ("types", three[0], three[2]),
            ("vote", three[0]),
            ("types", three[1], three[2]),
            ("vote", three[1]),
        ]
    ),
)
plans = st.tuples(
    st.sampled_from(FORMS),
    st.tuples(*[st.sets(st.sampled_from((*ROLES, "design")), max_size=2) for _ in NAMES]),
    st.lists(several, min_size=2, max_size=20).map(lambda lists: [deed for one in lists for deed in one]),
)


def begun(form: tuple[str, str], roles: tuple[set[str], ...]) -> Meeting:
    people = {
        "小王": "buyer",
        **{name: " ".join(sorted(held)) for name, held in zip(NAMES, roles, strict=True)},
    }
    story = Meeting(SOP.format(votes=form[0], more=form[1]), people)
    story.start(price="100.00", note="50.00")
    story.advance()
    return story


def play(story: Meeting, deed: tuple) -> object:  # type: ignore[type-arg]
    """One deed; votes for what is closed already are left out."""
    kind, *how = deed
    if kind in ("vote", "reject") and story.where.startswith("agree"):
        outcome = "approve" if kind == "vote" else "reject"
        return story.vote(how[0], outcome, reason="because" if kind == "reject" else None)
    if kind == "role":
        story.people[how[0]] = " ".join(sorted(how[1]))
    elif kind == "away" and how[0] != how[1]:
        story.away[how[0]] = how[1]
    elif kind == "back":
        story.away.pop(how[0], None)
    elif kind == "types":
        story.typed = {how[0]: how[1]} if how[0] != how[1] else {}
    elif kind == "set":
        return story.set(**{how[0]: how[1]})
    elif kind == "take":
        _take(story, how[0])
    return None


def _take(story: Meeting, who: str) -> None:
    assert story.task is not None
    for vote in story.task.votes:
        if vote.person == who and not vote.void and story.task.visits[vote.visit - 1].closed is None:
            walk = Walk(story.program, story.task, story.context(who), story.now)
            try:
                take_back(walk, vote)
            except Stop:
                return
            story.task = walk.draft.task(99, b"99")
            return


def enough(needed: int | str, votes: list[Vote], in_order: bool) -> bool:
    """Whether distinct persons agree: so many of them, or each role has one of its own."""
    if needed != "all":
        return len(votes) >= int(needed)
    if len(votes) < len(ROLES):
        return False
    return any(
        all(role in vote.roles for role, vote in zip(ROLES, order, strict=True))
        for order in permutations(votes, len(ROLES))
    )


def check(story: Meeting, form: tuple[str, str]) -> None:
    """What has to be so after every deed."""
    task = story.task
    assert task is not None
    visits: dict[int, list[Vote]] = {}
    for vote in task.votes:
        if not vote.void:
            visits.setdefault(vote.visit, []).append(vote)
    for votes in visits.values():
        seen: set[str] = set()
        for vote in votes:
            assert seen.isdisjoint(vote.people()), "somebody counts twice"
            seen |= vote.people()
    for visit in task.visits:
        if visit.step != "agree" or visit.closed is not None:
            continue
        for vote in visits.get(visit.no, []):
            assert vote.hash == agreed(task.data, vote.covers), "what was agreed to is what there is"


def closed_rightly(story: Meeting, form: tuple[str, str]) -> None:
    """The vote that closed the visit just now was enough, by persons who had the right."""
    task = story.task
    assert task is not None
    visit = [one for one in task.visits if one.step == "agree"][-1]
    votes = [one for one in task.votes if one.visit == visit.no and one.binding and not one.void]
    needed: int | str = form[0] if form[0] == "all" else 2
    if form[0].startswith("{"):
        needed = "all" if task.data.get("price") == "100.00" else 2
    elif form[0] == "3":
        needed = 3
    assert enough(needed, votes, "in_order" in form[1])
    voters = frozenset().union(*(one.people() for one in votes))
    assert visit.actor in voters
    assert voters <= visit.done_by() <= voters | set(story.typed.values())
    assert "小王" not in visit.done_by(), "nobody agrees to their own work"
    if "in_order" in form[1]:
        assert [one.roles for one in votes] == sorted(
            (one.roles for one in votes), key=lambda it: ROLES.index(it[0])
        )


def run(plan: tuple) -> int:  # type: ignore[type-arg]
    """Play a plan; how often the vote closed the visit."""
    form, roles, todo = plan
    story, closings = begun(form, roles), 0
    for deed in todo:
        answer = play(story, deed)
        check(story, form)
        if isinstance(answer, list) and "closed" in answer and deed[0] == "vote":
            closed_rightly(story, form)
            closings += 1
            break
        if isinstance(answer, list) and "closed" in answer:
            assert not isinstance(story.advance(), Refusal)
    return closings


@settings(max_examples=200, deadline=None, derandomize=True)
@given(plans)
def test_too_few_never_close_it(plan: tuple) -> None:  # type: ignore[type-arg]
    run(plan)


@pytest.mark.soak
@settings(max_examples=4000, deadline=None, print_blob=True)
@given(plans)
def test_too_few_never_close_it_at_length(plan: tuple) -> None:  # type: ignore[type-arg]
    run(plan)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_such_plans_do_close_it(form: tuple[str, str]) -> None:
    """Otherwise the tests above would say nothing."""
    roles = ({"finance"}, {"finance", "legal"}, {"legal", "director"}, {"design"}, {"director"})
    votes = [("vote", name) for name in NAMES]
    assert run((form, roles, [*votes, *votes])) == 1
