"""Who stands in for whom while people are away. Pure: the deputies that everybody named, and who is away now.

All deputies of somebody away act for them, the first ones first. A deputy who is away too is replaced, in
their place, by their own deputies, at most three steps from the absent one and never round to somebody who
was passed already (docs/decisions/0031).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from engine.model.record import Record

STEPS = 3
"""How far a deputy's deputy's deputy goes."""

Deputies = Mapping[str, Sequence[str]]
"""Person -> those who stand in for them, in order."""


class StandIn(Record):
    """Who stands in for somebody, ``steps`` deputies away from them."""

    person: str
    steps: int


def stand_ins(absent: str, deputies: Deputies, away: Collection[str], here: Collection[str]) -> list[StandIn]:
    """Who stands in for an absent person now: nobody who is away or not in the team (``here``) any more,
    nobody twice (the nearest counts), never the person themself. In the order of the deputies."""
    found: dict[str, int] = {}
    _follow(absent, deputies, away, here, (absent,), found)
    return [StandIn(person, steps) for person, steps in found.items()]


def _follow(
    person: str,
    deputies: Deputies,
    away: Collection[str],
    here: Collection[str],
    passed: tuple[str, ...],
    found: dict[str, int],
) -> None:
    """Go along the deputies of one who is away; ``passed`` are all on the way here."""
    for deputy in deputies.get(person, ()):
        if deputy in passed or deputy not in here:
            continue
        if deputy not in away:
            found[deputy] = min(len(passed), found.get(deputy, STEPS))
        elif len(passed) < STEPS:
            _follow(deputy, deputies, away, here, (*passed, deputy), found)


def stands_in_for(person: str, deputies: Deputies, away: Collection[str], here: Collection[str]) -> list[str]:
    """For whom somebody stands in now, the nearest first, then in the order of ``away``; nobody while they
    are away themselves."""
    if person in away:
        return []
    steps: dict[str, int] = {}
    for absent in away:
        for one in stand_ins(absent, deputies, away, here):
            if one.person == person:
                steps[absent] = one.steps
    return sorted(steps, key=steps.__getitem__)
