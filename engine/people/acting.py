"""Who acts: the person whom a login belongs to, or somebody else as whom they may act, as they are now. Lists
wait for this: it imports next to nothing unless somebody is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.actor import Absent, Actor
from engine.model.refusals import Refusal

if TYPE_CHECKING:
    from engine.model.team import Person, Team
    from engine.registry import Registry


def actor_of(registry: Registry, team: Team, login: str, other: Person | None, now: int) -> Actor | Refusal:
    """Who acts at ``now`` (ms UTC) by a login, as ``other`` where one is named. ``team`` is that of the day.
    Refused: ``unknown-login``, ``person-left``, ``may-not-act-as``."""
    own = team.by_login(login)
    if other is None and own is None:
        return Refusal("unknown-login", {"login": login, "people": list(team.people)})
    if own is not None and (other is None or own.key == other.key):
        return _as(registry, team, own, login, None, now)
    assert other is not None
    allowed = team.may.get("act_as", ())
    if own is None or not own.roles & set(allowed):
        return Refusal(
            "may-not-act-as",
            {
                "person": own.key if own else login,
                "other": other.key,
                "roles_needed": sorted(allowed),
            },
        )
    return _as(registry, team, other, login, own.key, now)


def _as(
    registry: Registry, team: Team, person: Person, login: str, acting: str | None, now: int
) -> Actor | Refusal:
    """A person as they act now: with the shops they work for, and the people for whom they stand in."""
    if not person.here:
        return Refusal("person-left", {"person": person.key, "day": person.until})
    stands_in: tuple[Absent, ...] = ()
    if registry.is_anybody_away(now, team):
        presence = registry.presence(now, team)
        stands_in = presence.stands_in_for(person.key) if presence is not None else ()
    return Actor(person.key, person.roles, login, acting, person.serves(), stands_in, team.granted(person))
