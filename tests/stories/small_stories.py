"""What the tests of stories share: a small SOP with its surroundings, and a story file's report."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from engine.language.report import render_diagnostics
from engine.model.diagnostics import Diagnostic
from engine.publishing import check_documents
from engine.stories import Result, Suite, Surroundings, measure, read_stories, run, surroundings
from engine.stories.telling import counts, missing, told
from engine.words import _

MESSAGES = Path(__file__).parent / "messages"
SOP = """\
sop: parcel
calendar: office
role: warehouse
may: {cancel: lead}
data:
  weight_kg: {type: number, min: 0.01}
  paid_at: {type: datetime, columns: [paid]}
deadlines:
  promise: {step: send, due: 24h after paid_at, limit: 48h after paid_at}
outcomes:
  stop: {to: end.stopped, role: service, reason: [mistake, other]}
steps:
  pack:
    due: 2 work hours
    bulk: true
    checklist: [label it, {fill: weight_kg}, {tick: pad it, na: true}]
    next: {weight_kg > 30: freight, else: send}
  freight: {due: 1 workday}
  send:
    outcomes:
      done: {to: end}
      back: {to: pack, reason: required}
"""
AROUND = {
    "workspace.yaml": "workspace: shop\nzone: Asia/Shanghai\n",
    "team.yaml": "team: shop\npeople: {wang: warehouse, li: [service, lead]}\n",
    "office.yaml": "calendar: office\nzone: Asia/Shanghai\nhours: {mon-fri: 09:00-18:00}\n",
    "parcel.sop.yaml": SOP,
    "broken.sop.yaml": "sop: broken\nsteps: {pack: {next: nowhere}}\n",
    "distant.sop.yaml": "sop: distant\ncalendar: moon\nsteps: [pack]\n",
}
FILE = "x.story.yaml"


def around(without: tuple[str, ...] = ()) -> Surroundings:
    """The documents above as they lie in one folder."""
    files = {name: text.encode() for name, text in AROUND.items() if name not in without}
    return surroundings(check_documents(files), "")


def read(text: str, without: tuple[str, ...] = ()) -> tuple[Suite | None, list[Diagnostic]]:
    """A story file beside them."""
    return read_stories(text.encode(), FILE, around(without))


def suite_of(text: str) -> Suite:
    """A story file in which nothing is wrong."""
    suite, found = read(text)
    assert suite is not None, found
    assert found == []
    return suite


def results(text: str) -> list[Result]:
    """How its stories go."""
    return list(run(suite_of(text)))


def report(text: str, without: tuple[str, ...] = ()) -> str:
    """Everything that is said of a story file: its mistakes; else each story, and what was not reached."""
    suite, found = read(text, without)
    if suite is None:
        return render_diagnostics(found, {**AROUND, FILE: text}, _)
    said = []
    went = list(run(suite))
    for result in went:
        said.append(("FAILED " if result.failures else "passed ") + result.story.title)
        otherwise = [told(failure, suite, result.story) for failure in result.failures]
        said.append(render_diagnostics(otherwise, {FILE: text}, _).rstrip("\n"))
    coverage = measure(suite, went)
    return "\n".join(filter(None, [*said, counts(coverage), *missing(coverage, suite)])) + "\n"


class Example(NamedTuple):
    """A story file and the report that is pinned for it."""

    title: str
    document: str
    report: str


def examples(name: str) -> list[Example]:
    """All that stand in ``messages/NAME.txt``: ``==== title``, the file, ``----``, the report."""
    found = []
    for block in (MESSAGES / f"{name}.txt").read_text("utf-8").split("==== ")[1:]:
        title, _separator, body = block.partition("\n")
        document, _separator, said = body.partition("----\n")
        found.append(Example(title, document, said.strip("\n") + "\n"))
    return found
