"""The engines of the bench find the same, a wrong one is caught, and nothing is left out unsaid."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import floor
from pathlib import Path
from statistics import mean, median_low, variance
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from assessment.answer_matrix import AnswerMatrix, whose
from assessment.answer_matrix.parquet import write_parquet
from assessment.bench import Row
from assessment.bench_rollup import cluster, in_polars_groups, measuring, peers, rows
from assessment.bench_rollup.engines import PEERS, Engine, engine
from assessment.bench_rollup.findings import Findings, disagreements
from assessment.bench_rollup.growth import Growth, growth_rows, measure_growth
from assessment.bench_rollup.measuring import Measured, measure, measure_apart
from assessment.bench_rollup.redraws import redraw_rows
from assessment.bench_rollup.rules import Rules
from assessment.bench_rollup.scales import NOT_A_NATION, SCALES, Scale, up_to
from assessment.bench_rollup.sources import source_rows
from assessment.charts.growth import chart_growth
from assessment.errors import BermaknaError
from assessment.loading import load_standard
from assessment.matrix import LOWEST_LEVEL, NOT_APPLICABLE, UNANSWERED, UNKNOWN
from assessment.plan import PlannedItem, compile_plan
from assessment.wording import print_index, print_points
from tests.test_bench import assert_complete

STANDARD = load_standard("unit")
PLAN = compile_plan(STANDARD)
PERIODS = ("2025-1", "2025-2", "2026-1")
PARTS = ("overall", *(section.id for section in PLAN.sections))
SMALL = Scale("unit", 6, answers=5, sheets=400)

Group = tuple[str, str]


def small_matrix() -> AnswerMatrix:
    """Return five sheets of seven units in three periods, with all that is special.

    One unit skips a period, two answer everything, one nothing in a period and one nothing in a
    section; nobody answers an item in a period, and no item of a section in another.
    """
    keys = [
        (f"Unit {unit}", period)
        for unit, period in product(range(7), PERIODS)
        if (unit, period) != (3, PERIODS[-1])
        for _assessor in range(5)
    ]
    units, periods = (np.array(names) for names in zip(*keys, strict=True))
    random = np.random.default_rng(6)
    shape, shares = (len(keys), len(PLAN.items)), (0.04, 0.04, 0.04, 0.13, 0.25, 0.25, 0.25)
    codes = np.asfortranarray(random.choice(7, shape, p=shares).astype(np.uint8))
    for column, item in enumerate(PLAN.items):
        if not item.not_applicable:
            codes[codes[:, column] == NOT_APPLICABLE, column] = LOWEST_LEVEL
    everything = np.isin(units, ["Unit 0", "Unit 1"])
    codes[everything] = np.maximum(codes[everything], NOT_APPLICABLE)
    for column, item in enumerate(PLAN.items):
        if not item.not_applicable:
            codes[everything, column] = np.maximum(codes[everything, column], LOWEST_LEVEL)
    codes[(units == "Unit 5") & (periods == PERIODS[0])] = UNANSWERED
    codes[np.ix_(units == "Unit 6", columns_of(2))] = UNKNOWN
    codes[periods == PERIODS[0], columns_of(8)[0]] = UNKNOWN
    codes[np.ix_(periods == PERIODS[1], columns_of(7))] = UNANSWERED
    return AnswerMatrix(STANDARD, codes, whose({"unit": units, "period": periods}))


def columns_of(section: int) -> list[int]:
    return [column for column, item in enumerate(PLAN.items) if item.section == section]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_parquet(tmp_path_factory.mktemp("data") / "small.parquet", small_matrix())


def found_by(name: str, data: Path) -> Findings:
    asked = engine(name)
    assert asked.findings
    return asked.findings(asked.summarise(asked.load(data, PLAN), PLAN), PLAN)


# The plain definition: Fractions, one answer after the other.


def half_up(number: Fraction | None) -> float:
    return np.nan if number is None else floor(100 * number + Fraction(1, 2)) / 100


def ratio(part: int | Fraction, whole: int) -> Fraction | None:
    return Fraction(part) / whole if whole else None


def figures(sheets: Iterable[np.ndarray]) -> dict[str, Fraction | None]:
    """Return index, bounds and completeness of all parts of one group, exactly."""
    points, answered, applicable = (dict.fromkeys(range(len(PLAN.sections)), 0) for _ in range(3))
    for sheet in sheets:
        for code, item in zip(sheet.tolist(), PLAN.items, strict=True):
            applicable[item.section] += item.weight * (code != NOT_APPLICABLE)
            if code >= LOWEST_LEVEL:
                answered[item.section] += item.weight
                points[item.section] += item.weight * item.points[code - LOWEST_LEVEL]
    found: dict[str, Fraction | None] = {}
    for place, section in enumerate(PLAN.sections):
        most = points[place] + 3 * (applicable[place] - answered[place])
        found[f"index_{section.id}"] = ratio(Fraction(100 * points[place], 3), answered[place])
        found[f"low_{section.id}"] = ratio(Fraction(100 * points[place], 3), applicable[place])
        found[f"high_{section.id}"] = ratio(Fraction(100 * most, 3), applicable[place])
        found[f"completeness_{section.id}"] = ratio(100 * answered[place], applicable[place])
    for name in ("index", "low", "high"):
        of_sections = [found[f"{name}_{section.id}"] for section in PLAN.sections]
        some = [figure for figure in of_sections if figure is not None]
        found[f"{name}_overall"] = ratio(sum(some, Fraction(0)), len(some))
    found["completeness_overall"] = ratio(100 * sum(answered.values()), sum(applicable.values()))
    return found


def shut_gates(sheets: list[np.ndarray]) -> dict[str, PlannedItem]:
    """Return the gate items whose lower median level is below their bar."""
    found = {}
    for column, item in enumerate(PLAN.items):
        chosen = levels_of(item, [sheet[column] for sheet in sheets])
        if item.gate and chosen and median_low(chosen) < item.gate[0]:
            found[item.id] = item
    return found


def levels_of(item: PlannedItem, codes: Iterable[int]) -> list[int]:
    return [item.levels[code - LOWEST_LEVEL] for code in codes if code >= LOWEST_LEVEL]


def plain_group(sheets: list[np.ndarray]) -> dict[str, Any]:
    """Return the printed figures, the shut gates and the bands of one group."""
    exact, shut = figures(sheets), shut_gates(sheets)
    found: dict[str, Any] = {name: half_up(number) for name, number in exact.items()}
    for place, part in enumerate(PARTS):
        caps = [
            item.gate[1] for item in shut.values() if item.gate and place in (0, item.section + 1)
        ]
        index = found[f"index_{part}"]
        reached = [n for n, band in enumerate(PLAN.bands) if band.lowest / 100 <= index]
        complete = exact[f"completeness_{part}"] == 100
        found[f"band_{part}"] = PLAN.bands[min([reached[-1], *caps])].id if complete else None
    return {**found, "gates": ", ".join(shut)}


def quantile(values: list[float], share: Fraction) -> float:
    """Return PERCENTILE.INC of printed numbers, rounded half up."""
    rising = sorted(Fraction(str(value)) for value in values)
    place = (len(rising) - 1) * share
    below = floor(place)
    above = min(below + 1, len(rising) - 1)
    return half_up(rising[below] + (place - below) * (rising[above] - rising[below]))


def plain_findings(matrix: AnswerMatrix) -> Findings:
    names = matrix.who[["unit", "period"]].astype("str").itertuples(index=False, name=None)
    sheets: dict[Group, list[np.ndarray]] = {}
    for key, sheet in zip(names, matrix.codes, strict=True):
        sheets.setdefault(key, []).append(sheet)
    groups = {key: plain_group(found) for key, found in sheets.items()}
    of_periods = {
        period: np.array(
            [s for (_, when), found in sheets.items() if when == period for s in found]
        )
        for period in PERIODS
    }
    return Findings(
        groups=pd.DataFrame(
            [{"unit": u, "period": p, **found} for (u, p), found in groups.items()]
        ),
        items=pd.DataFrame(plain_items(of_periods)),
        distribution=pd.DataFrame(plain_distribution(groups)),
        alphas=pd.DataFrame(plain_alphas(of_periods)),
        changes=pd.DataFrame(
            [
                {"unit": unit, "change": found["index_overall"] - before["index_overall"]}
                for (unit, period), found in groups.items()
                if period == PERIODS[-1] and (before := groups.get((unit, PERIODS[-2])))
            ]
        ),
    )


def plain_items(of_periods: Mapping[str, np.ndarray]) -> Iterator[dict[str, object]]:
    for (period, sheets), (column, item) in product(of_periods.items(), enumerate(PLAN.items)):
        codes = sheets[:, column].tolist()
        chosen = levels_of(item, codes)
        yield {
            "period": period,
            "item": item.id,
            "n": len(chosen),
            "median": median_low(chosen) if chosen else np.nan,
            "unknown": codes.count(UNKNOWN),
            "not_applicable": codes.count(NOT_APPLICABLE),
            "unanswered": codes.count(UNANSWERED),
            **{
                f"share_{digit}": chosen.count(digit) / max(1, len(chosen)) for digit in item.levels
            },
        }


def plain_distribution(groups: Mapping[Group, dict[str, Any]]) -> Iterator[dict[str, object]]:
    tenths = {"p10": (1, 10), "q1": (1, 4), "median": (1, 2), "q3": (3, 4), "p90": (9, 10)}
    for period, part in product(PERIODS, PARTS):
        found = [found for (_, when), found in groups.items() if when == period]
        found = [one for one in found if not np.isnan(one[f"index_{part}"])]
        values = [one[f"index_{part}"] for one in found]
        if found:
            yield {
                "period": period,
                "part": part,
                "units": len(found),
                "mean": mean_of(values),
                "low": mean_of(one[f"low_{part}"] for one in found),
                "high": mean_of(one[f"high_{part}"] for one in found),
                "completeness": mean_of(one[f"completeness_{part}"] for one in found),
                "complete": sum(one[f"completeness_{part}"] == 100 for one in found),
                **{name: quantile(values, Fraction(*share)) for name, share in tenths.items()},
            }


def mean_of(values: Iterable[float]) -> float:
    """Return the mean of printed numbers, rounded half up."""
    return half_up(mean(Fraction(str(value)) for value in values))


def plain_alphas(of_periods: Mapping[str, np.ndarray]) -> Iterator[dict[str, object]]:
    """Yield Cronbach's alphas of the items that anybody answered, listwise, in fractions."""
    for (period, sheets), place in product(of_periods.items(), range(len(PLAN.sections))):
        columns = [c for c in columns_of(place) if (sheets[:, c] >= LOWEST_LEVEL).any()]
        rows = [row for row in sheets[:, columns].tolist() if all(c >= LOWEST_LEVEL for c in row)]
        value = np.nan
        if len(columns) > 1 and (whole := variance([Fraction(sum(row)) for row in rows])):
            parts = sum(variance(map(Fraction, items)) for items in zip(*rows, strict=True))
            value = float(Fraction(len(columns), len(columns) - 1) * (1 - parts / whole))
        found = {"period": period, "section": PLAN.sections[place].id}
        yield {**found, "value": value, "n": len(rows)}


