"""F730 to F769: steps that close themselves (``parallel each call wait``), and what stands in their lanes."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

_SHAPE: dict[str, Code] = {
    "F730": Code(
        "two-kinds-of-step",
        N_("a step has one of 'parallel', 'each', 'call' and 'wait'; here are '%(first)s' and '%(second)s'"),
        N_("put '%(second)s' into a step of its own"),
    ),
    "F731": Code(
        "key-without-its-own",
        N_("'%(key)s' says nothing here: it belongs to %(kinds)s"),
        N_("delete it, or add the key that it belongs to"),
    ),
    "F732": Code(
        "key-for-people",
        N_("'%(key)s' says nothing beside '%(kind)s': nobody works on such a step"),
        N_("give it to a step before, after or inside this one"),
    ),
    "F733": Code(
        "each-of-what",
        N_("a name, 'in' and a list are needed here"),
        N_("for example: chat in chats, or chat in sample(chats, 0.3)"),
    ),
    "F734": Code(
        "each-without-steps",
        N_("what is to be done for each? There are no 'steps'"),
        N_("add 'steps: [...]' beside 'each'"),
    ),
    "F735": Code(
        "no-done",
        N_("'%(step)s' closes itself by the outcome 'done', and has none"),
        N_("add 'done' to its outcomes"),
    ),
    "F736": Code(
        "no-timeout",
        N_("when this time comes, '%(step)s' is closed by the outcome 'timeout', and it has none"),
        N_("write outcomes: {done: ..., timeout: ...}"),
    ),
    "F737": Code(
        "timeout-never-comes",
        N_(
            "'%(step)s' is never closed by 'timeout': this comes where something is waited for and 'until'"
            " says how long"
        ),
        N_("add what is missing, or delete 'timeout'; where there is only 'until', the outcome is 'done'"),
    ),
    "F738": Code(
        "asked-of-nobody",
        N_("the outcome '%(name)s' comes by itself, so nobody is there to whom its '%(key)s' means anything"),
        N_("delete it, or let the next step ask for it"),
    ),
    "F761": Code(
        "waits-for-nothing",
        N_("'%(step)s' waits for nothing, so nothing ever closes it"),
        N_("say what for, with 'for' or 'signal', or until when"),
    ),
}

_ITEMS: dict[str, Code] = {
    "F739": Code(
        "item-outside",
        N_("'%(name)s' is known only inside '%(block)s', where it belongs to one item"),
        N_("use it in a step of that block; a computed value, and a list, of each item has no list outside"),
    ),
    "F740": Code(
        "item-set-outside",
        N_("each item of '%(block)s' has '%(name)s' for itself, so outside it cannot be given a value"),
        N_("give it a value in a step of that block, or take another field"),
    ),
    "F741": Code(
        "item-is-no-field",
        N_("'%(name)s' stands for the item at hand; nobody gives it a value"),
        N_("declare a field for what is to be noted, under 'data' of this block"),
    ),
    "F742": Code(
        "all-items-inside",
        N_("'%(name)s' is worked out from all items of '%(block)s', so it is not known inside it"),
        N_("use it after the block"),
    ),
}

_CALLS: dict[str, Code] = {
    "F743": Code(
        "unknown-sop",
        N_("no SOP is called '%(name)s', neither beside this one nor among what is published"),
        N_("publish it before this one or together with it"),
    ),
    "F744": Code(
        "no-field-there",
        N_("the SOP '%(sop)s' has no field '%(name)s'"),
        N_("name one of its fields"),
    ),
    "F745": Code(
        "not-given-there",
        N_(
            "'%(name)s' of the SOP '%(sop)s' is worked out there, or belongs to one item: nobody gives it a"
            " value"
        ),
        N_("leave it out"),
    ),
    "F746": Code(
        "called-without",
        N_("the SOP '%(sop)s' cannot be started without: %(names)s"),
        N_("add them under 'with'"),
    ),
    "F747": Code(
        "does-not-fit-here",
        N_("'%(there)s' of the SOP '%(sop)s' is %(got)s, and '%(here)s' here is %(want)s"),
        N_("give the field here the type that the value has there"),
    ),
    "F748": Code(
        "end-without-outcome",
        N_("the SOP '%(sop)s' may end in ways for which there is no outcome here: %(ends)s"),
        N_("add them as outcomes, or 'done' for all that have none"),
    ),
    "F749": Code(
        "gathers-nothing",
        N_("callers gather in a list of texts; '%(name)s' of the SOP '%(sop)s' is none that can be given"),
        N_("declare it there as {type: list}"),
    ),
    "F760": Code(
        "cancelled-counts-as-done",
        N_(
            "where a task of '%(sop)s' is cancelled, '%(step)s' goes on by 'done', as if it had come to its"
            " end: there is no outcome 'dropped'"
        ),
        N_("add it to the outcomes: dropped: STEP"),
    ),
    "F762": Code(
        "word-like-a-field",
        N_("this hands over the word '%(name)s', not the value of the field"),
        N_("write: = %(name)s"),
    ),
    "F755": Code(
        "calls-itself-for-ever",
        N_("every way through this SOP calls it again, so a task of it never ends"),
        N_("let some way to an end lead past '%(step)s'"),
    ),
}

_FLOW: dict[str, Code] = {
    "F750": Code(
        "into-another-lane",
        N_(
            "'%(to)s' stands in the lane '%(lane)s' of '%(block)s'; from another lane of it nothing leads"
            " there"
        ),
        N_("lead to a step of the same lane, to 'end' of the lane, or to a step outside"),
    ),
    "F751": Code(
        "into-each",
        N_("'%(to)s' is done for each item of '%(block)s'; from outside nobody could say for which"),
        N_("lead to '%(block)s' itself"),
    ),
    "F752": Code(
        "join-of-too-many",
        N_("%(join)s lanes never join: '%(step)s' has %(count)s"),
        N_("write all, any, or a number up to %(count)s"),
    ),
    "F753": Code(
        "lane-never-ends",
        N_("'%(step)s' goes on when '%(lane)s' has ended, and no way in it leads to its 'end'"),
        N_("let one of its steps lead to 'end', or write a 'join' that does not need it"),
    ),
    "F754": Code(
        "closing-in-a-circle",
        N_(
            "these steps close themselves one after the other, round and round, and nobody does anything:"
            " %(steps)s"
        ),
        N_("put a step for people, or one that waits until some time, into the circle"),
    ),
    "F756": Code(
        "waits-for-what-comes-after",
        N_("'%(step)s' waits for '%(needed)s', which cannot be closed while it waits: %(path)s"),
        N_("wait for a step that is done before or beside it"),
    ),
    "F757": Code(
        "waiting-in-a-circle",
        N_("these steps wait for each other, so none of them ever goes on: %(path)s"),
        N_("let one of them wait for something else"),
    ),
    "F758": Code(
        "milestone-may-not-come",
        N_("'%(step)s' waits for '%(needed)s', which may be left out or cancelled; then it waits for ever"),
        N_("add 'until', or say when it need not wait: closed(%(needed)s) or ..."),
    ),
    "F759": Code(
        "waits-for-what-nobody-gives",
        N_("'%(step)s' waits for '%(name)s', which no step asks for: only 'sop set' ends this"),
        N_("add 'until' and the outcome 'timeout', or let a step fill it in, or give it 'columns'"),
    ),
}

CODES: dict[str, Code] = {**_SHAPE, **_ITEMS, **_CALLS, **_FLOW}
