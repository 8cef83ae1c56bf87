"""Conditions that say something else than they seem to: what can be proved of them."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.language.proofs import prove
from engine.model.diagnostics import ERROR, WARNING, Diagnostic, Place

GAP = "G102"


def check(material: Material) -> list[Diagnostic]:
    """A warning for each finding, once at each place; a gap is an error, being told instead of F702, which
    is one. Nothing where no solver is installed: lint says so."""
    places = {id(each.expression): each.node.place for each in material.written}
    found: dict[tuple[str, Place], Diagnostic] = {}
    for code, at, data in prove(material.definition):
        place = places.get(id(at))
        if place is not None:
            found.setdefault(
                (code, place), Diagnostic(code, place, data, (), ERROR if code == GAP else WARNING)
            )
    return list(found.values())
