"""Channels files: the ways that messages go out, who gets what by which, and never a secret.

What a kind needs stands in ``engine.model.channels``. A secret that somebody wrote into the file is refused,
and taken out of the document before anything shows a line of it (``without_secrets``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.language.shape import check_shape
from engine.language.source import has_errors, in_order
from engine.model.channels import COMMON, KINDS, Kind
from engine.model.diagnostics import WARNING, Diagnostic
from engine.model.team import Team
from engine.rules.near import near
from engine.rules.values.duration import parse_duration

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
PATH = re.compile(r"(/|[A-Za-z]:[/\\]).+")
OPEN_ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(/[^\s?#@\\]*)?")
"""A webhook's address in which nothing is secret: no user, nothing behind a question mark."""
WEB = re.compile(r"https?://.+", re.IGNORECASE)
HERE = frozenset({"localhost", "127.0.0.1"})
SECRET = frozenset(key for kind in KINDS.values() for key in kind.secret)
KNOWN = frozenset(
    {*COMMON, *(key for kind in KINDS.values() for key in (*kind.required, *kind.optional))} - SECRET
)


def read_channels(node: Node, team: Team | None) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The compiled channels out of their file's root node, and what is wrong with it; None where an error is.

    The compiled form: ``name`` ("channels"), ``channels`` (name -> its keys; ``quiet`` as two minutes of the
    day, ``digest`` in ms, secrets as ``{"env": name}`` or ``{"file": path}``), ``default`` (names), ``keep``
    (ms, where it is written) and ``routes`` (``role person sop about to``, each a list of names). Refused,
    besides a wrong shape: a secret in the file, keys that the kind lacks or does not have, more messages than
    the receiver takes, a password in clear, channels, roles and persons that there are not.
    """
    found = check_shape(node, "channels")
    if found:
        return None, found
    bodies = {name: body for name, (_, body) in node.entries["channels"][1].entries.items()}
    channels = {name: _channel(name, node, body, found) for name, body in bodies.items()}
    default, routes, keep = node.get("default"), node.get("routes"), node.get("keep")
    compiled: dict[str, Any] = {
        "name": "channels",
        "channels": channels,
        "default": [each.text for each in _each(default)],
        "routes": [
            {
                key: [each.text for each in _each(route.get(key))]
                for key in ("role", "person", "sop", "about", "to")
            }
            for route in (routes.items if routes is not None else ())
        ],
    }
    if keep is not None:
        compiled["keep"] = _length(keep)
    found += _named(node, bodies, team)
    found += _nowhere(node, default, routes)
    return (None if has_errors(found) else compiled), in_order(found)


def _each(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return node.items if node.kind == LIST else [node]


# -- one channel ---------------------------------------------------------------------------------------


def _channel(name: str, root: Node, body: Node, found: list[Diagnostic]) -> dict[str, Any]:
    kind = body.entries["kind"][1].text
    what = KINDS[kind]
    for key in what.required:
        if body.get(key) is None:
            place = root.entries["channels"][1].entries[name][0].place
            found.append(Diagnostic("C103", place, {"name": name, "kind": kind, "key": key}))
    known = (*COMMON, *what.required, *what.optional)
    compiled: dict[str, Any] = {}
    for key, (said, value) in body.entries.items():
        if key not in known:
            found.append(Diagnostic("C104", said.place, {"key": key, "kind": kind, "keys": ", ".join(known)}))
        elif key in what.secret:
            compiled[key] = _source(kind, value, found)
        elif key == "quiet":
            compiled[key] = _quiet(value, found)
        elif key == "digest":
            compiled[key] = _length(value)
        elif key == "per_minute":
            compiled[key] = _per_minute(kind, what, value, found)
        elif key == "port":
            compiled[key] = _port(value, found)
        else:
            compiled[key] = value.text
    found += _in_clear(body, compiled)
    return compiled


def _length(value: Node) -> int:
    """A duration of the schema's form, in ms."""
    length = parse_duration(value.text)
    return (length.exact if length is not None else None) or 0


def _source(kind: str, value: Node, found: list[Diagnostic]) -> Any:
    """A place where a secret is, or an address that is none."""
    if value.kind == SCALAR:
        if kind == "webhook" and OPEN_ADDRESS.fullmatch(value.text):
            return value.text
        wrong = kind == "webhook" and not WEB.fullmatch(value.text)
        found.append(Diagnostic("C117" if wrong else "C101", value.place))
        return ""
    if len(value.entries) > 1:
        found.append(Diagnostic("C102", value.place))
    for key, (_, source) in value.entries.items():
        if key == "env" and not NAME.fullmatch(source.text):
            found.append(Diagnostic("C105", source.place))
        if key == "file" and not PATH.fullmatch(source.text):
            found.append(Diagnostic("C106", source.place))
    return {key: source.text for key, (_, source) in value.entries.items()}


