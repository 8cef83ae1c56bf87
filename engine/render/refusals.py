"""Every refusal's text, once: code -> what is said and what helps, and the block that people read.

A text has variants, the fullest first: the first whose placeholders all have data is used, so a
refusal that knows less says less and never fails. Data comes from people and documents: it is made
inert for a terminal (``engine.render.escape``) before it goes in.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.model.definition import Definition
from engine.model.refusals import Refusal
from engine.model.team import Team
from engine.render.commandline import closing, typed
from engine.render.escape import terminal
from engine.render.naming import Names
from engine.render.refusal_data import meaning, shown
from engine.words import N_, _, ngettext


class Text(NamedTuple):
    """``text``: variants of what was refused; ``help``: variants of a hint, for where the refusal
    itself brings no command."""

    text: tuple[str, ...]
    help: tuple[str, ...] = ()


SHOW = N_("sop show %(task)s")
OWN_LIST = N_("see what is open for you: sop todo")
SEE_TASKS = N_("see the tasks: sop list")
ASK_TEAM = N_("the team file says who holds which role: sop publish team.yaml")
MEND_SOP = N_("this has to be mended in the SOP: sop lint FILE, then sop publish FILE")

TEXTS: dict[str, Text] = {
    # what was named and is not there
    "unknown-sop": Text(
        (N_("No SOP called %(name)s is published."),), (N_("publish it first: sop publish FILE"),)
    ),
    "unknown-version": Text(
        (N_("%(sop)s has no version %(version)s; the latest is %(latest)s."),), (N_("sop versions %(sop)s"),)
    ),
    "no-earlier-version": Text((N_("%(sop)s has one version; there is none before it."),)),
    "not-an-sop": Text((N_("%(path)s is no SOP, but another document."),)),
    "unknown-task": Text((N_("There is no task %(text)s."), N_("No task is named.")), (SEE_TASKS,)),
    "ambiguous-ref": Text(
        (N_("%(ref)s is the name of several tasks: %(tasks)s."),),
        (N_("name the task by its number, such as T-17"),),
    ),
    "unknown-step": Text((N_("%(task)s has no step %(step)s."), N_("There is no step %(step)s.")), (SHOW,)),
    "unknown-visit": Text((N_("%(task)s has no visit %(visit)s."),), (SHOW,)),
    "unknown-outcome": Text(
        (
            N_("%(step)s has no outcome %(outcome)s. It has: %(outcomes)s."),
            N_("%(step)s has no outcome %(outcome)s."),
        )
    ),
    "which-outcome": Text((N_("%(step)s has several outcomes; name one: %(outcomes)s."),)),
    "unknown-field": Text((N_("There is no data field %(field)s."),)),
    "unknown-role": Text((N_("The team has no role %(role)s."),), (ASK_TEAM,)),
    "unknown-person": Text((N_("Nobody in the team is called %(name)s."),), (ASK_TEAM,)),
    "unknown-login": Text(
        (N_("The login %(login)s belongs to nobody in the team."),),
        (N_("add it to the `logins` of a person in the team file, or name the person: --as NAME"),),
    ),
    "no-team": Text(
        (N_("No team is published yet."),), (N_("write a team file and publish it: sop publish team.yaml"),)
    ),
    "calendar-missing": Text(
        (N_("The calendar %(name)s is not published."),), (N_("publish it: sop publish CALENDAR.yaml"),)
    ),
    "calendar-gap": Text(
        (
            N_("The calendar %(calendar)s has no data for %(year)s."),
            N_("The calendar has no data for %(year)s."),
        ),
        (N_("give that year's days off in the calendar, or write `missing_year: provisional` there"),),
    ),
    "no-workspace": Text(
        (N_("There is no workspace in %(folder)s or above it."), N_("There is no workspace here."))
    ),
    "bad-now": Text((N_("SOP_NOW is not an instant: %(text)s"),)),
    "workspace-exists": Text((N_("There is a workspace already: %(path)s"),)),
    "unknown-zone": Text(
        (N_("%(zone)s is no time zone."),), (N_("zones are named as in Asia/Shanghai or Europe/Berlin"),)
    ),
    "bad-sop-name": Text(
        (N_("%(name)s cannot be the name of an SOP."), N_("An SOP needs a name.")),
        (N_("a name has letters (Chinese ones too), digits, - and _, and does not begin with -"),),
    ),
    "no-documents": Text((N_("There are no SOPs, teams or calendars in %(folder)s."),)),
    "no-stories": Text(
        (N_("There are no stories in %(folder)s."),), (N_("write them beside the SOP: NAME.story.yaml"),)
    ),
    "folder-not-empty": Text((N_("%(path)s is not empty."),)),
    "file-exists": Text((N_("%(path)s is there already and was left as it is."),)),
    "rejects-over-input": Text(
        (N_("The rejects would be written over %(path)s, which is being read."),),
        (N_("name another file: --rejects FILE"),),
    ),
    # the state of the task
    "several-open": Text((N_("%(task)s is in several steps; name one: %(visits)s."),)),
    "step-not-open": Text(
        (N_("%(task)s is not in %(step)s now; it is in %(open)s."), N_("%(task)s is not in %(step)s now.")),
        (SHOW,),
    ),
    "visit-closed": Text(
        (
            N_("%(visit)s was closed already: %(outcome)s, by %(actor)s, at %(at)s."),
            N_("%(visit)s was closed already, by %(actor)s, at %(at)s."),
            N_("%(visit)s was closed already."),
        ),
        (OWN_LIST,),
    ),
    "task-ended": Text((N_("%(task)s ended at %(at)s: %(end)s."), N_("%(task)s has ended."))),
    "outcome-not-possible": Text(
        (
            N_("%(outcome)s is not possible now. It is possible when: %(source)s"),
            N_("%(outcome)s is not possible now."),
        )
    ),
    "outcome-unknowable": Text(
        (N_("Whether %(outcome)s is possible depends on %(missing)s, which has no value."),),
        (N_("give it a value: sop set %(task)s %(missing_name)s=VALUE"), N_("give it a value: sop set")),
    ),
    "not-before": Text((N_("It is too early: not before %(earliest)s."),)),
    "no-case": Text(
        (
            N_("No case of %(outcome)s in %(step)s holds, so there is no next step."),
            N_("No case holds, so there is no next step."),
        ),
        (MEND_SOP,),
    ),
    "endless-skips": Text((N_("From %(step)s on, every step is skipped, without end."),), (MEND_SOP,)),
    "nothing-to-do": Text((N_("This changes nothing: everything in it is so already."),)),
    "duplicate-command": Text((N_("This command's id was used before, with other content."),)),
    "already-started": Text(
        (
            N_("%(task)s was started with %(value)s already."),
            N_("%(task)s was started with %(unique)s already."),
            N_("%(task)s was started with the same value already."),
            N_("A task was started with the same value already."),
        ),
        (SHOW,),
    ),
    # people
    "not-your-role": Text(
        (
            N_("%(outcome)s in %(step)s is for %(roles_needed)s. %(person)s holds: %(roles_held)s."),
            N_("%(outcome)s in %(step)s is for %(roles_needed)s. %(person)s holds no role."),
            N_("%(step)s is for %(roles_needed)s. %(person)s holds: %(roles_held)s."),
            N_("%(step)s is for %(roles_needed)s. %(person)s holds no role."),
        ),
        (OWN_LIST,),
    ),
    "not-by": Text(
        (N_("%(step)s has to be done by somebody else than %(person)s, who did %(other_step)s."),),
        (OWN_LIST,),
    ),
    "may-not": Text(
        (
            N_("%(person)s may not %(action)s. Who may: %(roles_needed)s."),
            N_("%(person)s may not %(action)s. No role may."),
        )
    ),
    "may-not-act-as": Text(
        (
            N_("%(person)s may not act as %(other)s. Who may: %(roles_needed)s."),
            N_("%(person)s may not act as %(other)s. No role may."),
        ),
        (N_("`may: {act_as: [ROLE]}` in the team file says who may act as others"),),
    ),
    # the checklist
    "cannot-close": Text(
        (N_("%(visit)s cannot be closed with %(outcome)s yet."), N_("%(outcome)s is not possible yet."))
    ),
    "checklist-wrong": Text((N_("These checklist lines cannot be marked so."),)),
    "tick-missing": Text((N_("line %(no)s, %(title)s: not ticked"), N_("line %(no)s: not ticked"))),
    "value-missing": Text(
        (N_("line %(no)s, %(title)s: no value yet (%(field_name)s)"), N_("%(field)s: no value yet"))
    ),
    "value-unconfirmed": Text(
        (
            N_("line %(no)s, %(title)s: %(value)s from an earlier visit, to be confirmed (%(field_name)s)"),
            N_("%(field)s: from an earlier visit, to be confirmed"),
        )
    ),
    "must-fails": Text(
        (N_("line %(no)s, %(title)s: does not hold (%(source)s)"), N_("%(title)s: does not hold"))
    ),
    "must-unknown": Text(
        (
            N_("line %(no)s, %(title)s: cannot be told while %(field)s has no value"),
            N_("line %(no)s, %(title)s: cannot be told while a value is missing (%(source)s)"),
            N_("%(title)s: cannot be told while a value is missing"),
        )
    ),
    "item-unknown": Text(
        (N_("There is no checklist line %(no)s here."),),
        (N_("see the lines: sop checklist %(task)s"), N_("see the lines: sop checklist")),
    ),
    "item-not-tickable": Text(
        (N_("Line %(no)s, %(title)s, is not for ticking."),), (N_("a value is given with: sop set"),)
    ),
    "item-not-na": Text(
        (N_("Line %(no)s, %(title)s, cannot be marked as not applicable."),),
        (N_("only lines with `na: true` in the SOP can be"),),
    ),
    "not-ticked": Text((N_("Line %(no)s is not ticked, so it cannot be taken back."),)),
    "not-bulk": Text(
        (
            N_(
                "In %(step)s, lines cannot be ticked all at once: look at each and tick it by its number "
                "(%(lines)s)."
            ),
            N_("In %(step)s, lines cannot be ticked all at once: look at each and tick it by its number."),
        ),
    ),
    # reasons and comments
    "reason-required": Text(
        (N_("%(outcome)s needs a reason, one of: %(reasons)s."), N_("%(outcome)s needs a reason.")),
        (N_("give it: --reason TEXT"),),
    ),
    "reason-empty": Text((N_("The reason is empty."),)),
    "bad-text": Text(
        (
            N_("This text cannot be written down: more than %(most)s characters, or one that is no text."),
            N_("This text cannot be written down."),
        )
    ),
    "reason-not-listed": Text(
        (
            N_("%(reason)s is not one of the reasons: %(reasons)s."),
            N_("%(reason)s is not one of the reasons."),
        )
    ),
    "late-reason-not-listed": Text(
        (
            N_("%(reason)s is not one of the reasons for being late: %(reasons)s."),
            N_("%(reason)s is not one of the reasons for being late."),
        )
    ),
    "empty-comment": Text((N_("The comment is empty."),)),
    # values
    "computed-field": Text((N_("%(field)s is computed and cannot be given."),)),
    "missing-value": Text(
        (
            N_("%(field)s has no value, and it is needed to work out: %(source)s"),
            N_("%(field)s has no value, and it is needed here."),
        ),
        (N_("give it a value: sop set"),),
    ),
    "bad-value": Text((N_("%(field)s: %(problem)s"), N_("%(field)s: this value cannot be taken."))),
    "bad-values": Text((N_("Some values cannot be taken."),)),
    "frozen-field": Text((N_("%(field)s names the task and stays as it was at the start."),)),
    "required-value": Text((N_("%(field)s: a start needs it."),), (N_("give it as NAME=VALUE"),)),
    "required-missing": Text((N_("A start needs more values."),)),
    "evaluation-failed": Text(
        (N_("%(source)s could not be worked out: %(problem)s."), N_("A rule could not be worked out."))
    ),
    # instants
    "in-the-future": Text((N_("%(at)s lies in the future."),)),
    "before-opened": Text((N_("%(at)s is before the step was opened, at %(earliest)s."),)),
    "before-start": Text((N_("%(at)s is before the task was started, at %(earliest)s."),)),
}

LACKING = frozenset({"cannot-close", "required-missing"})
"""Refusals whose reasons are things to be given; the reasons of others say what is wrong."""

SENTENCE_ENDS = (".", "。", "?", "？", "!", "！")
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def render(
    refusal: Refusal,
    zone: str = "UTC",
    definition: Definition | None = None,
    team: Team | None = None,
    private: bool = False,
) -> str:
    """The refusal as lines for a terminal: what was refused, every reason as a list, what helps.

    ``zone`` is the workspace's (instants are shown in it); with ``definition`` and ``team`` steps,
    fields and roles are shown with their titles; values of private fields are masked unless
    ``private``. Total: a code or data that this program does not know is still shown. No line end
    at the end.
    """
    names = Names(zone, definition, team, private)
    lines = [sentence(refusal, names)]
    if refusal.reasons:
        if refusal.code in LACKING:
            n = len(refusal.reasons)
            more = ngettext("One thing is missing:", "%(n)s things are missing:", n) % {"n": n}
            lines[0] = names.followed(lines[0], more)
        _list(refusal.reasons, names, 1, lines)
    lines += [helping(help) for help in _helps(refusal, names)]
    return "\n".join(lines)


def line(
    refusal: Refusal,
    zone: str = "UTC",
    definition: Definition | None = None,
    team: Team | None = None,
    private: bool = False,
) -> str:
    """The refusal and its reasons in one line without help: for a rejects file or a long list."""
    names = Names(zone, definition, team, private)
    text = sentence(refusal, names)
    if refusal.reasons:
        text = names.followed(text, _("; ").join(sentence(reason, names) for reason in refusal.reasons))
    return text


def helping(help: str) -> str:
    """What helps, as a line of its own: a command to try, or a hint."""
    if help.startswith("sop "):
        return _("Try: %(help)s") % {"help": help}
    return _("Hint: %(help)s") % {"help": help}


def text_of(code: str) -> Text | None:
    """The text of a code: from here, or, for files and their rows, from where those are read."""
    found = TEXTS.get(code)
    if found is None:
        from engine.intake.problems import HELP, PROBLEMS
        from engine.rules.values.problems import PROBLEMS as VALUES

        text = PROBLEMS.get(code) or VALUES.get(code)
        if text is not None:
            found = Text((text,), (HELP[code],) if code in HELP else ())
    return found


def _list(reasons: tuple[Refusal, ...], names: Names, depth: int, lines: list[str]) -> None:
    for reason in reasons:
        lines.append("  " * depth + "- " + sentence(reason, names))
        _list(reason.reasons, names, depth + 1, lines)


def sentence(refusal: Refusal, names: Names) -> str:
    """What the refusal itself says, inert, without its reasons and its help."""
    data = shown(refusal.data, names)
    entry = text_of(refusal.code)
    text = _fill(entry.text, data) if entry else None
    if text is None:
        known = _(", ").join(f"{key}: {value}" for key, value in sorted(data.items()))
        return (_("Refused: %(code)s. %(data)s") % {"code": terminal(refusal.code), "data": known}).rstrip()
    if "suggestions" in data:
        if text.endswith(SENTENCE_ENDS):
            meant = _("Did you mean: %(suggestions)s?") % {"suggestions": data["suggestions"]}
            return names.followed(text, meant)
        return meaning(text, data["suggestions"])
    return text


def _fill(variants: tuple[str, ...], data: dict[str, str]) -> str | None:
    for variant in variants:
        if all(name in data for name in _PLACEHOLDER.findall(variant)):
            return _(variant) % data
    return None


def _helps(refusal: Refusal, names: Names) -> list[str]:
    """The refusal's own command; else what is composed of its reasons, or its text's hint and theirs."""
    if refusal.help and refusal.help[0].startswith("sop "):
        return list(map(terminal, refusal.help))
    if refusal.help:
        return [typed(refusal.help if refusal.help[0] == "sop" else ("sop", *refusal.help))]
    if refusal.code == "cannot-close" and (words := closing(refusal, names)):
        return [typed(words)]
    entry = text_of(refusal.code)
    hint = _fill(entry.help, shown(refusal.data, names)) if entry else None
    found = [hint] if hint else []
    for reason in refusal.reasons:
        found += [help for help in _helps(reason, names) if help not in found]
    return found