@pytest.mark.parametrize("name", ["ours", "plain", *PEERS])
def test_every_engine_finds_what_the_plain_definition_says(name: str, data: Path) -> None:
    assert disagreements(plain_findings(small_matrix()), found_by(name, data)) == []


def test_without_a_row_a_section_the_summary_is_the_rest_of_the_same(data: Path) -> None:
    whole, rest = found_by("ours", data), found_by("spread", data)
    assert not any("P1" in column for column in rest.groups)
    overall = whole.groups.filter(rest.groups.columns)
    assert disagreements(rest, replace(whole, groups=overall)) == []


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("groups", "index_overall"),
        ("groups", "low_P1"),
        ("groups", "high_overall"),
        ("groups", "completeness_P3"),
        ("items", "median"),
        ("items", "unanswered"),
        ("items", "share_2"),
        ("distribution", "mean"),
        ("distribution", "p90"),
        ("distribution", "complete"),
        ("alphas", "value"),
        ("changes", "change"),
    ],
)
def test_one_hundredth_off_is_another_summary(table: str, column: str, data: Path) -> None:
    ours = found_by("ours", data)
    frame = getattr(ours, table).copy()
    frame[column] = frame[column].astype("Float64")
    place = int(frame[column].notna().to_numpy().nonzero()[0][0])
    frame.loc[frame.index[place], column] += 0.01
    different = disagreements(ours, replace(ours, **{table: frame}))
    assert len(different) == 1
    assert table in different[0]
    assert column in different[0]


