"""Items over many sheets: levels, gaps in common and alphas, from counted patterns alone."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from assessment.alphas import cronbach_alpha
from assessment.matrix import Choice
from assessment.panel import panel_of
from assessment.rollup import roll_up
from assessment.summary import summarise
from assessment.suppression import MIN_GROUP
from tests.builders import make_standard
from tests.matrices import SMALL, Row, all_of, matrix_of, rows

FIGURES = ["n", "median", "spread", "unknown", "not_applicable", "unanswered"]


def of_one_period(drawn: list[Row]) -> list[Row]:
    return [(f"Unit {n}", "2026-1", True, row[3]) for n, row in enumerate(drawn)]


def sheets_of(*choices: dict[str, Choice]) -> list[Row]:
    return [(f"Unit {n:02}", "2026-1", True, sheet) for n, sheet in enumerate(choices)]


@settings(max_examples=60)
@given(rows(most=14))
def test_levels_are_those_of_the_summary_of_the_same_sheets(drawn: list[Row]) -> None:
    matrix = matrix_of(of_one_period(drawn))
    plain = summarise(matrix.to_tidy(), SMALL).items
    found = roll_up(matrix).items
    shares = [name for name in plain if name.startswith("share_")]
    for (_place, counted), (_same, row) in zip(plain.iterrows(), found.iterrows(), strict=True):
        assert (counted["item"], counted["n"]) == (row["item"], row["n"])
        if counted["n"] >= MIN_GROUP:
            pd.testing.assert_series_equal(
                counted[[*FIGURES, *shares]], row[[*FIGURES, *shares]], check_names=False
            )
        else:
            assert row[[*FIGURES[1:], *shares]].isna().all()


@settings(max_examples=60)
@given(rows(most=14))
def test_alphas_are_those_of_the_sheets_themselves(drawn: list[Row]) -> None:
    matrix = matrix_of(of_one_period(drawn))
    panel = panel_of(matrix.to_tidy(), SMALL)
    assert panel is not None
    section_of = np.array([item.section for item in panel.plan.items])
    for place, row in enumerate(roll_up(matrix).alphas.itertuples()):
        plain = cronbach_alpha(panel.points[:, section_of == place])
        assert row.n == plain.n
        if plain.value is not None and plain.n >= MIN_GROUP:
            assert row.value == plain.value
        else:
            assert pd.isna(row.value)
            assert row.reason


@settings(max_examples=60)
@given(rows(units=2, periods=3, most=40))
def test_each_period_and_basis_is_counted_apart_without_hidden_groups(drawn: list[Row]) -> None:
    agreed = {(unit, period) for unit, period, is_agreed, _sheet in drawn if is_agreed}
    of_group = Counter(row[:3] for row in drawn)
    counted: Counter[tuple[str, str]] = Counter()
    for (unit, period, is_agreed), sheets in of_group.items():
        if is_agreed:
            counted[period, "agreed"] += sheets
        elif (unit, period) not in agreed:
            counted[period, "assessors"] += sheets if sheets >= MIN_GROUP else 0
    found = roll_up(matrix_of(drawn)).counts
    sheets_of_key = found.counts[0].sum(axis=1).tolist()
    keys = zip(found.keys["period"], found.keys["basis"], strict=True)
    assert dict(zip(keys, sheets_of_key, strict=True)) == counted


def test_the_widest_gap_stands_first_and_says_the_next_step() -> None:
    top, none = all_of(SMALL, 3), all_of(SMALL, 0)
    half = {**top, "A1-3": 1, "A2-2": 2}
    gaps = roll_up(matrix_of(sheets_of(top, top, half, half, half, none))).gaps
    # A1-3 has the weight 3: three sheets lack two levels of it, one lacks three.
    assert gaps["item"].tolist()[0] == "A1-3"
    assert gaps["gap"].tolist()[0] == pytest.approx(3 * (3 * 2 + 3) / 6)
    assert gaps["below_top"].tolist()[0] == pytest.approx(4 / 6)
    assert gaps["hint"].tolist()[0] == "Langkah 1."
    assert gaps["rank"].tolist() == [1, 2, 3, 4, 5]
    by_item = gaps.set_index("item")["misses_gate"]
    assert by_item["A2-2"] == pytest.approx(4 / 6), "half of the sheets are at 2, the bar is 3"
    assert np.isnan(by_item["A1-1"]), "an item without a gate misses none"


def test_few_sheets_have_no_gaps_and_no_levels() -> None:
    few = roll_up(matrix_of(sheets_of(*[all_of(SMALL, 1)] * (MIN_GROUP - 1))))
    assert len(few.gaps) == 0
    assert few.items["share_1"].isna().all()
    assert few.items["n"].tolist() == [MIN_GROUP - 1] * len(SMALL.items)


def test_a_group_that_would_give_a_small_one_away_is_hidden_too() -> None:
    register = pd.DataFrame(
        {
            "unit": [f"Unit {n:02}" for n in range(20)],
            "ministry": "",
            "region": ["Kecil"] * 2 + ["Sedang"] * 8 + ["Besar"] * 10,
            "service": "",
        }
    )
    matrix = matrix_of(sheets_of(*[all_of(SMALL, 1)] * 20))
    items = roll_up(matrix, register=register, by=("period", "region")).items
    shown = items[items["share_1"].notna()]["region"].unique().tolist()
    assert shown == ["Besar"], "the total less Besar and Sedang would be Kecil"


def test_scales_of_their_own_keep_their_levels_apart() -> None:
    standard = make_standard(scale=(1, 2, 3, 4), values=(25, 100))
    items = roll_up(matrix_of(sheets_of(*[all_of(standard, 4)] * 5), standard)).items
    assert items["share_4"].tolist() == [1.0] * len(standard.items)
    assert "share_0" not in items
