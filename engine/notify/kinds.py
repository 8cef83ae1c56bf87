"""All kinds of channels, one of each: a kind keeps nothing between two messages."""

from __future__ import annotations

from engine.notify.channel import Channel
from engine.notify.dingtalk import DingTalk
from engine.notify.feishu import Feishu
from engine.notify.lines_file import LinesFile
from engine.notify.mail import Mail
from engine.notify.terminal import Terminal
from engine.notify.through_apprise import ThroughApprise
from engine.notify.webhook import Webhook
from engine.notify.wecom import WeCom

CHANNELS: dict[str, Channel] = {
    "dingtalk": DingTalk(),
    "wecom": WeCom(),
    "feishu": Feishu(),
    "email": Mail(),
    "webhook": Webhook(),
    "file": LinesFile(),
    "terminal": Terminal(),
    "apprise": ThroughApprise(),
}
"""By the word in the document; ``engine.model.channels`` has the same words."""
