"""Refused attempts: written down when a call ends with one, and shown by ``sop audit --refused``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.output import inert, say, say_json, say_table, warn
from cli.when import iso
from engine.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.app import App, Refused
    from engine.audit.refused import Attempt
    from engine.model.actor import Actor
    from engine.model.refusals import Refusal

SHOWN = 20
"""So many single attempts are shown where nobody says how many."""
WEEK = 7 * 24 * 3_600_000


def keep(app: App, error: Refused, command: str | None = None) -> None:
    """Put on record what ended a call, or one of several things that were asked for in one, where it says
    that somebody may not (``engine.attempts``). Without ``command``: the one that is being carried out."""
    from engine.attempts import RECORDED, put_on_record

    refusal = error.refusal
    if refusal.code in RECORDED:
        number = refusal.data.get("task", error.task)
        task = number if isinstance(number, int) else None
        if command is None:
            running = click.get_current_context(silent=True)
            command = running.info_name if running is not None else None
        put_on_record(app.store, app.shop, refusal, command or "", _whoever(app), app.clock(), task)


def record(app: App, refusals: Iterable[Refusal], who: Actor) -> None:
    """Put on record why a row of a file was not taken, where it says that somebody may not."""
    from engine.attempts import put_on_record

    for refusal in refusals:
        put_on_record(app.store, app.shop, refusal, "advance", who, app.clock())


def _whoever(app: App) -> Actor:
    """Who is typing, as far as that is known, whatever they may."""
    from engine.app import Refused
    from engine.model.actor import Actor

    try:
        return app.actor
    except Refused:
        own = app.team.by_login(app.login) if app.team else None
        return Actor(own.key if own else "", frozenset(), app.login)


def show(app: App, since: str | None, person: str | None, limit: int | None, as_json: bool) -> int:
    """Say what was refused: how often to whom, then the newest. Whoever may administer sees everybody's,
    everybody else their own."""
    from engine.audit.refused import Asked, attempts, counts

    asked = Asked(_since(app, since), *_whose(app, person))
    most = limit if limit is not None else 1 << 31 if as_json else SHOWN
    rows = attempts(app.store, asked, most)
    if as_json:
        say_json(_data(app, one) for one in rows)
        return 0
    counted = counts(app.store, asked)
    if not counted:
        say(_("Nothing was refused."))
        return 0
    say_table(
        (_("person"), _("code"), _("times"), _("last")),
        [(_named(app, one.person, one.login), one.code, one.times, _at(app, one.last)) for one in counted],
        right=(2,),
    )
    if rows:
        say()
        say_table(
            (_("at"), _("person"), _("tried"), _("task"), _("code")),
            [_line(app, one) for one in rows],
        )
    left = sum(one.times for one in counted) - len(rows)
    if left > 0:
        warn(_("%(n)s more; all of them: --limit %(all)s") % {"n": left, "all": left + len(rows)})
    if asked.person:
        warn(_("These are yours; everybody's are shown to who may administer the workspace."))
    return 0


def _since(app: App, text: str | None) -> int:
    from cli.when import instant

    now = app.clock()
    return now - WEEK if text is None else instant(text, app.zone, now, "--since")


def _whose(app: App, person: str | None) -> tuple[str, str]:
    """Whose refusals are asked for, as ``Asked`` has them. Raises Refused: ``may-not``, and as ``App``."""
    from engine.app import Refused
    from engine.people.permissions import right_to_administer

    wanted = "" if person is None else app.person(person).key
    if app.team is None:
        return wanted, ""
    refusal = right_to_administer(app.team, app.actor.person, app.actor.roles)
    if refusal is None:
        return wanted, ""
    if wanted not in ("", app.actor.person):
        raise Refused(refusal)
    return app.actor.person, ""


def _line(app: App, one: Attempt) -> tuple[object, ...]:
    who = _named(app, one.person, one.login)
    if one.acting:
        who = _("%(person)s (typed by %(other)s)") % {"person": who, "other": _named(app, one.acting, "")}
    task = "" if one.task is None else f"T-{one.task}"
    return (_at(app, one.at), who, one.kind, task, one.code)


def _named(app: App, person: str, login: str) -> str:
    """A person; a login that is nobody's by itself."""
    if not person:
        return _("login %(login)s") % {"login": login}
    found = app.team.people.get(person) if app.team else None
    return person if found is None or found.name in ("", person) else f"{person} ({found.name})"


def _at(app: App, at: int) -> str:
    from engine.render.instants import local

    return inert(local(at, app.zone))


def _data(app: App, one: Attempt) -> dict[str, Any]:
    return {
        "no": one.no,
        "at": iso(one.at, app.zone),
        "person": one.person or None,
        "acting": one.acting,
        "login": one.login,
        "tried": one.kind,
        "task": None if one.task is None else f"T-{one.task}",
        "code": one.code,
    }
