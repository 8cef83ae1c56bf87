"""C1xx: what channels files say, beyond their shape, and the handles in a team file."""

from __future__ import annotations

from engine.language.codes.code import Code
from engine.words import N_

CODES: dict[str, Code] = {
    "C101": Code(
        "secret-in-the-file",
        N_("a secret stands in the file; it is not shown here"),
        N_("put it into a variable or a file of its own, and write {env: NAME} or {file: /whole/path}"),
    ),
    "C102": Code(
        "secret-from-two-places",
        N_("a secret comes from one place: 'env' and 'file' exclude each other"),
        N_("delete one of them"),
    ),
    "C103": Code(
        "channel-lacks-a-key",
        N_("the channel '%(name)s' of kind %(kind)s lacks '%(key)s'"),
        N_("add it; sop schema --document channels says what it holds"),
    ),
    "C104": Code(
        "key-of-another-kind",
        N_("'%(key)s' means nothing for a channel of kind %(kind)s"),
        N_("its keys are: %(keys)s"),
    ),
    "C105": Code(
        "no-variable",
        N_("this is no name of a variable; it is not shown here, as it may be the secret itself"),
        N_("write the variable's name, such as SOP_DINGTALK_URL, and the secret into the variable"),
    ),
    "C106": Code(
        "no-whole-path",
        N_("this is no whole path of a file; it is not shown here, as it may be the secret itself"),
        N_("write where the file lies from the root on, such as /run/secrets/dingtalk"),
    ),
    "C107": Code(
        "quiet-hours-empty",
        N_("these quiet hours end when they begin: %(quiet)s"),
        N_("write from when to when, such as 22:00-08:00"),
    ),
    "C108": Code(
        "more-than-is-taken",
        N_("%(kind)s takes at most %(most)s messages in a minute"),
        N_("write %(most)s or less; 'digest' makes one message of many"),
    ),
    "C109": Code(
        "no-such-port",
        N_("there is no port %(port)s"),
        N_("ports go up to 65535; 587, 465 and 25 are those for mail"),
    ),
    "C110": Code(
        "password-in-clear",
        N_("the password would go to %(host)s in clear"),
        N_("write 'tls: starttls' or 'tls: tls'; none is for a server on this machine"),
    ),
    "C111": Code(
        "password-of-nobody",
        N_("there is a password and no user whose it is"),
        N_("add 'user'"),
    ),
    "C112": Code(
        "unknown-channel",
        N_("there is no channel '%(name)s'"),
        N_("the channels of this file are: %(channels)s"),
    ),
    "C113": Code(
        "route-unknown-role",
        N_("'%(role)s' is not a role of the team %(team)s, so nothing goes this way"),
        N_("its roles are: %(roles)s"),
    ),
    "C114": Code(
        "route-unknown-person",
        N_("there is no '%(person)s' in the team %(team)s, so nothing goes this way"),
        N_("write the person's name as it stands in the team file"),
    ),
    "C115": Code(
        "route-never-reached",
        N_("no notice comes to this route: the one on line %(line)s takes everything"),
        N_("put it above that one, or delete it"),
    ),
    "C116": Code(
        "nowhere-to-go",
        N_("what no route takes goes nowhere"),
        N_("name a 'default' channel"),
    ),
    "C117": Code(
        "no-web-address",
        N_("this is no address of the web"),
        N_("it begins with https:// or http:// and names a host"),
    ),
    "C130": Code(
        "feishu-by-phone",
        N_("Feishu's robots know nobody by phone, so %(person)s would not be pointed at"),
        N_("write the person's open_id (ou_...) or user id"),
    ),
    "C131": Code(
        "handle-of-all",
        N_("'%(handle)s' is everybody, not %(person)s"),
        N_("write the one person's id or phone number"),
    ),
}
