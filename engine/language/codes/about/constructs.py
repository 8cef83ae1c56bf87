"""What stands behind the codes of steps that close themselves, and of their lanes."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "F730 F731 F732",
        N_(
            "A step is one thing: work for people, lanes side by side, the same steps for each item, a task "
            "of another SOP, or waiting. Keys of one kind say nothing about another, and would be passed "
            "over without anybody noticing."
        ),
    ),
    (
        "F733 F734",
        N_(
            "'each: chat in chats' walks the list of the field 'chats' and does the 'steps' beside it for "
            "every item; in these steps 'chat' is the item."
        ),
    ),
    (
        "F735 F736 F737 F738 F761",
        N_(
            "Lanes, items and waits close their step by themselves: by 'done', and by 'timeout' where "
            "something is waited for and its time has come. So these outcomes have to be there, something "
            "has to bring them about, and they can ask nobody for a reason or a checklist."
        ),
    ),
    (
        "F739 F740 F741 F742",
        N_(
            "What stands under 'data' of a block every item has for itself. In the steps of the block the "
            "name is the value of this item, outside it is the list of the values of all items. So it is "
            "given a value inside, and what is worked out from the list is known outside."
        ),
    ),
    (
        "F743 F744 F745 F746 F747 F748 F749",
        N_(
            "What is given to another SOP, what comes back from it and how it may end are held against that "
            "SOP, so that no task stops at the hand-over. SOPs that call each other can be published "
            "together; the one that is called is looked for in the files beside and among what is "
            "published."
        ),
    ),
    (
        "F762",
        N_(
            "A value is taken as it is written, and worked out only where it begins with '='. A word that is "
            "also the name of a field here is rarely meant as a word."
        ),
    ),
    (
        "F760",
        N_(
            "A called task that is cancelled comes back by the outcome 'dropped'; like every end for which "
            "there is no outcome it counts as 'done' where that is missing. Where the ways in which a task "
            "may end are told apart, this is hardly meant: the buyer would be told of a refund that nobody "
            "made. With 'next' in place of outcomes every end leads there, and nothing is said."
        ),
    ),
    (
        "F750 F751",
        N_(
            "A lane goes its own way until it joins the others. A step outside its block ends the block; a "
            "step inside, from after the block, opens it again with that lane alone. A way from one lane "
            "into another would leave the other with two places at once, and of a block for each item "
            "nobody knows which item is meant."
        ),
    ),
    (
        "F752 F753",
        N_(
            "A block goes on when as many of its lanes have ended as 'join' says. Where so many can never "
            "end, the task stops there for ever. Lanes that are left out by their 'when' do not count: "
            "where none is walked at all, the block goes on at once."
        ),
    ),
    (
        "F754 F755",
        N_(
            "Steps that close themselves take no time. Where they lead to each other, or an SOP to itself, "
            "a task would go round thousands of times in a moment; somebody's work or a time belongs "
            "between."
        ),
    ),
    (
        "F756 F757 F758",
        N_(
            "A step can wait for another lane: 'closed(step)'. That step must be one that can be closed "
            "while this one waits: not one that comes only after it, and not one that waits for it in turn. "
            "Where it may be left out or cancelled, the wait needs a way out."
        ),
    ),
    (
        "F759",
        N_(
            "What a step waits for has to come from somewhere: a step that asks for it, an import, or "
            "somebody outside who sets it. Where nobody is asked, nobody notices that the task stands "
            "still; 'until' says when that is looked into."
        ),
    ),
)
