"""E-mail: SMTP with STARTTLS or TLS, each person their own, plain text and HTML side by side.

RFC 5321 says what the replies mean: 4xx later, 5xx never. A server that does not offer the encryption that
is asked for is not spoken to in clear. ``Message-ID`` is made from the message's key, so a mail that is sent
twice can be told from two.
"""

from __future__ import annotations

import html
import re
import smtplib
import socket
import ssl
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

from engine.model.channels import KINDS
from engine.notify.channel import Answer, Config, Dead, Delivered, Message, Retry
from engine.notify.handing import Secrets, Stop, handed
from engine.notify.splitting import split
from engine.notify.texts import lines, one_line
from engine.notify.web import (
    CERTIFICATE,
    CERTIFICATE_MS,
    NO_CONNECTION,
    NO_HOST,
    TIMEOUT_S,
    WHOLE_S,
    ended_after,
    reason,
    trust,
)
from engine.words import N_, _

PORTS = {"starttls": 587, "tls": 465, "none": 25}
ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")
SHOWN = {"head": "\n%s", "item": "- %s", "more": "  %s", "command": "    %s", "names": "%s"}
MARKED = {
    "head": "<h3>%s</h3>", "item": "<p>• %s</p>", "more": "<p>%s</p>", "command": "<pre>%s</pre>",
    "names": "<p>%s</p>",
}  # fmt: skip

NO_RECIPIENT = N_("%(address)s is no e-mail address")
NO_STARTTLS = N_("%(host)s offers no STARTTLS; nothing is sent in clear. Try 'tls: tls' with its port")
CREDENTIALS = N_("%(host)s refused user or password (%(code)s %(text)s)")
NO_LOGIN = N_("%(host)s takes no password this way")
REFUSED = N_("%(host)s refused it (%(code)s %(text)s)")
LATER = N_("%(host)s cannot take it now (%(code)s %(text)s)")
BROKEN = N_("%(host)s did not answer to the end (%(error)s); the mail may have arrived")


class Mail:
    """One mail server; config: ``host port tls user password from ca``."""

    personal = True
    limits = KINDS["email"].limits
    rate: tuple[int, int] | None = None

    def split(self, message: Message, config: Config) -> list[Message]:
        """By the bytes of the whole mail: one is enough but for the very longest."""
        return split(
            message, lambda one: len(composed(one, config).as_bytes()), lambda one: self.limits.bytes
        )

    def send(self, message: Message, config: Config) -> Answer:
        """Never raises."""
        return handed(self._hand, message, config)

    def _hand(self, message: Message, config: Config, secrets: Secrets) -> Answer:
        if not ADDRESS.fullmatch(message.to) or not message.to.isascii():
            return Dead(_(NO_RECIPIENT) % {"address": message.to or "''"})
        mail = composed(message, config)
        host = str(config["host"])
        tls = str(config.get("tls") or "starttls")
        password = secrets.tell("password") if secrets.has("password") else ""
        port = int(config.get("port") or PORTS[tls])
        context = trust(str(config.get("ca") or "")) if tls != "none" else None
        server = _connected(host, port, tls, context)
        try:
            with ended_after(WHOLE_S, lambda: _cut_off(server)):
                return _spoken(server, host, tls, context, str(config.get("user") or ""), password, mail)
        except smtplib.SMTPResponseException as error:
            return _refused(host, error.smtp_code, error.smtp_error)
        except ssl.SSLCertVerificationError as error:
            data = {"host": host, "error": error.verify_message}
            return Retry(CERTIFICATE_MS, _(CERTIFICATE) % data, whole=True)
        except (OSError, smtplib.SMTPException) as error:
            return Retry(None, _(BROKEN) % {"host": host, "error": _reason(error)}, whole=True)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.close()