@pytest.mark.parametrize("column", ["band_overall", "band_P2", "gates"])
def test_another_band_or_gate_is_another_summary(column: str, data: Path) -> None:
    ours = found_by("ours", data)
    other = ours.groups[column].astype("str").where(ours.groups.index > 0, "P6-4, P2-2")
    different = disagreements(ours, replace(ours, groups=ours.groups.assign(**{column: other})))
    assert len(different) == 1
    assert column in different[0]


def test_the_data_have_all_that_the_rules_are_about() -> None:
    found = plain_findings(small_matrix())
    bands = found.groups.filter(like="band_")
    assert bands["band_overall"].notna().any()
    assert bands["band_overall"].isna().any()
    assert set(bands.stack().dropna()) >= {"rintisan", "tumbuh", "berjalan"}  # noqa: PD013, no names
    assert found.groups["gates"].nunique() > 2
    assert found.distribution["complete"].gt(0).any()
    undefined = found.alphas[found.alphas["value"].isna()]
    assert undefined[["period", "section"]].to_numpy().tolist() == [[PERIODS[1], "P8"]]
    assert found.alphas["n"].min() >= 5


def test_a_unit_that_is_lost_is_another_summary(data: Path) -> None:
    ours = found_by("ours", data)
    assert disagreements(ours, replace(ours, groups=ours.groups.iloc[1:])) != []


