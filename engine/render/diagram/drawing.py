"""What a diagram of an SOP shows, before anything is placed: boxes, arrows with their labels, promises.

Made from the compiled definition alone. Texts are in the reader's language and not escaped yet; each
form escapes them for itself.
"""

from __future__ import annotations

from collections import Counter

from engine.model.definition import CANCELLED, END, Definition, LaneBody, Outcome, Step, is_end
from engine.render.diagram.constructs import at_head, at_join, at_lane, common_role, tables_text
from engine.render.diagram.picture import (
    ANYWHERE,
    DONE,
    FINISH,
    JOIN,
    LANE,
    START,
    STEP,
    STEPS,
    Arrow,
    Box,
    Drawing,
    Line,
    Way,
)
from engine.render.diagram.wording import cases_of_roles, condition, due_texts, timing_text
from engine.render.naming import Names
from engine.words import _


def draw(definition: Definition, names: Names, lang: str = "en") -> Drawing:
    """The drawing of an SOP for one reader. ``lang`` is the language that the reader is spoken to in."""
    return _Draft(definition, names).drawing(lang)


TIMEOUT = "timeout"


class _Draft:
    """Boxes and arrows while they are collected."""

    def __init__(self, definition: Definition, names: Names) -> None:
        self.definition = definition
        self.names = names
        self.boxes: list[Box] = [Box(START, "", _("Start"))]
        self.numbers: dict[str, int] = {}
        self.ends: dict[str, int] = {}
        self.ways: dict[tuple[int, int], list[Way]] = {}
        self.joins: dict[str, int] = {}
        self.lanes: dict[str, tuple[int, LaneBody, str]] = {}
        self.common = _common(definition)

    def drawing(self, lang: str) -> Drawing:
        definition, names = self.definition, self.names
        for step in definition.steps.values():
            self.numbers[step.name] = len(self.boxes)
            self.boxes.append(self.step(step))
            if step.lanes:
                self.block(step)
        anywhere = self.anywhere()
        if definition.first in self.numbers:
            self.ways[0, self.numbers[definition.first]] = []
        for lane, body, _role in self.lanes.values():
            if body.first in self.numbers:
                self.ways[lane, self.numbers[body.first]] = []
        for step in definition.steps.values():
            for outcome in step.outcomes.values():
                if self.common.get(outcome.name) != bare(outcome):
                    alone = len(step.outcomes) == 1 + len(self.common.keys() & step.outcomes.keys())
                    self.lead(self.source(step, outcome), outcome, alone)
        for number, outcome in anywhere:
            self.lead(number, outcome, False)
        title = names.title(definition.title) or definition.sop
        return Drawing(
            definition.sop,
            title,
            "" if title == definition.sop else definition.sop,
            tuple(self.boxes),
            tuple(Arrow(source, target, tuple(ways)) for (source, target), ways in self.ways.items()),
            tuple(self.promises()),
            lang,
        )

    def step(self, step: Step) -> Box:
        """A step's box: for whom, on which condition, until when, and which promises its closing keeps."""
        names = self.names
        lines = at_head(step, names)
        around = self.lanes.get(step.lane)
        if step.kind == "work" and not (around and around[2] == cases_of_roles(step.role, names)):
            lines.append(Line("role", cases_of_roles(step.role, names)))
        if step.when is not None:
            lines.append(Line("when", _("only if %(condition)s") % {"condition": step.when.source}))
        if step.not_before is not None:
            when = timing_text(step.not_before, names)
            lines.append(Line("due", _("not before: %(when)s") % {"when": when}))
        lines += [Line("due", text) for text in due_texts(step.due, step.limit, names)]
        if step.not_by:
            others = names.several(self.title(name) for name in step.not_by)
            lines.append(Line("note", _("not by whoever did: %(steps)s") % {"steps": others}))
        tables = tables_text(step, self.definition, names)
        lines += [Line("note", tables)] if tables else []
        lines += [
            Line("promise", names.title(body.title) or name)
            for name, body in self.definition.deadlines.items()
            if body.step == step.name
        ]
        roles = tuple(dict.fromkeys(role for case in step.role for role in case.value))
        kind = STEPS.get(step.kind, STEP)
        return Box(
            kind, step.name, self.title(step.name), tuple(lines),
            roles if kind == STEP else (), lane=step.lane, repeated=step.each is not None,
        )  # fmt: skip

    def block(self, step: Step) -> None:
        """The heads of a block's lanes, and its join."""
        for name, body in step.lanes.items():
            key = f"{step.name}/{name}"
            role = common_role(self.definition, key, self.names)
            title = self.names.title(body.title) or name
            if step.each is not None:
                title = step.each.item
            self.lanes[key] = (len(self.boxes), body, role)
            self.boxes.append(Box(LANE, key, title, tuple(at_lane(step, body, role, self.names)), lane=key))
        self.joins[step.name] = len(self.boxes)
        self.boxes.append(Box(JOIN, step.name, at_join(step), lane=step.lane))

    def source(self, step: Step, outcome: Outcome) -> int:
        """Where an outcome's arrow begins: what lanes do by joining begins at their join."""
        if outcome.itself and step.name in self.joins:
            return self.joins[step.name]
        return self.numbers[step.name]

    def title(self, step: str) -> str:
        body = self.definition.steps.get(step)
        return (self.names.title(body.title) if body else "") or step

    def anywhere(self) -> list[tuple[int, Outcome]]:
        """One box for all outcomes from any step that lead to the same places, and those outcomes."""
        places: dict[tuple[str, ...], int] = {}
        found = []
        for outcome in self.common.values():
            targets = tuple(case.value for case in outcome.to)
            number = places.setdefault(targets, len(self.boxes))
            if number == len(self.boxes):
                self.boxes.append(Box(ANYWHERE, "", _("From any step")))
            found.append((number, outcome))
        return found

    def lead(self, source: int, outcome: Outcome, alone: bool) -> None:
        """An arrow for each place that an outcome leads to."""
        names = self.names
        plain = outcome.name == DONE and outcome.title in ("", DONE)
        alone = alone or self.boxes[source].kind == JOIN
        title = "" if plain and alone else _("done") if plain else names.title(outcome.title) or outcome.name
        if outcome.itself and outcome.name == TIMEOUT and outcome.title in ("", TIMEOUT):
            title = _("time is up")
        for case in outcome.to:
            notes = []
            if len(outcome.to) > 1 or case.when is not None:
                notes.append(condition(case))
            if outcome.when is not None:
                notes.append(_("only if %(condition)s") % {"condition": outcome.when.source})
            if outcome.role is not None:
                notes.append(_("by %(roles)s") % {"roles": cases_of_roles(outcome.role, names)})
            if outcome.reasons:
                reasons = " / ".join(map(names.title, outcome.reasons))
                notes.append(_("reason: %(reasons)s") % {"reasons": reasons})
            elif outcome.reason:
                notes.append(_("with a reason"))
            target = self.target(case.value, self.boxes[source].lane)
            if target is not None:
                self.ways.setdefault((source, target), []).append(Way(outcome.name, title, tuple(notes)))

    def target(self, name: str, lane: str) -> int | None:
        """The box of a target that is said in a lane, whose ``end`` is its own."""
        if name == END and lane:
            return self.joins[lane.rpartition("/")[0]]
        return self.end(name) if is_end(name) else self.numbers.get(name)

    def end(self, target: str) -> int:
        if target not in self.ends:
            self.ends[target] = len(self.boxes)
            self.boxes.append(Box(FINISH, target, end_title(target, self.names)))
        return self.ends[target]

    def promises(self) -> list[Line]:
        found = []
        for name, body in self.definition.deadlines.items():
            title = self.names.title(body.title) or name
            until = self.title(body.step)
            if body.outcome:
                way = self.definition.steps[body.step].outcomes.get(body.outcome)
                until += " · " + ((self.names.title(way.title) if way else "") or body.outcome)
            text = _("%(title)s, kept by %(step)s.") % {"title": title, "step": until}
            timing = " · ".join(due_texts(body.due, body.limit, self.names))
            found.append(Line("promise", f"{text} {timing}".strip()))
        return found


def end_title(target: str, names: Names) -> str:
    """What an end is called: the SOP's own words for it, where it has any."""
    if target == END:
        return _("End")
    if names.title(target) != target:
        return names.title(target)
    name = target.removeprefix("end.")
    shown = _("cancelled") if target == CANCELLED and names.title(name) == name else names.title(name)
    return _("End: %(name)s") % {"name": shown}


def bare(outcome: Outcome) -> Outcome:
    """An outcome without its checklist's numbers, which differ from step to step."""
    return outcome._replace(items=())


def _common(definition: Definition) -> dict[str, Outcome]:
    """The outcomes possible from any step: those of a name that every step has, as most of them have it.

    A step's own outcome of the same name differs and keeps its arrow. ``done`` is the way on, and never one.
    """
    steps = list(definition.steps.values())
    if len(steps) < 2:
        return {}
    found = {}
    for name in steps[0].outcomes:
        if name == DONE or not all(name in step.outcomes for step in steps):
            continue
        variants = [bare(step.outcomes[name]) for step in steps]
        counted = Counter(map(repr, variants))
        most, times = counted.most_common(1)[0]
        if 2 * times > len(steps):
            found[name] = next(variant for variant in variants if repr(variant) == most)
    return found
