"""A workspace with one SOP that asks for a bit of everything, and a person at ``sop do`` whose answers stand
in a list."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

FRIDAY = "2026-11-20 10:00"
PHOTOS = """\
sop: photos
title: Photos
role: design
ref: item
required: [item]
data:
  item: text
  weight_kg: {type: number, min: 0.01, title: Weight}
  courier: [SF, ZTO, YTO]
  fragile: boolean
  copies: {type: integer, default: 2}
  shelf: {type: text, max: 4, pattern: "[a-z]+"}
reasons: {late: [many orders, ill]}
outcomes:
  lost: {to: end.lost, role: director, reason: required}
steps:
  shoot:
    title: Shoot it
    help: Photograph every side, on white.
    due: 2h
    checklist:
      - Clean it
      - {tick: Put it in the box, na: yes}
      - {tick: Wrap it twice, when: fragile}
      - fill: weight_kg
      - fill: courier
      - fill: fragile
      - fill: copies
      - {must: weight_kg < 50, title: It can be carried}
    outcomes:
      done: store
      spoiled: {to: end.spoiled, reason: [broken, dirty]}
  store:
    title: Store it
    checklist: [{fill: shelf}]
    outcomes:
      stored: {to: end, checklist: [Close the box]}
      again: {to: shoot, reason: required}
"""
TEAM = """\
team: shop
roles: [design, director]
people:
  ma: {roles: [design], logins: [ma]}
  li: {roles: [director, design], logins: [li]}
  wu: {roles: [director], logins: [wu]}
may: {publish: [design], act_as: [design, director]}
"""
ALL = ("", "", "3.5", "2", "n", "")
"""What finishes the checklist of ``shoot``: two ticks, a weight, a courier, not fragile, the copies."""


def open_shop(folder: Path, sop: str = PHOTOS) -> None:
    """Make the workspace with its SOP published and one task, T-1 lamp."""
    from cli.main import run

    (folder / "team.yaml").write_text(TEAM, encoding="utf-8")
    assert run(["init", "--simulated"]) == 0
    (folder / "sops" / "photos.sop.yaml").write_text(sop, encoding="utf-8")
    assert run(["publish"]) == 0
    assert run(["start", "photos", "item=lamp"]) == 0


Do = Callable[..., Result]


class Typist:
    """Types one answer after the other, and then nothing more. An answer that is a function is
    called before the next one is typed: what happens meanwhile. ``bytes`` are typed as they are, unseen."""

    def __init__(self, answers: Iterable[str | bytes | Callable[[], object]]) -> None:
        self.answers = iter(answers)

    def line(self) -> bytes:
        for answer in self.answers:
            if callable(answer):
                answer()
                continue
            if isinstance(answer, bytes):
                sys.stdout.write("\n" * answer.count(b"\n"))
                return answer
            sys.stdout.write(answer + "\n")  # as a terminal does
            return answer.encode() + b"\n"
        return b""


def doing(monkeypatch: pytest.MonkeyPatch) -> Do:
    """``do("T-1", answers=[...])`` runs ``sop do`` in this process, as if at a terminal."""
    from cli import dialogue
    from cli.main import sop

    made = dialogue.Dialogue

    def run(
        *words: str, answers: Iterable[str | bytes | Callable[[], object]] = (), now: str = FRIDAY,
        columns: int = 100, **variables: str,
    ) -> Result:  # fmt: skip
        typist = Typist(answers)
        with monkeypatch.context() as patch:
            patch.setattr(dialogue, "at_terminal", lambda: True)
            patch.setattr(dialogue, "Dialogue", lambda: made(typist.line, "utf-8", lambda: columns))
            settings = {"SOP_NOW": now, **variables}
            return CliRunner().invoke(sop, ["do", *words], env=settings, catch_exceptions=False)

    return run
