"""SOPs that call each other, read together: whoever calls is looked at again once all of them are known.

Two may call each other in a circle, so no order would do. What a caller asks of the other (its fields, what
it needs at its start, how it ends) does not depend on whom that calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from engine.language.checks.material import Sops
from engine.language.loading import Document, Loaded
from engine.language.source import has_errors, in_order
from engine.model.definition import Definition
from engine.model.diagnostics import ERROR

UNKNOWN = "F743"
"""An SOP that is called and that nobody knows: a warning, for it may be published later."""


def look_again(
    documents: Iterable[Document],
    loaded: Mapping[str, Loaded],
    load: Callable[[Document, Sops], Loaded],
    others: Callable[[], Sops] | None,
) -> dict[str, Loaded]:
    """Those of the documents (by file) that call SOPs, loaded once more with the SOPs that there are.

    ``loaded`` is the first result of each; ``others`` gives what there is besides, and is asked only where
    something calls. Of the same name, the one among the documents counts.
    """
    sops = [document for document in documents if document.kind == "sop"]
    calling = [document for document in sops if _calls(document, loaded[document.file])]
    if not calling:
        return {}
    known: dict[str, Definition | None] = dict(others() if others is not None else {})
    for document in sops:
        name = document.node.get("sop") if document.node is not None else None
        if name is not None:
            known[name.text] = loaded[document.file].value
    return {
        document.file: _joined(document, loaded[document.file], load(document, known)) for document in calling
    }


def _calls(document: Document, loaded: Loaded) -> bool:
    if loaded.value is None:
        return b"call" in document.data
    return any(step.call is not None for step in loaded.value.steps.values())


def _joined(document: Document, first: Loaded, second: Loaded) -> Loaded:
    """The second result, with what the first told of other files (which is told once only)."""
    elsewhere = [
        each
        for each in first.diagnostics
        if each.place.file != document.file and each not in second.diagnostics
    ]
    if not elsewhere:
        return second
    found = in_order([*second.diagnostics, *elsewhere])
    return second._replace(diagnostics=found, value=None if has_errors(found) else second.value)


def must_be_known(loaded: Loaded) -> Loaded:
    """A document as it is for publishing: a called SOP that nobody knows is an error then."""
    if not any(each.code == UNKNOWN for each in loaded.diagnostics):
        return loaded
    found = [each._replace(severity=ERROR) if each.code == UNKNOWN else each for each in loaded.diagnostics]
    return loaded._replace(value=None, name="", diagnostics=found)
