"""What a shell is offered while somebody types; asked for as bash, zsh and fish ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.commands import COMMANDS
from cli.completion import COMPLETERS, FILES
from cli.completion_more import MORE
from docs.reference.commands import command_of
from tests.cli.conftest import ROOT, Call, Run
from tests.cli.test_startup import imported

TEAM = """\
team: shop
roles: [operations, director]
people:
  ma: {roles: [operations, director], logins: [ma]}
  Li: operations
  "Wang Wu": operations
"""


@pytest.fixture
def shop(workspace: Path, call: Call) -> Path:
    """A workspace with two tasks and three people."""
    (workspace / "team.yaml").write_text(TEAM)
    assert call("publish").exit_code == 0
    assert call("start", "request", "item=lamp").exit_code == 0
    assert call("start", "request", "item=$(reboot)").exit_code == 0
    return workspace


@pytest.fixture
def offered(shop: Path, process: Run) -> object:
    """``offered("advance", "T-1", "")``: what zsh is offered for the last word, with what it is."""

    def ask(*words: str, **variables: str) -> dict[str, str]:
        typed = " ".join(("sop", *words))
        code = "import sys, cli.console; cli.console.login = lambda: 'ma'; from cli.main import main; main()"
        ended = subprocess.run(
            [sys.executable, "-c", code],
            cwd=shop, capture_output=True, encoding="utf-8", check=False,
            env={
                **os.environ, "PYTHONPATH": str(ROOT), "SOP_LANG": "en", "_SOP_COMPLETE": "zsh_complete",
                "COMP_WORDS": typed, "COMP_CWORD": str(len(words)), **variables,
            },
        )  # fmt: skip
        assert ended.stderr == ""
        lines = ended.stdout.split("\n")
        return {lines[i + 1]: lines[i + 2] for i in range(0, len(lines) - 2, 3)}

    return ask


def test_commands_with_what_they_do(offered) -> None:
    assert list(offered("")) == list(COMMANDS)
    assert offered("expl") == {"explain": "What a code means, why, and an example with its mend."}
    assert "--lang" in offered("--l")


def test_sops(offered) -> None:
    assert offered("start", "") == {"request": "Request"}
    assert offered("list", "re") == {"request": "Request"}
    assert offered("audit", "--sop", "") == {"request": "Request"}
    assert list(offered("diff", "")) == ["request", ""], "or a file, which the shell itself knows"


def test_tasks_by_number_and_by_what_people_call_them(offered) -> None:
    assert offered("show", "T-") == {
        "T-2": "$(reboot) · request · prepare",
        "T-1": "lamp · request · prepare",
    }
    assert list(offered("advance", "")) == ["T-1", "T-2"], (
        "what waits for the person, in the order of the work list"
    )
    assert offered("show", "la") == {"lamp": "T-1 · request · prepare"}


def test_a_step_of_a_task(offered) -> None:
    assert offered("advance", "T-1/") == {"T-1/prepare": "Prepare"}


def test_outcomes_and_fields_and_their_values(offered) -> None:
    assert list(offered("advance", "T-1", "")) == ["done", "item=", "cost=", "channel="]
    assert list(offered("set", "T-1", "c")) == ["cost=", "channel="]
    assert list(offered("set", "T-1", "channel=")) == ["channel=tmall", "channel=jd", "channel=other"]
    assert list(offered("start", "request", "channel=t")) == ["channel=tmall"]


def test_bash_counts_the_equals_sign_as_a_word(offered) -> None:
    assert list(offered("set", "T-1", "channel", "=")) == ["tmall", "jd", "other"]
    assert list(offered("set", "T-1", "channel", "=", "t")) == ["tmall"]
    assert list(offered("advance", "T-1", "channel", "=", "j")) == ["jd"]


def test_lines_of_the_checklist(offered) -> None:
    assert offered("check", "T-1", "") == {"1": "Everything is at hand"}
    assert list(offered("advance", "T-1", "--tick", "")) == ["all", "1"]


def test_people_and_roles_and_steps(offered) -> None:
    assert list(offered("--as", "")) == ["Li", "ma"], "a name that a shell would take apart is not offered"
    assert list(offered("team", "")) == ["show", "log", "off", "back", "Li", "ma"]
    assert list(offered("team", "off", "L")) == ["Li"]
    assert "ma" not in offered("assign", ""), "tasks first"
    assert list(offered("assign", "T-1", ""))[:2] == ["Li", "ma"]
    assert "T-2" in offered("delegate", "T-1", "T")
    assert list(offered("handover", "Li", "--to", "")) == ["Li", "ma"]
    assert list(offered("audit", "--role", "")) == ["director", "operations"]
    assert list(offered("list", "--step", "")) == ["prepare", "approve", "do_it"]
    assert list(offered("list", "--state", "")) == ["open", "ended", "all"]


def test_codes(offered) -> None:
    assert offered("explain", "S20")["S201"] == "unknown-key"
    assert "not-your-role" in offered("explain", "not-")


def test_what_people_wrote_is_never_part_of_a_command_line(offered) -> None:
    assert offered("show", "$") == {}


def test_without_a_workspace_nothing_is_offered_and_nothing_said(offered) -> None:
    assert offered("show", "", SOP_DB="/nowhere/sop.db") == {}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_line_for_the_start_file(process: Run, shell: str) -> None:
    ended = process(_SOP_COMPLETE=f"{shell}_source")
    if shell == "bash" and ended.returncode != 0:
        pytest.skip(f"bash here is too old: {ended.stderr}")
    assert ended.returncode == 0, ended.stderr
    assert "_SOP_COMPLETE" in ended.stdout
    if shutil.which(shell):
        checked = subprocess.run(
            [shell, "-n"], input=ended.stdout, capture_output=True, encoding="utf-8", check=False
        )
        assert checked.returncode == 0, checked.stderr


def test_versions_and_what_takes_the_place_of_what(offered, shop: Path, call: Call) -> None:
    text = (shop / "sops" / "request.sop.yaml").read_text("utf-8")
    (shop / "sops" / "request.sop.yaml").write_text(text.replace("  prepare:", "  collect:"), "utf-8")
    assert call("publish").exit_code == 0
    assert list(offered("migrate", "request", "--to", "")) == ["2", "1"]
    assert offered("migrate", "request", "--map", "pre") == {"prepare=": "Prepare"}
    assert offered("migrate", "request", "--map", "prepare=co") == {"prepare=collect": "Prepare"}


def test_every_metavar_that_is_completed_is_one_of_a_command() -> None:
    parameters = [each for name in COMMANDS for each in command_of(name).params]
    used = {str(each.metavar) for each in parameters}
    assert (set(COMPLETERS) | set(MORE) | set(FILES)) - used == set()


def test_nobody_else_imports_completion(shop: Path) -> None:
    assert not {"cli.completion", "click.shell_completion"} & imported(shop, "todo")


def test_priorities_weeks_and_days(offered, shop: Path) -> None:
    assert list(offered("rank", "T-1", ""))[:4] == ["urgent", "high", "normal", "low"]
    assert "urgent" not in offered("rank", ""), "tasks first"
    assert "T-2" in offered("rank", "T-1", "")
    weeks = offered("audit", "--week", "", SOP_NOW="2026-11-20 10:00")
    assert list(weeks)[:3] == ["this", "last", "2026-W47"]
    assert weeks["2026-W46"] == "2026-11-09"
    assert list(offered("audit", "--week", "2026-W4", SOP_NOW="2026-01-07 10:00")) == []
    assert list(offered("audit", "--since", "y", SOP_NOW="2026-11-20 10:00")) == ["yesterday"]
    assert list(offered("audit", "--since", "2", SOP_NOW="2026-11-20 10:00")) == ["2026-11-20"]
    assert list(offered("calendar", "show", "--month", "", SOP_NOW="2026-11-20 10:00"))[:3] == [
        "2026-11", "2026-12", "2027-01"
    ]  # fmt: skip


def test_actions_calendars_and_what_ships(offered) -> None:
    assert list(offered("notices", "")) == ["show", "retry", "send", "prune"]
    assert list(offered("calendar", "")) == ["show", "check", "import"]
    assert list(offered("calendar", "show", "o")) == ["office"]
    assert list(offered("schedule", "")) == ["run", "pause", "resume"]
    assert "shipping" in offered("new", "mine", "--from", "")
    assert list(offered("new", "mine", "--template", "app")) == ["approval"]
    assert list(offered("completion", "")) == ["bash", "zsh", "fish"]


def test_reasons_that_a_shell_takes_as_they_stand(offered, shop: Path, call: Call) -> None:
    text = (shop / "sops" / "request.sop.yaml").read_text("utf-8")
    (shop / "sops" / "request.sop.yaml").write_text(text.replace("[no longer needed,", "[不要了,"), "utf-8")
    assert call("publish").exit_code == 0
    assert call("start", "request", "item=chair").exit_code == 0
    assert list(offered("cancel", "T-3", "--reason", "")) == ["不要了", "duplicate"]


def in_bash(folder: Path, *words: str) -> list[str]:
    """What a real bash puts into COMPREPLY, by the script that ``sop completion bash`` prints."""
    program = folder / "bin" / "sop"
    program.parent.mkdir(exist_ok=True)
    program.write_text(
        f"#!{sys.executable}\nimport sys, cli.console\ncli.console.login = lambda: 'ma'\n"
        "from cli.main import main\nmain()\n"
    )
    program.chmod(0o755)
    script = (
        'eval "$(sop completion bash)"\n'
        f'COMP_WORDS=(sop {" ".join(words[:-1])} "$1"); COMP_CWORD={len(words)}\n'
        '_sop_completion sop; printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    ended = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", words[-1]],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOP_LANG": "en", "SOP_NOW": "2026-11-20 10:00",
             "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    assert ended.stderr == ""
    return [word for word in ended.stdout.split("\n") if word]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_a_real_bash(shop: Path) -> None:
    assert in_bash(shop, "doc") == ["doctor"]
    assert in_bash(shop, "start", "") == ["request"]
    assert in_bash(shop, "advance", "T-1", "d") == ["done"]
    assert in_bash(shop, "rank", "T-1", "u") == ["urgent"]
    assert in_bash(shop, "assign", "T-1", "L") == ["Li"]
    assert in_bash(shop, "migrate", "request", "--to", "") == ["1"]


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", 'eval "$(sop completion bash)"\n  into ~/.bashrc'),
        ("fish", "sop completion fish | source\n  into ~/.config/fish/config.fish"),
    ],
)
def test_how_it_is_installed_the_shell_in_use_first(call: Call, shell: str, line: str) -> None:
    said = call("completion", SHELL=f"/usr/bin/{shell}").stdout
    assert said.startswith(f"{shell}: {line}, then open a new terminal\n")
    assert said.count("into ~/") == 3
    assert call("--lang", "zh", "completion", SHELL=f"/usr/bin/{shell}").stdout.startswith(f"{shell}: ")
