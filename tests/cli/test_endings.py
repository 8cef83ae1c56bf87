"""How a call of ``sop`` ends: exit codes, what goes where, and that nothing shows a traceback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import run
from tests.cli.conftest import ROOT, Run

HELP = """\
用法：sop [选项] 命令 [参数]...

  用 YAML 写 SOP，变成大家一步步推进的任务。

选项：
"""


def test_help_is_chinese_or_english_and_lists_every_command(process: Run) -> None:
    chinese = process("--help", LANG="zh_CN.UTF-8")
    assert (chinese.returncode, chinese.stderr) == (0, "")
    assert chinese.stdout.startswith(HELP)
    assert "\n  advance   完成一步，任务进入下一步。\n" in chinese.stdout
    english = process("--help")
    assert english.stdout.startswith("Usage: sop [OPTIONS] COMMAND [ARGS]...\n")
    assert "\n  advance   Finish a step: the task goes on to the next one.\n" in english.stdout


def test_without_a_command_help_goes_to_stderr_with_exit_2(process: Run) -> None:
    ended = process()
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Usage: sop [OPTIONS] COMMAND [ARGS]...\n")


MISUNDERSTOOD = {
    ("adit",): (
        "Error: No such command 'adit'. Did you mean: audit?",
        "错误：没有命令 'adit'。 是不是想写：audit？",
    ),
    ("todo", "--lmit", "3"): (
        "Error: No such option '--lmit'. Did you mean '--limit'?",
        "错误：没有选项 '--lmit'。 是不是想用 '--limit'？",
    ),
    ("show",): ("Error: Missing argument 'TASK'.", "错误：缺少参数 '任务'."),
    ("--lang", "fr"): (
        "Error: Invalid value for '--lang': 'fr' is not one of 'zh', 'en'.",
        "错误：'--lang' 的值不对：'fr' 不在可选范围内：'zh', 'en'。",
    ),
    ("todo", "x"): ("Error: Got unexpected extra argument (x)", "错误：多出了参数（x）"),
}


@pytest.mark.parametrize("words", MISUNDERSTOOD)
def test_what_is_not_understood_exits_2_in_the_language_of_the_system(
    process: Run, words: tuple[str, ...]
) -> None:
    for text, lang in zip(MISUNDERSTOOD[words], ("en_GB.UTF-8", "zh_CN.UTF-8"), strict=True):
        ended = process(*words, LANG=lang)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.splitlines()[-1] == text


def test_the_language_may_stand_before_the_command_or_among_its_options(process: Run) -> None:
    before = process("--lang", "zh", "todo", "--help")
    assert before.stdout.startswith("用法：sop todo [选项]\n")
    assert process("todo", "--lang", "zh", "--help").stdout == before.stdout


def test_outside_a_workspace_it_is_said_how_to_make_one(process: Run, tmp_path: Path) -> None:
    ended = process("todo")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "sop init" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_crash_is_one_line_with_its_place_and_exit_3(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise KeyError("x\x1b[31m")

    monkeypatch.setattr("cli.main._call", broken)
    assert run(["todo"]) == 3
    shown = capfd.readouterr()
    assert shown.out == ""
    assert re.sub(r":\d+\)", ":LINE)", shown.err) == (
        "Internal error: KeyError: 'x\\x1b[31m' (tests/cli/test_endings.py:LINE). This is a fault of "
        "sopwright, not yours; nothing of this command is half written. Please report this line with the "
        "command you typed. SOP_DEBUG=1 shows the details.\n"
    )
    monkeypatch.setenv("SOP_DEBUG", "1")
    assert run(["todo"]) == 3
    assert "Traceback" in capfd.readouterr().err


def test_what_the_system_refuses_is_one_line_and_exit_1(process: Run, tmp_path: Path) -> None:
    ended = process("lint", "nowhere.yaml")
    assert (ended.returncode, ended.stderr) == (1, "nowhere.yaml does not exist.\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_an_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "cli", "--help"],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (1, "the output: no space left on the device.\n")


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "from cli.main import main; main()", "--help"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(30) == 141


def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    waits = (
        "import sys, time; import cli.main as m; "
        "m._call = lambda *_: (print('ready', flush=True), time.sleep(30)); sys.exit(m.run([]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", waits],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        assert child.stderr.read() == b""
        assert child.wait(30) == 130


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_console_makes_it_crash(process: Run, encoding: str, lang: str) -> None:
    for words in (["--help"], ["show", "订单\U0001f600\udc80"], ["advance", "--help"]):
        ended = process("--lang", lang, *words, LANG="C", PYTHONIOENCODING=encoding)
        assert ended.returncode == (2 if "show" in words else 0)
        assert "Traceback" not in ended.stderr


def test_completion_knows_the_commands(process: Run) -> None:
    asked = {"_SOP_COMPLETE": "bash_complete", "COMP_WORDS": "sop ad", "COMP_CWORD": "1"}
    assert process(**asked).stdout == "plain,advance\n"
