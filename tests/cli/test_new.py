"""``new``: what it asks, what it writes, and that all of it is sound: linted, with stories that pass."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from cli import modeline
from cli.dialogue import Dialogue
from cli.new import TEMPLATES
from cli.new_asking import ask, spoken
from cli.new_shipped import shipped
from engine.words import current_language, set_language
from tests.cli.conftest import Call

AROUND = {
    "CALENDAR": "office", "ROLE": "operations", "APPROVER": "director",
    "ROLES": "director\tOperations director\noperations\toperations",
}  # fmt: skip


def asked(*answers: str, name: str | None = None) -> tuple[str, str, str] | None:
    """What comes of it when somebody types these lines and no more."""
    lines = iter(answers)
    read = lambda: (line + "\n").encode() if (line := next(lines, None)) is not None else b""  # noqa: E731
    return ask(name, AROUND, Dialogue(read, "utf-8", lambda: 80))


# -- without questions


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_is_sound_and_its_stories_pass(
    call: Call, workspace: Path, template: str, lang: str
) -> None:
    ended = call("--lang", lang, "new", "parcel", "--template", template)
    assert ended.exit_code == 0, ended.output
    linted = call("lint", "sops/parcel.sop.yaml")
    assert linted.stdout == "1 file: nothing wrong.\n"
    assert call("fmt", "--check", "sops/parcel.sop.yaml").exit_code == 0
    tested = call("test", "sops/parcel.story.yaml")
    assert tested.exit_code == 0, tested.output
    assert "no story reaches these steps" not in tested.stdout
    assert "no story reaches these outcomes" not in tested.stdout
    assert call("publish", "sops/parcel.sop.yaml").exit_code == 0


def test_it_says_what_it_wrote_in_both_languages(call: Call, workspace: Path) -> None:
    assert call("new", "parcel").stdout == (
        "Written: sops/parcel.sop.yaml\n"
        "Stories that test it: sops/parcel.story.yaml\n"
        "Next: sop lint sops/parcel.sop.yaml, then sop publish sops/parcel.sop.yaml\n"
    )
    assert call("--lang", "zh", "new", "寄样").stdout == (
        "已写好：sops/寄样.sop.yaml\n"
        "检验它的用例：sops/寄样.story.yaml\n"
        "下一步：sop lint sops/寄样.sop.yaml，然后 sop publish sops/寄样.sop.yaml\n"
    )


@pytest.mark.parametrize("source", shipped())
def test_a_shipped_sop_under_another_name_with_all_that_it_uses(
    call: Call, workspace: Path, source: str
) -> None:
    ended = call("new", "mine", "--from", source)
    assert ended.exit_code == 0, ended.output
    text = (workspace / "sops" / "mine.sop.yaml").read_text("utf-8")
    assert f"# From {source}, as it ships with sopwright.\n" in text
    assert "\nsop: mine\n" in text
    for other in ("shipping", "after-sales"):
        if f"call: {other}" in text:
            assert f"published with it: {other}" in ended.stdout
            assert call("new", other, "--from", other).exit_code == 0
    tested = call("test", "sops/mine.story.yaml")
    assert tested.exit_code == 0, tested.output
    assert "error[" not in call("lint").stdout


def test_roles_that_the_team_lacks_are_told(call: Call, workspace: Path) -> None:
    said = call("new", "mine", "--from", "daily-report").stdout
    assert "Your team lacks these roles, which go into team.yaml: promoter\n" in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Name the SOP: sop new NAME"),
        (("a", "--from", "shipping", "--template", "empty"), 2, "--template and --from exclude each other."),
        (("a", "--from", "shiping"), 1, "shiping"),
        (("a b", "--from", "shipping"), 1, "cannot be the name of an SOP"),
        (("../a", "--template", "empty"), 1, "cannot be the name of an SOP"),
        (("request",), 1, "sops/request.sop.yaml is there already and was left as it is."),
        (("request", "--from", "shipping"), 1, "is there already and was left as it is."),
    ],
)
def test_what_it_does_not_do_leaves_nothing_behind(
    call: Call, workspace: Path, words: Sequence[str], code: int, said: str
) -> None:
    before = sorted(workspace.rglob("*"))
    ended = call("new", *words)
    assert ended.exit_code == code
    assert said in ended.stderr
    assert [path for path in sorted(workspace.rglob("*")) if path.is_file()] == [
        path for path in before if path.is_file()
    ]


# -- with questions


def test_steps_of_ones_own() -> None:
    made = asked(
        "photos", "Photos", "Pictures of what is new", "1", "Collect", "Shoot", "", "2", "2 workdays"
    )
    assert made is not None
    name, text, story = made
    assert (name, yaml.safe_load(text)) == (
        "photos",
        {
            "sop": "photos", "title": "Photos", "help": "Pictures of what is new", "lang": "en",
            "calendar": "office", "role": "operations",
            "steps": {"Collect": {"due": "2 workdays"}, "Shoot": {"due": "2 workdays"}},
        },
    )  # fmt: skip
    assert "{advance: Shoot, then: {end: end}}" in story


def test_what_cannot_be_is_asked_for_again() -> None:
    made = asked(
        "two words", "a/b", "", "ok",          # the name
        "", "",                                # the usual title, no help
        "9", "x", "1",                         # what to begin with
        "", "One: 1", "One: 1", "end", "",     # steps: one at least, each once
        "nobody", "director",                  # the role
        "soon", "none",                        # the deadline
    )  # fmt: skip
    assert made is not None
    read = yaml.safe_load(made[1])
    assert made[0] == "ok"
    assert read["steps"] == {"step_1": {"title": "One: 1"}, "step_2": {"title": "end"}}
    assert (read["role"], "calendar" in read) == ("director", False)


@pytest.mark.parametrize("stop", [["q"], ["x"], ["x", "", "", "1", "a", "q"], []])
def test_whoever_stops_gets_nothing(stop: list[str]) -> None:
    assert asked(*stop) is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2个工作日", "2 workdays"), ("4工作小时", "4 work hours"), ("30分钟", "30min"), ("24小时", "24h"),
        ("3天", "3 days"), ("1周", "1 week"), ("1个工作日", "1 workday"),
        ("4 work hours", "4 work hours"), ("soon", "soon"),
    ],
)  # fmt: skip
def test_spans_as_people_say_them(said: str, meant: str) -> None:
    assert spoken(said) == meant


CHINESE = """\
几个问题：按回车用方括号里的，q 退出，什么都不写。
名称（命令里用），如 拍摄申请: 标题 [拍照]: 一句话说明做什么用: 从哪种样本开始：
  1. 自己写步骤，一步接一步
  2. 检查清单：一个步骤，许多行
  3. 审批：一人提出，另一人决定
  4. 发货：打包、发出、等签收
  5. 样样都有一点，带注释，适合学习
