"""``attach``, evidence and reasons: what is kept, what is shown, whether files are as they were."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.cli.sharing_shop import open_shop

CONTENT = b"light\n" * 1000
HOSTILE = "\x1b[31mred\u202e\n.jpg"


@pytest.fixture(autouse=True)
def shop(workspace: Path, call: Call) -> Path:
    open_shop(workspace, call, 1)
    (workspace / "photos").mkdir()
    (workspace / "photos" / "a.jpg").write_bytes(CONTENT)
    return workspace


def attachments(call: Call) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(call("show", "T-1", "--json").stdout)["attachments"]
    return found


def test_a_file_of_the_workspace_is_named_from_there_wherever_it_was_typed(
    call: Call, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shop / "photos")
    assert call("attach", "T-1", "a.jpg", "--as", "苏芮").output == (
        "T-1 lamp1: attached: photos/a.jpg\n"
        "Now: T-1/collect, collect (Collect), for operations (Operations).\n"
    )
    assert attachments(call) == [
        {
            "text": "photos/a.jpg",
            "sha256": sha256(CONTENT).hexdigest(),
            "size": 6000,
            "by": "苏芮",
            "at": "2026-11-20T10:00:00+08:00",
            "kind": "attachment",
            "visit": None,
            "line": None,
        }
    ]
    assert call("attach", "T-1", "../photos/a.jpg", "--as", "苏芮").output.startswith("This changes nothing")


def test_any_other_file_by_its_whole_path(call: Call, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other") / "b.txt"
    other.write_text("b")
    call("attach", "T-1", os.path.relpath(other), "--as", "苏芮")
    assert attachments(call)[0]["text"] == str(other)


def test_a_link_is_kept_as_it_is_typed_and_not_opened(call: Call) -> None:
    words = (
        "attach",
        "T-1/collect",
        "https://example.invalid/brief?id=1#top",
        "photos/a.jpg",
        "--as",
        "苏芮",
    )
    assert call(*words).exit_code == 0
    link, file = attachments(call)
    assert (link["text"], link["sha256"], link["size"], link["visit"]) == (
        "https://example.invalid/brief?id=1#top", None, None, "T-1/collect#1",
    )  # fmt: skip
    assert file["visit"] == "T-1/collect#1"


def test_what_cannot_be_attached(call: Call, shop: Path) -> None:
    said = {
        "javascript:alert(1)": "URLs begin with http:// or https://, not with javascript:.",
        "photos": "photos is not a file: folders and devices cannot be attached.",
        "/dev/null": "/dev/null is not a file: folders and devices cannot be attached.",
        "nothing.jpg": "nothing.jpg does not exist.",
        "": "Neither a file nor a URL is named.",
        "https://": "URLs begin with",
    }
    for text, what in said.items():
        ended = call("attach", "T-1", text, "--as", "苏芮")
        assert ended.exit_code == 1, text
        assert what in ended.output, ended.output
    os.mkfifo(shop / "pipe")
    assert call("attach", "T-1", "pipe", "--as", "苏芮").exit_code == 1, "and nobody waits for it"
    assert attachments(call) == []
    assert call("attach", "T-1", "photos/a.jpg", "--as", "周强").output == (
        "周强 may not give data or comment. Who may: design (Design), director (Director), "
        "operations (Operations).\n"
    )


VERIFIED = """\
file or link               where                 state
photos/a.jpg                                     {}
https://example.com/brief  T-1/collect#1 line 1  a link, not looked at
"""


def test_whether_files_are_as_they_were(call: Call, shop: Path) -> None:
    assert call("attach", "T-1", "--verify").output == "Nothing is attached to T-1.\n"
    call("attach", "T-1", "photos/a.jpg", "--as", "苏芮")
    call("attach", "T-1", "https://example.com/brief", "--line", "1", "--as", "苏芮")
    file = shop / "photos" / "a.jpg"
    for content, state, code in (
        (CONTENT, "as it was", 0),
        (CONTENT.upper(), "changed since", 1),
        (CONTENT + b"x", "changed since", 1),
        (None, "missing", 1),
    ):
        file.write_bytes(content) if content is not None else file.unlink()
        ended = call("attach", "T-1", "--verify")
        assert (ended.output, ended.exit_code) == (VERIFIED.format(state), code)
    rows = json.loads(call("attach", "T-1", "--verify", "--json").stdout)
    assert [(row["text"], row["line"], row["state"]) for row in rows] == [
        ("photos/a.jpg", None, "missing"),
        ("https://example.com/brief", 1, "url"),
    ]
    assert "photos/a.jpg" in call("attach", "T-1", "--verify", "--lang", "zh").output
    assert "找不到" in call("attach", "T-1", "--verify", "--lang", "zh").output


def test_verify_goes_alone(call: Call) -> None:
    assert call("attach", "T-1", "photos/a.jpg", "--verify").exit_code == 2
    assert call("attach", "T-1").exit_code == 2


LINES = """\
    1 [x] Samples
    2 [-] Props  (not applicable, because: no props for lamps)
"""
EVIDENCE = """\
    1 [?] Light  (needs evidence)
    2 [x] Background
