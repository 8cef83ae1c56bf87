"""The moments of a story: who does what at which time, and what must then be so."""

from __future__ import annotations

from engine.language.nodes import Node
from engine.language.scalars import boolean
from engine.model.diagnostics import Diagnostic
from engine.render.instants import local
from engine.stories.names import Names, scalars
from engine.stories.plan import ALL, WHOLE_TASK, Act, Moment, Wanted
from engine.stories.wanting import WANTED
from engine.words import N_

SCHEDULED = "scheduled"
UNDO = "undo"
SHARING = ("claim", "release", "assign", "delegate")
"""What is about whose a step is."""
GIVING = ("assign", "delegate")
PRESENCE = ("away", "back")
"""Who is there, which is not of a task: it may be said before there is one."""
VERBS = (
    "start", "advance", "check", "set", "comment", "cancel", "signal", "hold", "resume", "returns", SCHEDULED,
    *SHARING, "reopen", "override", "attach", *PRESENCE, UNDO,
)  # fmt: skip
BY_NOBODY = ("returns", SCHEDULED, *PRESENCE)
"""What comes from outside or by itself."""
BEGIN = ("start", SCHEDULED)
SAID_OF: dict[str, tuple[str, ...]] = {
    "item": ("advance", "check", "set", "hold", "resume", "returns", *SHARING, "reopen", "override"),
    "outcome": ("advance", "returns", "override"),
    "tick": ("advance", "check"),
    "na": ("advance", "check"),
    UNDO: ("check", UNDO),
    "values": ("advance", "signal", "returns", "override"),
    "reason": ("advance", "check", "hold", "release", "assign", "delegate", "reopen", "override", UNDO),
    "until": ("hold", "away"),
    "late_reason": ("advance",),
    "to": GIVING,
    "deputies": ("away",),
    "evidence": ("check",),
    "refused": tuple(verb for verb in VERBS if verb not in PRESENCE),
    "by": tuple(verb for verb in VERBS if verb not in BY_NOBODY),
    "recorded": VERBS,
}
"""Keys that say more about what is done, and the verbs they go with."""

MOMENT = N_("a moment")
MOST = 7
"""So many verbs are listed; where a key goes with more of them, it goes with nearly all."""
HOLDING = ("hold", "resume")


def read_moments(node: Node, names: Names) -> tuple[Moment, ...]:
    """The moments of a list, in order; what is wrong with them is said to ``names``."""
    teller = _Teller(names)
    found = [teller.moment(item) for item in node.items]
    return tuple(moment for moment in found if moment is not None)


