"""``channels``: the ways that messages go out, whether their secrets are there, and a message to try one."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from cli.console import Console
from cli.frame import argument, command, option
from cli.options import json_option
from cli.output import inert, paint, say, say_json, say_object, say_table, warn
from cli.refused import refuse
from engine.words import N_, _

if TYPE_CHECKING:
    from engine.app import App
    from engine.model.team import Person
    from engine.notify.channel import Answer, Mention

DOCUMENT = "channels"
ABOUT = {"rule": N_("rules"), "rung": N_("escalations"), "hold": N_("holds")}


@command(
    "channels",
    help=N_(
        "Without an ACTION: every channel, where its secrets come from and whether they are there (never "
        "what they are), its quiet hours, how much it takes, and who gets what by it. test NAME: send one "
        "real message, at once, and say what came back; exit code 1 when it did not get there."
    ),
    epilog=N_("Examples:\n  sop channels\n  sop channels test ops\n  sop channels test mail --to 小王"),
)
@argument("action", N_("test"), metavar=N_("ACTION"), required=False, type=click.Choice(["test"]))
@argument("name", N_("The channel."), metavar=N_("CHANNEL"), required=False)
@option(
    "--to", metavar=N_("PERSON"), multiple=True,
    help=N_("With test: whom to point at, or whose mail; for mail an address does too."),
)  # fmt: skip
@json_option
def channels(
    console: Console, action: str | None, name: str | None, to: tuple[str, ...], as_json: bool
) -> int:
    """Show the channels, or try one."""
    app = console.app()
    document = published(app)
    if action == "test":
        if name is None:
            raise click.UsageError(_("Name the channel that is to be tried."))
        return _try(app, document, name, to, as_json)
    if to:
        raise click.UsageError(_("--to goes with test."))
    if as_json:
        say_json(as_rows(document or {"channels": {}}))
    elif document is None:
        say(_("No channels are set up: what people are told waits. docs/channels.md says how to begin."))
    else:
        _say_all(document)
    return 0


def published(app: App) -> dict[str, Any] | None:
    """The compiled channels; None where none were ever published."""
    with app.store.reading():
        row = app.store.document(DOCUMENT, DOCUMENT)
    return None if row is None else json.loads(row.compiled)


# -- looking -------------------------------------------------------------------------------------------


def as_rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Each channel as data, nothing secret in it."""
    from engine.model.channels import KINDS

    rows = []
    for name, config in document["channels"].items():
        limits = KINDS[config["kind"]].limits
        rows.append(
            {
                "channel": name,
                "kind": config["kind"],
                "secrets": _sources(config),
                "leads": _leads(config),
                "quiet": _quiet(config),
                "per_second": limits.per_second,
                "per_minute": min(filter(None, (config.get("per_minute"), limits.per_minute)), default=0),
                "bytes": limits.bytes,
                "digest_ms": config.get("digest", 0),
                "default": name in document.get("default", ()),
            }
        )
    return rows


def _sources(config: dict[str, Any]) -> list[dict[str, Any]]:
    """Where the secrets of a channel are looked for, and whether they are there."""
    from engine.model.channels import KINDS
    from engine.notify.handing import look_up

    found = []
    for key in sorted(KINDS[config["kind"]].secret, key=("url", "secret", "password").index):
        source = config.get(key)
        if isinstance(source, dict):
            secret, why = look_up(source, os.environ)
            ((place, where),) = source.items()
            found.append({"key": key, "from": place, "name": where, "there": secret is not None, "why": why})
    return found


def _leads(config: dict[str, Any]) -> str:
    """Where a channel leads, as far as that is no secret."""
    if isinstance(config.get("url"), str):
        parts = urlsplit(config["url"])
        return f"{parts.scheme}://{parts.netloc}"
    return str(config.get("host") or config.get("path") or "")


def _quiet(config: dict[str, Any]) -> str:
    spans = config.get("quiet")
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in spans) if spans else ""


def _say_all(document: dict[str, Any]) -> None:
    rows = as_rows(document)
    say_table(
        (_("channel"), _("kind"), _("where it leads"), _("secrets"), _("quiet"), _("a minute"), _("digest")),
        [
            (
                row["channel"],
                row["kind"],
                row["leads"],
                _(", ").join(_source(source) for source in row["secrets"]) or "-",
                row["quiet"] or "-",
                str(row["per_minute"] or "-"),
                _length(row["digest_ms"]) or "-",
            )
            for row in rows
        ],
        right=(5,),
        colours=["" if all(source["there"] for source in row["secrets"]) else "red" for row in rows],
    )
    for row in rows:
        for source in row["secrets"]:
            if not source["there"]:
                data = {"channel": row["channel"], "key": source["key"], "why": source["why"]}
                say(paint(inert(_("%(channel)s: %(key)s: %(why)s") % data), "red"))
    for route in document["routes"]:
        say(inert(_("%(what)s -> %(to)s") % {"what": _said(route), "to": _(", ").join(route["to"])}))
    rest = document["default"] or ([] if document["routes"] else list(document["channels"]))
    to = _(", ").join(rest) or _("nowhere")
    say(
        inert(
            _("%(what)s -> %(to)s")
            % {"what": _("everything else") if document["routes"] else _("everything"), "to": to}
        )
    )


