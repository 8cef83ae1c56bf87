"""``sop do`` at a real terminal: interrupted in every way, in two languages, and by somebody else."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.cli.doing_shop import PHOTOS, TEAM
from tests.endtoend.processes import Workspace, login
from tests.endtoend.terminals import Terminal


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop of photos with the task T-1 lamp, for whoever runs the tests."""
    folder = tmp_path_factory.mktemp("doing")
    workspace = Workspace(folder)
    workspace.write("team.yaml", TEAM.replace("logins: [ma]", f"logins: [{login()}]"))
    (folder / "sops").mkdir()
    workspace.write("sops/photos.sop.yaml", PHOTOS)
    calls = [["init", "--simulated"], ["publish"], ["start", "photos", "item=lamp"]]
    assert [one.code for one in workspace.many(calls, SOP_NOW="2026-11-20 10:00", SOP_LANG="en")] == [0] * 3
    return folder


@pytest.fixture
def shop(opened: Path, tmp_path: Path) -> Workspace:
    """A copy of it."""
    shutil.copytree(opened, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path)


def states(shop: Workspace) -> list[str]:
    """How the lines of the open step stand, and that the record is whole."""
    answers = shop.many([["show", "T-1", "--json"], ["verify"]], SOP_LANG="en")
    assert [one.code for one in answers] == [0, 0], answers
    return [line["state"] for line in json.loads(answers[0].out)["open"][0]["checklist"]]


def ticked(shop: Workspace) -> Terminal:
    """At the weight, with both ticks given."""
    terminal = Terminal(shop.folder, "do", "T-1")
    for _ in range(2):
        terminal.see("done? ")
        terminal.type("")
    terminal.see("> ")
    return terminal


DONE = ["done", "done", "undecided", "open"]


def test_ctrl_c_leaves_what_was_answered(shop: Workspace) -> None:
    terminal = ticked(shop)
    terminal.raw(b"3.")
    terminal.raw(b"\x03")
    assert terminal.end() == 130
    assert "Stopped; everything answered is kept. To go on: sop do T-1/shoot\n" in terminal.said
    assert states(shop)[:4] == DONE


def test_a_terminal_that_is_closed_leaves_what_was_answered(shop: Workspace) -> None:
    terminal = ticked(shop)
    assert terminal.hang_up() in (0, -signal.SIGHUP)
    assert states(shop)[:4] == DONE


def test_a_kill_leaves_what_was_answered_and_the_same_command_goes_on(shop: Workspace) -> None:
    terminal = ticked(shop)
    terminal.type("3.5")
    terminal.see("[x] 3.5")
    terminal.kill()
    assert states(shop)[:4] == ["done", "done", "undecided", "done"]
    terminal = Terminal(shop.folder, "do")
    before = terminal.see("> ")
    assert "1. [x] Clean it\n2. [x] Put it in the box\n" in before
    assert "4. [x] Weight: 3.5\n5. courier\n" in before
    terminal.type("ZTO")
    terminal.see("> ")
    terminal.type("n")
    terminal.see("[2] > ")
    terminal.type("")
    terminal.see("Which one? ")
    terminal.type("done")
    assert terminal.end() == 0
    assert terminal.said.endswith("Now: T-1/store, store (Store it), for design.\n")
    assert shop.clean()


def test_ctrl_d_is_goodbye(shop: Workspace) -> None:
    terminal = ticked(shop)
    terminal.raw(b"\x04")
    assert terminal.end() == 0
    assert states(shop)[:4] == DONE


def test_another_person_closes_the_step_meanwhile(shop: Workspace) -> None:
    terminal = ticked(shop)
    shop.done("advance", "T-1", "lost", "--reason", "stolen", "--as", "wu")
    terminal.type("3.5")
    assert terminal.end() == 1
    assert "T-1/shoot#1 was closed already: lost, by wu" in terminal.said
    assert terminal.said.endswith("What you answered before is kept.\n")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_chinese_on_a_narrow_terminal(shop: Workspace, encoding: str) -> None:
    terminal = Terminal(
        shop.folder, "do", "T-1", columns=36, SOP_LANG="zh", PYTHONIOENCODING=encoding, encoding=encoding
    )
    terminal.see("做了吗？[回车/n] ")
    terminal.type("是")
    terminal.see("[回车/n/na] ")
    terminal.type("不适用")
    terminal.see("为什么不适用？")
    terminal.type("箱子破了")
    terminal.see("> ")
    terminal.type("重")
    terminal.see("> ")
    terminal.type("？", "退出")
    assert terminal.end() == 0
    lines = terminal.said.splitlines()
    assert lines[2:4] == ["由谁做：design · 应完成：2026-11-20", "12:00"]
    assert "    weight_kg (Weight)：重 不是数字" in lines
    assert states(shop)[:4] == ["done", "na", "undecided", "open"]


def test_bytes_of_another_encoding_are_asked_for_again(shop: Workspace) -> None:
    terminal = ticked(shop)
    terminal.raw("重\n".encode("gbk"))
    terminal.see("That is no text in the encoding of this terminal (utf-8); type it again.")
    terminal.see("> ")
    terminal.type("3.5")
    terminal.see("[x] 3.5")
    terminal.kill()


def test_it_waits_without_keeping_others_from_writing(shop: Workspace) -> None:
    terminal = ticked(shop)
    assert [one.code for one in shop.many([["start", "photos", f"item={n}"] for n in range(5)])] == [0] * 5
    terminal.type("q")
    assert terminal.end() == 0


def test_a_pipe_is_no_terminal(shop: Workspace) -> None:
    ended = shop.sop("do", "T-1")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("'sop do' asks questions: it needs a terminal, and there is none here.\n")


@pytest.mark.soak
def test_killed_at_any_moment_nothing_that_was_confirmed_is_lost(shop: Workspace) -> None:
    """Every answer that was confirmed (``[x]``) is on record, wherever the kill came."""
    import random

    seed = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1 << 30)
    print("seed", seed)
    chance = random.Random(seed)
    answers = ["", "", "3.5", "2", "n", ""]
    for number in range(2, 42):
        shop.done("start", "photos", f"item=lamp-{number}")
        terminal = Terminal(shop.folder, "do", f"T-{number}")
        terminal.see("done? ")
        until = chance.randrange(len(answers))
        for answer in answers[:until]:
            terminal.type(answer)
            terminal.see("[x]")
        terminal.type(answers[until])
        if chance.random() < 0.5:
            terminal._more(chance.random() * 0.02)
        terminal.kill()
        shown = json.loads(shop.done("show", f"T-{number}", "--json"))["open"][0]["checklist"]
        kept = [line["no"] for line in shown if line["state"] == "done" and line["no"] != 8]
        asked = [1, 2, 4, 5, 6]
        assert set(asked[:until]) <= set(kept), (until, kept)
    assert shop.clean()
