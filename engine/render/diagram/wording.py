"""Roles, conditions, dues and limits in a few words of the reader's language."""

from __future__ import annotations

from engine.model.definition import Case, Cases
from engine.model.timing import Anchor, Instant
from engine.render.naming import ANYBODY, Names
from engine.rules.deadlines.lines import WEEKDAYS
from engine.words import N_, _, ngettext

HOUR, MINUTE, SECOND = 3_600_000, 60_000, 1000

ROLLS = {
    "after": N_("%(when)s, or the workday after"),
    "before": N_("%(when)s, or the workday before"),
}


def role_text(role: str, names: Names) -> str:
    """A role by its title alone: a picture has no room for both."""
    if not role:
        return _(ANYBODY)
    title = names.team.roles.get(role, "") if names.team else ""
    return title or role


def condition(case: Case) -> str:
    """When a case holds, as the SOP says it."""
    return _("else") if case.when is None else _("if %(condition)s") % {"condition": case.when.source}


def timing_text(cases: Cases, names: Names) -> str:
    """A due, limit or not-before in words, every case of it."""
    texts = [_("none") if case.value is None else instant_text(case.value, names) for case in cases]
    if len(cases) == 1 and cases[0].when is None:
        return texts[0]
    return _("; ").join(
        _("%(condition)s: %(value)s") % {"condition": condition(case), "value": text}
        for case, text in zip(cases, texts, strict=True)
    )


def instant_text(instant: Instant, names: Names) -> str:
    """An instant in words. One without an anchor counts from the opening of the step, which goes unsaid."""
    span = _span(instant, names)
    anchor = "" if instant.anchor is None else _anchor(instant.anchor, names)
    if span and anchor:
        text = _("%(span)s after %(anchor)s") if instant.sign > 0 else _("%(span)s before %(anchor)s")
        text %= {"span": span, "anchor": anchor}
    else:
        text = span or anchor
    if instant.by is not None:
        time = f"{instant.by // 60:02d}:{instant.by % 60:02d}"
        if instant.weekday is not None:
            day = {"weekday": _(WEEKDAYS[instant.weekday - 1]), "time": time}
            by = _("by %(weekday)s %(time)s") % day
        elif instant.monthday is not None:
            by = _("by day %(day)s of the month, %(time)s") % {"day": instant.monthday, "time": time}
        else:
            by = _("by %(time)s") % {"time": time}
        text = _("%(when)s, %(by)s") % {"when": text, "by": by} if text else by
    return _(ROLLS[instant.roll]) % {"when": text} if instant.roll in ROLLS else text


def _span(instant: Instant, names: Names) -> str:
    unit, amount = instant.unit, instant.amount
    if unit == "field":
        field = names.definition.data.get(instant.field) if names.definition else None
        return (names.title(field.title) if field else "") or instant.field
    if instant.span is not None:
        return instant.span.source
    if unit == "ms":
        return _exact(amount)
    if unit == "work_ms" and amount % HOUR == 0:
        text = ngettext("%(n)s work hour", "%(n)s work hours", amount // HOUR)
        return text % {"n": amount // HOUR}
    if unit == "work_ms":
        text = ngettext("%(n)s work minute", "%(n)s work minutes", amount // MINUTE)
        return text % {"n": amount // MINUTE}
    if unit == "days":
        return ngettext("%(n)s day", "%(n)s days", amount) % {"n": amount}
    if unit == "workdays":
        return ngettext("%(n)s workday", "%(n)s workdays", amount) % {"n": amount}
    if unit == "weeks":
        return ngettext("%(n)s week", "%(n)s weeks", amount) % {"n": amount}
    if unit == "months":
        return ngettext("%(n)s month", "%(n)s months", amount) % {"n": amount}
    return ""


def _exact(ms: int) -> str:
    if ms % HOUR == 0:
        return _("%(n)sh") % {"n": ms // HOUR}
    if ms % MINUTE == 0:
        return _("%(n)smin") % {"n": ms // MINUTE}
    return _("%(n)ss") % {"n": ms // SECOND if ms % SECOND == 0 else ms / SECOND}


def _anchor(anchor: Anchor, names: Names) -> str:
    definition = names.definition
    if anchor.kind == "field":
        field = definition.data.get(anchor.name) if definition else None
        return (names.title(field.title) if field else "") or anchor.name
    if anchor.kind in FIXED:
        return _(FIXED[anchor.kind])
    step = definition.steps.get(anchor.name) if definition else None
    title = (names.title(step.title) if step else "") or anchor.name
    if anchor.kind == "opened":
        return _("the opening of %(step)s") % {"step": title}
    if anchor.kind == "outcome":
        outcome = step.outcomes.get(anchor.outcome) if step else None
        way = (names.title(outcome.title) if outcome else "") or anchor.outcome
        return _("%(step)s (%(outcome)s)") % {"step": title, "outcome": way}
    return _("the end of %(step)s") % {"step": title}


FIXED = {"start": N_("the start of the task"), "due": N_("due"), "limit": N_("the limit")}


def due_texts(due: Cases | None, limit: Cases | None, names: Names) -> list[str]:
    """Due and limit in words, each where there is one."""
    found = []
    if due is not None:
        found.append(_(DUE) % {"when": timing_text(due, names)})
    if limit is not None:
        found.append(_(LIMIT) % {"when": timing_text(limit, names)})
    return found


DUE, LIMIT = N_("due: %(when)s"), N_("limit: %(when)s")


def cases_of_roles(roles: Cases, names: Names) -> str:
    texts = [" / ".join(role_text(role, names) for role in case.value) for case in roles]
    if len(roles) == 1 and roles[0].when is None:
        return texts[0]
    return _("; ").join(
        _("%(condition)s: %(value)s") % {"condition": condition(case), "value": text}
        for case, text in zip(roles, texts, strict=True)
    )
