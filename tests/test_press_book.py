"""The book as one PDF: all pages, in an outline, with working links and pictures."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from assessment.loading import load_standard, standard_ids
from assessment.press.book import make_book
from assessment.press.pages import Page, author, contents, read_pages
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def pages(book: Path) -> list[Page]:
    return read_pages(book.parent.parent)


@pytest.fixture(scope="module")
def printed(pages: list[Page]) -> PdfReader:
    return PdfReader(BytesIO(make_book(pages, author(ROOT))))


# A paragraph may be cut by the foot of a page, but never so near to its ends.
LINE = 40


def plain(text: object) -> str:
    """Return a text without its spaces: where lines end is no matter of what they say."""
    return "".join(str(text).split())


@pytest.fixture(scope="module")
def text(printed: PdfReader) -> str:
    return plain("".join(page.extract_text() for page in printed.pages))


def flat(outline: list[Any]) -> Iterator[Any]:
    for entry in outline:
        if isinstance(entry, list):
            yield from flat(entry)
        else:
            yield entry


def test_all_pages_of_the_table_of_contents_are_read(pages: list[Page]) -> None:
    assert [(page.name, page.part) for page in pages] == list(contents(ROOT))


def test_every_page_and_part_has_an_entry_in_the_outline(
    pages: list[Page], printed: PdfReader
) -> None:
    found = {str(entry.title) for entry in flat(printed.outline)}
    wanted = {page.title for page in pages} | {page.part for page in pages if page.part}
    assert wanted - found == set()


def test_every_page_stands_where_the_contents_say(pages: list[Page], printed: PdfReader) -> None:
    where = {
        str(entry.title): printed.get_destination_page_number(entry)
        for entry in flat(printed.outline)
    }
    front = printed.pages[1 : where[pages[0].title]]
    listed = plain("".join(page.extract_text() for page in front).replace("\u2060", ""))
    for page in pages:
        number = where[page.title]
        assert plain(page.title) in plain(printed.pages[number].extract_text())
        line = re.escape(plain(page.title)) + rf"[.…]*{number + 1}"
        assert re.search(line, listed), page.title


def test_no_paragraph_is_lost(pages: list[Page], text: str) -> None:
    lost = [
        paragraph
        for page in pages
        for element in page.body.select("p, dt, td, th, h2, h3")
        if not element.find_parent("bermakna-checklist") and not element.find(["a", "li"])
        if (paragraph := plain(element.get_text()))
        if not (paragraph[:LINE] in text and paragraph[-LINE:] in text)
    ]
    assert lost == []


def test_every_item_can_be_ticked_in_the_book(text: str) -> None:
    items = [item for name in standard_ids() for item in load_standard(name).items]
    assert [item.id for item in items if plain(f"{item.id}{item.text}") not in text] == []


def test_a_hand_out_is_one_page_of_its_own(pages: list[Page], printed: PdfReader) -> None:
    sheets = [plain(sheet.get_text()) for page in pages for sheet in page.body.select(".bm-sheet")]
    assert sheets
    texts = [plain(page.extract_text()) for page in printed.pages]
    # Only the running head stands above the line of a hand-out.
    found = [at for sheet in sheets for at, text in enumerate(texts) if sheet in text[: LINE * 3]]
    assert found == list(range(found[0], found[0] + len(sheets)))


def test_a_table_of_few_rows_is_not_cut() -> None:
    lines = "".join("<p>Baris</p>" for _line in range(20))
    rows = "".join(f"<tr><td>{name}</td><td>Isi</td></tr>" for name in ("awal", "isi", "akhir"))
    made = make_book(
        [
            page(
                f"book/{more}",
                f"<h1>Uji: hal</h1>{lines}{'<p>Baris</p>' * more}<table>{rows}</table>",
            )
            for more in range(20)
        ],
        "Tim",
    )
    texts = [printed.extract_text() for printed in PdfReader(BytesIO(made)).pages]
    assert sum("awal" in text for text in texts) == 20
    assert [text for text in texts if ("awal" in text) != ("akhir" in text)] == []


def page(name: str, html: str) -> Page:
    body = BeautifulSoup(f"<article>{html}</article>", "html.parser").article
    assert body is not None
    return Page(name, "Bagian", body, ())


def test_links_lead_into_the_book_or_to_an_address(printed: PdfReader) -> None:
    links = [
        note.get_object()
        for page in printed.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    inside = [link for link in links if "/Dest" in link or "/D" in link.get("/A", {})]
    assert len(inside) > 100
    outside = [link["/A"]["/URI"] for link in links if link not in inside]
    assert [address for address in outside if not address.startswith(("https://", "mailto:"))] == []


def test_pictures_are_drawn_and_not_photographed(pages: list[Page], printed: PdfReader) -> None:
    drawings = sum(picture.startswith(b"<svg") for page in pages for picture in page.pictures)
    others = sum(len(page.pictures) for page in pages) - drawings
    assert drawings > 0
    assert sum(len(page.images) for page in printed.pages) <= others


def test_a_drawing_leaves_the_rules_and_the_column_of_its_page_behind(pages: list[Page]) -> None:
    pictures = [picture for page in pages for picture in page.pictures]
    drawings = [ET.fromstring(one) for one in pictures if b"<svg" in one[:200]]  # noqa: S314
    for drawing in drawings:
        assert {"style", "preserveAspectRatio"} & set(drawing.attrib) == set()
        assert [style for style in drawing.itertext() if "@media" in style] == []
        size = [drawing.get(name, "").removesuffix("pt") for name in ("width", "height")]
        assert size in (["", ""], drawing.attrib["viewBox"].split()[2:])


def test_the_book_is_tagged_with_title_author_and_language(
    pages: list[Page], printed: PdfReader
) -> None:
    catalogue, about = printed.trailer["/Root"], printed.metadata
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "id"
    assert about is not None
    assert about.title == pages[0].title
    assert about.author


def test_only_the_fonts_of_the_book_are_in_it(printed: PdfReader) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in printed.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert [name for name in fonts if not name.startswith(("LibertinusSerif", "DejaVuSans"))] == []
