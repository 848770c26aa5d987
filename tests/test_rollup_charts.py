"""The charts across units: in the order of names, silent about few, readable in both themes."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex, to_rgb

from assessment.charts import (
    Chart,
    chart_common_gaps,
    chart_distribution,
    chart_heat_map,
    chart_trend,
    part_rows,
)
from assessment.charts.colours import INK, PAPER, mixture
from assessment.charts.heat_map import MOST, PALER, STEPS
from assessment.charts.words import NONE
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.rollup import RollUp, roll_up
from assessment.rollup.distribution import distribution
from assessment.simulation import simulate
from assessment.suppression import MIN_GROUP
from assessment.wording import print_index
from tests import test_charts
from tests.test_style import colours, contrast

UNIT = load_standard("unit")
HIDDEN = _("Hidden: fewer than {least} units.").format(least=MIN_GROUP)
OPEN, FULL = "Unit Terbuka", "Unit Penuh"


@cache
def rolled(units: int, periods: int = 3) -> RollUp:
    made = simulate(UNIT, units=units, periods=periods, assessors=2, seed=3, agreed=True)
    return roll_up(made.matrix, register=made.register)


@cache
def spread(units: int, by: tuple[str, ...] = ()) -> pd.DataFrame:
    return distribution(rolled(units), by)


def of_period(frame: pd.DataFrame, place: int = 0) -> pd.DataFrame:
    period = frame["period"].unique()[place]
    found: pd.DataFrame = frame[frame["period"] == period]
    return found


def heat(units: int) -> pd.DataFrame:
    found = rolled(units)
    return part_rows(of_period(found.units), of_period(found.sections))


def cells(*rows: tuple[str, str, float | None, float]) -> pd.DataFrame:
    """Return rows of a heat map: a name, a part, its index and its completeness."""
    columns = ["unit", "section", "index", "completeness"]
    return pd.DataFrame(rows, columns=columns).assign(period="2026-1")


def own(units: int, name: str | None = None, **figures: tuple[float, float]) -> pd.DataFrame:
    """Return a unit's own rows, some parts with bounds of their own."""
    found = rolled(units)
    name = name or str(found.keys["unit"].iloc[1])
    rows = part_rows(found.units, found.sections)
    rows = rows[rows["unit"] == name].copy()
    for part, ends in figures.items():
        rows.loc[rows["section"] == part, ["low", "high"]] = ends
    return rows


def without_figures(rows: pd.DataFrame, where: pd.Series) -> pd.DataFrame:
    """Return rows with the figures taken out of some of them."""
    told = rows[["period", "section", "title"]]
    return told.join(rows.drop(columns=told.columns).mask(where))


def gaps() -> pd.DataFrame:
    return of_period(rolled(30).gaps)


def trend_with_a_hole() -> Chart:
    rows = spread(30)
    hole = without_figures(rows, rows["period"] == rows["period"].cat.categories[1])
    return chart_trend(hole, UNIT, own(30))


CHARTS: dict[str, Callable[[], Chart]] = {
    "heat map": lambda: chart_heat_map(heat(12), UNIT),
    "heat map of regions": lambda: chart_heat_map(
        of_period(spread(30, ("region",))), UNIT, "region", "mean"
    ),
    "heat map of nobody": lambda: chart_heat_map(heat(12).head(0), UNIT),
    "distribution": lambda: chart_distribution(of_period(spread(30)), UNIT),
    "distribution and own": lambda: chart_distribution(
        of_period(spread(30)), UNIT, own(30, P2=(40.0, 66.67))
    ),
    "distribution of few": lambda: chart_distribution(of_period(spread(4)), UNIT, own(4)),
    "trend": lambda: chart_trend(spread(30), UNIT),
    "trend and own": lambda: chart_trend(spread(30), UNIT, own(30, P2=(0.0, 100.0))),
    "trend with a hole": trend_with_a_hole,
    "trend of one period": lambda: chart_trend(of_period(spread(30)), UNIT, own(30)),
    "trend of few": lambda: chart_trend(spread(4), UNIT),
    "gaps": lambda: chart_common_gaps(gaps()),
    "gaps of nobody": lambda: chart_common_gaps(gaps().head(0)),
}


