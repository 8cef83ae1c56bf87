"""What an SOP means: small documents and the definitions they are, as short forms of one another."""

from __future__ import annotations

import pytest
from compiling import good

from engine.language.compile import compile_sop
from engine.language.source import read
from engine.model.definition import Case, Deadline, Definition, Expression, Field, Item, Outcome, Step
from engine.model.timing import Anchor, Instant

ANYBODY = (Case(None, ("",)),)


def to(target: str) -> tuple[Case, ...]:
    return (Case(None, target),)


def done(target: str, *items: int) -> dict[str, Outcome]:
    return {"done": Outcome("done", "done", to(target), items=items)}


def test_a_list_of_strings_is_already_an_sop() -> None:
    """Steps in order, the last one ends; names are titles; whoever is in the team may do it."""
    assert good("""
        sop: photo-request
        steps: [Collect samples, Shoot, Deliver]
    """) == Definition(
        sop="photo-request",
        title="photo-request",
        lang="",
        first="Collect samples",
        steps={
            "Collect samples": Step("Collect samples", "Collect samples", ANYBODY, (), done("Shoot")),
            "Shoot": Step("Shoot", "Shoot", ANYBODY, (), done("Deliver")),
            "Deliver": Step("Deliver", "Deliver", ANYBODY, (), done("end")),
        },
    )


def test_the_whole_of_a_small_sop() -> None:
    assert good("""
        sop: parcels
        title: 发货
        help: 从付款到出库
        lang: zh
        calendar: cn-warehouse
        owner: lead
        role: warehouse
        ref: order_no
        unique: order_no
        required: [order_no, paid_at]
        may: {start: [warehouse, service], cancel: lead}
        reasons: {late: [爆单, 缺人手]}
        data:
          order_no: {type: text, pattern: "[0-9]{6,32}", columns: [订单编号]}
          paid_at: datetime
          weight_kg: {type: number, min: 0.010, title: 重量}
          courier: [sf, jd]
        deadlines:
          dispatch: {step: pack.done, limit: 48h after paid_at, pause: []}
        steps:
          pick:
            title: 拣货
            due: 4 work hours
            bulk: yes
            checklist: [核对面单]
            next: pack
          pack:
            role: [warehouse, service]
            not_by: [pick]
            checklist: [{fill: weight_kg}, {fill: courier, title: 快递公司}]
    """) == Definition(
        sop="parcels",
        title="发货",
        help="从付款到出库",
        lang="zh",
        calendar="cn-warehouse",
        owner="lead",
        role="warehouse",
        ref="order_no",
        unique="order_no",
        required=("order_no", "paid_at"),
        may={"start": ("warehouse", "service"), "cancel": ("lead",)},
        reasons={"late": ("爆单", "缺人手")},
        data={
            "order_no": Field("order_no", "order_no", "text", pattern="[0-9]{6,32}", columns=("订单编号",)),
            "paid_at": Field("paid_at", "paid_at", "datetime"),
            "weight_kg": Field("weight_kg", "重量", "number", min="0.01"),
            "courier": Field("courier", "courier", "choice", choices=("sf", "jd")),
        },
        deadlines={
            "dispatch": Deadline(
                "dispatch",
                "dispatch",
                "pack",
                outcome="done",
                limit=(
                    Case(
                        None,
                        Instant(
                            "48h after paid_at",
                            unit="ms",
                            amount=172_800_000,
                            anchor=Anchor("field", "paid_at"),
                        ),
                    ),
                ),
                pause=(),
            )
        },
        first="pick",
        steps={
            "pick": Step(
                "pick",
                "拣货",
                (Case(None, ("warehouse",)),),
                items=(Item(1, "tick", "核对面单"),),
                outcomes=done("pack", 1),
                due=(Case(None, Instant("4 work hours", unit="work_ms", amount=14_400_000)),),
                bulk=True,
            ),
            "pack": Step(
                "pack",
                "pack",
                (Case(None, ("warehouse", "service")),),
                items=(
                    Item(1, "fill", "重量", field="weight_kg"),
                    Item(2, "fill", "快递公司", field="courier"),
                ),
                outcomes=done("end", 1, 2),
                not_by=("pick",),
            ),
        },
    )


