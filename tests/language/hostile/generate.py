"""The files, in turn from every family, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.language.hostile import bombs, spoiling, traps, wrong_types

Maker = Callable[[random.Random, int], bytes]
"""A family: chance and the file's number in the family to its bytes."""

FAMILIES: dict[str, Maker] = {
    "cut off": spoiling.cut_off,
    "bytes changed": spoiling.bytes_changed,
    "words changed": spoiling.words_changed,
    "lines changed": spoiling.lines_changed,
    "indentation": spoiling.indentation,
    "strange characters": spoiling.strange_characters,
    "line ends": spoiling.line_ends,
    "encodings": spoiling.encodings,
    "keys twice": spoiling.keys_twice,
    "wrong types": wrong_types.wrong_type,
    "deep": bombs.deep,
    "large": bombs.large,
    "aliases": bombs.aliases,
    "expressions": bombs.expressions,
    "patterns": bombs.patterns,
    "webs": bombs.webs,
    "tags": traps.tags,
    "templates": traps.templates,
    "numbers": traps.numbers,
    "YAML 1.1": traps.old_yaml,
    "streams": traps.streams,
    "names": traps.names,
}
MANY = ("words changed", "cut off", "wrong types", "expressions", "lines changed")
"""Families of which every round has a second file."""
NO_FILES = ("a folder", "a folder without files", "a link to nothing", "a link to itself", "a device")
"""What has the name of a file and is none; each once, where a run is long enough for it."""


class Hostile(NamedTuple):
    """``content`` is None for what is no file; ``what`` says then what it is."""

    name: str
    what: str
    content: bytes | None


def generate(count: int, seed: int) -> Iterator[Hostile]:
    """``count`` of them. Raises nothing; nothing but the arguments decides what comes."""
    order = (*FAMILIES, *MANY)
    made = dict.fromkeys(FAMILIES, 0)
    strange = NO_FILES if count >= 10 * len(order) else ()
    for number in range(count - len(strange)):
        family = order[number % len(order)]
        chance = random.Random(f"{seed} {family} {made[family]}")
        yield Hostile(f"{number:05}.sop.yaml", family, FAMILIES[family](chance, made[family]))
        made[family] += 1
    for number, what in enumerate(strange):
        yield Hostile(f"none-{number}.sop.yaml", what, None)
