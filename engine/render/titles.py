"""What steps are called in the reader's language: all that lists say of an SOP."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.render.instants import local
from engine.words import _, current_language


class StepNames:
    """The names of steps, by their titles (``steps``); ``texts`` are the SOP's own translations. ``zone``:
    the workspace's, for every instant."""

    __slots__ = ("_steps", "_titles", "zone")

    def __init__(self, zone: str, steps: Mapping[str, str], texts: Mapping[str, Mapping[str, str]]) -> None:
        self.zone = zone
        self._steps = steps
        self._titles = texts.get(current_language(), {})

    def title(self, text: str) -> str:
        """A text of the SOP in the reader's language, where the SOP has it."""
        return self._titles.get(text, text)

    def _both(self, name: str, title: str) -> str:
        shown = self.title(title)
        return name if shown in ("", name) else f"{name} ({shown})"

    def step(self, name: str) -> str:
        """A step, or the end that stands in its place."""
        title = self._steps.get(name)
        return name if title is None else self._both(name, title)

    def at(self, ms: int) -> str:
        """An instant in the workspace's zone."""
        return local(ms, self.zone)

    @staticmethod
    def several(texts: Iterable[str]) -> str:
        """A list in one line, with the comma of the reader's language."""
        return _(", ").join(texts)
