"""What is said around the questions: what the step is, how much there is to do, how the other lines stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.do_lines import stands
from cli.output import inert
from engine.model.holding import over
from engine.model.places import name
from engine.render.came import came
from engine.render.checklist import facts_of
from engine.render.items import items_of
from engine.words import N_, _

if TYPE_CHECKING:
    from cli.do_walk import Walked

KEYS = N_("Enter: yes, or what stands in [ ] · n, s: not yet · b: back · q: stop · ?: help")


def head(walked: Walked) -> None:
    """What the step is, for whom, until when, its help; then which keys there are."""
    talk, names, task, visit = walked.talk, walked.names, walked.task, walked.visit
    title = names.title(walked.step.title) or walked.step.name
    place = inert(name(walked.program.definition, task, visit))
    talk.say(f"{place}  {inert(title)}", colour="bold")
    what = [inert(names.title(walked.program.definition.title) or task.sop), inert(task.ref)]
    items = inert(items_of(names, task, visit.lane)) if visit.lane else ""
    talk.say(" · ".join(text for text in (*what, items) if text))
    talk.say(inert(facts_of(visit, over(task, visit.no), walked.context.recorded, names)))
    if told := came(task, visit, names):
        talk.say(inert(told))
    if walked.step.help:
        talk.say(inert(names.title(walked.step.help)))
    if walked.step.votes is not None:
        _votes(walked)
    if not walked.ticks:
        talk.say(_("The checklist is for others; you can take an outcome."))
    elif walked.next_line() is not None:
        talk.say(_(KEYS))
    talk.say()


def _votes(walked: Walked) -> None:
    """What is voted on, as it stands, and how the vote stands."""
    from cli.votes import lines
    from engine.kernel.scopes import data_seen
    from engine.render.votes import plain_views

    talk, names, task, visit = walked.talk, walked.names, walked.task, walked.visit
    held: Any = task
    data = data_seen(walked.program, held, visit.lane) if walked.program.has_items else task.data
    covers = walked.step.votes.covers if walked.step.votes is not None else ()
    for field in covers or data:
        if data.get(field) is not None:
            said = {"what": inert(names.field(field)), "value": inert(names.value(field, data[field]))}
            talk.say(_("%(what)s: %(value)s") % said, 2, 2)
    for line in lines(plain_views(walked.program, task, visit, walked.context, names)):
        talk.say(inert(line.strip()), 2 if line.startswith(" ") else 0, 4)


def passing(walked: Walked, shown: dict[int, str], until: int | None) -> None:
    """The lines before the one that is asked next (before the outcomes: all) that were not shown as they
    stand now; ``shown`` keeps the states. Those that were just answered are known."""
    for line in walked.lines:
        no, state = line.item.no, line.state
        if until is not None and no >= until:
            break
        known = shown.get(no)
        shown[no] = state
        if known == state or state == "off" or not walked.wanted(line):
            continue
        if line.item.kind == "must" or (known is None and no not in walked.answered):
            walked.talk.say(stands(walked, line), hang=4)
