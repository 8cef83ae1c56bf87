"""Workers in processes of their own, on one database, in a time that runs much faster than ours; one of them
is killed. What is on record afterwards is held against what was to happen, exactly once."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

from engine.app import App
from engine.model.commands import Actor, Advance, Start
from engine.model.refusals import Refusal
from engine.publishing import check_documents, publish
from engine.store import open_store
from engine.verify import verify
from engine.worker import Around, Worker

NOW = 1_790_000_000_000
HOUR = 3_600_000
CLERK = Actor("小王", frozenset(["warehouse"]), "wang")
CALENDAR = "calendar: office\nzone: Asia/Shanghai\nhours: {mon-fri: 09:00-18:00}\n"
TEAM = "team: shop\nroles: [warehouse, service]\npeople: {小王: warehouse, 小李: service}\n"
LASTS = 6 * HOUR
"""How long a round lasts, in its own time."""
TAKES = 0.4
"""How long it takes, in ours (seconds)."""
LADDER = """
sop: ladder
calendar: office
role: warehouse
ref: no
required: [no]
data: {no: text, n: {type: integer, default: 0}, late: boolean, again: {type: integer, default: 0}}
deadlines:
  promise: {step: pack, due: 5h after start, escalate: [{at: due, notify: assignee, text: "{no}: late"}]}
steps:
  pick:
    due: 2h
    limit: 4h
    escalate:
      - {at: 1h before due, notify: assignee, text: "{no}: an hour left"}
      - {at: due, notify: service, text: "{no} is late"}
      - {at: 1h after due, set: {late: yes}}
      - {at: limit, every: 1h, set: {again: = again + 1}, notify: everybody, text: "{no} is very late"}
  pack: {}
  paid: {wait: {until: 3h}, next: end}
rules:
  hourly: {every: 1h, set: {n: = n + 1}}
  behind: {after: pick.overdue, start: told, with: {no: = no}}
  broken: {after: promise.overdue, notify: service, text: "{no}: a promise was broken"}
