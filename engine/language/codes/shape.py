"""S2xx: the shape of a document, which `schemas/*.schema.json` alone defines."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "S201": Code(
        "unknown-key",
        N_("'%(key)s' is not a key of %(what)s"),
        N_("its keys are: %(keys)s"),
    ),
    "S202": Code(
        "misplaced-key",
        N_("'%(key)s' is a key of %(where)s, not of %(what)s"),
        N_("move it there, or indent it as it should be"),
    ),
    "S203": Code(
        "missing-key",
        N_("%(what)s needs %(keys)s"),
        N_("for example: %(example)s"),
    ),
    "S204": Code(
        "wrong-kind",
        N_("wanted here (%(what)s): %(expected)s; found: %(found)s"),
        N_("for example: %(example)s"),
    ),
    "S205": Code(
        "nothing-there",
        N_("'%(key)s' has nothing behind it; wanted: %(expected)s"),
        N_("for example: %(example)s"),
    ),
    "S206": Code(
        "not-one-of",
        N_("'%(value)s' is not possible here"),
        N_("write one of: %(choices)s"),
    ),
    "S207": Code(
        "not-yes-or-no",
        N_("'%(value)s' is neither yes nor no"),
        N_("write true or false, yes or no, 是 or 否"),
    ),
    "S208": Code(
        "not-a-number",
        N_("'%(value)s' is not a number"),
        N_("write it with digits and a decimal point, without separators or units: 1234.5"),
    ),
    "S209": Code(
        "not-a-whole-number",
        N_("'%(value)s' is not a whole number"),
        N_("write it with digits alone: 12"),
    ),
    "S210": Code(
        "not-like-this",
        N_("'%(value)s' cannot be %(what)s"),
        N_("for example: %(example)s"),
    ),
    "S211": Code(
        "bad-name",
        N_("'%(value)s' cannot be %(what)s: '%(character)s' stands in it"),
        N_("use letters (Chinese ones too), digits and '_', and put the full text into 'title'"),
    ),
    "S212": Code(
        "full-width-in-name",
        N_("a full-width '%(character)s' stands in '%(value)s'"),
        N_("write the half-width '%(better)s'"),
    ),
    "S213": Code(
        "empty",
        N_("this is empty (%(what)s)"),
        N_("for example: %(example)s"),
    ),
    "S214": Code(
        "too-long",
        N_("this text has %(length)s characters; %(what)s has at most %(limit)s"),
    ),
    "S215": Code(
        "one-of-these",
        N_("%(what)s has exactly one of %(keys)s; here is none"),
        N_("for example: %(example)s"),
    ),
    "S216": Code(
        "only-one-of-these",
        N_("'%(first)s' and '%(second)s' cannot both be in %(what)s"),
        N_("delete one of them"),
    ),
    "S217": Code(
        "repeated",
        N_("'%(value)s' stands here a second time"),
        N_("delete one of them"),
    ),
    "S218": Code(
        "colon-made-a-map",
        N_("the ': ' makes this a key and a value, not a text"),
        N_("put the whole text in quotes"),
    ),
    "S219": Code(
        "not-a-document",
        N_("%(what)s is keys and values; this file is %(found)s"),
        N_("begin with a line such as '%(example)s'"),
    ),
    "S220": Code(
        "bad-beginning",
        N_("'%(value)s' cannot be %(what)s: it begins with '%(character)s'"),
        N_("let it begin with a letter (a Chinese one, if you like)"),
    ),
    "S221": Code(
        "at-least-one-of",
        N_("%(what)s has at least one of %(keys)s; here is none"),
        N_("for example: %(example)s"),
    ),
}
"""``what``, ``where``, ``expected`` and ``found`` in a diagnostic's data are msgids themselves."""
