"""A workbook that comes back: what was filled in, exactly, or each problem with its cell."""

import random
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessment.answers import Answer, AnswerSheet
from assessment.errors import AnswerError
from assessment.exchange import workbook_opening
from assessment.exchange.workbook import empty_workbook, workbook_of
from assessment.exchange.workbook_form import COLUMN, HEADINGS_ROW
from assessment.exchange.workbook_reading import read_workbook
from assessment.exchange.workbook_words import state_words
from assessment.loading import load_standard
from assessment.plan import compile_plan
from tests.builders import unit_item, unit_sheet
from tests.workbooks import (
    code_cell,
    edit,
    field_cell,
    form_of,
    input_cell,
    put_rows,
    rows_of,
    type_text,
)

PLAN = compile_plan(load_standard("unit"))
ITEM = unit_item(not_applicable=False).id
FREE = unit_item(not_applicable=True).id
Change = Callable[[Worksheet], object]

# What openpyxl lets a cell hold; XML has no other control characters either.
TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=30)
TRICKY = st.sampled_from(
    ["=1+1", "-2", "@a", "+62", '"', "'", "a\n\nb", "😀", " a ", "007", "#N/A"]
)
# Letters of every kind; those that look like an escape of Excel are told apart by none.
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | TRICKY | TYPED


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BERMAKNA_LANG", "en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workbook of one sheet with a few answers."""
    answers = {
        ITEM: {"choice": 2, "evidence": "Daftar periksa, 12 berkas", "note": "=tinjau"},
        FREE: {"choice": "not_applicable", "reason": "tidak ada loket"},
        PLAN.items[-1].id: {"choice": "unknown"},
        PLAN.items[-2].id: {"note": "hanya catatan"},
    }
    return save(tmp_path, unit_sheet(unit="A", period="2026-1", assessor="x", answers=answers))


def save(folder: Path, sheet: AnswerSheet) -> Path:
    path = folder / "unit.xlsx"
    path.write_bytes(workbook_of(sheet))
    return path


def answers_to_unit(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Answer]]:
    """Draw answers to some items of the standard ``unit``, with texts."""
    items = st.sampled_from(PLAN.items)
    return st.lists(items, max_size=6, unique=True).flatmap(
        lambda drawn: st.fixed_dictionaries(
            {
                item.id: st.builds(
                    Answer,
                    choice=st.sampled_from([*item.levels, "unknown", None]),
                    evidence=texts,
                    note=texts,
                    reason=texts,
                )
                for item in drawn
            }
        )
    )


def filled(answers: dict[str, Answer]) -> dict[str, Answer]:
    return {item: answer for item, answer in answers.items() if answer != Answer()}


@given(answers_to_unit(ANY), ANY)
@settings(max_examples=40)
def test_a_sheet_comes_back_as_it_went(
    tmp_path: Path, answers: dict[str, Answer], unit: str
) -> None:
    sheet = unit_sheet(unit=unit, assessor="x", answers=answers)
    back = read_workbook(save(tmp_path, sheet))
    same = {"answers": filled(answers), "updated": back.updated}
    assert back == sheet.model_copy(update=same)


@given(answers_to_unit(TYPED | TRICKY), answers_to_unit(TYPED | TRICKY))
@settings(max_examples=20)
def test_what_was_typed_into_the_workbook_is_what_comes_back(
    tmp_path: Path, before: dict[str, Answer], typed: dict[str, Answer]
) -> None:
    def fill(sheet: Worksheet) -> None:
        for item, answer in typed.items():
            choice = answer.choice
            word = state_words()[choice] if isinstance(choice, str) else choice
            input_cell(sheet, item, "choice").value = word
            for name in ("evidence", "note", "reason"):
                type_text(input_cell(sheet, item, name), getattr(answer, name))

    path = edit(save(tmp_path, unit_sheet(answers=before)), fill)
    assert read_workbook(path).answers == filled(before | typed)


def test_the_same_file_always_makes_the_same_sheet(path: Path) -> None:
    assert read_workbook(path) == read_workbook(path)


def test_a_form_handed_to_many_makes_one_sheet_of_each_alias(tmp_path: Path) -> None:
    form = empty_workbook("unit", unit="A")
    path = tmp_path / "form.xlsx"

    def sheet_of(alias: str) -> AnswerSheet:
        path.write_bytes(form)
        edit(path, lambda sheet: type_text(field_cell(sheet, "assessor"), alias))
        return read_workbook(path)

    melati, mawar, again = sheet_of("Melati"), sheet_of("Mawar"), sheet_of(" melati ")
    assert melati.sheet == again.sheet
    assert melati.sheet != mawar.sheet
    assert (melati.unit, melati.assessor) == ("A", "Melati")


def test_a_form_handed_to_many_asks_for_the_alias(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(empty_workbook("unit"))
    with pytest.raises(AnswerError, match=r"Form!F2: write an alias"):
        read_workbook(path)


def test_rows_may_be_sorted_and_left_out(path: Path) -> None:
    def shuffle(sheet: Worksheet) -> None:
        rows = list(rows_of(sheet))
        head, items = rows[: HEADINGS_ROW + 1], rows[HEADINGS_ROW + 1 :]
        random.Random(1).shuffle(items)  # noqa: S311, no secret
        put_rows(sheet, [*head, *(row for row in items if row[0] != PLAN.items[5].id)])
        sheet.delete_rows(len(rows))

    before = read_workbook(path)
    after = read_workbook(edit(path, shuffle))
    assert list(after.answers.items()) == list(before.answers.items())


def test_columns_may_be_moved(path: Path) -> None:
    def turn(sheet: Worksheet) -> None:
        put_rows(sheet, [row[::-1] for row in rows_of(sheet)])

    before = read_workbook(path)
    after = read_workbook(edit(path, turn))
    assert after == before.model_copy(update={"updated": after.updated})


def test_the_values_alone_in_a_new_workbook_are_enough(path: Path, tmp_path: Path) -> None:
    copy = Workbook()
    copy.create_sheet("Isian (2)")
    put_rows(copy["Isian (2)"], list(rows_of(form_of(load_workbook(path, data_only=True)))))
    copy.save(tmp_path / "copy.xlsx")
    before, after = read_workbook(path), read_workbook(tmp_path / "copy.xlsx")
    times = {"created": after.created, "updated": after.updated}
    assert after == before.model_copy(update=times)


@pytest.mark.parametrize(
    ("value", "choice"),
    [
        (3, 3),
        (3.0, 3),
        ("3 ", 3),
        ("3,0", 3),
        ("do NOT  know ", "unknown"),
        ("unknown", "unknown"),
        ("  ", None),
    ],
)
def test_an_answer_is_understood_however_it_is_written(
    path: Path, value: float | str, choice: int | str | None
) -> None:
    edit(path, lambda sheet: setattr(input_cell(sheet, ITEM, "choice"), "value", value))
    assert read_workbook(path).answers[ITEM].choice == choice


def put(item: str, name: str, value: object) -> Change:
    return lambda sheet: setattr(input_cell(sheet, item, name), "value", value)


def put_field(name: str, value: object) -> Change:
    return lambda sheet: setattr(field_cell(sheet, name), "value", value)


def code_like(text: str, other: str) -> Change:
    def change(sheet: Worksheet) -> None:
        cell = code_cell(sheet)
        cell.value = str(cell.value).replace(text, other)

    return change


def heading(name: str, words: str | None) -> Change:
    return lambda sheet: setattr(sheet.cell(HEADINGS_ROW + 1, COLUMN[name] + 1), "value", words)


# What a person did, the place that is named, and part of the sentence.
WRONG: list[tuple[Change, str, str]] = [
    (put(ITEM, "choice", 3.5), "Form!E5", "3.5 is no answer; allowed: a level or"),
    (put(ITEM, "choice", 7), f"Form!E5 ({ITEM} = 7)", "level out of range; allowed: 0, 1, 2, 3"),
    (put(ITEM, "choice", "baik"), "Form!E5", "baik is no answer"),
    (put(ITEM, "choice", True), "Form!E5", "True is no answer"),
    (put(ITEM, "choice", date(2026, 1, 3)), "Form!E5", "a date stands here, not an answer"),
    (put(ITEM, "choice", time(3, 0)), "Form!E5", "a date stands here, not an answer"),
    (put(ITEM, "choice", "=1+1"), "Form!E5", "a formula stands here"),
    (put(ITEM, "evidence", "=A1"), "Form!F5", "a formula stands here"),
    (put(ITEM, "choice", "#REF!"), "Form!E5", "an error of Excel stands here: #REF!"),
    (put(ITEM, "note", "#NAME?"), "Form!G5", "an error of Excel stands here: #NAME?"),
    (put(ITEM, "choice", "not_applicable"), f"Form!E5 ({ITEM}", "this item always applies"),
    (put(FREE, "reason", " "), f"({FREE} = 'not_applicable')", "not applicable needs a reason"),
    (put(ITEM, "item", "P99-1"), "Form!A5 (P99-1)", "unknown item"),
    (put(ITEM, "item", FREE), "Form!A", f"{FREE} stands twice, also in A5"),
    (put(ITEM, "item", None), "Form!E5", "stands beside no item"),
    (put(ITEM, "item", "=B1"), "Form!A5", "a formula stands here"),
    (put_field("period", datetime(2026, 1, 1)), "Form!E2", "a date stands here; write it as text"),  # noqa: DTZ001
    (put_field("unit", "=A1"), "Form!C2", "a formula stands here"),
    (heading("evidence", None), "Form!3", "the heading “Evidence” is missing"),
    (heading("levels", "Note"), "Form!G3", "this heading stands twice"),
    (heading("choice", "Nilai"), "", "has no sheet with the headings “Item” and “Answer”"),
    (lambda sheet: sheet.merge_cells("E5:E6"), "Form!E5:E6", "these cells are merged"),
    (lambda sheet: setattr(code_cell(sheet), "value", None), "Form", "the code of the form"),
    (lambda sheet: setattr(sheet["C1"], "value", "Nama"), "Form", "the label “Unit” above"),
    (code_like("form/1", "form/2"), "bermakna-form/2", "a newer Bermakna made this form"),
    (code_like("unit/1", "skm/1"), "standard = 'skm'", "unknown standard; allowed:"),
    (code_like("/1.0.0", "/0.9.0"), "version = '0.9.0'", "unknown version of unit; allowed: 1.0.0"),
]


@pytest.mark.parametrize(("change", "place", "sentence"), WRONG, ids=[case[2] for case in WRONG])
def test_what_is_not_understood_is_said_once_with_its_place(
    path: Path, change: Change, place: str, sentence: str
) -> None:
    with pytest.raises(AnswerError) as caught:
        read_workbook(edit(path, change))
    found = caught.value.problems[0]
    assert found.file == "unit.xlsx"
    assert place in found.place
    assert sentence in found.message
    assert len({problem.message for problem in caught.value.problems}) == 1


def test_all_problems_are_said_at_once(path: Path) -> None:
    def spoil(sheet: Worksheet) -> None:
        for change in (put(ITEM, "choice", 9), put(ITEM, "note", "=1"), put(FREE, "reason", None)):
            change(sheet)

    with pytest.raises(AnswerError) as caught:
        read_workbook(edit(path, spoil))
    assert len(caught.value.problems) == 2  # a row whose cells cannot be read is not judged


def test_two_forms_in_one_workbook_are_not_guessed_between(path: Path) -> None:
    book = load_workbook(path)
    book.copy_worksheet(form_of(book))
    book.save(path)
    with pytest.raises(AnswerError, match="several sheets with answers: Form, Form Copy; keep one"):
        read_workbook(path)


def test_a_cell_far_away_costs_nothing(path: Path) -> None:
    edit(path, lambda sheet: sheet.cell(1_048_576, 16_384, "x"))
    assert read_workbook(path).answers[ITEM].choice == 2


# Files that are not opened at all.


def refused(path: Path) -> str:
    with pytest.raises(AnswerError) as caught:
        read_workbook(path)
    (problem,) = caught.value.problems
    return problem.message


def add_part(path: Path, name: str, content: bytes) -> None:
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)


def change_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Write a workbook again with one part changed."""
    with ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, change(content) if part == name else content)


