"""Any file with answers is read by its kind; what cannot be used is one sentence, never a crash."""

import json
from pathlib import Path
from typing import Any

import pytest

from assessment.answers import Answer, AnswerSheet
from assessment.exchange.receiving import KINDS, receive
from assessment.exchange.table_files import write_tables
from assessment.exchange.workbook import workbook_of
from assessment.loading import load_standard


def sheet_of(standard: str = "unit", alias: str = "Penilai A") -> AnswerSheet:
    loaded = load_standard(standard)
    answers = {loaded.items[0].id: Answer(choice=2, evidence="10 berkas")}
    return AnswerSheet(
        standard=standard, version=loaded.version, assessor=alias, answers=answers, unit="Kantor"
    )


def report(*sheets: AnswerSheet) -> dict[str, Any]:
    return {
        "format": "bermakna-report",
        "version": 1,
        "saved": "2026-01-05T08:00:00+00:00",
        "sheets": [sheet.model_dump() for sheet in sheets],
        "commitments": [],
    }


def written(path: Path, sheet: AnswerSheet) -> Path:
    if path.suffix == ".json":
        return sheet.write(path)
    if path.suffix == ".xlsx":
        path.write_bytes(workbook_of(sheet))
        return path
    return write_tables(path, [sheet])


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_brings_its_sheet(tmp_path: Path, kind: str) -> None:
    sheet = sheet_of()
    sheets, problems = receive(written(tmp_path / f"jawaban{kind}", sheet), "unit")
    assert problems == []
    assert [(found.assessor, found.answers) for found in sheets] == [
        (sheet.assessor, sheet.answers)
    ]


def test_a_report_card_brings_the_sheet_of_the_standard_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "rapor.json"
    both = report(sheet_of("praktik"), sheet_of("unit"))
    path.write_text(json.dumps(both), encoding="utf-8")
    for standard in ("praktik", "unit"):
        sheets, problems = receive(path, standard)
        assert problems == []
        assert [found.standard for found in sheets] == [standard]


def test_a_sheet_of_another_standard_is_refused_by_both_names(tmp_path: Path) -> None:
    sheets, (problem,) = receive(sheet_of("praktik").write(tmp_path / "jawaban.json"), "unit")
    assert sheets == []
    assert problem.file == "jawaban.json"
    assert "praktik" in problem.message
    assert "unit" in problem.message


@pytest.mark.parametrize("name", ["foto.png", "tanpa-akhiran", "lama.xls", "makro.xlsm"])
def test_another_kind_of_file_is_refused_with_the_kinds_that_are_read(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04")
    sheets, (problem,) = receive(path, "unit")
    assert sheets == []
    assert problem.file == name
    assert all(kind in problem.message for kind in KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"jawaban"',
        "[" * 100_000,
        "9" * 5_000,
        '{"format": "bermakna-report"}',
        '{"format": "bermakna-report", "sheets": []}',
        '{"format": "bermakna-report", "sheets": {"unit": {}}}',
        '{"format": "bermakna-report", "sheets": "unit"}',
        '{"format": "bermakna-report", "sheets": [null, 3, []]}',
        '{"format": "bermakna-sheet", "answers": []}',
        '{"format": "bermakna-sheet", "format": "bermakna-sheet"}',
        '{"format": ["bermakna-report"]}',
    ],
    ids=lambda text: text[:40],
)
def test_hostile_json_is_a_problem_with_the_files_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "aneh.json"
    path.write_text(text, encoding="utf-8")
    sheets, problems = receive(path, "unit")
    assert sheets == []
    assert problems
    assert {problem.file for problem in problems} == {"aneh.json"}


@pytest.mark.parametrize("content", [b"\xff\xfe{}", b"\x00\x01"])
def test_json_that_is_no_text_is_a_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "aneh.json"
    path.write_bytes(content)
    assert receive(path, "unit")[0] == []
    assert receive(path, "unit")[1]


@pytest.mark.parametrize("letter", ["\0", "\ud800"])
def test_a_character_that_a_database_cannot_keep_is_refused_by_its_place(
    tmp_path: Path, letter: str
) -> None:
    data = sheet_of().model_dump()
    data["answers"]["P1-1"]["evidence"] = f"bukti{letter}"
    path = tmp_path / "aneh.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    sheets, (problem,) = receive(path, "unit")
    assert sheets == []
    assert problem.place == "P1-1.evidence"


def test_a_report_card_with_one_wrong_sheet_brings_none(tmp_path: Path) -> None:
    data = report(sheet_of("praktik"), sheet_of("unit"))
    data["sheets"][0]["answers"]["P99-1"] = {"choice": 1}
    path = tmp_path / "rapor.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    sheets, problems = receive(path, "unit")
    assert sheets == []
    assert any("P99-1" in problem.place for problem in problems)
