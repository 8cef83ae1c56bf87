"""``sop explain``: every code there is, in both languages; what is not there is said plainly."""

from __future__ import annotations

import json

import pytest

from cli.explain import REFUSALS, _refusals
from engine.language.codes import CODES, FAMILIES
from engine.render.about import ABOUT
from tests.cli.conftest import Call

EVERYTHING = [*CODES, *_refusals()]


def test_a_code_is_explained_with_an_example_and_its_mend(call: Call) -> None:
    assert call("explain", "F701").output == (
        "F701 unreachable-step: the way through the steps\n"
        "\n"
        "no way from the first step leads to '…'\n"
        "\n"
        "name it in 'next' or in an outcome of a step that is reached, or delete it\n"
        "\n"
        "Every step can be reached from the first one. A step that nothing leads to is\n"
        "never done; most often the line that should name it names another.\n"
        "\n"
        "An example that breaks it\n"
        "    sop: shipping\n"
        "    steps:\n"
        "      pick: {next: end}\n"
        "      pack: {}\n"
        "\n"
        "example.yaml:4:3: error[F701] no way from the first step leads to 'pack'\n"
        "    4 |   pack: {}\n"
        "      |   ^^^^\n"
        "      hint: name it in 'next' or in an outcome of a step that is reached, or delete it\n"
        "\n"
        "Mended\n"
        "    sop: shipping\n"
        "    steps:\n"
        "      pick: {next: pack}\n"
        "      pack: {}\n"
    )


def test_in_chinese(call: Call) -> None:
    said = call("explain", "Y115", "--lang", "zh").output
    assert said.startswith("Y115 tab：文件本身：按 YAML 读取\n")
    assert "空格在哪里看都一样。" in said
    assert "example.yaml:3:1: 错误[Y115]" in said


@pytest.mark.parametrize("code", EVERYTHING)
def test_every_code_is_explained(call: Call, code: str) -> None:
    ended = call("explain", code, "--lang", "zh")
    assert ended.exit_code == 0
    assert "%(" not in ended.output
    assert code in ended.output.split("\n")[0] or f"\n{code}" in ended.output


def test_a_code_is_found_by_its_name_and_in_small_letters(call: Call) -> None:
    assert call("explain", "unreachable-step").output == call("explain", "f701").output


def test_a_name_that_is_several_codes_explains_all(call: Call) -> None:
    heads = [line for line in call("explain", "unknown-step").output.split("\n") if "unknown-step" in line]
    assert [line.split(":")[0] for line in heads] == [
        "N411 unknown-step",
        "X550 unknown-step",
        "unknown-step",
    ]


def test_every_refusal_says_why() -> None:
    assert [code for code in _refusals() if code not in ABOUT] == []
    assert [code for code in ABOUT if code not in _refusals()] == []


def test_without_a_code_the_families_are_listed(call: Call) -> None:
    said = call("explain").output
    for family in (*FAMILIES, REFUSALS):
        assert f"\n{family} " in "\n" + said
    assert f"F7        the way through the steps ({len(FAMILIES['F7'])} codes)\n" in said


def test_a_family_lists_its_codes(call: Call) -> None:
    assert call("explain", "g1").output.startswith(
        "G101 shadowed-case            …: '…' is never chosen; wherever it holds, a case\n"
        "                              before it does: …\n"
        "G102 gap-between-cases        …: none of these cases holds where …\n"
    )
    assert "not-your-role" in call("explain", "refusals").output


def test_a_code_that_does_not_exist(call: Call) -> None:
    ended = call("explain", "unreachable-stpe")
    assert ended.exit_code == 2
    assert "No such code 'unreachable-stpe'. Did you mean: unreachable-step" in ended.output
    assert "All of them: sop explain" in call("explain", "\x1b[31mqqqqq").output


def test_as_data(call: Call) -> None:
    (told,) = json.loads(call("explain", "P801", "--json").output)
    assert told["code"] == "P801"
    assert told["broken"].startswith("sop: shipping\nrole: warehose\n")
    assert [each["family"] for each in json.loads(call("explain", "--json").output)] == [*FAMILIES, REFUSALS]
    assert [each["code"] for each in json.loads(call("explain", "P8", "--json").output)] == [*FAMILIES["P8"]]
