"""``test``: the stories beside SOPs are run; a line for each, and what they did not reach."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cli import documents
from cli.console import Console
from cli.frame import argument, command
from cli.options import json_option
from cli.output import inert, paint, say, say_object
from cli.shelf import fetch
from cli.single import greet
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.model.diagnostics import Diagnostic
    from engine.publishing import Checked
    from engine.stories import Coverage, Result, Suite, Surroundings

WORKSPACE = "workspace.yaml"


class Tested(NamedTuple):
    """One story file: what is wrong with it, or how its stories went (``suite`` is None then)."""

    file: str
    sources: dict[str, bytes | str]
    found: list[Diagnostic]
    suite: Suite | None
    results: tuple[Result, ...]

    @property
    def failed(self) -> bool:
        """Whether anything in it is not as it should be."""
        return self.suite is None or any(result.failures for result in self.results)


@command(
    "test",
    help=N_(
        "A story says who does what at which time, and what must then be so. Stories run in virtual time "
        "and touch no database. NAME.story.yaml stands beside its SOP; team, calendars and zone are those "
        "of the folder with workspace.yaml, here or further up. Exit code 1 when a story fails."
    ),
    epilog=N_("Examples:\n  sop test\n  sop test sops/shipping.story.yaml --json"),
)
@argument("paths", N_("Files or folders; the current folder without any."), metavar=N_("PATH"), nargs=-1)
@json_option
def test(console: Console, paths: tuple[str, ...], as_json: bool) -> int:
    """Run stories and report like a test runner."""
    greet(console)
    paths = paths or (".",)
    files = documents.find_stories(paths)
    around: dict[str, list[Checked]] = {}
    tested = [run_file(file, around) for file in files]
    covered, without = coverage(tested), list(untested(paths, tested, around))
    if as_json:
        say_object(
            {
                "files": [as_row(one) for one in tested],
                "coverage": [counted(suite, count) for suite, count in covered],
                "untested": without,
            }
        )
    else:
        for one in tested:
            report(one)
        for suite, count in covered:
            report_coverage(suite, count)
        for name in without:
            say(paint(_("No stories test %(sop)s.") % {"sop": inert(name)}, "yellow"))
        say(summary(tested))
    return 1 if any(one.failed for one in tested) else 0


def run_file(file: str, checked: dict[str, list[Checked]]) -> Tested:
    """Read a story file and run what is in it; ``checked`` keeps the documents of each workspace."""
    from engine.stories import read_stories, run

    source = documents.read([file])[file]
    around = _around(file, checked)
    beside = (document for several in checked.values() for document in several)
    sources: dict[str, bytes | str] = {part: text for document in beside for _, part, text in document.parts}
    sources |= {sop.file: sop.source for sop in around.sops.values()}
    sources[file] = source
    suite, found = read_stories(source, file, around)
    if suite is None:
        return Tested(file, sources, found, None, ())
    return Tested(file, sources, found, suite, tuple(run(suite)))


def _around(file: str, checked: dict[str, list[Checked]]) -> Surroundings:
    from engine.publishing import check_documents
    from engine.stories import surroundings

    folder = os.path.dirname(file) or "."
    top = _workspace(folder)
    if top not in checked:
        found = documents.read(map(os.path.normpath, documents.beneath(top)))
        checked[top] = check_documents(found, fetch=fetch)
    return surroundings(checked[top], folder)


def _workspace(folder: str) -> str:
    """The nearest folder with a workspace file, here or further up; else this one."""
    here = os.path.abspath(folder)
    while not os.path.exists(os.path.join(here, WORKSPACE)):
        above = os.path.dirname(here)
        if above == here:
            return folder
        here = above
    return os.path.relpath(here)


def coverage(tested: Iterable[Tested]) -> list[tuple[Suite, Coverage]]:
    """What the stories of each SOP reached together, from however many files."""
    from engine.stories import measure

    suites: dict[str, Suite] = {}
    results: dict[str, list[Result]] = {}
    for one in tested:
        if one.suite is not None:
            suites.setdefault(one.suite.file, one.suite)
            results.setdefault(one.suite.file, []).extend(one.results)
    return [(suite, measure(suite, results[file])) for file, suite in suites.items()]


def untested(
    paths: Iterable[str], tested: Sequence[Tested], around: dict[str, list[Checked]]
) -> Iterable[str]:
    """The names of the SOPs in folders that were given, of which no story file was read."""
    folders = [os.path.join(os.path.abspath(path), "") for path in paths if os.path.isdir(path)]
    known = {one.suite.definition.sop for one in tested if one.suite is not None}
    if any(one.suite is None for one in tested):
        return  # which SOP they are about is not sure
    for document in (each for several in around.values() for each in several):
        inside = any(os.path.abspath(document.file).startswith(folder) for folder in folders)
        if document.kind == "sop" and inside and document.name and document.name not in known:
            known.add(document.name)
            yield document.name


# What is said


def report(tested: Tested) -> None:
    """A line for each story; for what is otherwise its place in the file and that line."""
    from engine.language.report import render_diagnostics
    from engine.stories.telling import told

    sources = tested.sources
    say(paint(documents.shown_path(tested.file), "bold"))
    if tested.found:
        say(render_diagnostics(tested.found, sources, _))
    if tested.suite is None:
        return
    for result in tested.results:
        title = inert(result.story.title)
        if not result.failures:
            say("  " + paint(_("passed"), "green") + " " + title)
            continue
        say("  " + paint(_("FAILED"), "red") + " " + title)
        found = [told(failure, tested.suite, result.story) for failure in result.failures]
        say(render_diagnostics(found, sources, _))


def report_coverage(suite: Suite, coverage: Coverage) -> None:
    """How much of an SOP its stories reached, and what they did not."""
    from engine.stories.telling import counts, missing

    name = inert(suite.definition.sop)
    say(_("%(sop)s: %(counts)s") % {"sop": name, "counts": counts(coverage)})
    for line in missing(coverage, suite):
        say("  " + paint(line, "yellow"))


def summary(tested: Sequence[Tested]) -> str:
    """``12 stories: 11 passed, 1 failed.``, and how many files could not be read."""
    results = [result for one in tested for result in one.results]
    failed = sum(1 for result in results if result.failures)
    broken = sum(1 for one in tested if one.suite is None)
    counted = [_("%(n)s passed") % {"n": len(results) - failed}]
    if failed:
        counted.append(_("%(n)s failed") % {"n": failed})
    if broken:
        counted.append(ngettext("%(n)s file with errors", "%(n)s files with errors", broken) % {"n": broken})
    stories = ngettext("%(n)s story", "%(n)s stories", len(results)) % {"n": len(results)}
    return _("%(stories)s: %(counts)s.") % {"stories": stories, "counts": _(", ").join(counted)}


def as_row(tested: Tested) -> dict[str, Any]:
    """A story file as plain data, for ``--json``."""
    from engine.stories.telling import told

    suite = tested.suite
    return {
        "file": tested.file,
        "sop": suite.definition.sop if suite else None,
        "mistakes": _rows(tested.found),
        "stories": [
            {
                "title": result.story.title,
                "line": result.story.place.line,
                "passed": not result.failures,
                "failures": _rows(told(failure, suite, result.story) for failure in result.failures),
            }
            for result in tested.results
            if suite is not None
        ],
    }


def counted(suite: Suite, coverage: Coverage) -> dict[str, Any]:
    """The coverage of an SOP as plain data."""
    kinds = {
        kind: {"reached": count.reached, "all": count.all, "missing": list(count.missing)}
        for kind, count in coverage._asdict().items()
    }
    return {"sop": suite.definition.sop, "file": suite.file, **kinds}


def _rows(found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    return [documents.as_row(one) for one in found]