def test_findings_come_back_from_their_files(data: Path, tmp_path: Path) -> None:
    ours = found_by("ours", data)
    ours.write(tmp_path)
    assert disagreements(ours, Findings.read(tmp_path)) == []


@pytest.fixture
def in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure in this process, so that the test can reach the engines, and quickly."""
    monkeypatch.setattr(peers, "measure_apart", measure)
    monkeypatch.setattr(measuring, "FEWEST", 1)
    monkeypatch.setattr(measuring, "SECONDS", 0.0)


@pytest.mark.usefixtures("in_one_process")
def test_a_scale_is_measured_with_limits_ours_and_peers() -> None:
    found = list(peers.scale_rows(SMALL))
    assert_complete(found, 15)
    assert len([row for row in found if row.memory is not None]) == 11
    assert {row.unit for row in found} == {"ms"}


def test_of_several_rounds_the_least_disturbed_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()

    def measured(name: str, _data: Path, _little: Path) -> Measured:
        asked[name] += 1
        return Measured(ready=1, program=1, load=1, work=100 / asked[name], memory=1)

    monkeypatch.setattr(peers, "_measured", measured)
    monkeypatch.setattr(peers, "_compare", lambda *_told: None)
    rows = list(peers.scale_rows(replace(SMALL, rounds=2)))
    assert {*asked.values()} == {2}
    assert {row.value for row in rows if row.memory is not None} == {50, 1}


def test_runs_that_something_else_made_longer_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([90.0, 40.0, 42.0, 41.0, *[51.0] * 100])
    monkeypatch.setattr(measuring, "SECONDS", 1.0)
    monkeypatch.setattr(measuring, "_timed", lambda _work: (None, next(times)))
    assert measuring._undisturbed(dict) == 42, "20 runs fill a second; two were quicker"
    assert next(times) == 51


@pytest.mark.usefixtures("in_one_process")
def test_a_nation_is_measured_without_a_row_a_section() -> None:
    nation = replace(SMALL, without=NOT_A_NATION)
    found = list(peers.scale_rows(nation))
    assert_complete(found, 12)
    (beside,) = {row.peer for row in found if row.peer_name == "Bermakna"}
    assert beside in [row.value for row in found], "peers are set beside the summary that is left"


@pytest.mark.usefixtures("in_one_process")
def test_a_wrong_peer_is_no_peer(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(number: pl.Expr) -> pl.Expr:
        return (number * 100).floor() / 100

    monkeypatch.setattr(in_polars_groups, "half_up", cut_off)
    with pytest.raises(BermaknaError, match=r"polars.*index_overall"):
        list(peers.scale_rows(SMALL))


@pytest.mark.usefixtures("in_one_process")
def test_a_library_that_is_missing_is_said_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "is_missing", lambda name: name == "duckdb")
    found = list(peers.scale_rows(SMALL))
    assert_complete(found, 13)
    assert not any("DuckDB" in row.name for row in found)
    told = capsys.readouterr().err
    assert "DuckDB" in told
    assert 'pip install "bermakna[bench]"' in told


@pytest.mark.usefixtures("in_one_process")
def test_without_numba_there_is_one_summary_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "is_missing", lambda name: name == "numba")
    assert_complete(list(peers.scale_rows(SMALL)), 14)
    assert 'pip install "bermakna[fast]"' in capsys.readouterr().err


@pytest.mark.usefixtures("in_one_process")
def test_an_engine_without_memory_enough_is_left_out_and_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert_complete(list(peers.scale_rows(replace(SMALL, without=("pandas", *SMALL.without)))), 13)
    assert "pandas" in capsys.readouterr().err


def test_a_process_of_its_own_measures_an_engine(data: Path, tmp_path: Path) -> None:
    found = measure_apart("polars", data, data, tmp_path)
    assert found.load > 0
    assert found.work > 0
    assert disagreements(found_by("ours", data), Findings.read(tmp_path)) == []


def test_a_process_that_fails_says_why(data: Path, tmp_path: Path) -> None:
    with pytest.raises(BermaknaError, match=r"polars.*missing\.parquet"):
        measure_apart("polars", data, tmp_path / "missing.parquet", tmp_path)


def test_memory_is_what_the_work_holds_beyond_its_data(
    monkeypatch: pytest.MonkeyPatch, data: Path, tmp_path: Path
) -> None:
    megabytes = 64
    greedy = Engine(
        load=lambda _path, _plan: np.ones(32 << 20, dtype=np.uint8),
        summarise=lambda _data, _plan: int(np.ones(megabytes << 20, dtype=np.uint8)[-1]),
    )
    monkeypatch.setattr(measuring, "engine", lambda _name: greedy)
    measured = measure("greedy", data, data, tmp_path)
    assert megabytes / 2 < measured.memory / (1 << 20) < megabytes + 16


def test_a_standard_of_several_scales_is_refused() -> None:
    other = replace(PLAN.items[0], levels=(0, 1), points=(0, 3))
    with pytest.raises(BermaknaError):
        Rules.of(replace(PLAN, items=(other, *PLAN.items[1:])))


def test_growth_is_measured_from_a_thousand_answers_on() -> None:
    growth = measure_growth(5)
    assert [len(str(answers)) for answers in growth.answers] == [4, 5, 6]
    assert all(time > 0 for time in growth.work)


@pytest.mark.parametrize(("last", "ratio"), [(150.0, 1.0), (1_500.0, 10.0), (15.0, 0.1)])
def test_the_last_step_is_set_beside_a_cost_in_proportion(last: float, ratio: float) -> None:
    growth = Growth((1_000, 10_000, 100_000), (5.0, 15.0, last), (0.1, 1.0, 10.0))
    found = list(growth_rows(growth))
    assert_complete(found, 4)
    assert found[-1].ratio == pytest.approx(ratio)


def test_the_picture_of_the_growth_says_its_numbers() -> None:
    chart = chart_growth([1_000, 10_000, 100_000], [12.5, 14.0, 252.0])
    assert print_points(18.0) in chart.alt
    assert chart.rows[-1] == ["100000", print_index(252.0)]
    assert "10³" in chart.svg()
    canvas = FigureCanvasAgg(chart.figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    width, height = canvas.get_width_height()
    for mark in chart.figure.findobj(Text):
        box = mark.get_window_extent()
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.x1 <= width
        assert box.y1 <= height


def test_dask_is_measured_beside_one_process() -> None:
    assert_complete(list(cluster.cluster_rows(replace(SMALL, units=2))), 1)


def test_without_dask_its_row_is_left_out_and_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "is_missing", lambda _name: True)
    assert list(cluster.cluster_rows(SMALL)) == []
    assert 'pip install "bermakna[cluster]"' in capsys.readouterr().err


def test_sheets_are_made_up_and_read_from_a_store() -> None:
    assert_complete(list(source_rows(400)), 2)


def test_a_tick_in_the_app_is_measured() -> None:
    assert_complete(list(redraw_rows(1)), 1)


def test_scales_that_are_left_out_are_named_and_the_growth_is_drawn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def measured(scale: Scale) -> list[Row]:
        return [Row(scale.name, 1.0, "ms", "np.sum", 1.0)]

    monkeypatch.setattr(rows, "scale_rows", measured)
    monkeypatch.setattr(rows, "cluster_rows", lambda _scale: [])
    monkeypatch.setattr(rows, "source_rows", lambda _sheets: [])
    monkeypatch.setattr(rows, "redraw_rows", lambda _units: [])
    found = list(rows.rollup_rows("unit", tmp_path / "growth.svg"))
    assert [row.name for row in found if row.name in {scale.name for scale in SCALES}] == ["unit"]
    told = capsys.readouterr().err
    assert all(name in told for name in ("ministry", "tenth", "nation"))
    assert (tmp_path / "growth.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_nation_comes_last_and_only_when_it_is_named() -> None:
    assert [scale.name for scale in up_to("ministry")] == ["unit", "ministry"]
    assert up_to("nation") == SCALES