@pytest.fixture(params=CHARTS, scope="module")
def chart(request: pytest.FixtureRequest) -> Chart:
    return CHARTS[request.param]()


def test_it_is_drawn_cleanly_and_says_what_it_is(chart: Chart) -> None:
    test_charts.test_no_text_is_cut_or_covers_another(chart)
    test_charts.test_a_chart_is_small_and_well_formed_and_keeps_its_text_as_text(chart)
    test_charts.test_a_chart_says_in_sentences_what_it_is(chart)
    test_charts.test_the_style_of_a_picture_reaches_charts_alone(chart)


def test_every_row_of_its_table_has_a_cell_for_every_heading(chart: Chart) -> None:
    assert len({len(row) for row in chart.rows}) <= 1


@pytest.mark.parametrize("name", ["heat map", "distribution and own", "trend and own", "gaps"])
def test_the_same_numbers_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    for kind in ("svg", "png", "pdf"):
        paths = [tmp_path / f"{number}.{kind}" for number in (1, 2)]
        first, second = (CHARTS[name]().save(path).read_bytes() for path in paths)
        assert first == second


def test_rows_of_a_heat_map_stand_in_the_order_of_their_names() -> None:
    rows = cells(
        ("Unit C", "P1", 90.0, 100), ("unit b", "P1", 10.0, 100), ("Unit A", "P1", 50.0, 100)
    )
    chart = chart_heat_map(rows, UNIT)
    assert [row[0] for row in chart.rows[1:]] == ["Unit A", "unit b", "Unit C"]
    assert chart.svg() == chart_heat_map(rows[::-1], UNIT).svg()


def test_columns_of_a_heat_map_stand_in_the_order_of_the_standard() -> None:
    rows = cells(("A", "P2", 1.0, 100), ("A", "overall", 2.0, 100), ("A", "P1", 3.0, 100))
    heading, row = chart_heat_map(rows, UNIT).rows
    assert row == ["A", *map(print_index, (2.0, 3.0, 1.0))]
    assert [name.split()[0] for name in heading[2:]] == ["P1", "P2"]


def test_a_cell_is_rounded_half_up_and_its_table_has_two_decimals() -> None:
    rows = cells(("A", "P1", 62.5, 100), ("B", "P1", 62.49, 100), ("C", "P1", 100.0, 100))
    chart = chart_heat_map(rows, UNIT)
    shown = test_charts.texts(chart)
    assert [text for text in shown if text in ("62", "63")] == ["63", "62"]
    assert [row[1] for row in chart.rows[1:]] == ["62,50", "62,49", "100,00"]


def test_an_open_cell_has_a_star_and_an_empty_one_is_said() -> None:
    rows = cells(("A", "P1", 50.0, 80), ("B", "P1", None, np.nan), ("C", "P1", 40.0, 100))
    chart = chart_heat_map(rows, UNIT)
    assert "50*" in test_charts.texts(chart)
    assert [row[1] for row in chart.rows[1:]] == ["50,00*", NONE, "40,00"]
    assert _("Rows without any figure: {count}.").format(count=1) in chart.alt
    assert _("no figure: hidden, or nothing was answered") in test_charts.words(chart)


def test_a_mean_of_many_units_has_no_star() -> None:
    chart = chart_heat_map(of_period(spread(30, ("region",))), UNIT, "region", "mean")
    assert "*" not in test_charts.words(chart)


def test_more_rows_than_fit_are_refused_with_what_is_allowed() -> None:
    rows = cells(*((f"Unit {number}", "P1", 50.0, 100) for number in range(MOST + 1)))
    with pytest.raises(BermaknaError, match=f"{MOST + 1}.*{MOST}"):
        chart_heat_map(rows, UNIT)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_of_a_heat_map_stay_readable(theme: str) -> None:
    known = colours(theme)
    ends = list(zip(to_rgb(known["paper"]), to_rgb(known["accent"]), strict=True))
    for step, percent in enumerate(STEPS):
        red, green, blue = (float(np.interp(percent, (0, 100), pair)) for pair in ends)
        shade = to_hex((red, green, blue))
        assert contrast(known["ink" if step < PALER else "paper"], shade) >= 4.5
    shades = [mixture(percent) for percent in STEPS]
    assert all(contrast(INK, shade) >= 4.5 for shade in shades[:PALER])
    assert all(contrast(PAPER, shade) >= 4.5 for shade in shades[PALER:])


