"""The process that reads hostile files: ``sop lint`` on each, what it did meanwhile written down.

It takes paths, one a line, and answers each with a line of JSON. Before the first one everything of ours is
imported, so that whatever is imported, opened or run afterwards was caused by a file. It never comes back
from a file that kills it; whoever started it sees that.
"""

from __future__ import annotations

import io
import json
import os
import pkgutil
import resource
import sys
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

ADDRESSES = 3_000_000_000
"""Bytes of address space, so that a bomb ends this process and not the machine."""
WATCHED = (
    "exec", "compile", "import", "open", "os.", "subprocess.", "socket.", "ctypes.", "pickle.", "marshal.",
    "shutil.", "code.", "builtins.input", "urllib.", "ftplib.", "smtplib.", "sqlite3.", "tempfile.", "pty.",
    "signal.", "mmap.", "cpython.run_",
)  # fmt: skip
HARMLESS = (
    "os.listdir",
    "os.scandir",
    "os.walk",
    "os.fwalk",
    "os.putenv",
    "os.unsetenv",
    "ctypes.cdata/buffer",
)
"""Looking into a folder, which ``sop lint FOLDER`` does; its language said to what it uses; numbers handed to
the solver and back."""
OWN = tuple({sys.prefix, sys.base_prefix, str(Path(__file__).resolve().parents[3])})
"""Where the program and what it is made of lie: read, never written."""


class Watch:
    """What an audit hook saw while a file was read."""

    def __init__(self) -> None:
        self.path: str | None = None
        self.seen: list[str] = []
        sys.addaudithook(self._hook)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if self.path is None or not event.startswith(WATCHED) or event in HARMLESS:
            return
        if event == "open" and self._reads(args):
            return
        if event == "compile" and args[1] == "<unknown>":
            return  # ast.parse: a tree is made and nothing is run; to run it would be an event too, exec
        if len(self.seen) < 5:
            self.seen.append(f"{event} {str(args[:2])[:200]}")

    def _reads(self, args: tuple[Any, ...]) -> bool:
        path, mode, flags = args
        writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        ours = str(path) == self.path or str(path).startswith((f"{self.path}{os.sep}", *OWN))
        beside = str(path).endswith(".parts.yaml") and os.path.dirname(os.path.abspath(path)) == os.getcwd()
        return (ours or beside) and mode in ("r", "rb", None) and not flags & writes


def peak_begins() -> bool:
    """Let the kernel count the process's largest size anew; False where it cannot."""
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
            file.write("5")
    except OSError:
        return False
    return True


def peak() -> int:
    """Bytes that the process had in memory at most since then, its own size included."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as file:
        for line in file:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def load_everything() -> None:
    """Import all modules that a call of lint could import."""
    for package in ("engine", "cli"):
        for found in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            if not found.name.endswith((".__main__", "locale.build")) and ".migrations" not in found.name:
                import_module(found.name)
    with suppress(ImportError):
        import_module("z3")  # the solver, which need not be installed and is imported when it is asked


def main() -> None:
    """Answer lines until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    load_everything()
    from cli.main import run

    answers = sys.stdout
    watch = Watch()
    for line in sys.stdin:
        path, warm = json.loads(line)
        out, err = io.StringIO(), io.StringIO()
        measured = peak_begins()
        watch.seen = []
        began = time.process_time()
        try:
            watch.path = None if warm else path
            with redirect_stdout(out), redirect_stderr(err):
                code: int | str = run(["lint", path])
        except BaseException as error:
            code = f"{type(error).__name__}: {error}"[:300]
        finally:
            watch.path = None
        seconds = time.process_time() - began
        answer = [code, out.getvalue(), err.getvalue(), seconds, peak() if measured else 0, watch.seen]
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
