"""A workspace with an SOP that few see, for what is typed about seeing and about what was refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import FRIDAY, Call

TEAM = """\
team: shop
roles: [lead, service, hr, design, watcher]
people:
  Zhao: {roles: [lead], logins: [zhao]}
  Li: {roles: [service], logins: [li]}
  He: {roles: [hr], logins: [he]}
  Du: {roles: [design], logins: [du]}
  Wa: {roles: [watcher], logins: [wa]}
may: {publish: [lead], act_as: [lead], see: [watcher]}
"""
LEAVE = """\
sop: leave
ref: who
unique: who
required: [who]
role: hr
may: {see: [lead], start: [design, service]}
data: {who: text, why: {type: text, private: true, default: secret-reason}}
steps:
  approve: {due: 1h, checklist: [{must: has(why), title: A reason}]}
  file: {}
"""
WEEKLY = """\
sop: weekly
role: hr
may: {see: [lead], start: [design, service]}
steps: [do]
schedule: {every: friday at 09:00}
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose SOP ``leave`` is seen by few, with a task that Du has started."""
    from cli.main import run

    folder = tmp_path_factory.mktemp("seeing")
    for name, text in (("team.yaml", TEAM), ("leave.sop.yaml", LEAVE), ("weekly.sop.yaml", WEEKLY)):
        (folder / name).write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOP_LANG", "en")
        patch.setenv("SOP_NOW", FRIDAY)
        for who, words in (
            ("zhao", ["init", "--simulated"]),
            ("zhao", ["publish", "."]),
            ("du", ["start", "leave", "who=Du1"]),
        ):
            for module in ("cli.console", "cli.define"):
                patch.setattr(f"{module}.login", lambda who=who: who)
            assert run(words) == 0
    return folder


@pytest.fixture
def shop(opened: Path, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """A copy of it; ``shop(..., who="li")`` types as a login."""
    shutil.copytree(opened, tmp_path, dirs_exist_ok=True)

    def typed(*words: str, who: str = "zhao", **settings: str) -> Result:
        for module in ("cli.console", "cli.define"):
            monkeypatch.setattr(f"{module}.login", lambda: who)
        return call(*words, **settings)

    return typed
