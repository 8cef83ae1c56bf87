"""A team of five and an SOP with three steps, for the commands about whose a step is."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Call

TEAM = """\
team: shop
roles: {director: Director, operations: Operations, design: Design, warehouse: Warehouse}
people:
  ma: {roles: [director], logins: [ma]}
  何亮: {roles: [operations, design], lang: zh}
  苏芮: {roles: [operations]}
  周强: {roles: [warehouse]}
  wang: {name: Wang Fang, roles: [design, operations]}
may: {publish: [director], act_as: [director], see: [director], override: [director]}
"""

PICTURES = """\
sop: pics
title: Pictures
lang: en
role: operations
owner: director
data: {name: text}
ref: name
steps:
  collect: {title: Collect, checklist: [Samples, {tick: Props, na: true}]}
  shoot: {title: Shoot, role: design, checklist: [{tick: Light, evidence: yes}, Background]}
  approve: {title: Approve, not_by: [collect]}
"""


def open_shop(folder: Path, call: Call, tasks: int = 3) -> None:
    """Publish both, and start so many tasks: T-1 lamp1, T-2 lamp2, ..."""
    (folder / "team.yaml").write_text(TEAM, "utf-8")
    (folder / "sops" / "pics.sop.yaml").write_text(PICTURES, "utf-8")
    assert call("publish").exit_code == 0
    for no in range(1, tasks + 1):
        assert call("start", "pics", f"name=lamp{no}", "--as", "苏芮").exit_code == 0
