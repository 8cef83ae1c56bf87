"""Failures and coverage as people read them, in the language of the moment."""

from __future__ import annotations

from collections.abc import Iterable

from engine.model.diagnostics import Diagnostic
from engine.render.escape import terminal
from engine.render.naming import Names
from engine.render.refusals import line
from engine.stories.coverage import Coverage
from engine.stories.plan import Story, Suite
from engine.stories.running import Failure
from engine.words import N_, _

KINDS = {
    "steps": N_("steps"),
    "outcomes": N_("outcomes"),
    "lines": N_("checklist lines"),
    "deadlines": N_("deadlines"),
    "rules": N_("rules"),
    "rungs": N_("rungs"),
}
"""Kinds of things that are counted, by their names in ``Coverage``."""

COUNTED = N_("%(what)s %(reached)s of %(all)s")
MISSING = N_("no story reaches these %(what)s: %(names)s")


def told(failure: Failure, suite: Suite, story: Story) -> Diagnostic:
    """A failure as a diagnostic, with what a refusal said in words."""
    if failure.refusal is None:
        return failure.found
    said = line(failure.refusal, suite.zone, suite.definition, story.team, private=True)
    return failure.found._replace(data={**failure.found.data, "said": said})


def counts(coverage: Coverage) -> str:
    """``steps 10 of 10, outcomes 20 of 22 ...`` in one line; rules and rungs only where there are any."""
    return _(", ").join(
        _(COUNTED) % {"what": _(what), "reached": count.reached, "all": count.all}
        for (name, what), count in zip(KINDS.items(), coverage, strict=True)
        if count.all or name not in ("rules", "rungs")
    )


def missing(coverage: Coverage, suite: Suite) -> Iterable[str]:
    """A line for each kind of which something was not reached, with the names; titles in the reader's
    language where the SOP has it."""
    titles = Names(suite.zone, suite.definition)
    for (_name, what), count in zip(KINDS.items(), coverage, strict=True):
        if count.missing:
            named = [f"{name} {titles.title(title)}".rstrip() for name, title in count.missing.items()]
            names = _(", ").join(map(terminal, named))
            yield _(MISSING) % {"what": _(what), "names": names}
