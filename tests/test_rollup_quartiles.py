"""A unit is told the quarter of its peers that it is in, honestly, and nothing of them."""

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.errors import BermaknaError
from assessment.matrix import Choice
from assessment.rollup import RollUp, roll_up
from assessment.rollup.quartiles import PLACED, quartiles
from assessment.suppression import MIN_GROUP
from tests.builders import make_standard
from tests.units_in_periods import Sheet, choices_of, matrix_of, percentile_inc

STANDARD = make_standard(items_per_section=(3, 1), weights={"A1-2": 2, "A2": 3})
Row = tuple[Choice, ...]

PARTS = ("overall", "A1", "A2")
SHARES = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))


def rolled(*rows: Row, register: pd.DataFrame | None = None) -> RollUp:
    found = [Sheet(f"Unit {number:02}", row) for number, row in enumerate(rows)]
    return roll_up(matrix_of(STANDARD, found), register=register)


def quarters(rollup: RollUp, part: str) -> list[tuple[int, int] | None]:
    """Return the quarters of the units by name, ``None`` where none is told."""
    found = quartiles(rollup)
    mine = found[found["section"] == part]
    pairs = mine[["quartile_from", "quartile_to"]].astype(object).itertuples(index=False, name=None)
    return [None if pd.isna(pair[0]) else pair for pair in pairs]


def plain(rollup: RollUp, part: int) -> list[tuple[int, int] | None]:
    """Return the same from the printed figures, by counting borders."""
    index, bounds = rollup.hundredths[:, part].tolist(), rollup.figures(part)
    counted = [value for value in index if value >= 0]
    if len(counted) < MIN_GROUP:
        return [None] * len(index)
    borders = [percentile_inc(counted, share) for share in SHARES]
    return [
        None
        if value < 0
        else (1 + sum(border < low for border in borders), 1 + sum(b <= high for b in borders))
        for value, low, high in zip(index, bounds.low.tolist(), bounds.high.tolist(), strict=True)
    ]


@settings(max_examples=60)
@given(st.lists(choices_of(STANDARD), min_size=1, max_size=16))
def test_the_quarters_are_those_of_the_borders_below_the_bounds(
    rows: list[Row],
) -> None:
    rollup = rolled(*rows)
    for place, part in enumerate(PARTS):
        assert quarters(rollup, part) == plain(rollup, place)


def test_complete_units_between_the_borders_are_in_one_quarter() -> None:
    rows: Sequence[Row] = [(level, level, level, level) for level in (0, 1, 2, 3)] * 2
    assert quarters(rolled(*rows), "A1") == [(1, 1), (2, 2), (3, 3), (4, 4)] * 2


def test_a_unit_right_on_a_border_is_in_the_quarters_on_both_sides() -> None:
    rows: Sequence[Row] = [(0, 0, 0, level) for level in (0, 1, 1, 2, 3)]
    assert quarters(rolled(*rows), "A2") == [(1, 1), (1, 3), (1, 3), (3, 4), (4, 4)]


def test_units_that_are_all_alike_are_not_told_apart() -> None:
    assert quarters(rolled(*[(3,) * 4] * 9), "overall") == [(1, 4)] * 9


def test_open_items_widen_the_quarters_to_those_of_both_bounds() -> None:
    rows: Sequence[Row] = [(level,) * 4 for level in (0, 1, 2, 3, 3)] * 2
    # Quartiles 33.33, 66.67 and 100; the bounds of the last unit are 16.67 and 91.67.
    assert quarters(rolled(*rows, (2, None, "unknown", 3)), "A1")[-1] == (1, 3)
    assert quarters(rolled(*rows, (2, 2, 2, 3)), "A1")[-1] == (2, 3)


@pytest.mark.parametrize(("count", "told"), [(MIN_GROUP - 1, False), (MIN_GROUP, True)])
def test_five_peers_are_needed(count: int, told: bool) -> None:
    found = quartiles(rolled(*[(1, 2, 3, 0)] * count))
    assert found[["quartile_from", "quartile_to", "peers"]].notna().to_numpy().all() == told
    assert found["peers"].notna().any() == told


