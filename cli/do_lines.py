"""One line of a checklist, asked for: a tick, a value, that it does not apply, what shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.dialogue import BACK, CLEAR, HELP, NA, NO, QUIT, SKIP, YES, Left, literal, meaning, number
from cli.do_fields import hint
from cli.output import inert
from engine.words import N_, _

if TYPE_CHECKING:
    from typing import Any

    from cli.do_walk import Walked
    from engine.kernel.explain import Line
    from engine.model.definition import Field

WENT_BACK = "back"
INDENT = 4
MARKS = {"done": "[x]", "na": "[-]", "open": "[ ]", "fails": "[!]", "undecided": "[?]", "confirm": "[?]"}

TICK_HELP = N_(
    "Enter or y: it is done. n: not yet, it stays open. b: back to the line before. q: stop here; everything "
    "answered is kept."
)
NA_HELP = N_("na: it does not apply; you are asked why.")
FILL_HELP = N_(
    "Type the value. Enter takes what stands in [ ], or leaves the line open where there is nothing. s: "
    "leave it open. -: take the value away. b: back to the line before. q: stop here; everything answered is "
    "kept. A value that is one of these words itself: put = before it, such as =b."
)


def title(walked: Walked, line: Line) -> str:
    """What a line asks for, inert: its own words, or its field's."""
    item, names = line.item, walked.names
    bare = item.field is not None and item.title in ("", item.field)
    return inert(names.field(item.field or "") if bare else names.title(item.title))


def stands(walked: Walked, line: Line) -> str:
    """How a line stands, in one inert text: ``2. [x] Weight: 31.5``."""
    must, when = line.item.must, line.item.when
    unknown = must is not None and line.state == "open"
    mark = MARKS["undecided" if unknown else line.state] if line.state in MARKS else "[ ]"
    text = f"{line.item.no}. {mark} {title(walked, line)}"
    if line.item.field is not None and line.value is not None and line.state != "na":
        said = {"what": text, "value": inert(walked.names.value(line.item.field, line.value))}
        text = _("%(what)s: %(value)s") % said
    if line.state == "na":
        text += _(" (%(note)s)") % {"note": _("not applicable")}
    note = ""
    if line.state == "fails" and must is not None:
        note = _("does not hold") if must.source == line.item.title else _("does not hold: %(source)s")
    elif line.state == "undecided" and when is not None:
        note = _("applies if: %(source)s")
    elif unknown and must is not None:
        note = _("cannot be told yet")
        if must.source != line.item.title:
            note = _("cannot be told yet: %(source)s")
    if note:
        source = when if line.state == "undecided" else must
        note %= {"source": inert(source.source) if source is not None else ""}
        text += _(" (%(note)s)") % {"note": note}
    return text


def ask(walked: Walked, line: Line) -> str | None:
    """Ask for a line until it is answered, left open or gone back from (``WENT_BACK``). Raises Left, Over."""
    talk = walked.talk
    talk.say(f"{line.item.no}. {title(walked, line)}", hang=INDENT)
    walked.passed.discard(line.item.no)
    walked.answered.add(line.item.no)
    return _tick(walked, line) if line.item.kind == "tick" else _fill(walked, line)


# A tick


def _tick(walked: Walked, line: Line) -> str | None:
    talk, item = walked.talk, line.item
    done = line.state in ("done", "na")
    keys = _("Enter/n/na") if item.na else _("Enter/n")
    prompt = N_("it is done already; still so? [%(keys)s] ") if done else N_("done? [%(keys)s] ")
    while True:
        typed = talk.ask(_(prompt) % {"keys": keys}, INDENT)
        said = YES if not typed else meaning(typed, YES, NO, SKIP, NA, BACK, QUIT, HELP)
        if said == QUIT:
            raise Left
        if said == BACK:
            return WENT_BACK
        if said == YES:
            if line.state == "done" or _evidenced(walked, line):
                _said(walked, line)
                return None
        elif said in (NO, SKIP):
            if said == NO and done and not walked.tick(item.no, undo=True):
                continue
            _left_open(walked, line)
            return None
        elif said == NA and item.na:
            if _na(walked, line):
                return None
        elif said == HELP:
            _help(walked, TICK_HELP, item.na)
        elif said == NA:
            talk.say(_("This line always applies: it is done, or it stays open."), INDENT)
        else:
            talk.say(_("%(typed)s was not understood.") % {"typed": inert(typed)}, INDENT)
            _help(walked, TICK_HELP, item.na)


def _evidenced(walked: Walked, line: Line) -> bool:
    """Tick a line, after asking for what shows it where that is wanted; whether it was carried out."""
    if line.item.evidence and not _has_evidence(walked, line.item.no):
        from cli.do_evidence import ask_evidence

        return ask_evidence(walked, line.item.no)
    return walked.tick(line.item.no)


def _has_evidence(walked: Walked, no: int) -> bool:
    return any(
        note.kind == "evidence" and note.visit == walked.visit.no and note.item == no
        for note in walked.task.notes
    )


