"""A workspace in which everything about permissions can be tried: a person for every relation to a step, an
SOP that everybody sees and the same one that few see, a task for every situation.

What is expected is not said here: ``tests/service/permission_rules.py`` does, by hand.
"""

from __future__ import annotations

import json
import os
from typing import Any

from engine.app import App
from engine.model.actor import Actor
from engine.model.commands import Advance, Claim, Command, Delegate, Start
from engine.publishing import check_documents, publish
from engine.service import Accepted
from engine.store import Store, create_store, open_store

NOW = 1_795_140_000_000
"""Friday, 2026-11-20 10:00 in Shanghai."""
TODAY = "2026-11-20"
SHOP = "A"

PEOPLE: dict[str, dict[str, Any]] = {
    "ann": {"roles": ["clerk"]},
    "bea": {"roles": ["clerk"]},
    "abs": {"roles": ["clerk"], "off": [TODAY], "deputies": ["dep"]},
    "dep": {"roles": []},
    "del": {"roles": []},
    "eye": {"roles": ["clerk"]},
    "vic": {"roles": ["approver"]},
    "amy": {"roles": ["approver"]},
    "kim": {"roles": ["approver"]},
    "owner": {"roles": ["lead"]},
    "sel": {"roles": ["seller"]},
    "far": {"roles": ["clerk"], "shops": ["B"]},
    "fae": {"roles": ["lead"], "shops": ["B"]},
    "non": {"roles": []},
    "aud": {"roles": ["auditor"]},
    "wat": {"roles": ["watcher"]},
    "asg": {"roles": ["planner"]},
    "ovr": {"roles": ["fixer"]},
    "bos": {"roles": ["boss"]},
    "adm": {"roles": ["admin"]},
    "pub": {"roles": ["publisher"]},
    "rou": {"roles": ["router"]},
    "typ": {"roles": ["desk"]},
}
"""Everybody who tries something; who they are to a step, ``RELATIONS`` says."""
RELATIONS = {
    "ann": "candidate (has the step where somebody has it)",
    "bea": "candidate",
    "abs": "candidate who is away",
    "dep": "deputy of who is away",
    "del": "delegate where it was delegated",
    "eye": "candidate who did the step before",
    "vic": "approver who has voted",
    "amy": "approver",
    "kim": "approver",
    "owner": "owner of the SOP",
    "sel": "holder of the role that an outcome (`give_up`) has of its own",
    "far": "candidate of another shop",
    "fae": "owner for another shop",
    "non": "nobody",
    "aud": "may see, by the SOP",
    "wat": "may see, by the team",
    "asg": "may assign, by the team",
    "ovr": "may override, by the team",
    "bos": "may override, by the SOP",
    "adm": "administers the workspace",
    "pub": "publishes",
    "rou": "who closed a step before",
    "typ": "types for others",
}
ROLES = (
    "clerk", "approver", "lead", "seller", "auditor", "watcher", "planner", "fixer", "boss", "admin",
    "publisher", "router", "desk",
)  # fmt: skip
MAY = {
    "publish": ["publisher"], "act_as": ["desk"], "see": ["watcher"], "assign": ["planner"],
    "override": ["fixer"], "administer": ["admin"],
}  # fmt: skip
SOP = """
sop: {sop}
lang: en
role: clerk
owner: lead
ref: no
unique: no
required: [no]
may: {{start: [seller, lead], hold: [clerk, lead], override: boss{see}}}
data: {{no: text, note: text}}
steps:
  route: {{role: router, outcomes: {{pack: pack, sort: sort, approve: approve}}}}
  pack:
    due: 2h
    checklist: [{{tick: Look, na: true}}]
    outcomes: {{done: end, give_up: {{to: end.gone, role: seller, reason: required}}}}
  sort: {{checklist: [Look], next: check}}
  check: {{not_by: sort, due: 2h, checklist: [{{tick: Look, na: true}}], next: end}}
  approve: {{role: approver, due: 2h, votes: 3, next: end}}
{version}
"""
SOPS = {"open": "", "secret": ", see: [auditor]"}
"""The SOP that everybody of the team sees, and the same one that few do."""

SITUATIONS = {
    "free": "nobody has the step",
    "taken": "somebody has the step",
    "delegated": "whoever has the step let somebody else do it",
    "away": "whoever has the step is away",
    "barred": "a step with four eyes",
    "voting": "a step with votes",
    "closed": "the step is closed, the task has ended",
}


def team() -> str:
    """The team file, as JSON, which is YAML."""
    people = {name: {**said, "logins": [name]} for name, said in PEOPLE.items()}
    return json.dumps({"team": "shop", "roles": list(ROLES), "people": people, "may": MAY})


class Shop:
    """The workspace with its tasks: ``tasks`` by SOP and situation."""

    def __init__(self, folder: str) -> None:
        self.place = os.path.join(folder, "sop.db")
        self._apps: dict[tuple[str, str], App] = {}
        with create_store(self.place) as store:
            store.set_settings({"shop": SHOP})
            self._publish(store, "")
        self.tasks: dict[tuple[str, str], int] = {}
        for sop in SOPS:
            for situation in SITUATIONS:
                self.tasks[sop, situation] = self._task(sop, situation)
        with open_store(self.place) as store:
            self._publish(store, "help: Version 2")
            self.newest = {row.name: row.id for row in store.documents("sop")}

    def _publish(self, store: Store, version: str) -> None:
        files = {
            f"{sop}.sop.yaml": SOP.format(sop=sop, see=see, version=version) for sop, see in SOPS.items()
        }
        checked = check_documents({"team.yaml": team().encode(), **{k: v.encode() for k, v in files.items()}})
        wrong = [one for document in checked for one in document.diagnostics if one.severity == "error"]
        assert not wrong, wrong
        publish(store, checked, NOW - 3_600_000, "pub")

    def app(self, person: str, typist: str = "") -> App:
        """The workspace as a person opens it; ``typist`` types it for them."""
        found = self._apps.get((person, typist))
        if found is None:
            store = open_store(self.place)
            found = App(store, typist or person, person, lambda: NOW)
            self._apps[person, typist] = found
        return found

    def actor(self, person: str) -> Actor:
        """A person as they act themselves."""
        return self.app(person).actor

    def close(self) -> None:
        """Let go of the database."""
        for app in self._apps.values():
            app.close()

    def done(self, command: Command, person: str, typist: str = "") -> int:
        """Carry out a command that has to go well; the task's number."""
        answer = self.app(person, typist).service.run(command, self.app(person, typist).actor)
        assert isinstance(answer, Accepted), (command, answer)
        return answer.task.id

    def _task(self, sop: str, situation: str) -> int:
        """A task that stands in a situation. The step before a step with four eyes was typed for ``eye``."""
        task = self.done(Start(b"", sop, {"no": f"{sop}-{situation}"}, NOW - 1000, SHOP), "sel")
        where = {"barred": "sort", "voting": "approve"}.get(situation, "pack")
        self.done(Advance(b"", task, 1, where), "rou")
        if situation in ("taken", "delegated"):
            self.done(Claim(b"", task, 2), "ann")
        if situation == "delegated":
            self.done(Delegate(b"", task, 2, "del"), "ann")
        if situation == "away":
            self.done(Claim(b"", task, 2), "abs")
        if situation == "barred":
            self.done(Advance(b"", task, 2, "done", ticks=(1,)), "eye", "typ")
        if situation == "voting":
            self.done(Advance(b"", task, 2, "done"), "vic")
        if situation == "closed":
            self.done(Advance(b"", task, 2, "done", ticks=(1,)), "ann")
        return task
