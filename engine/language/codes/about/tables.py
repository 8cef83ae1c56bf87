"""What stands behind the codes of decision tables."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "R101 R102 R103 R104 R105 R107 R108",
        N_(
            "A table is a text block like a sheet: the first line names what is looked at, =>, and what"
            " comes out; every other line is a row with as many cells. A cell that is left empty would be"
            " a question and not an answer, so - says that nothing is tested, or that nothing comes out."
        ),
    ),
    (
        "R109 R110 R112 R113",
        N_(
            "Columns are known by their names: each field is tested in one column, each result has one. A"
            " table is made to be looked over, and to be checked; that sets its size."
        ),
    ),
    (
        "R106 R121 R122 R123 R124 R126 R127 R128",
        N_(
            "A condition cell is one of: a value, > 200, [1..3] from one to the other (a round bracket"
            " leaves the end out), several of these with commas between them, not(...), or -. Texts need"
            " no quotes. What looks nearly like it is refused, since it would be read as another text."
        ),
    ),
    (
        "R111 R129",
        N_(
            "A cell compares one value with others. A list is many values, and two months are neither"
            " more nor less than 40 workdays: how long each of them is depends on when it begins."
        ),
    ),
    (
        "R140 R141 R142 R143 R144 R145",
        N_(
            "'limits.answer' is what the table 'limits' gives in its column 'answer', in every expression"
            " and as the length of time of a deadline. Its type is that of its cells, so that a slip in a"
            " cell is found here and not when a task meets that row."
        ),
    ),
    (
        "R160",
        N_(
            "For every value that the fields can have, a row has to hit; otherwise a task that has these"
            " values would stop there. Types, min, max and choices say which values there are; the"
            " example shown is one that no row has. As the last row one with - in every condition is 'in"
            " all other cases'; with - after => it says that then there is no value."
        ),
    ),
    (
        "R161 R162",
        N_(
            "With 'hit: unique', which is what a table is that says nothing, one row at most may hit, and"
            " with 'hit: any' several must say the same. Which of two rows counts would otherwise depend"
            " on their order, and that is what 'hit: first' is for."
        ),
    ),
    (
        "R163 R164 R165",
        N_(
            "A row or a cell that never counts for any value is usually a slip in another one: a bound"
            " that includes too much, a copied line. It is said, and does not keep the SOP from being"
            " published."
        ),
    ),
    (
        "R166",
        N_(
            "The check is exact, and how much there is to look at can grow with every condition. Beyond a"
            " bound it is left undone and said so; the table still works, and a case without a row, or"
            " with two, is refused when a task meets it."
        ),
    ),
)
"""Codes, and what the rule behind them wants and why."""
