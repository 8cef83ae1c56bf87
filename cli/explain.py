"""Learning from a code: ``explain``. Reads nothing but what ships with the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from cli.console import Console
from cli.frame import argument, command
from cli.options import json_option
from cli.output import paint, say, say_json, say_object
from cli.page import Page
from engine.words import N_, _, ngettext

if TYPE_CHECKING:
    from engine.language.lessons import Example, Lesson

_HOLE = re.compile(r"%\(\w+\)s")
REFUSALS = "refusals"
REFUSED = N_("what commands refuse")
ESCAPED = N_("⟨text ×N⟩ stands for the text N times over, \\xNN for one byte.")


@command(
    "explain",
    help=N_(
        "A code stands in brackets in what lint says (S201); a refusal's is what --json and rejects files "
        "show. A family (S2, refusals) lists its codes; without anything the families are listed."
    ),
    epilog=N_("Examples:\n  sop explain S201\n  sop explain not-your-role\n  sop explain F7"),
)
@argument("code", N_("A code, its name, or a family."), metavar=N_("CODE"), required=False)
@json_option
def explain(console: Console, code: str | None, as_json: bool) -> int:
    """What a code means."""
    from engine.language.codes import CODES, FAMILIES
    from engine.render.refusals import text_of

    if code is None:
        _say_families(as_json)
        return 0
    family = code.upper()
    if family in FAMILIES:
        _say_codes([(each, body.name, body.text) for each, body in FAMILIES[family].items()], as_json)
        return 0
    if code == REFUSALS:
        _say_codes([(each, "", _first(each)) for each in _refusals()], as_json)
        return 0
    found = [each for each, body in CODES.items() if code.upper() == each or code.lower() == body.name]
    refused = text_of(code.lower()) is not None
    if not found and not refused:
        click.get_current_context().fail(_unknown(code))
    if as_json:
        say_object([*map(_lesson_data, found), *([_refusal_data(code.lower())] if refused else [])])
        return 0
    for number, each in enumerate([*found, *([code.lower()] if refused else [])]):
        if number:
            say()
        _say_lesson(each) if each in CODES else _say_refusal(each)
    return 0


def _refusals() -> list[str]:
    """The codes of all refusals: of commands, of files and rows, of values."""
    from engine.intake.problems import PROBLEMS
    from engine.render.refusal_texts import TEXTS
    from engine.rules.values.problems import PROBLEMS as VALUES

    return list(dict.fromkeys((*TEXTS, *PROBLEMS, *VALUES)))


def _unknown(code: str) -> str:
    """That there is no such code, and what may have been meant."""
    from engine.language.codes import CODES, FAMILIES
    from engine.rules.near import near

    known = [*CODES, *(body.name for body in CODES.values()), *_refusals(), *FAMILIES, REFUSALS]
    text = _("No such code {name!r}.").format(name=code)
    meant = near(code, known)
    if meant:
        return text + " " + _("Did you mean: %(suggestions)s?") % {"suggestions": ", ".join(meant)}
    return text + " " + _("All of them: sop explain")


def _say_families(as_json: bool) -> None:
    from engine.language.codes import FAMILIES
    from engine.language.codes.about import TITLES

    rows = [(family, _(TITLES.get(family, "")), len(codes)) for family, codes in FAMILIES.items()]
    rows.append((REFUSALS, _(REFUSED), len(_refusals())))
    if as_json:
        say_json({"family": family, "title": title, "codes": count} for family, title, count in rows)
        return
    page = Page()
    text = _("%(title)s (%(codes)s)")
    page.write_dl(
        [(family, text % {"title": title, "codes": _count(count)}) for family, title, count in rows]
    )
    say(page.getvalue())
    say(_("The codes of one: sop explain F7. What one means: sop explain F701."))


def _count(number: int) -> str:
    return ngettext("%(n)s code", "%(n)s codes", number) % {"n": number}


def _say_codes(rows: list[tuple[str, str, str]], as_json: bool) -> None:
    if as_json:
        say_json({"code": code, "name": name, "text": _bare(text)} for code, name, text in rows)
        return
    page = Page()
    page.write_dl([(f"{code} {name}".rstrip(), _bare(text)) for code, name, text in rows])
    say(page.getvalue().rstrip("\n"))


def _bare(text: str) -> str:
    """A text in the current language, with an ellipsis where it would name something."""
    return _HOLE.sub("…", _(text)).replace("%%", "%")


def _first(code: str) -> str:
    from engine.render.refusals import text_of

    found = text_of(code)
    return found.text[0] if found else ""


def _say_lesson(code: str) -> None:
    from engine.language.codes.about import TITLES
    from engine.language.lessons import SPOKEN_FOR, lesson

    found = lesson(code)
    title = TITLES.get(code[:2])
    say(paint(f"{code} {found.body.name}", "bold") + (_(": ") + _(title) if title else ""))
    _say_texts(found.body.text, found.body.hint, found.body.about)
    example = found.example or _story(code)
    if example is not None:
        _say_documents(code, example)
    elif code in SPOKEN_FOR:
        _say_texts(N_("No example: where a document could give this code, another one is said first."))
    else:
        _say_texts(N_("No example yet."))


def _say_texts(*texts: str | None) -> None:
    """Each as a paragraph, an empty line before it."""
    for text in filter(None, texts):
        page = Page()
        page.write_text(_bare(text))
        say("\n" + page.getvalue().rstrip("\n"))


def _story(code: str) -> Example | None:
    """The example of a code of stories, which are run and not only read."""
    from cli.lessons.stories import examples

    return examples().get(code)


def _say_documents(code: str, example: Example) -> None:
    from cli.lessons import stories
    from engine.language.lessons import report

    told = code.startswith(stories.FAMILY)
    if told or example.team:
        say("\n" + (_("With this SOP") if told else _("With this team")))
        _say_indented(stories.sop() if told else example.team)
    if example.called():
        say("\n" + _("With this SOP"))
        _say_indented(example.called())
    beside = example.beside()
    if beside:
        say("\n" + _("With these parts files"))
        _say_indented("\n".join(beside))
    say("\n" + _("An example that breaks it"))
    _say_indented(example.broken)
    if example.escaped:
        _say_texts(ESCAPED)
    say("\n" + (stories.report if told else report)(example, code).rstrip("\n"))
    say("\n" + _("Mended"))
    _say_indented(example.mend)


def _say_indented(text: str) -> None:
    for line in text.rstrip("\n").split("\n"):
        say(f"    {line}".rstrip())


def _say_refusal(code: str) -> None:
    from cli.lessons import example
    from engine.render.about import ABOUT
    from engine.render.refusals import helping, text_of

    text = text_of(code)
    assert text is not None, code
    say(paint(code, "bold") + _(": ") + _(REFUSED))
    _say_texts(text.text[0], *(helping(_bare(help)) for help in text.help[:1]))
    _say_texts(ABOUT.get(code))
    found = example(code)
    if found is None:
        _say_texts(N_("No example yet."))
        return
    say("\n" + _("An example that breaks it"))
    _say_indented("\n".join(found.given + found.refused))
    say("\n" + _("Mended"))
    _say_indented("\n".join(found.mend))


def _lesson_data(code: str) -> dict[str, Any]:
    from engine.language.lessons import lesson

    found: Lesson = lesson(code)
    example = found.example or _story(code)
    return {
        "code": code,
        "name": found.body.name,
        "text": _bare(found.body.text),
        "hint": _bare(found.body.hint) if found.body.hint else None,
        "about": _bare(found.body.about),
        "broken": example.broken if example else None,
        "mend": example.mend if example else None,
    }


def _refusal_data(code: str) -> dict[str, Any]:
    from cli.lessons import example
    from engine.render.about import ABOUT

    found = example(code)
    return {
        "code": code,
        "text": _bare(_first(code)),
        "about": _bare(ABOUT.get(code, "")),
        "broken": list(found.given + found.refused) if found else None,
        "mend": list(found.mend) if found else None,
    }
