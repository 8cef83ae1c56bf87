"""What goes with which kind of step: keys that belong together, and outcomes that come by themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.language.compile.draft import Draft
from engine.language.compile.outcomes import DONE
from engine.language.compile.telling import WORK
from engine.language.nodes import Node
from engine.model.definition import DROPPED, Definition, Outcome, is_end, outcome_of

TIMEOUT = "timeout"

PARTS: dict[str, tuple[str, ...]] = {
    "join": ("parallel", "each"),
    "rest": ("parallel", "each"),
    "steps": ("each",),
    "at_once": ("each",),
    "data": ("each",),
    "with": ("call",),
    "get": ("call",),
    "gather": ("call",),
    "in_order": ("votes",),
    "advise": ("votes",),
    "covers": ("votes",),
}
"""Keys that say more about a kind of step or about votes, and which those are."""

OF_WORK = ("checklist", "not_by", "not_before", "votes", "assign", "bulk")
"""Keys that say how people work on a step."""


def check_keys(draft: Draft, body: Node, kind: str) -> None:
    """Report keys that say nothing for a step of this kind."""
    for key, (node, _) in body.entries.items():
        leaders = PARTS.get(key)
        if leaders is not None and not any(leader in body.entries for leader in leaders):
            draft.error("F731", node, key=key, kinds=", ".join(leaders))
        elif kind != WORK and key in OF_WORK:
            draft.error("F732", node, key=key, kind=kind)
    if kind == "each" and "steps" not in body.entries:
        draft.error("F734", body.entries["each"][0])


def automatic(kind: str, callee: Definition | None = None) -> frozenset[str]:
    """The outcomes by which a step of this kind closes itself."""
    if kind == WORK:
        return frozenset()
    if kind == "call" and callee is not None:
        return frozenset({DONE, DROPPED, *ends(callee)})
    return frozenset({DONE, TIMEOUT}) if kind == "wait" else frozenset({DONE})


def of_itself(
    outcomes: Mapping[str, Outcome], comes: frozenset[str], kind: str, everywhere: Collection[str]
) -> dict[str, Outcome]:
    """The outcomes, those marked that no person takes. Where what is called is not known, they are those that
    ask nothing of a person and are not the SOP's own."""
    found = {}
    for name, outcome in outcomes.items():
        unknown = kind == "call" and name not in everywhere and not (outcome.reason or outcome.role)
        found[name] = outcome._replace(itself=True) if name in comes or unknown else outcome
    return found


def ends(definition: Definition) -> list[str]:
    """The ends of an SOP as outcomes of a call: ``end`` is done, ``end.lost`` is lost."""
    found: dict[str, None] = {}
    for step in definition.steps.values():
        for outcome in step.outcomes.values():
            for case in outcome.to:
                if is_end(case.value) and not (step.lane and case.value == "end"):
                    found.setdefault(outcome_of(case.value))
    return list(found)


def check_outcomes(
    draft: Draft, key: Node, body: Node, kind: str, found: Mapping[str, Outcome], own: frozenset[str]
) -> None:
    """Report an outcome that a step needs and does not have, and what one that comes by itself asks for."""
    if "targets" in draft.holes:
        return
    said = body.get("outcomes")
    if kind in ("parallel", "each", "wait") and DONE not in found:
        draft.error("F735", body.entries["outcomes"][0], step=key.text)
    for name in own & found.keys():
        outcome = found[name]
        asked = {
            "reason": outcome.reason,
            "checklist": outcome.items,
            "role": outcome.role,
            "when": outcome.when,
        }
        for what in (what for what, value in asked.items() if value):
            at = said.key(name) if said is not None else None
            draft.error("F738", at or key, name=name, key=what)
            break
