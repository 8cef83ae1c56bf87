"""A whole delivery to a server that is slow: told to stop, it ends after the message at hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from notify_servers import Answer, Request, said, serving

from engine.delivery import deliver
from engine.model.commands import Actor, Start
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.rounds import Round, make_round
from engine.service import Service
from engine.store import Store, create_store
from engine.sweep import Manner

NOW, HOUR = 1_790_000_000_000, 3_600_000
ZONE = "Asia/Shanghai"
FILES = {
    "team.yaml": "team: shop\nroles: [warehouse]\npeople: {小王: warehouse}\n",
    "told.sop.yaml": """
sop: told
role: warehouse
data: {no: text}
steps: {tell: {due: 1h, escalate: [{at: due, notify: everybody, text: "{no} is late"}]}}
""",
}
CHANNELS = """
channels:
  one: {kind: webhook, url: "ADDRESS/one"}
  two: {kind: webhook, url: "ADDRESS/two"}
  three: {kind: webhook, url: "ADDRESS/three"}
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A shop in which a step has been late for an hour."""
    made = create_store(str(tmp_path / "sop.db"))
    files = {name: text.encode() for name, text in FILES.items()}
    publish(made, check_documents(files), NOW, "wang")
    service = Service(made, Registry(made, ZONE), lambda: NOW, ZONE)
    service.run(Start(b"1" * 16, "told", {"no": "A1"}), Actor("小王", frozenset(["warehouse"]), "wang"))
    yield made
    made.close()


def test_a_round_that_is_to_stop_ends_after_the_message_at_hand(store: Store) -> None:
    stopped, goes_on = threading.Event(), threading.Event()

    def slow(_: Request) -> Answer:
        stopped.set()  # somebody says stop while the first message is under way
        assert goes_on.wait(10)
        return said()

    with serving(slow) as server:
        channels = CHANNELS.replace("ADDRESS", server.url(""))
        publish(store, check_documents({"channels.yaml": channels.encode()}), NOW, "wang")
        service = Service(store, Registry(store, ZONE), lambda: NOW + 2 * HOUR, ZONE)
        threading.Timer(0.3, goes_on.set).start()
        made = make_round(service, Manner(stopping=stopped.is_set))
        assert isinstance(made, Round)
        assert [request.path for request in server.came] == ["/one"]
        assert (made.told.sent, made.told.messages, made.told.again) == (1, 3, NOW + 2 * HOUR)
        again = deliver(service.desk)
        assert (again.sent, again.again) == (2, None)
        assert sorted(request.path for request in server.came) == ["/one", "/three", "/two"]
