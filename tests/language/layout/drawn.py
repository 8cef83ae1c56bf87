"""Documents drawn at random, written as untidily as YAML allows, with comments that can be found again."""

from __future__ import annotations

from random import Random

KEYS = ["a", "steps", "weight > 3", "打包", "d-1", '"q: 1"', "'it''s'", "x.y", "not closed(a)", "1"]
PLAIN = [
    "text",
    "4 work hours",
    "核对面单、数量",
    "by 18:00 or workday after",
    "2026-11-21 18:00",
    "= a + 1",
    "a#b",
    "x:y",
]
QUOTED = ['"one, two"', "'three # four'", '"five: six"', '"tab\\there"', "'it''s'", '""']


class Drawing:
    """One document, ``text``; ``beside`` has for each comment at a line's end what the line begins with."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.count = 0
        self.beside: dict[str, str] = {}
        self.lines: list[str] = []
        if self.chance(0.2):
            self.lines.append(self.named())
        self.block(0, 3)
        if self.chance(0.3):
            self.lines.append(self.named())
        end = self.random.choice(["\n", "\r\n"])
        self.text = end.join(self.lines) + (
            end * 3 if self.lines[-1].endswith("last") else self.random.choice(["", end, end * 3])
        )

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def named(self) -> str:
        self.count += 1
        return f"# c{self.count}."

    def tail(self, start: str) -> str:
        """What a line ends with: nothing, spaces, or a comment."""
        if self.chance(0.3):
            name = self.named()
            self.beside[name] = start
            return self.random.choice([" ", "  ", "       ", " " if start == "-" else "\t"]) + name
        return self.random.choice(["", "", "", "  "])

    def between(self, indent: int) -> None:
        """Blank lines and comments before a line."""
        while self.chance(0.15):
            self.lines.append(self.random.choice(["", "  ", " " * self.random.randint(0, 9) + self.named()]))

    def keys(self) -> list[str]:
        return self.random.sample(KEYS, self.random.randint(1, 4))

    def block(self, indent: int, depth: int, lead: str | None = None) -> None:
        """A map or a list whose lines are ``indent`` in; ``lead`` is the dash that its first line follows."""
        listed = lead is None and indent > 0 and self.chance(0.4)
        for key in ["-"] * self.random.randint(1, 4) if listed else self.keys():
            if lead is None:
                self.between(indent)
            start = (lead if lead is not None else " " * indent) + (
                key if listed else key + self.random.choice([":", " :"])
            )
            lead = None
            self.entry(key, start, indent, depth, listed)

    def entry(self, key: str, start: str, indent: int, depth: int, listed: bool) -> None:
        gap = self.random.choice([" ", " ", "   "])
        said = "-" if listed else key
        kind = self.random.choice("ssssffbbbmn|o" if depth else "ssssff|n")
        deeper = indent + self.random.randint(1, 5)
        if kind == "b" and listed and self.chance(0.5):
            lead = start + gap
            self.block(indent + 1 + len(gap), depth - 1, lead)
        elif kind == "b":
            self.lines.append(start + self.tail(said))
            if not listed and self.chance(0.2):
                self.dashes(indent)
            else:
                self.block(deeper, depth - 1)
        elif kind == "f":
            self.lines.append(start + gap + self.flow(2) + self.tail(said))
        elif kind == "m":
            inner = " " + self.named() if self.chance(0.2) else ""
            self.lines.append(start + gap + f"[{self.scalar()}," + inner)
            self.lines.append(" " * (deeper + 1) + f"  {self.scalar()} ]" + self.tail("" if inner else said))
        elif kind == "o":
            self.lines.append(start + self.tail(said))
            self.lines.append(" " * deeper + self.scalar())
        elif kind == "|":
            sign = self.random.choice(["|", ">", "|-", ">-", "|+", "|2" if deeper == indent + 2 else "|"])
            self.lines.append(start + gap + sign)
            self.lines += [
                " " * deeper + "first # no comment",
                " " * (deeper + 2) + "more  ",
                "",
                " " * deeper + "last",
            ]
        elif kind == "n":
            self.lines.append(start + self.tail(said))
        else:
            self.lines.append(start + gap + self.scalar() + self.tail(said))

    def dashes(self, indent: int) -> None:
        """A list whose dashes stand right under the key."""
        for _ in range(self.random.randint(1, 3)):
            self.between(indent)
            self.lines.append(" " * indent + "- " + self.scalar() + self.tail("-"))

    def scalar(self) -> str:
        return self.random.choice(PLAIN + QUOTED)

    def flow(self, depth: int) -> str:
        kind = self.random.choice(["s", "sss[{", "[{"][depth])
        if kind == "s":
            return self.random.choice([*PLAIN[:5], *QUOTED])
        space = self.random.choice([" ", "  "])
        if kind == "[":
            return (
                "[" + f",{space}".join(self.flow(depth - 1) for _ in range(self.random.randint(0, 5))) + "]"
            )
        return "{" + f",{space}".join(f"{key}: {self.flow(depth - 1)}" for key in self.keys()) + "}"
