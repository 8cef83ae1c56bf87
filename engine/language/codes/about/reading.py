"""What stands behind the codes of reading and shape, of what is not built yet, and of the smaller files."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "Y101 Y102 Y103 Y126",
        N_(
            "A document has at most 1 MB, 32 levels, 35,000 keys, values and items, and 10,000 of them in "
            "one list or map. The bounds keep a broken or hostile file from using up the machine; no SOP "
            "that people can read comes near them."
        ),
    ),
    (
        "Y104 Y105 Y106",
        N_(
            "Documents are UTF-8, which every editor and every system reads alike. Read in any other "
            "encoding, Chinese text would turn into other characters without anybody being told."
        ),
    ),
    (
        "Y107",
        N_(
            "Two names that look the same must be the same. A character that nobody sees makes them "
            "different, or turns the direction in which a line reads; so a document holds only what can be "
            "seen."
        ),
    ),
    (
        "Y108 Y109",
        N_(
            "One file is one document, and a key says what it is: sop, team, calendar or workspace. What is "
            "published, and what a version means, is then one file and nothing else."
        ),
    ),
    (
        "Y110 Y112 Y113 Y119 Y121 Y122",
        N_(
            "YAML tells keys, values and items apart by a colon with a space behind it, by '- ', and by the "
            "column in which a line begins. Where a line does not keep to that, where it belongs could only "
            "be guessed, and a wrong guess would lose a step without a word."
        ),
    ),
    (
        "Y114 Y143 Y147",
        N_(
            "Signs typed with a Chinese input method look like YAML's and mean nothing to it: full-width "
            "colons, commas and quotes are ordinary characters of a text. Where something is separated the "
            "half-width sign is needed; inside a quoted text both may stand."
        ),
    ),
    (
        "Y115",
        N_(
            "A tab is as wide as each editor likes, so the eye cannot tell to which level a line belongs. "
            "Spaces look the same everywhere."
        ),
    ),
    (
        "Y116 Y117 Y123 Y125",
        N_(
            "Quotes and brackets come in pairs. One that is opened and not closed swallows the lines behind "
            "it, and what they say is gone."
        ),
    ),
    (
        "Y118 Y120",
        N_(
            "Some characters mean something to YAML where a text begins, and '\\' does inside double quotes. "
            "In single quotes every character is taken as it is; only the single quote itself is written "
            "twice."
        ),
    ),
    (
        "Y111 Y140 Y141 Y142 Y144 Y145 Y146",
        N_(
            "This can be read, or nearly, but hardly as it was meant: a ': ', a ' #' or (inside brackets) a "
            "comma ended the text too early, or a space is missing that would have made it a key or an item. "
            "It is said here because the text that is left still looks right to the program."
        ),
    ),
    (
        "Y124 Y131 Y132 Y133 Y134",
        N_(
            "YAML can do more than this language uses: directives, aliases, anchors, tags, lists as keys. "
            "With them a line means something that cannot be seen where it is read, and a small file can "
            "become a huge one. So none is used, and a text that merely begins like one stands in quotes."
        ),
    ),
    (
        "Y130",
        N_(
            "A key stands once. Most readers of YAML keep the last of two and drop the first in silence; a "
            "step lost in that way would be missed only when the work goes wrong."
        ),
    ),
    (
        "S201 S202",
        N_(
            "Only the keys of the language are taken, each in its place. A mistyped key that was passed over "
            "in silence would be a deadline or a check of which nobody notices that it is missing."
        ),
    ),
    (
        "S203 S215 S221",
        N_(
            "Some things say nothing without a certain key: an SOP without steps, a deadline without a time, "
            "a checklist line that is neither ticked nor filled in nor checked."
        ),
    ),
    (
        "S216",
        N_("These two keys say the same thing in two ways, and could disagree. One of them says it."),
    ),
    (
        "S204 S205 S213 S218 S219 N400",
        N_(
            "Every key wants a text, a list, or keys and values, as the language reference says for it. "
            "Another kind, or nothing at all, is refused and not guessed at: an empty list where steps belong"
            " is more often a slip than a wish."
        ),
    ),
    (
        "S206 S207 S208 S209 S210 S214",
        N_(
            "A key may take only certain values: one of a few words, yes or no, a number, a text of some form"
            " or length. Every scalar is a text until its key says how it is read, so that 007, NO and 1e3 "
            "never turn into something else on the way."
        ),
    ),
    (
        "S211 S212 S220 N401 N405",
        N_(
            "Names are typed on the command line and stand bare in expressions. So they are made of letters "
            "(Chinese ones too) and digits and a few signs, and each has one way to be written. What people "
            "see is the title, and that may be any text."
        ),
    ),
    (
        "S217",
        N_(
            "What stands in this list counts once, so a second time is a slip, often for something else that "
            "is now missing."
        ),
    ),
    (
        "L307 L308",
        N_(
            "The language has this, and this version does not carry it out. It is refused by name, so that no"
            " SOP is published that quietly does less than it says. The hint says how to do without it until "
            "then."
        ),
    ),
    (
        "K901",
        N_(
            "The people of a team hold the roles that the team declares. A mistyped role would leave its "
            "steps to nobody."
        ),
    ),
    (
        "K902",
        N_("A login says who is typing, and the record names that person. It belongs to one person only."),
    ),
    (
        "K903",
        N_(
            "Where 'may' says who publishes and nobody holds that role, nothing could ever be published "
            "again, this team file included."
        ),
    ),
    (
        "K910",
        N_(
            "Local times are turned into moments by the zone's own rules, daylight saving included. The IANA "
            "database has those rules by name; an abbreviation or a bare offset has none."
        ),
    ),
    (
        "K911 K916",
        N_(
            "Every workday of the calendar is either off or on, and a deadline counts them one by one. A date"
            " that does not exist, or is both, would move deadlines in a way that nobody could check by hand."
        ),
    ),
    (
        "K912 K913 K914 K915",
        N_(
            "A day's hours are spans in order and apart, and each weekday has them once; a span that ends "
            "before it begins goes on over midnight, and is the day's on which it begins. Working time is "
            "counted along them; spans that overlap would count an hour twice, and a week without hours never"
            " ends a deadline."
        ),
    ),
    (
        "K950 K951",
        N_(
            "The holidays of a year are announced in the autumn before. Until the calendar has them, it "
            "counts ordinary weeks there and marks what it plans, or refuses, as its file says. It is told "
            "when a time of the SOP, counted from today, may reach such a year."
        ),
    ),
)
"""Codes, and what the rule behind them wants and why."""