def _quiet(value: Node, found: list[Diagnostic]) -> list[int]:
    minutes = [
        int(hour) * 60 + int(minute) for hour, minute in (part.split(":") for part in value.text.split("-"))
    ]
    if minutes[0] == minutes[1]:
        found.append(Diagnostic("C107", value.place, {"quiet": value.text}))
    return minutes


def _per_minute(kind: str, what: Kind, value: Node, found: list[Diagnostic]) -> int:
    most, wanted = what.limits.per_minute, int(value.text)
    if most and wanted > most:
        found.append(Diagnostic("C108", value.place, {"kind": kind, "most": most}))
    return wanted


def _port(value: Node, found: list[Diagnostic]) -> int:
    if int(value.text) > 65_535:
        found.append(Diagnostic("C109", value.place, {"port": value.text}))
    return int(value.text)


def _in_clear(body: Node, compiled: dict[str, Any]) -> Iterator[Diagnostic]:
    if "password" not in compiled:
        return
    if compiled.get("tls") == "none" and compiled.get("host") not in HERE:
        yield Diagnostic("C110", body.entries["tls"][1].place, {"host": compiled.get("host", "")})
    if "user" not in compiled:
        yield Diagnostic("C111", body.entries["password"][0].place)


# -- who gets what -------------------------------------------------------------------------------------


def _named(node: Node, channels: Iterable[str], team: Team | None) -> Iterator[Diagnostic]:
    """Channels, and where the team is known roles and persons, that there are not."""
    routes = node.get("routes")
    items = routes.items if routes is not None else []
    targets = _each(node.get("default")) + [each for route in items for each in _each(route.get("to"))]
    names = list(channels)
    for target in targets:
        if target.text not in names:
            data = {"name": target.text, "channels": ", ".join(names)}
            yield Diagnostic("C112", target.place, data, near(target.text, names))
    for route in items if team is not None else []:
        assert team is not None
        for role in _each(route.get("role")):
            if role.text not in team.roles:
                data = {"role": role.text, "team": team.name, "roles": ", ".join(team.roles)}
                yield Diagnostic("C113", role.place, data, near(role.text, team.roles))
        for person in _each(route.get("person")):
            if person.text not in team.people:
                data = {"person": person.text, "team": team.name}
                yield Diagnostic("C114", person.place, data, near(person.text, team.people))


def _nowhere(node: Node, default: Node | None, routes: Node | None) -> Iterator[Diagnostic]:
    """Routes that no notice comes to, and notices that no route takes."""
    everything = None
    for route in routes.items if routes is not None else ():
        if everything is not None:
            yield Diagnostic("C115", route.place, {"line": everything.line})
        elif set(route.entries) == {"to"}:
            everything = route
    if default is None and routes is not None and everything is None:
        yield Diagnostic("C116", node.entries["routes"][0].place, severity=WARNING)


# -- what is not shown ---------------------------------------------------------------------------------


def without_secrets(node: Node) -> str | None:
    """The document's text with ``•`` for every character of what is a secret or may be one; None where there
    is none. Lines and columns stay."""
    text = node.source.text
    spots = sorted({(each.start, each.end) for each in _secret(node)}, reverse=True)
    for start, end in spots:
        text = text[:start] + re.sub(r"[^\s'\"]", "•", text[start:end]) + text[end:]
    return text if spots else None


def _secret(node: Node) -> Iterator[Node]:
    """What stands under keys of secrets and is no place of one, and under keys that there are not."""
    channels = node.get("channels")
    for _, body in channels.entries.values() if channels is not None and channels.kind == MAP else ():
        kind = body.get("kind")
        opened = kind is not None and kind.text == "webhook"
        for key, (_name, value) in body.entries.items():
            if key == "url" and opened and OPEN_ADDRESS.fullmatch(value.text):
                continue
            if key in SECRET or key not in KNOWN:
                yield from _literal(value)


def _literal(value: Node) -> Iterator[Node]:
    if value.kind == SCALAR:
        yield value
    for item in value.items:
        yield from _literal(item)
    for key, (_, inner) in value.entries.items():
        pattern = {"env": NAME, "file": PATH}.get(key)
        if pattern is None or inner.kind != SCALAR or not pattern.fullmatch(inner.text):
            yield from _literal(inner)
