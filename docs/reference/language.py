"""docs/language.md: every key of every document, from the schemas, with examples that lint clean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docs.reference.markdown import anchor, block, code, table
from docs.reference.markdown import page as whole
from engine.language.schemas import NAMES, flow, schema
from engine.rules.expressions.signatures import NAMING, SIGNATURES

WIDEST = 96
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

INTRODUCTION = """\
# The language

An SOP is one YAML file. Every scalar in it is text, and its key says how the text is read: `007` stays
`007`, `no` is a name where a name belongs. All keys are listed here, from the same schema with which `sop
lint` checks them; what is wrong with a document and how it is mended is in [codes.md](codes.md), times
are in [deadlines.md](deadlines.md).

An editor that knows YAML completes the keys and shows what they mean with this as the first line:

    # yaml-language-server: $schema=../schemas/sop.schema.json

Beside it lie those of the other documents (`parts.schema.json`, `team.schema.json`, ...);
`sop schema --document parts --path` says where.
"""
FILES = {
    "sop": "An SOP",
    "parts": "A parts file",
    "team": "The team file",
    "calendar": "A calendar file",
    "workspace": "The workspace file",
    "channels": "The channels file",
    "story": "A story file",
}
TYPES = {
    "text": ("any text", "240001"),
    "number": ("a number, as exact as it is written", "31.5"),
    "integer": ("a whole number", "12"),
    "money": ("an amount with two decimals", "1,234.50"),
    "boolean": ("yes or no, true or false, 是 or 否", "yes"),
    "date": ("a day", "2026-11-21"),
    "datetime": ("a moment; where people type it, in the workspace's zone", "2026-11-21 18:00"),
    "duration": ("a length of time", "3 days"),
    "person": ("somebody in the team", "小王"),
    "file": ("where a file lies", "photos/1.jpg"),
    "link": ("http:// or https://", "https://example.com"),
    "list": ("several values of one type (`of`)", "a, b"),
}
OPERATORS = (
    ("`and` `or` `not`", "conditions"),
    ("`==` `!=` `<` `<=` `>` `>=`", "values of one type; texts only `==` and `!=`; `1 < x < 5` is possible"),
    ("`in` `not in`", 'a list or a text: `courier in ["sf", "jd"]`'),
    (
        "`+` `-` `*` `/` `//` `%`",
        "exact decimal arithmetic; a datetime minus a datetime is a duration; `+` joins texts, and lists",
    ),
    ("`x if c else y`", "one of two values of the same type"),
    ("`list[0]`", "an item of a list"),
)


ABOUT_NAMES = {
    "has": "whether a field has a value",
    "visits": "how often the task has been in a step",
    "closed": "whether a step was ever closed",
    "who": "the person who closed a step last",
}

EXPRESSIONS = """\
## Expressions

Conditions and calculations over the fields by their names, typed before any task meets them; a text stands
in quotes, yes and no are `true` and `false`. A field that has no value makes a condition unknowable, and the
program says which field; `has(field)` asks. `table.result` is what a decision table gives. Nothing of an
expression is ever run as a program."""


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION, _examples()]
    for name in NAMES:
        parts += _document(name)
    return whole(*parts, _values(), _expressions(), _later())


def _examples() -> str:
    """The documents of docs/examples: the comment at their head is what is said about them."""
    parts = ["## Examples"]
    for path in sorted(EXAMPLES.glob("*.yaml")):
        lines = path.read_text("utf-8").split("\n")
        comment = [line for line in lines if line.startswith("# ")]
        title, *text = (line.removeprefix("# ") for line in comment)
        parts += [f"### {title}", "\n".join(text), block("\n".join(lines[len(comment) :]))]
    return "\n\n".join(parts)


def _document(name: str) -> list[str]:
    """One kind of document: every part of it that has keys."""
    root = schema(name).root
    parts = [f"## {FILES[name]}", root["description"]]
    for example in root["examples"]:
        parts.append(block("\n".join(_lines(example))))
    taken = {id(part) for part in _parts("sop")} if name == "parts" else set()
    for part in _parts(name):
        if id(part) in taken:
            continue
        if part is not root:
            parts += [f"### {_heading(name, part)}", part["description"]]
            parts += [f"For example: {code(flow(example))}" for example in part["examples"][:1]]
        parts.append(_keys(name, part))
    return parts


def _lines(value: Any, indent: str = "") -> Iterator[str]:
    """An example as a person writes it: what is short on one line, the rest line by line."""
    for key, item in value.items():
        short = f"{indent}{key}: {flow(item)}"
        if len(short) <= WIDEST:
            yield short
        elif isinstance(item, dict):
            yield f"{indent}{key}:"
            yield from _lines(item, indent + "  ")
        else:
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {flow(each)}" for each in item)


def _heading(name: str, part: dict[str, Any]) -> str:
    """A part's title; that of a part of another file than an SOP says of which."""
    text = str(part["title"])
    alone = name == "sop" or (
        name == "parts" and any(part["properties"] is one["properties"] for one in _parts("sop"))
    )
    return text[:1].upper() + text[1:] + ("" if alone else f" ({name})")


