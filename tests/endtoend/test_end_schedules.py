"""``sop sweep`` killed with SIGKILL again and again: every time of a schedule has its task, exactly once."""

from __future__ import annotations

import json
import random
import signal
import time
from pathlib import Path

import pytest
from processes import Workspace

SOP = """
sop: stock-count
title: Count
ref: at
data: {at: datetime}
schedule: {every: 1h from 2026-11-20 10:30, with: {at: = now}, missed: all}
steps: [count]
"""


def killed(folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    shop = Workspace(folder)
    assert shop.sop("init", "--simulated", ".").code == 0
    (folder / "stock-count.sop.yaml").write_text(SOP, "utf-8")
    assert shop.sop("publish", "stock-count.sop.yaml").code == 0
    begun = time.monotonic()
    assert shop.sop("sweep", SOP_NOW="2026-11-20 10:00").code == 0
    whole = time.monotonic() - begun
    now = "2026-11-22 10:00"
    for _ in range(kills):
        process = shop.begin("sweep", SOP_NOW=now)
        time.sleep(chance.uniform(whole * 0.5, whole * 1.3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert shop.sop("sweep", SOP_NOW=now).code == 0
    tasks = json.loads(shop.sop("list", "--limit", "1000", "--json", SOP_NOW=now).out)
    times = sorted(task["started"] for task in tasks)
    assert len(times) == len(set(times)) == 48
    assert (times[0][:16], times[-1][:16]) == ("2026-11-20T10:30", "2026-11-22T09:30")
    assert shop.sop("verify", SOP_NOW=now).code == 0


def test_a_sweep_that_is_killed_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    killed(tmp_path, kills=4, seed=1)


@pytest.mark.soak
def test_killed_a_hundred_times(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    killed(tmp_path, kills=100, seed=seed)
