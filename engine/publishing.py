"""Publishing: documents go into the database, immutable, by content; running commands read no file.

All documents of one call are published in one transaction, or none is: an SOP that has an error keeps
the team file beside it from being published too, so that what belongs together appears together. Parts
files are not published by themselves: each version of an SOP keeps what it uses of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.model import team as teams
from engine.model.actor import Actor
from engine.model.codec import dump
from engine.model.compiled import FORMAT
from engine.model.diagnostics import Diagnostic
from engine.model.refusals import Refusal
from engine.model.team import Team
from engine.people.events import published as note_published
from engine.people.permissions import right_to_administer, right_to_publish
from engine.seeing import keep
from engine.store import DocumentRow, Store
from engine.store.team_record import LAST, TeamRecord

if TYPE_CHECKING:
    from datetime import date

    from engine.language.checks.material import Calendars, Sops
    from engine.language.parts import Fetch


class Checked(NamedTuple):
    """A document that was read: ``value`` is None when it has errors. ``lines`` are its source lines;
    ``parts`` are (path as written, file, source) of the parts files that it uses."""

    file: str
    source: str
    kind: str
    name: str
    value: Any
    diagnostics: list[Diagnostic]
    lines: list[str]
    parts: tuple[tuple[str, str, str], ...] = ()

    @property
    def whole(self) -> str:
        """The source together with those of the parts, as a published version keeps it."""
        from engine.language.parts import bundle

        return bundle(self.source, [(path, source) for path, _, source in self.parts])


class Published(NamedTuple):
    """A document as it stands in the database now; ``is_new`` is false when its content was there already."""

    file: str
    row: DocumentRow
    is_new: bool


def check_documents(
    files: Mapping[str, bytes],
    team: Team | None = None,
    calendars: Calendars = frozenset(),
    fetch: Fetch | None = None,
    sops: Callable[[], Sops] | None = None,
    to_publish: bool = False,
    today: date | None = None,
) -> list[Checked]:
    """Read and check documents together. ``team`` and ``calendars`` (names, or names with their compiled
    forms) are what is published already; documents among ``files`` take their place. ``fetch`` gives the
    parts files that SOPs use; without it they are taken from ``files``. ``sops`` gives the other SOPs
    that can be called; ``to_publish``: one that is called and not there is an error. With ``today``,
    calendars that do not know a year which plans will reach are told. Calendars are read after those that
    they are made from. Never raises for anything a
    document says; ShapeDisputed, when jsonschema refuses a document in which we find nothing
    wrong, is a defect of ours."""
    from engine.language.calendar_bases import Unusable, name_in
    from engine.language.calendar_bases import in_order as bases_first
    from engine.language.callees import look_again, must_be_known
    from engine.language.checks.years import unknown_years
    from engine.language.loading import KINDS, Document, Loaded
    from engine.language.parts import Shelf, beside
    from engine.language.source import in_order

    shelf = Shelf(fetch or beside(files), files)
    known = dict(calendars) if isinstance(calendars, Mapping) else {name: {} for name in calendars}
    documents = [Document(data, file) for file, data in files.items()]
    ordered, bases = bases_first(each for each in documents if each.kind == "calendar")
    bases = {**known, **bases}
    found: dict[str, Loaded] = {}
    for kind in KINDS:
        for document in ordered if kind == "calendar" else documents:
            if document.kind != kind:
                continue
            loaded = document.load(team, known, shelf, bases=bases)
            if kind == "sop" and loaded.value is not None and today is not None:
                calendar = dict(known.get(loaded.value.calendar, {}))
                unknown = unknown_years(document.node, loaded.value, calendar, today)
                loaded = loaded._replace(diagnostics=in_order([*loaded.diagnostics, *unknown]))
            found[document.file] = loaded
            if kind == "team" and loaded.value is not None:
                team = _of(loaded.value, today)
            if kind == "calendar":
                if loaded.value is not None:
                    known[loaded.name] = bases[loaded.name] = loaded.value
                elif not isinstance(bases.get(name_in(document)), Unusable):
                    bases[name_in(document)] = Unusable()
    found |= look_again(documents, found, lambda one, others: one.load(team, known, shelf, others), sops)
    checked = []
    for document in documents:
        loaded = found[document.file]
        if to_publish:
            loaded = must_be_known(loaded)
        if loaded.value is not None and document.node is not None:
            from engine.language.judge import judge

            judge(document.node, document.kind)
        source = document.data.decode("utf-8-sig", errors="replace")
        checked.append(Checked(document.file, source, *loaded))
    return _once(checked)


def heirs(files: Mapping[str, bytes], published: list[DocumentRow]) -> dict[str, bytes]:
    """The published calendars that are made from one of the calendar files, and have no file among them: by
    their name and version, the sources as they were published. Published together with their base, they take
    over what has changed in it (docs/decisions/0025)."""
    from engine.language.calendar_bases import name_in
    from engine.language.loading import Document

    made_from = {row.name: frozenset(json.loads(row.compiled).get("from", ())) for row in published}
    if not any(made_from.values()):
        return {}
    documents = [Document(data, file) for file, data in files.items()]
    names = {name_in(document) for document in documents if document.kind == "calendar"}
    return {
        f"{row.name}@{row.no}": row.source.encode("utf-8")
        for row in published
        if row.name not in names and made_from[row.name] & names
    }


def _of(team: Team, today: date | None) -> Team:
    """A team as SOPs are checked against it: who holds what today; where nobody says which day it is,
    whatever they hold at one time or another."""
    return team.always() if today is None else team.on(today.isoformat())


def _once(checked: list[Checked]) -> list[Checked]:
    """What is wrong in a parts file said once, though several SOPs find it."""
    said: set[str] = set()
    found = []
    for document in checked:
        kept = []
        for each in document.diagnostics:
            key = repr(each) if each.place.file != document.file else ""
            if key not in said or not key:
                kept.append(each)
            said.add(key)
        found.append(document._replace(diagnostics=kept))
    return found


def has_errors(checked: list[Checked]) -> bool:
    """Whether a document among them may not be published."""
    return any(document.value is None for document in checked)


def refuse_documents(
    store: Store, checked: list[Checked], team: Team | None, actor: Actor | None
) -> Refusal | None:
    """Why the actor may not publish these documents: SOPs and calendars take the right to publish, a team
    takes the right to look after it; what is published already, word for word, takes none. With no documents:
    whether they may publish nothing at all."""
    if team is None or actor is None:
        return None
    may_not = right_to_publish(team, actor.person, actor.roles)
    not_team = right_to_administer(team, actor.person, actor.roles)
    if may_not is None and not_team is None:
        return None
    if not checked:
        return may_not if not_team is not None else None
    for document in checked:
        refusal = not_team if document.kind == "team" else may_not
        if refusal is None or document.kind == "parts":
            continue
        current = store.document(document.kind, document.name)
        compiled = compiled_text(document.kind, document.value)
        if current is None or current.hash != sha256(compiled.encode("utf-8")).digest():
            return refusal
    return None


def refuse_team(checked: list[Checked], login: str, today: date | None = None) -> Refusal | None:
    """Why a team among the documents may not take the place of the one before: because whoever publishes it
    would not be in it ``today`` (``team-without-you``), or because nobody with a login could publish a team
    any more (``nobody-may-publish``). A workspace in which that happened could not be mended from inside."""
    for document in checked:
        if document.kind != "team" or document.value is None:
            continue
        team = _of(document.value, today)
        own = team.by_login(login)
        if own is None or not own.here:
            return Refusal("team-without-you", {"team": team.name, "login": login})
        able = [one for one in team.here() if right_to_administer(team, one.key, one.roles) is None]
        if not any(one.logins for one in able):
            needed = team.may.get("administer", team.may.get("publish", ()))
            return Refusal("nobody-may-publish", {"team": team.name, "roles_needed": sorted(needed)})
    return None


def publish(
    store: Store, checked: list[Checked], at: int, publisher: str, actor: Actor | None = None
) -> list[Published]:
    """Put checked documents into the database in one transaction, all but parts files. The workspace's own
    document becomes its settings; of a team that is different it is on record what changed, by whom
    (``actor``; without one: by the login ``publisher``). ``at`` is ms UTC. Raises StoreError; ValueError
    when a document has errors."""
    if has_errors(checked):
        raise ValueError("documents with errors are not published")
    published = []
    with store.writing():
        for document in checked:
            if document.kind == "parts":
                continue
            compiled = compiled_text(document.kind, document.value)
            before = _team_before(store) if document.kind == "team" else None
            row, is_new = store.publish(
                document.kind, document.name, document.whole, compiled, FORMAT,
                sha256(compiled.encode("utf-8")).digest(), at, publisher,
            )  # fmt: skip
            published.append(Published(document.file, row, is_new))
            if document.kind == "sop":
                keep(store, document.value)
            if document.kind == "team" and is_new:
                by = actor if actor is not None else Actor(publisher, frozenset(), publisher)
                note_published(store, by, before, document.value, row, at)
            if document.kind == "workspace":
                settings = {key: value for key, value in document.value._asdict().items() if value}
                store.set_settings(settings)
    return published


def _team_before(store: Store) -> Team | None:
    """The team that is in use, as it was published; None before the first."""
    row = TeamRecord(store).published_by(LAST)
    return teams.from_json(row.compiled) if row is not None else None


def compiled_text(kind: str, value: Any) -> str:
    """What is stored of a document: canonical JSON, without positions."""
    if kind == "sop":
        return dump(value)
    if kind == "team":
        return teams.to_json(value)
    if kind == "parts":
        from engine.language.judge import plain

        return json.dumps(plain(value.root), ensure_ascii=False, separators=(",", ":"))
    plain = value._asdict() if kind == "workspace" else value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
