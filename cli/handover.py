"""``handover``: everything that somebody has who leaves goes to others, in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.act import at
from cli.console import Console
from cli.frame import argument, command, option
from cli.options import recording
from cli.output import inert, say, say_json, warn
from cli.refused import refuse
from cli.telling import names_for, place_name
from cli.when import iso
from engine.store.sharing import Sharing
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.app import App
    from engine.handing import Handed


@command(
    "handover",
    help=N_(
        "Every open step that PERSON has, and every one that somebody does for them. With several --to, each "
        "gets the next one that they may do, in turn; without --to, steps are free for whoever may do them, "
        "and what others delegated to PERSON goes back to them. What nobody named may do stays where it is "
        "and is listed (exit code 1). Who may assign may, who administers the team, and the person "
        "themself."
    ),
    epilog=N_(
        "Examples:\n  sop handover wang --to li --dry-run\n"
        "  sop handover wang --to li --to chen --reason left\n  sop handover wang"
    ),
)
@argument("leaver", N_("Who leaves."), metavar=N_("PERSON"))
@option(
    "--to", "others", metavar=N_("PERSON"), multiple=True, help=N_("Who gets the steps; several in turn.")
)
@option("--reason", metavar=N_("TEXT"), help=N_("Why; it is put on each task's record."))
@option("--dry-run", "dry", is_flag=True, help=N_("Say what would go where and write nothing."))
@recording
def handover(
    console: Console, leaver: str, others: tuple[str, ...], reason: str | None, dry: bool, when: str | None,
    name: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Give everything that a person has to others."""
    from engine.handing import hand_over

    app = console.app()
    happened = at(app, when)
    leaver = _key(app, leaver)
    to = list(dict.fromkeys(app.person(one).key for one in others))
    if leaver in to:
        refuse("same-person", person=leaver)
    found = hand_over(app.service, app.actor, leaver, to, reason, happened, name, dry)
    if as_json:
        say_json(_data(app, one) for one in found)
    else:
        _tell(app, leaver, found, dry)
    return int(any(one.refusal is not None for one in found))


def _key(app: App, text: str) -> str:
    """The person of that name. Somebody who is not in the team file any more is known by what they have.
    Raises Refused ``unknown-person``."""
    from engine.app import Refused

    try:
        return app.person(text).key
    except Refused:
        if Sharing(app.store).visits_of(text):
            return text
        raise


def _tell(app: App, leaver: str, found: list[Handed], dry: bool) -> None:
    from engine.render.refusals import line

    for one in found:
        definition = app.program(one.task).definition
        names = names_for(app, definition)
        visit = one.task.visits[one.visit - 1]
        data = {"visit": inert(place_name(names, one.task, visit)), "step": inert(names.step(visit.step))}
        data["ref"] = inert(one.task.ref)
        if app.sight.refusal(one.task) is not None:  # the number alone says that something is left
            data |= {"visit": f"T-{one.task.id}", "ref": "…"}
        if one.refusal is not None:
            why = line(one.refusal, app.zone, definition, app.team)
            warn(_("%(visit)s %(ref)s: stays as it is. %(why)s") % {**data, "why": why})
        elif one.to is None:
            say(_("%(visit)s %(ref)s: free for whoever may do it") % data)
        else:
            say(_("%(visit)s %(ref)s → %(person)s") % {**data, "person": inert(names.person(one.to))})
    gone = sum(one.refusal is None for one in found)
    names = names_for(app, None)
    if not found:
        say(_("%(person)s has no open step.") % {"person": inert(names.person(leaver))})
        return
    counted = {"n": gone, "left": len(found) - gone}
    if dry:
        text = ngettext("%(n)s step would go, %(left)s stay.", "%(n)s steps would go, %(left)s stay.", gone)
        say(text % counted)
        say(_("Nothing was written: this was a trial."))
        return
    text = ngettext("%(n)s step handed over, %(left)s stay.", "%(n)s steps handed over, %(left)s stay.", gone)
    say(text % counted)


def _data(app: App, one: Handed) -> dict[str, Any]:
    from engine.service import plain

    visit = one.task.visits[one.visit - 1]
    unseen = app.sight.refusal(one.task) is not None
    return {
        "task": f"T-{one.task.id}",
        "ref": None if unseen else one.task.ref,
        "visit": None if unseen else f"T-{one.task.id}/{visit.step}#{visit.n}",
        "due": None if unseen else iso(visit.due, app.zone),
        "to": one.to,
        "refused": None if one.refusal is None else plain(one.refusal),
    }
