"""What the parts of an SOP are called where a change of them is told. A part without a word has its key."""

from __future__ import annotations

from engine.words import N_

SECTIONS = {
    "": N_("The SOP"),
    "may": N_("Permissions"),
    "data": N_("Data"),
    "tables": N_("Decision tables"),
    "deadlines": N_("Deadlines"),
    "outcomes": N_("Outcomes from any step"),
    "steps": N_("Steps"),
    "reasons": N_("Reasons"),
    "texts": N_("Translations"),
}
"""In the order of the text; collections that are not here follow."""

COLLECTIONS = {
    "outcomes": N_("outcome %(name)s"),
    "checklist": N_('checklist line "%(name)s"'),
    "rows": N_("row %(name)s"),
}
"""What is said before the name of something inside another thing."""

PERMISSIONS = {
    "start": N_("who may start a task"),
    "cancel": N_("who may cancel a task"),
    "hold": N_("who may let a task wait"),
    "reopen": N_("who may reopen a step"),
    "extend": N_("who may extend a deadline"),
    "migrate": N_("who may move tasks to another version"),
}
REASONS = {
    "late": N_("reasons for being late"),
    "hold": N_("reasons for waiting"),
    "cancel": N_("reasons for cancelling"),
}

ATTRIBUTES = {
    "kind": N_("kind of step"),
    "itself": N_("comes by itself"),
    "lane": N_("lane"),
    "join": N_("when the lanes have joined"),
    "rest": N_("what becomes of the other lanes"),
    "each.item": N_("what one item is called"),
    "each.over": N_("the list whose items are gone through"),
    "each.at_once": N_("how many items at the same time"),
    "each.data": N_("the data of each item"),
    "call.sop": N_("the SOP that is called"),
    "call.give": N_("what the called SOP gets"),
    "call.get": N_("what comes back from the called SOP"),
    "call.gather": N_("the field that gathers callers"),
    "wait.condition": N_("what is waited for"),
    "wait.signal": N_("the signal that is waited for"),
    "wait.until": N_("how long is waited"),
    "sop": N_("name"),
    "title": N_("title"),
    "lang": N_("language"),
    "first": N_("first step"),
    "calendar": N_("calendar"),
    "role": N_("role"),
    "owner": N_("owner"),
    "ref": N_("what people call a task"),
    "unique": N_("what makes a task unique"),
    "required": N_("what a start needs"),
    "help": N_("help"),
    "type": N_("type"),
    "choices": N_("choices"),
    "of": N_("type of the items"),
    "min": N_("least value"),
    "max": N_("greatest value"),
    "pattern": N_("form"),
    "default": N_("default value"),
    "value": N_("computed value"),
    "private": N_("private"),
    "columns": N_("columns in imports"),
    "when": N_("only when"),
    "not_by": N_("not by whoever did"),
    "not_before": N_("not before"),
    "due": N_("due"),
    "limit": N_("limit"),
    "pause": N_("stands still on"),
    "resume": N_("due after a pause"),
    "escalate": N_("escalation"),
    "assign": N_("given to"),
    "bulk": N_("in bulk"),
    "to": N_("leads to"),
    "reason": N_("asks for a reason"),
    "reasons": N_("reasons"),
    "set": N_("sets"),
    "na": N_("may be marked as not applicable"),
    "warn": N_("warns only"),
    "outcomes": N_("asked for by"),
    "step": N_("kept by"),
    "outcome": N_("with the outcome"),
    "hit": N_("which rows count"),
    "inputs": N_("conditions"),
    "outputs": N_("results"),
    "then": N_("results"),
}
