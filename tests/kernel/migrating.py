"""An SOP whose tasks go over to other versions of it, as stories."""

from __future__ import annotations

from typing import Any

from kernel_story import Story, program

from engine.kernel import Context, Program
from engine.model.commands import Migrate
from engine.model.refusals import Refusal

OLD = """
sop: shipping
calendar: office
role: warehouse
owner: director
ref: order_no
unique: order_no
required: [order_no]
data:
  order_no: text
  paid_at: {type: datetime, columns: [paid]}
  weight: {type: number, max: 50}
  phone: {type: text, private: true}
  size: [small, large]
deadlines:
  dispatch: {step: hand_over, due: 24h after paid_at, limit: 48h after paid_at}
steps:
  pick:
    due: 4 work hours
    checklist: [Count, {tick: Look, na: true}, {fill: weight}]
    outcomes: {done: pack, back: {to: pick, reason: required}}
  pack: {role: warehouse, checklist: [Wrap, Label]}
  hand_over: {}
"""


class Moving(Story):
    """A story that goes on under another version."""

    target: Program | None = None
    version = 1

    def context(self, who: str) -> Context:
        return super().context(who)._replace(target=self.target)

    def migrate(
        self, sop: str, who: str = "赵总", reason: str | None = None, now: str | None = None, **names: str
    ) -> Refusal | list[str]:
        """Move the task; it goes on under the new version when it could."""
        self.target = program(sop)
        answer = self.do(Migrate(b"", 7, self.version + 1, names, reason), who, now)
        if not isinstance(answer, Refusal):
            self.program, self.version = self.target, self.version + 1
            assert self.task
            assert self.task.version == self.version
        return answer


def started(now: str = "2026-11-16 09:00", sop: str = OLD, **values: Any) -> Moving:
    story = Moving(sop, now)
    assert not isinstance(story.start(order_no="1", **values), Refusal)
    return story


def changed(*edits: tuple[str, str], sop: str = OLD) -> str:
    """The SOP with texts in it replaced; each of them must be there."""
    for old, new in edits:
        assert old in sop, old
        sop = sop.replace(old, new)
    return sop


RENAMED = changed(("  pick:", "  picking:"), ("to: pick,", "to: picking,"))


WITHOUT = changed(
    ("deadlines:\n  dispatch: {step: hand_over, due: 24h after paid_at, limit: 48h after paid_at}\n", "")
)
