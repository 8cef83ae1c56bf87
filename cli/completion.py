"""What a shell is offered while a command is being typed; imported when a shell asks, and at no other time.

An argument is known by its metavar, so a new command completes what its arguments say they are. Only names
that a shell takes as they stand are offered: what people wrote never becomes part of a command line with a
meaning of its own. Where there is no workspace, or anything else is wrong, nothing is offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from cli.commands import COMMANDS
from cli.console import Console
from cli.output import inert
from engine.words import _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.definition import Definition, Field
    from engine.model.task import Task, Visit

Item = CompletionItem
Items = Iterable[tuple[str, str]]
"""A word to type, and what it is."""

PLAIN = re.compile(r"[\w.,:/@%+=][\w.,:/@%+=#~-]*")
MOST = 500
"""So many tasks, the newest, are looked through."""
LOOKING = frozenset({"show", "log", "why", "checklist", "diagram"})
"""Commands that are for ended tasks too."""


def commands(incomplete: str) -> list[Item]:
    """The commands that begin so, without importing one."""
    return [Item(name, help=_(entry.line)) for name, entry in COMMANDS.items() if name.startswith(incomplete)]


def complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[Item]:
    """What can stand for an argument or an option's value; never raises."""
    from cli.completion_more import MORE

    kind = str(parameter.metavar)
    if kind in FILES:
        return [Item(incomplete, type=FILES[kind])]
    offer = COMPLETERS.get(kind) or MORE.get(kind)
    try:
        found = [*offer(ctx, incomplete)] if offer else []
    except Exception:  # a shell has nowhere to show what went wrong
        return []
    offered = dict.fromkeys(pair for pair in found if PLAIN.fullmatch(pair[0]))
    items = [Item(word, help=inert(what) or None) for word, what in offered if word.startswith(incomplete)]
    return items + ([Item(incomplete, type="file")] if kind in OR_FILES else [])


def _app(ctx: click.Context) -> App:
    return ctx.find_root().ensure_object(Console).app()


def _sops(ctx: click.Context, incomplete: str) -> Items:
    app = _app(ctx)
    with app.store.reading():
        rows = app.store.documents("sop")
        return [(row.name, app.registry.definition(row.id).title) for row in rows]


