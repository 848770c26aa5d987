"""A page says under its title when it was reviewed and how long it takes to read."""

from pathlib import Path

import pytest
from docutils import nodes

from assessment.handbook.directives import ChecklistForm
from assessment.handbook.page_meta import WORDS_A_MINUTE, minutes_to_read
from assessment.standard import Section
from tests.test_handbook import SECTIONS


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_a_section_page_tells_its_review_and_its_reading_time(book: Path, section: Section) -> None:
    text = (book / f"{section.page}.html").read_text(encoding="utf-8")
    line = text.partition('<p class="bm-meta">')[2].partition("</p>")[0]
    assert line.startswith("Ditinjau ")
    assert "2026 · waktu baca kira-kira " in line


def test_only_prose_is_counted_and_a_started_minute_is_a_minute() -> None:
    words = "kata " * WORDS_A_MINUTE
    form = ChecklistForm("", nodes.paragraph("", words * 9))
    code = nodes.literal_block("", words)
    assert minutes_to_read(nodes.section("", nodes.paragraph("", words), form, code)) == 1
    assert minutes_to_read(nodes.section("", nodes.paragraph("", f"{words} lagi"))) == 2
