"""One POST over HTTP: bounded in time and size, TLS verified, nothing followed, no secret in what is said.

Addresses are http or https. A redirect is not followed: a robot never redirects, and what was signed for one
address is not sent to another. No proxy is used, whatever the environment says.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from engine.model.record import Record
from engine.notify.channel import Dead, Retry
from engine.notify.handing import Stop
from engine.words import N_, _

TIMEOUT_S = 10.0
"""For connecting, and for every wait of it."""
WHOLE_S = 20.0
"""For all of it: a receiver that sends a byte now and then holds nobody up."""
LARGEST_ANSWER = 65_536
LONGEST_WAIT_MS = 86_400_000
CERTIFICATE_MS = 900_000

NO_ADDRESS = N_("the address is none of the web: it begins with https:// or http:// and names a host")
TIMEOUT = N_("%(host)s did not answer in time; the message may have arrived")
NO_HOST = N_("the name %(host)s is not known here (%(error)s)")
NO_CONNECTION = N_("no connection to %(host)s (%(error)s)")
DROPPED = N_("%(host)s broke the connection off (%(error)s); the message may have arrived")
CERTIFICATE = N_("%(host)s cannot prove who it is: %(error)s")
NO_CA = N_("the certificates in %(path)s cannot be read (%(error)s)")


class Reply(Record):
    """``headers`` have names in small letters; ``body`` is at most ``LARGEST_ANSWER`` bytes, ``whole`` false
    where there were more. ``host`` is whom we asked, without anything secret."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool
    host: str


def post(url: str, body: bytes, headers: Mapping[str, str], ca: str = "") -> Reply:
    """What the receiver answers, whatever its status. ``ca``: a file of certificates that are trusted in
    place of the system's. Raises Stop with a Dead or a Retry."""
    connection, target, host = _connection(url, ca)
    with ended_after(WHOLE_S, lambda: _cut_off(connection)) as over:
        try:
            try:
                connection.connect()
            except ssl.SSLCertVerificationError as error:
                data = {"host": host, "error": error.verify_message}
                raise Stop(Retry(CERTIFICATE_MS, _(CERTIFICATE) % data, whole=True)) from None
            except socket.gaierror as error:
                data = {"host": host, "error": error.strerror or ""}
                raise Stop(Retry(None, _(NO_HOST) % data, whole=True)) from None
            except (OSError, ValueError) as error:
                data = {"host": host, "error": reason(error)}
                raise Stop(Retry(None, _(NO_CONNECTION) % data, whole=True)) from None
            try:
                connection.request("POST", target, body, {"User-Agent": "sopwright", **headers})
                with connection.getresponse() as response:
                    answer, whole = _bounded(response)
                    if over.is_set():
                        raise TimeoutError
                    return Reply(
                        response.status,
                        {name.lower(): value for name, value in response.headers.items()},
                        answer,
                        whole,
                        host,
                    )
            except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
                late = over.is_set() or isinstance(error, TimeoutError)
                text = _(TIMEOUT) % {"host": host} if late else _(DROPPED) % {
                    "host": host, "error": reason(error),
                }  # fmt: skip
                raise Stop(Retry(None, text)) from None
        finally:
            connection.close()


def _connection(url: str, ca: str) -> tuple[http.client.HTTPConnection, str, str]:
    """A connection that is not open yet, what is asked of it, and the host's name. Raises Stop."""
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
        host = host.encode("idna").decode("ascii") if host and not host.isascii() else host
    except ValueError:
        scheme, host, port = "", None, None
    known = scheme in ("http", "https") and host and url.isprintable() and " " not in url
    if not known or host is None or parts.username is not None:
        raise Stop(Dead(_(NO_ADDRESS)))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not target.isascii():
        from urllib.parse import quote

        target = quote(target, safe="/?&=%:+,;@!$'()*~#[]")
    shown = host if port is None else f"{host}:{port}"
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT_S), target, shown
    return http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=trust(ca)), target, shown


def trust(ca: str = "") -> ssl.SSLContext:
    """Who is believed: the system's certificates, or those in a file. Raises Stop where it cannot be read."""
    try:
        return ssl.create_default_context(cafile=ca or None)
    except OSError as error:  # ssl.SSLError is one
        data = {"path": ca, "error": reason(error)}
        raise Stop(Retry(CERTIFICATE_MS, _(NO_CA) % data, whole=True)) from None


def _bounded(response: http.client.HTTPResponse) -> tuple[bytes, bool]:
    body = b""
    while len(body) <= LARGEST_ANSWER:
        some = response.read1(LARGEST_ANSWER + 1 - len(body))
        if not some:
            return body, True
        body += some
    return body[:LARGEST_ANSWER], False


@contextmanager
def ended_after(seconds: float, end: Callable[[], None]) -> Iterator[threading.Event]:
    """``end`` is called when the time is over; the event says whether it was."""
    over = threading.Event()

    def stop() -> None:
        over.set()
        end()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


def _cut_off(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def reason(error: BaseException) -> str:
    """An error of the network in few words that hold nothing of ours: the system's words, or its kind."""
    if isinstance(error, OSError) and error.strerror and not isinstance(error, ssl.SSLError):
        return error.strerror
    if isinstance(error, ssl.SSLError):
        return str(error.reason or "TLS")
    return "timed out" if isinstance(error, TimeoutError) else type(error).__name__


def retry_after(headers: Mapping[str, str]) -> int | None:
    """How many ms a ``Retry-After`` (or Feishu's header of that meaning) asks for, in seconds or as a date;
    None where none is said, at most a day, at least a second."""
    said = (headers.get("retry-after") or headers.get("x-ogw-ratelimit-reset") or "").strip()
    if said.isascii() and said.isdigit() and len(said) < 12:
        wait = int(said) * 1_000
    else:
        try:
            wait = int((parsedate_to_datetime(said).timestamp() - time.time()) * 1_000)
        except (ValueError, TypeError, OverflowError):
            return None
    return max(1_000, min(wait, LONGEST_WAIT_MS))
