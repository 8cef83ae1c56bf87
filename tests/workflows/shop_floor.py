"""The small shop that ships, in a database that is a real file, with its own people."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import workflows
from engine.app import App
from engine.model.commands import Advance, Cancel, Command, Set, Signal, Start
from engine.model.definition import Field
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.publishing import check_documents, publish
from engine.rules.values import from_text
from engine.store import create_store, open_store
from engine.sweep import Swept, sweep
from engine.verify import verify

SHIPPED = Path(workflows.__file__).parent
ZONE = "Asia/Shanghai"


def at(text: str) -> int:
    """An instant of the shop's zone, in ms UTC."""
    return int(from_text(Field("at", "", "datetime"), text, ZONE))


def shipped(place: Path) -> None:
    """Make a database in which everything that ships is published, but what starts by schedule."""
    files = [
        path
        for path in sorted(SHIPPED.rglob("*.yaml"))
        if not path.name.endswith(".story.yaml") and "\nschedule:" not in path.read_text("utf-8")
    ]
    with create_store(str(place)) as store:
        checked = check_documents({str(path): path.read_bytes() for path in files})
        publish(store, checked, at("2026-11-01 09:00"), "linlan")


class Floor:
    """The shop at work. Every act says who does it (a login of team.yaml) and is carried out at ``now``."""

    def __init__(self, place: Path) -> None:
        self.store = open_store(str(place))
        self.store.database.run("PRAGMA synchronous = OFF", ())  # nothing here outlives the test
        self.now = at("2026-11-16 09:00")
        self._apps: dict[str, App] = {}
        self._ids = itertools.count(1)

    def app(self, who: str) -> App:
        """The program as one person has it open."""
        if who not in self._apps:
            self._apps[who] = App(self.store, who, clock=lambda: self.now)
        return self._apps[who]

    def at(self, text: str) -> None:
        self.now = at(text)

    def run(self, who: str, command: Command) -> Task:
        """Carry out a command; it must not be refused."""
        answer = self.answer(who, command)
        assert not isinstance(answer, Refusal), answer
        found: Task = answer.task
        return found

    def answer(self, who: str, command: Command) -> Any:
        """What becomes of a command."""
        app = self.app(who)
        command = command._replace(id=next(self._ids).to_bytes(16, "big"))
        return app.service.run(command, app.actor)

    def start(self, who: str, sop: str, **values: Any) -> int:
        return self.run(who, Start(b"", sop, values)).id

    def order(self, number: str = "24112000001", paid: str = "129.00") -> int:
        """An order that was just paid; its task."""
        values = {"order_no": number, "paid_at": self.now, "paid_amount": paid, "sku": "TD-01"}
        return self.start("zhouqiang", "shipping", **values)

    def do(self, who: str, task: int, step: str, outcome: str = "done", why: str = "", **values: Any) -> None:
        """Close the open visit of a step, everything ticked."""
        self.run(who, self.closing(task, step, outcome, why, **values))

    def closing(self, task: int, step: str, outcome: str, why: str = "", **values: Any) -> Advance:
        found = self.task(task)
        visit = next(visit for visit in found.open_visits() if visit.step == step)
        program = self.app("linlan").program(found)
        body = program.definition.steps[step]
        lines = body.outcomes[outcome].items
        ticks = tuple(item.no for item in body.items if item.kind == "tick" and item.no in lines)
        return Advance(b"", task, visit.no, outcome, values, ticks, reason=why or None)

    def set(self, who: str, task: int, **values: Any) -> None:
        self.run(who, Set(b"", task, values))

    def signal(self, who: str, task: int, name: str) -> None:
        self.run(who, Signal(b"", task, name))

    def cancel(self, who: str, task: int, why: str) -> None:
        self.run(who, Cancel(b"", task, why))

    def sweep(self) -> Swept:
        return sweep(self.app("linlan").service)

    def task(self, id: int) -> Task:
        found = self.store.load(id)
        assert found is not None
        return found

    def where(self) -> dict[int, str]:
        """Where every task is: its open steps, in brackets what closes itself; or its end."""
        tasks = self.store.load_many(self.store.task_ids(0, 1000))
        return {id: place(task) for id, task in tasks.items()}

    def sent(self, task: int) -> None:
        """Pick, pack, hand over."""
        self.do("zhouqiang", task, "pick")
        self.do("zhouqiang", task, "pack", weight_kg="1.8")
        self.do("zhouqiang", task, "hand_over", courier="圆通", tracking_no="YT0000000001")

    def sound(self) -> None:
        """Everything that is stored follows from the events."""
        assert [page.findings for page in verify(self.store) if page.findings] == []


def place(task: Task) -> str:
    steps = [visit.step if visit.kind == "work" else f"[{visit.step}]" for visit in task.open_visits()]
    return " ".join(steps) or str(task.end)
