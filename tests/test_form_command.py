"""``form``: a workbook for a standard or a sheet, in its place, with what was there kept."""

from pathlib import Path

import pytest

from assessment.errors import AnswerError, BermaknaError, StandardError
from assessment.exchange.workbook_reading import read_workbook
from assessment.form_command import run_form
from tests.builders import unit_sheet


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")


def test_an_empty_form_is_written_and_its_path_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new" / "praktik.xlsx"
    words = {"unit": "A", "period": "2026-1", "assessor": "Melati"}
    assert run_form(path, standard="praktik", **words) == 0
    assert capsys.readouterr().out == f"{path}\n"
    sheet = read_workbook(path)
    assert (sheet.standard, sheet.unit, sheet.period) == ("praktik", "A", "2026-1")
    assert (sheet.assessor, sheet.answers) == ("Melati", {})


def test_a_sheet_becomes_a_form_with_its_answers_and_stays_the_same_sheet(tmp_path: Path) -> None:
    sheet = unit_sheet(unit="A", assessor="x", answers={"P1-1": {"choice": 2}})
    run_form(tmp_path / "unit.xlsx", period="2026-2", sheet=sheet.write(tmp_path / "x.json"))
    back = read_workbook(tmp_path / "unit.xlsx")
    assert back == sheet.model_copy(update={"period": "2026-2", "updated": back.updated})


def test_a_filled_form_of_that_name_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "unit.xlsx"
    path.write_bytes(b"filled")
    run_form(path)
    (copy,) = tmp_path.glob("unit.xlsx.*.bak")
    assert copy.read_bytes() == b"filled"
    assert sorted(tmp_path.iterdir()) == [path, copy]


def test_a_name_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BermaknaError, match=r"the name of a workbook ends in \.xlsx"):
        run_form(tmp_path / "unit.xls")


def test_a_standard_or_sheet_that_is_not_there_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StandardError):
        run_form(tmp_path / "skm.xlsx", standard="skm")
    with pytest.raises(AnswerError):
        run_form(tmp_path / "unit.xlsx", sheet=tmp_path / "missing.json")
    assert list(tmp_path.iterdir()) == []
