"""What one call of ``sop`` knows: what was said before the command, and the workspace, opened when needed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cli import tongue

if TYPE_CHECKING:
    from engine.app import App


class Console:
    """``db``, ``person`` and ``lang`` are what ``--db``, ``--as`` and ``--lang`` said; None: nothing.
    ``command`` is which command was called, once it is over."""

    def __init__(self) -> None:
        self.db: str | None = None
        self.person: str | None = None
        self.lang: str | None = None
        self.opened: App | None = None
        self.command: str | None = None
        tongue.speak(tongue.language(None, os.environ))

    def speak(self, lang: str) -> None:
        """Speak the language that ``--lang`` names."""
        self.lang = lang
        tongue.speak(lang)

    def app(self) -> App:
        """The workspace, spoken to in the person's language. Raises Refused (nowhere) or StoreError."""
        if self.opened is None:
            from engine.app import App

            self.opened = App.open(self.db, login(), self.person)
            self._greet(self.opened)
        return self.opened

    def close(self) -> None:
        """Let go of the database; say when what was done could not be written down as of now, because the
        clock is behind what it follows."""
        if self.opened is not None:
            behind = self.opened.behind
            self.opened.close()
            self.opened = None
            if behind >= 1000:
                from cli.clock import behind as said
                from cli.output import warn

                warn(said(behind))

    def _greet(self, app: App) -> None:
        """Go on in the person's language, unless another was asked for. Whether the person may act is
        not asked here: a question needs no permission, and a command asks by itself."""
        if tongue.chosen(self.lang, os.environ):
            return
        team = app.team
        named = self.person or os.environ.get("SOP_USER")
        person = None
        if team is not None:
            person = team.people.get(named) if named else team.by_login(app.login)
        lang = person.lang if person else None
        tongue.speak(tongue.language(None, os.environ, lang, app.settings.get("lang")))


def login() -> str:
    """The name under which the operating system knows who is typing."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return os.environ.get("USERNAME") or os.environ.get("USER") or "unknown"
