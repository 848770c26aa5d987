"""The two standards of the package hold every behaviour of the source text, complete."""

import pytest

from assessment.handbook.pages import check_pages
from assessment.loading import load_standard, standard_ids
from assessment.standard import Standard
from tests.conftest import ROOT

# How many behaviours each paragraph (P) and each practice (B) of the source text was turned into.
BEHAVIOURS = {
    "unit": {"P1": 5, "P2": 5, "P3": 4, "P4": 5, "P5": 5, "P6": 5, "P7": 4, "P8": 4, "P9": 3},
    "praktik": {"B1": 4, "B2": 5, "B3": 4, "B4": 4, "B5": 5, "B6": 4, "B7": 4, "B8": 5, "B9": 4},
}
GATES = {"unit": {"P2-2", "P5-3", "P6-4"}, "praktik": {"B5-3", "B8-5"}}


@pytest.fixture(params=sorted(BEHAVIOURS))
def standard(request: pytest.FixtureRequest) -> Standard:
    return load_standard(request.param)


def test_the_package_holds_these_standards_and_no_others() -> None:
    assert standard_ids() == sorted(BEHAVIOURS)


def test_every_behaviour_of_the_source_text_is_an_item(standard: Standard) -> None:
    wanted = [
        f"{section}-{number}"
        for section, count in BEHAVIOURS[standard.id].items()
        for number in range(1, count + 1)
    ]
    assert [item.id for item in standard.items] == wanted


def test_every_item_names_the_paragraph_it_comes_from(standard: Standard) -> None:
    for section in standard.sections:
        assert {item.source for item in section.items} == {section.id}


def test_what_must_not_be_averaged_away_is_a_gate(standard: Standard) -> None:
    gates = {item.id for item in standard.items if item.gate}
    assert gates == GATES[standard.id]
    assert all(item.not_applicable == "never" for item in standard.items if item.gate)


def test_units_answer_levels_0_to_3_on_an_index_of_0_to_100() -> None:
    unit = load_standard("unit")
    assert [level.level for level in unit.scales["bukti"]] == [0, 1, 2, 3]
    assert (unit.index.points, unit.index.values) == ((0, 3), (0, 100))
    assert unit.evidence_asked


def test_persons_answer_levels_1_to_4_on_an_index_of_25_to_100() -> None:
    praktik = load_standard("praktik")
    assert [level.level for level in praktik.scales["frekuensi"]] == [1, 2, 3, 4]
    assert (praktik.index.points, praktik.index.values) == ((1, 4), (25, 100))
    assert not praktik.evidence_asked


def test_each_item_of_a_unit_describes_its_own_levels() -> None:
    texts = [
        str(text) for item in load_standard("unit").items for text in (item.levels or {}).values()
    ]
    assert len(texts) == len(set(texts)) == 4 * 40


def test_each_level_below_the_top_has_a_hint_of_its_own(standard: Standard) -> None:
    hints = [str(hint) for item in standard.items for hint in item.hints.values()]
    assert len(hints) == len(set(hints)) == 3 * len(standard.items)


def test_bands_borrow_no_letters_from_the_national_survey(standard: Standard) -> None:
    assert all(len(str(band.label)) > 1 for band in standard.bands)


def test_standard_and_handbook_name_each_other(standard: Standard) -> None:
    assert check_pages(standard, ROOT) == []