def test_next_is_exactly_the_outcome_done() -> None:
    short = good("sop: x\nsteps:\n  a: {next: c}\n  b: {next: end.lost}\n  c: {next: b}\n")
    long = good("""
        sop: x
        steps:
          a: {outcomes: {done: c}}
          b: {outcomes: {done: {to: end.lost}}}
          c: {outcomes: {done: b}}
    """)
    assert short == long


CASES = """
sop: x
data: {{heavy: {{type: boolean, default: no}}, {field}: {{type: boolean, default: no}}}}
steps:
  pack: {{{form}}}
  van: {{}}
"""


def test_cases_stand_wherever_a_target_does() -> None:
    """Under ``next`` and under an outcome's ``to``."""
    short = good(CASES.format(field="other", form="next: {heavy: van, else: end}"))
    long = good(CASES.format(field="other", form="outcomes: {done: {to: {heavy: van, else: end}}}"))
    heavy = Expression("heavy", ["field", "heavy", "boolean"], "boolean")
    assert short.steps["pack"].outcomes["done"].to == (Case(heavy, "van"), Case(None, "end"))
    assert short == long


@pytest.mark.parametrize("field", ["heavy2", "reason", "to", "checklist"])
def test_cases_directly_under_an_outcome_are_told_from_its_body_by_else(field: str) -> None:
    """The schema does not let them through yet; a body never has ``else``, so no field's name confuses."""
    node, _ = read(
        CASES.format(field=field, form=f"outcomes: {{done: {{{field}: van, else: end}}}}").encode(), "x"
    )
    assert node is not None
    sop, found = compile_sop(node)
    assert found == []
    assert sop is not None
    assert [case.value for case in sop.steps["pack"].outcomes["done"].to] == ["van", "end"]


def test_outcomes_from_any_step_are_in_every_step_that_does_not_define_them() -> None:
    sop = good("""
        sop: x
        outcomes:
          give_up: {to: end.cancelled, reason: required}
        steps:
          one: {}
          two: {outcomes: {done: end, give_up: one}}
    """)
    assert list(sop.steps["one"].outcomes) == ["done", "give_up"]
    assert sop.steps["one"].outcomes["give_up"] == Outcome(
        "give_up", "give_up", to("end.cancelled"), reason=True
    )
    assert sop.steps["two"].outcomes["give_up"].to == to("one")


def test_lines_are_numbered_through_the_step_and_guard_what_they_should() -> None:
    """The step's lines first, then each outcome's in order, those from any step last. An outcome without a
    reason is guarded by the step's lines and its own, one with a reason by its own alone."""
    sop = good("""
        sop: x
        data: {sku: text, photo: file, why: text}
        outcomes:
          stop: {to: end.stopped, reason: required, checklist: [{fill: why}]}
          park: {to: end.parked, checklist: [告知主管]}
        steps:
          inspect:
            checklist: [数量一致, {tick: 外观完好, na: true}]
            outcomes:
              done: {to: end, checklist: [{fill: sku}]}
              failed: {to: end.failed, reason: [破损, 缺件], checklist: [{fill: photo}, 隔离存放]}
    """)
    step = sop.steps["inspect"]
    assert [(item.no, item.kind, item.title, item.na) for item in step.items] == [
        (1, "tick", "数量一致", False),
        (2, "tick", "外观完好", True),
        (3, "fill", "sku", False),
        (4, "fill", "photo", False),
        (5, "tick", "隔离存放", False),
        (6, "fill", "why", False),
        (7, "tick", "告知主管", False),
    ]
    assert {name: outcome.items for name, outcome in step.outcomes.items()} == {
        "done": (1, 2, 3),
        "failed": (4, 5),
        "stop": (6,),
        "park": (1, 2, 7),
    }
    assert step.outcomes["failed"].reasons == ("破损", "缺件")
    assert step.outcomes["stop"].reasons == ()


