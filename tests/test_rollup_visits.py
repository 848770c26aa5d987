"""Signs that a unit deserves a visit are questions about its own figures, by name and period."""

from fractions import Fraction
from statistics import median

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.leniency import MIN_ANSWERS
from assessment.matrix import Choice
from assessment.rollup import roll_up
from assessment.rollup.units_outliers import far_from_others
from assessment.rollup.visits import VISITS, questions, visits
from assessment.suppression import MIN_GROUP
from assessment.wording import print_index
from tests.builders import make_standard
from tests.units_in_periods import Sheet, matrix_of

STANDARD = make_standard(items_per_section=(7, 7))
Row = tuple[Choice, ...]

# Indices around the middle, and one that is far from them.
MIDDLE: list[Row] = [
    (1, 2, 1, 2, 1, 2, 1, *tail)
    for tail in (
        (1, 2, 1, 2, 1, 2, 1), (1, 2, 1, 2, 1, 2, 2), (1, 2, 1, 2, 1, 1, 1), (1, 2, 1, 2, 2, 2, 2),
        (1, 2, 1, 1, 1, 1, 1), (2, 2, 1, 2, 2, 2, 2),
    )
]  # fmt: skip
LOW: Row = (0,) * 14
HIGH: Row = (3,) * 9 + (2,) + (3,) * 4


def found(*rows: Row, period: str = "2026-1") -> list[Sheet]:
    return [Sheet(f"Unit {number:02}", row, period) for number, row in enumerate(rows)]


def signs(sheets: list[Sheet], *wanted: str) -> list[tuple[str, str, str, float]]:
    table = visits(roll_up(matrix_of(STANDARD, sheets)))
    rows = table[table["sign"].isin(wanted or list(questions()))]
    columns = ["unit", "period", "sign", "value"]
    return list(rows[columns].itertuples(index=False, name=None))


def plain(numbers: list[int]) -> list[int]:
    """Return the sides of far numbers by the definition of Iglewicz and Hoaglin, in fractions."""
    middle = median(map(Fraction, numbers))
    spread = median(abs(number - middle) for number in numbers)
    if len(numbers) < MIN_GROUP or spread == 0:
        return [0] * len(numbers)
    scores = [Fraction("0.6745") * (number - middle) / spread for number in numbers]
    return [(score > Fraction("3.5")) - (score < Fraction("-3.5")) for score in scores]


@given(st.lists(st.one_of(st.integers(0, 10_000), st.integers(4_900, 5_000)), max_size=20))
def test_far_is_what_the_modified_z_score_says(numbers: list[int]) -> None:
    values = np.array(numbers, dtype=np.int16)
    assert far_from_others(values).tolist() == (plain(numbers) if numbers else [])


@pytest.mark.parametrize(("distance", "far"), [(35_000, 0), (35_001, 1)])
def test_a_score_right_on_the_bar_is_not_far(distance: int, far: int) -> None:
    # The median is 0 and the median distance 6745.
    numbers = np.array([0, 6745, -6745, -6745, distance])
    assert far_from_others(numbers).tolist() == [0, 0, 0, 0, far]
    assert far_from_others(-numbers).tolist() == [0, 0, 0, 0, -far]


def test_none_of_four_numbers_is_far_and_none_where_most_are_the_same() -> None:
    assert far_from_others(np.array([1, 2, 3, 9_000])).tolist() == [0] * 4
    assert far_from_others(np.array([1, 2, 3, 3, 9_000])).tolist() == [0, 0, 0, 0, 1]
    assert far_from_others(np.array([1, 1, 1, 2, 9_000])).tolist() == [0] * 5


def test_units_far_above_and_far_below_the_others_are_asked() -> None:
    assert signs(found(*MIDDLE, LOW, HIGH)) == [
        ("Unit 06", "2026-1", "far_below", 0.0),
        ("Unit 07", "2026-1", "far_above", 97.62),
    ]


def test_units_are_compared_within_their_period() -> None:
    later = found(*[LOW] * 6, period="2026-2")
    assert signs([*found(*MIDDLE), *later], "far_above", "far_below") == []


def test_a_unit_among_too_few_is_not_far_from_anyone() -> None:
    assert signs(found(*MIDDLE[: MIN_GROUP - 2], LOW)) == []
    assert signs(found(*MIDDLE[: MIN_GROUP - 1], LOW))[0][2] == "far_below"


def test_hidden_units_are_neither_asked_nor_compared_with() -> None:
    few = [Sheet("Zebra", LOW, agreed=False)] * (MIN_GROUP - 1)
    assert signs([*found(*MIDDLE), *few]) == []
    assert signs([*found(*MIDDLE[: MIN_GROUP - 2], LOW), *few]) == []