def test_a_distribution_says_median_and_middle_half_of_each_part() -> None:
    rows = of_period(spread(30))
    chart = chart_distribution(rows, UNIT)
    assert len(chart.rows) == 1 + len(rows)
    first = rows.iloc[0]
    assert chart.rows[1][1] == str(first["units"])
    assert print_index(float(first["median"])) in test_charts.words(chart)
    assert all(str(section.title) in chart.alt for section in UNIT.sections)


def test_the_own_unit_is_named_with_its_bounds_and_nobody_else_is() -> None:
    mine = own(30, P2=(40.0, 66.67))
    chart = chart_distribution(of_period(spread(30)), UNIT, mine)
    name = str(mine["unit"].iloc[0])
    said = chart.alt + test_charts.words(chart) + str(chart.rows)
    assert chart.rows[0][-1] == name
    assert "40,00–66,67" in said
    others = set(rolled(30).keys["unit"]) - {name}
    assert [other for other in others if other in said] == []


def test_the_own_unit_changes_the_picture_beyond_its_colours() -> None:
    rows = of_period(spread(30))
    shapes = [
        len(re.findall("<path", chart_distribution(rows, UNIT, mine).svg()))
        for mine in (None, own(30))
    ]
    assert shapes[1] > shapes[0] + len(UNIT.sections)


def test_a_hidden_part_says_so_and_shows_no_figure() -> None:
    rows = of_period(spread(30))
    chart = chart_distribution(without_figures(rows, rows["section"] == "P3"), UNIT)
    assert f"P3 {UNIT.section('P3').title}: {HIDDEN}" in chart.alt
    assert HIDDEN in test_charts.texts(chart)
    (row,) = (row for row in chart.rows if row[0].startswith("P3"))
    assert set(row[1:]) == {NONE}


@pytest.mark.parametrize("draw", [chart_distribution, chart_trend])
def test_of_few_units_nothing_is_drawn(draw: Callable[..., Chart]) -> None:
    chart = draw(of_period(spread(4)), UNIT)
    assert HIDDEN in chart.alt
    assert chart.rows == []


def test_a_trend_names_a_hidden_period_and_does_not_bridge_it() -> None:
    chart = trend_with_a_hole()
    periods = list(spread(30)["period"].cat.categories)
    assert _("hidden: {periods}").format(periods=periods[1]) in test_charts.words(chart)
    assert f"{periods[1]}: {HIDDEN.rstrip('.')}" in chart.alt
    hidden = [row for row in chart.rows if row[1] == periods[1]]
    assert all(row[2:6] == [NONE] * 4 for row in hidden)


def test_a_trend_has_a_row_for_each_part_and_period() -> None:
    chart = chart_trend(spread(30), UNIT)
    assert len(chart.rows) == 1 + len(spread(30))
    assert {row[1] for row in chart.rows[1:]} == set(spread(30)["period"])


def test_gaps_stand_in_their_order_and_a_missed_bar_is_marked() -> None:
    rows = gaps().reset_index(drop=True)
    rows.loc[0, "misses_gate"] = 0.25
    chart = chart_common_gaps(rows, most=3)
    assert [row[1] for row in chart.rows[1:]] == list(rows["item"].head(3))
    assert _("of these, below the bar of the gate") in test_charts.texts(chart)
    missing = _("{missing} % below the bar of the gate").format(missing="25")
    assert missing in chart.alt
    assert rows["item"].iloc[3] not in chart.alt


def test_a_gap_of_few_sheets_is_not_drawn() -> None:
    rows = gaps().assign(gap=np.nan)
    reason = _("Hidden: fewer than {least} sheets have a level.").format(least=MIN_GROUP)
    assert reason in chart_common_gaps(rows).alt
