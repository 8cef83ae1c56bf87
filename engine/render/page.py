"""Pages of HTML: one file each, which needs nothing from anywhere, runs nothing, prints, and fits a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.audit.overrides import Overridden
from engine.audit.rows import Audit
from engine.render import audit as audits
from engine.render import overrides
from engine.render.audit import Titles
from engine.render.naming import Names
from engine.render.templating import fill
from engine.words import _, current_language


def around(title: str, now: int, names: Names) -> dict[str, Any]:
    """What every page says besides what it is about: its title and language, as of when it is (ms UTC)."""
    made = _("As of %(at)s (%(zone)s) · sopwright") % {"at": names.at(now), "zone": names.zone}
    return {"title": title, "lang": current_language(), "made": made}


def audit_page(audit: Audit, against: Sequence[Overridden], titles: Titles, week: str, now: int) -> str:
    """An audit as a page, with what was closed ``against`` a rule; tables of single cases become cards on a
    phone. ``week`` names the time, ``now`` is when the page is made (ms UTC)."""
    sections = [*audits.sections(audit, titles), *([overrides.section(against, titles)] if against else [])]
    title = _("Overdue in %(week)s") % {"week": week}
    about = {
        "heading": title,
        "span": audits.span(audit, titles, ""),
        "totals": audits.totals(audit.total),
        "sections": [{**one._asdict(), "right": list(one.right)} for one in sections],
        "after": [] if against else [_("Overrides: none.")],
    }
    return fill("audit.html", {**about, **around(title, now, titles.of(""))})
