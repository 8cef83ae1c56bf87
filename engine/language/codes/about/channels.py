"""What stands behind the codes of channels files."""

from __future__ import annotations

from engine.words import N_

GROUPS: tuple[tuple[str, str], ...] = (
    (
        "C101 C102 C105 C106",
        N_(
            "Whoever knows a robot's address can write to the group, and files are copied, sent and kept "
            "under version control. So a file says only where a secret is found: in a variable of the "
            "environment, or in a file of its own. It is read when a message is sent and never stored, shown "
            "or logged. A secret that has stood in a file should be replaced: make a new one in the app."
        ),
    ),
    (
        "C103 C104 C109 C117",
        N_(
            "Each kind of channel needs what leads to its receiver and takes what its receiver understands. "
            "A key that means nothing would leave its writer believing that it does."
        ),
    ),
    (
        "C107",
        N_("In quiet hours nothing is sent; what comes then waits. Hours without any length say nothing."),
    ),
    (
        "C108",
        N_(
            "The apps bound how many messages a robot may send. Whoever sends more is refused, by DingTalk "
            "for ten minutes, and the urgent message is among those that are lost."
        ),
    ),
    (
        "C110 C111",
        N_(
            "A password that crosses a network in clear can be read on its way, and it opens more than these "
            "mails. Only a server on the same machine may be spoken to without encryption."
        ),
    ),
    (
        "C112 C113 C114 C115 C116",
        N_(
            "Routes are looked at in order, and the first that fits says where a notice goes. One that "
            "names nobody, or stands behind one that takes everything, sends nothing, and nobody "
            "would notice: "
            "what does not come is not missed."
        ),
    ),
    (
        "C130 C131",
        N_(
            "A handle is how an app knows one person. Feishu's group robots point at people by id alone, and "
            "a handle that means everybody would wake the whole group for one person's notice."
        ),
    ),
)
