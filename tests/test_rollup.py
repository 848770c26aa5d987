"""A unit, a ministry and the nation are scored by one rule: every group as one long sheet."""

from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from assessment import loops
from assessment.answer_matrix import AnswerMatrix
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.results import score
from assessment.rollup import RollUp, roll_up
from assessment.rollup.columns import UNIT_SECTIONS, UNITS
from assessment.rollup.group_figures import Kept, MadeAgain
from assessment.rollup.kernel import run_sums
from assessment.rollup.packed import packed
from assessment.rollup.partial import Work, add_up, partial_of
from assessment.rollup.result import result_of
from assessment.suppression import MIN_GROUP
from tests.builders import make_standard
from tests.matrices import SMALL, Row, all_of, matrix_of, rows
from tests.reference import score_together

REGISTER = pd.DataFrame(
    {
        "unit": ["Unit 1", "Unit 2"],
        "ministry": ["Instansi A", "Instansi B"],
        "region": ["Wilayah 1", ""],
        "service": ["loket", "loket"],
    }
)


def grouped(drawn: list[Row]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return the sheets that count for each unit and period: the agreed one, or all."""
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in drawn:
        found[row[0], row[1]].append(row)
    return {
        key: [dict(row[3]) for row in group if row[2] or not any(other[2] for other in group)]
        for key, group in sorted(found.items())
    }


def shown(figures: Any) -> tuple[Any, ...]:
    names = ("index", "low", "high", "completeness", "band")
    values = [None if pd.isna(figures[name]) else figures[name] for name in names]
    return (*values, figures["gates"])


def plain(part: dict[str, Any]) -> tuple[Any, ...]:
    names = ("score", "low", "high", "completeness", "band")
    return (*(part[name] for name in names), ", ".join(part["shut"]))


def same(one: RollUp, other: RollUp) -> None:
    for name in ("keys", "units", "sections", "items", "gaps", "alphas"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


@settings(max_examples=150)
@given(rows())
def test_every_figure_of_a_group_is_that_of_one_long_sheet(drawn: list[Row]) -> None:
    rollup = roll_up(matrix_of(drawn))
    plan = compile_plan(SMALL).to_dict()
    expected = {key: score_together(plan, group) for key, group in grouped(drawn).items()}
    hidden = {key for key, group in grouped(drawn).items() if len(group) < MIN_GROUP}
    for row in rollup.units.to_dict("records"):
        key = row["unit"], row["period"]
        assert row["sheets"] == len(grouped(drawn)[key])
        assert row["hidden"] == (key in hidden and row["basis"] == "assessors")
        if not row["hidden"]:
            assert shown(row) == plain(expected[key]["overall"])
    for row in rollup.sections.to_dict("records"):
        key = row["unit"], row["period"]
        if not rollup.units.set_index(["unit", "period"]).loc[key, "hidden"]:
            parts = {part["id"]: part for part in expected[key]["sections"]}
            assert shown(row) == plain(parts[row["section"]])


@settings(max_examples=60)
@given(rows(most=8))
def test_a_unit_with_one_agreed_sheet_has_the_figures_of_that_sheet(drawn: list[Row]) -> None:
    agreed = [(f"Unit {place}", "2026-1", True, row[3]) for place, row in enumerate(drawn)]
    units = roll_up(matrix_of(agreed)).units
    for (_unit, _period, _agreed, sheet), row in zip(agreed, units.to_dict("records"), strict=True):
        alone = score(SMALL, sheet).overall
        found = (alone.score, alone.low, alone.high, alone.completeness, alone.band)
        assert shown(row) == (*found, ", ".join(alone.shut))


@settings(max_examples=60)
@given(rows())
def test_parts_add_up_to_the_whole_wherever_they_are_cut(drawn: list[Row]) -> None:
    # One basis a unit: whether an agreed sheet is elsewhere, a part does not know.
    matrix = matrix_of([(unit, period, False, sheet) for unit, period, _agreed, sheet in drawn])
    work = Work(by=("period", "region"), register=REGISTER)
    place = np.arange(len(matrix)) % 3
    parts = [matrix.take(place == number) for number in range(3) if (place == number).any()]
    together = add_up([partial_of(part, work) for part in reversed(parts)])
    same(result_of(together, work), roll_up(matrix, register=REGISTER, by=work.by))


@pytest.mark.parametrize("block", [1, 2, 5])
def test_small_blocks_and_many_threads_change_no_sum(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard = load_standard("unit")
    codes = np.asfortranarray(np.random.default_rng(3).integers(0, 7, (41, 40), dtype=np.uint8))
    starts = np.array([0, 1, 2, 12, 30, 31])
    plan = compile_plan(standard)
    whole = run_sums(plan, codes, starts, loops.plain)
    monkeypatch.setattr("assessment.rollup.threads.WORTH_A_THREAD", 5)
    monkeypatch.setattr("assessment.rollup.threads.os.cpu_count", lambda: 4)
    monkeypatch.setattr("assessment.rollup.threads.BLOCK", block)
    cut = run_sums(plan, codes, starts, loops.plain)
    assert cut.sums.tolist() == whole.sums.tolist()
    assert cut.presence.tolist() == whole.presence.tolist()


def test_sums_too_wide_for_three_in_a_word_are_still_exact() -> None:
    weights = {f"A1-{number}": 9 for number in range(1, 41)}
    heavy = make_standard(items_per_section=(40, 1), weights=weights)
    drawn = [("U", "1", False, all_of(heavy, number % 4)) for number in range(300)]
    assert max(len(part.words) for part in packed(compile_plan(heavy), len(drawn)).chunks) > 1
    row = roll_up(matrix_of(drawn, heavy)).units.to_dict("records")[0]
    expected = score_together(compile_plan(heavy).to_dict(), [dict(row[3]) for row in drawn])
    assert shown(row) == plain(expected["overall"])


def test_a_section_longer_than_a_table_is_added_from_its_chunks() -> None:
    long = make_standard(items_per_section=(13, 2), gates={"A1-13": (3, "low")})
    drawn = [("U", "1", False, all_of(long, level)) for level in (3, 2, 3, 3, "unknown", None)]
    rollup = roll_up(matrix_of(drawn, long))
    expected = score_together(compile_plan(long).to_dict(), [dict(row[3]) for row in drawn])
    assert shown(rollup.units.to_dict("records")[0]) == plain(expected["overall"])
    assert rollup.alphas["reason"].notna().tolist() == [True, True]


def test_a_group_of_few_assessors_shows_no_figure_and_an_agreed_sheet_does() -> None:
    few = [("Kecil", "1", False, all_of(SMALL, 2))] * (MIN_GROUP - 1)
    enough = [("Besar", "1", False, all_of(SMALL, 2))] * MIN_GROUP
    agreed = [("Sepakat", "1", True, all_of(SMALL, 2))]
    rollup = roll_up(matrix_of([*few, *enough, *agreed]))
    units = rollup.units.set_index("unit")
    assert units["hidden"].to_dict() == {"Besar": False, "Kecil": True, "Sepakat": False}
    assert units["index"].isna().to_dict() == {"Besar": False, "Kecil": True, "Sepakat": False}
    assert (
        rollup.sections.set_index("unit")
        .loc["Kecil", ["index", "low", "band"]]
        .isna()
        .all(axis=None)
    )
    assert units.loc["Kecil", "gates"] == "", "a shut gate is a figure too"
    assert rollup.hundredths[rollup.hidden].max() == -1
    assert rollup.figures(1).low[rollup.hidden].max() == -1


def test_what_people_say_of_themselves_is_hidden_even_as_an_agreed_sheet() -> None:
    praktik = load_standard("praktik")
    assert roll_up(matrix_of([("U", "1", True, {})], praktik)).units["hidden"].tolist() == [True]


def test_the_register_says_where_a_unit_belongs_and_others_are_nowhere() -> None:
    drawn = [(f"Unit {n}", "1", True, all_of(SMALL, 3)) for n in (3, 1, 2)]
    units = roll_up(matrix_of(drawn), register=REGISTER).units
    assert units[["unit", "ministry", "region", "service"]].to_numpy().tolist() == [
        ["Unit 1", "Instansi A", "Wilayah 1", "loket"],
        ["Unit 2", "Instansi B", "", "loket"],
        ["Unit 3", "", "", ""],
    ]


def test_groups_stand_in_the_order_of_names_and_periods_never_of_figures() -> None:
    drawn = [
        ("B", "2026-2", True, all_of(SMALL, 0)),
        ("B", "2026-1", True, all_of(SMALL, 3)),
        ("A", "2026-2", True, all_of(SMALL, 1)),
    ]
    found = roll_up(matrix_of(drawn)).units[["unit", "period"]].to_numpy().tolist()
    assert found == [["A", "2026-2"], ["B", "2026-1"], ["B", "2026-2"]]


@pytest.mark.parametrize("sheets", [0, 1, 7])
def test_frames_have_the_same_columns_at_every_scale(sheets: int) -> None:
    drawn = [(f"Unit {n}", "1", True, all_of(SMALL, n % 4)) for n in range(sheets)]
    rollup = roll_up(matrix_of(drawn))
    assert rollup.units.dtypes.astype(str).to_dict() == UNITS
    assert rollup.sections.dtypes.astype(str).to_dict() == UNIT_SECTIONS
    assert list(rollup.items)[:5] == ["period", "basis", "section", "item", "text"]
    assert len(rollup.items) == len(SMALL.items) * bool(sheets)


@settings(max_examples=40)
@given(rows())
def test_figures_that_are_made_again_are_those_that_are_kept(drawn: list[Row]) -> None:
    rollup = roll_up(matrix_of(drawn))
    kept, again = (kind(rollup.plan, rollup.sums, rollup.hidden) for kind in (Kept, MadeAgain))
    assert again.index.tolist() == kept.index.tolist()
    for part in range(len(rollup.parts)):
        for name in ("score", "low", "high", "completeness"):
            ours, theirs = getattr(again.part(part), name), getattr(kept.part(part), name)
            assert ours.tolist() == theirs.tolist()


def test_a_tidy_frame_rolls_up_like_its_matrix() -> None:
    drawn = [("U", "1", False, all_of(SMALL, level)) for level in (1, 2, 3, 3, 3)]
    matrix = matrix_of(drawn)
    same(roll_up(matrix.to_tidy(), SMALL), roll_up(matrix))


def test_no_answers_and_unknown_groupings_are_refused_in_words() -> None:
    with pytest.raises(BermaknaError, match=_("there are no answers to roll up")):
        roll_up(matrix_of([]).to_tidy())
    with pytest.raises(BermaknaError, match="unit"):
        roll_up(matrix_of([("U", "1", True, {})]), by=("unit",))


def test_a_matrix_that_does_not_fit_its_sheets_is_refused() -> None:
    matrix = matrix_of([("U", "1", True, {})])
    with pytest.raises(BermaknaError, match="2 × 5"):
        AnswerMatrix(SMALL, np.zeros((2, 5), np.uint8), matrix.who)