def test_another_kind_of_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "unit.xlsx"
    ole = workbook_opening.OLE
    kinds = {
        b"": "is no Excel workbook (.xlsx)",
        b"Butir,Jawaban\n": "is no Excel workbook (.xlsx)",
        ole + b"Workbook": "is a workbook of the old kind (.xls); save it as .xlsx",
        ole + workbook_opening.ENCRYPTED: "is locked with a password; save it without one",
    }
    for content, sentence in kinds.items():
        path.write_bytes(content)
        assert refused(path) == sentence


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (
            "xl/vbaProject.bin",
            "holds macros, which are not opened; save it as .xlsx without macros",
        ),
        ("xl/macrosheets/sheet1.xml", "holds macros"),
        ("xl/workbook.bin", "is a workbook of another kind; save it as .xlsx"),
        ("mimetype", "is a workbook of another kind; save it as .xlsx"),
    ],
)
def test_a_workbook_with_other_parts_is_refused(path: Path, part: str, sentence: str) -> None:
    add_part(path, part, b"x")
    assert refused(path).startswith(sentence)


def test_an_archive_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    add_part(tmp_path / "unit.xlsx", "foto.txt", b"x")
    assert refused(tmp_path / "unit.xlsx") == "is no Excel workbook (.xlsx)"


