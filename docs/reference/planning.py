"""What a few lines of YAML plan: put into a whole SOP, compiled, started by the kernel, its clocks read.

An example is a mapping with ``yaml`` (keys of a step, or ``deadlines``, ``tables`` and ``schedule`` of an
SOP), ``opened`` or ``after`` (local time in Shanghai), ``given`` (the task's data) and ``calendar`` (of
``workflows``).
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from engine.kernel import Context, Program, decide
from engine.language.loading import Document
from engine.locate import find
from engine.model.commands import Actor, Start
from engine.model.refusals import Refusal
from engine.model.timing import Anchor, Instant
from engine.publishing import check_documents
from engine.rules.calendars import Calendar
from engine.rules.deadlines import compute
from engine.rules.recurrence import following

ZONE = ZoneInfo("Asia/Shanghai")
OF_A_STEP = ("due", "limit", "not_before")
STEP = re.compile(r"step: (\w+)")


def document(example: dict[str, Any]) -> str:
    """The whole SOP: the example's lines where they belong, its data declared by what is given."""
    above, within = [], []
    for part in re.split(r"^(?=\w)", example["yaml"].rstrip() + "\n", flags=re.MULTILINE):
        (within if part.startswith(OF_A_STEP) else above).append(part)
    given = example.get("given", {})
    data = "".join(f"  {name}: {kind(name, value)}\n" for name, value in given.items())
    steps = list(dict.fromkeys(STEP.findall(example["yaml"])))
    lines = ["sop: example\n", f"calendar: {example.get('calendar', 'cn-office')}\n", "role: team\n"]
    if given:
        lines += ["data:\n", data, f"required: [{', '.join(given)}]\n"]
    body = "".join(f"    {line}\n" for part in within for line in part.splitlines())
    lines += [*above, "steps:\n", f"  work:\n{body}" if body else ""]
    return "".join([*lines, *(f"  {name}: {{}}\n" for name in steps)])


def kind(name: str, value: str) -> str:
    """The type of a value as it is written in an example."""
    if value in ("true", "false"):
        return "boolean"
    if re.fullmatch(r"[0-9-]{10} [0-9:]{5}", value):
        return "datetime"
    if re.fullmatch(r"[0-9-]{10}", value):
        return "date"
    return "duration" if value[:1].isdigit() else f"[{value}, other]"


def calendar(name: str) -> dict[str, Any]:
    """A calendar of ``workflows``, compiled."""
    return calendars()[name]


@lru_cache(maxsize=1)
def calendars() -> dict[str, dict[str, Any]]:
    """All of them; one may be made from another."""
    folder = find("workflows", "calendars")
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    return {each.value["name"]: each.value for each in check_documents(files)}


def planned(example: dict[str, Any]) -> dict[str, str]:
    """What an example gives, as local times: ``starts`` of a schedule, ``due``, ``limit``, ``not_before``
    of the step, and of each deadline that is live its due by name and ``name limit``; ``provisional`` the
    year that was assumed. Raises ValueError with what is wrong with it."""
    name = example.get("calendar", "cn-office")
    working = Calendar.from_compiled(calendar(name))
    loaded = Document(document(example).encode(), "example.sop.yaml").load(None, {name: calendar(name)})
    if loaded.value is None:
        raise ValueError(loaded.diagnostics)
    found: dict[str, str] = {}
    schedule = loaded.value.schedule
    if schedule is not None:
        opened = following(schedule.every, instant(example["after"]), working)
        found["starts"] = shown(opened)
    else:
        opened = instant(example["opened"])
    given = {key: stored(value) for key, value in example.get("given", {}).items()}
    actor = Actor("clerk", frozenset(["team"]), "clerk")
    context = Context(actor, opened, str(ZONE), working, 1, version=1, task_id=1)
    decision = decide(Program(loaded.value), None, Start(b"", "example", given), context)
    if isinstance(decision, Refusal):
        raise ValueError(decision)
    for clock in decision.draft.task(1, bytes(32)).clocks:
        for key, at in (("due", clock.due), ("limit", clock.limit)):
            if at is not None:
                named = clock.deadline if key == "due" else f"{clock.deadline} {key}"
                found[named if clock.deadline else key] = shown(at)
        if clock.provisional:
            found["provisional"] = str(datetime.fromtimestamp((clock.due or 0) / 1000, ZONE).year)
    step = loaded.value.steps.get("work")
    if step is not None and step.not_before is not None:
        found["not_before"] = shown(earliest(step.not_before[0].value, opened, working))
    return found


def earliest(instant_: Instant, opened: int, working: Calendar) -> int:
    """A ``not_before`` that counts from the opening."""

    def anchor(_: Anchor | None) -> int:
        return opened

    plan = compute(instant_, anchor, working, {})
    assert plan is not None
    return plan.at


def expected(example: dict[str, Any]) -> dict[str, str]:
    """What an example is said to give."""
    asked = ("yaml", "opened", "after", "given", "calendar", "rows", "zh", "en", "name", "by")
    return {key: value for key, value in example.items() if key not in asked}


def instant(text: str) -> int:
    """A local time in ms UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp()) * 1000


def shown(ms: int) -> str:
    """Ms UTC as a local time."""
    return datetime.fromtimestamp(ms / 1000, ZONE).strftime("%Y-%m-%d %H:%M")


def stored(value: str) -> Any:
    """A value as the task holds it."""
    if value in ("true", "false"):
        return value == "true"
    return instant(value) if ":" in value else value
