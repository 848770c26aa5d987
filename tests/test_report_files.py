"""The report as PDF, as one HTML file and as an Excel annex."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser
from pypdf import PdfReader

from assessment.i18n import _
from assessment.report import ReportContent, report_html, report_pdf, report_workbook
from assessment.report.parts import notice, parts
from tests.reports import ALIASES, agreed, blind, with_texts, worked_case

HOSTILE = (
    "=1+1 \"dua\" 'satu' <script>alert(1)</script> #let x = 1 $ \\ *_tebal_* @rujukan <label> "
    "{{ x }} // 😀 漢 <r>"
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "<r>a</r>")


@pytest.fixture(scope="module")
def case() -> ReportContent:
    return worked_case()


@pytest.fixture(scope="module")
def hostile() -> ReportContent:
    return with_texts(HOSTILE)


@pytest.fixture(scope="module")
def pdf(case: ReportContent) -> PdfReader:
    return PdfReader(BytesIO(report_pdf(case)))


@pytest.fixture(scope="module")
def page_file(case: ReportContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("laporan") / "laporan.html"
    path.write_bytes(report_html(case))
    return path


def plain(text: str) -> str:
    """Return a text without spaces and places to break: they are no matter of what it says."""
    return re.sub(r"[\s\u200b]", "", text)


def text_of(reader: PdfReader) -> str:
    return plain("".join(page.extract_text() for page in reader.pages))


def soup_of(content: ReportContent) -> BeautifulSoup:
    return BeautifulSoup(report_html(content), "html.parser")


def book_of(content: ReportContent) -> Workbook:
    return load_workbook(BytesIO(report_workbook(content)))


def rows_of(content: ReportContent, name: str) -> list[tuple[Any, ...]]:
    """Return the rows of one sheet of the annex, below its headings."""
    return list(book_of(content)[name].iter_rows(min_row=2, values_only=True))


def cells(book: Workbook) -> list[object]:
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def test_the_pdf_has_six_to_ten_pages_of_a4(pdf: PdfReader) -> None:
    assert 6 <= len(pdf.pages) <= 10
    for page in pdf.pages:
        assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]


def test_the_pdf_is_tagged_and_says_its_title_and_standard(pdf: PdfReader) -> None:
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.metadata is not None
    assert "2026-2" in str(pdf.metadata.title)
    assert "unit" in str(pdf.metadata["/Keywords"])
    assert "1.0.0" in str(pdf.metadata["/Keywords"])


def test_the_pdf_says_what_the_report_is_made_of(case: ReportContent, pdf: PdfReader) -> None:
    text = text_of(pdf)
    wanted = [case.result.overall.text, *notice(case), *(part.title for part in parts(case))]
    wanted += [item.id for item in case.standard.items]
    wanted += [answer.evidence for answer in agreed().answers.values()]
    assert [words for words in wanted if plain(words) not in text] == []


def test_no_form_of_the_report_holds_an_alias(case: ReportContent, pdf: PdfReader) -> None:
    texts = [text_of(pdf), plain(report_html(case).decode()), plain(str(cells(book_of(case))))]
    assert [alias for text in texts for alias in ALIASES if plain(alias) in text] == []


def test_the_charts_are_drawn_as_vectors(pdf: PdfReader) -> None:
    assert [image.name for page in pdf.pages for image in page.images] == []


def test_the_same_content_is_the_same_file(case: ReportContent) -> None:
    for write in (report_pdf, report_html, report_workbook):
        assert write(case) == write(case)


def test_with_four_assessors_no_form_shows_their_answers() -> None:
    content = worked_case(blind(4))
    heading = _("Assessors' answers")
    texts = (
        text_of(PdfReader(BytesIO(report_pdf(content)))),
        plain(soup_of(content).get_text()),
        plain(str([*book_of(content).sheetnames, *cells(book_of(content))])),
    )
    assert [text for text in texts if plain(heading) in text] == []


def test_what_people_type_is_set_as_text(hostile: ReportContent) -> None:
    assert plain(HOSTILE) in text_of(PdfReader(BytesIO(report_pdf(hostile))))


def test_what_people_type_is_text_of_the_page(hostile: ReportContent) -> None:
    soup = soup_of(hostile)
    assert soup.find_all("script") == []
    assert HOSTILE in soup.get_text()
    assert soup.title is not None
    assert HOSTILE in soup.title.get_text()


def test_the_page_needs_no_other_file_and_no_script(case: ReportContent) -> None:
    soup = soup_of(case)
    assert soup.find_all(["script", "link", "img", "iframe", "object", "embed"]) == []
    # Charts use parts of their own drawing by their ids.
    addresses = [
        str(tag[name])
        for tag in soup.find_all()
        for name in ("src", "href", "xlink:href")
        if tag.has_attr(name)
    ]
    assert [address for address in addresses if not address.startswith("#")] == []
    assert re.findall(r"url\((?!#)|@import", report_html(case).decode()) == []


def test_every_id_of_the_page_stands_once(case: ReportContent) -> None:
    ids = [tag["id"] for tag in soup_of(case).find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_every_column_of_the_page_has_a_heading(case: ReportContent) -> None:
    for table in soup_of(case).find_all("table"):
        heads = table.find_all("th", scope="col")
        rows = table.select("tbody tr")
        assert rows
        assert all(len(row.find_all(["th", "td"])) == len(heads) for row in rows)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_axe_finds_nothing_on_the_page(
    browser: Browser, page_file: Path, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(page_file.as_uri())
    found = Axe().run(page).response["violations"]
    scroll = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    assert scroll <= width


def test_the_annex_holds_the_numbers_as_numbers(case: ReportContent) -> None:
    (row,) = rows_of(case, _("Overall"))
    overall = case.result.overall
    assert row[:2] == ("unit", "1.0.0")
    assert row[4:8] == (overall.score, overall.low, overall.high, overall.completeness)
    assert [row[4] for row in rows_of(case, _("Sections"))] == [
        part.score for part in case.result.sections
    ]


def test_the_annex_holds_every_item_and_its_product(case: ReportContent) -> None:
    rows = rows_of(case, _("Items"))
    assert [(row[1], row[3], row[7], row[8]) for row in rows] == [
        (row.item, row.weight, row.points, row.product) for row in case.result.trace
    ]


def test_the_annex_holds_the_change_as_numbers(case: ReportContent) -> None:
    assert case.change is not None
    rows = rows_of(case, _("Change"))
    (overall,) = case.change.overall.to_dict("records")
    assert rows[0][2:] == (overall["items"], overall["before"], overall["after"], overall["change"])


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_cell_that_looks_like_a_formula_is_text(typed: str) -> None:
    content = with_texts(typed)
    book = book_of(content)
    kinds = {
        cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    }
    assert "f" not in kinds
    assert rows_of(content, _("Plan"))[0][1] == typed


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    value = rows_of(with_texts("a" * 40_000), _("Plan"))[0][1]
    assert value.endswith("…")


def test_open_items_leave_the_headline_of_the_annex_empty() -> None:
    sheet = agreed()
    still = {item: answer for item, answer in sheet.answers.items() if item != "P1-1"}
    content = worked_case(sheet=sheet.model_copy(update={"answers": still}))
    (row,) = rows_of(content, _("Overall"))
    assert row[4] is None
    assert row[5] < row[6]