def _keys(name: str, part: dict[str, Any]) -> str:
    """The keys of a part, as a table."""
    rows = []
    for key, body in part["properties"].items():
        found = schema(name).resolve(body)
        if "x-not-yet" in found:
            continue
        needed = "**needed** · " if key in part.get("required", ()) else ""
        rows.append(
            (code(key), _wanted(name, body), needed + found["description"], code(flow(found["examples"][0])))
        )
    return table(("Key", "Holds", "Means", "Example"), rows)


def _wanted(name: str, body: dict[str, Any]) -> str:
    """What kind of value a key holds, in words; with a link to the keys that stand inside."""
    if "enum" in body:
        return " or ".join(code(flow(each)) for each in body["enum"])
    target = schema(name).root["$defs"][body["$ref"].removeprefix("#/$defs/")] if "$ref" in body else body
    title = str(target["title"]) if "$ref" in body else _kind(name, body)
    inner = _keyed(name, target)
    return f"[{title}]({anchor(_heading(name, inner))})" if inner else title


def _kind(name: str, body: dict[str, Any]) -> str:
    """What a part without a name of its own can be."""
    if "anyOf" in body:
        kinds = (_kind(name, schema(name).resolve(each)) for each in body["anyOf"])
        return " or ".join(dict.fromkeys(kinds))
    if "properties" in body:
        return "keys"
    if body.get("type") == "object":
        return "names and values"
    return "a list" if body.get("type") == "array" else "a text"


def _keyed(name: str, part: Any) -> dict[str, Any] | None:
    """The nearest part inside that lists its keys."""
    if not isinstance(part, dict):
        return None
    found = schema(name).resolve(part)
    if "properties" in found:
        return found
    inside = (*found.get("anyOf", ()), found.get("items"), found.get("additionalProperties"))
    return next((keyed for each in inside if (keyed := _keyed(name, each))), None)


def _parts(name: str) -> list[dict[str, Any]]:
    """Every part that lists its keys and is carried out, the outermost first."""
    schema_ = schema(name)
    built: list[dict[str, Any]] = []
    queue: list[Any] = [schema_.root]
    seen: set[int] = set()
    while queue:
        part = queue.pop(0)
        if isinstance(part, list):
            queue += part
            continue
        if not isinstance(part, dict) or "x-not-yet" in part or id(part) in seen:
            continue
        seen.add(id(part))
        if "$ref" in part:
            queue.append(schema_.root["$defs"][part["$ref"].removeprefix("#/$defs/")])
        if isinstance(part.get("properties"), dict):
            built.append(part)
            queue += part["properties"].values()
        queue += [part.get(key) for key in ("items", "additionalProperties", "anyOf")]
    return built


def _values() -> str:
    rows = [(code(name), text, code(example)) for name, (text, example) in TYPES.items()]
    rows.append(("`[a, b]`", "one of these words (a choice)", "`a`"))
    return "## Types of values\n\n" + table(("Type", "Is", "For example"), rows)


def _expressions() -> str:
    functions = [(code(each.usage), each.about) for each in SIGNATURES.values()]
    functions += [(code(usage), ABOUT_NAMES[name]) for name, usage in NAMING.items()]
    parts = (EXPRESSIONS, table(("Operators", "For"), OPERATORS), table(("Functions", "Give"), functions))
    return "\n\n".join(parts)


def _later() -> str:
    """The keys that have a name and are not carried out yet."""
    rows = []
    for name in NAMES:
        for part in _parts(name):
            for key, body in part["properties"].items():
                found = schema(name).resolve(body)
                if "x-not-yet" in found:
                    rows.append((code(key), str(part["title"]), found["description"], found["x-not-yet"]))
    if not rows:
        return ""
    text = "These keys belong to the language, and this version refuses them by name.\n\n"
    return "## Not carried out yet\n\n" + text + table(("Key", "Of", "Means", "Code"), rows)
