"""A webhook: what is posted, how it is signed, which answers are delivered, later, never."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
import trustme
from notify_messages import KEY, SMALL, WANG
from notify_servers import SECRET, Configure, hmac, serving

from engine.notify import web
from engine.notify.channel import Dead, Delivered, Retry
from engine.notify.kinds import CHANNELS

WEBHOOK = CHANNELS["webhook"]
OK = (204, {}, b"")


def test_what_a_webhook_gets(configure: Configure) -> None:
    message = SMALL._replace(mentions=(WANG,))
    with serving(lambda _: OK) as server:
        config = configure("webhook", server)
        assert WEBHOOK.send(message, config) == Delivered("HTTP 204")
        assert WEBHOOK.send(message, config) == Delivered("HTTP 204")
    first, second = server.came
    assert first.headers["idempotency-key"] == KEY == second.headers["idempotency-key"]
    assert first.body == second.body, "the same bytes however often it is tried"
    assert first.headers["x-sop-signature"] == f"sha256={hmac(SECRET.encode(), first.body).hex()}"
    assert first.json == {
        "key": KEY,
        "lang": "zh",
        "title": "1 件超时：发货",
        "sections": [
            {
                "head": "T-12 发货",
                "notices": [{"notice": 1, "lines": ["打包 已超时 2 小时", "应完成：11-20 18:00"]}],
                "command": "sop advance T-12",
            }
        ],
        "people": [{"person": "小王", "name": "王小明"}],
        "everybody": False,
    }


def test_an_address_in_the_open_and_no_signature() -> None:
    with serving(lambda _: OK) as server:
        assert WEBHOOK.send(SMALL, {"kind": "webhook", "url": server.url("/hook")}) == Delivered("HTTP 204")
    assert "x-sop-signature" not in server.came[0].headers


LATER = "HOST cannot take it now (HTTP %s)"


@pytest.mark.parametrize(
    ("status", "headers", "wanted"),
    [
        (200, {}, Delivered("HTTP 200")),
        (299, {}, Delivered("HTTP 299")),
        (301, {"Location": "/x"}, Dead("HOST sends to another address (HTTP 301); write that one")),
        (400, {}, Dead("HOST refused it (HTTP 400)")),
        (401, {}, Dead("HOST refused it (HTTP 401)")),
        (410, {}, Dead("HOST refused it (HTTP 410)")),
        (408, {}, Retry(None, LATER % 408)),
        (429, {"Retry-After": "120"}, Retry(120_000, LATER % 429, True)),
        (429, {}, Retry(None, LATER % 429, True)),
        (500, {}, Retry(None, LATER % 500)),
        (503, {"retry-after": "0"}, Retry(1_000, LATER % 503, True)),
        (503, {"Retry-After": "99999999999"}, Retry(86_400_000, LATER % 503, True)),
        (503, {"Retry-After": "soon"}, Retry(None, LATER % 503, True)),
        (503, {"Retry-After": "-5"}, Retry(None, LATER % 503, True)),
        (503, {"Retry-After": "Sun, 99 Nov 99999 10:00:00 GMT"}, Retry(None, LATER % 503, True)),
    ],
)
def test_what_a_status_means(status: int, headers: dict[str, str], wanted: Any) -> None:
    with serving(lambda _: (status, headers, b"")) as server:
        answer = WEBHOOK.send(SMALL, {"kind": "webhook", "url": server.url("/")})
    text = "detail" if isinstance(answer, Delivered) else "why"
    shown = re.sub(r"127\.0\.0\.1:\d+", "HOST", getattr(answer, text))
    assert answer._replace(**{text: shown}) == wanted
    assert len(server.came) == 1


def test_a_date_to_come_again_at() -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 80_000 < (web.retry_after({"retry-after": when}) or 0) <= 90_000
    assert web.retry_after({"retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"}) == 1_000


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def test_tls_is_verified(authority: trustme.CA, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    own = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(own))
    with serving(lambda _: OK, context) as server:
        url = f"https://localhost:{server.port}/"
        unknown = WEBHOOK.send(SMALL, {"kind": "webhook", "url": url})
        assert isinstance(unknown, Retry)
        assert unknown.whole
        assert unknown.after_ms == 900_000
        assert unknown.why.startswith(f"localhost:{server.port} cannot prove who it is: ")
        known = {"kind": "webhook", "url": url, "ca": str(own)}
        assert WEBHOOK.send(SMALL, known) == Delivered("HTTP 204")
        other = {**known, "url": f"https://127.0.0.1:{server.port}/"}
        assert isinstance(WEBHOOK.send(SMALL, other), Retry), "the certificate is for another name"
        lost = WEBHOOK.send(SMALL, {**known, "ca": "/nowhere/ca.pem"})
    assert lost == Retry(
        900_000, "the certificates in /nowhere/ca.pem cannot be read (No such file or directory)", whole=True
    )
    assert len(server.came) == 1


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving(lambda _: OK) as server:
        url = server.url("/")
        assert WEBHOOK.send(SMALL, {"kind": "webhook", "url": url}) == Delivered("HTTP 204")


def test_a_lone_surrogate_does_no_harm() -> None:
    with serving(lambda _: OK) as server:
        message = SMALL._replace(title="\ud800")
        assert WEBHOOK.send(message, {"kind": "webhook", "url": server.url("/")}) == Delivered("HTTP 204")
    assert server.came[0].json["title"] == "?"