def _tasks(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """What waits for the person first, then the newest; behind a ``/`` the steps that are open."""
    app = _app(ctx)
    if "/" in incomplete:
        from engine.model.places import word

        task, rest = app.named(incomplete)
        name = incomplete.removesuffix(rest).rstrip("/")
        definition = app.program(task).definition
        opened = sorted(task.open_visits(), key=lambda visit: visit.kind != "work")
        for visit in opened:
            yield f"{name}/{word(definition, task, visit)}", definition.steps[visit.step].title
        return
    by_ref = incomplete != "" and not incomplete.upper().startswith("T")
    if not incomplete and ctx.info_name not in LOOKING:
        for waiting in app.store.todo(app.actor.roles, app.actor.person, MOST, 0):
            yield f"T-{waiting.task}", f"{waiting.ref} · {waiting.step}"
    state = "all" if ctx.info_name in LOOKING else "open"
    for row in app.store.tasks(None, state, None, MOST, 0, app.sight):
        what = f"{row.sop} · {', '.join(row.steps) or row.end or ''}"
        yield (row.ref, f"T-{row.task} · {what}") if by_ref else (f"T-{row.task}", f"{row.ref} · {what}")


def _steps(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    for definition in _definitions(ctx):
        for name, step in definition.steps.items():
            yield name, step.title


def _definitions(ctx: click.Context) -> Iterator[Definition]:
    """That of the SOP which is named already, else all."""
    app, sop = _app(ctx), ctx.params.get("sop")
    with app.store.reading():
        for row in app.store.documents("sop"):
            if sop in (None, row.name):
                yield app.registry.definition(row.id)


def _signals(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """What steps wait for and rules are about."""
    for definition in _definitions(ctx):
        for one in definition.steps.values():
            if one.wait is not None and one.wait.signal:
                yield one.wait.signal, definition.sop
        for rule in definition.rules.values():
            if rule.after[:1] == ("signal",):
                yield rule.after[1], definition.sop


def _told(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """For a signal: the task, while none is named, then the fields of its SOP."""
    named = [word for word in _words(ctx) if "=" not in word]
    if not named and not ctx.params.get("sop"):
        yield from _tasks(ctx, incomplete)
        return
    app = _app(ctx)
    definition = app.program(app.task(named[0])).definition if named else next(_definitions(ctx))
    for name, field in definition.data.items():
        if field.value is None:
            yield f"{name}=", field.title


def _roles(ctx: click.Context, incomplete: str) -> Items:
    team = _app(ctx).team
    return team.roles.items() if team else ()


def _people(ctx: click.Context, incomplete: str) -> Items:
    team = _app(ctx).team
    return [(person.key, person.name) for person in team.here()] if team else ()


def _tasks_then_person(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Tasks; once one is named, people before further ones."""
    if ctx.params.get("words"):
        yield from _people(ctx, incomplete)
    yield from _tasks(ctx, incomplete)


def _team(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """What can be done about the team, and who there is."""
    from cli.team import ACTIONS

    yield from ((action, "") for action in ACTIONS)
    yield from _people(ctx, incomplete)


def _codes(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    from engine.language.codes import CODES, FAMILIES
    from engine.language.codes.about import TITLES
    from engine.render.refusal_texts import TEXTS

    yield from ((family, _(TITLES[family]) if family in TITLES else "") for family in FAMILIES)
    yield from ((code, body.name) for code, body in CODES.items())
    yield from ((code, "") for code in TEXTS)


def _lines(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The numbers of the checklist lines of the step; for ``--tick`` of ``advance`` all of them at once."""
    definition, visit = _visit(ctx)
    before = incomplete.rpartition(",")[0]
    prefix = before + "," if before else ""
    if ctx.info_name == "advance":
        yield "all", ""
    for item in definition.steps[visit.step].items:
        if item.kind == "tick":
            yield f"{prefix}{item.no}", item.title


def _given(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The fields that may be given, and behind a field's ``=`` the values that are known."""
    fields = {name: field for name, field in _fields(ctx).items() if field.value is None}
    name, equals, _typed = incomplete.partition("=")
    prefix = f"{name}=" if equals else ""
    if not equals:  # bash counts the = as a word of its own, and click takes it for nothing typed
        name = next((word for word in reversed(_words(ctx)) if word != "="), "")
    if name in fields:
        yield from ((prefix + value, what) for value, what in _values(ctx, fields[name]))
        return
    yield from ((f"{name}=", field.title) for name, field in fields.items())


def _words(ctx: click.Context) -> list[str]:
    return [str(word) for key in ("given", "words") for word in ctx.params.get(key) or ()]


def _values(ctx: click.Context, field: Field) -> Items:
    if field.type == "choice":
        return [(choice, "") for choice in field.choices]
    if field.type == "boolean":
        return [("yes", ""), ("no", "")]
    return _people(ctx, "") if field.type == "person" else ()


def _fields(ctx: click.Context) -> dict[str, Field]:
    """Those of the SOP that is started, or of the task that is worked on."""
    if ctx.params.get("sop"):
        return next(_definitions(ctx)).data
    task = task_named(ctx)
    return _app(ctx).program(task).definition.data


def _outcomes(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The outcomes of the open step, while none is given, and the fields of the task."""
    if "=" not in incomplete and all("=" in word for word in _words(ctx)):
        definition, visit = _visit(ctx)
        for name, outcome in definition.steps[visit.step].outcomes.items():
            yield name, outcome.title
    yield from _given(ctx, incomplete)


def _named(ctx: click.Context) -> str:
    """The task that is named already. Behind an option that lacks its value click has it among the rest."""
    return str(ctx.params.get("task") or ctx.args[0])


def task_named(ctx: click.Context) -> Task:
    """The task that is named already."""
    return _app(ctx).named(_named(ctx))[0]


def _visit(ctx: click.Context) -> tuple[Definition, Visit]:
    task, visit = _app(ctx).visit(_named(ctx))
    return _app(ctx).program(task).definition, visit


def _versions(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The numbers of an SOP's versions, the latest first."""
    from engine.render.instants import local

    app = _app(ctx)
    for row in reversed(app.store.history("sop", str(_named_sop(ctx)))):
        yield str(row.no), local(row.published, app.zone)


def _named_sop(ctx: click.Context) -> Any:
    """The SOP that is named already. Behind an option that lacks its value click has it among the rest."""
    return ctx.params.get("sop") or ctx.args[0]


def _renames(ctx: click.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Steps and deadlines of an SOP's versions, and behind the ``=`` those of its latest one."""
    app = _app(ctx)
    old, equals, _new = incomplete.partition("=")
    known: dict[str, str] = {}
    for row in app.store.history("sop", str(_named_sop(ctx))):
        definition = app.registry.definition(row.id)
        named: dict[str, Any] = {**definition.deadlines, **definition.steps}
        titles = {name: body.title for name, body in named.items()}
        known = titles if equals else {**known, **titles}
    yield from ((f"{old}={name}" if equals else f"{name}=", title) for name, title in known.items())


def _channels(ctx: click.Context, incomplete: str) -> Items:
    from cli.channels import published

    document = published(_app(ctx)) or {"channels": {}}
    return [(name, config["kind"]) for name, config in document["channels"].items()]


FILES = {"FILE": "file", "FILE|URL": "file", "PATH": "file", "DIR": "dir"}
OR_FILES = frozenset({"SOP|FILE|T-N", "A", "B"})
"""Metavars of what is a published SOP or a file."""
COMPLETERS: dict[str, Callable[[click.Context, str], Items]] = {
    "SOP": _sops,
    **dict.fromkeys(OR_FILES, _sops),
    "TASK": _tasks,
    "TASK... PERSON": _tasks_then_person,
    "TASK|FIELD=VALUE": _told,
    "SIGNAL": _signals,
    "STEP": _steps,
    "ROLE": _roles,
    "PERSON": _people,
    "ACTION|PERSON": _team,
    "CHANNEL": _channels,
    "CODE": _codes,
    "LINE": _lines,
    "LINES": _lines,
    "FIELD=VALUE": _given,
    "OUTCOME|FIELD=VALUE": _outcomes,
    "VERSION": _versions,
    "OLD=NEW": _renames,
}
"""Metavar to what is offered for it."""
