"""Times of one step that contradict each other: due after the limit, or due before it may be closed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.language.checks.material import Material
from engine.language.checks.promises import of_cases
from engine.language.checks.times import (
    Effort,
    Moments,
    any_calendar,
    calendar_of,
    exact,
    measured,
    never_earlier,
    plain_workdays,
    time_of,
)
from engine.model.definition import Cases, Deadline, Step
from engine.model.diagnostics import Diagnostic
from engine.model.timing import Instant
from engine.rules.calendars import Calendar

ALWAYS_OPEN = Calendar.of_zone("UTC")


def check(material: Material) -> list[Diagnostic]:
    """An error for a ``due`` that is always later than the ``limit`` beside it, and for a ``due`` (or a
    ``limit``, where there is none) that is always before the ``not_before``.

    Only times that count from the same are compared; of cases all must contradict all, or, where both
    have the same conditions, one its partner.
    """
    definition = material.definition
    sections: list[tuple[str, Deadline | Step]] = [
        *(("deadlines", each) for each in definition.deadlines.values()),
        *(("steps", each) for each in definition.steps.values()),
    ]
    calendar, effort = calendar_of(material), Effort()
    found = []
    for section, owner in sections:
        where, named = f"{section}.{owner.name}", material.places.get((section, owner.name))
        if named is None:
            continue
        clash = _clash(material, calendar, effort, owner.due, owner.limit)
        if clash is not None:
            data = {"due": clash[0].source, "limit": clash[1].source}
            found.append(Diagnostic("D653", material.places.get((where, "due"), named), data))
        if not isinstance(owner, Step):
            continue
        clash = _clash(material, calendar, effort, owner.not_before, owner.due or owner.limit)
        if clash is not None:
            data = {"step": owner.name, "not_before": clash[0].source, "due": clash[1].source}
            found.append(Diagnostic("D654", material.places.get((where, "not_before"), named), data))
    return found


def _clash(
    material: Material, calendar: Calendar | None, effort: Effort, early: Cases | None, late: Cases | None
) -> tuple[Instant, Instant] | None:
    """The times that show that what should come first always comes later."""
    if not early or not late:
        return None
    for ones, others in _held(early, late):
        first, second = of_cases(ones), of_cases(others)
        both = (*first, *second)
        if (
            not first
            or not second
            or len({instant.anchor for instant in both}) != 1
            or not all(map(measured, both))
        ):
            continue
        used = calendar
        if used is None and (all(map(any_calendar, both)) or all(map(plain_workdays, both))):
            used = ALWAYS_OPEN
        if used is None:
            continue
        anchor = both[0].anchor
        field = material.definition.data.get(anchor.name) if anchor and anchor.kind == "field" else None
        moments = Moments(used, field is not None and field.type == "date", all(map(exact, both)))
        if never_earlier(time_of(first, used, min), time_of(second, used, max), moments, effort):
            return first[0], second[0]
    return None


def _held(early: Cases, late: Cases) -> Iterator[tuple[Cases, Cases]]:
    """Which cases are held against which: each against its partner, or all against all."""
    said = [[case.when and case.when.source for case in cases] for cases in (early, late)]
    if said[0] == said[1]:
        for one, other in zip(early, late, strict=True):
            if isinstance(one.value, Instant) and isinstance(other.value, Instant):
                yield (one,), (other,)
    else:
        yield early, late
