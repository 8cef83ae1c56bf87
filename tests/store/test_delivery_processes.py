"""Several processes, and processes that are killed: nothing lost, nothing twice without its key.

The receiver is a server on the loopback, a process of its own, which writes down every key that it gets.
The senders are processes too (forks); ``kill -9`` ends them between sending and marking, and before
any statement.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from delivery_shapes import MINUTE, NOW, Obedient, Office, notice, numbers, robot, write_notices

from engine.delivery.planning import plan
from engine.delivery.sending import send
from engine.notify.channel import Answer, Delivered, Message, Retry
from engine.store import Store, open_store
from engine.store.leases import LEASE
from engine.store.outbox import Outbox

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child process is a fork")


class Receiver:
    """A server in a process of its own; ``got`` is every key with the notices that came with it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "received"
        self.path.touch()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.process = child(self._serve)
        self.socket.close()

    def _serve(self) -> None:
        out = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        while True:
            connection, _ = self.socket.accept()
            line = connection.makefile("rb").readline()
            if line.endswith(b"\n"):
                os.write(out, line)
                connection.sendall(b"ok")
            connection.close()

    def got(self) -> list[tuple[str, list[int]]]:
        return [tuple(json.loads(line)) for line in self.path.read_text().splitlines()]

    def stop(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def child(work: Callable[[], None]) -> int:
    """Do something in a fork; its number."""
    made = os.fork()
    if made == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return made


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    running = Receiver(tmp_path)
    yield running
    running.stop()


class Line(Obedient):
    """A channel that leads to the receiver; it kills its process after so many messages, 0: never."""

    def __init__(self, port: int, limit: int, kill_after: int = 0) -> None:
        super().__init__(limit=limit)
        self.port = port
        self.kill_after = kill_after

    def send(self, message: Message, config: Any) -> Answer:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 5) as line:
                line.sendall(json.dumps([message.key, numbers(message)]).encode() + b"\n")
                answered = line.recv(2) == b"ok"
        except OSError as error:
            return Retry(None, str(error))
        self.kill_after -= 1
        if self.kill_after == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return Delivered() if answered else Retry(None, "no answer")


def prepared(place: str, count: int, rates: tuple[tuple[int, int], ...] = ()) -> Any:
    """A database with so many messages on their way; a function that opens it as an office."""

    def opened(channel: Obedient, now: int, sync: bool = True) -> Office:
        office = Office.__new__(Office)
        office.store, office.now, office.channels = open_store(place), now, {"ops": channel}
        office.ways = ways
        if office.store.database.dialect == "sqlite":
            office.store.database.run("PRAGMA synchronous = OFF", ())
        return office

    with open_store(place) as store:
        made = Office(store, [robot(rates=rates)], ops=Obedient(limit=130))
        ways = made.ways
        write_notices(store, *(notice(no, "role:warehouse", text="x" * 60) for no in range(1, count + 1)))
        plan(made.parts, NOW)
        assert len(Outbox(store).unsent()) >= count
    return opened


def state(place: str) -> tuple[dict[str, str], int]:
    with open_store(place) as store:
        ids = [row.message or 0 for row in Outbox(store).recipients(range(1, 1000))]
        waiting = len(Outbox(store).unsent())
        return {row.key: row.state for row in Outbox(store).messages(ids)}, waiting


@pytest.mark.parametrize("after", [1, 2, 3])
def test_killed_between_sending_and_marking(place: str, receiver: Receiver, after: int) -> None:
    opened = prepared(place, 9)
    now, kills = NOW, 0
    while True:

        def work(now: int = now, after: int = after) -> None:
            office = opened(Line(receiver.port, 130, after), now)
            send(office.parts, office.clock)

        _, status = os.waitpid(child(work), 0)
        killed = os.WIFSIGNALED(status)
        assert killed or os.WEXITSTATUS(status) == 0
        kills += killed
        now += LEASE
        keys, waiting = state(place)
        if not waiting or kills > 60:
            break
        if after == 1 and kills >= 6:
            after = 2  # or it would never come to an end
    got = Counter(key for key, _ in receiver.got())
    assert kills >= 3
    assert set(got) >= set(keys), "nothing lost"
    assert set(keys.values()) == {"sent"}
    assert sum(got.values()) == len(got) + kills, "again only what was not marked, under its key"
    told = dict(receiver.got())
    assert sorted(number for about in told.values() for number in about) == list(range(1, 10))


