"""``score``: everything that was read is scored, everything that was not is named."""

import csv
import json
from pathlib import Path

import pytest

from assessment.loading import load_standard
from assessment.results import score
from assessment.score_command import run_score
from tests.builders import unit_sheet


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sheets of one standard and one of the other, with a claim without evidence."""
    praktik = load_standard("praktik")
    unit_sheet(unit="A", answers={"P1-1": {"choice": 2}}).write(tmp_path / "a.json")
    unit_sheet(unit="B", answers={"P1-2": {"choice": "unknown"}}).write(tmp_path / "b.json")
    other = unit_sheet(unit="C").model_copy(
        update={"standard": praktik.id, "version": praktik.version}
    )
    other.write(tmp_path / "c.json")
    return tmp_path


def break_one(folder: Path) -> None:
    """Put a wrong level and an unknown item into the first sheet."""
    data = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    data["answers"] = {"P1-1": {"choice": 9}, "P99-1": {"choice": 1}}
    (folder / "a.json").write_text(json.dumps(data), encoding="utf-8")


def test_every_sheet_of_a_folder_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_score([folder]) == 0
    shown = capsys.readouterr()
    assert [shown.out.count(f"{unit}: ") for unit in "ABC"] == [1, 1, 1]
    assert shown.err == ""


def test_all_problems_are_named_one_a_line_and_the_other_sheets_still_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_one(folder)
    assert run_score([folder, folder / "missing.json"]) == 1
    shown = capsys.readouterr()
    problems = shown.err.splitlines()
    assert len(problems) == 3
    assert any("P1-1 = 9" in line for line in problems)
    assert any("P99-1" in line for line in problems)
    assert any("missing.json" in line for line in problems)
    assert "B: " in shown.out


def test_a_folder_without_sheets_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_score([tmp_path]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"{tmp_path}: holds no answer file\n")


def test_the_derivation_is_printed_when_it_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_score([folder / "a.json"], trace=True)
    shown = capsys.readouterr().out
    weight = load_standard("unit").items[0].weight
    assert f"P1-1: level 2; {weight} × 2 = {2 * weight}" in shown
    assert "the whole" in shown


def test_json_is_one_text_with_the_very_results(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_one(folder)
    assert run_score([folder], as_json=True) == 1
    data = json.loads(capsys.readouterr().out)
    result = score(load_standard("unit"), {"P1-2": "unknown"})
    first = data["sheets"][0]
    assert (data["format"], first["unit"]) == ("bermakna-scores", "B")
    assert first["score"] == json.loads(json.dumps(result.to_dict()))
    assert [problem["file"] for problem in data["problems"]] == ["a.json", "a.json"]


def test_json_holds_gaps_and_unproven_claims_and_no_word_of_the_evidence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = unit_sheet(unit="A", answers={"P1-1": {"choice": 0, "evidence": "rahasia"},
                                          "P1-2": {"choice": 1}})  # fmt: skip
    sheet.write(folder / "a.json")
    run_score([folder / "a.json"], as_json=True)
    text = capsys.readouterr().out
    (only,) = json.loads(text)["sheets"]
    assert [gap["item"] for gap in only["gaps"]] == ["P1-1", "P1-2"]
    assert only["gaps"][0]["hint"] == str(load_standard("unit").items[0].hints[0])
    assert [claim["item"] for claim in only["unsupported"]] == ["P1-2"]
    assert "rahasia" not in text


def test_json_of_nothing_is_still_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_score([tmp_path / "missing.json"], as_json=True) == 1
    assert json.loads(capsys.readouterr().out)["sheets"] == []


def test_csv_files_hold_every_table_of_every_standard(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "hasil"
    assert run_score([folder], folder=results, trace=True) == 0
    tables = ("overall", "sections", "items", "gaps", "unsupported", "trace")
    wanted = {f"{name}-{table}.csv" for name in ("unit", "praktik") for table in tables}
    assert {path.name for path in results.iterdir()} == wanted
    assert len(capsys.readouterr().out.splitlines()) == len(wanted)
    with (results / "unit-overall.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["unit"] for row in csv.DictReader(file)] == ["A", "B"]
    with (results / "unit-trace.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * len(load_standard("unit").items)
    assert (rows[0]["choice"], rows[0]["points"], rows[1]["product"]) == ("2", "2", "")


def test_a_unit_whose_name_is_a_formula_does_nothing_in_a_spreadsheet(
    folder: Path, tmp_path: Path
) -> None:
    unit_sheet(unit="=HYPERLINK(1)").write(folder / "a.json")
    run_score([folder / "a.json"], folder=tmp_path / "hasil")
    text = (tmp_path / "hasil" / "unit-overall.csv").read_text(encoding="utf-8-sig")
    assert ",'=HYPERLINK(1)," in text
