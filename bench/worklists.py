"""Work lists over many open steps: ``sop todo`` for one person as a whole process, against the raw query as a
process of its own in the same run, and flat in the table's size; ``--team`` and ``next``.

Thirty persons, ten sets of roles, two shops; one step in twenty is somebody's, some of those are put off. The
rows are written straight into the tables. ``BENCH_OPEN`` is the larger size (1,000,000).
"""

from __future__ import annotations

import getpass
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing

from bench.measure import report, rounds, verdict
from engine.app import App, wall_clock
from engine.publishing import check_documents, publish
from engine.store import create_store
from engine.store.worklists import Worklists
from engine.worklist import worklist

OPEN = int(os.environ.get("BENCH_OPEN", "1000000"))
SMALL = OPEN // 100
PEOPLE, ROLES, SHOPS = 30, 10, ("", "north")
NOW = wall_clock()
HOUR = 3_600_000
BARE_LIMIT, FLAT = 6.5, 1.3
REPEAT = 21
CLERK, CLERK_ROLES = "p01", ("r1", "r2", "r3", "r4")
TASK = (
    "INSERT INTO task (id, shop, sop_id, version, ref, starter, started, started_recorded, data, origin, "
    "seq, head) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 1, ?)"
)
VISIT = (
    "INSERT INTO visit (task_id, no, shop, step_id, n, lane, role_set_id, opened, opened_recorded, due, "
    "ticks, na, assignee_id, rank, snoozed) VALUES (?, 1, ?, ?, 1, 0, ?, ?, ?, ?, '', '', ?, ?, ?)"
)
RAW = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
def page(where, *given):
    return db.execute("SELECT due, rank, opened, task_id, no FROM visit WHERE closed IS NULL AND " + where +
                      " ORDER BY due ASC NULLS LAST, rank, opened, task_id, no LIMIT 51", given).fetchall()
mine = page("assignee_id = (SELECT id FROM person WHERE name = 'p01')")
free = []
for number in map(int, sys.argv[2].split(",")):
    for shop in ("", "north"):
        free += page("kind = 'work' AND assignee_id IS NULL AND role_set_id = ? AND shop = ?", number, shop)
for row in mine[:50] + sorted(free, key=lambda row: (row[0] is None, row[0]))[:50]:
    print(db.execute("SELECT t.ref, v.step_id, v.due FROM visit v JOIN task t ON t.id = v.task_id "
                     "WHERE v.task_id = ? AND v.no = ?", row[3:]).fetchall())
