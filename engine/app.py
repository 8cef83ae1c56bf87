"""Where it is put together: a database, who is at the keyboard, what time it is.

The command line (and whatever comes after it) gets everything from here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from engine.model.actor import EVERYTHING, Actor, Sight
from engine.model.refusals import Refusal
from engine.model.team import Person, Team
from engine.people.acting import actor_of
from engine.registry import Registry
from engine.store import Store, StoreError, open_store

if TYPE_CHECKING:
    from engine.kernel import Context, Program
    from engine.model.task import Task, Visit
    from engine.service import Service

DATABASE = "sop.db"
DEFAULT_ZONE = "Asia/Shanghai"


class Refused(Exception):
    """A refusal found before any command was run: who the person is, which ``task`` is meant (its number,
    where there is one that they do not get to see)."""

    def __init__(self, refusal: Refusal, task: int | None = None) -> None:
        super().__init__(refusal.code)
        self.refusal, self.task = refusal, task


def find_database(explicit: str | None, environ: Mapping[str, str], start: str) -> str:
    """``--db``, else SOP_DB, else the nearest ``sop.db`` in this folder or above.

    Raises Refused ``no-workspace``.
    """
    named = explicit or environ.get("SOP_DB")
    if named:
        return named
    folder, above = start, os.path.dirname(start)
    while not os.path.exists(os.path.join(folder, DATABASE)):
        if above == folder:
            raise Refused(Refusal("no-workspace", {"folder": start}, (), ("sop init",)))
        folder, above = above, os.path.dirname(above)
    return os.path.join(folder, DATABASE)


def wall_clock() -> int:
    """Now, in ms UTC."""
    return time.time_ns() // 1_000_000


def instant_named(text: str, zone: str) -> int:
    """The instant (ms UTC) that SOP_NOW names: ISO 8601 with an offset or in ``zone``. Raises Refused
    ``bad-now``."""
    from engine.model.definition import Field
    from engine.rules.values import ValueProblem, from_text

    try:
        return int(from_text(Field("SOP_NOW", "SOP_NOW", "datetime"), text, zone))
    except ValueProblem:
        raise Refused(Refusal("bad-now", {"text": text})) from None


class App:
    """One open workspace. Its parts are made when first needed."""

    def __init__(
        self,
        store: Store,
        login: str,
        person: str | None = None,
        clock: Callable[[], int] = wall_clock,
    ) -> None:
        self.store = store
        self.login = login
        self._person = person
        self._team: Team | None = None
        self._team_read = False
        self._actor: Actor | None = None
        self.settings = store.settings()
        self.zone = self.settings.get("zone", DEFAULT_ZONE)
        self.shop = self.settings.get("shop", "")
        self.clock = clock
        self.registry = Registry(store, self.zone, self.settings)
        self._service: Service | None = None

    @classmethod
    def open(
        cls, db: str | None, login: str, person: str | None = None, environ: Mapping[str, str] | None = None
    ) -> App:
        """Open the workspace that ``find_database`` finds. ``person`` is whom to act as (--as, SOP_USER).

        In a workspace made with ``sop init --simulated``, SOP_NOW is the time and SOP_LOGIN who types;
        elsewhere both are ignored.
        Raises StoreError, Refused.
        """
        environ = os.environ if environ is None else environ
        store = open_store(find_database(db, environ, os.getcwd()))
        try:
            app = cls(store, login, person or environ.get("SOP_USER") or None)
        except StoreError:
            store.close()
            raise
        if app.settings.get("simulated") == "yes":
            app.login = environ.get("SOP_LOGIN") or login
            if environ.get("SOP_NOW"):
                app.freeze(environ["SOP_NOW"])
        return app

    def freeze(self, now: str | int) -> None:
        """Stop the clock at an instant: ms UTC, or ISO 8601 with an offset or in the workspace's zone.

        Only for simulated workspaces. Raises Refused ``bad-now``.
        """
        instant = now if isinstance(now, int) else instant_named(now, self.zone)
        self.clock = lambda: instant
        self._service = None

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    @property
    def service(self) -> Service:
        """The one writer. Made when first needed: who only looks at lists does not wait for the kernel."""
        if self._service is None:
            from engine.service import Service

            self._service = Service(self.store, self.registry, self.clock, self.zone, self.shop)
        return self._service

    @property
    def behind(self) -> int:
        """By how many ms the clock is behind events that commands followed here; 0 where it is not."""
        return 0 if self._service is None else self._service.desk.behind

    @property
    def team(self) -> Team | None:
        """The latest published team as of today: roles are those held now."""
        if not self._team_read:
            self._team, self._team_read = self.registry.team(self.clock()), True
        return self._team

    def anew(self) -> None:
        """Look again who acts: for a call that lasts, in which roles and absences come and go."""
        self._team_read, self._actor = False, None

    @property
    def actor(self) -> Actor:
        """Who acts.

        Raises Refused: ``no-team``, ``unknown-login``, ``unknown-person``, ``person-left``,
        ``may-not-act-as``.
        """
        if self._actor is None:
            self._actor = self._find_actor()
        return self._actor

    @property
    def sight(self) -> Sight:
        """What whoever acts may see; everything while there is no team. Raises Refused: as ``actor``."""
        if self.team is None:
            return EVERYTHING
        return self.registry.sight(self.actor)

    def _find_actor(self) -> Actor:
        team = self.team
        if team is None:
            raise Refused(Refusal("no-team", {}, (), ("sop publish team.yaml",)))
        other = None if self._person is None else self.person(self._person)
        found = actor_of(self.registry, team, self.login, other, self.clock())
        if isinstance(found, Refusal):
            raise Refused(found)
        return found

    def person(self, text: str) -> Person:
        """A person of the team by key or by name. Raises Refused ``unknown-person``."""
        team = self.team
        people = team.people if team else {}
        found = people.get(text) or next((one for one in people.values() if one.name == text), None)
        if found is None:
            raise Refused(Refusal("unknown-person", {"name": text, "people": list(people)}))
        return found

    def program(self, task: Task) -> Program:
        """The program of the version that a task runs."""
        return self.registry.program(task.version)

    def context(self, task: Task) -> Context:
        """The context for asking questions about a task now. Raises Refused."""
        # A clock that was set back does not make questions about a step be before it was opened.
        now = max([self.clock(), *(visit.opened_recorded for visit in task.visits)])
        found = self.service.context(self.actor, self.program(task), now)
        if isinstance(found, Refusal):
            raise Refused(found)
        return found

    def task(self, text: str) -> Task:
        """The task that somebody names: ``T-12``, ``t-12``, its ref, or the bare number 12.

        A ref wins over a bare number, since people's order numbers are numbers too.
        Raises Refused: ``unknown-task``, ``ambiguous-ref``, ``may-not-see``, ``other-shop``.
        """
        with self.store.reading():
            found = self.store.load(self.task_id(text))
        if found is None:
            raise Refused(Refusal("unknown-task", {"text": text}))
        unseen = self.sight.refusal(found, text.strip())
        if unseen is not None:
            raise Refused(unseen, found.id)
        return found

    def task_id(self, text: str) -> int:
        """As ``task``, without reading the task."""
        text = text.strip()
        if not text:
            raise Refused(Refusal("unknown-task"))
        prefixed = text[:2].upper() == "T-" and text[2:].isascii() and text[2:].isdigit()
        if prefixed and len(text) < 20:
            return int(text[2:])
        refs = self.store.find_ref(text)
        if len(refs) > 1:
            raise Refused(Refusal("ambiguous-ref", {"ref": text, "tasks": refs}))
        if refs:
            return refs[0]
        if text.isascii() and text.isdigit() and len(text) < 18:
            return int(text)
        raise Refused(Refusal("unknown-task", {"text": text}))

    def named(self, text: str) -> tuple[Task, str]:
        """The task that somebody names, and what stands behind it: ``T-12/pack`` is T-12 and ``pack``.

        A name that has a slash itself is found too. Raises Refused: as ``task``.
        """
        text = text.strip()
        if "/" not in text:
            return self.task(text), ""
        parts = text.split("/")
        numbered = parts[0][:2].upper() == "T-" and parts[0][2:].isascii() and parts[0][2:].isdigit()
        for place in () if numbered else range(len(parts), 1, -1):
            ref = "/".join(parts[:place])
            if self.store.find_ref(ref):
                return self.task(ref), "/".join(parts[place:])
        return self.task(parts[0]), "/".join(parts[1:])

    def place(self, text: str) -> tuple[Task, Visit | None]:
        """The task that somebody names, and the visit where one is named: ``T-12`` none, ``T-12/pack``,
        ``T-12/pack#2``, ``T-12/pack/A`` (its item).

        Raises Refused: as ``task``, and those of ``engine.model.places.named``.
        """
        task, rest = self.named(text)
        if not rest:
            return task, None
        from engine.model.places import named

        found = named(self.program(task).definition, task, rest)
        if isinstance(found, Refusal):
            raise Refused(found)
        return task, found

    def visit(self, text: str, outcome: str | None = None) -> tuple[Task, Visit]:
        """As ``place``; where no visit is named, the one that people work on, the actor's own before others'.
        Where ``outcome`` is one that every open step has, it does not matter which: the outermost.

        Raises Refused also: ``task-ended``, ``several-open``.
        """
        task, visit = self.place(text)
        if visit is not None:
            return task, visit
        opened = task.open_visits()
        if not opened:
            raise Refused(Refusal("task-ended", {"task": task.id, "end": task.end, "at": task.ended}))
        if len(opened) == 1:
            return task, opened[0]
        from engine.model.places import for_people, several, shared

        if outcome is not None and shared(self.program(task).definition, task, outcome):
            return task, opened[0]
        found = for_people(task)
        if len(found) > 1:
            roles = {*self.actor.roles, self.actor.person, ""}
            own = [one for one in found if not one.roles or not roles.isdisjoint(one.roles)]
            found = own or found
        if len(found) > 1:
            raise Refused(several(self.program(task).definition, task, found))
        return task, found[0]
