"""A shop in a folder of its own: the SOP ``orders`` and a team, published once, copied for each test."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.endtoend.processes import Workspace, login

TEAM = f"""\
team: shop
roles: {{lead: Lead, warehouse: Warehouse, service: Service, design: Design}}
people:
  boss: {{roles: [lead, warehouse, service], logins: [{json.dumps(login())}]}}
  wang: {{roles: [warehouse]}}
  li: {{roles: [service]}}
  du: {{roles: [design]}}
  guest: {{roles: []}}
may: {{publish: [lead], act_as: [lead]}}
"""

ORDERS = """\
sop: orders
lang: en
role: warehouse
ref: order_no
unique: order_no
required: [order_no]
data:
  order_no: {type: text, pattern: "[0-9]{1,12}", columns: [订单编号]}
  goods: text
  receiver: {type: text, private: true}
  quantity: {type: integer, min: 1}
steps:
  pick:
    bulk: true
    checklist: [Count]
  pack:
    checklist: [Wrap, {fill: quantity}]
    next: end
"""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("endtoend") / "shop"
    folder.mkdir()
    shop = Workspace(folder)
    shop.write("team.yaml", TEAM)
    shop.write("orders.sop.yaml", ORDERS)
    shop.done("init", "--simulated", SOP_NOW="")
    return folder


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path)
