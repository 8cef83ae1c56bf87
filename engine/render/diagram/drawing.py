"""What a diagram of an SOP shows, before anything is placed: boxes, arrows with their labels, promises.

Made from the compiled definition alone. Texts are in the reader's language and not escaped yet; each
form escapes them for itself.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from engine.model.definition import CANCELLED, END, Cases, Definition, Outcome, Step, is_end
from engine.render.diagram.wording import condition, role_text, timing_text
from engine.render.naming import Names
from engine.words import N_, _

START, STEP, ANYWHERE, FINISH = "start", "step", "anywhere", "end"
VISITED, OPEN, LATE = "visited", "open", "late"
DONE = "done"


class Line(NamedTuple):
    """A line in a box. kind: ``role when due note promise done now late``; forms set them apart by it."""

    kind: str
    text: str


class Box(NamedTuple):
    """A step, an end, the start, or "from any step". ``name`` is what people type, "" for the last two.

    ``state`` is where a task stands with it: "" (not reached), ``visited``, ``open`` or ``late``.
    ``roles`` is what the colour of a step goes by.
    """

    kind: str
    name: str
    title: str
    lines: tuple[Line, ...] = ()
    roles: tuple[str, ...] = ()
    state: str = ""


class Way(NamedTuple):
    """One way along an arrow: an outcome's title ("" where the step has only one way to be done), and
    what is said about it: conditions, role, reasons."""

    outcome: str
    title: str
    notes: tuple[str, ...] = ()


class Arrow(NamedTuple):
    """From a box to a box, by their numbers; every way that leads there is one label of it."""

    source: int
    target: int
    ways: tuple[Way, ...] = ()
    travelled: bool = False


class Drawing(NamedTuple):
    """A whole diagram. Boxes are in the document's order: start, steps, "from any step", ends."""

    name: str
    title: str
    subtitle: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    promises: tuple[Line, ...] = ()
    lang: str = "en"


def draw(definition: Definition, names: Names, lang: str = "en") -> Drawing:
    """The drawing of an SOP for one reader. ``lang`` is the language that the reader is spoken to in."""
    return _Draft(definition, names).drawing(lang)


class _Draft:
    """Boxes and arrows while they are collected."""

    def __init__(self, definition: Definition, names: Names) -> None:
        self.definition = definition
        self.names = names
        self.boxes: list[Box] = [Box(START, "", _("Start"))]
        self.numbers: dict[str, int] = {}
        self.ends: dict[str, int] = {}
        self.ways: dict[tuple[int, int], list[Way]] = {}
        self.common = _common(definition)

    def drawing(self, lang: str) -> Drawing:
        definition, names = self.definition, self.names
        for step in definition.steps.values():
            self.numbers[step.name] = len(self.boxes)
            self.boxes.append(self.step(step))
        anywhere = self.anywhere()
        if definition.first in self.numbers:
            self.ways[0, self.numbers[definition.first]] = []
        for step in definition.steps.values():
            for outcome in step.outcomes.values():
                if self.common.get(outcome.name) != bare(outcome):
                    alone = len(step.outcomes) == 1 + len(self.common.keys() & step.outcomes.keys())
                    self.lead(self.numbers[step.name], outcome, alone)
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
        lines = [Line("role", _cases_of_roles(step.role, names))]
        if step.when is not None:
            lines.append(Line("when", _("only if %(condition)s") % {"condition": step.when.source}))
        if step.not_before is not None:
            when = timing_text(step.not_before, names)
            lines.append(Line("due", _("not before: %(when)s") % {"when": when}))
        lines += [Line("due", text) for text in due_texts(step.due, step.limit, names)]
        if step.not_by:
            others = names.several(self.title(name) for name in step.not_by)
            lines.append(Line("note", _("not by whoever did: %(steps)s") % {"steps": others}))
        lines += [
            Line("promise", names.title(body.title) or name)
            for name, body in self.definition.deadlines.items()
            if body.step == step.name
        ]
        roles = tuple(dict.fromkeys(role for case in step.role for role in case.value))
        return Box(STEP, step.name, self.title(step.name), tuple(lines), roles)

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
        title = "" if plain and alone else _("done") if plain else names.title(outcome.title) or outcome.name
        for case in outcome.to:
            notes = []
            if len(outcome.to) > 1 or case.when is not None:
                notes.append(condition(case))
            if outcome.when is not None:
                notes.append(_("only if %(condition)s") % {"condition": outcome.when.source})
            if outcome.role is not None:
                notes.append(_("by %(roles)s") % {"roles": _cases_of_roles(outcome.role, names)})
            if outcome.reasons:
                reasons = " / ".join(map(names.title, outcome.reasons))
                notes.append(_("reason: %(reasons)s") % {"reasons": reasons})
            elif outcome.reason:
                notes.append(_("with a reason"))
            target = self.end(case.value) if is_end(case.value) else self.numbers.get(case.value)
            if target is not None:
                self.ways.setdefault((source, target), []).append(Way(outcome.name, title, tuple(notes)))

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


def single_ends(drawing: Drawing) -> Drawing:
    """The same with an end's box below each step that leads to it, so that no arrow has to cross the whole
    picture for it. Only the end that a task came to is marked."""
    boxes = [box for box in drawing.boxes if box.kind != FINISH]
    number = {place: len([1 for box in drawing.boxes[:place] if box.kind != FINISH])
              for place, box in enumerate(drawing.boxes) if box.kind != FINISH}  # fmt: skip
    arrows = []
    for arrow in drawing.arrows:
        box = drawing.boxes[arrow.target]
        target = number.get(arrow.target, len(boxes))
        if box.kind == FINISH:
            boxes.append(box if arrow.travelled or not box.state else box._replace(state="", lines=()))
        arrows.append(arrow._replace(source=number[arrow.source], target=target))
    return drawing._replace(boxes=tuple(boxes), arrows=tuple(arrows))


def end_title(target: str, names: Names) -> str:
    """What an end is called: the SOP's own words for it, where it has any."""
    if target == END:
        return _("End")
    if names.title(target) != target:
        return names.title(target)
    name = target.removeprefix("end.")
    shown = _("cancelled") if target == CANCELLED and names.title(name) == name else names.title(name)
    return _("End: %(name)s") % {"name": shown}


def due_texts(due: Cases | None, limit: Cases | None, names: Names) -> list[str]:
    """Due and limit in words, each where there is one."""
    found = []
    if due is not None:
        found.append(_(DUE) % {"when": timing_text(due, names)})
    if limit is not None:
        found.append(_(LIMIT) % {"when": timing_text(limit, names)})
    return found


DUE, LIMIT = N_("due: %(when)s"), N_("limit: %(when)s")


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


def _cases_of_roles(roles: Cases, names: Names) -> str:
    texts = [" / ".join(role_text(role, names) for role in case.value) for case in roles]
    if len(roles) == 1 and roles[0].when is None:
        return texts[0]
    return _("; ").join(
        _("%(condition)s: %(value)s") % {"condition": condition(case), "value": text}
        for case, text in zip(roles, texts, strict=True)
    )
