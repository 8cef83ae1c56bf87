"""House style: what is changed, what never is, and that it is done once and for all."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from drawn import Drawing
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.language.composing import compose
from engine.language.layout import UnsureError, tidy
from engine.language.loading import Document
from engine.language.nodes import Node, Source
from engine.publishing import compiled_text

ROOT = Path(__file__).parents[3]
SHIPPING = (ROOT / "workflows" / "shipping.sop.yaml").read_text("utf-8")
SHIPPED = sorted(path for path in (ROOT / "workflows").rglob("*.yaml") if ".story." not in path.name)

UNTIDY = """\
# top


sop:   ugly   # trailing one
title : spaced
due:   2h
limit: 4h    # in a column
data:
- a   # comment a
-   b
# about steps
steps:
   pick:
       title:  'Pick
          it   up'   # c-title
       checklist:
       - "x, y"
       # about z
       - z
       -   {tick: w,   when: has(a)}
       -
         # inner
         tick: q   # c-q
         # end of q
       help: |   # head
           first
             more

           last


   # about pack
   pack: {title: Pack, checklist: ["one, two", 'three # four', plain], next: end}   # c-pack
   send: {title: Send, due: {has(a): 2h, else: 4h},  # inside
          limit: 4h}
   last:
     {title: Last,
      due: 2h}   # c-last
   more:
      checklist: LONG   # c-more


# the end""".replace("LONG", f"[{', '.join(['核对面单与货号、数量'] * 5)}, 说明缺货并致歉]")

TIDY = """\
# top


sop:   ugly   # trailing one
title : spaced
due:   2h
limit: 4h    # in a column
data:
- a   # comment a
-   b
# about steps
steps:
   pick:
       title:  'Pick
          it   up'   # c-title
       checklist:
       - "x, y"
       # about z
       - z
       -   {tick: w,   when: has(a)}
       -
         # inner
         tick: q   # c-q
         # end of q
       help: |   # head
           first
             more

           last


   # about pack
   pack: {title: Pack, checklist: ["one, two", 'three # four', plain], next: end}   # c-pack
   send: {title: Send, due: {has(a): 2h, else: 4h},  # inside
          limit: 4h}
   last:
     {title: Last,
      due: 2h}   # c-last
   more:
      checklist: LONG   # c-more


# the end""".replace(
    "LONG",
    "[核对面单与货号、数量, 清点库存并登记, 与物流公司约定上门时间, 通知编辑下架缺货商品, 说明缺货并致歉]",
)

TIDY = """\
# top

sop: ugly   # trailing one
title: spaced
due:   2h
limit: 4h    # in a column
data:
  - a   # comment a
  - b
# about steps
steps:
  pick:
    title: 'Pick
      it   up'   # c-title
    checklist:
      - "x, y"
      # about z
      - z
      - {tick: w,   when: has(a)}
      -
        # inner
        tick: q   # c-q
        # end of q
    help: |   # head
      first
        more

      last

  # about pack
  pack:  # c-pack
    title: Pack
    checklist:
      - "one, two"
      - 'three # four'
      - plain
    next: end
  send: {title: Send, due: {has(a): 2h, else: 4h},  # inside
         limit: 4h}
  last:
    {title: Last, due: 2h}   # c-last
  more:
    checklist:  # c-more
      - 核对面单与货号、数量
      - 核对面单与货号、数量
      - 核对面单与货号、数量
      - 核对面单与货号、数量
      - 核对面单与货号、数量
      - 说明缺货并致歉

# the end
"""


def meaning(text: str) -> object:
    """A document's texts in their order, by a reader that knows nothing of layouts."""
    root, found = compose(Source("", text))
    assert root is not None, found
    assert not found

    def plain(node: Node) -> object:
        if node.kind == "map":
            return [(key, plain(value)) for key, (_, value) in node.entries.items()]
        return [plain(item) for item in node.items] if node.kind == "list" else (node.text, node.plain)

    return plain(root)


def test_a_document_in_house_style() -> None:
    assert tidy(UNTIDY) == TIDY
    assert meaning(TIDY) == meaning(UNTIDY)
    assert tidy(TIDY) == TIDY


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_ships_is_in_house_style(path: Path) -> None:
    text = path.read_text("utf-8")
    assert tidy(text) == text


