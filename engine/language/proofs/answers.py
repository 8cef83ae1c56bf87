"""The answer to a question: first by asking simple worlds, then, for what these leave open, by proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.language.proofs.candidates import Vocabulary, vocabulary, worlds
from engine.language.proofs.examples import example
from engine.language.proofs.facts import declared
from engine.language.proofs.questions import CASES, TOGETHER, Question
from engine.language.proofs.solver import Proof
from engine.language.proofs.worlds import World, first_that_holds, holds, ready
from engine.model.definition import Field
from engine.model.record import Record

MOMENTS = frozenset({"now", "start", "today"})
BY_CHANCE = frozenset({"sample"})
"""Functions whose value no example can show."""


class Answer(Record):
    """What was found, by the number of the condition: it never holds, it always holds, the cases before cover
    it (their numbers). The strings say from what that follows. ``gap`` is a world, as people read it, in
    which none of the cases holds; ``contradiction`` are the conditions that never hold together."""

    never: dict[int, str]
    always: dict[int, str]
    shadowed: dict[int, tuple[int, ...]]
    gap: str = ""
    contradiction: tuple[int, ...] = ()


class Seen:
    """What the worlds have shown of a question's conditions."""

    def __init__(self) -> None:
        self.holds: set[int] = set()
        self.fails: set[int] = set()
        self.chosen: set[int] = set()
        self.together = False
        self.gap: World | None = None

    @property
    def size(self) -> int:
        """How much was shown: it only grows."""
        found = (self.holds, self.fails, self.chosen)
        return sum(map(len, found)) + self.together + (self.gap is not None)


def answer(question: Question, fields: Mapping[str, Field], prove: Callable[[Question], Proof]) -> Answer:
    """The answer, with nothing in it that is not sure. ``prove`` begins a proof; it is called for what simple
    worlds leave open, which for most questions is nothing."""
    facts = (*question.known, *question.while_asked)
    words = vocabulary([*question.trees, *(each.tree for each in facts)])
    seen = _look(question, fields, words)
    open = _Open(question, seen)
    if not open.anything:
        return _shown(question, seen, fields, words, Answer({}, {}, {}))
    proof = prove(question)
    found = Answer({}, {}, {})
    if not proof.possible([]):  # what is known contradicts itself, which is told where it stands
        return _shown(question, seen, fields, words, found)
    if question.kind == TOGETHER:
        return found._replace(contradiction=_contradiction(question, proof))
    for number in open.never:
        _never(question, proof, fields, number, found)
    for number in open.always:
        if number not in found.never:
            _always(question, proof, fields, number, found)
    for number in open.shadowed:
        if number not in found.never:
            _shadowed(proof, number, found)
    if open.gap and not words.calls & BY_CHANCE:
        seen.gap = example(question, proof, fields, words)
    return _shown(question, seen, fields, words, found)


class _Open:
    """What is still to be proved."""

    def __init__(self, question: Question, seen: Seen) -> None:
        asked = [number for number, tree in enumerate(question.trees) if tree]
        cases = question.kind == CASES
        self.never = [number for number in asked if number not in seen.holds]
        self.always = [number for number in asked if number not in seen.fails]
        self.shadowed = [number for number in asked if cases and number not in seen.chosen]
        self.gap = bool(question.covering and question.conditions[-1] is not None and seen.gap is None)
        if question.kind == TOGETHER:
            self.never, self.always = ([] if seen.together else asked), []
        self.anything = bool(self.never or self.always or self.shadowed or self.gap)


def _look(question: Question, fields: Mapping[str, Field], words: Vocabulary) -> Seen:
    """Ask the conditions in simple worlds until nothing is open."""
    seen = Seen()
    conditions = ready(question.trees)
    known = ready([each.tree for each in question.known])
    asked = ready([each.tree for each in question.while_asked])
    gaps = question.covering and not words.calls & BY_CHANCE
    before = 0
    for world in worlds(words, fields, question.open):
        env = world.env()
        if not all(each is None or holds(each, env) for each in known):
            continue
        while_asked = all(each is None or holds(each, env) for each in asked)
        values = [None if each is None else holds(each, env) for each in conditions]
        seen.holds |= {number for number, value in enumerate(values) if value and while_asked}
        seen.fails |= {number for number, value in enumerate(values) if value is False}
        seen.together = seen.together or all(values)
        first = first_that_holds(conditions, env)
        if first is not None:
            seen.chosen.add(first)
            if first == -1 and gaps and seen.gap is None:
                seen.gap = world
        shown = seen.size
        if shown != before:
            before = shown
            if not _Open(question, seen).anything:
                break
    return seen


def _never(question: Question, proof: Proof, fields: Mapping[str, Field], number: int, found: Answer) -> None:
    holds, fails = proof.conditions[number]
    because = proof.why_not([proof.named("", holds)], asked=True)
    if because is not None and proof.possible([proof.named("", fails)], asked=True):
        found.never[number] = _because(because, question, number, fields)


def _always(
    question: Question, proof: Proof, fields: Mapping[str, Field], number: int, found: Answer
) -> None:
    holds, fails = proof.conditions[number]
    because = proof.why_not([proof.named("", fails)])
    if because is not None and proof.possible([proof.named("", holds)]):
        found.always[number] = _because(because, question, number, fields)


def _shadowed(proof: Proof, number: int, found: Answer) -> None:
    """Whether no world comes past the cases before. A case after one that always holds is not told."""
    if any(each in found.always for each in range(number)):
        return
    holds = proof.named("", proof.conditions[number][0])
    claims = [proof.named(f"#{each}", proof.conditions[each][1]) for each in range(number)]
    because = proof.why_not([*claims, holds])
    earlier = tuple(int(each[1:]) for each in because or () if each.startswith("#"))
    if earlier and proof.possible([holds]):
        found.shadowed[number] = earlier


def _contradiction(question: Question, proof: Proof) -> tuple[int, ...]:
    claims = [proof.named(f"#{number}", holds) for number, (holds, _) in enumerate(proof.conditions)]
    because = proof.why_not(claims)
    found = tuple(int(each[1:]) for each in because or () if each.startswith("#"))
    return found if len(found) > 1 else ()  # one alone never holds, which is told of it


def _because(labels: list[str], question: Question, number: int, fields: Mapping[str, Field]) -> str:
    """From what it follows: what the proof needed, or else what the fields are."""
    needed = [label for label in labels if label]
    if not needed:
        words = vocabulary([question.trees[number]])
        needed = [declared(fields[name]) for name in words.fields if name in fields]
        needed += [f"visits({step}) >= 0" for step in words.visits]
        condition = question.conditions[number]
        needed = needed or [condition.source if condition is not None else ""]
    return "; ".join(needed)


def _shown(
    question: Question, seen: Seen, fields: Mapping[str, Field], words: Vocabulary, found: Answer
) -> Answer:
    """The answer with the gap, if there is one, as people read it: what the cases themselves ask about."""
    if seen.gap is None or not question.covering or question.conditions[-1] is None:
        return found
    asked = vocabulary(question.trees)
    shown = World(
        {name: value for name, value in seen.gap.data.items() if name in asked.fields},
        {step: count for step, count in seen.gap.visits.items() if step in asked.visits},
        {step: value for step, value in seen.gap.closed.items() if step in asked.closed},
    )
    return found._replace(gap=shown.shown(fields, bool(asked.calls & MOMENTS)))
