"""What lanes, items, calls and waits mean: small documents and the definitions they are."""

from __future__ import annotations

from compiling import good, load

from engine.model.codec import dump
from engine.model.codec import load as read_back
from engine.model.definition import Call, Case, Each, Expression, Field, LaneBody, Wait
from engine.model.timing import Instant


def closed(step: str) -> Expression:
    return Expression(f"closed({step})", ["closed", step], "boolean")


LANES = """
    sop: x
    required: [early]
    data: {early: boolean}
    role: lead
    outcomes: {call_off: {to: end.cancelled, reason: required}}
    steps:
      plan: {}
      prepare:
        title: 准备
        parallel:
          goods: {role: merch, steps: [order, receive]}
          design:
            title: 设计
            when: early
            steps:
              shoot: {role: designer}
              both:
                parallel:
                  print: {steps: [proof]}
                  web: {steps: {page: {outcomes: {done: end, redo: shoot, stop: end.stopped}}}}
                join: 1
                rest: finish
        join: any
      go: {}
"""


def test_lanes_are_flat_steps_with_the_lane_they_stand_in() -> None:
    found = good(LANES)
    assert [(step.name, step.kind, step.lane) for step in found.steps.values()] == [
        ("plan", "work", ""),
        ("prepare", "parallel", ""),
        ("order", "work", "prepare/goods"),
        ("receive", "work", "prepare/goods"),
        ("shoot", "work", "prepare/design"),
        ("both", "parallel", "prepare/design"),
        ("proof", "work", "both/print"),
        ("page", "work", "both/web"),
        ("go", "work", ""),
    ]
    early = Expression("early", ["field", "early", "boolean"], "boolean")
    prepare, both = found.steps["prepare"], found.steps["both"]
    assert prepare.lanes == {
        "goods": LaneBody("goods", "goods", "order"),
        "design": LaneBody("design", "设计", "shoot", early),
    }
    assert (prepare.join, prepare.rest, both.join, both.rest) == ("any", "cancel", 1, "finish")


def test_the_last_step_of_a_lane_ends_it_and_the_block_goes_on_like_any_step() -> None:
    steps = good(LANES).steps
    leads = {name: [case.value for case in step.outcomes["done"].to] for name, step in steps.items()}
    assert leads == {
        "plan": ["prepare"], "prepare": ["go"], "order": ["receive"], "receive": ["end"], "shoot": ["both"],
        "both": ["end"], "proof": ["end"], "page": ["end"], "go": ["end"],
    }  # fmt: skip


def test_a_lane_says_who_does_its_steps_and_the_sops_outcomes_are_everywhere() -> None:
    steps = good(LANES).steps
    assert {name: step.role[0].value[0] for name, step in steps.items()} == {
        "plan": "lead", "prepare": "lead", "order": "merch", "receive": "merch", "shoot": "designer",
        "both": "lead", "proof": "lead", "page": "lead", "go": "lead",
    }  # fmt: skip
    assert all("call_off" in step.outcomes for step in steps.values())


EACH = """
    sop: x
    data:
      parcels: {type: list, of: [big, small], columns: parcels}
      total: {type: number, value: sum(weight)}
    steps:
      pack:
        role: packer
        each: parcel in parcels
        at_once: 2
        data: {weight: {type: number, default: "= 3 if parcel == \\"big\\" else 1"}, label: text}
        steps:
          weigh: {checklist: [{fill: weight}, {fill: label}]}
          heavy: {when: weight > 30}
        join: all
      hand_over: {checklist: [{must: max(weight) < 99}, {must: total > 0}]}
"""


def test_inside_a_block_a_name_is_this_items_value_outside_the_list_of_all() -> None:
    found = good(EACH)
    own = found.data["weight"]
    assert (own.type, own.each) == ("number", "pack")
    assert found.data["label"] == Field("label", "label", "text", each="pack")
    heavy = found.steps["heavy"].when
    assert heavy is not None
    assert heavy.tree == ["compare", ["field", "weight", "number"], [[">", ["number", 30]]]]
    outside = found.steps["hand_over"].items[0].must
    assert outside is not None
    assert outside.tree[1] == ["call", "max", [["field", "weight", "list[number]"]]]


def test_a_block_for_each_item_has_one_lane() -> None:
    found = good(EACH)
    pack = found.steps["pack"]
    over = Expression("parcels", ["field", "parcels", "list[choice]"], "list[choice]")
    assert pack.each == Each("parcel", over, 2, ("weight", "label"))
    assert pack.lanes == {"*": LaneBody("*", "*", "weigh")}
    assert [found.steps[name].lane for name in ("weigh", "heavy")] == ["pack/*", "pack/*"]
    assert found.steps["weigh"].role == (Case(None, ("packer",)),)


def test_the_list_may_be_worked_out() -> None:
    text = EACH.replace("parcel in parcels", "parcel in sample(parcels, 0.3)")
    each = good(text).steps["pack"].each
    assert each is not None
    assert (each.over.source, each.over.type) == ("sample(parcels, 0.3)", "list[choice]")


def test_a_wait_is_closed_by_what_happens() -> None:
    found = good("""
        sop: x
        steps:
          p:
            parallel:
              a: {steps: [a1]}
              b:
                steps:
                  b1:
                    wait: {for: closed(a1), signal: go, until: 3 days}
                    outcomes: {done: end, timeout: end}
          night: {wait: {until: 1 day by 08:00}}
    """)
    days = Instant("3 days", unit="days", amount=3)
    assert found.steps["b1"].wait == Wait(closed("a1"), "go", (Case(None, days),))
    night = found.steps["night"]
    assert (night.kind, list(night.outcomes)) == ("wait", ["done"])


def test_a_call_gives_values_in_the_form_that_the_other_sop_keeps() -> None:
    found = good("""
        sop: x
        required: [no]
        data: {no: text, back: money}
        steps:
          lost:
            call: refund
            with: {order_no: = no, why: lost, days: "5"}
            get: {back: amount}
            gather: orders
            outcomes: {done: tell, refused: end.refused, dropped: end.refused}
          tell: {checklist: [{must: has(back)}]}
    """)
    no = Expression("no", ["field", "no", "text"], "text")
    given = (("order_no", no), ("why", "lost"), ("days", 5))
    assert found.steps["lost"].call == Call("refund", given, (("back", "amount"),), "orders")


def test_what_is_compiled_is_read_back_the_same() -> None:
    for text in (LANES, EACH):
        found = good(text)
        assert read_back(dump(found)) == found


def test_lanes_may_loop_be_left_out_and_wait_for_what_is_done_beside_them() -> None:
    definition, diagnostics, _ = load("""
        sop: x
        required: [early]
        data: {early: boolean}
        steps:
          p:
            parallel:
              a: {when: early, steps: {a1: {}, a2: {outcomes: {done: end, again: a1}}}}
              b: {when: not early, steps: {b1: {}, b2: {wait: {for: closed(before_all) or early}}}}
            outcomes: {done: q, stop: {to: before_all, role: lead}}
          q: {outcomes: {done: end, wrong: a2}}
          before_all: {next: p}
    """)
    assert diagnostics == []
    assert definition is not None
