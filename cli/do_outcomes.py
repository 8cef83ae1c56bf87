"""How a visit is closed: which outcomes there are now, why others are not, the reason, why it is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.dialogue import BACK, HELP, NO, QUIT, SKIP, YES, Left, literal, meaning, number
from cli.output import inert
from engine.render.checklist import outcome_view
from engine.words import N_, _

if TYPE_CHECKING:
    from cli.do_walk import Walked
    from engine.kernel.explain import Way
    from engine.model.definition import Outcome
    from engine.service import Accepted

INDENT = 2
ASKED_FOR = frozenset({"reason-required"})
"""What is asked for when an outcome was chosen, so that it keeps nobody from choosing it."""
LINES = frozenset({"tick-missing", "value-missing", "value-unconfirmed", "evidence-missing"})
"""What answering a line mends."""

HELP_TEXT = N_(
    "Type the number or the name of an outcome: it closes the step, and the task goes on. One that is not "
    "possible yet leads to the lines that it lacks. b: back to the last line. q: stop here; everything "
    "answered is kept, and the step stays open."
)


def possible(way: Way) -> bool:
    """Whether an outcome can be taken now, but for a reason that is asked for."""
    if way.refusal is None:
        return True
    return way.refusal.code == "cannot-close" and all(one.code in ASKED_FOR for one in way.refusal.reasons)


def lacks_lines(way: Way) -> bool:
    """Whether lines that can be answered keep an outcome from being taken."""
    return way.refusal is not None and any(one.code in LINES for one in way.refusal.reasons)


def choose(walked: Walked, ways: list[Way]) -> Way | None:
    """The outcome that the person names; None to go back to the lines. Raises Left."""
    talk = walked.talk
    _list(walked, ways)
    alone = len(ways) == 1 and possible(ways[0])
    prompt = _("Close the step with it? [y/b/q] ") if alone else _("Which one? ")
    while True:
        typed = talk.ask(prompt)
        said = None if _named(walked, ways, typed) else meaning(typed, YES, NO, BACK, QUIT, HELP, SKIP)
        if said == QUIT or (alone and said in (NO, SKIP)):
            raise Left
        if said == BACK:
            return None
        if alone and said == YES:
            return ways[0]
        found = _named(walked, ways, typed)
        if found is None:
            if said == HELP:
                talk.say(_(HELP_TEXT), INDENT)
                continue
            if typed:
                talk.say(_("%(typed)s was not understood.") % {"typed": inert(typed)}, INDENT)
            talk.say(_("Type the number or the name of an outcome, b, q or ?."), INDENT)
        elif possible(found) or lacks_lines(found):
            return found
        else:
            _say(walked, found, found_no(ways, found))


def found_no(ways: list[Way], way: Way) -> int:
    """The number under which an outcome is listed."""
    return ways.index(way) + 1


def _named(walked: Walked, ways: list[Way], typed: str) -> Way | None:
    """The outcome with this number, name or title (in the reader's language too)."""
    place = number(typed, len(ways))
    if place is not None and typed not in [way.outcome.name for way in ways]:
        return ways[place - 1]
    for way in ways:
        outcome = way.outcome
        if typed and typed in (outcome.name, outcome.title, walked.names.title(outcome.title)):
            return way
    return None


def _list(walked: Walked, ways: list[Way]) -> None:
    walked.talk.say()
    walked.talk.say(_("Outcomes"))
    for no, way in enumerate(ways, 1):
        _say(walked, way, no)


def _say(walked: Walked, way: Way, no: int) -> None:
    """An outcome and whether it is possible now, with everything that it lacks."""
    talk = walked.talk
    view = outcome_view(way, walked.visit, walked.names)
    says, lacks = view["says"], view["lacks"]
    if possible(way):
        says = _("asks for a reason") if way.outcome.reason else _("possible now")
        lacks = []
    talk.say(
        _("%(no)s. %(name)s: %(says)s") % {"no": no, "name": inert(view["name"]), "says": says}, INDENT, 3
    )
    for lack in lacks:
        talk.say("- " + lack, INDENT + 3, 2)


def finish(walked: Walked, outcome: Outcome) -> Accepted | None:
    """Close the visit with an outcome, asking for what it wants to know; None where the person went back, or
    it was refused. Raises Left, Over."""
    reason: str | None = None
    if outcome.reason:
        reason = _reason(walked, _("Why? "), outcome.reasons, needed=True)
        if reason is None:
            return None
    late: str | None = None
    listed = walked.program.definition.reasons.get("late", ())
    due = walked.visit.due
    if listed and due is not None and walked.context.recorded > due:
        late = _reason(walked, _("Why is it late? (Enter: no answer) "), listed, needed=False)
        if late is None:
            return None
    return walked.close(outcome.name, reason, late or None)


def _reason(walked: Walked, prompt: str, listed: tuple[str, ...], needed: bool) -> str | None:
    """A reason, one of those listed where there are any; "" for none where it is not needed, None to go
    back."""
    talk, names = walked.talk, walked.names
    for no, one in enumerate(listed, 1):
        talk.say(f"{no} {inert(names.word(one))}", INDENT + 3, 2)
    while True:
        typed = talk.ask(prompt, INDENT)
        said = None if typed in listed else meaning(typed, BACK, QUIT, HELP)
        if said == QUIT:
            raise Left
        if said == BACK:
            return None
        if not typed and not needed:
            return ""
        if typed and said != HELP:
            if not listed:
                return literal(typed)
            place = number(typed, len(listed))
            if typed in listed or place is not None:
                return typed if typed in listed or place is None else listed[place - 1]
            shown = [one for one in listed if typed == names.title(one)]
            if shown:
                return shown[0]
        if listed:
            talk.say(_("Type one of these, or its number; b goes back."), INDENT)
        else:
            talk.say(_("A reason is needed here; b goes back."), INDENT)
