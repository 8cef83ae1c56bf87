"""Two definitions compared: nothing is missed, nothing is made up, and both directions tell the same."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from definitions import SHIPPING, Mutation, compiled, mutations
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.diff import CHANGED, COMPILED, MOVED, RENAMED, Change, diff, same_content
from engine.language.diff.order import moved
from engine.model.definition import Definition
from engine.render.changes import Words
from engine.render.naming import Names

MIRROR = {"added": "removed", "removed": "added"}


@cache
def shipping() -> Definition:
    return compiled(SHIPPING)


@cache
def mutated() -> list[Mutation]:
    return list(mutations(shipping()))


def changed(old: str, new: str, times: int = 1) -> list[Change]:
    assert old in SHIPPING
    return diff(shipping(), compiled(SHIPPING.replace(old, new, times)))


def told(before: Definition, after: Definition) -> str:
    return "\n".join(Words(Names("UTC", before), Names("UTC", after)).lines(diff(before, after)))


def turned(changes: list[Change]) -> Counter[str]:
    """Changes the other way round, as something to count."""
    back = {change.after: change.before for change in changes if change.kind == RENAMED}
    return Counter(
        repr((
            [(where, back.get(name, name)) for where, name in change.path],
            change.what,
            MIRROR.get(change.kind, change.kind),
            *(back.get(end, end) if change.kind == MOVED else end for end in (change.after, change.before)),
        ))
        for change in changes
    )  # fmt: skip


def as_it_is(changes: list[Change]) -> Counter[str]:
    return Counter(repr((list(one.path), one.what, one.kind, one.before, one.after)) for one in changes)


def test_a_definition_is_like_itself() -> None:
    assert diff(shipping(), shipping()) == []
    assert diff(shipping(), compiled(SHIPPING)) == []


def test_there_is_much_to_change() -> None:
    assert len(mutated()) > 800


def test_every_single_change_is_told_by_name() -> None:
    for number, (definition, touched, how) in enumerate(mutated()):
        changes = diff(shipping(), definition)
        assert changes, how
        assert all(change.what != COMPILED for change in changes), how
        names = {name for change in changes for _, name in change.path}
        names |= {str(part) for change in changes for part in (change.what, change.before)}
        assert touched in names, (how, touched, changes)
        assert number % 10 or told(shipping(), definition), how


def test_both_directions_tell_the_same() -> None:
    for definition, _, how in mutated()[::3]:
        assert as_it_is(diff(definition, shipping())) == turned(diff(shipping(), definition)), how


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_changes_at_once(first: int, second: int) -> None:
    one = mutated()[first % len(mutated())]
    other = mutated()[second % len(mutated())]
    forth = diff(one.definition, other.definition)
    assert bool(forth) == (not same_content(one.definition, other.definition))
    assert as_it_is(diff(other.definition, one.definition)) == turned(forth)


@pytest.mark.parametrize("name", [*shipping().steps, *shipping().data])
def test_whatever_is_renamed_throughout_is_one_change(name: str) -> None:
    body, texts = SHIPPING.split("\ntexts:\n")
    renamed = (
        re.sub(rf"(?<![\w-]){name}(?!\w)(?!: \{{title: 退款, to)", f"{name}_2", body) + "\ntexts:\n" + texts
    )
    other = compiled(renamed)
    forth = [change for change in diff(shipping(), other) if change.path[:1] != (("outcomes", name),)]
    assert [(c.kind, c.before, c.after) for c in forth] == [(RENAMED, name, f"{name}_2")]
    assert as_it_is(diff(other, shipping())) == turned(diff(shipping(), other))


def test_comments_and_the_order_of_keys_are_no_change() -> None:
    other = SHIPPING.replace(
        "    title: 打包\n    due: 4 work hours\n", "    due: 4 work hours\n    title: 打包\n"
    )
    other = other.replace("# Shipping an order", "# Sending an order").replace(
        "  late: [爆单, 缺人手, 快递未揽收, 系统故障]\n  cancel: [重复下单, 测试订单]\n",
        "  cancel: [重复下单, 测试订单]\n  late: [爆单, 缺人手, 快递未揽收, 系统故障]\n",
    )
    assert other != SHIPPING
    assert diff(shipping(), compiled(other)) == []
    assert same_content(shipping(), compiled(other))


def test_a_step_with_its_title_kept_is_renamed_and_nothing_that_names_it_is_changed() -> None:
    (change,) = changed("hand_over", "dispatched", 99)
    assert (change.kind, change.before, change.after) == (RENAMED, "hand_over", "dispatched")
    assert change.path == (("steps", "dispatched"),)


def test_a_field_is_renamed_with_all_that_names_it() -> None:
    changes = changed("weight_kg", "kilograms", 99)
    assert [(c.kind, c.before, c.after) for c in changes] == [(RENAMED, "weight_kg", "kilograms")]


def test_a_text_in_quotes_is_no_name() -> None:
    text = SHIPPING.replace("{closed(claim): end.lost", '{order_no == "pick": end.lost')
    other = text.replace("  pick:", "  take:").replace("to: pick", "to: take").replace(": pick\n", ": take\n")
    kinds = {(c.kind, c.what) for c in diff(compiled(text), compiled(other))}
    assert kinds == {(RENAMED, "")}
    quoted = other.replace('"pick"', '"take"')
    assert (CHANGED, "to") in {(c.kind, c.what) for c in diff(compiled(text), compiled(quoted))}


def test_a_step_with_all_else_changed_is_one_gone_and_one_new() -> None:
    other = SHIPPING.replace(
        "  freight:\n    title: 约大件物流\n    due: 1 workday\n", "  lorry:\n    title: 叫车\n"
    )
    other = other.replace("weight_kg > 30: freight", "weight_kg > 30: lorry").replace("与物流公司约定", "约")
    assert [
        (c.kind, c.path) for c in diff(shipping(), compiled(other)) if not c.what and len(c.path) == 1
    ] == [
        ("removed", (("steps", "freight"),)),
        ("added", (("steps", "lorry"),)),
    ]


def test_an_outcome_from_any_step_is_told_once() -> None:
    changes = changed("reason: [不想要了, 拍错了", "reason: [不想要了, 下错了")
    assert [c.path for c in changes] == [(("outcomes", "buyer_cancels"),)]


def test_a_line_that_is_asked_for_by_another_outcome() -> None:
    text = "sop: x\nsteps: {a: {outcomes: {one: {to: end, checklist: [Look, Count]}, two: end}}}\n"
    other = text.replace("checklist: [Look, Count]}", "checklist: [Look]}").replace(
        "two: end", "two: {to: end, checklist: [Count]}"
    )
    (change,) = diff(compiled(text), compiled(other))
    assert change.path == (("steps", "a"), ("checklist", "Count"))
    assert (change.what, change.before, change.after) == ("outcomes", ("one",), ("two",))


def test_lines_have_an_order() -> None:
    changes = changed(
        "      - 联系快递公司查询\n      - 告知客户进度\n", "      - 告知客户进度\n      - 联系快递公司查询\n"
    )
    assert [(c.kind, c.path[-1][1]) for c in changes] == [(MOVED, "联系快递公司查询")]


def test_as_few_steps_as_possible_are_said_to_have_moved() -> None:
    assert moved("abcde", "abdec") == ["c"]
    assert moved("abc", "cba") == moved("cba", "abc")[::-1] == ["c", "b"]
    assert moved("abc", "abc") == []


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.permutations("abcdefg"), st.permutations("abcdefg"))
def test_who_moved_is_the_same_in_both_directions(one: list[str], other: list[str]) -> None:
    shifted = moved(one, other)
    assert set(shifted) == set(moved(other, one))
    assert [x for x in one if x not in shifted] == [x for x in other if x not in shifted]


def test_a_large_sop_is_compared_at_once() -> None:
    steps = "".join(f"  s{n}: {{title: S{n}, due: {n} days}}\n" for n in range(1, 400))
    text = f"sop: large\nsteps:\n{steps}"
    back = "sop: large\nsteps:\n" + "".join(f"{line}\n" for line in reversed(steps.strip("\n").split("\n")))
    assert len([c for c in diff(compiled(text), compiled(back)) if c.kind == MOVED]) == 398


@pytest.mark.soak
def test_every_pair_of_changes() -> None:
    for one in mutated()[::11]:
        for other in mutated()[::13]:
            forth = diff(one.definition, other.definition)
            how = (one.how, other.how)
            assert as_it_is(diff(other.definition, one.definition)) == turned(forth), how
            assert bool(forth) == (not same_content(one.definition, other.definition)), how


CALLING = """
sop: a
data: {amount: money, other: money}
steps:
  look: {title: Look, due: 2h}
  ask: {title: Ask, call: b, with: {amount: = other}, get: {amount: amount, other: rest}}
