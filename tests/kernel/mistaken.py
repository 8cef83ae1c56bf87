"""A told task in which things are taken back, reopened, overridden."""

from __future__ import annotations

from typing import Any

from kernel_story import Story

from engine.kernel import Context
from engine.kernel.past import past
from engine.model.commands import Actor, Override, Reopen, Undo


class Mistaken(Story):
    """``told`` are the events so far; ``typist`` who types for whoever acts; the director may override."""

    def __init__(self, sop: str, now: str = "2026-11-16 09:00", roles: dict[str, str] | None = None) -> None:
        super().__init__(sop, now, roles)
        self.told: list[Any] = []
        self.typist: str | None = None

    def context(self, who: str) -> Context:
        self.people.setdefault(who, "")
        found = super().context(who)
        actor = Actor(who, frozenset(self.people.get(who, "").split()), who, self.typist)
        return found._replace(actor=actor, past=past(7, "", self.told))

    def do(self, command: Any, who: str = "小王", now: str | None = None) -> Any:
        answer = super().do(command, who, now)
        if isinstance(answer, list):
            facts = self.facts[-1]
            happened = getattr(command, "happened", None) or self.now
            self.told.append((command.kind, who, self.typist, happened, self.now, facts))
        return answer

    def undo(self, who: str = "小王", now: str | None = None, reason: str | None = None) -> Any:
        return self.do(Undo(b"", 7, reason), who, now)

    def reopen(self, visit: int, who: str = "赵总", now: str | None = None, reason: str = "错了") -> Any:
        return self.do(Reopen(b"", 7, visit, reason), who, now)

    def override(
        self,
        outcome: str = "done",
        who: str = "赵总",
        now: str | None = None,
        reason: str = "急",
        **values: Any,
    ) -> Any:
        return self.do(Override(b"", 7, self.open_visit, outcome, reason, values), who, now)

    @property
    def rounds(self) -> list[str]:
        """Every visit: which, and how it was closed."""
        assert self.task is not None
        return [f"{one.step}#{one.n} {one.outcome or 'open'}" for one in self.task.visits]
