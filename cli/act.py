"""Doing the work: ``start``, ``check``, ``set``, ``advance``, ``comment``, ``cancel``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.options import recording, rows
from cli.output import inert, warn
from cli.refused import explained, print_refusal, refuse
from cli.telling import tell
from cli.values import looks_like_pair, pairs, values
from cli.when import instant
from engine.model.commands import Advance, Cancel, Check, Command, Comment, Set, Start
from engine.model.refusals import Refusal
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.kernel.notes import Left
    from engine.model.definition import Definition, Step
    from engine.service import Accepted

TASK = N_("TASK")
TASK_NOTE = N_(
    "T-12, 12, or what people call it; T-12/pack names a step, T-12/pack#2 its second time, T-12/pack/A the "
    "step of item A."
)
LINES = N_("LINES")


def run(console: Console, app: App, command: Command, as_json: bool) -> int:
    """Carry out a command and say what came of it."""
    answer = app.service.run(command, app.actor)
    if isinstance(answer, Refusal):
        print_refusal(explained(app, answer, command), app.zone, _definition(app, command), app.team)
        return 1
    tell(app, settled(app, answer), as_json, command)
    return 0


def settled(app: App, answer: Accepted) -> Accepted:
    """The answer with the task as it is after what the command led to: rules and called tasks may have moved
    it on."""
    task = answer.task
    if not (app.program(task).reaches_out or task.callers):
        return answer
    with app.store.reading():
        return answer._replace(task=app.store.load(task.id) or task)


def _definition(app: App, command: Command) -> Definition | None:
    """The SOP that a command is about; None where there is none such."""
    with app.store.reading():
        if isinstance(command, Start):
            row = app.registry.current(command.sop)
            return app.registry.definition(row.id) if row is not None else None
        task = app.store.load(getattr(command, "task", 0))
        return app.registry.definition(task.version) if task is not None else None


def command_id(name: str | None) -> bytes:
    """16 bytes that name a command: made of the name that was given, else random."""
    if name is None:
        return os.urandom(16)
    from hashlib import sha256

    return sha256(b"named\x00" + name.encode("utf-8", "surrogateescape")).digest()[:16]


def at(app: App, text: str | None) -> int | None:
    """What ``--at`` says, ms UTC; None for now."""
    return None if text is None else instant(text, app.zone, app.clock())


def numbers(words: Iterable[str], option_name: str) -> tuple[int, ...]:
    """``1,2`` and ``3`` as numbers of checklist lines. Raises a usage error."""
    found = []
    for word in words:
        for part in word.replace("，", ",").split(","):
            if not part.strip().isdecimal() or len(part) > 6:
                text = _("%(word)s is no number of a checklist line.") % {"word": inert(word)}
                raise click.BadParameter(text, param_hint=option_name)
            found.append(int(part))
    return tuple(found)


@command(
    "start",
    help=N_("Values are given as FIELD=VALUE. A second start with the same unique value changes nothing."),
    epilog=N_('Example:\n  sop start shipping order_no=240001 paid_at="2026-11-20 18:00"'),
)
@argument("sop", N_("Name of a published SOP."), metavar=N_("SOP"))
@argument("given", metavar=N_("FIELD=VALUE"), nargs=-1)
@recording
def start(
    console: Console, sop: str, given: tuple[str, ...], when: str | None, name: str | None, as_json: bool
) -> int:
    """Start a task of an SOP's current version."""
    app = console.app()
    happened = at(app, when)
    with app.store.reading():
        row = app.registry.current(sop)
    stored: dict[str, Any] = dict(pairs(given))
    if row is not None:
        stored = values(app.registry.definition(row.id), given, app.zone, app.clock(), app.team)
    return run(console, app, Start(command_id(name), sop, stored, happened, app.shop), as_json)


