"""A page of HTML becomes plain nodes: nothing is lost, and nothing that only indents is kept."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from assessment.press.content import content
from assessment.press.pages import Page
from assessment.press.places import resolve, targets
from assessment.press.table_cells import table

NAME = "book/prinsip/p1"


def page(html: str, *pictures: bytes) -> Page:
    body = BeautifulSoup(f"<article>{html}</article>", "html.parser").article
    assert body is not None
    return Page(NAME, "Sembilan prinsip", body, pictures)


def nodes(html: str, *pictures: bytes) -> list[Any]:
    made = page(html, *pictures)
    return content(made, {*targets([made]), "book/prinsip/p2", "book/rujukan/glosarium#term-a"})


def only(html: str, *pictures: bytes) -> dict[str, Any]:
    (node,) = nodes(html, *pictures)
    assert isinstance(node, dict)
    return node


def test_blanks_that_indent_are_dropped_and_blanks_between_words_kept() -> None:
    paragraph = only("\n<div>\n  <p>\n  Satu <strong>dua </strong>\n tiga\n</p>\n</div>\n")
    assert paragraph["content"] == ["Satu ", {"kind": "strong", "content": ["dua "]}, " tiga"]


def test_a_blank_that_the_author_fixed_is_kept() -> None:
    assert only("<p>0:\u2003 1:\n TT\xa0</p>")["content"] == ["0:\u2003 1: TT\xa0"]


def test_a_paragraph_of_blank_lines_is_room_to_write_in() -> None:
    assert only("<p>\xa0<br/>\xa0<br/>\xa0</p>")["kind"] == "lines"
    assert only("<p>Alamat<br/>\xa0</p>")["kind"] == "paragraph"


def test_the_line_of_a_hand_out_opens_a_sheet() -> None:
    sheet = only('<div class="bm-sheet docutils container"><p>lembar 1 dari 5</p></div>')
    assert sheet["kind"] == "sheet"


def test_a_cell_of_a_notebook_is_told_from_what_comes_out_of_it() -> None:
    cell = only('<div class="cell_input docutils"><pre>daftar</pre></div>')
    assert (cell["kind"], cell["cell"]) == ("code-block", True)
    assert not only('<div class="cell_output"><pre>50,00</pre></div>')["cell"]


def test_a_heading_carries_the_place_of_its_section() -> None:
    heading = only('<section id="dasar"><h2>Dasar</h2></section>')
    assert (heading["level"], heading["name"]) == (2, f"{NAME}#dasar")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("p2.html", "book/prinsip/p2"),
        ("../rujukan/glosarium.html#term-a", "book/rujukan/glosarium#term-a"),
        ("#dasar", f"{NAME}#dasar"),
    ],
)
def test_an_address_is_read_from_where_its_page_stands(address: str, place: str) -> None:
    assert resolve(NAME, address) == place


def test_a_link_to_a_page_shows_its_number_and_one_to_a_term_does_not() -> None:
    paragraph = only(
        '<p><a href="p2.html">Keseimbangan</a><a href="../rujukan/glosarium.html#term-a">a</a></p>'
    )
    assert [link["numbered"] for link in paragraph["content"]] == [True, False]


def test_a_link_out_of_the_printed_book_becomes_its_text() -> None:
    assert only('<p><a href="../../search.html">cari</a></p>')["content"] == [
        {"kind": "text", "content": ["cari"]}
    ]


def test_a_picture_keeps_its_drawing_and_its_words() -> None:
    drawing = only('<img src="picture:0.svg" alt="Dua loket">', b"<svg/>")
    assert (drawing["data"], drawing["alt"]) == ("<svg/>", "Dua loket")
    photograph = only('<img src="picture:0.png" alt="Loket">', b"\x89P")
    assert photograph["data"] == [0x89, 0x50]


def test_a_picture_that_leads_to_its_own_file_stands_by_itself() -> None:
    linked = '<p><a href="../_images/a.png"><img src="picture:0.png" alt="Loket"></a></p>'
    assert only(linked, b"\x89P")["kind"] == "picture"


def test_a_checklist_is_named_and_not_copied() -> None:
    form = only(
        """<bermakna-checklist data-plan='{"standard": "unit"}'>
        <div data-section="P1">isi</div></bermakna-checklist>"""
    )
    assert (form["standard"], form["section"]) == ("unit", "P1")


def test_short_names_stand_beside_their_meaning() -> None:
    assert only("<dl><dt>P1-1</dt><dd>Catatan</dd></dl>")["short"]
    assert not only("<dl><dt>standar pelayanan</dt><dd>Tolok ukur</dd></dl>")["short"]


def cells(head: str, *rows: str) -> dict[str, Any]:
    lines = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows]
    heads = "".join(f"<th>{cell}</th>" for cell in head.split("|"))
    html = f"<table><thead><tr>{heads}</tr></thead>{''.join(lines)}</table>"
    element = BeautifulSoup(html, "html.parser").table
    assert element is not None
    return table(element, lambda cell: [cell.get_text()])


def test_a_column_of_sentences_is_wider_than_one_of_numbers() -> None:
    sentence = "Petugas memeriksa kelengkapan setiap berkas dengan daftar periksa sebelum diterima."
    numbers, sentences = cells("Nilai|Butir", f"3|{sentence}")["widths"]
    assert numbers < 0 < sentences


def test_a_narrow_table_takes_what_its_texts_need() -> None:
    assert cells("Butir|Nilai", "A|3")["widths"] == [0, 0]


def test_a_short_text_stays_on_one_line() -> None:
    sentence = "Petugas memeriksa kelengkapan setiap berkas dengan daftar periksa sebelum diterima."
    whole, parted = (
        cells("Bagian|Butir", f"{name}|{sentence}")["widths"][0]
        for name in ("Paragraf 1", "Paragraf satu dari sembilan")
    )
    assert whole <= -len("Paragraf 1") / 2
    assert parted > 0


def test_a_table_without_rows_keeps_its_columns_apart() -> None:
    found = cells("Kesenjangan|Butir wajib belum terpenuhi|" + "|".join("ABCDE"))
    assert found["wide"]
    assert not found["blank"]
    assert max(found["widths"]) <= 0


def test_the_author_may_say_how_wide_columns_are() -> None:
    html = """<table class="bm-write"><colgroup><col style="width: 64.0%"/><col style="width: 36%"/>
    </colgroup><tr><td>Tenggat</td><td></td></tr></table>"""
    found = only(html)
    assert (found["widths"], found["boxed"]) == ([64, 36], True)


def test_a_column_to_write_in_gets_room() -> None:
    found = cells("Yang ditulis|Sasaran", "Ukuran|____", "Bukti|")
    assert found["blank"]
    assert found["widths"][1] > found["widths"][0]
