"""All commands: where each one lives and what it is for, in one line.

``sop --help`` is printed from this table alone; a command's module is imported when it is called.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.words import N_


class Entry(NamedTuple):
    """``module`` of ``cli`` holds a command named as in the table; ``line`` says what it does."""

    module: str
    section: str
    line: str


WRITE = N_("Write SOPs")
WORK = N_("Do the work")
LOOK = N_("Look")
REVIEW = N_("Review")
TRUST = N_("Try and trust")

COMMANDS: dict[str, Entry] = {
    "init": Entry("define", WRITE, N_("Make a workspace: team, calendar, folder of SOPs, database.")),
    "new": Entry("new", WRITE, N_("Write an SOP to begin with, and stories that test it.")),
    "lint": Entry("define", WRITE, N_("Say what is wrong with SOPs, team and calendars, and where.")),
    "test": Entry("testing", WRITE, N_("Run the stories that test SOPs, and say what they do not reach.")),
    "calendar": Entry(
        "calendar", WRITE, N_("See which days are worked; check a calendar; take holidays over.")
    ),
    "publish": Entry("define", WRITE, N_("Put SOPs, team and calendars to use; running tasks keep theirs.")),
    "versions": Entry("versions", WRITE, N_("Published versions, and how many tasks run on each.")),
    "diff": Entry("versions", WRITE, N_("Say in words what was changed in an SOP.")),
    "migrate": Entry("migrate", WRITE, N_("Move running tasks to another version of their SOP.")),
    "replan": Entry("replan", WRITE, N_("Plan running deadlines anew, when a calendar was changed.")),
    "fmt": Entry("formatting", WRITE, N_("Lay documents out in house style; comments and meaning stay.")),
    "explain": Entry("explain", WRITE, N_("What a code means, why, and an example with its mend.")),
    "diagram": Entry("diagram", WRITE, N_("Draw an SOP, or where a task stands in it.")),
    "schema": Entry("schema", WRITE, N_("Print the JSON Schema of an SOP's data, or of a kind of document.")),
    "start": Entry("act", WORK, N_("Start a task.")),
    "import": Entry("bulk", WORK, N_("Start a task for each row of a CSV or JSON file.")),
    "do": Entry("do", WORK, N_("Be walked through an open step: its lines, its values, its outcome.")),
    "check": Entry("act", WORK, N_("Tick checklist lines of a step.")),
    "set": Entry("act", WORK, N_("Give a task's data values.")),
    "advance": Entry("act", WORK, N_("Finish a step: the task goes on to the next one.")),
    "approve": Entry("approve", WORK, N_("Agree to what a step asks several people to agree to.")),
    "next": Entry("taking", WORK, N_("Take the most urgent step that I may take.")),
    "snooze": Entry("snoozing", WORK, N_("Put a step of mine off until later; no deadline moves.")),
    "rank": Entry("snoozing", WORK, N_("Let a step go before others, or after them.")),
    "undo": Entry("mistakes", WORK, N_("Take back one's own last outcome or vote.")),
    "reopen": Entry("mistakes", WORK, N_("Go back to a step that was closed.")),
    "override": Entry("mistakes", WORK, N_("Close a step against a rule; it shows in every audit.")),
    "signal": Entry("signal", WORK, N_("Tell a task that something happened outside.")),
    "hold": Entry("hold", WORK, N_("A task waits for somebody outside; its clocks stand still.")),
    "resume": Entry("hold", WORK, N_("What was on hold goes on, with the time that was left.")),
    "claim": Entry("share", WORK, N_("Take an open step, so that it is yours alone.")),
    "release": Entry("share", WORK, N_("Give a step back to whoever may do it.")),
    "assign": Entry("share", WORK, N_("Give an open step to a person.")),
    "delegate": Entry("share", WORK, N_("Let another person do a step for you.")),
    "handover": Entry("handover", WORK, N_("Give everything of a person who leaves to others, in one go.")),
    "attach": Entry("attach", WORK, N_("Leave a file or a link at a task; are files as they were?")),
    "comment": Entry("act", WORK, N_("Say something on a task's record.")),
    "cancel": Entry("act", WORK, N_("End a task without finishing it.")),
    "todo": Entry("todo", LOOK, N_("What is waiting for me, the most urgent first.")),
    "list": Entry("look", LOOK, N_("Tasks, the newest first.")),
    "show": Entry("show", LOOK, N_("One task: where it stands, what is missing, what is due.")),
    "log": Entry("story", LOOK, N_("Everything that happened to a task.")),
    "why": Entry("why", LOOK, N_("What keeps a task from going on; how its deadlines came about.")),
    "checklist": Entry("report", REVIEW, N_("A task's checklist, to read, print or paste.")),
    "audit": Entry("report", REVIEW, N_("What is overdue: which steps, whose, how late.")),
    "forecast": Entry("forecast", REVIEW, N_("What is due in the next days, and what will be late.")),
    "export": Entry("export", REVIEW, N_("Running deadlines as a calendar that phones subscribe to.")),
    "schedule": Entry("schedule", TRUST, N_("What starts by itself and when; run, pause, resume it.")),
    "sweep": Entry("sweep", TRUST, N_("Do what is due by now and what was left over; for cron.")),
    "worker": Entry("worker", TRUST, N_("Stay, and do what is due as soon as it is.")),
    "team": Entry("team", TRUST, N_("Who there is, who is away and who stands in; what changed.")),
    "channels": Entry("channels", TRUST, N_("The ways that messages go out; try one.")),
    "notices": Entry("notices", TRUST, N_("What people are told: who got it, what waits, what failed.")),
    "db": Entry("db", TRUST, N_("Bring the database up to this version.")),
    "verify": Entry("verify", TRUST, N_("Replay the whole record and compare it with the stored tasks.")),
    "completion": Entry("shells", TRUST, N_("Have Tab complete what you type: for bash, zsh and fish.")),
    "doctor": Entry("doctor", TRUST, N_("Is everything here as it should be; if not, what to do.")),
    "demo": Entry("demo", TRUST, N_("Show everything once, on made-up orders.")),
}
