"""Days put into calendar files: everything that stood there stays, and it says what was to be said."""

from __future__ import annotations

import pytest
from reading import root

from engine.language.calendar_writing import CannotWriteError, Entry, stretches, with_days
from engine.language.documents import read_calendar
from engine.language.layout import comments
from engine.rules.calendars.compiled import DayData

OFF = [Entry("2027-02-05", "2027-02-06", "春节"), Entry("2027-05-01", "2027-05-01", "")]
ON = [Entry("2027-02-20", "2027-02-20", "春节: 补")]

FILES = {
    "nothing yet": ("zone: UTC   # z\n", "off:\n  2027-02-05 - 2027-02-06: 春节\n  2027-05-01: off\non:\n"),
    "a block of names": (
        "off:   # mine\n  2026-12-24: eve   # of Christmas\nzone: UTC\n",
        "  2026-12-24: eve   # of Christmas\n  2027-02-05 - 2027-02-06: 春节\n  2027-05-01: off\nzone: UTC\n",
    ),
    "a block of items, no line end": (
        "off:\n  - 2026-12-24   # eve\n# between\nzone: UTC\nyears: 2026",
        "  - 2026-12-24   # eve\n  - 2027-02-05 - 2027-02-06    # 春节\n  - 2027-05-01\n# between\n"
        "zone: UTC\nyears: [2026, 2027]\n",
    ),
    "items at the margin": (
        "zone: UTC\nyears:\n- 2026\noff:\n- 2026-12-24\n",
        "years:\n- 2026\n- 2027\noff:\n- 2026-12-24\n- 2027-02-05 - 2027-02-06    # 春节\n",
    ),
    "brackets": (
        "off: [2026-12-24, 2026-12-25]   # eve\nzone: UTC\nyears: [2026]  # y\n",
        "off:  # eve\n  - 2026-12-24\n  - 2026-12-25\n  - 2027-02-05 - 2027-02-06    # 春节\n  - 2027-05-01\n"
        "zone: UTC\nyears: [2026, 2027]  # y\n",
    ),
    "one date, and braces": (
        "off: 2026-12-24\non: {2026-12-26: 'a: b'}\nzone: UTC\n",
        'on:\n  2026-12-26: "a: b"\n  2027-02-20: "春节: 补"\nzone: UTC\n',
    ),
}


@pytest.mark.parametrize(("before", "part"), FILES.values(), ids=FILES)
def test_days_are_written_as_the_file_writes_them(before: str, part: str) -> None:
    text = "calendar: a   # first\n" + before
    after = with_days(root(text), OFF, ON, [2027])
    assert part in after
    assert set(comments(text)) <= set(comments(after))
    compiled, found = read_calendar(root(after), DayData)
    assert found == []
    assert compiled is not None
    assert {"2027-02-05", "2027-02-06", "2027-05-01"} <= set(compiled["off"])
    assert "2027-02-20" in compiled["on"]
    assert compiled["last_year"] == 2027


def test_what_stands_in_brackets_over_several_lines_is_left_to_people() -> None:
    with pytest.raises(CannotWriteError):
        with_days(root("calendar: a\nzone: UTC\noff: [2026-12-24, # eve\n  2026-12-25]\n"), OFF, [], [])


def test_neighbours_of_one_name_are_a_stretch() -> None:
    days = [("2026-12-31", "x"), ("2027-01-01", "x"), ("2027-01-02", "y"), ("2027-01-04", "y")]
    assert [entry.dates for entry in stretches(days)] == [
        "2026-12-31 - 2027-01-01",
        "2027-01-02",
        "2027-01-04",
    ]
