"""split: no piece is over its channel's bytes, nothing is left out, notices stay whole where they can."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notify_messages import KEY, SMALL, WANG, messages

from engine.notify import dingtalk, feishu, mail, robots, through_apprise, webhook, wecom
from engine.notify.channel import Item, Message, Section
from engine.notify.kinds import CHANNELS
from engine.notify.splitting import split

CONFIG: dict[str, dict[str, Any]] = {
    "dingtalk": {"keyword": "提醒"},
    "feishu": {"keyword": "提醒"},
    "email": {"from": "SOP <sop@example.com>"},
}


def sent(kind: str, message: Message) -> tuple[int, int]:
    """How many bytes of what its receiver counts a message has, and how many it may have."""
    if kind == "dingtalk":
        return len(dingtalk.body(message, CONFIG[kind])), 20_000
    if kind == "feishu":
        signed = feishu.signed(feishu.body(message, CONFIG[kind]), "s" * 40, 1_795_000_000)
        return len(robots.encoded(signed)), 20_000
    if kind == "wecom":
        body = json.loads(wecom.body(message))
        content = body[body["msgtype"]]["content"]
        return len(content.encode()), {"text": 2_048, "markdown": 4_096}[body["msgtype"]]
    if kind == "webhook":
        return len(webhook.body(message)), 262_144
    if kind == "apprise":
        return len("\n".join(through_apprise.texts(message)).encode("utf-8", "replace")), 4_000
    return len(mail.composed(message, CONFIG["email"]).as_bytes()), 1_000_000


def whole(message: Message) -> str:
    """Every character of a message's notices, in order."""
    return "".join(line for section in message.sections for item in section.items for line in item.lines)


def everything(message: Message) -> list[str]:
    return [
        message.title,
        *(text for section in message.sections for text in (section.head, section.command)),
    ]


KINDS = ["dingtalk", "wecom", "feishu", "webhook", "apprise"]


def check(kind: str, message: Message) -> None:
    config = CONFIG.get(kind, {})
    pieces = CHANNELS[kind].split(message, config)
    assert pieces == CHANNELS[kind].split(message, config), "the same pieces whenever it is split"
    for piece in pieces:
        size, room = sent(kind, piece)
        assert size <= room
    if len(pieces) == 1 and pieces[0] == message:
        return
    assert len({piece.key for piece in pieces}) == len(pieces)
    assert all(len(piece.key) == 32 for piece in pieces)
    assert [piece.mentions for piece in pieces[1:]] == [()] * (len(pieces) - 1)
    assert pieces[0].mentions == message.mentions
    texts = "".join(whole(piece) for piece in pieces)
    rest = texts
    for section in message.sections:
        for item in section.items:
            for line in item.lines:
                at = rest.find(line)
                assert at >= 0, "every line is there, in order"
                rest = rest[at + len(line) :]
    said = texts + "\n".join(text for piece in pieces for text in everything(piece))
    assert all(text in said for text in everything(message)), "titles, headings and commands too"
    numbers = [item.notice for piece in pieces for section in piece.sections for item in section.items]
    assert [no for no in numbers if no] == sorted(no for no in numbers if no)


@pytest.mark.parametrize("kind", KINDS)
@settings(derandomize=True, max_examples=30, deadline=None)
@given(message=messages())
def test_no_piece_is_too_long_and_nothing_is_lost(kind: str, message: Message) -> None:
    check(kind, message)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=1_000, deadline=None, print_blob=True)
@given(message=messages())
def test_no_piece_of_many_messages_is_too_long(kind: str, message: Message) -> None:
    check(kind, message)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 60), max_size=20), st.integers(150, 400))
def test_a_notice_that_fits_is_never_divided(lengths: list[int], room: int) -> None:
    items = tuple(Item(no, ("x" * length,)) for no, length in enumerate(lengths, 1))
    message = Message(KEY, "", "en", "t", (Section("head", items),))

    def size(one: Message) -> int:
        return len(one.title) + sum(len(s.head) + len(s.command) for s in one.sections) + len(whole(one))

    pieces = split(message, size, lambda one: room)
    found = [item for piece in pieces for section in piece.sections for item in section.items]
    assert found == list(items)
    assert all(piece.sections[0].head == "head" for piece in pieces)


def test_what_fits_stays_as_it_is() -> None:
    for kind, channel in CHANNELS.items():
        assert channel.split(SMALL, CONFIG.get(kind, {})) == [SMALL]


def test_pieces_are_numbered_and_point_at_people_once() -> None:
    items = tuple(Item(no, ("字" * 300,)) for no in range(1, 4))
    message = SMALL._replace(sections=(Section("T-12", items, "sop show T-12"),), mentions=(WANG,))
    pieces = CHANNELS["wecom"].split(message, {})
    assert [piece.title for piece in pieces] == ["1 件超时：发货 (1/2)", "1 件超时：发货 (2/2)"]
    assert [[item.notice for item in piece.sections[0].items] for piece in pieces] == [[1, 2], [3]]
    assert [piece.sections[0].command for piece in pieces] == ["", "sop show T-12"]
    assert [piece.mentions for piece in pieces] == [(WANG,), ()]


def test_a_line_is_divided_between_what_people_see_as_characters() -> None:
    line = "👍🏽e\u0301👨‍👩‍👧🇨🇳" * 600
    message = SMALL._replace(sections=(Section("", (Item(1, (line,)),)),))
    pieces = CHANNELS["wecom"].split(message, {})
    parts = [piece.sections[0].items[0].lines[0] for piece in pieces]
    assert len(parts) > 2
    assert "".join(parts) == line
    for part in parts:
        assert part[0] in "👍e👨🇨"
        assert not part.endswith("\u200d")
