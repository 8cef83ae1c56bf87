"""P8xx: roles, held against the team."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "P801": Code(
        "unknown-role",
        N_("the team '%(team)s' has no role '%(role)s'"),
        N_("add it to the team file, or name one of its roles"),
    ),
    "P802": Code(
        "role-of-nobody",
        N_("nobody in the team '%(team)s' holds the role '%(role)s'"),
        N_("give it to somebody in the team file"),
    ),
    "P850": Code(
        "too-few-for-four-eyes",
        N_(
            "a task that goes %(way)s gets stuck: nobody may do two of these steps, and in the team "
            "'%(team)s' too few people may do them (%(who)s)"
        ),
        N_(
            "give one of these roles to another person in the team file, or take a step out of 'not_by' "
            "(where there are votes, 'not_by: []' lets people vote on their own work)"
        ),
    ),
}
