"""Facts about time: clocks, timers, holds; what each does to a draft, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.model.task import Hold, Span, Timer

if TYPE_CHECKING:
    from engine.kernel.draft import Draft

Fact = dict[str, Any]

_ENDED = Span._fields.index("ended")


def clock(draft: Draft, fact: Fact) -> None:
    meta = draft.meta
    draft.clocks.append(
        Span(
            fact["clock"],
            fact["deadline"],
            fact["visit"],
            fact["step"],
            tuple(fact["roles"]),
            fact.get("at", meta.happened),
            meta.recorded,
            fact["due"],
            fact["limit"],
            fact["calendar"],
            fact["provisional"],
            fact["born_late"],
            rungs=tuple((at, rung) for at, rung in fact.get("rungs", ())),
        )
    )
    if "follows" in fact:
        before = draft.clocks[fact["follows"] - 1]
        draft.clocks[before.no - 1] = before._replace(why="resumed")


def stopped(draft: Draft, fact: Fact) -> None:
    span, meta = draft.clocks[fact["clock"] - 1], draft.meta
    draft.clocks[span.no - 1] = Span._make(
        (*span[:_ENDED], fact.get("at", meta.happened), meta.recorded, fact["why"], meta.actor, span.rungs)
    )


def reckoned(draft: Draft, fact: Fact) -> None:
    """Another version of the calendar says the same."""
    span = draft.clocks[fact["clock"] - 1]
    draft.clocks[span.no - 1] = span._replace(calendar=fact["calendar"], provisional=fact["provisional"])


def rungs(draft: Draft, fact: Fact) -> None:
    """A running clock's rungs to come are others."""
    span = draft.clocks[fact["clock"] - 1]
    to_come = tuple((at, no) for at, no in fact["rungs"])
    draft.clocks[span.no - 1] = span._replace(rungs=to_come)


def escalated(draft: Draft, fact: Fact) -> None:
    """A rung happened; ``next`` is when it happens again."""
    span = draft.clocks[fact["clock"] - 1]
    left = [one for one in span.rungs if one[1] != fact["rung"]]
    if "next" in fact:
        left.append((fact["next"], fact["rung"]))
    draft.clocks[span.no - 1] = span._replace(rungs=tuple(sorted(left)))


def timer(draft: Draft, fact: Fact) -> None:
    draft.timers.append(
        Timer(
            fact["timer"],
            fact["kind"],
            fact["name"],
            fact["visit"],
            fact["clock"],
            fact["due"],
        )
    )


def timer_ended(draft: Draft, fact: Fact) -> None:
    timer, meta = draft.timers[fact["timer"] - 1], draft.meta
    draft.timers[timer.no - 1] = timer._replace(
        ended=meta.happened, ended_recorded=meta.recorded, why=fact["why"]
    )


def held(draft: Draft, fact: Fact) -> None:
    meta = draft.meta
    draft.holds.append(
        Hold(
            fact["hold"],
            fact["visit"],
            fact.get("reason"),
            fact.get("until"),
            meta.happened,
            meta.recorded,
            meta.actor,
        )
    )


def resumed(draft: Draft, fact: Fact) -> None:
    hold, meta = draft.holds[fact["hold"] - 1], draft.meta
    draft.holds[hold.no - 1] = hold._replace(
        ended=fact.get("at", meta.happened), ended_recorded=meta.recorded
    )
