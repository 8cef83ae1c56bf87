"""How often something happens again, where a document says so."""

from __future__ import annotations

from engine.language.checks.material import Mention
from engine.language.compile.draft import Draft
from engine.language.compile.expressions import report
from engine.language.nodes import Node
from engine.model.timing import Recurrence
from engine.rules.recurrence import by_calendar, ends, parse_recurrence


def recurrence(draft: Draft, node: Node, may_end: bool = False) -> Recurrence | None:
    """What a text such as ``workday at 06:30`` says; None (reported) where it says nothing, or ends by
    itself and may not. Whether it needs a calendar is noted for the checks."""
    found, problems = parse_recurrence(node.text)
    report(draft, node, node.text, 0, problems)
    if found is not None and ends(found) and not may_end:
        draft.error("F811", node, text=found.source)
        return None
    if found is not None and by_calendar(found):
        draft.by_calendar.append(Mention(found.source, node.place))
    return found
