"""U1xx: parts files, and what an SOP uses of them."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "U101": Code(
        "not-shared",
        N_("%(what)s called '%(name)s' is not shared by: %(files)s"),
        N_("name one that stands there, or add it there"),
    ),
    "U102": Code(
        "use-of-nothing",
        N_("'%(name)s' is used, but this SOP names no parts file that could share it"),
        N_("add at the top: use: common.parts.yaml"),
    ),
    "U103": Code(
        "no-such-parts",
        N_("there is no file '%(path)s' that can be read"),
        N_("the path is counted from the folder of this file"),
    ),
    "U104": Code(
        "no-parts-path",
        N_("'%(path)s' is no path to a parts file"),
        N_(
            "write it from the folder of this file, with '/' between folders; the file's name ends in"
            " .parts.yaml"
        ),
    ),
    "U105": Code(
        "outside-workspace",
        N_("'%(path)s' leads out of the workspace"),
        N_("copy the file into the workspace, the folder with workspace.yaml"),
    ),
    "U106": Code(
        "not-a-parts-file",
        N_("'%(path)s' is no parts file"),
        N_("a parts file begins with 'parts: NAME'"),
    ),
    "U107": Code(
        "parts-with-errors",
        N_("'%(path)s' has errors, so nothing of it can be used"),
        N_("correct them there; 'sop lint' shows them"),
    ),
    "U109": Code(
        "too-many-parts-files",
        N_("an SOP uses %(most)s parts files at most; these are %(count)s"),
        N_("put together what belongs together"),
    ),
    "U110": Code(
        "shared-twice",
        N_("'%(name)s' stands in %(other)s too (line %(line)s)"),
        N_("rename one of the two"),
    ),
    "U111": Code(
        "shared-role-is-a-role",
        N_("the team '%(team)s' has a role '%(name)s' itself"),
        N_("give the shared role another name"),
    ),
    "U112": Code(
        "shared-role-depends",
        N_("the shared role '%(name)s' depends on data, and nothing that stands here can"),
        N_("such a role stands alone: 'role: %(name)s'"),
    ),
    "U113": Code(
        "too-much-put-in",
        N_("this SOP becomes too large: over %(most)s keys and values come from parts files"),
        N_("use them less often, or in several SOPs"),
    ),
    "U114": Code(
        "parts-use-parts",
        N_("a parts file cannot use parts"),
        N_("write here what it stands for; only an SOP uses parts"),
    ),
    "U115": Code(
        "parts-do-not-fit",
        N_("what '%(path)s' shares does not fit this SOP: mistakes there: %(count)s"),
        N_("they are shown at their places; most often a field is missing here"),
    ),
    "U116": Code(
        "shared-role-of-shared",
        N_("'%(name)s' is a shared role itself; a shared role leads to roles of the team"),
        N_("name the team's roles"),
    ),
    "U117": Code(
        "shared-role-several",
        N_("the shared role '%(name)s' is several roles, and here stands one"),
        N_("name one role of the team"),
    ),
}
