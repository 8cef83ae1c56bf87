"""SOPs that call each other, read together: in any order, in a circle, with mistakes in one of them."""

from __future__ import annotations

from engine.language import load_sop
from engine.model.definition import Definition
from engine.publishing import Checked, check_documents

CALLER = b"sop: caller\nrequired: [no]\ndata: {no: text}\nsteps: {go: {call: callee, with: {order: = no}}}\n"
CALLEE = b"sop: callee\nrequired: [order]\ndata: {order: text}\nsteps: {a: {next: b}, b: {next: end.lost}}\n"
BACK = (
    b"sop: callee\nrequired: [order]\ndata: {order: text}\n"
    b"steps: {a: {outcomes: {done: end, more: b}}, b: {call: caller, with: {no: = order}}}\n"
)


def codes(checked: list[Checked]) -> list[list[tuple[str, str]]]:
    return [[(each.code, each.severity) for each in document.diagnostics] for document in checked]


def test_an_sop_that_is_called_may_stand_before_or_after_the_caller() -> None:
    assert codes(check_documents({"a": CALLER, "b": CALLEE})) == [[], []]
    assert codes(check_documents({"a": CALLEE, "b": CALLER}, to_publish=True)) == [[], []]


def test_two_that_call_each_other_can_be_published_together() -> None:
    checked = check_documents({"a": CALLER, "b": BACK}, to_publish=True)
    assert codes(checked) == [[], []]
    assert all(document.value is not None for document in checked)


def test_one_that_nobody_knows_is_a_warning_until_it_is_published() -> None:
    assert codes(check_documents({"a": CALLER})) == [[("F743", "warning")]]
    (document,) = check_documents({"a": CALLER}, to_publish=True)
    assert codes([document]) == [[("F743", "error")]]
    assert (document.value, document.name) == (None, "")


def test_one_that_is_published_is_known_and_asked_for_only_where_something_is_called() -> None:
    callee = load_sop(CALLEE, "b").definition
    asked: list[str] = []

    def published() -> dict[str, Definition | None]:
        asked.append("asked")
        return {"callee": callee}

    assert codes(check_documents({"a": CALLEE}, sops=published)) == [[]]
    assert asked == []
    assert codes(check_documents({"a": CALLER}, sops=published, to_publish=True)) == [[]]
    assert asked == ["asked"]


def test_the_document_counts_and_not_what_was_published_under_its_name() -> None:
    old = load_sop(CALLEE, "old").definition
    new = CALLEE.replace(b"order", b"order_no")
    found = codes(check_documents({"a": CALLER, "b": new}, sops=lambda: {"callee": old}))
    assert found == [[("F746", "error"), ("F744", "error")], []]


def test_one_with_mistakes_is_there_but_nothing_is_said_of_what_it_wants() -> None:
    broken = CALLEE.replace(b"next: b", b"nxt: b")
    assert codes(check_documents({"a": CALLER, "b": broken})) == [[], [("S201", "error")]]


def test_mistakes_of_a_caller_are_told_all_at_once() -> None:
    caller = CALLER.replace(b"{go:", b"{lost: {next: nowhere}, go:").replace(b"{order:", b"{ordr:")
    found = codes(check_documents({"a": caller, "b": CALLEE}))
    assert found == [[("N413", "error"), ("F746", "error"), ("F744", "error")], []]