rules: {late: {after: look.overdue, close: look.done}}
"""


@pytest.mark.parametrize("name", ["look", "other"])
def test_what_rules_and_calls_name_goes_with_a_new_name(name: str) -> None:
    old = compiled(CALLING.replace("other: money", "other: {type: money, title: Other}"))
    text = CALLING.replace("other: money", "other: {type: money, title: Other}")
    new = compiled(re.sub(rf"\b{name}\b", f"{name}_2", text))
    assert [(one.kind, one.before, one.after) for one in diff(old, new)] == [(RENAMED, name, f"{name}_2")]


def test_the_name_of_a_field_of_the_called_sop_is_no_name_of_ours() -> None:
    text = CALLING.replace("amount: money", "amount: {type: money, title: Amount}")
    new = text.replace("{amount: {type", "{sum_2: {type").replace(
        "get: {amount: amount", "get: {sum_2: amount"
    )
    assert [one.kind for one in diff(compiled(text), compiled(new))] == [RENAMED]
    there = text.replace("amount: amount", "amount: total")
    assert [(one.kind, one.what) for one in diff(compiled(text), compiled(there))] == [(CHANGED, "call.get")]


PEOPLE = """
sop: a
required: [boss, kind, amount]
data:
  boss: {type: person, title: Boss}
  kind: {type: text, title: Kind}
  amount: {type: money, title: Amount}
