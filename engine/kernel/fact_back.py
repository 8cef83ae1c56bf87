"""What facts that go back do to a draft: a closed visit or lane is open again, an ended task goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.kernel.draft import Draft

Fact = dict[str, Any]


def undone(draft: Draft, fact: Fact) -> None:
    """A visit is open again, as it was before it was closed; what was ticked in it stays ticked."""
    visit = draft.visits[fact["visit"] - 1]
    draft.visits[visit.no - 1] = visit._replace(
        closed=None,
        closed_recorded=None,
        outcome=None,
        actor=None,
        reason=None,
        late_reason=None,
        behalf=fact.get("behalf"),
        hands=(),
        override=False,
        void=False,
    )


def lane_back(draft: Draft, fact: Fact) -> None:
    """A lane is open again."""
    lane = draft.lanes[fact["lane"] - 1]
    draft.lanes[lane.no - 1] = lane._replace(closed=None, closed_recorded=None, why=None)


def goes_on(draft: Draft, fact: Fact) -> None:
    """A task that had ended, or whose main lane had come to its end, goes on."""
    draft.ended, draft.end = None, None
    draft.arrived = fact.get("arrived")
