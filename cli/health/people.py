"""The team: is whoever types in it, and are the people there that the open work asks for?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.health.finding import OK, PROBLEM, WARNING, Finding, named
from engine.words import _, ngettext

if TYPE_CHECKING:
    from engine.app import App

LATELY = 200
"""The last events of so many tasks, the newest, are looked at."""


def logins(app: App) -> Iterator[Finding]:
    """Does the login of whoever types belong to somebody, and those that wrote lately?"""
    team = app.team
    if team is None:
        text = _("no team is published: nobody can work")
        yield Finding("team", PROBLEM, text, "sop publish team.yaml")
        return
    own = team.by_login(app.login)
    if own is None or not own.here:
        text = _("your login %(login)s belongs to nobody of the team %(team)s")
        help = _(
            "add it in team.yaml (logins: [%(login)s]), and let who may publish it: sop publish team.yaml"
        )
        data = {"login": app.login, "team": team.name}
        yield Finding("logins", PROBLEM, text % data, help % data)
    strangers = sorted(_wrote(app) - {login for one in team.here() for login in one.logins} - {app.login})
    if strangers:
        text = _("logins that wrote lately and belong to nobody now: %(logins)s")
        help = _("who is still there: add the login in team.yaml; else nothing is to be done")
        yield Finding("logins", WARNING, text % {"logins": named(strangers)}, help)
    if own is not None and own.here and not strangers:
        yield Finding("logins", OK, _("you are %(person)s") % {"person": own.name or own.key})
    without = [one.name or one.key for one in team.here() if not one.logins]
    if without:
        text = _("without a login, so that others type for them: %(people)s")
        yield Finding("logins", OK, text % {"people": named(without)})


def _wrote(app: App) -> set[str]:
    from engine.model.commands import ITSELF

    with app.store.reading():
        ids = [row.task for row in app.store.tasks(None, "all", None, LATELY)]
        events = app.store.last_events(ids) if ids else {}
    return {event.login for event in events.values() if event.login != ITSELF}


def roles(app: App) -> Iterator[Finding]:
    """Does somebody hold each of the roles that open steps ask for?"""
    team = app.team
    if team is None:
        return
    held = {role for one in team.here() for role in one.roles} | {one.key for one in team.here()}
    empty: dict[str, list[int]] = {}
    for sets, number, task in free(app):
        if sets and held.isdisjoint(sets) and "" not in sets:
            for role in sets:
                found = empty.setdefault(role, [0, task])
                found[0] += number
    for role, (number, task) in sorted(empty.items()):
        text = ngettext(
            "%(n)s open step asks for the role %(role)s, which nobody holds (T-%(task)s)",
            "%(n)s open steps ask for the role %(role)s, which nobody holds (T-%(task)s is one)",
            number,
        )
        data = {"n": f"{number:,}", "role": role, "task": task}
        help = _("give it to somebody in team.yaml, then: sop publish team.yaml")
        yield Finding("roles", PROBLEM, text % data, help)
    if not empty:
        yield Finding("roles", OK, _("every role that open steps ask for is held by somebody"))


MOST = 1000
"""So many open steps of a role are counted."""


def free(app: App) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The roles of open steps that nobody has, how many there are (up to ``MOST``), and the task of one."""
    store = app.store
    with store.reading():
        store.names.role_set.read()
        wanted = store.listed(store.names.role_set)
        for number, shop in store.rows(store.sql("work-shops"), (wanted,)):
            counted = store.rows(store.sql("free-counted"), (0, number, shop, MOST))[0][0]
            first = store.rows(store.sql("work-free"), (number, shop, 1))
            if first:
                yield store.names.role_set[number], counted, first[0][3]