class _Teller:
    """Goes through the moments of one story and remembers what the next one takes over."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.day = ""
        self.now: int | None = None
        self.at: int | None = None
        self.by = ""
        self.started: int | None = None

    def say(self, code: str, node: Node, **data: object) -> None:
        self.names.found.append(Diagnostic(code, node.place, data))

    def moment(self, node: Node) -> Moment | None:
        """One moment; None where its time or what is done in it cannot be known."""
        verbs = [verb for verb in VERBS if verb in node.entries]
        if len(verbs) > 1 and UNDO in verbs:
            verbs.remove(UNDO)  # beside another verb it says that ticks are taken back
        if len(verbs) > 1:
            first, second = sorted(verbs, key=lambda verb: node.entries[verb][0].start)[:2]
            self.say("S216", node.entries[second][0], first=first, second=second, what=MOMENT)
            return None
        verb = verbs[0] if verbs else ""
        if verb == UNDO and boolean(node.entries[UNDO][1].text) is not True:
            verb = ""
        for key, with_verbs in SAID_OF.items():
            if key in node.entries and verb not in with_verbs:
                others = tuple(one for one in with_verbs if one != key)
                some = others if len(others) <= MOST else (*others[:3], "…")
                self.say("T006", node.entries[key][0], key=key, verbs=", ".join(some))
        times = self._times(node)
        by = self._by(node, verb)
        self._order(node, verb)
        act = self.act(node, verb) if verb else None
        then, refused = node.get("then"), node.get("refused")
        wanted = self.wanted(then) if then is not None else ()
        if times is None or by is None:
            return None
        place = node.entries[verb][0].place if verb else node.place
        codes = self.names.codes(refused)
        return Moment(place, *times, by, act, codes, refused.place if refused else place, wanted)

    def _by(self, node: Node, verb: str) -> str | None:
        by, people = node.get("by"), self.names.team.people if self.names.team else {}
        if by is not None and people and self.names.known(by, "person", people):
            self.by = by.text
        elif by is not None:
            self.by = self.by or "?"
        elif verb and verb not in BY_NOBODY and not self.by:
            self.say("T011", node.entries[verb][0])
            self.by = "?"
        return None if self.by == "?" else self.by

    def _order(self, node: Node, verb: str) -> None:
        if verb in BEGIN:
            if self.started is not None:
                self.say("T008", node.entries[verb][0], first=self.started)
            elif "refused" not in node.entries:
                self.started = node.entries[verb][0].line
        elif verb and verb not in PRESENCE and self.started is None:
            self.say("T007", node.entries[verb][0])
            self.started = node.entries[verb][0].line

    def _times(self, node: Node) -> tuple[int, int] | None:
        """When it happens and when it is written down, ms UTC; None where that is not known."""
        at, recorded = node.get("at"), node.get("recorded")
        happens = self.at if at is None else self._instant(at)
        if at is None and self.at is None and not self.day:
            self.say("T009", node)
            self.day = "?"
        now = happens if recorded is None else self._instant(recorded)
        if at is None and recorded is None:
            happens = now = self.now
        if happens is None or now is None:
            return None
        if self.now is not None and now < self.now:
            later = recorded if recorded is not None else at
            said = {"now": local(now, self.names.zone), "earliest": local(self.now, self.names.zone)}
            self.say("T010", later if later is not None else node, **said)
            return None
        self.at, self.now = happens, now
        return happens, now

    def _instant(self, node: Node) -> int | None:
        day, _, time = node.text.rpartition(" ")
        if day:
            self.day = day
        elif not self.day:
            self.say("T009", node)
            self.day = "?"
        return None if self.day == "?" else self.names.instant(node, f"{self.day} {time}")

    # What is done

    def act(self, node: Node, verb: str) -> Act | None:
        """What is done, with what else the moment says about it."""
        names, body = self.names, node.entries[verb][1]
        items = tuple(item.text for item in scalars(node.get("item")))
        if verb in ("start", "set"):
            return Act(verb, names.values(body), items=items)
        if verb == SCHEDULED:
            return Act(verb, {})
        if verb == "signal":
            return Act(verb, names.values(node.get("values")), text=body.text)
        if verb == "returns":
            return self._returns(node, names.step(body), items)
        if verb == "comment":
            return Act(verb, {}, text=body.text)
        if verb == "cancel":
            return Act(verb, {}, reason=_text(body))
        if verb in HOLDING:
            return self._holding(node, verb, body, items)
        if verb in PRESENCE:
            return self._presence(node, verb, body)
        if verb == "attach":
            return Act(verb, {}, text=body.text)
        if verb == UNDO:
            return Act(verb, {}, reason=_text(node.get("reason")))
        step = names.step(body)
        if verb in SHARING:
            return Act(verb, {}, step, reason=_text(node.get("reason")), items=items, to=self._to(node, verb))
        ticks = node.get("tick")
        everything = ticks is not None and ticks.text == ALL
        undo = node.get(UNDO)
        return Act(
            verb,
            names.values(node.get("values")),
            step,
            self._outcome(node.get("outcome"), step),
            () if everything else names.lines(ticks, step),
            names.lines(node.get("na"), step),
            everything,
            undo is not None and boolean(undo.text) is True,
            _text(node.get("reason")),
            _text(node.get("late_reason")),
            items=items,
            evidence=tuple(one.text for one in scalars(node.get("evidence"))),
        )

    def _to(self, node: Node, verb: str) -> str:
        """To whom a step is given; "" where it is given to nobody, which is said where somebody is wanted."""
        to = node.get("to")
        if to is None and verb in GIVING:
            self.say("T012", node.entries[verb][0], key=verb)
        return to.text if to is not None and self._person(to) else ""

    def _person(self, node: Node) -> bool:
        people = self.names.team.people if self.names.team else {}
        return not people or self.names.known(node, "person", people)

    def _presence(self, node: Node, verb: str, body: Node) -> Act:
        """Somebody is away, until when and who stands in for them; or is back."""
        self._person(body)
        deputies = tuple(one.text for one in scalars(node.get("deputies")) if self._person(one))
        return Act(verb, {}, until=self._until(node), to=body.text, deputies=deputies)

    def _holding(self, node: Node, verb: str, body: Node, items: tuple[str, ...]) -> Act:
        """A hold or its end: of a step, or of the task as a whole."""
        steps = self.names.definition.steps
        whole = body.text == WHOLE_TASK and WHOLE_TASK not in steps
        step = "" if whole or not self.names.known(body, "step", [*steps, WHOLE_TASK]) else body.text
        return Act(verb, {}, step, reason=_text(node.get("reason")), items=items, until=self._until(node))

    def _until(self, node: Node) -> int | None:
        """When something should be over; it is no day on which moments below happen."""
        until, day = node.get("until"), self.day
        over = self._instant(until) if until is not None else None
        self.day = day
        return over

    def _returns(self, node: Node, step: str, items: tuple[str, ...]) -> Act:
        """What a called task brings back: its end, and values of its own fields."""
        body = self.names.definition.steps.get(step)
        there = {there for _, there in body.call.get} if body and body.call else set()
        values, outcome = node.get("values"), node.get("outcome")
        given = {
            name: value.text
            for name, (key, value) in (values.entries.items() if values is not None else ())
            if self.names.known(key, "field", there)
        }
        return Act("returns", given, step, outcome.text if outcome is not None else None, items=items)

    def _outcome(self, node: Node | None, step: str) -> str | None:
        if node is None or not step:
            return None
        outcomes = self.names.definition.steps[step].outcomes
        return node.text if self.names.known(node, "outcome", outcomes) else None

    # What must be so

    def wanted(self, node: Node) -> tuple[Wanted, ...]:
        """Every single thing that ``then`` names."""
        return tuple(
            one
            for key, (name, value) in node.entries.items()
            for one in WANTED[key](self.names, key, name, value)
        )


def _text(node: Node | None) -> str | None:
    return node.text if node is not None and node.text else None
