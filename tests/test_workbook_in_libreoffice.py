"""LibreOffice opens the form, computes it and saves it: nothing of it is lost on the way."""

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessment.answers import AnswerSheet
from assessment.exchange.workbook import workbook_of
from assessment.exchange.workbook_form import COLUMN, progress
from assessment.exchange.workbook_reading import read_workbook
from assessment.exchange.workbook_words import state_words
from assessment.loading import load_standard
from tests import office
from tests.builders import unit_item, unit_sheet
from tests.workbooks import edit, field_cell, form_of, input_cell, lists_of

UNIT = load_standard("unit")
TEXTS = (
    "=1+1", "+62 811", "-", "@SUM(A1)", '"kutip" dan \'apostrof\'', "baris satu\nbaris dua",
    "😀 é ₂", "007", "2026-1", "3/4", "TRUE", "#REF!", "<r>&amp;</r>", " di tepi ", "50%",
    "1.234,5", "'petik", "x" * 3000,
)  # fmt: skip


def full_sheet() -> AnswerSheet:
    """Make a sheet with every kind of answer and a text of every kind."""
    items = UNIT.items
    answers: dict[str, dict[str, object]] = {
        item.id: {"choice": place % 4, "evidence": text, "note": TEXTS[-place - 1]}
        for place, (item, text) in enumerate(zip(items, TEXTS, strict=False))
    }
    lacking = {"choice": "not_applicable", "reason": "=tidak ada loket"}
    answers |= {unit_item(not_applicable=True).id: lacking, items[-1].id: {"choice": "unknown"}}
    return unit_sheet(unit="=Dinas A", period="2026-1", assessor="007", answers=answers)


@pytest.fixture(scope="module")
def sheet() -> AnswerSheet:
    return full_sheet()


@pytest.fixture(scope="module")
def saved(sheet: AnswerSheet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook as LibreOffice saves it: at once, and from its own format."""
    folder = tmp_path_factory.mktemp("office")
    path = folder / "unit.xlsx"
    path.write_bytes(workbook_of(sheet))
    own = office.convert(path, "ods", folder / "own")
    return {
        "xlsx": office.convert(path, "xlsx", folder / "xlsx"),
        "ods": office.convert(own, "xlsx", folder / "ods"),
    }


@pytest.fixture(params=["xlsx", "ods"])
def path(request: pytest.FixtureRequest, saved: dict[str, Path]) -> Path:
    return saved[request.param]


def form(path: Path) -> Worksheet:
    return form_of(load_workbook(path))


def test_the_answers_are_exactly_those_that_went_in(path: Path, sheet: AnswerSheet) -> None:
    back = read_workbook(path)
    assert back.answers == sheet.answers
    assert back == sheet.model_copy(update={"updated": back.updated, "created": back.created})


def test_each_answer_can_still_be_chosen_from_its_list(path: Path) -> None:
    shown = form(path)
    lists = lists_of(shown)
    for item in UNIT.items:
        cell = input_cell(shown, item.id, "choice")
        (words,) = (words for cells, words in lists if cell.coordinate in cells)
        lacking = state_words()["not_applicable"]
        assert words[:4] == ["0", "1", "2", "3"]
        assert (lacking in words) == (item.not_applicable == "allowed")


def test_only_the_inputs_are_still_unlocked(path: Path) -> None:
    shown = form(path)
    item = unit_item(not_applicable=True).id
    inputs = [input_cell(shown, item, name) for name in ("choice", "evidence", "note", "reason")]
    assert shown.protection.sheet
    assert not any(cell.protection.locked for cell in [*inputs, field_cell(shown, "unit")])
    assert all(input_cell(shown, item, name).protection.locked for name in ("item", "levels"))


def test_what_is_missing_is_still_coloured(path: Path) -> None:
    shown = form(path)
    item = UNIT.items[-1].id
    fields = [field_cell(shown, name) for name in ("unit", "period", "assessor")]
    cells = [input_cell(shown, item, "choice"), input_cell(shown, item, "reason"), *fields]
    ruled = [group.sqref for group in shown.conditional_formatting]
    assert [cell for cell in cells if not any(cell.coordinate in place for place in ruled)] == []


def test_the_progress_is_computed(path: Path, sheet: AnswerSheet) -> None:
    done = sum(answer.choice not in (None, "unknown") for answer in sheet.answers.values())
    shown = form_of(load_workbook(path, data_only=True))
    assert shown.cell(2, 1).value == progress(done, UNIT.items)


def test_the_progress_follows_what_is_typed(tmp_path: Path, sheet: AnswerSheet) -> None:
    first, *others = UNIT.sections[0].items
    free = unit_item(not_applicable=True).id

    def change(form: Worksheet) -> None:
        input_cell(form, first.id, "choice").value = None
        input_cell(form, free, "reason").value = "  "

    path = tmp_path / "unit.xlsx"
    path.write_bytes(workbook_of(sheet))
    office.convert(edit(path, change), "xlsx", tmp_path / "saved")
    shown = form_of(load_workbook(tmp_path / "saved" / "unit.xlsx", data_only=True))
    waiting = {first.id, free}
    done = [item for item in UNIT.sections[0].items if item.id not in waiting]
    title = next(row[0].row for row in shown.iter_rows() if row[0].value == UNIT.sections[0].id)
    assert len(others) >= len(done)
    found = shown.cell(title, COLUMN["criteria"] + 1).value
    assert found == progress(len(done), UNIT.sections[0].items)


def test_nothing_of_libreoffice_runs_on(saved: dict[str, Path]) -> None:
    profile = str(saved["xlsx"].parent / "profile")
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert profile not in running.stdout


def test_a_machine_without_libreoffice_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    with pytest.raises(AssertionError, match="sudo apt install libreoffice-calc-nogui"):
        office.convert(tmp_path / "unit.xlsx", "ods", tmp_path)
