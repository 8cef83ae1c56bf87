"""What stands behind the codes of escalation ladders, pauses, and what is due after them."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "F790 F791 F792 F793 F794",
        N_(
            "An escalation is a ladder: each rung is a moment before or after the due or limit of a clock, "
            "and what happens then (notify, assign, set, close, start), once, or again and again by 'every' "
            "until the clock stops. A step's or a deadline's own ladder takes the place of the SOP's; [] is "
            "none. A rung that is never reached would be a warning that everybody relies on and nobody gets."
        ),
    ),
    (
        "F796 F797 F798 F799",
        N_(
            "A ladder is read from top to bottom, as it is climbed. What cannot happen in this order, or not "
            "at all, was meant otherwise. Of the rungs that lie before the start of a clock only the last "
            "happens, at once; a rung that always lies there says nothing about the time that is left."
        ),
    ),
    (
        "F786 F795",
        N_(
            "'assign' makes the open step that the clock or the event is about somebody else's: a role's, "
            "that of several roles, or the person's whose key stands in a field. Who had it before has it no "
            "longer. Of an event that is about no step, all that people have to do just then is given away; "
            "after the end there is nothing left."
        ),
    ),
    (
        "D670 D671 D672 D673 D675",
        N_(
            "A clock stands still where 'pause' says: on hold, and while a step of another lane, or one that "
            "comes before a promise is kept, is open. 'resume' says what is due after that: 'remaining' (as "
            "much working time as was left), 'absolute' (the same instant as before), 'restart' (all of the "
            "time again). A pause that never comes, or one that never ends, is a slip."
        ),
    ),
    (
        "D674",
        N_(
            "A pause gives a clock back the time that it lost, so that what counts forward is due later. "
            "What is counted back from a date must be done by then all the same: the sale begins on its day, "
            "held or not. Say that the due stays ('resume: absolute'), or that nothing stops this clock "
            "('pause: []'); where the date itself moves, give it its new value, and all is planned anew."
        ),
    ),
)