"""


def run() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        places = {size: os.path.join(folder, f"open{size}.db") for size in (SMALL, OPEN)}
        for size, place in places.items():
            _build(place, size)
        _in_process(places[OPEN])
        _processes(places)


def _in_process(place: str) -> None:
    app = _app(place)
    sets = _sets(place)
    raw = sqlite3.connect(place)
    where = "FROM visit WHERE closed IS NULL AND"
    order = "ORDER BY due ASC NULLS LAST, rank, opened, task_id, no LIMIT 51"
    free = f"{where} kind = 'work' AND assignee_id IS NULL AND role_set_id = ? AND shop = ? {order}"
    mine = f"{where} assignee_id = (SELECT id FROM person WHERE name = ?) {order}"
    columns = "SELECT due, rank, opened, task_id, no"

    def pages() -> None:
        raw.execute(f"{columns} {mine}", (CLERK,)).fetchall()
        for number in sets:
            for shop in SHOPS:
                raw.execute(f"{columns} {free}", (number, shop)).fetchall()

    lists = Worklists(app.store)
    works: dict[str, Callable[[], object]] = {
        f"raw: the {1 + len(sets) * len(SHOPS)} pages": pages,
        "the list of one person": lambda: worklist(app.store, app.registry, app.actor, app.clock(), 50),
        "the whole team's load": lambda: (lists.loads(NOW), lists.counted(NOW)),
    }
    report(f"in one process, {OPEN:,} open steps", rounds(works, repeat=REPEAT, times=3))
    raw.close()
    app.close()


def _processes(places: dict[int, str]) -> None:
    sop = os.path.join(os.path.dirname(sys.executable), "sop")
    sets = ",".join(map(str, _sets(places[OPEN])))

    def process(place: str, *words: str) -> Callable[[], None]:
        environment = {**os.environ, "SOP_DB": place, "SOP_LANG": "en"}
        # compiled once, as on any machine where it is used
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def work() -> None:
            done = subprocess.run(words, env=environment, capture_output=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr

        return work

    bare, raw = "python -S -c pass", "python -S, the raw query"
    todo, small = f"sop todo, {OPEN:,}", f"sop todo, {SMALL:,}"
    works: dict[str, Callable[[], object]] = {
        bare: process("", sys.executable, "-S", "-c", "pass"),
        raw: process("", sys.executable, "-S", "-c", RAW, places[OPEN], sets),
        small: process(places[SMALL], sop, "todo"),
        todo: process(places[OPEN], sop, "todo"),
        "sop todo --team": process(places[OPEN], sop, "todo", "--team"),
        "sop next --more": process(places[OPEN], sop, "next", "--more"),
    }
    timings = rounds(works, repeat=REPEAT, times=1)
    report(f"whole processes, {OPEN:,} open steps", timings)
    ours = timings[todo].median
    verdict("sop todo, times a bare interpreter", ours / timings[bare].median, BARE_LIMIT)
    verdict(f"sop todo, {OPEN:,} against {SMALL:,} open", ours / timings[small].median, FLAT)
    print(f"  sop todo, times the raw query in a bare interpreter: {ours / timings[raw].median:.2f}")


def _app(place: str) -> App:
    return App.open(place, getpass.getuser(), environ={})


def _sets(place: str) -> list[int]:
    """The numbers of the sets of roles of which the clerk holds one."""
    with closing(sqlite3.connect(place)) as raw:
        rows = raw.execute("SELECT id, names FROM role_set").fetchall()
    return [number for number, names in rows if not set(CLERK_ROLES).isdisjoint(names.split())]


def _roles(step: int) -> list[str]:
    """A step in two is for two roles."""
    return [f"r{step}"] if step % 2 else [f"r{step}", f"r{(step + 1) % ROLES}"]


def _build(place: str, size: int) -> None:
    people = {
        f"p{n:02}": list(CLERK_ROLES) if n == 1 else [f"r{n % ROLES}", f"r{n * 7 % ROLES}"]
        for n in range(1, PEOPLE + 1)
    }
    team = "team: bench\nroles: [" + ", ".join(f"r{n}" for n in range(ROLES)) + "]\npeople:\n"
    for key, roles in people.items():
        logins = f", logins: [{getpass.getuser()}]" if key == CLERK else ""
        team += f"  {key}: {{roles: [{', '.join(sorted(set(roles)))}]{logins}}}\n"
    sop = "sop: work\nref: no\ndata: {no: text, weight: number}\nsteps:\n"
    for step in range(ROLES):
        sop += f"  s{step}: {{role: [{', '.join(_roles(step))}], checklist: [look, {{fill: weight}}]}}\n"
    with create_store(place) as store:
        files = {"team.yaml": team.encode(), "work.sop.yaml": sop.encode()}
        publish(store, check_documents(files), NOW, "bench")
        store.set_settings({"swept": str(NOW)})
        version = store.documents("sop")[0].id
    with closing(sqlite3.connect(place)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("INSERT INTO sop (id, name) VALUES (1, 'work')")
        steps = [(n + 1, f"s{n}") for n in range(ROLES)]
        raw.executemany("INSERT INTO step (id, sop_id, name) VALUES (?, 1, ?)", steps)
        sets = [(n + 1, " ".join(_roles(n))) for n in range(ROLES)]
        raw.executemany("INSERT INTO role_set (id, names) VALUES (?, ?)", sets)
        raw.executemany("INSERT INTO person (id, name) VALUES (?, ?)", enumerate(people, 1))
        raw.executemany(TASK, _tasks(size, version))
        raw.executemany(VISIT, _visits(size))
        raw.commit()


def _tasks(size: int, version: int) -> Iterator[tuple[object, ...]]:
    for task in range(1, size + 1):
        no = f"{task:08}"
        began = NOW - task * 7_919 % (60 * 24 * HOUR)
        data, origin = f'{{"no":"{no}"}}', '{"no":0}'
        yield (task, SHOPS[task % 2], version, no, task % PEOPLE + 1, began, began, data, origin, bytes(32))


def _visits(size: int) -> Iterator[tuple[object, ...]]:
    """Due within a month around now, each tenth without a due; half of what is somebody's is the clerk's
    colleagues' own, and a tenth of that is put off."""
    for task in range(1, size + 1):
        step = task * 13 % ROLES + 1
        opened = NOW - task * 7_919 % (60 * 24 * HOUR)
        due = None if task % 10 == 0 else NOW + (task * 104_729 % (30 * 24 * HOUR)) - 10 * 24 * HOUR
        taken = task % 20 == 7
        person = task // 20 % PEOPLE + 1 if taken else None
        rank = -1 if task % 50 == 0 else 0
        snoozed = NOW + 24 * HOUR if taken and task // 20 % 10 == 0 else None
        yield (task, SHOPS[task % 2], step, step, opened, opened, due, person, rank, snoozed)
