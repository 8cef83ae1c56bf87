"""The schemas in ``schemas/``: documented, exemplified, and followed to the letter by the reader's walk."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import root
from referencing import Registry, Resource

from engine.language.codes import CODES
from engine.language.judge import validator
from engine.language.nodes import LIST, MAP, SCALAR, Node
from engine.language.report import render_diagnostics
from engine.language.scalars import NUMBER
from engine.language.schemas import NAMES, flow, schema
from engine.language.shape import Walk, check_shape
from engine.locate import find

KEYWORDS = {
    "$schema", "$id", "$ref", "$defs", "title", "description", "examples", "type", "enum", "pattern",
    "minLength", "maxLength", "minimum", "properties", "required", "additionalProperties", "propertyNames",
    "minProperties", "items", "minItems", "uniqueItems", "anyOf", "oneOf", "allOf", "not",
    "x-not-yet", "x-part-of", "x-also",
}  # fmt: skip
"""All that the walk knows; another keyword would be obeyed by editors and not by the reader."""


def parts(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, with its path."""
    yield path, part
    for key in ("properties", "$defs"):
        for name, inner in part.get(key, {}).items():
            yield from parts(inner, f"{path}/{key}/{name}")
    for key in ("items", "propertyNames", "additionalProperties"):
        if isinstance(part.get(key), dict):
            yield from parts(part[key], f"{path}/{key}")
    for no, inner in enumerate(part.get("anyOf", ())):
        if "required" not in inner or "type" in inner:
            yield from parts(inner, f"{path}/anyOf/{no}")


