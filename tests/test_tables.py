"""The tables hold what the rule gives for every pattern, however long a section is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.matrix import Choice, encode
from assessment.plan import ScoringPlan
from assessment.results import score_plan
from assessment.tables import TABLE_LIMIT, Tables, section_sums, tables_of
from tests.builders import answer_sets, complete_sets, figures, make_plan
from tests.reference import score_sheet

LONG_PLAN = make_plan(
    items_per_section=(13, 2),
    weights={"A1": 3, "A1-2": 2, "A1-13": 2},
    gates={"A1-1": (1, "low"), "A1-7": (2, "middle"), "A1-13": (3, "low"), "A2-1": (1, "low")},
)

VARIED_WEIGHTS = make_plan(
    items_per_section=(6, 6),
    weights={"A1-1": 9, "A1-2": 8, "A1-3": 7, "A1-4": 5, "A1-5": 3, "A2": 5},
)
FORTY_ITEMS = make_plan(items_per_section=(40, 1))


def sums_of(plan: ScoringPlan, answers: dict[str, Choice]) -> dict[str, list[int]]:
    sums = section_sums(tables_of(plan), encode(plan, [answers]), len(plan.sections))
    return {name: part[:, 0].tolist() for name, part in vars(sums).items()}


def chunks_of(tables: Tables, section: int) -> list[tuple[int, ...]]:
    return [chunk.columns for chunk in tables.chunks if chunk.section == section]


def test_a_level_adds_its_weight_and_its_product() -> None:
    plan = make_plan(items_per_section=(1, 2), weights={"A2-1": 4}, scale=(0, 1, 5, 7))
    sums = sums_of(plan, {"A1-1": 3, "A2-1": 2, "A2-2": 1})
    assert sums == {"points": [7, 21], "answered": [1, 5], "applicable": [1, 5], "cap": [2, 2]}


@pytest.mark.parametrize("choice", [None, "unknown"])
def test_an_open_item_is_only_applicable(choice: Choice) -> None:
    sums = sums_of(make_plan(items_per_section=(1,), weights={"A1-1": 4}), {"A1-1": choice})
    assert sums == {"points": [0], "answered": [0], "applicable": [4], "cap": [2]}


def test_a_not_applicable_item_adds_nothing() -> None:
    sums = sums_of(make_plan(items_per_section=(1,)), {"A1-1": "not_applicable"})
    assert sums == {"points": [0], "answered": [0], "applicable": [0], "cap": [2]}


@pytest.mark.parametrize(("level", "cap"), [(0, 0), (1, 0), (2, 2), (3, 2), ("unknown", 2)])
def test_a_gate_caps_below_its_level_only(level: Choice, cap: int) -> None:
    plan = make_plan(items_per_section=(1,), gates={"A1-1": (2, "low")})
    assert sums_of(plan, {"A1-1": level})["cap"] == [cap]


def test_the_lowest_cap_holds() -> None:
    plan = make_plan(items_per_section=(2,), gates={"A1-1": (2, "middle"), "A1-2": (1, "low")})
    assert sums_of(plan, {"A1-1": 0, "A1-2": 0})["cap"] == [0]
    assert sums_of(plan, {"A1-1": 0, "A1-2": 1})["cap"] == [1]


@pytest.mark.parametrize(("item", "level"), [("A1-1", 0), ("A1-13", 2)])
def test_a_gate_holds_across_the_tables_of_its_section(item: str, level: int) -> None:
    assert sums_of(LONG_PLAN, {item: level})["cap"] == [0, 2]


def test_a_long_section_is_cut_into_tables_that_keep_the_limit() -> None:
    tables = tables_of(LONG_PLAN)
    assert len(chunks_of(tables, 0)) > 1
    assert [column for run in chunks_of(tables, 0) for column in run] == list(range(13))
    assert chunks_of(tables, 1) == [(13, 14)]
    assert all(chunk.sums.shape[1] <= TABLE_LIMIT for chunk in tables.chunks)


@given(st.one_of(answer_sets(LONG_PLAN), complete_sets(LONG_PLAN)))
def test_sections_longer_than_one_table_score_by_the_plain_rules(
    answers: dict[str, Choice],
) -> None:
    found = figures(score_plan(LONG_PLAN, answers))
    assert found == score_sheet(LONG_PLAN.to_dict(), answers)


def test_a_small_limit_changes_no_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {item.id: item.levels[place % 3] for place, item in enumerate(LONG_PLAN.items)}
    sums = sums_of(LONG_PLAN, answers)
    monkeypatch.setattr("assessment.tables.TABLE_LIMIT", 7)
    tables_of.cache_clear()
    assert len(tables_of(LONG_PLAN).chunks) == len(LONG_PLAN.items)
    assert sums_of(LONG_PLAN, answers) == sums
    tables_of.cache_clear()


@pytest.mark.parametrize(("level", "index"), [(1, 0.13), (2, 0.25), (3, 0.38)])
def test_a_mean_in_the_middle_of_two_hundredths_is_rounded_up(level: int, index: float) -> None:
    # An eighth for each level: 12.5, 25 and 37.5 hundredths.
    plan = make_plan(items_per_section=(1, 1), scale=(0, 1, 2, 3, 4), values=(0, 1))
    assert score_plan(plan, {"A1-1": level, "A2-1": 0}).overall.score == index


@given(st.one_of(answer_sets(VARIED_WEIGHTS), complete_sets(VARIED_WEIGHTS)))
def test_many_different_weights_are_added_exactly(answers: dict[str, Choice]) -> None:
    found = figures(score_plan(VARIED_WEIGHTS, answers))
    assert found == score_sheet(VARIED_WEIGHTS.to_dict(), answers)


@given(st.one_of(answer_sets(FORTY_ITEMS), complete_sets(FORTY_ITEMS)))
def test_a_section_of_forty_items_is_added_exactly(answers: dict[str, Choice]) -> None:
    found = figures(score_plan(FORTY_ITEMS, answers))
    assert found == score_sheet(FORTY_ITEMS.to_dict(), answers)
