"""A second start with the same unique value says whose task it is, what differs there, and how to go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call

SHOPS = """\
sop: shops
role: director
owner: director
lang: en
ref: name
unique: name
required: [name, opens]
data: {name: {type: text, title: Shop}, opens: {type: date, title: Opening}, size: integer}
steps: [papers]
"""


@pytest.fixture
def shops(workspace: Path, call: Call) -> Call:
    (workspace / "sops" / "shops.sop.yaml").write_text(SHOPS, "utf-8")
    assert call("publish").exit_code == 0
    assert call("start", "shops", "name=Lampy", "opens=2026-10-11").exit_code == 0
    return call


def test_what_differs_there_is_said(shops: Call) -> None:
    again = shops("start", "shops", "name=Lampy", "opens=2026-12-11", "size=3")
    assert again.exit_code == 0
    assert again.output == (
        "T-1 Lampy was started before, at 2026-11-20 10:00 by ma; nothing was changed.\n"
        "  opens (Opening) is 2026-10-11 there, not 2026-12-11.\n"
        "  size is no value there, not 3.\n"
        "Now: T-1/papers, papers, for director (Operations director).\n"
    )


def test_what_has_ended_says_how_to_go_on_with_it(shops: Call) -> None:
    shops("cancel", "T-1", "--reason", "wrong date")
    assert shops("start", "shops", "name=Lampy", "opens=2026-10-11").output == (
        "T-1 Lampy was started before, at 2026-11-20 10:00 by ma; nothing was changed.\n"
        "Hint: to go on with it: sop reopen T-1 --reason WHY\n"
        "Hint: another task needs another name (Shop)\n"
        "T-1 Lampy has ended: end.cancelled.\n"
    )
    assert shops("reopen", "T-1", "--reason", "once more").exit_code == 0


def test_in_chinese(shops: Call) -> None:
    said = shops("--lang", "zh", "start", "shops", "name=Lampy", "opens=2026-12-11").output
    assert said.startswith("T-1 Lampy 之前已经启动过：2026-11-20 10:00，ma；什么都没有变。\n  那里的 opens")
