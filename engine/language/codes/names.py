"""N4xx: names, what they name, and values that stand in the document."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.rules.values.problems import PROBLEMS
from engine.words import N_

_DECLARE = N_("declare it under 'data'")
_STEPS_ARE = N_("name a step as it stands under 'steps'")
_VALUE_OF = N_("this is a value of the field '%(field)s', whose type is %(type)s")

VALUES: dict[str, str] = {
    "empty": "N430",
    "not-text": "N431",
    "control-character": "N432",
    "surrounding-space": "N433",
    "too-long": "N434",
    "too-short": "N435",
    "no-match": "N436",
    "not-a-link": "N437",
    "not-an-integer": "N438",
    "not-a-number": "N439",
    "not-money": "N440",
    "too-many-decimals": "N441",
    "too-small": "N442",
    "too-large": "N443",
    "not-a-boolean": "N444",
    "not-a-date": "N445",
    "not-a-datetime": "N446",
    "time-missing": "N447",
    "too-early": "N448",
    "too-late": "N449",
    "not-a-duration": "N450",
    "duration-not-comparable": "N451",
    "not-a-choice": "N452",
    "not-a-list": "N453",
    "too-few-items": "N454",
    "too-many-items": "N455",
}
"""What may be wrong with a value (engine.rules.values.problems), and its code where a document gives it."""

CODES: dict[str, Code] = {
    "N400": Code(
        "not-understood",
        N_("this cannot stand here"),
        N_("see what the key means in the language reference"),
    ),
    "N401": Code(
        "name-character",
        N_("'%(name)s' cannot be a name: '%(character)s' stands in it"),
        N_("a name is made of letters (Chinese ones too), digits and '_', and no digit comes first"),
    ),
    "N402": Code(
        "name-reserved",
        N_("'%(name)s' cannot be a name: the language uses the word for something else"),
        N_("choose another name; 'title' can still say it"),
    ),
    "N403": Code(
        "outcome-reserved",
        N_("'%(name)s' cannot be an outcome: the record of a task uses the word"),
        N_("choose another name; 'title' can still say it"),
    ),
    "N404": Code(
        "role-reserved",
        N_("'%(name)s' cannot be a role: in escalations the word means a person"),
        N_("choose another name"),
    ),
    "N405": Code(
        "name-unsteady",
        N_("'%(name)s' is written with signs that look like others; plainly written it is '%(plain)s'"),
        N_("write the plain form"),
    ),
    "N406": Code(
        "phrase-bare",
        N_("the step's name '%(name)s' cannot stand bare in an expression"),
        N_('put it in quotes: visits("%(name)s"), or give the step a short name and this as its title'),
    ),
    "N407": Code(
        "name-taken",
        N_("'%(name)s' is already the name of something else (line %(line)s)"),
        N_(
            "fields, steps, tables and deadlines share their names; only a deadline may be called as the step"
            " that keeps it"
        ),
    ),
    "N410": Code("unknown-field", N_("no field is called '%(name)s'"), _DECLARE),
    "N411": Code("unknown-step", N_("no step is called '%(name)s'"), _STEPS_ARE),
    "N412": Code(
        "field-is-computed",
        N_("'%(name)s' is computed, so nobody gives it a value"),
        N_("name another field, or take away its 'value'"),
    ),
    "N413": Code(
        "unknown-target",
        N_("'%(name)s' is neither a step nor an end"),
        N_("name a step as it stands under 'steps'; an end is 'end' or has a name, such as end.cancelled"),
    ),
    "N414": Code(
        "unknown-outcome",
        N_("step '%(step)s' has no outcome '%(name)s'"),
        N_("name one of its outcomes, or the step alone: closed in whatever way"),
    ),
    "N415": Code(
        "default-of-computed",
        N_("'%(name)s' is computed, so its default would never be used"),
        N_("delete 'default' or 'value'"),
    ),
    "N416": Code(
        "deadline-without-step",
        N_("which step keeps the deadline '%(name)s'? No step has its name"),
        N_("add 'step: NAME' to it"),
    ),
    "N417": Code(
        "unknown-calendar", N_("no calendar is called '%(name)s'"), N_("publish it, or name another")
    ),
    "N418": Code("fill-not-declared", N_("'%(name)s' is asked for here but is no field"), _DECLARE),
    "N420": Code(
        "key-not-for-type",
        N_("'%(key)s' means nothing for the type %(type)s"),
        N_(
            "min and max are for numbers, dates, durations, and the length of texts and lists; pattern is for"
            " text, of for list"
        ),
    ),
    "N421": Code("bounds-crossed", N_("no value is at least %(min)s and at most %(max)s"), N_("swap them")),
    "N422": Code(
        "pattern-broken",
        N_("this is not a regular expression: %(problem)s"),
        N_("for example: [0-9]{6,32}"),
    ),
    "N423": Code(
        "pattern-looks-back",
        N_("a pattern looks neither back nor ahead: no \\1, and no (?...) but (?:...)"),
        N_("say it with simpler means, or check it with 'must'"),
    ),
    "N424": Code(
        "pattern-repeats-repeats",
        N_("a repeated group in which something is repeated or chosen can take for ever"),
        N_("take away one of the two repeats; a fixed count such as {3} may stand inside"),
    ),
    "N426": Code(
        "time-without-offset",
        N_("'%(value)s' is a different moment in every time zone"),
        N_("add the offset: 2026-11-11 20:00+08:00"),
    ),
    "N427": Code(
        "not-a-choice-computed",
        N_("'%(value)s' is none of: %(choices)s"),
        _VALUE_OF,
    ),
    **{number: Code(f"value-{name}", PROBLEMS[name], _VALUE_OF) for name, number in VALUES.items()},
    "N456": Code(
        "field-for-nothing",
        N_("nothing gives '%(name)s' a value and nothing reads it"),
        N_(
            "let a step fill it in ('fill: %(name)s'), add it to 'required' or give it 'columns', or delete"
            " it"
        ),
    ),
    "N457": Code(
        "field-never-given",
        N_("'%(name)s' is needed here, and nothing ever gives it a value"),
        N_(
            "let a step fill it in ('fill: %(name)s'), or give it a default or 'columns', or add it to"
            " 'required'"
        ),
    ),
    "N458": Code(
        "field-given-elsewhere",
        N_(
            "step '%(step)s' needs '%(name)s' here, but no way to it leads through a step that gives it:"
            " %(givers)s"
        ),
        N_("ask for it in this step or in one before it, or write 'has(%(name)s) and ...'"),
    ),
    "N459": Code(
        "lines-for-nothing",
        N_("these lines are never asked for, since every way out of '%(step)s' asks for a reason: %(lines)s"),
        N_("give an outcome without 'reason', or move the lines into the 'checklist' of an outcome"),
    ),
    "N460": Code(
        "not-translated",
        N_("no translation of '%(text)s' into: %(languages)s"),
        N_("add it under 'texts'"),
    ),
    "N461": Code(
        "translation-of-nothing",
        N_("'%(text)s' is translated but stands nowhere in this SOP"),
        N_("correct it to the text that people see, or delete it"),
    ),
}
