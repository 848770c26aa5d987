"""The result of one sheet: golden figures, the worked example, and where each number is from."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from assessment.matrix import Choice
from assessment.plan import ScoringPlan
from assessment.results import TraceRow, score, score_plan
from assessment.wording import print_index
from tests.builders import make_plan, make_standard, plan_from, plans_with_answers
from tests.reference import score_sheet

GOLDEN = {
    f"{path.stem} {number}": (data["plan"], case["answers"], case["result"])
    for path in sorted((Path(__file__).parent / "golden").glob("*.json"))
    for data in [json.loads(path.read_text(encoding="utf-8"))]
    for number, case in enumerate(data["cases"], start=1)
}


def without_words(result: dict[str, Any]) -> dict[str, Any]:
    """Leave the printed sentences out: the plain rules give figures only."""
    overall, *sections = (
        {name: value for name, value in part.items() if name != "text"}
        for part in (result["overall"], *result["sections"])
    )
    return {"overall": overall, "sections": sections}


# Weights 2, 1, 1 on the scale 0..3: the example of the handbook.
EXAMPLE = make_standard(items_per_section=(3,), weights={"A1-1": 2})


@pytest.mark.parametrize(("plan", "answers", "result"), GOLDEN.values(), ids=GOLDEN)
def test_the_package_gives_the_golden_result(
    monkeypatch: pytest.MonkeyPatch,
    plan: dict[str, Any],
    answers: dict[str, Choice],
    result: dict[str, Any],
) -> None:
    monkeypatch.delenv("BERMAKNA_LANG", raising=False)
    found = score_plan(plan_from(plan), answers).to_dict()
    del found["trace"]
    assert json.loads(json.dumps(found)) == result


@pytest.mark.parametrize(("plan", "answers", "result"), GOLDEN.values(), ids=GOLDEN)
def test_the_plain_rules_give_the_golden_figures(
    plan: dict[str, Any], answers: dict[str, Choice], result: dict[str, Any]
) -> None:
    assert score_sheet(plan, answers) == without_words(result)


def test_the_worked_example_shows_its_bounds_while_an_item_is_open() -> None:
    found = score(EXAMPLE, {"A1-1": 3, "A1-3": 1})
    for part in (found.overall, *found.sections):
        assert (part.score, part.low, part.high) == (77.78, 58.33, 83.33)
        assert part.completeness == 75.0
        assert part.band is None


def test_the_worked_example_shows_its_index_when_it_is_complete() -> None:
    found = score(EXAMPLE, {"A1-1": 3, "A1-2": 2, "A1-3": 1})
    for part in (found.overall, *found.sections):
        assert (part.score, part.low, part.high) == (75.0, 75.0, 75.0)
        assert part.completeness == 100.0
        assert part.band == "high"


def test_the_trace_derives_the_worked_example() -> None:
    trace = score(EXAMPLE, {"A1-1": 3, "A1-2": "unknown", "A1-3": 1}).trace
    assert trace == (
        TraceRow("A1", "A1-1", 3, 2, 3, 6),
        TraceRow("A1", "A1-2", "unknown", 1, None, None),
        TraceRow("A1", "A1-3", 1, 1, 1, 1),
    )


@given(plans_with_answers())
def test_the_trace_lists_every_item_with_its_choice_and_product(
    case: tuple[ScoringPlan, dict[str, Choice]],
) -> None:
    plan, answers = case
    trace = score_plan(plan, answers).trace
    assert [row.item for row in trace] == [item.id for item in plan.items]
    for row, item in zip(trace, plan.items, strict=True):
        assert row.section == plan.sections[item.section].id
        assert row.choice == answers.get(item.id)
        assert row.weight == item.weight
        if row.choice in item.levels:
            assert row.points == item.points[item.levels.index(row.choice)]
            assert row.product == row.weight * row.points
        else:
            assert row.points is row.product is None


def test_a_shut_gate_is_named_in_its_section_and_overall() -> None:
    standard = make_standard(items_per_section=(2, 1), gates={"A1-2": (2, "low")})
    found = score(standard, {"A1-1": 3, "A1-2": 1, "A2-1": 3})
    assert found.overall.shut == found.sections[0].shut == ("A1-2",)
    assert found.sections[1].shut == ()
    assert (found.overall.band, found.sections[0].band) == ("low", "low")
    assert found.overall.score == 83.33
    assert "A1-2" in found.overall.text
    assert "A1-2" not in found.sections[1].text


def test_the_text_prints_what_the_result_holds() -> None:
    standard = make_standard(items_per_section=(3, 1), weights={"A1-1": 2})
    found = score(standard, {"A1-1": 3, "A1-3": 1, "A2-1": "not_applicable"})
    for part in (found.overall, found.sections[0]):
        assert print_index(58.33) in part.text
        assert print_index(83.33) in part.text
        assert print_index(77.78) not in part.text
    assert not re.search(r"\d", found.sections[1].text)


def test_plain_data_hold_overall_sections_and_trace() -> None:
    data = json.loads(json.dumps(score(EXAMPLE, {"A1-1": 3}).to_dict()))
    assert list(data) == ["overall", "sections", "trace"]
    assert data["overall"]["id"] == "overall"
    assert [section["id"] for section in data["sections"]] == ["A1"]
    assert data["trace"][0]["product"] == 6


def test_answers_to_unknown_items_and_lacking_levels_are_refused() -> None:
    with pytest.raises(KeyError, match="A7-7"):
        score(EXAMPLE, {"A7-7": 1})
    with pytest.raises(ValueError, match="A1-1"):
        score(EXAMPLE, {"A1-1": 4})


def test_one_section_alone_scores_as_it_does_in_the_whole() -> None:
    plan = make_plan(items_per_section=(2, 3), weights={"A2-1": 3})
    answers: dict[str, Choice] = {"A2-1": 2, "A2-2": 1, "A2-3": "unknown"}
    whole, alone = score_plan(plan, answers), score_plan(plan.only("A2"), answers)
    assert alone.sections == whole.sections[1:]
