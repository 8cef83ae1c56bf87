"""Who may publish what, and who may look after the team. Deny by default, once there is a team."""

from __future__ import annotations

from engine.model.refusals import Refusal
from engine.model.team import Team

PUBLISH, ADMINISTER = "publish", "administer"


def right_to_publish(team: Team | None, person: str, roles: frozenset[str]) -> Refusal | None:
    """Who may publish: the roles that the team's ``may: {publish: ...}`` names; everybody of the team where
    it names none; anybody while there is no team yet (the first publication is how a team comes to be)."""
    return _right(team, PUBLISH, PUBLISH, person, roles)


def right_to_administer(team: Team | None, person: str, roles: frozenset[str]) -> Refusal | None:
    """Who may publish the team and say that others are away: the roles under ``administer``; who may publish,
    where there is none."""
    named = ADMINISTER if team is not None and ADMINISTER in team.may else PUBLISH
    return _right(team, named, ADMINISTER, person, roles)


def _right(team: Team | None, named: str, action: str, person: str, roles: frozenset[str]) -> Refusal | None:
    if team is None or named not in team.may or roles & set(team.may[named]):
        return None
    return Refusal(
        "may-not", {"person": person, "action": action, "sop": "", "roles_needed": sorted(team.may[named])}
    )
