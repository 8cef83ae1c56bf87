"""The worker: rounds, one after the other, until it is told to stop.

It sleeps until the next instant at which something is due, or as long as it is told at most; nothing else
wakes it. It holds nothing between two rounds, so that it may be killed at any moment. What it does is told
as ``Said``; words are made of that elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.heartbeat import Beat, take_away
from engine.model.record import Record
from engine.model.refusals import Refusal
from engine.rounds import Round, make_round
from engine.scheduling.starting import next_start
from engine.service import Service
from engine.store import ConflictError, StoreError, check_revision
from engine.sweep import Manner

LEAST = 1.0
"""Seconds between two rounds at least: what is due within them waits for the second of the two."""
FIRST_AGAIN, LAST_AGAIN = 1.0, 60.0
"""Seconds after which a database that was away is tried again: at first, and at most."""
WAITED_FOR = ("store-unreachable", "store-locked")
"""What is waited for where a worker begins; with any other outage it does not."""
JUMP = 5_000
"""The wall clock and the monotonic one may drift apart by so many ms in one sleep and nothing is said."""
MANY = 20
"""So many refusals of one round are told; the others are counted."""
MOST_KEPT = 10_000
"""So many that were told are kept in mind, so that the same is said once."""


class Said(Record):
    """Something to tell. ``what``: ``started`` | ``round`` | ``scheduled`` | ``told`` (messages went out) |
    ``refused`` | ``more-refused`` |
    ``clock-ahead`` | ``clock-right`` | ``clock-behind`` | ``jumped`` | ``away`` | ``back`` | ``stopped``;
    ``data`` is what belongs to it: instants and lengths in ms."""

    what: str
    data: dict[str, Any]


class Around(Record):
    """What a worker needs of the world. ``connect`` opens the workspace anew and lets go of it as it
    was; ``wall`` and ``monotonic`` are
    clocks, in ms; ``pause`` sleeps for so many seconds, or until told to stop; ``stopping``: whether it was;
    ``say`` tells people. ``simulated``: whether the clock may stand still or leap, and nothing is said."""

    connect: Callable[[], Service]
    wall: Callable[[], int]
    monotonic: Callable[[], int]
    pause: Callable[[float], None]
    stopping: Callable[[], bool]
    say: Callable[[Said], None]
    simulated: Callable[[], bool] = lambda: False


def _coming(service: Service, now: int) -> int | None:
    """The next instant at which something is to happen."""
    found = [at for at in (service.desk.store.due.next(now), next_start(service.desk, now)) if at is not None]
    return min(found, default=None)


class Worker:
    """One worker. ``name`` tells it from others (host and process); ``every`` is the longest sleep, in
    seconds."""

    def __init__(self, around: Around, name: str, every: float) -> None:
        self.around = around
        self.name = name
        self.every = every
        self.since = around.wall()
        self.refused = False
        self._service: Service | None = None
        self._seen = (self.since, around.monotonic())
        self._away: str | None = None
        self._again = FIRST_AGAIN
        self._told: dict[tuple[int | None, str], str] = {}
        self._doubt = False
        self._behind = False

    def run(self, once: bool = False) -> None:
        """Make rounds until told to stop, or one of them. A database that is locked or away is told once and
        tried again, ever less often. Raises what is a fault of the program."""
        around = self.around
        problem = self._open(once)
        around.say(Said("started", {"name": self.name, "every": self.every}))
        while not around.stopping():
            seconds = self.round() if problem is None else self._gone(problem)
            problem = None
            if once or around.stopping():
                break
            around.pause(seconds)
            self._watch()
        self._leave()
        around.say(Said("stopped", {"name": self.name}))

    @property
    def away(self) -> bool:
        """Whether the last round found no database."""
        return self._away is not None

    def round(self) -> float:
        """One round; how long to sleep after it, in seconds."""
        around = self.around
        try:
            if self._service is None:
                self._service = around.connect()
            check_revision(self._service.desk.store)
            beat = Beat(self.name, self.since, 0, self.every)
            made = make_round(self._service, Manner(None, around.stopping, True), around.simulated(), beat)
            coming = _coming(self._service, around.wall())
            if isinstance(made, Round) and made.told.again is not None:
                coming = made.told.again if coming is None else min(coming, made.told.again)
        except (StoreError, ConflictError) as problem:
            return self._gone(problem)
        self._watch()
        self._come_back()
        self._tell(made)
        if coming is None or isinstance(made, Refusal):
            return self.every
        return min(self.every, max(LEAST, (coming - around.wall()) / 1000))

    def _open(self, once: bool) -> StoreError | None:
        """Open the database for the first time; the problem where it is one that a worker waits for."""
        try:
            self._service = self.around.connect()
        except StoreError as problem:
            if once or problem.code not in WAITED_FOR:
                raise
            return problem
        return None

    def _watch(self) -> None:
        """Say when the wall clock made another way since the last look than the one that cannot be set."""
        around = self.around
        wall, steady = self._seen
        self._seen = around.wall(), around.monotonic()
        jump = (self._seen[0] - wall) - (self._seen[1] - steady)
        if abs(jump) > JUMP and not around.simulated():
            around.say(Said("jumped", {"by": jump, "now": self._seen[0]}))

    def _gone(self, problem: StoreError | ConflictError) -> float:
        code = problem.code if isinstance(problem, StoreError) else problem.what
        if code == "store-newer":  # this program was replaced while it ran: the new one is to be started
            raise problem
        if self._away != code:
            self.around.say(Said("away", {"problem": problem}))
        self._away = code
        self._service = None
        seconds, self._again = self._again, min(self._again * 2, LAST_AGAIN)
        return seconds

    def _come_back(self) -> None:
        if self._away is not None:
            self.around.say(Said("back", {}))
        self._away, self._again = None, FIRST_AGAIN

    def _tell(self, made: Round | Refusal) -> None:
        say = self.around.say
        if isinstance(made, Refusal):
            if not self._doubt:
                say(Said("clock-ahead", {"refusal": made}))
            self._doubt = self.refused = True
            return
        if self._doubt:
            say(Said("clock-right", {}))
        self._doubt = False
        if made.behind and not self._behind and not self.around.simulated():
            say(Said("clock-behind", {"by": made.behind}))
        self._behind = bool(made.behind)
        swept = made.swept
        for start in swept.scheduled.started:
            say(Said("scheduled", {"sop": start.sop, "at": start.at, "task": start.task}))
        if swept.fired or swept.carried:
            say(Said("round", {"timers": swept.fired, "commands": swept.carried, "tasks": swept.tasks}))
        told = made.told
        if told.sent or told.dead or told.nobody:
            say(Said("told", {"sent": told.sent, "dead": told.dead, "nobody": told.nobody}))
        self.refused = bool(swept.refused) or bool(told.dead)
        new = [one for one in swept.refused if self._told.get((one.task, one.kind)) != one.refusal.code]
        for one in new[:MANY]:
            say(Said("refused", {"task": one.task, "kind": one.kind, "refusal": one.refusal}))
        if new[MANY:]:
            say(Said("more-refused", {"count": len(new) - MANY}))
        if len(self._told) > MOST_KEPT:
            self._told.clear()
        self._told.update({(one.task, one.kind): one.refusal.code for one in new})

    def _leave(self) -> None:
        """Take the sign of life away; where that cannot be, others do it in a week."""
        try:
            if self._service is not None:
                take_away(self._service.desk.store, self.name)
        except (StoreError, ConflictError):
            pass
