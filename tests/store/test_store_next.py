"""Many take what is next at the same moment, on both databases: nobody gets what another has, and nothing is
left while somebody wants more."""

from __future__ import annotations

import os
import threading
from collections import Counter

from cli import taking
from engine.app import App
from engine.model.commands import Start
from engine.model.refusals import Refusal
from engine.publishing import check_documents, publish
from engine.registry import Registry
from engine.service import Service
from engine.store import open_store

NOW, ZONE = 1_790_000_000_000, "Asia/Shanghai"
PEOPLE, TASKS = 6, 12
TEAM = "team: shop\nroles: [a]\npeople:\n" + "".join(
    f"  p{n}: {{roles: [a], logins: [p{n}]}}\n" for n in range(PEOPLE)
)
SOP = "sop: work\nrole: a\nref: no\nrequired: [no]\ndata: {no: text}\nsteps: [do it]\n"


def test_nobody_gets_what_another_has(place: str) -> None:
    with open_store(place) as store:
        files = {"team.yaml": TEAM.encode(), "work.sop.yaml": SOP.encode()}
        publish(store, check_documents(files), NOW, "p0")
        service = Service(store, Registry(store, ZONE), lambda: NOW, ZONE)
        starts = (Start(os.urandom(16), "work", {"no": str(n)}) for n in range(TASKS))
        actor = App(store, "p0", clock=lambda: NOW).actor
        assert not any(isinstance(one, Refusal) for one in service.run_many(starts, actor))
    taken: list[tuple[str, int]] = []
    wrong: list[object] = []
    ready = threading.Barrier(PEOPLE)

    def work(person: str) -> None:
        with open_store(place) as own:
            app = App(own, person, clock=lambda: NOW)
            ready.wait()
            while True:
                answer = taking.take(app)
                if answer is None:
                    return
                if isinstance(answer, Refusal):
                    wrong.append(answer)
                    return
                taken.append((person, answer.task.id))

    threads = [threading.Thread(target=work, args=(f"p{n}",)) for n in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []
    assert sorted(task for _, task in taken) == list(range(1, TASKS + 1)), "each once"
    with open_store(place) as store:
        tasks = store.load_many(range(1, TASKS + 1)).values()
        assert Counter(task.visits[0].assignee for task in tasks) == Counter(person for person, _ in taken)
