"""The slides of results: figures that can be edited, and none of what is hidden."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from assessment.loading import load_standard
from assessment.materials import results_deck
from assessment.room_results import GroupResults, group_results
from assessment.workshop import Commitment, Phase, Workshop
from tests.office import convert
from tests.room_sheets import praktik_room
from tests.slides import alt_of, frames_of, slides_of, text_of, titles_of

SECTIONS = ("B1", "B3")
LONG = "Saya akan memberi salam sebelum menyentuh berkas pada setiap pengguna di loket saya. " * 3
PROMISES = [
    Commitment(1, "Memberi salam sebelum menyentuh berkas.", hidden=False),
    Commitment(2, LONG[:200], hidden=False),
    Commitment(3, "x" * 200, hidden=False),
    Commitment(4, "Rahasia yang disembunyikan.", hidden=True),
    *(Commitment(number, f"Janji nomor {number}", hidden=False) for number in range(5, 13)),
]


def workshop(title: str = "Lokakarya pelayanan") -> Workshop:
    return Workshop(
        id=1, code="48291730", title=title, standard="praktik", version="1.0.0",
        sections=SECTIONS, rounds=2, round=2, phase=Phase.REVEALED, closes=None,
        kept_until="2026-12-24",
    )  # fmt: skip


def results(before: int, after: int = 0) -> GroupResults:
    rounds = {1: praktik_room(before, SECTIONS)}
    if after:
        rounds[2] = praktik_room(after, SECTIONS, steps=1)
    return group_results(load_standard("praktik"), SECTIONS, rounds)


@pytest.fixture(scope="module")
def found() -> GroupResults:
    return results(12, 12)


@pytest.fixture(scope="module")
def deck(found: GroupResults) -> bytes:
    return results_deck(workshop(), found, PROMISES)


def charts(deck: bytes) -> list[Any]:
    return [shape.chart for slide in slides_of(deck) for shape in slide.shapes if shape.has_chart]


def test_sections_are_bars_of_what_is_certain_and_what_is_possible(
    found: GroupResults, deck: bytes
) -> None:
    before, after, *_others = charts(deck)
    for chart, part in zip((before, after), found.rounds, strict=True):
        certain, possible = chart.plots[0].series
        low, high = part.sections["low"], part.sections["high"]
        assert list(certain.values) == pytest.approx(list(low))
        assert list(possible.values) == pytest.approx(list((high - low).round(2)))
        names = list(chart.plots[0].categories)
        assert [name[:2] for name in names] == list(part.sections["section"])


def test_the_change_is_drawn_with_its_interval(found: GroupResults, deck: bytes) -> None:
    assert found.change is not None
    chart = charts(deck)[2]
    (series,) = chart.plots[0].series
    rows = found.change.sections
    assert list(series.values) == pytest.approx(list(rows["change"]))
    plus = [float(value) for value in series._element.xpath(".//c:plus//c:v/text()")]
    minus = [float(value) for value in series._element.xpath(".//c:minus//c:v/text()")]
    assert plus == pytest.approx(list(rows["high"] - rows["change"]), abs=0.01)
    assert minus == pytest.approx(list(rows["change"] - rows["low"]), abs=0.01)


def test_the_items_that_the_room_differs_most_on_have_slides_of_their_own(
    found: GroupResults, deck: bytes
) -> None:
    widest = list(found.rounds[-1].items["item"].head(3))
    shown = [title.partition(":")[0] for title in titles_of(deck)]
    assert [title for title in shown if title in {*found.rounds[-1].items["item"]}] == widest


def test_chosen_items_are_shown_in_their_order_and_others_are_not(found: GroupResults) -> None:
    titles = titles_of(results_deck(workshop(), found, (), ("B3-4", "B5-1", "B1-1")))
    assert [title[:4] for title in titles[-2:]] == ["B3-4", "B1-1"]


def test_shares_are_those_of_the_room_in_both_rounds(found: GroupResults) -> None:
    chart = charts(results_deck(workshop(), found, (), ("B3-1",)))[-1]
    for series, part in zip(chart.plots[0].series, found.rounds, strict=True):
        (row,) = part.items[part.items["item"] == "B3-1"].to_dict("records")
        shares = [100 * row[f"share_{level}"] for level in range(1, 5)]
        assert list(series.values) == pytest.approx(shares, abs=0.01)


def test_numbers_stay_in_the_file_for_editing(deck: bytes) -> None:
    names = zipfile.ZipFile(BytesIO(deck)).namelist()
    books = [name for name in names if name.startswith("ppt/embeddings/")]
    assert len(books) == len(charts(deck))


def test_a_room_of_four_shows_no_figure() -> None:
    deck = results_deck(workshop(), results(4), ())
    assert charts(deck) == []
    assert "".join(map(text_of, slides_of(deck))).count("%") == 0
    assert len(slides_of(deck)) == 2


def test_a_round_of_four_is_not_shown_beside_one_of_nine() -> None:
    found = results(9, 4)
    shown = charts(results_deck(workshop(), found, ()))
    assert found.change is None
    for chart in shown:
        assert len(list(chart.plots[0].series)) <= 2
    assert len([chart for chart in shown if "B1 " in next(iter(chart.plots[0].categories))]) == 1


def test_the_wall_shows_every_commitment_but_the_hidden(deck: bytes) -> None:
    shown = "\n".join(map(text_of, slides_of(deck)))
    assert "disembunyikan" not in shown
    for promise in PROMISES:
        if not promise.hidden:
            assert "".join(promise.text.split()) in "".join(shown.split())


def test_no_text_needs_more_room_than_its_frame_has(found: GroupResults) -> None:
    title = "Lokakarya pelayanan prima bagi semua petugas loket dan penanggung jawab unit " * 3
    for slide in slides_of(results_deck(workshop(title), found, PROMISES)):
        for shape, needed, there in frames_of(slide):
            assert needed <= there + 1, shape.text_frame.text


def test_what_a_person_typed_steers_nothing(found: GroupResults) -> None:
    promise = Commitment(1, "Salam\x1b[2J\x00 <b>tebal</b>\n=1+1", hidden=False)
    shown = text_of(slides_of(results_deck(workshop("A\x07 & B"), found, [promise]))[-1])
    assert "<b>tebal</b> =1+1" in shown
    assert "\x1b" not in shown


def test_every_chart_says_its_figures_in_words(found: GroupResults, deck: bytes) -> None:
    shapes = [shape for slide in slides_of(deck) for shape in slide.shapes if shape.has_chart]
    assert all(len(alt_of(shape)) > 40 for shape in shapes)
    assert found.rounds[0].sections["text"].iloc[0] in alt_of(shapes[0])


def test_libreoffice_shows_every_slide_with_its_numbers(deck: bytes, tmp_path: Path) -> None:
    file = tmp_path / "hasil.pptx"
    file.write_bytes(deck)
    pages = PdfReader(convert(file, "pdf", tmp_path / "out")).pages
    assert len(pages) == len(slides_of(deck))
    assert "B1" in pages[1].extract_text()
