"""The map from the source text: every part of it, its page and its items, by the standards."""

import re
from html import unescape
from pathlib import Path

import pytest

from assessment.handbook.source_map import SourceMapDirective
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.standard import Standard
from tests.conftest import ROOT
from tests.one_page import Made, Tables, make_page


@pytest.fixture(params=standard_ids())
def standard(request: pytest.FixtureRequest) -> Standard:
    return load_standard(request.param)


@pytest.fixture
def made(standard: Standard, tmp_path: Path) -> Made:
    text = f"# Peta\n\n```{{source-map}} {standard.id}\n```\n"
    return make_page(tmp_path, text, "source-map", SourceMapDirective)


def test_every_part_of_the_text_has_its_page_and_its_items(made: Made, standard: Standard) -> None:
    assert made.reported == ""
    rows = Tables(made.html).rows[1:]
    assert len(rows) == len(standard.sections)
    for (part, cell), section in zip(rows, standard.sections, strict=True):
        assert part.endswith(section.id[1:])
        assert cell.startswith(f"{section.id} {section.title}")
        assert re.findall(r"[PB]\d-\d", cell) == [item.id for item in section.items]


def test_items_that_were_added_are_marked_and_listed(made: Made, standard: Standard) -> None:
    added = [item for item in standard.items if item.added]
    assert added
    table, listed = unescape(made.html).split("</table>")
    marks = [_("{item} (added)").format(item=item.id) for item in added]
    assert [mark for mark in marks if mark not in table] == []
    assert table.count(_("{item} (added)").format(item="")) == len(added)
    plain = " ".join(re.sub(r"<[^>]+>", "", listed).split())
    assert [item.id for item in added if f"{item.id} {item.text}" not in plain] == []


def test_an_unknown_standard_is_reported_with_file_and_line(tmp_path: Path) -> None:
    made = make_page(
        tmp_path, "# Peta\n\n```{source-map} skm\n```\n", "source-map", SourceMapDirective
    )
    assert "halaman.md:3:" in made.reported
    assert "praktik, unit" in made.reported


def test_the_page_of_the_book_maps_every_standard() -> None:
    page = (ROOT / "book/rujukan/peta-sumber.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"```\{source-map\} (\w+)", page)) == standard_ids()
