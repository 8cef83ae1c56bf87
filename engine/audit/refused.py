"""What was tried and refused, by whom and how often: from the refusals, which stand outside the chain.

Only codes and names are read, never what a refusal said: that may hold values. Reads only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.audit.versions import FOLDER

if TYPE_CHECKING:
    from engine.store import Store


class Attempt(NamedTuple):
    """One refusal. ``task`` is None where none was named; ``kind`` is what was tried; ``person`` is "" where
    the ``login`` is nobody's; ``acting`` typed it for ``person``; ``at`` ms UTC."""

    no: int
    task: int | None
    kind: str
    person: str
    acting: str | None
    login: str
    at: int
    code: str


class Count(NamedTuple):
    """How often a code was refused to a ``person`` (or, where it is nobody's, to a ``login``), and when
    last (ms UTC)."""

    person: str
    login: str
    code: str
    times: int
    last: int


class Asked(NamedTuple):
    """``since`` is ms UTC; ``person`` and ``login`` those of whom it is asked (both "": of everybody);
    ``code`` one code, or ""."""

    since: int
    person: str = ""
    login: str = ""
    code: str = ""

    def given(self) -> tuple[int | str, ...]:
        """The parameters of both statements."""
        whose = self.person or self.login
        return (self.since, whose, self.person, self.person, self.login, self.code, self.code)


def attempts(store: Store, asked: Asked, most: int) -> list[Attempt]:
    """The newest, at most so many. Raises StoreError."""
    with store.reading():
        return [
            Attempt(*row)
            for row in store.rows(store.statements(FOLDER)["refused-newest"], (*asked.given(), most))
        ]


def counts(store: Store, asked: Asked) -> list[Count]:
    """By person and code, the most frequent first. Raises StoreError."""
    with store.reading():
        return [Count(*row) for row in store.rows(store.statements(FOLDER)["refused-counted"], asked.given())]
