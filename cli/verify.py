"""``verify``: is the record as it was written? Reads only."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import click

from cli.console import Console
from cli.files import write_over
from cli.frame import command, option
from cli.options import json_option
from cli.output import Progress, inert, say, say_object
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.verify import Finding

MOST = 100
"""So many findings are printed one by one; the rest is counted."""

FINDINGS = {
    "chain-broken": N_("%(task)s, event %(seq)s: its hash does not fit what it says"),
    "event-missing": N_("%(task)s, event %(seq)s: missing"),
    "unreadable": N_("%(task)s, event %(seq)s: cannot be read"),
    "row-differs": N_("%(task)s: the stored %(detail)s is not what the events say"),
    "row-missing": N_("%(task)s: has events but no stored task"),
    "row-extra": N_("%(task)s: stored without any event"),
    "head-differs": N_("%(task)s, event %(seq)s: not the one whose hash was exported"),
    "notice-missing": N_("%(task)s, event %(seq)s: what it tells people is not in the outbox"),
    "task-gone": N_("%(task)s: was exported, and is gone"),
    "team-chain-broken": N_("team, event %(seq)s: its hash does not fit what it says"),
    "team-event-missing": N_("team, event %(seq)s: missing"),
    "team-unreadable": N_("team, event %(seq)s: cannot be read"),
    "team-head-differs": N_("team, event %(seq)s: not the one whose hash was exported"),
    "team-document-differs": N_("team, event %(seq)s: the team %(detail)s is not what was published"),
    "absence-differs": N_("team, absence %(seq)s: the stored %(detail)s is not what the events say"),
}
"""What verifying can find, each kind once."""


@command(
    "verify",
    help=N_(
        "A changed or missing event and a task that is not what its events say are always found. A chain "
        "rewritten to its end, a cut tail and a removed task are found only against hashes that were "
        "exported earlier and kept elsewhere. Exit code 1 when anything is found."
    ),
    epilog=N_("Example:\n  sop verify --export heads.txt, and later: sop verify --against heads.txt"),
)
@option("--against", metavar=N_("FILE"), help=N_("Compare with the hashes that --export wrote earlier."))
@option("--export", metavar=N_("FILE"), help=N_("Write every task's latest hash to a file, and the team's."))
@json_option
def verify_record(console: Console, against: str | None, export: str | None, as_json: bool) -> int:
    """Replay every event and compare."""
    from engine.verify import verify

    app = console.app()
    kept = _read_heads(against) if against is not None else None
    tasks = events = 0
    found: list[Finding] = []
    with Progress(_("verify")) as progress:
        for page in verify(app.store, kept):
            tasks, events = page.tasks, page.events
            found += page.findings
            progress.step(events)
    if export is not None and not found:
        _write_heads(console, export)
    if as_json:
        say_object({"tasks": tasks, "events": events, "findings": [one._asdict() for one in found]})
        return 1 if found else 0
    for one in found[:MOST]:
        say(text_of(one))
    if len(found) > MOST:
        say(_("... and %(n)s more") % {"n": f"{len(found) - MOST:,}"})
    counts = {
        "tasks": ngettext("%(n)s task", "%(n)s tasks", tasks) % {"n": f"{tasks:,}"},
        "events": ngettext("%(n)s event", "%(n)s events", events) % {"n": f"{events:,}"},
        "n": f"{len(found):,}",
    }
    if found:
        text = ngettext(
            "%(tasks)s, %(events)s: one thing is not as it was written.",
            "%(tasks)s, %(events)s: %(n)s things are not as they were written.",
            len(found),
        )
        say(text % counts)
        return 1
    say(_("%(tasks)s, %(events)s: everything is as it was written.") % counts)
    return 0


def text_of(finding: Finding) -> str:
    """A finding in words."""
    data = {"task": f"T-{finding.task}", "seq": str(finding.seq), "detail": inert(finding.detail)}
    return _(FINDINGS[finding.code]) % data


def _read_heads(path: str) -> dict[int, tuple[int, str]]:
    """Task to number and hash of its last event. Raises OSError, a usage error."""
    heads = {}
    with open(path, encoding="ascii", errors="replace") as file:
        for number, text in enumerate(file, start=1):
            words = text.split()
            try:
                task = 0 if words[0] == "team" else int(words[0])
                seq, digest = int(words[1]), words[2]
            except (ValueError, IndexError):
                message = _("%(path)s, line %(line)s: not what --export writes.")
                raise click.UsageError(message % {"path": inert(path), "line": number}) from None
            heads[task] = (seq, digest)
    return heads


def _write_heads(console: Console, path: str) -> None:
    from engine.store.team_record import TeamRecord
    from engine.verify import heads

    store = console.app().store
    lines = (f"{task} {seq} {digest}\n" for task, seq, digest in heads(store))
    last = TeamRecord(store).last()
    team = [] if last is None else [f"team {last.no} {last.hash.hex()}\n"]
    write_over(path, chain(lines, team))
