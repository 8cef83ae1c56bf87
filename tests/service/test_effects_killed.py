"""kill -9 between a command and what it leads to: nothing is lost, nothing is done twice.

A child process (a fork) begins a task that calls two others, and closes a step of one of them. It is killed
before every single statement in turn.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from calling_shop import Caller
from service_shop import CLERK
from test_calls import PARCEL, SPLIT

from engine.model.commands import Comment
from engine.sweep import sweep

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child process is a fork")

NOTHING: dict[int, str] = {}
CALLED = {1: "[all] [ship] [ship]", 2: "hand_over", 3: "hand_over"}
CAME_BACK = {1: "[all] [ship]", 2: "end", 3: "hand_over"}


class Killer:
    """Counts statements, and ends this process before the n-th."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self, *_: Any) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """The shop before anything happened in it."""
    Caller(tmp_path, PARCEL, SPLIT).store.close()
    return tmp_path / "calling.db"


def opened(folder: Path) -> Caller:
    """The shop, not waiting for the disk: it is the process that dies, not the machine."""
    shop = Caller(folder)
    raw: Any = shop.store.database
    raw.raw.execute("PRAGMA synchronous = OFF")
    return shop


def killed_before(n: int, folder: Path) -> bool:
    """Let a child work until its n-th statement; False when it got to its end."""
    child = os.fork()
    if child == 0:
        try:
            shop = opened(folder)
            raw: Any = shop.store.database
            raw.raw.set_trace_callback(Killer(n))
            shop.begin("split", parcels=["P1", "P2"])
            shop.do(2, "hand_over")
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def by_sweep(shop: Caller) -> None:
    sweep(shop.service)


def by_the_next_command(shop: Caller) -> None:
    """Any command of an SOP that calls another."""
    shop.service.run(Comment(shop.id(), 1, "what about this one?"), CLERK)


@pytest.mark.parametrize(("mend", "stride"), [(by_sweep, 2), (by_the_next_command, 9)])
def test_killed_before_one_statement_after_the_other(
    empty: Path, tmp_path: Path, mend: Callable[[Caller], None], stride: int
) -> None:
    folder = tmp_path / "round"
    seen = []
    n, killed = 1 - stride, True
    while killed:
        n += stride
        folder.mkdir(exist_ok=True)
        shutil.copyfile(empty, folder / "calling.db")
        (folder / "calling.db-journal").unlink(missing_ok=True)
        killed = killed_before(n, folder)
        shop = opened(folder)
        mend(shop)
        places = shop.places()
        assert places in (NOTHING, CALLED, CAME_BACK), f"killed before statement {n}"
        assert shop.store.pending.everything() == []
        shop.sound()
        shop.store.close()
        if places not in seen:
            seen.append(places)
    assert n > 40, "so few statements: was the child watched?"
    assert seen == [NOTHING, CALLED, CAME_BACK]
