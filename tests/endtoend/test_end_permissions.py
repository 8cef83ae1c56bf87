"""The permission matrix: role x step x command x way in. What happens is what the SOP alone says.

The SOP below has a step for every way in which a role can be said. Every person tries every outcome of
every step on a task of its own, once by ``sop advance`` and once as a row of ``sop advance --from``; ticks,
values, comments, holds, planning anew, cancelling, starting and moving to another version are tried by
everybody, too. What is expected is worked out here from the table ``WHO``, which repeats the SOP in words,
without the engine.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.endtoend.processes import Ended, Workspace, login

MATRIX = """\
sop: matrix
lang: en
role: warehouse
owner: lead
ref: no
unique: no
required: [no]
may: {start: [lead, service]}
data:
  no: text
  big: {type: boolean, default: false}
  note: text
steps:
  route:
    role: lead
    outcomes: {default_role: default_role, own_role: own_role, two_roles: two_roles, cases: cases,
               outcome_role: outcome_role, first: first}
  default_role: {checklist: [{tick: Look, na: true}], next: end}
  own_role: {role: service, checklist: [Look], next: end}
  two_roles: {role: [service, lead], checklist: [Look], next: end}
  cases: {role: {big: lead, else: service}, checklist: [Look], next: end}
  outcome_role:
    checklist: [Look]
    outcomes: {done: end, give_up: {to: end.gone, role: service}}
  first: {role: [warehouse, service], checklist: [Look], next: second}
  second: {role: [warehouse, service], not_by: first, checklist: [Look], next: end}
