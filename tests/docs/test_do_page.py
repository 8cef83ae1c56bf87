"""The page about ``sop do`` shows what a real terminal shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.endtoend.processes import Workspace, login
from tests.endtoend.terminals import Terminal

DOCS = Path(__file__).parents[2] / "docs"
ASKS = re.compile(r"(> |\] |\? |？)$")
TYPED = {
    "do.md": ("en", ("y", "", "na", "no gift", "heavy", "3.5"), ("2", "b", "", "1")),
    "do.zh.md": ("zh", ("是", "", "不适用", "没有赠品了", "很重", "3.5"), ("中通", "返回", "", "1")),
}
"""What is typed on each page, before the connection breaks and after it."""


def shop(folder: Path, page: str) -> Workspace:
    """A workspace with the SOP of the page and the task T-1."""
    (document,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    workspace = Workspace(folder)
    (folder / "sops").mkdir()
    workspace.write("sops/parcel.sop.yaml", document)
    people = f"people: {{wang: {{roles: [warehouse], logins: [{login()}]}}}}"
    workspace.write("team.yaml", f"team: shop\nroles: [warehouse]\n{people}\nmay: {{publish: [warehouse]}}\n")
    calls = [["init", "--simulated"], ["start", "parcel", "order_no=240001"]]
    assert [one.code for one in workspace.many(calls)] == [0, 0]
    return workspace


def shown(folder: Path, lang: str, answers: tuple[str, ...], killed: bool) -> str:
    """What stands on the terminal, and that the person typed ``sop do 240001``."""
    terminal = Terminal(folder, "do", "240001", SOP_LANG=lang)
    for answer in answers:
        terminal.until(ASKS)
        terminal.type(answer)
    if killed:
        terminal.until(ASKS)
        terminal.kill()
    else:
        assert terminal.end() == 0
    lines = ["$ sop do 240001", *terminal.said.splitlines()]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


@pytest.mark.parametrize("name", TYPED)
def test_the_page_shows_what_a_terminal_shows(tmp_path: Path, name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    before, after = re.findall(r"^```text\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    shop(tmp_path, page)
    lang, first, second = TYPED[name]
    assert shown(tmp_path, lang, first, killed=True) == before
    assert shown(tmp_path, lang, second, killed=False) == after
