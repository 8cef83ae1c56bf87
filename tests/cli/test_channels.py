"""``channels``: what is set up and whether its secrets are there; a real message; nothing secret anywhere."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.notify.notify_servers import PATHS, SECRET, TOKEN, Answer, Request, Server, dingtalk, said, serving

TEAM = """\
team: shop
roles: [operations, director]
people:
  ma: {roles: [operations, director], logins: [ma], handles: {phone: 13800001111}}
  Li: {roles: operations, handles: {dingtalk: lilei}}
"""
CHANNELS = """\
channels:
  ops:
    kind: dingtalk
    url: {env: SOP_DINGTALK_URL}
    secret: {env: SOP_DINGTALK_SECRET}
    keyword: 提醒
    quiet: 22:00-08:00
    digest: 5min
  mail: {kind: email, host: smtp.invalid, user: sop, password: {file: /nowhere/mail}, from: sop@example.com}
  log: {kind: terminal}
default: ops
routes:
  - {about: rung, role: director, to: [ops, mail]}
  - {sop: request, to: log}
"""


@pytest.fixture
def robot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(dingtalk) as server:
        monkeypatch.setenv("SOP_DINGTALK_URL", server.url(PATHS["dingtalk"]))
        monkeypatch.setenv("SOP_DINGTALK_SECRET", SECRET)
        yield server


@pytest.fixture
def shop(workspace: Path, call: Call) -> Path:
    (workspace / "team.yaml").write_text(TEAM)
    (workspace / "channels.yaml").write_text(CHANNELS)
    done = call("publish")
    assert done.exit_code == 0, done.output
    return workspace


def test_nothing_is_set_up(workspace: Path, call: Call) -> None:
    done = call("channels")
    assert (done.exit_code, done.stdout) == (
        0,
        "No channels are set up: what people are told waits. docs/channels.md says how to begin.\n",
    )
    assert call("channels", "--json").stdout == "[]\n"
    refused = call("channels", "test", "ops")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("No channels are published, so nothing can be sent.\n")


def test_a_file_is_named_by_its_whole_path(shop: Path, call: Call) -> None:
    (shop / "channels.yaml").write_text("channels: {f: {kind: file, path: told.jsonl}}\n")
    assert "'told.jsonl' cannot be the file's whole path" in call("lint", "channels.yaml").output
    assert "不能用作文件的完整路径" in call("lint", "channels.yaml", SOP_LANG="zh").output


def test_lists_have_the_comma_of_the_readers_language(shop: Path, call: Call) -> None:
    said = call("channels", SOP_LANG="zh").stdout
    assert "url：SOP_DINGTALK_URL（缺）、secret：SOP_DINGTALK_SECRET（缺）" in said
    assert "升级、director -> ops、mail\n" in said


QUIET = "-                   -  -"


def test_what_is_set_up(shop: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOP_DINGTALK_URL", f"https://oapi.dingtalk.com/robot/send?access_token={TOKEN}")
    monkeypatch.delenv("SOP_DINGTALK_SECRET", raising=False)
    done = call("channels")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "channel  kind      where it leads  secrets" + " " * 63 + "quiet        a minute  digest",
        "log      terminal                  -" + " " * 69 + QUIET,
        "mail     email     smtp.invalid    password: /nowhere/mail (missing)" + " " * 37 + QUIET,
        "ops      dingtalk                  url: SOP_DINGTALK_URL (there), secret: SOP_DINGTALK_SECRET"
        " (missing)  22:00-08:00        20  5min",
        "mail: password: /nowhere/mail cannot be read (No such file or directory)",
        "ops: secret: the variable SOP_DINGTALK_SECRET is not set where this runs",
        "escalations, director -> ops, mail",
        "request -> log",
        "everything else -> ops",
    ]  # fmt: skip
    rows = {row["channel"]: row for row in json.loads(call("channels", "--json").stdout)}
    assert rows["ops"]["secrets"] == [
        {"key": "url", "from": "env", "name": "SOP_DINGTALK_URL", "there": True, "why": ""},
        {
            "key": "secret",
            "from": "env",
            "name": "SOP_DINGTALK_SECRET",
            "there": False,
            "why": "the variable SOP_DINGTALK_SECRET is not set where this runs",
        },
    ]
    assert (rows["ops"]["per_minute"], rows["ops"]["digest_ms"], rows["ops"]["quiet"]) == (
        20,
        300_000,
        "22:00-08:00",
    )


def test_a_message_that_gets_there(shop: Path, call: Call, robot: Server) -> None:
    done = call("channels", "test", "ops", "--to", "Li", "--to", "ma")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "ops: delivered.\n", "")
    [request] = robot.came
    assert request.json["at"] == {"atMobiles": ["13800001111"], "atUserIds": ["lilei"], "isAtAll": False}
    assert request.json["markdown"]["text"] == (
        "#### 提醒 · A test of sopwright\n\n- ma tries the channel ops (2026-11-20 10:00). "
        "Nothing has to be done.\n\n@13800001111 @lilei"
    )
    chinese = call("--lang", "zh", "channels", "test", "ops")
    assert chinese.stdout == "ops：已送达。\n"
    assert (
        "ma 正在测试渠道 ops（2026-11-20 10:00）。不需要做任何事。" in robot.came[1].json["markdown"]["text"]
    )


def test_a_message_that_does_not(
    shop: Path, call: Call, robot: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOP_DINGTALK_SECRET", "SECwrong")
    done = call("channels", "test", "ops")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("ops: refused for good. the signature was refused: does the secret belong")
    monkeypatch.delenv("SOP_DINGTALK_SECRET")
    done = call("channels", "test", "ops")
    assert (done.exit_code, done.stderr) == (
        1, "ops: not now. the variable SOP_DINGTALK_SECRET is not set where this runs\n",
    )  # fmt: skip
    answer = json.loads(call("channels", "test", "ops", "--json").stdout)
    assert answer == {
        "channel": "ops",
        "to": "",
        "answer": "later",
        "why": "the variable SOP_DINGTALK_SECRET is not set where this runs",
        "after_ms": 600_000,
    }
    assert len(robot.came) == 1


@pytest.mark.parametrize(
    ("words", "said_first"),
    [
        (("test", "opss"), "There is no channel opss. Did you mean: ops?"),
        (("test", "mail"), "The team file says no email handle of yours, to which mail could send."),
        (("test", "mail", "--to", "Li"), "Li has no handle for the channel mail (email)."),
        (("test", "ops", "--to", "Lee"), "Nobody in the team is called Lee."),
    ],
)
def test_what_is_refused(shop: Path, call: Call, words: tuple[str, ...], said_first: str) -> None:
    done = call("channels", *words)
    assert (done.exit_code, done.stderr.splitlines()[0]) == (1, said_first)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (("test",), "Error: Name the channel that is to be tried."),
        (("--to", "Li"), "Error: --to goes with test."),
    ],
)
def test_what_is_not_understood(shop: Path, call: Call, words: tuple[str, ...], last: str) -> None:
    done = call("channels", *words)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, last)


def test_no_secret_is_anywhere(
    workspace: Path, call: Call, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Everything that is printed, logged, stored or written, with a robot that repeats all it is told."""
    caplog.set_level(logging.DEBUG)
    printed = []

    def run(*words: str) -> None:
        done = call(*words)
        printed.append(f"{done.stdout} {done.stderr} {done.exception!r}")

    (workspace / "team.yaml").write_text(TEAM)

    def repeat(request: Request) -> Answer:
        words = f"{request.path} {request.query} {request.body.decode()} {SECRET} {TOKEN}"
        return said(errcode=1, errmsg=words)

    with serving(repeat) as server:
        monkeypatch.setenv("SOP_DINGTALK_URL", server.url(PATHS["dingtalk"]))
        monkeypatch.setenv("SOP_DINGTALK_SECRET", SECRET)
        literal = CHANNELS.replace("{env: SOP_DINGTALK_SECRET}", SECRET)
        (workspace / "channels.yaml").write_text(literal)
        for words in (("lint",), ("lint", "--json"), ("publish",), ("channels",)):
            run(*words)
        assert "error[C101]" in printed[0]
        (workspace / "channels.yaml").write_text(CHANNELS)
        for line in ("publish", "channels", "channels --json", "channels test ops",
                     "channels test ops --json", "--lang zh channels test ops"):  # fmt: skip
            run(*line.split())
        assert len(server.came) == 3
    run("channels", "test", "ops")
    everything = "\n".join([*printed, caplog.text])
    assert "the robot did not understand the message" in everything
    files = [path for path in workspace.rglob("*") if path.is_file()]
    assert any(path.name == "sop.db" for path in files)
    for secret in (SECRET, TOKEN):
        assert secret not in everything
        assert [path for path in files if secret.encode() in path.read_bytes()] == []