def _source(source: dict[str, Any]) -> str:
    text = _("%(key)s: %(name)s (there)") if source["there"] else _("%(key)s: %(name)s (missing)")
    return text % source


def _length(ms: int) -> str:
    from engine.rules.values.duration import Duration, write_duration

    return (write_duration(Duration("ms", ms)) or "") if ms else ""


def _said(route: dict[str, Any]) -> str:
    """What a route takes, in few words."""
    about = [_(ABOUT.get(word, word)) for word in route["about"]]
    parts = [*about, *route["sop"], *route["role"], *route["person"]]
    return _(", ").join(parts) or _("everything")


# -- trying --------------------------------------------------------------------------------------------


def _try(app: App, document: dict[str, Any] | None, name: str, to: tuple[str, ...], as_json: bool) -> int:
    """Send one message through a channel, now, whatever its quiet hours say."""
    from secrets import token_hex

    from engine.notify.channel import Delivered, Item, Message, Section
    from engine.notify.kinds import CHANNELS
    from engine.render.instants import local
    from engine.words import current_language

    if document is None:
        refuse("no-channels")
    config = document["channels"].get(name)
    if config is None:
        refuse("unknown-channel", name=name, channels=list(document["channels"]))
    channel = CHANNELS[config["kind"]]
    data = {"person": app.actor.person, "channel": name, "at": local(app.clock(), app.zone)}
    line = _("%(person)s tries the channel %(channel)s (%(at)s). Nothing has to be done.") % data
    base = Message("", "", current_language(), _("A test of sopwright"), (Section("", (Item(0, (line,)),)),))
    failed = False
    results = []
    for address, mentions in _receivers(app, name, config, to):
        message = base._replace(key=token_hex(16), to=address, mentions=mentions)
        answer = channel.send(message, config)
        failed |= not isinstance(answer, Delivered)
        if as_json:
            results.append({"channel": name, "to": address, **_as_data(answer)})
        else:
            _say_answer(name, address, answer)
    if as_json:
        say_json(results) if len(results) != 1 else say_object(results[0])
    return 1 if failed else 0


def _receivers(
    app: App, name: str, config: dict[str, Any], to: tuple[str, ...]
) -> list[tuple[str, tuple[Mention, ...]]]:
    """Address and people pointed at, for each message. Raises Refused: ``to-whom``, ``unknown-person``."""
    from engine.model.channels import KINDS
    from engine.notify.channel import Mention

    kind = KINDS[config["kind"]]
    if not kind.personal:
        people = [app.person(each) for each in to]
        return [("", tuple(Mention(one.key, one.name, _handle(one, config["kind"])) for one in people))]
    found: list[tuple[str, tuple[Mention, ...]]] = []
    for each in to or (None,):
        if each is not None and "@" in each:
            found.append((each, ()))
            continue
        person = app.person(each if each is not None else app.actor.person)
        address = _handle(person, config["kind"])
        if not address:
            data = {"channel": name, "kind": config["kind"], **({"person": each} if each is not None else {})}
            refuse("to-whom", **data)
        found.append((address, ()))
    return found


def _handle(person: Person, kind: str) -> str:
    """How a channel knows a person; their phone number where the robot takes one. "" where it does not."""
    found = person.handles.get(kind, "")
    return found or (person.handles.get("phone", "") if kind in ("dingtalk", "wecom") else "")


def _as_data(answer: Answer) -> dict[str, Any]:
    from engine.notify.channel import Dead, Delivered

    if isinstance(answer, Delivered):
        return {"answer": "delivered", "detail": answer.detail}
    if isinstance(answer, Dead):
        return {"answer": "dead", "why": answer.why}
    return {"answer": "later", "why": answer.why, "after_ms": answer.after_ms}


def _say_answer(name: str, address: str, answer: Answer) -> None:
    from engine.notify.channel import Dead, Delivered

    where = f"{name} ({address})" if address else name
    if isinstance(answer, Delivered):
        say(paint(inert(_("%(where)s: delivered.") % {"where": where}), "green"))
    elif isinstance(answer, Dead):
        warn(
            paint(
                inert(_("%(where)s: refused for good. %(why)s") % {"where": where, "why": answer.why}), "red"
            )
        )
    else:
        warn(paint(inert(_("%(where)s: not now. %(why)s") % {"where": where, "why": answer.why}), "yellow"))
