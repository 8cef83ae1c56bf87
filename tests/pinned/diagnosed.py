"""What is known of the diagnostics that no lesson shows (``engine.language.lessons.SPOKEN_FOR``)."""

from __future__ import annotations

from typing import Any

from engine.model.diagnostics import ERROR, WARNING

CALENDAR = "calendar.yaml"
CHINESE = "chinesecalendar"
NOTE = {"field": "note", "type": "text"}

WITHOUT_LESSON: dict[str, tuple[str, dict[str, Any]]] = {
    "S208": (ERROR, {"value": "1,000"}),
    "N431": (ERROR, {**NOTE, "value": "12"}),
    "N433": (ERROR, NOTE),
    "N453": (ERROR, {"field": "photos", "type": "list of text", "value": "a"}),
    "D603": (ERROR, {"most": 500}),
    "R166": (WARNING, {"table": "rates"}),
    "K950": (WARNING, {"name": "cn-office", "year": 2028, "from": "2028-01-01"}),
    "K951": (WARNING, {"name": "cn-office", "year": 2028, "from": "2028-01-01"}),
    "K970": (WARNING, {"year": 2027, "days": 39}),
    "K971": (WARNING, {"year": 2026}),
    "K972": (WARNING, {"date": "2026-10-01", "source": CHINESE, "name": "国庆节"}),
    "K973": (WARNING, {"date": "2026-10-10", "source": CHINESE}),
    "K974": (WARNING, {"date": "2026-10-10", "first": 2}),
    "K975": (WARNING, {"source": CHINESE, "dates": "2026-10-01..2026-10-07"}),
    "K976": (WARNING, {"source": CHINESE, "year": 2026, "dates": "2026-10-10, 2026-10-11"}),
    "K977": (WARNING, {"source": CHINESE, "year": 2026}),
}
"""A code to its severity and the data of its text."""