@pytest.mark.parametrize(("count", "asked"), [(MIN_ANSWERS, True), (MIN_ANSWERS - 1, False)])
def test_only_enough_answers_at_the_top_are_asked_about(count: int, asked: bool) -> None:
    row: Row = (3,) * count + (None,) * (14 - count)
    assert signs(found(row), "all_top") == [("Unit 00", "2026-1", "all_top", float(count))] * asked


def test_answers_without_a_level_do_not_count_and_one_other_level_ends_it() -> None:
    assert len(signs(found((3,) * 11 + ("unknown", "not_applicable", None)), "all_top")) == 1
    assert signs(found((3,) * 13 + (2,)), "all_top") == []


def test_the_sheets_of_all_assessors_must_be_at_the_top() -> None:
    top = [Sheet("Loket", (3,) * 14, agreed=False)] * MIN_GROUP
    assert [row[2] for row in signs(top)] == ["all_top"]
    assert signs([*top, Sheet("Loket", (3,) * 13 + (2,), agreed=False)]) == []
    assert signs(top[1:]) == []


def test_an_index_that_rounds_to_the_top_is_not_the_top() -> None:
    weights = {f"A{part}-{number}": 9 for part in (1, 2) for number in range(1, 8)}
    heavy = make_standard(items_per_section=(7, 7), weights={**weights, "A1-1": 1})
    rows: list[Row] = [(3,) * 14] * 70 + [(2,) + (3,) * 13]
    rollup = roll_up(matrix_of(heavy, [Sheet("Loket", row, agreed=False) for row in rows]))
    assert rollup.hundredths[0, 0] == 10_000
    assert visits(rollup).empty


def moved(*rows: Row) -> list[Sheet]:
    """Make two periods; in the first all units are in the middle."""
    return [*found(*(MIDDLE[n % 6] for n in range(len(rows)))), *found(*rows, period="2026-2")]


STEADY = [(*row[:6], 2, *row[7:]) for row in MIDDLE[:3]] + MIDDLE[3:]


def test_a_change_far_from_the_others_is_asked_about_in_the_later_period() -> None:
    assert signs(moved(*STEADY, LOW), "far_change") == [("Unit 06", "2026-2", "far_change", -47.62)]


def test_a_change_between_other_items_is_no_change_of_the_unit() -> None:
    assert signs(moved(*STEADY, (None, *LOW[1:])), "far_change") == []


def test_a_period_in_between_is_not_skipped() -> None:
    sheets = moved(*STEADY, LOW)
    other = [Sheet("Zebra", MIDDLE[0], "2026-15")]
    assert signs([*sheets, *other], "far_change") == []


def test_a_unit_is_asked_for_less_than_half_of_the_items() -> None:
    row: Row = (1, 2) * 3 + (None,) * 8
    assert signs(found(row)) == [("Unit 00", "2026-1", "incomplete", 42.86)]
    assert signs(found((1, 2) * 3 + (1,) + (None,) * 7)) == []
    assert signs(found((None,) * 14)) == [("Unit 00", "2026-1", "incomplete", 0.0)]
    assert signs(found(("not_applicable",) * 14)) == []


def test_rows_stand_by_unit_and_period_never_by_a_figure() -> None:
    sheets = [
        Sheet(name, row, period)
        for name, row in zip("CADB", (LOW, HIGH, (3,) * 14, (None,) * 14), strict=True)
        for period in ("2026-2", "2026-1")
    ]
    others = [
        Sheet(f"M{number}", row, period)
        for number, row in enumerate(MIDDLE)
        for period in ("2026-1", "2026-2")
    ]
    rows = signs([*others, *sheets])
    assert [row[:2] for row in rows] == sorted(row[:2] for row in rows)
    assert {row[0] for row in rows} == {"A", "B", "C", "D"}
    assert [row[2] for row in rows if row[:2] == ("D", "2026-1")] == ["far_above", "all_top"]


@pytest.mark.parametrize("sign", questions())
def test_every_sign_is_a_question_that_names_no_unit(sign: str) -> None:
    assert questions()[sign].endswith("?")
    assert "{unit}" not in questions()[sign]


def test_a_question_names_the_unit_s_own_figures() -> None:
    table = visits(roll_up(matrix_of(STANDARD, moved(*STEADY, LOW)))).set_index("sign")
    change = str(table.loc["far_change", "question"])
    assert all(figure in change for figure in (print_index(47.62), print_index(0), "2026-1"))
    assert print_index(0) in str(table.loc["far_below", "question"])
    assert "{" not in "".join(table["question"])


@pytest.mark.parametrize("sheets", [[], found(LOW), found(*MIDDLE, LOW, HIGH, (None,) * 14)])
def test_the_table_has_its_columns_and_dtypes(sheets: list[Sheet]) -> None:
    table = visits(roll_up(matrix_of(STANDARD, sheets)))
    assert table.dtypes.astype(str).to_dict() == VISITS
    assert table.index.equals(pd.RangeIndex(len(table)))
