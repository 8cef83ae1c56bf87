"""Channels files: what they compile to, and that a secret which somebody wrote into one is never shown."""

from __future__ import annotations

import json

import pytest
from reading import TEAM, root

from engine.language.channels_file import read_channels
from engine.language.loading import Document
from engine.language.report import render_diagnostics
from engine.language.team_file import read_team
from engine.model.channels import HANDLES, KINDS
from engine.model.team import from_json, to_json
from engine.publishing import check_documents

WHOLE = """\
channels:
  ops:
    kind: dingtalk
    url: {env: SOP_URL}
    secret: {file: /run/s}
    quiet: 22:00-8:30
    per_minute: 10
    digest: 5min
  mail: {kind: email, host: smtp.example.com, port: 465, tls: tls, from: SOP <sop@example.com>}
  erp: {kind: webhook, url: "https://erp.example.com/notices"}
default: ops
keep: 2 days
routes:
  - {role: warehouse, about: [rung, hold], to: [ops, mail]}
  - {person: 小王, sop: shipping, to: erp}
"""


def test_what_it_compiles_to() -> None:
    compiled, found = read_channels(root(WHOLE), TEAM)
    assert found == []
    assert compiled == {
        "name": "channels",
        "channels": {
            "ops": {
                "kind": "dingtalk",
                "url": {"env": "SOP_URL"},
                "secret": {"file": "/run/s"},
                "quiet": [1320, 510],
                "per_minute": 10,
                "digest": 300_000,
            },
            "mail": {
                "kind": "email",
                "host": "smtp.example.com",
                "port": 465,
                "tls": "tls",
                "from": "SOP <sop@example.com>",
            },
            "erp": {"kind": "webhook", "url": "https://erp.example.com/notices"},
        },
        "default": ["ops"],
        "keep": 172_800_000,
        "routes": [
            {
                "role": ["warehouse"],
                "person": [],
                "sop": [],
                "about": ["rung", "hold"],
                "to": ["ops", "mail"],
            },
            {"role": [], "person": ["小王"], "sop": ["shipping"], "about": [], "to": ["erp"]},
        ],
    }


def test_without_a_team_roles_and_persons_are_not_asked_for() -> None:
    assert read_channels(root(WHOLE), None)[1] == []


def test_channels_are_read_beside_the_team_of_the_same_call() -> None:
    team = b"team: shop\nroles: [picker]\npeople: {Wang: picker}\n"
    channels = b"channels: {ops: {kind: terminal}}\ndefault: ops\nroutes:\n  - {role: packer, to: ops}\n"
    _, checked = check_documents({"team.yaml": team, "channels.yaml": channels})
    assert [(one.code, one.suggestions) for one in checked.diagnostics] == [("C113", ("picker",))]


def test_every_kind_of_the_schema_is_known() -> None:
    from engine.language.schemas import schema

    whole = schema("channels")
    kinds = whole.root["$defs"]["channel"]["properties"]["kind"]["enum"]
    assert kinds == list(KINDS)
    handles = schema("team").root["$defs"]["person"]["anyOf"][2]["properties"]["handles"]
    assert tuple(handles["properties"]) == HANDLES


# -- secrets -------------------------------------------------------------------------------------------

