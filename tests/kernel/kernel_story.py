"""A task told as a story: an SOP in YAML, who does what when, and what is seen. No database."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from engine.kernel import Context, Decision, Fact, Meta, Program, decide, evolve
from engine.language import load_sop
from engine.model.commands import Actor, Advance, Cancel, Check, Command, Comment, Set, Start
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.rules.calendars import Calendar

ZONE = "Asia/Shanghai"
OFFICE = Calendar.from_compiled(
    {
        "name": "office",
        "zone": ZONE,
        "hours": {str(day): [[540, 1080]] if day <= 5 else [] for day in range(1, 8)},
        "off": ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
        "on": ["2026-10-10"],
    }
)


def at(text: str) -> int:
    """``2026-11-20 18:00`` in China, as milliseconds UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


def local(ms: int | None) -> str | None:
    """The reverse, for reading results."""
    return (
        None if ms is None else datetime.fromtimestamp(ms / 1000, ZoneInfo(ZONE)).strftime("%Y-%m-%d %H:%M")
    )


@cache
def program(text: str) -> Program:
    """A compiled SOP; its mistakes fail the test."""
    loaded = load_sop(text.encode(), "story.sop.yaml")
    assert loaded.definition is not None, loaded.diagnostics
    return Program(loaded.definition)


class Story:
    """One task of one SOP. Every command is decided, its facts are replayed, and both must agree."""

    def __init__(self, sop: str, now: str = "2026-11-16 09:00", roles: dict[str, str] | None = None) -> None:
        self.program = program(sop)
        self.now = at(now)
        self.people = roles or {"小王": "warehouse", "小李": "service", "赵总": "director"}
        self.task: Task | None = None
        self.facts: list[list[Fact]] = []

    def context(self, who: str) -> Context:
        actor = Actor(who, frozenset(self.people[who].split()), who)
        return Context(actor, self.now, ZONE, OFFICE, 1, version=1, task_id=7)

    def do(self, command: Command, who: str = "小王", now: str | None = None) -> Refusal | list[str]:
        """Carry out a command: the refusal, or the names of the facts."""
        if now is not None:
            self.now = at(now)
        decision = decide(self.program, self.task, command, self.context(who))
        if isinstance(decision, Refusal):
            return decision
        assert isinstance(decision, Decision)
        seq = len(self.facts) + 1
        after = decision.draft.task(seq, b"%d" % seq)
        meta = Meta(who, decision.happened, self.now)
        assert evolve(self.task, decision.facts, meta, seq, b"%d" % seq, 7) == after
        self.task = after
        self.facts.append(decision.facts)
        return [fact["fact"] for fact in decision.facts]

    def start(self, who: str = "小王", happened: str | None = None, **values: Any) -> Refusal | list[str]:
        return self.do(Start(b"", self.program.definition.sop, values, happened and at(happened)), who)

    def advance(self, outcome: str = "done", who: str = "小王", now: str | None = None, **how: Any) -> Any:
        how["visit"] = self.visit(how.get("visit"))
        if isinstance(how.get("happened"), str):
            how["happened"] = at(how["happened"])
        return self.do(Advance(b"", 7, outcome=outcome, **how), who, now)

    def check(self, *ticks: int, who: str = "小王", **how: Any) -> Any:
        return self.do(Check(b"", 7, self.open_visit, ticks, **how), who)

    def set(self, who: str = "小王", now: str | None = None, visit: Any = 0, **values: Any) -> Any:
        return self.do(Set(b"", 7, values, visit=self.visit(visit) if visit else 0), who, now)

    def comment(self, text: str, who: str = "小王") -> Any:
        return self.do(Comment(b"", 7, text), who)

    def cancel(self, reason: str | None = None, who: str = "小王", now: str | None = None) -> Any:
        return self.do(Cancel(b"", 7, reason), who, now)

    def visit(self, named: Any = None) -> int:
        """The number of a visit: the first open one of a step, of a step for an item ``(step, item)``, or the
        first open one of all."""
        assert self.task is not None
        if named is None or isinstance(named, int):
            return named or self.open_visit
        step, item = named if isinstance(named, tuple) else (named, None)
        for visit in self.task.open_visits():
            if visit.step == step and (item is None or self.task.lanes[visit.lane - 1].item == item):
                return visit.no
        raise AssertionError(f"{named} is not open: {self.places}")

    @property
    def open_visit(self) -> int:
        assert self.task is not None
        opened = sorted(self.task.open_visits(), key=lambda visit: (visit.kind != "work", visit.no))
        return opened[0].no if opened else len(self.task.visits)

    @property
    def places(self) -> str:
        """Everything that is open, blocks and waits in brackets, items after a colon; or the end."""
        assert self.task is not None
        found = []
        for visit in self.task.open_visits():
            item = self.task.lanes[visit.lane - 1].item if visit.lane else None
            name = visit.step if item is None else f"{visit.step}:{item}"
            found.append(name if visit.kind == "work" else f"[{name}]")
        return " ".join(found) or str(self.task.end)

    @property
    def where(self) -> str:
        """The open step, or the end."""
        assert self.task is not None
        opened = self.task.open_visits()
        return f"{opened[0].step}#{opened[0].n}" if opened else str(self.task.end)

    def clocks(self, name: str = "") -> list[str]:
        """Every span of every clock (of one name) in words: name, due, limit, how it ended."""
        assert self.task is not None
        return [
            f"{span.deadline or span.step} due {local(span.due)} limit {local(span.limit)}"
            + (" born late" if span.born_late else "")
            + (f" {span.why} {local(span.ended)}" if span.why else "")
            for span in self.task.clocks
            if name in ("", span.deadline or span.step)
        ]


def codes(answer: Any) -> list[str]:
    """The code of a refusal, then those of its reasons."""
    assert isinstance(answer, Refusal), answer
    return [answer.code, *(reason.code for reason in answer.reasons)]
