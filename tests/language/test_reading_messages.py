"""Every message that reading a document can give, pinned to the character.

The documents and their reports stand in ``messages/``: what is below ``====`` goes in, what is below
``----`` comes out. Characters that nobody could see in such a file are tested here.
"""

from __future__ import annotations

import re

import pytest
import yaml
from reading import MESSAGES, Example, examples, report

from engine.language import composing
from engine.language.codes import FAMILIES

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.title)
def test_a_broken_document_is_reported_like_this(example: Example) -> None:
    assert report(example.document, example.kind).strip("\n") + "\n" == example.report


def test_a_tab_is_shown_as_one_space_and_pointed_at() -> None:
    assert report("sop: shipping\nsteps:\n  pick:\n\t  title: 拣货\n") == (
        "x.yaml:4:1: error[Y115] a tab character stands where the line is indented\n"
        "    4 |    title: 拣货\n"
        "      | ^\n"
        "      hint: indent with spaces, two for each level\n"
    )


def test_an_invisible_character_is_named_by_its_number() -> None:
    assert report("sop: shipping\ntitle: 订单\u200b发货\nsteps: [拣货]\n") == (
        "x.yaml:2:10: error[Y107] an invisible character (U+200B) stands here\n"
        "    2 | title: 订单\ufffd发货\n"
        "      |            ^\n"
        "      hint: delete it; it usually comes along when text is copied from a chat or from Word\n"
    )


def test_writing_from_right_to_left_cannot_hide_what_a_document_says() -> None:
    assert report("sop: shipping\n# \u202edne :txen\nsteps: [拣货]\n") == (
        "x.yaml:2:3: error[Y107] an invisible character (U+202E) stands here\n"
        "    2 | # \ufffddne :txen\n"
        "      |   ^\n"
        "      hint: delete it; it usually comes along when text is copied from a chat or from Word\n"
    )


def test_an_escape_cannot_bring_a_control_character_in() -> None:
    assert report('sop: shipping\ntitle: "订单\\e[31m"\nsteps: [拣货]\n') == (
        "x.yaml:2:11: error[Y107] an invisible character (U+001B) stands here\n"
        '    2 | title: "订单\\e[31m"\n'
        "      |             ^^\n"
        "      hint: delete it; it usually comes along when text is copied from a chat or from Word\n"
    )


def test_an_empty_file() -> None:
    expected = (
        "x.yaml:1:1: error[Y108] there is nothing in this file\n"
        "      hint: begin with a line such as 'sop: shipping'; 'sop new' writes an example\n"
    )
    assert report("") == report(BOM) == report("\n\n") == expected


def test_a_file_in_gbk_is_recognised_where_it_stops_being_readable() -> None:
    document = "sop: shipping\ntitle: 订单发货，当天打包\nsteps: [拣货]\n".encode("gbk")
    assert report(document).splitlines()[0] == (
        "x.yaml:2:8: error[Y105] the file is written in GBK, not in UTF-8"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_or_32_is_recognised(encoding: str) -> None:
    said = report("sop: shipping\nsteps: [a, b, c]\n".encode(encoding)).splitlines()[0]
    assert re.fullmatch(r"x\.yaml:1:1: error\[Y105\] the file is written in UTF-(16|32), not in UTF-8", said)


def test_bytes_that_are_no_text_at_all() -> None:
    assert report(b"sop: shipping\ntitle: \x81\xff\xfe\n").splitlines()[0] == (
        "x.yaml:2:8: error[Y104] the file is not UTF-8: byte 0x81 cannot be read here"
    )


def test_a_file_that_was_cut_off_in_a_character() -> None:
    assert report("sop: shipping\ntitle: 订单".encode()[:-1]) == (
        "x.yaml:2:9: error[Y106] the file ends in the middle of a character\n"
        "    2 | title: 订\ufffd\n"
        "      |          ^\n"
        "      hint: it was cut off while it was copied or saved; take it from where it came again\n"
    )


def test_a_byte_order_mark_and_windows_line_ends_change_no_place() -> None:
    plain = "sop: shipping\ntitel: 发货\nsteps: [拣货]\n"
    assert report(BOM + plain.encode()) == report(plain)
    assert report(plain.replace("\n", "\r\n")) == report(plain)


def test_every_code_of_reading_and_shape_is_shown_somewhere() -> None:
    """Nothing in the catalogue is dead, and nothing is untested; sizes and numbers are tested apart."""
    shown = "".join(path.read_text("utf-8") for path in MESSAGES.glob("*.txt"))
    here = {"Y101", "Y102", "Y103", "Y104", "Y105", "Y106", "Y107", "Y126", "S208", "S209", "K950", "K951"}
    here |= {code for code in FAMILIES["K9"] if code >= "K970"}  # sop calendar check, tests/cli
    for family in ("Y1", "S2", "L30", "L31", "K9"):
        for code in FAMILIES[family[:2]]:
            if code.startswith(family) and code not in here:
                assert f"[{code}]" in shown, code


def test_without_libyaml_the_same_documents_are_reported_at_the_same_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PyYAML's own parser words some refusals otherwise; the codes and places are the same."""
    monkeypatch.setattr(composing, "LOADER", yaml.SafeLoader)
    for example in examples():
        said = report(example.document, example.kind)
        if "[Y110]" not in said:
            assert said.strip("\n") + "\n" == example.report