编号 [1]: 请输入 1 到 5 的编号。
编号 [1]: 按顺序写步骤，每行一个；空行结束。
第 1 步: 至少要有一步。
第 1 步: 第 2 步: 已经有同名的步骤。
第 2 步: 由谁做：
  1. director (Operations director)
  2. operations
角色 [operations]: 没有这个角色；角色写在 team.yaml 里。
角色 [operations]: 每步多久做完（如 4工作小时、2个工作日；无） [1个工作日]: \
看不懂这个时长。请写 30分钟、4小时、4工作小时、2个工作日、3天，或 无。
每步多久做完（如 4工作小时、2个工作日；无） [1个工作日]: """


def test_all_that_is_asked_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    before = current_language()
    set_language("zh")
    try:
        made = asked("拍照", "", "给新品拍照", "6", "1", "", "收样品", "收样品", "", "老板", "2", "很快", "")
    finally:
        set_language(before)
    assert capsys.readouterr().out == CHINESE
    assert made is not None
    assert yaml.safe_load(made[1]) == {
        "sop": "拍照", "title": "拍照", "help": "给新品拍照", "calendar": "office", "role": "operations",
        "steps": {"收样品": {"due": "1 workday"}},
    }  # fmt: skip
    assert "people: {小王: operations}" in made[2]


def test_a_name_that_is_there_is_asked_for_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    made = asked("other", "", "", "5", name="request")
    assert made is not None
    assert made[0] == "other"


# -- the line for editors


def test_documents_begin_with_the_line_for_editors(call: Call, workspace: Path) -> None:
    for path, kind in (
        ("sops/request.sop.yaml", "sop"), ("sops/request.story.yaml", "story"), ("team.yaml", "team"),
        ("workspace.yaml", "workspace"), ("calendars/office.yaml", "calendar"),
    ):  # fmt: skip
        first = (workspace / path).read_text("utf-8").splitlines()[0]
        _start, _equals, schema = first.partition("# yaml-language-server: $schema=")
        assert schema == call("schema", "--document", kind, "--path").stdout.strip(), path
        assert Path(schema).is_file(), "on this machine: nothing is fetched"


def test_fmt_mends_a_line_that_leads_nowhere_and_no_other(call: Call, workspace: Path) -> None:
    path = workspace / "sops" / "request.sop.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("$schema=", "$schema=/elsewhere"), "utf-8")
    assert call("fmt", "--check", "sops").exit_code == 0, "a team on two machines has one style"
    assert call("fmt", "--editors", "sops").exit_code == 0
    assert path.read_text("utf-8") == text
    for kept in ("https://example.org/sop.schema.json", "/elsewhere/own.json"):
        other = f"# yaml-language-server: $schema={kept}\n" + text.partition("\n")[2]
        path.write_text(other, "utf-8")
        assert call("fmt", "--editors", "sops").exit_code == 0
        assert path.read_text("utf-8") == other


def test_fmt_adds_the_line_only_when_asked(call: Call, workspace: Path) -> None:
    path = workspace / "sops" / "request.sop.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.partition("\n")[2], "utf-8")
    assert call("fmt", "sops").stdout == "1 file is in house style already.\n"
    assert call("fmt", "--editors", "sops").exit_code == 0
    assert path.read_text("utf-8") == text


def test_such_a_line_further_down_is_somebodys_text() -> None:
    text = "sop: a\n# yaml-language-server: $schema=/elsewhere/sop.schema.json\n"
    assert modeline.mended(text, "sop", ".") == text


def test_a_place_with_spaces_is_written_as_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.locate.find", lambda *parts: Path("/my shop/中/sop.schema.json"))
    assert modeline.line("sop") == (
        "# yaml-language-server: $schema=file:///my%20shop/%E4%B8%AD/sop.schema.json\n"
    )
