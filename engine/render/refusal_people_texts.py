"""The texts of what keeps people from taking, giving back, passing on and handing over steps, and from
leaving files and reasons at them."""

from __future__ import annotations

from engine.render.refusal_access_texts import ACCESS_TEXTS
from engine.render.refusal_team_texts import TEAM_TEXTS
from engine.render.refusal_text import OWN_LIST, SHOW, Text
from engine.words import N_

SHARING_TEXTS: dict[str, Text] = {
    "assigned-to-other": Text(
        (
            N_("%(visit)s is for %(assignee)s alone, not for %(person)s."),
            N_("%(step)s is for %(assignee)s alone, not for %(person)s."),
        ),
        (N_("%(assignee)s can give it back: sop release %(visit)s"), OWN_LIST),
    ),
    "other-shop": Text((N_("The task is of another shop: %(person)s works for %(shops)s."),), (OWN_LIST,)),
    "not-shared": Text(
        (N_("%(visit)s is nobody's alone: it closes by itself, or several people vote on it."),), (SHOW,)
    ),
    "already-yours": Text((N_("%(visit)s is yours already."),), (OWN_LIST,)),
    "already-theirs": Text((N_("%(person)s has %(visit)s already."),)),
    "nobody-has-it": Text(
        (N_("Nobody has taken %(visit)s, so it cannot be given back."),),
        (N_("take it: sop claim %(visit)s"),),
    ),
    "not-yours": Text(
        (N_("%(visit)s is for %(assignee)s, so %(person)s cannot give it back."),),
        (N_("%(assignee)s can, or whoever may assign steps"),),
    ),
    "not-a-candidate": Text(
        (
            N_("%(person)s cannot get %(step)s, a step of another shop: they work for %(shops)s."),
            N_("%(person)s cannot get %(step)s, which is for %(roles_needed)s. They hold: %(roles_held)s."),
            N_("%(person)s cannot get %(step)s, which is for %(roles_needed)s. They hold no role."),
        ),
        (N_("whoever has it can let them do it nevertheless: sop delegate %(visit)s PERSON"),),
    ),
    "delegated-already": Text(
        (N_("%(visit)s is done for %(delegator)s already, and is not passed on further."),),
        (N_("give it back: sop release %(visit)s"),),
    ),
    "delegate-to-self": Text((N_("%(person)s cannot delegate a step to themselves."),)),
    "delegation-over": Text(
        (N_("%(person)s was to do %(step)s for %(delegator)s, who may not do it any more."),),
        (N_("give it back (sop release), so that somebody else can take it"),),
    ),
    "not-theirs": Text((N_("%(visit)s is not %(person)s's any more."),), (SHOW,)),
    "snooze-nobodys": Text(
        (N_("Nobody has taken %(visit)s: put off, it would be gone from everybody's list."),),
        (N_("take it first: sop claim %(visit)s"),),
    ),
    "snooze-past": Text((N_("%(until)s is past: a step is put off until later than now."),)),
    "not-snoozed": Text((N_("%(visit)s is not put off."),)),
    "bad-priority": Text(
        (N_("%(priority)s is no priority: there are -1 (low), 0, 1 (high) and 2 (urgent)."),)
    ),
    "none-of-them": Text((N_("None of those who are named can get it."),)),
    "same-person": Text((N_("%(person)s cannot hand over to themselves."),)),
}

LEAVING_TEXTS: dict[str, Text] = {
    "attach-empty": Text((N_("Neither a file nor a URL is named."),)),
    "attach-scheme": Text(
        (N_("%(text)s cannot be attached: URLs begin with http:// or https://, not with %(scheme)s:."),)
    ),
    "attach-no-hash": Text((N_("%(text)s is neither a URL nor a file that was read."),)),
    "attach-not-a-file": Text((N_("%(path)s is not a file: folders and devices cannot be attached."),)),
    "evidence-missing": Text(
        (N_("line %(no)s, %(title)s: nothing shows that it is done"), N_("%(title)s: nothing shows it")),
        (N_("sop check %(visit)s %(no)s --evidence FILE"),),
    ),
    "na-reason": Text(
        (
            N_("Why this does not apply has to be said: line %(lines)s."),
            N_("Why a line does not apply has to be said."),
        ),
        (N_("say it: --reason TEXT"),),
    ),
}

PEOPLE_TEXTS = {**SHARING_TEXTS, **LEAVING_TEXTS, **ACCESS_TEXTS, **TEAM_TEXTS}