class Killer:
    """Counts statements, and ends this process before the n-th."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self, *_: Any) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def test_killed_before_one_statement_after_the_other(
    sqlite_template: Path, tmp_path: Path, receiver: Receiver
) -> None:
    """From the notice to the delivery: whenever it dies, the next one finishes it."""
    fresh = tmp_path / "fresh.db"
    shutil.copyfile(sqlite_template, fresh)
    with open_store(str(fresh)) as store:
        made = Office(store, [robot()], ops=Obedient())
        write_notices(store, notice(1, "role:warehouse"), notice(2, "role:service"))
    place = tmp_path / "shop.db"

    def office(now: int) -> Office:
        found = Office.__new__(Office)
        found.store, found.now, found.ways = open_store(str(place)), now, made.ways
        found.channels = {"ops": Line(receiver.port, 0)}
        raw: Any = found.store.database
        raw.raw.execute("PRAGMA synchronous = OFF")
        return found

    n, killed, twice = 0, True, 0
    while killed:
        n += 1
        shutil.copyfile(fresh, place)
        (tmp_path / "shop.db-journal").unlink(missing_ok=True)
        before = len(receiver.got())

        def work(n: int = n) -> None:
            own = office(NOW)
            raw: Any = own.store.database
            raw.raw.set_trace_callback(Killer(n))
            plan(own.parts, NOW)
            send(own.parts, own.clock)

        _, status = os.waitpid(child(work), 0)
        killed = os.WIFSIGNALED(status)
        assert killed or os.WEXITSTATUS(status) == 0
        own = office(NOW + LEASE)
        plan(own.parts, own.now)
        send(own.parts, own.clock)
        assert Outbox(own.store).unsent() == []
        assert [row.message for row in Outbox(own.store).recipients([1, 2])] == [1, 1], n
        own.store.close()
        got = receiver.got()[before:]
        assert {key for key, _ in got} == {got[0][0]}, "one message, one key"
        assert got[0][1] == [1, 2]
        assert len(got) <= 2
        twice += len(got) == 2
    assert n > 30, "so few statements: was the child watched?"
    assert twice >= 2


def test_several_senders_at_once_send_each_message_once(place: str, receiver: Receiver) -> None:
    opened = prepared(place, 40)

    def work() -> None:
        office = opened(Line(receiver.port, 130), NOW)
        while Outbox(office.store).unsent():
            send(office.parts, office.clock)

    for number in [child(work) for _ in range(3)]:
        assert os.waitpid(number, 0)[1] == 0
    keys, waiting = state(place)
    got = Counter(key for key, _ in receiver.got())
    assert (waiting, set(keys.values())) == (0, {"sent"})
    assert set(got.values()) == {1}
    assert set(got) >= set(keys)
    order = [number for _, about in receiver.got() for number in about]
    assert order == sorted(order), "one address: in order, whoever sends"


def test_several_senders_at_once_keep_the_rate(place: str, receiver: Receiver) -> None:
    opened = prepared(place, 40, rates=((7, MINUTE),))

    def work(now: int) -> None:
        office = opened(Line(receiver.port, 130), now)
        for _ in range(3):
            send(office.parts, office.clock)

    counts = []
    for minute in range(3):
        now = NOW + minute * MINUTE
        before = len(receiver.got())
        for number in [child(lambda now=now: work(now)) for _ in range(4)]:  # type: ignore[misc]
            assert os.waitpid(number, 0)[1] == 0
        counts.append(len(receiver.got()) - before)
    assert counts == [7, 7, 7]


def test_a_receiver_that_is_away_for_a_while(store: Store, receiver: Receiver) -> None:
    away = Line(1, 0)  # nobody listens there
    office = Office(store, [robot()], ops=away)
    write_notices(store, notice(1, "role:warehouse"))
    plan(office.parts, office.now)
    assert send(office.parts, office.clock).later == 1
    away.port = receiver.port
    office.now += 2 * MINUTE
    assert send(office.parts, office.clock).sent == 1
    assert len(receiver.got()) == 1
