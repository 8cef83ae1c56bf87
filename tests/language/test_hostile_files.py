"""Hostile files in another process: no traceback, nothing run, a place for every refusal, little memory. The
seconds are figures, and ``python -m tests.language.hostile`` holds them against their limit."""

from __future__ import annotations

import os

import pytest

from tests.language.hostile.generate import FAMILIES, Hostile, generate
from tests.language.hostile.trial import MEGABYTES, PATIENCE, Answer, Table, faults, try_all

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and peaks as Linux has them")
GOOD = Answer(
    Hostile("x.sop.yaml", "names", b"sop: x\n"), 1, "x.sop.yaml:1:1: error[S203] ...\n", "", 0.1, 1, ()
)


def lint(count: int, seed: int) -> Table:
    table = Table(timed=False)
    for answer in try_all(generate(count, seed)):
        table.add(answer)
    print("\n".join(table.lines()))
    return table


def test_sixty_hostile_files_are_answered() -> None:
    table = lint(60, seed=1)
    assert table.faults == []
    assert table.good
    assert set(table.count) == set(FAMILIES)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1])
def test_two_thousand_hostile_files_are_answered(seed: int) -> None:
    table = lint(2000, seed)
    assert table.faults == []
    assert table.good


def test_the_same_seed_makes_the_same_files() -> None:
    files = list(generate(60, seed=7))
    assert files == list(generate(60, seed=7))
    assert files != list(generate(60, seed=8))
    assert len({file.name for file in files}) == 60


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (GOOD._replace(code=3), "exit code 3"),
        (GOOD._replace(code="MemoryError: "), "exit code MemoryError: "),
        (GOOD._replace(err="Traceback (most recent call last):"), "a traceback"),
        (GOOD._replace(out="x: 9449772114007\n"), "a text was reckoned"),
        (GOOD._replace(out="x.sop.yaml:1:1: \x1b[2J\n"), "something that a terminal obeys"),
        (GOOD._replace(out="x.sop.yaml:9:1: error[S203]\n"), "a place outside of the file: x.sop.yaml:9:1: "),
        (GOOD._replace(peak=int(MEGABYTES * 1e6) + 1_000_000), "257 MB"),
        (GOOD._replace(seconds=PATIENCE), "20.0 s"),
        (GOOD._replace(seen=("exec <code>",)), "exec <code>"),
    ],
)
def test_what_may_never_be_is_found(answer: Answer, fault: str) -> None:
    assert faults(GOOD) == []
    assert faults(answer) == [fault]


def test_refusals_without_a_place_are_counted() -> None:
    table = Table()
    table.add(GOOD)
    table.add(GOOD._replace(out="something is wrong\n"))
    assert table.placed == 0.5
    assert not table.good
