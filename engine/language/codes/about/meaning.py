"""What stands behind the codes of names, expressions, the way through the steps, and roles."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "N402 N403 N404",
        N_(
            "Some words belong to the language: 'end' is an end, 'start' a moment, 'assignee' a person. A "
            "name that is such a word would mean two things in one place."
        ),
    ),
    (
        "N406",
        N_(
            "In an expression words stand for fields and signs between them for what is done with these, so a"
            " name of several words needs quotes to be one name."
        ),
    ),
    (
        "N407",
        N_(
            "Expressions, deadlines and commands name fields and steps without saying which of the two they "
            "mean. So a name is given once in an SOP."
        ),
    ),
    (
        "N410 N411 N413 N414 N416 N417 N418 X550",
        N_(
            "What is named has to be there. A name that leads nowhere would stop a task in the middle of "
            "somebody's work; here it is found before anybody works with it."
        ),
    ),
    (
        "N412 N415",
        N_(
            "A computed field is worked out from others each time it is asked for. A value that somebody gave"
            " would never be looked at."
        ),
    ),
    (
        "N420 N421",
        N_(
            "Bounds are held against the values of the field's type. One that means nothing for it, or two "
            "that leave no value between them, would let everything through or nothing."
        ),
    ),
    (
        "N422 N423 N424",
        N_(
            "A pattern is matched against what people type. Some patterns take for ever on certain texts, and"
            " could stop the whole program; so repeated groups with repeats inside, and looking back and "
            "ahead, are not taken."
        ),
    ),
    (
        "N426",
        N_(
            "A document may be published in one time zone and used in another. With its offset a time is one "
            "moment, wherever it is read."
        ),
    ),
    (
        "N427 N430 N431 N432 N433 N434 N435 N436 N437 N438 N439 N440 N441 N442 N443 N444 N445 N446 N447 "
        "N448 N449 N450 N451 N452 N453 N454 N455",
        N_(
            "A value that a document gives (default, set, min, max) has to be one that the field would take "
            "from a person. It is checked when the document is, and not when the first task meets it."
        ),
    ),
    (
        "N460 N461",
        N_(
            "An SOP that is translated is translated whole: people who read the other language should not "
            "meet half a checklist. A translation of a text that stands nowhere is usually one whose original"
            " was changed."
        ),
    ),
    (
        "X500 X502 X503 X505 X506 X507 X508 X509 X510 X511 X512 X522",
        N_(
            "An expression is a condition or a calculation over the SOP's fields, in a small language: "
            "comparisons, and, or, not, in, arithmetic, x if c else y, a few functions. Its signs are "
            "half-width and a text in it stands in quotes. What is not of this language is refused where it "
            "begins; nothing in a document is ever run as a program."
        ),
    ),
    (
        "X501 X504 X513",
        N_(
            "Expressions have bounds in length, depth and the size of numbers, so that each is worked out in "
            "no time, whatever it says. A longer thought is easier to read, too, as a computed field with a "
            "name."
        ),
    ),
    (
        "X514 X515 X516 X517 X518 X519 X520 X521",
        N_(
            "A bare word in an expression is the name of a field, and of nothing else. Texts stand in quotes,"
            " functions are called with parentheses, steps stand in closed(...) and visits(...), and whether "
            "a field has a value is asked with has(field)."
        ),
    ),
    (
        "X530 X531 X532 X533 X534 X535 X537 X538 X539 X541 X542 X543 X551 X552",
        N_(
            "Every expression has a type, known before any task meets it. A number compared with a text would"
            " simply never be equal, and the case behind it never be taken; that is said here, where it can "
            "be mended."
        ),
    ),
    (
        "X536",
        N_(
            "A list in an expression has items of one type. One without any has no type, and nothing is ever "
            "in it."
        ),
    ),
    (
        "X540",
        N_(
            "Nothing can be divided by zero. Here it is certain that it would be tried; where the divisor is "
            "a field, it is said when the task meets it."
        ),
    ),
    (
        "X544 X545 X546 X547 X548 X549",
        N_(
            "There is a closed list of functions, each with the values that it takes. They answer at once and"
            " change nothing, so a condition can be asked as often as anybody looks."
        ),
    ),
    (
        "X553 X554",
        N_(
            "A sample says of each task, or of each item of a list, whether it is looked at more closely. The"
            " share is how many of all. Which ones is settled by the sample's name, so that the answer stays "
            "the same however often it is asked; two places with one name choose the same tasks."
        ),
    ),
    (
        "F701",
        N_(
            "Every step can be reached from the first one. A step that nothing leads to is never done; most "
            "often the line that should name it names another."
        ),
    ),
    (
        "F702 F703",
        N_(
            "Cases are asked from top to bottom and the first that holds is taken. 'else' at the end says "
            "what happens when none does, so that no task is ever left without a way on."
        ),
    ),
    (
        "F704 F709",
        N_(
            "From every step some way leads to an end. A task that can only go round is never finished, and "
            "its deadlines run for ever."
        ),
    ),
    (
        "F705",
        N_(
            "A computed field is worked out from other fields. Where these are worked out from it in turn, "
            "there is no first value to begin with."
        ),
    ),
    (
        "F706",
        N_(
            "A step whose 'when' does not hold is skipped by the outcome 'done'. Which of several other "
            "outcomes a skipped step should count as, nobody can know."
        ),
    ),
    (
        "F707",
        N_(
            "A step's due counts from when the step is opened. A deadline under 'deadlines' runs wherever the"
            " task is, so it has no opening of its own and says from what it counts."
        ),
    ),
    (
        "F708",
        N_(
            "A time that counts from a field begins when the field has a value. If nothing ever gives it one,"
            " the deadline looks like a promise and never comes."
        ),
    ),
    (
        "P801",
        N_(
            "Who does a step is a role, and the team says who holds it. A role that the team does not have is"
            " most often a slip of the pen."
        ),
    ),
    (
        "P802",
        N_(
            "A step of a role that nobody holds stays open until its deadline has passed. It is a warning and"
            " no error: the person may come tomorrow."
        ),
    ),
    (
        "N456 N457",
        N_(
            "A field lives from being given and read. One that nobody is asked for stays empty, and what "
            "reads it stops there: a missing value is an error when something is decided by it."
        ),
    ),
    (
        "N458",
        N_(
            "What a condition needs has to be there before it is looked at: a missing value is never taken"
            " for a no, so the step could not be closed. Here only other steps give it, and none of "
            "them lies "
            "before."
        ),
    ),
    (
        "N459",
        N_(
            "A step's checklist guards its outcomes without 'reason'; one with a reason has its own lines"
            " only, since what went wrong could hardly be ticked off. Where all ask for a reason, "
            "nothing is left "
            "to guard."
        ),
    ),
    (
        "P850",
        N_(
            "Four eyes need as many people. A task that went this way would get stuck, since everybody "
            "who may do one of these steps is needed for another. It is a warning and no error: the team "
            "may grow."
        ),
    ),
)
"""Codes, and what the rule behind them wants and why."""