"""


def test_evidence_and_the_reason_stand_behind_their_lines(call: Call) -> None:
    assert call("check", "T-1", "--na", "2", "--as", "苏芮").output == (
        "Why this does not apply has to be said: line 2.\nHint: say it: --reason TEXT\n"
    )
    words = ("check", "T-1", "1", "--na", "2", "--reason", "no props for lamps", "--as", "苏芮")
    assert call(*words).output.startswith(
        "T-1 lamp1: ticked: 1 Samples. Not applicable: 2 Props.\n"
        "T-1 lamp1: 2 Props does not apply, because: no props for lamps.\n"
    )
    assert LINES in call("show", "T-1").output
    assert (
        "- [ ] 2 ~~Props~~ (not applicable, because: no props for lamps)\n"
        in call("checklist", "T-1", "--markdown").output
    )
    call("advance", "T-1", "--as", "苏芮")
    call("check", "T-1", "1", "2", "--as", "wang")
    assert EVIDENCE in call("show", "T-1").output
    assert call("advance", "T-1", "--as", "wang").output == (
        "T-1/shoot#1 cannot be closed with done yet. One thing is missing:\n"
        "  - line 1, Light: nothing shows that it is done\n"
        "Try: sop check T-1/shoot#1 1 --evidence FILE\n"
    )
    assert call("check", "T-1", "1", "--evidence", "photos/a.jpg", "--as", "wang").output.startswith(
        "T-1 lamp1: ticked: 1 Light.\nT-1 lamp1: evidence for 1 Light: photos/a.jpg\n"
    )
    assert "    1 [x] Light  (evidence: photos/a.jpg)\n" in call("show", "T-1").output
    assert "    1 [x] Light  (凭证：photos/a.jpg)\n" in call("show", "T-1", "--lang", "zh").output
    line = json.loads(call("show", "T-1", "--json").stdout)["open"][0]["checklist"][0]
    assert (line["state"], line["reason"]) == ("done", None)
    assert line["evidence"][0]["sha256"] == sha256(CONTENT).hexdigest()
    assert call("advance", "T-1", "--as", "wang").exit_code == 0


def test_evidence_goes_with_a_line(call: Call) -> None:
    for words in (("--evidence", "photos/a.jpg"), ("1", "--undo", "--evidence", "photos/a.jpg")):
        assert call("check", "T-1", *words, "--as", "苏芮").exit_code == 2


def test_show_lists_what_is_there(call: Call) -> None:
    call("attach", "T-1", "photos/a.jpg", "--as", "苏芮")
    call("attach", "T-1", "photos/a.jpg", "--line", "1", "--as", "苏芮")
    assert call("show", "T-1").output.endswith(
        "\nAttachments\n"
        "  photos/a.jpg  6,000 bytes, sha256 1b4b6b7fdaea, 2026-11-20 10:00 by 苏芮\n"
        "  photos/a.jpg  T-1/collect#1 line 1, 6,000 bytes, sha256 1b4b6b7fdaea, 2026-11-20 10:00 by 苏芮\n"
    )
    assert "\n附件\n  photos/a.jpg  6,000 字节，sha256 " in call("show", "T-1", "--lang", "zh").output


def test_hostile_names_are_shown_and_move_nothing(call: Call, shop: Path) -> None:
    (shop / HOSTILE).write_text("x")
    assert call("attach", "T-1", HOSTILE, "--line", "1", "--as", "苏芮").exit_code == 0
    words = (
        ("show", "T-1"),
        ("log", "T-1"),
        ("checklist", "T-1", "--markdown"),
        ("attach", "T-1", "--verify"),
    )
    for each in words:
        output = call(*each).output
        assert "\x1b" not in output
        assert "\u202e" not in output
        assert "\\n.jpg" in output.replace("\\\\n", "\\n")
    assert json.loads(call("attach", "T-1", "--verify", "--json").stdout)[0]["state"] == "ok"


def test_the_same_name_for_a_command_changes_nothing_the_second_time(call: Call) -> None:
    words = ("attach", "T-1", "photos/a.jpg", "https://example.com/b", "--id", "one", "--as", "苏芮")
    call(*words)
    assert call(*words).output.count("this was done before") == 2
    assert len(attachments(call)) == 2


def test_the_record_is_whole(call: Call) -> None:
    call("attach", "T-1", "photos/a.jpg", "--line", "1", "--as", "苏芮")
    call("check", "T-1", "1", "--na", "2", "--reason", "none", "--as", "苏芮")
    assert call("verify").output.endswith("everything is as it was written.\n")


def test_a_line_that_applies_after_all_has_no_reason_any_more(call: Call) -> None:
    call("check", "T-1", "--na", "2", "--reason", "none", "--as", "苏芮")
    call("check", "T-1", "2", "--as", "苏芮")
    line = json.loads(call("show", "T-1", "--json").stdout)["open"][0]["checklist"][1]
    assert (line["state"], line["reason"]) == ("done", None)
    assert "because: none" not in call("show", "T-1").output
    assert "because: none" in call("log", "T-1").output
