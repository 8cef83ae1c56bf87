"""A shop in which work is sent back, undone, reopened and closed against rules, at random; and the plain
recount of all that over its events."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from engine.model.commands import Actor, Advance, Override, Reopen, Start, Undo
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.service import Accepted, Service
from engine.store import Store, create_store

NOW = 1_790_000_000_000
ZONE = "Asia/Shanghai"
SOP = """
sop: listing
role: design
owner: lead
may: {override: [lead]}
data: {pages: {type: list, of: text, default: [a, b]}, state: text}
steps:
  draft: {checklist: [Look], outcomes: {done: {to: images, set: {state: drafted}}}}
  images:
    each: page in pages
    steps:
      shoot: {due: 4h}
      retouch: {outcomes: {done: end, again: {to: shoot, reason: [dark, blurred]}}}
  check:
    outcomes:
      ok: approve
      back: {to: draft, reason: required}
      retry: {to: check, reason: required}
  approve: {outcomes: {done: end, reject: {to: check, reason: required}, redo: {to: draft, reason: required}}}
"""
TEAM = "team: shop\nroles: [design, lead]\npeople: {小王: design, 赵总: lead}\n"
CLERK = Actor("小王", frozenset(["design"]), "wang")
LEAD = Actor("赵总", frozenset(["lead"]), "zhao")
OUTCOMES = {
    "retouch": ["done", "done", "again"],
    "check": ["ok", "ok", "back", "retry"],
    "approve": ["done", "reject", "redo"],
}
WITHOUT = ("cancelled", "superseded", "undone")


class Mistaken:
    """A service whose clock goes on a minute with every command. ``done`` counts what was accepted."""

    def __init__(self, place: Path | Store) -> None:
        self.now = NOW
        self.store: Store = create_store(str(place / "shop.db")) if isinstance(place, Path) else place
        files = {"team.yaml": TEAM, "listing.sop.yaml": SOP}
        publish(
            self.store, check_documents({name: text.encode() for name, text in files.items()}), NOW, "wang"
        )
        self.service = Service(self.store, Registry(self.store, ZONE), lambda: self.now, ZONE)
        self.done: Counter[str] = Counter()

    def do(self, command: Any, actor: Actor) -> Any:
        self.now += 60_000
        answer = self.service.run(command, actor)
        self.done[command.kind] += isinstance(answer, Accepted)
        return answer

    def muddle(self, seed: int, commands: int) -> None:
        """So many random commands on a few tasks."""
        chance = random.Random(seed)
        for number in range(commands):
            if number % 25 == 0:
                self.do(Start(b"", "listing", {}), CLERK)
            task = self.store.load(chance.randint(1, number // 25 + 1))
            assert task is not None
            kind, visit = chance.random(), chance.choice(task.open_visits() or task.visits)
            outcome = chance.choice(OUTCOMES.get(visit.step, ["done"]))
            if kind < 0.75:
                reason = chance.choice(["dark", "blurred"])
                ticks = (1,) * (visit.step == "draft")
                self.do(Advance(b"", task.id, visit.no, outcome, ticks=ticks, reason=reason), CLERK)
            elif kind < 0.85:
                self.do(Undo(b"", task.id), chance.choice([CLERK, CLERK, LEAD]))
            elif kind < 0.93:
                self.do(Reopen(b"", task.id, chance.choice(task.visits).no, "price"), LEAD)
            else:
                self.do(Override(b"", task.id, visit.no, outcome, "hurry"), LEAD)


def recount(store: Store, since: int, until: int) -> dict[str, dict[str, Any]]:
    """Step -> its figures, by walking through every event of every task."""
    found: dict[str, dict[str, Any]] = defaultdict(
        lambda: {
            "closed": 0,
            "first": 0,
            "passed": 0,
            "sent_back": 0,
            "reopened": 0,
            "most": 0,
            "causes": Counter(),
        }
    )
    for task in store.task_ids(0, 10_000):
        visits: dict[int, Any] = {}
        lanes: dict[int, Any] = {}
        items: dict[int, tuple[Any, ...]] = {0: ()}
        reopened: set[int] = set()
        for event in store.events(task):
            for place, fact in enumerate(json.loads(event.body)["facts"]):
                at = fact.get("at", event.happened)
                if fact["fact"] == "opened":
                    visits[fact["visit"]] = {
                        **fact,
                        "seq": event.seq,
                        "place": place,
                        "opened": at,
                        "closed": None,
                    }
                elif fact["fact"] == "closed":
                    visits[fact["visit"]] |= {
                        "closed": at, "by": event.seq, "where": place, "outcome": fact["outcome"],
                        "why": fact.get("reason", ""),
                    }  # fmt: skip
                elif fact["fact"] == "undone":
                    visits[fact["visit"]] |= {"closed": None, "outcome": None}
                elif fact["fact"] == "reopened":
                    reopened.add(fact["visit"])
                elif fact["fact"] == "lane":
                    lanes[fact["lane"]] = fact
        for lane, fact in lanes.items():
            outer = items[visits[fact["block"]].get("lane", 0)]
            items[lane] = (*outer, fact["item"]) if fact.get("place") else outer
        real = [one for _, one in sorted(visits.items()) if one.get("outcome") != "undone"]
        first: dict[Any, int] = {}
        rounds: dict[Any, list[Any]] = defaultdict(list)
        back: Counter[Any] = Counter()
        for one in real:
            key = (one["step"], items[one.get("lane", 0)])
            first.setdefault(key, one["visit"])
            if one.get("kind", "work") != "work":
                continue
            cause = [
                other for other in real
                if other["closed"] is not None and other["outcome"] not in WITHOUT
                and (other["by"], other.get("kind", "work")) == (one["seq"], "work")
                and other["where"] < one["place"]
            ]  # fmt: skip
            inside = since <= one["opened"] < until
            if one["visit"] in reopened:
                found[one["step"]]["reopened"] += inside
            elif rounds[key] and cause:
                by = cause[-1]
                if first[key] <= first[by["step"], items[by.get("lane", 0)]]:
                    back[key] += 1
                    found[one["step"]]["sent_back"] += inside
                    if inside:
                        found[one["step"]]["causes"][by["step"], by["outcome"], by["why"]] += 1
            if one["closed"] is not None and one["outcome"] not in WITHOUT:
                rounds[key].append(one)
        for (step, _), done in rounds.items():
            here = [one for one in done if since <= one["closed"] < until]
            found[step]["closed"] += len(here)
            if done and done[0] in here:
                found[step]["first"] += 1
                found[step]["passed"] += not back[step, _]
            if here or any(since <= one["opened"] < until for one in done[1:]):
                found[step]["most"] = max(found[step]["most"], len(done))
    return {step: one for step, one in found.items() if one["closed"] or one["sent_back"] or one["reopened"]}
