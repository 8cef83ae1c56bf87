"""``schema``, and ``import`` of JSON: what other programs ask for and send."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cli.main import run
from engine.language import judge as judging
from tests.cli.conftest import Call
from tests.cli.test_startup import imported

ROWS: list[Any] = [
    {"item": "lamp", "cost": 12.5, "channel": "tmall", "at": "2026-11-19T09:00:00+08:00"},
    {"item": "chair", "cost": "cheap", "chanel": "tmall"},
    {"item": "椅子", "cost": "30.00", "channel": None, "at": 1_795_050_000_000},
]


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_the_schema_of_an_sop(call: Call, workspace: Path) -> None:
    ended = call("schema", "request")
    assert (ended.exit_code, ended.stderr) == (0, "")
    schema = json.loads(ended.stdout)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["item"]
    judge = Draft202012Validator(schema)
    assert [judge.is_valid(row) for row in ROWS] == [True, False, True]


@pytest.mark.parametrize("document", ["sop", "team", "calendar", "workspace", "channels"])
def test_the_schemas_of_documents(call: Call, document: str) -> None:
    """They need no workspace; the path is for editors."""
    path = Path(call("schema", "--document", document, "--path").stdout.rstrip("\n"))
    assert path.name == f"{document}.schema.json"
    ended = call("schema", "--document", document)
    assert json.loads(ended.stdout) == json.loads(path.read_bytes())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Error: Name an SOP, or a kind of document with --document."),
        (("request", "--document", "sop"), "Error: Name an SOP, or a kind of document with --document."),
        (
            ("request", "--path"),
            "Error: Only the schemas of documents lie in files: --document goes with --path.",
        ),
    ],
)
def test_what_is_not_understood(call: Call, words: tuple[str, ...], said: str) -> None:
    ended = call("schema", *words)
    assert (ended.exit_code, ended.stderr.splitlines()[-1]) == (2, said)


def test_an_sop_that_there_is_not(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "reqest", "--db", str(workspace / "sop.db")]) == 1
    assert "No SOP called reqest is published. Did you mean: request?" in capsys.readouterr().err


def test_objects_become_tasks_and_what_is_wrong_goes_to_a_file(call: Call, workspace: Path) -> None:
    (workspace / "a.jsonl").write_text(lines(*ROWS) + '{"item": NaN}\n', "utf-8")
    ended = call("import", "a.jsonl", "--sop", "request")
    assert (ended.exit_code, ended.stderr) == (1, "")
    assert ended.stdout == (
        "2 tasks started, 0 were there already, 2 rows refused.\n"
        "The refused rows, each with its reason: a-rejects.jsonl\n"
    )
    rejects = [json.loads(line) for line in (workspace / "a-rejects.jsonl").read_text("utf-8").splitlines()]
    assert rejects == [
        {
            "$refused": '/cost, "cheap": this value cannot be taken. '
            "cheap is not an amount of money, such as 12.50; "
            "/chanel: the SOP request has no such data field. Did you mean: channel?",
            "$row": 2,
            **ROWS[1],
        },
        {"$refused": "NaN is no number that JSON has.", "$row": 4, "$text": '{"item": NaN}'},
    ]
    again = call("import", "a.jsonl", "--sop", "request", "--json")
    assert json.loads(again.stdout) == {
        "carried": 0, "repeated": 2, "refused": 2, "rejects": "a-rejects.jsonl",
    }  # fmt: skip
    shown = json.loads(call("show", "椅子", "--json").stdout)
    assert (shown["data"]["cost"], shown["started"]) == ("30.00", "2026-11-19T09:00:00+08:00")


def test_mended_rows_go_in(call: Call, workspace: Path) -> None:
    (workspace / "a.jsonl").write_text(lines(ROWS[1]), "utf-8")
    assert call("import", "a.jsonl", "--sop", "request").exit_code == 1
    rejects = workspace / "a-rejects.jsonl"
    rejects.write_text(
        rejects.read_text("utf-8").replace('"cheap"', "5").replace("chanel", "channel"), "utf-8"
    )
    ended = call("import", "a-rejects.jsonl", "--sop", "request")
    assert ended.stdout == "1 task started, 0 were there already, 0 rows refused.\n"


def test_an_array_and_words_of_chinese(call: Call, workspace: Path) -> None:
    (workspace / "a.json").write_text(json.dumps(ROWS), "utf-8")
    ended = call("--lang", "zh", "import", "a.json", "--sop", "request", "channel=jd", "--zone", "UTC")
    assert ended.stdout.splitlines()[0] == "开始了 2 个任务，0 个早已有了，1 行被拒。"
    (refused,) = (workspace / "a-rejects.jsonl").read_text("utf-8").splitlines()
    assert '/1/cost 的值 \\"cheap\\" 不能接受。' in refused
    assert json.loads(call("show", "椅子", "--json").stdout)["data"]["channel"] == "jd"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "a.json", "--sop", "request"), "a.json does not hold one JSON array: see line 1."),
        (
            ("import", "a.jsonl", "--sop", "request", "--encoding", "gbk"),
            "JSON is read as UTF-8, not as gbk.",
        ),
        (("import", "a.jsonl", "--sop", "request", "--rejects", "a.jsonl"), "would be written over a.jsonl"),
        (("import", "b.jsonl", "--sop", "request"), "There is no file b.jsonl."),
        (("advance", "done", "--from", "a.jsonl"), "tasks are advanced from CSV files only"),
    ],
)
def test_files_that_cannot_be_read(
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(workspace)
    for name in ("a.json", "a.jsonl"):
        (workspace / name).write_text(lines(*ROWS), "utf-8")
    assert run(list(words)) == 1
    assert said in capsys.readouterr().err
    assert (workspace / "a.jsonl").read_text("utf-8") == lines(*ROWS)


def test_only_json_imports_jsonschema(workspace: Path) -> None:
    (workspace / "a.csv").write_text("item\nlamp\n")
    (workspace / "a.jsonl").write_text(lines({"item": "chair"}))
    assert "jsonschema" not in imported(workspace, "import", "a.csv", "--sop", "request")
    assert "jsonschema" in imported(workspace, "import", "a.jsonl", "--sop", "request")
    assert "jsonschema" not in imported(workspace, "schema", "request")


def test_a_document_that_only_the_schema_refuses_ends_in_one_line(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace)
    validator = judging.validator("team")
    monkeypatch.setattr(judging, "validator", lambda name: validator.evolve(schema={"type": "array"}))
    assert run(["lint", "team.yaml"]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(
        "Internal error: ShapeDisputed: team.schema.json#/type refuses 3:1 (engine/language/"
    )
