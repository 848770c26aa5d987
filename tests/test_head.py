"""What a page's head and frame say of it."""

import re
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document

from assessment import __version__
from assessment.handbook.head import DESCRIPTION, description

PAGES = ["book/beranda", "book/prinsip/p1", "book/rujukan/cara-skor"]
each_page = pytest.mark.parametrize("name", PAGES)


def page_with(*lines: nodes.Node) -> nodes.document:
    document = new_document("page")
    document += nodes.section("", nodes.title("", "Judul"), *lines)
    return document


def test_a_page_is_described_by_its_first_paragraph() -> None:
    meta = nodes.paragraph("", "Ditinjau hari ini", classes=["bm-meta"])
    first, second = nodes.paragraph("", "Yang pertama."), nodes.paragraph("", "Yang kedua.")
    assert description(page_with(meta, first, second)) == "Yang pertama."


def test_a_long_description_ends_with_a_whole_word() -> None:
    found = description(page_with(nodes.paragraph("", "pelayanan " * 40)))
    assert len(found) <= DESCRIPTION
    assert found.endswith("pelayanan …")


def test_a_page_without_a_paragraph_has_no_description() -> None:
    assert description(None) == ""
    assert description(page_with()) == ""
    assert description(new_document("empty")) == ""


@each_page
def test_the_head_says_what_a_shared_page_is_about(book: Path, name: str) -> None:
    page = (book / f"{name}.html").read_text(encoding="utf-8")
    metas = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page))
    assert metas["og:title"]
    assert metas["description"] == metas["og:description"] != ""
    card = (book / f"{name}.html").parent / metas["og:image"]
    assert card.resolve().is_file()


@pytest.mark.parametrize("name", [*PAGES, "index", "search"])
def test_every_page_has_the_icon_of_the_book(book: Path, name: str) -> None:
    path = book / f"{name}.html"
    (icon,) = re.findall(r'<link rel="icon" href="([^"?]+)', path.read_text(encoding="utf-8"))
    assert (path.parent / icon).resolve().is_file()


@each_page
def test_the_footer_credits_the_text_and_names_licences_and_version(book: Path, name: str) -> None:
    page = (book / f"{name}.html").read_text(encoding="utf-8")
    footer = page[page.index("<footer") :]
    for words in ("Dyah Syahreni", "CC BY 4.0", "MIT", f"Versi {__version__}"):
        assert words in footer


def test_a_page_says_in_which_part_of_the_book_it_stands(book: Path) -> None:
    page = (book / "book/prinsip/p1.html").read_text(encoding="utf-8")
    crumbs = page[page.index('aria-label="Letak halaman ini"') : page.index("<article")]
    assert "<li>Sembilan prinsip</li>" in crumbs
    landing = (book / "book/beranda.html").read_text(encoding="utf-8")
    assert "Letak halaman ini" not in landing


def test_no_page_loads_a_stylesheet_of_sphinx_or_the_theme(book: Path) -> None:
    ours = {"handbook.css", "bermakna.css", "rapor.css", "pygments.css"}
    for path in book.rglob("*.html"):
        links = re.findall(
            r'<link rel="stylesheet"[^>]*href="[^"]*?([^/"?]+\.css)', path.read_text("utf-8")
        )
        assert {link for link in links if not link.startswith("mystnb.")} <= ours, path
