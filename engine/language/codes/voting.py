"""P87x: votes."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "P870": Code(
        "given-and-voted-on",
        N_("'%(step)s' has votes, so several people do it and it is given to nobody"),
        N_("delete 'assign'; who may vote is under 'role'"),
    ),
    "P871": Code(
        "voted-on-in-bulk",
        N_("'%(step)s' has votes, and nobody agrees to many tasks at once"),
        N_("delete 'bulk', or ask for no votes"),
    ),
    "P872": Code(
        "vote-for-no-outcome",
        N_("votes are counted for '%(name)s', which is no outcome of this step (they are: %(outcomes)s)"),
        N_("name one of them; cases begin with a condition and end with 'else'"),
    ),
    "P873": Code(
        "nothing-to-vote-for",
        N_("every outcome here asks for a reason, and these close the step at once: %(outcomes)s"),
        N_("name the outcomes that need votes: 'votes: {approve: 2}'"),
    ),
    "P874": Code(
        "order-of-nothing",
        N_("'in_order' lets one role vote after the other, and here any of them will do"),
        N_("write 'votes: all', or delete 'in_order'"),
    ),
    "P875": Code(
        "advice-that-binds",
        N_("the votes of '%(role)s' are counted, so they are no advice"),
        N_("take the role out of 'role' or out of 'advise'"),
    ),
    "P876": Code(
        "agreed-to-a-computed-field",
        N_("'%(name)s' is computed, so nobody changes it"),
        N_("name the fields that it is worked out from"),
    ),
    "P877": Code(
        "all-of-one",
        N_("'all' is one vote for each role, and there is one: '%(role)s'"),
        N_("write how many of them have to agree, or name the other roles"),
    ),
    "P878": Code(
        "too-few-voters",
        N_("'%(outcome)s' can never get its votes: in the team '%(team)s' too few people may vote (%(who)s)"),
        N_("give the role to somebody else too in the team file, or ask for fewer votes"),
    ),
    "P879": Code(
        "too-few-voters-in-a-case",
        N_(
            "'%(outcome)s' cannot get its votes where %(case)s: in the team '%(team)s' too few people may"
            " vote (%(who)s)"
        ),
        N_("give the role to somebody else too in the team file, or ask for fewer votes"),
    ),
}
