"""Deadlines: the grammar of instants, working them out, and explaining them. Pure."""

from __future__ import annotations

from engine.rules.deadlines.compute import AnchorOf, Planned, compute, spanned

__all__ = ["AnchorOf", "Planned", "compute", "spanned"]
