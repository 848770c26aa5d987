"""The workbook that is handed out: everything there is to read, and only answers to change."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessment.errors import AnswerError
from assessment.exchange.workbook import LONGEST_CELL, empty_workbook, workbook_of
from assessment.exchange.workbook_form import COLUMN, HEADINGS_ROW, WIDTHS, ZOOM
from assessment.exchange.workbook_styles import STYLES
from assessment.exchange.workbook_words import headings, state_words
from assessment.loading import load_standard, standard_ids
from assessment.press.palette import light_colours
from assessment.standard import Item
from tests.builders import unit_item, unit_sheet
from tests.workbooks import cell_at, field_cell, form_of, input_cell, lists_of

UNIT = load_standard("unit")


def form(content: bytes) -> Worksheet:
    return form_of(load_workbook(BytesIO(content)))


@pytest.fixture(scope="module")
def empty() -> Worksheet:
    return form(empty_workbook("unit"))


@pytest.mark.parametrize("standard", standard_ids())
def test_every_item_can_be_read_and_answered(standard: str) -> None:
    sheet = form(empty_workbook(standard))
    for item in load_standard(standard).items:
        row = input_cell(sheet, item.id, "choice").row
        shown = " ".join(str(cell_at(sheet, row, place).value) for place in range(1, 5))
        levels = load_standard(standard).scales[item.scale]
        texts = [item.text, *(item.levels or {}).values(), *item.criteria]
        assert [text for text in texts if str(text) not in shown] == []
        assert [level for level in levels if f"{level.level} {level.label}." not in shown] == []


def test_only_what_is_filled_in_can_be_changed(empty: Worksheet) -> None:
    item = unit_item(not_applicable=True).id
    inputs = [input_cell(empty, item, name) for name in ("choice", "evidence", "note", "reason")]
    fields = [field_cell(empty, name) for name in ("unit", "period", "assessor")]
    locked = [input_cell(empty, item, name) for name in ("item", "text", "levels", "criteria")]
    assert empty.protection.sheet
    assert empty.protection.password is None
    assert [cell.coordinate for cell in [*inputs, *fields] if cell.protection.locked] == []
    assert [cell.coordinate for cell in locked if not cell.protection.locked] == []


def test_each_item_offers_its_levels_and_what_else_may_be_said_of_it(empty: Worksheet) -> None:
    lists = lists_of(empty)
    unknown, lacking = state_words()["unknown"], state_words()["not_applicable"]

    def offered(item: Item) -> list[str]:
        levels = [str(level.level) for level in UNIT.scales[item.scale]]
        return [*levels, unknown, *([lacking] if item.not_applicable == "allowed" else [])]

    for item in UNIT.items:
        cell = input_cell(empty, item.id, "choice").coordinate
        assert [words for cells, words in lists if cell in cells] == [offered(item)]


def test_what_a_person_typed_is_never_a_formula() -> None:
    texts = ["=1+1", "+62", "-", "@SUM(A1)", "<r><t>1</t></r>", "#REF!", "007"]
    answers = {item.id: {"evidence": text} for item, text in zip(UNIT.items, texts, strict=False)}
    sheet = form(workbook_of(unit_sheet(unit="=2+3", answers=answers)))
    cells = [input_cell(sheet, item, "evidence") for item in answers] + [field_cell(sheet, "unit")]
    assert [cell.value for cell in cells] == [*texts, "=2+3"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells[:4]] == [True] * 4


def test_only_progress_is_computed_and_no_score(empty: Worksheet) -> None:
    formulas = [cell for row in empty.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == len(UNIT.sections) + 1
    assert {str(cell.value).partition("(")[0].rpartition("&")[2] for cell in formulas} == {"COUNTA"}


def test_the_progress_is_shown_before_any_program_has_computed_it() -> None:
    free = unit_item(not_applicable=True).id
    reason = {"choice": "not_applicable", "reason": "tidak ada loket"}
    first, second = (item.id for item in UNIT.sections[0].items[:2])
    answers = {first: {"choice": 2}, second: {"choice": "unknown"}, free: reason}
    content = workbook_of(unit_sheet(answers=answers))
    shown = form_of(load_workbook(BytesIO(content), data_only=True))
    assert str(shown.cell(2, 1).value).split()[0] == "2"
    assert str(len(UNIT.items)) in str(shown.cell(2, 1).value)


def test_it_fits_a_laptop_and_prints_on_a4_under_its_headings(empty: Worksheet) -> None:
    pixels = sum(7 * width + 5 for width in WIDTHS.values())
    assert (
        1.05 * pixels * ZOOM / 100 + 60 <= 1366
    )  # with the numbers of the rows, and the bar to scroll
    assert empty.freeze_panes == "C4"
    assert (empty.page_setup.paperSize, empty.page_setup.orientation) == (9, "landscape")
    setup = empty.sheet_properties.pageSetUpPr
    assert setup
    assert setup.fitToPage
    assert empty.page_setup.fitToHeight == 0  # as many pages as it takes, each one page wide
    assert empty.print_title_rows == "$3:$3"
    shown = [cell_at(empty, HEADINGS_ROW + 1, COLUMN[name] + 1).value for name in headings()]
    assert shown == list(headings().values())


def test_its_colours_are_those_of_the_handbook() -> None:
    colours = {
        value for style in STYLES.values() for value in style.values() if str(value).startswith("#")
    }
    white = {"#ffffff"} if "#fff" in light_colours().values() else set()
    assert colours <= set(light_colours().values()) | white


def test_it_tells_nothing_of_the_computer_it_was_made_on() -> None:
    properties = load_workbook(BytesIO(empty_workbook("unit"))).properties
    assert (properties.creator, properties.lastModifiedBy) == ("Bermakna", "Bermakna")


def test_the_help_explains_every_answer() -> None:
    book = load_workbook(BytesIO(empty_workbook("unit")))
    guide = book.worksheets[0]
    words = " ".join(str(cell) for row in guide.iter_rows(values_only=True) for cell in row)
    levels = [level for scale in UNIT.scales.values() for level in scale]
    needed = [
        UNIT.about,
        *(level.label for level in levels),
        *(level.description for level in levels),
        *state_words().values(),
    ]
    assert [text for text in needed if str(text) not in words] == []


def test_a_text_longer_than_a_cell_is_refused_by_name() -> None:
    item = UNIT.items[0].id
    long = {"choice": 2, "note": "x" * LONGEST_CELL, "evidence": "😀" * (LONGEST_CELL // 2 + 1)}
    with pytest.raises(AnswerError) as caught:
        workbook_of(unit_sheet(answers={item: long}))
    assert [problem.place for problem in caught.value.problems] == [f"{item}: evidence"]


def test_a_lone_half_of_a_letter_does_not_break_the_file() -> None:
    answers = {UNIT.items[0].id: {"note": "a\ud83db"}}
    sheet = unit_sheet(answers=answers)
    assert input_cell(form(workbook_of(sheet)), UNIT.items[0].id, "note").value == "a\ufffdb"