def _connected(host: str, port: int, tls: str, context: ssl.SSLContext | None) -> smtplib.SMTP:
    """A connection to the server, encrypted from the start where it is to be. Raises Stop."""
    own = socket.gethostname()
    own = own if re.fullmatch(r"[A-Za-z0-9.-]+", own) else "localhost"
    try:
        if tls == "tls":
            return smtplib.SMTP_SSL(host, port, own, timeout=TIMEOUT_S, context=context)
        return smtplib.SMTP(host, port, own, timeout=TIMEOUT_S)
    except smtplib.SMTPResponseException as error:
        raise Stop(_refused(host, error.smtp_code, error.smtp_error)) from None
    except ssl.SSLCertVerificationError as error:
        data = {"host": host, "error": error.verify_message}
        raise Stop(Retry(CERTIFICATE_MS, _(CERTIFICATE) % data, whole=True)) from None
    except socket.gaierror as error:
        data = {"host": host, "error": error.strerror or ""}
        raise Stop(Retry(None, _(NO_HOST) % data, whole=True)) from None
    except (OSError, smtplib.SMTPException, ValueError) as error:
        data = {"host": f"{host}:{port}", "error": _reason(error)}
        raise Stop(Retry(None, _(NO_CONNECTION) % data, whole=True)) from None


def _spoken(
    server: smtplib.SMTP,
    host: str,
    tls: str,
    context: ssl.SSLContext | None,
    user: str,
    password: str,
    mail: EmailMessage,
) -> Answer:
    """Hello, encryption, login, the mail. Raises what smtplib raises."""
    server.ehlo_or_helo_if_needed()
    if tls == "starttls":
        if not server.has_extn("starttls"):
            return Dead(_(NO_STARTTLS) % {"host": host})
        server.starttls(context=context)
        server.ehlo()
    if user:
        try:
            server.login(user, password)
        except smtplib.SMTPNotSupportedError:
            return Dead(_(NO_LOGIN) % {"host": host})
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code // 100 == 4:
                raise
            return Dead(_(CREDENTIALS) % {"host": host, **_words(error.smtp_code, error.smtp_error)})
    try:
        server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _refused(host, code, words)
    with suppress(smtplib.SMTPException, OSError):  # it has the mail; how it says goodbye changes nothing
        server.quit()
    return Delivered()


def composed(message: Message, config: Config) -> EmailMessage:
    """The mail: headers without a line end in them, a plain text and the same as HTML."""
    mail = EmailMessage()
    name, sender = parseaddr(str(config["from"]))
    mail["From"] = Address(name or "sopwright", addr_spec=sender)
    mail["To"] = message.to
    mail["Subject"] = one_line(message.title)
    domain = sender.rpartition("@")[2] or "localhost"
    mail["Message-ID"] = f"<{re.sub('[^A-Za-z0-9.-]', '', message.key)}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = message.lang
    texts = [(kind, one_line(text)) for kind, text in lines(message)]
    mail.set_content("\n".join(SHOWN[kind] % text for kind, text in texts).strip() + "\n")
    marked = [f"<h2>{html.escape(one_line(message.title))}</h2>"]
    marked += [MARKED[kind] % html.escape(text) for kind, text in texts]
    mail.add_alternative(
        f'<!doctype html><html lang="{html.escape(message.lang)}"><body>{"".join(marked)}</body></html>\n',
        subtype="html",
    )
    return mail


def _refused(host: str, code: int, words: bytes | str) -> Answer:
    data = {"host": host, **_words(code, words)}
    if code // 100 == 4 or code <= 0:
        return Retry(None, _(LATER) % data)
    return Dead(_(REFUSED) % data)


def _words(code: int, words: bytes | str) -> dict[str, object]:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return {"code": code, "text": text[:200]}


def _reason(error: Exception) -> str:
    """smtplib says of a connection that broke off why it did; the system's words otherwise."""
    return str(error) if isinstance(error, smtplib.SMTPServerDisconnected) else reason(error)


def _cut_off(server: smtplib.SMTP) -> None:
    if server.sock is not None:
        with suppress(OSError):
            server.sock.shutdown(socket.SHUT_RDWR)