def test_a_part_that_unpacks_to_far_more_than_itself_is_not_unpacked(path: Path) -> None:
    add_part(path, "xl/media/1.bin", bytes(8 * 1024**2))
    assert "is packed in a way that no workbook is" in refused(path)


@pytest.mark.parametrize("limit", ["LARGEST_UNPACKED", "LARGEST_XML"])
def test_many_parts_that_unpack_to_too_much_are_not_unpacked(
    path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(workbook_opening, limit, 10_000)
    assert "is packed in a way that no workbook is" in refused(path)


def test_a_part_that_lies_about_its_size_is_not_read_further(path: Path) -> None:
    content = bytearray(path.read_bytes())
    with ZipFile(path) as archive:
        size = archive.getinfo("xl/sharedStrings.xml").file_size
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little")))
    assert refused(path) == "is damaged or not complete; save it in Excel once more as .xlsx"


def test_a_file_too_large_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_opening, "LARGEST_FILE", path.stat().st_size - 1)
    assert refused(path).startswith("larger than 0 MB")


def test_half_a_file_is_called_damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9_000])
    assert refused(path) == "is damaged or not complete; save it in Excel once more as .xlsx"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"])
def test_entities_are_not_expanded(path: Path, part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><'
    change_part(path, part, lambda content: content.replace(b"?>\n<", b"?>\n" + bomb, 1))
    assert refused(path) == "holds XML entities, which no workbook needs; it was not opened"


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"]
)
def test_a_broken_part_is_called_damaged(path: Path, part: str) -> None:
    change_part(path, part, lambda content: content[: len(content) // 2])
    assert refused(path) == "is damaged or not complete; save it in Excel once more as .xlsx"


def test_a_file_that_is_not_there_or_a_folder_is_said_so(tmp_path: Path) -> None:
    assert refused(tmp_path / "missing.xlsx").startswith("cannot be read: ")
    (tmp_path / "folder.xlsx").mkdir()
    assert refused(tmp_path / "folder.xlsx").startswith("cannot be read: ")


def test_a_file_that_another_program_holds_asks_to_close_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hold(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", hold)
    sentence = "is not allowed to be read; close it in Excel, or ask whoever keeps it"
    assert refused(path) == sentence
