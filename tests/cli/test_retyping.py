"""What a refused ``advance`` gave is kept nowhere: the command that helps gives it once more."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Call

GOODS = """\
sop: goods
role: director
lang: en
ref: name
data: {name: text, price: {type: money, max: 100}, code: {type: text, private: true}}
steps:
  look: {checklist: [Front, Back, {fill: price}]}
  photo: {checklist: [{tick: Picture, evidence: yes}, Size, {fill: code}]}
  sell: {checklist: [Shelf, {must: price < 50}], outcomes: {done: end, no: {to: look, reason: [dear]}}}
"""


@pytest.fixture
def goods(workspace: Path, call: Call) -> Call:
    (workspace / "sops" / "goods.sop.yaml").write_text(GOODS, "utf-8")
    assert call("publish").exit_code == 0
    assert call("start", "goods", "name=lamp").exit_code == 0
    return call


def tries(call: Call, *words: str) -> list[str]:
    """The commands that the refusal of a command offers."""
    ended = call(*words)
    assert ended.exit_code == 1
    return [line.removeprefix("Try: ") for line in ended.stderr.splitlines() if line.startswith("Try: ")]


def test_following_the_hint_closes_the_step(goods: Call) -> None:
    (again,) = tries(goods, "advance", "T-1", "--tick", "1", "price=9")
    assert again == "sop advance T-1/look#1 done --tick 1,2 price=9.00"
    assert goods(*shlex.split(again)[1:]).exit_code == 0


def test_what_is_to_be_shown_comes_first_and_then_the_rest(goods: Call, workspace: Path) -> None:
    goods("advance", "T-1", "--tick", "1,2", "price=9")
    (workspace / "a.jpg").write_text("a")
    first, second = tries(goods, "advance", "T-1", "--tick", "1,2")
    assert first == "sop check T-1/photo#1 1 --evidence FILE"
    assert second == "sop advance T-1/photo#1 done --tick 2 code=VALUE"
    goods(*shlex.split(first.replace("FILE", "a.jpg"))[1:])
    assert goods(*shlex.split(second.replace("VALUE", "x"))[1:]).exit_code == 0


def test_a_reason_is_kept_unless_it_is_none(goods: Call, workspace: Path) -> None:
    (workspace / "a.jpg").write_text("a")
    goods("advance", "T-1", "--tick", "1,2", "price=9")
    goods("check", "T-1", "1", "--evidence", "a.jpg")
    goods("advance", "T-1", "--tick", "2", "code=x")
    assert tries(goods, "advance", "T-1", "no", "--reason", "daer") == [
        "sop advance T-1/sell#1 no --reason TEXT"
    ]
    assert tries(goods, "advance", "T-1", "--reason", "all there") == [
        "sop advance T-1/sell#1 done --tick 1 --reason 'all there'"
    ]
    assert tries(goods, "advance", "T-1", "--tick", "1", "price=60") == []  # the same would be refused again