def test_rules_and_conditions_of_lines() -> None:
    sop = good("""
        sop: x
        data: {cost: money, price: money, fragile: {type: boolean, default: no}}
        required: [cost, price]
        steps:
          go:
            checklist:
              - {must: price > cost, title: 有毛利, when: fragile, warn: true}
              - must: price < 100
    """)
    price, cost = ["field", "price", "money"], ["field", "cost", "money"]
    first, second = sop.steps["go"].items
    assert first == Item(
        1,
        "must",
        "有毛利",
        must=Expression("price > cost", ["compare", price, [[">", cost]]], "boolean"),
        when=Expression("fragile", ["field", "fragile", "boolean"], "boolean"),
        warn=True,
    )
    assert second.title == "price < 100"


def test_who_does_a_step() -> None:
    """The step's role, else the SOP's, else anybody; a list is any of them; cases like everywhere."""
    sop = good("""
        sop: x
        role: {urgent: lead, else: warehouse}
        data: {urgent: {type: boolean, default: no}}
        steps:
          a: {}
          b: {role: service}
          c: {role: [service, lead]}
          d: {outcomes: {done: {to: end, role: lead}}}
    """)
    urgent = Expression("urgent", ["field", "urgent", "boolean"], "boolean")
    assert sop.role == ""
    assert sop.steps["a"].role == (Case(urgent, ("lead",)), Case(None, ("warehouse",)))
    assert sop.steps["b"].role == (Case(None, ("service",)),)
    assert sop.steps["c"].role == (Case(None, ("service", "lead")),)
    assert sop.steps["d"].outcomes["done"].role == (Case(None, ("lead",)),)
    assert sop.steps["a"].outcomes["done"].role is None


def test_times_that_depend_on_data_and_times_that_are_none() -> None:
    sop = good("""
        sop: x
        data: {big_sale: {type: boolean, default: no}}
        steps:
          a: {due: {big_sale: none, else: 24h}, limit: none, not_before: 30min after start}
          b: {due: {big_sale: 2 days}}
          c: {due: 1h, pause: []}
    """)
    big_sale = Expression("big_sale", ["field", "big_sale", "boolean"], "boolean")
    a, b, c = sop.steps.values()
    assert a.due == (Case(big_sale, None), Case(None, Instant("24h", unit="ms", amount=86_400_000)))
    assert a.limit is None
    assert a.not_before == (
        Case(None, Instant("30min after start", unit="ms", amount=1_800_000, anchor=Anchor("start"))),
    )
    assert b.due == (Case(big_sale, Instant("2 days", unit="days", amount=2)),)
    assert (a.pause, c.pause) == (("hold",), ())


def test_a_deadline_is_kept_by_the_step_of_its_name() -> None:
    sop = good("""
        sop: x
        steps: [sign up, pay]
        deadlines:
          pay: {due: 3 days after start}
          first: {title: 报名, step: sign up, due: 1 day after start}
    """)
    assert (sop.deadlines["pay"].step, sop.deadlines["pay"].outcome) == ("pay", None)
    assert (sop.deadlines["first"].step, sop.deadlines["first"].title) == ("sign up", "报名")


def test_values_are_literal_unless_they_begin_with_an_equals_sign() -> None:
    sop = good("""
        sop: x
        required: [none_yet]
        data:
          platform: {type: [tmall, jd], default: TMALL}
          asked_at: {type: datetime, default: = start}
          sale_at: {type: datetime, default: "2026-11-11 20:00+08:00"}
          goods: {type: money, default: "1,234.5"}
          lead: {type: duration, default: 3 天}
          tags: {type: list, of: text, default: [a, "b, c"]}
          none_yet: {type: list, default: []}
          agreed: boolean
          note: text
        steps:
          go: {outcomes: {done: {to: end, set: {agreed: 否, note: "= platform + \\"!\\""}}}}
    """)
    assert {name: field.default for name, field in sop.data.items()} == {
        "platform": "tmall",
        "asked_at": Expression("start", ["call", "start", []], "datetime"),
        "sale_at": 1_794_398_400_000,
        "goods": "1234.50",
        "lead": "3 days",
        "tags": ["a", "b, c"],
        "none_yet": None,
        "agreed": None,
        "note": None,
    }
    assert sop.steps["go"].outcomes["done"].set[0] == ("agreed", False)
    name, note = sop.steps["go"].outcomes["done"].set[1]
    assert (name, note.source, note.type) == ("note", 'platform + "!"', "text")


