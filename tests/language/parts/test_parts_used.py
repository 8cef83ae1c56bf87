"""Shared parts mean what the same SOP means with everything written out; and every mistake has its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sharing import PARTS, SOP, Example, check, examples, good, report

from engine.language.nodes import Node
from engine.language.parts import Shelf, beside, bundle, unbundle, use
from engine.language.parts.shelf import well_formed
from engine.language.source import read
from engine.model.codec import dump

SHARED = """\
    parts: common
    help: What the shop's SOPs have in common.
    checklists:
      ad_words:
        - 不含极限词
        - {must: len(headline) <= 60, title: 标题不超过 60 字}
        - {fill: checked_at, when: amount > 100}
      prices: [价格正确]
    roles:
      signer: {amount > 1000: director, else: lead}
      both: [lead, director]
      boss: director
    reasons:
      late: [爆单, 缺人手]
    data:
      amount: {type: money, min: 0, title: 金额}
      kind: [new, old]
      checked_at: datetime
    texts:
      en: {不含极限词: No superlatives, 标题不超过 60 字: 60 characters at most, 爆单: Rush, 金额: Amount,
           缺人手: Short of hands}
"""
USING = """\
    sop: x
    use: ../common.parts.yaml
    role: both
    owner: boss
    may: {start: [designer, both], cancel: boss}
    required: [headline, amount, sort]
    data:
      headline: text
      amount: {use: amount}
      ceiling: {use: amount, title: 上限, min: 1}
      sort: {use: kind, title: 类别}
      checked_at: {use: checked_at}
    steps:
      write:
        checklist:
          - fill: ceiling
          - use: ad_words
          - 图片齐全
          - use: prices
        outcomes:
          done: {to: sign, checklist: [use: prices]}
          stop: {to: end.stopped, role: signer, reason: [use: late, 客户取消]}
      sign:
        role: signer
        outcomes:
          approve: check
      check: {role: {amount > 7: [designer, boss], else: both}}
    outcomes:
      cancel: {to: end.cancelled, reason: [use: late], role: boss}
    reasons: {late: [use: late, 其他], cancel: [没有原因]}
    texts:
      en: {上限: Limit, 类别: Kind, 图片齐全: Pictures are there, 价格正确: Prices are right,
           客户取消: Customer cancelled, 其他: Other, 没有原因: No reason, 缺人手: Too few people}
"""
WRITTEN_OUT = """\
    sop: x
    role: [lead, director]
    owner: director
    may: {start: [designer, lead, director], cancel: director}
    required: [headline, amount, sort]
    data:
      headline: text
      amount: {type: money, min: 0, title: 金额}
      ceiling: {type: money, min: 1, title: 上限}
      sort: {type: [new, old], title: 类别}
      checked_at: datetime
    steps:
      write:
        checklist:
          - fill: ceiling
          - 不含极限词
          - {must: len(headline) <= 60, title: 标题不超过 60 字}
          - {fill: checked_at, when: amount > 100}
          - 图片齐全
          - 价格正确
        outcomes:
          done: {to: sign, checklist: [价格正确]}
          stop:
            to: end.stopped
            role: {amount > 1000: director, else: lead}
            reason: [爆单, 缺人手, 客户取消]
      sign:
        role: {amount > 1000: director, else: lead}
        outcomes:
          approve: check
      check: {role: {amount > 7: [designer, director], else: [lead, director]}}
    outcomes:
      cancel: {to: end.cancelled, reason: [爆单, 缺人手], role: director}
    reasons: {late: [爆单, 缺人手, 其他], cancel: [没有原因]}
    texts:
      en: {上限: Limit, 类别: Kind, 图片齐全: Pictures are there, 价格正确: Prices are right,
           客户取消: Customer cancelled, 其他: Other, 没有原因: No reason, 缺人手: Too few people,
           不含极限词: No superlatives, 标题不超过 60 字: 60 characters at most, 爆单: Rush, 金额: Amount}
