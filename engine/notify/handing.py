"""What all channels share in handing a message over: secrets read then, answers instead of errors.

A secret is read from the environment or a file when it is needed, is kept nowhere, and is taken out of
every text that leaves this room.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus

from engine.notify.channel import Answer, Config, Dead, Delivered, Message, Retry
from engine.render.escape import terminal
from engine.words import N_, _

MISSING_MS = 600_000
"""Somebody has to set a variable or put a file in its place first."""
LARGEST_SECRET = 8_192
LONGEST_TOLD = 400
SHORTEST_MASKED = 4
"""What is shorter is no secret, and stands in every other word."""
HIDDEN = "•••"

UNSET = N_("the variable %(name)s is not set where this runs")
EMPTY = N_("the variable %(name)s is empty")
NO_FILE = N_("%(path)s cannot be read (%(error)s)")
EMPTY_FILE = N_("%(path)s is empty")
NO_TEXT = N_("%(path)s holds no text that could be a secret")
BROKEN = N_("a fault of sopwright while sending (%(error)s); please report it")


class Stop(Exception):
    """Ends the handing over with an answer; never leaves this room."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(type(answer).__name__)
        self.answer = answer


class Secrets:
    """The secrets of one channel while one message is handed over. Its text never shows any."""

    __slots__ = ("_config", "_environ", "_told")

    def __init__(self, config: Config, environ: Mapping[str, str] | None = None) -> None:
        self._config = config
        self._environ = os.environ if environ is None else environ
        self._told: set[str] = set()

    def __repr__(self) -> str:
        return f"Secrets({HIDDEN})"

    def has(self, key: str) -> bool:
        """Whether the channel has such a secret at all."""
        return key in self._config

    def tell(self, key: str) -> str:
        """The secret under a key of the channel. A plain text (a webhook's address) is given as it stands.
        Raises Stop with a Retry that names the variable or the file."""
        source = self._config[key]
        if isinstance(source, str):
            return source
        found, why = look_up(source, self._environ)
        if found is None:
            raise Stop(Retry(MISSING_MS, why, whole=True))
        if len(found) >= SHORTEST_MASKED and found not in ("http://", "https://"):
            self._told.add(found)
        return found

    def mask(self, text: str) -> str:
        """The text with every secret that was told taken out, however it was written; on one line, inert."""
        for secret in sorted(self._told, key=len, reverse=True):
            for form in {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), terminal(secret)}:
                text = text.replace(form, HIDDEN)
            text = self._mask_parts(text, secret)
        shown = terminal(" ".join(text.split()))
        return shown if len(shown) <= LONGEST_TOLD else shown[: LONGEST_TOLD - 1] + "…"

    @staticmethod
    def _mask_parts(text: str, secret: str) -> str:
        """An address is secret in its path and behind its ``?``: these are taken out by themselves too."""
        _scheme, separator, rest = secret.partition("://")
        if not separator:
            return text
        path, _question, query = rest.partition("?")
        tokens = [part.partition("=")[2] for part in query.split("&")] + path.split("/")[1:]
        for token in tokens:
            if len(token) >= 12:
                text = text.replace(token, HIDDEN)
        return text


def look_up(source: Mapping[str, str], environ: Mapping[str, str]) -> tuple[str | None, str]:
    """The secret that a source (``{"env": name}`` or ``{"file": path}``) leads to, or None and why not."""
    if "env" in source:
        value = environ.get(source["env"])
        if value is None:
            return None, _(UNSET) % {"name": terminal(source["env"])}
        return (value.strip(), "") if value.strip() else (None, _(EMPTY) % {"name": terminal(source["env"])})
    path = source["file"]
    shown = terminal(path)
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_SECRET + 1)
        value = data.decode("utf-8-sig").strip()
    except OSError as error:
        return None, _(NO_FILE) % {"path": shown, "error": error.strerror or type(error).__name__}
    except ValueError:
        return None, _(NO_TEXT) % {"path": shown}
    if len(data) > LARGEST_SECRET or "\0" in value or "\n" in value:
        return None, _(NO_TEXT) % {"path": shown}
    return (value, "") if value else (None, _(EMPTY_FILE) % {"path": shown})


def handed(
    hand: Callable[[Message, Config, Secrets], Answer],
    message: Message,
    config: Config,
    environ: Mapping[str, str] | None = None,
) -> Answer:
    """What ``hand`` answers, with no secret in it; never raises. An error that nobody expected is a Retry
    with its kind alone: its words could hold anything."""
    secrets = Secrets(config, environ)
    try:
        answer = hand(message, config, secrets)
    except Stop as stop:
        answer = stop.answer
    except Exception as error:
        answer = Retry(None, _(BROKEN) % {"error": type(error).__name__})
    if isinstance(answer, Delivered):
        return Delivered(secrets.mask(answer.detail))
    if isinstance(answer, Dead):
        return Dead(secrets.mask(answer.why))
    return answer._replace(why=secrets.mask(answer.why))
