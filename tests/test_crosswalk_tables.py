"""A crosswalk on a page: two tables that say what the file says, and lead to the sections."""

from pathlib import Path

import pytest

from assessment.handbook.crosswalk_tables import CrosswalkDirective
from assessment.i18n import _
from assessment.loading import load_crosswalks, load_standard, standard_ids
from tests.one_page import Made, Tables, make_page

SECTIONS = {part.id: part for name in standard_ids() for part in load_standard(name).sections}
TEXT = "# Padanan\n\n" + "".join(
    f"```{{crosswalk}} {name}\n```\n\n" for name in load_crosswalks().root
)

each_crosswalk = pytest.mark.parametrize("name", load_crosswalks().root)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_page(tmp_path_factory.mktemp("buku"), TEXT, "crosswalk", CrosswalkDirective)


def test_the_page_is_made_without_a_warning(made: Made) -> None:
    assert made.reported == ""


def test_every_table_has_a_caption_of_its_own(made: Made) -> None:
    captions = Tables(made.html).captions
    assert len(set(captions)) == len(captions) == 2 * len(load_crosswalks().root)


@each_crosswalk
def test_every_section_has_a_row_with_its_elements(made: Made, name: str) -> None:
    crosswalk = load_crosswalks().root[name]
    rows = rows_of(made, name, 0)
    assert list(rows) == [f"{key} {SECTIONS[key].title}" for key in crosswalk.links]
    for row, links in zip(rows.values(), crosswalk.links.values(), strict=True):
        shown = [crosswalk.elements[link.to].name for link in links] or [_("not matched")]
        assert [text for text in shown if text not in row] == []


@each_crosswalk
def test_every_element_has_a_row_with_its_sections_and_its_gap(made: Made, name: str) -> None:
    crosswalk = load_crosswalks().root[name]
    rows = rows_of(made, name, 1)
    assert list(rows) == [element.name for element in crosswalk.elements.values()]
    for key, element in crosswalk.elements.items():
        row = rows[element.name]
        linked = [section for section, _link in crosswalk.sections_of(key)]
        words = row.replace(",", " ").split()
        assert [word for word in words if word in SECTIONS] == linked
        assert (_("not matched") in row) == (not linked)
        assert (element.about or "") in row
        assert (element.gap or "") in row


def test_rows_have_headers_and_lead_to_the_pages(made: Made) -> None:
    tables = Tables(made.html)
    assert [row for row in tables.rows if row[0] not in tables.row_headers] == []
    for section in SECTIONS.values():
        assert f'href="../{section.page.removeprefix("book/")}.html"' in made.html


def test_an_unknown_crosswalk_is_reported_with_file_and_line(tmp_path: Path) -> None:
    made = make_page(
        tmp_path, "# Padanan\n\n```{crosswalk} spbe\n```\n", "crosswalk", CrosswalkDirective
    )
    assert "halaman.md:3:" in made.reported
    assert "berakhlak, skm, pekppp, servqual" in made.reported


def rows_of(made: Made, name: str, place: int) -> dict[str, str]:
    """Return the rows of one table of a crosswalk, without its head, by their first cells."""
    tables = made.html.split("<table")[1:]
    number = 2 * list(load_crosswalks().root).index(name) + place
    return {row[0]: row[1] for row in Tables(f"<table{tables[number]}").rows[1:]}