def _na(walked: Walked, line: Line) -> bool:
    """That a line does not apply, and why; whether that was taken."""
    typed = walked.talk.ask(_("why does it not apply? "), INDENT)
    if typed and meaning(typed, BACK):
        return False
    if typed and meaning(typed, QUIT):
        raise Left
    if not walked.not_applicable(line.item.no, literal(typed) or None):
        return False
    _said(walked, line)
    return True


# A value


def _fill(walked: Walked, line: Line) -> str | None:
    talk, item = walked.talk, line.item
    field = walked.program.definition.data[item.field or ""]
    _explain(walked, line, field)
    shown = "" if line.value is None else inert(walked.names.value(field.name, line.value))
    prompt = f"[{shown}] > " if shown else "> "
    while True:
        typed = talk.ask(prompt, INDENT)
        if not typed:
            if line.value is None or (line.state == "done" and not walked.is_default(line)):
                _kept(walked, line)
                return None
            if walked.give(field.name, line.value):
                _kept(walked, line)
                return None
            continue
        said = _word(field, typed)
        if said == QUIT:
            raise Left
        if said == BACK:
            return WENT_BACK
        if said == SKIP:
            _left_open(walked, line)
            return None
        if said == NA and item.na:
            if _na(walked, line):
                return None
        elif said == HELP:
            _help(walked, FILL_HELP, item.na)
        elif said == CLEAR:
            if line.value is None or walked.give(field.name, None):
                _left_open(walked, line)
                return None
        elif _given(walked, field, literal(typed)):
            _kept(walked, line)
            return None


def _word(field: Field, typed: str) -> str | None:
    """The word that was meant, where it is no value of the field itself."""
    if field.type == "choice" and typed in field.choices:
        return None
    return meaning(typed, SKIP, NA, BACK, QUIT, HELP, CLEAR)


def _given(walked: Walked, field: Field, typed: str) -> bool:
    """Give what was typed, read and checked as everywhere; whether it was taken. What is wrong is said."""
    from cli.values import bad_value, person_called
    from cli.values import typed as read
    from engine.app import Refused
    from engine.render.refusals import sentence
    from engine.rules.values import ValueProblem

    chosen = _numbered(field)
    if chosen and typed not in field.choices and (place := number(typed, len(chosen))):
        typed = chosen[place - 1]
    try:
        value: Any = read(field, typed, walked.app.zone, walked.app.clock())
        if field.type == "person" and walked.app.team is not None:
            value = person_called(walked.app.team, typed)
    except Refused as refused:
        walked.talk.say(sentence(refused.refusal, walked.names), INDENT)
        return False
    except ValueProblem as problem:
        walked.talk.say(sentence(bad_value(field, problem), walked.names), INDENT)
        return False
    return walked.give(field.name, value)


def _numbered(field: Field) -> tuple[str, ...]:
    """The choices that can be named by their number: none where one of them looks like a number."""
    if field.type != "choice" or any(number(choice, len(field.choices)) for choice in field.choices):
        return ()
    return field.choices


def _explain(walked: Walked, line: Line, field: Field) -> None:
    """What the field takes, and where the value that it has comes from."""
    talk, names = walked.talk, walked.names
    talk.say(inert(hint(field, names)), INDENT)
    if field.help:
        talk.say(inert(names.title(field.help)), INDENT)
    if field.type == "choice":
        numbers = _numbered(field)
        texts = [
            f"{place} {inert(names.word(choice))}" if numbers else inert(names.word(choice))
            for place, choice in enumerate(field.choices, 1)
        ]
        if talk.one_line(texts, INDENT):
            talk.say("   ".join(texts), INDENT)
        else:
            for text in texts:
                talk.say(text, INDENT, hang=2)
    if line.state == "confirm":
        talk.say(_("from an earlier visit: Enter confirms it"), INDENT)
    elif walked.is_default(line):
        talk.say(_("given by the SOP: Enter confirms it"), INDENT)


# What is said of it


def _kept(walked: Walked, line: Line) -> None:
    now = walked.line(line.item.no)
    if now is None or now.value is None:
        _left_open(walked, line)
    else:
        _said(walked, line)


def _said(walked: Walked, line: Line) -> None:
    """How a line stands now: what was answered is on record."""
    now = walked.line(line.item.no)
    if now is None or now.state == "off":
        return
    value = ""
    if now.item.field is not None and now.value is not None and now.state != "na":
        value = " " + inert(walked.names.value(now.item.field, now.value))
    walked.talk.say(f"{MARKS.get(now.state, '[ ]')}{value}", INDENT, hang=INDENT)


def _left_open(walked: Walked, line: Line) -> None:
    walked.passed.add(line.item.no)
    walked.talk.say(_("[ ] left open"), INDENT)


def _help(walked: Walked, text: str, na: bool) -> None:
    walked.talk.say(_(text), INDENT)
    if na:
        walked.talk.say(_(NA_HELP), INDENT)
