"""A task that is voted on, told as a story: who holds which roles changes as it goes, people are away."""

from __future__ import annotations

from typing import Any

from kernel_story import OFFICE, ZONE, Story, program

from engine.kernel import Context, Program
from engine.kernel.polls import polls, voters
from engine.kernel.voting import Poll
from engine.model.actor import Absent, Actor
from engine.model.commands import Act, Migrate
from engine.model.task import Vote

PEOPLE = {
    "小王": "buyer",
    "小李": "finance legal",
    "小赵": "finance",
    "小钱": "legal",
    "小周": "design",
    "老板": "finance legal director",
}
PRICE = """
sop: price-change
role: buyer
data: {price: money, note: text, days: integer}
steps:
  propose: {checklist: [fill: price]}
  agree:
    role: [finance, legal]
    votes: all
    outcomes:
      approve: publish
      reject: {to: propose, reason: required}
  publish: {}
"""


class Meeting(Story):
    """``away`` maps who is away to their deputy; ``typed`` maps a person to who types for them."""

    def __init__(self, sop: str = PRICE, people: dict[str, str] = PEOPLE) -> None:
        super().__init__(sop, roles=dict(people))
        self.away: dict[str, str] = {}
        self.typed: dict[str, str] = {}
        self.target: Program | None = None

    def context(self, who: str) -> Context:
        actor = self.actor(who)
        return Context(actor, self.now, ZONE, OFFICE, 1, version=1, task_id=7, target=self.target)

    def actor(self, who: str) -> Actor:
        absent = tuple(
            Absent(one, frozenset(self.people[one].split()))
            for one, deputy in self.away.items()
            if deputy == who
        )
        return Actor(who, frozenset(self.people[who].split()), who, self.typed.get(who), stands_in=absent)

    def vote(self, who: str, outcome: str = "approve", **how: Any) -> Any:
        return self.advance(outcome, who, **how)

    def poll(self, step: str = "agree", outcome: str = "approve") -> Poll:
        """How a vote of the latest visit of a step stands."""
        assert self.task is not None
        visit = [one for one in self.task.visits if one.step == step][-1]
        found = polls(self.program, self.task, visit, self.context("小王"))
        return next(one for one in found if one.outcome == outcome)

    @property
    def stands(self) -> str:
        """How the vote for approve stands: so many of so many, then the roles that are wanted."""
        tally = self.poll().tally
        assert tally is not None
        return " ".join([f"{tally.given}/{tally.needed}", *tally.wanted])

    def may_vote(self, outcome: str = "approve") -> tuple[str, str]:
        """Who could vote now, and who could advise."""
        assert self.task is not None
        visit = self.task.visits[self.open_visit - 1]
        actors = [self.actor(one) for one in self.people]
        both = voters(self.program, self.task, visit, outcome, self.context("小王"), actors)
        return " ".join(both[0]), " ".join(both[1])

    def votes(self) -> list[Vote]:
        assert self.task is not None
        return list(self.task.votes)

    def migrate(self, sop: str) -> Any:
        """The owner moves the task to another version, under which it goes on."""
        self.target = program(sop)
        answer = self.do(Migrate(b"", 7, 2))
        self.program, self.target = self.target, None
        return answer

    def act(self, rule: str, visit: int) -> Any:
        return self.do(Act(b"", 7, rule, visit, 1))


def proposed(sop: str = PRICE, people: dict[str, str] = PEOPLE, **values: Any) -> Meeting:
    """小王 has proposed a price; it waits for votes."""
    meeting = Meeting(sop, people)
    meeting.start()
    assert "opened" in meeting.advance(values={"price": "10.00", **values})
    return meeting