tables: {desks: {title: Desks, rows: "amount => person\\n> 5 => Li\\n- => Wang"}}
steps:
  look: {title: Look, assign: boss}
  ask: {title: Ask, assign: same as look, not_by: boss}
  pay: {title: Pay, assign: in turn with kind}
  ship: {title: Ship, assign: desks.person}
  agree: {title: Agree, votes: {amount > 5: 2, else: 1}, not_by: [look], covers: [amount]}
"""


@pytest.mark.parametrize("name", ["boss", "kind", "amount", "look", "desks"])
def test_what_says_who_does_a_step_goes_with_a_new_name(name: str) -> None:
    new = compiled(re.sub(rf"\b{name}\b", f"{name}_2", PEOPLE))
    changes = [(one.kind, one.before, one.after) for one in diff(compiled(PEOPLE), new)]
    assert changes == [(RENAMED, name, f"{name}_2")]


def test_who_does_a_step_is_told_as_it_is_written() -> None:
    old = compiled(PEOPLE)
    new = compiled(
        PEOPLE.replace(
            "assign: boss", "assign: least loaded with photo, checklist: [{tick: Photo, evidence: yes}]"
        )
        .replace("{amount > 5: 2, else: 1}", "{done: all}, in_order: yes, advise: [legal]")
        .replace("sop: a\n", "sop: a\npriority: {amount > 5: urgent, else: low}\nmay: {override: lead}\n")
        .replace("covers: [amount]", "covers: [amount, kind]")
    )
    lines = Words(Names("Asia/Shanghai", old), Names("Asia/Shanghai", new)).lines(diff(old, new))
    assert [line.strip() for line in lines if line.strip()] == [
        "The SOP",
        "how urgent: now urgent if amount > 5; low otherwise, nothing before",
        "Permissions",
        "who may act against a rule is new",
        "lead",
        "Steps",
        "look (Look)",
        'checklist line "Photo" is new',
        "given to: was boss, now least loaded with photo",
        "agree (Agree)",
        "votes needed: was done: 2 if amount > 5; 1 otherwise, now done: all",
        "the roles vote in order: now yes, was no",
        "advice from: now legal, nothing before",
        "what is agreed to: new: kind (Kind)",
    ]
