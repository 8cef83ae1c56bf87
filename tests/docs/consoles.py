"""The ``console`` blocks of a page: what is typed in them, and what a real shell says to it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

MARK = "--- end of what this command says ---"


def tour(page: str) -> list[tuple[str, str]]:
    """The commands of all consoles of a page in order, each with what is shown under it."""
    steps: list[tuple[list[str], list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
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
