"""Messages for the tests: small ones, hostile ones, and any at all."""

from __future__ import annotations

from hypothesis import strategies as st

from engine.notify.channel import Item, Mention, Message, Section

KEY = "0f3c9d1e8a7b6c5d4e3f2a1b0c9d8e7f"
SMALL = Message(
    KEY,
    "",
    "zh",
    "1 件超时：发货",
    (Section("T-12 发货", (Item(1, ("打包 已超时 2 小时", "应完成：11-20 18:00")),), "sop advance T-12"),),
)
WANG = Mention("小王", "王小明", "13800001111")
LI = Mention("小李", "李雷", "lilei")
ABSENT = Mention("小张", "张三")

HOSTILE = (
    "[click](http://evil.example)",
    "![x](http://evil.example/x.png)",
    "@all @13800001111 <@lilei> <@all>",
    '<at user_id="all">everybody</at> <script>alert(1)</script>',
    "\x1b[31mred\x1b[0m \u202egnp.exe \u200b",
    "# heading\n> quote\n- list\n1. one\n**bold** _it_ `code` ~~x~~ | a | &lt;@all&gt;",
)

TEXT = (
    st.text(max_size=400)
    | st.sampled_from(HOSTILE)
    | st.text(alphabet="长文本🙂e\u0301\u200d[\x1b", max_size=3_000)
)
LINE = TEXT.map(lambda text: text or " ")
ITEMS = st.lists(LINE, min_size=1, max_size=3).map(tuple)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """Any message whatever, its notices numbered from 1."""
    sections, number = [], 0
    for _ in range(draw(st.integers(0, 4))):
        items = []
        for lines in draw(st.lists(ITEMS, max_size=6)):
            number += 1
            items.append(Item(number, lines))
        command = draw(st.sampled_from(["", "sop advance T-12"]) | st.text(max_size=200))
        sections.append(Section(draw(TEXT), tuple(items), command))
    people = [WANG, LI, ABSENT, ABSENT._replace(name="名" * 200)]
    mentions = draw(st.lists(st.sampled_from(people), max_size=20))
    return Message(
        KEY, "wang@example.com", draw(st.sampled_from(["zh", "en"])), draw(TEXT), tuple(sections),
        tuple(mentions), draw(st.booleans()),
    )  # fmt: skip