def test_bounds_are_in_stored_form() -> None:
    """Of texts and lists they count characters and items."""
    sop = good("""
        sop: x
        required: [a, b, c, d, e, f]
        data:
          a: {type: money, min: 0.1, max: 1000}
          b: {type: number, min: 1.50, max: 2.0}
          c: {type: text, min: 2, max: 20}
          d: {type: list, of: file, min: 5}
          e: {type: datetime, min: 2026-01-01 00:00Z}
          f: {type: duration, max: 2 weeks}
        steps: [go]
    """)
    assert {name: (field.min, field.max) for name, field in sop.data.items()} == {
        "a": ("0.10", "1000.00"),
        "b": ("1.5", 2),
        "c": (2, 20),
        "d": (5, None),
        "e": (1_767_225_600_000, None),
        "f": (None, "2 weeks"),
    }
    assert sop.data["d"].of == "file"


def test_a_computed_field_may_stand_before_what_it_is_computed_from() -> None:
    sop = good("""
        sop: x
        required: [price, cost]
        data:
          good_margin: {type: boolean, value: margin >= 0.4}
          margin: {type: number, value: (price - cost) / price}
          price: money
          cost: money
        steps: {go: {checklist: [{must: good_margin, title: 毛利}]}}
    """)
    holds = sop.data["good_margin"].value
    assert holds is not None
    assert holds.type == "boolean"
    assert holds.tree[1][:2] == ["computed", "margin"]


def test_an_optional_step_is_left_by_done() -> None:
    sop = good("""
        sop: x
        data: {fragile: {type: boolean, default: no}}
        steps: {pad: {when: fragile}, ship: {}}
    """)
    assert sop.steps["pad"].when == Expression("fragile", ["field", "fragile", "boolean"], "boolean")
    assert sop.steps["pad"].outcomes["done"].to == to("ship")


def test_texts_are_kept_as_they_are() -> None:
    sop = good("""
        sop: x
        title: 发货
        texts: {en: {发货: Shipping, 打包: Pack, 缺货: Out of stock}}
        steps: {打包: {outcomes: {done: end, 缺货: end.cancelled}}}
    """)
    assert sop.texts == {"en": {"发货": "Shipping", "打包": "Pack", "缺货": "Out of stock"}}


def test_a_list_of_fields_is_texts() -> None:
    sop = good("sop: x\nref: 订单号\nrequired: [note]\ndata: [订单号, note]\nsteps: [go]\n")
    assert sop.data == {"订单号": Field("订单号", "订单号", "text"), "note": Field("note", "note", "text")}


def test_a_step_of_several_words_is_named_in_quotes_in_expressions_and_bare_in_times() -> None:
    sop = good("""
        sop: x
        steps:
          Collect samples: {}
          Shoot:
            due: 2 days after Collect samples.done
            outcomes: {done: end, again: {to: Collect samples, when: visits("Collect samples") < 3}}
    """)
    due = sop.steps["Shoot"].due
    assert due is not None
    assert due[0].value.anchor == Anchor("outcome", "Collect samples", "done")
    again = sop.steps["Shoot"].outcomes["again"].when
    assert again is not None
    assert ["visits", "Collect samples"] in again.tree


def test_outcomes_may_have_names_that_expressions_could_not_say() -> None:
    sop = good("sop: x\nsteps: {检查: {outcomes: {pass: end, 不-合格: end.failed}}}\n")
    assert list(sop.steps["检查"].outcomes) == ["pass", "不-合格"]
