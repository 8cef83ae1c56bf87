"""Votes against the team: whether enough different people may vote, in every case."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.language.checks.sharing import Demand, enough, voted, who
from engine.model.definition import Step
from engine.model.diagnostics import ERROR, WARNING, Diagnostic, Place
from engine.rules.ballots import ALL


def check(material: Material) -> list[Diagnostic]:
    """A warning where ``all`` means one; with a team an error for an outcome that never gets its votes, and a
    warning for a case in which it does not. All at the step's ``votes``.

    An error, other than for a role that nobody holds: such a step could still be closed by somebody who
    comes tomorrow, and here the SOP asks for more people than the team gives the role to. Nothing is said of
    roles that the team does not know (``roles`` says so).
    """
    found = []
    for name, step in material.definition.steps.items():
        if step.votes is not None:
            place = material.places.get((f"steps.{name}", "votes"), material.places["steps", name])
            found += _all_of_one(step, place)
            found += _too_few(material, step, place)
    return found


def _all_of_one(step: Step, place: Place) -> list[Diagnostic]:
    for outcome, cases in step.votes.needed.items() if step.votes is not None else ():
        roles = step.outcomes[outcome].role or step.role
        if any(case.value == ALL for case in cases) and all(len(case.value) == 1 for case in roles):
            one = roles[0].value[0]
            return [Diagnostic("P877", place, {"role": one or "-"}, (), WARNING)]
    return []


def _too_few(material: Material, step: Step, place: Place) -> list[Diagnostic]:
    """For the first outcome that lacks people: that, with who lacks where."""
    team = material.team
    if team is None or step.votes is None:
        return []
    for outcome in step.votes.needed:
        several = list(voted(step, step.outcomes[outcome], team))
        short = [one for one in several if not enough(one)]
        known = {"", *team.roles}
        if any(role not in known for case in step.outcomes[outcome].role or step.role for role in case.value):
            continue
        if short:
            data = {"outcome": outcome, "team": team.name, "who": who(outcome, short[0])}
            if len(short) == len(several):
                return [Diagnostic("P878", place, data, (), ERROR)]
            return [Diagnostic("P879", place, {**data, "case": _case(short[0])}, (), WARNING)]
    return []


def _case(demand: Demand) -> str:
    return demand.case or "else"
