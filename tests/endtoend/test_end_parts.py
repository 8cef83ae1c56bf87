"""Shared parts in a workspace that goes on: what is published stays, whatever becomes of the parts file."""

from __future__ import annotations

import json
from decimal import Decimal

from engine.rules.expressions.environment import Env
from engine.rules.expressions.sampling import sample
from tests.endtoend.processes import Ended, Workspace

COMMON = """\
parts: common
checklists:
  check:
    - Colour is right
    - fill: inspected
roles:
  signer: {urgent: lead, else: design}
data:
  inspected: {type: integer, min: 1}
"""
PHOTO = """\
sop: photo
use: common.parts.yaml
role: warehouse
required: [urgent]
data: {urgent: boolean, inspected: {use: inspected}}
steps:
  shoot: {checklist: [use: check]}
  sign: {role: signer}
"""


def titles(ended: Ended) -> list[str]:
    (visit,) = json.loads(ended.out)["open"]
    return [line["title"] for line in visit["checklist"]]


def test_tasks_keep_the_parts_that_they_began_with(shop: Workspace) -> None:
    shop.write("common.parts.yaml", COMMON)
    shop.write("photo.sop.yaml", PHOTO)
    first, _ = shop.many([["publish", "photo.sop.yaml"], ["start", "photo", "urgent=yes"]])
    assert "1 (new)" in first.out
    shop.write("common.parts.yaml", COMMON.replace("Colour is right", "Colour and size are right"))
    second, _ = shop.many([["publish"], ["start", "photo", "urgent=no"]])
    assert "2 (new)" in second.out
    (shop.folder / "common.parts.yaml").unlink()
    shown = shop.many([["show", "T-1", "--json"], ["show", "T-2", "--json"]])
    assert titles(shown[0]) == ["Colour is right", "inspected"]
    assert titles(shown[1]) == ["Colour and size are right", "inspected"]
    closed = shop.many([["advance", task, "--tick", "1", "inspected=3"] for task in ("T-1", "T-2")])
    assert [one.code for one in closed] == [0, 0]
    refused = shop.many([["advance", "T-1"], ["advance", "T-2"]], SOP_USER="wang")
    assert [("sign" in one.err, one.code) for one in refused] == [(True, 1), (True, 1)]
    (signed,) = shop.many([["advance", "T-2"]], SOP_USER="du")
    assert signed.code == 0
    signed, differ, versions, gone, whole = shop.many(
        [["advance", "T-1"], ["diff", "photo@1", "photo@2"], ["versions", "photo", "--json"],
         ["publish", "photo.sop.yaml"], ["verify"]]
    )  # fmt: skip
    assert signed.code == 0
    assert "Colour and size are right" in differ.out
    assert [(row["version"], row["ended"]) for row in json.loads(versions.out)] == [(1, 1), (2, 1)]
    assert gone.err.startswith("photo.sop.yaml:2:6: error[U103] there is no file")
    assert "everything is as it was written" in whole.out


def test_the_sample_of_a_task_is_the_same_whichever_version_it_runs(shop: Workspace) -> None:
    text = (
        "sop: quality\nrole: warehouse\nsteps:\n  inspect: {when: 'sample(0.4, \"inspect\")'}\n  ship: {}\n"
    )
    shop.write("quality.sop.yaml", text)
    shop.done("publish", "quality.sop.yaml")
    shop.many([["start", "quality"]] * 6)
    shop.write("quality.sop.yaml", text + "  thank: {}\n")
    shop.done("publish", "quality.sop.yaml")
    shop.many([["start", "quality"]] * 6)
    open_steps = {row["task"]: row["steps"] for row in json.loads(shop.done("list", "--json"))}
    wanted = {}
    for number in range(1, 13):
        env = Env({}, 0, 0, lambda step: 0, lambda step: False, key=f"quality:{number}")
        wanted[f"T-{number}"] = ["inspect" if sample(env, Decimal("0.4"), "inspect") else "ship"]
    assert open_steps == wanted
    assert {step for (step,) in wanted.values()} == {"inspect", "ship"}
