"""The README is true: every command in it is typed into a real shell, and what it shows is what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.consoles import tour, typed

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tour_is_what_happens(tmp_path: Path) -> None:
    steps = tour(README)
    assert len(steps) > 10
    said = typed(tmp_path, [command for command, _ in steps])
    for (command, shown), real in zip(steps, said, strict=True):
        assert real == shown, command


def test_ci_runs_the_second_command() -> None:
    shown = re.findall(r"^    (python3 -m venv .*)$", README, re.MULTILINE)
    assert len(shown) == 2
    assert "sop demo" in shown[0]
    assert "pytest" in shown[1]
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_both_readmes_show_the_same_two_commands() -> None:
    chinese = (ROOT / "README.zh.md").read_text(encoding="utf-8")
    for command in re.findall(r"^    (python3 -m venv .*)$", README, re.MULTILINE):
        assert command in chinese


def test_links_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in sorted(folder.glob("0*.md")):
        number, title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").split(" · ", 1)
        assert f"- [{number}]({path.name}) {title}" in index


DRAWN = [
    "--lang en diagram workflows/shipping.sop.yaml --out docs/shipping.svg",
    "--lang zh diagram workflows/campaign.sop.yaml --team workflows/team.yaml --out docs/campaign.svg",
]


def test_every_page_is_found_from_the_readme() -> None:
    """In the README, or in a page that it leads to."""
    led = set(re.findall(r"\]\(docs/([\w-]+\.md)", README))
    texts = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in led]
    led |= {name for text in texts for name in re.findall(r"\]\(([\w-]+\.md)", text)}
    assert {
        page.name for page in (ROOT / "docs").glob("*.md") if not page.name.endswith(".zh.md")
    } - led == set()


@pytest.mark.parametrize("drawn", DRAWN)
def test_a_picture_is_what_the_command_draws(drawn: str, tmp_path: Path) -> None:
    """Run the command after ``sop`` anew where the SOP or the drawing was changed."""
    *arguments, picture = drawn.split()
    out = tmp_path / "drawn.svg"
    command = [sys.executable, "-m", "cli", *arguments, str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert out.read_text(encoding="utf-8") == (ROOT / picture).read_text(encoding="utf-8")


def test_the_chinese_readme_s_first_sop_works(tmp_path: Path) -> None:
    chinese = (ROOT / "README.zh.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    (sop \S.*?) +#", chinese, re.MULTILINE)
    assert len(commands) == 8
    script = "".join(f'{command}\necho "ended $?"\n' for command in commands)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8", "SOP_LANG": "zh"}
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"],
        cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    ended = re.findall(r"^ended (\d)$", done.stdout, re.MULTILINE)
    # Only the advance is refused: nothing is ticked or filled in yet, and it says so.
    assert ended == ["0", "0", "0", "0", "0", "0", "1", "0"], done.stdout
    assert "还缺 3 项" in done.stdout
