"""What was named and is not there, and what stands in the way of a workspace."""

from __future__ import annotations

from engine.model.refusals import Refusal

NAMES: dict[str, list[Refusal]] = {
    "unknown-sop": [Refusal("unknown-sop", {"name": "shiping", "sops": ["shipping", "listing"]})],
    "unknown-version": [Refusal("unknown-version", {"sop": "shipping", "version": 5, "latest": 3})],
    "no-earlier-version": [Refusal("no-earlier-version", {"sop": "shipping"})],
    "not-an-sop": [Refusal("not-an-sop", {"path": "team.yaml"})],
    "unknown-task": [Refusal("unknown-task", {"text": "T-99"}), Refusal("unknown-task")],
    "ambiguous-ref": [Refusal("ambiguous-ref", {"ref": "8801", "tasks": [3, 17]})],
    "unknown-step": [
        Refusal("unknown-step", {"task": 17, "step": "pak", "suggestions": ["pack"]}),
        Refusal("unknown-step", {"step": "pak", "suggestions": ["pack"]}),
    ],
    "unknown-visit": [Refusal("unknown-visit", {"task": 17, "visit": 9})],
    "unknown-outcome": [
        Refusal("unknown-outcome", {"step": "pack", "outcome": "dnoe", "outcomes": ["done", "broken"]}),
        Refusal("unknown-outcome", {"step": "pack", "outcome": "dnoe", "outcomes": []}),
    ],
    "which-outcome": [Refusal("which-outcome", {"step": "a", "outcomes": ["x", "y"]})],
    "unknown-field": [Refusal("unknown-field", {"field": "wieght_kg", "fields": ["weight_kg"]})],
    "unknown-role": [Refusal("unknown-role", {"role": "leed", "roles": ["lead"]})],
    "unknown-person": [Refusal("unknown-person", {"name": "小李"})],
    "unknown-login": [Refusal("unknown-login", {"login": "ops"})],
    "team-without-you": [Refusal("team-without-you", {"team": "shop", "login": "ma"})],
    "nobody-may-publish": [Refusal("nobody-may-publish", {"team": "shop", "roles_needed": ["lead"]})],
    "no-team": [Refusal("no-team"), Refusal("no-team", {}, (), ("sop publish team.yaml",))],
    "calendar-missing": [Refusal("calendar-missing", {"name": "cn-office"})],
    "calendar-gap": [
        Refusal("calendar-gap", {"year": 2027, "calendar": "cn"}),
        Refusal("calendar-gap", {"year": 2027}),
    ],
    "no-workspace": [
        Refusal("no-workspace", {"folder": "/a"}),
        Refusal("no-workspace", {"folder": "/a"}, (), ("sop init",)),
        Refusal("no-workspace"),
    ],
    "bad-now": [Refusal("bad-now", {"text": "soon"})],
    "workspace-exists": [Refusal("workspace-exists", {"path": "a/sop.db"})],
    "unknown-zone": [Refusal("unknown-zone", {"zone": "Mars"})],
    "bad-sop-name": [Refusal("bad-sop-name", {"name": "../x"}), Refusal("bad-sop-name")],
    "no-documents": [
        Refusal("no-documents", {"folder": "a"}),
        Refusal("no-documents", {"folder": "a"}, (), ("sop", "new", "NAME")),
    ],
    "no-stories": [Refusal("no-stories", {"folder": "a"})],
    "folder-not-empty": [Refusal("folder-not-empty", {"path": "a"})],
    "file-exists": [Refusal("file-exists", {"path": "a.yaml"})],
    "rejects-over-input": [Refusal("rejects-over-input", {"path": "a.csv"})],
}