def test_line_ends_a_byte_order_mark_and_the_end_of_the_file() -> None:
    assert tidy("\ufeffsop: x\r\nsteps:\r\n- a  \r\n- b\r\n\r\n\r\n") == "sop: x\nsteps:\n  - a\n  - b\n"
    assert tidy("sop: x\rsteps: [a]") == "sop: x\nsteps: [a]\n"


def test_a_text_in_block_style_that_ends_the_file_without_a_line_end_stays_so() -> None:
    assert tidy("sop: x\nhelp: |\n    a  ") == "sop: x\nhelp: |\n  a  "
    assert tidy("sop: x\nhelp: |\n    a\n\n\n") == "sop: x\nhelp: |\n  a\n"
    assert tidy("help: |+\n    a\n\n\nsop: x") == "help: |+\n  a\n\n\nsop: x\n"


def test_a_text_in_block_style_that_says_its_indentation() -> None:
    assert tidy("a:\n    b: |4\n          x\n        y\n") == "a:\n  b: |4\n        x\n      y\n"


def test_a_space_that_a_backslash_keeps_stays() -> None:
    text = 'a:\n    b: "one\\ \n      two"\n'
    assert tidy(text) == 'a:\n  b: "one\\ \n    two"\n'
    assert meaning(tidy(text)) == meaning(text)


def test_order_stays_even_where_another_would_be_nicer() -> None:
    assert tidy("steps: [b, a]\nsop: x\n") == "steps: [b, a]\nsop: x\n"


def test_comments_after_a_block_stay_with_it_or_go_with_what_follows() -> None:
    text = "a:\n    b: 1\n    # of b\n# of c\nc:\n- 1\n# of d\nd: 2\n"
    assert tidy(text) == "a:\n  b: 1\n  # of b\n# of c\nc:\n  - 1\n# of d\nd: 2\n"


@pytest.mark.parametrize(
    "text", ["just a text\n", "? a\n: b\n", "[a, b]: c\n", "a: &x 1\nb: *x\n", "{}\n", "a: [b\n"]
)
def test_what_cannot_be_laid_out_for_certain_is_not(text: str) -> None:
    with pytest.raises(UnsureError):
        tidy(text)


def check(drawing: Drawing) -> None:
    """The promises for one document: meaning, every comment once and on its line, and done once for all."""
    text = drawing.text
    after = tidy(text)
    assert tidy(after) == after
    assert meaning(after) == meaning(text)
    assert Counter(re.findall(r"# c\d+\.", after)) == Counter(re.findall(r"# c\d+\.", text))
    assert set(drawing.beside) <= set(re.findall(r"# c\d+\.", after))
    for line in after.split("\n"):
        found = re.search(r"# c\d+\.", line)
        assert not found or line.endswith(found.group())
        if found and found.group() in drawing.beside:
            start = drawing.beside[found.group()]
            assert re.match(rf"(- )*{re.escape(start)}", line.strip()), (start, line)
    assert "\t#" not in after
    assert "\r" not in after
    assert after.endswith("\n")


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.integers(0, 10**9))
def test_any_document_keeps_its_meaning_and_its_comments(seed: int) -> None:
    check(Drawing(seed))


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None, print_blob=True)
@given(st.integers(0, 10**9))
def test_many_documents_keep_their_meaning_and_their_comments(seed: int) -> None:
    check(Drawing(seed))


@settings(derandomize=True, max_examples=30, deadline=None)
@given(st.integers(1, 7), st.data())
def test_shipping_comes_back_from_any_indentation(step: int, data: st.DataObject) -> None:
    def widened(line: str) -> str:
        indent = len(line) - len(line.lstrip(" "))
        return (
            " " * (indent // 2 * step) + line.lstrip(" ") + data.draw(st.sampled_from(["", "", " ", "   "]))
        )

    head, folded, rest = SHIPPING.partition("      From paid to signed for.")
    # The folded text is left as it is: spaces before its first line would say how deep it stands.
    above = head.removesuffix("\n").split("\n")
    untidy = "\n".join(map(widened, above)) + "\n" + folded + rest if step == 2 else None
    plain = SHIPPING.replace(": >-\n      From paid", ": From paid").replace(
        "customers\n      what is", "customers what is"
    )
    untidy = untidy or "\n".join(map(widened, plain.split("\n")))
    after = tidy(untidy)
    assert after == (SHIPPING if step == 2 else plain)
    compiled = []
    for text in (untidy, after):
        loaded = Document(text.encode(), "x").load()
        assert loaded.value is not None
        compiled.append(compiled_text("sop", loaded.value))
    assert compiled[0] == compiled[1]