def test_one_unit_alone_is_told_nothing() -> None:
    assert quarters(rolled((1, 2, 3, 0)), "overall") == [None]


def test_a_hidden_unit_is_told_nothing_and_is_nobody_s_peer() -> None:
    alone = [Sheet("Zebra", (3,) * 4, agreed=False)] * (MIN_GROUP - 1)
    shown = [Sheet(f"Unit {number}", (1,) * 4) for number in range(5)]
    found = quartiles(roll_up(matrix_of(STANDARD, [*shown, *alone])))
    hidden = found[found["unit"] == "Zebra"]
    assert hidden[["quartile_from", "quartile_to", "peers"]].isna().to_numpy().all()
    assert found["peers"].dropna().tolist() == [5] * 15


def test_a_part_without_an_index_has_no_quarter() -> None:
    rows: Sequence[Row] = [(1, 2, 3, 0)] * 6
    assert quarters(rolled(*rows, (1, 2, 3, "not_applicable")), "A2")[-1] is None
    assert quarters(rolled(*rows, (1, 2, 3, None)), "A2")[-1] is None
    assert quarters(rolled(*rows, (1, 2, 3, None)), "A1")[-1] is not None


def test_peers_may_be_the_units_of_the_same_kind() -> None:
    names = [f"Unit {number:02}" for number in range(12)]
    kinds = ["Alfa"] * 5 + ["Beta"] * 7
    register = pd.DataFrame({"unit": names, "ministry": kinds, "region": "", "service": ""})
    rows: Sequence[Row] = [(0,) * 4] * 5 + [(3,) * 4] * 7
    found = quartiles(rolled(*rows, register=register), ["ministry"])
    assert found["peers"].tolist() == [5] * 15 + [7] * 21
    assert (found["quartile_from"] == 1).all()
    assert found["ministry"].astype(str).tolist() == ["Alfa"] * 15 + ["Beta"] * 21


def test_a_kind_whose_figures_would_give_a_small_one_away_is_told_nothing() -> None:
    names = [f"Unit {number:02}" for number in range(19)]
    kinds = ["Alfa"] * 10 + ["Beta"] * 6 + ["Gama"] * 3
    register = pd.DataFrame({"unit": names, "ministry": kinds, "region": "", "service": ""})
    found = quartiles(rolled(*[(1,) * 4] * 19, register=register), ["ministry"])
    assert set(found[found["peers"].notna()]["ministry"]) == {"Alfa"}


def test_periods_are_not_each_other_s_peers() -> None:
    found = [Sheet(f"Unit {number}", (number // 5,) * 4, "2026-1") for number in range(6)]
    found += [Sheet(f"Unit {number}", (3,) * 4, "2026-2") for number in range(4)]
    table = quartiles(roll_up(matrix_of(STANDARD, found)))
    assert table[table["period"] == "2026-2"]["peers"].isna().all()
    assert set(table[table["period"] == "2026-1"]["peers"]) == {6}


def test_rows_stand_by_the_units_names_never_by_a_figure() -> None:
    found = [
        Sheet(name, (level,) * 4) for name, level in zip("CADBE", (0, 3, 1, 2, 0), strict=True)
    ]
    table = quartiles(roll_up(matrix_of(STANDARD, found)))
    assert table["unit"].tolist() == [name for name in "ABCDE" for _part in PARTS]
    assert table["section"].tolist() == [*PARTS] * 5


def test_another_column_is_refused_by_its_name() -> None:
    with pytest.raises(BermaknaError, match="wilayah"):
        quartiles(rolled((1,) * 4), ["wilayah"])


@pytest.mark.parametrize("peers", [(), ("ministry",), ("region", "service")])
@pytest.mark.parametrize("rows", [[(1,) * 4] * 6, [(1,) * 4], []])
def test_the_table_has_its_columns_and_dtypes(rows: list[Row], peers: tuple[str, ...]) -> None:
    table = quartiles(rolled(*rows), peers)
    keys = dict.fromkeys(("unit", "period", *peers), "category")
    assert table.dtypes.astype(str).to_dict() == {**keys, **PLACED}
