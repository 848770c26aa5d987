"""The slides of a workshop: in the book's words, each with its title, none of them too full."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from assessment.errors import BermaknaError
from assessment.loading import load_standard, standard_ids
from assessment.materials import read_join, read_plan, workshop_deck
from assessment.materials.grid import HEIGHT, WIDTH
from assessment.materials.plan import WorkshopPlan
from tests.conftest import ROOT
from tests.office import convert
from tests.slides import POINT, alt_of, frames_of, notes_of, slides_of, text_of, titles_of

ADDRESS = "http://192.168.1.5:8000/ikut/48291730"
ALL = [
    (standard, tuple(section.id for section in load_standard(standard).sections))
    for standard in standard_ids()
]


@pytest.fixture(scope="module")
def plan() -> WorkshopPlan:
    return read_plan(ROOT)


@pytest.fixture(scope="module")
def deck(plan: WorkshopPlan) -> bytes:
    return workshop_deck(plan, read_join(ADDRESS))


@pytest.fixture(scope="module", params=ALL, ids=[name for name, _sections in ALL])
def whole(request: pytest.FixtureRequest) -> list[Any]:
    """Return the slides of a workshop about all sections of a standard."""
    standard, sections = request.param
    return slides_of(workshop_deck(read_plan(ROOT, standard, sections)))


def test_there_is_a_slide_for_everything(plan: WorkshopPlan, deck: bytes) -> None:
    titles = titles_of(deck)
    assert [scene.title for scene in plan.scenes] == titles[4:6]
    assert titles[-1] == plan.commitment.title
    assert len(titles) == len(set(titles)) == 11


def test_every_slide_has_a_title_in_its_placeholder_for_the_outline(whole: list[Any]) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in whole]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_no_text_needs_more_room_than_its_frame_has(whole: list[Any]) -> None:
    for slide in whole:
        for shape, needed, there in frames_of(slide):
            assert needed <= there + 1, shape.text_frame.text


def test_nothing_stands_outside_the_slide(whole: list[Any]) -> None:
    for slide in whole:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= WIDTH * POINT + 1
            assert shape.top + shape.height <= HEIGHT * POINT + 1


def test_no_two_things_stand_on_each_other(whole: list[Any]) -> None:
    for slide in whole:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0]
                apart = apart or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (slide.shapes.title.text_frame.text, one, other)


def test_letters_can_be_read_from_the_back_of_a_room(whole: list[Any]) -> None:
    sizes = [
        run.font.size.pt
        for slide in whole
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size
    ]
    assert min(sizes) >= 14


def test_every_picture_table_and_chart_says_what_it_shows(whole: list[Any]) -> None:
    shown = [
        shape
        for slide in whole
        for shape in slide.shapes
        if shape.has_chart or shape.has_table or shape.element.tag.endswith("}pic")
    ]
    assert shown
    assert [shape.name for shape in shown if not alt_of(shape)] == []


def test_a_scene_is_a_part_of_its_page_and_never_newly_written(
    plan: WorkshopPlan, deck: bytes
) -> None:
    for scene, slide in zip(plan.scenes, slides_of(deck)[4:6], strict=True):
        setting, before, question = (
            shape.text_frame.text for shape in list(slide.placeholders)[1:4]
        )
        assert setting == scene.setting
        assert scene.before.startswith(before)
        assert before.count("“") == before.count("”")
        assert question.endswith(scene.questions[0])
        assert before != scene.before
        assert scene.before in notes_of(slide)


def test_the_rules_of_the_guide_are_shown_whole(plan: WorkshopPlan, deck: bytes) -> None:
    shown = "".join(text_of(slides_of(deck)[1]).split())
    assert len(plan.rules) >= 4
    for rule in plan.rules:
        assert "".join("".join(run.text for run in rule).split()) in shown


def test_the_agenda_is_the_table_of_the_book(plan: WorkshopPlan, deck: bytes) -> None:
    table = next(shape.table for shape in slides_of(deck)[2].shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert rows == [[f"{act.start}–{act.end}", act.title, act.outcome] for act in plan.acts]
    assert plan.minutes == 120


def test_the_trainer_finds_what_to_say_and_when_in_the_notes(deck: bytes) -> None:
    slides = slides_of(deck)
    assert "10–25" in notes_of(slides[3])
    assert "“Ingatlah tiga bulan terakhir." in notes_of(slides[3])
    assert "Empat tamu" in notes_of(slides[4])
    assert "“Pilih satu butir saja." in notes_of(slides[-1])


def test_the_code_is_shown_in_digits_and_as_a_picture(deck: bytes) -> None:
    slide = slides_of(deck)[3]
    assert "4829 1730" in text_of(slide)
    assert "http://192.168.1.5:8000/ikut" in text_of(slide)
    (picture,) = [shape for shape in slide.shapes if shape.element.tag.endswith("}pic")]
    assert ADDRESS in alt_of(picture)
    assert picture.width == picture.height


def test_without_an_address_its_frame_says_where_the_code_comes_from(plan: WorkshopPlan) -> None:
    slide = slides_of(workshop_deck(plan))[3]
    assert not [shape for shape in slide.shapes if shape.element.tag.endswith("}pic")]
    assert "bermakna materials" in text_of(slide)


@pytest.mark.parametrize(
    "address",
    ["48291730", "http://x/ikut/4829", "ftp://x/ikut/48291730", "http://x/ikut/482917301"],
)
def test_what_is_no_address_with_a_code_is_refused(address: str) -> None:
    with pytest.raises(BermaknaError, match=address):
        read_join(address)


def test_empty_charts_wait_with_their_categories_and_without_numbers(deck: bytes) -> None:
    charts = [s.chart for slide in slides_of(deck) for s in slide.shapes if s.has_chart]
    assert len(charts) == 3
    for chart in charts:
        (series,) = chart.plots[0].series
        assert len(list(chart.plots[0].categories)) >= 2
        assert set(series.values) == {None}


def test_what_is_confidential_has_no_place_among_the_results() -> None:
    slides = slides_of(workshop_deck(read_plan(ROOT, "praktik", ("B4", "B5"))))
    charts = [s.chart for slide in slides for s in slide.shapes if s.has_chart]
    assert not any("B5" in name for chart in charts for name in chart.plots[0].categories)


def test_the_deck_does_not_carry_the_traces_of_its_maker(deck: bytes) -> None:
    from io import BytesIO

    from pptx import Presentation

    about = Presentation(BytesIO(deck)).core_properties
    assert (about.author, about.last_modified_by) == ("Bermakna", "")
    assert about.title


def test_libreoffice_shows_every_slide(deck: bytes, tmp_path: Path) -> None:
    file = tmp_path / "lokakarya.pptx"
    file.write_bytes(deck)
    pages = PdfReader(convert(file, "pdf", tmp_path / "out")).pages
    assert len(pages) == len(slides_of(deck))
    for page, title in zip(pages, titles_of(deck), strict=True):
        assert "".join(title.split()) in "".join(page.extract_text().split())
