"""Deciding and evolving: pure functions from a definition, a task and a command to facts or a refusal."""

from engine.kernel.context import Context
from engine.kernel.decide import Decision, decide
from engine.kernel.draft import Meta, evolve
from engine.kernel.facts import Fact
from engine.kernel.program import Program

__all__ = ["Context", "Decision", "Fact", "Meta", "Program", "decide", "evolve"]
