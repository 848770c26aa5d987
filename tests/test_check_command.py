"""``check``: a line for each standard that is right, and every problem of the others."""

import shutil
from pathlib import Path

import pytest
import yaml

from assessment.check_command import run_check
from assessment.errors import Problem
from assessment.loading import STANDARDS, load_standard, standard_ids


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Speak English, and stand where no book is."""
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    monkeypatch.setattr("assessment.project.PACKAGE_PARENT", tmp_path)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Make a standard with a weight of 0 and an unknown field."""
    data = yaml.safe_load((STANDARDS / "unit.yml").read_text(encoding="utf-8"))
    data["sections"][0]["items"][0]["weight"] = 0
    data["sections"][1]["items"][0]["bobot"] = 2
    path = tmp_path / "rusak.yml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return path


def test_without_files_the_standards_of_the_package_are_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_check([]) == 0
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == len(standard_ids())
    unit = load_standard("unit")
    assert f"unit {unit.version}, 9 sections, {len(unit.items)} items" in shown.out
    assert shown.err == ""


def test_all_problems_of_all_files_are_named_with_their_lines(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = Path(shutil.copy(STANDARDS / "praktik.yml", tmp_path))
    assert run_check([broken, tmp_path / "missing.yml", right]) == 1
    shown = capsys.readouterr()
    problems = shown.err.splitlines()
    assert len(problems) == 3
    assert all(line.startswith(("rusak.yml:", "missing.yml: ")) for line in problems)
    assert any("P1-1: weight = 0" in line for line in problems)
    assert any("bobot" in line for line in problems)
    assert shown.out.startswith("praktik.yml: praktik ")


def test_the_pages_of_a_standard_are_checked_where_the_book_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "_config.yml").touch()
    (tmp_path / "book").mkdir()
    found = [Problem("book/prinsip/p1.md", 3, "", "has no checklist")]
    seen = []

    def check_pages(_standard: object, root: Path) -> list[Problem]:
        seen.append(root)
        return found

    monkeypatch.setattr("assessment.handbook.pages.check_pages", check_pages)
    assert run_check([STANDARDS / "unit.yml"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "book/prinsip/p1.md:3: has no checklist\n"
    assert seen == [tmp_path]