def shipped(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(find("schemas", f"{name}.schema.json").read_bytes())
    return document


def load(name: str) -> dict[str, Any]:
    """A schema that refers to itself alone, as the reader has it."""
    return schema(name).root


def own(name: str) -> dict[str, Any]:
    """A schema without what it takes from another one."""
    return {**load(name), "$defs": {key: load(name)["$defs"][key] for key in shipped(name)["$defs"]}}


ALL = [(name, path, part) for name in NAMES for path, part in parts(own(name))]
IDS = [f"{name}{path}" for name, path, _ in ALL]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(shipped(name))
    jsonschema.Draft202012Validator.check_schema(load(name))


@pytest.mark.parametrize(("name", "path", "part"), ALL, ids=IDS)
def test_every_part_is_documented_and_uses_known_keywords(name: str, path: str, part: dict[str, Any]) -> None:
    assert set(part) <= KEYWORDS
    resolved = schema(name).resolve(part)
    assert resolved["title"]
    assert resolved["description"]
    assert resolved["examples"]
    if "properties" in path.rsplit("/", 2)[-2:-1]:
        assert {"title", "description", "examples"} <= set(part), "a key has its own words"
    assert part.get("x-not-yet") in {None, *CODES}


@pytest.mark.parametrize(("name", "path", "part"), ALL, ids=IDS)
def test_every_example_is_valid_for_editors_and_for_the_reader(
    name: str, path: str, part: dict[str, Any]
) -> None:
    document = load(name)
    editors = jsonschema.Draft202012Validator({**part, "$defs": document["$defs"], "$id": "here"})
    for example in schema(name).resolve(part)["examples"]:
        assert list(editors.iter_errors(example)) == []
        value = root(f"key: {flow(example)}\n").get("key")
        assert value is not None
        walk = Walk(schema(name))
        walk.check(value, part, None)
        assert [each for each in walk.found if not each.code.startswith("L3")] == []


def test_an_editor_finds_the_parts_of_the_sop_schema_beside() -> None:
    registry: Any = Registry().with_resource("sop.schema.json", Resource.from_contents(shipped("sop")))
    editor = jsonschema.Draft202012Validator(shipped("parts"), registry=registry)
    assert list(editor.iter_errors(PARTS)) == []
    assert [error.message for error in editor.iter_errors({"parts": "x", "data": {"a": "txt"}})]


def test_titles_examples_and_help_are_found_by_their_keys() -> None:
    assert schema("sop").at("steps", "pack", "due")["title"] == "when the step is due"
    assert schema("sop").at("data", "weight_kg", "min")["title"] == "the least value"
    with pytest.raises(KeyError):
        schema("sop").at("steps", "pack", "deu")


def test_numbers_are_digits_and_a_point() -> None:
    """No key of what is built wants a number; these are a KPI's target and a number of votes."""
    walk = Walk(schema("sop"))
    definitions = walk.schema.root["$defs"]
    for text in ("1,000", "1e3", "５", "about 3", "1.", "--1", "0.98", "-3", "10"):
        walk.check(root(f"k: '{text}'\n").entries["k"][1], definitions["kpi"]["properties"]["target"], None)
    for text in ("1.0", "many", "-1", "3"):
        walk.check(root(f"k: {text}\n").entries["k"][1], definitions["vote"]["anyOf"][0], None)
    said = [(each.code, each.data["value"]) for each in walk.found]
    assert said == [
        *(("S208", text) for text in ("1,000", "1e3", "５", "about 3", "1.", "--1")),
        ("S209", "1.0"),
        ("S209", "many"),
        ("S210", "-1"),
    ]
    assert render_diagnostics(walk.found[:1], {}, str).splitlines()[0] == (
        "x.yaml:1:4: error[S208] '1,000' is not a number"
    )
    assert render_diagnostics(walk.found[6:7], {}, str).splitlines()[0] == (
        "x.yaml:1:4: error[S209] '1.0' is not a whole number"
    )


# -- the walk and jsonschema say the same ----------------------------------------------------------------


ORACLES = {name: validator(name) for name in NAMES}

RICH: dict[str, Any] = {
    "sop": "shipping", "title": "发货", "lang": "zh", "role": ["warehouse", "service"], "ref": "order_no",
    "use": ["common.parts.yaml"],
    "required": ["order_no"], "may": {"start": "service", "see": ["service"], "override": "lead"},
    "priority": {"big": "urgent", "else": "normal"},
    "reasons": {"late": ["爆单", {"use": "late"}], "hold": ["等"]},
    "data": {
        "order_no": {"type": "text", "pattern": "[0-9]+", "columns": ["订单编号"]}, "courier": ["sf", "jd"],
        "tags": {"type": "list", "of": "text", "min": "1", "default": []}, "weight": "number",
        "big": {"type": "boolean", "private": "true", "default": "= start"}, "n": {"type": ["a", "b"]},
        "paid": {"use": "amount", "title": "已付"},
    },
    "deadlines": {"dispatch": {"step": "pack", "due": {"big": "none", "else": "24h"}, "pause": []}},
    "outcomes": {"cancel": {"to": "end", "when": "not big", "reason": "required"}},
    "texts": {"en": {"打包": "Pack"}},
    "steps": {
        "pick": {
            "checklist": ["清点", {"fill": "weight"}, {"must": "weight > 0", "warn": "yes"}, {"use": "w"}],
            "next": "pack",
        },
        "pack": {
            "title": "打包", "role": {"big": ["a", "b"], "else": "c"}, "not_by": "pick", "bulk": "是",
            "due": "4 work hours", "outcomes": {"done": "end", "back": {
                "to": {"big": "pick", "else": "end"}, "reason": ["a"], "set": {"weight": "3"},
                "checklist": [{"tick": "x", "when": "big", "na": "no", "evidence": "yes"}],
            }},
        },
        "agree": {
            "role": ["a", "b"], "votes": {"done": {"big": "all", "else": "2"}, "later": "1"}, "not_by": [],
            "in_order": "yes", "advise": "c", "covers": ["weight"],
        },
        "send": {"assign": {"big": "same as pick", "else": "in turn with x"}, "not_by": ["pick", "starter"]},
    },
}  # fmt: skip
TEAM = {
    "team": "店", "roles": {"warehouse": "仓库"}, "may": {"publish": ["warehouse"]},
    "people": {"小王": "warehouse", "小李": ["warehouse"], "张": {"name": "张", "roles": "a", "logins": "z",
               "handles": {"phone": "13800001111", "email": "z@example.com", "feishu": "ou_1"}}},
}  # fmt: skip
CALENDAR = {
    "calendar": "cn", "zone": "Asia/Shanghai", "days": "china", "off": ["2026-12-24"], "on": "2026-12-26",
    "hours": {"mon-fri": ["09:00-12:00", "13:00-24:00"], "周六": "9:00 - 12:00"}, "missing_year": "refuse",
}  # fmt: skip
CHANNELS = {
    "channels": {
        "ops": {"kind": "dingtalk", "url": {"env": "A"}, "secret": {"file": "/run/a"}, "quiet": "22:00-8:00",
                "per_minute": "20", "digest": "5min", "keyword": "提醒"},
        "mail": {"kind": "email", "host": "smtp.example.com", "port": "587", "tls": "none", "user": "a",
                 "password": {"env": "B"}, "from": "SOP <a@b.c>", "ca": "/etc/a.pem"},
        "erp": {"kind": "webhook", "url": "https://erp.example.com"}, "log": {"kind": "file", "path": "/a"},
    },
    "default": ["ops"],
    "routes": [{"role": "a", "person": ["小王"], "sop": "a", "about": ["rung"], "to": ["ops", "mail"]}],
}  # fmt: skip
WORKSPACE = {"workspace": "店", "zone": "UTC", "lang": "en", "shop": "tmall"}
STORY = {
    "story": "shipping",
    "given": {"people": {"小王": ["warehouse"]}, "off": "2026-12-24", "data": {"no": "1"}},
    "stories": {
        "当天发出": [
            {"at": "2026-11-20 09:30", "by": "小王", "start": {}, "then": {"open": "pick", "late": []}},
            {"recorded": "18:00", "check": "pick", "tick": ["1", "清点"], "na": "2", "undo": "no"},
            {"advance": "pick", "outcome": "done", "values": {"kg": "1"}, "reason": "x", "refused": ["a"]},
        ],
        "取消": {"given": {"on": ["2026-12-26"]}, "when": [
            {"set": {"kg": ""}}, {"comment": "x"}, {"cancel": ""},
            {"then": {"end": "end", "due": {"a": "none"}, "limit": {"a": "2026-11-20 9:30"}}},
            {"then": {"data": {"kg": ""}, "breached": "a"}},
        ]},
    },
}  # fmt: skip
PARTS = {
    "parts": "common", "help": "共用", "texts": {"en": {"打包": "Pack"}},
    "checklists": {"words": ["不含极限词", {"must": "len(title) <= 60", "warn": "yes"}, {"fill": "title"}]},
    "roles": {"signer": {"amount > 1000": ["director", "gm"], "else": "lead"}, "both": ["a", "b"]},
    "reasons": {"late": ["爆单"]}, "data": {"amount": "money", "kind": ["a", "b"], "n": {"type": "integer"}},
}  # fmt: skip
RIGHT = {
    "sop": RICH,
    "parts": PARTS,
    "team": TEAM,
    "calendar": CALENDAR,
    "workspace": WORKSPACE,
    "channels": CHANNELS,
    "story": STORY,
}

WORDS = st.sampled_from(
    [
        "a", "sop", "steps", "step", "title", "due", "to", "tick", "fill", "must", "next", "outcomes",
        "required", "text", "list", "choice", "true", "是", "maybe", "1", "1.5", "-", "end.lost", "两 词",
        "重量（kg）", "９", "zh", "zh-CN", "2026-01-01", "09:00-18:00", "mon", "", "parallel", "wait",
    ]
)  # fmt: skip
ANYTHING = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (collection, key or number) inside a document."""
    if isinstance(value, dict):
        for key in value:
            yield value, key
            yield from spots(value[key])
    elif isinstance(value, list):
        for no in range(len(value)):
            yield value, no
            yield from spots(value[no])


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, Any]:
    """A document that is right, changed in a few places."""
    name = draw(st.sampled_from(sorted(RIGHT)))
    document = copy.deepcopy(RIGHT[name])
    for _ in range(draw(st.integers(0, 3))):
        everywhere = list(spots(document))
        if not everywhere:
            break
        holder, key = draw(st.sampled_from(everywhere))
        kind = draw(st.sampled_from(["value", "value", "delete", "add"]))
        if kind == "delete":
            del holder[key]
        elif kind == "value":
            holder[key] = draw(ANYTHING)
        elif isinstance(holder, dict):
            holder[draw(WORDS)] = draw(ANYTHING)
        else:
            holder.append(draw(ANYTHING))
    return name, document


@pytest.mark.parametrize("name", NAMES)
def test_the_documents_that_are_changed_below_are_right(name: str) -> None:
    assert ORACLES[name].is_valid(RIGHT[name])
    assert check_shape(root(json.dumps(RIGHT[name])), name) == []


def same_verdict(name: str, document: Any) -> None:
    found = check_shape(root(json.dumps(document, ensure_ascii=False)), name)
    errors = [error.message for error in ORACLES[name].iter_errors(document)]
    assert bool(found) == bool(errors), (found, errors)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(changed())
def test_the_walk_and_jsonschema_say_the_same(case: tuple[str, Any]) -> None:
    same_verdict(*case)


@pytest.mark.soak
@settings(derandomize=True, max_examples=5_000, deadline=None)
@given(changed())
def test_the_walk_and_jsonschema_say_the_same_of_many(case: tuple[str, Any]) -> None:
    same_verdict(*case)


def typed(node: Node) -> Any:
    """A document as an editor sees it: YAML 1.2's core schema."""
    if node.kind == LIST:
        return [typed(item) for item in node.items]
    if node.kind == MAP:
        return {key: typed(value) for key, (_, value) in node.entries.items()}
    assert node.kind == SCALAR
    if node.plain and node.text.lower() in ("true", "false"):
        return node.text.lower() == "true"
    if node.plain and NUMBER.fullmatch(node.text):
        return float(node.text) if "." in node.text else int(node.text)
    return node.text


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_that_types_scalars_accepts_the_same_documents(name: str) -> None:
    node = root(flow(RIGHT[name]))
    assert check_shape(node, name) == []
    assert list(jsonschema.Draft202012Validator(load(name)).iter_errors(typed(node))) == []
