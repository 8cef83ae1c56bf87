"""E-mail, against a real SMTP server: encryption, passwords, refusals, what the mail looks like."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from hypothesis import given, settings
from notify_messages import ABSENT, HOSTILE, KEY, SMALL, messages

from engine.notify import mail
from engine.notify.channel import Answer, Dead, Delivered, Item, Message, Retry, Section
from engine.notify.kinds import CHANNELS

PASSWORD = "geheim-9a3ff0c1"
TO = SMALL._replace(to="wang@example.com")
Answering = Callable[[str], str]


class Box:
    """What an SMTP server took; ``says`` is what it answers to a recipient and to a mail."""

    def __init__(self, recipient: str = "250 ok", taken: str = "250 ok") -> None:
        self.recipient, self.taken = recipient, taken
        self.mails: list[EmailMessage] = []
        self.encrypted: list[bool] = []

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        self.encrypted.append(session.ssl is not None)
        return self.taken


def login(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"sop", PASSWORD.encode())
    return AuthResult(success=right, handled=False, message=None if right else "535 5.7.8 no such user")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> str:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return str(tmp_path / "ca.pem")


@pytest.fixture
def context(authority: trustme.CA) -> ssl.SSLContext:
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(found)
    return found


@contextmanager
def server(box: Box, tls: ssl.SSLContext | None = None, **settings: Any) -> Iterator[int]:
    """An SMTP server on a free port; ``tls``: it speaks nothing else from the start."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> asyncio.Server:
        made = lambda: SMTP(box, hostname="localhost", loop=loop, **settings)  # noqa: E731
        return await loop.create_server(made, "127.0.0.1", 0, ssl=tls)

    listening = asyncio.run_coroutine_threadsafe(listen(), loop).result(5)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(listening.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def send(port: int, message: Message = TO, **config: Any) -> Answer:
    whole = {
        "kind": "email",
        "host": "localhost",
        "port": port,
        "from": "SOP 通知 <sop@example.com>",
        **config,
    }
    return CHANNELS["email"].send(message, whole)


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("SOP_MAIL", PASSWORD)
    return {"env": "SOP_MAIL"}


def test_starttls_with_a_password(context: ssl.SSLContext, trusted: str, password: Any) -> None:
    box = Box()
    with server(
        box, tls_context=context, require_starttls=True, auth_required=True, authenticator=login
    ) as port:
        assert send(port, ca=trusted, user="sop", password=password) == Delivered()
    [found] = box.mails
    assert box.encrypted == [True]
    assert found["From"] == "SOP 通知 <sop@example.com>"
    assert (found["To"], found["Subject"]) == ("wang@example.com", "1 件超时：发货")
    assert (found["Message-ID"], found["Auto-Submitted"]) == (f"<{KEY}@example.com>", "auto-generated")
    plain, marked = found.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == (
        "T-12 发货\n- 打包 已超时 2 小时\n  应完成：11-20 18:00\n    sop advance T-12\n"
    )
    assert marked.get_content_type() == "text/html"
    assert "<h3>T-12 发货</h3><p>• 打包 已超时 2 小时</p>" in marked.get_content()


def test_a_wrong_password(context: ssl.SSLContext, trusted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Box()
    monkeypatch.setenv("SOP_MAIL", PASSWORD + "x")
    with server(box, tls_context=context, auth_required=True, authenticator=login) as port:
        answer = send(port, ca=trusted, user="sop", password={"env": "SOP_MAIL"})
    assert answer == Dead("localhost refused user or password (535 5.7.8 no such user)")
    assert box.mails == []


def test_nothing_goes_out_in_clear_that_should_not(trusted: str, password: Any) -> None:
    box = Box()
    with server(box) as port:
        answer = send(port, ca=trusted, user="sop", password=password)
    why = "localhost offers no STARTTLS; nothing is sent in clear. Try 'tls: tls' with its port"
    assert answer == Dead(why)
    assert box.mails == []


def test_a_certificate_of_nobody(context: ssl.SSLContext) -> None:
    box = Box()
    with server(box, tls_context=context) as port:
        answer = send(port)
    assert isinstance(answer, Retry)
    assert (answer.after_ms, answer.whole) == (900_000, True)
    assert answer.why.startswith("localhost cannot prove who it is: ")
    assert box.mails == []


def test_tls_from_the_start(context: ssl.SSLContext, trusted: str) -> None:
    box = Box()
    with server(box, tls=context) as port:
        assert send(port, tls="tls", ca=trusted) == Delivered()
        unknown = send(port, tls="tls")
    assert isinstance(unknown, Retry)
    assert unknown.why.startswith("localhost cannot prove who it is: ")
    assert len(box.mails) == 1


def test_in_clear_to_this_machine() -> None:
    box = Box()
    with server(box) as port:
        assert send(port, tls="none") == Delivered()
    assert box.encrypted == [False]


@pytest.mark.parametrize(
    ("box", "wanted"),
    [
        (Box(recipient="550 5.1.1 nobody"), Dead("localhost refused it (550 5.1.1 nobody)")),
        (Box(recipient="450 4.2.1 busy"), Retry(None, "localhost cannot take it now (450 4.2.1 busy)")),
        (Box(taken="554 5.7.1 spam"), Dead("localhost refused it (554 5.7.1 spam)")),
        (Box(taken="451 4.3.0 later"), Retry(None, "localhost cannot take it now (451 4.3.0 later)")),
    ],
)  # fmt: skip
def test_what_a_server_says(box: Box, wanted: Answer) -> None:
    with server(box) as port:
        assert send(port, tls="none") == wanted


@pytest.mark.parametrize(
    "to", ["", "wang", "a@b@c", "a b@c", "<a@b>", "a@b\r\nBcc: x@y", "王@example.com", "a@b,c@d"]
)
def test_what_is_no_address(to: str) -> None:
    answer = send(1, SMALL._replace(to=to))
    assert isinstance(answer, Dead)
    assert answer.why.endswith(" is no e-mail address")
    assert "\n" not in answer.why


def test_nobody_listens_and_nobody_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(mail, "TIMEOUT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        answer = send(port, tls="none")
    assert answer == Retry(
        None, f"no connection to localhost:{port} (Connection unexpectedly closed: timed out)", whole=True
    )
    gone = send(port, tls="none")
    assert gone == Retry(None, f"no connection to localhost:{port} (Connection refused)", whole=True)


def test_a_server_that_breaks_off() -> None:
    import socket
    import threading

    with socket.create_server(("127.0.0.1", 0)) as listening:

        def half() -> None:
            connection, _ = listening.accept()
            connection.sendall(b"220 hello\r\n")
            connection.recv(100)
            connection.close()

        thread = threading.Thread(target=half)
        thread.start()
        answer = send(listening.getsockname()[1], tls="none")
        thread.join()
    assert isinstance(answer, Retry)
    assert answer.why.startswith("localhost ")
    assert answer.whole


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text(text: str) -> None:
    message = TO._replace(title=text + "\r\nBcc: x@y", sections=(Section(text, (Item(1, (text,)),), text),))
    made = mail.composed(message, {"from": "sop@example.com"})
    assert made["Bcc"] is None
    _plain, marked = made.iter_parts()
    content = marked.get_content()  # type: ignore[attr-defined]
    assert "<script" not in content
    assert "<at " not in content
    assert "\x1b" not in made.as_string()


@settings(derandomize=True, max_examples=12, deadline=None)
@given(messages())
def test_any_message_makes_a_mail(message: Message) -> None:
    mailed = message_from_bytes(
        mail.composed(message, {"from": "sop@example.com"}).as_bytes(), policy=policy.default
    )
    assert mailed["To"] == "wang@example.com"
    assert [mailed.get_all(name) for name in ("Bcc", "Cc")] == [None, None]
    assert [part.get_content_type() for part in mailed.iter_parts()] == ["text/plain", "text/html"]  # type: ignore[attr-defined]


def test_people_who_cannot_be_pointed_at_are_named() -> None:
    made = mail.composed(TO._replace(mentions=(ABSENT,)), {"from": "sop@example.com"})
    plain, _marked = made.iter_parts()
    assert plain.get_content().startswith("张三\n")  # type: ignore[attr-defined]
