"""``audit --csv``: the single cases of a week for a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Call

SOP = "sop: parcels\nrole: director\nlang: en\nref: no\ndata: {no: text}\nsteps: {pack: {due: 1h}}\n"


@pytest.fixture
def late(workspace: Path, call: Call) -> Call:
    (workspace / "sops" / "parcels.sop.yaml").write_text(SOP, "utf-8")
    assert call("publish").exit_code == 0
    for no in range(25):
        call("start", "parcels", f"no={no}", now="2026-11-19 10:00")
    return call


@pytest.mark.parametrize(("lang", "head"), [("en", "open at the end"), ("zh", "期末未完成")])
def test_every_case_stands_in_it_with_heads_for_people(late: Call, lang: str, head: str) -> None:
    rows = list(csv.DictReader(io.StringIO(late("--lang", lang, "audit", "--csv").stdout[1:], newline="")))
    assert len(rows) == 25  # the text shows the twenty latest
    assert not any(name.isidentifier() and "_" in name for name in rows[0])
    assert head in rows[0]
    only = late("audit", "--csv", "--limit", "3").stdout
    assert only.count("\n") == 4


@pytest.mark.parametrize("other", ["--html", "--json", "--refused", "--rework"])
def test_with_another_form_it_is_refused(late: Call, other: str) -> None:
    assert late("audit", "--csv", other).exit_code == 2
