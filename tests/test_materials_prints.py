"""What a workshop prints: forms without what is confidential, certificates, the run sheet."""

import re
from datetime import time
from io import BytesIO

import pytest
from pypdf import PdfReader

from assessment.errors import BermaknaError
from assessment.materials import certificate, participant_sheets, read_plan, run_sheet
from assessment.materials.plan import WorkshopPlan
from tests.conftest import ROOT

LEAST_SIZE = 8.5


def pages_of(pdf: bytes) -> list[str]:
    return [plain(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def plain(text: object) -> str:
    """Return a text without its spaces: where lines end is no matter of what they say."""
    return "".join(str(text).split())


def size_of(pdf: bytes) -> list[int]:
    page = PdfReader(BytesIO(pdf)).pages[0]
    return [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]]


@pytest.fixture(scope="module")
def plan() -> WorkshopPlan:
    return read_plan(ROOT)


@pytest.mark.parametrize(
    ("standard", "sections"), [("praktik", ("B1", "B3")), ("unit", ("P1", "P6", "P9"))]
)
def test_a_section_has_a_page_with_all_its_items(standard: str, sections: tuple[str, ...]) -> None:
    plan = read_plan(ROOT, standard, sections)
    _about, *pages, commitment = pages_of(participant_sheets(plan))
    assert len(pages) == len(sections)
    for page, section in zip(pages, plan.sections, strict=True):
        assert plain(f"{section.id} {section.title}") in page
        for item in section.items:
            assert plain(f"{item.id}{item.text}") in page
    assert plain(plan.commitment.title) in commitment


def test_what_is_confidential_is_named_but_not_asked() -> None:
    plan = read_plan(ROOT, "praktik", ("B5", "B8"))
    about, *pages = pages_of(participant_sheets(plan))
    assert len(pages) == 2
    for item in plan.kept_back():
        assert item.id in about
        assert plain(item.text) not in "".join(pages)
    assert {item.id for item in plan.kept_back()} == {f"B5-{n}" for n in range(1, 6)} | {"B8-5"}


def test_the_sheets_say_what_this_is_and_the_rules(plan: WorkshopPlan) -> None:
    about, *_pages = pages_of(participant_sheets(plan))
    assert plain(plan.standard.about) in about
    for rule in plan.rules:
        assert plain("".join(run.text for run in rule)) in about


def test_the_commitment_asks_what_the_hand_out_of_the_book_asks(plan: WorkshopPlan) -> None:
    *_pages, commitment = pages_of(participant_sheets(plan))
    assert len(plan.commitment.questions) >= 8
    for question in plan.commitment.questions:
        assert plain(question.text) in commitment
    assert plain(plan.commitment.later) in commitment


@pytest.mark.parametrize("sections", [("B1",), ("B4", "B5"), tuple(f"B{n}" for n in range(1, 10))])
def test_a_certificate_is_one_page_across_and_names_what_was_done(
    sections: tuple[str, ...],
) -> None:
    plan = read_plan(ROOT, "praktik", sections)
    made = certificate(plan)
    (page,) = pages_of(made)
    assert size_of(made) == [297, 210]
    assert "120" in page
    for scene in plan.scenes:
        assert plain(scene.title) in page


def test_the_run_sheet_counts_the_time_from_its_start(plan: WorkshopPlan) -> None:
    text = "".join(pages_of(run_sheet(plan, time(9, 0))))
    assert "09.00–09.10" in text
    assert "10.52–11.00" in text
    assert "23.30–23.40" in "".join(pages_of(run_sheet(plan, time(23, 30))))
    assert "00.15–00.20" not in "".join(pages_of(run_sheet(plan)))


def test_the_run_sheet_says_what_the_trainer_says(plan: WorkshopPlan) -> None:
    text = "".join(pages_of(run_sheet(plan)))
    for act in plan.acts:
        for said in act.script:
            words = plain("".join(run.text for run in said)).removeprefix("Pelatih:")
            assert words in text
        if act.activity:
            assert plain("".join(run.text for run in act.activity.opening)) in text
    assert plain("Isi kartu: Senin, berkas lengkap") in text


def test_prints_are_tagged_name_their_language_and_keep_their_letters_large(
    plan: WorkshopPlan,
) -> None:
    for made in (participant_sheets(plan), certificate(plan), run_sheet(plan)):
        reader = PdfReader(BytesIO(made))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "id"
        for page in reader.pages:
            content = page.get_contents()
            assert content is not None
            found = re.findall(rb"/\S+ ([\d.]+) Tf", content.get_data())
            assert min(map(float, found)) >= LEAST_SIZE


def test_an_unknown_section_is_refused_with_those_there_are() -> None:
    with pytest.raises(BermaknaError, match=r"B10.*B1, B2"):
        read_plan(ROOT, "praktik", ("B10",))