HIDDEN = "9a3ff0c1b2d4"
LITERAL = [
    f"channels:\n  a: {{kind: dingtalk, url: 'https://x/send?access_token={HIDDEN}'}}\ndefault: a\n",
    f"channels:\n  a: {{kind: wecom, url: {HIDDEN}}}\n",
    f"channels:\n  a:\n    kind: dingtalk\n    url: {{env: A}}\n    secret: >\n      SEC\n      {HIDDEN}\n",
    f"channels:\n  a:\n    kind: dingtalk\n    url: {{env: A}}\n    secret: |\n      {HIDDEN}\n",
    f"channels:\n  a: {{kind: dingtalk, url: {{env: A}}, secret: {{env: SEC-{HIDDEN}}}, nonsense: 1}}\n",
    f"channels:\n  a: {{kind: dingtalk, url: {{file: {HIDDEN}}}, secret: [{HIDDEN}, {{a: {HIDDEN}}}]}}\n",
    f"channels:\n  a: {{kind: dingtalk, url: {{env: A}}, secrett: {HIDDEN}}}\n",
    f"channels:\n  a: {{kind: webhook, url: 'https://me:{HIDDEN}@example.com/x'}}\n",
    f"channels:\n  a: {{kind: webhook, url: 'ftp://example.com/{HIDDEN}'}}\n",
    f"channels:\n  a: {{kind: wecom, url: {{env: A, file: {HIDDEN}}}}}\ndefault: nowhere\n",
    f"channels:\n  a: {{kind: email, host: h, from: a@b, user: u, password: {HIDDEN}, tls: none}}\n",
    f"\ufeffchannels:\n  店: {{kind: wecom, url: '{HIDDEN}'}} # 说明\n",
]


@pytest.mark.parametrize("document", LITERAL)
def test_a_secret_in_the_file_is_refused_and_never_shown(document: str) -> None:
    read = Document(document.encode(), "channels.yaml")
    loaded = read.load()
    assert loaded.value is None
    assert loaded.diagnostics
    for found in loaded.diagnostics:
        assert HIDDEN not in repr(found)
    shown = render_diagnostics(loaded.diagnostics, {"channels.yaml": read.data}, str)
    assert HIDDEN not in shown
    assert "•" in read.data.decode()
    assert HIDDEN not in "\n".join(loaded.lines)
    [checked] = check_documents({"channels.yaml": document.encode()})
    assert HIDDEN not in checked.source


def test_what_is_hidden_keeps_its_place() -> None:
    document = LITERAL[0]
    masked = Document(document.encode(), "x").data.decode()
    assert [len(line) for line in masked.split("\n")] == [len(line) for line in document.split("\n")]
    assert masked.startswith("channels:\n  a: {kind: dingtalk, url: '••")
    assert masked.endswith("•'}\ndefault: a\n")


def test_a_file_without_secrets_stays_as_it_is() -> None:
    assert Document(WHOLE.encode(), "x").data == WHOLE.encode()


# -- handles -------------------------------------------------------------------------------------------


def test_the_handles_of_a_team() -> None:
    people = "  Wang: {roles: a, handles: {phone: 13800001111, email: w@x.cn}}\n  Li: a\n"
    text = f"team: t\nroles: [a]\npeople:\n{people}"
    team, found = read_team(root(text))
    assert found == []
    assert team is not None
    assert team.people["Wang"].handles == {"phone": "13800001111", "email": "w@x.cn"}
    assert team.people["Li"].handles == {}
    again = from_json(to_json(team))
    assert {key: one.handles for key, one in again.people.items()} == {
        key: one.handles for key, one in team.people.items()
    }
    assert "handles" not in json.loads(to_json(team))["people"]["Li"], (
        "a team without any is the same document"
    )


@pytest.mark.parametrize(
    ("handles", "codes"),
    [
        ("{feishu: '13800001111'}", ["C130"]),
        ("{feishu: ou_1, dingtalk: '13800001111', wecom: wangqing}", []),
        ("{wecom: all}", ["C131"]),
        ("{wecom: '@all'}", ["S210"]),
        ("{dingtalk: 'a b'}", ["S210"]),
        ("{email: nobody}", ["S210"]),
        ("{email: 'a@b\\nBcc: c@d'}", ["S210"]),
        ("{phone: 138-0000}", ["S210"]),
        ("{weixin: x}", ["S201"]),
        ("{}", ["S213"]),
    ],
)
def test_handles_that_are_none(handles: str, codes: list[str]) -> None:
    text = f"team: t\nroles: [a]\npeople:\n  Wang: {{roles: a, handles: {handles}}}\n"
    assert [found.code for found in read_team(root(text))[1]] == codes
