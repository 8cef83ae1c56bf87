"""SOPs that call each other, published in a database that is a real file, and what their tasks do next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from service_shop import CALENDAR, CLERK, NOW, TEAM, Shop

from engine.model.commands import Advance, Cancel, Signal, Start
from engine.model.refusals import Refusal
from engine.model.task import Task
from engine.publishing import check_documents, publish
from engine.store import create_store
from engine.verify import verify

MINUTE = 60_000
HOUR = 60 * MINUTE


class Caller(Shop):
    """A shop of its own SOPs, told by steps instead of numbers; without any, one that was there before."""

    def __init__(self, folder: Path, *sops: str) -> None:
        place = folder / "calling.db"
        if not sops:
            super().__init__(str(place))
            return
        files = {"calendar.yaml": CALENDAR, "team.yaml": TEAM}
        files |= {f"{number}.sop.yaml": text for number, text in enumerate(sops)}
        with create_store(str(place)) as store:
            publish(
                store, check_documents({name: text.encode() for name, text in files.items()}), NOW, "wang"
            )
        super().__init__(str(place))

    def begin(self, sop: str, **values: Any) -> int:
        """Start a task; its number."""
        answer = self.service.run(Start(self.id(), sop, values), CLERK)
        assert not isinstance(answer, Refusal), answer
        return answer.task.id

    def do(self, task: int, step: str, outcome: str = "done", **values: Any) -> Any:
        """Close the first open visit of a step."""
        visit = next(visit.no for visit in self.task(task).open_visits() if visit.step == step)
        answer = self.service.run(Advance(self.id(), task, visit, outcome, values), CLERK)
        assert not isinstance(answer, Refusal), answer
        return answer

    def cancel(self, task: int) -> Any:
        return self.service.run(Cancel(self.id(), task, "the customer left"), CLERK)

    def signal(self, task: int, name: str, **values: Any) -> Any:
        return self.service.run(Signal(self.id(), task, name, values), CLERK)

    def task(self, id: int) -> Task:
        found = self.store.load(id)
        assert found is not None
        return found

    def places(self) -> dict[int, str]:
        """Where every task stands: its open steps, what closes itself in brackets; or its end."""
        found = {}
        for id, task in self.store.load_many(self.store.task_ids(0, 1000)).items():
            open_now = [
                visit.step if visit.kind == "work" else f"[{visit.step}]" for visit in task.open_visits()
            ]
            found[id] = " ".join(open_now) or str(task.end)
        return found

    def sound(self) -> None:
        """Everything that is stored follows from the events."""
        assert [page.findings for page in verify(self.store) if page.findings] == []


def facts(shop: Shop, task: int) -> list[str]:
    """The kinds of a task's events, in order."""
    return [row.kind for row in shop.store.events(task)]
