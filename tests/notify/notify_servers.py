"""Servers on this machine that answer as the receivers of messages do, on real sockets.

What the three robots check is written here from their documentation, not taken from the code that is tested:
HMAC is spelled out over SHA-256 (RFC 2104).
"""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

TOKEN = "4f1c0a9be7d24433a1b2c3d4e5f60718"
SECRET = "SEC9a3ff0c1b2d4e5f60718293a4b5c6d7e"


def hmac(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA256 by its definition."""
    key = (sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in key) + message).digest()
    return sha256(bytes(byte ^ 0x5C for byte in key) + inner).digest()


class Request(NamedTuple):
    """What came in."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answer = tuple[int, dict[str, str], bytes]


def said(status: int = 200, headers: dict[str, str] | None = None, **body: Any) -> Answer:
    """An answer of JSON."""
    return status, headers or {}, json.dumps(body, ensure_ascii=False).encode()


class Server(NamedTuple):
    """``port`` is where it listens; ``came`` what came in so far."""

    port: int
    came: list[Request]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


Configure = Callable[[str, Server], dict[str, Any]]
"""From a kind and a server to the config of a channel that leads there (a fixture)."""


@contextmanager
def serving(answer: Callable[[Request], Answer | bytes | None], context: Any = None) -> Iterator[Server]:
    """A server whose ``answer`` says what goes back: an answer, raw bytes in place of one, or None for a
    connection that is dropped."""
    came: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            came.append(Request(parts.path, parse_qs(parts.query), headers, body))
            found = answer(came[-1])
            if found is None:
                self.connection.close()
            elif isinstance(found, bytes):
                self.wfile.write(found)
            else:
                status, more, content = found
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **more}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, *_words: Any) -> None:
            """Nothing: what comes in has secrets in it."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_words: Any) -> None:
            """Who is asked breaks off, or is broken off: that is what is tested."""

    server = Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Server(server.server_port, came)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# -- the three robots ----------------------------------------------------------------------------------


def dingtalk(request: Request) -> Answer:
    """As oapi.dingtalk.com/robot/send does for a robot that signs and wants the keyword 提醒."""
    if request.query.get("access_token") != [TOKEN]:
        return said(errcode=300005, errmsg="token is not exist")
    [stamp], [sign] = request.query.get("timestamp", [""]), request.query.get("sign", [""])
    if not stamp.isdigit() or abs(int(stamp) - time.time() * 1_000) > 3_600_000:
        return said(errcode=310000, errmsg="description:invalid timestamp;solution:check")
    wanted = base64.b64encode(hmac(SECRET.encode(), f"{stamp}\n{SECRET}".encode())).decode()
    if sign != wanted:
        return said(errcode=310000, errmsg="description:sign not match;solution:check")
    text = request.json["markdown"]["text"] + request.json["markdown"]["title"]
    if "提醒" not in text:
        return said(errcode=310000, errmsg="description:keywords not in content;solution:check")
    if len(request.body) > 20_000:
        return said(errcode=460101, errmsg="message too long, exceed 20000 bytes")
    return said(errcode=0, errmsg="ok")


def wecom(request: Request) -> Answer:
    """As qyapi.weixin.qq.com/cgi-bin/webhook/send does."""
    if request.query.get("key") != [TOKEN]:
        return said(errcode=93000, errmsg="invalid webhook url, hint: [1]")
    kind = request.json["msgtype"]
    if len(request.json[kind]["content"].encode()) > {"markdown": 4096, "text": 2048}[kind]:
        return said(errcode=40058, errmsg=f"{kind}.content exceed max length")
    return said(errcode=0, errmsg="ok")


def feishu(request: Request) -> Answer:
    """As open.feishu.cn/open-apis/bot/v2/hook/… does for a robot that signs."""
    if request.path != f"/open-apis/bot/v2/hook/{TOKEN}":
        return said(400, code=19001, msg="param invalid: incoming webhook access token invalid", data={})
    stamp = request.json.get("timestamp", "")
    wanted = base64.b64encode(hmac(f"{stamp}\n{SECRET}".encode(), b"")).decode()
    if request.json.get("sign") != wanted or abs(int(stamp or 0) - time.time()) > 3_600:
        msg = "sign match fail or timestamp is not within one hour from current time"
        return said(code=19021, msg=msg, data={})
    if len(request.body) > 20_480:
        return said(400, code=9499, msg="Bad Request", data={})
    return said(code=0, msg="success", data={}, StatusCode=0, StatusMessage="success")


PATHS = {
    "dingtalk": f"/robot/send?access_token={TOKEN}",
    "wecom": f"/cgi-bin/webhook/send?key={TOKEN}",
    "feishu": f"/open-apis/bot/v2/hook/{TOKEN}",
}
ROBOTS: dict[str, Callable[[Request], Answer]] = {"dingtalk": dingtalk, "wecom": wecom, "feishu": feishu}
