"""The ``console`` blocks of a page: what is typed in them, and what a real shell says to it.

python -m tests.docs.consoles docs/day-of-four.md    write into a page what its commands say now
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

MARK = "--- end of what this command says ---"


BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def tour(page: str) -> list[tuple[str, str]]:
    """The commands of all consoles of a page in order, each with what is shown under it."""
    steps: list[tuple[list[str], list[str]]] = []
    for block in BLOCK.findall(page):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append(([line[2:]], []))
            elif line.startswith("> "):
                steps[-1][0].append(line[2:])
            else:
                steps[-1][1].append(line)
    return [("\n".join(command), "\n".join(shown).strip()) for command, shown in steps]


def typed(folder: Path, commands: list[str]) -> list[str]:
    """What each command says, both streams together, in one shell session."""
    script = "".join(f"{command}\necho '{MARK}'\n" for command in commands)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    return [said.strip() for said in done.stdout.split(MARK + "\n")[:-1]]


def filled(page: str, folder: Path) -> str:
    """The page with what its commands say, typed one after the other in ``folder``."""
    said = iter(typed(folder, [command for command, _ in tour(page)]))

    def anew(block: re.Match[str]) -> str:
        lines = []
        for command, _ in tour(block.group()):
            first, *more = command.split("\n")
            lines += [f"$ {first}", *(f"> {line}" for line in more), *next(said).splitlines()]
        return "```console\n" + "\n".join(lines) + "\n```"

    return BLOCK.sub(anew, page)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(name)
            page.write_text(filled(page.read_text("utf-8"), Path(folder)), "utf-8")