"""
TOLD = """
sop: told
role: warehouse
data: {no: text}
steps: {tell: {due: 1h}}
"""


def publish_ladder(place: str) -> None:
    """The shop of these tests in an empty database."""
    files = {"calendar.yaml": CALENDAR, "team.yaml": TEAM, "a.sop.yaml": TOLD, "b.sop.yaml": LADDER}
    with open_store(place) as store:
        publish(store, check_documents({name: text.encode() for name, text in files.items()}), NOW, "wang")


class Rounds:
    """Rounds of two workers on one database; ``seed`` decides who is killed when, and what people do."""

    def __init__(self, place: str, seed: int) -> None:
        self.place = place
        self.random = random.Random(seed)
        self.begun = NOW
        self.started = 0

    def now(self, began: float) -> int:
        """The time of a round that began at ``began`` of the monotonic clock; it stops when the round is
        over."""
        return self.begun + min(LASTS, round((time.monotonic() - began) / TAKES * LASTS))

    def round(self) -> None:
        """Two workers; one is killed; people work beside them; then the other one does what is left."""
        began = time.monotonic()
        victim = self._fork(lambda: self._work_until_killed(1, began))
        other = self._fork(lambda: self._work(2, began))
        killer = threading.Timer(self.random.uniform(0.02, 0.95) * TAKES, os.kill, (victim, signal.SIGKILL))
        killer.start()
        self._people(began)
        killer.join()
        assert os.waitstatus_to_exitcode(os.waitpid(victim, 0)[1]) == -signal.SIGKILL
        assert os.waitstatus_to_exitcode(os.waitpid(other, 0)[1]) == 0
        self.begun += LASTS

    def _fork(self, work: Callable[[], None]) -> int:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work()
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        return child

    def _work(self, number: int, began: float) -> None:
        """A worker until its round is over, then one more round of it for what is left."""
        app = App(open_store(self.place), "wang", clock=lambda: self.now(began))
        rate = LASTS / 1000 / TAKES
        over = began + TAKES
        around = Around(
            lambda: app.service,
            lambda: self.now(began),
            lambda: round((time.monotonic() - began) * rate * 1000),
            lambda seconds: time.sleep(min(seconds / rate, max(0.0, over - time.monotonic()))),
            lambda: time.monotonic() > over,
            lambda said: None,
        )
        Worker(around, f"worker {number}", 900).run()
        around = around._replace(stopping=lambda: False)
        Worker(around, f"worker {number}", 900).run(once=True)
        app.close()

    def _work_until_killed(self, number: int, began: float) -> None:
        """A worker that is still there when its round is over."""
        self._work(number, began)
        while True:
            time.sleep(1)

    def _people(self, began: float) -> None:
        """A few tasks begin, the first of them goes as far as it can (it waits then), a few others go on."""
        app = App(open_store(self.place), "wang", clock=lambda: self.now(began))
        for _ in range(3):
            self.started += 1
            answer = app.service.run(Start(os.urandom(16), "ladder", {"no": f"A{self.started}"}), CLERK)
            assert not isinstance(answer, Refusal), answer
            for visit in (1, 2) if self.started % 3 == 1 else ():
                app.service.run(Advance(os.urandom(16), answer.task.id, visit, "done"), CLERK)
        for task in app.store.load_many(app.store.task_ids(0, 100_000)).values():
            work = [visit for visit in task.open_visits() if visit.kind == "work"]
            if work and self.random.random() < 0.3:
                app.service.run(Advance(os.urandom(16), task.id, work[0].no, "done"), CLERK)
        app.close()


def held_against_what_was_to_happen(place: str, now: int) -> Counter[str]:
    """Every timer that was due fired once, every rung happened once, every rule acted once for each of its
    events, every task was started once, and everybody is told once; how often each happened."""
    store = open_store(place)
    counted: Counter[str] = Counter()
    calls = 0
    with store.reading():
        tasks = store.load_many(store.task_ids(0, 100_000))
        for task in tasks.values():
            facts = [fact for row in store.events(task.id) for fact in json.loads(row.body)["facts"]]
            calls += sum(fact["fact"] == "called" for fact in facts)
            counted += one_task(task, facts, now)
    assert store.pending.everything() == []
    assert store.due.page(now) == []
    told = [task for task in tasks.values() if task.sop == "told"]
    assert len(told) == calls
    assert len({task.data["no"] for task in told}) == len(told), "one for each order"
    counted["called"] = calls
    assert [page.findings for page in verify(store) if page.findings] == []
    store.close()
    return counted


def one_task(task: Any, facts: list[dict[str, Any]], now: int) -> Counter[str]:
    """What one task's facts say, each thing once."""
    ended = Counter((fact["timer"], fact["why"]) for fact in facts if fact["fact"] == "timer_ended")
    assert set(ended.values()) <= {1}, (task.id, ended)
    fired = Counter(timer.kind for timer in task.timers if timer.why == "fired")
    assert sum(fired.values()) == sum(why == "fired" for _, why in ended)
    assert all(timer.ended is not None or timer.at > now for timer in task.timers)
    ruled = Counter(fact["rule"] for fact in facts if fact["fact"] == "ruled")
    overdue = Counter(timer.name for timer in task.timers if (timer.kind, timer.why) == ("overdue", "fired"))
    wanted = Counter({"hourly": fired["every"], "behind": overdue["pick"], "broken": overdue["promise"]})
    assert ruled == +wanted, (task.id, ruled, wanted)
    rungs = Counter((f["clock"], f["rung"], f["at"]) for f in facts if f["fact"] == "escalated")
    assert set(rungs.values()) <= {1}, (task.id, rungs)
    assert all(not span.rungs or span.ended is not None or span.rungs[0][0] > now for span in task.clocks)
    for span in task.clocks:
        climbed = Counter(rung for clock, rung, _ in rungs if clock == span.no)
        for rung, at in instants(span).items():
            over = span.ended if span.ended is not None else now
            assert climbed[rung] <= 1, (task.id, span, climbed)
            assert climbed[rung] == 1 or at > over or span.ended is not None, (task.id, span, climbed)
    if task.sop == "ladder" and task.ended is None:  # an ended one is given no values any more
        assert task.data["n"] == fired["every"]
        again = sum(1 for f in facts if f["fact"] == "escalated" and f["rung"] == 4 and "skipped" not in f)
        assert task.data["again"] == again
    found = Counter({f"timer {kind}": n for kind, n in fired.items()})
    found["rungs"] = len(rungs)
    found["rules"] = sum(ruled.values())
    found["notices"] = sum(fact["fact"] == "noticed" for fact in facts)
    return found


def instants(span: Any) -> dict[int, int]:
    """The rungs of a clock that happen once, and when; one that is not there yet when its clock stops does
    not happen any more."""
    if span.deadline == "promise":
        return {1: span.due}
    if span.step == "pick" and not span.deadline:
        return {1: span.due - HOUR, 2: span.due, 3: span.due + HOUR}
    return {}
