"""What an SOP promises: its deadline blocks, and the dues and limits of steps that count from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from engine.language.checks.material import Material
from engine.language.checks.times import measured, reckon
from engine.model.definition import Cases, Deadline, Step
from engine.model.diagnostics import Place
from engine.model.timing import Anchor, Instant
from engine.rules.calendars import Calendar


class Promise(NamedTuple):
    """``step`` is to be closed by ``key`` (``due`` or ``limit``) of the deadline or step ``owner``. The
    ``instants`` are those of all cases that have one, and all count from ``anchor``."""

    owner: str
    key: str
    step: str
    anchor: Anchor
    instants: tuple[Instant, ...]
    place: Place

    @property
    def source(self) -> str:
        """As the document says it."""
        return " / ".join(dict.fromkeys(instant.source for instant in self.instants))


def promises(material: Material) -> Iterator[Promise]:
    """All that count from one anchor and whose length is written down, in the order of the document."""
    definition = material.definition
    owners: list[tuple[str, str, Deadline | Step]] = [
        *(("deadlines", each.step, each) for each in definition.deadlines.values()),
        *(("steps", name, each) for name, each in definition.steps.items()),
    ]
    for section, step, owner in owners:
        for key, cases in (("due", owner.due), ("limit", owner.limit)):
            instants = of_cases(cases)
            anchors = {instant.anchor for instant in instants}
            anchor = anchors.pop() if len(anchors) == 1 else None
            if anchor is None or own(instants[0], step) or anchor.kind in ("due", "limit"):
                continue
            if all(map(measured, instants)):
                named = material.places.get((section, owner.name))
                place = material.places.get((f"{section}.{owner.name}", key), named)
                if place is not None:
                    yield Promise(owner.name, key, step, anchor, instants, place)


def of_cases(cases: Cases | None) -> tuple[Instant, ...]:
    """The times of all cases that have one."""
    return tuple(case.value for case in cases or () if isinstance(case.value, Instant))


def own(instant: Instant, step: str) -> bool:
    """Whether a time of a step counts from the step's own opening."""
    return instant.anchor is None or instant.anchor == Anchor("opened", step)


def may_take(step: Step, counted: Callable[[Instant], bool]) -> tuple[Instant, ...]:
    """How long a step may take, once open: its ``due``, or its ``limit`` where it has none; () where some
    case sets no time, or one that does not count from the opening or that ``counted`` leaves out."""
    cases = step.due or step.limit or ()
    instants = of_cases(cases)
    whole = len(instants) == len(cases) and bool(cases) and (cases[-1].when is None)
    plain = all(own(each, step.name) and measured(each) and counted(each) for each in instants)
    return instants if whole and plain else ()


def closes(step: Step, opened: int, calendar: Calendar, counted: Callable[[Instant], bool]) -> int:
    """When a step is closed that was opened at an instant and takes as long as it may at the least."""
    times = [reckon(instant, opened, calendar) for instant in may_take(step, counted)]
    return max(opened, min(times, default=opened))
