"""What stands behind the refusals: why the program says no; for ``sop explain``."""

from __future__ import annotations

from engine.render.about_people import GROUPS
from engine.words import N_

_GROUPS: tuple[tuple[str, str], ...] = (
    (
        "unknown-sop unknown-version no-earlier-version not-an-sop unknown-task unknown-step "
        "unknown-visit unknown-outcome unknown-field unknown-role unknown-person ambiguous-ref "
        "which-outcome several-open item-unknown field-unknown column-unknown map-form map-twice "
        "map-reversed encoding-unknown no-documents no-stories file-missing unknown-calendar not-a-calendar "
        "into-which",
        N_(
            "A command names what it means, and only one thing goes by that name: a guess would write the "
            "right work on the wrong task. Nothing was recorded but the refusal."
        ),
    ),
    (
        "unknown-login no-team",
        N_(
            "Whoever works with tasks is a person of the team, so that the record says who did what. The "
            "login of the operating system says who is typing."
        ),
    ),
    (
        "team-without-you nobody-may-publish",
        N_(
            "Who is not in the team can do nothing, not even mend the team. So a team is published by "
            "somebody who is in it, and has somebody who can publish the next one."
        ),
    ),
    (
        "no-workspace workspace-exists file-exists folder-not-empty bad-sop-name unknown-zone bad-now "
        "rejects-over-input",
        N_(
            "What is there already is never written over, and a workspace is made once. Files and databases "
            "hold people's work."
        ),
    ),
    (
        "calendar-missing calendar-gap",
        N_(
            "A deadline in workdays needs a calendar that has the days. The holidays of a coming year are "
            "known only when they are announced; a calendar says whether deadlines then count on "
            "provisionally or are refused."
        ),
    ),
    (
        "step-not-open visit-closed task-ended nothing-to-do",
        N_(
            "A task is advanced from where it is. What was closed stays closed and what ended stays ended; "
            "often somebody else was quicker, and the message says who."
        ),
    ),
    (
        "outcome-not-possible outcome-unknowable no-case no-row endless-skips endless-moves not-into-items "
        "evaluation-failed missing-value",
        N_(
            "The SOP says when an outcome is possible and where the task goes then. Where a condition does "
            "not hold, or cannot be worked out because a value is missing, the task stays where it is and is "
            "not sent somewhere by chance."
        ),
    ),
    (
        "closes-itself",
        N_(
            "A block closes when its lanes have joined, a wait when what it waits for has come, a call when "
            "the called task has ended. Nobody does that by hand; outcomes for people can be added beside it."
        ),
    ),
    (
        "item-field",
        N_(
            "What every item of a list has for itself is given in a step of that item: the task has as many "
            "values of it as there are items."
        ),
    ),
    (
        "unknown-signal",
        N_(
            "A signal says that something happened outside: a wait for it goes on, a rule about it acts. The "
            "SOP says which signals there are; another one would be heard by nothing."
        ),
    ),
    (
        "calls-too-deep rules-too-deep chain-too-long",
        N_(
            "What tasks do to each other by themselves must come to an end. Where it does not, it is stopped,"
            " and what had been done by then stays."
        ),
    ),
    (
        "gathers-no-more called-exists queue-unreadable",
        N_(
            "A call starts a task of its own, or joins one that still gathers callers. Where it cannot, the "
            "caller waits: 'sop why' says so, and 'sop sweep' tries again."
        ),
    ),
    (
        "not-before",
        N_("The step's 'not_before' says from when it may be closed at all."),
    ),
    (
        "duplicate-command already-started",
        N_(
            "The same command twice is done once: a repeat is harmless and changes nothing. The same name "
            "with other content is no repeat but a mix-up, so it is refused."
        ),
    ),
    (
        "cannot-close tick-missing value-missing value-unconfirmed must-fails must-unknown "
        "checklist-wrong item-not-tickable item-not-na not-ticked not-bulk",
        N_(
            "A step is closed when everything on its checklist is done: lines ticked, values given or "
            "confirmed, rules fulfilled. All that is missing is listed at once, with the one command that "
            "gives it."
        ),
    ),
    (
        "cannot-migrate already-there other-sop step-gone step-elsewhere block-changed waits-otherwise "
        "unique-changed other-type newly-required",
        N_(
            "A task goes over to another version whole or not at all, and nothing about it is guessed: steps "
            "and fields are the same where they have the same name. What is in the way is said all at once; "
            "the task stays on its version, and the others move."
        ),
    ),
    (
        "map-unknown map-step map-deadline map-still-there",
        N_(
            "'--map OLD=NEW' says which step or deadline of the new version takes the place of one that is "
            "gone. What both versions have stays what it is."
        ),
    ),
    (
        "reason-required reason-empty reason-not-listed late-reason-not-listed empty-comment bad-text",
        N_(
            "Where the SOP asks for a reason, somebody will count and read the reasons later. An empty one "
            "says nothing, and one that is not in the list could not be counted with the others."
        ),
    ),
    (
        "computed-field bad-value bad-values frozen-field required-value required-missing",
        N_(
            "A task carries the data that its SOP declares, each value of its type and within its bounds. All"
            " values of a command are checked together, and all are taken or none is."
        ),
    ),
    (
        "unknown-notice notice-not-given-up",
        N_(
            "Everything that people are to be told has a number and stays on the list, whatever became of "
            "it. What was given up can be tried again; what was delivered is not sent twice."
        ),
    ),
    (
        "no-channels unknown-channel to-whom",
        N_(
            "A message goes by a channel that is published, to somebody whom the channel knows. What the "
            "channels file and the team file do not say is not guessed: the message would reach a stranger."
        ),
    ),
    (
        "no-schedule schedule-paused schedule-not-paused no-schedule-time",
        N_(
            "A schedule stands in the SOP: each of its times starts one task, and no other time does. It is "
            "paused and goes on when somebody says so, which is on record."
        ),
    ),
    (
        "days-unreadable days-bad-rows days-no-place",
        N_(
            "Days off move every deadline. So a list of them is taken whole or not at all: with a row that "
            "is not clear nothing is written, and the calendar stays as it was."
        ),
    ),
    (
        "clock-ahead",
        N_(
            "What is due happens when the clock says so, and a record is never taken back. A clock that is "
            "suddenly a year later is more likely wrong than right: somebody has to say which."
        ),
    ),
    (
        "on-hold already-held not-held hold-until-past hold-cures before-held",
        N_(
            "A hold says that the work waits for somebody outside: its clocks stand still, and nobody closes "
            "it before it goes on. It begins and ends when somebody says so, and never makes something late "
            "be in time."
        ),
    ),
    (
        "attach-empty attach-scheme attach-no-hash attach-not-a-file",
        N_(
            "What is attached stays where it is. The record keeps its name and, of a file, its SHA-256, so "
            "that it can be told later whether it is the same; a link is kept as it is typed and never "
            "opened."
        ),
    ),
    (
        "evidence-missing na-reason",
        N_(
            "A tick says that somebody looked; some lines want something to show for it. A line that does "
            "not apply says why, so that whoever reads it later can tell an exception from a short cut."
        ),
    ),
    (
        "in-the-future before-opened before-start",
        N_(
            "What happened is recorded with the time at which it happened, which may lie in the past; then it"
            " also says when it was recorded. It cannot lie in the future, nor before the step or the task "
            "began."
        ),
    ),
    (
        "file-unreadable file-is-folder file-no-access file-empty file-is-workbook file-not-text "
        "encoding-unclear",
        N_(
            "Rows come from CSV files in UTF-8 or GBK. Anything else is not guessed at: a wrong guess would "
            "put wrong characters into thousands of tasks."
        ),
    ),
    (
        "column-twice columns-missing columns-no-task field-computed",
        N_(
            "Before the first row is taken, every field that is needed has its one column. So an import is "
            "either understood as a whole or does not begin."
        ),
    ),
    (
        "json-encoding json-array-large json-not-array json-only-starts json-keyword not-iso-8601",
        N_(
            "Rows of JSON are what other programs send: UTF-8, an object for each start, held against the "
            "SOP's data schema (`sop schema SOP`). Whoever writes that program can hold its data against it, "
            "too."
        ),
    ),
    (
        "row-quotes row-ragged row-nul row-bytes row-repeated row-contradicts row-no-task "
        "row-task-and-ref row-no-instant row-no-outcome row-several-steps cell-wrong cell-ticks "
        "digits-lost json-long json-deep json-syntax json-cut json-constant json-number json-key-twice "
        "json-half-character json-not-object json-unknown-key json-value json-no-instant",
        N_(
            "A row that cannot be taken is put into the rejects file with every reason, and the others go on."
            " Mend the rows there and import that file."
        ),
    ),
    (
        "empty not-text control-character surrounding-space too-long too-short no-match not-a-link "
        "not-an-integer not-a-number not-money too-many-decimals too-small too-large not-a-boolean "
        "not-a-date not-a-datetime time-missing too-early too-late not-a-duration duration-not-comparable"
        " not-a-choice not-a-list too-few-items too-many-items",
        N_(
            "The SOP says of which type a field is and between which bounds its values lie. A value is "
            "checked when it is given, by hand as from a file, so that whoever reads the task later can rely "
            "on it."
        ),
    ),
)

ABOUT: dict[str, str] = {code: text for codes, text in (*_GROUPS, *GROUPS) for code in codes.split()}
"""A refusal's code to msgid. Codes that are alike share one text."""
