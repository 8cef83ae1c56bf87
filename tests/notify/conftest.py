"""Secrets for the channels under test: in the environment, as in real life."""

from __future__ import annotations

from typing import Any

import pytest
from notify_servers import PATHS, SECRET, Configure, Server

from engine.notify import web


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> Configure:
    """``configure("dingtalk", server)``: the config of a channel that leads to a server."""

    def made(kind: str, server: Server) -> dict[str, Any]:
        monkeypatch.setenv("SOP_URL", server.url(PATHS.get(kind, "/")))
        monkeypatch.setenv("SOP_SECRET", SECRET)
        config: dict[str, Any] = {"kind": kind, "url": {"env": "SOP_URL"}}
        if kind in ("dingtalk", "feishu", "webhook"):
            config["secret"] = {"env": "SOP_SECRET"}
        if kind == "dingtalk":
            config["keyword"] = "提醒"
        return config

    return made


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long in tests."""
    monkeypatch.setattr(web, "TIMEOUT_S", 0.2)
    monkeypatch.setattr(web, "WHOLE_S", 0.4)
