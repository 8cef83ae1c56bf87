"""The data of a refusal as people read it: what each key means, and how it is put into words.

Keys have one meaning in every refusal (docs: the kernel's refusals), so each has one function here; a
key without one is shown as it stands. Everything comes out inert for a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.render import absences
from engine.render.escape import terminal
from engine.render.naming import Names
from engine.rules.near import near
from engine.words import N_, _

ACTIONS: dict[str, str] = {
    "publish": N_("publish documents"),
    "administer": N_("look after the workspace"),
    "see": N_("see its tasks"),
    "assign": N_("give steps to people"),
    "override": N_("act against a rule"),
    "start": N_("start a task"),
    "cancel": N_("cancel a task"),
    "give": N_("give data or comment"),
    "set": N_("give data"),
    "comment": N_("comment"),
    "act_as": N_("act as somebody else"),
    "hold": N_("put a task on hold"),
    "reopen": N_("reopen a step"),
    "undo": N_("take back what they did"),
    "extend": N_("extend a deadline"),
    "migrate": N_("move tasks to another version"),
    "schedule": N_("pause and resume its schedule"),
    "replan": N_("plan deadlines anew"),
}

LONGEST = 200
"""Characters of one text that a refusal repeats; who typed more knows the rest."""

Show = Callable[[Any, Names, Mapping[str, Any]], str]


def shown(data: Mapping[str, Any], names: Names) -> dict[str, str]:
    """Every value that is there (None and empty lists are not) as one inert line of text.

    Adds ``visit`` (``T-17/design#2``) where task, step and n are known, ``field_name``, ``step_name`` and
    ``missing_name`` (bare, as they are typed), and ``suggestions`` near to an unknown name.
    """
    found: dict[str, str] = {}
    for key, value in data.items():
        if value is None or (isinstance(value, list | tuple | set | frozenset | dict) and not value):
            continue
        text = _one(key, value, names, data)
        if isinstance(value, str) and len(text) > LONGEST:
            text = text[: LONGEST - 1] + "…"
        found[key] = terminal(text)
    for key in ("field", "missing", "step"):
        if key in found:
            found[key + "_name"] = terminal(str(data[key]))
    if "n" in data and "visit" not in data:
        found["visit"] = terminal(f"{_task(names, data.get('task'))}/{data.get('step')}#{data['n']}")
    if "suggestions" not in found and (close := _near(data)):
        found["suggestions"] = terminal(names.several(close))
    return found


CANDIDATES = (
    ("name", "sops"),
    ("name", "people"),
    ("name", "channels"),
    ("role", "roles"),
    ("step", "steps"),
    ("outcome", "outcomes"),
    ("field", "fields"),
    ("reason", "reasons"),
)
"""A name that is not known, and the list of those that are, as they stand together in a refusal."""


def _near(data: Mapping[str, Any]) -> list[str]:
    for wrong, known in CANDIDATES:
        word, names = data.get(wrong), data.get(known)
        if isinstance(word, str) and _is_list(names) and names and word not in names:
            return list(near(word, map(str, names)))
    return []


def _one(key: str, value: Any, names: Names, data: Mapping[str, Any]) -> str:
    show = SHOW.get(key)
    if show is not None:
        return show(value, names, data)
    return names.several(map(str, value)) if _is_list(value) else str(value)


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _each(show: Callable[[Names, Any], str]) -> Show:
    """One name or several, each shown by the same function."""

    def shown_list(value: Any, names: Names, data: Mapping[str, Any]) -> str:
        values: Iterable[Any] = value if _is_list(value) else (value,)
        return names.several(show(names, one) for one in values)

    return shown_list


def _instant(value: Any, names: Names, data: Mapping[str, Any]) -> str:
    return names.at(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _away(show: Callable[[Any, Names], str]) -> Show:
    """When an absence begins or ends."""
    return lambda value, names, data: show(value, names) if isinstance(value, int) else str(value)


def _task(names: Names, value: Any) -> str:
    return f"T-{value}" if isinstance(value, int) else str(value)


def _outcome(value: Any, names: Names, data: Mapping[str, Any]) -> str:
    step = data.get("step")
    values = value if _is_list(value) else (value,)
    return names.several(names.outcome(one, step if isinstance(step, str) else None) for one in values)


def _title(value: Any, names: Names, data: Mapping[str, Any]) -> str:
    """A checklist line's or a field's title; one that only repeats the field's name says nothing."""
    fields = names.definition.data if names.definition else {}
    field = fields.get(str(data.get("field")))
    return names.title(field.title if field and value in ("", field.name) else str(value))


def _value(value: Any, names: Names, data: Mapping[str, Any]) -> str:
    return names.value(str(data.get("field", "")), value)


def _action(value: Any, names: Names, data: Mapping[str, Any]) -> str:
    return _(ACTIONS[value]) if value in ACTIONS else str(value)


def _problem(value: Any, names: Names, data: Mapping[str, Any]) -> str:
    """What is wrong with a value, or why a rule (it has a ``source``) had none. The words of each stand
    with the types and with the expressions; one code may mean something else in the other."""
    if "source" in data:
        from engine.rules.expressions import problems as expressions

        texts, inner = expressions.PROBLEMS, dict(data)
    else:
        from engine.rules.values import problems as values

        texts, inner = values.PROBLEMS, dict(data.get("data") or {})
    text = texts.get(str(value))
    inner.pop("problem", None)
    fields = names.definition.data if names.definition else {}
    field = fields.get(str(data.get("field")))
    if field is not None and field.choices and "choices" in inner:
        inner["choices"] = list(field.choices)
    try:
        filled = str(value) if text is None else _(text) % shown(inner, names)
    except KeyError:  # a refusal recorded by a program whose codes carried other data
        return str(value)
    if inner.get("suggestions"):
        filled = meaning(filled, names.several(map(names.word, inner["suggestions"])))
    if "item" in inner:
        return _("item %(item)s: %(problem)s") % {"item": inner["item"], "problem": filled}
    return filled


def meaning(text: str, suggestions: str) -> str:
    """What is said of a value, with what may have been meant."""
    return _("%(problem)s; did you mean %(suggestions)s?") % {"problem": text, "suggestions": suggestions}


def _waits(value: Any, names: Names, data: Mapping[str, Any]) -> str:
    from engine.render.waiting import waiting

    return waiting(value, names) if isinstance(value, Mapping) else str(value)


def _changes(value: Any, names: Names, data: Mapping[str, Any]) -> str:
    """Values that were changed, each from what to what."""
    if not _is_list(value):
        return str(value)
    texts = []
    for one in value:
        field = one["field"]
        said = {"field": names.field(field)}
        for key in ("was", "now"):
            said[key] = _("nothing") if one[key] is None else names.value(field, one[key])
        texts.append(_("%(field)s from %(was)s to %(now)s") % said)
    return names.several(texts)


SHOW: dict[str, Show] = {
    "at": _instant,
    "earliest": _instant,
    "now": _instant,
    "due": _instant,
    "until": _instant,
    "away_from": _away(absences.since),
    "away_until": _away(absences.until),
    "task": _each(_task),
    "tasks": _each(_task),
    "step": _each(Names.step),
    "other_step": _each(Names.step),
    "block": _each(Names.step),
    "open": _each(Names.step),
    "outcome": _outcome,
    "outcomes": _outcome,
    "field": _each(Names.field),
    "fields": _each(Names.field),
    "missing": _each(Names.field),
    "person": _each(Names.person),
    "actor": _each(Names.person),
    "assignee": _each(Names.person),
    "delegator": _each(Names.person),
    "other": _each(Names.person),
    "roles_needed": _each(Names.role),
    "roles_held": _each(Names.role),
    "title": _title,
    "value": _value,
    "reasons": _each(Names.word),
    "choices": _each(Names.word),
    "action": _action,
    "problem": _problem,
    "waits": _waits,
    "changes": _changes,
    "voters": _each(Names.person),
    "wanted": _outcome,
}
