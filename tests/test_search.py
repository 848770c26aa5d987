"""Thirty things people look for: the page that answers stands among the first three."""

import pytest
from playwright.sync_api import expect

from tests.test_book_in_the_browser import Reader, offline, online, server

__all__ = ["offline", "online", "server"]

QUERIES = {
    "melayani": "P7 Pemenuhan standar pelayanan",
    "aduan": "P6",
    "pengaduan": "P6",
    "mengadukan": "P6",
    "komplain": "P6",
    "pungli": "B5",
    "menolak gratifikasi": "B5",
    "suap": "B5",
    "arsip": "P5",
    "pengarsipan": "P5",
    "menyapa": "B1",
    "sapaan": "B1",
    "mendengarkan": "B2",
    "tepat waktu": "B3",
    "telat": "B3",
    "tarif": "B4",
    "pelatihan": "B6",
    "dilatih": "B6",
    "antrean daring": "B8",
    "layanan online": "B8",
    "seragam": "B9",
    "marah": "B9",
    "ketelitian": "P1",
    "teliti": "P1",
    "perbaikan": "P4",
    "disabilitas": "P7",
    "integritas": "P8",
    "benturan kepentingan": "P8",
    "komitmen": "P9",
    "pembulatan": "Cara skor dihitung",
}


@pytest.mark.parametrize("reader", ["online", "offline"], indirect=True)
@pytest.mark.parametrize(("query", "wanted"), QUERIES.items(), ids=QUERIES)
def test_the_page_that_answers_is_among_the_first_three(
    reader: Reader, query: str, wanted: str
) -> None:
    page = reader.open("search", f"?q={query}")
    results = page.locator("#search-results ul.search > li")
    expect(results.first).to_be_visible()
    expect(page.locator("#search-results")).to_contain_text("halaman cocok")
    shown = results.locator("a:first-of-type").all_inner_texts()
    assert any(wanted in title for title in shown[:3]), shown[:6]


@pytest.fixture
def reader(request: pytest.FixtureRequest) -> Reader:
    opened: Reader = request.getfixturevalue(request.param)
    return opened
