"""Four eyes against brute force: every way through the steps, every sharing out of a few people."""

from __future__ import annotations

from itertools import combinations, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language import load_sop
from engine.language.checks.foureyes import too_few
from engine.language.checks.sharing import Demand, Slot, enough, shared_out
from engine.model.team import Person, Team
from engine.rules.ways.graph import Graph, reached

NAMES = "abcd"
PEOPLE = ("Li", "Wang", "Zhao")
graphs = st.fixed_dictionaries({name: st.frozensets(st.sampled_from([*NAMES, "end"])) for name in NAMES})
crowds = st.frozensets(st.sampled_from(PEOPLE), min_size=1)
several = st.lists(st.lists(crowds, min_size=1, max_size=2), min_size=1, max_size=2)
asked = st.fixed_dictionaries(dict.fromkeys(NAMES, several))
siblings = st.frozensets(st.frozensets(st.sampled_from(NAMES), min_size=2, max_size=2), max_size=2)
excluded = st.fixed_dictionaries({name: st.frozensets(st.sampled_from(NAMES), max_size=3) for name in NAMES})


def demands(given: dict[str, list[list[frozenset[str]]]]) -> dict[str, tuple[Demand, ...]]:
    """Steps to what they ask for in each case: a slot for each set of people who would do."""
    return {
        name: tuple(Demand(tuple(Slot("", people) for people in slots)) for slots in several)
        for name, several in given.items()
    }


def alone(people: dict[str, frozenset[str]]) -> dict[str, Demand]:
    """Steps that one person does."""
    return {name: Demand((Slot("", some),)) for name, some in people.items()}


def possible(chosen: dict[str, list[frozenset[str]]], apart: dict[str, frozenset[str]]) -> bool:
    """Whether some choice of persons lets each step have different ones, and nobody two steps that are
    apart, whichever of them names the other."""
    slots = [(name, people) for name, several in chosen.items() for people in several]

    def clash(one: int, other: int) -> bool:
        mine, theirs = slots[one][0], slots[other][0]
        return mine == theirs or theirs in apart[mine] or mine in apart[theirs]

    return any(
        not any(
            picked[one] == picked[other] and clash(one, other)
            for one, other in combinations(range(len(slots)), 2)
        )
        for picked in product(*(sorted(people) for _, people in slots))
    )


def stuck(
    graph: Graph,
    apart: dict[str, frozenset[str]],
    given: dict[str, list[list[frozenset[str]]]],
    beside: frozenset[frozenset[str]],
) -> set[frozenset[str]]:
    """The smallest groups that one task may go through in some order and that cannot be shared out."""
    there = reached(graph, ["a"]) & set(NAMES)

    def walked(way: tuple[str, ...]) -> bool:
        pairs = combinations(way, 2)
        return all(b in reached(graph, graph[a]) or frozenset((a, b)) in beside for a, b in pairs)

    groups = {
        frozenset(group)
        for size in range(2, len(NAMES) + 1)
        for group in combinations(sorted(there), size)
        if any(walked(way) for way in permutations(group))
        if not all(
            possible(dict(zip(group, one, strict=True)), apart)
            for one in product(*(given[name] for name in group))
        )
    }
    return {group for group in groups if not any(other < group for other in groups)}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(graphs, excluded, asked, siblings)
def test_the_groups_are_those_for_which_brute_force_finds_nobody(
    graph: Graph,
    apart: dict[str, frozenset[str]],
    given: dict[str, list[list[frozenset[str]]]],
    beside: frozenset[frozenset[str]],
) -> None:
    """Steps that one cannot share out alone are left out before."""
    apart = {name: others - {name} for name, others in apart.items()}
    own = {name: [one for one in several if possible({name: one}, apart)] for name, several in given.items()}
    own = {name: several for name, several in own.items() if several}
    both = {name: frozenset(b for pair in beside if name in pair for b in pair - {name}) for name in NAMES}
    there = reached(graph, ["a"]) & own.keys()
    found = too_few(graph, there, apart, demands(own), both)
    expected = {
        group
        for group in stuck(graph, apart, {name: own.get(name, [[]]) for name in NAMES}, beside)
        if group <= own.keys()
    }
    assert {frozenset(way) for way, _ in found} == expected
    for way, chosen in found:
        people = {name: [slot.people for slot in chosen[name].slots] for name in way}
        assert not possible(people, apart), "the order that is told is one that gets stuck"


def test_three_who_exclude_each_other_need_three() -> None:
    apart = {"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("a")}
    two = dict.fromkeys("abc", frozenset({"Li", "Wang"}))
    assert not shared_out(alone(two), apart)
    assert shared_out(alone(two | {"c": frozenset({"Zhao"})}), apart)


def test_one_who_holds_two_roles_votes_for_one_of_them() -> None:
    """Finance is Li, leads are Li and Wang: Wang has to be the lead, whoever voted first."""
    lead, finance = Slot("lead", frozenset({"Li", "Wang"})), Slot("finance", frozenset({"Li"}))
    assert shared_out({"approve": Demand((lead, finance))}, {})
    assert not shared_out({"approve": Demand((finance, finance))}, {})
    wrote = alone({"write": frozenset({"Wang"})})
    assert not shared_out({"approve": Demand((lead, finance)), **wrote}, {"write": frozenset({"approve"})})


def test_more_votes_than_anybody_has_people_are_not_counted_out() -> None:
    document = b"sop: x\nsteps: {a: {}, b: {votes: 999999999999999}}"
    team = Team("shop", {}, {name: Person(name, name, frozenset()) for name in PEOPLE}, {})
    (found,) = [each for each in load_sop(document, "x", team).diagnostics if each.code == "P878"]
    assert found.data["who"] == "done (x999999999999999): Li, Wang, Zhao"


def test_many_people_and_many_votes_are_not_tried_for_ever() -> None:
    """Thirty people, twenty-nine votes each for two steps that nobody may both vote on; and one vote too
    many."""
    everybody = frozenset(f"p{no:02}" for no in range(30))
    many = Demand(tuple(Slot(f"{no}", everybody) for no in range(29)))
    shared_out({"a": many, "b": many}, {"a": frozenset("b")})
    assert not enough(Demand(tuple(Slot("", everybody - {"p00"}) for _ in range(30))))
    crowd = frozenset(f"p{no}" for no in range(3000))
    assert enough(Demand(tuple(Slot("", crowd) for _ in range(2000))))
    assert shared_out({"a": Demand(tuple(Slot("", crowd) for _ in range(2000)))}, {})
    document = "sop: x\nsteps: {a: {}, b: {votes: 31, not_by: []}, c: {votes: 16, not_by: b}}"
    team = Team("shop", {}, {name: Person(name, name, frozenset()) for name in everybody}, {})
    assert [each.code for each in load_sop(document.encode(), "x", team).diagnostics] == ["P878"]


def test_many_steps_are_not_tried_for_ever() -> None:
    """Forty steps that all exclude each other, and two people: only so many groups are looked at."""
    names = [f"s{no}" for no in range(40)]
    graph = {name: frozenset([following]) for name, following in zip(names, [*names[1:], "end"], strict=True)}
    apart = {name: frozenset(names[:no]) for no, name in enumerate(names)}
    two = [[frozenset({"Li", "Wang"})]]
    found = too_few(graph, set(names), apart, demands(dict.fromkeys(names, two)))
    assert found[0][0] == ("s0", "s1", "s2")
