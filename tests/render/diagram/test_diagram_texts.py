"""What a diagram says: nothing that a document says acts or is cut off, and each thing stands once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from diagram_sops import CANCEL, HOUR, OPENED, PICK, SMALL, always, begun, large, names
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.definition import CANCELLED, Definition
from engine.model.timing import Anchor, Instant
from engine.render.diagram import FORMS, draw, follow
from engine.render.diagram.blocks import box_block, label_block
from engine.render.diagram.metrics import plain, text_width, wrap
from engine.render.diagram.picture import ANYWHERE, FINISH, STEP, Arrow, Box, Drawing, Line, Way
from engine.render.diagram.wording import instant_text
from engine.words import current_language, set_language

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    '"];click n1 "javascript:alert(1)"',
    "<script>alert(1)</script>",
    "]]>&amp;&#0;<![CDATA[x",
    "a\nb\r\tc\x00\x1b[31m",
    "\u202egpj.exe\u2066",
    "\ufffe\uffff\ud800",
    "`md` **b** _i_ [x](http://e.com) $$x$$ fa:fa-car #quot;",
    "%%{init: {}}%% --> end subgraph",
    "direction LR",
    "W" * 300,
    "宽" * 300,
]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = current_language()
    set_language("en")
    yield
    set_language(before)


def hostile(text: str) -> Definition:
    """The small SOP with the same text in every place that a document can fill."""
    outcomes = {
        "done": PICK.outcomes["done"]._replace(title=text),
        "short": PICK.outcomes["short"]._replace(title=text, reasons=(text, text), role=always((text,))),
    }
    steps = {**SMALL.steps, "pick": PICK._replace(title=text, role=always((text,)), outcomes=outcomes)}
    lost = {"done": PICK.outcomes["done"]._replace(to=always(f"end.{text}"))}
    steps["pack"] = steps["pack"]._replace(outcomes=lost)
    promise = SMALL.deadlines["dispatch"]._replace(title=text)
    return SMALL._replace(title=text, sop=text, steps=steps, deadlines={"dispatch": promise}, texts={})


def fits(svg: str) -> None:
    """The SVG is well-formed, and every line of text in it ends within the canvas."""
    root = ElementTree.fromstring(svg)
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    allowed = {SVG + tag for tag in ("svg", "title", "desc", "rect", "g", "path", "text")}
    assert {element.tag for element in root.iter()} <= allowed
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]

    def walk(element: ElementTree.Element, dx: float, dy: float) -> None:
        moved = re.match(r"translate\((\S+) (\S+)\)", element.attrib.get("transform", ""))
        if moved:
            dx, dy = dx + float(moved[1]), dy + float(moved[2])
        if element.tag == SVG + "text":
            text = element.text or ""
            long = text_width(text, float(element.attrib["font-size"]), "font-weight" in element.attrib)
            x = dx + float(element.attrib["x"]) - (long / 2 if "text-anchor" in element.attrib else 0)
            assert x >= 0, text
            assert x + long <= width, text
            assert 0 < dy + float(element.attrib["y"]) <= height, text
            assert plain(text) == text
        for below in element:
            walk(below, dx, dy)

    walk(root, 0.0, 0.0)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_document_says_acts(text: str) -> None:
    definition = hostile(text)
    drawing = draw(definition, names(definition))
    task = begun()._replace(ref=text)
    for shown in (drawing, follow(drawing, task, OPENED + 20 * HOUR, names(definition))):
        fits(FORMS["svg"](shown))
        mermaid(FORMS["mermaid"](shown))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_no_text_acts(text: str) -> None:
    definition = hostile(text)
    drawing = draw(definition, names(definition))
    fits(FORMS["svg"](drawing))
    mermaid(FORMS["mermaid"](drawing))


LINE = re.compile(
    r"flowchart TD|accTitle: [^\"#<>{};`%\\]*|accDescr: [^\"#<>{};`%\\]*"
    r'|n\d+(\[|\(\[|\(|\[\[|\{\{)"[^"`%\\$]*"(\]|\]\)|\)|\]\]|\}\})|subgraph [bl]\d+\["[^"`%\\$]*"\]|end'
    r'|n\d+ (-->|-\.->|==>)(\|"[^"`%\\$]*"\|)? n\d+'
    r"|classDef \w+ [\w#:, .-]+|class [nl\d,]+ \w+"
)


def mermaid(text: str) -> None:
    """Every line is one of ours, and what stands in quotes has no markup but line breaks and entities."""
    for line in text.rstrip("\n").split("\n"):
        assert LINE.fullmatch(line.strip()), line
        assert not re.search(r"direction\s+(TB|BT|RL|LR|TD)", line, re.IGNORECASE), "a statement, wherever"
        for quoted in re.findall(r'"([^"]*)"', line):
            bare = re.sub(r"#\d+;", "", quoted.replace("<br/>", ""))
            assert not re.search(r"#(36|92);|fa\w?(:|#58;)fa-", quoted), "entities that Mermaid reads"
            assert not set(bare) & set("<>#&;{}[]*_~|$`"), line


@pytest.mark.parametrize("steps", [40, 200])
def test_a_large_sop_fits_and_is_drawn_the_same_again(steps: int) -> None:
    definition = large(steps)
    svg = FORMS["svg"](draw(definition, names(definition)))
    fits(svg)
    assert svg == FORMS["svg"](draw(definition, names(definition)))
    assert svg.count("核对详情页与主图") >= steps


@pytest.mark.parametrize("text", [*HOSTILE, "打包", "Pack", "Wait for the goods to be sent back", ""])
def test_a_text_is_within_its_box(text: str) -> None:
    lines = tuple(Line(kind, text) for kind in ("role", "due", "promise", "now", "late", "done"))
    way = Way("done", text, (text, text))
    for block, left in (
        (box_block(Box(STEP, "s", text, lines)), True),
        (box_block(Box(FINISH, "end", text, lines[:1], state="visited")), False),
        (label_block(Arrow(0, 1, (way, way))), False),
    ):
        for line in block.texts:
            long = text_width(line.text, line.size, line.kind in ("title", "now", "late"))
            start = line.x if left else line.x - long / 2
            assert start >= 4
            assert start + long <= block.width - 4
            assert line.size / 2 < line.y < block.height


def boxes(drawing: Drawing, kind: str) -> list[int]:
    return [place for place, box in enumerate(drawing.boxes) if box.kind == kind]


def leaving(drawing: Drawing, source: int) -> list[Arrow]:
    return [arrow for arrow in drawing.arrows if arrow.source == source]


def test_an_outcome_from_any_step_is_drawn_once() -> None:
    drawing = draw(SMALL, names())
    (anywhere,) = boxes(drawing, ANYWHERE)
    (arrow,) = leaving(drawing, anywhere)
    assert drawing.boxes[arrow.target].name == CANCELLED
    assert arrow.ways[0].notes == ("by 客服", "reason: by mistake / too slow")
    others = [way.outcome for arrow in drawing.arrows if arrow.source != anywhere for way in arrow.ways]
    assert "cancel" not in others


def test_a_steps_own_outcome_of_that_name_keeps_its_arrow() -> None:
    own = PICK._replace(outcomes={**PICK.outcomes, "cancel": CANCEL._replace(to=always("end.early"))})
    drawing = draw(SMALL._replace(steps={**SMALL.steps, "pick": own}), names())
    assert len(boxes(drawing, ANYWHERE)) == 1
    targets = [drawing.boxes[arrow.target].name for arrow in leaving(drawing, 1)]
    assert targets == ["pack", "call", "end.early"]


def test_a_task_is_marked_by_words_and_signs_too() -> None:
    drawing = follow(draw(SMALL, names()), begun(), OPENED + 20 * HOUR, names())
    assert [box.state for box in drawing.boxes[:4]] == ["visited", "visited", "late", "visited"]
    assert drawing.boxes[2].lines[-1].text == "due 2026-11-22 18:00 (late by 2h)"
    taken = [(arrow.source, arrow.target) for arrow in drawing.arrows if arrow.travelled]
    assert taken == [(0, 1), (1, 2), (1, 3), (3, 1)]
    on_time = follow(draw(SMALL, names()), begun(), OPENED + 18 * HOUR, names())
    assert on_time.boxes[2].state == "open", "overdue is strictly after due"


def test_an_ended_task_shows_its_end_and_the_way_from_any_step() -> None:
    visits = (*begun().visits[:3], begun().visits[3]._replace(closed=OPENED + 5 * HOUR, outcome="cancel"))
    task = begun()._replace(visits=visits, ended=OPENED + 5 * HOUR, end=CANCELLED)
    drawing = follow(draw(SMALL, names()), task, OPENED + 20 * HOUR, names())
    (anywhere,) = boxes(drawing, ANYWHERE)
    assert leaving(drawing, anywhere)[0].travelled
    assert [drawing.boxes[place].state for place in boxes(drawing, FINISH)] == ["", "visited"]
    assert drawing.subtitle.endswith("End: cancelled, 2026-11-22 05:00")


def test_skipped_steps_on_the_way_are_on_the_way() -> None:
    visits = (begun().visits[0]._replace(outcome="short"), begun().visits[3]._replace(no=2, step="pick", n=2))
    drawing = follow(draw(SMALL, names()), begun()._replace(visits=visits), OPENED, names())
    taken = [(arrow.source, arrow.target) for arrow in drawing.arrows if arrow.travelled]
    assert taken == [(0, 1), (1, 3), (3, 1)], "call was passed, since nobody was reachable"


@pytest.mark.parametrize(
    ("instant", "english", "chinese"),
    [
        (Instant("", "ms", 90 * 60_000), "90min", "90 分钟"),
        (Instant("", "work_ms", HOUR), "1 work hour", "1 个工作小时"),
        (Instant("", "workdays", 2, sign=-1, anchor=Anchor("field", "paid_at")),
         "2 workdays before Paid at", "付款时间前 2 个工作日"),
        (Instant("", "weeks", 6, anchor=Anchor("start")), "6 weeks after the start of the task",
         "任务开始后 6 周"),
        (Instant("", by=9 * 60, weekday=5, roll="before"), "by Friday 09:00, or the workday before",
         "周五 09:00 前，遇休息日提前到上一个工作日"),
        (Instant("", "months", 1, by=18 * 60, monthday=10), "1 month, by day 10 of the month, 18:00",
         "1 个月，10 日 18:00 前"),
        (Instant("", "days", 3, anchor=Anchor("outcome", "pick", "short"), by=18 * 60),
         "3 days after Pick (Out of stock), by 18:00", "“拣货”（缺货）后 3 天，18:00 前"),
        (Instant("", "months", 1, anchor=Anchor("opened", "pick")), "1 month after the opening of Pick",
         "“拣货”打开后 1 个月"),
        (Instant("", "field", field="paid_at", anchor=Anchor("closed", "pack")),
         "Paid at after the end of Pack", "“打包”完成后 付款时间"),
        (Instant("", anchor=Anchor("field", "paid_at")), "Paid at", "付款时间"),
    ],
)  # fmt: skip
def test_an_instant_in_words(instant: Instant, english: str, chinese: str) -> None:
    assert instant_text(instant, names()) == english
    set_language("zh")
    assert instant_text(instant, names()) == chinese


def test_lines_break_where_they_may() -> None:
    assert wrap("pack and hand over", 10, 60, 3) == ["pack and", "hand over"]
    assert wrap("遇休息日顺，到下个（工作日）", 10, 53, 9) == ["遇休息日", "顺，到下个", "（工作日）"]
    assert wrap("x" * 30, 10, 60, 2) == ["x" * 9, "x" * 8 + "…"]
    assert wrap("", 10, 60, 2) == []
