"""Every story once more with a real database: every command loads the task, every fact is written, a sweep
sees what is due. Whatever a story says has to be so there too."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_patterns import ALL, checked, suite

from engine.model.commands import Actor
from engine.model.refusals import Refusal
from engine.publishing import publish
from engine.registry import Registry
from engine.service import Service
from engine.store import Store, create_store, open_store
from engine.stories.asking import TASK, command_of
from engine.stories.expecting import Seen, otherwise
from engine.stories.plan import Moment, Story, Suite
from engine.stories.running import codes
from engine.sweep import sweep
from engine.verify import verify

CALLING = ("08", "22")
"""Stories that say themselves how a called task comes back; here it would be a task of its own."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which all of them are published."""
    place = tmp_path_factory.mktemp("patterns") / "published.db"
    with create_store(str(place)) as store:
        publish(store, list(checked()), 1_790_000_000_000, "zhao")
    return place


class Told:
    """A story told to a service, with its clock where the story is."""

    def __init__(self, store: Store, found: Suite, story: Story) -> None:
        self.store, self.suite, self.story = store, found, story
        self.now = story.moments[0].recorded
        self.service = Service(store, Registry(store, found.zone), lambda: self.now, found.zone)
        self._ids = itertools.count(1)

    def problems(self, moment: Moment) -> Iterator[str]:
        """What is otherwise than the moment says."""
        self.now = moment.recorded
        sweep(self.service)
        if moment.act is not None:
            answer = self.answer(moment)
            seen = codes(answer) if isinstance(answer, Refusal) else []
            if not set(moment.refused) <= set(seen) or bool(seen) != bool(moment.refused):
                yield f"line {moment.place.line}: refused {seen}"
        task = self.store.load(TASK)
        assert task is not None
        for wanted in moment.wanted:
            found = otherwise(wanted, task, self.suite.definition, self.now, self.suite.zone, Seen([], []))
            if found is not None:
                yield f"line {wanted.place.line}: {found.data}"

    def answer(self, moment: Moment) -> object:
        assert moment.act is not None
        person = self.story.team.people[moment.by]
        actor = Actor(person.key, person.roles, person.key)
        task, definition = self.store.load(TASK), self.suite.definition
        command = command_of(definition, task, self.story.data, moment.act, moment.at, self.suite.zone)
        if isinstance(command, Refusal):
            return command
        return self.service.run(command._replace(id=next(self._ids).to_bytes(16, "big")), actor)


@pytest.mark.parametrize("name", [name for name in ALL if name[:2] not in CALLING])
def test_a_story_goes_the_same_way(name: str, published: Path, tmp_path: Path) -> None:
    found = suite(ALL[name], checked())
    for number, story in enumerate(found.stories):
        place = tmp_path / f"{number}.db"
        shutil.copy(published, place)
        with open_store(str(place)) as store:
            told = Told(store, found, story)
            assert [problem for moment in story.moments for problem in told.problems(moment)] == []
            assert [page.findings for page in verify(store) if page.findings] == []
