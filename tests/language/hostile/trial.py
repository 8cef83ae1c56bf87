"""Every file handed to a worker, what it answered held against the limits."""

from __future__ import annotations

import json
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.endtoend.processes import surroundings
from tests.language.hostile.generate import Hostile
from tests.language.hostile.spoiling import sound
from tests.language.hostile.traps import CANARY, PRODUCT

PATIENCE = 20
"""Seconds until a worker that does not answer is ended."""
SECONDS, MEGABYTES, PLACED = 2.0, 256.0, 0.99
"""The limits: of one file, and the share of refusals that have a place."""
PLACE = re.compile(r"^[^\n]*?\.sop\.yaml:(\d+):(\d+): ")
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff\ud800-\udfff]"
)


class Answer(NamedTuple):
    """What came of one file. ``code`` is an exit code, or how the worker failed; ``seconds`` are
    the processor's, which other work hardly changes; ``seen`` is what it did."""

    file: Hostile
    code: int | str
    out: str
    err: str
    seconds: float
    peak: int
    seen: tuple[str, ...]


class Worker:
    """A process that lints; started when it is needed, and anew when it died."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[str] | None = None
        self.restarts = -1

    def ask(self, path: str) -> list[object] | None:
        """The answer for a path; None when the process died or did not answer in time."""
        if self.process is None:
            self.start()
        return self._line(path, warm=False)

    def start(self) -> None:
        """Start it, and let it read sound files and broken ones: nothing is then done for the first time."""
        self.restarts += 1
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.language.hostile.worker"],
            cwd=self.folder,
            env=surroundings(PYTHONDONTWRITEBYTECODE="1"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        broken = ("sop: x\ntitel: y\nsteps: {a: {next: b, due: 3 dyas}}\n", "sop: x\ntitle: '步骤")
        proved = "sop: x\nrequired: [a]\ndata: {a: number}\nsteps: {one: {next: {a > 1: end, a > 2: end}}}"
        for number, text in enumerate([*sound(), proved, *broken, sound()[-1].replace("china", "chine")]):
            path = self.folder / f"warm-{number}.yaml"
            path.write_bytes(text.encode("gbk" if text == broken[1] else "utf-8"))
            assert self._line(path.name, warm=True) is not None, "the worker does not start"
            path.unlink()

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def _line(self, path: str, warm: bool) -> list[object] | None:
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([path, warm]) + "\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], 60 if warm else PATIENCE)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.stop()
            return None
        answer: list[object] = json.loads(line)
        return answer


def try_all(files: Iterable[Hostile]) -> Iterator[Answer]:
    """What ``sop lint`` did with each, in a folder that is gone afterwards. A canary that was made, which no
    file may, is told as something seen with the file after which it was there."""
    with tempfile.TemporaryDirectory() as place:
        worker = Worker(Path(place))
        try:
            for file in files:
                path = worker.folder / file.name
                _put(path, file)
                found = worker.ask(file.name)
                canary = worker.folder / CANARY
                seen = (f"{CANARY} was made",) if canary.exists() else ()
                canary.unlink(missing_ok=True)
                _take_away(path)  # an SOP that calls another looks into the files beside it
                if found is None:
                    yield Answer(file, "died, or took too long", "", "", PATIENCE, 0, seen)
                else:
                    code, out, err, seconds, peak, events = found
                    yield Answer(file, code, out, err, seconds, peak, (*events, *seen))  # type: ignore[arg-type, misc]
        finally:
            worker.stop()


def _take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _put(path: Path, file: Hostile) -> None:
    if file.content is not None:
        path.write_bytes(file.content)
    elif file.what == "a folder":
        path.mkdir()
        (path / "broken.sop.yaml").write_text("sop: x\n", "utf-8")
    elif file.what == "a folder without files":
        path.mkdir()
    else:
        targets = {"a link to nothing": "nothing.yaml", "a link to itself": path.name, "a device": os.devnull}
        path.symlink_to(targets[file.what])


def faults(answer: Answer, timed: bool = True) -> list[str]:
    """What may never be, of one answer; without ``timed`` however long it took."""
    said = answer.out + answer.err
    found = list(answer.seen)
    if answer.code not in (0, 1):
        found.append(f"exit code {answer.code}")
    if "Traceback" in said or "Internal error" in said:
        found.append("a traceback")
    if PRODUCT in said:
        found.append("a text was reckoned")
    if OBEYED.search(said):
        found.append("something that a terminal obeys")
    if timed and answer.seconds > SECONDS:
        found.append(f"{answer.seconds:.1f} s")
    if answer.peak > MEGABYTES * 1e6:
        found.append(f"{answer.peak / 1e6:.0f} MB")
    place = PLACE.match(answer.out)
    if place and answer.file.content is not None:
        lines = len(re.split(b"\r\n|\r|\n", answer.file.content))
        if not (1 <= int(place[1]) <= lines and int(place[2]) >= 1):
            found.append(f"a place outside of the file: {place[0]}")
    return found


class Table:
    """The figures of a run. Without ``timed`` the seconds are counted and may be what they are."""

    def __init__(self, timed: bool = True) -> None:
        self.timed = timed
        self.count: Counter[str] = Counter()
        self.slowest: dict[str, float] = {}
        self.largest: dict[str, int] = {}
        self.faults: list[str] = []
        self.total: Counter[str] = Counter()

    def add(self, answer: Answer) -> None:
        """Count one answer."""
        what = answer.file.what
        self.count[what] += 1
        self.slowest[what] = max(self.slowest.get(what, 0), answer.seconds)
        self.largest[what] = max(self.largest.get(what, 0), answer.peak)
        self.faults += [f"{answer.file.name} ({what}): {fault}" for fault in faults(answer, self.timed)]
        if answer.code == 0:
            self.total["taken"] += 1
        else:
            self.total["refused"] += 1
            placed = PLACE.match(answer.out) is not None or "broken.sop.yaml:1:1: " in answer.out
            self.total["placed"] += placed

    @property
    def placed(self) -> float:
        """The share of the refusals that say a place."""
        return self.total["placed"] / max(1, self.total["refused"])

    def lines(self) -> Iterator[str]:
        """The table, as it is printed."""
        yield f"{'family':<24}{'files':>7}{'slowest':>10}{'largest':>10}"
        for what, count in self.count.items():
            yield f"{what:<24}{count:>7}{self.slowest[what]:>8.2f} s{self.largest[what] / 1e6:>7.0f} MB"
        taken, refused = self.total["taken"], self.total["refused"]
        files = sum(self.count.values())
        yield f"{files} files: {refused} refused, {taken} taken (harmless, or warnings alone)"
        yield f"refusals with file:line:column: {self.placed:.2%} (limit {PLACED:.0%})"
        yield f"slowest file: {max(self.slowest.values()):.2f} s of the processor (limit {SECONDS:g})"
        yield f"largest process: {max(self.largest.values()) / 1e6:.0f} MB (limit {MEGABYTES:g})"
        yield f"tracebacks, code run, files opened, other exit codes, limits passed: {len(self.faults)}"
        yield from (f"  {fault}" for fault in self.faults[:40])

    @property
    def good(self) -> bool:
        """Whether everything is within the limits."""
        return not self.faults and self.placed >= PLACED