"""

PEOPLE = {
    "boss": {"lead", "warehouse", "service"},
    "chief": {"lead"},
    "wang": {"warehouse"},
    "li": {"service"},
    "both": {"warehouse", "service"},
    "du": {"design"},
    "guest": set[str](),
}
TEAM = (
    "team: shop\nroles: [lead, warehouse, service, design]\npeople:\n"
    + "".join(
        f"  {name}: {{roles: {json.dumps(sorted(roles))}"
        + f", logins: [{json.dumps(login() if name == 'boss' else name)}]"
        + "}\n"
        for name, roles in PEOPLE.items()
    )
    + "may: {publish: [lead], act_as: [lead]}\n"
)

PART = {"warehouse", "lead", "service"}
"""The roles that have a part in the SOP: they may give data and comment."""


class Cell(NamedTuple):
    """One try: somebody, on a task of its own that stands in ``step`` (with ``big``), does something."""

    person: str
    step: str
    big: bool
    way: str
    outcome: str


WHO: dict[tuple[str, str, bool], set[str]] = {
    ("default_role", "done", False): {"warehouse"},
    ("own_role", "done", False): {"service"},
    ("two_roles", "done", False): {"service", "lead"},
    ("cases", "done", False): {"service"},
    ("cases", "done", True): {"lead"},
    ("outcome_role", "done", False): {"warehouse"},
    ("outcome_role", "give_up", False): {"service"},
    ("first", "done", False): {"warehouse", "service"},
    ("second", "done", False): {"warehouse", "service"},
}
"""Who may close which step with which outcome, as the SOP above says."""
DID_FIRST = "both"
"""Who closes ``first`` before ``second`` is tried, and so may not do ``second``."""


def expected(cell: Cell) -> str:
    """What has to happen: "done", or the beginning of why not."""
    roles = PEOPLE[cell.person]
    if cell.way in ("set", "comment", "hold", "resume"):
        return "done" if roles & PART else "may-not"
    if cell.way in ("cancel", "migrate", "replan"):
        return "done" if "lead" in roles else "may-not"
    if cell.way in ("start", "import"):
        return "done" if roles & {"lead", "service"} else "may-not"
    outcome = cell.outcome if cell.way in ("advance", "row") else "done"
    if not roles & WHO[cell.step, outcome, cell.big]:
        return "not-your-role"
    return "not-by" if cell.step == "second" and cell.person == DID_FIRST else "done"


def cells() -> Iterator[Cell]:
    for person in PEOPLE:
        for step, outcome, big in WHO:
            for way in ("advance", "row", "check", "na"):
                advances = way in ("advance", "row")
                if advances or (outcome == "done" and (way != "na" or step == "default_role")):
                    yield Cell(person, step, big, way, outcome)
        for way in ("set", "comment", "cancel", "migrate"):
            for step in ("own_role", "second"):
                yield Cell(person, step, False, way, "")
        for way in ("hold", "resume", "replan"):
            yield Cell(person, "own_role", False, way, "")
        for way in ("start", "import"):
            yield Cell(person, "", False, way, "")


def sheet(head: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    return text.getvalue()


@pytest.fixture
def tried(tmp_path: Path) -> dict[Cell, str]:
    """Every cell and what came of it: "done" or the code of the refusal."""
    shop = Workspace(tmp_path)
    shop.write("team.yaml", TEAM)
    shop.write("matrix.sop.yaml", MATRIX)
    shop.done("init", "--simulated", SOP_NOW="")
    names = {cell: f"{number}" for number, cell in enumerate(cells(), start=1000)}
    _bring_there(shop, {name: cell for cell, name in names.items() if cell.step})
    answers = _single(shop, {cell: name for cell, name in names.items() if cell.way not in ("row", "import")})
    for person in PEOPLE:
        mine = {cell: name for cell, name in names.items() if cell.person == person}
        answers |= _rows(shop, person, {cell: name for cell, name in mine.items() if cell.way == "row"})
        answers |= _import(shop, person, {cell: name for cell, name in mine.items() if cell.way == "import"})
    _state_fits(shop, answers, names)
    shop.clean()
    return answers


def _bring_there(shop: Workspace, tasks: dict[str, Cell]) -> None:
    """A task for each cell, in its step; ``second`` by way of ``first``, which somebody else has closed."""
    rows = [[name, "yes" if cell.big else "no"] for name, cell in tasks.items()]
    shop.write("start.csv", sheet(["no", "big"], rows))
    shop.done("import", "start.csv", "--sop", "matrix")
    routes = [[name, "first" if cell.step == "second" else cell.step] for name, cell in tasks.items()]
    shop.write("route.csv", sheet(["ref", "outcome"], routes))
    shop.done("advance", "--from", "route.csv", "--sop", "matrix")
    first = [[name, "first", "1"] for name, cell in tasks.items() if cell.step == "second"]
    shop.write("first.csv", sheet(["ref", "step", "ticks"], first))
    shop.done("advance", "--from", "first.csv", "--sop", "matrix", SOP_LOGIN=DID_FIRST)
    shop.write("matrix.sop.yaml", MATRIX + "help: Version 2\n")
    shop.done("publish", "matrix.sop.yaml")


def _single(shop: Workspace, tasks: dict[Cell, str]) -> dict[Cell, str]:
    words: dict[str, Callable[[Cell, str], list[str]]] = {
        "advance": lambda cell, name: ["advance", name, cell.outcome, "--tick", "1"],
        "check": lambda cell, name: ["check", name, "1"],
        "na": lambda cell, name: ["check", name, "--na", "1", "--reason", "x"],
        "set": lambda cell, name: ["set", name, "note=x"],
        "comment": lambda cell, name: ["comment", name, "x"],
        "cancel": lambda cell, name: ["cancel", name, "--reason", "x"],
        "hold": lambda cell, name: ["hold", name, "--reason", "x"],
        "resume": lambda cell, name: ["resume", name],
        "replan": lambda cell, name: ["replan", name],
        "migrate": lambda cell, name: ["migrate", "matrix", "--to", "2", "--task", name],
        "start": lambda cell, name: ["start", "matrix", f"no={name}"],
    }
    held = [name for cell, name in tasks.items() if cell.way == "resume"]
    assert all(one.code == 0 for one in shop.many([["hold", name, "--reason", "x"] for name in held]))
    calls = [["--as", cell.person, *words[cell.way](cell, name)] for cell, name in tasks.items()]
    return {cell: outcome_of(answer) for cell, answer in zip(tasks, shop.many(calls), strict=True)}


SAYS = {"may not": "may-not", "has to be done by somebody else": "not-by", "is for": "not-your-role"}


def outcome_of(answer: Ended) -> str:
    """What came of a call."""
    why = answer.err or answer.out
    return "done" if answer.code == 0 else said(why) if answer.code == 1 else f"exit {answer.code}"


def said(text: str) -> str:
    return next((code for words, code in SAYS.items() if f" {words} " in text), text)


def _rows(shop: Workspace, person: str, tasks: dict[Cell, str]) -> dict[Cell, str]:
    rows = [[name, cell.step, cell.outcome, "1"] for cell, name in tasks.items()]
    shop.write("rows.csv", sheet(["ref", "step", "outcome", "ticks"], rows))
    ended = shop.sop("--as", person, "advance", "--from", "rows.csv", "--sop", "matrix")
    return _rejected(shop, "rows", ended, tasks)


def _import(shop: Workspace, person: str, tasks: dict[Cell, str]) -> dict[Cell, str]:
    shop.write("import.csv", sheet(["no"], [[name] for name in tasks.values()]))
    ended = shop.sop("--as", person, "import", "import.csv", "--sop", "matrix")
    return _rejected(shop, "import", ended, tasks)


def _rejected(shop: Workspace, name: str, ended: Ended, tasks: dict[Cell, str]) -> dict[Cell, str]:
    """What the rejects file says of each row; a row that it does not have was carried out."""
    path = shop.folder / f"{name}-rejects.csv"
    rows = list(csv.reader(path.open(encoding="utf-8-sig")))[1:] if path.exists() else []
    path.unlink(missing_ok=True)
    assert ended.code == (1 if rows else 0), ended
    why = {row[0]: said(row[-1]) for row in rows}
    return {cell: why.get(task, "done") for cell, task in tasks.items()}


def _state_fits(shop: Workspace, answers: dict[Cell, str], names: dict[Cell, str]) -> None:
    """Where each task stands agrees with what was said."""
    stored = {str(task["ref"]): task for task in shop.tasks()}
    for cell, name in names.items():
        done = answers[cell] == "done"
        if cell.way in ("start", "import"):
            assert (name in stored) is done, cell
        elif cell.way in ("advance", "row", "cancel"):
            moved = stored[name]["steps"] != [cell.step]
            assert moved is done, cell


def test_who_may_do_what_by_every_way_in(tried: dict[Cell, str], capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {cell: (found, expected(cell)) for cell, found in tried.items() if found != expected(cell)}
    with capsys.disabled():
        print(f"\npermission matrix: {len(tried)} cells, {len(wrong)} wrong", end=" ")
    assert len(tried) == 280
    assert set(tried.values()) == {"done", "may-not", "not-your-role", "not-by"}
    assert not wrong
