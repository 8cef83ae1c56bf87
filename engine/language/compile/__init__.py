"""From a document whose shape is right to a definition, or to everything that is wrong with it."""

from __future__ import annotations

from engine.language.checks import run_checks
from engine.language.checks.material import Calendars, Sops
from engine.language.compile.draft import Draft
from engine.language.compile.refusals import Refused
from engine.language.compile.sop import sop
from engine.language.nodes import MAP, Node
from engine.model.definition import Definition
from engine.model.diagnostics import ERROR, Diagnostic
from engine.model.team import Team

__all__ = ["Refused", "compile_sop"]

PROVABLE = frozenset({"F702"})
"""Mistakes that do not keep conditions from being looked at: cases without ``else`` are shown their gap."""
GAP = "G102"


def compile_sop(
    node: Node,
    team: Team | None = None,
    calendars: Calendars | None = None,
    refused: Refused | None = None,
    sops: Sops | None = None,
) -> tuple[Definition | None, list[Diagnostic]]:
    """The definition of a document, and its diagnostics in order of place, those of the checks among them.

    ``node`` is the root of an SOP that ``check_shape`` has looked at, ``refused`` what that and reading
    found wrong: it is passed over without a word. With a ``team``, roles are looked up in it; with
    ``calendars`` the SOP's calendar, and where their compiled forms are known its times are held against
    it. ``sops`` are those that it may call: with them, what it gives and gets is held against them. The
    definition is None when anything is an error, what was refused included. Never raises for what
    a document says.
    """
    refused = refused or Refused()
    draft = Draft(refused)
    draft.sops = sops
    if node.kind != MAP:
        draft.not_understood(node)
        return None, draft.diagnostics
    definition = sop(draft, node)
    mistakes = [each.code for each in draft.diagnostics if each.severity == ERROR]
    if refused or mistakes:
        draft.holes.add("mistakes")
    if refused or not PROVABLE.issuperset(mistakes):
        draft.holes.add("conditions")
    found = _told_once([*draft.diagnostics, *run_checks(draft.material(definition, team, calendars))])
    found.sort(key=lambda each: (each.place.line, each.place.column))
    if refused or any(each.severity == ERROR for each in found):
        return None, found
    return definition, found


def _told_once(found: list[Diagnostic]) -> list[Diagnostic]:
    """Without the question what happens in a gap between cases, where a value that falls into it is shown."""
    shown = {each.place for each in found if each.code == GAP}
    return [each for each in found if each.code not in PROVABLE or each.place not in shown]
