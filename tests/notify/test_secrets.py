"""Secrets: read when a message is sent, from a variable or a file; never in an answer, a log or an output."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from notify_messages import SMALL
from notify_servers import SECRET, TOKEN, Configure, Request, said, serving

from engine.notify.channel import Dead, Delivered, Retry
from engine.notify.handing import Secrets, handed
from engine.notify.kinds import CHANNELS
from engine.words import set_language

WECOM = {"kind": "wecom", "url": {"env": "SOP_URL"}}


def test_a_variable_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOP_URL", raising=False)
    why = "the variable SOP_URL is not set where this runs"
    assert CHANNELS["wecom"].send(SMALL, WECOM) == Retry(600_000, why, whole=True)
    set_language("zh")
    answer = CHANNELS["wecom"].send(SMALL, WECOM)
    assert answer == Retry(600_000, "运行环境里没有设置变量 SOP_URL", whole=True)


def test_a_variable_that_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOP_URL", "  ")
    why = "the variable SOP_URL is empty"
    assert CHANNELS["wecom"].send(SMALL, WECOM) == Retry(600_000, why, whole=True)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\xff\xfe", "holds no text that could be a secret"),
        (b"a" * 9_000, "holds no text that could be a secret"),
        (b"one\ntwo", "holds no text that could be a secret"),
        (b"nul\0", "holds no text that could be a secret"),
    ],
)
def test_a_file_that_holds_no_secret(content: bytes | None, why: str, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    answer = CHANNELS["wecom"].send(SMALL, {"kind": "wecom", "url": {"file": str(path)}})
    assert answer == Retry(600_000, f"{path} {why}", whole=True)


def test_a_file_is_read_anew_for_every_message(tmp_path: Path) -> None:
    path = tmp_path / "address"
    config = {"kind": "wecom", "url": {"file": str(path)}}
    with serving(lambda _: said(errcode=0, errmsg="ok")) as first:
        path.write_text(first.url("/a") + "\n")
        assert CHANNELS["wecom"].send(SMALL, config) == Delivered()
        with serving(lambda _: said(errcode=0, errmsg="ok")) as second:
            path.write_bytes(b"\xef\xbb\xbf" + second.url("/b").encode())
            assert CHANNELS["wecom"].send(SMALL, config) == Delivered()
    assert ([one.path for one in first.came], [one.path for one in second.came]) == (["/a"], ["/b"])


@pytest.mark.parametrize("kind", ["dingtalk", "wecom", "feishu", "webhook"])
def test_a_receiver_that_repeats_our_secrets(
    kind: str, configure: Configure, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever a robot says, and however it fails, nothing of the secrets comes back."""

    def telling(request: Request) -> Any:
        own = SECRET if kind != "wecom" else ""  # which signs nothing
        words = f"{own} {TOKEN} {request.path} {request.query} {request.headers} {request.body!r}"
        return said(400, errcode=7, errmsg=words, code=7, msg=words)

    caplog.set_level(logging.DEBUG)
    with serving(telling) as server:
        config = configure(kind, server)
        answer = CHANNELS[kind].send(SMALL, config)
    assert isinstance(answer, Dead)
    gone = CHANNELS[kind].send(SMALL, config)
    assert isinstance(gone, Retry)
    out = capfd.readouterr()
    everything = f"{answer!r} {gone!r} {config!r} {caplog.text} {out.out} {out.err}"
    assert SECRET not in everything
    assert TOKEN not in everything


def test_an_error_that_nobody_expected_is_told_by_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOP_URL", SECRET)

    def broken(message: Any, config: Any, secrets: Secrets) -> Any:
        raise RuntimeError(f"with {secrets.tell('url')} in it")

    answer = handed(broken, SMALL, WECOM)
    assert answer == Retry(None, "a fault of sopwright while sending (RuntimeError); please report it")
    secrets = Secrets(WECOM)
    secrets.tell("url")
    assert SECRET not in repr(secrets) + str(secrets)


def test_what_is_told_is_inert_and_short() -> None:
    def told(message: Any, config: Any, secrets: Secrets) -> Any:
        return Dead("\x1b[31mred\u202e\nline " + "x" * 2_000)

    answer = handed(told, SMALL, WECOM)
    assert isinstance(answer, Dead)
    assert answer.why.startswith("\\x1b[31mred\\u202e line xxx")
    assert len(answer.why) == 400
