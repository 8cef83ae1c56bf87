"""What stays on this machine: a file, the terminal. And apprise, which leads anywhere."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from notify_messages import HOSTILE, KEY, SMALL
from notify_servers import serving

from engine.model.channels import KINDS
from engine.notify.channel import Dead, Delivered, Item, Retry, Section
from engine.notify.kinds import CHANNELS


def test_every_kind_has_its_code() -> None:
    assert list(CHANNELS) == list(KINDS)
    for kind, channel in CHANNELS.items():
        assert (channel.personal, channel.limits) == (KINDS[kind].personal, KINDS[kind].limits)
        assert channel.rate == ((channel.limits.per_minute, 60_000) if channel.limits.per_minute else None)


def test_a_file_gets_a_line_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notices.jsonl"
    synced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: (synced.append(number), real(number))[1])
    config = {"kind": "file", "path": str(path)}
    assert CHANNELS["file"].send(SMALL, config) == Delivered()
    path.write_bytes(path.read_bytes() + b'{"torn')
    assert CHANNELS["file"].send(SMALL._replace(title="a\nb\u2028\x85\ud800"), config) == Delivered()
    first, torn, second = path.read_text().splitlines()
    assert (json.loads(first)["key"], torn, json.loads(second)["title"]) == (KEY, '{"torn', "a\nb\u2028\x85?")
    assert "1 件超时：发货" in path.read_text("utf-8"), "a file is read by people, too"
    assert len(synced) == 2
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    path = str(tmp_path / "nowhere" / "a.jsonl")
    answer = CHANNELS["file"].send(SMALL, {"kind": "file", "path": path})
    assert answer == Retry(60_000, f"{path} cannot be written (No such file or directory)", whole=True)


def test_the_terminal_prints_inert_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert CHANNELS["terminal"].send(SMALL, {"kind": "terminal"}) == Delivered()
    assert capsys.readouterr().out == (
        "1 件超时：发货\n  T-12 发货\n  - 打包 已超时 2 小时\n    应完成：11-20 18:00\n    sop advance T-12\n"
    )
    for text in HOSTILE:
        message = SMALL._replace(title=text, sections=(Section(text, (Item(1, (text,)),), text),))
        assert CHANNELS["terminal"].send(message, {"kind": "terminal"}) == Delivered()
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_terminal_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def write(self, _text: str) -> None:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Gone())
    answer = CHANNELS["terminal"].send(SMALL, {"kind": "terminal"})
    assert answer == Retry(None, "nobody reads the output any more (BrokenPipeError)", whole=True)


# -- apprise -------------------------------------------------------------------------------------------

APPRISE = {"kind": "apprise", "url": {"env": "SOP_URL"}}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # apprise's own
def test_apprise_hands_over(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("apprise")
    with serving(lambda _: (200, {}, b"ok")) as server:
        monkeypatch.setenv("SOP_URL", server.url("/hook").replace("http://", "json://"))
        assert CHANNELS["apprise"].send(SMALL, APPRISE) == Delivered()
    body = server.came[0].json
    assert body["title"] == "1 件超时：发货"
    assert body["message"].startswith("T-12 发货\n- 打包 已超时 2 小时")


def test_apprise_says_no(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("apprise")
    with serving(lambda _: (500, {}, b"no")) as server:
        monkeypatch.setenv("SOP_URL", server.url("/geheim123456").replace("http://", "json://"))
        answer = CHANNELS["apprise"].send(SMALL, APPRISE)
    assert answer == Retry(300_000, "apprise could not send it; it does not say why")
    assert "geheim123456" not in "".join(capfd.readouterr())
    assert not logging.getLogger("apprise").disabled
    monkeypatch.setenv("SOP_URL", "nonsense-geheim123456")
    assert CHANNELS["apprise"].send(SMALL, APPRISE) == Dead("apprise does not know this address")


@pytest.mark.parametrize("url", ["dingtalk://SEC@token", "wecombot://key", "feishu://token", "lark://token"])
def test_apprise_is_not_for_the_robots(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOP_URL", url)
    answer = CHANNELS["apprise"].send(SMALL, APPRISE)
    assert isinstance(answer, Dead)
    assert answer.why.startswith("apprise does this kind of robot wrong: use 'kind: ")


def test_apprise_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    blocked: Any = None
    monkeypatch.setitem(sys.modules, "apprise", blocked)
    monkeypatch.setenv("SOP_URL", "json://127.0.0.1:1/")
    answer = CHANNELS["apprise"].send(SMALL, APPRISE)
    assert answer == Dead("apprise is not installed here: pip install 'sopwright[apprise]'")
