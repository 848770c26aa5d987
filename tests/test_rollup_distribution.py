"""The spread of units is told by exact means and quantiles, and never of fewer than five."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.indices import half_up
from assessment.matrix import Choice
from assessment.plan import compile_plan
from assessment.rollup import RollUp, roll_up
from assessment.rollup.distribution import DISTRIBUTION, distribution
from assessment.rollup.quantiles import QUANTILES, Rising
from assessment.suppression import MIN_GROUP, suppress
from tests.builders import make_standard
from tests.reference import score_sheet
from tests.units_in_periods import Sheet, choices_of, matrix_of, mean_of, percentile_inc

STANDARD = make_standard(weights={"A1-2": 2, "A2": 3})
ITEMS = [item.id for item in STANDARD.items]
PLAN = compile_plan(STANDARD).to_dict()
SHARES = {name: Fraction(*share) for name, share in QUANTILES.items()}
MEANS = {"mean": "score", "low": "low", "high": "high", "completeness": "completeness"}

sheets = st.lists(
    st.tuples(choices_of(STANDARD), st.sampled_from(["2026-1", "2026-2"])), min_size=1, max_size=24
)


def units(*rows: tuple[Choice, ...], period: str = "2026-1") -> list[Sheet]:
    return [Sheet(f"Unit {number:02}", row, period) for number, row in enumerate(rows)]


def rolled(found: list[Sheet], register: pd.DataFrame | None = None) -> RollUp:
    return roll_up(matrix_of(STANDARD, found), register=register)


def register(ministries: dict[str, str]) -> pd.DataFrame:
    columns = {"unit": list(ministries), "ministry": list(ministries.values())}
    return pd.DataFrame({**columns, "region": "", "service": ""})


def figures(sheet: Sheet, part: str) -> dict[str, int | None]:
    """Return the figures of a unit with an agreed sheet, in hundredths."""
    found = score_sheet(PLAN, dict(zip(ITEMS, sheet.choices, strict=True)))
    (row,) = [row for row in (found["overall"], *found["sections"]) if row["id"] == part]
    return {
        name: None if row[key] is None else round(100 * row[key]) for name, key in MEANS.items()
    }


def plain(found: list[Sheet], part: str) -> dict[str, float]:
    """Return the row of some units by the plain definition."""
    rows = [row for row in (figures(sheet, part) for sheet in found) if row["mean"] is not None]
    numbers = {name: [value for row in rows if (value := row[name]) is not None] for name in MEANS}
    return {
        "units": len(rows),
        **{name: mean_of(values) / 100 for name, values in numbers.items()},
        **{name: percentile_inc(numbers["mean"], share) / 100 for name, share in SHARES.items()},
        "complete": sum(value == 10_000 for value in numbers["completeness"]),
    }


@settings(max_examples=60)
@given(sheets)
def test_every_figure_is_that_of_the_plain_definition(
    drawn: list[tuple[tuple[Choice, ...], str]],
) -> None:
    everybody = [Sheet(f"U{number}", row, period) for number, (row, period) in enumerate(drawn)]
    found = distribution(rolled(everybody))
    for row in found.to_dict("records"):
        peers = [sheet for sheet in everybody if sheet.period == row["period"]]
        counted = [s for s in peers if figures(s, row["section"])["mean"] is not None]
        shown = {name: row[name] for name in DISTRIBUTION if name not in {"section", "title"}}
        if len(counted) < MIN_GROUP:
            assert all(pd.isna(value) for value in shown.values())
        else:
            assert shown == plain(peers, row["section"])


@settings(max_examples=30)
@given(st.lists(st.tuples(choices_of(STANDARD), st.sampled_from("ABC")), min_size=5, max_size=25))
def test_a_ministry_is_told_of_its_own_units_and_hidden_as_suppression_says(
    drawn: list[tuple[tuple[Choice, ...], str]],
) -> None:
    everybody = units(*(row for row, _ministry in drawn))
    ministry = {sheet.unit: name for sheet, (_row, name) in zip(everybody, drawn, strict=True)}
    found = distribution(rolled(everybody, register(ministry)), ["ministry"])
    for part in ("overall", "A1", "A2"):
        rows = found[found["section"] == part].set_index("ministry")
        peers = {
            name: [sheet for sheet in everybody if ministry[sheet.unit] == name]
            for name in rows.index
        }
        sizes = {
            name: sum(figures(sheet, part)["mean"] is not None for sheet in mine)
            for name, mine in peers.items()
        }
        expected = suppress(pd.DataFrame({"n": sizes}), "n")["n"]
        assert rows["units"].to_list() == expected.to_list()
        for name in rows.index[rows["units"].notna()]:
            row = rows.loc[name].drop(["period", "section", "title"])
            assert row.to_dict() == plain(peers[name], part)


@pytest.mark.parametrize(("count", "shown"), [(MIN_GROUP - 1, False), (MIN_GROUP, True)])
def test_five_units_are_shown_and_four_are_not(count: int, shown: bool) -> None:
    found = distribution(rolled(units(*[(1,) * 5] * count)))
    assert found.drop(columns=["period", "section", "title"]).notna().to_numpy().all() == shown
    assert found["units"].notna().all() == shown


def test_units_that_are_all_alike_have_one_figure() -> None:
    found = distribution(rolled(units(*[(3, 0, 3, 0, 3)] * 7))).set_index("section").loc["A1"]
    assert {found[name] for name in ("mean", "low", "high", *QUANTILES)} == {50.0}
    assert (found["units"], found["complete"]) == (7, 7)


def test_hidden_units_are_left_out_and_may_hide_the_rest() -> None:
    few = [Sheet("Zebra", (3,) * 5, agreed=False)] * (MIN_GROUP - 1)
    assert distribution(rolled([*units(*[(0,) * 5] * 5), *few]))["mean"].tolist() == [0.0] * 3
    assert distribution(rolled([*units(*[(0,) * 5] * 4), *few]))["mean"].isna().all()


def test_enough_assessors_stand_for_their_unit() -> None:
    many = [Sheet("Zebra", (3,) * 5, agreed=False)] * MIN_GROUP
    found = distribution(rolled([*units(*[(0,) * 5] * 4), *many]))
    assert found["units"].tolist() == [5] * 3
    assert found["mean"].tolist() == [20.0] * 3


def test_a_unit_counts_only_in_the_parts_that_it_has_an_index_for() -> None:
    answered = [(1, 2, 3, 0, 0)] * 5
    without: list[tuple[Choice, ...]] = [
        (1, 2, 3, None, "unknown"),
        (*["not_applicable"] * 3, 1, 1),
    ]
    found = distribution(rolled(units(*answered, *without))).set_index("section")
    assert found["units"].to_dict() == {"overall": 7, "A1": 6, "A2": 6}


def test_a_part_that_no_unit_has_an_index_for_shows_nothing() -> None:
    rows: list[tuple[Choice, ...]] = [(1, 2, 3, None, "unknown"), (0, 1, 1, None, None)]
    found = distribution(rolled(units(*rows * 3))).set_index("section")
    assert found["units"].isna().to_dict() == {"overall": False, "A1": False, "A2": True}
    assert found.loc["A2", list(SHARES)].isna().all()


def test_a_small_ministry_is_not_given_away_by_the_total() -> None:
    everybody = units(*[(1,) * 5] * 18)
    sizes = {"A": 9, "B": 6, "C": 3}
    names = [name for name, size in sizes.items() for _unit in range(size)]
    ministry = dict(zip((sheet.unit for sheet in everybody), names, strict=True))
    found = distribution(rolled(everybody, register(ministry)), ["ministry"])
    shown = found[found["units"].notna()]
    assert set(shown["ministry"]) == {"A"}
    assert found[found["ministry"] == "B"]["mean"].isna().all()


@settings(max_examples=20)
@given(sheets)
def test_a_nation_is_told_stretch_by_stretch_as_a_ministry_at_once(
    drawn: list[tuple[tuple[Choice, ...], str]],
) -> None:
    found = [Sheet(f"Unit {number:02}", row, period) for number, (row, period) in enumerate(drawn)]
    whole = rolled(found).distribution()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("assessment.rollup.threads.WORTH_A_THREAD", 2)
        patched.setattr("assessment.rollup.threads.os.cpu_count", lambda: 3)
        patched.setattr("assessment.rollup.group_figures.KEPT_GROUPS", 0)
        patched.setattr("assessment.rollup.figures.BLOCK", 2)
        cut = rolled(found).distribution()
    pd.testing.assert_frame_equal(whole, cut)


def test_rows_stand_by_period_and_kind_with_overall_first() -> None:
    everybody = [*units((1,) * 5, (2,) * 5, period="2026-2"), *units((1,) * 5)]
    ministry = {"Unit 00": "Beta", "Unit 01": "Alfa"}
    found = distribution(rolled(everybody, register(ministry)), ["ministry"])
    keys = list(found[["period", "ministry", "section"]].itertuples(index=False, name=None))
    expected = [("2026-1", "Beta"), ("2026-2", "Alfa"), ("2026-2", "Beta")]
    assert keys == [(*key, part) for key in expected for part in ("overall", "A1", "A2")]
    assert found["title"].tolist()[:3] == [_("Overall"), "Bagian 1", "Bagian 2"]


@pytest.mark.parametrize("by", [("unit",), ("period",), ("ministry", "ministry"), ("wilayah",)])
def test_another_column_is_refused_by_its_name(by: tuple[str, ...]) -> None:
    with pytest.raises(BermaknaError, match=by[0]):
        distribution(rolled(units((1,) * 5)), by)


@pytest.mark.parametrize("by", [(), ("ministry",), ("region", "service")])
@pytest.mark.parametrize("found", [units(*[(1,) * 5] * 6), units((1,) * 5), []])
def test_the_table_has_its_columns_and_dtypes(found: list[Sheet], by: tuple[str, ...]) -> None:
    table = distribution(rolled(found), by)
    keys = dict.fromkeys(("period", *by), "category")
    assert table.dtypes.astype(str).to_dict() == {**keys, **DISTRIBUTION}
    assert list(table) == [*keys, *DISTRIBUTION]


def rising(*numbers: int) -> Rising:
    values = np.array([[*sorted(numbers), -1]], dtype=np.int16)
    return Rising(values, np.array([len(numbers)]), np.array([[len(numbers)]]))


def test_a_quantile_is_that_of_excel_s_own_example() -> None:
    assert rising(100, 200, 300, 400).quantiles([(3, 10)]).tolist() == [[[190]]]


def test_a_figure_between_two_hundredths_is_rounded_up() -> None:
    assert rising(0, 1).quantiles([(1, 2)]).tolist() == [[[1]]]
    assert half_up(np.array([1, 1, 3, 5]), np.array([2, 3, 2, 0])).tolist() == [1, 0, 2, -1]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30))
def test_quantiles_are_the_plain_ones_of_any_numbers(numbers: list[int]) -> None:
    expected = [[[percentile_inc(numbers, SHARES[name])]] for name in QUANTILES]
    assert rising(*numbers).quantiles(QUANTILES.values()).tolist() == expected
