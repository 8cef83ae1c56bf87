"""Patterns: what is let through is quick on every text, what may not be is refused."""

from __future__ import annotations

import re
import time

import pytest

from engine.language.compile.patterns import pattern_fault


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]{6,32}",
        "SF[0-9]+",
        "(?:[0-9]{4}-){2}[0-9]{2}",
        "(sf|jd|yto)-[A-Z]+",
        "(-[0-9]+)?",
        r"\(\d+\)\*",
        "[()*+]+",
        r"[\]]+",
        "[^]]+",
        "a{,}b",
        "[一-龥]+",
    ],
)
def test_these_are_fine(pattern: str) -> None:
    assert pattern_fault(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("[0-9", "N422"),
        ("*", "N422"),
        ("a{99999999999}", "N422"),
        (r"(a)\1", "N423"),
        ("(?P<x>a)(?P=x)", "N423"),
        ("(?i)a", "N423"),
        ("(?!a)b", "N423"),
        ("(?<=a)b", "N423"),
        ("(a+)+", "N424"),
        ("(a*)*", "N424"),
        ("(a|aa)+", "N424"),
        ("(a|a){5,}", "N424"),
        ("((a{1,3})b)*", "N424"),
        ("(x(a|b)?)*", "N424"),
    ],
)
def test_these_are_refused(pattern: str, code: str) -> None:
    found = pattern_fault(pattern)
    assert found is not None
    assert found.code == code


def test_a_nest_of_ten_thousand_groups_is_refused_and_nothing_breaks() -> None:
    found = pattern_fault("(" * 10_000 + ")" * 10_000)
    assert found is not None
    assert found.code == "N422"


def test_what_is_refused_would_indeed_take_long() -> None:
    """The reason of the rule: some twenty letters take seconds, each more doubles that."""
    began = time.perf_counter()
    assert re.fullmatch("(a|aa)+", "a" * 24 + "!") is None
    slow = time.perf_counter() - began
    began = time.perf_counter()
    assert re.fullmatch("a+", "a" * 24 + "!") is None
    assert slow > 20 * (time.perf_counter() - began)
