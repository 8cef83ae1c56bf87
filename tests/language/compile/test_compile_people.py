"""To whom steps are given, who is kept away, votes, priorities, evidence: what the forms mean, and that a
published version has them again."""

from __future__ import annotations

import pytest
from compiling import good

from engine.model.codec import dump, load
from engine.model.definition import Assignment, Case, Definition, Step, Votes

HEAD = """
sop: refund
role: [service, lead]
required: [amount, handler, kind, urgent]
data:
  amount: money
  handler: person
  kind: [goods, money]
  urgent: boolean
tables: {{desks: "kind => person\\ngoods => Li\\nmoney => Wang"}}
steps:
  draft: {{}}
  check: {{{keys}}}
"""


def step(keys: str) -> Step:
    found = good(HEAD.format(keys=keys))
    assert load(dump(found)) == found, "as it is published and read again"
    return found.steps["check"]


def plain(assignment: Assignment) -> tuple[Case, ...]:
    return (Case(None, assignment),)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("handler", Assignment("field", "handler")),
        ("starter", Assignment("starter")),
        ("same as draft", Assignment("same", "draft")),
        ("same  as  draft", Assignment("same", "draft")),
        ("least loaded", Assignment("least")),
        ("least loaded with photo", Assignment("least", "", "photo")),
        ("in turn", Assignment("turn")),
        ("in turn with kind", Assignment("turn", "", "kind")),
        ("in turn with hand lettering", Assignment("turn", "", "hand lettering")),
        ("desks.person", Assignment("table", "desks.person")),
        ("nobody", Assignment("nobody")),
    ],
)
def test_each_form_of_assign(written: str, meant: Assignment) -> None:
    assert step(f"assign: {written}").assign == plain(meant)


def test_assign_in_cases_needs_no_else() -> None:
    """Where no case holds, the step is left to be taken."""
    found = step("assign: {urgent: starter, amount > 5: in turn}").assign
    assert found is not None
    assert [(case.when and case.when.source, case.value) for case in found] == [
        ("urgent", Assignment("starter")),
        ("amount > 5", Assignment("turn")),
    ]


def test_a_step_whose_name_has_several_words() -> None:
    found = good("sop: x\nsteps: {Collect samples: {}, Shoot: {assign: same as Collect samples}}")
    assert found.steps["Shoot"].assign == plain(Assignment("same", "Collect samples"))


def test_the_item_of_a_list_of_persons() -> None:
    found = good("""
        sop: x
        required: [people]
        data: {people: {type: list, of: person}}
        steps: {all_sign: {each: one in people, steps: {sign: {assign: one}}}}
    """)
    assert found.steps["sign"].assign == plain(Assignment("field", "one"))


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("votes: 2", Votes({"done": (Case(None, 2),)})),
        ("votes: all", Votes({"done": (Case(None, "all"),)})),
        ("votes: {done: 3}", Votes({"done": (Case(None, 3),)})),
        ("votes: all, in_order: yes", Votes({"done": (Case(None, "all"),)}, True)),
        ("votes: 2, advise: [legal]", Votes({"done": (Case(None, 2),)}, advise=("legal",))),
        ("votes: 2, covers: amount", Votes({"done": (Case(None, 2),)}, covers=("amount",))),
    ],
)
def test_each_form_of_votes(keys: str, meant: Votes) -> None:
    assert step(keys).votes == meant


def test_plain_votes_hold_for_what_asks_for_no_reason() -> None:
    found = step("votes: 2, outcomes: {agree: end, later: draft, back: {to: draft, reason: required}}").votes
    assert found is not None
    assert sorted(found.needed) == ["agree", "later"]


def test_votes_are_cases_where_no_key_is_an_outcome_and_there_is_an_else() -> None:
    found = step("votes: {amount > 5: all, else: 1}").votes
    assert found is not None
    assert [case.value for case in found.needed["done"]] == ["all", 1]
    found = step("votes: {done: {amount > 5: all, else: 2}}").votes
    assert found is not None
    assert [case.value for case in found.needed["done"]] == ["all", 2]


@pytest.mark.parametrize(
    ("steps", "kept_apart"),
    [
        ("draft: {}, sign: {votes: 2}", ["draft"]),
        ("draft: {}, sign: {votes: 2, not_by: []}", []),
        ("draft: {}, other: {}, sign: {votes: 2, not_by: draft}", ["draft"]),
        ("draft: {}, come: {wait: {signal: go}}, sign: {votes: 2}", ["draft"]),
        ("draft: {}, look: {when: amount > 5}, sign: {votes: 2}", ["draft", "look"]),
        (
            "both: {parallel: {a: {steps: [one]}, b: {steps: [two, three]}}}, sign: {votes: 2}",
            ["one", "three"],
        ),
        ("draft: {}, both: {parallel: {a: {steps: {sign: {votes: 2}}}}}", ["draft"]),
        (
            "draft: {}, sign: {votes: 2, next: pay}, pay: {outcomes: {done: end, back: sign}}",
            ["draft", "pay"],
        ),
        ("sign: {votes: 2, outcomes: {ok: end, again: sign}}", []),
        ("draft: {}, sign: {votes: 2}, seal: {votes: 2}", ["draft"]),
    ],
)
def test_nobody_votes_on_their_own_work(steps: str, kept_apart: list[str]) -> None:
    """Without a word the work steps that lead to it are kept apart, past what closes itself or is skipped."""
    found = good(f"sop: x\nrequired: [amount]\ndata: {{amount: money}}\nsteps: {{{steps}}}")
    assert list(found.steps["sign"].not_by) == kept_apart


def test_not_by_names_steps_fields_and_the_starter() -> None:
    assert step("not_by: [draft, handler, starter]").not_by == ("draft", "handler", "starter")


def test_priorities_are_numbers_and_evidence_goes_with_a_tick() -> None:
    found = good("""
        sop: x
        required: [amount]
        data: {amount: money}
        priority: {amount > 9: urgent, amount > 5: high, amount < 1: low, else: normal}
        may: {see: lead, assign: lead, override: lead, replan: lead}
        steps: {a: {checklist: [{tick: Photo, evidence: 是}, Label]}}
    """)
    assert [case.value for case in found.priority or ()] == [2, 1, -1, 0]
    assert [item.evidence for item in found.steps["a"].items] == [True, False]
    assert sorted(found.may) == ["assign", "override", "replan", "see"]
    assert load(dump(found)) == found


def test_a_version_that_was_published_before_these_words_is_read() -> None:
    """What an older program wrote has none of the new keys, and means what it meant."""
    found = load(dump(good("sop: x\nsteps: [a, b]")))
    assert isinstance(found, Definition)
    assert (found.priority, found.steps["a"].assign, found.steps["a"].votes) == (None, None, None)
    assert "assign" not in dump(found)
