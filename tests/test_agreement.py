"""The table of agreement: a row a measure and section, each with its n and its meaning."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.agreement import (
    AGREEMENT,
    Reading,
    agreement_table,
    cronbach_readings,
    krippendorff_readings,
    say,
)
from assessment.alphas import Agreement, cronbach_alpha, krippendorff_alpha
from assessment.i18n import _
from assessment.matrix import Choice
from assessment.panel import panel_of
from assessment.reading import tidy
from assessment.standard import Standard
from tests.builders import make_standard, standard_data, validate_standard
from tests.conftest import ROOT
from tests.panels import blind_sheets

SMALL = make_standard()
ROWS: list[tuple[Choice, ...]] = [(0, 1, 2, 3, "unknown"), (0, 2, 2, 3, 1), (1, 2, 3, 2, 1)]
PAGE = ROOT / "book" / "rujukan" / "cara-skor.md"


def table(*rows: tuple[Choice, ...], standard: Standard = SMALL) -> pd.DataFrame:
    return agreement_table(blind_sheets(standard, *rows), standard)


def krippendorff_rows(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["measure"] == "krippendorff"]


def test_every_measure_and_section_has_a_row_and_the_whole_comes_first() -> None:
    found = table(*ROWS)[["measure", "section"]].itertuples(index=False, name=None)
    assert list(found) == [
        ("krippendorff", "overall"),
        ("krippendorff", "A1"),
        ("krippendorff", "A2"),
        ("cronbach", "A1"),
        ("cronbach", "A2"),
    ]


def test_a_row_holds_the_alpha_of_its_section() -> None:
    panel = panel_of(blind_sheets(SMALL, *ROWS), SMALL)
    assert panel is not None
    whole, first, second = panel.points, panel.points[:, :3], panel.points[:, 3:]
    alphas = [krippendorff_alpha(part) for part in (whole, first, second)]
    alphas += [cronbach_alpha(part) for part in (first, second)]
    found = table(*ROWS)
    assert [None if pd.isna(value) else value for value in found["value"]] == [
        alpha.value for alpha in alphas
    ]
    assert found["n"].tolist() == [alpha.n for alpha in alphas]
    assert found["n"].tolist() == [3, 3, 3, 3, 2]


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], []])
def test_the_table_has_its_columns_and_dtypes(rows: list[tuple[Choice, ...]]) -> None:
    found = table(*rows)
    assert found.dtypes.astype(str).to_dict() == AGREEMENT
    assert list(found) == list(AGREEMENT)


def test_no_sheets_make_an_empty_table() -> None:
    assert agreement_table([]).empty


def test_one_assessor_has_reasons_and_no_numbers() -> None:
    found = table(ROWS[0])
    assert found["value"].isna().all()
    assert found["reason"].notna().all()
    assert all(
        text.endswith(reason) for reason, text in zip(found["reason"], found["text"], strict=True)
    )


def test_a_frame_says_the_same_as_its_sheets() -> None:
    sheets = blind_sheets(SMALL, *ROWS)
    from_frame = agreement_table(tidy(sheets, SMALL), SMALL)
    pd.testing.assert_frame_equal(from_frame, agreement_table(sheets, SMALL))


@pytest.mark.parametrize("field", ["unit", "period"])
def test_sheets_about_several_units_or_periods_have_nothing_to_agree_on(field: str) -> None:
    sheets = blind_sheets(SMALL, *ROWS)
    other = sheets[0].model_copy(update={field: "lain"})
    found = krippendorff_rows(agreement_table([other, *sheets[1:]], SMALL))
    assert set(found["reason"]) == {_("the sheets are about several units or periods")}
    assert found["value"].isna().all()


def test_people_who_answer_about_themselves_have_nothing_to_agree_on() -> None:
    own = validate_standard({**standard_data(), "respondent": "person"})
    found = table(*ROWS, standard=own)
    assert set(krippendorff_rows(found)["reason"]) == {_("everybody answers about themselves")}
    assert found[found["measure"] == "cronbach"]["value"].notna().any()


@pytest.mark.parametrize("readings", [krippendorff_readings(), cronbach_readings()])
def test_the_readings_fall_and_leave_nothing_out(readings: tuple[Reading, ...]) -> None:
    lowest = [reading.lowest for reading in readings]
    assert all(above > below for above, below in pairwise(lowest))
    assert lowest[-1] == float("-inf")


@given(st.floats(-1, 1))
def test_the_meaning_follows_from_the_printed_value(value: float) -> None:
    readings = krippendorff_readings()
    (text,) = say([Agreement(value, 4)], readings)
    printed = float(text.split()[0].replace(",", "."))
    meant = [reading.meaning for reading in readings if reading.meaning in text]
    assert meant == [next(r.meaning for r in readings if printed >= r.lowest)]
    assert "4" in text


@pytest.mark.parametrize(
    ("value", "place"), [(0.8, 0), (0.7996, 0), (0.7994, 1), (0.667, 1), (0.6664, 2), (-0.5, 2)]
)
def test_a_threshold_belongs_to_what_lies_above_it(value: float, place: int) -> None:
    readings = krippendorff_readings()
    (text,) = say([Agreement(value, 4)], readings)
    assert text.endswith(readings[place].meaning)


def test_a_value_that_rounds_to_nothing_has_no_sign() -> None:
    (text,) = say([Agreement(-0.0001, 4)], krippendorff_readings())
    assert "-" not in text.split()[0]
