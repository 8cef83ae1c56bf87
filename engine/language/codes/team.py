"""K917 to K926: people in team files: when they hold a role, who stands in for them, days off."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "K917": Code(
        "unknown-deputy",
        N_("'%(deputy)s' is nobody of this team"),
        N_("name deputies as they stand under 'people', which has: %(people)s"),
    ),
    "K918": Code(
        "deputy-of-oneself",
        N_("%(person)s cannot stand in for themself"),
        N_("name somebody else, or leave 'deputies' out"),
    ),
    "K919": Code(
        "held-backwards",
        N_("'%(role)s' ends on %(until)s, before it begins on %(from)s"),
        N_("write the first day under 'from' and the last one under 'until'; both are included"),
    ),
    "K920": Code(
        "held-after-leaving",
        N_("'%(role)s' begins on %(from)s, and the last day in the team is %(until)s"),
        N_("take the role out, or let the person stay longer: 'until' of the person"),
    ),
    "K921": Code(
        "role-vacant",
        N_("from %(from)s on nobody holds '%(role)s' any more; %(person)s is the last one"),
        N_("give the role to somebody from that day on, such as {%(role)s: {from: %(from)s}}"),
    ),
    "K922": Code(
        "deputies-leave",
        N_("from %(from)s on nobody stands in for %(person)s any more: all deputies have left"),
        N_("name a deputy who stays"),
    ),
    "K923": Code(
        "nobody-stands-in",
        N_("on %(date)s nobody stands in for %(person)s: all deputies are off too"),
        N_("name one more deputy, or let deputies name theirs"),
    ),
    "K924": Code(
        "off-twice",
        N_("%(date)s is off already, by line %(first)s"),
        N_("write each day off once"),
    ),
    "K925": Code(
        "nobody-may",
        N_("nobody holds a role that may %(action)s: %(roles)s"),
        N_("give one of these roles to somebody under 'people'"),
    ),
    "K926": Code(
        "deputy-of-other-shops",
        N_("%(deputy)s works for no shop that %(person)s works for, and so cannot stand in there"),
        N_("name a deputy who works for one of these shops: %(shops)s"),
    ),
}