"""


def test_what_is_used_is_as_if_it_were_written_there() -> None:
    used, written = good(USING, SHARED), good(WRITTEN_OUT)
    assert dump(used) == dump(written)


def test_what_is_not_used_leaves_nothing() -> None:
    plain = "sop: x\nsteps: [write]\n"
    assert good(plain + "use: ../common.parts.yaml\n", SHARED) == good(plain)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
def test_every_mistake_is_said_where_it_stands(example: Example) -> None:
    assert report(example.files) == example.report


# Before compiling: nodes


def whole(sop: str, **files: str) -> Node:
    """The document with what it uses put in, whatever this version makes of it."""
    root, _ = read(sop.encode(), "x.sop.yaml")
    assert root is not None
    known = {f"{name}.parts.yaml": text.encode() for name, text in files.items()}
    used = use(root, "x.sop.yaml", Shelf(beside(known)), None)
    assert used.found == []
    assert used.root is not None
    return used.root


def said(node: Node | None) -> object:
    assert node is not None
    if node.entries:
        return {key: said(value) for key, (_, value) in node.entries.items()}
    return [said(item) for item in node.items] if node.items else node.text


def test_shared_tables_stand_beside_those_of_the_sop() -> None:
    common = "parts: common\ntables: {limits: 'a => other.b', other: 'c => b', unused: 'z => b'}\n"
    sop = "sop: x\nuse: common.parts.yaml\nsteps: {go: {due: limits.b after start}}\n"
    limits = {"limits": "a => other.b", "other": "c => b"}
    assert said(whole(sop, common=common).get("tables")) == limits
    own = sop + "tables: {own: 'c => d'}\n"
    assert said(whole(own, common=common).get("tables")) == {"own": "c => d", **limits}


def test_a_shared_table_answers_like_one_of_the_sops_own() -> None:
    table = "tables:\n  limits: |\n    platform => answer\n    wechat => 48h\n    - => 24h\n"
    sop = "sop: x\nrequired: [platform]\ndata: {platform: [wechat, jd]}\nsteps: {go: {due: limits.answer}}\n"
    other = "  unused: |\n    colour => answer\n    red => 48h\n"
    shared = good(sop + "use: ../common.parts.yaml\n", "parts: common\n" + table + other)
    assert dump(shared) == dump(good(sop + table))


def test_what_is_inside_lanes_and_items_uses_parts_too() -> None:
    common = (
        "parts: common\nroles: {boss: director}\nchecklists: {words: [a, b]}\n"
        "data: {n: {type: integer, min: 1}}\n"
    )
    root = whole(
        "sop: x\nuse: common.parts.yaml\nsteps:\n"
        "  both: {parallel: {one: {role: boss, steps: {do: {checklist: [use: words]}}}, two: [go]}}\n"
        "  all: {each: p in parcels, data: {m: {use: n}}, steps: {send: {role: [boss, x]}}}\n",
        common=common,
    )
    assert said(root.get("steps")) == {
        "both": {"parallel": {"one": {"role": "director", "steps": {"do": {"checklist": ["a", "b"]}}},
                              "two": ["go"]}},
        "all": {"each": "p in parcels", "data": {"m": {"type": "integer", "min": "1"}},
                "steps": {"send": {"role": ["director", "x"]}}},
    }  # fmt: skip


def test_the_document_that_was_read_stays_as_it_was() -> None:
    text = "sop: x\nuse: common.parts.yaml\nrole: boss\nsteps: {go: {checklist: [use: words, c]}}\n"
    root, _ = read(text.encode(), "x.sop.yaml")
    assert root is not None
    before = said(root)
    files = {"common.parts.yaml": b"parts: common\nroles: {boss: director}\nchecklists: {words: [a, b]}\n"}
    used = use(root, "x.sop.yaml", Shelf(beside(files)), None)
    assert said(root) == before
    assert used.root is not None
    assert said(used.root) != before


def test_a_file_is_used_once_by_whatever_path() -> None:
    paths = "common.parts.yaml, ./common.parts.yaml, sub/../common.parts.yaml"
    sop = f"sop: x\nuse: [{paths}]\nrole: boss\nsteps: [go]\n"
    assert said(whole(sop, common="parts: common\nroles: {boss: director}\n").get("role")) == "director"


def test_very_much_is_refused_in_no_time() -> None:
    lines = "[" + ", ".join(["x"] * 3_000) + "]"
    uses = "[" + ", ".join(["use: words"] * 6_000) + "]"
    files = {
        PARTS: f"parts: common\nchecklists: {{words: {lines}}}\n",
        SOP: f"sop: x\nuse: ../common.parts.yaml\nsteps: {{go: {{checklist: {uses}}}}}\n",
    }
    (document,) = [one for one in check(files) if one.kind == "sop"]
    assert [each.code for each in document.diagnostics] == ["U113"]


@pytest.mark.parametrize(
    "path",
    ["common.parts.yaml", "../common.parts.yml", "a/b/c.parts.yaml", "./共用.parts.yaml", "a b.parts.yaml"],
)
def test_paths(path: str) -> None:
    assert well_formed(path)


@pytest.mark.parametrize(
    "path",
    [
        "/common.parts.yaml", "//host/common.parts.yaml", "\\\\host\\a.parts.yaml", "c:a.parts.yaml",
        "common.yaml", ".yaml", "common.parts.yaml/", "a//b.parts.yaml", " common.parts.yaml",
        "../ a.parts.yaml",
        "~root/a.parts.yaml", "a\0.parts.yaml", "a\n.parts.yaml", "a\x1b[31m.parts.yaml", "file:a.parts.yaml",
        "*.parts.yaml", "a\u2028.parts.yaml", "\ud800.parts.yaml", "x" * 400 + ".parts.yaml", "/etc/passwd",
    ],
)  # fmt: skip
def test_what_is_no_path(path: str) -> None:
    assert not well_formed(path)


# The source of a version


TEXTS = st.text(alphabet=st.sampled_from("ab\n-# :é字,0123 sopparts"), max_size=40) | st.sampled_from(
    ["--- # sop: 3 characters\nabc\n", "--- # parts: 1 characters, x\n", "--- # sop: 0 characters\n\n"]
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.sampled_from(["a.parts.yaml", "../b, c.parts.yaml"]), TEXTS), max_size=2))
def test_a_bundle_gives_back_what_went_into_it(source: str, parts: list[tuple[str, str]]) -> None:
    parts = list(dict(parts).items())
    if parts:
        assert unbundle(bundle(source, parts)) == (source, dict(parts))
    else:
        assert bundle(source, []) == source


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sop: x\n",
        "--- # sop: 5 characters\nabc",
        "--- # sop: 1 characters\na\nmore",
        "--- # sop: 9 characters\n",
    ],
)
def test_a_source_alone_is_no_bundle(text: str) -> None:
    assert unbundle(text) == (text, {})
