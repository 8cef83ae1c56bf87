"""What ships: the shipping SOP, the team and the calendars fit together; the demo's files are as made."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path

import pytest

import workflows
from engine.intake import open_table, starts
from engine.model.definition import Definition, is_end
from engine.publishing import Checked, check_documents

SHIPPED = Path(workflows.__file__).parent
DOCUMENTS = (
    "workspace.yaml",
    "team.yaml",
    "common.parts.yaml",
    "calendars/cn-office.yaml",
    "calendars/cn-warehouse.yaml",
    "after-sales.sop.yaml",
    "shipping.sop.yaml",
)


@pytest.fixture(scope="module")
def checked() -> dict[str, Checked]:
    found = check_documents({name: (SHIPPED / name).read_bytes() for name in DOCUMENTS})
    return {document.file: document for document in found}


@pytest.fixture(scope="module")
def shipping(checked: dict[str, Checked]) -> Definition:
    found: Definition = checked["shipping.sop.yaml"].value
    return found


def test_every_document_is_without_errors_and_warnings(checked: dict[str, Checked]) -> None:
    assert list(checked) == list(DOCUMENTS)
    assert [found for document in checked.values() for found in document.diagnostics] == []


def test_every_text_of_the_sop_is_translated(shipping: Definition) -> None:
    texts = {shipping.title, shipping.help, *shipping.reasons["late"], *shipping.reasons["cancel"]}
    for field in shipping.data.values():
        texts |= {field.title, *field.choices}
    for step in shipping.steps.values():
        texts.add(step.title)
        texts |= {item.title for item in step.items}
        for outcome in step.outcomes.values():
            texts |= {outcome.title, *outcome.reasons}
    chinese = {text for text in texts if not text.isascii()}
    assert chinese - shipping.texts["en"].keys() == set()
    assert not [text for text in shipping.texts["en"].values() if not text.isascii()]


def test_the_buyer_may_cancel_from_any_step(shipping: Definition) -> None:
    assert all("buyer_cancels" in step.outcomes for step in shipping.steps.values())


def test_the_ends_have_names(shipping: Definition) -> None:
    outcomes = [outcome for step in shipping.steps.values() for outcome in step.outcomes.values()]
    targets = {case.value for outcome in outcomes for case in outcome.to}
    assert {target for target in targets if is_end(target)} == {"end", "end.cancelled", "end.lost"}


def test_the_demo_files_are_what_the_script_makes(tmp_path: Path) -> None:
    make = runpy.run_path(str(SHIPPED / "demo" / "make_orders.py"))["make"]
    make(tmp_path)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in (SHIPPED / "demo").glob("*.csv"))
    for name in made:
        assert (tmp_path / name).read_bytes() == (SHIPPED / "demo" / name).read_bytes(), name


def test_the_demo_orders_are_imported_but_for_the_broken_ones(shipping: Definition) -> None:
    table = open_table(str(SHIPPED / "demo" / "orders.csv"))
    rows = list(starts(table, shipping, {"at": "订单付款时间"}, "Asia/Shanghai"))
    refused = {
        row.number: [one.code if not one.reasons else one.reasons[0].code for one in row.refusals]
        for row in rows
        if row.command is None
    }
    assert list(refused.values()) == [
        ["row-repeated"],
        ["row-contradicts"],
        ["no-match"],
        ["required-value"],
        ["not-a-datetime"],
        ["digits-lost"],
        ["too-many-decimals"],
        ["row-ragged"],
    ]
    assert len(rows) - len(refused) == 305
    assert Counter(len(row.command.values) for row in rows if row.command).keys() == {8, 9}
