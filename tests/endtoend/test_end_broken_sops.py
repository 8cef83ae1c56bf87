"""A new SOP, made with ``sop new``, is broken in ways that people break files; every message points at the
right line and column and says what to write."""

from __future__ import annotations

from pathlib import Path

from tests.endtoend.processes import Workspace

BROKEN: dict[str, tuple[str, str, str]] = {
    "a key that is nearly right": (
        "    title: Approve\n",
        "    titel: Approve\n",
        "26:5: error[S201] 'titel' is not a key of a step",
    ),
    "a step that is not there": (
        "      approve: do_it\n",
        "      approve: doit\n",
        "30:16: error[N413] 'doit' is neither a step nor an end",
    ),
    "a field that is not there": (
        "{cost > 1000: approve",
        "{coast > 1000: approve",
        "24:12: error[X516] no field is called coast",
    ),
    "a role that nobody has": (
        "    role: director\n",
        "    role: directer\n",
        "27:11: warning[P801] the team 'shop' has no role 'directer'",
    ),
    "a unit that is none": (
        "due: 1 workday\n",
        "due: 1 workady\n",
        "28:12: error[D606] 'workady' is not a unit",
    ),
    "a full-width colon": (
        "ref: item ",
        "ref：item ",
        "10:4: error[Y114] this is a full-width '：', which separates nothing",
    ),
    "a word compared with a number": (
        "{cost > 1000: approve",
        "{channel > 1000: approve",
        "24:22: error[X530] > cannot compare choice with integer",
    ),
    "a key twice": (
        "    due: 2 workdays\n",
        "    due: 2 workdays\n    due: 3 days\n",
        "35:5: error[Y130] 'due' stands here a second time; the first is on line 34",
    ),
    "a bracket that is left open": (
        "late: [material missing,",
        "late: [[material missing,",
        "38:9: error[Y117] this '[' is never closed, or a comma is missing inside it",
    ),
    "a step that leads nowhere but to itself": (
        "    checklist: [Done as agreed",
        "    next: do_it\n    checklist: [Done as agreed",
        "32:3: error[F704] from here no end is ever reached: do_it",
    ),
    "a type that is none": (
        "cost: {type: money",
        "cost: {type: mony",
        "14:16: error[S206] 'mony' is not possible here",
    ),
    "a tab": (
        "    title: Do it\n",
        "\ttitle: Do it\n",
        "33:1: error[Y115] a tab character stands where the line is indented",
    ),
    "a field to fill in that is not there": (
        "- fill: cost ",
        "- fill: costs ",
        "22:15: error[N418] 'costs' is asked for here but is no field",
    ),
    "a key that is planned": (
        "ref: item ",
        "kpis: {a: 1}\nref: item ",
        "10:1: error[L308] 'kpis' is not built yet: this version cannot carry it out",
    ),
}
"""What was done to the file: what stood there, what stands there now, and the first line of the report."""

MEANT = {
    "a key that is nearly right": "did you mean 'title'?",
    "a step that is not there": "did you mean 'do_it'?",
    "a field that is not there": "did you mean 'cost'?",
    "a role that nobody has": "did you mean 'director'?",
    "a unit that is none": "did you mean 'workday' or 'workdays' or 'work h'?",
    "a full-width colon": "write ': ' (a half-width colon and a space)",
    "a type that is none": "did you mean 'money'?",
    "a tab": "indent with spaces, two for each level",
    "a field to fill in that is not there": "did you mean 'cost'?",
}


def test_each_way_of_breaking_a_new_sop_is_told_at_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    shop = Workspace(folder)
    made, new, sound = shop.many([["init", "--simulated"], ["new", "request"], ["lint"]])
    assert (made.code, new.code, sound.code) == (0, 0, 0), (made, new, sound)
    first, _end, text = (folder / "sops" / "request.sop.yaml").read_text("utf-8").partition("\n")
    assert first.startswith("# yaml-language-server: $schema="), "for editors; without it from here on"
    names = {what: f"{number}.yaml" for number, what in enumerate(BROKEN)}
    for what, (stood, stands, _said) in BROKEN.items():
        assert text.count(stood) == 1, what
        shop.write(names[what], text.replace(stood, stands))
    for (what, (_stood, _stands, said)), ended in zip(
        BROKEN.items(), shop.many(["lint", name] for name in names.values()), strict=True
    ):
        warned = "warning[" in said
        assert ended.code == (0 if warned else 1), what
        assert ended.err == ""
        lines = ended.out.splitlines()
        assert lines[0] == f"{names[what]}:{said}", what
        assert lines[-1] == ("1 warning in 1 file." if warned else "1 error in 1 file."), what
        if what in MEANT:
            assert lines[3].strip() == f"hint: {MEANT[what]}", what


def test_what_is_broken_is_not_published_and_costs_nothing_that_is(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    shop = Workspace(folder)
    shop.many([["init", "--simulated"], ["new", "request"], ["publish"], ["start", "request", "item=lamp"]])
    path = folder / "sops" / "request.sop.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("role: director", "role: [director"), "utf-8")
    team = (folder / "team.yaml").read_text("utf-8")
    (folder / "team.yaml").write_text(team.replace("roles: [director", "roles: [directer"), "utf-8")
    ended = shop.sop("publish")
    assert (ended.code, ended.out) == (1, "")
    assert "sops/request.sop.yaml:" in ended.err
    assert "'directer' is not a role of this team" in ended.err
    assert "did you mean 'director'?" in ended.err
    assert shop.sop("advance", "lamp", "--tick", "1", "cost=1", "channel=jd").code == 0
    assert shop.clean() == "1 task, 2 events: everything is as it was written.\n"
