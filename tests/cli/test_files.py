"""Files that the program writes are whole, or not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.files import write_new, write_over


def test_a_new_file_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write_new(str(path), "sop: 甲\n")
    with pytest.raises(FileExistsError):
        write_new(str(path), "other")
    assert path.read_bytes() == "sop: 甲\n".encode()


def test_a_file_that_is_written_over_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "heads.txt"
    write_over(str(path), ["1\n"])

    def broken() -> Iterator[str]:
        yield "2\n"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match=r"heads\.txt"):
        write_over(str(path), broken())
    assert path.read_text() == "1\n"
    assert [one.name for one in tmp_path.iterdir()] == ["heads.txt"]
    write_over(str(path), ["2\n", "3\n"])
    assert path.read_text() == "2\n3\n"