@command(
    "check",
    epilog=N_(
        "Examples:\n  sop check T-12 1 2\n  sop check T-12 --na 3 --reason damaged\n"
        "  sop check T-12 4 --evidence photos/front.jpg"
    ),
)
@argument("task", TASK_NOTE, metavar=TASK)
@argument("lines", N_("Numbers of checklist lines (sop show TASK lists them)."), metavar=N_("LINE"), nargs=-1)
@option("--na", metavar=LINES, multiple=True, help=N_("Lines that do not apply, such as 3 or 3,4."))
@option("--undo", is_flag=True, help=N_("Take ticks back."))
@option("--reason", metavar=N_("TEXT"), help=N_("Why lines do not apply."))
@option("--evidence", metavar=N_("FILE|URL"), multiple=True, help=N_("What shows that the lines are done."))
@recording
def check(
    console: Console, task: str, lines: tuple[str, ...], na: tuple[str, ...], undo: bool,
    reason: str | None, evidence: tuple[str, ...], when: str | None, name: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Tick lines of the open visit."""
    app = console.app()
    ticked, skipped = numbers(lines, _(N_("LINE"))), numbers(na, "--na")
    if evidence and (undo or not ticked):
        raise click.UsageError(_("--evidence goes with the lines that it shows to be done."))
    happened = at(app, when)
    found, visit = app.visit(task)
    left = _evidence(app, evidence)
    ticking = Check(command_id(name), found.id, visit.no, ticked, skipped, undo, reason, happened, left)
    return run(console, app, ticking, as_json)


def _evidence(app: App, given: Iterable[str]) -> tuple[Left, ...]:
    """What shows that lines are done; files are read for their hashes."""
    from cli.attachments import read

    return tuple([read(app, text) for text in given])


@command(
    "set",
    help=N_("An empty value (FIELD=) takes a value away."),
    epilog=N_(
        "Examples:\n  sop set T-12 weight_kg=31.5\n  sop set T-12/weigh/A weight_kg=31.5\n"
        '  sop set T-12 sale_at="2026-12-12 00:00" --dry-run'
    ),
)
@argument("task", TASK_NOTE, metavar=TASK)
@argument("given", metavar=N_("FIELD=VALUE"), nargs=-1, required=True)
@option("--dry-run", "dry", is_flag=True, help=N_("Say which deadlines would change and write nothing."))
@recording
def set_values(
    console: Console, task: str, given: tuple[str, ...], dry: bool, when: str | None, name: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Give data values: the task's, or with the step of an item that item's own."""
    app = console.app()
    happened = at(app, when)
    found, visit = app.place(task)
    stored = values(app.program(found).definition, given, app.zone, app.clock(), app.team)
    number = visit.no if visit is not None else 0
    giving = Set(command_id(name), found.id, stored, happened, number)
    if dry:
        from cli.replan import tell_trial

        return tell_trial(app, found, giving, as_json)
    return run(console, app, giving, as_json)


@command(
    "advance",
    help=N_(
        "Without an outcome: done, or the only one there is. Ticks and values may be given in the same "
        "breath. With --from, every row of a CSV file advances a task; --sop, --step, --map, --zone, "
        "--encoding and --rejects are for that."
    ),
    epilog=N_(
        "Examples:\n  sop advance T-12 --tick all weight_kg=3.2\n"
        "  sop advance T-12 out_of_stock --reason recounted\n"
        "  sop advance --from done.csv --sop shipping --step pack"
    ),
)
@argument("task", TASK_NOTE, metavar=TASK, required=False)
@argument(
    "words", N_("The outcome, and FIELD=VALUE for each value."), metavar=N_("OUTCOME|FIELD=VALUE"), nargs=-1
)
@option("--tick", metavar=LINES, multiple=True, help=N_("Lines to tick, such as 1,2; or all."))
@option("--na", metavar=LINES, multiple=True, help=N_("Lines that do not apply, such as 3 or 3,4."))
@option("--reason", metavar=N_("TEXT"), help=N_("Why this outcome."))
@option("--late", metavar=N_("TEXT"), help=N_("Why it is late."))
@recording
@option("--from", "file", metavar=N_("FILE"), help=N_("Advance a task for every row of a CSV file."))
@option("--sop", metavar=N_("SOP"), help=N_("Only tasks of this SOP."))
@option("--step", metavar=N_("STEP"), help=N_("The step of rows that do not say theirs."))
@rows
def advance(console: Console, task: str | None, words: tuple[str, ...], **given: Any) -> int:
    """Close the open visit with an outcome; or with ``--from``, one for each row of a file."""
    if given["file"] is not None:
        from cli.bulk import advance_from

        return advance_from(console, [word for word in (task, *words) if word is not None], given)
    if task is None:
        raise click.UsageError(_("Name a task, or a file with --from."))
    return close_with(console, task, words, given, outcome_called)


def close_with(
    console: Console, task: str, words: tuple[str, ...], given: dict[str, Any],
    meant: Callable[[Step, str | None], str],
) -> int:  # fmt: skip
    """Close a visit with the outcome that is ``meant`` by what was typed (by nothing, where None is)."""
    app = console.app()
    happened = at(app, given["when"])
    plain = [word for word in words if not looks_like_pair(word)]
    if len(plain) > 1:
        text = _("Only one outcome can be given, not %(words)s.") % {"words": inert(" ".join(plain))}
        raise click.UsageError(text)
    found, visit = app.visit(task, plain[0] if plain else None)
    definition = app.program(found).definition
    everything = [word.strip().lower() for word in given["tick"]] == ["all"]
    closing = Advance(
        command_id(given["name"]),
        found.id,
        visit.no,
        meant(definition.steps[visit.step], plain[0] if plain else None),
        values(definition, filter(looks_like_pair, words), app.zone, app.clock(), app.team),
        () if everything else numbers(given["tick"], "--tick"),
        numbers(given["na"], "--na"),
        everything,
        given["reason"],
        given["late"],
        happened,
    )
    return run(console, app, closing, given["as_json"])


def outcome_called(step: Step, word: str | None) -> str:
    """The outcome that a word means: its name, or its title. Without a word ``done``, or the only one;
    raises Refused ``which-outcome`` where there are several."""
    if word is not None:
        titled = [name for name, outcome in step.outcomes.items() if outcome.title == word]
        return titled[0] if word not in step.outcomes and len(titled) == 1 else word
    if "done" in step.outcomes:
        return "done"
    if len(step.outcomes) == 1:
        return next(iter(step.outcomes))
    refuse("which-outcome", step=step.name, outcomes=list(step.outcomes))


@command(
    "comment",
    help=N_("@NAME tells a person or everybody of a role, @all everybody who has a part in the task."),
    epilog=N_('Examples:\n  sop comment T-12 the customer called\n  sop comment T-12 "@wang please look"'),
)
@argument("task", TASK_NOTE, metavar=TASK)
@argument("words", metavar=N_("TEXT"), nargs=-1, required=True)
@recording
def comment(
    console: Console, task: str, words: tuple[str, ...], when: str | None, name: str | None, as_json: bool
) -> int:
    """Say something on a task's record."""
    app = console.app()
    happened = at(app, when)
    from cli.mentions import mentioned

    text = " ".join(words)
    people, unknown = mentioned(text, app.team)
    remark = Comment(command_id(name), app.task(task).id, text, happened, people)
    code = run(console, app, remark, as_json)
    if unknown and code == 0:
        named = inert(_(", ").join(unknown))
        warn(_("Nobody in the team is called %(names)s, so nobody is told of that.") % {"names": named})
    return code


@command("cancel", epilog=N_("Example:\n  sop cancel T-12 --reason duplicate"))
@argument("task", TASK_NOTE, metavar=TASK)
@option("--reason", metavar=N_("TEXT"), help=N_("Why."))
@recording
def cancel(
    console: Console, task: str, reason: str | None, when: str | None, name: str | None, as_json: bool
) -> int:
    """End a task without finishing it."""
    app = console.app()
    happened = at(app, when)
    ending = Cancel(command_id(name), app.task(task).id, reason, happened)
    return run(console, app, ending, as_json)
