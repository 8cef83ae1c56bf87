"""X5: what can be wrong with an expression."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

_TEXT: dict[str, Code] = {
    "X500": Code(
        "syntax",
        N_("this is not an expression from here on: %(text)s"),
        N_('a condition looks like this: weight_kg > 30 and courier == "sf"'),
    ),
    "X501": Code(
        "expression-too-long",
        N_("the expression has %(length)s characters; at most %(most)s are allowed"),
        N_("move a part of it into a computed field: {type: boolean, value: ...}"),
    ),
    "X502": Code("expression-empty", N_("an expression is needed here")),
    "X503": Code(
        "character-not-allowed",
        N_("the character %(character)s cannot stand in an expression"),
        N_("leave it out; a text in quotes stands on one line and is taken as it is written"),
    ),
    "X504": Code(
        "expression-too-deep",
        N_("the expression is nested too deeply, or too large with the computed fields that it uses"),
        N_("move a part of it into a computed field, or simplify it"),
    ),
    "X505": Code(
        "comment-in-expression",
        N_("an expression has no comments: everything from the # on would be passed over"),
        N_("put the comment on a line of its own, or the # into quotes where it belongs to a text"),
    ),
    "X506": Code(
        "full-width-character",
        N_("%(character)s is not a sign of the language"),
        N_("write %(write)s (with the input method switched to English)"),
    ),
    "X507": Code(
        "not-closed",
        N_("%(character)s has no other half"),
        N_("brackets and quotes come in pairs"),
    ),
    "X508": Code(
        "leading-equals",
        N_("what stands here is always an expression; it begins without ="),
        N_("leave the = out; it makes an expression of a value only in set, with and default"),
    ),
    "X509": Code(
        "foreign-operator",
        N_("%(found)s is not an operator of the language"),
        N_("write %(write)s"),
    ),
    "X510": Code(
        "number-with-unit",
        N_("a number stands without a unit"),
        N_("write %(write)s"),
    ),
    "X511": Code(
        "leading-zero",
        N_("a number does not begin with 0: %(number)s"),
        N_('if it is a text, such as an order number, put it into quotes: "%(number)s"'),
    ),
    "X512": Code(
        "reserved-word",
        N_("%(name)s is a word of the syntax and cannot be a name"),
        N_("give the field another name"),
    ),
}

_MEANING: dict[str, Code] = {
    "X513": Code(
        "number-too-large",
        N_("the number is too large or too fine: at most 15 digits before the point and %(places)s after it"),
    ),
    "X514": Code(
        "folded-name",
        N_("%(name)s is written with characters that mean the same as %(plain)s"),
        N_("write %(plain)s"),
    ),
    "X515": Code(
        "no-nothing",
        N_("there is no value %(name)s"),
        N_("to ask whether a field is set, write has(field) or not has(field)"),
    ),
    "X516": Code("unknown-name", N_("no field is called %(name)s")),
    "X517": Code(
        "choice-without-quotes",
        N_("%(name)s is a choice of %(field)s, not a field"),
        N_('put it into quotes: "%(name)s"'),
    ),
    "X518": Code(
        "function-without-call",
        N_("%(name)s is a function"),
        N_("write %(usage)s"),
    ),
    "X519": Code(
        "step-as-value",
        N_("%(name)s is a step and has no value"),
        N_("write closed(%(name)s) or visits(%(name)s)"),
    ),
    "X520": Code(
        "not-in-language",
        N_("the language of expressions does not have this: %(text)s"),
        N_("it has and, or, not, in, comparisons, + - * / // %%, x if c else y, list[0] and some functions"),
    ),
    "X521": Code(
        "no-attribute",
        N_("%(text)s: a value has no parts that are named with a point"),
    ),
    "X522": Code(
        "ends-too-early",
        N_("the expression ends too early"),
        N_("after an operator stands another value; to each if belongs an else"),
    ),
}

_TYPES: dict[str, Code] = {
    "X530": Code(
        "not-comparable",
        N_("%(op)s cannot compare %(left)s with %(right)s"),
    ),
    "X531": Code(
        "no-order",
        N_("values of the type %(left)s have no order, so %(op)s means nothing"),
        N_("only numbers, dates, datetimes and durations have one; give the field such a type"),
    ),
    "X532": Code(
        "text-beside-date",
        N_("a text in quotes is not a value of the type %(left)s or %(right)s here"),
        N_('a date is "2026-11-21"; for a datetime compare date(field), for a duration hours(24) or days(3)'),
    ),
    "X533": Code(
        "not-boolean",
        N_("%(where)s needs something that holds or not; this is %(got)s"),
        N_("compare it with something, or ask has(field)"),
    ),
    "X534": Code(
        "no-such-arithmetic",
        N_("there is no %(left)s %(op)s %(right)s"),
    ),
    "X535": Code(
        "branches-differ",
        N_("the two values of if and else are of different types: %(left)s and %(right)s"),
    ),
    "X536": Code(
        "empty-list",
        N_("a list in an expression has at least one item"),
        N_("to ask whether a list has any, write has(field)"),
    ),
    "X537": Code(
        "items-differ",
        N_("the items of a list are of one type; here are %(left)s and %(right)s"),
    ),
    "X538": Code("not-a-list", N_("only a list has numbered items; this is %(got)s")),
    "X539": Code("index-not-integer", N_("an item's number is an integer; this is %(got)s")),
    "X540": Code("division-by-zero", N_("division by zero")),
    "X541": Code(
        "number-in-quotes",
        N_("%(op)s cannot compare a number with a text"),
        N_("write the number without quotes"),
    ),
    "X542": Code(
        "no-container",
        N_("%(op)s looks into a list or a text; here are %(left)s and %(right)s"),
        N_('several values stand in brackets: ["a", "b"]'),
    ),
    "X543": Code("not-a-choice", N_("%(value)s is none of the choices: %(choices)s")),
    "X551": Code(
        "condition-needed",
        N_("a condition is needed here, something that holds or not; this is %(got)s"),
        N_("compare it with something, or ask has(field)"),
    ),
    "X552": Code(
        "wrong-type",
        N_("a value of the type %(want)s is needed here; this is %(got)s"),
        N_("round(number) gives an integer, date(datetime) a date"),
    ),
}

_CALLS: dict[str, Code] = {
    "X544": Code("unknown-function", N_("there is no function called %(name)s")),
    "X545": Code(
        "argument-count",
        N_("%(count)s values stand between the parentheses"),
        N_("write %(usage)s"),
    ),
    "X546": Code(
        "not-a-function",
        N_("%(name)s is not a function"),
        N_("leave the parentheses out, or put an operator between"),
    ),
    "X547": Code(
        "argument-type",
        N_("%(name)s takes %(expected)s here; this is %(got)s"),
        N_("write %(usage)s"),
    ),
    "X548": Code("field-needed", N_("has asks about a field: write has(field)")),
    "X549": Code(
        "step-needed",
        N_("the name of a step is needed here"),
        N_('write %(usage)s, and a name of several words in quotes: closed("Collect samples")'),
    ),
    "X550": Code("unknown-step", N_("no step is called %(name)s")),
    "X553": Code(
        "share-out-of-range",
        N_("a share is a number from 0 to 1; this is %(value)s"),
        N_("30 percent is 0.3"),
    ),
    "X554": Code(
        "sample-name",
        N_("the name of a sample is a text in quotes"),
        N_('for example: sample(0.3, "photo")'),
    ),
}

CODES: dict[str, Code] = {**_TEXT, **_MEANING, **_TYPES, **_CALLS}
