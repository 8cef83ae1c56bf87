"""Why refusals about people refuse: who may, whose a step is, votes, taking back, being away."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "no-terminal nobody-does",
        N_(
            "sop do asks a person for the open step, line by line. Answers that come without anybody seeing "
            "the questions would go to the wrong lines as soon as an SOP is changed, and what waits for a "
            "signal, an instant or another task has no questions."
        ),
    ),
    (
        "not-your-role may-not may-not-act-as",
        N_(
            "Roles say who does which step, and 'may' who does what besides. The team file says who holds "
            "which role. Acting as somebody else is recorded with both names."
        ),
    ),
    (
        "may-not-see may-not-see-team",
        N_(
            "Where an SOP's 'may: {see: ...}' names roles, its tasks are shown to those, to whoever has a "
            "part in the SOP, and each task to whoever had a hand in it. Nothing else is told of it."
        ),
    ),
    (
        "not-by",
        N_(
            "Four eyes: a step whose 'not_by' names another is done by somebody else than the person who did "
            "that one."
        ),
    ),
    (
        "undo-nothing undo-not-yours undo-touched undo-moved undo-joined undo-reached before-closed",
        N_(
            "A slip is taken back by whoever made it, as long as nobody built on it: then nothing of anybody "
            "else's is lost. Afterwards the step is reopened, so that everybody sees that it is done once "
            "more."
        ),
    ),
    (
        "reopen-open reopen-which reopen-joined reopen-left never-open",
        N_(
            "Reopening a step means that it is done once more, by its own rules and with a due of its own. "
            "Lanes that have joined cannot be entered again one by one: what came after them rests on all."
        ),
    ),
    (
        "override-votes nothing-to-override",
        N_(
            "An override is for the one time when a rule does not fit, by somebody who may and says why. It "
            "never lets one person be both of two, and where no rule is in the way none is needed."
        ),
    ),
    (
        "voted-already vote-out-of-order role-has-voted vote-followed votes-missing",
        N_(
            "Several people decide, so nobody counts twice: not by two roles, not by voting for somebody "
            "else, not by typing for others. A vote is given when it is wanted, and can be taken back."
        ),
    ),
    (
        "approval-void",
        N_(
            "People agree to values, not to a step. Whoever changes one of them afterwards takes the "
            "agreement away, and the task waits until it is agreed to as it is now."
        ),
    ),
    (
        "assigned-to-other already-yours already-theirs nobody-has-it not-yours not-a-candidate not-shared "
        "not-theirs none-of-them same-person",
        N_(
            "A step that somebody has is theirs alone, so that no two people do the same work. They can give "
            "it back, and who may assign can give it to another person who may do it."
        ),
    ),
    (
        "delegated-already delegate-to-self delegation-over",
        N_(
            "Who delegates a step stays answerable for it: both names are on record, and it counts only "
            "while they have the right themselves. So what is done for somebody is not passed on further."
        ),
    ),
    (
        "other-shop",
        N_("Who works for some shops neither sees nor does what belongs to others."),
    ),
    (
        "snooze-nobodys snooze-past not-snoozed bad-priority",
        N_(
            "A step that is put off is out of its owner's sight until then, and no deadline moves. What "
            "nobody has is in everybody's list and cannot be put off; a priority says what goes first."
        ),
    ),
    (
        "at-capacity",
        N_(
            "The team file says how many steps somebody does at a time. 'sop next' gives no more than that, "
            "so that what is begun is finished; who has good reason takes one more with --more."
        ),
    ),
    (
        "person-left deputy-left",
        N_(
            "The team file says until which day somebody belongs to the team. From the next day on they do "
            "nothing and stand in for nobody; what they did stays on record under their name."
        ),
    ),
    (
        "absence-backwards absence-over absence-long absence-overlaps not-away days-off own-deputy",
        N_(
            "While somebody is away, others do their work, and the record says for whom. So an absence has a "
            "beginning and an end that are clear, comes once, and names deputies who are there; days off "
            "that the team file gives are changed there."
        ),
    ),
)
