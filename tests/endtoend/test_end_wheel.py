"""The wheel as people install it: into an environment of its own, with nothing of the source tree there."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.endtoend.processes import NOW, ROOT, surroundings


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of a new environment, with the wheel in it. What sopwright needs is lent by
    the environment of the tests, so no network is asked for anything."""
    place = tmp_path_factory.mktemp("wheel")

    def run(*words: str) -> None:
        subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True, capture_output=True)

    run("hatchling", "build", "--target", "wheel", "--directory", str(place))
    (wheel,) = place.glob("sopwright-*.whl")
    run("venv", "--without-pip", str(place / "env"))
    binaries = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(
        "pip",
        "--python",
        str(binaries / "python"),
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        str(wheel),
    )
    (packages,) = (place / "env").glob("**/site-packages")
    # A path file's lines are appended after the environment's own packages, and its path files are not read.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return binaries


def call(binaries: Path, folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """An installed command, in a folder from which no path leads to the tree. It goes by the machine's clock
    unless SOP_NOW is among the variables."""
    environment = {name: text for name, text in surroundings(**variables).items() if name != "PYTHONPATH"}
    if "SOP_NOW" not in variables:
        del environment["SOP_NOW"]
    return subprocess.run(
        [str(binaries / words[0]), *words[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_the_installed_program_runs_the_demo_and_a_shop_of_its_own(installed: Path, tmp_path: Path) -> None:
    rooms = "cli, engine, schemas, workflows"
    code = f"import {rooms}; [print(room.__path__[0]) for room in ({rooms})]"
    paths = call(installed, tmp_path, "python", "-c", code).stdout.split()
    assert len(paths) == 4
    assert all(path.startswith(str(installed.parent)) for path in paths), paths
    demo = call(installed, tmp_path, "sop", "demo", "shop")
    assert (demo.returncode, demo.stderr) == (0, "")
    assert "121 overdue: 89 new, 32 carried over;" in demo.stdout
    assert demo.stdout.rstrip().endswith("everything is as it was written.")
    own = tmp_path / "own"
    own.mkdir()
    for words in (
        ("init", "--simulated"),
        ("new", "request"),
        ("lint",),
        ("publish",),
        ("start", "request", "item=lamp"),
        ("checklist", "lamp"),
        ("why", "lamp"),
        ("verify",),
    ):
        ended = call(installed, own, "sop", *words, SOP_NOW=NOW)
        assert (ended.returncode, ended.stderr) == (0, ""), words
    assert call(installed, own, "sop", "--version").stdout.startswith("sopwright 0.")
    chinese = call(installed, own, "sop", "--lang", "zh", "advance", "lamp")
    assert (chinese.returncode, chinese.stdout) == (1, "")
    assert chinese.stderr.startswith("T-1/prepare#1 还不能以 done 完成。还缺 3 项：")
