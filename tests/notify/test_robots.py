"""The three robots, against servers that answer as they do: what is delivered, tried again, given up."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from notify_messages import ABSENT, HOSTILE, LI, SMALL, WANG
from notify_servers import PATHS, ROBOTS, SECRET, TOKEN, Configure, Request, Server, said, serving

from engine.notify.channel import Dead, Delivered, Item, Mention, Retry, Section
from engine.notify.kinds import CHANNELS

KINDS = sorted(ROBOTS)
FIELDS = {"dingtalk": ("errcode", "errmsg"), "wecom": ("errcode", "errmsg"), "feishu": ("code", "msg")}


def send(kind: str, config: dict[str, Any], message: Any = SMALL) -> Any:
    return CHANNELS[kind].send(message, config)


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_is_delivered_and_signed_as_the_robot_checks_it(kind: str, configure: Configure) -> None:
    with serving(ROBOTS[kind]) as server:
        assert send(kind, configure(kind, server)) == Delivered()
    [request] = server.came
    assert request.headers["content-type"] == "application/json; charset=utf-8"


def test_what_dingtalk_gets(configure: Configure) -> None:
    with serving(ROBOTS["dingtalk"]) as server:
        message = SMALL._replace(mentions=(WANG, LI, ABSENT))
        assert send("dingtalk", configure("dingtalk", server), message) == Delivered()
    [request] = server.came
    assert sorted(request.query) == ["access_token", "sign", "timestamp"]
    assert request.json == {
        "msgtype": "markdown",
        "markdown": {
            "title": "提醒 · 1 件超时：发货",
            "text": "#### 提醒 · 1 件超时：发货\n\n张三\n\n**T-12 发货**\n\n- 打包 已超时 2 小时\n\n"
            "　应完成：11-20 18:00\n\n> sop advance T-12\n\n@13800001111 @lilei",
        },
        "at": {"atMobiles": ["13800001111"], "atUserIds": ["lilei"], "isAtAll": False},
    }


def test_what_wecom_gets(configure: Configure) -> None:
    with serving(ROBOTS["wecom"]) as server:
        config = configure("wecom", server)
        assert send("wecom", config) == Delivered()
        assert send("wecom", config, SMALL._replace(mentions=(WANG, LI), everybody=True)) == Delivered()
    first, second = (request.json for request in server.came)
    lines = "打包 已超时 2 小时\n　应完成：11-20 18:00\n"
    assert first == {
        "msgtype": "markdown",
        "markdown": {"content": f"### 1 件超时：发货\n**T-12 发货**\n· {lines}>sop advance T-12"},
    }
    assert second == {
        "msgtype": "text",
        "text": {
            "content": f"1 件超时：发货\nT-12 发货\n· {lines}sop advance T-12",
            "mentioned_list": ["lilei", "@all"],
            "mentioned_mobile_list": ["13800001111"],
        },
    }


def test_what_feishu_gets(configure: Configure) -> None:
    message = SMALL._replace(mentions=(Mention("小王", "王小明", "ou_18eac8"), ABSENT))
    with serving(ROBOTS["feishu"]) as server:
        assert send("feishu", configure("feishu", server), message) == Delivered()
    body = server.came[0].json
    assert abs(int(body.pop("timestamp")) - time.time()) < 60
    assert len(body.pop("sign")) == 44
    text = [
        "张三", "■ T-12 发货", "· 打包 已超时 2 小时", "　应完成：11-20 18:00", "> sop advance T-12",
    ]  # fmt: skip
    content: list[Any] = [[{"tag": "text", "text": line}] for line in text]
    content.append([{"tag": "at", "user_id": "ou_18eac8"}])
    post = {"zh_cn": {"title": "1 件超时：发货", "content": content}}
    assert body == {"msg_type": "post", "content": {"post": post}}


# -- refused -------------------------------------------------------------------------------------------

SIGN = (
    "the signature was refused: does the secret belong to this robot, and is the clock of this machine right?"
)
NO_ROBOT = "there is no such robot: copy its address again from the group's settings"


@pytest.mark.parametrize("kind", ["dingtalk", "feishu"])
def test_a_wrong_signature_is_never_tried_again(
    kind: str, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(ROBOTS[kind]) as server:
        config = configure(kind, server)
        monkeypatch.setenv("SOP_SECRET", SECRET + "x")
        answer = send(kind, config)
    assert isinstance(answer, Dead)
    assert answer.why.startswith(SIGN + " (the robot said: ")


@pytest.mark.parametrize("kind", KINDS)
def test_a_robot_that_there_is_not(kind: str, configure: Configure, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(ROBOTS[kind]) as server:
        config = configure(kind, server)
        monkeypatch.setenv("SOP_URL", server.url(PATHS[kind].replace(TOKEN, "f" * 32)))
        answer = send(kind, config)
    assert isinstance(answer, Dead)
    assert answer.why.startswith(NO_ROBOT)


def test_a_keyword_that_is_wanted(configure: Configure) -> None:
    with serving(ROBOTS["dingtalk"]) as server:
        config = {**configure("dingtalk", server), "keyword": "别的"}
        answer = send("dingtalk", config)
    assert answer == Dead(
        "the robot wants a keyword in every message: write it as the channel's 'keyword' "
        "(the robot said: 310000 description:keywords not in content;solution:check)"
    )


CODES = [
    ("dingtalk", 130101, "send too fast, exceed 20 times per minute", Retry(600_000, "too many", True)),
    ("dingtalk", 410100, "发送速度太快而限流", Retry(600_000, "too many", True)),
    ("dingtalk", -1, "系统繁忙", Retry(30_000, "the app's server is busy", True)),
    (
        "dingtalk",
        310000,
        "ip 1.2.3.4 not in whitelist",
        Dead("this machine's address is not on the robot's list"),
    ),
    ("dingtalk", 310000, "something new", Dead("the robot's security settings")),
    ("dingtalk", 400102, "机器人已停用", Dead("the robot was stopped, or its group dissolved")),
    ("dingtalk", 430104, "含有不合适的内容", Dead("the content was held to be unfit")),
    ("dingtalk", 460101, "message too long, exceed 20000 bytes", Dead("the message is too long")),
    ("dingtalk", 424242, "new", Dead("the robot did not understand the message")),
    ("wecom", 45009, "api freq out of limit, hint: [1]", Retry(60_000, "too many", True)),
    ("wecom", -1, "system busy", Retry(30_000, "the app's server is busy", True)),
    ("wecom", 93000, "invalid webhook url", Dead(NO_ROBOT)),
    ("wecom", 40058, "markdown.content exceed max length 4096", Dead("the message is too long")),
    ("wecom", 40008, "invalid message type", Dead("the robot did not understand the message")),
    (
        "feishu",
        11232,
        "frequency limited psm[lark.oapi.app_platform_runtime]",
        Retry(60_000, "too many", True),
    ),
    ("feishu", 9499, "too many request", Retry(60_000, "too many", True)),
    ("feishu", 19021, "sign match fail", Dead(SIGN)),
    ("feishu", 19022, "Ip Not Allowed", Dead("this machine's address is not on the robot's list")),
    ("feishu", 19024, "Key Words Not Found", Dead("the robot wants a keyword in every message")),
    ("feishu", 9499, "Bad Request", Dead("the robot did not understand the message")),
]


@pytest.mark.parametrize(("kind", "code", "text", "wanted"), CODES)
@pytest.mark.parametrize("status", [200, 400])
def test_what_a_code_means_whatever_the_status(
    kind: str, code: int, text: str, wanted: Any, status: int, configure: Configure
) -> None:
    one, other = FIELDS[kind]
    with serving(lambda _: said(status, **{one: code, other: text})) as server:
        answer = send(kind, configure(kind, server))
    assert type(answer) is type(wanted)
    assert answer.why.startswith(wanted.why)
    assert answer.why.endswith(f"(the robot said: {code} {text})")
    if isinstance(wanted, Retry):
        assert (answer.after_ms, answer.whole) == (wanted.after_ms, wanted.whole)


# -- what networks do ----------------------------------------------------------------------------------


GARBAGE = "HOST answered something that is no answer of a robot (HTTP 200)"


def host(answer: Any) -> str:
    """Why, with the port of the day taken out."""
    return re.sub(r"127\.0\.0\.1:\d+", "HOST", answer.why)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ((200, {}, b"<html>welcome</html>"), Retry(60_000, GARBAGE)),
        ((200, {}, b"[]"), Retry(60_000, GARBAGE)),
        ((200, {}, b"[" * 60_000), Retry(60_000, GARBAGE)),
        ((200, {}, b'{"errcode":"0","code":"0"}'), Retry(60_000, GARBAGE)),
        ((200, {}, b'{"errcode":0,"code":0}' + b" " * 9_000_000), Retry(60_000, GARBAGE)),
        ((502, {}, b"bad gateway"), Retry(None, "HOST cannot take it now (HTTP 502)", True)),
        ((503, {"Retry-After": "7"}, b""), Retry(7_000, "HOST cannot take it now (HTTP 503)", True)),
        ((429, {"Retry-After": "90"}, b""), Retry(90_000, "too many messages at once", True)),
        ((404, {}, b"not found"), Dead("HOST knows no robot at this address (HTTP 404)")),
        ((302, {"Location": "file:///etc/passwd"}, b""), Dead("HOST sends to another address (HTTP 302)")),
        ((307, {"Location": "http://127.0.0.1:9/"}, b""), Dead("HOST sends to another address (HTTP 307)")),
        (None, Retry(None, "HOST broke the connection off")),
        (b"\x00\xff garbage\r\n\r\n", Retry(None, "HOST broke the connection off")),
    ],
)  # fmt: skip
def test_what_comes_back_from_a_network(kind: str, sent: Any, wanted: Any, configure: Configure) -> None:
    with serving(lambda _: sent) as server:
        answer = send(kind, configure(kind, server))
    assert type(answer) is type(wanted)
    assert host(answer).startswith(wanted.why)
    assert len(server.came) == 1, "nothing is sent twice, and no redirect is followed"
    if isinstance(wanted, Retry):
        assert (answer.after_ms, answer.whole) == (wanted.after_ms, wanted.whole)


@pytest.mark.usefixtures("hurry")
@pytest.mark.parametrize("kind", KINDS)
def test_a_robot_that_says_nothing(kind: str, configure: Configure) -> None:
    def silent(_: Request) -> None:
        time.sleep(0.6)

    with serving(silent) as server:
        began = time.monotonic()
        answer = send(kind, configure(kind, server))
        assert time.monotonic() - began < 0.55
    assert isinstance(answer, Retry)
    assert host(answer) == "HOST did not answer in time; the message may have arrived"


@pytest.mark.usefixtures("hurry")
def test_a_robot_that_says_a_byte_now_and_then(configure: Configure) -> None:
    import socketserver
    import threading

    class Drip(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100:
                try:
                    self.request.sendall(bytes([byte]))
                except OSError:
                    return
                time.sleep(0.05)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Drip) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        began = time.monotonic()
        answer = send("wecom", configure("wecom", Server(server.server_address[1], [])))
        assert time.monotonic() - began < 1.0
        server.shutdown()
    assert isinstance(answer, Retry)
    assert host(answer) == "HOST did not answer in time; the message may have arrived"


def test_nobody_listens(configure: Configure) -> None:
    with serving(ROBOTS["wecom"]) as server:
        config = configure("wecom", server)
    answer = send("wecom", config)
    assert (type(answer), answer.whole) == (Retry, True)
    assert host(answer) == "no connection to HOST (Connection refused)"


def test_a_name_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOP_URL", "https://robot.invalid/send?key=0123456789abcdef")
    answer = send("wecom", {"kind": "wecom", "url": {"env": "SOP_URL"}})
    assert (type(answer), answer.whole) == (Retry, True)
    assert answer.why.startswith("the name robot.invalid is not known here (")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a/b", "gopher://a", "//a/b", "http://", "nonsense", "http://a b/", "http://a:99999/",
     "http://a/\r\nX: y", "http://user:geheim123456@a/", "http://[::1"],
)  # fmt: skip
def test_what_is_no_address(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOP_URL", url)
    wanted = "the address is none of the web: it begins with https:// or http:// and names a host"
    assert send("wecom", {"kind": "wecom", "url": {"env": "SOP_URL"}}) == Dead(wanted)


# -- hostile texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_a_text_stays_a_text(kind: str, text: str, configure: Configure) -> None:
    section = Section(text, (Item(1, (text, text)),), text)
    message = SMALL._replace(title=text, sections=(section,), mentions=(Mention("x", text),))
    with serving(ROBOTS[kind]) as server:
        assert send(kind, configure(kind, server), message) == Delivered()
    body = server.came[0].json
    said_in_it = json.dumps(
        body.get("markdown") or body.get("text") or body.get("content"), ensure_ascii=False
    )
    for sign in ("](", "<", "@", "`", "~~", "\\u001b", "\u202e", "\u200b", "&", "](http"):
        assert sign not in said_in_it.replace("**", "")
    assert body.get("at", {}) in ({}, {"atMobiles": [], "atUserIds": [], "isAtAll": False})
    assert "mentioned_list" not in said_in_it
    assert '"at"' not in json.dumps(body.get("content", {}))
