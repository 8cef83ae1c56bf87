"""Roles against the team, where one is given: known there, and held by somebody."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import WARNING, Diagnostic
from engine.rules.near import near

PEOPLE = ("assignee", "starter")
"""What may stand in a role's place where somebody is told."""


def check(material: Material) -> list[Diagnostic]:
    """A warning for each place that names a role the team does not have, and for the first place of each
    role that nobody holds. Warnings, because the team changes without the SOP. The owner may be a person."""
    team = material.team
    if team is None:
        return []
    held = {role for person in team.people.values() for role in person.roles}
    found = []
    told: set[str] = set()
    for role, place in material.roles:
        data = {"team": team.name, "role": role}
        if role == material.definition.owner and role in team.people:
            continue
        if role not in team.roles:
            found.append(Diagnostic("P801", place, data, near(role, [*team.roles, *PEOPLE]), WARNING))
        elif role not in held and role not in told:
            told.add(role)
            found.append(Diagnostic("P802", place, data, (), WARNING))
    return found
