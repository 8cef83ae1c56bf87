"""The forms of span, one file each. A new one is a file and a line here (and its words in ``units``)."""

from __future__ import annotations

from engine.rules.deadlines.forms.civil import DAYS, MONTHS, WEEKS
from engine.rules.deadlines.forms.form import Form
from engine.rules.deadlines.forms.natural import NATURAL
from engine.rules.deadlines.forms.workdays import WORKDAYS
from engine.rules.deadlines.forms.working_hours import WORKING_HOURS

__all__ = ["FORMS", "Form"]

FORMS: dict[str, Form] = {
    "ms": NATURAL,
    "work_ms": WORKING_HOURS,
    "days": DAYS,
    "weeks": WEEKS,
    "months": MONTHS,
    "workdays": WORKDAYS,
}
"""By the ``unit`` of an instant."""
