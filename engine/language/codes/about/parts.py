"""What stands behind the codes of parts files."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "U101 U102",
        N_(
            "'use: name' takes a checklist, a list of reasons or a field from the parts files that the SOP "
            "names at its top. A name that stands in none of them would leave a gap where people expect a "
            "check."
        ),
    ),
    (
        "U103 U104 U105",
        N_(
            "A parts file is named by its path from the SOP that uses it, in the same workspace. So a folder "
            "can be copied or kept under version control as a whole, and no SOP reads what lies elsewhere on "
            "the machine, not by way of a link either."
        ),
    ),
    (
        "U106 U107 U109",
        N_(
            "What an SOP uses must be known as a whole before it can be checked and published, so every file "
            "that it names has to be a parts file without errors."
        ),
    ),
    (
        "U110 U111",
        N_(
            "A shared name is used bare, wherever the SOP is. If it meant two things, which of them is "
            "published would depend on the order of files, or on who changes the team."
        ),
    ),
    (
        "U112 U116 U117",
        N_(
            "A shared role is a name for who decides: a role of the team, several, or cases such as an amount"
            " above which somebody else signs. It stands where a role stands; one that depends on data stands"
            " where cases could."
        ),
    ),
    (
        "U113",
        N_(
            "A short document that uses a long one very often would become one that nobody can read or check."
            " So what is put in is bounded, as documents are."
        ),
    ),
    (
        "U114",
        N_(
            "Parts are one level deep: whoever reads an SOP finds everything else in the files that it names,"
            " and nothing can go round in a circle."
        ),
    ),
    (
        "U115",
        N_(
            "A shared line may ask for a field or name a role that this SOP has not, while other SOPs have "
            "it. The mistake is shown where the line stands, and this says whose use of it went wrong."
        ),
    ),
)
"""Codes, and what the rule behind them wants and why."""
