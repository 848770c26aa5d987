"""The report of a workshop, printed and as a workbook: all that may be shown, and nobody."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.report.blocks import Pictures
from assessment.room_report import workshop_pdf, workshop_workbook
from assessment.room_report.content import RoomContent, room_content
from assessment.room_report.parts import notice, parts
from assessment.room_results import GroupResults, group_results
from assessment.workshop import Commitment, Phase, Workshop
from tests import office
from tests.room_sheets import praktik_room
from tests.test_report_files import FORMULAS, HOSTILE, plain, text_of

SECTIONS = ("B1", "B3", "B8")
DAY = date(2026, 11, 24)
PRAKTIK = load_standard("praktik")
WORKSHOP = Workshop(
    7, "48291730", "Lokakarya contoh (data rekaan)", "praktik", "1.0.0", SECTIONS, 2, 2,
    Phase.REVEALED, None, "2026-12-24",
)  # fmt: skip
WALL = (
    Commitment(9, "Papan tarif saya perbarui besok pagi.", hidden=False),
    Commitment(3, "Janji yang ditarik dari dinding.", hidden=True),
    Commitment(4, "=1+1 kabar antrean saya beri tiap lima belas menit.", hidden=False),
)
CHOSEN = ("B3-3", "B1-2")
# Inches: what a page of A4 has for charts below the heading and the lines that explain them.
ROOM_ON_A_PAGE = 8.4


def room_of(before: int, after: int = 0) -> GroupResults:
    rounds = {1: praktik_room(before, SECTIONS)}
    if after:
        rounds[2] = praktik_room(after, SECTIONS, steps=1)
    return group_results(PRAKTIK, SECTIONS, rounds)


@pytest.fixture(scope="module")
def results() -> GroupResults:
    return room_of(14, 12)


@pytest.fixture(scope="module")
def content(results: GroupResults) -> RoomContent:
    return room_content(WORKSHOP, results, WALL, CHOSEN, DAY)


@pytest.fixture(scope="module")
def printed(results: GroupResults) -> bytes:
    return workshop_pdf(WORKSHOP, results, WALL, CHOSEN, day=DAY)


@pytest.fixture(scope="module")
def pdf(printed: bytes) -> PdfReader:
    return PdfReader(BytesIO(printed))


@pytest.fixture(scope="module")
def counted(results: GroupResults) -> bytes:
    return workshop_workbook(WORKSHOP, results, WALL, CHOSEN, day=DAY)


@pytest.fixture(scope="module")
def book(counted: bytes) -> Workbook:
    return load_workbook(BytesIO(counted))


def rows_of(book: Workbook, name: str) -> list[tuple[Any, ...]]:
    return list(book[name].iter_rows(min_row=2, values_only=True))


def texts_of(book: Workbook) -> str:
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return plain(str([*book.sheetnames, *cells]))


def test_the_pdf_is_a_tagged_document_of_a4_pages_with_its_title(pdf: PdfReader) -> None:
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.metadata is not None
    assert WORKSHOP.title in str(pdf.metadata.title)
    assert 5 <= len(pdf.pages) <= 9
    for page in pdf.pages:
        assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]


def test_the_pdf_claims_to_be_accessible(printed: bytes) -> None:
    assert re.search(rb"pdfuaid:part", printed)


def test_the_pdf_says_what_the_workshop_came_to(content: RoomContent, pdf: PdfReader) -> None:
    text = text_of(pdf)
    assert content.results.change is not None
    wanted = [
        content.title, content.results.text, content.results.change.text, *notice(),
        *(part.title for part in parts(content)),
        *(str(item.text) for item in content.asked.items),
        *(text for part in content.shown for text in part.sections["text"]),
    ]  # fmt: skip
    assert [words for words in wanted if plain(words) not in text] == []


def test_what_was_not_asked_is_named_and_explained(content: RoomContent, pdf: PdfReader) -> None:
    text = text_of(pdf)
    assert "B8-5" in text
    item = next(item for item in content.results.standard.items if item.id == "B8-5")
    assert plain(str(item.text)) not in text
    told = _("Sections of the standard that this workshop was not about: {sections}.")
    assert plain(told.format(sections="B2, B4, B5, B6, B7, B9")) in text


def test_the_pdf_says_what_must_not_be_concluded(pdf: PdfReader) -> None:
    text = text_of(pdf)
    person = _(
        "No person may be ranked, graded or held to account by this report: nobody's answers stand "
        "in it, and nobody should be asked for theirs."
    )
    rise = _(
        "A rise is no proof that the workshop worked: there is no group to compare with, and "
        "whoever has learnt to look more closely may choose a lower level for better work."
    )
    assert plain(person) in text
    assert plain(rise) in text


def test_no_form_names_a_participant_or_a_hidden_promise(pdf: PdfReader, book: Workbook) -> None:
    for text in (text_of(pdf), texts_of(book)):
        assert "share-" not in text
        assert WORKSHOP.code not in text
        assert plain("ditarik dari dinding") not in text


def test_the_wall_stands_in_the_order_of_its_letters(content: RoomContent) -> None:
    assert content.commitments == (WALL[2].text, WALL[0].text)
    turned = room_content(WORKSHOP, content.results, WALL[::-1], CHOSEN, DAY)
    assert turned.commitments == content.commitments


def test_chosen_items_stand_in_their_order_with_their_next_step(
    content: RoomContent, pdf: PdfReader
) -> None:
    assert [item.id for item in content.chosen] == list(CHOSEN)
    assert plain(_("Items that the room chose to talk about")) in text_of(pdf)


def test_an_item_that_was_not_asked_cannot_be_chosen(results: GroupResults) -> None:
    with pytest.raises(BermaknaError, match="B8-5"):
        workshop_pdf(WORKSHOP, results, (), ("B8-5",))


def test_every_chart_of_every_length_fits_on_a_page() -> None:
    every = tuple(section.id for section in PRAKTIK.sections)
    rooms = {1: praktik_room(9, every), 2: praktik_room(9, every, steps=1)}
    for rounds in ({1: rooms[1]}, rooms):
        found = group_results(PRAKTIK, every, rounds)
        content = room_content(WORKSHOP, found, (), (), DAY)
        heights = [
            chart.figure.get_figheight()
            for part in parts(content)
            for block in part.blocks
            if isinstance(block, Pictures)
            for chart in block.charts
        ]
        assert max(heights) <= ROOM_ON_A_PAGE


def test_of_four_people_no_form_shows_a_figure() -> None:
    few = room_of(4)
    made = PdfReader(BytesIO(workshop_pdf(WORKSHOP, few, WALL, day=DAY)))
    names = {part.name for part in parts(room_content(WORKSHOP, few, WALL, (), DAY))}
    assert names == {"summary", "wall", "reading"}
    assert plain(few.text) in text_of(made)
    book = load_workbook(BytesIO(workshop_workbook(WORKSHOP, few, WALL, day=DAY)))
    assert {cell for row in rows_of(book, _("Items")) for cell in row[5:-1]} == {None}
    assert {cell for row in rows_of(book, _("Sections")) for cell in row[3:-1]} == {None}
    assert _("Change") not in book.sheetnames


def test_a_workshop_of_one_round_has_no_change() -> None:
    one = room_of(9)
    book = load_workbook(BytesIO(workshop_workbook(WORKSHOP, one, (), day=DAY)))
    assert _("Change") not in book.sheetnames
    text = text_of(PdfReader(BytesIO(workshop_pdf(WORKSHOP, one, (), day=DAY))))
    assert plain(_("Change from before to after")) not in text


def test_the_same_workshop_is_the_same_file(
    results: GroupResults, printed: bytes, counted: bytes
) -> None:
    assert workshop_pdf(WORKSHOP, results, WALL, CHOSEN, day=DAY) == printed
    assert workshop_workbook(WORKSHOP, results, WALL, CHOSEN, day=DAY) == counted


def test_the_workbook_holds_the_items_of_every_round_as_numbers(
    results: GroupResults, book: Workbook
) -> None:
    rows = rows_of(book, _("Items"))
    wanted = [
        (part.round, row["item"], row["n"], row["median"], pytest.approx(row["distance"]))
        for part in results.rounds
        for row in part.items.to_dict("records")
    ]
    assert [(row[0], row[2], row[5], row[9], row[10]) for row in rows] == wanted
    assert {row[2] for row in rows if row[-1] == _("yes")} == set(CHOSEN)


def test_the_workbook_holds_the_change_as_numbers(results: GroupResults, book: Workbook) -> None:
    assert results.change is not None
    rows = rows_of(book, _("Change"))
    found = results.change.sections.to_dict("records")
    assert [row[2:7] for row in rows] == [
        tuple(row[name] for name in ("items", "n", "change", "low", "high")) for row in found
    ]


@pytest.mark.parametrize("typed", [*FORMULAS, HOSTILE])
def test_what_people_type_stays_a_text(typed: str) -> None:
    workshop, wall = replace(WORKSHOP, title=typed), (Commitment(1, typed, hidden=False),)
    room = room_of(6)
    book = load_workbook(BytesIO(workshop_workbook(workshop, room, wall, day=DAY)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert rows_of(book, _("Commitments")) == [(typed,)]
    made = PdfReader(BytesIO(workshop_pdf(workshop, room, wall, day=DAY)))
    assert text_of(made).count(plain(typed)) >= 2


def test_libreoffice_opens_the_workbook_and_loses_nothing(
    counted: bytes, book: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "lokakarya.xlsx"
    path.write_bytes(counted)
    again = load_workbook(office.convert(path, "xlsx", tmp_path / "office"))
    assert again.sheetnames == book.sheetnames
    for name in book.sheetnames:
        assert rows_of(again, name) == [
            tuple(pytest.approx(cell) if isinstance(cell, float) else cell for cell in row)
            for row in rows_of(book, name)
        ]
