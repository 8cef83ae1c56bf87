"""The texts of refusals: what happened and what would help, once for each code.

A code's variants stand from the fullest to the shortest: the first one is taken whose placeholders all
have data (``engine.render.refusals``).
"""

from __future__ import annotations

from engine.render.refusal_back_texts import BACK_TEXTS
from engine.render.refusal_calendar_texts import CALENDAR_TEXTS
from engine.render.refusal_channel_texts import CHANNEL_TEXTS
from engine.render.refusal_do_texts import DO_TEXTS
from engine.render.refusal_effect_texts import EFFECT_TEXTS
from engine.render.refusal_flow_texts import FLOW_TEXTS
from engine.render.refusal_hold_texts import HOLD_TEXTS
from engine.render.refusal_migrate_texts import MIGRATE_TEXTS
from engine.render.refusal_notice_texts import NOTICE_TEXTS
from engine.render.refusal_people_texts import PEOPLE_TEXTS
from engine.render.refusal_schedule_texts import SCHEDULE_TEXTS
from engine.render.refusal_text import ASK_TEAM, MEND_SOP, OWN_LIST, SEE_TASKS, SHOW, Text
from engine.render.refusal_value_texts import VALUE_TEXTS
from engine.render.refusal_vote_texts import VOTE_TEXTS
from engine.render.refusal_worklist_texts import WORKLIST_TEXTS
from engine.words import N_

__all__ = ["TEXTS", "Text"]

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
    "team-without-you": Text(
        (
            N_(
                "%(login)s belongs to nobody in the team %(team)s: whoever publishes it could do nothing "
                "any more."
            ),
        ),
        (N_("add it to the `logins` of a person in the team file: logins: [%(login)s]"),),
    ),
    "nobody-may-publish": Text(
        (N_("Nobody in the team %(team)s who has a login could publish any more: %(roles_needed)s."),),
        (N_("give somebody with a login one of these roles, or change `may: {publish: ...}`"),),
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
    "several-open": Text(
        (
            N_("%(task)s is in several steps; name one: %(visits)s, or one of %(more)s more."),
            N_("%(task)s is in several steps; name one: %(visits)s."),
        )
    ),
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
    **VALUE_TEXTS,
    # instants
    "in-the-future": Text((N_("%(at)s lies in the future."),)),
    "before-opened": Text((N_("%(at)s is before the step was opened, at %(earliest)s."),)),
    "before-start": Text((N_("%(at)s is before the task was started, at %(earliest)s."),)),
    # holds
    **HOLD_TEXTS,
    **DO_TEXTS,
    # lanes, items, what closes itself
    **FLOW_TEXTS,
    # signals, called tasks, rules
    **EFFECT_TEXTS,
    **WORKLIST_TEXTS,
    **SCHEDULE_TEXTS,
    # another version
    **MIGRATE_TEXTS,
    # what people are told
    **NOTICE_TEXTS,
    **BACK_TEXTS,
    **PEOPLE_TEXTS,
    **VOTE_TEXTS,
    **CHANNEL_TEXTS,
    # calendars and what goes into them
    **CALENDAR_TEXTS,
}
