"""R1xx: decision tables: their text, their cells, what they give, and cases without a row or with several."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

_ANY = N_("write - where any value will do, after => for no value")

CODES: dict[str, Code] = {
    "R101": Code(
        "table-without-rows",
        N_("this table has no rows"),
        N_("write it as a text block ('limits: |'): a line that names the columns, then a line for each row"),
    ),
    "R102": Code(
        "no-arrow",
        N_("there is no => in this line"),
        N_("conditions stand before =>, results after it: wechat => 48h"),
    ),
    "R103": Code(
        "second-arrow",
        N_("a line has one =>"),
        N_(
            "begin the block with | and not with >, which joins lines; put a text that has => in it in quotes"
        ),
    ),
    "R104": Code(
        "conditions-counted",
        N_("this line has %(count)s conditions, the first line names %(wanted)s"),
        N_("separate the cells with |, and write - where any value will do"),
    ),
    "R105": Code(
        "results-counted",
        N_("this line has %(count)s results, the first line names %(wanted)s"),
        N_("separate the cells with |, and write - for no value"),
    ),
    "R106": Code(
        "full-width-in-cell",
        N_("'%(character)s' has no meaning in this cell"),
        N_("write '%(write)s'; a text that has it in it stands in quotes"),
    ),
    "R107": Code("empty-cell", N_("nothing stands here"), _ANY),
    "R108": Code(
        "column-without-name",
        N_("this column has no name"),
        N_("the first line names fields before =>, and after it what the table gives"),
    ),
    "R109": Code(
        "result-twice", N_("there is already a result called '%(name)s'"), N_("choose another name")
    ),
    "R110": Code("condition-twice", N_("'%(name)s' has a column already"), N_("delete one of the two")),
    "R111": Code(
        "condition-on-list",
        N_("'%(name)s' is %(type)s: a cell tests one value"),
        N_("test something about it, such as len(%(name)s)"),
    ),
    "R112": Code("result-type", N_("'%(type)s' is no type of a result"), N_("one of: %(keys)s")),
    "R113": Code(
        "table-too-large",
        N_("a table has at most %(most)s rows and %(columns)s columns; this one has %(rows)s rows"),
        N_("divide it into several tables"),
    ),
    "R121": Code(
        "cell-not-closed",
        N_("nothing closes this '%(character)s'"),
        N_("quotes and brackets come in pairs; a text that has one of them in it stands in the other quotes"),
    ),
    "R122": Code(
        "range-written-otherwise",
        N_("a table does not read '%(text)s'"),
        N_("from one value to another is written %(write)s; a round bracket leaves the end out"),
    ),
    "R123": Code(
        "range-empty",
        N_("no value lies in %(text)s"),
        N_("write the smaller value first; a round bracket leaves the end out"),
    ),
    "R124": Code(
        "no-order",
        N_("values of the type %(type)s have no order"),
        N_("name the values (a, b), say which not (not(a, b)), or write - for any"),
    ),
    "R126": Code("sign-otherwise", N_("'%(found)s' is written otherwise here"), N_("write '%(write)s'")),
    "R127": Code(
        "comma-in-number",
        N_("'%(written)s' would be several values: the comma means 'or'"),
        N_("write %(plain)s"),
    ),
    "R128": Code(
        "quoted-value",
        N_("a text in quotes is no value of the type %(type)s"),
        N_("write the value without quotes"),
    ),
    "R129": Code(
        "lengths-not-comparable",
        N_("'%(text)s': lengths of time of such different units do not compare"),
        N_("in one column use hours, days and weeks, or workdays, or working hours, or months"),
    ),
    "R140": Code(
        "results-mixed",
        N_("'%(text)s' is of the type %(type)s, the cells above it are of the type %(others)s"),
        N_("put texts in quotes, or say the type in the first line: 'share: number'"),
    ),
    "R141": Code(
        "result-not-for-hit",
        N_("'%(hit)s' cannot put together '%(name)s', which is of the type %(type)s"),
        N_("sums are made of numbers; min and max of values that have an order"),
    ),
    "R142": Code(
        "unknown-result",
        N_("the table '%(table)s' gives no '%(name)s'"),
        N_("it gives: %(keys)s"),
    ),
    "R143": Code("table-alone", N_("'%(name)s' is a table"), N_("say which result: %(name)s.RESULT")),
    "R144": Code(
        "result-is-no-span",
        N_("'%(name)s' is of the type %(type)s; here a length of time is needed"),
        N_("write lengths of time in its column: 48h, 10 days, 2 workdays"),
    ),
    "R145": Code("unknown-table", N_("no table is called '%(name)s'"), N_("declare it under 'tables'")),
    "R160": Code(
        "gap",
        N_("no row of '%(table)s' hits where %(said)s"),
        N_("add a row for it, or as the last row one that has - in every condition"),
    ),
    "R161": Code(
        "rows-overlap",
        N_("this row of '%(table)s' and that in line %(line)s both hit where %(said)s"),
        N_("narrow one of them, or say 'hit: first'"),
    ),
    "R162": Code(
        "rows-disagree",
        N_("this row of '%(table)s' and that in line %(line)s say different things where %(said)s"),
        N_("narrow one of them, give both the same results, or say 'hit: first'"),
    ),
    "R163": Code(
        "row-never-hits",
        N_("this row of '%(table)s' never counts: the other rows leave nothing for it"),
        N_("delete it, or move it up"),
    ),
    "R164": Code(
        "cell-never-holds",
        N_("'%(name)s' never is %(text)s"),
        N_("look at its type, 'min', 'max' and choices under 'data'"),
    ),
    "R165": Code(
        "row-twice",
        N_("this row of '%(table)s' hits for the same values as that in line %(line)s"),
        N_("delete one of the two"),
    ),
    "R166": Code(
        "table-not-checked",
        N_("'%(table)s' is too large to be checked for gaps and for rows that overlap"),
        N_("divide it into smaller tables, each with fewer conditions"),
    ),
}
"""From R160 on: what is wrong with a table that can be read (engine.rules.tables.proofs)."""
