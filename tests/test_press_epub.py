"""The EPUB: well-formed files, all pages and pictures, and links that lead somewhere."""

import posixpath
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest
from playwright.sync_api import Page as Screen

from assessment.loading import load_standard
from assessment.press.epub import FOLDER, make_epub
from assessment.press.pages import Page, author, read_pages
from assessment.press.xhtml import file_name
from tests.conftest import ROOT

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def pages(book: Path) -> list[Page]:
    return read_pages(book.parent.parent)


@pytest.fixture(scope="module")
def epub(pages: list[Page]) -> ZipFile:
    return ZipFile(BytesIO(make_epub(pages, author(ROOT))))


@pytest.fixture(scope="module")
def trees(epub: ZipFile) -> dict[str, ET.Element]:
    """Parse every file of XML; one that is not well-formed fails here."""
    kinds = (".xhtml", ".opf", ".xml", ".svg")
    names = [name for name in epub.namelist() if name.endswith(kinds)]
    return {name: ET.fromstring(epub.read(name)) for name in names}  # noqa: S314, our own


def addresses(tree: ET.Element) -> Iterator[str]:
    for element in tree.iter():
        yield from (element.attrib[name] for name in ("href", "src") if name in element.attrib)


def test_the_first_file_says_what_the_archive_is(epub: ZipFile) -> None:
    first = epub.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
    assert epub.read(first) == b"application/epub+zip"


def test_every_page_is_there_and_in_the_contents(
    pages: list[Page], trees: dict[str, ET.Element]
) -> None:
    links = set(addresses(trees[f"{FOLDER}nav.xhtml"]))
    for page in pages:
        heading = trees[FOLDER + file_name(page.name)].find(f".//{XHTML}h1")
        assert heading is not None
        assert "".join(heading.itertext()) == page.title
        assert file_name(page.name) in links


def test_the_manifest_names_every_file_and_nothing_else(
    epub: ZipFile, trees: dict[str, ET.Element]
) -> None:
    named = [item.attrib["href"] for item in trees[f"{FOLDER}package.opf"].iter(f"{OPF}item")]
    there = {name.removeprefix(FOLDER) for name in epub.namelist() if name.startswith(FOLDER)}
    assert sorted(named) == sorted(there - {"package.opf"})


def test_every_picture_is_there_and_says_what_it_shows(
    pages: list[Page], trees: dict[str, ET.Element]
) -> None:
    images = [image for tree in trees.values() for image in tree.iter(f"{XHTML}img")]
    assert len(images) == 1 + sum(len(page.body.find_all("img")) for page in pages)
    assert [image.attrib["src"] for image in images if not image.get("alt")] == []


def test_every_link_leads_to_a_place_in_the_book(
    epub: ZipFile, trees: dict[str, ET.Element]
) -> None:
    places = {name: {e.get("id") for e in tree.iter()} for name, tree in trees.items()}
    lost = []
    for name, tree in trees.items():
        for address in addresses(tree):
            path, _mark, place = address.partition("#")
            target = posixpath.join(FOLDER, path) if path else name
            known = target in epub.namelist() and (not place or place in places[target])
            if not known and ":" not in path and name.endswith(".xhtml"):
                lost.append((name, address))
    assert lost == []


def test_a_level_stands_with_its_number(trees: dict[str, ET.Element]) -> None:
    standard = load_standard("unit")
    levels = standard.scales[standard.items[0].scale]
    choices = trees[FOLDER + file_name("book/prinsip/p1")].find(
        f".//{XHTML}ul[@class='bm-choices']"
    )
    assert choices is not None
    names = ["".join(strong.itertext()) for strong in choices.iter(f"{XHTML}strong")]
    assert names[: len(levels)] == [f"{level.level} {level.label}" for level in levels]


def test_no_page_is_wider_than_a_telephone(epub: ZipFile, page: Screen, tmp_path: Path) -> None:
    epub.extractall(tmp_path)
    page.set_viewport_size({"width": 360, "height": 640})
    wide = []
    for file in sorted((tmp_path / FOLDER).glob("*.xhtml")):
        page.goto(file.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(file.name)
    assert wide == []


def test_no_id_stands_twice_in_a_file(trees: dict[str, ET.Element]) -> None:
    for name, tree in trees.items():
        ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
        assert sorted(set(ids)) == sorted(ids), name


def test_no_file_holds_a_script_or_a_control(trees: dict[str, ET.Element]) -> None:
    tags = {element.tag.rpartition("}")[2] for tree in trees.values() for element in tree.iter()}
    assert tags & {"script", "input", "button", "form", "bermakna-checklist", "textarea"} == set()
