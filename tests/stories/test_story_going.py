"""How stories go: what is otherwise is said at its place, in both languages; what they reach is counted."""

from __future__ import annotations

import pytest
from small_stories import Example, around, examples, report, results, suite_of

from engine.publishing import check_documents
from engine.stories import measure, read_stories, run, surroundings
from engine.words import set_language

CHINESE = """\
FAILED light
x.story.yaml:5:21: 错误[T040] 被拒绝：T-1/pack#1 还不能以 done 完成。第 3 项 pad it：没有打勾
    5 |     - {at: "10:00", advance: pack, tick: 1, values: {weight_kg: 3}}
      |                     ^^^^^^^
      提示：如果本来就该如此，请写 refused: cannot-close
FAILED light too
x.story.yaml:7:73: 错误[T043] due promise 应为：2026-11-21 09:00；实际是：none
    7 |     - {at: 2026-11-20 09:30, by: wang, start: {}, then: {due: {promise: 2026-11-21 09:00}, end: end}}
      |                                                                         ^^^^^^^^^^^^^^^^

x.story.yaml:7:97: 错误[T043] end 应为：end；实际是：none
    7 |     - {at: 2026-11-20 09:30, by: wang, start: {}, then: {due: {promise: 2026-11-21 09:00}, end: end}}
      |                                                                                                 ^^^
步骤 1/3、结果 0/6、检查项 0/3、时限 0/3
没有用例走到这些步骤：freight、send
没有用例走到这些结果：pack.done -> freight、pack.done -> send、stop、freight.done、send.done、send.back
没有用例走到这些检查项：pack.1 label it、pack.2 weight_kg、pack.3 pad it
没有用例走到这些时限：promise、pack、freight
"""


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


@pytest.mark.parametrize("example", examples("going"), ids=lambda each: each.title)
def test_a_story_that_goes_otherwise_is_reported_like_this(example: Example) -> None:
    assert report(example.document) == example.report


def test_the_same_in_chinese() -> None:
    set_language("zh")
    assert (
        report(
            "story: parcel\nstories:\n  light:\n"
            "    - {at: 2026-11-20 09:30, by: wang, start: {}}\n"
            '    - {at: "10:00", advance: pack, tick: 1, values: {weight_kg: 3}}\n'
            "  light too:\n"
            "    - {at: 2026-11-20 09:30, by: wang, start: {}, "
            "then: {due: {promise: 2026-11-21 09:00}, end: end}}\n"
        )
        == CHINESE
    )


ALL_WAYS = """\
story: parcel
given: {data: {paid_at: 2026-11-20 09:00}}
stories:
  heavy, sent back, stopped:
    - {at: 2026-11-20 09:30, by: wang, start: {}, then: {limit: {promise: 2026-11-22 09:00}}}
    - {then: {due: {pack: 2026-11-20 11:30}}}
    - {at: "10:00", check: pack, tick: label it}
    - {at: "10:00", check: pack, na: 3, reason: not fragile}
    - {at: "10:00", advance: pack, values: {weight_kg: 31}, then: {due: {freight: 2026-11-23 10:00}}}
    - {at: "11:00", advance: freight, then: {open: send}}
    - {at: "11:00", advance: send, outcome: back, reason: wet, then: {open: pack}}
    - {at: "11:30", by: li, advance: pack, outcome: stop, reason: other}
  light:
    - {at: 2026-11-20 09:30, by: wang, start: {}}
    - {at: "10:00", advance: pack, tick: all, values: {weight_kg: 30}}
    - {at: "11:00", advance: send, then: {end: end, open: []}}
"""


def test_an_outcome_from_any_step_counts_once_and_one_with_several_ways_for_each() -> None:
    suite = suite_of(ALL_WAYS)
    went = list(run(suite))
    assert [result.failures for result in went] == [(), ()]
    coverage = measure(suite, went)
    counts = [(count.reached, count.all) for count in coverage]
    assert counts == [(3, 3), (6, 6), (3, 3), (3, 3), (0, 0), (0, 0)]
    heavy, light = (measure(suite, [one]) for one in went)
    assert list(light.outcomes.missing) == ["pack.done -> freight", "stop", "freight.done", "send.back"]
    assert list(heavy.outcomes.missing) == ["pack.done -> send", "send.done"]
    assert list(light.deadlines.missing) == ["promise", "pack", "freight"], "looked at is what counts"


def test_an_outcome_that_a_step_has_for_itself_is_its_own() -> None:
    sop = (
        "sop: own\noutcomes:\n  stop: {to: end, checklist: [say why]}\nsteps:\n"
        "  a: {next: b}\n  b: {outcomes: {stop: end.other, done: end}}\n"
    )
    checked = check_documents({"own.sop.yaml": sop.encode()})
    text = (
        "story: own\ngiven: {people: {li: service}}\nstories:\n"
        "  x:\n    - {at: 2026-11-20 09:30, by: li, start: {}}\n    - {advance: a}\n"
        "    - {advance: b, outcome: stop, then: {end: end.other}}\n"
    )
    suite, found = read_stories(text.encode(), "own.story.yaml", surroundings(checked, ""))
    assert suite is not None, found
    coverage = measure(suite, run(suite))
    assert coverage.outcomes.missing == {"stop": "", "b.done": ""}
    assert coverage.lines.missing == {"say why": ""}


def test_a_computed_field_is_worked_out_when_it_is_looked_at() -> None:
    sop = "sop: sum\nsteps: [x]\ndata: {a: {type: integer, columns: a}, b: {type: integer, value: a * 2}}\n"
    checked = check_documents({"sum.sop.yaml": sop.encode()})
    text = (
        "story: sum\ngiven: {people: {li: service}}\nstories:\n  x:\n"
        "    - {at: 2026-11-20 09:30, by: li, start: {}, then: {data: {b: ''}}}\n"
        "    - {set: {a: 2}, then: {data: {b: 4}}}\n    - {then: {data: {b: 5}}}\n"
    )
    suite, found = read_stories(text.encode(), "sum.story.yaml", surroundings(checked, ""))
    assert suite is not None, found
    (result,) = run(suite)
    assert [failure.found.data for failure in result.failures] == [
        {"key": "data b", "wanted": "5", "seen": "4"}
    ]


def test_every_story_runs_by_itself_and_stops_where_it_goes_otherwise() -> None:
    failed, passed = results(
        "story: parcel\nstories:\n  a:\n"
        "    - {at: 2026-11-20 09:30, by: wang, start: {}, then: {open: send}}\n"
        "    - {advance: freight}\n"
        "  b:\n    - {at: 2026-11-20 09:30, by: wang, start: {}, then: {open: pack}}\n"
    )
    assert [failure.found.code for failure in failed.failures] == ["T043"]
    assert passed.failures == ()


def test_the_document_nearer_to_the_stories_counts() -> None:
    texts = {
        "a/parcel.sop.yaml": "sop: parcel\nsteps: [near]\n",
        "parcel.sop.yaml": "sop: parcel\nsteps: [far]\n",
        "workspace.yaml": "workspace: shop\nzone: Europe/Berlin\n",
    }
    checked = check_documents({name: text.encode() for name, text in texts.items()})
    for folder, step in (("a", "near"), ("", "far"), (".", "far")):
        found = surroundings(checked, folder)
        definition = found.sops["parcel"].definition
        assert definition is not None
        assert definition.first == step
        assert found.zone == "Europe/Berlin"
    assert around().zone == "Asia/Shanghai"
