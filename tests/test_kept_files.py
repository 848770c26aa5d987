"""Files are written whole, and what they held is kept."""

from pathlib import Path

import pytest

from assessment.kept_files import write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_and_its_folder_are_made(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a" / "b.txt", b"satu")
    assert path.read_bytes() == b"satu"
    assert names(path.parent) == ["b.txt"]


def test_other_content_is_kept_as_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    for content in (b"satu", b"satu", b"dua"):
        write_whole(path, content)
    [copy] = tmp_path.glob("b.txt.*.bak")
    assert (copy.read_bytes(), path.read_bytes()) == (b"satu", b"dua")


def test_a_copy_can_be_left_out(tmp_path: Path) -> None:
    for content in (b"satu", b"dua"):
        write_whole(tmp_path / "b.txt", content, keep_copy=False)
    assert names(tmp_path) == ["b.txt"]


def test_a_write_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_file: int) -> None:
        raise OSError(28, "No space left on device")

    path = write_whole(tmp_path / "b.txt", b"satu")
    monkeypatch.setattr("assessment.kept_files.os.fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"dua")
    assert path.read_bytes() == b"satu"
    assert names(tmp_path) == ["b.txt"]
