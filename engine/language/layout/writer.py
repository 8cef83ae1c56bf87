"""Writing the pieces of a document down again: two spaces for each level, comments where they were."""

from __future__ import annotations

from typing import NamedTuple

from engine.language.layout.flows import STEP, as_block, fits, is_misleading, one_line, read_flow
from engine.language.layout.pieces import Block, Entry, Flow, Leaf, Piece, UnsureError, take_apart
from engine.language.layout.texts import moved_block, moved_text
from engine.language.report import width


class Level(NamedTuple):
    """A block that is open: the column in which it stood, and the one in which it stands now."""

    old: int
    new: int


class Writer:
    """One text being laid out. Line ends are ``\\n``. Raises UnsureError for what it cannot lay out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.line: str | None = None
        self.in_block = False  # whether what was written last is a text in block style
        self.last = 0  # where what was written last ended
        self.deepest: list[Level] = []  # the blocks around what was written last

    def run(self) -> str:
        """The whole text anew."""
        begin, root, finish = take_apart(self.text)
        if begin is not None:
            self.reach(begin[0], [])
            self.write(self.text[begin[0] : begin[1]], begin[1])
        if isinstance(root, Leaf):
            raise UnsureError(root.start)
        if isinstance(root, Block):
            self.block(root, [Level(root.column, 0)])
        else:
            self.reach(root.start, [])
            self.end_line()
            self.root_flow(root)
        if finish is not None:
            self.reach(finish[0], [])
            self.write(self.text[finish[0] : finish[1]], finish[1])
        kept = self.lasting
        self.reach(len(self.text), [])
        self.end_line()
        while self.lines and not self.lines[-1] and not kept:
            self.lines.pop()
        return "\n".join(self.lines) + ("" if kept and not self.text.endswith("\n") else "\n")

    @property
    def lasting(self) -> bool:
        """Whether what was written last is a text in block style that goes on to the end of the file: then
        the line ends there belong to the text."""
        return self.in_block and self.last == len(self.text)

    # -- lines

    def write(self, text: str, end: int) -> None:
        """Put a text onto the line at hand."""
        self.line = (self.line or "") + text
        self.last = end

    def write_lines(self, lines: list[str], end: int) -> None:
        """Put a first line onto the line at hand, the others below."""
        self.write(lines[0], end)
        for line in lines[1:]:
            self.end_line()
            self.line = line

    def end_line(self) -> None:
        if self.line is not None:
            self.lines.append(self.line)
        self.line = None

    def reach(self, start: int, levels: list[Level]) -> None:
        """Write what stands between the last piece and the one that begins at ``start``: the comment of
        the line, then lines of comments and blank ones. ``levels`` are the blocks around the next piece."""
        between = self.text[self.last : start]
        head, *rest = between.split("\n")
        if self.last and self.text[self.last - 1] == "\n" and self.line is not None:
            head, rest = "", [head, *rest]  # a text in block style took the line's end with it
        if head.strip():
            self.comment(head)
        if not rest:
            return
        self.end_line()
        for line in rest[:-1] if start < len(self.text) or not rest[-1].strip() else rest:
            if line.strip():
                column = len(line) - len(line.lstrip(" \t"))
                self.lines.append(" " * self.place(column, levels) + line.strip())
            elif self.lines and self.lines[-1]:
                self.lines.append("")

    def comment(self, text: str) -> None:
        """The comment of a line, as far away as it stood."""
        gap = len(text) - len(text.lstrip(" \t"))
        if self.line is None:
            self.line = text.strip()
        else:
            self.line += " " * max(gap, 1 + ("\t" in text[:gap])) + text.strip()

    def place(self, column: int, levels: list[Level]) -> int:
        """Where a comment on a line of its own goes: with the next piece, unless it stands further to the
        right, in a block that has ended just before."""
        own = levels[-1].new if levels else 0
        if len(levels) > len(self.deepest):
            return own
        inner = self.deepest[len(levels) :]
        ended = [
            level.new
            for level in inner
            if level.old <= column and level.old > (levels[-1].old if levels else -1)
        ]
        return ended[-1] if ended else own

    # -- pieces

    def block(self, block: Block, levels: list[Level], inline: bool = False) -> None:
        """A block's entries; ``inline``: the first one goes on the line of the dash before it."""
        indent = levels[-1].new
        for number, entry in enumerate(block.entries):
            if not (inline and number == 0):
                self.reach(entry.start, levels)
                self.end_line()
                self.line = " " * indent
            self.deepest, self.in_block = levels, False
            if entry.key is not None:
                self.write(self.text[entry.key.start : entry.key.end] + ":", entry.end)
            else:
                self.write("-", entry.end)
            if entry.value is not None:
                self.value(entry, entry.value, levels, self.gap(block, number))

    def value(self, entry: Entry, value: Piece, levels: list[Level], gap: int) -> None:
        """What stands after a colon or a dash."""
        between = self.text[entry.end : value.start]
        commented = bool(between.strip())
        below = [*levels, Level(self.column(value.start), levels[-1].new + STEP)]
        if isinstance(value, Block):
            below[-1] = Level(value.column, levels[-1].new + STEP)
            if entry.key is None and not commented:
                self.write(" ", entry.end)
                self.last = value.start
                self.block(value, below, inline=True)
            else:
                self.block(value, below)
            return
        own_line = "\n" in between
        if own_line:
            self.reach(value.start, below)
            self.end_line()
            self.line = " " * (levels[-1].new + STEP)
        else:
            self.write(" " * gap, entry.end)
        if isinstance(value, Leaf):
            self.leaf(value, levels[-1])
        else:
            self.flow(value, entry, levels[-1], own_line)

    def leaf(self, leaf: Leaf, level: Level) -> None:
        raw = self.text[leaf.start : leaf.end]
        self.in_block = leaf.style in ("|", ">")
        if self.in_block:
            self.write_lines(moved_block(raw, level.old, level.new), leaf.end)
        else:
            self.write_lines(moved_text(raw, leaf.style, level.new), leaf.end)

    def flow(self, flow: Flow, entry: Entry, level: Level, own_line: bool) -> None:
        """Brackets: as they are where they fit on their line, else on one line or as a block."""
        raw = self.text[flow.start : flow.end]
        part = read_flow(self.text, flow)
        before = width(self.line or "")
        several = "\n" in raw
        misleading = part is not None and bool(part.entries) and is_misleading(part)
        if not several and not misleading and fits(before, raw):
            self.write(raw, flow.end)
        elif part is None:
            self.write_lines(self.shifted(raw, level), flow.end)
        elif not part.entries or (not misleading and fits(before, one_line(part))):
            self.write(one_line(part), flow.end)
        else:
            self.broken(list(as_block(part, level.new + STEP)), flow, entry, own_line)

    def broken(self, lines: list[str], flow: Flow, entry: Entry, own_line: bool) -> None:
        """Brackets as a block. The line's comment stays with the key, or with the item's first line."""
        line = (self.line or "").rstrip()
        self.line = line or None
        self.last = flow.end
        if entry.key is None and not own_line:
            self.line = f"{line} {lines.pop(0).lstrip(' ')}"
        rest = self.rest_of_line(flow.end)
        if rest.strip() and self.line is not None:
            self.comment("  " + rest.strip())
            self.last += len(rest)
        elif own_line and rest.strip():
            lines[0] += "  " + rest.strip()
            self.last += len(rest)
        self.end_line()
        self.lines += lines[:-1]
        self.line = lines[-1] if lines else None

    def root_flow(self, flow: Flow) -> None:
        """A whole document in brackets."""
        part = read_flow(self.text, flow)
        if part is None or not part.entries:
            raise UnsureError(flow.start)
        rest = self.rest_of_line(flow.end)
        if rest.strip():
            self.lines.append(rest.strip())
        self.last = flow.end + len(rest)
        self.lines += list(as_block(part, 0))
        self.line = None

    def shifted(self, raw: str, level: Level) -> list[str]:
        """Lines of brackets that are left as they are, moved as far as the key or dash is."""
        first, *others = raw.split("\n")
        found = [first.rstrip(" \t")]
        for line in others:
            text = line.strip(" \t")
            column = len(line) - len(line.lstrip(" ")) + level.new - level.old
            found.append(" " * max(column, level.new + 1) + text if text else "")
        return found

    # -- columns

    def column(self, index: int) -> int:
        """The column of a character, from 0."""
        return index - (self.text.rfind("\n", 0, index) + 1)

    def gap(self, block: Block, number: int) -> int:
        """How many spaces go before a value: one, unless it is aligned with the one above or below."""
        start = self.value_start(block.entries[number])
        if start is None or block.entries[number].key is None:
            return 1
        written = start - block.entries[number].end
        if written <= 1 or "\t" in self.text[block.entries[number].end : start]:
            return 1
        neighbours = [block.entries[at] for at in (number - 1, number + 1) if 0 <= at < len(block.entries)]
        others = [other for entry in neighbours if (other := self.value_start(entry)) is not None]
        return written if any(self.seen(start) == self.seen(other) for other in others) else 1

    def rest_of_line(self, index: int) -> str:
        """What stands from a character to the end of its line."""
        end = self.text.find("\n", index)
        return self.text[index : end if end >= 0 else len(self.text)]

    def value_start(self, entry: Entry) -> int | None:
        """Where an entry's value begins, if it stands on the line of its key."""
        value = entry.value
        if value is None or isinstance(value, Block) or "\n" in self.text[entry.end : value.start]:
            return None
        return value.start

    def seen(self, index: int) -> int:
        """The terminal column of a character."""
        return width(self.text[self.text.rfind("\n", 0, index) + 1 : index])
