"""What a refusal says: every code, its exact words, its reasons and the command that helps."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from engine.model.definition import Case, Definition, Field, Outcome, Step
from engine.model.refusals import Refusal
from engine.model.team import Person, Team
from engine.render.refusal_back_texts import BACK_TEXTS
from engine.render.refusal_calendar_texts import CALENDAR_TEXTS
from engine.render.refusal_do_texts import DO_TEXTS
from engine.render.refusal_effect_texts import EFFECT_TEXTS
from engine.render.refusal_hold_texts import HOLD_TEXTS
from engine.render.refusal_migrate_texts import MIGRATE_TEXTS
from engine.render.refusal_people_texts import PEOPLE_TEXTS
from engine.render.refusal_schedule_texts import SCHEDULE_TEXTS
from engine.render.refusal_texts import TEXTS
from engine.render.refusal_vote_texts import VOTE_TEXTS
from engine.render.refusal_worklist_texts import WORKLIST_TEXTS
from engine.render.refusals import line, render, text_of

AT = 1_795_298_280_000  # 2026-11-22 05:58 in Shanghai

SAID = [
    (
        "unknown-sop",
        {"name": "shiping", "sops": ["shipping", "listing"]},
        "No SOP called shiping is published. Did you mean: shipping?",
    ),
    (
        "unknown-version",
        {"sop": "shipping", "version": 5, "latest": 3},
        "shipping has no version 5; the latest is 3.",
    ),
    ("no-earlier-version", {"sop": "shipping"}, "shipping has one version; there is none before it."),
    ("not-an-sop", {"path": "team.yaml"}, "team.yaml is no SOP, but another document."),
    ("unknown-task", {"text": "T-99"}, "There is no task T-99."),
    ("ambiguous-ref", {"ref": "8801", "tasks": [3, 17]}, "8801 is the name of several tasks: T-3, T-17."),
    (
        "unknown-step",
        {"task": 17, "step": "pak", "suggestions": ["pack"]},
        "T-17 has no step pak. Did you mean: pack?",
    ),
    ("unknown-visit", {"task": 17, "visit": 9}, "T-17 has no visit 9."),
    (
        "unknown-outcome",
        {"step": "pack", "outcome": "dnoe", "outcomes": ["done", "broken"]},
        "pack has no outcome dnoe. It has: done, broken. Did you mean: done?",
    ),
    ("unknown-outcome", {"step": "pack", "outcome": "dnoe", "outcomes": []}, "pack has no outcome dnoe."),
    (
        "unknown-field",
        {"field": "wieght_kg", "fields": ["weight_kg"]},
        "There is no data field wieght_kg. Did you mean: weight_kg?",
    ),
    ("unknown-role", {"role": "leed", "roles": ["lead"]}, "The team has no role leed. Did you mean: lead?"),
    ("unknown-person", {"name": "小李"}, "Nobody in the team is called 小李."),
    ("unknown-login", {"login": "ops"}, "The login ops belongs to nobody in the team."),
    ("no-team", {}, "No team is published yet."),
    ("no-channels", {}, "No channels are published, so nothing can be sent."),
    (
        "unknown-channel",
        {"name": "opps", "channels": ["ops", "mail"]},
        "There is no channel opps. Did you mean: ops?",
    ),
    (
        "to-whom",
        {"channel": "mail", "kind": "email", "person": "小李"},
        "小李 has no handle for the channel mail (email).",
    ),
    (
        "to-whom",
        {"channel": "mail", "kind": "email"},
        "The team file says no email handle of yours, to which mail could send.",
    ),
    ("calendar-missing", {"name": "cn-office"}, "The calendar cn-office is not published."),
    ("calendar-gap", {"year": 2027, "calendar": "cn"}, "The calendar cn has no data for 2027."),
    (
        "step-not-open",
        {"task": 17, "step": "pick", "open": ["pack", "weigh"]},
        "T-17 is not in pick now; it is in pack, weigh.",
    ),
    ("step-not-open", {"task": 17, "step": "pick", "open": []}, "T-17 is not in pick now."),
    (
        "visit-closed",
        {"visit": "T-17/pack#2", "actor": "小王", "at": AT, "outcome": "done"},
        "T-17/pack#2 was closed already: done, by 小王, at 2026-11-22 05:58.",
    ),
    ("task-ended", {"task": 17, "end": "end.lost", "at": AT}, "T-17 ended at 2026-11-22 05:58: end.lost."),
    (
        "outcome-not-possible",
        {"outcome": "buyer_cancels", "source": "not closed(hand_over)"},
        "buyer_cancels is not possible now. It is possible when: not closed(hand_over)",
    ),
    (
        "outcome-unknowable",
        {"outcome": "fast", "missing": "big_sale"},
        "Whether fast is possible depends on big_sale, which has no value.",
    ),
    (
        "not-before",
        {"step": "a", "earliest": AT, "at": AT - 1},
        "It is too early: not before 2026-11-22 05:58.",
    ),
    (
        "no-case",
        {"outcome": "done", "step": "pack"},
        "No case of done in pack holds, so there is no next step.",
    ),
    ("endless-skips", {"step": "a"}, "From a on, every step is skipped, without end."),
    ("nothing-to-do", {}, "This changes nothing: everything in it is so already."),
    ("duplicate-command", {"kind": "advance"}, "This command's id was used before, with other content."),
    ("already-started", {"task": 17, "value": "8801"}, "T-17 was started with 8801 already."),
    (
        "not-your-role",
        {"step": "pack", "person": "小张", "roles_needed": ["warehouse"], "roles_held": ["service", "lead"]},
        "pack is for warehouse. 小张 holds: service, lead.",
    ),
    (
        "not-your-role",
        {"step": "pack", "person": "小张", "roles_needed": ["warehouse"], "roles_held": []},
        "pack is for warehouse. 小张 holds no role.",
    ),
    (
        "not-by",
        {"person": "小张", "step": "review", "other_step": "write"},
        "review has to be done by somebody else than 小张, who did write.",
    ),
    (
        "may-not",
        {"person": "小张", "action": "cancel", "roles_needed": ["director"]},
        "小张 may not cancel a task. Who may: director.",
    ),
    (
        "may-not",
        {"person": "小张", "action": "cancel", "roles_needed": []},
        "小张 may not cancel a task. No role may.",
    ),
    (
        "may-not-act-as",
        {"person": "小张", "other": "小王", "roles_needed": []},
        "小张 may not act as 小王. No role may.",
    ),
    ("workspace-exists", {"path": "a/sop.db"}, "There is a workspace already: a/sop.db"),
    ("unknown-zone", {"zone": "Mars"}, "Mars is no time zone."),
    ("bad-sop-name", {"name": "../x"}, "../x cannot be the name of an SOP."),
    ("no-documents", {"folder": "a"}, "There are no SOPs, teams or calendars in a."),
    ("no-stories", {"folder": "a"}, "There are no stories in a."),
    ("folder-not-empty", {"path": "a"}, "a is not empty."),
    ("file-exists", {"path": "a.yaml"}, "a.yaml is there already and was left as it is."),
    (
        "rejects-over-input",
        {"path": "a.csv"},
        "The rejects would be written over a.csv, which is being read.",
    ),
    ("which-outcome", {"step": "a", "outcomes": ["x", "y"]}, "a has several outcomes; name one: x, y."),
    ("no-workspace", {"folder": "/a"}, "There is no workspace in /a or above it."),
    ("bad-now", {"text": "soon"}, "SOP_NOW is not an instant: soon"),
    (
        "several-open",
        {"task": 17, "visits": ["T-17/a", "T-17/b"]},
        "T-17 is in several steps; name one: T-17/a, T-17/b.",
    ),
    (
        "several-open",
        {"task": 17, "visits": ["T-17/a/X", "T-17/a/Y"], "more": 3},
        "T-17 is in several steps; name one: T-17/a/X, T-17/a/Y, or one of 3 more.",
    ),
    (
        "cannot-close",
        {"task": 17, "step": "pack", "n": 1, "outcome": "done"},
        "T-17/pack#1 cannot be closed with done yet.",
    ),
    ("checklist-wrong", {}, "These checklist lines cannot be marked so."),
    ("tick-missing", {"no": 1, "title": "包装"}, "line 1, 包装: not ticked"),
    (
        "value-missing",
        {"no": 3, "title": "重量", "field": "weight_kg"},
        "line 3, 重量: no value yet (weight_kg)",
    ),
    (
        "value-unconfirmed",
        {"no": 3, "title": "重量", "field": "weight_kg", "value": "31.5"},
        "line 3, 重量: 31.5 from an earlier visit, to be confirmed (weight_kg)",
    ),
    (
        "must-fails",
        {"no": 4, "title": "够轻", "source": "weight_kg < 30"},
        "line 4, 够轻: does not hold (weight_kg < 30)",
    ),
    (
        "must-unknown",
        {"no": 4, "title": "够轻", "field": "weight_kg"},
        "line 4, 够轻: cannot be told while weight_kg has no value",
    ),
    (
        "must-unknown",
        {"no": 4, "title": "够轻", "source": "a > 1"},
        "line 4, 够轻: cannot be told while a value is missing (a > 1)",
    ),
    ("item-unknown", {"no": 9, "step": "pack"}, "There is no checklist line 9 here."),
    ("item-not-tickable", {"no": 3, "title": "重量"}, "Line 3, 重量, is not for ticking."),
    ("item-not-na", {"no": 1, "title": "包装"}, "Line 1, 包装, cannot be marked as not applicable."),
    ("not-ticked", {"no": 1}, "Line 1 is not ticked, so it cannot be taken back."),
    (
        "not-bulk",
        {"step": "refund", "lines": [1, 3]},
        "In refund, lines cannot be ticked all at once: look at each and tick it by its number (1, 3).",
    ),
    ("reason-required", {"outcome": "lost", "reasons": []}, "lost needs a reason."),
    ("reason-required", {"outcome": "lost", "reasons": ["a", "b"]}, "lost needs a reason, one of: a, b."),
    (
        "reason-not-listed",
        {"reason": "爆丹了", "reasons": ["爆单了", "缺人手"]},
        "爆丹了 is not one of the reasons: 爆单了, 缺人手. Did you mean: 爆单了?",
    ),
    (
        "late-reason-not-listed",
        {"reason": "x", "reasons": ["爆单"]},
        "x is not one of the reasons for being late: 爆单.",
    ),
    ("reason-empty", {}, "The reason is empty."),
    (
        "bad-text",
        {"most": 10},
        "This text cannot be written down: more than 10 characters, or one that is no text.",
    ),
    ("empty-comment", {}, "The comment is empty."),
    ("computed-field", {"field": "total"}, "total is computed and cannot be given."),
    (
        "frozen-field",
        {"field": "order_no", "title": "订单"},
        "order_no names the task and stays as it was at the start.",
    ),
    (
        "missing-value",
        {"field": "paid_at", "where": "case", "source": "paid_at > 1"},
        "paid_at has no value, and it is needed to work out: paid_at > 1",
    ),
    (
        "missing-value",
        {"field": "paid_at", "where": "role", "source": "paid_at > 1", "step": "pay"},
        "paid_at has no value, and who does pay depends on it: paid_at > 1",
    ),
    (
        "no-row",
        {"table": "rates", "output": "share", "where": "case", "source": "rates.share > 1"},
        "No row of the table rates gives share here, which this needs: rates.share > 1",
    ),
    ("bad-value", {"field": "x"}, "x: this value cannot be taken."),
    ("bad-values", {}, "Some values cannot be taken."),
    ("required-missing", {}, "A start needs more values."),
    ("required-value", {"field": "order_no", "title": "订单"}, "order_no: a start needs it."),
    (
        "evaluation-failed",
        {"source": "a / b", "problem": "division-by-zero"},
        "a / b could not be worked out: division by zero.",
    ),
    ("in-the-future", {"at": AT, "now": AT - 1}, "2026-11-22 05:58 lies in the future."),
    (
        "before-opened",
        {"at": AT, "earliest": AT + 60_000},
        "2026-11-22 05:58 is before the step was opened, at 2026-11-22 05:59.",
    ),
    (
        "closes-itself",
        {"step": "prepare", "outcome": "done", "kind": "parallel"},
        "'done' of prepare is not for people: it happens by itself.",
    ),
    (
        "closes-itself",
        {"step": "paid", "outcome": "done", "waits": {"condition": "has(a)", "signal": "x", "until": AT}},
        "'done' of paid is not for people: it happens by itself. "
        "Waits for has(a) or the signal x, until 2026-11-22 05:58.",
    ),
    (
        "team-without-you",
        {"team": "shop", "login": "ma"},
        "ma belongs to nobody in the team shop: whoever publishes it could do nothing any more.",
    ),
    (
        "nobody-may-publish",
        {"team": "shop", "roles_needed": ["lead"]},
        "Nobody in the team shop who has a login could publish any more: lead.",
    ),
    (
        "item-field",
        {"field": "weight", "block": "parcels"},
        "weight belongs to one item of parcels, not to the whole task.",
    ),
    (
        "endless-moves",
        {"step": "a", "most": 100},
        "After a steps that close themselves go round without an end (100 times).",
    ),
    ("unknown-notice", {"number": 7}, "There is no notice 7."),
    (
        "notice-not-given-up",
        {"number": 7},
        "Notice 7 was not given up: it was delivered, or it still waits.",
    ),
    (
        "not-into-items",
        {"step": "weigh", "block": "parcels"},
        "weigh is done for each item of parcels: nothing can lead there from outside.",
    ),
    (
        "before-start",
        {"at": AT, "earliest": AT + 61_000},
        "2026-11-22 05:58 is before the task was started, at 2026-11-22 05:59:01.",
    ),
]


@pytest.mark.parametrize(
    ("code", "data", "text"), SAID, ids=[f"{code}-{n}" for n, (code, _, _) in enumerate(SAID)]
)
def test_each_code_says_this(code: str, data: dict[str, object], text: str) -> None:
    assert line(Refusal(code, data), "Asia/Shanghai") == text


def test_every_code_is_in_the_list_above() -> None:
    elsewhere = {  # each has a test
        *MIGRATE_TEXTS, *EFFECT_TEXTS, *CALENDAR_TEXTS, *HOLD_TEXTS, *SCHEDULE_TEXTS,
        *DO_TEXTS, *PEOPLE_TEXTS, *VOTE_TEXTS, *BACK_TEXTS,
        *WORKLIST_TEXTS,
    }  # fmt: skip
    assert {code for code, _, _ in SAID} == set(TEXTS) - elsewhere


def test_a_block_names_everything_that_is_missing_and_the_command_that_helps() -> None:
    refusal = Refusal(
        "cannot-close",
        {"task": 17, "step": "pack", "n": 1, "outcome": "done"},
        (
            Refusal("tick-missing", {"no": 1, "title": "包装准确无误"}),
            Refusal("value-missing", {"no": 3, "title": "重量(kg)", "field": "weight_kg"}),
        ),
        ("advance", "T-17/pack#1", "done", "--tick", "1", "--set", "weight_kg=VALUE"),
    )
    assert render(refusal) == (
        "T-17/pack#1 cannot be closed with done yet. 2 things are missing:\n"
        "  - line 1, 包装准确无误: not ticked\n"
        "  - line 3, 重量(kg): no value yet (weight_kg)\n"
        "Try: sop advance T-17/pack#1 done --tick 1 --set weight_kg=VALUE"
    )


def test_what_is_missing_for_closing_makes_the_command_that_gives_it() -> None:
    refusal = Refusal(
        "cannot-close",
        {"task": 17, "step": "pack", "n": 2, "outcome": "lost"},
        (
            Refusal("reason-required", {"outcome": "lost", "reasons": []}),
            Refusal("tick-missing", {"no": 1, "title": "a"}),
            Refusal("tick-missing", {"no": 2, "title": "b"}),
            Refusal("value-missing", {"no": 3, "title": "c", "field": "weight_kg"}),
            Refusal("value-unconfirmed", {"no": 4, "title": "d", "field": "courier", "value": "sf express"}),
            Refusal("must-fails", {"no": 5, "title": "e", "source": "a > 1"}),
        ),
    )
    assert render(refusal).splitlines()[-1] == (
        "Try: sop advance T-17/pack#2 lost --tick 1,2 weight_kg=VALUE 'courier=sf express' --reason TEXT"
    )


def test_no_command_is_offered_for_an_outcome_that_is_not_possible() -> None:
    reason = Refusal("outcome-not-possible", {"outcome": "lost", "source": "a > 1"})
    refusal = Refusal("cannot-close", {"task": 17, "step": "pack", "n": 1, "outcome": "lost"}, (reason,))
    assert "Try:" not in render(refusal)


def test_reasons_inside_reasons_are_indented_and_their_helps_stand_once() -> None:
    reason = Refusal("missing-value", {"field": "a"})
    refusal = Refusal("bad-values", {}, (reason, Refusal("checklist-wrong", {}, (reason,))))
    assert render(refusal) == (
        "Some values cannot be taken.\n"
        "  - a has no value, and it is needed here.\n"
        "  - These checklist lines cannot be marked so.\n"
        "    - a has no value, and it is needed here.\n"
        "Hint: give it a value: sop set TASK a=VALUE"
    )


def test_words_of_a_command_are_quoted_only_where_a_shell_needs_it() -> None:
    refusal = Refusal("empty-comment", {}, (), ("sop", "comment", "T-17", "it's 客户 here", "#x", ""))
    assert render(refusal).splitlines()[1] == "Try: sop comment T-17 'it'\\''s 客户 here' '#x' ''"


def test_names_are_shown_with_titles_where_the_sop_and_the_team_are_known() -> None:
    done = Outcome("done", "打包完成", (Case(None, "end"),))
    sop = Definition(
        "shipping",
        "发货",
        "zh",
        "pack",
        {"pack": Step("pack", "打包", (Case(None, ("warehouse",)),), outcomes={"done": done})},
        data={
            "weight_kg": Field("weight_kg", "重量", "number"),
            "phone": Field("phone", "电话", "text", private=True),
        },
    )
    team = Team("t", {"warehouse": "仓库"}, {"wang": Person("wang", "王五", frozenset())}, {})
    role = Refusal("not-your-role", {"step": "pack", "person": "wang", "roles_needed": ["warehouse"]})
    assert line(role, "UTC", sop, team) == "pack (打包) is for warehouse (仓库). wang (王五) holds no role."
    outcome = Refusal("reason-required", {"outcome": "done", "step": "pack"})
    assert line(outcome, "UTC", sop, team) == "done (打包完成) needs a reason."


def test_a_private_value_is_masked_unless_it_may_be_seen() -> None:
    sop = Definition("s", "s", "zh", "a", {}, data={"phone": Field("phone", "电话", "text", private=True)})
    refusal = Refusal(
        "value-unconfirmed", {"no": 1, "title": "电话", "field": "phone", "value": "13800000000"}
    )
    assert "13800000000" not in line(refusal, "UTC", sop)
    assert line(refusal, "UTC", sop, private=True) == (
        "line 1, 电话: 13800000000 from an earlier visit, to be confirmed (phone)"
    )


def test_what_people_wrote_moves_no_cursor_and_is_never_a_format() -> None:
    refusal = Refusal("unknown-task", {"text": "%(x)s %d \x1b[2J\u202e\n"})
    assert line(refusal) == "There is no task %(x)s %d \\x1b[2J\\u202e\\n."


def test_a_code_of_another_program_version_is_still_shown() -> None:
    assert render(Refusal("brand-new", {"a": [1, 2], "b": None})) == "Refused: brand-new. a: 1, 2"


def test_every_refusal_in_the_source_has_its_text() -> None:
    root = Path(__file__).parents[2]
    codes = set()
    for path in [*root.glob("engine/**/*.py"), *root.glob("cli/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                code = node.args[0]
                if node.func.id in ("Refusal", "refuse", "refuse_all") and isinstance(code, ast.Constant):
                    codes.add(code.value)
    assert "tick-missing" in codes
    assert not {code for code in codes if text_of(code) is None}


def test_a_help_may_be_whole_commands_instead_of_words() -> None:
    refusal = Refusal("no-workspace", {"folder": "/a"}, (), ("sop init", "sop demo"))
    assert render(refusal) == "There is no workspace in /a or above it.\nTry: sop init\nTry: sop demo"
